"""Scenarios of `data/scenarios`: one TOML file each, checked before any is used.

Belongs here: reading, and naming file and key of what is wrong. Does not belong here: what a scenario makes of
the law (`reportlib.analysis.tariffs.scenarios`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
from pydantic import ValidationError

from reportlib.errors import Fault
from reportlib.schemas.scenario import Scenario

FOLDER = Path("data/scenarios")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_scenarios(home: Path, tables: dict[str, pd.DataFrame]) -> tuple[dict[str, Scenario], list[Fault]]:
    """Scenarios by file name without suffix, and every fault: form, unknown measures and lists, crossed days."""
    found: dict[str, Scenario] = {}
    faults: list[Fault] = []
    for path in sorted((home / FOLDER).glob("*.toml")):
        where = path.relative_to(home).as_posix()
        if not _NAME.fullmatch(path.stem):
            faults.append(Fault(where=where, message="expected a name like no-deal: it names an edition"))
            continue
        try:
            scenario = Scenario.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
            faults.append(Fault(where=where, message=f"expected TOML in UTF-8: {exc}"))
            continue
        except ValidationError as exc:
            faults += [
                Fault(
                    where=where,
                    column=".".join(str(part) for part in error["loc"]),
                    message=_said(error["msg"], error["input"]),
                )
                for error in exc.errors()
            ]
            continue
        faults += _unknown(where, scenario, tables)
        found[path.stem] = scenario
    return found, faults


def _said(message: str, found: object) -> str:
    shown = repr(found)
    return f"{message.removeprefix('Value error, ')}; found {shown if len(shown) <= 60 else shown[:57] + '…'}"


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
