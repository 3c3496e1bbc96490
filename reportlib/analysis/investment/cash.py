"""How the cash of a project is split, and how long Japan waits for its money: F11 over a range of returns.

The split is a rule on record; what a project earns and what the money costs are assumptions of the page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from reportlib.analysis.investment.formulas import least_cash, payback_years
from reportlib.analysis.trade.parts import computed, frame, recorded
from reportlib.desk import Desk
from reportlib.sourced import Sourced

CASH = tuple(at / 200 for at in range(2, 81))
"""Yearly cash over principal at which the curve is drawn: 1% to 40% in steps of half a per cent."""


@dataclass(frozen=True, kw_only=True)
class Split:
    """Japan's share of the cash of a project until it is repaid, and after, as the memorandum has it."""

    until: Sourced[float]
    after: Sourced[float]


def split(desk: Desk) -> Split | None:
    """The split on record; None before the memorandum is known."""
    rows = desk.latest("vehicle_terms", ["term", "told_by"])
    rows = rows.loc[rows["told_by"] == "memorandum"].set_index("term", drop=False)
    if not {"cash_until_repaid", "cash_after"} <= set(rows.index):
        return None
    until, after = (rows.loc[term].to_dict() for term in ("cash_until_repaid", "cash_after"))
    return Split(
        until=recorded(until, until["number"] / 100, "share", "split_until"),
        after=recorded(after, after["number"] / 100, "share", "split_after"),
    )


def profits_told(desk: Desk) -> Sourced[float] | None:
    """The part of profits that the United States is to keep, as the White House told it; None before it did."""
    rows = desk["offers"]
    rows = rows.loc[rows["item"] == "profit-split"].tail(1)
    return recorded(rows.iloc[0].to_dict(), rows["amount"].iloc[0], "percent", "profits_told") if len(rows) else None


def curve(desk: Desk, rates: Sequence[float]) -> Sourced[pd.DataFrame]:
    """Years until repaid by yearly cash over principal, one line a rate.

    Columns: cash_share, rate, years (blank where never), least (cash at or below which never), japan_share, source.
    Empty before the split is known.
    """
    found = split(desk)
    columns = ["cash_share", "rate", "years", "least", "japan_share", "source"]
    if found is None:
        return frame(pd.DataFrame(columns=["id", *columns]), columns)
    share, made = found.until.value, []
    for rate in rates:
        for cash in CASH:
            years = payback_years(1, cash, rate, share)
            made.append({"cash_share": cash, "rate": rate, "years": math.nan if math.isinf(years) else years,
                         "least": least_cash(rate, share)})  # fmt: skip
    table = pd.DataFrame(made).assign(
        japan_share=share, id=";".join(found.until.facts), source=";".join(found.until.sources)
    )
    return frame(table, columns)


def payback(found: Split, cash: float, rate: float, key: str) -> Sourced[float] | None:
    """Years until repaid at one yearly cash over principal and one rate; None where never."""
    years = payback_years(1, cash, rate, found.until.value)
    if math.isinf(years):
        return None
    given = {"annual cash / principal": cash, "rate": rate, "Japan's share": found.until.value}
    rows = pd.DataFrame([{"id": ";".join(found.until.facts), "source": ";".join(found.until.sources)}])
    return computed(years, "years, one decimal", key, "F11: share × cash × (1 − (1 + r)^−n) / r = principal", given,
                    rows)  # fmt: skip


def least(found: Split, rate: float) -> Sourced[float]:
    """Yearly cash over principal at or below which Japan is never repaid."""
    rows = pd.DataFrame([{"id": ";".join(found.until.facts), "source": ";".join(found.until.sources)}])
    given = {"rate": rate, "Japan's share": found.until.value}
    return computed(least_cash(rate, found.until.value), "share", "payback_least", "F11: rate / share", given, rows)
