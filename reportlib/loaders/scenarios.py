"""Scenarios of `data/scenarios`: one TOML file each, checked before any is used.

Belongs here: reading, and naming file and key of what is wrong. Does not belong here: what a scenario makes of
the law (`reportlib.analysis.tariffs.scenarios`).
"""

from __future__ import annotations

import re
import tomllib
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


def _unknown(where: str, scenario: Scenario, tables: dict[str, pd.DataFrame]) -> list[Fault]:
    if not {"measures", "measure_ends", "scopes"} <= tables.keys():
        return []
    measures, lists = tables["measures"].set_index("id"), set(tables["scopes"]["list"])
    named = [
        *(("drop", one) for one in scenario.drop),
        *((f"change.{at}.measure", one.measure) for at, one in enumerate(scenario.change)),
    ]
    faults = [
        Fault(where=where, column=key, message=f"expected an id of data/facts/measures.csv, found {one!r}")
        for key, one in named
        if one not in measures.index
    ]
    faults += [
        Fault(where=where, column=f"add.{at}.lists", message=f"expected a list of data/facts/scopes.csv, found {one!r}")
        for at, addition in enumerate(scenario.add)
        for one in addition.lists
        if one not in lists
    ]
    ends = dict(zip(tables["measure_ends"]["measure"], tables["measure_ends"]["effective_to"], strict=True))
    for at, change in enumerate(scenario.change):
        if change.measure not in measures.index:
            continue
        recorded = measures.at[change.measure, "effective_from"]
        start = pd.Timestamp(change.effective_from) if change.effective_from else recorded
        end = pd.Timestamp(change.effective_to) if change.effective_to else ends.get(change.measure, pd.NaT)
        if not change.open_ended and pd.notna(start) and pd.notna(end) and end <= start:
            message = f"expected an end after {start:%Y-%m-%d}, found {end:%Y-%m-%d} (recorded days count where none is given)"
            faults.append(Fault(where=where, column=f"change.{at}.effective_to", message=message))
    return faults
