"""Plain HTML of a block for the notebook itself; the finished page is the press's work."""

from __future__ import annotations

from html import escape

from reportlib.blocks import (
    Block,
    Cell,
    Commentary,
    Exhibit,
    Figure,
    Lead,
    Masthead,
    Para,
    Points,
    Runs,
    Section,
    Table,
    plain,
)


def preview(block: Block) -> str:
    """A block as simple HTML, every string escaped."""
    match block:
        case Masthead():
            return f"<h1>{_html(block.title)}</h1><p>As of {block.as_of:%Y-%m-%d}</p>"
        case Section():
            return f"<h{block.level}>{_html(block.runs)}</h{block.level}>"
        case Para() | Lead():
            return f"<p>{_html(block.runs)}</p>"
        case Points():
            return "<ul>" + "".join(f"<li>{_html(runs)}</li>" for runs in block.items) + "</ul>"
        case Commentary():
            return "".join(f"<p>{_html(runs)}</p>" for runs in block.paragraphs)
        case Figure():
            return _exhibit(block, block.svg[block.svg.find("<svg") :])
        case Table():
            return _exhibit(block, _grid(block))
        case _:
            return ""


def words_of(block: Block) -> str:
    """The words of a block, for a notebook without HTML."""
    runs: Runs = getattr(block, "runs", ()) or getattr(block, "title", ())
    return plain(runs)


def _exhibit(block: Exhibit, body: str) -> str:
    head = f"<h4>{_html(block.title)}</h4><p>{escape(block.subtitle)}</p>"
    return f"{head}{body}<p><small>Source: {escape(block.source_line)}</small></p>"


def _grid(block: Table) -> str:
    head = "".join(f"<th scope='col'>{escape(column.label)}</th>" for column in block.columns)
    body = "".join("<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells) + "</tr>" for row in block.rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(cell: Cell) -> str:
    return escape(cell.mark.label) if cell.mark else _html(cell.runs)


def _html(runs: Runs) -> str:
    return "".join(f"<b>{escape(run.text)}</b>" if run.strong or run.finding else escape(run.text) for run in runs)
