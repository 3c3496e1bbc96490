"""Titles of the exhibits of the talks, and the sentences that stand beside them.

Each says the finding of its picture on the day, from the same rows. Does not belong here: the title of
the briefing (`titles`), names of columns and rows (`tables`).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.analysis import deadlines, talks
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.record import TRACKS
from reportlib.words.talks.tables import cadence_data, next_dates, slip_data, strip_data
from reportlib.words.talks.values import NAMES, duty, horizon_sentence, made, text_value, together
from reportlib.words.tense import Sentence

RECORD_TRACKS = (
    "talks", "investment", "tariff-law", "tariff-steps", "s301-hearings", "s301-capacity", "critical-minerals", "legal",
    "politics",
)  # fmt: skip
"""Tracks of coverage the briefing rests on, in the order their ends are told."""
NOTHING = made("Nothing on record")
"""The title of an exhibit without rows: never printed, the sentence `empty` stands there instead."""
_TRACK_NAMES = TRACKS | {"politics": "Politics in Japan"}


def pen(desk: Desk) -> Sentence:
    """Who holds the pen: who negotiates for Japan, and whom he met last."""
    held = talks.negotiator(desk)
    if held is None:
        return made("Nobody is named on this record as negotiator on tariffs.")
    values: dict[str, Sourced[Any] | str] = {"name": held.name, "office": held.office}
    template = "{name} ({office}) negotiates for Japan"
    if held.seen_on and desk.horizon("talks") < desk.as_of:
        values["seen"] = held.seen_on
        template += ", last seen in that office on {seen}"
    last = talks.situation(desk).last
    if last and last.present:
        values |= {"names": together([NAMES[one] for one in last.present]), "day": last.last_day}
        template += "; across the table at the last meeting, on {day}, sat {names}"
    return Sentence(template=template + ".", values=values)


def regime_title(desk: Desk) -> Sentence:
    """What goods in general pay on the entry day."""
    words, rate = duty(desk, "general", desk.on)
    template = f"Goods in general pay {words}"
    if desk.horizon("tariff-law") < desk.as_of:
        return made(template + ", as last read on {read}", **rate, read=deadlines.horizon_of(desk, "tariff-law"))
    return made(template, **rate)


def timeline_title(desk: Desk, look_back: int, look_ahead: int) -> Sentence:
    """How many dates lie ahead in the window, and which day is the nearest."""
    frame = talks.timeline(desk, look_back, look_ahead).value
    ahead = frame.loc[frame["state"] == "expected"]
    if ahead.empty:
        return made("No date is set ahead in this window")
    row = ahead.iloc[0]
    n = talks.counted("talks.timeline_ahead", ahead, "dates from the as-of day to the end of the window")
    day = Sourced(
        value=row["start"].date(), unit="date", key="talks.timeline_nearest", sources=_cited(ahead.head(1)),
        facts=(str(row["id"]),),
    )  # fmt: skip
    if n.value == 1:
        return made("One date lies ahead in this window, {day}", day=day)
    if day.value == desk.as_of:
        return made("{n:cap} dates from today on in this window, the first today", n=n)
    return made("{n:cap} dates lie ahead in this window, the nearest on {day:short}", n=n, day=day)


def attendance_title(desk: Desk) -> Sentence:
    """How often the Treasury's secretary came, and whether he is expected now."""
    held, came = talks.meetings_held(desk), talks.attended(desk, "bessent")
    now = talks.situation(desk).current
    if not held.value:
        return made("The first round is still to come")
    template = "Bessent came to {came} of {held:meeting} held"
    if now and "bessent" in now.not_expected:
        template = "Bessent came to {came} of {held:meeting}; he is not expected today"
    return made(template, came=came, held=held)


def cadence_title(desk: Desk) -> Sentence:
    """How long after the one before the next visit comes, or how far meetings held lay apart."""
    data = cadence_data(desk)
    frame = data.value
    planned = frame.loc[frame["status"] == "planned"]
    held = frame.loc[frame["status"] == "held"]
    if not planned.empty:
        row = planned.iloc[-1]
        return made("The next visit is planned {gap} after the one before", gap=_gap("planned", row))
    if len(held) < 2:
        return (
            made("A visit every few weeks")
            if held.empty
            else made("The last gap was {gap}", gap=_gap("last", held.iloc[-1]))
        )
    low, high = (held.sort_values("days_since").iloc[at] for at in (0, -1))
    return made("Gaps between meetings ran from {low:n} to {high}", low=_gap("least", low), high=_gap("most", high))


def _gap(name: str, row: pd.Series[Any]) -> Sourced[int]:
    return Sourced(
        value=int(row["days_since"]),
        unit="days",
        key=f"talks.gap_{name}",
        sources=tuple(str(row["source"]).split(";")),
        facts=(str(row["id"]),),
        formula="calendar days since the meeting before",
        inputs={"meeting": str(row["meeting"]), "day": row["day"].date().isoformat()},
    )


