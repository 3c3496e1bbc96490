"""Stacked area: the effective rate by authority over entry dates, its range, and what trackers publish."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import date_axis, fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import width_of
from reportlib.exhibits.placing import spread
from reportlib.exhibits.tariffs.parts import beside, percent, percents, top_row

HEIGHT = 2.3
LEFT, RIGHT, TOP, BOTTOM = 0.42, 1.30, 0.28, 0.30
WIDTH, TALL = style.TEXT_WIDTH_IN - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
BANDS = {
    "base": ("Base duty", "#8b96a1"), "s232": ("Section 232", style.BLUE), "ieepa": ("IEEPA", style.TEAL),
    "s122": ("Section 122", style.PLUM), "s301": ("Section 301", "#c4551b"), "added": ("Scenario", style.INK),
}  # fmt: skip
MARKERS = ("D", "s", "^", "v")
SEEN = 1e-4
HOLLOW: dict[str, Any] = {"ms": 5, "mfc": style.PAPER, "mec": style.INK, "mew": 1.2, "clip_on": False}


def _describe(data: pd.DataFrame) -> str:
    ours = data.loc[data["kind"] == "ours"]
    first, last = ours.iloc[0], ours.iloc[-1]
    top = top_row(ours, "total")
    parts = ", ".join(f"{name} {percent(last[key])}" for key, (name, _) in BANDS.items() if last[key] > SEEN)
    text = (
        f"Stacked area of the effective rate by authority, by entry date. {percent(first['total'])} on "
        f"{words.day(first['day'].date())}, {percent(top['total'])} at most on {words.day(top['day'].date())}, "
        f"{percent(last['total'])} on {words.day(last['day'].date())} ({percent(last['low'])} to "
        f"{percent(last['high'])}): {parts}."
    )
    theirs = data.loc[data["kind"] == "tracker"]
    if len(theirs):
        one = theirs.iloc[-1]
        text += f" Figures of trackers beside it: {len(theirs)}, the last {percent(one['theirs'])} by {one['tracker']} "
        text += f"for {words.day(one['day'].date())}."
    return text


@chart(height=HEIGHT, describe=_describe, grid="y")
def authority_area(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Bands sum to the effective rate; thin lines: low and high; dashed: as collected; marks: trackers."""
    ax = ax if ax is not None else canvas(HEIGHT)
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    ours, theirs = data.loc[data["kind"] == "ours"], data.loc[data["kind"] == "tracker"]
    first, last = ours["day"].iloc[0], ours["day"].iloc[-1]
    highest = max(0.10, float(ours[["high", "total", "collected_view"]].max().max()) * 1.06)
    ax.set(xlim=(date2num(first), date2num(last)), ylim=(0, highest))
    days = date2num(ours["day"])
    floor = ours["total"] * 0
    middles: dict[str, float] = {}
    for key, (_, colour) in BANDS.items():
        band = ours[key].fillna(0)
        if band.max() < SEEN:
            continue
        ax.fill_between(days, floor, floor + band, step="post", color=colour, lw=0, zorder=2)
        if band.iloc[-1] > SEEN:
            middles[key] = float(floor.iloc[-1] + band.iloc[-1] / 2)
        floor = floor + band
    for edge in ("low", "high"):
        ax.step(days, ours[edge], where="post", color=style.INK, lw=0.7, ls=(0, (1, 1.2)), zorder=4)
    ax.step(days, ours["total"], where="post", color=style.INK, lw=1.3, zorder=5)
    collected = ours["collected_view"].where((ours["collected_view"] - ours["total"]).abs() > 5e-4)
    if collected.notna().any():
        _dashed(ax, ours, collected)
    _marks(ax, theirs)
    _names(ax, ours, middles, highest)
    _past_bands(ax, ours, theirs, highest)
    percents(ax, highest)
    date_axis(ax, first, last, WIDTH)
    _key(ax, theirs, bool(collected.notna().any()))
    return ax


def _dashed(ax: Axes, ours: pd.DataFrame, collected: pd.Series[float]) -> None:
    """What was collected, where it is not what is owed."""
    for (start, end), level in zip(pairwise(ours["day"]), collected, strict=False):
        if pd.notna(level):
            ends = [date2num(start), date2num(end)]
            ax.plot(ends, [level] * 2, color=style.ORANGE, lw=1.4, ls=(0, (2.2, 1)), zorder=6)


