"""Steps of partners' deals, the rate each agreed, and the data cut-off of the briefing."""

from __future__ import annotations

from datetime import date

import pandas as pd

from reportlib.analysis.comparators.rates import JAPAN
from reportlib.analysis.trade.parts import frame
from reportlib.desk import Desk
from reportlib.sourced import Sourced

COLUMNS = [
    "id", "partner", "date", "step", "general_rate", "rule", "rate_before", "before_basis", "text", "known_on",
    "source",
]  # fmt: skip
TABLES = ("partner_rates", "partner_deals", "partner_pledges", "clauses", "precedents")
"""Tables the briefing prints whole; of output and of collected duty it prints some rows only."""
COLLECTED = "K1"


def deals(desk: Desk) -> Sourced[pd.DataFrame]:
    """Every step known, by its day: columns of `COLUMNS`."""
    return frame(desk["partner_deals"].sort_values(["date", "known_on"], kind="stable"), COLUMNS)


def agreed(desk: Desk) -> Sourced[pd.DataFrame]:
    """The general rate each partner agreed, as known last: columns of `COLUMNS`, the first deal first."""
    rows = desk["partner_deals"]
    rows = rows.loc[rows["general_rate"].notna()].sort_values(["known_on", "date"], kind="stable")
    rows = rows.drop_duplicates("partner", keep="last")
    return frame(rows, COLUMNS)


def others_with_a_deal(desk: Desk) -> tuple[Sourced[int], tuple[str, ...]] | None:
    """How many partners other than Japan have a deal on record, and which, the first one first. None without any."""
    rows = deals(desk).value
    rows = rows.loc[rows["partner"] != JAPAN].drop_duplicates("partner")
    if rows.empty:
        return None
    n = Sourced(
        value=len(rows), unit="count", key="partners_with_a_deal", sources=tuple(rows["source"]),
        facts=tuple(rows["id"]), formula="count: partners other than Japan with a step of a deal on record",
        inputs={"partners": ", ".join(rows["partner"])},
    )  # fmt: skip
    return n, tuple(rows["partner"])


def cutoff(desk: Desk) -> date | None:
    """The latest day on which a row this briefing rests on became known. None before the first."""
    days = [day for name in TABLES if (day := desk.cutoff(name))]
    known = desk["benchmarks"]
    printed = known.loc[known["key"] == COLLECTED, "known_on"]
    output = desk["partner_gdp"].loc[desk["partner_gdp"]["status"] == "actual", "released_on"]
    days += [one.max().date() for one in (printed, output) if len(one)]
    return max(days, default=None)
