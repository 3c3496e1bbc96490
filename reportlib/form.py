"""The form of a TOML file: it is read against a model, and what is wrong is said with its key.

It is said in our own words for the kinds of slip that our models know, else in those of pydantic; what is no TOML at
all in those of tomllib. Belongs here: reading one file, keys and values that a model refuses, the patterns that models
share. Does not belong here: the models (`reportlib.schemas`, `reportlib.editions`), what a file may name in the tables
(`reportlib.loaders`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from reportlib.errors import DataError, Fault

KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
BRIEFING_NAME = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
PARAMETER_NAME = r"^[a-z_]+$"
MOVES = r"^(imports|rate:[a-z0-9]+(-[a-z0-9]+)*)$"
_PATTERNS = {
    KEY: "small letters, digits and single hyphens between them",
    BRIEFING_NAME: "small letters, digits and single hyphens between them, a letter first",
    PARAMETER_NAME: "small letters and underscores",
    MOVES: "'imports' or 'rate:BRANCH'",
}
"""What each pattern lets through, in words."""
_EXPECTED = {
    "string_type": "text in quotes",
    "string_too_short": "text",
    "float_type": "a number", "float_parsing": "a number", "finite_number": "a finite number",
    "bool_type": "true or false", "bool_parsing": "true or false",
    "date_type": "a day like 2026-11-24", "date_parsing": "a day like 2026-11-24",
    "date_from_datetime_parsing": "a day like 2026-11-24", "date_from_datetime_inexact": "a day like 2026-11-24",
    "greater_than_equal": "a number from {ge:g} up", "less_than_equal": "a number up to {le:g}",
    "string_too_long": "at most {max_length} characters", "too_short": "a list of at least {min_length}",
    "literal_error": "{expected}",
}  # fmt: skip
"""Words for the kinds of error that pydantic tells apart, with the limits it gives."""
Model = TypeVar("Model", bound=BaseModel)
Place = Sequence[int | str]

MEND = "A merge may have left its marks in it, or an editor half of it: `git diff` shows what changed in the file."
"""What to do about a notebook that cannot be read."""


def place_of(notebook: Path) -> str:
    """A notebook as its user knows it, notebooks/talks.ipynb."""
    return f"{notebook.parent.name}/{notebook.name}"


def read_model(path: Path, where: str, model: type[Model]) -> Model:
    """The model in a file. Raises DataError with every fault of its form, FileNotFoundError where there is no file."""
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise
    except OSError as exc:
        fault = Fault(where=where, message=f"expected a file that can be read: {exc.strerror}")
        raise DataError([fault]) from exc
    except ValidationError as exc:
        raise DataError([_fault(where, model, error) for error in exc.errors()]) from exc
    except ValueError as exc:  # of tomllib, or of decoding
        raise DataError([Fault(where=where, message=f"expected TOML in UTF-8: {exc}")]) from exc


def _fault(where: str, model: type[BaseModel], error: Mapping[str, Any]) -> Fault:
    place = [part for part in error["loc"] if part != "[key]"]
    return Fault(where=where, column=".".join(map(str, place)), message=_said(model, place, error))


def _said(model: type[BaseModel], place: Place, error: Mapping[str, Any]) -> str:
    kind, limits = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(limits["error"])  # a rule of ours, which says itself what was found
    if kind in ("missing", "extra_forbidden"):
        what = "missing" if kind == "missing" else "unknown"
        return f"{what} key; expected {_keys(_model_at(model, place[:-1]) or model)}"
    if kind == "tuple_type":
        expected = f"[[{place[-1]}]] above each" if _model_at(model, place) else "a list in brackets"
    elif kind in ("model_type", "model_attributes_type", "dict_type"):
        inner = _model_at(model, place)
        expected = f"a table with the keys {_keys(inner)}" if inner else "a table"
    elif kind == "string_pattern_mismatch":
        expected = _PATTERNS.get(limits["pattern"], f"text of the form {limits['pattern']}")
    else:
        expected = _EXPECTED[kind].format(**limits) if kind in _EXPECTED else error["msg"]
    found = limits["actual_length"] if kind == "too_short" else _found(error["input"])
    return f"expected {expected}, found {found}"


def _keys(model: type[BaseModel]) -> str:
    return ", ".join(model.model_fields)


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel] | None:
    """The model that stands at a place below another; None where there is a plain value."""
    at: Any = model
    for part in place:
        at = _below(at, part)
    return _model_in(at)


def _below(annotation: Any, part: int | str) -> Any:
    """The annotation under a key or number; None where there is none. Under a mapping any key is the writer's own."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(part))
        return field.annotation if field else None
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return inner[-1]
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return inner[0]
    return next((found for one in inner if (found := _below(one, part)) is not None), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model_in(one))), None)


def _found(given: object) -> str:
    """What was given, as it stands in a TOML file."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, date | time):
        return given.isoformat()
    if isinstance(given, dict | list):
        return ("a table" if isinstance(given, dict) else "a list") if given else "nothing"
    shown = repr(given)
    return ("nothing" if given == "" else shown) if len(shown) <= 60 else f"{shown[:57]}…"
