"""What is said about a table as a whole, and the columns most tables share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandera.pandas as pa

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Day, Text

LICENCE = "CC-BY-4.0"


class Strict(pa.DataFrameModel):
    """Base of every model: a column nobody declared is refused."""

    class Config:  # noqa: D106 - pandera's own switchboard
        strict = True
        coerce = False


class Known(Strict):
    """A row with the day it became known, its source and the editor's remarks."""

    id: Text = c.identifier("Key of the row, unique over all tables, stable", unique=True)
    known_on: Day = c.day("Day the row became public; the row exists for nobody before it")
    source: Text = c.identifier("Page or document the row rests on (sources.csv)")
    notes: Text = c.text("Editor's remarks: may hold later knowledge, never printed in a briefing", blank=True)


class Released(Strict):
    """A row of a statistical series: it exists for nobody before the first figure of its period was out."""

    id: Text = c.identifier("Key of the row, unique over all tables, stable", unique=True)
    vintage: Text = c.text("State of the publication the value was read from")
    release: Text = c.one_of(
        ("first", "as_revised"), "first: as first released; as_revised: the first release is not held"
    )
    released_on: Day = c.day("Day the first figure for the period came out; of a further vintage, its own day")
    released_on_basis: Text = c.one_of(
        ("published", "calendar", "vintage"),
        "published: printed by a source; calendar: from a release calendar or an estimate; vintage: an upper bound",
    )
    source: Text = c.identifier("Page or document the row rests on (sources.csv)")
    notes: Text = c.text("Editor's remarks: may hold later knowledge, never printed in a briefing", blank=True)


class Method(Strict):
    """A row of fixed weights or of published parameters: labelled with its year, never cut by a day."""

    id: Text = c.identifier("Key of the row, unique over all tables, stable", unique=True)
    source: Text = c.identifier("Page or document the row rests on (sources.csv)")
    notes: Text = c.text("Editor's remarks", blank=True)


class Graded(Known):
    """A known row with the editor's confidence in it."""

    confidence: Text = c.one_of(c.CONFIDENCE, "How firmly the source carries the row")


class Fact(Graded):
    """A graded row that may belong to an event."""

    from_event: Text = c.identifier("Event the row was read from (events.csv), or blank", blank=True)


@dataclass(frozen=True, kw_only=True)
class ForeignKey:
    """A column that must hold a key of another table; blank is allowed where the column allows it.

    `unless_known`: words for "known before …" when a row may not be known earlier than the row it
    points to; empty where that order means nothing. `many`: several keys separated by ';'.
    """

    column: str
    table: str
    target: str = "id"
    unless_known: str = ""
    many: bool = False


@dataclass(frozen=True, kw_only=True)
class TableSpec:
    """One table of the record: where it lies, what its rows are, what they point to.

    `clock` is the column that says when a row became known; None for tables about our own record.
    `in_order` lists pairs of date columns of which the first is never later than the second. `ttl_days` is set for a
    statistical series: how many days after its newest figure came out the next one is due, with some patience. A page
    that rests on it later than that says how old it is. None where rows come one by one, each told with its own day.
    """

    name: str
    title: str
    model: type[pa.DataFrameModel]
    folder: str = "facts"
    clock: str | None = "known_on"
    keys: tuple[ForeignKey, ...] = ()
    in_order: tuple[tuple[str, str], ...] = ()
    licence: str = LICENCE
    ttl_days: int | None = None

    @property
    def path(self) -> str:
        """Place of the file below the repository, with forward slashes."""
        return f"data/{self.folder}/{self.name}.csv"

    @property
    def meaning(self) -> str:
        """What one row is: the first line of the model's docstring."""
        return (self.model.__doc__ or "").strip().splitlines()[0]

    def columns(self) -> Iterator[tuple[str, Any]]:
        """Name and pandera column of every column, in the order of the file."""
        declared = self.model.to_schema().columns
        own = [name for name in declared if name not in _PLACES]
        first = [name for name in declared if _PLACES.get(name, 1) < 0]
        last = sorted((name for name in declared if _PLACES.get(name, 0) > 0), key=_PLACES.__getitem__)
        return ((name, declared[name]) for name in [*first, *own, *last])


_LAST = (
    "vintage", "release", "known_on", "released_on", "released_on_basis", "source", "source2", "from_event",
    "confidence", "notes",
)  # fmt: skip
_PLACES = {"id": -1, "month": -1, "period": -1} | {name: place for place, name in enumerate(_LAST, 1)}
"""Shared columns stand at the same place in every file: the key and the period first, the papers last."""

CITES = ForeignKey(column="source", table="sources")
FROM_EVENT = ForeignKey(column="from_event", table="events", unless_known="the event it was read from was known")
