"""Words of the weekly: what became known since an earlier day, which numbers moved, and a week without news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from string import Formatter
from typing import Any

import pandas as pd

from reportlib.analysis import talks, weekly
from reportlib.analysis.weekly import Move
from reportlib.desk import Desk, parse_day
from reportlib.errors import ParameterError
from reportlib.sourced import Sourced, merge_ids
from reportlib.words.days import day_or_month
from reportlib.words.figures import render
from reportlib.words.frames import Frame, with_columns
from reportlib.words.record import TRACKS
from reportlib.words.sentences import Sentence, length, made
from reportlib.words.talks import bottom_line as story
from reportlib.words.talks import title as story_title
from reportlib.words.talks.frames import first_rows
from reportlib.words.weekly.rows import row_words

__all__ = [
    "LONGEST",
    "bottom_line",
    "compared_with",
    "coverage_table",
    "is_quiet",
    "learned_all",
    "learned_table",
    "learned_title",
    "moved_sentence",
    "moved_table",
    "moved_title",
    "next_title",
    "paragraph",
    "quiet",
    "since_sourced",
    "title",
    "told",
]

NAMES: Mapping[str, str] = {
    "good": "All-in rate, a good with base duty of a tenth",
    "car": "All-in rate, passenger cars",
    "steel": "All-in rate, steel",
    "etr_statutory": "Effective rate on imports from Japan",
    "redline_share": "Share of imports above the deal’s rate",
    "meetings": "Ministerial meetings held",
    "pledged": "Japan’s pledge",
    "selected": "Selected under the pledge",
    "deficit": "US deficit in goods with Japan, last full year",
    "equity": "Nippon Steel’s bid, equity",
    "close": "Share of U.S. Steel, last single close held",
}
SPEC: Mapping[str, str] = {"etr_statutory": "tenth", "redline_share": "tenth", "meetings": "n"}
WHY: Mapping[str, str] = {
    "new": "new", "revised": "revised", "corrected": "corrected", "by date": "came into effect, set earlier",
}  # fmt: skip
WEEK = timedelta(days=7)
LONGEST = 60
"""Words a bottom line may have."""
STRANDS: Mapping[str, str] = {"tariff": "tariffs", "legal": "courts", **TRACKS}
TRACK_OF: Mapping[str, str] = {
    "rounds": "talks", "offers": "talks", "promises": "talks", "judgement_outcomes": "talks",
    "deadline_outcomes": "dates", "measures": "tariffs", "measure_ends": "tariffs", "partner_rates": "tariffs",
    "pledges": "investment", "pledge_stages": "investment", "deal_terms": "U.S. Steel", "cfius_steps": "U.S. Steel",
    "golden_share": "U.S. Steel", "us_steel_quoted_closes": "U.S. Steel", "concepts": "sums",
    "precedents": "U.S. Steel", "offices": "politics", "vehicle_terms": "investment", "purchases": "investment",
    "partner_deals": "partners", "partner_pledges": "partners", "clauses": "partners", "macro_estimates": "output",
}  # fmt: skip
"""Strand of the story of tables whose rows carry none; statistics are statistics."""


def compared_with(desk: Desk, since: str) -> date:
    """The day the page compares with: the one given, else a week before the as-of day.

    On the first day of the record, the day before it. Raises ParameterError for a day that is not before the as-of day,
    or before the first fact.
    """
    if not since:
        return max(desk.as_of - WEEK, desk.first_day - timedelta(days=1))
    day = parse_day(since, name="since")
    if not desk.first_day <= day < desk.as_of:
        raise ParameterError(
            f"since: expected a day from {desk.first_day} to the day before {desk.as_of}, found {day}",
            tip="Choose an earlier day to compare with, or leave `since` out for the week before.",
        )
    return day


def since_sourced(since: date) -> Sourced[date]:
    """The earlier day as a value of a sentence: a parameter of the page, no fact."""
    return Sourced(
        value=since, unit="date", key="weekly.since", sources=(), formula="parameter: the day compared with",
        inputs={"since": since.isoformat()},
    )  # fmt: skip


def learned_title(desk: Desk, since: date) -> Sentence:
    """How many things became known, and since when."""
    n = weekly.learned_count(desk, since)
    if not n.value:
        return made("Nothing became known on this record since {since}", since=since_sourced(since))
    return made("{n:cap} became known since {since:short}", n=_rows(n), since=since_sourced(since))


def _rows(n: Sourced[int]) -> Sourced[str]:
    """The count with its noun, as words."""
    return Sourced(
        value=render(n.value, "count", "fact"), unit="text", key="weekly.learned_rows",
        sources=n.sources, facts=n.facts, formula=n.formula, inputs=n.inputs,
    )  # fmt: skip


def learned_table(desk: Desk, since: date, most: int) -> Frame:
    """What became known, the weightiest `most`, latest first. Adds the columns strand, what, why."""
    data = first_rows(weekly.learned(desk, since), most)
    frame = data.value.sort_values(["known_on", "weight"], ascending=[False, False], kind="stable")
    return with_columns(
        Sourced(value=frame, unit="", sources=data.sources, facts=data.facts),
        strand=[_strand(table, track) for table, track in zip(frame["table"], frame["track"], strict=True)],
        what=[
            row_words(desk, table, one) + (f" ({rows} figures)" if rows > 1 else "")
            for table, one, rows in zip(frame["table"], frame["id"], frame["rows"], strict=True)
        ],
        why=frame["reason"].map(WHY).tolist(),
    )


def learned_all(desk: Desk, since: date) -> Frame:
    """Every line of what became known, with words, for the file that comes with the page."""
    return learned_table(desk, since, most=len(weekly.learned(desk, since).value))


def _strand(table: str, track: str) -> str:
    return STRANDS.get(track) or TRACK_OF.get(table) or "statistics"


def told(moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """The moves a reader can see: a difference that rounds away in print is none."""
    return tuple(one for one in moves if one.before is None or _printed(one, one.before) != _printed(one, one.now))


def _printed(move: Move, value: Sourced[Any]) -> str:
    return render(value.value, value.unit, SPEC.get(move.name, ""))


def moved_title(moves: tuple[Move, ...], since: date) -> Sentence:
    """How many of the numbers watched moved, as `told`."""
    n = Sourced(
        value=len(moves), unit="count", key="weekly.moved", sources=merge_ids(one.now.sources for one in moves),
        formula="numbers watched that differ between the two days", inputs={"since": since.isoformat()},
    )  # fmt: skip
    noun = "number" if len(moves) == 1 else "numbers"
    return made(f"{{n:cap}} watched {noun} moved since {{since:short}}", n=n, since=since_sourced(since))


def moved_sentence(moves: tuple[Move, ...]) -> Sentence:
    """The moves in a paragraph: where they are few."""
    return paragraph(*(_move(one) for one in moves))


def _move(one: Move) -> Sentence:
    spec = f":{SPEC[one.name]}" if one.name in SPEC else ""
    how = f"{NAMES[one.name]}: {{now{spec}}}"
    if one.before is None:
        return made(f"{how}; not known before.", now=one.now)
    before = replace(one.before, key=f"{one.before.key}.before")
    return made(f"{how}, after {{before{spec}}} ({WHY[one.reason]}).", now=one.now, before=before)


def moved_table(moves: tuple[Move, ...]) -> Frame:
    """Numbers that moved. Columns: name, before, now (as printed), why, unit, was, is (plain), source."""
    rows: list[dict[str, Any]] = [
        {
            "name": NAMES[one.name],
            "before": _printed(one, one.before) if one.before else "not known",
            "now": _printed(one, one.now),
            "why": WHY[one.reason],
            "unit": one.now.unit,
            "was": one.before.value if one.before else None,
            "is": one.now.value,
            "source": ";".join(one.now.sources),
        }
        for one in moves
    ]
    columns = ["name", "before", "now", "why", "unit", "was", "is", "source"]
    return Sourced(
        value=pd.DataFrame(rows, columns=columns), unit="", sources=merge_ids(one.now.sources for one in moves),
        facts=merge_ids(one.now.facts for one in moves),
    )  # fmt: skip


def is_quiet(desk: Desk, since: date) -> bool:
    """Whether the record gained nothing in the span."""
    return not weekly.learned_count(desk, since).value


def quiet(desk: Desk, since: date) -> Sentence:
    """What a span without news says: that it holds none, and that our record may simply not reach into it."""
    ends = [track for track in ("talks", "tariff-law", "investment", "deal") if desk.horizon(track) < desk.as_of]
    template = "Between {since} and {today} nothing became known on this record."
    if ends:
        template += (
            " That is a statement about our record, which on some tracks ends earlier, as the head of the page says,"
        )
        template += " not about the world."
    today = Sourced(value=desk.as_of, unit="date", key="weekly.as_of", sources=(), formula="the as-of day",
                    inputs={"as_of": desk.as_of.isoformat()})  # fmt: skip
    return made(template, since=since_sourced(since), today=today)


def paragraph(*sentences: Sentence) -> Sentence:
    """Sentences in a row as one paragraph; values of one name in two of them keep apart."""
    template: list[str] = []
    values: dict[str, Sourced[Any] | str] = {}
    for at, sentence in enumerate(sentences):
        names = {name: f"{name}_{at}" for name in sentence.values}
        values |= {names[name]: value for name, value in sentence.values.items()}
        template.append(_renamed(sentence.template, names))
    return made(" ".join(template), **values)


def _renamed(template: str, names: Mapping[str, str]) -> str:
    pieces = []
    for literal, name, spec, _ in Formatter().parse(template):
        pieces.append(literal)
        if name is not None:
            pieces.append("{" + names[name] + (f":{spec}" if spec else "") + "}")
    return "".join(pieces)


def title(desk: Desk, since: date) -> Sentence:
    """The story of the day, or that nothing became known."""
    if is_quiet(desk, since):
        return made("Nothing new on record since {since:short}", since=since_sourced(since))
    return story_title(desk)


def bottom_line(desk: Desk, since: date) -> tuple[Sentence, ...]:
    """The bottom line of the talks, which tells the day; after a span without news, that and what stands."""
    told = [quiet(desk, since)] if is_quiet(desk, since) else []
    for sentence in story(desk):
        if sum(map(length, told)) + length(sentence) <= LONGEST:
            told.append(sentence)
    return tuple(told)


def next_title(desk: Desk) -> Sentence:
    """When the next date is; how many follow is left to the briefing on the talks."""
    ahead = talks.days_ahead(desk)
    if ahead is None:
        return made("No date is set ahead")
    _, left = ahead
    return made("The next date is {left} away", left=left) if left.value else made("The next date is today")


def coverage_table(desk: Desk) -> Frame:
    """How far each track of events is read. Columns: name, checked_through, last, sentence, source.

    Statistics say beside their charts how far they go.
    """
    rows = desk["coverage"].loc[lambda frame: frame["kind"] == "events"].reset_index(drop=True)
    frame = pd.DataFrame({
        "id": rows["id"],
        "name": [TRACKS.get(track, track.replace("-", " ")) for track in rows["track"]],
        "checked_through": rows["checked_through"],
        "last": [day_or_month(one) if one else "–" for one in rows["last_event_on"]],
        "sentence": [one or "read to this day" for one in rows["sentence"]],
        "source": rows["source"],
    })  # fmt: skip
    return Sourced(value=frame, unit="", sources=merge_ids([rows["source"]]), facts=tuple(rows["id"]))
