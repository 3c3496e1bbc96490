"""Titles of the exhibits of the briefing on tariffs: the finding of each picture on the day, from its own rows.

Does not belong here: the title of the briefing and its bottom line (`headlines`), trade that happened (`trade_titles`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import deadlines
from reportlib.analysis.tariffs.asked import agreement, archetype_rate
from reportlib.analysis.tariffs.findings import Tariffs, change_by_rates, effective_rate, red_line_share
from reportlib.analysis.tariffs.goods import HALF_POINT
from reportlib.sourced import Sourced, quoted
from reportlib.words.frames import Frame
from reportlib.words.sentences import Sentence, made
from reportlib.words.tariffs.headlines import HAIR, TRACK, past_record, pay, verb
from reportlib.words.tariffs.names import PART_NAMES


def _number(of: Tariffs, name: str, value: float, unit: str, what: Sourced[Any], formula: str) -> Sourced[float]:
    """A number read off an exhibit, with the papers of its rows."""
    return Sourced(value=value, unit=unit, key=f"tariffs.{name}", sources=what.sources, formula=formula,
                   inputs=of.inputs(of.desk.on))  # fmt: skip


def paid_title(of: Tariffs) -> Sentence:
    """What goods pay, for which entry date, and when the law was last read where that is past."""
    day = Sourced(value=of.desk.on, unit="date", key="tariffs.entry_date", sources=of.sources(of.desk.on))
    if past_record(of):
        read = deadlines.horizon_of(of.desk, TRACK)
        return made(f"What goods of Japan {pay(of)}, entry {{day}}, as last read on {{read}}", day=day, read=read)
    return made(f"What goods of Japan {pay(of)}, entry {{day}}", day=day)


def strip_title(of: Tariffs, data: Frame) -> Sentence:
    """How many phases of a duty on goods in general there have been, from `phases_data`."""
    mine = data.value.loc[data.value["is_view"] & (data.value["measure"] != "")]
    if mine.empty:
        return made("No duty on goods in general but base duty")
    n = _number(of, "phases", len(mine), "count", data, "phases of the general duty in the view chosen")
    since = Sourced(value=mine["from"].iloc[0].date(), unit="date", key="tariffs.first_general", sources=data.sources)
    noun = "phase" if n.value == 1 else "phases"
    return made(f"{{n:cap}} {noun} of a general duty since {{since}}", n=n, since=since)


def steps_title(of: Tariffs, data: Frame) -> Sentence:
    """Where cars and steel began and where they stand, from `steps_data`."""
    first = data.value.loc[data.value["is_view"]].drop_duplicates("archetype").set_index("archetype")["rate"]
    values: dict[str, Any] = {}
    for name in ("car", "steel"):
        rate, formula = round(float(first[name]) * 100, 6), f"F1: all-in rate, {name}, on the first day of the path"
        values[f"{name}_first"] = _number(of, f"{name}_first", rate, "percent", data, formula)
        values[name] = archetype_rate(of, name)
    return made("Cars from {car_first} to {car}, steel from {steel_first} to {steel}", **values)


def effective_sentence(of: Tariffs) -> Sentence:
    """The effective rate with its range, in one sentence; the law's last reading where that is past."""
    found = effective_rate(of)
    comes = {"pays": "comes", "paid": "came", "is to pay": "is to come"}[verb(of)]
    template = (
        f"At import weights fixed before these duties, duty {comes} to {{etr:tenth}} of customs value, {{low:tenth}}"
        " to {high:tenth} by the reach of conditional lists and metal shares"
    )
    values: dict[str, Any] = {
        "etr": found["etr_statutory"], "low": found["etr_statutory_low"], "high": found["etr_statutory_high"],
    }  # fmt: skip
    if past_record(of):
        template += "; the law as last read on {read}"
        values["read"] = deadlines.horizon_of(of.desk, TRACK)
    return made(template + ".", **values)


def change_sentence(of: Tariffs) -> Sentence:
    """How far the effective rate has moved since the first day of the path, and that only rates have moved it."""
    change = change_by_rates(of)
    since = Sourced(value=of.start, unit="date", key="tariffs.path_start", sources=of.sources(of.start))
    way = "higher" if change.value >= 0 else "lower"
    be = "is" if of.desk.on >= of.desk.as_of else "was"
    size = replace(change, value=abs(change.value), key=f"{change.key}_size")
    return made(
        f"The effective rate {be} {{size}} {way} than on {{since}}, the effect of rates alone: how buyers changed the"
        " mix is not in it, since imports by group of goods are on record for one year only.",
        size=size, since=since,
    )  # fmt: skip


