"""Axes of charts: fixed margins in inches and dates that never crowd."""

from __future__ import annotations

import itertools

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.labels import width_of


def fixed(ax: Axes, *, left: float, right: float, top: float, bottom: float) -> None:
    """Margins in inches instead of automatic layout, so that labels can be placed before drawing."""
    figure = ax.figure
    if not isinstance(figure, Figure):
        raise TypeError("a chart needs a figure of its own")
    figure.set_layout_engine("none")
    wide, high = figure.get_size_inches()
    ax.set_position((left / wide, bottom / high, 1 - (left + right) / wide, 1 - (top + bottom) / high))


def months(first: pd.Timestamp, last: pd.Timestamp, width: float) -> list[pd.Timestamp]:
    """Firsts of months between two days, thinned until their names stand apart and inside the axis."""
    starts = [one for one in pd.date_range(first.normalize(), last, freq="MS") if first <= one <= last]
    span = last - first
    room = width_of("Mmm 2025", style.SMALL)
    for every in (1, 2, 3, 6, 12, 24):
        kept = [one for one in starts if (one.month - 1) % every == 0 and (every < 24 or one.year % 2 == 0)]
        inside = [one for one in kept if room / 2 <= float((one - first) / span) * width <= width - room / 2 + 0.05]
        gaps = [float((b - a) / span) * width for a, b in itertools.pairwise(inside)]
        if all(gap >= room + 0.12 for gap in gaps):
            return inside
    return starts[:1]


def date_axis(ax: Axes, first: pd.Timestamp, last: pd.Timestamp, width: float) -> None:
    """Month ticks with names like Jun 2025 along the x axis."""
    kept = months(first, last, width)
    ax.set_xticks([date2num(one) for one in kept], [words.tick(one.date()) for one in kept])


def no_record(ax: Axes, horizon: pd.Timestamp, today: pd.Timestamp) -> None:
    """A grey band from the end of our record to the as-of day; nothing where the record reaches that day."""
    low, high = ax.get_xlim()
    start, end = max(date2num(horizon), low), min(date2num(today), high)
    if start < end:
        ax.axvspan(start, end, color=style.RULE, zorder=0, lw=0)
