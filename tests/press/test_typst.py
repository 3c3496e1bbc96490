"""Text from outside reaches Typst as values, never as markup."""

from __future__ import annotations

import json

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlib.blocks import Column, Run
from reportlib.errors import RenderError
from reportlib.press.columns import column_widths, is_short
from reportlib.press.document import read_document
from reportlib.press.glyphs import OMITTED, Face, breakable, coverage, missing, printable
from reportlib.press.maths import draw_formula
from reportlib.press.typst import to_typst
from reportlib.press.typst_words import Words, literal, safe_address
from tests.press import sample_pdf as sample
from tests.press.sample_pdf import notebook, show, text

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT)
def test_a_literal_is_the_text_itself_to_typst(words: str) -> None:
    assert json.loads(typst.eval(b"", literal(words))) == words


@given(ANY_TEXT)
def test_a_literal_stays_on_one_line_and_inside_its_quotes(words: str) -> None:
    written = literal(words)
    assert len(written.splitlines()) == 1
    assert written.replace("\\\\", "").replace('\\"', "").count('"') == 2


@given(ANY_TEXT)
def test_printable_text_needs_no_other_face(words: str) -> None:
    known = coverage(Face.SANS)
    assert all(ord(char) in known for char in printable(words))


@given(ANY_TEXT)
def test_breaking_long_words_adds_nothing_to_see(words: str) -> None:
    assert breakable(words).replace("\u200b", "") == words.replace("\u200b", "")


def test_foreign_words_are_marked_as_left_out_and_told() -> None:
    assert printable("Talks 交渉 today 😀") == f"Talks {OMITTED} today {OMITTED}"
    assert missing("Talks 交渉 today 😀 交") == "交渉😀"
    assert printable("a\u202eb\u200bc\x00\u2011d\te\ufe0f") == "abc-d e"
    source = to_typst(read_document(notebook(text("# T\n\nHe said 交渉.")), name="talks"))
    assert source.warnings == ("talks.ipynb, cell 1: printed as […], for no house face has them: 交 渉",)


def test_greek_in_emphasis_stays_upright_rather_than_lost() -> None:
    words = Words(str, str, frozenset())
    assert "emph" not in words.run(Run(text="αβγ", emph=True))
    assert "emph" in words.run(Run(text="abc", emph=True))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "http://[",
        "https://a b",
        "https://a\u202e.org",
        "",
        "x",
    ],
)
def test_an_address_no_reader_may_follow_is_no_link(url: str) -> None:
    assert safe_address(url) == ""
    assert "weblink" not in Words(str, str, frozenset()).run(Run(text="a", url=url))


def test_an_unreadable_formula_is_refused_with_its_cell() -> None:
    with pytest.raises(RenderError, match=r"talks\.ipynb, cell 1.*formula"):
        to_typst(read_document(notebook(text("A formula $\\nosuch{x}$ here.")), name="talks"))
    assert draw_formula("x^2") == draw_formula("x^2")


def test_every_line_of_the_source_leads_back_to_its_cell() -> None:
    document = read_document(sample.briefing(), name="talks")
    source = to_typst(document)
    lines = source.text.splitlines()
    for word, cell in (("key judgements", 2), ("15–17 June", 6), ("Passenger cars", 7), ("M. Ito", 9)):
        line = next(at for at, line in enumerate(lines, 1) if word.lower() in line.lower())
        origin = source.origin_of(line)
        assert origin is not None
        assert origin.cell == cell
    assert source.origin_of(1) is None


def test_a_table_row_of_another_length_is_refused() -> None:
    table = sample.next_dates()
    crooked = table.model_copy(update={"columns": table.columns[:2]})
    with pytest.raises(RenderError, match="4 cells under 2 headers"):
        to_typst(read_document(notebook(show(crooked))))


def test_column_widths_follow_the_author_then_the_words() -> None:
    plain = [Column(label="a"), Column(label="b")]
    assert column_widths([Column(label="a", width=0.3), Column(label="b")], []) == ["30%", "auto"]
    assert column_widths([Column(label="a", width=1), Column(label="b", width=2)], []) == ["1fr", "2fr"]
    assert column_widths([Column(label="a", width=2), Column(label="b")], []) == ["85%", "auto"]
    assert column_widths(plain, [["x" * 60, "y" * 20]]) == ["1fr", "auto"]
    assert column_widths(plain, [["x" * 300, "y" * 30]]) == ["46fr", "33fr"]
    assert column_widths(plain, []) == ["4fr", "4fr"]


def test_only_a_table_sure_to_fit_half_a_page_is_kept_together() -> None:
    columns = [Column(label="a"), Column(label="b")]
    assert is_short(columns, [["x", "y"]] * 18)
    assert not is_short(columns, [["x", "y"]] * 19)
    assert not is_short(columns, [["x" * 2000, "y"]])
