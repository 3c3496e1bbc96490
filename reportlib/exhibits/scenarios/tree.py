"""A decision tree from left to right: a line for each branch, name above, likelihood below, what it brings at right."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import width_of

ROW, TOP, BOTTOM, LEFT, RIGHT = 0.46, 0.10, 0.06, 0.16, 1.72
STEM = 0.16
"""How far lines run before they part, in inches."""


def _height(data: pd.DataFrame) -> float:
    return int(data["is_leaf"].sum()) * ROW + TOP + BOTTOM


def _describe(data: pd.DataFrame) -> str:
    rows: list[dict[Any, Any]] = data.to_dict("records")
    question = str(rows[0]["question"])
    return f"Decision tree, read from left to right. Question: {question} {_told(rows, '')}"


def _told(rows: list[dict[Any, Any]], after: str) -> str:
    """The branches that grow from one, and what grows from them in turn."""
    beside = [row for row in rows if row["after"] == after]
    if not beside:
        return ""
    parent = next((row["name"] for row in rows if row["id"] == after), "the question")
    named = "; ".join(_one(row) for row in beside)
    further = " ".join(told for row in beside if (told := _told(rows, row["id"])))
    return f"From {parent} grow {len(beside)} branches: {named}. {further}".strip()


def _one(row: dict[Any, Any]) -> str:
    parts = [f"{row['name']}, {row['odds']}"]
    parts += [f"brings {row['brings']}"] if row["brings"] else []
    parts += [str(row["ending"] or "came true")] if row["came_true"] else []
    return ", ".join(parts)


@chart(height=_height, describe=_describe)
def decision_tree(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Branches left to right; the branch that came true is drawn heavy and named, the others dashed."""
    ax = ax if ax is not None else canvas(_height(data))
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    rows: list[dict[Any, Any]] = data.to_dict("records")
    depth = int(data["depth"].max())
    width = style.TEXT_WIDTH_IN - LEFT - RIGHT
    step = width / depth
    leaves = [row["id"] for row in rows if row["is_leaf"]]
    ax.set(xlim=(0, width), ylim=(len(leaves) - 0.5, -0.5))
    ax.axis("off")
    at = _places(rows, leaves)
    solved = bool(data["came_true"].any())
    root = sum(at[row["id"]] for row in rows if not row["after"]) / sum(not row["after"] for row in rows)
    ax.plot(0, root, "s", color=style.INK, ms=7, clip_on=False, zorder=4)
    for row in rows:
        start = ((row["depth"] - 1) * step, at[row["after"]] if row["after"] else root)
        end = width if row["is_leaf"] else row["depth"] * step
        _branch(ax, row, start, (end, at[row["id"]]), solved=solved)
    return ax


def _places(rows: list[dict[Any, Any]], leaves: list[str]) -> dict[str, float]:
    """Leaves one below the other; every other branch in the middle of those that grow from it."""
    at = {key: float(n) for n, key in enumerate(leaves)}
    for row in reversed(rows):
        if not row["is_leaf"]:
            grown = [at[one["id"]] for one in rows if one["after"] == row["id"]]
            at[row["id"]] = sum(grown) / len(grown)
    return at


def _branch(
    ax: Axes, row: dict[Any, Any], start: tuple[float, float], end: tuple[float, float], *, solved: bool
) -> None:
    won = bool(row["came_true"])
    colour = style.TEAL if won else style.GREY if solved else style.BLUE
    kind: dict[str, Any] = {"color": colour, "lw": 2.6 if won else 1.4, "clip_on": False, "zorder": 3 if won else 2}
    if solved and not won:
        kind["linestyle"] = (0, (4, 2))
    x = start[0] + STEM
    ax.plot([start[0], x, x, end[0]], [start[1], start[1], end[1], end[1]], solid_joinstyle="round", **kind)
    ax.plot(*end, "o" if row["is_leaf"] else "s", color=colour, ms=5, clip_on=False, zorder=4)
    text: dict[str, Any] = {"xycoords": "data", "textcoords": "offset points", "ha": "left", "annotation_clip": False}
    ax.annotate(row["name"], (x, end[1]), xytext=(5, 2.5), va="bottom", weight="semibold", fontsize=style.SMALL, **text)
    ax.annotate(
        row["odds"], (x, end[1]), xytext=(5, -2.5), va="top", fontsize=style.SMALL, color=style.GREY, **text
    )  # fmt: skip
    if row["is_leaf"]:
        _leaf(ax, row, end, text)


def _leaf(ax: Axes, row: dict[Any, Any], end: tuple[float, float], text: dict[str, Any]) -> None:
    """What the leaf brings, and below it how it ended."""
    ending = str(row["ending"]) if row["came_true"] else ""
    lines = [line for line in (str(row["brings"]), *_cut(ending)) if line]
    for n, line in enumerate(lines):
        drop = (len(lines) - 1) * 4.8 - n * 9.6
        ax.annotate(
            line, end, xytext=(8, drop), va="center", fontsize=style.SMALL, weight="semibold" if n else "normal", **text
        )


def _cut(words: str) -> list[str]:
    """At most two lines that fit beside the tree, broken at a space."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, style.SMALL) <= RIGHT - 0.2:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines[:2]