def area_title(of: Tariffs, data: Frame) -> Sentence:
    """Which authority adds most to the effective rate, from `authorities_data`."""
    last = data.value.loc[data.value["kind"] == "ours"].iloc[-1]
    top = max(PART_NAMES, key=lambda name: float(last[name]))
    size = round(float(last[top]) * 100, 1)
    part = _number(of, "largest_part", size, "points", data, "F3: contribution of one authority")
    adds = "adds" if of.desk.on >= of.desk.as_of else "added"
    return made(f"{PART_NAMES[top]} {adds} most: {{part}} of the {{etr:tenth}}", part=part,
                etr=effective_rate(of)["etr_statutory"])  # fmt: skip


def break_even_title(of: Tariffs, data: Frame) -> Sentence:
    """From which base duty on a good in general pays more than the deal's rate, from `break_even_data`."""
    lines = data.value.loc[data.value["kind"] == "line"]
    force = lines.loc[lines["role"] == "in_force"].set_index("mfn")["rate"]
    if agreement(of.desk) is None:
        if (force - force.index).abs().max() < HAIR:
            return made(f"Goods in general {pay(of)} base duty alone")
        return made("The duty comes on top of base duty, however high that is")
    deal = lines.loc[lines["role"] == "deal"].set_index("mfn")["rate"]
    worse = force.index[(force - deal) > HAIR]
    paid = pay(of)
    if not len(worse):
        return made(f"No good in general {'pays' if paid == 'pay' else paid} more than under the deal")
    edge = _number(of, "break_even", round(float(max(worse[0] - HALF_POINT, 0)) * 100, 2), "percent", data,
                   "break-even: highest base duty at which the all-in rate is no higher than the deal's")  # fmt: skip
    more = f"{'pays' if paid == 'pay' else paid} more than under the deal"
    return (
        made(f"Above {{edge}} base duty a good {more}", edge=edge)
        if edge.value > 0
        else made(f"Any good with a base duty {more}")
    )


def break_even_note(data: Frame) -> str:
    """What the bars are, and the thin lines where any is drawn."""
    bars = "Bars: all imports from Japan by base duty, those under section 232 with them."
    if not (data.value["role"] == "peer").any():
        return bars
    return f"{bars} Thin: the European Union and Korea, where they pay by another rule than the lines drawn."


def red_line_sentence(of: Tariffs) -> Sentence:
    """The test against the deal with its two parts and by how much each pays more."""
    deal = agreement(of.desk)
    if deal is None:
        return made("No deal is on record on this day, so there is no rate to test against.")
    found = red_line_share(of)
    points = {name: _points(found[f"redline_{name}_excess"]) for name in ("covered", "outside")}
    template = f"Of imports by value {{share:tenth}} {pay(of)} more than base duty or {{deal}}, whichever is higher: "
    values: dict[str, Any] = {"share": found["redline_share"], "deal": deal.rate}
    for name, said in (("covered", "goods the deal covers"), ("outside", "goods it never covered")):
        if found[f"redline_{name}"].value < HAIR:
            template += f"none of {said}"
        else:
            template += f"{{{name}:tenth}} are {said}, by {{{name}_points}} on average"
            values |= {name: found[f"redline_{name}"], f"{name}_points": points[name]}
        template += "; " if name == "covered" else "."
    return made(template, **values)


def _points(excess: Sourced[float]) -> Sourced[float]:
    """A share as points, to one decimal."""
    return replace(excess, value=round(excess.value * 100, 1), unit="points", key=f"{excess.key}_points")


def red_line_path_title(of: Tariffs) -> Sentence:
    """Whether goods the deal covers pay more than its rate on the entry date."""
    found = red_line_share(of)
    inside = found["redline_covered"]
    if inside.value < HAIR:
        return made(f"No good the deal covers {'pays' if pay(of) == 'pay' else pay(of)} more than its rate")
    return made(f"{{inside:tenth}} of imports are covered and {pay(of)} more", inside=inside)


def red_line_bars_title(data: Frame) -> Sentence:
    """The group with most value above the deal's rate, from `red_line_groups`."""
    if data.value.empty:
        return made("No group pays more than the deal’s rate")
    return made(f"Most above the deal’s rate by value: {data.value['name'].iloc[0].lower()}")


