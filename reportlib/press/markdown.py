"""Markdown cells to blocks.

Belongs here: the walk over block-level Markdown tokens. Does not belong here: the parser's settings
and inline styles (`reportlib.markup`), heading rules across cells (`reportlib.press.reading`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from reportlib.blocks import Column, Para, Points, Run, Runs, plain
from reportlib.markup import parser, runs_of
from reportlib.press.pieces import Equation, Listing, MdTable, Origin, Piece, Preformatted, Quote, Rule, refuse

Align = Literal["left", "right", "center"]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A Markdown heading with the level as typed; the document decides what it becomes."""

    level: int
    runs: Runs


def read_markdown(text: str, origin: Origin) -> list[Piece | Heading]:
    """The blocks of one Markdown cell, in order."""
    tree = SyntaxTreeNode(parser().parse(_clean(text)))
    reader = _Reader(origin)
    reader.read_notes(tree)
    return reader.blocks(tree.children)


def _clean(text: str) -> str:
    """Text that can be written as UTF-8: half characters become the replacement sign."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass(frozen=True, kw_only=True)
class _Leaf:
    children: Sequence[Token]


def _inline_tokens(node: SyntaxTreeNode) -> list[_Leaf]:
    if node.type == "inline" and node.token is not None:
        return [_Leaf(children=node.token.children or [])]
    return [leaf for child in node.children for leaf in _inline_tokens(child)]


class _Reader:
    """Walks the tree of one cell."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.notes: dict[int, Runs] = {}

    def read_notes(self, tree: SyntaxTreeNode) -> None:
        """The words of each footnote by its number in the cell."""
        kept = [note for block in tree.children if block.type == "footnote_block" for note in block.children]
        self.notes = {int(note.meta["id"]): self.note(note) for note in kept}

    def note(self, node: SyntaxTreeNode) -> Runs:
        """The paragraphs of a note as one."""
        runs: list[Run] = []
        for part in node.children:
            if part.type not in ("paragraph", "footnote_anchor"):
                refuse(self.origin, f"Markdown of the kind {part.type!r} in a note", tip="Write notes as sentences.")
            words = self.runs(part)
            runs += [Run(text=" "), *words] if runs and words else words
        return tuple(runs)

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> list[Piece | Heading]:
        return [self.block(node) for node in nodes if node.type != "footnote_block"]

    def pieces(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Piece, ...]:
        """Blocks inside a quote or a list, where a heading is only a strong line."""
        return tuple(_as_piece(block) for block in self.blocks(nodes))

    def block(self, node: SyntaxTreeNode) -> Piece | Heading:
        match node.type:
            case "heading":
                return Heading(level=int(node.tag[1:]), runs=self.runs(node))
            case "paragraph":
                return Para(runs=self.runs(node))
            case "bullet_list" | "ordered_list":
                return self.listing(node)
            case "table":
                return self.table(node)
            case "blockquote":
                return Quote(blocks=self.pieces(node.children))
            case "fence" | "code_block":
                return Preformatted(text=node.content.rstrip("\n"))
            case "math_block" | "math_block_label":
                return Equation(text=node.content.strip())
            case "hr":
                return Rule()
            case _:
                return refuse(
                    self.origin,
                    f"Markdown of the kind {node.type!r} has no place on the page",
                    tip="Write it as paragraphs, lists or a table.",
                )

    def listing(self, node: SyntaxTreeNode) -> Piece:
        ordered = node.type == "ordered_list"
        start = int(node.attrs.get("start", 1))
        items = tuple(self.pieces(item.children) for item in node.children)
        if all(len(item) == 1 and isinstance(item[0], Para) for item in items):
            return Points(ordered=ordered, start=start, items=tuple(cast(Para, item[0]).runs for item in items))
        return Listing(ordered=ordered, start=start, items=items)

    def table(self, node: SyntaxTreeNode) -> MdTable:
        head, *body = node.children
        headers = head.children[0].children
        columns = tuple(Column(label=plain(self.runs(cell)), align=_align(cell)) for cell in headers)
        rows = tuple(tuple(self.runs(cell) for cell in row.children) for part in body for row in part.children)
        return MdTable(columns=columns, rows=rows)

    def runs(self, node: SyntaxTreeNode) -> Runs:
        return tuple(run for leaf in _inline_tokens(node) for run in self.inline(leaf.children))

    def inline(self, tokens: Sequence[Token]) -> list[Run]:
        """Runs of one line; `runs_of` does the styles, this hangs footnotes and refuses pictures."""
        runs: list[Run] = []
        start = 0
        for end, token in enumerate(tokens):
            if token.type == "image":
                refuse(
                    self.origin,
                    f"a picture in Markdown ({token.content or 'without a description'})",
                    tip="Show pictures as exhibits: they carry title, description, source and data.",
                )
            if token.type == "footnote_ref":
                note = self.notes.get(int(token.meta["id"]))
                if note is None:
                    refuse(self.origin, "a note inside a note", tip="Write what it says into the note around it.")
                runs = _hang([*runs, *runs_of(tokens[start:end])], note)
                start = end + 1
        return runs + list(runs_of(tokens[start:]))


def _hang(runs: list[Run], note: Runs) -> list[Run]:
    """Hang a footnote on the last run, or on an empty one where the line starts with it."""
    if runs and not runs[-1].footnote:
        return [*runs[:-1], runs[-1].model_copy(update={"footnote": note})]
    return [*runs, Run(text="", footnote=note)]


def _as_piece(block: Piece | Heading) -> Piece:
    if isinstance(block, Heading):
        return Para(runs=tuple(run.model_copy(update={"strong": True}) for run in block.runs))
    return block


def _align(cell: SyntaxTreeNode) -> Align:
    style = str(cell.attrs.get("style", ""))
    return cast(Align, style.removeprefix("text-align:")) if style else "left"
