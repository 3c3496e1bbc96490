"""The two files about the data that nobody writes by hand: data/datapackage.json and data/README.md.

Belongs here: making them from the schema and the tables, writing them, and telling when those on
disk are out of date. Does not belong here: what the tables hold (`reportlib.schemas`).
"""

from __future__ import annotations

from pathlib import Path

from reportlib import loaders
from reportlib.descriptor.codebook import codebook
from reportlib.descriptor.package import package
from reportlib.errors import DataError, Fault

__all__ = ["documents", "faults", "write"]

PACKAGE, CODEBOOK = "data/datapackage.json", "data/README.md"


def documents(home: Path) -> dict[str, str]:
    """The two files as they should be, by their place below the repository. Raises DataError for faulty tables."""
    tables = loaders.load(home)
    return {PACKAGE: package(home, tables), CODEBOOK: codebook()}


def faults(home: Path) -> list[Fault]:
    """A fault for each of the two files that is absent or out of date; changes nothing on disk.

    Empty while the tables themselves are at fault: what describes them cannot be judged before
    they are right, and the loader has already said what is wrong.
    """
    try:
        expected = documents(home)
    except DataError:
        return []
    message = "expected the description of the tables as they are, found {}; run `reportlib check --write`"
    return [
        Fault(where=name, message=message.format("an older one" if found else "none"))
        for name, text in expected.items()
        if (found := _read(home / name)) != text
    ]


def write(home: Path) -> list[Path]:
    """Writes both files anew where they differ, and returns those written. Faulty tables are refused first."""
    written = []
    for name, text in documents(home).items():
        if _read(home / name) != text:
            (home / name).write_text(text, encoding="utf-8", newline="\n")
            written.append(home / name)
    return written


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else ""
