"""What goods of Japan pay: the law of a day, the rate of a line, what it adds up to."""

from reportlib.analysis.tariffs.law import IeepaEnd, Law, View, known_law
from reportlib.analysis.tariffs.lines import Lines, as_lines
from reportlib.analysis.tariffs.rates import PARTS, rates

__all__ = ["PARTS", "IeepaEnd", "Law", "Lines", "View", "as_lines", "known_law", "rates"]
