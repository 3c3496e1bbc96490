"""The vocabulary of columns: one small factory per kind of cell.

Each returns a pandera field whose metadata says what a cell is expected to hold (`expects`, read
by error messages and the codebook) and in which unit. Belongs here: kinds of columns and closed
sets used by several tables. Does not belong here: the tables (`talks`, `deal`, `money`, `record`),
or rules between rows (`reportlib.schemas.rules`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

Day = Series[pd.Timestamp]
Text = Series[str]
Number = Series[float]

CONFIDENCE = ("high", "medium", "low")
ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
_PARTIAL_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_HS_CODE = r"\d{2}|\d{4}|\d{6}|\d{8}|\d{10}|\d{4}\.\d{2}(\.\d{2}){0,2}"


def day(description: str, *, blank: bool = False) -> Any:
    """A calendar day, ISO 8601."""
    return _field(description, expects="a date", unit="date", blank=blank, nullable=blank)


def partial_day(description: str, *, blank: bool = False) -> Any:
    """A day, month or year, kept as text because its precision is part of the fact."""
    return matching(_PARTIAL_DAY, description, expects="a date, month or year", unit="date, month or year", blank=blank)


def number(
    description: str, *, unit: str, blank: bool = False, low: float | None = None, high: float | None = None
) -> Any:
    """A number in decimal digits, with an optional closed range."""
    limits = {"minimum": low, "maximum": high}
    bounds = {name: limit for name, limit in (("ge", low), ("le", high)) if limit is not None}
    return _field(
        description, expects=_range(low, high), unit=unit, blank=blank, limits=limits, nullable=blank, **bounds
    )


def text(description: str, *, blank: bool = False, longest: int | None = None, unit: str = "") -> Any:
    """Free words."""
    length = {"min_value": 0 if blank else 1, "max_value": longest}
    expects = f"at most {longest} characters" if longest else "words"
    return _field(
        description, expects=expects, unit=unit, blank=blank, limits={"maxLength": longest}, str_length=length
    )


def one_of(values: Sequence[str], description: str, *, blank: bool = False, unit: str = "") -> Any:
    """One value of a closed set."""
    allowed = [*values, ""] if blank else list(values)
    expects = f"one of {', '.join(values)}"
    return _field(description, expects=expects, unit=unit, blank=blank, limits={"enum": list(values)}, isin=allowed)


def matching(
    pattern: str, description: str, *, expects: str, blank: bool = False, unit: str = "", unique: bool = False
) -> Any:
    """Text of a fixed form."""
    form = rf"^(?:{pattern}){'?' if blank else ''}\Z"
    limits = {"pattern": pattern}
    return _field(description, expects=expects, unit=unit, blank=blank, limits=limits, str_matches=form, unique=unique)


def identifier(description: str, *, unique: bool = False, blank: bool = False) -> Any:
    """A kebab-case key, of this row or of another."""
    return matching(ID_PATTERN, description, expects="an id like round-03", unit="id", unique=unique, blank=blank)


def identifiers(description: str, *, blank: bool = False) -> Any:
    """Keys of other rows, separated by semicolons."""
    return matching(
        rf"{ID_PATTERN}(;{ID_PATTERN})*", description, expects="ids separated by ';'", unit="ids", blank=blank
    )


def hs_codes(description: str, *, blank: bool = False) -> Any:
    """HS headings, ranges or words about them, separated by semicolons: text, never a number."""
    expects = "HS codes of 2, 4, 6, 8 or 10 digits (HS codes are text: keep leading zeros, no decimals)"
    return _field(description, expects=expects, unit="HS codes", blank=blank, hs_text={"blank": blank})


def is_hs_text(cell: str) -> bool:
    """Whether every part of the cell that is only digits and marks is a well-formed HS code or range."""
    parts = [re.sub(r"\([^)]*\)", "", part).strip() for part in cell.split(";")]
    bare = [part for part in parts if re.fullmatch(r"[\d.,eE+-]+", part)]
    return all(re.fullmatch(rf"({_HS_CODE})(-({_HS_CODE}))?", part) for part in bare)


@pa.extensions.register_check_method(statistics=["blank"])  # type: ignore[untyped-decorator]
def hs_text(series: pd.Series[Any], *, blank: bool) -> pd.Series[Any]:
    """Pandera's name for `is_hs_text`; an empty cell passes where blanks are allowed."""
    return series.map(lambda cell: is_hs_text(cell) if cell else blank).astype(bool)


def _field(
    description: str, *, expects: str, unit: str, blank: bool, limits: dict[str, Any] | None = None, **checks: Any
) -> Any:
    """A pandera field; `limits` are its checks in the words of a table descriptor."""
    held = {name: limit for name, limit in (limits or {}).items() if limit is not None}
    metadata = {"expects": expects, "unit": unit, "blank": blank, "limits": held}
    return pa.Field(description=description, metadata=metadata, **checks)


def _range(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"a number from {low:g} to {high:g}"
    return "a number" if low is None else f"a number of {low:g} or more"
