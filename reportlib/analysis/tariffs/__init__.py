"""What goods of Japan pay: the law of a day, the rate of a line, what it adds up to."""

from reportlib.analysis.tariffs.effective import DEAL, Effective, RedLine, change_split, effective, red_line
from reportlib.analysis.tariffs.exposure import Exposure, cells, covered, default_exposure, weighted_exposure
from reportlib.analysis.tariffs.law import IeepaEnd, Law, View, known_law
from reportlib.analysis.tariffs.lines import Lines, as_lines
from reportlib.analysis.tariffs.rates import PARTS, rates

__all__ = [
    "DEAL",
    "PARTS",
    "Effective",
    "Exposure",
    "IeepaEnd",
    "Law",
    "Lines",
    "RedLine",
    "View",
    "as_lines",
    "cells",
    "change_split",
    "covered",
    "default_exposure",
    "effective",
    "known_law",
    "rates",
    "red_line",
    "weighted_exposure",
]
