"""Outcomes by branch: dots with their ranges in panels side by side, the mean of the branches below them."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from reportlib.exhibits import style
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.tariffs.parts import panels, rows_of
from reportlib.words.figures import number

ROW, LEFT, RIGHT, TOP, BOTTOM, GAP = 0.34, 1.72, 0.12, 0.30, 0.26, 0.22
PANELS = ("Effective rate", "Duty a year, $bn", "Imports, change", "Japan’s GDP, published")


def _height(data: pd.DataFrame) -> float:
    return len(data) * ROW + TOP + BOTTOM


def _gdp(row: dict[Any, Any]) -> list[float]:
    return [float(one) for one in str(row["gdp"]).split(";") if one]


def _describe(data: pd.DataFrame) -> str:
    rows = "; ".join(
        f"{row['name']}: rate {number(row['rate'] * 100, 1)}% ({number(row['low'] * 100, 1)} to"
        f" {number(row['high'] * 100, 1)}), duty ${number(row['duty'], 1)}bn, imports"
        f" {number(row['imports_year'] * 100, 1)}% after a year and {number(row['imports_long_far'] * 100, 1)}% at most"
        " in the long run" + _published(row)
        for row in rows_of(data)
    )
    return f"Dots with ranges in four panels, one row for each branch and one for their mean. {rows}."


def _published(row: dict[Any, Any]) -> str:
    values = _gdp(row)
    return f", published for Japan’s GDP {' and '.join(number(one, 2) for one in values)}%" if values else ""


@chart(height=_height, describe=_describe, grid="x")
def outcome_ranges(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One row a branch: rate and duty with the range of the lists, imports after a year and in the long run, GDP."""
    ax = ax if ax is not None else canvas(_height(data))
    rows = rows_of(data)
    axes, _ = panels(ax, len(PANELS), left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM, gap=GAP)
    for panel, name in zip(axes, PANELS, strict=True):
        panel.set_ylim(len(rows) - 0.5, -0.5)
        panel.set_title(name, fontsize=style.SMALL, loc="left", pad=6)
        panel.set_yticks([])
        panel.axhline(len(rows) - 1.5, color=style.RULE, lw=0.8, zorder=1)
    ax.set_yticks(range(len(rows)), [row["name"] for row in rows], fontsize=style.SMALL)
    _ranged(axes[0], rows, ("low", "rate", "high"), 100, float(rows[0]["today_rate"]), "%")
    _ranged(axes[1], rows, ("duty_low", "duty", "duty_high"), 1, float(rows[0]["today_duty"]), "")
    _imports(axes[2], rows)
    _estimates(axes[3], rows)
    return ax


def _ranged(
    ax: Axes, rows: list[dict[Any, Any]], names: tuple[str, str, str], scale: float, today: float, unit: str
) -> None:
    for at, row in enumerate(rows):
        low, middle, high = (float(row[name]) * scale for name in names)
        colour = style.PLUM if not row["id"] else style.BLUE
        ax.plot([low, high], [at, at], color=colour, lw=1.6, zorder=3)
        ax.plot(middle, at, "D" if not row["id"] else "o", color=colour, ms=5, zorder=4)
    ax.axvline(today * scale, color=style.INK, lw=0.9, linestyle=(0, (2, 2)), zorder=2)
    low, high = ax.get_xlim()
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (high - low) / step <= 3)
    first = int(-(-low // step) * step)
    ticks = list(range(first, int(high) + 1, step))
    ax.set_xticks(ticks, [f"{number(tick)}{unit if tick == ticks[-1] else ''}" for tick in ticks])


def _imports(ax: Axes, rows: list[dict[Any, Any]]) -> None:
    for at, row in enumerate(rows):
        colour = style.PLUM if not row["id"] else style.BLUE
        ends = [float(row[name]) * 100 for name in ("imports_year", "imports_long_far")]
        ax.plot(ends, [at, at], color=colour, lw=1.6, zorder=3)
        ax.plot(ends[0], at, "D" if not row["id"] else "o", color=colour, ms=5, zorder=4)
        ax.plot(ends[1], at, "|", color=colour, ms=8, mew=1.6, zorder=4)
    ax.axvline(0, color=style.INK, lw=0.9, linestyle=(0, (2, 2)), zorder=2)
    ticks = [-5, 0, 5, 10]
    low, high = ax.get_xlim()
    ticks = [tick for tick in ticks if low - 1 <= tick <= high + 1]
    ax.set_xticks(ticks, [f"{number(tick)}{'%' if tick == ticks[-1] else ''}" for tick in ticks])


def _estimates(ax: Axes, rows: list[dict[Any, Any]]) -> None:
    """Dots alone: nothing is averaged, and a branch for which nobody published an estimate says so."""
    for at, row in enumerate(rows):
        values = _gdp(row)
        ax.plot(values, [at] * len(values), "o", mfc="none", mec=style.BLUE, mew=1.4, ms=5, zorder=4)
        if not values:
            words = "never averaged" if not row["id"] else "none published"
            ax.annotate(words, (0, at), xycoords=("axes fraction", "data"), xytext=(2, 0), textcoords="offset points",
                        va="center", ha="left", fontsize=style.SMALL, color=style.GREY,
                        bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8}, zorder=3)  # fmt: skip
    known = [value for row in rows for value in _gdp(row)]
    low = min([-1.0, *known])
    ax.set_xlim(low * 1.25, 0.1)
    ax.set_xticks([-1, 0], ["−1", "0%"])
