"""The PDF: accessible, archival, complete, the same every time; refusals name the cell."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import nbformat
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbconvert.exporters import get_exporter
from nbformat import NotebookNode
from pypdf import PdfReader

from reportlib import blocks
from reportlib.blocks import Cell, Para, Row, Run
from reportlib.errors import ProseError, RenderError
from reportlib.press.pdf import BriefingPDFExporter, compile_source, render_pdf
from reportlib.press.pieces import Origin
from reportlib.press.reading import read_document
from reportlib.press.typst import TypstSource, to_typst
from reportlib.sourced import Finding, Source
from tests.press import sample_pdf as sample
from tests.press.sample_pdf import masthead, notebook, show, text

HOUSE_FACES = ("SourceSansPro", "SourceSerifPro", "DejaVuSansMono")


NEW_YEAR = "datetime(year: 2025, month: 1, day: 1)"
DATED = f'#set document(title: "t", date: {NEW_YEAR})'


def pdf_of(nb: NotebookNode, **kw: Any) -> bytes:
    return render_pdf(read_document(nb, name="talks"), **kw)[0]


def words_of(pdf: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\u200b", "").split()
    )


def letters_of(pdf: bytes) -> str:
    """Words without spaces: lines may break after a hyphen."""
    return words_of(pdf).replace(" ", "")


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Structure elements in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def fonts(resources: Any) -> Iterator[str]:
    for font in resources.get("/Font", {}).values():
        yield str(font.BaseFont)
    for form in resources.get("/XObject", {}).values():
        yield from fonts(form.get("/Resources", {}))


@pytest.fixture(scope="module")
def briefing() -> bytes:
    return pdf_of(sample.briefing(rows=70))


@pytest.fixture(scope="module")
def opened(briefing: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(briefing)) as pdf:
        yield pdf


def test_it_declares_ua_1_and_a_3a_with_title_language_and_the_day_as_date(opened: pikepdf.Pdf) -> None:
    meta = opened.open_metadata()
    assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "3", "A")
    assert bool(opened.Root.MarkInfo.Marked)
    assert str(opened.Root.Lang) == "en-GB"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert str(opened.docinfo.Title) == "Tokyo brings money to round three; no deal expected"
    assert str(opened.docinfo.Author) == "US–Japan desk"
    assert str(opened.docinfo.CreationDate).startswith("D:20250523")


def test_it_has_bookmarks_for_every_section(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        (top,) = outline.root
        titles = [one.title for one in top.children]
    assert titles == [
        "Key judgements",
        "Rounds and visits",
        "What each side asks",
        "Attendance",
        "How the computed numbers were made",
        "Sources",
    ]


def test_pictures_have_words_tables_have_headers_and_text_stands_in_paragraphs(opened: pikepdf.Pdf) -> None:
    found = list(elements(opened.Root.StructTreeRoot.K))
    alts = [str(one.get("/Alt", "")) for one in found if one.S == "/Figure"]
    assert alts[0] == "Timeline with three lanes from April to June 2025; a third of the events lie ahead."
    assert "dashed" not in alts
    assert all(alts)
    assert {"present", "expected", "cancelled", "absent", "by phone"} <= set(alts)
    tables = [one for one in found if one.S == "/Table"]
    assert len(tables) == 4
    for table in tables:
        assert any(one.S == "/TH" for one in elements(table.K))
    assert sum(one.S == "/H1" for one in found) == 1


def test_only_house_faces_are_embedded(opened: pikepdf.Pdf) -> None:
    names = {name.partition("+")[2] for page in opened.pages for name in fonts(page.Resources)}
    assert names
    assert all(name.startswith(HOUSE_FACES) for name in names)


def test_data_and_papers_are_attached_as_they_are(opened: pikepdf.Pdf) -> None:
    assert set(opened.attachments) == {
        "timeline.csv",
        "next-dates.csv",
        "attendance-70.csv",
        "dates.ics",
        "provenance.json",
    }
    assert opened.attachments["dates.ics"].get_file().read_bytes() == b"BEGIN:VCALENDAR\r\n"
    assert opened.attachments["timeline.csv"].get_file().mime_type == "text/csv"
    assert opened.attachments["timeline.csv"].description == "Seven weeks of rounds, orders and one pending decision"


def test_every_row_of_a_long_table_is_printed(briefing: bytes) -> None:
    words = words_of(briefing)
    assert all(f"Round {at} " in words for at in range(1, 71))


def test_numbers_link_to_sources_and_sources_to_their_addresses(opened: pikepdf.Pdf) -> None:
    names = {str(name) for name in pikepdf.NameTree(opened.Root.Names.Dests)}
    assert "section-key-judgements" in names
    links = [note for page in opened.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    actions = [link.A for link in links if "/A" in link]
    inside = [link for link in links if "/Dest" in link] + [one for one in actions if one.S == "/GoTo"]
    outside = {str(one.URI) for one in actions if one.S == "/URI"}
    assert len(inside) >= 5 + 4 + 3
    assert sample.NHK.url in outside


def test_a_computed_number_links_to_its_formula_and_that_entry_to_its_sources() -> None:
    source = to_typst(read_document(notebook(show(masthead()), show(sample.lead())))).text
    assert 'num("source-nhk-0523", text("$14.1bn")' in source
    assert 'num("computed-deal-days-left", box(text("13 days"))' in source
    (entry,) = [line for line in source.splitlines() if '#label("computed-deal-days-left")' in line]
    for part in ("days_left: due − as_of", "as_of = 2025-05-23; due = 2025-06-05", '("2", "source-wh-0407")'):
        assert part in entry


def test_pages_carry_header_footer_and_count(briefing: bytes) -> None:
    first, *others = PdfReader(BytesIO(briefing)).pages
    count = len(others) + 1
    assert f"1 of {count}" in first.extract_text()
    assert "Content id 7c1e 90ab 34f1" in first.extract_text()
    assert first.extract_text().count("As of") == 1
    for number, page in enumerate(others, 2):
        assert f"{number} of {count}" in page.extract_text()
        assert "As of 23 May 2025" in page.extract_text()


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_paper_is_a_switch_of_the_exporter(paper: str, width: int) -> None:
    exporter = BriefingPDFExporter(paper=paper)
    pdf, resources = exporter.from_notebook_node(sample.briefing())
    assert round(float(PdfReader(BytesIO(pdf)).pages[0].mediabox.width)) == width
    assert resources["output_extension"] == ".pdf"
    assert exporter.output_mimetype == "application/pdf"


def test_nbconvert_knows_it_and_jupyter_lists_it() -> None:
    assert get_exporter("briefing-pdf") is BriefingPDFExporter
    assert BriefingPDFExporter.export_from_notebook == "Briefing PDF"


def test_an_ordinary_notebook_prints_too(tmp_path: Path) -> None:
    path = tmp_path / "study.ipynb"
    nbformat.write(notebook(text("Only words & `code`.\n\n```\nif a:\n    b()\n```")), path)
    pdf = cast(bytes, BriefingPDFExporter().from_filename(str(path))[0])
    assert "study" in words_of(pdf)
    assert "Only words & code." in words_of(pdf)


BUILD = """
import sys
from tests.press import sample_pdf
from reportlib.press.pdf import BriefingPDFExporter
sys.stdout.buffer.write(BriefingPDFExporter().from_notebook_node(sample_pdf.briefing())[0])
"""


def test_same_notebook_same_bytes_in_another_folder_zone_and_locale(tmp_path: Path) -> None:
    here = Path(__file__).parents[2]
    places = [(here, "UTC", "C.UTF-8", "0"), (tmp_path, "Asia/Tokyo", "C", "7")]
    built = []
    for folder, zone, locale, seed in places:
        env = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": str(here)}
        done = subprocess.run([sys.executable, "-c", BUILD], cwd=folder, env=env, capture_output=True, check=True)
        built.append(done.stdout)
    assert built[0].startswith(b"%PDF")
    assert built[0] == built[1]


def test_a_refusal_of_the_compiler_names_the_cell() -> None:
    source = TypstSource(
        text=f'{DATED}\n#heading(level: 1, "a")\n#heading(level: 3, "b")\n',
        starts=((2, Origin(notebook="talks.ipynb", cell=4, heading="Dates")),),
        day=date(2025, 1, 1),
        warnings=(),
    )
    with pytest.raises(
        RenderError, match=r'talks\.ipynb, cell 5 \(below "Dates"\).*skipped from heading level'
    ) as caught:
        compile_source(source, name="talks")
    assert "##" in caught.value.tip


def test_a_warning_of_the_compiler_is_an_error() -> None:
    source = TypstSource(
        text=f'{DATED}\n#heading("a")\n#set text(font: "Nowhere Sans")\n',
        starts=(),
        day=date(2025, 1, 1),
        warnings=(),
    )
    with pytest.raises(RenderError, match=r"talks\.ipynb.*unknown font family"):
        compile_source(source, name="talks")


NASTY = [
    '"quoted" \\ back\\slash',
    "#set page(width: 1pt)",
    "$x$ @ref <label> `raw` *b* _i_",
    "]#panic()[",
    "</script><b>&amp;",
    "\u202eright to left\u2066",
    "\x00\x07\x1b[31m\x7f",
    "שלום عربي",
    "交渉 日本製鉄",
    "😀👩‍👩‍👧",
    "a" * 400,
    "https://x.y/" + "z/" * 90,
    "line\nbreak\r\ntab\t",
    "// comment /* block */",
    "e\u0301\u0327\u20dd",
    "\u00ad\ufeff\u200b",
    "~--- ... '",
    "{{ jinja }}",
    " ",
]
HOSTILE = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map(" ".join),
)


def hostile_notebook(words: str) -> NotebookNode:
    source = Source(
        id=words[:40], publisher=words, title=words, url=f"https://example.org/{words}", tier=2, copy_at=words
    )
    found = Finding(
        key=words, value=words, unit=words, text=words, sources=(source.id,), formula=words, inputs={words: words}
    )
    run = Run(text=words, finding=words, strong=True)
    said: dict[str, Any] = {"findings": (found,), "sources": (source,)}
    free = (
        Run(text=words, emph=True),
        Run(text=words, code=True),
        Run(text=words, url=words),
        Run(text="x", footnote=(Run(text=words, emph=True),)),
    )
    table = sample.next_dates(
        title=(run,),
        subtitle=words,
        note=words,
        source_line=words,
        data=words,
        findings=(found,),
        sources=(*sample.SOURCES, source),
        columns=tuple(blocks.Column(label=words[:60]) for _ in range(4)),
        rows=(
            Row(cells=(Cell(runs=(run,)), Cell(mark=blocks.Mark(shape="disc", label=words)), Cell(runs=free), Cell())),
        ),
    )
    return notebook(
        show(masthead(title=(*free, Run(text="Title")), kicker=words, coverage=free)),
        show(blocks.Lead(label=words, runs=(run, *free), **said)),
        show(blocks.Section(runs=(Run(text=f"S {words}"),))),
        show(sample.figure(alt=f"Chart {words}", subtitle=words, title=free, note=words, data=words)),
        show(table),
        show(sample.commentary(author=words, stamp=words, paragraphs=(free,))),
        show(blocks.Attachment(name="notes.txt", media_type="text/plain", description=words, text=words)),
        show(Para(runs=free, role="caveat")),
        text(f"{words}\n\n- {words}\n\n    {words}\n\n| {words[:60]} |\n|--|\n| {words} |\n\n> {words}"),
        nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("stream", text=words)]),
        reportlib={**sample.PRESS, "parameters": {words: words}},
    )


def pdf_or_refusal(words: str) -> tuple[bytes, str]:
    try:
        return pdf_of(hostile_notebook(words)), ""
    except (RenderError, ProseError) as refused:
        return b"", refused.message


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
def test_hostile_text_gives_a_good_page_or_an_error_that_names_the_cell(words: str) -> None:
    pdf, refusal = pdf_or_refusal(words)
    if refusal:
        assert refusal.startswith("talks.ipynb, cell ")
        return
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.attachments["next-dates.csv"].get_file().read_bytes() == words.encode()
        assert all(
            name.partition("+")[2].startswith(HOUSE_FACES) for page in opened.pages for name in fonts(page.Resources)
        )
    assert "Title" in words_of(pdf)
    assert "Data:next-dates.csv" in letters_of(pdf)


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_each_known_nasty_text_is_printed(words: str) -> None:
    assert "Data:next-dates.csv" in letters_of(pdf_of(hostile_notebook(words)))


def test_a_refusal_inside_the_template_still_names_the_cell() -> None:
    head = f'#import "briefing.typ": *\n#show: briefing.with(day: {NEW_YEAR}, title: "t")\n#masthead(title: "t")\n'
    source = TypstSource(
        text=head + '#para("body", "fine")\n#section(4, "x", "deep")\n',
        starts=tuple((line, Origin(notebook="talks.ipynb", cell=line)) for line in (3, 4, 5)),
        day=date(2025, 1, 1),
        warnings=(),
    )
    with pytest.raises(RenderError, match=r"talks\.ipynb, cell 6: .*skipped"):
        compile_source(source, name="talks")


def test_notes_keep_their_style_and_lists_their_first_number() -> None:
    source = to_typst(read_document(notebook(text(sample.NOTED)))).text
    (note,) = [line for line in source.splitlines() if "footnote(" in line]
    assert (
        'footnote({ text("First "); emph(text("word")); text(", "); weblink("https://example.org/", text("the ' in note
    )
    assert "start: 5" in source
    words = words_of(pdf_of(notebook(text(sample.NOTED))))
    assert "5 five" in words
    assert "6 six" in words
    assert "3 three" in words


def test_a_header_that_would_fill_a_page_is_refused() -> None:
    with pytest.raises(RenderError, match="cell 1: a table header longer than"):
        pdf_of(notebook(text(f"| {'long ' * 60} |\n|--|\n| a |")))
