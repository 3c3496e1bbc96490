"""Widths of table columns, and how much of a page a table takes.

Belongs here: one decision, how the text width is shared out, so that a date or an amount stays on one line; the
rule for that is the HTML page's, too. Does not belong here: how a table looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportlib.blocks import Column
from reportlib.press.glyphs import width_em

TEXT_WIDTH_PT = 475.2
"""Text width of both papers: 6.6 in."""
SHORT_CELL = 17
"""A column whose cells are no longer than this many characters (dates, amounts) is never broken."""

_SIZE = 9.4
_HEADER_SIZE = 8.6
_SMALL = 8
_INSET = 8.4
_FULL_LINE = 0.65
"""A table that fills less of the line is spread evenly: one wide gap would part a row's name from its cells."""
_WIDEST = 0.46
_LONGEST_PIECE = 24
_ROWS_KEPT = 6
_LINES_KEPT = 19
_LINES_OF_A_PAGE = 30
_CAPTION_PT, _ROW_PT, _LINE_PT, _MOST_PT = 62, 9, 13, 300
# A day ("18 December 2023"), a month ("December 2023") or a word: what a line may not part.
_WHOLE = re.compile(r"\d{1,2} [^\W\d_]+(?: \d{4})?|[^\W\d_]+ \d{4}|\S+")
_DAY = re.compile(r"\d{1,2} [^\W\d_]{3,}(?: \d{4})?")


def is_day(words: str) -> bool:
    """Whether the words are a day of the calendar and nothing else: "5 June", "18 December 2023"."""
    return _DAY.fullmatch(words) is not None


def is_narrow(cells: Iterable[str]) -> bool:
    """Whether a column holds nothing but short cells, which stay on one line."""
    return max(map(len, cells), default=0) <= SHORT_CELL


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[float]:
    """The width of every column in points; together the text width.

    Widths the author gave are shares of it. The others are as wide as they need, the wordiest taking the rest; where
    that is too much for a line, width follows the words. None is narrower than its longest day, number or word.
    """
    cells = [[row[at] for row in rows if at < len(row)] for at in range(len(columns))]
    needs = [_need(column, words) for column, words in zip(columns, cells, strict=True)]
    least = [min(need, _least(column, words)) for need, column, words in zip(needs, columns, cells, strict=True)]
    wanted = _given(columns, needs) if any(column.width for column in columns) else _by_words(needs)
    return _at_least(wanted, least)


def is_kept(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is kept on one page: few rows, and surely no more than half a page.

    An estimate on the safe side: a table kept together that is longer than a page would lose rows.
    """
    return len(rows) <= _ROWS_KEPT and sum(_lines(columns, rows)) <= _LINES_KEPT


def rows_are_kept(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bool:
    """Whether every row surely fits on a page, so that none need be broken."""
    return max(_lines(columns, rows)) <= _LINES_OF_A_PAGE


def room_to_begin(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> float:
    """Points a table needs on the page where it begins: its words above, its header and two rows."""
    return min(_MOST_PT, _CAPTION_PT + sum(_ROW_PT + _LINE_PT * lines for lines in _lines(columns, rows)[:3]))


def room_below(note: str, source: str) -> float:
    """Points that the note and the source line under a table take, at least nearly."""
    lines = sum(1 + int(words * _SMALL / TEXT_WIDTH_PT) for words in map(width_em, (note, source)) if words)
    return 6 + 12.5 * lines


def _lines(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    """Lines each row takes at most, the header first."""
    widths = column_widths(columns, rows)
    printed = [[column.label for column in columns], *rows]
    return [
        max(1 + int(1.1 * _points(cell) / max(1.0, width - _INSET)) for cell, width in zip(row, widths, strict=False))
        for row in printed
        if row
    ]


def _given(columns: Sequence[Column], needs: Sequence[float]) -> list[float]:
    """Shares as given, scaled down where they leave no room for columns without one; the rest by need."""
    total = sum(column.width for column in columns)
    rest = [need for need, column in zip(needs, columns, strict=True) if not column.width]
    scale = (min(total, 0.85) if rest else 1) / total
    shared = iter(_shared(rest, TEXT_WIDTH_PT * (1 - total * scale)))
    return [column.width * scale * TEXT_WIDTH_PT if column.width else next(shared) for column in columns]


def _by_words(needs: Sequence[float]) -> list[float]:
    if sum(needs) < TEXT_WIDTH_PT * _FULL_LINE:
        return [TEXT_WIDTH_PT * need / sum(needs) for need in needs]
    return _shared(needs, TEXT_WIDTH_PT)


def _shared(needs: Sequence[float], room: float) -> list[float]:
    """Room by need: the widest takes what is over; where it is too little, short columns keep theirs."""
    free = room - sum(needs)
    if free >= 0:
        widest = max(needs, default=0)
        return [need + (free / needs.count(widest) if need == widest else 0) for need in needs]
    wordy = set(range(len(needs)))
    while True:
        left = room - sum(need for at, need in enumerate(needs) if at not in wordy)
        short = {at for at in wordy if needs[at] <= left / len(wordy)}
        if not short:
            capped = [min(need, TEXT_WIDTH_PT * _WIDEST) if at in wordy else 0 for at, need in enumerate(needs)]
            return [left * capped[at] / sum(capped) if at in wordy else need for at, need in enumerate(needs)]
        wordy -= short


def _at_least(wanted: Sequence[float], least: Sequence[float]) -> list[float]:
    """The wanted widths with the narrow ones raised to the least, at the expense of the others in proportion."""
    if sum(least) >= TEXT_WIDTH_PT:
        return [TEXT_WIDTH_PT * need / sum(least) for need in least]
    fixed: set[int] = set()
    while True:
        room = TEXT_WIDTH_PT - sum(least[at] for at in fixed)
        free = sum(want for at, want in enumerate(wanted) if at not in fixed)
        widths = [least[at] if at in fixed else want * room / free for at, want in enumerate(wanted)]
        raised = {at for at, width in enumerate(widths) if width < least[at] - 1e-9}
        if not raised:
            return widths
        fixed |= raised


def _need(column: Column, cells: Sequence[str]) -> float:
    """Width of a column that breaks no line."""
    return _INSET + max(_points(column.label, _HEADER_SIZE), _points("000"), *map(_points, cells), 0)


def _least(column: Column, cells: Sequence[str]) -> float:
    """Width of a column that breaks no day, number or word, and no cell at all where all are short."""
    pieces = list(cells) if is_narrow(cells) else [piece for cell in cells for piece in _WHOLE.findall(cell)]
    longest = max((_points(piece[:_LONGEST_PIECE]) for piece in pieces), default=0.0)
    return _INSET + max(longest, *(_points(word, _HEADER_SIZE) for word in column.label[:_LONGEST_PIECE].split()), 0)


def _points(words: str, size: float = _SIZE) -> float:
    return size * width_em(words)
