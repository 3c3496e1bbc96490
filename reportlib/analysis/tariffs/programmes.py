"""Section 232 programmes: of those a line is listed for, the one asked first holds.

Belongs here: which programme holds surely, centrally or possibly, and what it adds. Does not belong here:
duties on goods in general (`general`), and putting the parts together (`rates`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
<<<<<<< HEAD
from math import isfinite, isnan
=======
>>>>>>> 7d9f88b

import numpy as np

<<<<<<< HEAD
from reportlib.analysis.tariffs.law import Link
from reportlib.analysis.tariffs.lines import Bools, Floats, Ints
=======
from reportlib.analysis.tariffs.flags import Flags
from reportlib.analysis.tariffs.law import LawOfDay, Link
from reportlib.analysis.tariffs.lines import Bools, Floats, Ints, Lines
>>>>>>> 7d9f88b
from reportlib.analysis.tariffs.standing import Standing

LOW, MID, HIGH = range(3)


@dataclass(kw_only=True)
class Programme:
    """One step of the order in which programmes are asked.

    `link` is the position in `links` of the one that holds (-1: not on any list), `on_content` marks lines that
    pay on metal only: `content_rate` is the sum of rate x share over their metals, `share` the sum of shares
    (NaN without an estimate), `top_rate` the highest rate of their metals.
    """

<<<<<<< HEAD
    links: tuple[Link, ...]
=======
    links: Sequence[Link]
>>>>>>> 7d9f88b
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
<<<<<<< HEAD
        total, whole = np.zeros(len(base)), self.on & ~self.on_content
        for at in np.unique(self.link[whole]):
            held = whole & (self.link == at)
            total[held] = duty(self.links[at], base[held], reading)
=======
        total = np.zeros(len(base))
        for position, link in enumerate(self.links):
            held = (self.link == position) & ~self.on_content
            if held.any():
                total[held] = duty(link, base, reading)[held]
>>>>>>> 7d9f88b
        return total

    def add_content(self, bound: Bools, rate: float, share: Floats) -> None:
        """Lines that pay a rate on a share of their value, on top of what they pay on other metals."""
        self.on_content |= bound
        self.content_rate += np.where(bound, rate * share, 0.0)
        self.share += np.where(bound, share, 0.0)
        self.top_rate = np.where(bound, np.maximum(self.top_rate, rate), self.top_rate)

<<<<<<< HEAD

=======
>>>>>>> 7d9f88b
def duty(link: Link, base: Floats, reading: int) -> Floats:
    """What a measure adds to base duties (fractions); NaN where the base is unknown and matters.

    additive: rate; floor and cap: max(0, rate - base); exempt: 0. A ceiling holds base and rate together to it.
    In the high reading a quota or certificate is not met.
    """
    if link.rule == "exempt":
        return np.zeros(len(base))
<<<<<<< HEAD
    if reading == HIGH and not isnan(link.unmet):
        return np.full(len(base), link.unmet)
    floor = link.rule.startswith("floor") or link.rule == "cap"
    added = np.maximum(link.rate - base, 0.0) if floor else np.full(len(base), link.rate)
    return added if isnan(link.ceiling) else np.minimum(added, np.maximum(link.ceiling - base, 0.0))
=======
    if reading == HIGH and link.unmet is not None:
        return np.full(len(base), link.unmet)
    inclusive = link.rule.startswith("floor") or link.rule == "cap"
    added = np.maximum(link.rate - base, 0.0) if inclusive else np.full(len(base), link.rate)
    return added if link.ceiling is None else np.minimum(added, np.maximum(link.ceiling - base, 0.0))
>>>>>>> 7d9f88b


def programmes(standing: Standing) -> Iterator[Programme]:
    """The programmes of the day, first asked first."""
<<<<<<< HEAD
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
=======
    covers = [link for link in today.of("s232") if np.isfinite(link.precedence)]
    out = today.of("s232", covers=False)
    for _, members in groupby(sorted(covers, key=lambda link: link.precedence), key=lambda link: link.precedence):
        step = list(members)
        measures = {link.measure for link in step}
        exempts = {link.list: link for link in out if link.measure in measures}
        yield _step(step, list(exempts.values()), lines, standing, shares, flags)


def _step(
    step: list[Link], out: list[Link], lines: Lines, standing: Standing, shares: pd.DataFrame, flags: Flags
) -> Programme:
    size = len(lines)
    made = Programme(
        links=step, link=np.full(size, -1, dtype=np.int64), sure=np.zeros(size, dtype=bool),
        central=np.zeros(size, dtype=bool), on_content=np.zeros(size, dtype=bool), content_rate=np.zeros(size),
        share=np.zeros(size), top_rate=np.zeros(size),
    )  # fmt: skip
    step.sort(key=lambda link: (link.metal != "", link.family))  # articles on their full value come first
    for _, members in groupby(step, key=lambda link: link.family):
        family = list(members)
        listing = standing.listing(family)
        first = step.index(family[0])
        free = np.array([link.rule == "exempt" for link in family])
        bound = listing.listed & ~free[listing.link]
        if metal := family[0].metal:
            bound &= ~(made.on & ~made.on_content)  # an article on its full value pays once
            if bound.any():
                _add_content(made, bound, family[0].rate, _shares(shares, metal, lines))
            flags.add("content_share", bound)
        made.link = np.where(bound & ~made.on, listing.link + first, made.link)
        made.sure |= bound & listing.sure
        made.central |= bound & listing.central
    if out:
        left_out = standing.left_out(out)
        made.link = np.where(left_out.sure, -1, made.link)
        made.sure &= ~left_out.listed
        made.central &= ~left_out.central
    return made


def _add_content(made: Programme, bound: Bools, rate: float, share: Floats) -> None:
    made.on_content |= bound
    made.content_rate = made.content_rate + np.where(bound, rate * share, 0.0)
    made.share = np.where(bound, np.minimum(made.share + share, 1.0), made.share)
    made.top_rate = np.where(bound, np.maximum(made.top_rate, rate), made.top_rate)


def _shares(shares: pd.DataFrame, metal: str, lines: Lines) -> Floats:
    """Share of each line's value that is the metal; NaN where there is no estimate. The longer prefix wins."""
    starts, ends = lines.spans(shares["hts_prefix"])
    own = (shares["metal"] == metal).to_numpy() & (starts < ends)
    length = shares["hts_prefix"].str.len().to_numpy()
    painted = np.full(len(lines), np.nan)
    value = shares["share"].to_numpy(dtype=float)
    for at in sorted(np.flatnonzero(own).tolist(), key=lambda row: int(length[row])):
        painted[starts[at] : ends[at]] = value[at]
    return painted
>>>>>>> 7d9f88b
