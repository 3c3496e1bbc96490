"""Slip chart: the day a date was promised against the promised day; on the diagonal it happened."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import date_axis, fixed, months, no_record
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import Box, width_of
from reportlib.exhibits.placing import as_of_line

HEIGHT = 2.5
LEFT, RIGHT, TOP, BOTTOM = 0.72, 0.10, 0.18, 0.30
WIDTH, TALL = style.TEXT_WIDTH_IN - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
MARKS = ("o", "s", "D", "^")


def _describe(data: pd.DataFrame) -> str:
    text = "Line chart of promised dates: across, the day something was said; up, the day it was promised for. "
    parts = []
    for name, rows in data.groupby("name", sort=False):
        said = rows.loc[rows["row_kind"] == "promise"]
        done = rows.loc[rows["row_kind"] == "outcome"]
        part = f"{name}: first promised for {words.day(said['promised_to'].iloc[0].date())}"
        if len(said) > 1:
            part += f", last for {words.day(said['promised_to'].iloc[-1].date())}"
        part += f", done on {words.day(done['promised_to'].iloc[-1].date())}" if len(done) else ", not done"
        parts.append(part)
    return text + "; ".join(parts) + "."


@chart(height=HEIGHT, describe=_describe, grid="y")
def slip(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One line per milestone, a filled mark on the diagonal where it was done, hollow marks for promises."""
    ax = ax if ax is not None else canvas(HEIGHT)
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    first, last, low, high = _window(data)
    ax.set(xlim=(date2num(first), date2num(last)), ylim=(date2num(low), date2num(high)))
    ax.plot([date2num(low), date2num(high)], [date2num(low), date2num(high)], color=style.GREY, lw=0.9, ls=(0, (2, 2)))
    today = data["as_of"].iloc[0]
    no_record(ax, data["horizon"].iloc[0], today)
    as_of_line(ax, today)
    names = list(dict.fromkeys(data["name"]))
    colours = dict(zip(names, style.palette(len(names)), strict=True))
    for name, mark in zip(names, MARKS, strict=False):
        _line(ax, data.loc[data["name"] == name], colours[name], mark)
    taken, diagonal = _drawn(ax, data, today)
    for name in names:
        rows = data.loc[data["name"] == name]
        box = _free(ax, name, rows, [*taken, *diagonal]) or _free(ax, name, rows, taken)
        if box:
            taken.append(box)
            colour = style.INK if colours[name] == style.ORANGE else colours[name]
            _write(ax, (box.left + box.right) / 2, (box.bottom + box.top) / 2, name, colour, "semibold")
    ticks = months(low, high, TALL * 2.2)
    rules = [_inches(ax, date2num(first), date2num(one))[1] for one in ticks]
    _diagonal(ax, [*taken, *diagonal, *(Box(0, y - 0.01, WIDTH, y + 0.01) for y in rules)])
    date_axis(ax, first, last, WIDTH)
    ax.set_yticks([date2num(one) for one in ticks], [words.tick(one.date()) for one in ticks], fontsize=style.SMALL)
    return ax


def _line(ax: Axes, rows: pd.DataFrame, colour: str, mark: str) -> None:
    ax.plot(date2num(rows["said_on"]), date2num(rows["promised_to"]), color=colour, lw=1.5, zorder=2)
    for said, promised, kind in zip(rows["said_on"], rows["promised_to"], rows["row_kind"], strict=True):
        fill = colour if kind == "outcome" else style.PAPER
        ax.plot(date2num(said), date2num(promised), mark, ms=6, mfc=fill, mec=colour, mew=1.4, zorder=3)


