"""Steps of partners' deals, the rate each agreed, and the data cut-off of the briefing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.analysis import trade
from reportlib.analysis.comparators.rates import JAPAN
from reportlib.analysis.trade.parts import frame
from reportlib.desk import Desk
from reportlib.sourced import Sourced

COLUMNS = [
    "id", "partner", "date", "step", "general_rate", "rule", "rate_before", "before_basis", "text", "known_on",
    "source",
]  # fmt: skip


def deals(desk: Desk) -> Sourced[pd.DataFrame]:
    """Every step known, by its day: columns of `COLUMNS`."""
    return frame(desk["partner_deals"].sort_values(["date", "known_on"], kind="stable"), COLUMNS)


def agreed(desk: Desk) -> Sourced[pd.DataFrame]:
    """The general rate each partner agreed, as known last: columns of `COLUMNS`, the first deal first."""
    rows = desk["partner_deals"]
    rows = rows.loc[rows["general_rate"].notna()].sort_values(["known_on", "date"], kind="stable")
    rows = rows.drop_duplicates("partner", keep="last")
    return frame(rows, COLUMNS)


def overtaken(desk: Desk) -> Sourced[pd.DataFrame]:
    """Partners that agreed another general rate after the last day on which theirs is held: columns of `COLUMNS`.

    From which day, and whether at all, the rate agreed was charged is not told by such a row.
    """
    held = trade.peers(desk).value
    held = held.loc[held["view"] != "collected"].set_index("partner")
    rows = agreed(desk).value
    other = [
        row["partner"] in held.index and _differs(held.loc[row["partner"]], row) for row in rows.to_dict("records")
    ]
    return frame(rows.loc[other], COLUMNS)


def _differs(held: pd.Series[Any], row: dict[Any, Any]) -> bool:
    """Whether a rate agreed after the day of the rate held is another one."""
    rate = (row["general_rate"], row["rule"])
    return bool(row["date"] > held["on"]) and rate != (held["general_rate"], held["rule"])


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
