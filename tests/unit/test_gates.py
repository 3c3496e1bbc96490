"""The gates of a page: each first refuses, and says where, what and what to do; then all accept a good page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from reportlib import blocks
from reportlib.blocks import Block, Run
from reportlib.editions import NotebookCell
from reportlib.errors import ProseError
from reportlib.press.document import Document
from reportlib.press.reading import read_document
from reportlib.publish import gates
from reportlib.sourced import Finding, Source

WIRE = Source(id="wire", publisher="A wire", title="Talks", url="https://example.org/", tier=2)
OLD = blocks.Series(name="goods_monthly", title="Goods by month", newest=date(2025, 3, 1), ttl_days=45)
AGED = Finding(
    key="series.goods_monthly.age", value=11, unit="count", text="11 weeks", sources=("wire",),
    formula="whole weeks", inputs={"days": 83},
)  # fmt: skip


def runs(text: str, finding: str = "") -> tuple[Run, ...]:
    return (Run(text=text, finding=finding),)


def masthead(**changes: Any) -> blocks.Masthead:
    usual: dict[str, Any] = {
        "briefing": "simple", "kicker": "Trade", "title": runs("A simple page"), "as_of": date(2025, 5, 23),
        "coverage": runs("talks to 5 September 2026"), "sources": (WIRE,),
    }  # fmt: skip
    return blocks.Masthead(**(usual | changes))


def figure(**changes: Any) -> blocks.Figure:
    usual: dict[str, Any] = {
        "key": "simple-rounds", "title": runs("Rounds go on"), "subtitle": "Rounds by day", "data": "day\n1\n",
        "source_line": "Source: A wire", "svg": "<svg/>", "alt": "Line chart: rounds by day.", "width_in": 6.6,
        "height_in": 3.0, "sources": (WIRE,),
    }  # fmt: skip
    return blocks.Figure(**(usual | changes))


def table(**changes: Any) -> blocks.Table:
    mark = changes.pop("mark", None)
    usual: dict[str, Any] = {
        "key": "simple-days", "title": runs("Days"), "subtitle": "Days of rounds", "data": "day\n1\n",
        "source_line": "Source: A wire", "columns": (blocks.Column(label="Day"),), "sources": (WIRE,),
        "rows": (blocks.Row(cells=(blocks.Cell(runs=runs("16 April"), mark=mark),)),),
    }  # fmt: skip
    return blocks.Table(**(usual | changes))


def para(text: str, *findings: Finding, **changes: Any) -> blocks.Para:
    said = runs(text) + tuple(Run(text=one.text, finding=one.key) for one in findings)
    return blocks.Para(runs=said, findings=findings, sources=(WIRE,) if findings else (), **changes)


def document(*shown: Block, head: blocks.Masthead | None = None) -> Document:
    outputs = [
        new_output("display_data", data={blocks.MIME: blocks.to_json(block)}) for block in (head or masthead(), *shown)
    ]
    return read_document(new_notebook(cells=[new_code_cell("show()", outputs=outputs)]), name="simple")


def refused(*shown: Block, head: blocks.Masthead | None = None) -> ProseError:
    with pytest.raises(ProseError) as caught:
        gates.check(document(*shown, head=head))
    return caught.value


def test_a_finding_without_source_and_formula_is_refused() -> None:
    loose = Finding(key="simple.days", value=13, unit="days", text="13 days")
    error = refused(blocks.Para(runs=runs("Some days are left."), findings=(loose,)))
    assert "simple.ipynb, cell 1" in error.message
    assert "the finding simple.days ('13 days') has neither a source nor a formula" in error.message
    assert "Take the value from the desk" in error.tip


@pytest.mark.parametrize("changes", [{"sources": ()}, {"source_line": " "}])
@pytest.mark.parametrize("make", [figure, table])
def test_an_exhibit_without_a_source_is_refused(make: Any, changes: dict[str, Any]) -> None:
    error = refused(make(**changes))
    assert "names no source" in error.message
    assert "simple-" in error.message
    assert "sourced frame" in error.tip


def test_a_stale_series_without_its_notice_is_refused_once() -> None:
    error = refused(figure(series=(OLD,)), para("It goes on.", series=(OLD,)))
    assert "figure 1, simple-rounds ('Rounds go on'): rests on the series goods_monthly" in error.message
    assert "came out on 2025-03-01, 83 days before" in error.message
    assert error.message.count("goods_monthly") == 1
    assert "page.ages()" in error.tip


def test_a_stale_series_behind_the_title_of_the_page_counts_too() -> None:
    assert "goods_monthly" in refused(head=masthead(series=(OLD,))).message


@pytest.mark.parametrize(
    ("alt", "said"), [(" ", "has no text alternative"), ("Rounds go on", "repeats its title as text alternative")]
)
def test_a_chart_without_a_text_alternative_is_refused(alt: str, said: str) -> None:
    error = refused(figure(alt=alt))
    assert said in error.message
    assert "describe()" in error.tip


def test_a_sign_that_no_word_stands_for_is_refused() -> None:
    error = refused(table(mark=blocks.Mark(shape="disc", label=" ")))
    assert "table 1, simple-days ('Days'): draws a sign that no word stands for" in error.message


@pytest.mark.parametrize(
    "block",
    [
        para("The duty is 15% now."),
        para("Some fifteen days are left."),
        blocks.Lead(label="Bottom line", runs=runs("The duty is 15% now.")),
        blocks.Section(runs=runs("All 15% of it")),
        blocks.Points(items=(runs("The duty is 15% now."),)),
        blocks.Commentary(author="Desk", written=date(2025, 5, 23), paragraphs=(runs("A duty of 15% it is."),)),
        figure(title=runs("The duty is 15% now")),
        figure(subtitle="15% or more"),
        table(note="Of which 15% are cars."),
    ],
)
def test_a_bare_numeral_in_words_is_refused_wherever_it_stands(block: Block) -> None:
    error = refused(block)
    assert "the bare numeral" in error.message
    assert "no finding stands behind it" in error.message
    assert "page.say" in error.tip


def test_a_bare_numeral_in_the_title_is_refused() -> None:
    assert "'15%'" in refused(head=masthead(title=runs("Duty of 15%"))).message


def test_a_bare_numeral_in_markdown_is_refused_before_anything_runs() -> None:
    cells = [NotebookCell(type="markdown", source="All 15% of it.", tags=(), outputs=0)]
    with pytest.raises(ProseError, match=r"simple\.ipynb, cell 1: the bare numeral '15%' in Markdown"):
        gates.check_markdown("simple.ipynb", cells)


def test_every_fault_of_every_gate_is_told_at_once() -> None:
    error = refused(figure(alt=" ", sources=(), series=(OLD,), title=runs("At 15%")))
    assert len(error.message.splitlines()) == len(gates.GATES) - 1
    assert error.tip.count("page.") >= 3


def test_a_good_page_passes_every_gate() -> None:
    fresh = OLD.model_copy(update={"newest": date(2025, 5, 1)})
    days = Finding(key="simple.days", value=13, unit="days", text="13 days", sources=("wire",))
    assumed = Finding(key="simple.share", value=1, unit="share", text="100%", formula="assumed", inputs={"share": 1})
    stamped = blocks.Commentary(
        author="Desk", written=date(2025, 5, 1), paragraphs=(runs("Words."),), stamp="Since then: 23 May 2025."
    )
    gates.check(
        document(
            para("The decision is away by ", days), para("Under section 232 all of it: ", assumed), stamped,
            figure(series=(OLD,)), para("The latest there is came out long ago: ", AGED),
            table(series=(fresh,), mark=blocks.Mark(shape="disc", label="held"), note="Of the G7."),
        )
    )  # fmt: skip
    gates.check_markdown(
        "simple.ipynb",
        [
            NotebookCell(type="markdown", source="Under section 232.", tags=(), outputs=0),
            NotebookCell(type="markdown", source="All 15% of it.", tags=("hide",), outputs=0),
            NotebookCell(type="code", source="x = 15", tags=(), outputs=0),
        ],
    )
