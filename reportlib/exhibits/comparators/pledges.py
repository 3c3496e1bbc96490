"""Pledges in dollars and over output, and duty collected by partner."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.tariffs.parts import panels, rows_of
from reportlib.words.figures import number, shortest

JAPAN = "japan"
ROW, LEFT, RIGHT, TOP, BOTTOM, GAP = 0.19, 2.05, 0.55, 0.26, 0.04, 0.62
BAR_ROW, BAR_LEFT, BAR_RIGHT, BAR_TOP, BAR_BOTTOM = 0.20, 1.12, 0.7, 0.04, 0.04
MARKS = {"fund": "o", "firms": "s", "guarantees": "D", "not_told": "^", "purchases": "v"}


def _lines(data: pd.DataFrame) -> int:
    return len(data) + data["kind"].nunique()


def _dots_height(data: pd.DataFrame) -> float:
    return _lines(data) * ROW + TOP + BOTTOM


def _describe_dots(data: pd.DataFrame) -> str:
    parts = []
    for _, rows in data.groupby("kind", sort=False):
        said = ", ".join(f"{row['name']} ${shortest(row['amount_usd_bn'])}bn, {_share(row)}" for row in rows_of(rows))
        parts.append(f"{rows['kind_name'].iloc[0]}: {said}")
    known = data.loc[data["share_pct"].notna()]
    of = f" of {int(known['year'].iloc[0])}, vintage {known['vintage'].iloc[0]}" if len(known) else ""
    return f"Dots of pledges in billions of dollars and as a share of output{of}. {'; '.join(parts)}."


def _share(row: dict[Any, Any]) -> str:
    return str(row["why"]) if pd.isna(row["share_pct"]) else f"{number(row['share_pct'], 1)}%"


@chart(height=_dots_height, describe=_describe_dots)
def pledge_dots(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Two panels with the same rows: dollars left, share of output right; a mark for each kind of pledge."""
    ax = ax if ax is not None else canvas(_dots_height(data))
    (left, right), _ = panels(ax, 2, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM, gap=GAP)
    ticks: list[tuple[int, str]] = []
    y = 0
    for _, rows in data.groupby("kind", sort=False):
        left.annotate(str(rows["kind_name"].iloc[0]), (0, y), xycoords=("axes fraction", "data"),
                      xytext=(-(LEFT - 0.02) * 72, 0), textcoords="offset points", ha="left", va="center",
                      fontsize=style.SMALL, weight="semibold", annotation_clip=False)  # fmt: skip
        y += 1
        for row in rows_of(rows):
            ticks.append((y, str(row["name"])))
            _pair(left, right, row, y)
            y += 1
    for panel, column, name in (
        (left, "amount_usd_bn", "Billions of dollars"),
        (right, "share_pct", "Share of output"),
    ):
        most = data[column].max()
        panel.set(xlim=(0, float(most) if most == most else 1.0), ylim=(y - 0.5, -0.5))
        panel.set_title(name, loc="left", fontsize=style.SMALL, color=style.GREY)
        panel.spines["bottom"].set_visible(False)
        panel.set_xticks([])
        panel.set_yticks([])
    left.set_yticks([at for at, _ in ticks], [name for _, name in ticks], fontsize=style.SMALL)
    return ax


def _pair(left: Axes, right: Axes, row: dict[Any, Any], y: int) -> None:
    colour = style.ORANGE if row["partner"] == JAPAN else style.BLUE
    amount = f"{row['qualifier']} {number(row['amount_usd_bn'])}".strip()
    for panel, value, said in ((left, row["amount_usd_bn"], amount), (right, row["share_pct"], _share(row))):
        known = not pd.isna(value)
        if known:
            panel.plot([0, value], [y, y], color=style.RULE, lw=0.9, zorder=1)
            panel.plot(value, y, MARKS[row["kind"]], color=colour, ms=5.5, zorder=3, clip_on=False)
        panel.annotate(said, (value if known else 0, y), xytext=(6 if known else 0, 0), textcoords="offset points",
                       ha="left", va="center", fontsize=style.SMALL, annotation_clip=False,
                       color=style.INK if known else style.GREY)  # fmt: skip


def _bars_height(data: pd.DataFrame) -> float:
    return len(data) * BAR_ROW + BAR_TOP + BAR_BOTTOM


def _describe_bars(data: pd.DataFrame) -> str:
    rows = "; ".join(f"{row['name']} {row['said']}" for row in rows_of(data))
    return f"Bars of duty collected over imports in {data['month'].iloc[0]}, by partner: {rows}."


@chart(height=_bars_height, describe=_describe_bars)
def collected_bars(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One bar per partner on the page read, Japan in colour, highest first."""
    ax = ax if ax is not None else canvas(_bars_height(data))
    fixed(ax, left=BAR_LEFT, right=BAR_RIGHT, top=BAR_TOP, bottom=BAR_BOTTOM)
    ax.set(xlim=(0, float(data["rate_pct"].max())), ylim=(len(data) - 0.5, -0.5))
    for at, row in enumerate(rows_of(data)):
        colour = style.ORANGE if row["partner"] == JAPAN else style.BLUE
        ax.barh(at, row["rate_pct"], height=0.62, color=colour, zorder=3)
        ax.annotate(row["said"], (row["rate_pct"], at), xytext=(4, 0), textcoords="offset points", ha="left",
                    va="center", fontsize=style.SMALL, annotation_clip=False)  # fmt: skip
    ax.set_yticks(range(len(data)), data["name"], fontsize=style.SMALL)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    return ax
