"""Duties on goods in general (IEEPA, section 122, section 301), and those added on top of everything else.

Belongs here: what such a duty adds before the share of value left to it, in three readings. Does not belong
here: section 232 programmes (`programmes`), and putting the parts together (`rates`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reportlib.analysis.tariffs.flags import Texts
from reportlib.analysis.tariffs.lines import Bools, Floats
from reportlib.analysis.tariffs.programmes import HIGH, LOW, MID, duty
from reportlib.analysis.tariffs.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Term:
    """A duty in three readings, and the measure that sets it line by line.

    `freed` marks lines that would owe the duty, were they not exempt by a measure of their own.
    """

    low: Floats
    mid: Floats
    high: Floats
    rule: Texts
    freed: Bools

    def at(self, reading: int) -> Floats:
        """The duty in one reading."""
        return (self.low, self.mid, self.high)[reading]


def on_goods(authority: str, standing: Standing) -> Term:
    """The first measure of the authority on each line, less the goods it and its exemptions leave out."""
    held, lines = standing.today.held, standing.lines
    ours = [at for at, link in enumerate(held) if link.authority == authority]
    covers = [at for at in ours if held[at].role == "covers"]
    first = next((at for at in covers if held[at].rule != "exempt"), None)
    if first is None:
        return _nothing(len(lines))
    on = standing.listing([first]).listed
    out = [at for at in ours if held[at].role == "exempts" and held[at].measure == held[first].measure]
    own = [at for at in covers if held[at].rule == "exempt"]
    free = standing.left_out([*out, *own])
    low, mid, high = (
        np.where(on, duty(held[first], base, reading), 0.0)
        for reading, base in ((LOW, lines.low), (MID, lines.mfn), (HIGH, lines.high))
    )
    rule = np.full(len(lines), "", dtype=object)
    rule[on & ~free.central] = held[first].measure
    by_measure = free.central & np.isin(free.link, own)
    for at in own:
        rule[by_measure & (free.link == at)] = held[at].measure
    return Term(
        low=np.where(free.listed, 0.0, low), mid=np.where(free.central, 0.0, mid), high=np.where(free.sure, 0.0, high),
        rule=rule, freed=by_measure & (mid > 0),
    )  # fmt: skip


def on_top(authority: str, standing: Standing) -> Term:
    """Duties added on top of everything else, outside the floors; each measure counts once per line."""
    held, total = standing.today.held, _nothing(len(standing.lines))
    ours = [at for at, link in enumerate(held) if link.authority == authority and link.role == "covers"]
    for measure in dict.fromkeys(held[at].measure for at in ours):
        lists = [at for at in ours if held[at].measure == measure]
        listing, rate = standing.listing(lists), held[lists[0]].rate
        rule = total.rule.copy()
        rule[listing.central] = np.where(total.rule == "", "", total.rule + "+")[listing.central] + measure
        total = Term(
            low=total.low + np.where(listing.sure, rate, 0.0), mid=total.mid + np.where(listing.central, rate, 0.0),
            high=total.high + np.where(listing.listed, rate, 0.0), rule=rule, freed=total.freed,
        )  # fmt: skip
    return total


def _nothing(size: int) -> Term:
    none = np.zeros(size)
    return Term(low=none, mid=none, high=none, rule=np.full(size, "", dtype=object), freed=none > 0)
