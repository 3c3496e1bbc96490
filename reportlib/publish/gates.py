"""The gates of one page: what an executed briefing may not lack or say before it is published.

Each gate is a named function from the document to its faults; `GATES` is the whole list, and there is no switch to
pass one. A fault names notebook, cell, exhibit or finding, and what to do. Belongs here: what one page shows by
itself. Does not belong here: comparing pages (`reportlib.publish.agreement`), what cannot even be read
(`reportlib.press.reading`), a number in a sentence as it is written (`reportlib.exhibits.prose`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlib import blocks
from reportlib.blocks import Runs, plain
from reportlib.editions import NotebookCell
from reportlib.errors import ProseError
from reportlib.press.document import Document
from reportlib.press.gate import numerals_in, numerals_printed
from reportlib.press.pieces import Item, Origin
from reportlib.words.numerals import bare_numerals


@dataclass(frozen=True, kw_only=True)
class Held:
    """One reason to hold a page: where, what is wrong, and what to do about it."""

    where: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Gate = Callable[[Document], Iterator[Held]]


def check(document: Document) -> None:
    """Raise ProseError with every fault of every gate."""
    _refuse([fault for gate in GATES for fault in gate(document)])


def check_markdown(notebook: str, cells: Sequence[NotebookCell]) -> None:
    """Raise ProseError for numerals in Markdown cells that no finding stands behind; before any kernel starts."""
    faults = []
    for index, cell in enumerate(cells):
        if cell.type == "markdown" and "hide" not in cell.tags:
            origin = Origin(notebook=notebook, cell=index)
            faults += [_bare(str(origin), found, "Markdown") for found in numerals_in(cell.source, origin)]
    _refuse(faults)


def every_finding_has_papers(document: Document) -> Iterator[Held]:
    """A number without a source is a claim of nobody; a computed one has a formula, an assumption its inputs."""
    told: set[str] = set()
    for item in document.items:
        for found in item.block.findings:
            if not found.sources and not found.formula and found.key not in told:
                told.add(found.key)
                yield Held(
                    where=_place(item),
                    what=f"the finding {found.key} ({found.text!r}) has neither a source nor a formula",
                    todo="Take the value from the desk or from an analysis function, which keep the sources.",
                )


def every_exhibit_has_sources(document: Document) -> Iterator[Held]:
    """A chart or table says where its data come from."""
    for item, exhibit in _exhibits(document):
        if not exhibit.sources or not exhibit.source_line.strip():
            yield Held(
                where=_place(item),
                what="names no source",
                todo="Give page.figure or page.table a sourced frame: the source line is made of its sources.",
            )


def every_stale_series_says_so(document: Document) -> Iterator[Held]:
    """Old data may be the latest there are; then the page says how old."""
    told: set[str] = set()
    for item in _blocks_with_masthead(document):
        for series in item.block.series:
            as_of = document.masthead.as_of if document.masthead else series.newest
            if series.is_stale(as_of) and series.age not in document.findings and series.name not in told:
                told.add(series.name)
                yield Held(
                    where=_place(item),
                    what=f"rests on the series {series.name}, whose newest figure came out on {series.newest}, "
                    f"{(as_of - series.newest).days} days before the as-of day (a newer one was due after "
                    f"{series.ttl_days}), and no notice on the page says so",
                    todo="Call page.ages() below it or among the caveats, or add the newer figures to the record.",
                )


def every_picture_is_described(document: Document) -> Iterator[Held]:
    """A chart has a text alternative that says more than its title; a drawn sign in a cell has a word."""
    for item, exhibit in _exhibits(document):
        if isinstance(exhibit, blocks.Figure) and exhibit.alt.strip() in ("", plain(exhibit.title).strip()):
            yield Held(
                where=_place(item),
                what="has no text alternative" if not exhibit.alt.strip() else "repeats its title as text alternative",
                todo="Let the chart's describe() say type, axes, first, last and message, from its data.",
            )
        if isinstance(exhibit, blocks.Table):
            marks = [cell.mark for row in exhibit.rows for cell in row.cells if cell.mark]
            if any(not mark.label.strip() for mark in marks):
                yield Held(
                    where=_place(item),
                    what="draws a sign that no word stands for",
                    todo="Give the mark a label: it is what a screen reader says.",
                )


def every_numeral_in_prose_is_a_finding(document: Document) -> Iterator[Held]:
    """In sentences, headings and the words around exhibits; cells of a table and quotations of a notebook are data."""
    for item in _blocks_with_masthead(document):
        for text in _sentences(item):
            for numeral in numerals_printed(text) if isinstance(text, tuple) else bare_numerals(text):
                yield _bare(_place(item), numeral, f"{_shown(text)!r}")


GATES: tuple[Gate, ...] = (
    every_finding_has_papers,
    every_exhibit_has_sources,
    every_stale_series_says_so,
    every_picture_is_described,
    every_numeral_in_prose_is_a_finding,
)


def _refuse(faults: Iterable[Held]) -> None:
    listed = list(faults)
    if listed:
        raise ProseError("\n".join(map(str, listed)), tip=" ".join(dict.fromkeys(one.todo for one in listed)))


def _bare(where: str, numeral: str, place: str) -> Held:
    return Held(
        where=where,
        what=f"the bare numeral {numeral!r} in {place}: no finding stands behind it",
        todo="Print it from a code cell: page.say with a name in braces and a sourced value.",
    )


def _place(item: Item) -> str:
    block = item.block
    if isinstance(block, blocks.Figure | blocks.Table):
        return f"{item.origin}: {block.kind} {item.number}, {block.key} ({plain(block.title)!r})"
    return str(item.origin)


def _exhibits(document: Document) -> Iterator[tuple[Item, blocks.Figure | blocks.Table]]:
    for item in document.items:
        if isinstance(item.block, blocks.Figure | blocks.Table):
            yield item, item.block


def _blocks_with_masthead(document: Document) -> Iterator[Item]:
    if document.masthead:
        yield Item(block=document.masthead, origin=Origin(notebook=f"{document.name}.ipynb", cell=0))
    yield from document.items


def _sentences(item: Item) -> Iterator[Runs | str]:
    """What a block says in words of the notebook; the coverage and the stamp are sentences of the record."""
    match item.block:
        case blocks.Masthead() as head:
            yield head.title
        case blocks.Lead() | blocks.Section() | blocks.Para() as block:
            yield block.runs
        case blocks.Points() as points:
            yield from points.items
        case blocks.Commentary() as commentary:
            yield from commentary.paragraphs
        case blocks.Figure() | blocks.Table() as exhibit:
            yield exhibit.title
            yield exhibit.subtitle
            yield exhibit.note


def _shown(text: Runs | str) -> str:
    words = text if isinstance(text, str) else plain(text)
    return words if len(words) <= 80 else f"{words[:79]}…"
