"""Widths of table columns, and how much of a page a table takes.

Belongs here: one decision, how the text width is shared out, so that a date or an amount stays on one line; the
rule for that is the HTML page's, too. Does not belong here: how a table looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportlib.blocks import TEXT_WIDTH_IN, Column
from reportlib.press.glyphs import width_em

TEXT_WIDTH_PT = 72 * TEXT_WIDTH_IN
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
_LEAST_CITES, _WIDEST_CITES = 40, 66
_ROWS_TOGETHER = 4
"""The least of a table’s rows on either side of a page’s end; a table of fewer than twice as many moves whole."""
_LINES_OF_A_PAGE = 30
_CAPTION_PT, _ROW_PT, _LINE_PT, _MOST_PT = 62, 9, 13, 420
# A day ("18 December 2023"), a month ("December 2023") or a word: what a line may not part.
_WHOLE = re.compile(r"\d{1,2} [^\W\d_]+(?: \d{4})?|[^\W\d_]+ \d{4}|\S+")
_DAY = re.compile(r"\d{1,2} [^\W\d_]{3,}(?: \d{4})?")


def is_day(words: str) -> bool:
    """Whether the words are a day of the calendar and nothing else: "5 June", "18 December 2023"."""
    return _DAY.fullmatch(words) is not None


def is_narrow(cells: Iterable[str]) -> bool:
    """Whether a column holds nothing but short cells, which stay on one line."""
    return max(map(len, cells), default=0) <= SHORT_CELL


def column_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], *, cites: Sequence[str] = ()
) -> list[float]:
    """The width of every column in points; together the text width.

    Widths the author gave are shares of it, less what a column leaves empty while another breaks lines. The others
    are as wide as they need, the wordiest taking the rest; where that is too much for a line, width follows the
    words. None is narrower than its longest day, number or word.
    `cites` are the words of a last column of source numbers, which gets what it needs, up to three numbers a line.
    """
    cells = [[row[at] for row in rows if at < len(row)] for at in range(len(columns))]
    needs = [_need(column, words) for column, words in zip(columns, cells, strict=True)]
    least = [min(need, _least(column, words)) for need, column, words in zip(needs, columns, cells, strict=True)]
    last = [min(_WIDEST_CITES, max(_LEAST_CITES, _INSET + max(map(_points, cites))))] if cites else []
    room = TEXT_WIDTH_PT - sum(last)
    wanted = _given(columns, needs, room) if any(column.width for column in columns) else _by_words(needs, room)
    return _at_least(_levelled(wanted, needs), least, room) + last


def lines_of(words: Sequence[Sequence[str]], widths: Sequence[float]) -> list[int]:
    """Lines each row of words takes at most."""
    return [
        max(1 + int(1.1 * _points(cell) / max(1.0, width - _INSET)) for cell, width in zip(row, widths, strict=False))
        for row in words
        if row
    ]


def is_kept(lines: Sequence[int]) -> bool:
    """Whether a table (lines of its header, then of its rows) is kept on one page: too few rows to be parted well.

    An estimate on the safe side: a table kept together that is longer than a page would lose rows.
    """
    return len(lines) <= 2 * _ROWS_TOGETHER and sum(lines) <= _LINES_OF_A_PAGE


def rows_are_kept(lines: Sequence[int]) -> bool:
    """Whether every row surely fits on a page, so that none need be broken."""
    return max(lines, default=0) <= _LINES_OF_A_PAGE


def rows_at_end(lines: Sequence[int]) -> int:
    """How many last rows of a table go over a page's end together, so that few never stand alone there; 0: any."""
    if not rows_are_kept(lines):
        return 0
    fits = (n for n in range(_ROWS_TOGETHER, 1, -1) if len(lines) > 2 * n and sum(lines[-n:]) <= _LINES_OF_A_PAGE)
    return next(fits, 0)


def room_to_begin(lines: Sequence[int]) -> float:
    """Points a table needs on the page where it begins: its words above, its header and its first rows."""
    return min(_MOST_PT, _CAPTION_PT + sum(_ROW_PT + _LINE_PT * count for count in lines[: 1 + _ROWS_TOGETHER]))


def room_below(note: str, source: str) -> float:
    """Points that the note and the source line under a table take, at least nearly."""
    lines = sum(1 + int(words * _SMALL / TEXT_WIDTH_PT) for words in map(width_em, (note, source)) if words)
    return 6 + 12.5 * lines


def _given(columns: Sequence[Column], needs: Sequence[float], room: float) -> list[float]:
    """Shares as given, scaled down where they leave no room for columns without one; the rest by need."""
    total = sum(column.width for column in columns)
    rest = [need for need, column in zip(needs, columns, strict=True) if not column.width]
    scale = (min(total, 0.85) if rest else 1) / total
    shared = iter(_shared(rest, room * (1 - total * scale)))
    return [column.width * scale * room if column.width else next(shared) for column in columns]


def _by_words(needs: Sequence[float], room: float) -> list[float]:
    if sum(needs) < room * _FULL_LINE:
        return [room * need / sum(needs) for need in needs]
    return _shared(needs, room)


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


def _levelled(wanted: Sequence[float], needs: Sequence[float]) -> list[float]:
    """The wanted widths, except that no column keeps room it does not need while another breaks its lines."""
    over = [max(0.0, want - need) for want, need in zip(wanted, needs, strict=True)]
    under = [max(0.0, need - want) for want, need in zip(wanted, needs, strict=True)]
    moved = min(sum(over), sum(under))
    if not moved:
        return list(wanted)
    return [
        want - spare * moved / sum(over) + lack * moved / sum(under)
        for want, spare, lack in zip(wanted, over, under, strict=True)
    ]


def _at_least(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """The wanted widths with the narrow ones raised to the least, at the expense of the others in proportion."""
    if sum(least) >= room:
        return [room * need / sum(least) for need in least]
    fixed: set[int] = set()
    while True:
        left = room - sum(least[at] for at in fixed)
        free = sum(want for at, want in enumerate(wanted) if at not in fixed)
        widths = [least[at] if at in fixed else want * left / free for at, want in enumerate(wanted)]
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
