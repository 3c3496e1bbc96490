"""Days that have not come: an assumption of tomorrow would stand in the editions of today, a row of tomorrow in none.

Belongs here: comparing days of writing, and days on which rows became known, with a day handed in. Does not belong
here: the clock (`reportlib.cli`), the cut by which no edition sees a row before its day (`reportlib.desk`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from reportlib.errors import Fault
from reportlib.schemas import TABLES
from reportlib.schemas.scenario import Scenario
from reportlib.schemas.tree import Tree


def written_later(scenarios: Mapping[str, Scenario], trees: Mapping[str, Tree], today: date) -> Iterator[Fault]:
    """A fault for each day of writing after today, of scenarios, trees, probabilities and ranges."""
    for name, scenario in scenarios.items():
        yield from _later(f"data/scenarios/{name}.toml", "written", scenario.written, today)
    for name, tree in trees.items():
        for key, day in _days(tree):
            yield from _later(f"data/trees/{name}.toml", key, day, today)


MANY = 3
"""Rows ahead of today in so many tables are no slips of a pen: then the clock that says today is behind."""


def is_behind(today: date, tables: Mapping[str, pd.DataFrame]) -> bool:
    """Whether the day comes from a clock that is wrong: rows of several tables became known after it."""
    return len(_ahead(today, tables)) >= MANY


def known_later(today: date, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """What to say of rows known only after today: of each with its place, or that the clock is behind the record.

    They are no faults: a desk of any day up to today is opened without them.
    """
    found = _ahead(today, tables)
    if len(found) >= MANY:
        return [
            f"the clock of this machine says {today}, and {len(found)} tables hold rows known later: it is taken to be"
            " behind, and days of writing are not held against it"
        ]
    return [
        f"{TABLES[name].path}: {row['id']}: {TABLES[name].clock}: {row[TABLES[name].clock]:%Y-%m-%d} lies after today,"
        f" {today}; no briefing shows the row before"
        for name, rows in found.items()
        for row in rows.to_dict("records")
    ]


def _ahead(today: date, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Rows known after today, of each table that has any."""
    clocks = {name: clock for name in tables if (clock := TABLES[name].clock)}
    later = {name: tables[name].loc[tables[name][clock] > pd.Timestamp(today)] for name, clock in clocks.items()}
    return {name: rows for name, rows in later.items() if len(rows)}


def _days(tree: Tree) -> Iterator[tuple[str, date]]:
    yield "written", tree.written
    for at, branch in enumerate(tree.branch):
        for n, one in enumerate(branch.probability):
            yield f"branch.{at}.probability.{n}.written", one.written
    for at, moved in enumerate(tree.range):
        if moved.written:
            yield f"range.{at}.written", moved.written


def _later(where: str, key: str, day: date, today: date) -> Iterator[Fault]:
    if day > today:
        yield Fault(where=where, column=key, message=f"expected a day up to today, {today}, found {day}")
