"""Numbers as they are printed: money, rates, shares, counts.

Rounding happens here and nowhere else: half up, in decimal arithmetic. (42.90 − 35) / 20 is 39.5%,
but 39.499999999999996 as a binary float; so noise past the twelfth digit is cut before rounding.
Minus signs are U+2212.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from reportlib.words.days import day, days_text, month
from reportlib.words.numerals import UNIT_FIRST, bare_numerals

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Counts below ten are words in running text."""


LITTLE = 0.05
"""Below this share a part is little of its whole, where a sentence says so in a word."""


def is_little(part: float, whole: float = 1) -> bool:
    """Whether a sentence may call a part little: it is under a twentieth of the whole."""
    return part < LITTLE * whole


def number(value: float, decimals: int = 0) -> str:
    """A number with thousands separators, rounded half up; a real minus sign."""
    quantum = Decimal(1).scaleb(-decimals)
    # Twelve digits: what arithmetic in binary leaves behind them (39.499999999999996 for 39.5) is no information.
    rounded = Decimal(f"{float(value):.12g}").quantize(quantum, rounding=ROUND_HALF_UP)
    return f"{rounded:,}".replace("-", "−") if rounded else f"{abs(rounded):,}"


def shortest(value: float, most: int = 3) -> str:
    """As many decimals as the number carries, at most `most`."""
    text = number(value, most)
    return text.rstrip("0").rstrip(".") if "." in text else text


def count(value: float, noun: str = "", plural: str = "") -> str:
    """A count in running text: words below ten, with the noun agreeing. Raises ValueError for a fraction."""
    whole = _whole(value)
    figure = SMALL[whole] if 0 <= whole < len(SMALL) else number(whole)
    return f"{figure} {noun if whole == 1 else plural or noun + 's'}" if noun else figure


def _whole(value: float) -> int:
    if value != int(value):
        raise ValueError(f"expected a whole number to count with, found {value:g}")
    return int(value)


def ordinal(value: float) -> str:
    """First, second, third … as words up to tenth, figures above. Raises ValueError for a fraction."""
    names = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    whole = _whole(value)
    if 0 <= whole < len(names):
        return names[whole]
    tail = "th" if 10 <= whole % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{tail}"


_UNITS: dict[str, Callable[[float], str]] = {
    "USD bn": lambda v: f"${shortest(v)}bn",
    "USD bn, one decimal": lambda v: f"${number(v, 1)}bn",
    "USD bn stock": lambda v: f"${shortest(v)}bn",
    "USD bn, up to": lambda v: f"up to ${shortest(v)}bn",
    "USD bn, about": lambda v: f"about ${shortest(v)}bn",
    "USD bn, upwards of": lambda v: f"more than ${shortest(v)}bn",
    "USD bn a year": lambda v: f"${shortest(v)}bn a year",
    "USD m": lambda v: f"${shortest(v)}m",
    "USD per share": lambda v: f"${number(v, 2).removesuffix('.00')}",
    "JPY bn": lambda v: f"¥{shortest(v)}bn",
    "percent": lambda v: f"{shortest(v)}%",
    "percent, one decimal": lambda v: f"{number(v, 1)}%",
    "points": lambda v: f"{shortest(v)} percentage {'point' if v == 1 else 'points'}",
    "share": lambda v: f"{number(v * 100)}%",
    "share, one decimal": lambda v: f"{number(v * 100, 1)}%",
    "score": lambda v: number(v, 2),
    "days": lambda v: days_text(int(v)),
    "years, one decimal": lambda v: f"{number(v, 1)} years",
    "minutes": lambda v: f"{number(v)} {'minute' if v == 1 else 'minutes'}",
    "count": count,
    "ordinal": ordinal,
    "multiple": lambda v: number(v, 1),
    "number": shortest,
}


NAMED = {"date": ("short",), "month": ("short",), "text": ("cap",)}
"""Print forms by unit, where they are not those of numbers."""
_NUMBERS = ("cap", "n")
_SHARES = (*_NUMBERS, "tenth")
FORMS = frozenset({*_SHARES, *(form for named in NAMED.values() for form in named)})
_PRINTS = {
    "short": "it without the year", "cap": "a capital first", "n": "the figure alone", "tenth": "one decimal",
}  # fmt: skip
"""What each form prints, in words."""
LARGEST = 1e15
"""Past it no figure of the field lies, and a float holds no whole numbers any more."""
_NOUN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_IRREGULAR = re.compile(r"(?:s|x|z|ch|sh|[^aeiou]y)$", re.IGNORECASE)


def render(value: object, unit: str, spec: str = "") -> str:
    """A value in its unit as printed. Blank for a missing value: the caller says why it is missing.

    `spec` picks a form: "short" for days and months without the year, "n" for the bare figure, "cap" for a
    capital first letter, "tenth" for a share with one decimal, a noun ("round") for counts that carry one.
    Raises ValueError for an unknown unit, a form that is none of the unit, and a number that is not finite.
    """
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if unit not in _UNITS and unit not in NAMED:
        raise ValueError(f"no way to print the unit {unit!r}; known: {', '.join(sorted({*_UNITS, *NAMED}))}")
    forms = _forms(unit)
    counted = unit == "count" and spec != "" and spec not in forms
    if spec and not counted and spec not in forms:
        raise _no_form(spec, unit)
    if unit in NAMED:
        text = _day_or_text(value, unit, spec)
    elif counted:
        text = count(_finite(value), *noun(spec))
    elif spec == "tenth":
        text = _UNITS["share, one decimal"](_finite(value))
    else:
        text = shortest(_finite(value)) if spec == "n" else _UNITS[unit](_finite(value))
    return text[:1].upper() + text[1:] if spec == "cap" else text


def noun(spec: str) -> tuple[str, ...]:
    """The noun of a count, and its plural where it is given: "round", "country/countries".

    Raises ValueError where it is no plain noun: for digits, signs, number words, scales and units.
    """
    parts = tuple(spec.split("/"))
    plain = all(_NOUN.fullmatch(part) and not bare_numerals(part) and not UNIT_FIRST.match(part) for part in parts)
    if len(parts) > 2 or not plain or spec.lower() in FORMS:
        raise _no_form(spec, "count")
    if len(parts) == 1 and _IRREGULAR.search(spec):
        raise ValueError(f"the plural of {spec!r} is irregular: write one and many, as in country/countries")
    return parts


def _no_form(spec: str, unit: str) -> ValueError:
    a_noun = ", or a noun in letters, as in meeting or country/countries" if unit == "count" else ""
    known = _forms(unit)
    prints = ", ".join(f"{form} for {_PRINTS[form]}" for form in known)
    return ValueError(
        f"{spec!r} is no print form of the unit {unit!r}; there are: {', '.join(known)}{a_noun} ({prints})"
    )


def _forms(unit: str) -> tuple[str, ...]:
    return _SHARES if unit == "share" else NAMED.get(unit, _NUMBERS)


def _finite(value: object) -> float:
    figure = float(str(value))
    if not abs(figure) < LARGEST:  # so that NaN, which compares as false, is refused too
        raise ValueError(f"{value!r} is no number that can be printed: expected one that is finite, below {LARGEST:g}")
    return figure


def _day_or_text(value: object, unit: str, spec: str) -> str:
    if unit == "text":
        return str(value)
    known = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return (month if unit == "month" else day)(known, short=spec == "short")
