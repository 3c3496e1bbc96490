"""Tables of the investment briefing: rules of the vehicle, purchases, the stock of direct investment, the yen.

Belongs here: columns and keys. Pledges and their stages stand in `reportlib.schemas.money`, offers in
`reportlib.schemas.talks`. Does not belong here: the arithmetic (`reportlib.analysis.investment`).
"""

from __future__ import annotations

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Day, Number, Text
from reportlib.schemas.table import CITES, FROM_EVENT, Fact, Released, TableSpec

TERMS = (
    "money", "lenders", "choice", "consultation", "fields", "time_to_fund", "refusal", "cash_until_repaid",
    "cash_after", "profits", "window",
)  # fmt: skip
"""What the rules of the vehicle are about, in the order in which a page tells them."""
TELLERS = ("memorandum", "white_house", "tokyo", "press")
PURCHASE_KINDS = ("promise", "baseline", "actual", "computed")
PURCHASE_UNITS = (
    "percent more", "thousand tonnes", "million tonnes", "USD bn", "USD bn a year", "aircraft", "USD bn a year more",
)  # fmt: skip
"""Units in which a purchase can be printed."""
OWNER_BASES = ("ultimate_owner", "immediate_investor", "not_stated", "total")
FDI_QUANTITIES = (
    "position", "position_manufacturing", "position_change", "employment", "employment_all_affiliates",
    "employment_manufacturing", "employment_rank", "research",
)  # fmt: skip


class VehicleTerms(Fact):
    """One rule of the investment vehicle, as one of the sides or the press told it."""

    term: Text = c.one_of(TERMS, "What the rule is about")
    told_by: Text = c.one_of(TELLERS, "Who told it; two tellers may differ, and both stand")
    text: Text = c.text("The rule in words")
    number: Number = c.number("Its number: Japan's share, or the time allowed", unit="see unit", blank=True, low=0)
    unit: Text = c.one_of(("percent", "days", "business days"), "Unit of the number", blank=True)


class Purchases(Fact):
    """A purchase of US goods that was promised, made, or stands as the base of a promise."""

    item: Text = c.identifier("What is bought")
    row_kind: Text = c.one_of(PURCHASE_KINDS, "promise, base before it, actual purchase, or our reckoning of a target")
    period: Text = c.text("Period the amount is for", blank=True)
    amount: Number = c.number("Amount", unit="see unit", blank=True, low=0)
    unit: Text = c.one_of(PURCHASE_UNITS, "Its unit", blank=True)
    text: Text = c.text("In words")


class FdiInward(Released):
    """One figure on foreign direct investment in the United States at the end of a year, as a page printed it."""

    year: Number = c.number("Year", unit="year", low=1980)
    investor: Text = c.identifier("Country of the owner, or all")
    quantity: Text = c.one_of(FDI_QUANTITIES, "What is measured")
    value: Number = c.number("Value", unit="see unit")
    unit: Text = c.one_of(("USD bn", "thousand", "rank"), "Its unit")
    owner_basis: Text = c.one_of(OWNER_BASES, "Whose investment it counts as; bases are never one line")
    rank: Number = c.number("Rank among countries as the page says it", unit="rank", blank=True, low=1)


class UsdJpyDaily(Released):
    """The dollar in yen on one day: cross of the ECB's euro reference rates, fixed at 14:15 CET."""

    date: Day = c.day("Day of the fixing; none on weekends and holidays of the ECB")
    jpy_per_usd: Number = c.number("EUR/JPY over EUR/USD", unit="JPY per USD", low=0)
    eurusd: Number = c.number("Euro in dollars", unit="USD per EUR", low=0)
    eurjpy: Number = c.number("Euro in yen", unit="JPY per EUR", low=0)


INVESTMENT = (
    TableSpec(name="vehicle_terms", title="Rules of the investment vehicle", model=VehicleTerms,
              keys=(CITES, FROM_EVENT)),
    TableSpec(name="purchases", title="Purchases of US goods", model=Purchases, keys=(CITES, FROM_EVENT)),
    TableSpec(
        name="fdi_inward", title="Direct investment in the United States", model=FdiInward, folder="series",
        clock="released_on", keys=(CITES,),
    ),
    TableSpec(
        name="usdjpy_daily", title="The dollar in yen by day", model=UsdJpyDaily, folder="series", clock="released_on",
        keys=(CITES,), in_order=(("date", "released_on"),),
    ),
)  # fmt: skip
