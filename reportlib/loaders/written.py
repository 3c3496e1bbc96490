"""Days of writing that have not come: an assumption of tomorrow would stand in the editions of today.

Belongs here: comparing the days an author gives with a day handed in. Does not belong here: the clock
(`reportlib.cli`), the days of facts, which no edition sees before they come (`reportlib.desk`).
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


def is_behind(today: date, tables: Mapping[str, pd.DataFrame]) -> bool:
    """Whether a row of the record became known after this day, so that the day comes from a clock that is wrong."""
    days = (frame[clock].max() for name, frame in tables.items() if (clock := TABLES[name].clock) and len(frame))
    return any(day > pd.Timestamp(today) for day in days if pd.notna(day))


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
