"""Widths of table columns in print.

Belongs here: one decision, how the text width is shared out. Does not belong here: how a table looks.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlib.blocks import Column

_LINE_CHARS = 100
"""Characters of table text that fit the text width, less what the gaps take."""
_WIDEST = 46
_GAP = 3


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Typst width for every column.

    Widths the author gave are shares of the text width. Else columns are as wide as they need, the
    wordiest taking the rest; where that is too much for a line, width follows the words.
    """
    if any(column.width for column in columns):
        return _given(columns)
    needs = [_need(column, [row[at] for row in rows if at < len(row)]) for at, column in enumerate(columns)]
    if sum(needs) <= _LINE_CHARS:
        widest = needs.index(max(needs))
        return ["1fr" if at == widest else "auto" for at in range(len(needs))]
    return [f"{min(need, _WIDEST)}fr" for need in needs]


def _given(columns: Sequence[Column]) -> list[str]:
    """Shares as given; scaled down where they leave no room for columns without one."""
    if all(column.width for column in columns):
        return [f"{column.width:.4g}fr" for column in columns]
    total = sum(column.width for column in columns)
    scale = min(1.0, 0.85 / total)
    return [f"{100 * column.width * scale:.4g}%" if column.width else "auto" for column in columns]


def _need(column: Column, cells: Sequence[str]) -> int:
    return max(len(column.label), *(len(cell) for cell in cells), 3) + _GAP if cells else len(column.label) + _GAP
