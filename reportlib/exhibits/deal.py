"""Charts of the steel briefing. Each draws one frame of `reportlib.analysis.deal` and returns the axes.

Single closes stand in columns of equal width: eight days are no series, so no line joins them.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from reportlib import words
from reportlib.exhibits import deal_alt, style
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.placing import as_of_line, fitted, month_ticks, row_text, spread, x_of
from reportlib.words.days import iso

ROW_IN = 0.44
"""Height of a row that has a line of words above its bar."""
CLOCKS = {
    "first_filing": "First filing with CFIUS",
    "second_filing": "Second filing with CFIUS",
    "president_first": "President, after the first case",
    "fresh_review": "Fresh review by CFIUS",
    "president_second": "President, after the fresh review",
}
RUNGS = {
    "plan": "Plan",
    "binding": "Binding",
    "planned": "Planned",
    "approved": "Approved",
    "under way": "Under way",
    "spent": "Spent",
}
_HOLLOW = ("plan", "planned")


def _rows_height(data: pd.DataFrame) -> float:
    return 0.55 + ROW_IN * len(data)


@chart(height=2.5, describe=deal_alt.price_dots, grid="")
def price_dots(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Single closes as dots under the offer, over the band of assumed break prices."""
    ax = ax or canvas(2.5)
    offer, low, high = (data[name].iloc[-1] for name in ("offer_usd", "break_low_usd", "break_high_usd"))
    count = len(data)
    ax.axhspan(low, high, color=style.SOFT, zorder=0)
    ax.axhline(offer, color=style.ORANGE, linewidth=1.4, linestyle=(0, (5, 2)))
    ax.plot(data["no"], data["close_usd"], "o", color=style.BLUE, markersize=6, linestyle="none")
    for row in deal_alt.rows(data):
        below = row.close_usd + 6 > offer or row.close_usd < low
        ax.annotate(
            deal_alt.per_share(row.close_usd), (row.no, row.close_usd), xytext=(0, -7 if below else 6),
            textcoords="offset points", ha="center", va="top" if below else "bottom", fontsize=style.SIZE,
        )  # fmt: skip
    left = 0.45
    ax.annotate(
        f"Offer {deal_alt.per_share(offer)}", (left, offer), xytext=(0, 3), textcoords="offset points",
        va="bottom", fontsize=style.SIZE, weight="semibold",
    )  # fmt: skip
    ax.annotate(
        f"Assumed without a deal: {deal_alt.per_share(low)} to {deal_alt.per_share(high)}", (left, low),
        xytext=(0, -3), textcoords="offset points", va="top", fontsize=style.SMALL, color=style.GREY,
    )  # fmt: skip
    ax.set_xlim(left, max(count, 4) + 0.55)
    ax.set_ylim(min(low, data["close_usd"].min()) - 7, max(offer, data["close_usd"].max()) + 7)
    _close_ticks(ax, data)
    ax.set_yticks([])
    return ax


