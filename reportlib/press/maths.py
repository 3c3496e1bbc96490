"""Formulas as pictures: matplotlib's mathtext, no TeX.

Belongs here: one formula to SVG with its size and depth below the line. Does not belong here:
placing it on a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from threading import Lock

from reportlib.errors import RenderError
from reportlib.press.svg import clean_svg


@dataclass(frozen=True, kw_only=True)
class Formula:
    """A drawn formula; lengths in points at the size it was drawn for, `depth` below the base line."""

    svg: str
    height: float
    depth: float


_drawing = Lock()
"""matplotlib keeps its settings for the whole process, and pages are made in several threads."""


def draw_formula(tex: str, *, size: float = 10.2) -> Formula:
    """Draw a formula, once. Raises RenderError where mathtext cannot read it."""
    with _drawing:
        return _drawn(tex, size)


@cache
def _drawn(tex: str, size: float) -> Formula:
    # Imported here: matplotlib costs a second, and few pages hold a formula.
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser

    font = FontProperties(size=size)
    with matplotlib.rc_context({"mathtext.fontset": "stixsans", "svg.fonttype": "path", "svg.hashsalt": "formula"}):
        try:
            width, height, depth, _, _ = MathTextParser("path").parse(f"${tex}$", dpi=72, prop=font)
        except ValueError as exc:
            raise RenderError(
                f"the formula {tex!r} cannot be read: {exc}",
                tip="Use the TeX subset of matplotlib's mathtext, or write the formula in words.",
            ) from exc
        figure = Figure(figsize=((width + 1) / 72, (height + 1) / 72))
        figure.text(0.5 / (width + 1), (depth + 0.5) / (height + 1), f"${tex}$", fontproperties=font, color="#1d2733")
        sink = BytesIO()
        figure.savefig(sink, format="svg", transparent=True, metadata={"Date": None})
    return Formula(svg=clean_svg(sink.getvalue().decode()), height=height + 1, depth=depth + 0.5)
