"""The briefings in print, as a user gets them: no page empty, no heading alone, no row lost, nothing past a margin."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import nbformat
import pikepdf
import pytest
from pypdf import PdfReader

from reportlib import blocks
from reportlib.blocks import plain
from reportlib.editions import briefings
from reportlib.press.document import Document
from reportlib.press.pdf import render_pdf
from reportlib.press.reading import read_document
from reportlib.press.typst import Paper
from tests.notebooks.homes import REAL_DAYS, ROOT

MM = 72 / 25.4
SIDES = {"a4": 21 * MM, "letter": 24.1 * MM}
FOOT = 8.5 * MM
HEADINGS = {"/H1", "/H2", "/H3", "/Caption"}
WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
CASES = [(day, name, paper) for day in REAL_DAYS for name in briefings(ROOT) for paper in SIDES]

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Printed:
    """One briefing of one day on one paper."""

    document: Document
    pdf: bytes
    paper: str

    @cached_property
    def texts(self) -> list[str]:
        """The letters of each page as another reader takes them out."""
        return [letters(page.extract_text()) for page in PdfReader(BytesIO(self.pdf)).pages]


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def printed(request: pytest.FixtureRequest, editions: Path) -> Printed:
    """Each in turn; A4 as published, Letter printed from the same notebook."""
    day, name, paper = request.param
    folder = editions / day / name
    document = read_document(nbformat.read(folder / f"{name}.ipynb", as_version=4), name=name)
    pdf = (folder / f"{name}.pdf").read_bytes() if paper == "a4" else render_pdf(document, paper=cast(Paper, paper))[0]
    return Printed(document, pdf, paper)


def letters(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def leaves(node: Any, kinds: tuple[str, ...] = (), page: Any = None) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The page of every marked piece of content in reading order, with the structure it stands in."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from leaves(child, kinds, page)
    elif isinstance(node, int):
        yield page, kinds
    elif "/S" in node:
        yield from leaves(node.get("/K", pikepdf.Array()), (*kinds, str(node.S)), node.get("/Pg", page))
    else:  # a marked-content reference, which may stand on another page than its parent, or an object such as a link
        yield node.get("/Pg", page), kinds


def test_every_page_has_text_of_its_own(printed: Printed) -> None:
    assert [number for number, text in enumerate(printed.texts, 1) if len(text) <= 300] == []


def test_no_heading_and_no_title_of_an_exhibit_ends_a_page(printed: Printed) -> None:
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        last = {page.objgen: kinds for page, kinds in leaves(pdf.Root.StructTreeRoot.K) if page is not None}
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    assert set(last) == set(numbers)
    assert [numbers[page] for page, kinds in last.items() if HEADINGS & set(kinds)] == []


def test_every_table_is_printed_to_its_last_row(printed: Printed) -> None:
    text = "".join(printed.texts)
    tables = [item.block for item in printed.document.items if isinstance(item.block, blocks.Table)]
    assert tables
    for table in tables:
        for cell in (cell for row in table.rows[-1:] for cell in row.cells):
            assert letters(plain(cell.runs)) in text, f"{table.key}: {plain(cell.runs)}"


@pytest.mark.poppler
def test_every_word_stands_inside_the_margins(printed: Printed, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(printed.pdf)
    boxes = subprocess.run(["pdftotext", "-bbox", "page.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    pages, side = boxes.stdout.decode().split("<page ")[1:], SIDES[printed.paper]
    assert pages
    for number, page in enumerate(pages, 1):
        width, height = (float(one) for one in re.findall(r'(?:width|height)="(.+?)"', page)[:2])
        outside = [
            unescape(word)
            for *box, word in WORD.findall(page)
            for left, top, right, bottom in [map(float, box)]
            if left < side - 1 or right > width - side + 1 or top < FOOT or bottom > height - FOOT
        ]
        assert outside == [], f"page {number}"


@pytest.mark.poppler
def test_no_day_in_a_table_is_broken(printed: Printed, tmp_path: Path) -> None:
    """A cell that is a day and nothing else stands on one line."""
    (tmp_path / "page.pdf").write_bytes(printed.pdf)
    laid = subprocess.run(["pdftotext", "-layout", "page.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    text = re.sub(" +", " ", laid.stdout.decode())
    tables = [item.block for item in printed.document.items if isinstance(item.block, blocks.Table)]
    words = {plain(cell.runs) for table in tables for row in table.rows for cell in row.cells}
    days = {one for one in words if re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", one)}
    assert days
    assert {day for day in days if day not in text} == set()