def _drawn(ax: Axes, data: pd.DataFrame, today: pd.Timestamp) -> tuple[list[Box], list[Box]]:
    """Where no word may stand (marks, lines, the as-of line), and where none should: the diagonal."""
    low, high = ax.get_ylim()
    at = _inches(ax, date2num(today), low)[0]
    diagonal = [_inches(ax, low + share / 200 * (high - low), low + share / 200 * (high - low)) for share in range(201)]
    points = [_inches(ax, x, y) for x, y in zip(date2num(data["said_on"]), date2num(data["promised_to"]), strict=True)]
    taken = [
        Box(at - 0.015, 0, at + 0.015, TALL),
        *(Box(x - 0.06, y - 0.06, x + 0.06, y + 0.06) for x, y in points),
        *(Box(x - 0.02, y - 0.02, x + 0.02, y + 0.02) for x, y in _along(ax, data)),
    ]
    return taken, [Box(x - 0.02, y - 0.02, x + 0.02, y + 0.02) for x, y in diagonal]


def _window(data: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp, pd.Timestamp, pd.Timestamp]:
    ends = pd.concat([data["said_on"], data["promised_to"]])
    edge = pd.Timedelta(days=max(10, int((ends.max() - ends.min()).days * 0.08)))
    last = max(data["said_on"].max(), data["as_of"].iloc[0])
    return data["said_on"].min() - edge, last + edge * 3, data["said_on"].min() - edge, ends.max() + edge


def _inches(ax: Axes, x: float, y: float) -> tuple[float, float]:
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    return (x - left) / (right - left) * WIDTH, (y - low) / (high - low) * TALL


def _free(ax: Axes, name: str, rows: pd.DataFrame, taken: Sequence[Box]) -> Box | None:
    """A free place for the milestone's name beside one of its marks; the first mark is tried first."""
    wide, high = width_of(name, style.SMALL) + 0.12, 0.15
    sides = (
        (-wide / 2, 0.08), (0.10, -high / 2), (-wide - 0.10, -high / 2), (-wide / 2, -high - 0.08), (0.02, 0.10),
        (-0.15, 0.24), (0.10, -0.30),
    )  # fmt: skip
    for said, promised in zip(date2num(rows["said_on"]), date2num(rows["promised_to"]), strict=True):
        x, y = _inches(ax, said, promised)
        for dx, dy in sides:
            box = Box(x + dx, y + dy, x + dx + wide, y + dy + high)
            fits = box.inside(WIDTH) and box.bottom >= 0 and box.top <= TALL
            if fits and not any(box.meets(other) for other in taken):
                return box
    return None


def _along(ax: Axes, data: pd.DataFrame) -> list[tuple[float, float]]:
    """Points close to each other on the lines drawn, so that no name is written across one."""
    points = []
    for _, rows in data.groupby("name", sort=False):
        ends = [
            _inches(ax, x, y) for x, y in zip(date2num(rows["said_on"]), date2num(rows["promised_to"]), strict=True)
        ]
        for (x, y), (to_x, to_y) in pairwise(ends):
            steps = max(2, int(max(abs(to_x - x), abs(to_y - y)) / 0.03))
            points += [(x + (to_x - x) * at / steps, y + (to_y - y) * at / steps) for at in range(steps + 1)]
    return points


def _diagonal(ax: Axes, taken: Sequence[Box]) -> None:
    """What the diagonal means, under its free part and off the rules of the grid."""
    text = "on this line: done"
    wide = width_of(text, style.SMALL) + 0.06
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    for share in (0.92, 0.86, 0.8, 0.74, 0.68, 0.62, 0.55, 0.48, 0.42, 0.36, 0.3, 0.24, 0.18):
        day = left + share * (right - left)
        if not low <= day <= high:
            continue
        x, y = _inches(ax, day, day)
        for middle in (x, x + wide / 2 + 0.1):
            box = Box(middle - wide / 2, y - 0.36, middle + wide / 2, y - 0.20)
            if box.inside(WIDTH) and box.bottom >= 0 and not any(box.meets(other) for other in taken):
                _write(ax, middle, y - 0.28, text, style.GREY, "normal")
                return


def _write(ax: Axes, x: float, y: float, text: str, colour: str, weight: str) -> None:
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    at = left + x / WIDTH * (right - left), low + y / TALL * (high - low)
    ax.text(*at, text, ha="center", va="center", fontsize=style.SMALL, color=colour, fontweight=weight)
