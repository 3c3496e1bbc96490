"""Charts of the pledge: its ladder, its steps against an even pace, and how long Japan waits for its money."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.investment import alt
from reportlib.exhibits.placing import as_of_line, month_ticks, row_text, spread, x_of

ROW_IN = 0.44
LONGEST = 50
"""Years at which the payback curve is cut: past it a project outlives its plant."""
_HOLLOW = ("pledged", "candidate")


def _rows_height(data: pd.DataFrame) -> float:
    return 0.35 + ROW_IN * len(data)


@chart(height=_rows_height, describe=alt.ladder_bars, grid="")
def ladder_bars(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The pledge by stage: outline = promised or listed, solid = selected or bound; dashed line = even pace."""
    ax = ax or canvas(_rows_height(data))
    fixed(ax, left=0.02, right=0.02, top=0.24, bottom=0.04)
    most = float(data["high_usd_bn"].max())
    for at, row in enumerate(alt.rows(data)):
        y = len(data) - at - 1
        row_text(ax, y + 0.2, f"{row.printed}; {row.words}", strong=row.label)
        if pd.isna(row.high_usd_bn):
            continue
        hollow = row.stage in _HOLLOW
        colour = style.BLUE if row.stage == "selected" else style.TEAL
        ax.barh(y, row.low_usd_bn, height=0.3, facecolor="none" if hollow else colour,
                edgecolor=style.GREY if hollow else colour, linewidth=1.1)  # fmt: skip
        if row.high_usd_bn > row.low_usd_bn:
            ax.barh(y, row.high_usd_bn - row.low_usd_bn, left=row.low_usd_bn, height=0.3, facecolor="none",
                    edgecolor=style.GREY, linewidth=1.1, hatch="////", linestyle="--")  # fmt: skip
    pace = data["pace_usd_bn"].iloc[0]
    if not pd.isna(pace):
        ax.axvline(pace, color=style.ORANGE, linewidth=1.6, linestyle=(0, (4, 2)), zorder=3)
        ax.annotate(
            f"even pace {words.render(pace, 'USD bn, one decimal')}", (pace, 1), xycoords=("data", "axes fraction"),
            xytext=(0, 3), textcoords="offset points", ha="left" if pace < most / 2 else "right", va="bottom",
            fontsize=style.SIZE, weight="semibold",
        )  # fmt: skip
    ax.set_xlim(0, most * 1.01)
    ax.set_ylim(-0.35, len(data) - 0.25)
    ax.set_yticks([])
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    return ax


@chart(height=2.9, describe=alt.pace_steps, grid="y")
def pace_steps(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Selected and contracted as steps under the straight line of an even pace to the end of the window."""
    ax = ax or canvas(2.9)
    pace = data.loc[data["kind"] == "pace"]
    as_of, end = data["as_of"].iloc[0], data["end"].iloc[0]
    month_ticks(ax, pace["day"].min() - pd.Timedelta(days=15), max(end, as_of) + pd.Timedelta(days=240))
    days, amounts = [x_of(day) for day in pace["day"]], list(pace["amount_usd_bn"])
    now = int((~pace["is_ahead"]).sum())
    ax.plot(days[:now], amounts[:now], color=style.ORANGE, linewidth=1.8)
    ax.plot(days[now - 1 :], amounts[now - 1 :], color=style.ORANGE, linewidth=1.4, linestyle=(0, (4, 2)))
    ax.annotate(words.render(amounts[-1], "USD bn"), (days[-1], amounts[-1]), xytext=(5, 0),
                textcoords="offset points", va="center", fontsize=style.SIZE, weight="semibold")  # fmt: skip
    names = [(amounts[now - 1], f"even pace {words.render(amounts[now - 1], 'USD bn, one decimal')}", style.INK)]
    for kind, colour in (("selected", style.BLUE), ("contracted", style.TEAL)):
        steps = data.loc[data["kind"] == kind]
        if steps.empty:
            continue
        xs = [days[0], *(x_of(day) for day in steps["day"]), x_of(min(as_of, end))]
        ys = [0.0, *steps["amount_usd_bn"], steps["amount_usd_bn"].iloc[-1]]
        ax.step(xs, ys, where="post", color=colour, linewidth=2.2)
        last = steps["amount_usd_bn"].iloc[-1]
        hedge = "up to " if kind == "selected" else "at least "
        unit = "USD bn" if last >= 10 else "USD bn, one decimal"
        names.append((last, f"{kind} {hedge}{words.render(last, unit)}", colour))
    places = spread([value for value, _, _ in names], 38, low=14, high=590)
    for (_, name, colour), y in zip(names, places, strict=True):
        ax.annotate(name, (x_of(min(as_of, end)), y), xytext=(6, 0), textcoords="offset points", va="center",
                    fontsize=style.SIZE, color=colour, bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.6},
                    zorder=5)  # fmt: skip
    ax.set_ylim(0, 610)
    ax.set_yticks([0, 200, 400, 600], ["$0bn", "$200bn", "$400bn", "$600bn"], fontsize=style.SMALL)
    as_of_line(ax, as_of)
    return ax


@chart(height=2.8, describe=alt.payback_lines, grid="y")
def payback_lines(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Years until Japan is repaid against yearly cash of a project, one line a rate; left of a line's start, never."""
    ax = ax or canvas(2.8)
    shades = (style.TEAL, style.BLUE, style.PLUM, style.ORANGE)
    styles = ("-", (0, (5, 2)), (0, (2, 1.5)), (0, (6, 2, 1.5, 2)))
    names: list[tuple[str, str]] = []
    for (rate, group), colour, line in zip(data.groupby("rate"), shades, styles, strict=False):
        known = group.loc[group["years"] <= LONGEST]
        if len(known):
            ax.plot(known["cash_share"] * 100, known["years"], color=colour, linewidth=1.8, linestyle=line)
        names.append((f"{alt.share(rate)} a year: never repaid at {alt.share(group['least'].iloc[0])} or less", colour))
    for at, (name, colour) in enumerate(names):
        ax.annotate(name, (16, LONGEST - 3 - 6 * at), va="center", fontsize=style.SIZE, color=colour,
                    bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.6}, zorder=5)  # fmt: skip
    ax.set_ylim(0, LONGEST + 2)
    ax.set_xlim(0, 41)
    ax.set_yticks([0, 10, 20, 30, 40, 50], ["0", "10", "20", "30", "40", "50 years"], fontsize=style.SMALL)
    ax.set_xticks([0, 10, 20, 30, 40], ["0%", "10%", "20%", "30%", "40%"])
    ax.set_xlabel("Cash of a year as a share of the cost", fontsize=style.SMALL)
    return ax
