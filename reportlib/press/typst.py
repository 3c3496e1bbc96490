"""A document as Typst source, in the look of `templates/briefing.typ`.

Belongs here: which template function prints which block, and from which line on. Does not belong here: exhibits
and annexes (`.typst_exhibits`, `.typst_annex`), strings and inline styles (`.typst_words`), compiling (`.pdf`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal

from reportlib import blocks
from reportlib.blocks import Runs, plain
from reportlib.errors import RenderError
from reportlib.press import pieces
from reportlib.press.document import Document
from reportlib.press.glyphs import Cut, printable
from reportlib.press.labels import grouped, labels
from reportlib.press.maths import draw_formula
from reportlib.press.pieces import Item, Origin, Piece
from reportlib.press.register import Places
from reportlib.press.typst_annex import Annexes
from reportlib.press.typst_exhibits import Exhibits
from reportlib.press.typst_words import Words, array, boolean, literal, picture

Paper = Literal["a4", "letter"]
LONGEST_RUNNING_TITLE = 90
LONGEST_KEPT = 1600
"""Characters of a bottom line or a commentary that surely fit on half a page, so that it need not be broken."""
LONGEST_INTRODUCTION = 900
"""Characters of the paragraphs between a heading and an exhibit that are kept with both."""
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
        self.words = Words(document.target_of, Places().anchor, document.anchors)
        self.exhibits = Exhibits(document, self.words, self.labels)
        self.lines: list[str] = []
        self.written = 0  # lines so far, since an element of `lines` may hold several
        self.starts: list[tuple[int, Origin]] = []
        self.warnings: list[str] = []
        self.kept: frozenset[int] = frozenset()
        head = document.masthead
        self.day = head.as_of if head else DAY_OF_UNDATED

    def write(self) -> TypstSource:
        self.preamble()
        self.attachments()
        self.item(self.masthead(), Origin(notebook=f"{self.document.name}.ipynb", cell=0))
        unprinted = pieces.CodeCell | blocks.Attachment
        printed = [item for item in self.document.items if not isinstance(item.block, unprinted)]
        self.kept = frozenset(_kept(printed))
        for item in printed:
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
        self.starts.append((self.written + 1, origin))
        self.write_lines(f"#{code}")
        if self.words.omitted:
            signs = " ".join(dict.fromkeys(self.words.omitted))
            self.warnings.append(f"{origin}: printed as […], for no house face has them: {signs}")
            self.words.omitted = ""

    def write_lines(self, *parts: str) -> None:
        """Add code of whole lines; a part may hold several."""
        self.lines += parts
        self.written += sum(part.count("\n") + 1 for part in parts)

    # Page

    def preamble(self) -> None:
        language, _, region = self.document.language.partition("-")
        region = region or ("GB" if language == "en" else "")
        title = self.words.string(plain(self.document.title))
        running = [self.words.string(_shortened(plain(self.document.title))), self.words.string(self.as_of_words())]
        content_id = self.document.content_id
        mark = f"{self.labels['content_id']} {grouped(content_id)}" if content_id else ""
        line = self.labels["footer" if self.document.findings else "footer_plain"]
        if len(self.document.attachments) == 1 and not self.document.findings:
            line = ""
        self.write_lines(
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
        )
        self.words.omitted = ""

    def as_of_words(self) -> str:
        head = self.document.masthead
        return f"{self.labels['as_of']} {self.labels.day(head.as_of)}" if head else ""

    def attachments(self) -> None:
        for file in self.document.attachments:
            relationship = "data" if file.media_type in ("text/csv", "application/json") else "supplement"
            self.write_lines(
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
        if (cutoff := self.document.cutoff) is not None:
            dates.append((self.labels["data_to"], self.words.text(self.labels.day(cutoff))))
        dates.append((self.labels["record_checked"], self.words.runs(head.coverage)))
        pairs = array([f"({self.words.string(name)}, {value})" for name, value in dates])
        kicker, title = self.words.string(head.kicker), self.words.runs(head.title)
        return f"masthead(kicker: {kicker}, title: {title},\n  dates: {pairs})"

    # Blocks

    def numbered(self, item: Item) -> str:
        match item.block:
            case blocks.Section():
                return f"section({item.block.level}, {literal(item.anchor)}, {self.words.runs(item.block.runs)})"
            case blocks.Para() if id(item) in self.kept:
                return f"para({literal(item.block.role)}, {self.words.runs(item.block.runs)}, kept: true)"
            case blocks.Figure():
                return self.exhibits.figure(item, item.block)
            case blocks.Table():
                return self.exhibits.table(item, item.block)
            case block:
                return self.block(block)

    def block(self, block: Piece) -> str:
        words = self.words
        match block:
            case blocks.Lead():
                return f"lead({boolean(_short([block.runs]))}, {words.string(block.label)}, {words.runs(block.runs)})"
            case blocks.Para():
                return f"para({literal(block.role)}, {words.runs(block.runs)})"
            case blocks.Points():
                return _points(block, block.role, [words.runs(item) for item in block.items])
            case blocks.Commentary():
                return self.commentary(block)
            case _:
                return self.markdown(block)

    def markdown(self, block: Piece) -> str:
        """What only Markdown cells and stock outputs hold."""
        match block:
            case pieces.MdTable():
                return self.exhibits.plain_table(block)
            case pieces.Quote():
                return f"quotation({self.nested(block.blocks)})"
            case pieces.Listing():
                return _points(block, "body", [self.nested(item) for item in block.items])
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
        kept = boolean(_short(block.paragraphs))
        return f"commentary({kept}, {self.words.string(byline)}, {self.words.string(block.stamp)}, {paragraphs})"

    # Annexes

    def annexes(self) -> None:
        nowhere = Origin(notebook=f"{self.document.name}.ipynb", cell=0, heading=self.labels["sources"])
        annexes = Annexes(self.document, self.words, self.labels)
        for code in filter(None, (annexes.computed(), annexes.sources())):
            self.item(code, nowhere)


def _kept(items: Sequence[Item]) -> Iterator[int]:
    """Short paragraphs between a heading and an exhibit, by identity: a heading is not cut from its figure."""
    for at, item in enumerate(items):
        if not isinstance(item.block, blocks.Section):
            continue
        between = list(takewhile(lambda one: isinstance(one.block, blocks.Para), items[at + 1 :]))
        after = items[at + 1 + len(between) :][:1]
        words = sum(len(plain(one.block.runs)) for one in between if isinstance(one.block, blocks.Para))
        if after and isinstance(after[0].block, blocks.Figure | blocks.Table) and words <= LONGEST_INTRODUCTION:
            yield from map(id, between)


def _shortened(title: str) -> str:
    """A title that fits the running header on one line."""
    return title if len(title) <= LONGEST_RUNNING_TITLE else title[: LONGEST_RUNNING_TITLE - 1].rstrip() + "…"


def _short(paragraphs: Iterable[Runs]) -> bool:
    return sum(len(plain(runs)) for runs in paragraphs) <= LONGEST_KEPT


def _points(block: blocks.Points | pieces.Listing, role: str, items: list[str]) -> str:
    return f"points({boolean(block.ordered)}, {literal(role)}, {array(items)}, start: {block.start})"


def _code_text(text: str, words: Words) -> str:
    """Lines of code or plain output: line ends and spaces keep their meaning."""
    return "\n".join(words.shown(line.expandtabs(4), Cut.MONO) for line in text.splitlines())
