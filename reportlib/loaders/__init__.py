"""The only door to `data/`: reads every table, refuses what may not be published.

Belongs here: from files to checked frames, with every fault of every file reported at once. Does
not belong here: the as-of cut (`reportlib.desk`) and anything that writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from reportlib.errors import DataError, Fault
from reportlib.home import find_home
from reportlib.loaders.cells import typed
from reportlib.loaders.csvtext import read_rows
from reportlib.loaders.scenarios import read_scenarios
from reportlib.loaders.trees import read_trees
from reportlib.loaders.written import is_behind, known_later, written_later
from reportlib.schemas import TABLES, rules
from reportlib.schemas.scenario import Scenario
from reportlib.schemas.tree import Tree

__all__ = ["Record", "ahead", "find_home", "load", "load_record", "read", "read_scenarios", "read_trees"]

Contents = tuple[tuple[str, bytes | str], ...]
"""Place and bytes of each file; words in their stead say why it could not be read."""
_TABLES, _MODELS = ("facts", "series"), ("scenarios", "trees")


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything below `data/` that a desk is opened on: tables, scenarios and trees by name."""

    tables: dict[str, pd.DataFrame]
    scenarios: Mapping[str, Scenario]
    trees: Mapping[str, Tree]


def load_record(home: Path, *, today: date | None = None) -> Record:
    """The whole record, typed and checked. Raises DataError with every fault of every file at once.

    With `today`, a day of writing after it is a fault, too; unless rows of several tables are newer still, which says
    that the clock is behind, not the author ahead.
    """
    tables, scenarios, trees, found = _whole(home, _contents(home, _TABLES, "csv"), _contents(home, _MODELS, "toml"))
    held = today is not None and not is_behind(today, tables)
    faults = [*found, *(written_later(scenarios, trees, today) if today and held else ())]
    if faults:
        raise DataError(faults)
    return Record(tables=_own(tables), scenarios=scenarios, trees=trees)


def load(home: Path) -> dict[str, pd.DataFrame]:
    """Every table by name, typed and checked. Raises DataError as `load_record`."""
    return load_record(home).tables


def read(home: Path) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """The tables as far as they can be read, and every fault in them, in the order of files and lines."""
    frames, faults = _checked(_contents(home, _TABLES, "csv"))
    return _own(frames), list(faults)


def ahead(home: Path, today: date) -> list[str]:
    """What to say of rows known only after today, and of a clock that is behind; of files that can be read."""
    return known_later(today, _checked(_contents(home, _TABLES, "csv"))[0])


def _contents(home: Path, folders: Iterable[str], suffix: str) -> Contents:
    """The bytes of every file of the folders with a suffix: what a check depends on, and so the key of its result."""
    present = sorted(path for folder in folders for path in (home / "data" / folder).glob(f"*.{suffix}"))
    return tuple((path.relative_to(home).as_posix(), _bytes_or_why(path)) for path in present)


def _bytes_or_why(path: Path) -> bytes | str:
    try:
        return path.read_bytes()
    except OSError as exc:
        return exc.strerror or type(exc).__name__


def _own(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    # pandas copies on write: a caller who changes a frame changes only their own.
    return {name: frame.copy(deep=False) for name, frame in frames.items()}


@lru_cache(maxsize=2)
def _whole(
    home: Path, tables: Contents, models: Contents
) -> tuple[dict[str, pd.DataFrame], dict[str, Scenario], dict[str, Tree], tuple[Fault, ...]]:
    """Tables, scenarios, trees and every fault. `models` are the bytes of the files that are read below `home`."""
    frames, faults = _checked(tables)
    scenarios, wrong = read_scenarios(home, frames)
    trees, unknown = read_trees(home, frames, scenarios)
    if _contents(home, _MODELS, "toml") != models:  # kept under the wrong bytes, they would outlast the change
        raise DataError([Fault(where=f"data/{name}", message="changed while it was read") for name in _MODELS])
    return frames, scenarios, trees, (*faults, *wrong, *unknown)


@lru_cache(maxsize=2)
def _checked(files: Contents) -> tuple[dict[str, pd.DataFrame], tuple[Fault, ...]]:
    """Frames and faults of the files' bytes. Depends on nothing else, so the same bytes are checked once."""
    contents = {name: held for name, held in files if isinstance(held, bytes)}
    unread = {name: why for name, why in files if isinstance(why, str)}
    faults = _undeclared(contents)
    faults += [Fault(where=name, message=f"expected a file that can be read: {why}") for name, why in unread.items()]
    frames: dict[str, pd.DataFrame] = {}
    for name, spec in TABLES.items():
        if spec.path in unread:
            continue
        frame, found = _table(name, contents.get(spec.path))
        faults += found
        if frame is not None:
            frames[name] = frame
    faults += rules.faults(frames, TABLES)
    faults.sort(key=lambda fault: (fault.where, fault.row or 0))
    return {name: frame.reset_index(drop=True) for name, frame in frames.items()}, tuple(faults)


@lru_cache(maxsize=4 * len(TABLES))
def _table(name: str, content: bytes | None) -> tuple[pd.DataFrame | None, tuple[Fault, ...]]:
    """One table from its bytes, None where not every row could be read; rows are indexed by the line they start on."""
    rows, faults = read_rows(content, TABLES[name])
    if rows is None:
        return None, tuple(faults)
    frame, found = typed(rows, TABLES[name])
    return frame if rows.is_whole else None, (*faults, *found)


def _undeclared(names: Iterable[str]) -> list[Fault]:
    """A file of no table would be silently left out of every briefing."""
    declared = {spec.path for spec in TABLES.values()}
    message = "expected a table of reportlib.schemas.TABLES, found a file of no table"
    return [Fault(where=name, message=message) for name in names if name not in declared]