def groups_title(of: Tariffs, data: Frame) -> Sentence:
    """Lowest and highest rate of a group, from `groups_table`."""
    least = round(float(data.value["rate"].min()), 6)
    low = _number(of, "lowest_group", least, "share", data, "lowest rate of a group")
    top = round(float(data.value["rate"].max()), 6)
    high = _number(of, "highest_group", top, "share", data, "highest rate of a group")
    return made("By group of goods, rates run from {low:tenth} to {high:tenth}", low=low, high=high)


def trackers_title(of: Tariffs, data: Frame) -> Sentence:
    """How far ours lies from the trackers' figures at most, from `trackers_table`."""
    if data.value.empty:
        return made("No tracker’s figure is known on this day")
    far = float(data.value["difference"].abs().max()) * 100
    formula = "largest distance between ours and a tracker's figure"
    most = _number(of, "tracker_spread", round(far, 1), "points", data, formula)
    return made("Ours lies {most} from a tracker’s figure at most", most=most)


def collected_title(data: Frame) -> Sentence:
    """The last collected rate on all goods, if one is printed."""
    rows = data.value.loc[(data.value["subject"] == "all_goods") & data.value["rate_pct"].notna()]
    if rows.empty:
        return made("Duty collected on goods of Japan")
    row = rows.iloc[-1]
    sources = tuple(str(row["source"]).split(";"))
    rate = Sourced(value=float(row["rate_pct"]), unit="percent", key="tariffs.collected_last", sources=sources)
    when = quoted("tariffs.collected_period", str(row["period_words"]), rate)
    return made("Customs collected {rate} on all goods, {when}", rate=rate, when=when)


def repair_note(of: Tariffs) -> Sentence | None:
    """While a repair of the order that stacked duties is promised and not done: that it is."""
    rows = of.desk["promises"].loc[lambda frame: frame["milestone"] == "stacking-repair"]
    if rows.empty or (rows["row_kind"] == "outcome").any():
        return None
    row = rows.iloc[-1]
    day = pd.Timestamp(row["said_on"]).date()
    sources, facts = (str(row["source"]),), (str(row["id"]),)
    said = Sourced(value=day, unit="date", key="tariffs.repair_promised", sources=sources, facts=facts)
    return made(
        "A repair that counts base duty inside the rate was promised on {said}; it is not yet ordered, so rates stand"
        " as collected.",
        said=said,
    )


def surcharge_note(of: Tariffs) -> Sentence | None:
    """While another rate of the surcharge was announced and accounts differ on whether it ever applied: both."""
    rows = of.desk["promises"].loc[lambda frame: frame["milestone"] == "surcharge-15"]
    if rows.empty or (rows["row_kind"] == "outcome").any():
        return None
    row = rows.iloc[-1]
    said = Sourced(
        value=pd.Timestamp(row["said_on"]).date(), unit="date", key="tariffs.surcharge_announced",
        sources=(str(row["source"]),), facts=(str(row["id"]),),
    )  # fmt: skip
    return made(
        "{by} announced another surcharge on {said}: {text}. Rates here are those of the proclamation.",
        said=said, by=quoted("tariffs.surcharge_by", str(row["said_by"]), said),
        text=quoted("tariffs.surcharge_text", str(row["text"]), said),
    )  # fmt: skip


def cars_note(of: Tariffs) -> Sentence | None:
    """While the deal's rate for cars is agreed and not in force: the last word on its day."""
    rows = of.desk["promises"].loc[lambda frame: frame["milestone"] == "car-tariff-cut"]
    if rows.empty or agreement(of.desk) is None or (rows["row_kind"] == "outcome").any():
        return None
    row = rows.sort_values("said_on", kind="stable").iloc[-1]
    said = Sourced(
        value=pd.Timestamp(row["said_on"]).date(), unit="date", key="tariffs.car_cut_said",
        sources=(str(row["source"]),), facts=(str(row["id"]),),
    )  # fmt: skip
    return made(
        "The deal’s rate for cars and parts is agreed, not in force; the last word on its day, on {said}: {text}.",
        said=said, text=quoted("tariffs.car_cut_text", str(row["text"]), said),
    )  # fmt: skip


def horizon_notes(of: Tariffs) -> tuple[Sentence, ...]:
    """What our record of tariff steps does not hold, for an entry date past its end."""
    tracks = ("tariff-steps", "s301-capacity") if past_record(of) else ()
    said = [deadlines.end_of_record(of.desk, track) for track in tracks]
    return tuple(made("{said}", said=one) for one in said if one)
