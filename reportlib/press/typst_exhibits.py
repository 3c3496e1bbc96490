"""Figures and tables as Typst code.

Belongs here: titles, source lines and cells of exhibits, and which of them are kept on one page. Does not belong
here: how wide columns are (`reportlib.press.columns`), how exhibits look (`templates/briefing.typ`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlib import blocks
from reportlib.blocks import TEXT_WIDTH_IN, plain
from reportlib.errors import RenderError
from reportlib.press import pieces
from reportlib.press.columns import (
    TEXT_WIDTH_PT,
    column_widths,
    is_kept,
    lines_of,
    room_below,
    room_to_begin,
    rows_are_kept,
    rows_at_end,
)
from reportlib.press.document import Document
from reportlib.press.exhibit_svg import house_svg
from reportlib.press.glyphs import printable
from reportlib.press.labels import Labels
from reportlib.press.marks import mark_svg
from reportlib.press.pieces import Item
from reportlib.press.register import CitedSource
from reportlib.press.typst_words import Words, array, boolean, literal, picture

TALLEST_IN = 7.4
LONGEST_COLUMN_HEADER = 120
MOST_WORDS_AROUND = 800
"""Characters of title, subtitle, note and source line that fit a page beside the tallest picture."""


@dataclass(frozen=True)
class Exhibits:
    """Writes the exhibits of one document."""

    document: Document
    words: Words
    labels: Labels

    def exhibit(self, item: Item, block: blocks.Figure | blocks.Table, body: str, *, kept: str, room: float = 0) -> str:
        """One exhibit, kept on one page if its words are few too; else broken, where there is room to begin.

        `kept` is "kept", "fitted" (the first picture, of the height `room`) or "" for a table that may be broken.
        """
        around = len(plain(block.title)) + len(block.subtitle) + len(block.note) + len(block.source_line)
        kind = kept if kept and around <= MOST_WORDS_AROUND else "long"
        words, source = self.words, self.labels.source_line(block.source_line)
        data = self.labels["attached_data"].format(name=f"{block.key}.csv")
        return (
            f"exhibit({literal(kind)}, {room:.0f}pt, {literal(item.anchor)}, "
            f"{words.string(f'{self.labels[block.kind]} {item.number}')}, {words.runs(block.title)}, "
            f"{words.string(block.subtitle)}, {words.string(block.note)}, {words.string(source)}, "
            f"{references(self.document.cited_below(block))}, {words.string(data)},\n"
            f"  {body})"
        )

    def figure(self, item: Item, block: blocks.Figure) -> str:
        """A chart with its text alternative."""
        if not printable(block.alt).strip(" […]"):
            raise RenderError(f"figure {block.key} has no text alternative", tip="Describe it in words of the page.")
        svg, omitted = house_svg(block.svg, key=block.key)
        self.words.omitted += omitted
        # A picture too tall for a page is made smaller as a whole.
        share = min(1.0, TALLEST_IN * block.width_in / (block.height_in * TEXT_WIDTH_IN))
        tall = share * TEXT_WIDTH_PT * block.height_in / block.width_in
        kept = "fitted" if item.number == 1 else "kept"
        return self.exhibit(item, block, picture(svg, block.alt, width=f"{100 * share:.4g}%"), kept=kept, room=tall)

    def table(self, item: Item, block: blocks.Table) -> str:
        """A table of the notebook with the numbers of its sources, row by row."""
        words = [[_cell_words(cell) for cell in row.cells] for row in block.rows]
        rows = [self.row(block, row) for row in block.rows]
        columns, cites = list(block.columns), list[str]()
        if any(row.cites for row in block.rows):
            columns.append(blocks.Column(label=self.labels["source"]))
            for row, cells, texts in zip(block.rows, rows, words, strict=True):
                cited = self.document.cited(row.cites)
                cells.append(f"cite-numbers({references(cited)})")
                texts.append(" ".join(f"[{one.number}]" for one in cited))
            cites = [texts[-1] for texts in words]
        widths = column_widths(block.columns, words, cites=cites)
        lines = lines_of([[column.label for column in columns], *words], widths)
        below = room_below(block.note, f"{block.source_line} {block.key} " + "[00] " * 9)
        how = f"whole: {boolean(rows_are_kept(lines))}, tail: {rows_at_end(lines)}, below: {below:.0f}pt"
        body = f"data-table({self.table_parts(columns, widths, rows)}, {how})"
        return self.exhibit(item, block, body, kept="kept" if is_kept(lines) else "", room=room_to_begin(lines))

    def row(self, table: blocks.Table, row: blocks.Row) -> list[str]:
        """The cells of a row as code."""
        if len(row.cells) != len(table.columns):
            raise RenderError(
                f"table {table.key}: a row has {len(row.cells)} cells under {len(table.columns)} headers",
                tip="Give every row one cell for each column.",
            )
        return [self.cell(cell, row.emphasis) for cell in row.cells]

    def cell(self, cell: blocks.Cell, emphasis: bool) -> str:
        """A sign, words, or both."""
        runs = tuple(run.model_copy(update={"strong": True}) for run in cell.runs) if emphasis else cell.runs
        parts = [f"mark({picture(mark_svg(cell.mark.shape), cell.mark.label, height=7.8)})"] if cell.mark else []
        if runs:
            parts += ['text(" ")'] if parts else []
            parts.append(self.words.runs(runs))
        return "[#{ " + "; ".join(parts) + " }]"

    def plain_table(self, block: pieces.MdTable) -> str:
        """A pipe table of a Markdown cell."""
        words = [[plain(cell) for cell in row] for row in block.rows]
        rows = [[f"[#{self.words.runs(cell)}]" for cell in row] for row in block.rows]
        return f"plain-table({self.table_parts(block.columns, column_widths(block.columns, words), rows)})"

    def table_parts(
        self, columns: Sequence[blocks.Column], widths: Sequence[float], rows: Sequence[Sequence[str]]
    ) -> str:
        """What both kinds of table share: widths, alignment, headers, rows."""
        if any(len(column.label) > LONGEST_COLUMN_HEADER for column in columns):
            raise RenderError(
                f"a table header longer than {LONGEST_COLUMN_HEADER} characters", tip="Put the words into a note."
            )
        shares = array([f"{width:.2f}pt" for width in widths])
        aligns = array([f"{column.align} + top" for column in columns])
        headers = array([self.words.string(column.label or "–") for column in columns])
        body = "(\n    " + ",\n    ".join(array(list(row)) for row in rows) + ",\n  )" if rows else "()"
        return f"{shares}, {aligns}, {headers}, {body}"


def references(cited: Iterable[CitedSource]) -> str:
    """Numbers of sources with where they lead, as code."""
    return array([f"({literal(str(one.number))}, {literal(one.anchor)})" for one in cited])


def _cell_words(cell: blocks.Cell) -> str:
    return ("● " if cell.mark else "") + plain(cell.runs)
