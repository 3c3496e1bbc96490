"""Where lines stand: on which list, through which link, how surely, and what that leaves out.

Belongs here: turning listings of one day into arrays over lines, with their flags. Does not belong here:
what a measure adds (`programmes`, `general`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isnan

import numpy as np
import pandas as pd

from reportlib.analysis.tariffs.flags import Flags
from reportlib.analysis.tariffs.law import Law, LawOfDay
from reportlib.analysis.tariffs.lines import Bools, Floats, Ints, Lines

SURE = ("full", "content")
"""Conditions that leave no choice whether a line is on the list."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """For each line the position of the link that lists it (-1: none), how surely, and the central reading."""

    link: Ints
    sure: Bools
    central: Bools

    @property
    def listed(self) -> Bools:
        """Lines on the list at all."""
        return self.link >= 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Ground:
    """What holds between the rows of all lists and a set of lines, whatever the day."""

    starts: Ints
    ends: Ints
    sure: Bools
    central: Bools
    provisional: Bools
    shares: dict[str, Floats]


@lru_cache(maxsize=4)
def ground(law: Law, lines: Lines) -> Ground:
    """Made once for a law and its lines: days and views share it."""
    starts, ends = lines.spans(law.scopes["hts_prefix"])
    condition = law.scopes["condition"]
    by_length = law.shares.sort_values("hts_prefix", key=lambda at: at.str.len(), kind="stable")
    return Ground(
        starts=starts, ends=ends,
        sure=condition.isin(SURE).to_numpy(), central=(law.scopes["central"] == "in").to_numpy(),
        provisional=(condition == "provisional").to_numpy(),
        shares={str(metal): _painted(rows, lines) for metal, rows in by_length.groupby("metal")},
    )  # fmt: skip


def _painted(shares: pd.DataFrame, lines: Lines) -> Floats:
    """The share of each line, NaN where no prefix covers it; the longest prefix comes last and wins."""
    painted = np.full(len(lines), np.nan)
    spans = (ends.tolist() for ends in lines.spans(shares["hts_prefix"]))
    for start, end, share in zip(*spans, shares["share"].tolist(), strict=True):
        painted[start:end] = share
    return painted


class Standing:
    """All lists of one day over one set of lines."""

    def __init__(self, today: LawOfDay, lines: Lines, flags: Flags) -> None:
        self.today, self.lines, self.flags = today, lines, flags
        self._ground = ground(today.law, lines)
        self._held = np.zeros(len(today.law.scopes), dtype=bool)
        self._held[today.rows] = True

    def listing(self, links: Sequence[int]) -> Listing:
        """The lists of these links as one list: the longest prefix wins, then the latest start; flags are raised."""
        base, held, law = self._ground, self.today.held, self.today.law
        per_link = [own[self._held[own]] for own in (law.rows_of[held[at].list] for at in links)]
        rows, owner = np.concatenate(per_link), np.repeat(links, [len(own) for own in per_link])
        order = np.argsort(rows, kind="stable")
        rows, owner = rows[order], owner[order]
        on = np.full(len(self.lines), -1, dtype=np.int64)
        for at, (start, end) in enumerate(zip(base.starts[rows].tolist(), base.ends[rows].tolist(), strict=True)):
            on[start:end] = at
        link = np.append(owner, -1)[on]
        sure = np.append(base.sure[rows], False)[on]
        central = np.append(base.central[rows], False)[on]
        self.flags.add("list_provisional", np.append(base.provisional[rows], False)[on])
        for at in links:
            unmet = not isnan(held[at].unmet)  # the quota or certificate is a choice on every line
            self.flags.add(held[at].flag, (link == at) & (~sure | unmet))
        return Listing(link=link, sure=sure, central=central)

    def left_out(self, links: Sequence[int]) -> Listing:
        """Lines on any of the lists that leave goods out: surely on one, centrally on one."""
        none = np.zeros(len(self.lines), dtype=bool)
        link, sure, central = np.full(len(self.lines), -1, dtype=np.int64), none.copy(), none.copy()
        for at in links:
            one = self.listing([at])
            link = np.where(one.central & ~central | (link < 0), one.link, link)
            sure, central = sure | one.sure, central | one.central
        return Listing(link=link, sure=sure, central=central)

    def shares(self, metal: str) -> Floats:
        """Share of each line's value that is the metal; NaN where there is no estimate."""
        none = np.full(len(self.lines), np.nan)
        return self._ground.shares.get(metal, none)
