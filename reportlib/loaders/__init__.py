"""The only door to `data/`: finds the repository, reads every table, refuses what may not be published.

Belongs here: from files to checked frames, with every fault of every file reported at once. Does
not belong here: the as-of cut (`reportlib.desk`) and anything that writes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd

from reportlib.errors import DataError, Fault, NotFoundError
from reportlib.loaders.cells import typed
from reportlib.loaders.csvtext import read_rows
from reportlib.schemas import TABLES, rules

__all__ = ["find_home", "load", "read"]

_MARKS = (Path("data/facts"), Path("notebooks"))


def find_home(start: Path | None = None, *, env: Mapping[str, str] = os.environ) -> Path:
    """The repository: REPORTLIB_HOME where set, else the first folder upwards with data/facts and notebooks.

    Raises NotFoundError where neither leads to one.
    """
    named = env.get("REPORTLIB_HOME")
    if named and start is None:
        home = Path(named).expanduser().resolve()
        if _is_home(home):
            return home
        raise NotFoundError(
            f"REPORTLIB_HOME: expected a folder with data/facts and notebooks, found {named!r}",
            tip="Set REPORTLIB_HOME to the root of the repository, or unset it.",
        )
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if _is_home(folder):
            return folder
    raise NotFoundError(
        f"no repository with data/facts and notebooks at {here} or above it",
        tip="Run inside the repository, or set REPORTLIB_HOME to its root.",
    )


def load(home: Path) -> dict[str, pd.DataFrame]:
    """Every table by name, typed and checked. Raises DataError with every fault of every file at once."""
    tables, faults = read(home)
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


def _is_home(folder: Path) -> bool:
    return all((folder / mark).is_dir() for mark in _MARKS)
