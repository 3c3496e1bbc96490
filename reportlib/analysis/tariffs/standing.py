"""Where lines stand: on which list, through which link, how surely, and what that leaves out.

Belongs here: turning the listings of one day into arrays over lines, with their flags. Does not belong here:
what a measure adds (`programmes`, `rates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportlib.analysis.tariffs.flags import Flags
from reportlib.analysis.tariffs.law import LawOfDay, Link
from reportlib.analysis.tariffs.lines import Bools, Ints, Lines

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


class Standing:
    """All lists of one day over one set of lines."""

    def __init__(self, today: LawOfDay, lines: Lines, flags: Flags) -> None:
        self.size, self.flags = len(lines), flags
        self._law, self._held = today.law, today.scopes
        self._starts, self._ends = lines.spans(today.law.scopes["hts_prefix"])
        self._held = self._held & (self._starts < self._ends)
        condition = today.law.scopes["condition"]
        self._sure = condition.isin(SURE).to_numpy()
        self._provisional = (condition == "provisional").to_numpy()
        self._central = (today.law.scopes["central"] == "in").to_numpy()

    def listing(self, links: Sequence[Link]) -> Listing:
        """The lists of these links as one list: the longest prefix wins, then the latest start; flags are raised."""
        rows = [self._law.rows_of[link.list] for link in links]
        owner = np.concatenate([np.full(len(own), at) for at, own in enumerate(rows)])
        row = np.concatenate(rows)
        held = self._held[row]
        row, owner = row[held], owner[held]
        weight = np.argsort(row, kind="stable")
        at = np.full(self.size, -1, dtype=np.int64)
        link = np.full(self.size, -1, dtype=np.int64)
        for position, whose in zip(row[weight].tolist(), owner[weight].tolist(), strict=True):
            span = slice(self._starts[position], self._ends[position])
            at[span], link[span] = position, whose
        listed = at >= 0
        sure, central, provisional = (listed & mark[at] for mark in (self._sure, self._central, self._provisional))
        self.flags.add("list_provisional", provisional)
        for whose, one in enumerate(links):
            if one.flag:
                self.flags.add(one.flag, (link == whose) & (~sure | (one.unmet is not None)))
        return Listing(link=link, sure=sure, central=central)

    def left_out(self, links: Sequence[Link]) -> Listing:
        """Lines on any of the lists that leave goods out; `link` is the position of one that does centrally."""
        link = np.full(self.size, -1, dtype=np.int64)
        sure, central = np.zeros(self.size, dtype=bool), np.zeros(self.size, dtype=bool)
        for position, one in enumerate(links):
            listing = self.listing([one])
            link = np.where((listing.central & ~central) | (listing.listed & (link < 0)), position, link)
            sure, central = sure | (listing.listed & listing.sure), central | (listing.listed & listing.central)
        return Listing(link=link, sure=sure, central=central)
