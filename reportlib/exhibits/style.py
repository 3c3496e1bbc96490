"""The house style of charts: palette, type and sizes as rcParams dicts.

Belongs here: colours, fonts, sizes, and the palette for a number of series. Does not belong here:
drawing (`reportlib.exhibits.<topic>`), saving (`reportlib.exhibits.frame`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
from matplotlib import font_manager

from reportlib import blocks

Rc = dict[Any, Any]
"""rcParams by name."""

INK = "#1d2733"
BLUE = "#12436d"
ORANGE = "#f46a25"
PLUM = "#801650"
TEAL = "#28a197"
GREY = "#5a6672"
RULE = "#c9d1d9"
SOFT = "#f4f6f8"
PAPER = "#ffffff"

SERIES = (BLUE, ORANGE, PLUM, TEAL)
"""Order in which series take colours. Every one has at least 3:1 against paper, except where a
line style or a marker carries the difference as well (orange: 3.0:1)."""

FAMILY = "Source Sans Pro"
TEXT_WIDTH_IN = blocks.TEXT_WIDTH_IN
"""Width of the text column of the page; charts are drawn at this size and never scaled."""
SIZE = 8.5
SMALL = 7.8


class PaletteError(ValueError):
    """More series than colours that can be told apart."""


def palette(series: int) -> tuple[str, ...]:
    """Colours for a number of series. Raises PaletteError past four: split the chart instead."""
    if not 1 <= series <= len(SERIES):
        raise PaletteError(f"the house palette tells {len(SERIES)} series apart, asked for {series}; split the chart")
    return SERIES[:series]


@cache
def register_fonts() -> None:
    """Make the house family known to matplotlib, from its wheel; once per process."""
    folder = Path(font_source_sans_pro.font_directory)
    for face in ("Regular", "It", "Semibold", "Bold"):
        font_manager.fontManager.addfont(folder / f"SourceSansPro-{face}.ttf")


def text() -> Rc:
    """Type: house family, text kept as text in the SVG, fixed ids."""
    return {
        "font.family": FAMILY,
        "font.size": SIZE,
        "axes.titlesize": SIZE,
        "axes.labelsize": SIZE,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SIZE,
        "svg.fonttype": "none",
        "svg.hashsalt": "reportlib",
        "axes.unicode_minus": True,
        "text.color": INK,
        "text.parse_math": False,
    }


def axes(*, grid: str = "") -> Rc:
    """Axes: no box, hairline below, optional hairline grid along "x" or "y"."""
    return {
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.edgecolor": INK,
        "axes.linewidth": 0.8,
        "axes.labelcolor": GREY,
        "axes.grid": bool(grid),
        "axes.grid.axis": grid or "both",
        "axes.axisbelow": True,
        "grid.color": RULE,
        "grid.linewidth": 0.6,
        "xtick.color": INK,
        "ytick.color": INK,
        "xtick.major.size": 4,
        "xtick.minor.size": 2,
        "ytick.major.size": 0,
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
    }


def chart(*, grid: str = "") -> Rc:
    """The whole house style for one chart."""
    register_fonts()
    return text() | axes(grid=grid)
