"""Widths of table columns in print.

Belongs here: one decision, how the text width is shared out. Does not belong here: how a table looks.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlib.blocks import Column

_LINE_CHARS = 100
"""Characters of table text that fit the text width, less what the gaps take."""
_FULL_LINE = 0.65
"""A table that fills less of the line is spread evenly: one wide gap would part a row's name from its cells."""
_WIDEST = 46
_GAP = 3
_SHORT = 19


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Typst width for every column.

    Widths the author gave are shares of the text width. Else columns are as wide as they need, the
    wordiest taking the rest; where that is too much for a line, width follows the words.
    """
    if any(column.width for column in columns):
        return _given(columns)
    needs = [_need(column, [row[at] for row in rows if at < len(row)]) for at, column in enumerate(columns)]
    if _LINE_CHARS * _FULL_LINE <= sum(needs) <= _LINE_CHARS:
        widest = needs.index(max(needs))
        return ["1fr" if at == widest else "auto" for at in range(len(needs))]
    return [f"{min(need, _WIDEST)}fr" for need in needs]


def is_short(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table surely fits on half a page, so that it need not be broken.

    An estimate on the safe side: a table kept together that is longer than a page would lose rows.
    """
    needs = [_need(column, [row[at] for row in rows if at < len(row)]) for at, column in enumerate(columns)]
    wide = sum(min(need, _WIDEST) for need in needs)
    room = [max(1.0, _LINE_CHARS * min(need, _WIDEST) / max(wide, _LINE_CHARS)) for need in needs]
    printed = [[column.label for column in columns], *rows]
    lines = sum(
        max(1 + len(cell) // int(space) for cell, space in zip(row, room, strict=False)) for row in printed if row
    )
    return lines <= _SHORT


def _given(columns: Sequence[Column]) -> list[str]:
    """Shares as given; scaled down where they leave no room for columns without one."""
    if all(column.width for column in columns):
        return [f"{column.width:.4g}fr" for column in columns]
    total = sum(column.width for column in columns)
    scale = min(1.0, 0.85 / total)
    return [f"{100 * column.width * scale:.4g}%" if column.width else "auto" for column in columns]


def _need(column: Column, cells: Sequence[str]) -> int:
    return max(len(column.label), *(len(cell) for cell in cells), 3) + _GAP if cells else len(column.label) + _GAP
