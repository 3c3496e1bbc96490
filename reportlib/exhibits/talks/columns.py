"""Columns of the tables of the talks, and the drawn signs of the attendance matrix."""

from __future__ import annotations

from reportlib.blocks import Mark
from reportlib.exhibits.table import Col

MARKS = {
    "present": Mark(shape="disc", label="present"),
    "phone": Mark(shape="phone", label="by phone"),
    "absent": Mark(shape="ring", label="absent"),
    "planned": Mark(shape="dashed-ring", label="planned"),
    "not_expected": Mark(shape="cross", label="not expected"),
}

DUTIES = (
    Col(name="goods", label="Goods of Japan", width=0.25),
    Col(name="duty", label="Duty", width=0.26),
    Col(name="law", label="Law", width=0.26),
    Col(name="held", label="Since", width=0.23),
)
ATTENDANCE = (
    Col(name="meeting", label="Round", width=0.07),
    Col(name="dates", label="Date", width=0.18),
    *(
        Col(name=name, label=name.capitalize(), marks=MARKS, align="center", width=0.065)
        for name in ("lutnick", "bessent", "greer", "trump")
    ),
    Col(name="result", label="Outcome", width=0.49),
)
OFFERS = (
    Col(name="on", label="Last said", unit="date", width=0.18),
    Col(name="kind", label="Kind", width=0.08),
    Col(name="text", label="What", width=0.42),
    Col(name="sum", label="Amount", width=0.18),
    Col(name="reached", label="Stage", width=0.12),
)
LAW = (
    Col(name="date", label="Date", unit="date", width=0.19),
    Col(name="step", label="Step", width=0.12),
    Col(name="title", label="What", width=0.69),
)
NEWS = (
    Col(name="known_on", label="Known from", unit="date", width=0.18),
    Col(name="happened", label="Happened", width=0.18),
    Col(name="lane", label="Track", width=0.12),
    Col(name="title", label="What", width=0.52),
)
DATES = (
    Col(name="when", label="When", width=0.22),
    Col(name="what", label="What", width=0.32),
    Col(name="legal", label="Legal basis", width=0.23),
    Col(name="certainty", label="Certainty", width=0.13),
    Col(name="left", label="Days", unit="number", align="right", width=0.08),
)
OFFICES = (
    Col(name="name", label="Name", width=0.18),
    Col(name="office", label="Office", width=0.38),
    Col(name="held", label="Held", width=0.44),
)
