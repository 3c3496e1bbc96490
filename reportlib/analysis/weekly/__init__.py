"""What a week brought: rows the record learned, numbers that moved, each with its reason, from two desks.

`learned`: rows. `moved`: numbers. `watched`: which numbers. It may ask every topic; no topic asks it.
"""

from reportlib.analysis.weekly.learned import learned, learned_count, reasons
from reportlib.analysis.weekly.moved import Measure, Move, moved
from reportlib.analysis.weekly.watched import watched

__all__ = ["Measure", "Move", "learned", "learned_count", "moved", "reasons", "watched"]
