"""What the tables of the talks call things: frames of analysis with their columns put into words.

Does not belong here: the frames of charts (`charts`), titles (`headlines`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import deadlines, talks
from reportlib.analysis.talks import keys
from reportlib.desk import Desk
from reportlib.words.days import day, day_span, due_day
from reportlib.words.figures import render, shortest
from reportlib.words.frames import Frame, with_columns
from reportlib.words.ics import Entry, calendar
from reportlib.words.talks.frames import some_rows
from reportlib.words.talks.law import KINDS, LAWS, cars_named, law_cell, since_cell, stays_in_words

GOODS = {
    "general": "Goods in general", "cars": "Cars and light trucks", "light_trucks": "Light trucks",
    "car_parts": "Car parts", "steel": "Steel", "aluminium": "Aluminium",
}  # fmt: skip
STAGES = {"in_force": "in force", "partly_met": "met in part", "met": "met on", "void": "void since"}
ENDED = ("met", "void")
GIVES = {keys.CARS: "Cars and parts", keys.NO_STACKING: "Base duty counted inside the rate", keys.RICE: "US rice"}
"""Names of gives whose text on record speaks of the instrument alone."""
BASES = {"fixed_by_law": "fixed by law", "announced": "announced", "expected": "expected", "ours": "ours"}
MILESTONES = {
    keys.AGREEMENT: "Tariff agreement", keys.CAR_CUT: "Car duty cut", keys.MEMORANDUM: "Memorandum",
    "tranche-1": "First tranche", "tranche-2": "Second tranche", keys.REPAIR: "Repair of the order",
}  # fmt: skip
LANES = {
    "talks": "Talks", "legal": "Courts", "tariff": "Tariffs", "deal": "Steel deal", "investment": "Investment",
    "politics": "Politics",
}  # fmt: skip


def regime_table(desk: Desk) -> Frame:
    """Duties in force on the entry day, in words; two rows where the record keeps two views of the day."""
    data = talks.regime(desk)
    frame = data.value
    twice = frame["group"].duplicated(keep=False)
    later = frame["rule"].str.contains("inclusive")
    view = [_view(two, law) for two, law in zip(twice, later, strict=True)]
    cars = cars_named(desk, desk.on)
    names = GOODS if cars == "Cars" else GOODS | {"cars": cars}
    return with_columns(
        data,
        goods=[names[one] + note for one, note in zip(frame["group"], view, strict=True)],
        duty=[duty_words(rate, rule) for rate, rule in zip(frame["rate"], frame["rule"], strict=True)],
        law=[law_cell(*row) for row in zip(frame["authority"], frame["void_on"], frame["until"], strict=True)],
        held=[since_cell(*row) for row in zip(frame["since"], frame["held_since"], strict=True)],
    )


def _view(two: bool, law: bool) -> str:
    if not two:
        return ""
    return ", as the law now says" if law else ", as collected"


def duty_words(rate: float, rule: str) -> str:
    """A duty as a table prints it: base duty + 25%; 15%, or base duty where higher."""
    if rule in ("base_only", "exempt"):
        return "base duty only"
    if rule == "exempt_within_quota":
        return "base duty within a quota, 25% more outside it"
    printed = render(rate, "percent")
    if rule == "base_above_floor":
        return f"{printed}, their base duty"
    return f"base duty + {printed}" if rule == "additive" else f"{printed}, or base duty where higher"


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
    return with_columns(data, meeting=names, dates=dates, result=outcomes)


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
    if row["expected"]:
        return due_day(row["day"].date(), row["date_basis"])
    return day_span(row["day"].date(), None if pd.isna(row["end"]) else row["end"].date())


def offers_table(desk: Desk, side: str) -> Frame:
    """Asks and gives of one side that matter on the day, with stage and amount in words."""
    data = talks.live_offers(desk, side)
    frame = data.value
    return with_columns(
        data,
        text=[_what(*row) for row in zip(frame["direction"], frame["item"], frame["text"], strict=True)],
        kind=frame["direction"].map({"ask": "asks", "give": "gives"}).tolist(),
        reached=[_stage(*row) for row in zip(frame["stage"], frame["on"], strict=True)],
        sum=[_amount(amount, unit) for amount, unit in zip(frame["amount"], frame["unit"], strict=True)],
    )


def _stage(stage: str, on: pd.Timestamp) -> str:
    """A stage in words; one that ends an item says its day."""
    said = STAGES.get(stage, stage)
    return f"{said} {day(on.date())}" if stage in ENDED else said


def _what(direction: str, item: str, text: str) -> str:
    named = direction == "give" and item in GIVES and GIVES[item].lower() not in text.lower()
    return f"{GIVES[item]}: {text}" if named else text


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
    """The weightiest steps of law, `most` of them, the latest first; a ruling that is stayed says so."""
    data = talks.legal_track(desk, look_back)
    kept = data.value.sort_values(["weight", "date"], ascending=False, kind="stable").head(most).index.sort_values()
    data = some_rows(data, data.value.loc[kept])
    stayed = stays_in_words(desk)
    titles = [title + stayed.get(key, "") for key, title in zip(data.value["id"], data.value["title"], strict=True)]
    papers = dict(zip(talks.stays(desk)["ruling"], talks.stays(desk)["source"], strict=True))
    cited = [f"{one};{papers[key]}" if key in papers else one
             for key, one in zip(data.value["id"], data.value["source"], strict=True)]  # fmt: skip
    data = with_columns(data, title=titles, source=cited, step=[KINDS.get(one, one) for one in data.value["kind"]])
    return replace(data, sources=talks.cited(data.value))


def news_table(desk: Desk, days: int) -> Frame:
    """What became known in the last days, with the lane in words, and the day it happened where that was before."""
    data = talks.news(desk, days)
    happened = zip(data.value["date"], data.value["known_on"], strict=True)
    return with_columns(
        data,
        lane=data.value["track"].map(LANES).tolist(),
        happened=["same day" if on == known else day(on.date()) for on, known in happened],
    )


def next_dates(desk: Desk) -> Frame:
    """Dates still ahead by the record, with basis and certainty in words. Past ones are in `open_ends`."""
    data = talks.dates_ahead(desk)
    frame = data.value
    return with_columns(
        data,
        when=[due_day(due.date(), how) for due, how in zip(frame["due"], frame["due_precision"], strict=True)],
        what=[date_name(row) for _, row in frame.iterrows()],
        certainty=[("promised" if kind == "promise" else BASES[one]) + _last_read(end)
                   for kind, one, end in zip(frame["row_kind"], frame["basis"], frame["read_to"], strict=True)],
        legal=[one or "–" for one in frame["legal_ref"]],
    )  # fmt: skip


def _last_read(end: Any) -> str:
    """The mark of a date past the end of our record of its track."""
    return "" if pd.isna(end) else f", as last read on {day(end.date())}"


def date_name(row: pd.Series[Any]) -> str:
    """What a date ahead is called: the record's words, or what a promise, a duty or a meeting set is about."""
    match row["row_kind"]:
        case "meeting":
            return f"{meeting_name(row['kind'], row['no'])} of the talks" if pd.notna(row["no"]) else str(row["what"])
        case "promise":
            return f"{MILESTONES[row['milestone']]}, as said by {row['by']}"
        case "duty":
            how = duty_words(row["rate"], row["rule"])
            return f"General duty under {LAWS.get(row['authority'], row['authority'])}: {how}"
        case _:
            agreed = row.get("otherwise")
            return str(row["what"]) + ("" if pd.isna(agreed) else f"; agreed otherwise on {day(agreed.date())}")


