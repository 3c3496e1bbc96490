"""How values, days and likelihoods are written, in one place for prose, axes and cells.

Belongs here: units, dates, tense, the ICD-203 scale, and the sentences that depend on them. English
now; another language is another set of these modules. Does not belong here: computing anything.
"""

from reportlib.words.days import day, day_span, days_text
from reportlib.words.figures import number, render
from reportlib.words.likelihood import likelihood, scale
from reportlib.words.numerals import bare_numerals

__all__ = ["bare_numerals", "day", "day_span", "days_text", "likelihood", "number", "render", "scale"]
