"""What became known about a fact after a day: the rows that follow it in the append-only record.

A row follows another when it names it in a foreign key (an outcome its deadline), or speaks of the
same subject (a later row on the same round). Used to stamp commentary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from reportlib.desk import Desk
from reportlib.schemas import TABLES

SUBJECT: Mapping[str, tuple[str, ...]] = {
    "rounds": ("round",),
    "attendance": ("round", "person"),
    "offices": ("person",),
    "offers": ("side", "item"),
    "promises": ("milestone",),
    "deal_terms": ("term",),
    "pledge_stages": ("pledge", "stage"),
    "partner_pledges": ("pledge",),
    "cfius_steps": ("case",),
    "golden_share": ("item",),
    "concepts": ("subject",),
    "claims": ("track", "subject"),
    "vehicle_terms": ("term",),
    "purchases": ("item",),
}
"""Columns that say what a row speaks of, where rows of one table are versions of one thing."""

REFERENCES = ("deadline", "judgement", "measure", "pledge", "set_by")
"""Foreign keys that say what a row is about; `from_event` and `source` only say where it comes from."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A row that became known later: its table, day and fields, and the fields of the row it is about, if any."""

    id: str
    table: str
    known_on: date | None
    fields: Mapping[str, str]
    about: Mapping[str, str]


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
        for column in _references(name):
            for follower, known in zip(*_matching(frame, frame[column] == fact_id, clock), strict=True):
                if known > day:
                    found[follower] = known
                found |= _followers(desk, follower, day, seen)
        if name in SUBJECT and (frame["id"] == fact_id).any():
            own = frame.loc[frame["id"] == fact_id].iloc[0]
            same = (frame[list(SUBJECT[name])] == own[list(SUBJECT[name])]).all(axis=1) & (frame[clock] > day)
            found |= dict(zip(*_matching(frame, same, clock), strict=True))
    return found


def _references(table: str) -> list[str]:
    """Columns of a table that say which row of another it is about. A column of such a name may be no foreign key."""
    declared = {key.column for key in TABLES[table].keys}
    return [name for name in REFERENCES if name in declared]


def _dated(desk: Desk) -> list[tuple[str, pd.DataFrame]]:
    return [(name, frame) for name, frame in desk.tables.items() if TABLES[name].clock and "id" in frame.columns]


def _matching(frame: pd.DataFrame, rows: pd.Series, clock: str | None) -> tuple[list[str], list[pd.Timestamp]]:
    hits = frame.loc[rows]
    return list(hits["id"]), list(hits[clock] if clock else [])


def changes(desk: Desk, ids: Iterable[str]) -> tuple[Change, ...]:
    """What each row says, from the record, with the row it is about. Raises NotFoundError for an unknown id."""
    return tuple(_change(desk, one) for one in ids)


def _change(desk: Desk, fact_id: str) -> Change:
    fact = desk.fact(fact_id)
    parent = next((fact.fields[name] for name in _references(fact.table) if fact.fields.get(name)), "")
    about = desk.fact(parent).fields if parent else {}
    return Change(id=fact_id, table=fact.table, known_on=fact.known_on, fields=fact.fields, about=about)
