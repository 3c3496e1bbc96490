"""Trade with Japan in words: frames of charts and tables with names of months, partners and kinds.

Does not belong here: computing (`reportlib.analysis.trade`), titles (`titles`).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import trade
from reportlib.analysis.tariffs.asked import good
from reportlib.analysis.tariffs.findings import Tariffs, paid
from reportlib.desk import Desk
from reportlib.sourced import Sourced, merge_ids
from reportlib.words.days import day
from reportlib.words.figures import count, number, render, shortest
from reportlib.words.frames import Frame
from reportlib.words.tariffs.names import ARCHETYPES, PARTNERS, month_text, short_rate

SUBJECTS = {"cars": "Cars of Japan", "all_goods": "All goods, all partners", "cars_8703": "Cars"}
RULES = {"additive": "additive", "floor": "floor15_inclusive_of_MFN", "cap": "cap"}
NEAREST = ("european-union", "south-korea", "taiwan", "united-kingdom", "switzerland-liechtenstein")
"""Partners a reader sets beside Japan."""
REFUNDS = {
    "refunds_phase_1": "First phase of the refund process", "refunds_phase_2": "Second phase of the refund process",
    "ieepa_duties_collected": "IEEPA duties collected", "refunds_accepted": "Refunds accepted, not yet paid",
    "refunds_sent_to_treasury": "Refunds sent to the Treasury",
}  # fmt: skip
BASES = {"cif": "on import value with freight (CIF)", "not_stated": "base not stated", "": ""}


def incidence_data(desk: Desk) -> Frame:
    """Who bore the duty, for rows with a share.

    Columns: label, subject, period, price_yoy_pct, exporter_share_pct, us_share_pct, basis, source.
    """
    found = trade.incidence(desk)
    frame = found.value.loc[found.value["exporter_share_pct"].notna()].reset_index(drop=True)
    rows = zip(frame["subject"], frame["period"], strict=True)
    labels = [f"{SUBJECTS[subject]}, {month_text(period)}" for subject, period in rows]
    columns = ["subject", "period", "price_yoy_pct", "exporter_share_pct", "us_share_pct", "basis", "source"]
    frame = frame[columns]
    frame.insert(0, "label", labels)
    return replace(found, value=frame)


def response_data(of: Tariffs) -> Frame:
    """What imports may do when duty goes from base duty to today's, for goods that stand for many.

    Columns: label, archetype, before, after (fractions), years (words), years_from, nearest_pct, farthest_pct, source.
    """
    goods = {row["archetype"]: row for row in paid(of).value.to_dict("records")}
    parts = []
    for name in ("car", "machine_tool", "steel"):
        before, after, law = float(goods[name]["mfn"]), float(goods[name]["all_in"]), str(goods[name]["source"])
        found = trade.responses(of.desk, before, after).value
        parts.append(pd.DataFrame({
            "label": ARCHETYPES[name], "archetype": name, "before": before, "after": after,
            "years": [_years(low, high) for low, high in zip(found["years_from"], found["years_to"], strict=True)],
            "years_from": found["years_from"], "nearest_pct": found["change_nearest_pct"],
            "farthest_pct": found["change_farthest_pct"],
            "source": [";".join(merge_ids([one.split(";"), law.split(";")])) for one in found["source"]],
        }))  # fmt: skip
    frame = pd.concat(parts, ignore_index=True)
    frame = frame.loc[(frame["after"] - frame["before"]).abs() > 1e-9].reset_index(drop=True)
    return Sourced(value=frame, unit="", sources=merge_ids(cell.split(";") for cell in frame["source"]))


def _years(first: float, last: float) -> str:
    return f"after {first:g} year" if first == last == 1 else f"after {first:g}–{last:g} years"


def cars_data(desk: Desk) -> Frame:
    """Cars by month: value, number and implied price, change on a year before in percent; blank where not printed."""
    return trade.cars_monthly(desk)


def cars_gaps(data: Frame) -> str:
    """Why the title names an earlier month than the last drawn, where it does. Empty where it does not."""
    counted = data.value["price_yoy_pct"].notna()
    if not counted.any() or counted.iloc[-1]:
        return ""
    return "The title names the last month with both value and number; later months are incomplete."


def flows_data(desk: Desk) -> Frame:
    """Goods both ways by month since 2024 with vintage; a month not held has no row."""
    return trade.monthly(desk)


def flows_table(desk: Desk) -> Frame:
    """Years of goods trade with vintage in words, the running year with its months.

    Columns of `trade.annual`, then label, exports, imports, deficit, vintage_words.
    """
    found = trade.annual(desk, 2023)
    frame = found.value
    frame["label"] = [
        str(year) if full else f"{year}, {count(months, 'month')}"
        for year, full, months in zip(frame["year"], frame["is_full_year"], frame["months"], strict=True)
    ]
    for flow in trade.FLOWS:
        frame[flow] = [number(one, 1) for one in frame[f"{flow}_usd_bn"]]
    papers = zip(frame["vintage"], frame["release"], frame["released_on"], strict=True)
    frame["vintage_words"] = [_vintage(*one) for one in papers]
    return replace(found, value=frame)


def _vintage(vintage: str, release: str, released_on: pd.Timestamp) -> str:
    """The day a value came out; of a later state, which we hold in place of the first, the day of that state."""
    if release == "first":
        return f"{day(released_on.date())}, first release"
    return f"{_state(vintage.removeprefix('state of '))}, revised; first release not held"


def _state(text: str) -> str:
    parts = text.split("-")
    return day(pd.Timestamp(text).date()) if len(parts) == 3 else month_text(text)


def collected_table(desk: Desk) -> Frame:
    """Duty collected, at single points: columns of `trade.collected`, then what, period_words, rate, base, duties."""
    found = trade.collected(desk)
    frame = found.value
    frame = frame.loc[frame["kind"] == "collected"].reset_index(drop=True)
    frame["what"] = frame["subject"].map({"all_goods": "All goods", "cars_8703": "Cars"})
    frame["period_words"] = frame["period"].map(month_text)
    frame["rate"] = [f"{number(one, 1)}%" if pd.notna(one) else "" for one in frame["rate_pct"]]
    frame["duties"] = [number(one, 1) if pd.notna(one) else "" for one in frame["duties_usd_bn"]]
    frame["base"] = frame["value_base"].map(BASES)
    return replace(found, value=frame)


def peers_table(of: Tariffs) -> Frame:
    """General and car rates of Japan on the entry date and of the partners nearest to it on their last recorded day.

    Columns: partner, on, view, general_rate, rule, autos_rate, autos_rule, source, then name, general, cars. Two
    rows of one partner where the law changed later with effect back.
    """
    found = trade.peers(of.desk)
    frame = found.value[["partner", "on", "view", "general_rate", "rule", "autos_rate", "autos_rule", "source"]]
    frame = frame.loc[frame["partner"].isin(NEAREST)]
    if frame.empty:
        return replace(found, value=frame)
    frame = frame.sort_values("partner", key=lambda cells: cells.map(NEAREST.index), kind="stable")
    names = [PARTNERS[one] + _view(view) for one, view in zip(frame["partner"], frame["view"], strict=True)]
    frame = frame.assign(
        name=names,
        general=[_words(rate, rule) for rate, rule in zip(frame["general_rate"], frame["rule"], strict=True)],
        cars=[_words(rate, rule) for rate, rule in zip(frame["autos_rate"], frame["autos_rule"], strict=True)],
    )
    shown = pd.concat([_japan(of), frame], ignore_index=True)
    return Sourced(value=shown, unit="", sources=merge_ids([_japan(of)["source"].iloc[0].split(";"), found.sources]))


def _japan(of: Tariffs) -> pd.DataFrame:
    """Japan's row, by the law of the entry date rather than of a recorded day."""
    general, cars = good(of, 10.0).rule, paid(of).value.set_index("archetype")["rule"]["car"]
    measures = {row["measure_id"]: row for row in of.desk["measures"].to_dict("records")}
    row: dict[str, Any] = {
        "partner": "japan",
        "on": pd.Timestamp(of.desk.on),
        "view": of.view,
        "name": PARTNERS["japan"],
    }
    for rate, how, said, rule in (
        ("general_rate", "rule", "general", general),
        ("autos_rate", "autos_rule", "cars", str(cars)),
    ):
        known = measures.get(rule)
        row |= {rate: float(known["rate"]) if known else 0.0, how: str(known["rate_rule"]) if known else "base_only"}
        row[said] = short_rate(row[rate], row[how]) if known else "base duty only"
    row["source"] = ";".join(of.sources_of(f"{general}+{cars}"))
    return pd.DataFrame([row])


def _view(view: str) -> str:
    return {"both": "", "collected": ", as collected", "liquidated": ", as the law now says"}[view]


def _words(rate: float, rule: str) -> str:
    if math.isnan(rate):
        return ""
    if rule == "quota_total":
        return f"{render(rate, 'percent')} in all within a quota"
    return short_rate(rate, RULES.get(rule, rule))


def _sum(value: float, qualifier: str) -> str:
    if math.isnan(value):
        return ""
    return f"{qualifier} ${shortest(value, 1)}bn".strip()


def refunds_table(desk: Desk) -> Frame:
    """What is on record on refunds by day, in words: date, what, amount, whom, source."""
    found = trade.refunds(desk)
    frame = found.value
    frame["text"] = [
        REFUNDS.get(what, what) + (", announced" if kind == "step" else "")
        for what, kind in zip(frame["what"], frame["kind"], strict=True)
    ]
    frame["amount"] = [_sum(*row) for row in zip(frame["value"], frame["qualifier"], strict=True)]
    frame["whom"] = frame["entity"].map({"japan": "goods of Japan", "us": "all partners"})
    return replace(found, value=frame)
