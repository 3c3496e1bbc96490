"""Reading an executed notebook: cell by cell into one document, checked as a whole.

Belongs here: the order of blocks, heading levels, numbers of figures and tables, the files laid beside
the page. Does not belong here: what is in one cell (`reportlib.press.markdown`, `reportlib.press.outputs`), registers
of findings and sources (`reportlib.press.register`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from nbformat import NotebookNode

from reportlib import blocks
from reportlib.blocks import Masthead, Run, Runs, Section, plain
from reportlib.press.document import Document, File
from reportlib.press.markdown import Heading, read_markdown
from reportlib.press.outputs import read_outputs
from reportlib.press.pieces import CodeCell, Item, Origin, Piece, refuse
from reportlib.press.register import (
    Anchors,
    CitedSource,
    exhibit_anchor,
    register_cutoff,
    register_findings,
    register_sources,
    slug,
)
from reportlib.sourced import Finding

DEFAULTS, INJECTED = "parameters", "injected-parameters"
"""Tags of the cell with the defaults, and of the one with what was given in their place."""
SILENT_TAGS = frozenset({DEFAULTS, INJECTED})
PROVENANCE = "provenance.json"


def read_document(nb: NotebookNode, *, name: str = "notebook") -> Document:
    """Read an executed notebook. `name` is its file name without folder and suffix."""
    reader = _Reader(name)
    reader.refuse_unrun(nb.cells)
    reader.is_given = any(INJECTED in _tags(cell) for cell in nb.cells)
    for index, cell in enumerate(nb.cells):
        reader.read_cell(index, cell)
    return reader.document(nb.metadata)


def _tags(cell: NotebookNode) -> frozenset[str]:
    return frozenset(cell.get("metadata", {}).get("tags", []))


class _Reader:
    """Collects the document cell by cell, then checks the whole."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.masthead: Item | None = None
        self.title: Runs = ()
        self.items: list[Item] = []
        self.attached: list[tuple[File, Origin]] = []
        self.warnings: list[str] = []
        self.heading = ""
        self.level = 1
        self.anchors = Anchors()
        self.numbers = {"figure": 0, "table": 0}
        self.is_given = False

    def refuse_unrun(self, cells: Sequence[NotebookNode]) -> None:
        """Refuse a notebook that nobody has run: its page would be blank but for headings."""
        code = [cell for cell in cells if cell.cell_type == "code" and str(cell.source).strip()]
        if code and not any(cell.get("execution_count") or cell.get("outputs") for cell in code):
            refuse(
                Origin(notebook=f"{self.name}.ipynb", cell=cells.index(code[0])),
                "expected a notebook that has been run, found no output in any cell",
                tip="Run it first: all cells in JupyterLab, `jupyter nbconvert --execute …`, or `reportlib build`.",
            )

    def read_cell(self, index: int, cell: NotebookNode) -> None:
        tags = _tags(cell)
        if "hide" in tags:
            return
        if cell.cell_type == "markdown":
            for piece in read_markdown(str(cell.source), self.origin(index)):
                self.add(piece, index)
        elif cell.cell_type == "code":
            pieces = [] if tags & SILENT_TAGS else list(read_outputs(cell, self.origin(index), self.warnings))
            if self.is_shown(cell, tags, pieces):
                self.items.append(Item(block=CodeCell(source=str(cell.source)), origin=self.origin(index)))
            for piece in pieces:
                self.add(piece, index)

    def is_shown(self, cell: NotebookNode, tags: frozenset[str], pieces: Sequence[Piece | Heading]) -> bool:
        """Whether the code of a cell is on the page of this day.

        Not parameters once they were given, nor a cell past the masthead with nothing to say on the day: defaults,
        options and sentences may name what that day did not know.
        """
        if not str(cell.source).strip() or (self.is_given and tags & SILENT_TAGS):
            return False
        return bool(pieces) or self.masthead is None

    def origin(self, index: int) -> Origin:
        return Origin(notebook=f"{self.name}.ipynb", cell=index, heading=self.heading)

    def add(self, piece: Piece | Heading, index: int) -> None:
        origin = self.origin(index)
        match piece:
            case Masthead():
                self.add_masthead(piece, origin)
            case Heading():
                self.add_heading(piece, index)
            case Section():
                self.add_section(piece, index)
            case blocks.Attachment():
                self.items.append(Item(block=piece, origin=origin))
                self.attach(piece.name, piece.media_type, piece.description, piece.text, origin)
            case blocks.Figure() | blocks.Table():
                self.add_exhibit(piece, origin)
            case _:
                self.items.append(Item(block=piece, origin=origin))

    def add_masthead(self, piece: Masthead, origin: Origin) -> None:
        if self.masthead is not None:
            refuse(
                origin,
                f"a second masthead; the first stands in cell {self.masthead.origin.cell + 1}",
                tip="A briefing has one.",
            )
        if self.title or any(not isinstance(item.block, CodeCell) for item in self.items):
            refuse(
                origin,
                "the masthead does not come first",
                tip="Display it before any other output and text, or tag the cells above it `hide`.",
            )
        self.masthead = Item(block=piece, origin=origin)
        self.title = piece.title

    def add_heading(self, piece: Heading, index: int) -> None:
        if piece.level == 1 and not self.title:
            self.title = piece.runs
            return
        if self.masthead is None:
            self.add_section(Section(level=3 if min(piece.level, self.level + 1) >= 3 else 2, runs=piece.runs), index)
            return
        if piece.level not in (2, 3):
            refuse(
                self.origin(index),
                f"a heading of level {piece.level} ({plain(piece.runs)!r})",
                tip="The masthead is level 1; use ## for sections and ### for their parts.",
            )
        self.add_section(Section(level=2 if piece.level == 2 else 3, runs=piece.runs), index)

    def add_section(self, piece: Section, index: int) -> None:
        words = plain(piece.runs).strip()
        if not words:
            refuse(self.origin(index), "a heading without words", tip="Write the heading or take it out.")
        if piece.level > self.level + 1:
            refuse(
                self.origin(index),
                f"the heading {words!r} skips a level ({self.level} to {piece.level})",
                tip="Put a section heading (##) above it, or make it one.",
            )
        self.level = piece.level
        self.heading = words
        anchor = self.anchors.take(f"section-{slug(words)}")
        self.items.append(Item(block=piece, origin=self.origin(index), anchor=anchor))

    def add_exhibit(self, piece: blocks.Figure | blocks.Table, origin: Origin) -> None:
        self.numbers[piece.kind] += 1
        anchor, number = exhibit_anchor(piece.key), self.numbers[piece.kind]
        self.items.append(Item(block=piece, origin=origin, anchor=anchor, number=number))
        self.attach(f"{piece.key}.csv", "text/csv", plain(piece.title), piece.data, origin)

    def attach(self, name: str, media_type: str, description: str, text: str, origin: Origin) -> None:
        taken = next((first for file, first in self.attached if file.name == name), None)
        if name == PROVENANCE or taken is not None:
            owner = f"cell {taken.cell + 1} has it" if taken else "the page makes it itself"
            refuse(origin, f"a second file named {name}: {owner}", tip="Give every exhibit and file its own key.")
        file = File(name=name, media_type=media_type, description=description, data=text.encode())
        self.attached.append((file, origin))

    def document(self, metadata: Mapping[str, Any]) -> Document:
        everything = ([self.masthead] if self.masthead else []) + self.items
        findings = register_findings(everything)
        sources = register_sources(everything, findings)
        _check_orphans(self.items, self.warnings)
        provenance = _provenance(self.masthead, metadata, findings, sources)
        text = json.dumps(provenance, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        papers = File(
            name=PROVENANCE,
            media_type="application/json",
            description="Where every number comes from",
            data=text.encode(),
        )
        return Document(
            name=self.name,
            title=self.title or (Run(text=self.name),),
            masthead=self.masthead.block if self.masthead and isinstance(self.masthead.block, Masthead) else None,
            items=tuple(self.items),
            sources=sources,
            findings=findings,
            attachments=(*(file for file, _ in self.attached), papers),
            provenance=provenance,
            cutoff=register_cutoff(everything),
            warnings=tuple(self.warnings),
            _cited={cited.source.id: cited for cited in sources},
        )


def _check_orphans(items: list[Item], warnings: list[str]) -> None:
    """A heading with nothing below it is worth a look, yet no reason to hold the page."""
    printed = [item for item in items if not isinstance(item.block, CodeCell | blocks.Attachment)]
    for item, following in zip(printed, [*printed[1:], None], strict=False):
        if not isinstance(item.block, Section):
            continue
        below = following.block if following else None
        if below is None or (isinstance(below, Section) and below.level <= item.block.level):
            warnings.append(f"{item.origin}: nothing stands below this heading")


def _provenance(
    masthead: Item | None,
    metadata: Mapping[str, Any],
    findings: Mapping[str, Finding],
    sources: tuple[CitedSource, ...],
) -> dict[str, Any]:
    """What a reader needs to trace and repeat the page; nothing here varies from run to run."""
    press: Mapping[str, Any] = metadata.get("reportlib", {})
    head = masthead.block if masthead and isinstance(masthead.block, Masthead) else None
    return {
        "briefing": head.briefing if head else "",
        "as_of": head.as_of.isoformat() if head else "",
        "content_id": press.get("content_id", ""),
        "library": press.get("library", ""),
        "parameters": dict(press.get("parameters", metadata.get("papermill", {}).get("parameters", {}))),
        "tables": dict(press.get("tables", {})),
        "findings": [finding.model_dump(mode="json") for finding in findings.values()],
        "sources": [{"number": cited.number, **cited.source.model_dump(mode="json")} for cited in sources],
    }
