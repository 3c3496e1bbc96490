"""The days of an order, checked once for all its briefings: one slip is one line, not one for each notebook.

Belongs here: --as-of and --on, which every briefing is given. Does not belong here: a day that one notebook asks for
(`reportlib.contract`), the clock (`reportlib.cli`).
"""

from __future__ import annotations

from datetime import date

from reportlib.contract import outside
from reportlib.errors import ParameterError


def check_form(as_of: str, on: str) -> None:
    """Raises ParameterError for what is no day; no entry day at all is one of the notebook's own."""
    from reportlib.desk import parse_day

    parse_day(as_of, name="--as-of")
    if on:
        parse_day(on, name="--on")


def check_within(as_of: str, first_day: date, today: date) -> None:
    """Raises ParameterError for an as-of day of which nothing is known, or not yet."""
    if fault := outside(as_of, first_day, today):
        raise ParameterError(f"--as-of: {fault}", tip="Choose a day in between; without --as-of it is today.")
