"""What became known about a fact after a day: the rows that follow it in the append-only record.

A row follows another when it names it in a foreign key (an outcome its deadline), or speaks of the
same subject (a later row on the same round). Used to stamp commentary; the weekly will use it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from reportlib.desk import Desk
from reportlib.errors import NotFoundError
from reportlib.schemas import TABLES

SUBJECT: Mapping[str, tuple[str, ...]] = {
    "rounds": ("round",),
    "attendance": ("round", "person"),
    "offices": ("person",),
    "offers": ("side", "item"),
    "promises": ("milestone",),
    "deal_terms": ("term",),
    "pledge_stages": ("pledge", "stage"),
    "cfius_steps": ("case",),
    "golden_share": ("item",),
    "concepts": ("subject",),
    "claims": ("track", "subject"),
}
"""Columns that say what a row speaks of, where rows of one table are versions of one thing."""

TITLES = ("title", "text", "detail", "outcome", "what", "claim", "concept", "scope", "basis", "office", "sentence")
"""Columns that hold a few words on a row, best first."""
REFERENCES = ("deadline", "judgement", "measure", "pledge", "set_by")
"""Foreign keys that say what a row is about; `from_event` and `source` only say where it comes from."""


def known_since(desk: Desk, day: date, fact_ids: Iterable[str]) -> tuple[str, ...]:
    """Ids of the rows known after `day` (and by the as-of day) that follow any of the facts, by day.

    Raises NotFoundError for a fact not known on `day` itself.
    """
    then = desk.back_to(day)
    found: dict[str, pd.Timestamp] = {}
    for fact_id in fact_ids:
        then.fact(fact_id)
        found |= _followers(desk, fact_id, pd.Timestamp(day), seen=set())
    return tuple(sorted(found, key=lambda one: (found[one], one)))


def _followers(desk: Desk, fact_id: str, day: pd.Timestamp, seen: set[str]) -> dict[str, pd.Timestamp]:
    """Followers of one fact, and of its followers (an event sets a deadline, the deadline has an outcome)."""
    if fact_id in seen:
        return {}
    seen.add(fact_id)
    found: dict[str, pd.Timestamp] = {}
    for name, frame in _dated(desk):
        clock = TABLES[name].clock
        for column in (name for name in REFERENCES if name in frame.columns):
            for follower, known in zip(*_matching(frame, frame[column] == fact_id, clock), strict=True):
                if known > day:
                    found[follower] = known
                found |= _followers(desk, follower, day, seen)
        if name in SUBJECT and (frame["id"] == fact_id).any():
            own = frame.loc[frame["id"] == fact_id].iloc[0]
            same = (frame[list(SUBJECT[name])] == own[list(SUBJECT[name])]).all(axis=1) & (frame[clock] > day)
            found |= dict(zip(*_matching(frame, same, clock), strict=True))
    return found


def _dated(desk: Desk) -> list[tuple[str, pd.DataFrame]]:
    return [(name, frame) for name, frame in desk.tables.items() if TABLES[name].clock and "id" in frame.columns]


def _matching(frame: pd.DataFrame, rows: pd.Series, clock: str | None) -> tuple[list[str], list[pd.Timestamp]]:
    hits = frame.loc[rows]
    return list(hits["id"]), list(hits[clock] if clock else [])


def fact_titles(desk: Desk, ids: Iterable[str]) -> tuple[str, ...]:
    """A few words on each fact, from the record: its title, text, detail or what it is about."""
    return tuple(_words(desk, one) for one in ids)


def _words(desk: Desk, fact_id: str) -> str:
    try:
        fields = desk.fact(fact_id).fields
    except NotFoundError:
        return fact_id
    return next((fields[name] for name in TITLES if fields.get(name)), fact_id)
