"""Charts and table columns of the talks. Each chart is a helper `(data, *, ax=None) -> Axes`.

Belongs here: how the talks are drawn. Does not belong here: what the charts say (notebooks), what
their labels are called (`reportlib.words.talks`).
"""

from reportlib.exhibits.talks.cadence import cadence
from reportlib.exhibits.talks.columns import (
    ATTENDANCE,
    DATES,
    DUTIES,
    LAW,
    NEWS,
    OFFERS,
    OFFICES,
)
from reportlib.exhibits.talks.slip import slip
from reportlib.exhibits.talks.strip import judgement_strip
from reportlib.exhibits.talks.tally import tally
from reportlib.exhibits.talks.timeline import timeline

__all__ = [
    "ATTENDANCE",
    "DATES",
    "DUTIES",
    "LAW",
    "NEWS",
    "OFFERS",
    "OFFICES",
    "cadence",
    "judgement_strip",
    "slip",
    "tally",
    "timeline",
]