def dates_ics(desk: Desk) -> str:
    """The dates ahead as an iCalendar file."""
    entries = [_entry(row, desk) for _, row in next_dates(desk).value.iterrows()]
    return calendar(entries, name="US–Japan tariff talks", stamped=desk.as_of)


def _entry(row: pd.Series[Any], desk: Desk) -> Entry:
    """An all-day entry; one known to its month alone spans the month, and what is no exact day is named in words."""
    due, how = row["due"].date(), row["due_precision"]
    up, exact = deadlines.up_on(due, how), how in deadlines.EXACT
    said = [f"When: {row['when']}", f"Certainty: {row['certainty']}", row["legal_ref"], f"As of {day(desk.as_of)}"]
    return Entry(
        id=row["id"],
        first=up.replace(day=1) if how == "month" else due,
        last=up,
        summary=row["what"] if exact else f"{row['what']} ({'in ' if how == 'month' else ''}{row['when']})",
        description="\n".join(filter(None, said)),
        firm=exact and row["basis"] == "fixed_by_law",
    )


def offices_table(desk: Desk) -> Frame:
    """Who at the table holds which office, since when or last on record when."""
    data = talks.at_the_table(desk)
    frame = data.value
    return with_columns(
        data,
        government=[{"japan": "Japan", "us": "United States"}[one] for one in frame["side"]],
        held=[_held(since, seen) for since, seen in zip(frame["since"], frame["seen_on"], strict=True)],
    )


def _held(since: Any, seen: Any) -> str:
    if pd.isna(since):
        return f"last on record in office on {day(seen.date())}"
    again = "" if pd.isna(seen) else f"; last on record {day(seen.date())}"
    return f"since {day(since.date())}{again}"


def left_out(shown: Frame, whole: Frame, name: str) -> str:
    """The note under a table that leaves rows to an attached file; empty where it shows all."""
    return (
        f"The rest of the record is in {name}, which comes with this page."
        if len(whole.value) > len(shown.value)
        else ""
    )
