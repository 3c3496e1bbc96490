"""Trade in pictures: who bore the duty, what imports may do, cars by month, goods both ways."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import date_axis, fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import LINE, width_of
from reportlib.exhibits.tariffs.parts import beside, named_at_ends, panels, percent, rows_of, top_row
from reportlib.words.figures import number, shortest

ROW, LEFT, RIGHT, TOP, BOTTOM = 0.225, 2.35, 0.95, 0.06, 0.28
FLOWS_HEIGHT, FLOWS_LEFT, FLOWS_RIGHT = 1.55, 0.42, 1.35
CARS_HEIGHT = 1.5
CARS = {"value_yoy_pct": "Value (yen)", "units_yoy_pct": "Number", "price_yoy_pct": "Price per car (yen)"}


def _rows_height(data: pd.DataFrame) -> float:
    return len(data) * ROW + TOP + BOTTOM


def _describe_incidence(data: pd.DataFrame) -> str:
    rows = "; ".join(f"{row['label']}: {row['exporter_share_pct']:.0f}%" for row in rows_of(data))
    return f"Bars of the share of the duty borne by exporters through lower prices: {rows}."


@chart(height=_rows_height, describe=_describe_incidence, grid="x")
def incidence_bars(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Bars of the exporter's share; hollow where the share is published rather than computed."""
    ax = ax if ax is not None else canvas(_rows_height(data))
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    most = max(100.0, float(data["exporter_share_pct"].max()))
    ax.set(xlim=(0, most * 1.02), ylim=(len(data) - 0.5, -0.5))
    for at, (share, basis) in enumerate(zip(data["exporter_share_pct"], data["basis"], strict=True)):
        filled = basis == "computed"
        ax.barh(at, share, height=0.6, color=style.BLUE if filled else style.PAPER, ec=style.BLUE, lw=1.3, zorder=3)
        ax.annotate(f"{number(share)}%", (share, at), xytext=(4, 0), textcoords="offset points", ha="left", va="center",
                    fontsize=style.SMALL, annotation_clip=False)  # fmt: skip
    ax.set_yticks(range(len(data)), data["label"], fontsize=style.SMALL)
    ticks = list(range(0, int(most) + 1, 25))
    ax.set_xticks(ticks, [f"{tick}%" if tick == 100 else str(tick) for tick in ticks])
    return ax


def _describe_response(data: pd.DataFrame) -> str:
    rows = "; ".join(
        f"{row['label']}, {percent(row['before'])} to {percent(row['after'])}, {row['years']}: {_span(row)}"
        for row in rows_of(data)
    )
    return f"Dots and ranges of the change of imports that published elasticities imply, in per cent: {rows}."


def _span(row: dict[Any, Any]) -> str:
    near, far = float(row["nearest_pct"]), float(row["farthest_pct"])
    return f"{number(near)}%" if abs(near - far) < 0.5 else f"{number(near)} to {number(far)}%"


