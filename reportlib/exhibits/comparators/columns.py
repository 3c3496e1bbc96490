"""Columns of the tables of other partners."""

from __future__ import annotations

from reportlib.exhibits.table import Col

PARITY = (
    Col(name="name", label="Partner", width=0.17, strong=True),
    Col(name="general", label="Goods in general", width=0.13),
    Col(name="paid", label="At the base", align="right", width=0.08, strong=True),
    Col(name="against", label="Japan pays", width=0.14),
    Col(name="cars", label="Cars", width=0.15),
    Col(name="agreed", label="Rate agreed, day", width=0.33),
)
INDEX = (
    Col(name="name", label="Partner", width=0.22, strong=True),
    Col(name="said", label="Present", align="right", width=0.12),
    Col(name="index", label="Index", unit="share", align="right", width=0.10, strong=True),
    Col(name="variants", label="Differ", unit="number", align="right", width=0.10),
    Col(name="lacks", label="Not seen", width=0.46, missing="none"),
)
DEALS = (
    Col(name="date", label="Day", unit="date", width=0.18),
    Col(name="name", label="Partner", width=0.16, strong=True),
    Col(name="step_name", label="Step", width=0.14),
    Col(name="rate", label="General rate agreed", width=0.20),
    Col(name="text", label="What", width=0.32),
)
PLEDGES = (
    Col(name="name", label="Partner", width=0.17, strong=True),
    Col(name="kind_name", label="Kind", width=0.21),
    Col(name="amount", label="Amount", align="right", width=0.15),
    Col(name="text", label="What", width=0.29),
    Col(name="date", label="Told", unit="date", width=0.18),
)
CLAUSES = (
    Col(name="name", label="Clause", width=0.23, strong=True),
    Col(name="partner_name", label="Partner", width=0.16),
    Col(name="first_date", label="First seen", unit="date", width=0.18),
    Col(name="said", label="In words", width=0.43),
)
PRECEDENTS = (
    Col(name="company", label="Company", width=0.20, strong=True),
    Col(name="day", label="When", width=0.18),
    Col(name="label", label="Kind", width=0.16),
    Col(name="stake_pct", label="Stake", unit="percent", align="right", width=0.10),
    Col(name="text", label="What", width=0.36),
)
