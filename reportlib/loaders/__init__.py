"""The only door to `data/`: reads every table, refuses what may not be published.

Belongs here: from files to checked frames, with every fault of every file reported at once. Does
not belong here: the as-of cut (`reportlib.desk`) and anything that writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from reportlib.errors import DataError, Fault
from reportlib.home import find_home
from reportlib.loaders.cells import typed
from reportlib.loaders.csvtext import read_rows
from reportlib.loaders.scenarios import read_scenarios
from reportlib.loaders.trees import read_trees
from reportlib.schemas import TABLES, rules

__all__ = ["find_home", "load", "read", "read_scenarios", "read_trees"]


def load(home: Path) -> dict[str, pd.DataFrame]:
    """Every table by name, typed and checked. Raises DataError with every fault of every file at once."""
    tables, faults = read(home)
    scenarios, wrong = read_scenarios(home, tables)
    faults += wrong + read_trees(home, tables, scenarios)[1]
    if faults:
        raise DataError(faults)
    return tables


def read(home: Path) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """The tables as far as they can be read, and every fault, in the order of files and lines."""
    present = [path for folder in ("facts", "series") for path in (home / "data" / folder).glob("*.csv")]
    contents = {path.relative_to(home).as_posix(): path.read_bytes() for path in present}
    frames, faults = _checked(tuple(sorted(contents.items())))
    # pandas copies on write: a caller who changes a frame changes only their own.
    return {name: frame.copy(deep=False) for name, frame in frames.items()}, list(faults)


@lru_cache(maxsize=2)
def _checked(files: tuple[tuple[str, bytes], ...]) -> tuple[dict[str, pd.DataFrame], tuple[Fault, ...]]:
    """Frames and faults of the files' bytes. Depends on nothing else, so the same bytes are checked once."""
    contents = dict(files)
    faults = _undeclared(contents)
    frames: dict[str, pd.DataFrame] = {}
    for name, spec in TABLES.items():
        frame, found = _table(name, contents.get(spec.path))
        faults += found
        if frame is not None:
            frames[name] = frame
    faults += rules.faults(frames, TABLES)
    faults.sort(key=lambda fault: (fault.where, fault.row or 0))
    return {name: frame.reset_index(drop=True) for name, frame in frames.items()}, tuple(faults)


@lru_cache(maxsize=4 * len(TABLES))
def _table(name: str, content: bytes | None) -> tuple[pd.DataFrame | None, tuple[Fault, ...]]:
    """One table from its bytes, None where no row can be trusted; rows are indexed by the line they start on."""
    rows, faults = read_rows(content, TABLES[name])
    if rows is None:
        return None, tuple(faults)
    frame, found = typed(rows, TABLES[name])
    return frame, (*faults, *found)


def _undeclared(names: Iterable[str]) -> list[Fault]:
    """A file of no table would be silently left out of every briefing."""
    declared = {spec.path for spec in TABLES.values()}
    message = "expected a table of reportlib.schemas.TABLES, found a file of no table"
    return [Fault(where=name, message=message) for name in names if name not in declared]
