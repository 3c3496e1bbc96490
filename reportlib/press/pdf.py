"""Typst source to PDF, and the exporter nbconvert knows as `briefing-pdf`.

Belongs here: compiling, the standards held to, refusals told in terms of notebook cells. Does not
belong here: what stands on the page (`reportlib.press.typst`, `templates/briefing.typ`).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, cast

import typst
from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import Enum, default

from reportlib.errors import RenderError
from reportlib.press.document import Document
from reportlib.press.glyphs import font_folders
from reportlib.press.labels import TEMPLATES
from reportlib.press.pieces import Origin
from reportlib.press.reading import read_document
from reportlib.press.typst import Paper, TypstSource, to_typst

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-3a"]
_PLACE = re.compile(r"__typst_py_bytes__\.typ:(?P<line>\d+):\d+")
_TIPS = {
    "missing alt text": "Give the picture a text alternative.",
    "skipped from heading level": "Use ## for sections and ### for their parts.",
    "could not be displayed": "Take the character out, or draw it as a shape.",
    "failed to parse SVG": "Draw the figure again with a chart helper.",
    "does not exist in the document": "Link to a section, exhibit, finding or source of this page.",
}


class BriefingPDFExporter(Exporter):
    """An executed notebook as an accessible, archival PDF with its data attached."""

    export_from_notebook = "Briefing PDF"
    output_mimetype = "application/pdf"

    paper = Enum(["a4", "letter"], default_value="a4", help="Paper size: a4 or letter.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # the base returns a notebook, its children a page
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Read, write and compile one notebook."""
        nb_copy, resources = super().from_notebook_node(nb, resources, **kw)
        document = read_document(nb_copy, name=resources["metadata"].get("name") or "notebook")
        pdf, warnings = render_pdf(document, paper=cast(Paper, self.paper))
        for warning in warnings:
            self.log.warning(warning)
        return pdf, resources


def render_pdf(document: Document, *, paper: Paper = "a4") -> tuple[bytes, tuple[str, ...]]:
    """The PDF of a document and what its maker should look at. Same document, same bytes."""
    source = to_typst(document, paper=paper)
    return compile_source(source, name=document.name), (*document.warnings, *source.warnings)


def compile_source(source: TypstSource, *, name: str) -> bytes:
    """Compile; every refusal and every warning of the compiler is an error that names the cell."""
    try:
        pdf, warnings = _compile(source.text, source.day)
    except typst.TypstError as exc:
        raise _refusal(source, name, exc.message, exc.diagnostic) from exc
    if warnings:
        raise _refusal(source, name, warnings[0].message, warnings[0].diagnostic)
    return pdf


def _compile(text: str, day: date) -> tuple[bytes, list[typst.TypstWarning]]:
    # The wheel's stubs want root, input and fonts to be of one type; it does not.
    pdf, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]
        text.encode(),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(day, time(), tzinfo=UTC),
    )
    return bytes(pdf), warnings


@cache
def _fonts() -> typst.Fonts:
    """The house faces and no others, read once per process."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )


def _refusal(source: TypstSource, name: str, message: str, diagnostic: str) -> RenderError:
    """The compiler's words with the cell they are about."""
    place = _PLACE.search(diagnostic)
    origin = source.origin_of(int(place["line"])) if place else _culprit(source, message)
    where = str(origin) if origin else f"{name}.ipynb"
    tip = next((tip for words, tip in _TIPS.items() if words in message), "Look at what this cell displays.")
    return RenderError(f"{where}: the PDF compiler refuses it: {message}", tip=tip)


def _culprit(source: TypstSource, message: str) -> Origin | None:
    """The item with which the refusal first appears: the compiler named a line of the template, not ours."""
    lines = source.text.splitlines()
    ends = [start - 1 for start, _ in source.starts[1:]] + [len(lines)]
    for (_, origin), end in zip(source.starts, ends, strict=False):
        try:
            _compile("\n".join(lines[:end]), source.day)
        except typst.TypstError as exc:
            if exc.message == message:
                return origin
    return None
