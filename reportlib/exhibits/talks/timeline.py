"""Priestley timeline: one lane per track; bars for meetings of several days, dots for events, hollow for expected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import date_axis, fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import LINE, Box, Placed, Wish, place, width_of

MARGIN, RIGHT, TOP, BOTTOM = 0.85, 0.06, 0.26, 0.30
"""Inches around the lanes: names on the left, as-of label above, dates below."""
WIDTH = style.TEXT_WIDTH_IN - MARGIN - RIGHT
WIDEST, MOST_LINES, LEVELS, CLEAR = 1.32, 2, 4, 0.085
SHAPES = ((WIDEST, MOST_LINES), (1.95, MOST_LINES), (1.2, 3), (0.95, 4))
"""Widths and numbers of lines tried for the label of a key mark, in this order."""
LONGEST = 50
"""Letters of a label of a mark that is not key."""
LOWEST_LANE, FOOT = 0.34, 0.10
TALLEST = 3.6
"""Inches: so tall may it be and still stand on the first page under three judgements."""
KEY, NEWS, NEWSWORTHY = 100, pd.Timedelta(days=14), 4
"""Rank from which a mark is key: what lies ahead, and a weighty event of the last two weeks."""
LASTING = ("ruling", "closing")
"""Kinds of event that stay key however long ago."""
MOST_KEYS = (1, 2, 9)
"""Key marks labelled in a lane: fewer where the height is wanted elsewhere."""
COLOURS = {
    "talks": style.BLUE, "tariff": style.ORANGE, "deal": style.PLUM, "investment": style.TEAL,
    "legal": style.INK, "politics": style.GREY,
}  # fmt: skip


@dataclass(frozen=True)
class Lane:
    """One lane: its rows, how far above the axis it lies, the labels that fit, its height and what they are worth."""

    name: str
    rows: pd.DataFrame
    base: float
    labels: tuple[Placed, ...]
    left_out: int
    height: float
    worth: float


def layout(data: pd.DataFrame) -> tuple[tuple[Lane, ...], float]:
    """Lanes from the bottom up with their labels, and the height of all of them, in inches.

    Of the ways to share the height that leave the chart low enough for the first page, the one whose
    labels are worth most; a label on a key mark is worth more than others.
    """
    names = [one for one in reversed(COLOURS) if one in set(data["lane"])]
    options = [_options(data, name) for name in names]
    room = TALLEST - TOP - BOTTOM - FOOT
    fitting = [one for one in product(*options) if sum(lane.height for lane in one) <= room]
    chosen = max(
        fitting or [tuple(one[0] for one in options)],
        key=lambda one: (sum(lane.worth for lane in one), -sum(lane.height for lane in one)),
    )
    lanes, base = [], FOOT
    for lane in chosen:
        lanes.append(replace(lane, base=base))
        base += lane.height
    return tuple(lanes), base


def _options(data: pd.DataFrame, name: str) -> list[Lane]:
    """The lane on so many levels, key marks perhaps on more: lowest first, and none that is taller for nothing."""
    rows = data.loc[data["lane"] == name]
    ranks = dict(zip(rows["id"], _ranks(data, rows), strict=True))
    heights, options = range(LEVELS + 1), []
    for levels, highest, most in product(heights, heights, MOST_KEYS):
        if highest < levels:
            continue
        fits = _labels(data, rows, levels, highest, most)
        worth = sum((ranks[one.key] - KEY) ** 2 if ranks[one.key] >= KEY else 1 for one in fits)
        height = max([LOWEST_LANE, *(one.box.top + 0.14 for one in fits)])
        options.append(Lane(name, rows, 0, fits, len(rows) - len(fits), height, worth))
    kept: list[Lane] = []
    for one in sorted(options, key=lambda lane: (lane.height, -lane.worth)):
        kept += [one] if not kept or one.worth > kept[-1].worth else []
    return kept


def _labels(data: pd.DataFrame, rows: pd.DataFrame, levels: int, highest: int, most: int) -> tuple[Placed, ...]:
    """The first `most` key marks, as wide as need be and up to the `highest` level; then the others, where room is."""
    across = _across(rows, rows["start"])
    dots = [Box(x - 0.05, -0.05, x + 0.05, 0.05) for x in across]
    today = _across(data, pd.Series([data["as_of"].iloc[0]]))[0]
    dots.append(Box(today - 0.012, 0.06, today + 0.012, 99))
    rank = _ranks(data, rows)
    columns = (rows["id"], rows["label"], across, rank)
    wishes = [Wish(key, label, x, weight) for key, label, x, weight in zip(*columns, strict=True) if label]
    fits: tuple[Placed, ...] = ()

    def more(chosen: list[Wish], widest: float, lines: int, up_to: int) -> tuple[Placed, ...]:
        found, _ = place(
            chosen, width=WIDTH, size=style.SMALL, widest=widest, most_lines=lines, levels=up_to, clear=CLEAR,
            blocked=[*dots, *(box for one in fits for box in _ground(one))], marks=across, lines=(today,),
        )  # fmt: skip
        return found

    for wish in sorted((one for one in wishes if one.weight >= KEY), key=lambda one: -one.weight)[:most]:
        tries = ((*shape, up_to) for up_to in dict.fromkeys((levels, highest)) if up_to for shape in SHAPES)
        fits += next((found for one in tries if (found := more([wish], *one))), ())
    rest = [one for one in wishes if one.weight < KEY and len(one.text) <= LONGEST]
    return fits + (more(rest, WIDEST, MOST_LINES, levels) if levels else ())


def _ground(one: Placed) -> list[Box]:
    """Where a placed label and the line to its point stand."""
    return [one.box, Box(one.x - 0.015, 0.05, one.x + 0.015, one.bottom)] if one.level else [one.box]


def _ranks(data: pd.DataFrame, rows: pd.DataFrame) -> list[float]:
    """Weight of each mark, raised for what is ahead, more for the nearest, and for what is news."""
    today, span = data["as_of"].iloc[0], data["last"].iloc[0] - data["as_of"].iloc[0]
    ranks = []
    for start, state, weight, kind in zip(rows["start"], rows["state"], rows["weight"], rows["kind"], strict=True):
        if state in ("expected", "unconfirmed") and today - start <= NEWS:
            ranks.append(KEY + weight + 10 * float(1 - abs(start - today) / span))
        elif today - start <= NEWS and weight >= NEWSWORTHY:
            ranks.append(KEY + weight + 14 * float(1 - (today - start) / NEWS))
        elif kind in LASTING:
            ranks.append(KEY + weight)
        else:
            ranks.append(float(weight))
    return ranks


def _across(data: pd.DataFrame, days: pd.Series[pd.Timestamp]) -> list[float]:
    first, last = data["first"].iloc[0], data["last"].iloc[0]
    return [float((day - first) / (last - first)) * WIDTH for day in days]


def _height(data: pd.DataFrame) -> float:
    return layout(data)[1] + TOP + BOTTOM


def _describe(data: pd.DataFrame) -> str:
    done, due = data.loc[data["state"] == "happened"], data.loc[data["state"] == "expected"]
    lanes = ", ".join(dict.fromkeys(data["lane_name"]))
    first, last, today = (words.day(data[one].iloc[0].date()) for one in ("first", "last", "as_of"))
    text = f"Timeline from {first} to {last}, as of {today}, with lanes for {lanes}. "
    text += f"{len(done)} events happened and {len(due)} are expected."
    ends = [(done.iloc[-1:], "The last that happened"), (due.iloc[:1], "The next expected")]
    for rows, lead in ends:
        for _, row in rows.iterrows():
            text += f" {lead}: {row['label'] or row['title']}, {row['when']}."
    return text


@chart(height=_height, describe=_describe)
def timeline(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Lanes of events; the future lies on a soft ground, a lane without record on grey."""
    lanes, height = layout(data)
    ax = ax if ax is not None else canvas(height + TOP + BOTTOM)
    fixed(ax, left=MARGIN, right=RIGHT, top=TOP, bottom=BOTTOM)
    first, last, today = (data[one].iloc[0] for one in ("first", "last", "as_of"))
    ax.set(xlim=(date2num(first), date2num(last)), ylim=(0, height))
    ax.axvspan(date2num(today), date2num(last), color=style.SOFT, zorder=0, lw=0)
    ax.axvline(date2num(today), color=style.INK, lw=0.9, ls=(0, (2, 2)), zorder=2)
    for lane in lanes:
        _draw(ax, lane)
    ax.set_yticks([lane.base for lane in lanes], [lane.rows["lane_name"].iloc[0] for lane in lanes])
    for tick in ax.get_yticklabels():
        tick.set(fontweight="semibold")
    date_axis(ax, first, last, WIDTH)
    _header(ax, data, today, height, sum(lane.left_out for lane in lanes))
    return ax


