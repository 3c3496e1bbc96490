"""Where a page of the PDF ends: nothing stands alone, nothing is lost."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from reportlib import blocks
from reportlib.blocks import Para, Points, Run
from reportlib.press.pdf import render_pdf
from reportlib.press.reading import read_document
from tests.press import sample_pdf as sample
from tests.press.sample_pdf import masthead, notebook, show, text
from tests.press.test_pdf import pdf_of, words_of

if TYPE_CHECKING:
    from nbformat import NotebookNode


def test_a_tall_figure_is_made_to_fit_and_a_dense_page_loses_nothing() -> None:
    tall = sample.figure(width_in=6.6, height_in=20.0)
    pdf = pdf_of(notebook(show(masthead()), *(show(sample.attendance(rows)) for rows in (9, 15, 40)), show(tall)))
    assert words_of(pdf).count("Round 9 ") == 3
    assert "Data: timeline.csv" in words_of(pdf)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("lines", range(14, 28))
def test_the_first_picture_stays_with_its_heading_wherever_that_falls(lines: int, paper: str) -> None:
    above = [text(f"Line {at}.") for at in range(lines)]
    pdf = pdf_of(notebook(show(masthead()), *above, text("## Where things stand"), show(sample.figure())), paper=paper)
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    (place,) = [at for at, words in enumerate(pages) if "Where things stand" in words]
    assert "Seven weeks of rounds" in pages[place]
    assert "Data: timeline.csv" in pages[place]


@pytest.mark.parametrize("lines", range(11, 16))
def test_the_last_row_of_a_table_does_not_stand_alone_on_a_page(lines: int) -> None:
    above = [text(f"Line {at}.") for at in range(lines)]
    pages = pages_of(notebook(show(masthead()), *above, show(sample.attendance(20))))
    ends = next(words for words in pages if "Round 20 " in words)
    assert "Round 19 " in ends


@pytest.mark.parametrize("lines", range(27, 30))
def test_the_last_source_does_not_stand_alone_on_a_page(lines: int) -> None:
    cited = tuple(
        sample.YOMIURI.model_copy(update={"id": f"s{at}", "title": f"Title {at}.", "url": ""}) for at in range(9)
    )
    above = [text(f"Line {at}.") for at in range(lines)]
    said = Para(runs=(Run(text="Words."),), sources=cited)
    ends = pages_of(notebook(show(masthead()), *above, show(said)))[-1]
    assert "Title 8." in ends
    assert "Title 7." in ends


def pages_of(nb: NotebookNode) -> list[str]:
    return [" ".join(page.extract_text().split()) + " " for page in PdfReader(BytesIO(pdf_of(nb))).pages]


@pytest.mark.parametrize("lines", range(30, 37))
def test_a_heading_stands_with_three_points_of_its_list(lines: int) -> None:
    above = [text(f"Line {at}.") for at in range(lines)]
    points = Points(items=tuple((Run(text=f"Point {at}."),) for at in range(5)), role="caveat")
    pages = pages_of(notebook(show(masthead()), *above, text("## Caveats"), show(points)))
    ends = next(words for words in pages if "Caveats" in words)
    assert "Point 2." in ends


def test_a_last_page_of_few_sources_is_saved_by_denser_type() -> None:
    def entries(count: int) -> list[int]:
        known = tuple(sample.NHK.model_copy(update={"id": f"nhk-{n}"}) for n in range(count))
        one = sample.EQUITY.model_copy(update={"sources": tuple(source.id for source in known)})
        said = blocks.Para(runs=(Run(text=one.text, finding=one.key),), findings=(one,), sources=known)
        pdf, _ = render_pdf(read_document(sample.notebook(sample.show(sample.masthead(), said))))
        return [page.extract_text().count("NHK World") for page in PdfReader(BytesIO(pdf)).pages]

    spread, dense, long = entries(98), entries(104), entries(118)
    assert (sum(spread), sum(dense), sum(long)) == (98, 104, 118)
    assert (len(spread), len(dense), len(long)) == (2, 2, 3)
    assert dense[0] > spread[0] == long[0], "smaller type only where it saves a page"
    assert long[-1] > 8
