"""What the briefing on tariffs finds: goods, effective rates and the test against the deal, with their papers.

Belongs here: from a desk to `Sourced` frames and numbers. Does not belong here: the arithmetic (`rates`,
`effective`), words, or trade that happened (`reportlib.analysis.trade`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, get_args

import numpy as np
import pandas as pd

from reportlib.analysis.tariffs.effective import DEAL, Effective, RedLine, effective_of, red_line_of
from reportlib.analysis.tariffs.exposure import Exposure, covered, default_exposure
from reportlib.analysis.tariffs.law import IeepaEnd, Law, LawOfDay, View, known_law
from reportlib.analysis.tariffs.lines import as_lines
from reportlib.analysis.tariffs.rates import PARTS, assessed, rates
from reportlib.desk import Desk
from reportlib.sourced import Scalar, Sourced, merge_ids

START = date(2025, 1, 1)
"""First day of every path: before the duties of 2025."""
GENERIC = "9600{:06d}"
"""Numbers on no list but that of all goods: what goods in general pay."""
HALF_POINT = 0.005
ALL_GOODS = "all-goods"


@dataclass(frozen=True, kw_only=True)
class Tariffs:
    """The law and the weights of one desk under one set of options; figures of a day are made once."""

    desk: Desk
    law: Law
    exposure: Exposure
    view: View = "liquidated"
    ieepa_end: IeepaEnd = "2026-02-24"
    _rated: list[tuple[LawOfDay, pd.DataFrame]] = field(default_factory=list, repr=False)

    def today(self, day: date, view: View | None = None) -> LawOfDay:
        """The law of an entry day under the options."""
        return self.law.on(day, view=view or self.view, ieepa_end=self.ieepa_end)

    def rated(self, today: LawOfDay) -> pd.DataFrame:
        """Rates of the exposure's lines; days on which the same rows hold share one frame."""
        kept = next((frame for known, frame in self._rated if known.decides_like(today)), None)
        if kept is None:
            kept = assessed(today, self.exposure.lines)
            self._rated.append((today, kept))
        return kept

    def effective(self, day: date, view: View | None = None) -> Effective:
        """The effective rate of an entry day."""
        today = self.today(day, view)
        return effective_of(self.rated(today), self.exposure, today)

    def red_line(self, day: date) -> RedLine:
        """The test against the deal on an entry day."""
        today = self.today(day)
        return red_line_of(self.rated(today), self.exposure, today)

    def sources(self, day: date) -> tuple[str, ...]:
        """Sources of the measures in force on a day, and of the weights."""
        today = self.today(day)
        return merge_ids([[link.source for link in today.links], self.exposure.sources])

    @cached_property
    def path_days(self) -> list[date]:
        """Days on which rates change, from `START` to the entry day."""
        days = [day for day in self.law.change_days() if START < day <= self.desk.on]
        return [START, *days]

    def inputs(self, day: date) -> dict[str, Scalar]:
        """The options every figure names."""
        return {"entry date": day.isoformat(), "view": self.view, "end of IEEPA": self.ieepa_end,
                "known on": self.desk.as_of.isoformat()}  # fmt: skip


def tariffs(desk: Desk, *, view: View = "liquidated", ieepa_end: IeepaEnd = "2026-02-24") -> Tariffs:
    """Law and weights of a desk. Raises ParameterError for an unknown option when a figure is asked."""
    return Tariffs(desk=desk, law=known_law(desk), exposure=default_exposure(desk), view=view, ieepa_end=ieepa_end)


def paid(of: Tariffs, day: date | None = None) -> Sourced[pd.DataFrame]:
    """What goods that stand for many pay on a day (default: the entry date).

    Columns: archetype, hts_code, description, mfn, all_in, low, high (fractions), deal = max(mfn, 0.15), excess,
    rule, legal_ref, flags, source.
    """
    entry = day or of.desk.on
    goods = of.desk["watch_lines"]
    goods = goods.loc[goods["archetype"] != ""].reset_index(drop=True)
    frame = _rated(of, goods, entry)
    source = of.law.sources
    frame["source"] = [
        ";".join(merge_ids([[line], [source[name] for name in rule.split("+") if name in source]]))
        for line, rule in zip(goods["source"], frame["rule"], strict=True)
    ]
    columns = ["archetype", "hts_code", "description", "mfn", "all_in", "low", "high", "deal", "excess", "rule",
               "legal_ref", "flags", "source"]  # fmt: skip
    return _framed(frame[columns])


def _rated(of: Tariffs, goods: pd.DataFrame, day: date, view: View | None = None) -> pd.DataFrame:
    lines = goods.assign(hts10=goods["hts_code"], mfn=goods["mfn_pct"] / 100)
    frame = rates(of.law, as_lines(lines), day, view=view or of.view, ieepa_end=of.ieepa_end)
    rated = pd.concat([lines.drop(columns=["hts10", "mfn", "source"]), frame.drop(columns=["hts10"])], axis=1)
    rated["deal"] = np.maximum(rated["mfn"], DEAL)
    rated["excess"] = (rated["all_in"] - rated["deal"]).clip(lower=0).round(10)
    return rated