def _draw(ax: Axes, lane: Lane) -> None:
    colour, rows = COLOURS[lane.name], lane.rows
    ax.axhline(lane.base, color=style.RULE, lw=0.9, zorder=1)
    first, today, horizon = (rows[one].iloc[0] for one in ("first", "as_of", "horizon"))
    if horizon < today:
        start = date2num(max(horizon, first))
        gap = Rectangle((start, lane.base - 0.05), date2num(today) - start, 0.10, color=style.RULE, lw=0, zorder=1)
        ax.add_patch(gap)
    # The heaviest last, so that a meeting is never hidden under the news about it.
    rows = rows.sort_values("weight", kind="stable")
    for start, end, state in zip(rows["start"], rows["end"], rows["state"], strict=True):
        if pd.notna(end):
            ax.plot(
                [date2num(start), date2num(end)], [lane.base] * 2, color=colour, lw=5, solid_capstyle="round", zorder=4
            )
        full = state == "happened"
        mark = "X" if state == "cancelled" else "o"
        ax.plot(
            date2num(start), lane.base, mark, ms=6.2, mfc=colour if full else style.PAPER, mec=colour, mew=1.4, zorder=5
        )
    for one in lane.labels:
        _label(ax, one, lane.base)


def _label(ax: Axes, one: Placed, base: float) -> None:
    low, high = ax.get_xlim()
    x = low + one.x / WIDTH * (high - low)
    if one.level:
        ax.plot([x, x], [base + 0.06, base + one.bottom - 0.01], color=style.GREY, lw=0.6, zorder=1)
    middle = low + (one.box.left + one.box.right) / 2 / WIDTH * (high - low)
    for row, line in enumerate(reversed(one.lines)):
        y = base + one.bottom + row * style.SMALL * LINE / 72 + 0.025
        ax.text(middle, y, line, ha="center", va="baseline", fontsize=style.SMALL, zorder=6)


def _header(ax: Axes, data: pd.DataFrame, today: pd.Timestamp, height: float, left_out: int) -> None:
    """Above the lanes: the as-of day at its line, and how many events carry no label."""
    text = f"as of {words.day(today.date(), short=True)} "
    ax.text(date2num(today), height + 0.06, text, ha="right", va="bottom", fontsize=style.SMALL)
    ends = _across(data, pd.Series([today]))[0] - width_of(text, style.SMALL)
    note = f"{left_out} more marks without a label" if left_out != 1 else "1 more mark without a label"
    if left_out and width_of(note, style.SMALL) + 0.1 < ends:
        ax.text(ax.get_xlim()[0], height + 0.06, note, ha="left", va="bottom", fontsize=style.SMALL, color=style.GREY)
