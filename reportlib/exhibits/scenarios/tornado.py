"""Tornado: one bar for each range, from what the mean is at its low end to what it is at its high end."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import wrap
from reportlib.exhibits.tariffs.parts import rows_of
from reportlib.words.figures import number

ROW, LEFT, RIGHT, TOP, BOTTOM = 0.36, 2.35, 0.55, 0.05, 0.42
HAIR = 1e-9


def _height(data: pd.DataFrame) -> float:
    return len(data) * ROW + TOP + BOTTOM


def _describe(data: pd.DataFrame) -> str:
    centre = float(data["central_change"].iloc[0])
    rows = "; ".join(
        f"{row['label']}, {number(row['at_low'], 2)} at {row['low_words']}, {number(row['at_high'], 2)} at"
        f" {row['high_words']}"
        for row in rows_of(data)
    )
    return (
        f"Tornado of {len(data)} ranges, the widest first: expected change of duty a year against today, in billions"
        f" of dollars; {number(centre, 2)} with all ranges central. {rows}."
    )


@chart(height=_height, describe=_describe, grid="x")
def tornado_bars(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Filled towards the high end of a range, hollow towards its low end; each end says what it stands for."""
    ax = ax if ax is not None else canvas(_height(data))
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    centre = float(data["central_change"].iloc[0])
    ends = data[["at_low", "at_high"]].to_numpy()
    room = 0.16 * float(ends.max() - ends.min() or 1)
    ax.set(xlim=(float(ends.min()) - room, float(ends.max()) + room), ylim=(len(data) - 0.5, -0.5))
    for at, row in enumerate(rows_of(data)):
        low, high = float(row["at_low"]), float(row["at_high"])
        ax.barh(at, low - centre, left=centre, height=0.5, color=style.PAPER, ec=style.BLUE, lw=1.3, zorder=3)
        ax.barh(at, high - centre, left=centre, height=0.5, color=style.BLUE, ec=style.BLUE, lw=1.3, zorder=4)
        _ends(ax, at, centre, (low, str(row["low_words"])), (high, str(row["high_words"])))
    ax.axvline(centre, color=style.INK, lw=1, zorder=5)
    names = ["\n".join(wrap(str(row["label"]), style.SMALL, LEFT - 0.15)[:2]) for row in rows_of(data)]
    ax.set_yticks(range(len(data)), names, fontsize=style.SMALL)
    ax.set_xlabel("Expected change of duty a year against today, $bn", fontsize=style.SMALL)
    ax.xaxis.set_major_formatter(lambda value, _: number(value, 1))
    return ax


def _ends(ax: Axes, at: int, centre: float, low: tuple[float, str], high: tuple[float, str]) -> None:
    """Words at the ends; where both ends lie on one side, the farther one alone is named."""
    sides = [(value, words) for value, words in (low, high) if abs(value - centre) > HAIR and words]
    if len(sides) == 2 and (sides[0][0] - centre) * (sides[1][0] - centre) > 0:
        sides = [max(sides, key=lambda one: abs(one[0] - centre))]
    for value, words in sides:
        right = value > centre
        ax.annotate(
            words, (value, at), xytext=(4 if right else -4, 0), textcoords="offset points",
            ha="left" if right else "right", va="center", fontsize=style.SMALL, annotation_clip=False, zorder=6,
        )  # fmt: skip
