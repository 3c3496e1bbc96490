"""Scenario trees of `data/trees`: one TOML file each, checked against the record before any is used.

Belongs here: reading, and naming file and key of what the record does not have or did not know on the day of writing.
Does not belong here: the form of a tree (`reportlib.schemas.tree`), what follows from it (`analysis.scenarios`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from reportlib.errors import Fault
from reportlib.loaders.scenarios import FOLDER as SCENARIOS
from reportlib.loaders.toml import doubled, read_models
from reportlib.schemas import TABLES
from reportlib.schemas.scenario import Scenario
from reportlib.schemas.tree import Tree

FOLDER = Path("data/trees")
Days = Mapping[str, date | None]


def read_trees(
    home: Path, tables: Mapping[str, pd.DataFrame], scenarios: Mapping[str, Scenario]
) -> tuple[dict[str, Tree], list[Fault]]:
    """Trees by file name without suffix, and every fault: form, and what they name that is not on record."""
    found, faults = read_models(home, FOLDER, Tree, "names a tree")
    faults += _shared(found)
    if not {"sources", "coverage", "deadlines", "macro_estimates"} <= tables.keys():
        return found, faults
    # A file that is there and faulty is told on its own; a name of it is no second fault.
    held = dict.fromkeys(path.stem for path in (home / SCENARIOS).glob("*.toml"))
    known = _Known.of(tables, held | {name: one.written for name, one in scenarios.items()})
    for name, tree in found.items():
        where = _where(name)
        faults += [Fault(where=where, column=key, message=message) for key, message in known.faults(tree)]
    return found, faults


def _shared(found: Mapping[str, Tree]) -> Iterator[Fault]:
    """Titles and signposts of two trees: a page sets trees side by side, and what is seen is told of one sign."""
    yield from doubled("a title", ((_where(name), "title", tree.title) for name, tree in found.items()))
    posts = (
        (_where(name), f"branch.{at}.signpost.{n}.id", post.id)
        for name, tree in found.items()
        for at, branch in enumerate(tree.branch)
        for n, post in enumerate(branch.signpost)
    )
    yield from doubled("an id", posts)


def _where(name: str) -> str:
    return (FOLDER / f"{name}.toml").as_posix()


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What a tree may name, each with the day from which it was known; None: no day is held, or always.

    `are_all` is False where a table of facts could not be read: a fact not found may be one of it.
    """

    facts: Days
    are_all: bool
    sources: Days
    deadlines: Days
    estimates: Days
    scenarios: Days
    tracks: Days

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame], scenarios: Days) -> _Known:
        clocked = {name: clock for name in tables if (clock := TABLES[name].clock)}
        return cls(
            facts={key: day for name, clock in clocked.items() for key, day in _days(tables[name], clock).items()},
            are_all=all(name in tables for name, spec in TABLES.items() if spec.clock),
            sources=_days(tables["sources"], "published"),
            deadlines=_days(tables["deadlines"], "known_on"),
            estimates=_days(tables["macro_estimates"], "known_on"),
            scenarios=scenarios,
            tracks=dict.fromkeys(tables["coverage"]["track"]),
        )

    def faults(self, tree: Tree) -> Iterator[tuple[str, str]]:
        """Key and message of everything a tree names that is not on record, or was not on the day of writing."""
        for key, names, held, what, day in self._named(tree):
            for one in names:
                if one not in held:
                    if held is self.facts and not self.are_all:
                        continue
                    yield key, f"expected {what}, found {one!r}"
                elif day and (known := held[one]) and known > day:
                    yield key, f"expected what was known by {day}, found {one!r}, known on {known}"

    def _named(self, tree: Tree) -> Iterator[tuple[str, tuple[str, ...], Days, str, date | None]]:
        source, day = "an id of data/facts/sources.csv", tree.written
        fact, track = "an id of a fact with a day", "a track of data/facts/coverage.csv"
        for at, driver in enumerate(tree.driver):
            yield f"driver.{at}.fact", (driver.fact,), self.facts, fact, day
            yield f"driver.{at}.track", (driver.track,), self.tracks, track, None
            yield f"driver.{at}.deadline", _given(driver.deadline), self.deadlines, "an id of deadlines.csv", day
        for at, branch in enumerate(tree.branch):
            here = f"branch.{at}"
            yield f"{here}.scenario", _given(branch.scenario), self.scenarios, "a file of data/scenarios", day
            yield f"{here}.estimates", branch.estimates, self.estimates, "an id of macro_estimates.csv", day
            for n, outcome in enumerate(branch.outcome):
                yield f"{here}.outcome.{n}.sources", outcome.sources, self.sources, source, day
            for n, post in enumerate(branch.signpost):
                yield f"{here}.signpost.{n}.track", (post.track,), self.tracks, track, None
                yield f"{here}.signpost.{n}.deadline", _given(post.deadline), self.deadlines, "a deadline", day
        for at, moved in enumerate(tree.range):
            yield f"range.{at}.sources", moved.sources, self.sources, source, day
        for at, seen in enumerate(tree.seen):
            yield f"seen.{at}.fact", (seen.fact,), self.facts, fact, None
        for at, realised in enumerate(tree.realised):
            yield f"realised.{at}.fact", (realised.fact,), self.facts, fact, None


def _given(one: str | None) -> tuple[str, ...]:
    return (one,) if one else ()


def _days(frame: pd.DataFrame, clock: str) -> dict[str, date | None]:
    return {
        key: None if pd.isna(day) else day.date()
        for key, day in zip(frame["id"], frame[clock], strict=True)
    }  # fmt: skip
