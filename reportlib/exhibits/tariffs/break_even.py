"""Break-even: what a good in general pays by base duty, under the deal and under each duty; imports as a rug below."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from reportlib.exhibits import style
from reportlib.exhibits.axis import fixed
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import Box, width_of
from reportlib.exhibits.tariffs.parts import percent, percents, top_row

HEIGHT = 2.45
LEFT, RIGHT, TOP, BOTTOM = 0.46, 1.84, 0.08, 0.80
WIDTH, TALL = style.TEXT_WIDTH_IN - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
RUG, RUG_AT = 0.30, 0.20
COLOURS = {"deal": style.INK, "in_force": style.BLUE, "peer": style.GREY}
EARLIER = (style.PLUM, style.TEAL)


def _lines(data: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """Lines with their colour: the law in force last, so that it lies on top."""
    rows = data.loc[data["kind"] == "line"]
    names = list(dict.fromkeys(rows["name"]))
    earlier = iter(EARLIER)
    made = []
    for name in names:
        part = rows.loc[rows["name"] == name]
        role = part["role"].iloc[0]
        made.append((role, COLOURS.get(role) or next(earlier), part))
    return sorted(made, key=lambda one: ("peer", "deal", "earlier", "in_force").index(one[0]))


def _describe(data: pd.DataFrame) -> str:
    text = "Line chart of the all-in rate of a good in general by its base duty, from zero to thirty per cent. "
    said = []
    for role, _, part in _lines(data):
        at = part.set_index(part["mfn"].round(4))["rate"]
        name = f"{part['label'].iloc[0]}, in force" if role == "in_force" else part["label"].iloc[0]
        said.append(f"{name}: {percent(at[0.0])} at no base duty, {percent(at[0.1])} at 10%, {percent(at[0.2])} at 20%")
    rug = top_row(data.loc[data["kind"] == "weight"], "weight")
    most = f"Most imports by value, {percent(rug['weight'], 0)}, have a base duty of {percent(rug['mfn'])}."
    return f"{text}{'; '.join(said)}. {most}"


@chart(height=HEIGHT, describe=_describe, grid="y")
def break_even(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Above the deal's line a good pays more than agreed; bars below: imports by base duty."""
    ax = ax if ax is not None else canvas(HEIGHT)
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    lines = _lines(data)
    top = max(0.50, *(float(part["rate"].max()) * 1.02 for _, _, part in lines))
    ax.set(xlim=(0, 0.30), ylim=(0, top))
    deal = next((part for role, _, part in lines if role == "deal"), None)
    if deal is not None:
        ax.fill_between(deal["mfn"], deal["rate"], top, color=style.PLUM, alpha=0.09, lw=0, zorder=0)
        ax.text(0.004, 0.956 * top, "worse than the deal", ha="left", va="top", fontsize=style.SMALL, color=style.PLUM)
    for role, colour, part in lines:
        ax.plot(part["mfn"], part["rate"], color=colour, lw={"deal": 1.6, "in_force": 2.2, "peer": 0.9}.get(role, 1.3),
                  ls=(0, (3, 1.5)) if role == "deal" else "-", zorder=4 if role == "deal" else 3)  # fmt: skip
    _names(ax, lines)
    percents(ax, top, most=5)
    ax.set_xticks([])
    _rug(ax, data.loc[data["kind"] == "weight"])
    return ax


def _names(ax: Axes, lines: list[tuple[str, str, pd.DataFrame]]) -> None:
    """Names at the right edge, at the height of the line where there is room, else below the one before."""
    top = ax.get_ylim()[1]
    gap = 0.17 / TALL * top
    ends = sorted(
        ((float(part["rate"].iloc[-1]), role, colour, str(part["label"].iloc[0])) for role, colour, part in lines),
        reverse=True,
    )
    before = 1.04 * top
    for height, role, colour, label in ends:
        at = min(height, before - gap)
        before = at
        text = f"{label} (in force)" if role == "in_force" else label
        ax.plot([1.006, 1.03], [at, at], transform=ax.get_yaxis_transform(), color=colour, clip_on=False,
                lw=2.2 if role == "in_force" else 1.5, ls=(0, (3, 1.5)) if role == "deal" else "-")  # fmt: skip
        ax.annotate(text, (1.03, at), xycoords=("axes fraction", "data"), xytext=(3, 0), textcoords="offset points",
                    ha="left", va="center", fontsize=style.SMALL, annotation_clip=False,
                    fontweight="semibold" if role == "in_force" else "normal")  # fmt: skip


def _rug(main: Axes, weights: pd.DataFrame) -> None:
    """Bars of import value by base duty under the chart, the large ones with their share."""
    figure = main.get_figure(root=True)
    if figure is None:
        raise TypeError("a chart needs a figure of its own")
    wide, high = figure.get_size_inches()
    rug = figure.add_axes((LEFT / wide, (RUG_AT + 0.10) / high, WIDTH / wide, RUG / high))
    rug.grid(visible=False)
    top = float(weights["weight"].max())
    rug.set(xlim=(0, 0.30), ylim=(0, top * 1.05))
    rug.bar(weights["mfn"], weights["weight"], width=0.0036, color=style.GREY, lw=0)
    taken: list[Box] = []
    for mfn, weight in sorted(zip(weights["mfn"], weights["weight"], strict=True), key=lambda pair: -pair[1]):
        text = percent(weight, 0)
        x, y = mfn / 0.30 * WIDTH + 0.05, max(0.0, weight / top * RUG - 0.13)
        box = Box(x, y, x + width_of(text, style.SMALL) + 0.02, y + 0.13)
        if weight >= 0.08 and not any(box.meets(other) for other in taken):
            taken.append(box)
            rug.text(x / WIDTH * 0.30, y / RUG * top * 1.05, text, ha="left", va="bottom", fontsize=style.SMALL)
    rug.set_yticks([])
    percents(rug, 0.30, axis="x", most=6)
    rug.annotate("base duty", (1, 0), xycoords="axes fraction", xytext=(16, -4), textcoords="offset points", ha="left",
                 va="top", fontsize=style.SMALL)  # fmt: skip
    rug.annotate("imports by base duty", (1, 0.5), xycoords="axes fraction", xytext=(8, 0), textcoords="offset points",
                 ha="left", va="center", fontsize=style.SMALL, color=style.GREY)  # fmt: skip
