"""Options that commands share: folders and files given by name, and the object for machines.

Belongs here: how a text becomes a path, and which one is refused at once. Does not belong here: the commands
(`reportlib.cli`), what is done in a folder (`reportlib.publish`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportlib.errors import ParameterError


def folder_named(given: str) -> Path:
    """A folder given by name. A variable that is not set gives none, which would mean the working directory."""
    if not given.strip():
        raise typer.BadParameter("expected a folder, found nothing; `.` is the working directory")
    return _at_home(given)


def file_named(given: str) -> Path:
    """A file given by name; a variable that is not set gives none."""
    if not given.strip():
        raise typer.BadParameter("expected a file, found nothing")
    return _at_home(given)


def _at_home(given: str) -> Path:
    """The path with a leading `~` in full: a shell leaves one in quotes, or behind `=`, as it is."""
    try:
        return Path(given).expanduser()
    except RuntimeError as exc:
        raise typer.BadParameter(f"expected a path, found {given!r}, whose ~ names no home folder") from exc


def there(out: Path | None) -> Path | None:
    """The folder named to a command that builds nothing; one that is none would be passed over in silence."""
    if out is not None and not out.is_dir():
        found = "a file" if out.exists() else "none"
        raise ParameterError(f"--out: expected a folder of editions, found {found} at {out}",
                             tip="Name the folder a build wrote to, or leave --out out.")  # fmt: skip
    return out


Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for machines.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", parser=folder_named, metavar="OUT", help="Folder for editions.  [default: reports/ of the repository]"
    ),
]
Begun = Annotated[
    Path | None,
    typer.Option(
        "--out",
        parser=folder_named,
        metavar="OUT",
        help="Folder of editions: what a build left unfinished there is finished or undone first.  "
        "[default: reports/ of the repository]",
    ),
]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--out",
        parser=folder_named,
        metavar="OUT",
        help="Folder of editions, in whose .cache a schedule once read is kept.  [default: reports/ of the repository]",
    ),
]
Named = Annotated[
    Path | None,
    typer.Option(
        "--out",
        parser=folder_named,
        metavar="OUT",
        help="Folder of editions, for one named by its day.  [default: reports/ of the repository]",
    ),
]
