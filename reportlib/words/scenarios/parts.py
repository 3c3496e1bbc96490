"""Turns of phrase the sentences, tables and charts of the scenarios share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from reportlib.analysis.scenarios.trees import ANALYST, MARKET
from reportlib.words.days import day
from reportlib.words.figures import number, render, shortest
from reportlib.words.likelihood import likelihood, percent_range

UNQUANTIFIED = "not quantified"


def odds_words(row: Mapping[Any, Any]) -> str:
    """How likely a branch is: an analyst's word with its range, what a price implies, or that nobody says."""
    if row["by"] == ANALYST:
        return likelihood(float(row["low"]), float(row["high"]))
    if row["by"] == MARKET:
        odds = percent_range(float(row["low"]), float(row["high"]))
        if not row["is_solved"]:
            return f"price implies {odds}"
        return f"price of {day(row['written'].date(), short=True)} implied {odds}"
    return UNQUANTIFIED


def share(value: float, decimals: int = 0) -> str:
    """57%, or blank for a number that is not known."""
    return "" if math.isnan(value) else f"{number(value * 100, decimals)}%"


def rate(value: float) -> str:
    """14.4%."""
    return f"{shortest(value * 100, 1)}%"


def span(low: float, high: float, unit: str) -> str:
    """$29.38 to $30.47, or one figure."""
    return render(low, unit) if low == high else f"{render(low, unit)} to {render(high, unit)}"


def bn(value: float, *, signed: bool = False) -> str:
    """20.7, or with its sign +1.3 and −5.6; nothing is 0.0 without one."""
    text = number(abs(value), 1)
    if not signed or text == "0.0":
        return number(value, 1) if text != "0.0" else text
    return f"{'+' if value > 0 else '−'}{text}"


def change(value: float) -> str:
    """+2.9%, −1.6%, or 0%."""
    text = number(abs(value) * 100, 1)
    return "0%" if text == "0.0" else f"{'+' if value > 0 else '−'}{text}%"


def input_name(row: Mapping[Any, Any] | pd.Series[Any]) -> str:
    """A range as a sentence names it: the chance of “Cars pay more”, what the lists cover."""
    name = str(row["name"])
    return f"the chance of “{name}”" if row["kind"] == "probability" else name[:1].lower() + name[1:]


def input_label(row: Mapping[Any, Any]) -> str:
    """A range as an axis or a table names it."""
    name = input_name(row)
    return f"C{name.removeprefix('the c')}" if row["kind"] == "probability" else str(row["name"])
