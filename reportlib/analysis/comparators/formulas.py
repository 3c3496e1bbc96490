"""The formulas: gap to a peer, where it opens, pledge over output, blueprint index. Rates are in percent.

Belongs here: plain floats and what they may not be. Does not belong here: the record (the other modules of this room).
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from reportlib.analysis import trade

HIGHEST = 100.0
"""Base duty up to which a gap is looked for, in percent."""
HAIR = 1e-9


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A general rate in percent and how it meets base duty: `additive` (on top) or `floor` (base duty inside)."""

    rate: float
    rule: str

    def __post_init__(self) -> None:
        if self.rule not in ("additive", "floor"):
            raise ValueError(f"rule: expected additive or floor, found {self.rule!r}")
        if not math.isfinite(self.rate) or self.rate < 0:
            raise ValueError(f"rate: expected a percentage of zero or more, found {self.rate!r}")

    def on(self, base_duty: float) -> float:
        """What a good of this base duty pays in all."""
        if not math.isfinite(base_duty) or base_duty < 0:
            raise ValueError(f"base_duty: expected a percentage of zero or more, found {base_duty!r}")
        return trade.all_in(base_duty, self.rate, self.rule)


def peer_gap(base_duty: float, own: Rate, peer: Rate) -> float:
    """Points by which a good of one base duty pays more than the same good of the peer; negative: less."""
    return own.on(base_duty) - peer.on(base_duty)


def worse_between(own: Rate, peer: Rate) -> tuple[tuple[float, float], ...]:
    """Stretches of base duty, up to `HIGHEST`, on which `own` pays more than `peer`; their ends pay alike or bound it.

    The gap is linear between the rates of floors, so only those points and the crossings between them are looked at.
    """
    corners = sorted({0.0, HIGHEST, *(one.rate for one in (own, peer) if one.rule == "floor" and one.rate < HIGHEST)})
    found: list[tuple[float, float]] = []
    for low, high in itertools.pairwise(corners):
        stretch = _above(low, high, peer_gap(low, own, peer), peer_gap(high, own, peer))
        if stretch and found and abs(found[-1][1] - stretch[0]) < HAIR and peer_gap(stretch[0], own, peer) > HAIR:
            found[-1] = (found[-1][0], stretch[1])
        elif stretch:
            found.append(stretch)
    return tuple(found)


def _above(low: float, high: float, first: float, last: float) -> tuple[float, float] | None:
    """Where a straight line from `first` at `low` to `last` at `high` lies above zero."""
    if max(first, last) <= HAIR:
        return None
    if min(first, last) >= -HAIR:
        return low, high
    zero = low + (high - low) * first / (first - last)
    return (low, zero) if first > 0 else (zero, high)


def pledge_share(pledge: float, output: float) -> float:
    """A pledge over a year of output, both in one currency and unit, as a fraction.

    Raises ValueError for a number that is not finite, a negative pledge and output of nothing.
    """
    if not math.isfinite(pledge) or pledge < 0:
        raise ValueError(f"pledge: expected zero or more, found {pledge!r}")
    if not math.isfinite(output) or output <= 0:
        raise ValueError(f"output: expected more than zero, found {output!r}")
    return pledge / output


def blueprint_index(present: int, clauses: int) -> float:
    """Clauses of Japan's deal present in another over clauses of Japan's deal.

    Raises ValueError where Japan's deal has no clause, and for a count that cannot be.
    """
    if clauses <= 0:
        raise ValueError(f"clauses: the index is undefined while Japan's deal has no clause, found {clauses!r}")
    if not 0 <= present <= clauses:
        raise ValueError(f"present: expected a count from zero to {clauses}, found {present!r}")
    return present / clauses
