"""What a notebook may be asked: typed parameters and the check of given values against them.

Belongs here: the kinds of parameter, what each allows and how text from a command line becomes a
typed value. Does not belong here: reading the contract out of a notebook (`reportlib.editions`).
Nothing given ever becomes code: a name must be declared, a value is typed. The clock is an
argument, never read.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from reportlib.errors import ParameterError

Value = str | int | float | bool
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"[+-]?\d+")
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?")


class Kind(Enum):
    """What a parameter may hold; the value is the word used in the comment."""

    DATE = "date"
    DATE_OR_EMPTY = "date or empty"
    CHOICE = "choice"
    NUMBER = "number"
    WHOLE = "whole number"
    TEXT = "text"
    FLAG = "yes or no"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter: its name, what it may hold, its default and its help."""

    name: str
    kind: Kind
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def allowed(self) -> str:
        """What may be given, in words."""
        match self.kind:
            case Kind.DATE:
                return "a day like 2025-05-23"
            case Kind.DATE_OR_EMPTY:
                return "a day like 2025-05-23, or nothing"
            case Kind.CHOICE:
                return f"one of {', '.join(self.choices)}"
            case Kind.NUMBER | Kind.WHOLE:
                limits = "" if self.low is None else f" from {self.low:g} to {self.high:g}"
                return f"a {self.kind.value}{limits}"
            case Kind.TEXT:
                return "text on one line"
            case Kind.FLAG:
                return "yes or no"

    def read(self, given: object) -> Value:
        """The typed value of what was given. Raises ValueError saying what is allowed."""
        value = self._typed(given)
        if value is None:
            raise ValueError(f"{self.name}: expected {self.allowed}, found {given!r}")
        return value

    def _typed(self, given: object) -> Value | None:
        match self.kind:
            case Kind.DATE:
                return _day(given)
            case Kind.DATE_OR_EMPTY:
                return "" if given == "" else _day(given)
            case Kind.CHOICE:
                return given if isinstance(given, str) and given in self.choices else None
            case Kind.NUMBER | Kind.WHOLE:
                return self._number(given)
            case Kind.TEXT:
                return given if isinstance(given, str) and given.isprintable() else None
            case Kind.FLAG:
                return _flag(given)

    def _number(self, given: object) -> int | float | None:
        whole = self.kind is Kind.WHOLE
        if isinstance(given, str):
            if not (_WHOLE if whole else NUMBER).fullmatch(given):
                return None
            given = int(given) if whole else float(given)
        if isinstance(given, bool) or not isinstance(given, int if whole else int | float):
            return None
        number = given if whole else float(given)
        if not math.isfinite(number):
            return None
        inside = self.low is None or self.high is None or self.low <= number <= self.high
        return number if inside else None


@dataclass(frozen=True, kw_only=True)
class Contract:
    """The parameters of one notebook, in the order of its cell."""

    notebook: str
    parameters: tuple[Parameter, ...]

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that may be given."""
        return tuple(parameter.name for parameter in self.parameters)

    def check(self, given: Mapping[str, object], *, first_day: date, today: date) -> dict[str, Value]:
        """Every parameter of the notebook with its typed value, given or default; days as ISO text.

        Raises ParameterError with everything wrong at once: a name the notebook does not declare,
        a wrong type, a value out of range, a day that does not exist, `as_of` outside the record.
        """
        values, wrong = self._read(given)
        if as_of := values.get("as_of"):
            wrong += [f"{self.notebook}: {fault}" for fault in _outside(str(as_of), first_day, today)]
        self._refuse(wrong)
        return values

    def check_types(self, given: Mapping[str, object]) -> None:
        """As `check`, where neither the record nor the clock is at hand: names, types and ranges only."""
        self._refuse(self._read(given)[1])

    def _read(self, given: Mapping[str, object]) -> tuple[dict[str, Value], list[str]]:
        wrong = [self._unknown(name) for name in given if name not in self.names]
        values: dict[str, Value] = {}
        for parameter in self.parameters:
            try:
                values[parameter.name] = parameter.read(given.get(parameter.name, parameter.default))
            except ValueError as exc:
                wrong.append(f"{self.notebook}: {exc}")
        return values, wrong

    def _refuse(self, wrong: Sequence[str]) -> None:
        if wrong:
            raise ParameterError("\n".join(wrong), tip=f"`reportlib params {Path(self.notebook).stem}` lists them.")

    def _unknown(self, name: str) -> str:
        declared = ", ".join(self.names) or "none"
        return f"{self.notebook}: no parameter {name!r}{nearest(name, self.names)}; it declares {declared}"


def nearest(name: str, names: Iterable[str]) -> str:
    """', did you mean …?' for the nearest of the names, or nothing."""
    close = difflib.get_close_matches(name, list(names), n=1)
    return f", did you mean {close[0]!r}?" if close else ""


def _day(given: object) -> str | None:
    if isinstance(given, date):
        return date(given.year, given.month, given.day).isoformat()
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        return None


def _flag(given: object) -> bool | None:
    if isinstance(given, str):
        return {"yes": True, "true": True, "no": False, "false": False}.get(given.lower())
    return given if isinstance(given, bool) else None


def _outside(as_of: str, first_day: date, today: date) -> list[str]:
    if first_day.isoformat() <= as_of <= today.isoformat():
        return []
    side = "before the first fact" if as_of < first_day.isoformat() else "after today"
    return [f"as_of: {as_of} is {side}; expected a day from {first_day} to {today}"]
