"""Marimekko of product groups: width is the share of imports, height the rate; the range as a line."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import LINE, Wish, place
from reportlib.exhibits.tariffs.parts import percent, percents, rows_of, top_row

HEIGHT = 3.05
LEFT, RIGHT, TOP, BOTTOM = 0.42, 0.06, 1.25, 0.28
WIDTH, TALL = style.TEXT_WIDTH_IN - LEFT - RIGHT, HEIGHT - TOP - BOTTOM


def _describe(data: pd.DataFrame) -> str:
    rows = "; ".join(
        f"{row['name']} {percent(row['rate'])} on {percent(row['share'], 0)} of imports"
        for row in rows_of(data.head(8))
    )
    top = top_row(data, "rate")
    return (
        f"Bars of {len(data)} groups of goods, as wide as their share of imports and as high as their rate, widest "
        f"first: {rows}. The highest rate is {percent(top['rate'])}, on {top['name'].lower()}."
    )


@chart(height=HEIGHT, describe=_describe, grid="y")
def group_bars(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Bars side by side without gaps, widest first; names above where they fit, all names in the table."""
    ax = ax if ax is not None else canvas(HEIGHT)
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    highest = max(0.05, float(data["rate"].max()) * 1.05)
    ax.set(xlim=(0, 1), ylim=(0, highest))
    ends = data["share"].cumsum()
    starts = ends - data["share"]
    for at, (start, share, rate, low, high) in enumerate(
        zip(starts, data["share"], data["rate"], data["low"], data["high"], strict=True)
    ):
        ax.bar(start, rate, width=share, align="edge", color=style.BLUE if at % 2 == 0 else style.TEAL, ec=style.PAPER,
               lw=0.6, zorder=2)  # fmt: skip
        middle = start + share / 2
        ax.plot([middle, middle], [low, min(high, highest)], color=style.INK, lw=0.9, zorder=4)
    wishes = [
        Wish(str(at), f"{name} {percent(rate, 0)}", float(start + share / 2) * WIDTH,
             float(share) + (0.3 if rate == data["rate"].max() else 0.0))
        for at, (name, start, share, rate) in enumerate(
            zip(data["name"], starts, data["share"], data["rate"], strict=True)
        )
        if share >= 0.012
    ]  # fmt: skip
    middles = [float(one) * WIDTH for one in starts + data["share"] / 2]
    fits, _ = place(
        wishes, width=WIDTH, size=style.SMALL, widest=1.15, most_lines=2, levels=4, clear=0.03, marks=middles
    )
    for one in fits:
        base, middle = highest, (one.box.left + one.box.right) / 2 / WIDTH
        scale = highest / TALL
        if one.level:
            foot = [base, base + (one.bottom - 0.01) * scale]
            ax.plot([one.x / WIDTH] * 2, foot, color=style.RULE, lw=0.7, clip_on=False)
        for row, line in enumerate(reversed(one.lines)):
            ax.text(middle, base + (one.bottom + row * style.SMALL * LINE / 72 + 0.02) * scale, line, ha="center",
                    va="baseline", fontsize=style.SMALL)  # fmt: skip
    percents(ax, highest)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100% of imports"])
    ax.get_xticklabels()[-1].set_horizontalalignment("right")
    ax.get_xticklabels()[0].set_horizontalalignment("left")
    return ax
