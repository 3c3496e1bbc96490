"""Charts and columns of tables of the briefing on other partners.

Each helper draws one frame of `reportlib.words.comparators` and returns the axes. Does not belong here: what is drawn.
"""

from reportlib.exhibits.comparators.clauses import clause_matrix
from reportlib.exhibits.comparators.columns import CLAUSES, DEALS, INDEX, PARITY, PLEDGES, PRECEDENTS
from reportlib.exhibits.comparators.pledges import collected_bars, pledge_dots
from reportlib.exhibits.comparators.rates import gap_lines, rate_dots

__all__ = [
    "CLAUSES",
    "DEALS",
    "INDEX",
    "PARITY",
    "PLEDGES",
    "PRECEDENTS",
    "clause_matrix",
    "collected_bars",
    "gap_lines",
    "pledge_dots",
    "rate_dots",
]
