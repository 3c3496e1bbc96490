"""What the HTML template asks while it prints one document: links, anchors, pictures, data, labels.

Belongs here: everything about the HTML page that is decided rather than designed. Does not belong here: markup
and looks (`templates/briefing/`), numbers and registers (`reportlib.press.document`).
One `Page` prints once: notes and anchors are handed out in the order in which the template asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from markupsafe import Markup

from reportlib import blocks
from reportlib.blocks import Mark, Run, Runs, plain
from reportlib.errors import RenderError
from reportlib.press.document import Document
from reportlib.press.grids import cell_classes, data_table, download, least_width
from reportlib.press.inline_svg import inline_svg
from reportlib.press.labels import Labels, grouped, labels
from reportlib.press.links import safe_href
from reportlib.press.marks import mark_svg
from reportlib.press.maths import draw_formula
from reportlib.press.pieces import CodeCell, Item, Piece, runs_in
from reportlib.press.register import CitedSource, Places, computed_anchor, finding_anchor, inputs_in_words
from reportlib.press.stylebook import StyleBook
from reportlib.sourced import Finding, Source

SECTIONS_WITHOUT_CONTENTS = 5
USES_SHOWN = 12
FORMULA_SIZE = 10.0
PHONE_REM = 21.0
"""Width of the text on a small telephone."""
LEAST_REM, MOST_REM = 5.4, 6.87
"""Width on screen of each inch of a chart: below the least its words are too small, the most fills the column."""


@dataclass(frozen=True, kw_only=True)
class Use:
    """A place that rests on a source: where it is and what it is called."""

    href: str
    text: str


class Page:
    """One document on its way to HTML."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words: Labels = labels(document.language.partition("-")[0])
        self.style = StyleBook()
        self.notes: list[Runs] = []
        self._places = Places()
        self._formulas = 0

    # Head

    @property
    def title(self) -> str:
        """The words of the browser's tab: title and day."""
        head = self.document.masthead
        title = plain(self.document.title)
        return f"{title} – {self.words['as_of']} {self.words.day(head.as_of)}" if head else title

    @property
    def description(self) -> str:
        """The bottom line, which a search result or a link preview shows."""
        leads = (plain(item.block.runs) for item in self.document.items if isinstance(item.block, blocks.Lead))
        return next(leads, "")

    # Sections

    @cached_property
    def contents(self) -> tuple[Item, ...]:
        """Sections to list at the top, none on a short page."""
        sections = tuple(
            item for item in self.document.items if isinstance(item.block, blocks.Section) and item.block.level == 2
        )
        return sections if len(sections) > SECTIONS_WITHOUT_CONTENTS else ()

    @cached_property
    def opening(self) -> int:
        """Where the list of contents goes: after the bottom line, or after whatever comes first."""
        leads = (at for at, item in enumerate(self.document.items) if isinstance(item.block, blocks.Lead))
        return next(leads, 0)

    @property
    def has_code(self) -> bool:
        """Whether there is any code for the switch to show."""
        return any(isinstance(item.block, CodeCell) for item in self.document.items)

    # Links and anchors

    def link(self, run: Run) -> dict[str, str]:
        """Attributes of the link a run is, if it is one."""
        if run.finding:
            return self._finding_link(self.document.findings[run.finding])
        if run.url.startswith("#"):
            return {"href": run.url} if run.url[1:] in self._own_anchors else {}
        href = safe_href(run.url)
        return {"href": href} if href else {}

    def _finding_link(self, finding: Finding) -> dict[str, str]:
        link = {"class": "finding", "href": f"#{self.document.target_of(finding.key)}", "title": self.papers(finding)}
        anchor = self._places.anchor(finding.key)
        return {"id": anchor, **link} if anchor else link

    def unprinted(self, block: Piece) -> list[str]:
        """Anchors of findings a block carries and no text prints, so that they can be linked to all the same."""
        keys = (finding.key for finding in block.findings if finding.key not in self._printed)
        return [anchor for anchor in map(self._places.anchor, keys) if anchor]

    @cached_property
    def _printed(self) -> frozenset[str]:
        return frozenset(run.finding for block in self._everything() for run in runs_in(block) if run.finding)

    @cached_property
    def _own_anchors(self) -> frozenset[str]:
        return self.document.anchors | {finding_anchor(key) for key in self.document.findings}

    def _everything(self) -> Iterator[Piece]:
        if self.document.masthead:
            yield self.document.masthead
        yield from (item.block for item in self.document.items)

    # Papers

    def papers(self, finding: Finding) -> str:
        """What a finding is, in words for a tooltip: value, unit, formula or source and its day."""
        value = f"{finding.value} {finding.unit}".strip() if finding.value is not None else finding.unit
        known = {cited.source.id: cited.source for cited in self.document.sources}
        origins = [self.origin(known[one]) for one in finding.sources]
        return "; ".join(part for part in (value, finding.formula, *origins) if part)

    def origin(self, source: Source) -> str:
        """Publisher and day of a source, the day where it is known."""
        return f"{source.publisher}, {self.words.day(source.published)}" if source.published else source.publisher

    def uses(self, cited: CitedSource) -> list[Use]:
        """Places that rest on a source: figures and tables, then numbers."""
        return list(islice(self._uses(cited.source.id), USES_SHOWN))

    def _uses(self, source_id: str) -> Iterator[Use]:
        for item in self.document.items:
            if item.number and any(source.id == source_id for source in item.block.sources):
                yield Use(href=f"#{item.anchor}", text=self.exhibit_label(item))
        for finding in self.document.findings.values():
            if source_id in finding.sources and finding.key in self._printed:
                yield Use(href=f"#{finding_anchor(finding.key)}", text=finding.text)

    computed_anchor = staticmethod(lambda finding: computed_anchor(finding.key))
    anchor_of = staticmethod(lambda finding: finding_anchor(finding.key))
    safe_href = staticmethod(safe_href)
    inputs = staticmethod(inputs_in_words)
    grouped = staticmethod(grouped)

    # Exhibits

    def exhibit_label(self, item: Item) -> str:
        """What the page calls an exhibit: Figure 1, Table 2."""
        return f"{self.words[item.block.kind]} {item.number}"

    def picture(self, item: Item) -> Markup:
        """A figure's chart, inline."""
        figure = item.block
        assert isinstance(figure, blocks.Figure)
        room = f"min-width:{LEAST_REM * figure.width_in:.4g}rem;max-width:{MOST_REM * figure.width_in:.4g}rem"
        kind = f"plot {self.style.class_of(room)}"
        try:
            return inline_svg(figure.svg, prefix=f"{item.anchor}-", alt=figure.alt, style=self.style, kind=kind)
        except RenderError as exc:
            raise RenderError(f"{item.origin}: figure {figure.key}: {exc.message}", tip=exc.tip) from exc

    data = staticmethod(data_table)
    download = staticmethod(download)
    cell_classes = staticmethod(cell_classes)

    @staticmethod
    def marks(table: blocks.Table) -> list[Mark]:
        """The signs of a table, each once, for its key."""
        return list(dict.fromkeys(cell.mark for row in table.rows for cell in row.cells if cell.mark))

    def width_class(self, table: blocks.Table) -> str:
        """A least width at which the table reads well; narrower screens scroll it."""
        return self.style.class_of(f"min-width:{least_width(table):.1f}rem")

    @staticmethod
    def stacks(table: blocks.Table) -> bool:
        """Whether the table is too wide for a telephone, where its rows then become blocks."""
        return least_width(table) > PHONE_REM

    def column_class(self, width: float) -> str:
        """A share of the text width."""
        return self.style.class_of(f"width:{100 * width:.4g}%") if width else ""

    @staticmethod
    def mark(shape: str) -> Markup:
        """A drawn sign in the colour of the text around it; its words stand beside it."""
        drawing = mark_svg(shape, ink="currentColor").partition(">")[2]
        return Markup(f'<svg class="mark" viewBox="0 0 12 12" aria-hidden="true">{drawing}')  # noqa: S704  our own drawing

    def equation(self, text: str) -> Markup:
        """A formula as a picture whose name is the formula as typed."""
        formula = draw_formula(text, size=FORMULA_SIZE)
        self._formulas += 1
        size = f"height:{formula.height / FORMULA_SIZE:.3f}em;vertical-align:{-formula.depth / FORMULA_SIZE:.3f}em"
        kind = f"maths {self.style.class_of(size)}"
        return inline_svg(formula.svg, prefix=f"formula-{self._formulas}-", alt=text, style=self.style, kind=kind)

    def unknown(self, item: Item) -> str:
        """Refuse a block the template has no form for, rather than leave it out."""
        kind = type(item.block).__name__
        raise RenderError(f"{item.origin}: the HTML page has no form for a {kind}", tip="Add one to blocks.html.j2.")

    # Notes

    def note(self, runs: Runs) -> str:
        """The letter of a new note."""
        self.notes.append(runs)
        return self.letter(len(self.notes))

    @staticmethod
    def letter(number: int) -> str:
        """Notes are lettered, since numbers are sources: from a to z, then aa, ab and so on."""
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters
