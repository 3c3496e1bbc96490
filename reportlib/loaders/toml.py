"""TOML files of one folder, each against its model: every fault with file and key.

Does not belong here: what a file may name in the tables (`scenarios`, `trees`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from reportlib.errors import DataError, Fault
from reportlib.form import read_model

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Model = TypeVar("Model", bound=BaseModel)


def read_models(home: Path, folder: Path, model: type[Model], why: str) -> tuple[dict[str, Model], list[Fault]]:
    """Models by file name without suffix, and every fault of form; `why` says what a file name is used for."""
    found: dict[str, Model] = {}
    faults: list[Fault] = []
    for path in sorted((home / folder).glob("*.toml")):
        where = path.relative_to(home).as_posix()
        if not _NAME.fullmatch(path.stem):
            faults.append(Fault(where=where, message=f"expected a name like no-deal: it {why}"))
            continue
        try:
            found[path.stem] = read_model(path, where, model)
        except FileNotFoundError:  # taken away meanwhile, or a link that leads nowhere
            faults.append(Fault(where=where, message="expected a file that can be read, found none"))
        except DataError as exc:
            faults += exc.faults
    return found, faults


def doubled(what: str, named: Iterable[tuple[str, str, str]]) -> Iterator[Fault]:
    """Every second use of what one file alone may have; `named` are file, key and value in the order of reading."""
    first: dict[str, str] = {}
    for where, key, one in named:
        if one in first:
            message = f"expected {what} of its own, found {one!r}, which {first[one]} has already"
            yield Fault(where=where, column=key, message=message)
        first.setdefault(one, where)
