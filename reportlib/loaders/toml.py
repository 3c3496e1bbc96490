"""TOML files of one folder, each against its model: every fault with file and key.

Does not belong here: what a file may name in the tables (`scenarios`, `trees`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from reportlib.errors import Fault

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
            found[path.stem] = model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as exc:
            faults.append(Fault(where=where, message=f"expected a file that can be read: {exc.strerror}"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
            faults.append(Fault(where=where, message=f"expected TOML in UTF-8: {exc}"))
        except ValidationError as exc:
            faults += [
                Fault(
                    where=where,
                    column=".".join(str(part) for part in error["loc"]),
                    message=_said(error["msg"], error["input"]),
                )
                for error in exc.errors()
            ]
    return found, faults


def doubled(what: str, named: Iterable[tuple[str, str, str]]) -> Iterator[Fault]:
    """Every second use of what one file alone may have; `named` are file, key and value in the order of reading."""
    first: dict[str, str] = {}
    for where, key, one in named:
        if one in first:
            message = f"expected {what} of its own, found {one!r}, which {first[one]} has already"
            yield Fault(where=where, column=key, message=message)
        first.setdefault(one, where)


def _said(message: str, found: object) -> str:
    if isinstance(found, dict) and message.startswith("Value error, "):
        return message.removeprefix("Value error, ")  # it says itself what was found
    shown = repr(found)
    return f"{message.removeprefix('Value error, ')}; found {shown if len(shown) <= 60 else shown[:57] + '…'}"
