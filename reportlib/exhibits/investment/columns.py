"""Columns of the tables of the investment briefing."""

from __future__ import annotations

from reportlib.exhibits.table import Col

RULES = (
    Col(name="label", label="Subject", strong=True, width=0.19),
    Col(name="teller", label="Told by", width=0.14),
    Col(name="text", label="Rule", width=0.485),
    Col(name="known_on", label="Known from", unit="date", width=0.185),
)
PROJECTS = (
    Col(name="tranche", label="Tranche", unit="number", align="center", width=0.09),
    Col(name="label", label="Project, state", strong=True, width=0.30),
    Col(name="before", label="Reported before", align="right", width=0.12),
    Col(name="announced", label="At the announcement", align="right", width=0.15),
    Col(name="tokyo", label="Tokyo, in yen and at the rate of the day", align="right", width=0.185),
    Col(name="day", label="Last on", width=0.155),
)
LINKAGE = (
    Col(name="on", label="Day", unit="date", width=0.17, strong=True),
    Col(name="asked", label="Asked", width=0.36),
    Col(name="given", label="Agreed, ordered or in force", width=0.47),
)
OFFERS = (
    Col(name="on", label="Day", unit="date", width=0.17, strong=True),
    Col(name="label", label="Item", width=0.19),
    Col(name="version", label="Version", unit="number", align="center", width=0.09),
    Col(name="stage_words", label="Stage", width=0.12),
    Col(name="text", label="What", width=0.43),
)
BUYS = (
    Col(name="label", label="Goods", strong=True, width=0.2),
    Col(name="kind", label="Kind", width=0.14),
    Col(name="printed", label="Amount", align="right", width=0.18),
    Col(name="over", label="Period", width=0.18),
    Col(name="text", label="What", width=0.3),
)
CLAIMS = (
    Col(name="label", label="On", strong=True, width=0.1),
    Col(name="day", label="Said", width=0.165),
    Col(name="claimant", label="By", width=0.19),
    Col(name="printed", label="Number", align="right", width=0.145),
    Col(name="scope", label="For", width=0.26),
    Col(name="evidence", label="Standing", width=0.14),
)
HISTORY = (
    Col(name="year_words", label="End of", strong=True, width=0.14),
    Col(name="value_usd_bn", label="Stock, Japan", unit="USD bn, one decimal", align="right", width=0.2),
    Col(name="basis", label="Counted by", width=0.26),
    Col(name="rank", label="Rank", unit="number", align="right", width=0.12, missing="not told"),
    Col(name="released_on", label="Known from", unit="date", width=0.28),
)
RELIEF = (
    Col(name="label", label="Reckoning", strong=True, width=0.29),
    Col(name="without", label="Rate without", unit="share, one decimal", align="right", width=0.13),
    Col(name="paid", label="Rate paid", unit="share, one decimal", align="right", width=0.12),
    Col(name="imports_usd_bn", label="Imports", unit="USD bn, one decimal", align="right", width=0.14),
    Col(name="saved_usd_bn", label="Duty saved a year", unit="USD bn, one decimal", align="right", width=0.16),
    Col(name="price", label="Pledge over it", align="right", width=0.16),
)
DATES = (
    Col(name="day", label="When", width=0.185, strong=True),
    Col(name="what", label="What", width=0.365),
    Col(name="left_words", label="Left", align="right", width=0.13),
    Col(name="state_words", label="State on this day", width=0.32),
)
LATEST = (
    Col(name="known_on", label="Known from", unit="date", width=0.185),
    Col(name="title", label="What", strong=True, width=0.63),
    Col(name="date", label="Day", unit="date", width=0.185),
)
CANDIDATES = (
    Col(name="project", label="Project", strong=True, width=0.33),
    Col(name="investor", label="Who", width=0.33),
    Col(name="amount_usd_bn", label="As listed", unit="USD bn", align="right", width=0.12),
    Col(name="remark", label="Not to be added", width=0.22),
)
OUTSIDE = (
    Col(name="day", label="Announced", width=0.18, strong=True),
    Col(name="investor", label="Who", width=0.2),
    Col(name="project", label="What", width=0.3),
    Col(name="amount_usd_bn", label="Amount", unit="USD bn", align="right", width=0.12),
    Col(name="remark", label="Not to be added", width=0.2),
)