def _marks(ax: Axes, theirs: pd.DataFrame) -> None:
    for mark, name in zip(MARKERS, dict.fromkeys(theirs["tracker"]), strict=False):
        rows = theirs.loc[theirs["tracker"] == name]
        days = date2num(rows["day"])
        ax.plot(days, rows["theirs"], mark, **HOLLOW, ls="", zorder=7)


def _names(ax: Axes, ours: pd.DataFrame, middles: dict[str, float], highest: float) -> None:
    """At the right edge the bands of the last day with their points, and the total on top."""
    gap = 0.15 / TALL * highest
    keys = list(middles)
    total = float(ours["total"].iloc[-1])
    top = max(total + gap * 0.6, max(middles.values(), default=0) + gap)
    heights = spread([*middles.values(), top], gap, low=gap * 0.4, high=highest)
    for key, at in zip(keys, heights, strict=False):
        name, colour = BANDS[key]
        beside(ax, f"{name} {percent(float(ours[key].iloc[-1]))}", at)
        ax.plot([1.0, 1.008], [at, at], transform=ax.get_yaxis_transform(), color=colour, lw=3, clip_on=False)
    beside(ax, f"All: {percent(total)}", heights[-1], fontweight="semibold")


def _past_bands(ax: Axes, ours: pd.DataFrame, theirs: pd.DataFrame, highest: float) -> None:
    """Names of bands that have ended, written where the band is thickest over the whole width of the name."""
    keys, first, last = list(BANDS), ours["day"].iloc[0], ours["day"].iloc[-1]
    given = theirs["theirs"].to_numpy(dtype=float)
    days = ((ours["day"] - first) / (last - first) * WIDTH).to_numpy()
    until = np.append(days[1:], WIDTH)
    marks = ((theirs["day"] - first) / (last - first) * WIDTH).to_numpy()
    for key in keys[1:]:
        if ours[key].max() < SEEN or ours[key].iloc[-1] > SEEN:
            continue
        under = ours[keys[: keys.index(key)]].fillna(0).sum(axis=1).to_numpy()
        upper = under + ours[key].fillna(0).to_numpy()
        half = width_of(BANDS[key][0], style.SMALL) / 2 + 0.04
        best, where = 0.0, (0.0, 0.0)
        for centre in (half + at * 0.03 for at in range(int((WIDTH - 2 * half) / 0.03))):
            over = (days < centre + half) & (until > centre - half)
            low, high = float(under[over].max()), float(upper[over].min())
            middle = (low + high) / 2
            level = np.abs(given - middle) / highest * TALL
            if ((np.abs(marks - centre) < half + 0.05) & (level < 0.12)).any():
                continue
            if high - low > best:
                best, where = high - low, (centre, middle)
        if best / highest * TALL > 0.16:
            at = date2num(first) + where[0] / WIDTH * (date2num(last) - date2num(first))
            ax.text(at, where[1], BANDS[key][0], ha="center", va="center", fontsize=style.SMALL, color=style.PAPER,
                    zorder=6)  # fmt: skip


def _key(ax: Axes, theirs: pd.DataFrame, collected: bool) -> None:
    """What the lines and marks are, in a row above the chart."""
    rows: list[tuple[str, str]] = [("low", "low and high")]
    if collected:
        rows.append(("collected", "rates as first collected"))
    names = dict.fromkeys(theirs["tracker"])
    rows += [(mark, name.removeprefix("The ")) for mark, name in zip(MARKERS, names, strict=False)]
    x, y = 0.0, 1 + 0.14 / TALL
    for kind, text in rows:
        sign = [x, x + 0.18 / WIDTH]
        if kind in ("low", "collected"):
            low = kind == "low"
            ax.plot(
                sign, [y, y], transform=ax.transAxes, clip_on=False, color=style.INK if low else style.ORANGE,
                lw=0.8 if low else 1.4, ls=(0, (1, 1.2) if low else (2.2, 1)),
            )  # fmt: skip
        else:
            ax.plot(sum(sign) / 2, y, kind, transform=ax.transAxes, **HOLLOW)
        ax.text(x + 0.23 / WIDTH, y, text, transform=ax.transAxes, ha="left", va="center", fontsize=style.SMALL)
        x += (0.23 + width_of(text, style.SMALL) + 0.16) / WIDTH
