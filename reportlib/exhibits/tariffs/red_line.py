"""The test against the deal: value that pays more than its rate, by group and over time; covered goods apart."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import date_axis, fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import wrap
from reportlib.exhibits.tariffs.parts import named_at_ends, percent, percents, rows_of, top_row
from reportlib.words.figures import number

NAMES = {"covered": "covered by the deal", "outside": "never covered"}
COLOURS = {"covered": style.PLUM, "outside": style.BLUE}
ROW, LEFT, RIGHT, TOP, BOTTOM = 0.235, 2.6, 0.85, 0.24, 0.06
PATH_BOTTOM = 0.28
WIDTH = style.TEXT_WIDTH_IN - LEFT - RIGHT
PATH_HEIGHT, PATH_LEFT, PATH_RIGHT, PATH_TOP = 1.5, 0.42, 1.45, 0.10


def _bars_height(data: pd.DataFrame) -> float:
    return len(data) * ROW + TOP + BOTTOM


def _describe_bars(data: pd.DataFrame) -> str:
    rows = "; ".join(
        f"{row['name']}: ${number(row['covered_usd_bn'] + row['outside_usd_bn'], 1)}bn of "
        f"${number(row['value_usd_bn'], 1)}bn, of which covered ${number(row['covered_usd_bn'], 1)}bn"
        for row in rows_of(data)
    )
    return f"Bars of the value of imports that pays more than the deal’s rate, by group of goods: {rows}."


@chart(height=_bars_height, describe=_describe_bars)
def red_line_bars(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One bar per group: value covered by the deal, then value never covered; at its end the share of the group."""
    ax = ax if ax is not None else canvas(_bars_height(data))
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    worse = data["covered_usd_bn"] + data["outside_usd_bn"]
    most = float(worse.max()) * 1.02
    ax.set(xlim=(0, most), ylim=(len(data) - 0.5, -0.5))
    rows = range(len(data))
    ax.barh(rows, data["covered_usd_bn"], height=0.66, color=COLOURS["covered"], zorder=3)
    ax.barh(rows, data["outside_usd_bn"], left=data["covered_usd_bn"], height=0.66, color=COLOURS["outside"], zorder=3)
    for at, (value, share) in enumerate(zip(worse, data["covered"] + data["outside"], strict=True)):
        ax.annotate(
            f"${number(value, 1)}bn, {percent(share, 0)}", (value, at), xytext=(4, 0), textcoords="offset points",
            ha="left", va="center", fontsize=style.SMALL, annotation_clip=False,
        )  # fmt: skip
    names = ["\n".join(wrap(name, style.SMALL, LEFT - 0.12)[:1]) for name in data["name"]]
    ax.set_yticks(list(rows), names, fontsize=style.SMALL)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    _key(ax, data)
    return ax


def _key(ax: Axes, data: pd.DataFrame) -> None:
    """The two colours named above the bars; one that does not occur is left out."""
    used = [name for name in NAMES if data[f"{name}_usd_bn"].max() > 1e-6]
    for at, name in enumerate(used):
        x = at * 1.45 / WIDTH
        ax.plot([x, x + 0.14 / WIDTH], [1, 1], transform=ax.transAxes, color=COLOURS[name], lw=6, clip_on=False,
                solid_capstyle="butt")  # fmt: skip
        ax.annotate(
            NAMES[name], (x + 0.14 / WIDTH, 1), xycoords="axes fraction", xytext=(4, 0), textcoords="offset points",
            ha="left", va="center", fontsize=style.SMALL, annotation_clip=False,
        )  # fmt: skip
    ax.set_ylim(ax.get_ylim()[0], -0.5 - 0.10 / ROW)


def _describe_path(data: pd.DataFrame) -> str:
    first, last = data.iloc[0], data.iloc[-1]
    worst = top_row(data.assign(both=data["covered"] + data["outside"]), "both")
    return (
        "Step lines of the share of imports that pays more than the deal’s rate, by entry date. "
        f"Covered goods: {percent(first['covered'])} on {words.day(first['day'].date())}, "
        f"{percent(last['covered'])} at last. "
        f"Goods never covered: {percent(first['outside'])} at first, {percent(last['outside'])} at last. "
        f"Together at most {percent(worst['covered'] + worst['outside'])}, from {words.day(worst['day'].date())}."
    )


@chart(height=PATH_HEIGHT, describe=_describe_path, grid="y")
def red_line_path(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Two step lines of shares, named at their ends; a dotted line on the day of the deal."""
    ax = ax if ax is not None else canvas(PATH_HEIGHT)
    fixed(ax, left=PATH_LEFT, right=PATH_RIGHT, top=PATH_TOP, bottom=PATH_BOTTOM)
    days = date2num(data["day"])
    last = data["to"].iloc[-1]
    highest = max(0.10, float(data[["covered", "outside"]].max().max()) * 1.08)
    ax.set(xlim=(days[0], date2num(last)), ylim=(0, highest))
    gap = 0.17 / (PATH_HEIGHT - PATH_TOP - PATH_BOTTOM) * highest
    for name in NAMES:
        xs, ys = [*days, date2num(last)], [*data[name], data[name].iloc[-1]]
        dash: Any = "-" if name == "covered" else (0, (4, 1.2))
        ax.step(xs, ys, where="post", color=COLOURS[name], lw=1.7, ls=dash, zorder=3)
    ends = [(f"{percent(data[name].iloc[-1])} {NAMES[name]}", float(data[name].iloc[-1]), COLOURS[name])
            for name in NAMES]  # fmt: skip
    named_at_ends(ax, ends, gap=gap, low=gap * 0.3, high=highest, fontweight="semibold")
    deal = data["deal_on"].iloc[0]
    if data["day"].iloc[0] < deal < last:
        ax.axvline(date2num(deal), color=style.INK, lw=0.9, ls=(0, (1, 1.4)), zorder=2)
        ax.annotate("deal", (date2num(deal), highest), xytext=(3, -2), textcoords="offset points", ha="left", va="top",
                    fontsize=style.SMALL)  # fmt: skip
    percents(ax, highest, most=5)
    date_axis(ax, data["day"].iloc[0], last, style.TEXT_WIDTH_IN - PATH_LEFT - PATH_RIGHT)
    return ax
