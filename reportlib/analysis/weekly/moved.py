"""Which of the numbers a desk watches moved between two days, and why.

Each number is asked of two desks, and of a third that knows what was known then for the entry day of now:
what that one already answers moved *by date* (a rate set earlier took effect), the rest because the record learned
something: *new* (a further fact, a later period), *revised* or *corrected* (rows that restate what was told before).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reportlib.desk import Desk
from reportlib.sourced import Sourced

Measure = Callable[[Desk], Sourced[Any] | None]
"""A number of a desk, or None where it is not known on that day."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """A number then and now: `before` is None where it was not known. `reason`: new, revised, corrected, by date."""

    name: str
    before: Sourced[Any] | None
    now: Sourced[Any]
    reason: str


def moved(desk: Desk, since: date, measures: Mapping[str, Measure], why: Mapping[str, str]) -> tuple[Move, ...]:
    """The numbers that differ between `since` and the as-of day, in the order of `measures`.

    `why` is the reason of each row learned since, by id (`reasons`). A number no longer known is left out: the page
    that carries it says why. The entry day of the earlier desk is `since`, of the present one its own.
    """
    known_then = desk.back_to(since)
    then = replace(known_then, on=min(since, desk.on))
    found = []
    for name, measure in measures.items():
        now = measure(desk)
        before = measure(then)
        if now is None or (before is not None and before.value == now.value):
            continue
        by_date = measure(known_then)
        scheduled = by_date is not None and by_date.value == now.value
        found.append(
            Move(name=name, before=before, now=now, reason="by date" if scheduled else _reason(before, now, why))
        )
    return tuple(found)


def _reason(before: Sourced[Any] | None, now: Sourced[Any], why: Mapping[str, str]) -> str:
    """The strongest reason among the rows behind the number; of a number not told before, or of another period, new."""
    if before is None or before.key != now.key:
        return "new"
    found = {why[fact] for fact in now.facts if fact in why}
    return next((one for one in ("corrected", "revised") if one in found), "new")
