"""What rates add up to: effective rates by authority and group, the test against the deal, trackers beside ours.

Belongs here: sums over the exposure with their papers. Does not belong here: single goods (`goods`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis.tariffs.context import Tariffs, framed
from reportlib.analysis.tariffs.effective import change_split
from reportlib.analysis.tariffs.exposure import covered
from reportlib.analysis.tariffs.goods import ALL_GOODS, paid
from reportlib.sourced import Sourced, merge_ids


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
    return framed(pd.DataFrame(rows))


def effective_rate(of: Tariffs, day: date | None = None) -> dict[str, Sourced[float]]:
    """`etr_statutory` with `_low` and `_high` of an entry date (default: the desk's), shares of customs value."""
    made = of.effective(day or of.desk.on)
    found = {
        "etr_statutory": (made.central, "F2 statutory: sum of weight × rate, weights of 2024"),
        "etr_statutory_low": (made.low, "F2 statutory, lowest: sum of weight × lowest rate, weights of 2024"),
        "etr_statutory_high": (made.high, "F2 statutory, highest: sum of weight × highest rate, weights of 2024"),
    }
    return _shares(of, found, day)


def change_by_rates(of: Tariffs) -> Sourced[float]:
    """F4: by how much the effective rate has changed since the first day of the path, in points.

    Weights are fixed, so all of it is the effect of rates; what a change of the mix of imports did is not in it.
    """
    before, now = of.effective(of.start).by_group, of.effective(of.desk.on).by_group
    rated = before["central"].notna() & now["central"].notna()
    before, now = before.loc[rated], now.loc[rated]
    weights = now["value_usd_mn"] / now["value_usd_mn"].sum()
    by_rates, _ = change_split((weights, weights), (before["central"], now["central"]))
    return Sourced(
        value=round(by_rates * 100, 1), unit="points", key="etr_change_by_rates",
        sources=merge_ids([of.sources(of.start), of.sources(of.desk.on)]),
        formula="F4: sum of weight × change of rate, weights of 2024 on both days",
        inputs=of.inputs(of.desk.on) | {"since": of.start.isoformat()},
    )  # fmt: skip


def red_line_share(of: Tariffs, day: date | None = None) -> dict[str, Sourced[float]]:
    """`redline_share` and its two parts with their mean excess, of an entry date; shares of customs value."""
    made = of.red_line(day or of.desk.on)
    found = {
        "redline_share": (made.share, "red line: share of value with all-in rate > max(M, 15%)"),
        "redline_covered": (made.covered_share, "red line: that share, goods the deal covers"),
        "redline_outside": (made.outside_share, "red line: that share, duties it never covered"),
        "redline_covered_excess": (
            made.covered_excess,
            "red line: mean excess over max(M, 15%), goods the deal covers",
        ),
        "redline_outside_excess": (
            made.outside_excess,
            "red line: mean excess over max(M, 15%), duties it never covered",
        ),
    }
    return _shares(of, found, day)


def _shares(of: Tariffs, found: dict[str, tuple[float, str]], day: date | None) -> dict[str, Sourced[float]]:
    """Shares of customs value, each with its formula; the key names the entry date where one is given."""
    entry, suffix = day or of.desk.on, "" if day is None else f".{day:%Y%m%d}"
    return {
        name: Sourced(
            value=round(value, 6), unit="share", key=f"{name}{suffix}", sources=of.sources(entry), formula=formula,
            inputs=of.inputs(entry),
        )
        for name, (value, formula) in found.items()
    }  # fmt: skip


def red_line_path(of: Tariffs) -> Sourced[pd.DataFrame]:
    """The test against the deal on each day rates changed.

    Columns: day, covered, outside, covered_excess, outside_excess, source.
    """
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
    return framed(pd.DataFrame(rows))


def by_group(of: Tariffs) -> Sourced[pd.DataFrame]:
    """Product groups by value.

    Columns: group, name, value_usd_mn, before (rate on the first day of the path), low, rate, high, duty_usd_mn,
    worse_covered, worse_outside (shares of the group's value), source.
    """
    names = of.desk["exposure"]
    before, now, line = of.effective(of.start).by_group, of.effective(of.desk.on).by_group, of.red_line(of.desk.on)
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
    return framed(frame)


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
    for row in known.to_dict("records"):
        made = of.effective(row["day"].date(), "liquidated")
        theirs = float(row["value"]) / 100
        rows.append(
            {
                "day": row["day"], "tracker": row["by"] or publishers[row["source"]], "vintage": row["vintage"],
                "theirs": theirs,
                "ours": made.central, "low": made.low, "high": made.high, "difference": made.central - theirs,
                "source": row["source"],
            }
        )  # fmt: skip
    table = framed(pd.DataFrame(rows, columns=[
        "day", "tracker", "vintage", "theirs", "ours", "low", "high", "difference", "source"]))  # fmt: skip
    return replace(table, facts=tuple(known["id"]))


def lists_of_groups(of: Tariffs) -> Sourced[pd.DataFrame]:
    """Which lists hit each group: group, list, and the share of its value on it by_line and by_heading."""
    frame = covered(of.exposure, of.law)
    frame = frame.loc[frame["list"] != ALL_GOODS].assign(source=";".join(of.exposure.sources))
    return framed(frame.reset_index(drop=True))


def duty_against_record(of: Tariffs) -> Sourced[float]:
    """Duty of a year that the scenario adds to recorded law on the entry date, below zero where it takes some away.

    Raises ValueError where no scenario is asked for.
    """
    if of.recorded is None:
        raise ValueError("no scenario is asked for")
    day = of.desk.on
    change = of.effective(day).central - of.recorded.effective(day).central
    return Sourced(
        value=round(change * of.exposure.total / 1000, 1), unit="USD bn a year", key="scenario.duty",
        sources=of.recorded.sources(day), formula="(scenario - recorded law) × imports of 2024",
        inputs=of.inputs(day) | {"change of rate": round(change, 6), "imports, USD mn": round(of.exposure.total, 1)},
    )  # fmt: skip


def against_record(of: Tariffs) -> Sourced[pd.DataFrame]:
    """Recorded law against the scenario on the entry date, one row per good that stands for many and one for all.

    Columns: archetype ("" for all imports), description, recorded, scenario, change (fractions), rule_recorded,
    rule_scenario, source. Empty where no scenario is asked for.
    """
    columns = ["archetype", "description", "recorded", "scenario", "change", "rule_recorded", "rule_scenario", "source"]
    if of.recorded is None:
        return framed(pd.DataFrame(columns=columns))
    day = of.desk.on
    before, after = paid(of.recorded).value, paid(of).value
    goods = before[["archetype", "description"]].assign(
        recorded=before["all_in"],
        scenario=after["all_in"],
        rule_recorded=before["rule"],
        rule_scenario=after["rule"],
        source=before["source"],
    )
    total = {
        "archetype": "",
        "description": "All imports from Japan",
        "recorded": of.recorded.effective(day).central,
        "scenario": of.effective(day).central,
        "rule_recorded": "",
        "rule_scenario": "",
        "source": ";".join(of.recorded.sources(day)),
    }
    frame = pd.concat([goods, pd.DataFrame([total])], ignore_index=True)
    return framed(frame.assign(change=frame["scenario"] - frame["recorded"])[columns])
