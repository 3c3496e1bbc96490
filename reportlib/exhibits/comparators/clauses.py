"""The matrix of clauses: which stands in whose deal, with its first day in the cell."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import wrap
from reportlib.exhibits.tariffs.parts import rows_of
from reportlib.words.days import MONTHS

ROW, LEFT, RIGHT, TOP, BOTTOM = 0.262, 1.82, 0.02, 0.62, 0.02
FIRST, LATER = style.BLUE, "#cfdbe6"
KEY = (("first", "first seen here"), ("later", "present"), ("variant", "differs"))


def _height(data: pd.DataFrame) -> float:
    return data["clause"].nunique() * ROW + TOP + BOTTOM


def _describe(data: pd.DataFrame) -> str:
    parts = []
    for _, rows in data.groupby("clause", sort=False):
        cells = ", ".join(
            f"{row['partner_name']} {words.day(row['first_date'].date())}"
            f"{' (differs)' if row['presence'] == 'variant' else ''}"
            for row in rows_of(rows.sort_values("first_date"))
        )
        parts.append(f"{rows['name'].iloc[0]}: {cells}")
    return f"Matrix of clauses by partner with the day first seen. {'; '.join(parts)}."


@chart(height=_height, describe=_describe)
def clause_matrix(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Dark: no deal had it earlier. Pale: present later. Outline: a variant. Blank: not seen."""
    ax = ax if ax is not None else canvas(_height(data))
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    clauses = list(data["clause"].drop_duplicates())
    places = sorted(data["place"].unique())
    columns = {place: at for at, place in enumerate(places)}
    ax.set(xlim=(0, max(len(places), 4)), ylim=(len(clauses), 0))
    ax.spines["bottom"].set_visible(False)
    ax.set_xticks([])
    named = dict(zip(data["clause"], data["name"], strict=True))
    ax.set_yticks([at + 0.5 for at in range(len(clauses))],
                  ["\n".join(wrap(named[one], style.SMALL, LEFT - 0.1)[:2]) for one in clauses],
                  fontsize=style.SMALL, linespacing=0.95)  # fmt: skip
    for row in rows_of(data):
        _cell(ax, row, columns[row["place"]], clauses.index(row["clause"]))
    for place, at in columns.items():
        name = data.loc[data["place"] == place, "partner_name"].iloc[0]
        ax.annotate("\n".join(wrap(str(name), style.SMALL, 0.66)), (at + 0.5, 0), xytext=(0, 3),
                    textcoords="offset points", ha="center", va="bottom", fontsize=style.SMALL, weight="semibold",
                    annotation_clip=False, linespacing=0.95)  # fmt: skip
    _divide(ax, data, clauses)
    _key(ax, data)
    return ax


def _cell(ax: Axes, row: dict[str, object], x: int, y: int) -> None:
    kind = _kind(row)
    fill = {"first": FIRST, "later": LATER, "variant": style.PAPER}[kind]
    ax.add_patch(Rectangle((x + 0.03, y + 0.04), 0.94, 0.92, facecolor=fill, edgecolor=style.GREY if kind == "variant"
                           else fill, lw=0.9, ls=(0, (3, 2)) if kind == "variant" else "-", zorder=2))  # fmt: skip
    when = pd.Timestamp(str(row["first_date"]))
    ink = style.PAPER if kind == "first" else style.INK
    ax.text(x + 0.5, y + 0.5, f"{when.day} {MONTHS[when.month - 1][:3]}\n{when.year}", ha="center", va="center",
            fontsize=style.SMALL, linespacing=0.95, color=ink, zorder=3)  # fmt: skip


def _kind(row: dict[str, object]) -> str:
    if row["presence"] == "variant":
        return "variant"
    return "first" if row["is_first"] else "later"


def _divide(ax: Axes, data: pd.DataFrame, clauses: list[str]) -> None:
    """A line between clauses of Japan's deal and those seen in others alone."""
    held = data.loc[data["in_japan"], "clause"].nunique()
    if 0 < held < len(clauses):
        ax.plot([-LEFT / (style.TEXT_WIDTH_IN - LEFT - RIGHT) * ax.get_xlim()[1], ax.get_xlim()[1]], [held, held],
                color=style.INK, lw=0.9, clip_on=False, zorder=4)  # fmt: skip


def _key(ax: Axes, data: pd.DataFrame) -> None:
    """The signs named in the corner above the names of the clauses."""
    used = {_kind(row) for row in rows_of(data)}
    for at, (kind, said) in enumerate([pair for pair in KEY if pair[0] in used]):
        y = TOP - 0.10 - 0.16 * at
        ax.annotate(said, (0, 1), xycoords="axes fraction", xytext=(-(LEFT - 0.2) * 72, y * 72),
                    textcoords="offset points", ha="left", va="center", fontsize=style.SMALL,
                    annotation_clip=False)  # fmt: skip
        wide, high = style.TEXT_WIDTH_IN - LEFT - RIGHT, len(data["clause"].unique()) * ROW
        ax.add_patch(Rectangle((-LEFT / wide, 1 + (y - 0.05) / high), 0.14 / wide, 0.10 / high, transform=ax.transAxes,
                               facecolor={"first": FIRST, "later": LATER, "variant": style.PAPER}[kind], clip_on=False,
                               edgecolor=style.GREY if kind == "variant" else "none", lw=0.9,
                               ls=(0, (3, 2)) if kind == "variant" else "-"))  # fmt: skip
