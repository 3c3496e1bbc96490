"""What the tables, charts and lists of the talks call things: frames of analysis with their columns put into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import deadlines, talks
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.days import day, day_or_month, day_span
from reportlib.words.figures import render, shortest
from reportlib.words.ics import Entry, calendar

GOODS = {
    "general": "Goods in general", "cars": "Cars and light trucks", "car_parts": "Car parts",
    "steel": "Steel", "aluminium": "Aluminium",
}  # fmt: skip
LAWS = {
    "MFN": "tariff schedule", "IEEPA": "emergency powers (IEEPA)", "s122": "section 122", "s232": "section 232",
    "s301": "section 301",
}  # fmt: skip
STAGES = {"in_force": "in force"}
GIVES = {"autos-15": "Cars and parts", "no-stacking": "Base duty counted inside the rate"}
"""Names of gives whose text on record speaks of the instrument alone."""
KINDS = {"effective": "in force", "statement": "hearing"}
BASES = {"fixed_by_law": "fixed by law", "announced": "announced", "expected": "expected", "ours": "ours"}
MILESTONES = {
    "tariff-agreement": "Tariff agreement", "car-tariff-cut": "Car duty cut", "memorandum-550bn": "Memorandum",
    "tranche-1": "First tranche", "tranche-2": "Second tranche", "stacking-repair": "Repair of the order",
}  # fmt: skip
LANES = {
    "talks": "Talks", "legal": "Courts", "tariff": "Tariffs", "deal": "Steel deal", "investment": "Investment",
    "politics": "Politics",
}  # fmt: skip
WHO_MEETS = {"ministers": "Ministers", "leaders": "Leaders", "committee": "Committee"}
_LONGEST_LABEL = 50
_WHOLE_LABEL = 42

Frame = Sourced[pd.DataFrame]


def regime_table(desk: Desk) -> Frame:
    """Duties in force on the entry day, in words; two rows where the record keeps two views of the day."""
    data = talks.regime(desk)
    frame = data.value
    twice = frame["group"].duplicated(keep=False)
    later = frame["rule"].str.contains("inclusive")
    view = [_view(two, law) for two, law in zip(twice, later, strict=True)]
    return _with(
        data,
        goods=[GOODS[one] + note for one, note in zip(frame["group"], view, strict=True)],
        duty=[duty_words(rate, rule) for rate, rule in zip(frame["rate"], frame["rule"], strict=True)],
        law=[LAWS.get(one, one) for one in frame["authority"]],
    )


def _view(two: bool, law: bool) -> str:
    if not two:
        return ""
    return ", as the law now says" if law else ", as collected"


def duty_words(rate: float, rule: str) -> str:
    """A duty as a table prints it: base duty + 25%; 15% including base duty."""
    if rule in ("base_only", "exempt"):
        return "base duty only"
    if rule == "exempt_within_quota":
        return "base duty within a quota, 25% more outside it"
    printed = render(rate, "percent")
    return f"base duty + {printed}" if rule == "additive" else f"{printed} including base duty"


def meeting_name(kind: str, no: Any) -> str:
    """Round 3, or what a meeting without a number is."""
    if pd.notna(no):
        return f"Round {int(no)}"
    return {"summit": "Leaders meet", "committee": "Committee meets"}.get(kind, "Ministers meet")


def attendance_table(desk: Desk) -> Frame:
    """Meetings with names, days and outcome in words."""
    data = talks.attendance(desk)
    frame = data.value
    dates = [_span(row) for _, row in frame.iterrows()]
    status = {"planned": "Planned", "cancelled": "Called off"}
    now = talks.situation(desk).current
    open_round = now.round if now and now.timing is talks.Timing.UNDER_WAY else ""
    outcomes = [
        ": ".join(filter(None, ["Under way" if key == open_round else status.get(state, ""), said]))
        for key, state, said in zip(frame["round"], frame["status"], frame["outcome"], strict=True)
    ]
    names = [str(int(no)) if pd.notna(no) else "–" for no in frame["no"]]
    return _with(data, meeting=names, dates=dates, result=outcomes)


def attendance_note(desk: Desk) -> str:
    """The key to the signs, and who led for Japan where that is the same at every meeting held."""
    frame = talks.attendance(desk).value
    held = frame.loc[frame["status"] == "held", "akazawa"]
    led = " Akazawa led for Japan at every meeting held." if len(held) and (held == "present").all() else ""
    return (
        "Disc: present. Ring: absent. Dashed ring: planned. Cross: not expected. Handset: by phone. Dash: not known,"
        f" which is not absent.{led} Being there is no cause of what came of it."
    )


def _span(row: pd.Series[Any]) -> str:
    if pd.isna(row["day"]):
        return "day not set"
    return day_span(row["day"].date(), None if pd.isna(row["end"]) else row["end"].date())


def offers_table(desk: Desk, side: str) -> Frame:
    """Asks and gives of one side that matter on the day, with stage and amount in words."""
    data = talks.live_offers(desk, side)
    frame = data.value
    return _with(
        data,
        text=[_what(*row) for row in zip(frame["direction"], frame["item"], frame["text"], strict=True)],
        kind=frame["direction"].map({"ask": "asks", "give": "gives"}).tolist(),
        reached=[STAGES.get(one, one) for one in frame["stage"]],
        sum=[_amount(amount, unit) for amount, unit in zip(frame["amount"], frame["unit"], strict=True)],
    )


def _what(direction: str, item: str, text: str) -> str:
    return f"{GIVES[item]}: {text}" if direction == "give" and item in GIVES else text


def _amount(amount: Any, unit: str) -> str:
    if pd.isna(amount):
        return ""
    if unit.startswith(("USD bn", "percent incl")):
        how = "percent" if unit.startswith("percent") else unit
        return render(amount, how)
    return (
        f"{shortest(amount)}% {unit.removeprefix('percent').strip()}".strip()
        if "percent" in unit
        else f"{shortest(amount)} {unit}"
    )


def legal_table(desk: Desk, look_back: int, most: int) -> Frame:
    """The latest rulings, orders and starts, `most` of them, with their kind in words."""
    data = _first(talks.legal_track(desk, look_back), most)
    return _with(data, step=[KINDS.get(one, one) for one in data.value["kind"]])


def news_table(desk: Desk, days: int) -> Frame:
    """What became known in the last days, with the lane in words."""
    data = talks.news(desk, days)
    return _with(data, lane=data.value["track"].map(LANES).tolist())


def next_dates(desk: Desk) -> Frame:
    """Dates still ahead by the record, with basis and certainty in words. Past ones are in `open_ends`."""
    data = talks.dates_ahead(desk)
    frame = data.value
    about = frame["due_precision"].map(lambda one: "" if one in deadlines.EXACT else "around ")
    return _with(
        data,
        when=[f"{note}{day(due.date())}" for note, due in zip(about, frame["due"], strict=True)],
        certainty=[BASES[one] for one in frame["basis"]],
        legal=[one or "–" for one in frame["legal_ref"]],
    )


def dates_ics(desk: Desk) -> str:
    """The dates ahead as an iCalendar file."""
    frame = next_dates(desk).value
    entries = [
        Entry(
            id=row["id"],
            day=row["due"].date(),
            summary=row["what"],
            description="\n".join(
                filter(None, [f"Certainty: {row['certainty']}", row["legal_ref"], f"As of {day(desk.as_of)}"])
            ),
            firm=row["basis"] == "fixed_by_law",
        )
        for _, row in frame.iterrows()
    ]
    return calendar(entries, name="US–Japan tariff talks", stamped=desk.as_of)


def offices_table(desk: Desk) -> Frame:
    """Who at the table holds which office, since when or last seen when."""
    data = talks.at_the_table(desk)
    frame = data.value
    return _with(
        data,
        government=[{"japan": "Japan", "us": "United States"}[one] for one in frame["side"]],
        held=[_held(since, seen) for since, seen in zip(frame["since"], frame["seen_on"], strict=True)],
    )


def _held(since: Any, seen: Any) -> str:
    if pd.isna(since):
        return f"last seen in office on {day(seen.date())}"
    again = "" if pd.isna(seen) else f"; last seen {day(seen.date())}"
    return f"since {day(since.date())}{again}"


def timeline_data(desk: Desk, look_back: int, look_ahead: int) -> Frame:
    """The timeline with lane names and short labels; a row whose title is too long for a label has none."""
    data = talks.timeline(desk, look_back, look_ahead)
    frame = data.value
    labels = [_label(*row) for row in zip(frame["kind"], frame["no"], frame["title"], frame["state"], strict=True)]
    return _with(data, lane_name=frame["lane"].map(LANES).tolist(), label=labels)


def _label(kind: str, no: float, title: str, state: str) -> str:
    if not title:
        return meeting_name(kind, no) + (" called off" if state == "cancelled" else "")
    if len(title) <= _WHOLE_LABEL:
        return title
    head = title.partition(": ")[0]
    if head != title and len(head.split()) > 1 and len(head) <= _LONGEST_LABEL:
        return head
    return title if len(title) <= _LONGEST_LABEL else ""


def slip_data(desk: Desk) -> Frame:
    """Promises and outcomes with the names of their milestones; empty where a single one has nothing to slip from."""
    data = _several(talks.slips(desk))
    return _with(data, name=[MILESTONES[one] for one in data.value["milestone"]])


def cadence_data(desk: Desk) -> Frame:
    """Gaps between meetings with the names of the meetings; empty where there is a single gap."""
    data = _several(talks.cadence(desk))
    names = [meeting_name(kind, no) for kind, no in zip(data.value["kind"], data.value["no"], strict=True)]
    return _with(data, meeting=names)


def tally_data(desk: Desk) -> Frame:
    """Meetings counted and due days, with the names of the lines and the words for what became of a due day."""
    data = talks.tally(desk)
    names = [WHO_MEETS.get(one, "Deadline") for one in data.value["group"]]
    return _with(data, name=names, is_known=data.value["state"].isin(["held", "decided"]).tolist())


def strip_data(desk: Desk, most: int) -> Frame:
    """The judgements with a range, the last `most` of them, with the outcome in words."""
    data = _first(talks.ranged(desk), -most)
    frame = data.value
    said = [day_or_month(str(one)) for one in frame["said_on"]]
    ends = [_ending(outcome, past) for outcome, past in zip(frame["outcome"], frame["past"], strict=True)]
    return _with(data, said=said, ending=ends)


def strip_subtitle(desk: Desk, most: int) -> str:
    """What the strip measures, and whether it shows all that is on record."""
    n = len(talks.ranged(desk).value)
    drawn = "the latest" if n > most else "all"
    return (
        f"Per cent; {drawn} on record, one per speaker and claim. Filled: the speaker’s number. Hollow: ranged by us."
    )


def left_out(shown: Frame, whole: Frame, name: str) -> str:
    """The note under a table that leaves rows to an attached file; empty where it shows all."""
    return (
        f"The rest of the record is in {name}, which comes with this page."
        if len(whole.value) > len(shown.value)
        else ""
    )


def _ending(outcome: str, past: bool) -> str:
    return {"true": "came true", "false": "did not"}.get(outcome, "not known" if past else "open")


def _several(data: Frame) -> Frame:
    return data if len(data.value) > 1 else replace(data, value=data.value.iloc[:0])


def _with(data: Frame, **columns: Iterable[Any]) -> Frame:
    made: dict[str, Any] = {name: list(values) for name, values in columns.items()}
    return replace(data, value=data.value.assign(**made))


def _first(data: Frame, most: int) -> Frame:
    """The first rows of a frame, the last with a negative number, with the papers of those rows alone."""
    frame = (data.value.head(most) if most >= 0 else data.value.tail(-most)).reset_index(drop=True)
    return replace(data, value=frame, sources=talks.cited(frame), facts=tuple(frame["id"]))
