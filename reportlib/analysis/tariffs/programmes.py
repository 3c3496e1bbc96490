"""Section 232 programmes: of those a line is listed for, the one asked first holds.

Belongs here: which programme holds surely, centrally or possibly, and what it adds. Does not belong here:
duties on goods in general (`general`), and putting the parts together (`rates`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isfinite, isnan

import numpy as np

from reportlib.analysis.tariffs.law import Link
from reportlib.analysis.tariffs.lines import Bools, Floats, Ints
from reportlib.analysis.tariffs.standing import Standing

LOW, MID, HIGH = range(3)


@dataclass(kw_only=True)
class Programme:
    """One step of the order in which programmes are asked.

    `link` is the position of the link that holds (-1: not on any list), `on_content` marks lines that pay
    on metal only: `content_rate` is the sum of rate x share over their metals, `share` the sum of shares
    (NaN without an estimate), `top_rate` the highest rate of their metals.
    """

    links: tuple[Link, ...]
    link: Ints
    sure: Bools
    central: Bools
    on_content: Bools
    content_rate: Floats
    share: Floats
    top_rate: Floats

    @property
    def on(self) -> Bools:
        """Lines that the programme may hold for."""
        return self.link >= 0

    def added(self, base: Floats, reading: int) -> Floats:
        """What full-value goods pay on top of a base duty; 0 for other lines."""
        total, whole = np.zeros(len(base)), self.on & ~self.on_content
        for at in np.unique(self.link[whole]):
            held = whole & (self.link == at)
            total[held] = duty(self.links[at], base[held], reading)
        return total

    def add_content(self, bound: Bools, rate: float, share: Floats) -> None:
        """Lines that pay a rate on a share of their value, on top of what they pay on other metals."""
        self.on_content |= bound
        self.content_rate += np.where(bound, rate * share, 0.0)
        self.share += np.where(bound, share, 0.0)
        self.top_rate = np.where(bound, np.maximum(self.top_rate, rate), self.top_rate)


def duty(link: Link, base: Floats, reading: int) -> Floats:
    """What a measure adds to base duties (fractions); NaN where the base is unknown and matters.

    additive: rate; floor and cap: max(0, rate - base); exempt: 0. A ceiling holds base and rate together to it.
    In the high reading a quota or certificate is not met.
    """
    if link.rule == "exempt":
        return np.zeros(len(base))
    if reading == HIGH and not isnan(link.unmet):
        return np.full(len(base), link.unmet)
    floor = link.rule.startswith("floor") or link.rule == "cap"
    added = np.maximum(link.rate - base, 0.0) if floor else np.full(len(base), link.rate)
    return added if isnan(link.ceiling) else np.minimum(added, np.maximum(link.ceiling - base, 0.0))


def programmes(standing: Standing) -> Iterator[Programme]:
    """The programmes of the day, first asked first."""
    links = standing.today.held
    ours = [at for at, link in enumerate(links) if link.authority == "s232"]
    covers = [at for at in ours if links[at].role == "covers" and isfinite(links[at].precedence)]
    for _, same in groupby(covers, key=lambda at: links[at].precedence):
        step = list(same)
        measures = {links[at].measure for at in step}
        out = {
            links[at].list: at for at in reversed(ours) if links[at].role == "exempts" and links[at].measure in measures
        }
        yield _step(step, sorted(out.values()), standing)


def _step(step: Sequence[int], out: Sequence[int], standing: Standing) -> Programme:
    links, size = standing.today.held, len(standing.lines)
    made = Programme(
        links=links, link=np.full(size, -1, dtype=np.int64),
        sure=np.zeros(size, dtype=bool), central=np.zeros(size, dtype=bool), on_content=np.zeros(size, dtype=bool),
        content_rate=np.zeros(size), share=np.zeros(size), top_rate=np.zeros(size),
    )  # fmt: skip
    exempting = [at for at in step if links[at].rule == "exempt"]
    families: dict[str, list[int]] = {}
    for at in sorted(step, key=lambda at: links[at].metal != ""):  # duties on full value first
        families.setdefault(links[at].family or links[at].list, []).append(at)
    for members in families.values():
        listing = standing.listing(members)
        bound = listing.listed & ~np.isin(listing.link, exempting)
        first = links[members[0]]
        if first.metal:
            bound &= ~(made.on & ~made.on_content)  # an article on its full value pays once
            made.add_content(bound, first.rate, standing.shares(first.metal))
            standing.flags.add("content_share", bound)
        made.link = np.where(bound & ~made.on, listing.link, made.link)
        made.sure |= bound & listing.sure
        made.central |= bound & listing.central
    over = np.fmax(made.share, 1.0)  # metals together are never more than the goods
    made.content_rate, made.share = made.content_rate / over, made.share / over
    if out:
        free = standing.left_out(out)
        made.link = np.where(free.sure, -1, made.link)
        made.sure &= ~free.listed
        made.central &= ~free.central
    return made
