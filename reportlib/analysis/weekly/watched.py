"""The numbers a desk watches from week to week: each is a figure of one of the briefings, asked by the same function.

A number that cannot be told on a day (no deal yet, no close yet) is None there. Names are keys; how they read stands
in `reportlib.words.weekly`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from reportlib.analysis import talks, trade
from reportlib.analysis.deal import Assumed, last_odds, open_case
from reportlib.analysis.investment import open_vehicle
from reportlib.analysis.tariffs.asked import agreement, archetype_rate, good
from reportlib.analysis.tariffs.findings import Tariffs, effective_rate, red_line_share, tariffs
from reportlib.analysis.weekly.moved import Measure
from reportlib.desk import Desk
from reportlib.sourced import Sourced

BASE_ASKED = 10.0
"""Base duty, in percent, of the good on no list that the briefing on tariffs opens with."""


def watched(assumed: Assumed) -> Mapping[str, Measure]:
    """Measures by name, in the order in which they are printed. Each desk's rates are worked out once.

    `assumed`: break prices for what the last close implied.
    """

    @cache
    def duties(desk: Desk) -> Tariffs:
        return tariffs(desk)

    def red_line(desk: Desk) -> Sourced[float] | None:
        return red_line_share(duties(desk))["redline_share"] if agreement(desk) else None

    return {
        "good": lambda desk: good(duties(desk), BASE_ASKED).pays,
        "car": lambda desk: archetype_rate(duties(desk), "car"),
        "steel": lambda desk: archetype_rate(duties(desk), "steel"),
        "etr_statutory": lambda desk: effective_rate(duties(desk))["etr_statutory"],
        "redline_share": red_line,
        "meetings": talks.meetings_held,
        "pledged": lambda desk: open_vehicle(desk).pledged,
        "selected": lambda desk: open_vehicle(desk).selected,
        "deficit": _deficit,
        "equity": lambda desk: open_case(desk).equity,
        "close": lambda desk: _close(desk, assumed),
    }


def _deficit(desk: Desk) -> Sourced[float] | None:
    """The US deficit in goods of the last full year held."""
    years = trade.annual(desk).value
    full = years.loc[years["is_full_year"], "year"]
    return None if full.empty else trade.flow(desk, "deficit", int(full.iloc[-1]))


def _close(desk: Desk, assumed: Assumed) -> Sourced[Any] | None:
    last = last_odds(desk, assumed)
    return last.price if last else None
