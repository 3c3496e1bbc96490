"""Rows and columns on the HTML page: the data under a figure, and how wide a table must be to read well.

Belongs here: plain facts about cells that markup needs. Does not belong here: the markup itself
(`templates/briefing/`) and what the cells say (`reportlib.exhibits.table`).
"""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportlib import blocks
from reportlib.blocks import plain
from reportlib.press.columns import SHORT_CELL, is_narrow

ROWS_SHOWN = 60
"""Rows of a figure's data printed under it; the rest is in the CSV."""

_NUMBER = re.compile(r"[-−+]?[\d.,\s]+%?\Z")


@dataclass(frozen=True, kw_only=True)
class DataTable:
    """The first rows of a figure's CSV. `numeric` says which columns stand right-aligned."""

    header: list[str]
    rows: list[list[str]]
    total: int
    numeric: list[bool]


def data_table(text: str) -> DataTable | None:
    """The data of a figure as rows to read, for those who cannot see the picture."""
    header, *rows = csv.reader(io.StringIO(text)) if text.strip() else [[]]
    if not header or not rows:
        return None
    shown = [[*row, *[""] * (len(header) - len(row))][: len(header)] for row in rows[:ROWS_SHOWN]]
    columns = list(zip(*shown, strict=True))
    numeric = [all(not cell or _NUMBER.match(cell) for cell in column) for column in columns]
    return DataTable(header=header, rows=shown, total=len(rows), numeric=numeric)


def download(text: str, media_type: str = "text/csv") -> str:
    """The data as an address the page carries itself, so that a mailed page still has them."""
    return f"data:{media_type};charset=utf-8;base64,{base64.b64encode(text.encode()).decode('ascii')}"


def cell_classes(table: blocks.Table) -> list[str]:
    """Classes of the cells, column by column: how they align, and whether they stay on one line."""
    return [
        f"{column.align} short" if is_narrow(plain(cell.runs) for cell in cells) else column.align
        for column, cells in zip(table.columns, _by_column(table), strict=True)
    ]


def least_width(table: blocks.Table) -> float:
    """Width in rem at which the table reads well: signs are narrow, dates stand on one line, words on about three."""
    return sum(_least(cells) for cells in _by_column(table))


def _least(cells: list[blocks.Cell]) -> float:
    if cells and all(cell.mark for cell in cells):
        return 3.0
    longest = _longest(cells)
    return max(3.0, 0.8 + 0.45 * longest) if longest <= SHORT_CELL else min(13.0, max(8.0, 0.2 * longest))


def _by_column(table: blocks.Table) -> list[list[blocks.Cell]]:
    return [[row.cells[at] for row in table.rows if at < len(row.cells)] for at in range(len(table.columns))]


def _longest(cells: Iterable[blocks.Cell]) -> int:
    return max((len(plain(cell.runs)) for cell in cells), default=0)