def steps(of: Tariffs, *archetypes: str) -> Sourced[pd.DataFrame]:
    """All-in rates of archetypes from `START` to the entry day, one row per stretch of one rate, in both views.

    Columns: archetype, description, view, from, to (exclusive; the entry day for the last), rate, rule, source.
    """
    goods = of.desk["watch_lines"]
    goods = goods.loc[goods["archetype"].isin(archetypes)].reset_index(drop=True)
    lines = as_lines(goods.assign(hts10=goods["hts_code"], mfn=goods["mfn_pct"] / 100))
    parts = []
    for view in get_args(View):
        for at, day in enumerate(of.path_days):
            end = of.path_days[at + 1] if at + 1 < len(of.path_days) else of.desk.on
            rated = assessed(of.today(day, view), lines)[["all_in", "rule"]]
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
    frame = frame.sort_values(["archetype", "view", "from"], key=lambda cells: cells.map(order) if cells.name == "archetype" else cells)
    source = of.law.sources
    frame["source"] = [
        ";".join(merge_ids([[source[name] for name in rule.split("+") if name in source]])) or "src-usitc"
        for rule in frame["rule"]
    ]
    return _framed(frame.reset_index(drop=True))


def by_authority(of: Tariffs) -> Sourced[pd.DataFrame]:
    """The effective rate on each day rates changed, stacked by authority.

    Columns: day, mfn … added (contributions, fractions, summing to total), total, low, high, collected_view (the same
    weights at the rates collected that day), source.
    """
    rows: list[dict[str, Any]] = []
    for day in [*of.path_days, *([of.desk.on] if of.desk.on > of.path_days[-1] else [])]:
        made = of.effective(day, "liquidated")
        rows.append(
            {"day": pd.Timestamp(day), **made.parts, "total": made.central, "low": made.low, "high": made.high}
            | {"collected_view": of.effective(day, "collected").central, "source": ";".join(of.sources(day))}
        )
    return _framed(pd.DataFrame(rows))


def effective_rate(of: Tariffs, day: date | None = None) -> dict[str, Sourced[float]]:
    """`etr_statutory` with `_low` and `_high` of an entry date (default: the desk's), shares of customs value."""
    entry = day or of.desk.on
    made = of.effective(entry)
    found = {"etr_statutory": made.central, "etr_statutory_low": made.low, "etr_statutory_high": made.high}
    suffix = "" if day is None else f".{entry:%Y%m%d}"
    return {
        name: Sourced(
            value=round(value, 6), unit="share", key=f"{name}{suffix}", sources=of.sources(entry),
            formula="F2 statutory: sum of weight × rate, weights of 2024", inputs=of.inputs(entry),
        )
        for name, value in found.items()
    }  # fmt: skip


def red_line_share(of: Tariffs, day: date | None = None) -> dict[str, Sourced[float]]:
    """`redline_share` and its two parts with their mean excess, of an entry date; shares of customs value."""
    entry = day or of.desk.on
    made = of.red_line(entry)
    found = {
        "redline_share": made.share,
        "redline_covered": made.covered_share,
        "redline_outside": made.outside_share,
        "redline_covered_excess": made.covered_excess,
        "redline_outside_excess": made.outside_excess,
    }
    suffix = "" if day is None else f".{entry:%Y%m%d}"
    return {
        name: Sourced(
            value=round(value, 6), unit="share", key=f"{name}{suffix}", sources=of.sources(entry),
            formula="red line: share of value with all-in rate > max(M, 15%)", inputs=of.inputs(entry),
        )
        for name, value in found.items()
    }  # fmt: skip


def red_line_path(of: Tariffs) -> Sourced[pd.DataFrame]:
    """The test against the deal on each day rates changed: day, covered, outside, covered_excess, outside_excess, source."""
    rows = []
    for day in of.path_days:
        made = of.red_line(day)
        rows.append(
            {
                "day": pd.Timestamp(day), "covered": made.covered_share, "outside": made.outside_share,
                "covered_excess": made.covered_excess, "outside_excess": made.outside_excess,
                "source": ";".join(of.sources(day)),
            }
        )  # fmt: skip
    return _framed(pd.DataFrame(rows))


