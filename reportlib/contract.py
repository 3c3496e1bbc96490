"""What a notebook may be asked: typed parameters and the check of given values against them.

Belongs here: the kinds of parameter, what each allows and how text from a command line becomes a
typed value. Does not belong here: reading the contract out of a notebook (`reportlib.editions`).
Nothing given ever becomes code: a name must be declared, a value is typed. The clock is an
argument, never read.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from reportlib.errors import ParameterError

Value = str | int | float | bool
# ASCII digits only: Python's own `\d`, int() and float() take the digits of every script.
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
_MOST_WHOLE = 10**15 - 1
"""Up to here a whole number is the same in a float, in JSON and in a table."""


class Kind(Enum):
    """What a parameter may hold; the value is the word used in the comment."""

    DATE = "date"
    DATE_OR_EMPTY = "date or empty"
    CHOICE = "choice"
    SCENARIO = "scenario or empty"
    NUMBER = "number"
    WHOLE = "whole number"
    TEXT = "text"
    FLAG = "yes or no"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter: its name, what it may hold, its default and its help.

    A number may have to lie `above` another parameter, which it names, and a day `before` another.
    """

    name: str
    kind: Kind
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    above: str = ""
    before: str = ""

    @property
    def allowed(self) -> str:
        """What may be given, in words."""
        match self.kind:
            case Kind.DATE | Kind.DATE_OR_EMPTY:
                order = f" before {self.before}" if self.before else ""
                return f"a day like 2025-05-23{order}{', or nothing' if self.kind is Kind.DATE_OR_EMPTY else ''}"
            case Kind.CHOICE:
                return f"one of {', '.join(self.choices)}"
            case Kind.SCENARIO:
                return f"one of {', '.join(self.choices) or 'data/scenarios (none there)'}, or nothing"
            case Kind.NUMBER | Kind.WHOLE:
                usual = " of up to 15 digits" if self.kind is Kind.WHOLE else ""
                limits = usual if self.low is None else f" from {self.low:g} to {self.high:g}"
                return f"a {self.kind.value}{limits}{f', above {self.above}' if self.above else ''}"
            case Kind.TEXT:
                return "text on one line"
            case Kind.FLAG:
                return "yes or no"

    def read(self, given: object) -> Value:
        """The typed value of what was given. Raises ValueError saying what is allowed."""
        value = self._typed(given)
        if value is None:
            raise ValueError(f"{self.name}: expected {self.allowed}, found {_shown(given)}")
        return value

    def _typed(self, given: object) -> Value | None:
        match self.kind:
            case Kind.DATE:
                return _day(given)
            case Kind.DATE_OR_EMPTY:
                return "" if given == "" else _day(given)
            case Kind.CHOICE:
                return given if isinstance(given, str) and given in self.choices else None
            case Kind.SCENARIO:
                return given if isinstance(given, str) and given in ("", *self.choices) else None
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
        most = _MOST_WHOLE if whole else sys.float_info.max
        low, high = (-most, most) if self.low is None or self.high is None else (self.low, self.high)
        # Compared before it is converted: a whole number may be longer than any float. Not a number is never inside.
        if not low <= given <= high:
            return None
        return given if whole else float(given)


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
        if (as_of := values.get("as_of")) and (fault := outside(str(as_of), first_day, today)):
            wrong.append(f"{self.notebook}: as_of: {fault}")
        for one in self.parameters:
            if one.before and "" < str(values.get(one.name, "")) < first_day.isoformat():
                wrong.append(
                    f"{self.notebook}: {one.name}: {values[one.name]} is before the first fact; expected a day from"
                    f" {first_day}"
                )
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
        return values, wrong + [f"{self.notebook}: {fault}" for fault in self.out_of_order(values)]

    def out_of_order(self, values: Mapping[str, Value]) -> Iterator[str]:
        """Every value that does not lie above or before that of the parameter named in its contract, in words."""
        for parameter in self.parameters:
            limit, day = values.get(parameter.before), values.get(parameter.name)
            if limit and day and str(day) >= str(limit):  # ISO text sorts as the days do
                yield f"{parameter.name}: expected a day before {parameter.before} ({limit}), found {day}"
            lower, value = values.get(parameter.above), values.get(parameter.name)
            # Names that are not there, or not numbers, were refused when the contract or the value was read.
            if isinstance(lower, int | float) and isinstance(value, int | float) and value <= lower:
                yield f"{parameter.name}: expected more than {parameter.above} ({lower:g}), found {value:g}"

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
        return None if isinstance(given, datetime) else given.isoformat()
    if not isinstance(given, str) or not DAY.fullmatch(given):
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        return None


def _flag(given: object) -> bool | None:
    if isinstance(given, str):
        return {"yes": True, "true": True, "no": False, "false": False}.get(given.lower())
    return given if isinstance(given, bool) else None


def _shown(given: object) -> str:
    """What was given, cut where nobody would read on; Python itself refuses to print a very long number."""
    if isinstance(given, int) and abs(given) > 10**20:
        return "a longer one"
    shown = repr(given)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def outside(as_of: str, first_day: date, today: date) -> str:
    """What is wrong with an as-of day, ISO text, that does not lie within the record; "" for one that does."""
    if first_day.isoformat() <= as_of <= today.isoformat():
        return ""
    side = "before the first fact" if as_of < first_day.isoformat() else "after today"
    return f"{as_of} is {side}; expected a day from {first_day} to {today}"
