"""What charts of the tariffs share: steps, percent axes, panels side by side.

Does not belong here: what a chart shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from reportlib.exhibits import style
from reportlib.exhibits.placing import spread
from reportlib.words.figures import number, shortest


def percent(share: float, decimals: int = 1) -> str:
    """A share as a label prints it: 12.5%, 15%."""
    return f"{shortest(share * 100, decimals)}%"


def percents(ax: Axes, highest: float, *, axis: str = "y", most: int = 6) -> None:
    """Ticks of round per cents from zero to `highest` (a share)."""
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50) if highest * 100 / step <= most)
    at = [one / 100 for one in range(0, int(highest * 100 + 1e-6) + 1, step)]
    names = [f"{number(one * 100)}%" if one == at[-1] else number(one * 100) for one in at]
    if axis == "y":
        ax.set_yticks(at, names, fontsize=style.SMALL)
    else:
        ax.set_xticks(at, names)


def steps(data: pd.DataFrame, value: str) -> tuple[list[float], list[float]]:
    """Corners of a step line from rows with `from`, `to` and a value; a hole leaves a hole."""
    xs: list[float] = []
    ys: list[float] = []
    for start, end, level in zip(data["from"], data["to"], data[value], strict=True):
        if xs and xs[-1] < date2num(start):
            xs.append(float("nan"))
            ys.append(float("nan"))
        xs += [date2num(start), date2num(end)]
        ys += [float(level)] * 2
    return xs, ys


def panels(
    ax: Axes, count: int, *, left: float, right: float, top: float, bottom: float, gap: float
) -> tuple[list[Axes], float]:
    """Axes side by side, the first of them `ax` itself; and the width of one, in inches."""
    figure = ax.figure
    if not isinstance(figure, Figure):
        raise TypeError("a chart needs a figure of its own")
    figure.set_layout_engine("none")
    wide, high = figure.get_size_inches()
    width = (wide - left - right - gap * (count - 1)) / count
    places = [
        ((left + at * (width + gap)) / wide, bottom / high, width / wide, 1 - (top + bottom) / high)
        for at in range(count)
    ]
    ax.set_position(places[0])
    return [ax, *(figure.add_axes(place) for place in places[1:])], float(width)


def rows_of(data: pd.DataFrame) -> list[dict[Any, Any]]:
    """Rows as dicts, for words of single rows."""
    return data.to_dict("records")


def top_row(data: pd.DataFrame, column: str, *, lowest: bool = False) -> dict[Any, Any]:
    """The row with the highest (or lowest) value of a column; the first of several."""
    pick = min if lowest else max
    return pick(rows_of(data.loc[data[column].notna()]), key=lambda row: float(row[column]))


def beside(ax: Axes, text: str, at: float, **kind: Any) -> None:
    """Words right of the axes at a height of its data."""
    ax.annotate(
        text, (1, at), xycoords=("axes fraction", "data"), xytext=(5, 0), textcoords="offset points", ha="left",
        va="center", fontsize=style.SMALL, annotation_clip=False, **kind,
    )  # fmt: skip


def named_at_ends(
    ax: Axes, ends: Sequence[tuple[str, float, str]], *, gap: float, low: float, high: float, **kind: Any
) -> None:
    """Words right of the axes where lines end, as (words, value, colour), moved apart where they would touch."""
    heights = spread([value for _, value, _ in ends], gap, low=low, high=high)
    for (text, _, colour), at in zip(ends, heights, strict=True):
        beside(ax, text, at, color=colour, **kind)
