"""The files a build reads, marked before it begins and compared before an edition is put in place.

Belongs here: which files those are, and noticing that one was written meanwhile: the kernel reads the tables itself,
and imports the package anew, later than the content id was made of them. Does not belong here: what makes up that id
(`reportlib.publish.identity`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import reportlib
from reportlib.errors import PublishError
from reportlib.publish.identity import library_files

_READ = (".csv", ".toml")
"""Suffixes of what the loaders read below data/; beside it lie what is generated and what editors leave."""


class Stamp(NamedTuple):
    """A file at one moment. Content alone would not tell a file that was changed and put back."""

    sha256: str
    inode: int
    written_ns: int


Stamps = Mapping[str, Stamp]


def stamps(home: Path) -> dict[str, Stamp]:
    """Every file below data/ that tables are read from, by its path in the repository, and those of this package."""
    tables = (path for path in (home / "data").glob("*/*") if path.suffix in _READ and not path.name.startswith("."))
    package = Path(reportlib.__file__).parent
    named = [(path.relative_to(home).as_posix(), path) for path in tables]
    named += [(path.relative_to(package.parent).as_posix(), path) for path in library_files(package)]
    found = {}
    for name, path in sorted(named):
        with suppress(OSError):  # taken away meanwhile, or not to be read, as whoever loads it will say
            found[name] = _stamp(path)
    return found


def check_unchanged(before: Stamps, home: Path, briefing: str) -> None:
    """Raises PublishError for every file that was written, added or taken away since."""
    now = stamps(home)
    changed = [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]
    if changed:
        raise PublishError(
            "\n".join(f"{name}: changed while {briefing} was being built from it" for name in changed),
            tip="Run the command again.",
        )


def _stamp(path: Path) -> Stamp:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    state = path.stat()
    return Stamp(sha256=digest, inode=state.st_ino, written_ns=state.st_mtime_ns)
