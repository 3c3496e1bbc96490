"""Published estimates for the GDP of Japan as dots, house by house: what each is a change of stands beside it."""

from __future__ import annotations

import itertools
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import wrap
from reportlib.exhibits.tariffs.parts import rows_of
from reportlib.words.figures import number, shortest

ROW, HEAD, LEFT, RIGHT, TOP, BOTTOM = 0.175, 0.215, 3.62, 1.30, 0.02, 0.28


def _groups(data: pd.DataFrame) -> list[tuple[str, list[dict[Any, Any]]]]:
    """Rows under one head: house and definition."""
    rows = rows_of(data)
    return [(str(head), list(found)) for head, found in itertools.groupby(rows, key=lambda row: row["head"])]


def _height(data: pd.DataFrame) -> float:
    return len(data) * ROW + len(_groups(data)) * HEAD + TOP + BOTTOM


def _describe(data: pd.DataFrame) -> str:
    told = "; ".join(
        f"{head}, " + ", ".join(f"{row['label']} ({row['for_year']}) {shortest(row['value_pp'], 2)}" for row in rows)
        for head, rows in _groups(data)
    )
    return f"Dots of {len(data)} published estimates for the GDP of Japan, never averaged. {told}."


@chart(height=_height, describe=_describe, grid="x")
def gdp_dots(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One dot for each estimate; house and definition as a head above those that share them."""
    ax = ax if ax is not None else canvas(_height(data))
    height = _height(data)
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    least = min(float(data["value_pp"].min()), -1.0)
    ax.set(xlim=(least * 1.06, 0), ylim=(height - TOP - BOTTOM, 0))
    down = 0.0
    wide = style.TEXT_WIDTH_IN - LEFT - RIGHT
    for head, rows in _groups(data):
        line = wrap(head, style.SMALL, style.TEXT_WIDTH_IN - 0.1)[0]
        ax.annotate(
            line, (-LEFT / wide, down + HEAD * 0.62), xycoords=("axes fraction", "data"), va="center", ha="left",
            fontsize=style.SMALL, weight="semibold", annotation_clip=False,
            bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 1}, zorder=3,
        )  # fmt: skip
        down += HEAD
        for row in rows:
            _dot(ax, row, down + ROW / 2, wide)
            down += ROW
    ax.set_yticks([])
    ticks = list(range(int(least), 1))
    ax.set_xticks(ticks, [f"{number(tick)}%" if tick == ticks[0] else number(tick) for tick in ticks])
    return ax


def _dot(ax: Axes, row: dict[Any, Any], y: float, wide: float) -> None:
    value = float(row["value_pp"])
    part = bool(row["is_part"])
    ax.plot([value, 0], [y, y], color=style.RULE, lw=1, zorder=2)
    ax.plot(value, y, "o", color=style.BLUE, mfc="none" if part else style.BLUE, mew=1.3, ms=5, zorder=4)
    name = wrap(f"{row['label']}", style.SMALL, LEFT - 0.2)[0]
    kind: dict[str, Any] = {"va": "center", "fontsize": style.SMALL, "annotation_clip": False}
    ax.annotate(name, (-(LEFT - 0.12) / wide, y), xycoords=("axes fraction", "data"), ha="left", **kind)
    words = f"{shortest(value, 2)} · {row['for_year']}"
    ax.annotate(words, (1, y), xycoords=("axes fraction", "data"), xytext=(5, 0), textcoords="offset points", ha="left",
                color=style.INK, **kind)  # fmt: skip
