"""Charts of what is there: stocks by owner, the steel deal over each whole, offers over time, sums claimed."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.investment import alt
from reportlib.exhibits.placing import month_ticks, row_text, x_of
from reportlib.words.investment.names import FIRM

ROW_IN = 0.44
LINE_IN = 0.215
LABEL_IN = 1.35
CLAIM_IN = 2.75
CLAIM_CHARS = 44
"""Characters of a claimant that fit beside the dots."""
_AGREED, _OFFERED = ("agreed", "ordered", "in_force"), ("offered",)


def _rows_height(data: pd.DataFrame) -> float:
    return 0.15 + ROW_IN * len(data)


def _claims_height(data: pd.DataFrame) -> float:
    return 0.1 + LINE_IN * len(data)


def _lines_height(data: pd.DataFrame) -> float:
    return 0.55 + LINE_IN * data["label"].nunique()


@chart(height=_rows_height, describe=alt.owner_bars, grid="")
def owner_bars(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Stocks of direct investment by ultimate owner, largest first, Japan in colour."""
    ax = ax or canvas(_rows_height(data))
    fixed(ax, left=0.8, right=0.7, top=0.04, bottom=0.04)
    for at, row in enumerate(alt.rows(data)):
        y = len(data) - at - 1
        ax.barh(y, row.value_usd_bn, height=0.55, color=style.BLUE if row.is_japan else style.RULE)
        ax.annotate(words.render(row.value_usd_bn, "USD bn"), (row.value_usd_bn, y), xytext=(5, 0),
                    textcoords="offset points", va="center", fontsize=style.SIZE,
                    weight="semibold" if row.is_japan else "normal")  # fmt: skip
        ax.annotate(row.label, (0, y), xytext=(-6, 0), textcoords="offset points", ha="right", va="center",
                    fontsize=style.SIZE)  # fmt: skip
    _bare(ax, len(data), float(data["value_usd_bn"].max()))
    return ax


@chart(height=_rows_height, describe=alt.share_bars, grid="")
def share_bars(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One bar a whole, filled by the share of the steel deal with debt: how small a cornerstone is."""
    ax = ax or canvas(_rows_height(data))
    fixed(ax, left=0.02, right=0.02, top=0.04, bottom=0.02)
    for at, row in enumerate(alt.rows(data)):
        y = len(data) - at - 1
        text = f"{words.render(row.base_usd_bn, 'USD bn')}; with debt {alt.share(row.ev_share)}"
        row_text(ax, y + 0.2, f"{text}, on equity {alt.share(row.equity_share)}", strong=row.label)
        ax.barh(y, 1, height=0.3, facecolor="none", edgecolor=style.GREY, linewidth=1.1)
        ax.barh(y, row.ev_share, height=0.3, color=style.BLUE)
    _bare(ax, len(data), 1.0)
    ax.set_ylim(-0.35, len(data) - 0.25)
    return ax


@chart(height=_lines_height, describe=alt.offer_marks, grid="x")
def offer_marks(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """What Japan offered, item by item: hollow = floated or reported, pale = offered, solid = agreed."""
    ax = ax or canvas(_lines_height(data))
    fixed(ax, left=LABEL_IN, right=0.4, top=0.1, bottom=0.32)
    lowest = -1 if (data["row"] == -1).any() else 0
    top = int(data["row"].max())
    pad = pd.Timedelta(days=max(8, (data["shown_to"].iloc[0] - data["on"].min()).days // 40))
    month_ticks(ax, data["on"].min() - pad, max(data["shown_to"].iloc[0], data["on"].max()) + pad, most=5)
    for label, group in data.groupby("label", sort=False):
        asked = group["row"].iloc[0] == -1
        y = top - int(group["row"].iloc[0]) if not asked else -1
        ax.annotate(str(label), (0, y), xycoords=("axes fraction", "data"), xytext=(-6, 0),
                    textcoords="offset points", ha="right", va="center", fontsize=style.SIZE,
                    color=style.PLUM if asked else style.INK)  # fmt: skip
        ax.axhline(y, color=style.SOFT, linewidth=0.8, zorder=0)
        for one in alt.rows(group):
            ax.plot([x_of(one.on)], [y], **_mark(one.stage, asked=asked), linestyle="none", zorder=3)
    ax.set_ylim(lowest - 0.7, top + 0.7)
    ax.set_yticks([])
    return ax


def _mark(stage: str, *, asked: bool) -> dict[str, Any]:
    if asked:
        return {"marker": "D", "color": style.PLUM, "markersize": 5}
    face = style.BLUE if stage in _AGREED else style.RULE if stage in _OFFERED else style.PAPER
    return {"marker": "o", "markerfacecolor": face, "markeredgecolor": style.BLUE, "markersize": 6.5}


@chart(height=_claims_height, describe=alt.claim_dots, grid="")
def claim_dots(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Sums claimed for the steel deal, a dot each: solid = bound, approved or under way; hollow = said or planned."""
    ax = ax or canvas(_claims_height(data))
    fixed(ax, left=CLAIM_IN, right=1.0, top=0.03, bottom=0.03)
    most = float(data["number"].max())
    for at, row in enumerate(alt.rows(data)):
        y = len(data) - at - 1
        name = textwrap.shorten(f"{row.day}, {row.claimant}", width=CLAIM_CHARS, placeholder=" …")
        ax.annotate(name, (0, y), xytext=(-9, 0), textcoords="offset points", ha="right", va="center",
                    fontsize=style.SIZE)  # fmt: skip
        ax.plot([0, row.number], [y, y], color=style.RULE, linewidth=1)
        ax.plot([row.number], [y], "o", markerfacecolor=style.BLUE if row.evidence in FIRM else style.PAPER,
                markeredgecolor=style.BLUE, markersize=6.5, zorder=5, clip_on=False)  # fmt: skip
        ax.annotate(row.printed, (row.number, y), xytext=(8, 0), textcoords="offset points", va="center",
                    fontsize=style.SIZE)  # fmt: skip
    _bare(ax, len(data), most)
    return ax


def _bare(ax: Axes, count: int, most: float) -> None:
    """No ticks and no axis: every value is written at its mark."""
    ax.set_xlim(0, most)
    ax.set_ylim(-0.5, count - 0.5)
    ax.set_yticks([])
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