@chart(height=_rows_height, describe=_describe_response, grid="x")
def response_dots(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One row per good and horizon: a dot, or a line between the nearest and the farthest estimate."""
    ax = ax if ax is not None else canvas(_rows_height(data))
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    least, most = min(0.0, float(data["farthest_pct"].min()) * 1.04), max(0.0, float(data["farthest_pct"].max()) * 1.04)
    ax.set(xlim=(least, most + (most - least) * 0.02), ylim=(len(data) - 0.5, -0.5))
    for at, row in enumerate(rows_of(data)):
        colour, mark = (style.BLUE, "o") if row["years_from"] <= 1 else (style.PLUM, "s")
        ends = [row["nearest_pct"], row["farthest_pct"]]
        ax.plot(ends, [at, at], color=colour, lw=3, solid_capstyle="round", zorder=3)
        ax.plot(ends, [at, at], mark, color=colour, ms=5, zorder=4)
        beside(ax, _span(row), at)
    names = [
        f"{row['label']}, {shortest(row['before'] * 100)} to {percent(row['after'])}, {row['years']}"
        for row in rows_of(data)
    ]
    ax.set_yticks(range(len(data)), names, fontsize=style.SMALL)
    step = next(step for step in (2, 5, 10, 20) if (most - least) / step <= 6)
    ticks = [tick for tick in range(-100, 101, step) if least <= tick <= most]
    ax.set_xticks(ticks, [f"{number(tick)}%" if tick == ticks[0] else number(tick) for tick in ticks])
    return ax


def _describe_cars(data: pd.DataFrame) -> str:
    parts = []
    for column, name in CARS.items():
        rows = data.loc[data[column].notna()]
        if rows.empty:
            continue
        low = top_row(rows, column, lowest=True)
        part = f"{name}: {number(rows[column].iloc[0], 1)}% in {words.tick(rows['month'].iloc[0].date())}"
        if len(rows) > 1:
            part += f", {number(low[column], 1)}% at the lowest in {words.tick(low['month'].date())}, "
            part += f"{number(rows[column].iloc[-1], 1)}% in {words.tick(rows['month'].iloc[-1].date())}"
        parts.append(part)
    lead = "Three panels of bars by month, exports of cars from Japan to the United States, change on a year before. "
    return f"{lead}{'; '.join(parts)}."


@chart(height=CARS_HEIGHT, describe=_describe_cars, grid="y")
def car_multiples(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Bars by month on one scale; a month without a printed figure is grey ground."""
    ax = ax if ax is not None else canvas(CARS_HEIGHT)
    made, width = panels(ax, 3, left=0.46, right=0.06, top=0.28, bottom=0.28, gap=0.20)
    months = pd.date_range(data["month"].min(), data["month"].max(), freq="MS")
    values = data.set_index("month")[list(CARS)].reindex(months)
    low, high = float(values.min().min()), float(values.max().max())
    low, high = min(low, 0) - 4, max(high, 0) + 4
    for at, (one, (column, name)) in enumerate(zip(made, CARS.items(), strict=True)):
        one.set(xlim=(-0.6, len(months) - 0.4), ylim=(low, high))
        for month, value in enumerate(values[column]):
            if pd.isna(value):
                one.axvspan(month - 0.5, month + 0.5, color=style.SOFT, zorder=0, lw=0)
            else:
                one.bar(month, value, width=0.62, color=style.BLUE, zorder=3)
        one.axhline(0, color=style.INK, lw=0.8, zorder=4)
        one.spines["bottom"].set_visible(False)
        one.text(-0.6, high + (high - low) * 0.03, name, ha="left", va="bottom", fontweight="semibold")
        ticks = [tick for tick in range(-60, 61, 10) if low <= tick <= high]
        names = [f"{number(tick)}%" if tick == ticks[-1] else number(tick) for tick in ticks]
        one.set_yticks(ticks, names, fontsize=style.SMALL)
        if at:
            one.tick_params(labelleft=False)
        _month_names(one, months, width)
    return ax


def _month_names(ax: Axes, months: pd.DatetimeIndex, width: float) -> None:
    room = width_of("Mmm 2025", style.SMALL) + 0.1
    every = next((n for n in (1, 2, 3, 4, 6, 12) if width / max(len(months), 1) * n >= room), 12)
    edge = len(months) - 0.4
    shown = [at for at in range(0, len(months), every) if (edge - at) / len(months) * width > room / 2 - 0.06]
    ax.set_xticks(shown, [words.tick(months[at].date()) for at in shown])
    ax.tick_params(axis="x", length=0)
    if shown and shown[0] == 0 and width / len(months) / 2 < room / 2:
        ax.get_xticklabels()[0].set_horizontalalignment("left")


def _describe_flows(data: pd.DataFrame) -> str:
    first, last = data.iloc[0], data.iloc[-1]
    top = top_row(data, "imports_usd_bn")
    return (
        f"Two lines of monthly goods trade, {words.tick(first['month'].date())} to {words.tick(last['month'].date())}. "
        f"US imports from Japan: ${number(first['imports_usd_bn'], 1)}bn at first, "
        f"${number(top['imports_usd_bn'], 1)}bn at most in {words.tick(top['month'].date())}, "
        f"${number(last['imports_usd_bn'], 1)}bn at last. US exports to Japan: "
        f"${number(first['exports_usd_bn'], 1)}bn at first, ${number(last['exports_usd_bn'], 1)}bn at last."
    )


@chart(height=FLOWS_HEIGHT, describe=_describe_flows, grid="y")
def flow_lines(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Imports and exports by month, named at their last point; a month not held breaks the line."""
    ax = ax if ax is not None else canvas(FLOWS_HEIGHT)
    fixed(ax, left=FLOWS_LEFT, right=FLOWS_RIGHT, top=TOP + 0.04, bottom=BOTTOM)
    months = pd.date_range(data["month"].min(), data["month"].max(), freq="MS")
    rows = data.set_index("month").reindex(months)
    high = float(data["imports_usd_bn"].max()) * 1.12
    ax.set(xlim=(date2num(months[0]), date2num(months[-1])), ylim=(0, high))
    names: dict[str, tuple[str, str, Any]] = {
        "imports_usd_bn": ("US imports from Japan", style.BLUE, "-"),
        "exports_usd_bn": ("US exports to Japan", style.TEAL, (0, (4, 1.2))),
    }
    gap = 2.2 * style.SMALL * LINE / 72 / (FLOWS_HEIGHT - TOP - 0.04 - BOTTOM) * high
    for column, (_, colour, dash) in names.items():
        ax.plot(date2num(months), rows[column], color=colour, lw=1.7, ls=dash, zorder=3)
    last = {column: float(data[column].iloc[-1]) for column in names}
    ends = [
        (f"{name}\n${number(last[column], 1)}bn", last[column], style.INK) for column, (name, _, _) in names.items()
    ]
    named_at_ends(ax, ends, gap=gap, low=gap / 2, high=high)
    step = next(step for step in (1, 2, 5, 10) if high / step <= 6)
    ticks = list(range(0, int(high) + 1, step))
    ax.set_yticks(ticks, [f"${tick}bn" if tick == ticks[-1] else str(tick) for tick in ticks], fontsize=style.SMALL)
    date_axis(ax, months[0], months[-1], style.TEXT_WIDTH_IN - FLOWS_LEFT - FLOWS_RIGHT)
    return ax
