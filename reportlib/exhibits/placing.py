"""Where labels go: rules that keep words in a chart apart, and the marks charts share.

Belongs here: spreading labels, month ticks, rows of text over bars, the as-of line. Does not belong
here: what a chart shows (`reportlib.exhibits.<topic>`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date

import pandas as pd
from matplotlib import dates as mdates
from matplotlib.axes import Axes

from reportlib import words
from reportlib.exhibits import style

CHARS_A_LINE = 116
"""Characters of the small size that fit the text column, with some to spare."""


def spread(wanted: Sequence[float], gap: float, *, low: float, high: float) -> list[float]:
    """Positions near the wanted ones, in the same order of size, at least `gap` apart, inside the limits."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [max(low, wanted[index]) for index in order]
    for at in range(1, len(placed)):
        placed[at] = max(placed[at], placed[at - 1] + gap)
    if placed and placed[-1] > high:
        placed[-1] = high
        for at in range(len(placed) - 2, -1, -1):
            placed[at] = min(placed[at], placed[at + 1] - gap)
    result = [0.0] * len(wanted)
    for position, index in zip(placed, order, strict=True):
        result[index] = position
    return result


def month_ticks(ax: Axes, first: pd.Timestamp, last: pd.Timestamp, *, most: int = 6) -> None:
    """Limits from first to last with ticks on the first of a month, at most `most`, written Jun 2025."""
    months = pd.date_range(first.replace(day=1), last, freq="MS")
    inside = [month for month in months if first <= month <= last]
    step = next(step for step in (1, 2, 3, 4, 6, 12, 24, 48) if len(inside) / step <= most)
    shown = inside[::step]
    ax.set_xlim(x_of(first), x_of(last))
    ax.set_xticks([x_of(month) for month in shown], [words.tick(month.date()) for month in shown])


def x_of(when: pd.Timestamp | date) -> float:
    """A day as matplotlib counts it."""
    return float(mdates.date2num(pd.Timestamp(when).to_pydatetime()))


def as_of_line(ax: Axes, as_of: pd.Timestamp) -> None:
    """A dashed line at the as-of day, named above the axes; nothing where the day lies outside."""
    at = x_of(as_of)
    low, high = ax.get_xlim()
    if not low <= at <= high:
        return
    ax.axvline(at, color=style.INK, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
    middle = (low + high) / 2
    ax.annotate(
        f"as of {words.day(as_of.date())}",
        (at, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right" if at > middle else "left",
        va="bottom",
        fontsize=style.SMALL,
        color=style.GREY,
    )


def row_text(ax: Axes, y: float, text: str, *, strong: str = "") -> None:
    """Words above the bar of a row, over the full width; `strong` opens them in semibold. No line runs through them."""
    ground = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1}
    label = ax.annotate(
        strong, (0, y), xycoords=("axes fraction", "data"), ha="left", va="bottom", weight="semibold",
        fontsize=style.SMALL, color=style.INK, annotation_clip=False, bbox=ground, zorder=4,
    )  # fmt: skip
    ax.annotate(
        text, (1, 0), xycoords=label, xytext=(5 if strong else 0, 0), textcoords="offset points", ha="left",
        va="bottom", fontsize=style.SMALL, color=style.GREY, annotation_clip=False, bbox=ground, zorder=4,
    )  # fmt: skip


def fitted(text: str, used: int = 0) -> str:
    """The text cut to one line of the column at a word, with an ellipsis; the whole text is in the data."""
    return textwrap.shorten(text, width=max(20, CHARS_A_LINE - used), placeholder=" …")
