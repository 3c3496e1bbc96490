"""Charts and table columns of the investment briefing. Each chart is a helper `(data, *, ax=None) -> Axes`.

Does not belong here: what the charts say (notebooks), what their labels are called (`reportlib.words.investment`).
"""

from reportlib.exhibits.investment.columns import (
    BUYS,
    CANDIDATES,
    CLAIMS,
    DATES,
    HISTORY,
    LATEST,
    LINKAGE,
    OFFERS,
    OUTSIDE,
    PROJECTS,
    RELIEF,
    RULES,
)
from reportlib.exhibits.investment.money import ladder_bars, pace_steps, payback_lines
from reportlib.exhibits.investment.stock import claim_dots, offer_marks, owner_bars, share_bars

__all__ = [
    "BUYS",
    "CANDIDATES",
    "CLAIMS",
    "DATES",
    "HISTORY",
    "LATEST",
    "LINKAGE",
    "OFFERS",
    "OUTSIDE",
    "PROJECTS",
    "RELIEF",
    "RULES",
    "claim_dots",
    "ladder_bars",
    "offer_marks",
    "owner_bars",
    "pace_steps",
    "payback_lines",
    "share_bars",
]
