"""Section 232 programmes: of those a line is listed for, the one asked first holds.

Belongs here: which programme holds surely, centrally or possibly, and what it adds. Does not belong here:
duties on goods in general, and putting the parts together (`rates`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from reportlib.analysis.tariffs.flags import Flags
from reportlib.analysis.tariffs.law import LawOfDay
from reportlib.analysis.tariffs.lines import Bools, Floats, Ints, Lines, paint
from reportlib.analysis.tariffs.standing import Standing

LOW, MID, HIGH = range(3)


@dataclass(kw_only=True)
class Programme:
    """One step of the order in which programmes are asked.

    `link` is the position of the link that holds (-1: not on any list), `on_content` marks lines that pay
    on metal only: `content_rate` is the sum of rate x share over their metals, `share` the sum of shares
    (NaN without an estimate), `top_rate` the highest rate of their metals.
    """

    links: pd.DataFrame
    link: Ints
    sure: Bools
    central: Bools
    on_content: Bools
    content_rate: Floats
    share: Floats
    top_rate: Floats
    _unset: None = field(default=None, repr=False)

    @property
    def on(self) -> Bools:
        """Lines that the programme may hold for."""
        return self.link >= 0

    def added(self, base: Floats, reading: int) -> Floats:
        """What full-value goods pay on top of a base duty; 0 for other lines."""
        total = np.zeros(len(base))
        for position in np.unique(self.link[self.on & ~self.on_content]):
            held = (self.link == position) & ~self.on_content
            total[held] = duty(self.links.loc[position], base, reading)[held]
        return total


def duty(measure: pd.Series[Any], base: Floats, reading: int) -> Floats:
    """What a measure adds to base duties (fractions); NaN where the base is unknown and matters.

    additive: rate; floor and cap: max(0, rate - base); exempt: 0. A ceiling holds base and rate together to it.
    In the high reading a quota or certificate is not met.
    """
    rule, rate = str(measure["rate_rule"]), float(measure["rate"]) / 100
    if rule == "exempt":
        return np.zeros(len(base))
    added = np.maximum(rate - base, 0.0) if rule.startswith("floor") or rule == "cap" else np.full(len(base), rate)
    if measure["ceiling_pct"] == measure["ceiling_pct"]:  # NaN: no ceiling
        added = np.minimum(added, np.maximum(float(measure["ceiling_pct"]) / 100 - base, 0.0))
    if reading == HIGH and measure["rate_unmet"] == measure["rate_unmet"]:
        added = np.full(len(base), float(measure["rate_unmet"]) / 100)
    return added


def programmes(
    today: LawOfDay, lines: Lines, standing: Standing, shares: pd.DataFrame, flags: Flags
) -> Iterator[Programme]:
    """The programmes of the day, first asked first."""
    links = today.links.loc[today.links["authority"] == "s232"]
    covers = links.loc[(links["role"] == "covers") & links["precedence"].notna()]
    for _, step in covers.groupby("precedence", sort=True):
        out = links.loc[(links["role"] == "exempts") & links["measure"].isin(step["measure"])]
        yield _step(step, out.drop_duplicates("list"), lines, standing, shares, flags)


def _step(
    step: pd.DataFrame, out: pd.DataFrame, lines: Lines, standing: Standing, shares: pd.DataFrame, flags: Flags
) -> Programme:
    size = len(lines)
    none = np.zeros(size, dtype=bool)
    made = Programme(
        links=step, link=np.full(size, -1, dtype=np.int64), sure=none.copy(), central=none.copy(),
        on_content=none.copy(), content_rate=np.zeros(size), share=np.zeros(size), top_rate=np.zeros(size),
    )  # fmt: skip
    exempting = step.index[step["rate_rule"] == "exempt"]
    family = step["family"].where(step["family"] != "", step["list"])
    by_value = step.assign(family=family, late=step["metal"] == "").sort_values("late", ascending=False, kind="stable")
    for _, members in by_value.groupby("family", sort=False):
        listing = standing.listing(members)
        bound = listing.listed & ~np.isin(listing.link, exempting)
        if metal := str(members.iloc[0]["metal"]):
            bound &= ~(made.on & ~made.on_content)  # an article on its full value pays once
            _add_content(made, bound, float(members.iloc[0]["rate"]) / 100, _shares(shares, metal, lines))
            flags.add("content_share", bound)
        made.link = np.where(bound & ~made.on, listing.link, made.link)
        made.sure |= bound & listing.sure
        made.central |= bound & listing.central
    if not out.empty:
        free = standing.left_out(out)
        made.link = np.where(free.sure, -1, made.link)
        made.sure &= ~free.listed
        made.central &= ~free.central
    return made


def _add_content(made: Programme, bound: Bools, rate: float, share: Floats) -> None:
    made.on_content |= bound
    made.content_rate = made.content_rate + np.where(bound, rate * share, 0.0)
    made.share = np.where(bound, np.minimum(made.share + share, 1.0), made.share)
    made.top_rate = np.where(bound, np.maximum(made.top_rate, rate), made.top_rate)


def _shares(shares: pd.DataFrame, metal: str, lines: Lines) -> Floats:
    """Share of each line's value that is the metal; NaN where there is no estimate."""
    rows = shares.loc[shares["metal"] == metal].sort_values("hts_prefix", key=lambda at: at.str.len(), kind="stable")
    painted: Floats = paint(rows, lines, rows["share"].to_numpy(dtype=float))
    return painted
