"""Judgement strip: one row per judgement, its range on a scale of probability, and what became of it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import LINE, wrap

ROW, LEFT, RIGHT, TOP, BOTTOM = 0.40, 2.95, 0.80, 0.06, 0.30
WIDTH = style.TEXT_WIDTH_IN - LEFT - RIGHT
NAME_LEFT = -LEFT / WIDTH
"""Where the names begin, in units of the scale."""
COLOURS = {"true": style.TEAL, "false": style.PLUM, "open": style.BLUE}


def _height(data: pd.DataFrame) -> float:
    return len(data) * ROW + TOP + BOTTOM


def _describe(data: pd.DataFrame) -> str:
    first, last = data.iloc[0], data.iloc[-1]
    counts = data["ending"].value_counts()
    ends = ", ".join(f"{count} {name}" for name, count in counts.items())
    low, high = data["p_low"].min() * 100, data["p_high"].max() * 100
    return (
        f"Range bars of {len(data)} judgements on a scale from 0 to 100%, in the order they became known; {ends}. "
        f"The lowest bound is {low:.0f}%, the highest {high:.0f}%. "
        f"First: {first['claim']} ({first['said']}), {first['ending']}. "
        f"Last: {last['claim']} ({last['said']}), {last['ending']}."
    )


@chart(height=_height, describe=_describe, grid="x")
def judgement_strip(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Filled bars carry a number of the speaker, hollow bars a range of ours; colour and word say the outcome."""
    ax = ax if ax is not None else canvas(_height(data))
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    ax.set(xlim=(0, 1), ylim=(len(data) - 0.5, -0.5))
    for at, (_, row) in enumerate(data.iterrows()):
        colour, ours = COLOURS[row["outcome"]], row["range_by"] == "analyst"
        low, high = max(0.0, row["p_low"] - 0.006), min(1.0, row["p_high"] + 0.006)
        ax.barh(
            at, high - low, left=low, height=0.34, color="none" if ours else colour, edgecolor=colour, lw=1.4, zorder=3
        )
        ending = "\n".join(wrap(row["ending"], style.SMALL, RIGHT - 0.12))
        ax.text(1.03, at, ending, va="center", ha="left", fontsize=style.SMALL, fontweight="semibold", linespacing=1.05)
        _name(ax, at, str(row["claim"]), f"{row['who']}, {row['said']}")
    ax.set_yticks([])
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100%"])
    return ax


def _name(ax: Axes, at: float, claim: str, who: str) -> None:
    """The claim, and below it in grey who said it when; lines that do not fit are cut at a word."""
    lines = [*wrap(claim, style.SMALL, LEFT - 0.15)[:2], *wrap(who, style.SMALL, LEFT - 0.15)[:1]]
    step = style.SMALL * LINE / 72 / ROW
    for row, line in enumerate(lines):
        y = at + (row - (len(lines) - 1) / 2) * step
        colour = style.GREY if row == len(lines) - 1 else style.INK
        ax.text(NAME_LEFT, y, line, ha="left", va="center", fontsize=style.SMALL, color=colour)
