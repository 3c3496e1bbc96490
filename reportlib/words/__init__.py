"""How values, days and likelihoods are written, in one place for prose, axes and cells.

Belongs here: units, dates, tense, the ICD-203 scale, and the sentences that depend on them. English
now; another language is another set of these modules. Does not belong here: computing anything.
"""

from reportlib.words.days import day, day_or_month, day_span, days_text, tick
from reportlib.words.figures import number, render
from reportlib.words.freshness import age_notice
from reportlib.words.likelihood import likelihood, scale
from reportlib.words.numerals import bare_numerals
from reportlib.words.record import coverage_sentence, source_line, stamp
from reportlib.words.sentences import Sentence
from reportlib.words.tense import deadline_sentence

__all__ = [
    "Sentence",
    "age_notice",
    "bare_numerals",
    "coverage_sentence",
    "day",
    "day_or_month",
    "day_span",
    "days_text",
    "deadline_sentence",
    "likelihood",
    "number",
    "render",
    "scale",
    "source_line",
    "stamp",
    "tick",
]