def offers_title(desk: Desk, side: str) -> Sentence:
    """How many asks and gives of a side stand on the record."""
    frame = talks.standing_offers(desk, side).value
    if frame.empty:
        return NOTHING
    parts, values = [], {}
    for name, noun in (("give", "give"), ("ask", "ask")):
        rows = frame.loc[frame["direction"] == name]
        if len(rows):
            values[name] = talks.counted(f"talks.{side}_{name}s", rows, f"{noun}s at their latest stage")
            parts.append(f"{{{name}:{noun}}}")
    who = {"japan": "Japan", "us": "Washington"}[side]
    return made(f"{who}: {' and '.join(parts)} on record", **values)


def law_title(desk: Desk, look_back: int) -> Sentence:
    """The latest step of law, in the record's words."""
    frame = talks.legal_track(desk, look_back).value
    if frame.empty:
        return NOTHING
    row = frame.iloc[0]
    step = Sourced(
        value=str(row["title"]), unit="text", key="talks.law_latest", sources=(row["source"],), facts=(row["id"],)
    )
    return made("Latest step of law: {step}", step=step)


def strip_title(desk: Desk, most: int) -> Sentence:
    """How many of the judgements drawn came true."""
    frame = strip_data(desk, most).value
    if frame.empty:
        return NOTHING
    done = frame.loc[frame["outcome"] != "open"]
    if done.empty:
        return made(
            "{n:judgement} on record, none resolved", n=talks.counted("talks.judged", frame, "judgements drawn")
        )
    true = talks.counted("talks.judged_true", done.loc[done["outcome"] == "true"], "came true", fallback=_cited(done))
    return made(
        "Of {done:judgement} resolved, {true} came true",
        done=talks.counted("talks.judged_done", done, "resolved judgements drawn"), true=true,
    )  # fmt: skip


def score_sentence(desk: Desk) -> Sentence:
    """The Brier score with what it is held against, or why there is none."""
    score = talks.score(desk)
    if score is None:
        return made(
            "No forecast with a number of the speaker’s own is resolved on this record, so no score is printed."
        )
    many = score.n.value != 1
    return made(
        f"{{n:cap}} {'forecasts' if many else 'forecast'} with a number of the speaker’s own {'are' if many else 'is'} "
        "resolved, on {claims:claim}: Brier score {score} (nought is best), {even} for saying one half each time."
        " Ranges that are ours are not scored.",
        n=score.n, claims=score.claims, score=score.score, even=score.even,
    )  # fmt: skip


def slip_title(desk: Desk) -> Sentence:
    """The milestone promised most often, and when it came."""
    frame = slip_data(desk).value
    if frame.empty:
        return NOTHING
    said = frame.loc[frame["row_kind"] == "promise"]
    counts = said.groupby("milestone", sort=False).size()
    milestone = str(counts[::-1].idxmax())
    rows = said.loc[said["milestone"] == milestone]
    n = talks.counted("talks.slip_promises", rows, "dates named for the milestone")
    name = str(rows["name"].iloc[0])
    done = frame.loc[(frame["milestone"] == milestone) & (frame["row_kind"] == "outcome")]
    if done.empty:
        return made(f"{name}: {{n:date}} named so far, still open", n=n)
    first, happened = rows["promised_to"].iloc[0], done["promised_to"].iloc[-1]
    gap = abs((happened - first).days)
    if not gap:
        return made(f"{name}: {{n:date}} named, done on the first", n=n)
    apart = Sourced(
        value=gap, unit="days", key="talks.slip_days", sources=_cited(pd.concat([rows, done])), facts=tuple(done["id"]),
        formula="calendar days between the first date named and the day it happened",
        inputs={"first": first.date().isoformat(), "happened": happened.date().isoformat()},
    )  # fmt: skip
    side = "after" if happened > first else "before"
    return made(f"{name}: {{n:date}} named, done {{gap}} {side} the first", n=n, gap=apart)


def dates_title(desk: Desk) -> Sentence:
    """How many dates lie ahead and how far the next is."""
    frame = next_dates(desk).value
    if frame.empty:
        return NOTHING
    n = talks.counted("talks.dates_ahead", frame, "dates pending on the day")
    due = deadlines.deadline(desk, str(frame.iloc[0]["id"]))
    when = "the next is today" if not due.left.value else "the next is {left} away"
    count = "{n:cap} dates" if n.value != 1 else "One date"
    values: dict[str, Sourced[Any] | str] = {"n": n} if n.value != 1 else {}
    return Sentence(template=f"{count} ahead; {when}", values=values | ({"left": due.left} if due.left.value else {}))


def record_ends(desk: Desk) -> tuple[Sentence, ...]:
    """Where each track of the record ends, only for a day past that end."""
    told = []
    for track in RECORD_TRACKS:
        said = horizon_sentence(desk, track)
        if said is None:
            continue
        if said.value.endswith("."):
            told.append(made("{said}", said=said))
        else:
            name = _TRACK_NAMES.get(track, track)
            end = deadlines.horizon_of(desk, track)
            told.append(
                made(f"{name}: read to {{end}}; {{said}}.", end=end, said=text_value(said.key, said.value, said))
            )
    return tuple(told)


def _cited(frame: pd.DataFrame) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for cell in frame["source"] for one in str(cell).split(";") if one))
