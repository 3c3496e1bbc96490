"""Where lines stand: on which list, through which link, how surely, and what that leaves out.

Belongs here: turning listings of one day into arrays over lines, with their flags. Does not belong here:
what a measure adds (`rates`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reportlib.analysis.tariffs.flags import Flags
from reportlib.analysis.tariffs.law import LawOfDay
from reportlib.analysis.tariffs.lines import Bools, Ints, Lines, paint

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
        self.lines, self.flags = lines, flags
        self._rows = dict(iter(today.scopes.groupby("list", sort=False)))

    def listing(self, links: pd.DataFrame) -> Listing:
        """The lists of these links as one list: the longest prefix wins, then the latest start; flags are raised."""
        parts = [self._rows[name].assign(link=at) for at, name in links["list"].items()]
        rows = parts[0] if len(parts) == 1 else pd.concat(parts).sort_values(["length", "effective_from"], kind="stable")
        at = paint(rows, self.lines, np.arange(len(rows)))
        link = np.append(rows["link"].to_numpy(dtype=np.int64), -1)[at]
        sure = np.append(rows["condition"].isin(SURE).to_numpy(), False)[at]
        central = np.append((rows["central"] == "in").to_numpy(), False)[at]
        provisional = np.append((rows["condition"] == "provisional").to_numpy(), False)[at]
        self.flags.add("list_provisional", provisional)
        for position, flag in links["flag"].items():
            self.flags.add(flag, (link == position) & ~sure)
        return Listing(link=link, sure=sure, central=central)

    def left_out(self, links: pd.DataFrame) -> Listing:
        """Lines on any of the lists that leave goods out: surely on one, centrally on one."""
        none = np.zeros(len(self.lines), dtype=bool)
        link, sure, central = np.full(len(self.lines), -1, dtype=np.int64), none.copy(), none.copy()
        for position in links.index:
            one = self.listing(links.loc[[position]])
            link = np.where(one.central & ~central | (link < 0), one.link, link)
            sure, central = sure | one.sure, central | one.central
        return Listing(link=link, sure=sure, central=central)
