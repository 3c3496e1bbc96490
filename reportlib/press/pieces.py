"""The shapes a page is made of, beyond those a notebook cell can display.

Belongs here: blocks only Markdown or stock outputs can give (tables without sources, quotes, nested
lists, code), where a block came from, and a refusal that names that place. Does not belong here:
reading a notebook (`reportlib.press.reading`) or printing (`reportlib.press.typst`, `.html`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NoReturn

from reportlib import blocks
from reportlib.blocks import Block, Column, Run, Runs
from reportlib.errors import RenderError


class MdTable(Block):
    """A pipe table of a Markdown cell: words under headers, with neither title nor sources."""

    kind: Literal["md-table"] = "md-table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]


class Quote(Block):
    """A quotation set apart."""

    kind: Literal["quote"] = "quote"
    blocks: tuple[Piece, ...]


class Listing(Block):
    """A list whose items hold more than one line of text, such as lists inside lists."""

    kind: Literal["listing"] = "listing"
    ordered: bool = False
    start: int = 1
    items: tuple[tuple[Piece, ...], ...]


class Preformatted(Block):
    """Text whose line breaks and spaces count: a code fence or the plain output of a stock cell."""

    kind: Literal["preformatted"] = "preformatted"
    text: str


class Equation(Block):
    """A formula on a line of its own, in TeX-like mathtext."""

    kind: Literal["equation"] = "equation"
    text: str


class Rule(Block):
    """A thematic break."""

    kind: Literal["rule"] = "rule"


class CodeCell(Block):
    """The source of a code cell: printed by no page unless a reader asks for it."""

    kind: Literal["code"] = "code"
    source: str


Piece = blocks.AnyBlock | MdTable | Quote | Listing | Preformatted | Equation | Rule | CodeCell
Quote.model_rebuild()
Listing.model_rebuild()


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where in the notebook something came from. `cell` counts from 0, and is printed from 1."""

    notebook: str
    cell: int
    heading: str = ""

    def __str__(self) -> str:
        below = f' (below "{self.heading}")' if self.heading else ""
        return f"{self.notebook}, cell {self.cell + 1}{below}"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One block of the page with its origin.

    `anchor` is the stable id of a section or exhibit, else empty; `number` is that of a figure or
    table among its kind, else 0.
    """

    block: Piece
    origin: Origin
    anchor: str = ""
    number: int = 0


def refuse(origin: Origin, message: str, *, tip: str, cause: BaseException | None = None) -> NoReturn:
    """Raise the error that names the cell."""
    raise RenderError(f"{origin}: {message}", tip=tip) from cause


def runs_in(block: Piece) -> Iterator[Run]:
    """Every run a block prints, in reading order."""
    match block:
        case blocks.Masthead():
            yield from (*block.title, *block.coverage)
        case blocks.Lead() | blocks.Section() | blocks.Para():
            yield from block.runs
        case blocks.Points():
            yield from (run for item in block.items for run in item)
        case blocks.Commentary():
            yield from (run for paragraph in block.paragraphs for run in paragraph)
        case blocks.Figure():
            yield from block.title
        case blocks.Table():
            yield from block.title
            yield from (run for row in block.rows for cell in row.cells for run in cell.runs)
        case MdTable():
            yield from (run for row in block.rows for cell in row for run in cell)
        case Quote():
            yield from (run for inner in block.blocks for run in runs_in(inner))
        case Listing():
            yield from (run for item in block.items for inner in item for run in runs_in(inner))
        case _:
            return
