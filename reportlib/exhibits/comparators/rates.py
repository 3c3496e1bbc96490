"""What partners pay by day, and the gap of Japan to each rule by base duty."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import LINE, wrap
from reportlib.exhibits.placing import spread
from reportlib.exhibits.tariffs.parts import beside, panels, rows_of
from reportlib.words.figures import number, shortest

JAPAN = "japan"
ROW, LEFT, RIGHT, TOP, BOTTOM, GAP = 0.185, 1.12, 0.06, 0.36, 0.06, 0.12
GAP_HEIGHT, GAP_LEFT, GAP_RIGHT, GAP_TOP, GAP_BOTTOM = 1.95, 0.34, 1.95, 0.10, 0.42
SHARE_FOR_LABELS = 1.34
"""The axis is longer than its highest rate by this, so that the label of that rate has room."""


def _dots_height(data: pd.DataFrame) -> float:
    return data["partner"].nunique() * ROW + TOP + BOTTOM


def _describe_dots(data: pd.DataFrame) -> str:
    parts = []
    for day, rows in data.loc[data["is_view"]].groupby("on"):
        same = [
            f"{shortest(group['all_in'].iloc[0])}%: {', '.join(group['name'])}" for _, group in rows.groupby("all_in")
        ]
        parts.append(f"{words.day(pd.Timestamp(str(day)).date())}, {'; '.join(same)}")
    base = shortest(float(data["base_duty"].iloc[0]))
    return f"Dots of the all-in rate of a good with {base}% base duty, by partner and day. {'. '.join(parts)}."


@chart(height=_dots_height, describe=_describe_dots)
def rate_dots(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One panel per day, one row per partner: filled where base duty counts inside, hollow where the rate is on top."""
    ax = ax if ax is not None else canvas(_dots_height(data))
    days = list(data["on"].drop_duplicates().sort_values())
    names = data.drop_duplicates("partner")[["partner", "name"]]
    at = {partner: row for row, partner in enumerate(names["partner"])}
    made, _ = panels(ax, len(days), left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM, gap=GAP)
    most = float(data["all_in"].max()) * SHARE_FOR_LABELS
    for panel, day in zip(made, days, strict=True):
        panel.set(xlim=(0, most), ylim=(len(at) - 0.5, -0.5))
        panel.spines["bottom"].set_visible(False)
        panel.set_xticks([])
        panel.set_yticks([])
        panel.set_title(words.day(day.date()), loc="left", fontsize=style.SMALL, color=style.INK, pad=9)
        rows = data.loc[data["on"] == day]
        mine = rows.loc[(rows["partner"] == JAPAN) & rows["is_view"], "all_in"]
        for level in mine:
            panel.axvline(level, color=style.ORANGE, lw=0.9, ls=(0, (2, 2)), zorder=1)
        least, often = rows.groupby("partner")["all_in"].min(), rows["partner"].value_counts()
        for row in rows_of(rows):
            two = often[row["partner"]] > 1
            _dot(panel, row, at[row["partner"]], left=bool(two and row["all_in"] == least[row["partner"]]))
    made[0].set_yticks(range(len(at)), names["name"], fontsize=style.SMALL)
    for label in made[0].get_yticklabels()[:1]:
        label.set_fontweight("semibold")
    return ax


def _dot(panel: Axes, row: dict[str, object], y: int, *, left: bool) -> None:
    """A dot, or a cross for the other view of the day; of two the lower one has its label on the left."""
    colour = style.ORANGE if row["partner"] == JAPAN else style.BLUE
    x = float(str(row["all_in"]))
    panel.plot([0, x], [y, y], color=style.RULE, lw=0.7, zorder=0)
    if not row["is_view"]:
        panel.plot(x, y, "x", color=style.GREY, ms=5, mew=1.2, zorder=6)
    else:
        fill = colour if row["rule"] == "floor" else style.PAPER
        panel.plot(x, y, "o", mfc=fill, mec=colour, mew=1.4, ms=5.5, zorder=4)
    panel.annotate(
        f"{shortest(x)}%", (x, y), xytext=(-5 if left else 5, 0), textcoords="offset points",
        ha="right" if left else "left", va="center", fontsize=style.SMALL, annotation_clip=False, zorder=5,
        bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.4},
    )  # fmt: skip


