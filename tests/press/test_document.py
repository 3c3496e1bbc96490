"""A notebook becomes one document, or an error that names the cell."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from reportlib import blocks
from reportlib.blocks import Para, Run, Section, plain
from reportlib.errors import ProseError, RenderError, ReportError
from reportlib.press import pieces
from reportlib.press.reading import read_document
from reportlib.press.register import inputs_in_words
from reportlib.sourced import Finding
from tests.press import sample_pdf as sample
from tests.press.sample_pdf import EQUITY, NHK, masthead, notebook, papers, runs, show, text


def printed(finding: Finding, **extra: Any) -> Para:
    return Para(runs=runs(finding), **{**papers(finding), **extra})


def output(**data: Any) -> NotebookNode:
    return new_code_cell("x", outputs=[new_output("display_data", data=data)])


REFUSED = [
    (
        "bad payload",
        [output(**{blocks.MIME: {"kind": "para", "runs": 3}, "text/plain": ""})],
        RenderError,
        "cannot be read",
    ),
    ("unknown kind", [output(**{blocks.MIME: {"kind": "poster"}})], RenderError, "cannot be read"),
    (
        "picture",
        [output(**{"image/png": "AAAA", "text/plain": "<Figure size 640x480>"})],
        RenderError,
        "text alternative",
    ),
    ("picture in Markdown", [text("![chart](x.png)")], RenderError, "picture in Markdown"),
    ("picture in a note", [text("A[^a]\n\n[^a]: ![chart](x.png)")], RenderError, "picture in Markdown"),
    ("list in a note", [text("A[^a]\n\n[^a]: B\n\n    - c")], RenderError, "'bullet_list' in a note"),
    ("note in a note", [text("A[^a]\n\n[^a]: See[^b]\n\n[^b]: C")], RenderError, "a note inside a note"),
    (
        "failed cell",
        [new_code_cell("x", outputs=[new_output("error", ename="KeyError", evalue="'a'")])],
        RenderError,
        "KeyError",
    ),
    ("two mastheads", [show(masthead()), show(masthead())], RenderError, "second masthead"),
    ("late masthead", [text("Words."), show(masthead())], RenderError, "does not come first"),
    (
        "row of a later day",
        [show(masthead()), show(Para(runs=runs("Words."), newest=date(2025, 5, 24)))],
        RenderError,
        "a row known only on 2025-05-24 stands on a page as of 2025-05-23",
    ),
    ("H1 under a masthead", [show(masthead()), text("# Title")], RenderError, "level 1"),
    ("skipped level", [show(masthead()), text("### Part")], RenderError, "skips a level"),
    ("too deep", [show(masthead()), text("## A\n\n#### B")], RenderError, "level 4"),
    ("wordless heading", [show(Section(runs=runs(" ")))], RenderError, "without words"),
    ("same exhibit twice", [show(sample.figure()), show(sample.figure())], RenderError, "timeline.csv"),
    (
        "reserved name",
        [show(blocks.Attachment(name="provenance.json", media_type="a/b", description="d", text=""))],
        RenderError,
        "provenance.json",
    ),
    ("finding not carried", [show(Para(runs=(Run(text="9", finding="no.such"),)))], RenderError, "no.such"),
    ("source not carried", [show(Para(runs=runs(EQUITY), findings=(EQUITY,)))], RenderError, NHK.id),
    (
        "finding without papers",
        [show(printed(EQUITY.model_copy(update={"sources": ()})))],
        RenderError,
        "neither a source",
    ),
    (
        "two values",
        [show(printed(EQUITY)), show(printed(EQUITY.model_copy(update={"value": 15.0, "text": "$15bn"})))],
        ProseError,
        "cell 1",
    ),
    (
        "two formulas",
        [show(printed(sample.DAYS)), show(printed(sample.DAYS.model_copy(update={"formula": "days: another way"})))],
        ProseError,
        "formula 'days: another way' here, 'days_left: due − as_of' in talks.ipynb, cell 1",
    ),
    (
        "two inputs",
        [show(printed(sample.DAYS)), show(printed(sample.DAYS.model_copy(update={"inputs": {"due": "2025-06-06"}})))],
        ProseError,
        "inputs {'due': '2025-06-06'} here",
    ),
    (
        "two sources",
        [show(printed(EQUITY)), show(printed(EQUITY.model_copy(update={"sources": (sample.WHITE_HOUSE.id,)})))],
        ProseError,
        "sources ('wh-0407',) here",
    ),
    (
        "one link for two",
        [show(printed(EQUITY)), show(printed(EQUITY.model_copy(update={"key": "deal-equity-usd-bn"})))],
        RenderError,
        "share one link",
    ),
    (
        "a source that changed",
        [show(printed(EQUITY)), show(printed(EQUITY, sources=(NHK.model_copy(update={"title": "X"}),)))],
        RenderError,
        "differs",
    ),
]


@pytest.mark.parametrize(("cells", "error", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_printed_is_refused_with_its_cell(
    cells: list[NotebookNode], error: type[ReportError], words: str
) -> None:
    with pytest.raises(error) as caught:
        read_document(notebook(*cells), name="talks")
    assert words in caught.value.message
    assert f"talks.ipynb, cell {len(cells)}" in caught.value.message
    assert caught.value.tip


def test_a_refusal_names_the_nearest_heading() -> None:
    with pytest.raises(RenderError, match='below "Rounds and visits"'):
        read_document(notebook(show(masthead()), text("## Rounds and visits"), text("![](x.png)")))


def test_one_finding_may_be_printed_in_two_forms() -> None:
    short = sample.DUE.model_copy(update={"text": "5 Jun"})
    document = read_document(notebook(show(printed(sample.DUE)), show(printed(short))))
    assert document.findings["deal.due"].text == "5 June"


@pytest.mark.parametrize("sources", [(), sample.DAYS.sources])
def test_a_computed_finding_links_to_how_it_was_made_whether_or_not_it_has_sources(sources: tuple[str, ...]) -> None:
    computed = sample.DAYS.model_copy(update={"sources": sources})
    document = read_document(notebook(show(printed(computed))))
    assert document.target_of("deal.days_left") == "computed-deal-days-left"


def test_sources_are_numbered_as_they_are_cited() -> None:
    document = read_document(sample.briefing())
    assert [(cited.number, cited.source.id) for cited in document.sources] == [
        (1, "nhk-0523"),
        (2, "wh-0407"),
        (3, "yomiuri"),
    ]
    assert [one.number for one in document.cited(["yomiuri", "wh-0407", "yomiuri"])] == [2, 3]
    assert document.target_of("deal.due") == "source-wh-0407"


def test_sources_whose_ids_differ_in_signs_only_have_links_of_their_own() -> None:
    twins = (NHK, NHK.model_copy(update={"id": "NHK_0523"}))
    found = tuple(EQUITY.model_copy(update={"key": f"k{at}", "sources": (twins[at].id,)}) for at in range(2))
    said = Para(runs=runs(*found), findings=found, sources=twins)
    document = read_document(notebook(show(masthead()), show(said)))
    assert [cited.anchor for cited in document.sources] == ["source-nhk-0523", "source-nhk-0523-2"]
    assert [document.target_of(one.key) for one in found] == ["source-nhk-0523", "source-nhk-0523-2"]


def test_inputs_stand_by_name_however_the_notebook_keeps_them() -> None:
    inputs = {"t_days": 27.0, "offer": 55.0, "day": "2025-06-05", "n": 3, "rate": 0.1 + 0.2}
    assert inputs_in_words(sample.DAYS.model_copy(update={"inputs": inputs})) == (
        "day = 2025-06-05; n = 3; offer = 55; rate = 0.3; t_days = 27"
    )


def test_figures_and_tables_are_numbered_apart_and_sections_have_unique_anchors() -> None:
    cells = [
        text("## Dates"),
        show(sample.figure()),
        text("## Dates"),
        show(sample.next_dates()),
        show(sample.attendance()),
    ]
    document = read_document(notebook(show(masthead()), *cells))
    assert [(item.anchor, item.number) for item in document.items if item.anchor] == [
        ("section-dates", 0),
        ("exhibit-timeline", 1),
        ("section-dates-2", 0),
        ("exhibit-next-dates", 1),
        ("exhibit-attendance-3", 2),
    ]


def test_data_files_and_papers_are_attached() -> None:
    document = read_document(sample.briefing(), name="talks")
    files = {file.name: file for file in document.attachments}
    assert list(files) == ["timeline.csv", "next-dates.csv", "attendance-3.csv", "dates.ics", "provenance.json"]
    assert files["dates.ics"].data == b"BEGIN:VCALENDAR\r\n"
    papers_ = json.loads(files["provenance.json"].data)
    assert papers_["content_id"] == document.content_id == "7c1e90ab34f1"
    assert papers_["as_of"] == "2025-05-23"
    assert {one["key"] for one in papers_["findings"]} == {"deal.equity_usd_bn", "deal.due", "deal.days_left"}
    assert [item.block.name for item in document.items if isinstance(item.block, blocks.Attachment)] == ["dates.ics"]


def test_the_data_cut_off_is_the_day_of_the_newest_row_behind_any_block() -> None:
    newer, older = (Para(runs=runs("Words."), newest=date(2025, 5, day)) for day in (23, 20))
    head = show(masthead())
    assert read_document(notebook(head, show(older))).cutoff == date(2025, 5, 22)
    assert read_document(notebook(head, show(newer), show(older))).cutoff == date(2025, 5, 23)
    assert read_document(notebook(show(masthead(newest=None)), show(Para(runs=runs("Words."))))).cutoff is None
    hidden = show(newer, tags=("hide",))
    assert read_document(notebook(head, hidden)).cutoff == date(2025, 5, 22)


def test_hidden_cells_and_what_parameters_cells_display_are_left_out() -> None:
    cells = [
        show(masthead()),
        text("secret", ("hide",)),
        show(Para(runs=runs("no")), tags=("injected-parameters",)),
        text("shown"),
    ]
    document = read_document(notebook(*cells))
    assert [plain(item.block.runs) for item in document.items if isinstance(item.block, Para)] == ["shown"]
    assert [item.origin.cell for item in document.items if isinstance(item.block, pieces.CodeCell)] == [0]


def test_code_that_may_name_a_later_day_is_not_shown() -> None:
    cells = [
        new_code_cell('as_of = "2026-11-24"', metadata={"tags": ["parameters"]}),
        new_code_cell('as_of = "2025-05-23"', metadata={"tags": ["injected-parameters"]}),
        new_code_cell("set_up = 1"),
        show(masthead()),
        new_code_cell('page.commentary("what a later day knew")'),
        show(Para(runs=runs("said"))),
    ]
    shown = [item.block.source for item in read_document(notebook(*cells)).items if hasattr(item.block, "source")]
    assert {"set_up = 1", "page.show()"} <= set(shown)
    assert not [source for source in shown if "2026" in source or "later" in source]
    alone = read_document(notebook(cells[0], cells[3]))
    assert 'as_of = "2026-11-24"' in [item.block.source for item in alone.items if hasattr(item.block, "source")]


def test_a_notebook_that_nobody_ran_is_refused() -> None:
    with pytest.raises(RenderError, match="expected a notebook that has been run, found no output") as caught:
        read_document(notebook(text("# A"), new_code_cell("x = 1"), new_code_cell("")))
    assert "reportlib build" in caught.value.tip
    assert read_document(notebook(new_code_cell("x = 1", execution_count=1))).masthead is None
    assert read_document(notebook(text("# A"))).masthead is None


def test_an_ordinary_notebook_gets_its_title_from_the_first_heading_or_the_file() -> None:
    plain_output = new_code_cell(
        "df",
        outputs=[
            new_output("stream", name="stdout", text="\x1b[31mred\x1b[0m\n"),
            new_output("stream", name="stderr", text="careful\n"),
            new_output("execute_result", data={"text/plain": "   a\n0  1", "text/html": "<table/>"}, execution_count=1),
            new_output(
                "display_data", data={"text/plain": "<IPython.core.display.HTML object>", "text/html": "<b>x</b>"}
            ),
        ],
    )
    document = read_document(notebook(text("# A study\n\n#### Deep\n\n# Again"), plain_output), name="study")
    assert plain(document.title) == "A study"
    assert document.masthead is None
    kinds = [(type(item.block).__name__, getattr(item.block, "level", 0)) for item in document.items]
    assert kinds == [("Section", 2), ("Section", 2), ("CodeCell", 0), ("Preformatted", 0), ("Preformatted", 0)]
    assert [item.block.text for item in document.items if isinstance(item.block, pieces.Preformatted)] == [
        "red",
        "   a\n0  1",
    ]
    assert len(document.warnings) == 3  # an empty section, stderr, HTML without words
    assert plain(read_document(notebook(), name="study").title) == "study"


def test_markdown_becomes_blocks_and_raw_html_stays_words() -> None:
    document = read_document(
        notebook(text(sample.MARKDOWN + "\n\n<script>alert(1)</script>\n\n---\n\n```\na  b\n```\n"))
    )
    kinds = [type(item.block).__name__ for item in document.items]
    assert kinds == [
        "Section",
        "Para",
        "Listing",
        "MdTable",
        "Quote",
        "Para",
        "Equation",
        "Para",
        "Rule",
        "Preformatted",
    ]
    first, script = (
        item.block for item in document.items if isinstance(item.block, Para) and item.block.runs[0].text[0] in "J<"
    )
    assert [plain(run.footnote) for run in first.runs if run.footnote] == ["Passenger cars and listed parts."]
    assert plain(script.runs) == "<script>alert(1)</script>"


def test_sums_of_money_are_not_maths() -> None:
    document = read_document(notebook(text("From $14.1bn to $15bn, or US$80bn/US$90bn.")))
    (item,) = document.items
    assert isinstance(item.block, Para)
    assert not any(run.math for run in item.block.runs)


def test_half_characters_in_markdown_do_not_stop_the_page() -> None:
    document = read_document(notebook(text("a \ud83d b")))
    assert "\ufffd" in plain(document.items[0].block.runs)  # type: ignore[union-attr]


def test_a_heading_with_nothing_below_is_told() -> None:
    document = read_document(notebook(show(masthead()), text("## Empty\n\n## Full\n\nWords.\n\n## Last")))
    assert [warning.split('"')[1] for warning in document.warnings] == ["Empty", "Last"]