@chart(height=2.9, describe=deal_alt.implied_odds, grid="")
def implied_odds(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The band of implied probabilities over the assumed break prices, with the ceiling no break price can pass."""
    ax = ax or canvas(2.9)
    known = data.loc[data["p_mid"].notna()]
    floor = min(0.0, float(known["p_low"].min()) if len(known) else 0.0)
    bottom = floor * 100 - (17 if floor < 0 else 6)
    ax.set_ylim(bottom, max(106.0, float(known["ceiling"].max()) * 100 + 6 if len(known) else 106.0))
    if floor < 0:
        ax.axhspan(bottom, 0, color=style.SOFT, zorder=0)
        ax.annotate("Below zero: the price is below the assumed break price", (0.45, bottom), xytext=(4, 3),
                    textcoords="offset points", va="bottom", fontsize=style.SMALL, color=style.GREY)  # fmt: skip
    for level in (0, 50, 100):
        ax.axhline(level, color=style.RULE, linewidth=0.6, zorder=0)
    for row in deal_alt.rows(known):
        ax.plot([row.no, row.no], [row.p_low * 100, row.p_high * 100], color=style.BLUE, alpha=0.35, linewidth=9,
                solid_capstyle="butt")  # fmt: skip
        ax.plot([row.no - 0.2, row.no + 0.2], [row.ceiling * 100] * 2, color=style.PLUM, linewidth=1.6,
                linestyle=(0, (2.5, 1.2)))  # fmt: skip
        if row.no != known["no"].iloc[-1]:
            ax.annotate(
                words.render(row.p_mid, "share"), (row.no, row.p_mid * 100), xytext=(8, 0),
                textcoords="offset points", va="center", fontsize=style.SIZE,
            )  # fmt: skip
    ax.plot(known["no"], known["p_mid"] * 100, "o", color=style.BLUE, markersize=5.5, linestyle="none")
    for row in deal_alt.rows(data.loc[data["p_mid"].isna()]):
        ax.annotate("before\nthe offer", (row.no, 50), ha="center", va="center", fontsize=style.SMALL,
                    color=style.GREY)  # fmt: skip
    ax.set_xlim(0.45, max(len(data), 4) + 1.75)
    if len(known):
        _name_last(ax, known.iloc[-1])
    _close_ticks(ax, data)
    ax.set_yticks([0, 50, 100], ["0%", "50%", "100%"], fontsize=style.SMALL)
    return ax


@chart(height=_rows_height, describe=deal_alt.review_clock, grid="x")
def review_clock(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Gantt of the review clocks: outline = time allowed, solid = time taken, pale = still running."""
    ax = ax or canvas(_rows_height(data))
    starts = pd.concat([data["allowed_from"], data["taken_from"]]).min()
    ends = pd.concat([data["allowed_to"], data["taken_to"]]).max()
    pad = pd.Timedelta(days=max(10, (ends - starts).days // 40))
    month_ticks(ax, starts - pad, ends + pad)
    for at, row in enumerate(deal_alt.rows(data)):
        y = len(data) - at - 1
        row_text(ax, y + 0.3, deal_alt.clock_words(row), strong=CLOCKS[row.clock])
        _bar(ax, y + 0.1, row.allowed_from, row.allowed_to, hollow=True)
        if pd.notna(row.taken_from):
            _bar(ax, y - 0.16, row.taken_from, row.taken_to, running=row.is_running)
    ax.set_ylim(-0.4, len(data) - 0.3)
    ax.set_yticks([])
    as_of_line(ax, data["as_of"].iloc[0])
    return ax


@chart(height=_rows_height, describe=deal_alt.spending_ladder, grid="")
def spending_ladder(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Commitments of capital spending by rung; outline = planned, solid = binding or approved. Never added."""
    ax = ax or canvas(_rows_height(data) - 0.4)
    most = float(data["amount_usd_bn"].max())
    for at, row in enumerate(deal_alt.rows(data)):
        y = len(data) - at - 1
        row_text(ax, y + 0.2, fitted(deal_alt.rung_words(row), len(row.rung)), strong=RUNGS[row.rung])
        if pd.isna(row.amount_usd_bn):
            continue
        hollow, colour = row.rung in _HOLLOW, style.BLUE if row.rung == "binding" else style.TEAL
        ax.barh(y, row.amount_usd_bn, height=0.3, facecolor="none" if hollow else colour,
                edgecolor=style.GREY if hollow else colour, linewidth=1.1)  # fmt: skip
        ax.annotate(words.render(row.amount_usd_bn, "USD bn"), (row.amount_usd_bn, y), xytext=(5, 0),
                    textcoords="offset points", va="center", fontsize=style.SIZE, weight="semibold")  # fmt: skip
    ax.set_xlim(0, most * 1.12)
    ax.set_ylim(-0.35, len(data) - 0.25)
    ax.set_yticks([])
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    return ax


@chart(height=_rows_height, describe=deal_alt.promise_slip, grid="x")
def promise_slip(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """What was promised, statement by statement: dot = said, outline = window promised, line = happened."""
    ax = ax or canvas(_rows_height(data))
    said = pd.Series([deal_alt.said_day(row) for row in deal_alt.rows(data)])
    happened, as_of = data["happened_on"].iloc[0], data["as_of"].iloc[0]
    last = max(one for one in (data["promised_to"].max(), happened, said.max()) if pd.notna(one))
    pad = pd.Timedelta(days=max(10, (last - said.min()).days // 40))
    month_ticks(ax, said.min() - pad, last + pad)
    for at, row in enumerate(deal_alt.rows(data)):
        y = len(data) - at - 1
        strong = words.day_or_month(iso(row.said_on))
        row_text(ax, y + 0.22, fitted(f"{row.said_by}: {row.text}", len(strong)), strong=strong)
        ax.plot([x_of(said[at]), x_of(row.promised_to)], [y, y], color=style.RULE, linewidth=1, zorder=1)
        _bar(ax, y, row.promised_from if pd.notna(row.promised_from) else said[at], row.promised_to, hollow=True)
        ax.plot([x_of(said[at])], [y], "o", color=style.BLUE, markersize=5.5)
    ax.set_ylim(-0.4, len(data) - 0.3)
    ax.set_yticks([])
    if pd.notna(happened):
        ax.axvline(x_of(happened), color=style.PLUM, linewidth=1.4)
        ax.annotate(f"happened {words.day(happened.date())}", (x_of(happened), 1), xytext=(0, 3),
                    xycoords=("data", "axes fraction"), textcoords="offset points", ha="right", va="bottom",
                    fontsize=style.SMALL, color=style.PLUM)  # fmt: skip
    else:
        as_of_line(ax, as_of)
    return ax


def _bar(
    ax: Axes, y: float, start: pd.Timestamp, end: pd.Timestamp, *, hollow: bool = False, running: bool = False
) -> None:
    left, right = x_of(start), x_of(end)
    ax.add_patch(
        Rectangle(
            (left, y - 0.11),
            max(right - left, 0.8),
            0.22,
            facecolor=style.PAPER if hollow else style.BLUE,
            alpha=0.45 if running else 1,
            edgecolor=style.GREY if hollow else style.BLUE,
            linewidth=1,
            zorder=2,
        )
    )


def _close_ticks(ax: Axes, data: pd.DataFrame) -> None:
    """Number and day of each close, under its column."""
    labels = [
        f"{row.no}\n{row.date.day} {words.tick(row.date.date())}".replace(f" {row.date.year}", f"\n{row.date.year}")
        for row in deal_alt.rows(data)
    ]
    ax.set_xticks(list(data["no"]), labels)
    ax.tick_params(axis="x", length=0)


def _name_last(ax: Axes, row: pd.Series[Any]) -> None:
    """Names beside the last band: the ceiling and the odds at each break price, spread apart."""
    names = [(row["ceiling"], f"ceiling {words.render(row['ceiling'], 'share')}", style.PLUM)]
    names += [(p, name, style.INK) for p, name in deal_alt.odds_names(row)]
    low, high = ax.get_ylim()
    places = spread([p * 100 for p, _, _ in names], (high - low) * 0.075, low=low + 3, high=high - 3)
    for (_, name, colour), y in zip(names, places, strict=True):
        ax.annotate(name, (row["no"] + 0.27, y), va="center", fontsize=style.SIZE,
                    color=colour)  # fmt: skip
