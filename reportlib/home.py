"""Where the repository is: the folder that holds data/facts and notebooks.

Belongs here: that one search, for every door (command line, loaders, press). It imports nothing heavy, so
that the commands that only list something stay quick. Does not belong here: reading what the folder holds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from reportlib.errors import NotFoundError

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


def _is_home(folder: Path) -> bool:
    return all((folder / mark).is_dir() for mark in _MARKS)
