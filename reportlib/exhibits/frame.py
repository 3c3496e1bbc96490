"""From a chart helper to a finished SVG.

A chart helper is a function `(data, *, ax=None) -> Axes` marked with `@chart`. It draws and returns
the axes; it reads no file, sets no rcParams, saves and shows nothing. Belongs here: the mark, the
canvas at page width, the SVG text.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from reportlib.exhibits import style


class Draw(Protocol):
    """What a chart helper looks like."""

    def __call__(self, data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
        """Draw on `ax`, or on a figure of its own, and return the axes."""
        ...


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart helper with its height, its grid and the words for those who cannot see it.

    Calling it draws like the plain helper, in house style, on a figure of its own when `ax` is None.
    """

    draw: Draw
    describe: Callable[[pd.DataFrame], str]
    height: float | Callable[[pd.DataFrame], float]
    grid: str

    @property
    def name(self) -> str:
        """Name of the helper, as the gallery lists it."""
        return str(getattr(self.draw, "__name__", "chart"))

    def height_in(self, data: pd.DataFrame) -> float:
        """Height in inches for these data."""
        return self.height(data) if callable(self.height) else self.height

    def __call__(self, data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
        """Draw like the plain helper, in house style."""
        with mpl.rc_context(style.chart(grid=self.grid)):
            return self.draw(data, ax=ax if ax is not None else canvas(self.height_in(data)))

    def svg(self, data: pd.DataFrame) -> str:
        """The picture as SVG text: text kept as text, no date, no clock."""
        with mpl.rc_context(style.chart(grid=self.grid)):
            figure = self.draw(data, ax=canvas(self.height_in(data))).get_figure(root=True)
            if figure is None:
                raise ValueError(f"{self.name} returned axes without a figure")
            buffer = io.StringIO()
            figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        return buffer.getvalue()


def chart(
    *, height: float | Callable[[pd.DataFrame], float], describe: Callable[[pd.DataFrame], str], grid: str = ""
) -> Callable[[Draw], Chart]:
    """Mark a function as a chart helper. `describe` writes the alt text from the same data."""

    def mark(draw: Draw) -> Chart:
        return Chart(draw=draw, describe=describe, height=height, grid=grid)

    return mark


def canvas(height: float) -> Axes:
    """Axes on a new figure of page width; never the current one (it may hold another chart)."""
    figure = Figure(figsize=(style.TEXT_WIDTH_IN, height), layout="constrained")
    FigureCanvasSVG(figure)
    figure.get_layout_engine().set(w_pad=0.02, h_pad=0.03)  # type: ignore[union-attr, call-arg]
    axes: Axes = figure.add_subplot()
    return axes
