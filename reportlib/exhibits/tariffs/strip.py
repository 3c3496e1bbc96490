"""Regime strip: which general duty held when, one block per phase; a second row where the other view differs."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import date_axis, fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import LINE, Wish, place, width_of
from reportlib.exhibits.tariffs.parts import rows_of

LEFT, RIGHT, TOP, BOTTOM, BAR = 0.95, 0.10, 0.38, 0.28, 0.22
WIDTH = style.TEXT_WIDTH_IN - LEFT - RIGHT
COLOURS = {"base": style.RULE, "IEEPA": style.BLUE, "section 122": style.PLUM, "section 301": style.TEAL}
VIEWS = {"liquidated": "as law now says", "collected": "as collected"}


def _colour(label: str) -> str:
    return next((colour for name, colour in COLOURS.items() if label.startswith(name)), style.GREY)


def _height(data: pd.DataFrame) -> float:
    rows = 2 if (~data["is_view"]).any() else 1
    return TOP + BOTTOM + rows * (BAR + 0.08)


def _describe(data: pd.DataFrame) -> str:
    mine = data.loc[data["is_view"]]
    phases = "; ".join(f"{row['label']} from {words.day(row['from'].date())}" for row in rows_of(mine))
    text = f"Strip of {len(mine)} phases of the duty on goods in general, by entry date: {phases}."
    for row in rows_of(data.loc[~data["is_view"]]):
        span = f"{words.day(row['from'].date())} to {words.day(row['to'].date())}"
        text += f" {VIEWS[row['view']].capitalize()}: {row['label']} from {span}."
    return text


@chart(height=_height, describe=_describe)
def regime_strip(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Blocks of one general duty; the day it began below, its name inside or above."""
    ax = ax if ax is not None else canvas(_height(data))
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    mine, other = data.loc[data["is_view"]], data.loc[~data["is_view"]]
    first, last = mine["from"].min(), mine["to"].max()
    rows = 2 if len(other) else 1
    high = rows * (BAR + 0.08)
    ax.set(xlim=(date2num(first), date2num(last)), ylim=(0, high))
    top = high - BAR
    wishes = _blocks(ax, mine, first, last, top)
    _blocks(ax, other, first, last, 0.02, hatched=True)
    _above(ax, wishes, first, last, high)
    names = [VIEWS[mine["view"].iloc[0]], *([VIEWS[other["view"].iloc[0]]] if len(other) else [])]
    ax.set_yticks([top + BAR / 2, 0.02 + BAR / 2][:rows], names, fontsize=style.SMALL)
    date_axis(ax, first, last, WIDTH)
    return ax


def _blocks(
    ax: Axes, rows: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, bottom: float, *, hatched: bool = False
) -> list[Wish]:
    """Draw the blocks of a row; names that do not fit inside are returned as wishes for a place above."""
    left_over = []
    for at, (label, start, end) in enumerate(zip(rows["label"], rows["from"], rows["to"], strict=True)):
        colour = _colour(label)
        wide = max(float((end - start) / (last - first)) * WIDTH, 0.02)
        ax.add_patch(Rectangle((date2num(start), bottom), max(date2num(end) - date2num(start), 1.0), BAR, lw=0.8,
                               fc=style.PAPER if hatched else colour, ec=colour if hatched else style.PAPER,
                               hatch="////" if hatched else None, zorder=2))  # fmt: skip
        middle = float((start + (end - start) / 2 - first) / (last - first)) * WIDTH
        ink = style.INK if hatched or colour == style.RULE else style.PAPER
        if width_of(label, style.SMALL) + 0.08 < wide and not hatched:
            ax.text(date2num(start + (end - start) / 2), bottom + BAR / 2, label, ha="center", va="center",
                    fontsize=style.SMALL, color=ink, zorder=3)  # fmt: skip
        elif hatched:
            side = date2num(end) if middle < WIDTH * 0.6 else date2num(start)
            ax.annotate(label, (side, bottom + BAR / 2), xytext=(4 if middle < WIDTH * 0.6 else -4, 0),
                        textcoords="offset points", ha="left" if middle < WIDTH * 0.6 else "right", va="center",
                        fontsize=style.SMALL)  # fmt: skip
        else:
            left_over.append(Wish(str(at), label, middle, wide))
    return left_over


def _above(ax: Axes, wishes: list[Wish], first: pd.Timestamp, last: pd.Timestamp, high: float) -> None:
    """Names of short phases above the strip, the longer phase first, on a thin line where they hang high."""
    fits, _ = place(wishes, width=WIDTH, size=style.SMALL, widest=1.6, most_lines=1, levels=2, clear=0.04)
    low, span = date2num(first), date2num(last) - date2num(first)
    for one in fits:
        if one.level:
            foot = [high, high + one.bottom]
            ax.plot([low + one.x / WIDTH * span] * 2, foot, color=style.GREY, lw=0.7, clip_on=False)
        middle = low + (one.box.left + one.box.right) / 2 / WIDTH * span
        ax.text(middle, high + one.bottom + style.SMALL * LINE / 72 * 0.25, one.lines[0], ha="center", va="baseline",
                fontsize=style.SMALL)  # fmt: skip
