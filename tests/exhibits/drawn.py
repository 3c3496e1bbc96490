"""What tests of charts and pages share: the boxes of drawn words, the blocks of a notebook, the words of a block."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from reportlib import desk as desks
from reportlib.blocks import (
    AnyBlock,
    Attachment,
    Commentary,
    Figure,
    Lead,
    Masthead,
    Para,
    Points,
    Section,
    Table,
    plain,
)
from reportlib.desk import Desk, open_desk
from reportlib.exhibits import page as pages
from reportlib.exhibits.frame import Chart

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SMALLEST_PT = 7.5
_SVG_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


@cache
def desk_of(as_of: str, on: str | None = None) -> Desk:
    """The desk of a day, opened once: what is worked out from it stays with it, for every page and chart tried."""
    return open_desk(as_of, on)


@cache
def blocks_of(notebook: str, day: str, **given: str) -> tuple[AnyBlock, ...]:
    """The blocks of a notebook run in this process, its other parameters as given; press tests use a kernel."""
    space: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "display", lambda *_, **__: None)
        patch.setattr(desks, "open_desk", desk_of)
        for cell in nbformat.read(NOTEBOOKS / f"{notebook}.ipynb", 4).cells:  # type: ignore[no-untyped-call]
            if cell.cell_type == "code":
                exec(compile(cell.source, f"{notebook}.ipynb", "exec"), space)
            if "parameters" in cell.metadata.get("tags", []):
                space |= {"as_of": day} | given
    return tuple(space["page"].blocks)


def words_of(block: AnyBlock) -> str:
    """Every word a block shows or carries."""
    match block:
        case Masthead():
            return plain(block.title)
        case Lead() | Section() | Para():
            return plain(block.runs)
        case Points():
            return " ".join(plain(item) for item in block.items)
        case Commentary():
            return " ".join([block.stamp, *(plain(part) for part in block.paragraphs)])
        case Figure():
            drawn = _SVG_TEXT.findall(block.svg)
            return " ".join([plain(block.title), block.subtitle, block.note, block.alt, block.data, *drawn])
        case Table():
            cells = [plain(cell.runs) for row in block.rows for cell in row.cells]
            return " ".join([plain(block.title), block.subtitle, block.note, block.data, *cells])
        case Attachment():
            return block.text


def boxes(axes: Axes) -> list[tuple[Text, Bbox]]:
    """Every drawn text with its box, in pixels."""
    figure = axes.get_figure(root=True)
    assert figure
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    found = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip() and _within(text)]
    # The box of the words alone: an annotation's own extent would take in its arrow and anchor.
    return [(text, Text.get_window_extent(text, renderer)) for text in found]  # type: ignore[arg-type]


def _within(text: Any) -> bool:
    """Whether a tick label lies inside the limits of its axis: matplotlib keeps others undrawn."""
    axes = text.axes
    if axes is None:
        return True
    if not axes.axison:  # such an axis draws none of its labels; what is written on it stands among its own texts
        return text in axes.texts or text in (axes.title,)
    for side, labels, limits in (
        (0, axes.get_xticklabels(), axes.get_xlim()),
        (1, axes.get_yticklabels(), axes.get_ylim()),
    ):
        if any(text is one for one in labels):
            low, high = sorted(limits)
            return bool(low - 1e-9 <= text.get_position()[side] <= high + 1e-9)
    return True


def assert_labels_stand_apart(chart: Chart, data: pd.DataFrame) -> None:
    """No label lies on another, leaves the figure or is too small to read."""
    axes = chart(data)
    drawn = boxes(axes)
    for (one, first), (two, second) in itertools.combinations(drawn, 2):
        shared = Bbox.intersection(first, second)
        assert shared is None or min(shared.width, shared.height) < 1, f"{one.get_text()!r} on {two.get_text()!r}"
    size = axes.figure.bbox
    for text, box in drawn:
        assert -1 < box.x0 < box.x1 < size.width + 1, text.get_text()
        assert -1 < box.y0 < box.y1 < size.height + 1, text.get_text()
        assert float(text.get_fontsize()) >= SMALLEST_PT, text.get_text()


def assert_alt_is_of_the_data(chart: Chart, data: pd.DataFrame) -> None:
    """The alt text says something and holds no blank of the data (same data, same picture: the gallery tests it)."""
    alt = chart.describe(data)
    assert len(alt) > 40
    assert not re.search(r"\bnan\b|NaT|None", alt)
