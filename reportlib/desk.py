"""The point-in-time desk: every table as it was known on one day.

Belongs here: the latest version of a row, horizons, sources and single facts. Pure once the tables are loaded.
Does not belong here: how tables are cut (`reportlib.cut`), what the facts mean (`reportlib.analysis`), how they are
written (`reportlib.words`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from reportlib import loaders
from reportlib.cut import cut_tables
from reportlib.errors import NotFoundError, ParameterError
from reportlib.schemas import TABLES
from reportlib.schemas.scenario import Scenario
from reportlib.schemas.tree import Tree
from reportlib.sourced import Finding, Source, Sourced, merge_ids, told

NEVER_SHOWN = ("notes",)
"""Columns for the editor's eye only: they may hold later knowledge."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One row of one table with its papers, as `Desk.fact` shows it.

    `known_on` is None for a row of coverage: a statement about our own record, which no day cuts.
    """

    id: str
    table: str
    known_on: date | None
    fields: Mapping[str, str]
    sources: tuple[Source, ...]

    def __str__(self) -> str:
        since = f"known on {self.known_on:%Y-%m-%d}" if self.known_on else "about our own record"
        lines = [f"{self.id} ({self.table}, {since})"]
        lines += [f"  {name}: {value}" for name, value in self.fields.items()]
        lines += [f"  source: {_cite(source)}" for source in self.sources]
        return "\n".join(lines)

    __repr__ = __str__


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """How a value was made: formula, inputs, facts and sources, in words."""

    text: str

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__


@dataclass(frozen=True, kw_only=True, eq=False)
class Desk:
    """Every table of the record, cut to what was known on `as_of`.

    `on` is the entry date for which rates are asked. Index by table name: `desk["events"]`.
    """

    as_of: date
    on: date
    first_day: date
    tables: Mapping[str, pd.DataFrame]
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    trees: Mapping[str, Tree] = field(default_factory=dict)
    """Scenario trees as they were written by the as-of day, by name; later ones are not there."""

    def __repr__(self) -> str:
        rows = sum(map(len, self.tables.values()))
        return f"Desk(as_of={self.as_of}, on={self.on}: {len(self.tables)} tables, {rows} rows)"

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Rows of a table known by the as-of day, in file order, without the editor's notes."""
        try:
            return self.tables[table].copy()
        except KeyError:
            raise NotFoundError(f"no table {table!r}; there are {', '.join(sorted(self.tables))}") from None

    def back_to(self, day: date | str) -> Desk:
        """The desk of an earlier day. A later day changes nothing: a desk cannot know more than it does."""
        earlier = min(self.as_of, parse_day(day, name="as_of"))
        return _with_trees(_cut(self.tables, earlier, self.on, self.first_day), self.scenarios, self.trees)

    def latest(self, table: str, by: str | list[str]) -> pd.DataFrame:
        """Of several rows on one key, the one known last (then the last in the file), in file order."""
        frame = self[table]
        ranked = frame.sort_values(TABLES[table].clock or "id", kind="stable")
        return frame.loc[sorted(ranked.drop_duplicates(by, keep="last").index)].reset_index(drop=True)

    def ids(self, *tables: str) -> tuple[str, ...]:
        """The ids of all rows of these tables known by the as-of day."""
        return tuple(one for name in tables for one in self[name]["id"])

    def newest(self, facts: Iterable[str]) -> date | None:
        """The latest day on which one of these facts became known, or None where none of them has such a day."""
        return max((self._known_on[one] for one in facts if one in self._known_on), default=None)

    @cached_property
    def _known_on(self) -> dict[str, date]:
        """The day on which each dated row became known, by id."""
        dated = [(frame, clock) for name, frame in self.tables.items() if (clock := TABLES[name].clock)]
        return {one: day.date() for frame, clock in dated for one, day in zip(frame["id"], frame[clock], strict=True)}

    def horizon(self, track: str) -> date:
        """How far the record of a track reaches on this day: min(as-of day, checked through)."""
        coverage = self.tables["coverage"]
        rows = coverage.loc[coverage["track"] == track, "checked_through"]
        if rows.empty:
            raise NotFoundError(f"no track {track!r} in coverage.csv; there are {', '.join(coverage['track'])}")
        checked: date = rows.iloc[-1].date()
        return min(self.as_of, checked)

    def scenario(self, name: str) -> Scenario:
        """A named difference from recorded law: an assumption of its author, the same on every day."""
        try:
            return self.scenarios[name]
        except KeyError:
            known = ", ".join(self.scenarios) or "none"
            raise NotFoundError(f"no scenario {name!r} in data/scenarios; there are: {known}") from None

    def source(self, source_id: str) -> Source:
        """One source of the register, if it was published by the as-of day."""
        return self.sources([source_id])[0]

    def sources(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """Sources by id, in the order asked. Raises NotFoundError for one not published by the as-of day."""
        asked = merge_ids([ids])
        register = self.tables["sources"]
        found = {row["id"]: _source(row) for _, row in register.loc[register["id"].isin(asked)].iterrows()}
        for one in asked:
            if one not in found:
                raise NotFoundError(f"no source {one!r} was published by {self.as_of:%Y-%m-%d}")
        return tuple(found[one] for one in asked)

    def fact(self, fact_id: str) -> Fact:
        """Value, unit, source and dates of any fact known on the day, by its id; of a track, how far it reaches."""
        try:
            name, place = self._places[fact_id]
        except KeyError:
            raise NotFoundError(
                f"no fact {fact_id!r} is known on {self.as_of:%Y-%m-%d}",
                tip="Ids stand in the first column of the tables in data/facts; a later fact needs a later as_of."
                " A source is no fact: ask desk.source.",
            ) from None
        return self._fact(name, TABLES[name].clock, self.tables[name].iloc[place])

    @cached_property
    def _places(self) -> dict[str, tuple[str, int]]:
        """Table and position of every row that is a fact, by id."""
        facts = [(name, frame["id"]) for name, frame in self.tables.items() if name != "sources"]
        return {one: (name, place) for name, ids in facts for place, one in enumerate(ids.tolist())}

    def _fact(self, table: str, clock: str | None, row: pd.Series[Any]) -> Fact:
        cited = merge_ids([[str(row.get(name) or "") for name in ("source", "source2")]])
        shown = {
            str(name): _text(value)
            for name, value in row.items()
            if name not in ("id", "source", "source2", clock) and _text(value)
        }
        known_on = row[clock].date() if clock else None
        return Fact(id=str(row["id"]), table=table, known_on=known_on, fields=shown, sources=self.sources(cited))

    def explain(self, value: Finding | Sourced[Any]) -> Explanation:
        """Formula, inputs and sources of a finding or of a sourced value. Raises ParameterError for anything else."""
        _refuse_unsourced(value)
        shown = value.text if isinstance(value, Finding) else f"{value.value} {value.unit}".strip()
        lines = [f"{value.key or 'value'} = {shown}"]
        lines.append(f"  formula: {value.formula or 'as recorded, not computed'}")
        lines += [f"  input {name}: {given}" for name, given in value.inputs.items()]
        lines += [f"  fact: {fact}" for fact in value.facts]
        lines += [f"  source: {_cite(source)}" for source in self.sources(value.sources)]
        return Explanation(text="\n".join(lines))

    def digests(self) -> dict[str, str]:
        """sha256 of every table as cut, of every tree written by the day and of each scenario one of them names.

        So a build knows whether what it saw has changed.
        """
        texts = {name: frame.to_csv(index=False, lineterminator="\n") for name, frame in sorted(self.tables.items())}
        named = {branch.scenario for tree in self.trees.values() for branch in tree.branch if branch.scenario}
        for name, tree in sorted(self.trees.items()):
            texts[f"trees/{name}"] = tree.model_dump_json()
        for name in sorted(named):
            texts[f"scenarios/{name}"] = self.scenario(name).model_dump_json()
        return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}


