"""Columns of the tables of the weekly; its charts are those of the briefings."""

from __future__ import annotations

from reportlib.exhibits.table import Col

LEARNED = (
    Col(name="known_on", label="Known from", unit="date", width=0.18),
    Col(name="strand", label="Track", width=0.13),
    Col(name="what", label="What", width=0.55, strong=True),
    Col(name="why", label="Why told", width=0.14),
)
MOVED = (
    Col(name="name", label="Number", width=0.42, strong=True),
    Col(name="before", label="Then", align="right", width=0.15),
    Col(name="now", label="Now", align="right", width=0.15, strong=True),
    Col(name="why", label="Why", width=0.28),
)
COVERAGE = (
    Col(name="name", label="Track", width=0.24, strong=True),
    Col(name="checked_through", label="Read through", unit="date", width=0.19),
    Col(name="last", label="Last on record", width=0.19),
    Col(name="sentence", label="What that means", width=0.38),
)
