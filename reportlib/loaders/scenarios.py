"""Scenarios of `data/scenarios`: one TOML file each, checked before any is used.

Belongs here: reading, and naming file and key of what is wrong. Does not belong here: what a scenario makes of
the law (`reportlib.analysis.tariffs.scenarios`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from reportlib.errors import Fault
from reportlib.loaders.toml import doubled, read_models
from reportlib.schemas.scenario import Scenario

FOLDER = Path("data/scenarios")


def read_scenarios(home: Path, tables: dict[str, pd.DataFrame]) -> tuple[dict[str, Scenario], list[Fault]]:
    """Scenarios by file name without suffix, and every fault: form, unknown measures and lists, crossed days.

    An edition names its scenario by title, so no two may share one.
    """
    found, faults = read_models(home, FOLDER, Scenario, "names an edition")
    faults += doubled("a title", ((_where(name), "title", scenario.title) for name, scenario in found.items()))
    for name, scenario in found.items():
        faults += _unknown(_where(name), scenario, tables)
    return found, faults


def _where(name: str) -> str:
    return (FOLDER / f"{name}.toml").as_posix()


def _unknown(where: str, scenario: Scenario, tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Measures and lists the record does not have, and days that cross those on record."""
    if not {"measures", "measure_ends", "scopes"} <= tables.keys():
        return
    starts = _days(tables["measures"], "id", "effective_from")
    ends = _days(tables["measure_ends"], "measure", "effective_to")
    lists = set(tables["scopes"]["list"])
    named = [("drop", one) for one in scenario.drop]
    named += [(f"change.{at}.measure", change.measure) for at, change in enumerate(scenario.change)]
    for key, one in named:
        if one not in starts:
            message = f"expected an id of data/facts/measures.csv, found {one!r}"
            yield Fault(where=where, column=key, message=message)
    for at, addition in enumerate(scenario.add):
        for one in addition.lists:
            if one not in lists:
                message = f"expected a list of data/facts/scopes.csv, found {one!r}"
                yield Fault(where=where, column=f"add.{at}.lists", message=message)
    for at, change in enumerate(scenario.change):
        start = change.effective_from or starts.get(change.measure)
        end = None if change.open_ended else change.effective_to or ends.get(change.measure)
        if start and end and end <= start:
            message = f"expected an end after {start} (recorded days count where none is given), found {end}"
            yield Fault(where=where, column=f"change.{at}.effective_to", message=message)


def _days(frame: pd.DataFrame, key: str, column: str) -> dict[str, date | None]:
    """A day of each row by its key, None where there is none."""
    days = [None if pd.isna(day) else day.date() for day in frame[column]]
    return dict(zip(frame[key], days, strict=True))
