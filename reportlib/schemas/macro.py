"""Published estimates of what US tariffs do to the economy of Japan: printed as published, never averaged."""

from __future__ import annotations

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Number, Text
from reportlib.schemas.table import CITES, FROM_EVENT, Fact, TableSpec


class MacroEstimates(Fact):
    """One institution's estimate for the GDP of Japan under one scenario; scenarios, years and definitions differ."""

    institution: Text = c.text("Who estimated it")
    said_on: Text = c.partial_day("When it was said")
    scenario: Text = c.text("Tariffs assumed, in the words of the institution")
    year: Number = c.number("Year the estimate is for; blank: not stated", unit="year", blank=True, low=2025)
    value_pp: Number = c.number("The estimate", unit="percent or percentage points, see definition")
    definition: Text = c.text("What the number is a change of, and against what")


MACRO = (
    TableSpec(
        name="macro_estimates", title="Estimates for the GDP of Japan", model=MacroEstimates, keys=(CITES, FROM_EVENT)
    ),
)
"""The table of this topic."""