def _lines(data: pd.DataFrame) -> list[pd.DataFrame]:
    return [rows for _, rows in data.groupby("partners", sort=False)]


def _describe_gaps(data: pd.DataFrame) -> str:
    parts = []
    for rows in _lines(data):
        first, last = rows.iloc[0], rows.iloc[-1]
        crossing = rows.loc[rows["gap_points"].abs() < 1e-9, "base"]
        part = f"{first['label']} ({first['rule_words']}): {_signed(first['gap_points'])} without base duty"
        part += f", {_signed(last['gap_points'])} at {shortest(last['base'])}%"
        if len(crossing) and crossing.iloc[0] > 0:
            part += f", nothing from {shortest(crossing.iloc[0])}% on" if len(crossing) > 1 else (
                f", nothing at {shortest(crossing.iloc[0])}%"
            )  # fmt: skip
        parts.append(part)
    return f"Lines of the points by which goods of Japan pay more than a peer’s, by base duty. {'; '.join(parts)}."


def _signed(points: float) -> str:
    return f"+{shortest(points)}" if points > 0 else shortest(points)


@chart(height=GAP_HEIGHT, describe=_describe_gaps, grid="y")
def gap_lines(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One line per rule of peers, named at its end; above zero Japan pays more."""
    ax = ax if ax is not None else canvas(GAP_HEIGHT)
    fixed(ax, left=GAP_LEFT, right=GAP_RIGHT, top=GAP_TOP, bottom=GAP_BOTTOM)
    low, high = float(data["gap_points"].min()), float(data["gap_points"].max())
    pad = max(1.0, (high - low) * 0.08)
    ax.set(xlim=(0, float(data["base"].max())), ylim=(min(low, 0) - pad, max(high, 0) + pad))
    ax.axhline(0, color=style.INK, lw=0.9, zorder=2)
    lines = _lines(data)
    gap = 2 * style.SMALL * LINE / 72 / (GAP_HEIGHT - GAP_TOP - GAP_BOTTOM) * (high - low + 2 * pad)
    # Lines that end alike are named in the order in which they lie before.
    wanted = [float(rows["gap_points"].iloc[-1]) + 1e-3 * float(rows["gap_points"].mean()) for rows in lines]
    floor, ceiling = min(low, 0) - pad + gap / 2, max(high, 0) + pad - gap / 4
    ends = spread(wanted, gap, low=floor, high=ceiling)
    dashes = ("-", (0, (4, 1.2)), (0, (1.2, 1.2)), (0, (5, 1.2, 1.2, 1.2)))
    for rows, colour, dash, at in zip(lines, style.palette(len(lines)), dashes, ends, strict=False):
        ax.plot(rows["base"], rows["gap_points"], color=colour, lw=1.8, ls=dash, zorder=3)
        name = " ".join(wrap(str(rows["label"].iloc[0]), style.SMALL, GAP_RIGHT - 0.1)[:1])
        beside(ax, f"{name}\n{rows['rule_words'].iloc[0]}", at, color=_dark(colour), linespacing=1.05)
    step = next(step for step in (1, 2, 2.5, 5, 10, 20) if (high - low + 2 * pad) / step <= 8)
    ticks = [step * one for one in range(-20, 21) if min(low, 0) - pad <= step * one <= max(high, 0) + pad]
    ax.set_yticks(ticks, [_signed(one) if one else number(0) for one in ticks], fontsize=style.SMALL)
    marks = [one for one in (0, 2.5, 5, 10, 15, 20) if one <= float(data["base"].max())]
    ax.set_xticks(marks, [f"{shortest(one)}%" for one in marks])
    ax.set_xlabel("Base duty", fontsize=style.SMALL, loc="left")
    return ax


def _dark(colour: str) -> str:
    """Ink for words beside a line too light to be read as text."""
    return style.INK if colour in (style.ORANGE, style.TEAL) else colour
