"""Step lines: the all-in rate of a few goods over entry dates, one panel each on one scale."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import width_of
from reportlib.exhibits.tariffs.parts import panels, percent, percents, steps

HEIGHT = 1.7
LEFT, RIGHT, TOP, BOTTOM, GAP = 0.42, 0.40, 0.28, 0.26, 0.42


def _describe(data: pd.DataFrame) -> str:
    parts = []
    for _, rows in data.groupby("archetype", sort=False):
        mine, other = rows.loc[rows["is_view"]], rows.loc[~rows["is_view"]]
        part = f"{mine['label'].iloc[0]}: {percent(mine['rate'].iloc[0])} at first, "
        part += f"{percent(mine['rate'].max())} at most, "
        part += f"{percent(mine['rate'].iloc[-1])} at last"
        apart = _differing(mine, other)
        if len(apart):
            part += f"; in the other view {percent(apart['rate'].max())} from {words.day(apart['from'].iloc[0].date())}"
        parts.append(part)
    first, last = data["from"].min(), data["to"].max()
    span = f"{words.day(first.date())} to {words.day(last.date())}"
    return f"Step lines of the all-in rate from {span}, one panel per good. {'; '.join(parts)}."


@chart(height=HEIGHT, describe=_describe, grid="y")
def step_lines(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Solid: the view chosen. Dashed: the other view where it differs. Dotted: the deal, from the day it is known."""
    ax = ax if ax is not None else canvas(HEIGHT)
    names = list(dict.fromkeys(data["archetype"]))
    made, width = panels(ax, len(names), left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM, gap=GAP)
    highest = max(0.30, float(data["rate"].max()) * 1.12)
    first, last = data["from"].min(), data["to"].max()
    for at, (one, name) in enumerate(zip(made, names, strict=True)):
        rows = data.loc[data["archetype"] == name]
        one.set(xlim=(date2num(first), date2num(last)), ylim=(0, highest))
        percents(one, highest)
        if at:
            one.tick_params(labelleft=False)
        _lines(one, rows, last)
        one.text(date2num(first), highest * 1.04, rows["label"].iloc[0], ha="left", va="bottom", fontweight="semibold")
        _years(one, first, last, width)
    return ax


def _lines(ax: Axes, rows: pd.DataFrame, last: pd.Timestamp) -> None:
    mine, other = rows.loc[rows["is_view"]], rows.loc[~rows["is_view"]]
    known = rows["deal_on"].iloc[0] if "deal_on" in rows else last
    if known < last:
        ends = [date2num(known), date2num(last)]
        ax.plot(ends, [rows["deal"].iloc[0]] * 2, color=style.PLUM, lw=1.2, ls=(0, (1, 1.4)))
    ax.plot(*steps(mine, "rate"), color=style.BLUE, lw=1.7, zorder=3)
    apart = _differing(mine, other)
    if len(apart):
        ax.plot(*steps(apart, "rate"), color=style.ORANGE, lw=1.8, ls=(0, (1.1, 0.7)), zorder=4)
    level = float(mine["rate"].iloc[-1])
    ax.annotate(
        percent(level), (date2num(last), level), xytext=(2, 0), textcoords="offset points", va="center", ha="left",
        fontsize=style.SMALL, annotation_clip=False,
    )  # fmt: skip


def _differing(mine: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Stretches of the other view on which no row of the view chosen has the same rate over the whole stretch."""
    kept = []
    for _, row in other.iterrows():
        over = mine.loc[(mine["from"] < row["to"]) & (mine["to"] > row["from"])]
        if len(over) == 0 or (over["rate"] - row["rate"]).abs().max() > 1e-6:
            part = over.loc[(over["rate"] - row["rate"]).abs() > 1e-6]
            for start, end in zip(part["from"], part["to"], strict=True):
                kept.append(row.to_dict() | {"from": max(start, row["from"]), "to": min(end, row["to"])})
    frame = pd.DataFrame(kept, columns=other.columns)
    return frame.sort_values("from") if len(frame) else frame


def _years(ax: Axes, first: pd.Timestamp, last: pd.Timestamp, width: float) -> None:
    """Ticks at years and, on short spans, at quarters; as many names as stand apart."""
    room = width_of("Jan 25", style.SMALL) + 0.12
    for months in (1, 2, 3, 6, 12, 24):
        days = [one for one in pd.date_range(first.normalize(), last, freq="MS") if (one.month - 1) % months == 0]
        inside = [one for one in days if float((one - first) / (last - first)) * width < width - 0.08]
        if len(inside) < 2 or width / (len(inside) - 1 or 1) >= room:
            break
    names = [f"{words.tick(one.date())[:3]} {one.year % 100}" for one in inside]
    ax.set_xticks([date2num(one) for one in inside], names)
