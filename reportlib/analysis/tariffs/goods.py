"""What goods pay: those that stand for many, step by step, and by base duty.

Belongs here: rates of single lines with their papers. Does not belong here: sums over lines (`totals`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

import numpy as np
import pandas as pd

from reportlib.analysis.tariffs.context import Tariffs, framed
from reportlib.analysis.tariffs.effective import DEAL
from reportlib.analysis.tariffs.law import View
from reportlib.analysis.tariffs.lines import Floats, Lines, as_lines
from reportlib.analysis.tariffs.rates import rates
from reportlib.sourced import Sourced, merge_ids

GENERIC = "9600{:06d}"
"""Numbers on no list but that of all goods: what goods in general pay."""
ALL_GOODS = "all-goods"
HALF_POINT = 0.005


def paid(of: Tariffs, day: date | None = None) -> Sourced[pd.DataFrame]:
    """What goods that stand for many pay on a day (default: the entry date).

    Columns: archetype, hts_code, description, mfn, all_in, low, high (fractions), deal = max(mfn, 0.15), excess,
    rule, legal_ref, flags, source.
    """
    entry = day or of.desk.on
    return framed(of.once(("paid", entry), lambda: _paid(of, entry)).copy())


def _paid(of: Tariffs, entry: date) -> pd.DataFrame:
    goods = of.desk["watch_lines"]
    goods = goods.loc[goods["archetype"] != ""].reset_index(drop=True)
    frame = _rated(of, goods, entry)
    frame["source"] = [
        ";".join(merge_ids([[line], of.sources_of(rule)]))
        for line, rule in zip(goods["source"], frame["rule"], strict=True)
    ]
    columns = ["archetype", "hts_code", "description", "mfn", "all_in", "low", "high", "deal", "excess", "rule",
               "legal_ref", "flags", "source"]  # fmt: skip
    return frame[columns]


def _rated(of: Tariffs, goods: pd.DataFrame, day: date, view: View | None = None) -> pd.DataFrame:
    lines = goods.assign(hts10=goods["hts_code"], mfn=goods["mfn_pct"] / 100)
    frame = rates(of.law, as_lines(lines), day, view=view or of.view, ieepa_end=of.ieepa_end)
    rated = pd.concat([lines.drop(columns=["hts10", "mfn", "source"]), frame.drop(columns=["hts10"])], axis=1)
    rated["deal"] = np.maximum(rated["mfn"], DEAL)
    rated["excess"] = (rated["all_in"] - rated["deal"]).clip(lower=0).round(10)
    return rated


def steps(of: Tariffs, *archetypes: str) -> Sourced[pd.DataFrame]:
    """All-in rates of archetypes from `start` to the entry day, one row per stretch of one rate, in both views.

    Columns: archetype, description, view, from, to (exclusive; the entry day for the last), rate, rule, source.
    """
    goods = of.desk["watch_lines"]
    goods = goods.loc[goods["archetype"].isin(archetypes)].reset_index(drop=True)
    lines = as_lines(goods.assign(hts10=goods["hts_code"], mfn=goods["mfn_pct"] / 100))
    parts = []
    for view in get_args(View):
        for at, day in enumerate(of.path_days):
            end = of.path_days[at + 1] if at + 1 < len(of.path_days) else of.desk.on
            rated = of.rated(of.today(day, view), lines)[["all_in", "rule"]]
            parts.append(pd.concat([goods[["archetype", "description"]], rated], axis=1).assign(
                view=view, **{"from": pd.Timestamp(day), "to": pd.Timestamp(end)}
            ))  # fmt: skip
    frame = pd.concat(parts, ignore_index=True).sort_values(["archetype", "view", "from"], kind="stable")
    same = (frame[["archetype", "view"]] == frame[["archetype", "view"]].shift()).all(axis=1)
    run = (~(same & np.isclose(frame["all_in"], frame["all_in"].shift(), equal_nan=True))).cumsum()
    frame = frame.groupby(run).agg(
        archetype=("archetype", "first"), description=("description", "first"), view=("view", "first"),
        **{"from": ("from", "first"), "to": ("to", "last")}, rate=("all_in", "first"), rule=("rule", "first"),
    )  # fmt: skip
    order = {name: at for at, name in enumerate(archetypes)}
    frame = frame.sort_values(
        ["archetype", "view", "from"], key=lambda cells: cells.map(order) if cells.name == "archetype" else cells
    )
    frame["source"] = [";".join(of.sources_of(rule)) for rule in frame["rule"]]
    return framed(frame.reset_index(drop=True))


def break_even(of: Tariffs, *, highest: float = 0.30) -> Sourced[pd.DataFrame]:
    """What goods in general pay by base duty M, under the deal and under the rule of each regime known by the day.

    Columns: mfn, deal = max(M, 0.15), general (in force on the entry day), then one column per general measure in
    force at some day of the path (named by measure_id), weight (share of import value at that M), source.
    """
    grid = np.round(np.arange(0, highest + HALF_POINT / 2, HALF_POINT), 4)
    frame = pd.DataFrame({"mfn": grid, "deal": np.maximum(grid, DEAL)})
    frame["general"] = general_rate(of, grid, of.desk.on)
    for day in of.path_days:
        links = of.today(day, "collected").held
        held = next((link.measure for link in links if link.role == "covers" and link.list == ALL_GOODS), "")
        if held and held not in frame:
            frame[held] = general_rate(of, grid, day, view="collected")
    cells = pd.DataFrame({"mfn": _mfn_of(of), "value": of.exposure.spreads.iloc[:, 0].to_numpy()})
    nearest = (cells["mfn"] / HALF_POINT).round() * HALF_POINT
    weight = cells["value"].groupby(nearest.round(4)).sum() / of.exposure.total
    frame["weight"] = frame["mfn"].map(weight).fillna(0.0)
    frame["source"] = ";".join(of.sources(of.desk.on))
    return framed(frame)


def general_rate(of: Tariffs, mfn: Any, day: date, *, view: View | None = None) -> Any:
    """What goods on no list pay on a day, for base duties `mfn` (fractions); same shape as `mfn`."""
    bases = np.atleast_1d(np.asarray(mfn, dtype=float))
    found = general(of, bases, day, view=view)["all_in"].to_numpy()
    return found if np.ndim(mfn) else found[0]


def general(of: Tariffs, bases: Sequence[float] | Floats, day: date, *, view: View | None = None) -> pd.DataFrame:
    """Rates of goods on no list but that of all goods, one for each base duty (a fraction), made once."""
    asked = tuple(bases)
    return of.rated(of.today(day, view), of.once(("general", asked), lambda: _on_no_list(asked)))


def _on_no_list(bases: tuple[float, ...]) -> Lines:
    numbers = [GENERIC.format(at) for at in range(len(bases))]
    return as_lines(pd.DataFrame({"hts10": numbers, "mfn": bases}))


def _mfn_of(of: Tariffs) -> Any:
    """Base duties of the exposure in the order of its rows."""
    back = np.empty(len(of.exposure.lines), dtype=float)
    back[of.exposure.lines.order] = of.exposure.lines.mfn
    return back
