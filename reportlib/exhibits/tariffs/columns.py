"""Columns of the tables of the tariffs."""

from __future__ import annotations

from reportlib.exhibits.table import Col

_GOODS = (
    Col(name="goods", label="Goods", width=0.22, strong=True),
    Col(name="mfn_pct", label="Base", unit="percent", align="right", width=0.07),
    Col(name="all_in_words", label="All in", align="right", width=0.08, strong=True),
    Col(name="range", label="Range", align="right", width=0.11),
)
PAID = (*_GOODS, Col(name="rule_and_law", label="Rule and law", width=0.52))
PAID_AND_DEAL = (
    *_GOODS,
    Col(name="against", label="Against the deal", width=0.18),
    Col(name="rule_and_law", label="Rule and law", width=0.34),
)
WHAT_IF = (
    Col(name="goods", label="Goods", width=0.40, strong=True),
    Col(name="recorded_words", label="Recorded law", align="right", width=0.20),
    Col(name="scenario_words", label="Scenario", align="right", width=0.20, strong=True),
    Col(name="change_words", label="Points", align="right", width=0.20),
)
COLLECTED = (
    Col(name="period_words", label="Period", width=0.24),
    Col(name="what", label="Goods", width=0.16),
    Col(name="rate", label="Duty over value", align="right", width=0.18),
    Col(name="duties", label="Duty, $bn", align="right", width=0.14),
    Col(name="base", label="Base", width=0.28),
)
PEERS = (
    Col(name="name", label="Partner", width=0.34, strong=True),
    Col(name="general", label="Goods in general", width=0.24),
    Col(name="cars", label="Cars", width=0.24),
    Col(name="on", label="Entry day", unit="date", width=0.18),
)
FLOWS = (
    Col(name="label", label="Year", width=0.20, strong=True),
    Col(name="imports", label="Imports, $bn", align="right", width=0.14),
    Col(name="exports", label="Exports, $bn", align="right", width=0.14),
    Col(name="deficit", label="Deficit, $bn", align="right", width=0.14),
    Col(name="vintage_words", label="Vintage", width=0.38),
)
REFUNDS = (
    Col(name="date", label="Day", unit="date", width=0.19),
    Col(name="text", label="What", width=0.47),
    Col(name="amount", label="Sum", width=0.16),
    Col(name="whom", label="Whose", width=0.18),
)
TRACKERS = (
    Col(name="day", label="Entry day", unit="date", width=0.20),
    Col(name="tracker", label="Tracker", width=0.28),
    Col(name="theirs_words", label="Theirs", align="right", width=0.12),
    Col(name="ours_words", label="Ours", align="right", width=0.12),
    Col(name="range", label="Our range", align="right", width=0.16),
    Col(name="gap_words", label="Points", align="right", width=0.12),
)
GROUPS = (
    Col(name="name", label="Group of goods", width=0.40),
    Col(name="value_words", label="Value, $bn", align="right", width=0.13),
    Col(name="before_words", label="Before", align="right", width=0.11),
    Col(name="rate_words", label="Rate", align="right", width=0.11, strong=True),
    Col(name="range", label="Range", align="right", width=0.15),
    Col(name="duty_words", label="Duty, $bn", align="right", width=0.10),
)
LISTS = (
    Col(name="name", label="List", width=0.34, strong=True),
    Col(name="groups", label="Groups of goods, and the share of their value on the list", width=0.66),
)