def open_desk(
    as_of: date | str, on: date | str | None = None, *, home: Path | None = None, name: str = "as_of"
) -> Desk:
    """The desk of one day. `on` (default: `as_of`) is the entry date for which rates are asked.

    `home` is the repository; without it the folder is found from the working directory upwards or by REPORTLIB_HOME.
    `name` is what errors call the day. Raises ParameterError for a day before the first fact or one that does not
    exist.
    """
    root = home or loaders.find_home()
    record = loaders.load_record(root)
    tables = record.tables
    day = parse_day(as_of, name=name)
    entry = parse_day(on, name="on") if on else day
    first = tables["events"]["known_on"].min().date()
    if day < first:
        raise ParameterError(
            f"{name}: the record begins on {first:%Y-%m-%d}, found {day:%Y-%m-%d}",
            tip=f"Choose a day from {first:%Y-%m-%d} on.",
        )
    shown = {name: _shown(frame) for name, frame in tables.items()}
    return _with_trees(_cut(shown, day, entry, first), record.scenarios, record.trees)


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    hidden = [name for name in NEVER_SHOWN if name in frame.columns]
    return frame.drop(columns=hidden) if hidden else frame


def parse_day(value: date | str, *, name: str) -> date:
    """A day from ISO text or a `datetime.date`. Raises ParameterError naming the parameter for anything else.

    A moment is refused: which day it falls on depends on the place.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        # fromisoformat alone would take 20250523 and 2025-W21-5, too.
        return date.fromisoformat(value if _ISO_DAY.fullmatch(value) else "")  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ParameterError(
            f"{name}: expected a day like 2025-05-23, found {value!r}",
            tip=f"Write year-month-day with hyphens, as in {name} 2025-05-23."
            if name.startswith("--")
            else "Give the day as text, year-month-day with hyphens and no time or spaces, or as a datetime.date.",
        ) from None


def _refuse_unsourced(value: object) -> None:
    if not isinstance(value, Finding | Sourced):
        raise ParameterError(
            f"explain: expected a finding or a sourced value, found {told(value)}",
            tip='Pass the value itself, without quotes, as in explain(decision.left); fact("…") shows a row by its id.',
        )


def _with_trees(desk: Desk, scenarios: Mapping[str, Scenario], trees: Mapping[str, Tree]) -> Desk:
    """The desk with every scenario, and with the trees as they were written and seen by its day."""
    known = {name: cut for name, tree in trees.items() if (cut := tree.known(desk.as_of))}
    facts = {one for tree in known.values() for one in tree.later_facts()}
    held = {one for frame in desk.tables.values() for one in facts.intersection(frame["id"].tolist())}
    return replace(desk, scenarios=scenarios, trees={name: tree.seen_by(held) for name, tree in known.items()})


def _cut(tables: Mapping[str, pd.DataFrame], day: date, on: date, first: date) -> Desk:
    return Desk(as_of=day, on=on, first_day=first, tables=cut_tables(tables, day))


def _source(row: pd.Series[Any]) -> Source:
    day = row["published"]
    return Source(
        id=row["id"],
        publisher=row["publisher"],
        title=row["title"],
        url=row["url"],
        published=None if pd.isna(day) else day.date(),
        tier=int(row["tier"]),
        copy_at=row["copy_at"],
    )


def _text(value: object) -> str:
    if value is None or value is pd.NaT or value != value:  # NaN differs from itself
        return ""
    return value.strftime("%Y-%m-%d") if isinstance(value, pd.Timestamp) else str(value)


def _cite(source: Source) -> str:
    day = f", {source.published:%Y-%m-%d}" if source.published else ""
    copy = f" (copy at {source.copy_at})" if source.copy_at else ""
    return f"{source.publisher}{day}{copy} {source.url}".strip()
