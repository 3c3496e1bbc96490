"""What a reader asks first: what a good of one base duty pays, by which law, and whether that is worse than the deal.

Belongs here: the good in general, the deal as a fact of the record, the phases of the general duty. Does not belong
here: whole tables (`findings`), words. Nothing about the deal is told on a day before the framework was known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

import pandas as pd

from reportlib.analysis.tariffs.context import framed
from reportlib.analysis.tariffs.effective import DEAL, HAIR
from reportlib.analysis.tariffs.findings import Tariffs, paid
from reportlib.analysis.tariffs.goods import general
from reportlib.analysis.tariffs.law import View
from reportlib.desk import Desk
from reportlib.sourced import Sourced, merge_ids

AGREED = "reciprocal-15"
"""The give of the framework in the ledger of offers: a general rate of fifteen."""
REPAIR = "no-stacking"
"""The give that says how that rate counts: base duty inside it, not below it."""


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The deal once it is known: its day and its all-in rate in percent.

    `is_told` says whether it is on record that base duty counts inside the rate. Until then that is our reading.
    """

    on: Sourced[date]
    rate: Sourced[float]
    is_told: bool


@dataclass(frozen=True, kw_only=True)
class Good:
    """A good on no list of its own: base duty, all-in rate and the measure that sets it, in percent.

    `deal` and `gap` (points above the deal's rate, negative below) are None before the deal is known.
    """

    base: Sourced[float]
    pays: Sourced[float]
    rule: str
    deal: Sourced[float] | None
    gap: Sourced[float] | None


def agreement(desk: Desk) -> Agreement | None:
    """The framework deal as the record of the day holds it; None before it was agreed."""
    offers = desk["offers"]
    rows = offers.loc[(offers["item"] == AGREED) & (offers["stage"] == "agreed")]
    if rows.empty:
        return None
    row = rows.iloc[0]
    if row["amount"] != DEAL * 100:
        raise ValueError(
            f"{row['id']}: the deal's rate is {row['amount']:g} on record, the test is made for {DEAL:.0%}"
        )
    sources, facts = (str(row["source"]),), (str(row["id"]),)
    told = offers.loc[(offers["item"] == REPAIR) & (offers["side"] == "us") & (offers["direction"] == "give")]
    return Agreement(
        is_told=not told.empty,
        on=Sourced(value=row["on"].date(), unit="date", key="tariffs.deal_on", sources=sources, facts=facts),
        rate=Sourced(value=float(row["amount"]), unit="percent", key="tariffs.deal_rate", sources=sources, facts=facts),
    )


def good(of: Tariffs, base_pct: float, *, view: View | None = None, on: date | None = None) -> Good:
    """What a good of one base duty on no list of its own pays on an entry date (default: the desk's)."""
    day, asked = on or of.desk.on, view or of.view
    frame = general(of, [base_pct / 100], day, view=asked)
    rule, rate = str(frame["rule"].iloc[0]), round(float(frame["all_in"].iloc[0]) * 100, 6)
    token = f"{base_pct:g}".replace(".", "_") + ("" if asked == of.view else f".{asked}")
    base = Sourced(value=base_pct, unit="percent", key=f"tariffs.base.{token}", sources=of.schedule)
    sources = merge_ids([of.sources_of(rule), of.schedule])
    inputs = of.inputs(day) | {"view": asked, "base duty, percent": base_pct}
    pays = Sourced(
        value=rate, unit="percent", key=f"tariffs.pays.{token}", sources=sources, formula="F1: all-in rate of a good",
        inputs=inputs,
    )  # fmt: skip
    deal = agreement(of.desk)
    if deal is None:
        return Good(base=base, pays=pays, rule=rule, deal=None, gap=None)
    level = max(base_pct, deal.rate.value)
    capped = Sourced(
        value=level, unit="percent", key=f"tariffs.deal.{token}", sources=deal.rate.sources, facts=deal.rate.facts,
        formula="deal: max(base duty, deal's rate)",
        inputs={"base duty, percent": base_pct, "deal, percent": deal.rate.value},
    )  # fmt: skip
    gap = Sourced(
        value=round(rate - level, 6), unit="points", key=f"tariffs.gap.{token}",
        sources=merge_ids([sources, deal.rate.sources]), facts=deal.rate.facts,
        formula="gap: all-in rate - max(base duty, deal's rate)", inputs=inputs | {"all-in, percent": rate},
    )  # fmt: skip
    return Good(base=base, pays=pays, rule=rule, deal=capped, gap=gap)


def archetype_rate(of: Tariffs, archetype: str) -> Sourced[float]:
    """All-in rate of an archetype on the entry date, in percent."""
    table = paid(of).value
    row = table.loc[table["archetype"] == archetype].iloc[0]
    return Sourced(
        value=round(float(row["all_in"]) * 100, 6), unit="percent", key=f"tariffs.{archetype}",
        sources=tuple(row["source"].split(";")), formula="F1: all-in rate of a line",
        inputs=of.inputs(of.desk.on) | {"line": str(row["hts_code"]), "rule": str(row["rule"])},
    )  # fmt: skip


def next_change(of: Tariffs, base_pct: float) -> tuple[Sourced[date], Sourced[float]] | None:
    """The first day after the entry date on which the good is to pay another rate, by the law known.

    None where none is known, and for an entry date behind the as-of day: what came after it is no longer to come.
    """
    if of.desk.on < of.desk.as_of:
        return None
    now = good(of, base_pct).pays.value
    for day in of.law.change_days():
        if day <= of.desk.on:
            continue
        then = good(of, base_pct, on=day)
        if abs(then.pays.value - now) > HAIR * 100:
            pays = replace(then.pays, key=f"{then.pays.key}.next")
            sources = then.pays.sources
            return Sourced(value=day, unit="date", key=f"{then.pays.key}.next_on", sources=sources), pays
    return None


def phases(of: Tariffs) -> Sourced[pd.DataFrame]:
    """Stretches of one general duty up to the entry date, in both views.

    Columns: view, measure (its measure_id; "" where goods pay base duty alone), from, to (exclusive; the entry
    date for the last), source. One source per row.
    """
    rows = []
    for view in get_args(View):
        for at, day in enumerate(of.path_days):
            end = of.path_days[at + 1] if at + 1 < len(of.path_days) else of.desk.on
            rule = str(general(of, [0.10], day, view=view)["rule"].iloc[0])
            rows.append({"view": view, "measure": "" if rule == "MFN" else rule,
                         "from": pd.Timestamp(day), "to": pd.Timestamp(end)})  # fmt: skip
    frame = pd.DataFrame(rows)
    run = (frame[["view", "measure"]] != frame[["view", "measure"]].shift()).any(axis=1).cumsum()
    frame = frame.groupby(run).agg(
        view=("view", "first"), measure=("measure", "first"), **{"from": ("from", "first"), "to": ("to", "last")}
    ).reset_index(drop=True)  # fmt: skip
    frame["source"] = [";".join(of.sources_of(rule)) for rule in frame["measure"]]
    return framed(frame)
