"""A document as Typst source, in the look of `templates/briefing.typ`.

Belongs here: which template function prints which block, and from which line on. Does not belong
here: strings and inline styles (`reportlib.press.typst_words`), compiling (`reportlib.press.pdf`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportlib import blocks
from reportlib.blocks import plain
from reportlib.errors import RenderError
from reportlib.press import pieces
from reportlib.press.columns import column_widths, is_short
from reportlib.press.document import Document, Item, finding_anchor
from reportlib.press.exhibit_svg import house_svg
from reportlib.press.glyphs import Face, printable
from reportlib.press.labels import labels
from reportlib.press.marks import mark_svg
from reportlib.press.maths import draw_formula
from reportlib.press.pieces import Origin, Piece
from reportlib.press.register import CitedSource, computed_anchor
from reportlib.press.typst_words import Words, array, literal, picture, safe_address

Paper = Literal["a4", "letter"]
TEXT_WIDTH_IN = 6.6
TALLEST_IN = 7.4
LONGEST_RUNNING_TITLE = 90
LONGEST_COLUMN_HEADER = 120
MOST_WORDS_AROUND = 800
"""Characters of title, subtitle, note and source line that fit a page beside the tallest picture."""
DAY_OF_UNDATED = date(2000, 1, 1)
"""PDF/A wants a date; an ordinary notebook has none that would be the same tomorrow."""


@dataclass(frozen=True, kw_only=True)
class TypstSource:
    """The source, the first line of every item, and what a maker should know."""

    text: str
    starts: tuple[tuple[int, Origin], ...]
    day: date
    warnings: tuple[str, ...]

    def origin_of(self, line: int) -> Origin | None:
        """The origin of what stands on a line (counted from 1), if a cell made it."""
        at = bisect_right([start for start, _ in self.starts], line) - 1
        return self.starts[at][1] if at >= 0 else None


def to_typst(document: Document, *, paper: Paper = "a4") -> TypstSource:
    """The source of a whole page. Raises RenderError where a block cannot be printed."""
    return _Writer(document, paper).write()


class _Writer:
    """Writes one document from top to bottom."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.document = document
        self.paper = paper
        self.labels = labels(document.language.partition("-")[0])
        self.placed: set[str] = set()
        anchors = {item.anchor for item in document.items if item.anchor} | {one.anchor for one in document.sources}
        self.words = Words(document.target_of, self.place, frozenset(anchors))
        self.lines: list[str] = []
        self.starts: list[tuple[int, Origin]] = []
        self.warnings: list[str] = []
        head = document.masthead
        self.day = head.as_of if head else DAY_OF_UNDATED

    def place(self, key: str) -> str:
        """The anchor of a finding where it is printed first, then ""."""
        if key in self.placed:
            return ""
        self.placed.add(key)
        return finding_anchor(key)

    def write(self) -> TypstSource:
        self.preamble()
        self.attachments()
        self.item(self.masthead(), Origin(notebook=f"{self.document.name}.ipynb", cell=0))
        for item in self.document.items:
            if not isinstance(item.block, pieces.CodeCell):
                self.item_of(item)
        self.annexes()
        return TypstSource(
            text="\n".join(self.lines) + "\n",
            starts=tuple(self.starts),
            day=self.day,
            warnings=tuple(self.warnings),
        )

    def item_of(self, item: Item) -> None:
        try:
            code = self.numbered(item)
        except RenderError as exc:
            raise RenderError(f"{item.origin}: {exc.message}", tip=exc.tip) from exc
        self.item(code, item.origin)

    def item(self, code: str, origin: Origin) -> None:
        """Add code, remember its first line, and tell what could not be printed in it."""
        self.starts.append((sum(line.count("\n") + 1 for line in self.lines) + 1, origin))
        self.lines.append(f"#{code}")
        if self.words.omitted:
            signs = " ".join(dict.fromkeys(self.words.omitted))
            self.warnings.append(f"{origin}: printed as […], for no house face has them: {signs}")
            self.words.omitted = ""

    # Page

    def preamble(self) -> None:
        language, _, region = self.document.language.partition("-")
        region = region or ("GB" if language == "en" else "")
        title = self.words.string(plain(self.document.title))
        running = [self.words.string(_shortened(plain(self.document.title))), self.words.string(self.as_of_words())]
        content_id = self.document.content_id
        mark = f"{self.labels['content_id']} {content_id}" if content_id else ""
        line = self.labels["footer" if self.document.findings else "footer_plain"]
        if len(self.document.attachments) == 1 and not self.document.findings:
            line = ""
        self.lines += [
            '#import "briefing.typ": *',
            "#show: briefing.with(",
            f"  paper: {literal(self.paper)},",
            f"  lang: {literal(language)}, region: {literal(region) if region else 'none'},",
            f"  title: {title},",
            f"  author: {self.words.string(self.labels['author']) if self.document.masthead else '()'},",
            f"  day: datetime(year: {self.day.year}, month: {self.day.month}, day: {self.day.day}),",
            f"  running: {array(running)},",
            f"  footer: {array([self.words.string(mark), self.words.string(line)])},",
            f"  pages: {literal(self.labels['page_of'])},",
            ")",
        ]
        self.words.omitted = ""

    def as_of_words(self) -> str:
        head = self.document.masthead
        return f"{self.labels['as_of']} {self.labels.day(head.as_of)}" if head else ""

    def attachments(self) -> None:
        for file in self.document.attachments:
            relationship = "data" if file.media_type in ("text/csv", "application/json") else "supplement"
            self.lines.append(
                f"#pdf.attach({literal(file.name)}, bytes({literal(file.data.decode())}), "
                f'relationship: "{relationship}", mime-type: {literal(file.media_type)}, '
                f"description: {literal(printable(file.description))})"
            )

    def masthead(self) -> str:
        head = self.document.masthead
        if head is None:
            return f"masthead(title: {self.words.runs(self.document.title)})"
        dates = [(self.labels["as_of"], self.words.text(self.labels.day(head.as_of)))]
        if head.entry_date is not None:
            dates.append((self.labels["rates_on"], self.words.text(self.labels.day(head.entry_date))))
        if head.cutoff is not None:
            dates.append((self.labels["data_to"], self.words.text(self.labels.day(head.cutoff))))
        dates.append((self.labels["record_checked"], self.words.runs(head.coverage)))
        pairs = array([f"({self.words.string(name)}, {value})" for name, value in dates])
        kicker, title = self.words.string(head.kicker), self.words.runs(head.title)
        return f"masthead(kicker: {kicker}, title: {title},\n  dates: {pairs})"

    # Blocks

    def numbered(self, item: Item) -> str:
        match item.block:
            case blocks.Section():
                return f"section({item.block.level}, {literal(item.anchor)}, {self.words.runs(item.block.runs)})"
            case blocks.Figure():
                return self.figure(item, item.block)
            case blocks.Table():
                return self.table(item, item.block)
            case block:
                return self.block(block)

    def block(self, block: Piece) -> str:
        words = self.words
        match block:
            case blocks.Lead():
                return f"lead({words.string(block.label)}, {words.runs(block.runs)})"
            case blocks.Para():
                return f"para({literal(block.role)}, {words.runs(block.runs)})"
            case blocks.Points():
                items = array([words.runs(item) for item in block.items])
                return f"points({_bool(block.ordered)}, {literal(block.role)}, {items})"
            case blocks.Commentary():
                return self.commentary(block)
            case _:
                return self.markdown(block)

    def markdown(self, block: Piece) -> str:
        """What only Markdown cells and stock outputs hold."""
        match block:
            case pieces.MdTable():
                return self.plain_table(block)
            case pieces.Quote():
                return f"quotation({self.nested(block.blocks)})"
            case pieces.Listing():
                return f'points({_bool(block.ordered)}, "body", {array([self.nested(item) for item in block.items])})'
            case pieces.Preformatted():
                return f"preformatted({literal(_code_text(block.text, self.words))})"
            case pieces.Equation():
                drawn = draw_formula(block.text, size=11.5)
                return f"display-formula({picture(drawn.svg, block.text, height=drawn.height)})"
            case pieces.Rule():
                return "thematic-break()"
            case _:
                raise RenderError(
                    f"the PDF has no form for a {type(block).__name__} here", tip="Add one to press.typst."
                )

    def nested(self, inner: Iterable[Piece]) -> str:
        return "{ " + "; ".join(self.block(block) for block in inner) + " }"

    def commentary(self, block: blocks.Commentary) -> str:
        byline = self.labels["commentary_by"].format(author=block.author, date=self.labels.day(block.written))
        paragraphs = array([self.words.runs(runs) for runs in block.paragraphs])
        return f"commentary({self.words.string(byline)}, {self.words.string(block.stamp)}, {paragraphs})"

    # Exhibits

    def exhibit(self, item: Item, block: blocks.Figure | blocks.Table, body: str, *, short: bool) -> str:
        """One exhibit, on one page if it is short and its words are few; else it may be broken."""
        around = len(plain(block.title)) + len(block.subtitle) + len(block.note) + len(block.source_line)
        kind = "kept" if short and around <= MOST_WORDS_AROUND else "long"
        words, label = self.words, self.labels["source"]
        source = block.source_line
        if source and not source.startswith((f"{label}:", f"{self.labels['sources']}:")):
            source = f"{label}: {source}"
        in_rows = {one for row in block.rows for one in row.cites} if isinstance(block, blocks.Table) else set()
        refs = sorted(self.document.number_of(one.id) for one in block.sources if one.id not in in_rows)
        return (
            f"exhibit({literal(kind)}, {literal(item.anchor)}, "
            f"{words.string(f'{self.labels[block.kind]} {item.number}')}, {words.runs(block.title)}, "
            f"{words.string(block.subtitle)}, {words.string(block.note)}, {words.string(source)}, "
            f"{self.references(refs)}, {words.string(self.labels['attached_data'].format(name=f'{block.key}.csv'))},\n"
            f"  {body})"
        )

    def references(self, numbers: Iterable[int]) -> str:
        cited = {one.number: one for one in self.document.sources}
        return array([f"({literal(str(number))}, {literal(cited[number].anchor)})" for number in numbers])

    def figure(self, item: Item, block: blocks.Figure) -> str:
        if not printable(block.alt).strip(" […]"):
            raise RenderError(f"figure {block.key} has no text alternative", tip="Describe it in words of the page.")
        svg, omitted = house_svg(block.svg, key=block.key)
        self.words.omitted += omitted
        # A picture too tall for a page is made smaller as a whole.
        share = min(1.0, TALLEST_IN * block.width_in / (block.height_in * TEXT_WIDTH_IN))
        return self.exhibit(item, block, picture(svg, block.alt, width=f"{100 * share:.4g}%"), short=True)

    def table(self, item: Item, block: blocks.Table) -> str:
        with_cites = any(row.cites for row in block.rows)
        rows = [self.row(block, row, with_cites) for row in block.rows]
        columns = list(block.columns) + ([blocks.Column(label=self.labels["source"])] if with_cites else [])
        words = [[_cell_words(cell) for cell in row.cells] for row in block.rows]
        widths = column_widths(block.columns, words) + (["auto"] if with_cites else [])
        body = f"data-table({self.table_parts(columns, widths, rows)})"
        return self.exhibit(item, block, body, short=is_short(block.columns, words))

    def row(self, table: blocks.Table, row: blocks.Row, with_cites: bool) -> str:
        if len(row.cells) != len(table.columns):
            raise RenderError(
                f"table {table.key}: a row has {len(row.cells)} cells under {len(table.columns)} headers",
                tip="Give every row one cell for each column.",
            )
        cells = [self.cell(cell, row.emphasis) for cell in row.cells]
        if with_cites:
            cells.append(f"cite-numbers({self.references(sorted(self.document.number_of(one) for one in row.cites))})")
        return array(cells)

    def cell(self, cell: blocks.Cell, emphasis: bool) -> str:
        runs = tuple(run.model_copy(update={"strong": True}) for run in cell.runs) if emphasis else cell.runs
        parts = [f"mark({picture(mark_svg(cell.mark.shape), cell.mark.label, height=7.8)})"] if cell.mark else []
        if runs:
            parts += ['text(" ")'] if parts else []
            parts.append(self.words.runs(runs))
        return "[#{ " + "; ".join(parts) + " }]"

    def table_parts(self, columns: list[blocks.Column], widths: list[str], rows: list[str]) -> str:
        if any(len(column.label) > LONGEST_COLUMN_HEADER for column in columns):
            raise RenderError(
                f"a table header longer than {LONGEST_COLUMN_HEADER} characters", tip="Put the words into a note."
            )
        aligns = array([f"{column.align} + top" for column in columns])
        headers = array([self.words.string(column.label or "–") for column in columns])
        body = "(\n    " + ",\n    ".join(rows) + ",\n  )" if rows else "()"
        return f"{array(widths)}, {aligns}, {headers}, {body}"

    def plain_table(self, block: pieces.MdTable) -> str:
        words = [[plain(cell) for cell in row] for row in block.rows]
        rows = [array([f"[#{self.words.runs(cell)}]" for cell in row]) for row in block.rows]
        widths = column_widths(block.columns, words)
        return f"plain-table({self.table_parts(list(block.columns), widths, rows)})"

    # Annexes

    def annexes(self) -> None:
        nowhere = Origin(notebook=f"{self.document.name}.ipynb", cell=0, heading=self.labels["sources"])
        if self.document.computed:
            self.item(self.computed_annex(), nowhere)
        if self.document.sources:
            items = ",\n  ".join(self.source_entry(cited) for cited in self.document.sources)
            self.item(f"sources-annex({self.words.string(self.labels['sources'])}, (\n  {items},\n))", nowhere)

    def source_entry(self, cited: CitedSource) -> str:
        """Publisher, title as the link (it can be read on its own), day, copy, address in print."""
        source, words = cited.source, self.words
        address = safe_address(source.url)
        title = words.text(source.title or source.url or source.publisher)
        linked = f"weblink({literal(address)}, {title})" if address else title
        when = (
            f"{self.labels['published']} {self.labels.day(source.published)}"
            if source.published
            else self.labels["undated"]
        )
        tail = f", {when}" + (f", {self.labels['copy_at'].format(host=source.copy_at)}" if source.copy_at else "") + "."
        shown = source.url.removeprefix("https://").removeprefix("http://").rstrip("/")
        parts = ['text(". ")', linked, words.text(tail)]
        if address and source.title and shown:
            parts += ["linebreak()", f"address({words.string(shown)})"]
        return f"({cited.number}, {literal(cited.anchor)}, {words.string(source.publisher)}, {{ {'; '.join(parts)} }})"

    def computed_annex(self) -> str:
        headers = [self.labels[f"computed_{name}"] for name in ("number", "formula", "inputs", "sources")]
        rows = [self.computed_row(key) for key in (finding.key for finding in self.document.computed)]
        return (
            f"computed-annex({self.words.string(self.labels['computed'])}, (1fr, 1.7fr, 1.7fr, auto), "
            f"{array([self.words.string(header) for header in headers])}, (\n  " + ",\n  ".join(rows) + ",\n))"
        )

    def computed_row(self, key: str) -> str:
        finding = self.document.findings[key]
        inputs = "; ".join(f"{name} = {value}" for name, value in finding.inputs.items())
        numbers = sorted(self.document.number_of(one) for one in finding.sources)
        name = f"[#strong({self.words.text(finding.text)})#label({literal(computed_anchor(key))})]"
        cells = [self.words.text(finding.formula), self.words.text(inputs)]
        return array([name, *cells, f"cite-numbers({self.references(numbers)})"])


def _shortened(title: str) -> str:
    """A title that fits the running header on one line."""
    return title if len(title) <= LONGEST_RUNNING_TITLE else title[: LONGEST_RUNNING_TITLE - 1].rstrip() + "…"


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _cell_words(cell: blocks.Cell) -> str:
    return ("● " if cell.mark else "") + plain(cell.runs)


def _code_text(text: str, words: Words) -> str:
    """Lines of code or plain output: line ends and spaces keep their meaning."""
    return "\n".join(words.shown(line.expandtabs(4), Face.MONO) for line in text.splitlines())