def by_group(of: Tariffs) -> Sourced[pd.DataFrame]:
    """Product groups by value: group, name, value_usd_mn, before (rate on 2025-01-01), low, rate, high,
    duty_usd_mn, worse_covered, worse_outside (shares of the group's value), source."""
    names = of.desk["exposure"]
    before, now, line = of.effective(START).by_group, of.effective(of.desk.on).by_group, of.red_line(of.desk.on)
    frame = pd.DataFrame({
        "name": dict(zip(names["group"], names["name"], strict=True)),
        "value_usd_mn": now["value_usd_mn"],
        "before": before["central"], "low": now["low"], "rate": now["central"], "high": now["high"],
        "duty_usd_mn": now["central"] * now["value_usd_mn"],
        "worse_covered": line.by_group["covered_worse"] / now["value_usd_mn"],
        "worse_outside": line.by_group["outside_worse"] / now["value_usd_mn"],
    }).rename_axis("group").sort_values("value_usd_mn", ascending=False).reset_index()  # fmt: skip
    own = dict(zip(names["group"], names["source"], strict=True))
    frame["source"] = [";".join(merge_ids([[own[group]], of.sources(of.desk.on)])) for group in frame["group"]]
    return _framed(frame)


def break_even(of: Tariffs, *, highest: float = 0.30) -> Sourced[pd.DataFrame]:
    """What goods in general pay by base duty M, under the deal and under the rule of each regime known by the day.

    Columns: mfn, deal = max(M, 0.15), general (in force on the entry day), then one column per general measure in
    force at some day of the path (named by measure_id), weight (share of import value at that M), source.
    """
    grid = np.round(np.arange(0, highest + HALF_POINT / 2, HALF_POINT), 4)
    frame = pd.DataFrame({"mfn": grid, "deal": np.maximum(grid, DEAL)})
    frame["general"] = general_rate(of, grid, of.desk.on)
    for day in of.path_days:
        links = of.law.on(day, view="collected", ieepa_end=of.ieepa_end).links
        held = next((link.measure_id for link in links if link.covers and link.list == ALL_GOODS), "")
        if held and held not in frame:
            frame[held] = general_rate(of, grid, day, view="collected")
    cells = pd.DataFrame({"mfn": _mfn_of(of), "value": of.exposure.spreads.iloc[:, 0].to_numpy()})
    nearest = (cells["mfn"] / HALF_POINT).round() * HALF_POINT
    weight = cells["value"].groupby(nearest.round(4)).sum() / of.exposure.total
    frame["weight"] = frame["mfn"].map(weight).fillna(0.0)
    frame["source"] = ";".join(of.sources(of.desk.on))
    return _framed(frame)


def general_rate(of: Tariffs, mfn: Any, day: date, *, view: View | None = None) -> Any:
    """What goods on no list pay on a day, for base duties `mfn` (fractions); same shape as `mfn`."""
    bases = np.atleast_1d(np.asarray(mfn, dtype=float))
    numbers = [GENERIC.format(at) for at in range(len(bases))]
    lines = as_lines(pd.DataFrame({"hts10": numbers, "mfn": bases}))
    found = assessed(of.today(day, view), lines)["all_in"].to_numpy()
    return found if np.ndim(mfn) else found[0]


def _mfn_of(of: Tariffs) -> Any:
    """Base duties of the exposure in the order of its rows."""
    back = np.empty(len(of.exposure.lines), dtype=float)
    back[of.exposure.lines.order] = of.exposure.lines.mfn
    return back


def ours_and_theirs(of: Tariffs) -> Sourced[pd.DataFrame]:
    """Statutory rates of Japan published by trackers and known by the day, beside ours for the same entry date.

    Columns: day, tracker, vintage, theirs, ours, low, high, difference (fractions), source.
    """
    known = of.desk["benchmarks"]
    known = known.loc[known["key"].isin(("K22", "K23")) & (known["entity"] == "japan")]
    days = pd.to_datetime(known["period"], errors="coerce")
    known = known.assign(day=days).loc[days.notna()].sort_values("day", kind="stable")
    publishers = dict(zip(of.desk["sources"]["id"], of.desk["sources"]["publisher"], strict=True))
    rows = []
    for row in known.itertuples():
        made = of.effective(row.day.date(), "liquidated")
        theirs = float(row.value) / 100
        rows.append(
            {
                "day": row.day, "tracker": row.by or publishers[row.source], "vintage": row.vintage, "theirs": theirs,
                "ours": made.central, "low": made.low, "high": made.high, "difference": made.central - theirs,
                "source": row.source,
            }
        )  # fmt: skip
    return _framed(pd.DataFrame(rows, columns=[
        "day", "tracker", "vintage", "theirs", "ours", "low", "high", "difference", "source"]))  # fmt: skip


def lists_of_groups(of: Tariffs) -> Sourced[pd.DataFrame]:
    """Which lists hit each group, and the share of its value on them by either spread: group, list, by_line, by_heading."""
    frame = covered(of.exposure, of.law)
    frame = frame.loc[frame["list"] != "all-goods"].assign(source=";".join(of.exposure.sources))
    return _framed(frame.reset_index(drop=True))


def part_names() -> tuple[str, ...]:
    """Contributions of an effective rate, in the order in which they are stacked."""
    return PARTS


def _framed(frame: pd.DataFrame) -> Sourced[pd.DataFrame]:
    return Sourced(value=frame, unit="", sources=merge_ids(cell.split(";") for cell in frame["source"]))
