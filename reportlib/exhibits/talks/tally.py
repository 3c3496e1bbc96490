"""Tally of the meetings: one step line per kind of meeting, counted up; the due days stand as marks below."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.transforms import offset_copy

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import date_axis, fixed, no_record
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.placing import as_of_line, spread

HEIGHT = 1.75
LEFT, RIGHT, TOP, BOTTOM = 0.75, 0.95, 0.18, 0.30
WIDTH, TALL = style.TEXT_WIDTH_IN - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
DUE = 0.30
"""Inches below the counts for the marks of the due days."""
DASHES: tuple[Any, ...] = ("-", (0, (4, 1.5)), (0, (1.5, 1.2)))
LOWER = 1.8
"""Points by which each further line stands below the one before."""


def _describe(data: pd.DataFrame) -> str:
    meetings, due = data.loc[data["row_kind"] == "meeting"], data.loc[data["row_kind"] == "deadline"]
    last = meetings.groupby("name", sort=False)["held"].max().items()
    counts = ", ".join(f"{str(name).lower()} {held:.0f}" for name, held in last)
    ends = [words.day(one.date()) for one in (meetings["day"].min(), meetings["day"].max())]
    past = due["day"] < data["as_of"].iloc[0]
    return (
        f"Step lines of meetings held, counted up from {ends[0]} to {ends[1]}: {counts}. Below them {past.sum()} due"
        f" days of talks and tariffs behind the as-of day, {due.loc[past, 'is_known'].sum()} with an outcome on record,"
        f" and {(~past).sum()} ahead."
    )


@chart(height=HEIGHT, describe=_describe)
def tally(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Steps to the end of the record, named at their ends; a due day is filled once its outcome is on record."""
    ax = ax if ax is not None else canvas(HEIGHT)
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    today, horizon = data["as_of"].iloc[0], data["horizon"].iloc[0]
    first, last = data["day"].min(), max(today, data["day"].max())
    first, last = first - (last - first) * 0.02, last + (last - first) * 0.02
    most = float(data["held"].max())
    floor = -most * DUE / (TALL - DUE)
    ax.set(xlim=(date2num(first), date2num(last)), ylim=(floor, most * 1.06))
    no_record(ax, horizon, today)
    _steps(ax, data, min(today, horizon), (most - floor) / TALL)
    _due(ax, data.loc[data["row_kind"] == "deadline"], floor / 2)
    date_axis(ax, first, last, WIDTH)
    step = next(step for step in (1, 2, 5, 10, 20, 50) if most / step <= 4)
    counts = list(range(0, int(most) + 1, step))
    ax.set_yticks([floor / 2, *counts], ["Due days", *map(str, counts)])
    as_of_line(ax, today)
    return ax


def _steps(ax: Axes, data: pd.DataFrame, end: pd.Timestamp, unit: float) -> None:
    """One line per kind of meeting from nought up, its name and count beside the axes."""
    meetings = data.loc[data["row_kind"] == "meeting"]
    lines = list(meetings.groupby("name", sort=False))
    lines.sort(key=lambda one: -one[1]["held"].max())
    tops = [float(rows["held"].max()) for _, rows in lines]
    heights = spread(tops, 0.145 * unit, low=0, high=max(tops))
    for at, ((name, rows), colour, top, height) in enumerate(
        zip(lines, style.palette(len(lines)), tops, heights, strict=True)
    ):
        days = [*rows["day"], max(end, rows["day"].max())]
        # A little lower and broken: where two lines count the same, both are seen.
        lower = offset_copy(ax.transData, fig=ax.get_figure(root=True), y=-LOWER * at, units="points")
        ax.plot(
            date2num(days), [*rows["held"], top], drawstyle="steps-post", color=colour, lw=1.6, ls=DASHES[at],
            transform=lower, zorder=3,
        )  # fmt: skip
        ax.plot(date2num(rows["day"]), rows["held"], "o", ms=3.6, color=colour, transform=lower, zorder=4)
        ax.annotate(
            f"{name} {top:.0f}", (1, height), xycoords=("axes fraction", "data"), xytext=(6, 0), ha="left", va="center",
            textcoords="offset points", fontsize=style.SMALL, fontweight="semibold",
            color=style.INK if colour == style.ORANGE else colour,
        )  # fmt: skip


def _due(ax: Axes, rows: pd.DataFrame, at: float) -> None:
    ax.axhline(0, color=style.RULE, lw=0.8, zorder=1)
    for known, fill in ((True, style.INK), (False, style.PAPER)):
        days = date2num(rows.loc[rows["is_known"] == known, "day"])
        ax.plot(days, [at] * len(days), "D", ms=3.8, mfc=fill, mec=style.INK, mew=0.9, ls="none", zorder=3)
