"""What rates add up to: the effective rate by authority, and the test against the deal.

F2 statutory = sum of w r with fixed weights; F3 contributions of authorities sum to it exactly. Lines whose rate
is unknown are left out of their group, groups without a known rate out of the whole, and the value so left out is
told. Belongs here: sums over lines. Does not belong here: collected duty (a statistic, see
`reportlib.analysis.trade`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from reportlib.analysis.tariffs.exposure import Exposure
from reportlib.analysis.tariffs.law import IeepaEnd, Law, LawOfDay, View
from reportlib.analysis.tariffs.rates import PARTS, assessed

DEAL = 0.15
"""The deal's all-in rate: base duty or this, whichever is higher (EO 14345)."""
HAIR = 1e-9


@dataclass(frozen=True, kw_only=True)
class Effective:
    """The statutory effective rate of one entry date (fractions of value).

    `parts` are contributions by authority and sum to `central`. `by_group` has one row per group with value, low,
    central, high. `unknown` is the share of value whose rate is unknown, spread over its group instead.
    """

    on: date
    view: View
    ieepa_end: IeepaEnd
    low: float
    central: float
    high: float
    parts: dict[str, float]
    by_group: pd.DataFrame
    flagged: dict[str, float]
    unknown: float


def effective(
    law: Law, exposure: Exposure, on: date, *, view: View = "liquidated", ieepa_end: IeepaEnd = "2026-02-24"
) -> Effective:
    """The effective rate of an exposure on one entry date, low, central and high."""
    today = law.on(on, view=view, ieepa_end=ieepa_end)
    return effective_of(assessed(today, exposure.lines), exposure, today)


def effective_of(frame: pd.DataFrame, exposure: Exposure, today: LawOfDay) -> Effective:
    """The same from rates already made: `frame` holds those of the exposure's lines."""
    group = exposure.group.reset_index(drop=True)
    spreads = exposure.spreads.reset_index(drop=True)
    value = spreads.iloc[:, 0]
    total = value.groupby(group).sum()
    known = frame["all_in"].notna()
    means = _group_means(pd.concat([frame["all_in"], frame[list(PARTS)].where(known)], axis=1), value, group)
    central = means.pop("all_in")
    ranges = [_group_means(frame[["low", "high"]], spread, group) for _, spread in spreads.items()]
    by_group = pd.DataFrame({
        "value_usd_mn": total,
        "low": np.fmin.reduce([*(one["low"] for one in ranges), central]),
        "central": central,
        "high": np.fmax.reduce([*(one["high"] for one in ranges), central]),
    })  # fmt: skip
    # A group of which nothing is known is left out as a line is: the others stand for it.
    share = (total / total[central.notna()].sum()).where(central.notna())
    return Effective(
        on=today.day, view=today.view, ieepa_end=today.ieepa_end,
        low=_weighted(by_group["low"], share),
        central=_weighted(by_group["central"], share),
        high=_weighted(by_group["high"], share),
        parts={name: _weighted(means[name], share) for name in PARTS}, by_group=by_group,
        flagged=_flagged(frame["flags"], value), unknown=float(value[~known].sum() / value.sum()),
    )  # fmt: skip


def _group_means(rates: pd.DataFrame, value: pd.Series[float], group: pd.Series[str]) -> pd.DataFrame:
    """Value-weighted means of the known rates of each group, column by column."""
    weight = rates.notna().mul(value, axis=0)
    return (rates.fillna(0.0) * weight).groupby(group).sum() / weight.groupby(group).sum()


def _weighted(mean: pd.Series[float], share: pd.Series[float]) -> float:
    """Sum over groups; NaN where none is known."""
    return float((mean * share).sum(min_count=1))


def _flagged(flags: pd.Series[str], value: pd.Series[float]) -> dict[str, float]:
    """Share of value under each flag; '' is the share without any."""
    found: dict[str, float] = {}
    for text, held in value.groupby(flags).sum().items():
        for name in str(text).split(";"):
            found[name] = found.get(name, 0.0) + float(held)
    return {name: found[name] / float(value.sum()) for name in sorted(found)}


@dataclass(frozen=True, kw_only=True)
class RedLine:
    """Goods that pay more than under the deal, max(M, 15): shares of value and mean excess (fractions).

    `covered` are goods the deal covers, `outside` goods under duties it never covered. `by_group` has one row per
    group: value, share and excess of both kinds.
    """

    on: date
    view: View
    share: float
    covered_share: float
    outside_share: float
    covered_excess: float
    outside_excess: float
    by_group: pd.DataFrame


def red_line(
    law: Law, exposure: Exposure, on: date, *, view: View = "liquidated", ieepa_end: IeepaEnd = "2026-02-24"
) -> RedLine:
    """worse(l, t) = all-in(l, t) > max(M, 15), by value. Lines of unknown rate count as not shown to be worse."""
    today = law.on(on, view=view, ieepa_end=ieepa_end)
    return red_line_of(assessed(today, exposure.lines), exposure, today)


def red_line_of(frame: pd.DataFrame, exposure: Exposure, today: LawOfDay) -> RedLine:
    """The same from rates already made: `frame` holds those of the exposure's lines."""
    value = exposure.spreads.iloc[:, 0].reset_index(drop=True)
    group = exposure.group.reset_index(drop=True)
    excess = (frame["all_in"] - np.maximum(frame["mfn"], DEAL)).fillna(0.0).clip(lower=0.0)
    worse = excess > HAIR
    outside = frame["rule"].map(outside_deal(today.law, frame["rule"].unique()))
    table = pd.DataFrame({"value_usd_mn": value, "group": group})
    for name, kind in (("covered", ~outside), ("outside", outside)):
        table[f"{name}_worse"] = value.where(worse & kind, 0.0)
        table[f"{name}_excess"] = (value * excess).where(worse & kind, 0.0)
    sums = table.groupby("group").sum()
    all_value = float(value.sum())

    def excess_of(name: str) -> float:
        worse_value = float(sums[f"{name}_worse"].sum())
        return float(sums[f"{name}_excess"].sum()) / worse_value if worse_value else 0.0

    return RedLine(
        on=today.day, view=today.view,
        share=float(value[worse].sum()) / all_value,
        covered_share=float(sums["covered_worse"].sum()) / all_value,
        outside_share=float(sums["outside_worse"].sum()) / all_value,
        covered_excess=excess_of("covered"), outside_excess=excess_of("outside"),
        by_group=sums,
    )  # fmt: skip


def outside_deal(law: Law, rules: Iterable[str]) -> dict[str, bool]:
    """Whether a rule rests on a duty that the deal never covered."""
    never = set(law.measures.loc[law.measures["deal"] == "outside", "measure_id"])
    return {rule: bool(never & set(rule.split("+"))) for rule in rules}


def change_split(
    weights: tuple[pd.Series[float], pd.Series[float]], rates_of: tuple[pd.Series[float], pd.Series[float]]
) -> tuple[float, float]:
    """F4: the change of an effective rate split into rates and mix, exact.

    rates = sum of mean weight x change of rate; mix = sum of mean rate x change of weight. Series share an index;
    weights of each year sum to 1.
    """
    (w0, w1), (r0, r1) = weights, rates_of
    return float((((w0 + w1) / 2) * (r1 - r0)).sum()), float((((r0 + r1) / 2) * (w1 - w0)).sum())
