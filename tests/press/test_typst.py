"""Text from outside reaches Typst as values, never as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlib import blocks
from reportlib.blocks import Column, Run
from reportlib.errors import RenderError
from reportlib.press.columns import (
    TEXT_WIDTH_PT,
    column_widths,
    is_kept,
    lines_of,
    room_to_begin,
    rows_are_kept,
    rows_at_end,
)
from reportlib.press.glyphs import OMITTED, Cut, breakable, coverage, missing, printable, width_em
from reportlib.press.labels import labels
from reportlib.press.maths import draw_formula
from reportlib.press.reading import read_document
from reportlib.press.register import CitedSource
from reportlib.press.typst import _Writer as Writer
from reportlib.press.typst import to_typst
from reportlib.press.typst_annex import Annexes
from reportlib.press.typst_words import Words, literal
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
    known = coverage(Cut.SANS)
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


def test_an_address_no_reader_may_follow_is_no_link() -> None:
    assert "weblink" in Words(str, str, frozenset()).run(Run(text="a", url="https://example.org/"))
    assert "weblink" not in Words(str, str, frozenset()).run(Run(text="a", url="javascript:alert(1)"))


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


class ReadOnce(list[str]):
    """Lines that tell how often they are walked through."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        type(self).walks += 1
        return super().__iter__()


def test_lines_are_counted_as_they_are_written_and_not_again_for_every_item() -> None:
    writer = Writer(read_document(notebook(text("\n\n".join(f"Paragraph {at}." for at in range(50))))), "a4")
    writer.lines = ReadOnce()
    source = writer.write()
    assert len(source.starts) > 50
    assert ReadOnce.walks <= 1


def test_a_table_row_of_another_length_is_refused() -> None:
    table = sample.next_dates()
    crooked = table.model_copy(update={"columns": table.columns[:2]})
    with pytest.raises(RenderError, match="4 cells under 2 headers"):
        to_typst(read_document(notebook(show(crooked))))


def test_column_widths_follow_the_author_then_the_words() -> None:
    one, other = Column(label="a"), Column(label="b")
    for columns, words, share in [
        ([one.model_copy(update={"width": 0.3}), other], [], 0.3),
        ([one.model_copy(update={"width": 1}), other.model_copy(update={"width": 3})], [], 0.25),
        ([one.model_copy(update={"width": 2}), other], [], 0.85),
        ([one, other], [["x" * 60, "y" * 20]], 0.75),
        ([one, other], [], 0.5),
    ]:
        widths = column_widths(columns, words)
        assert sum(widths) == pytest.approx(TEXT_WIDTH_PT)
        assert widths[0] / TEXT_WIDTH_PT == pytest.approx(share, abs=0.06)


@pytest.mark.parametrize("width", [0, 0.05])
def test_a_day_stays_on_one_line_however_wordy_the_row(width: float) -> None:
    columns = [Column(label="Day", width=width), *(Column(label=f"Said by {at}") for at in range(4))]
    days = ["18 September 2024", "expected by 30 September 2025 or later"]
    widths = column_widths(columns, [[day, *["many words " * 12] * 4] for day in days])
    assert widths[0] > max(9.4 * width_em(day) for day in ("18 September 2024", "30 September 2025"))
    assert sum(widths) == pytest.approx(TEXT_WIDTH_PT)


def test_a_column_gives_up_what_it_leaves_empty_where_another_breaks_lines() -> None:
    columns = [Column(label="Meeting", width=0.3), Column(label="Day", width=0.3), Column(label="Outcome")]
    first, second, wordy = column_widths(columns, [["Round 1", "1 May", "Positions restated at length " * 3]])
    assert first + second < 0.25 * TEXT_WIDTH_PT
    assert wordy > 0.75 * TEXT_WIDTH_PT


def test_short_columns_keep_their_line_where_others_are_wordy() -> None:
    columns = [Column(label=one) for one in ("By", "Number", "For")]
    widths = column_widths(columns, [["Nippon Steel " * 5, "at least 70,000 jobs", "works and mills " * 6]])
    assert widths[1] > 9.4 * width_em("at least 70,000 jobs")


@given(st.lists(st.lists(ANY_TEXT, min_size=3, max_size=3), max_size=4))
def test_columns_always_fill_the_line(rows: list[list[str]]) -> None:
    widths = column_widths([Column(label="a"), Column(label="b", width=0.2), Column(label="c")], rows)
    assert sum(widths) == pytest.approx(TEXT_WIDTH_PT)
    assert min(widths) > 0


def test_source_numbers_get_what_they_need_and_the_author_shares_out_the_rest() -> None:
    columns = [Column(label="a", width=0.3), Column(label="b", width=0.3)]
    few, many = (column_widths(columns, [["x", "y"]], cites=[cites]) for cites in ("[1]", "[1] " * 20))
    assert few[0] == few[1] > many[0]
    assert 35 < few[2] < many[2] < 70
    assert sum(few) == pytest.approx(sum(many))


def test_a_table_too_short_to_be_parted_well_is_kept_together_if_it_fits_a_page() -> None:
    assert lines_of([["head", ""], ["x " * 200, "y"], ["x", "y"]], [100, 100])[::2] == [1, 1]
    assert is_kept([1] * 8)
    assert not is_kept([1] * 9)
    assert is_kept([1, 20])
    assert not is_kept([1, 31])
    assert rows_are_kept([1, 20])
    assert not rows_are_kept([1, 31])


def test_the_last_four_rows_go_over_together_or_two_where_four_are_long() -> None:
    assert rows_at_end([1] * 9) == 4
    assert rows_at_end([1] * 8) == 3  # kept whole as a rule: too few for four on either side
    assert rows_at_end([1, 1, 1, 1, 1, 9, 9, 9, 9]) == 3  # four would be longer than a page
    assert rows_at_end([1, 1, 1, 1, 1, 9, 14, 14, 14]) == 2
    assert rows_at_end([1, 1, 1, 1]) == 0  # a short table is kept whole
    assert rows_at_end([1, 1, 1, 16, 15]) == 0
    assert rows_at_end([1] * 8 + [31]) == 0


def test_a_longer_beginning_asks_for_more_room() -> None:
    rooms = [room_to_begin(lines) for lines in ([1] * 5, [1] * 5 + [30], [1, 4, 4, 4, 4], [1, 90, 90])]
    assert rooms[0] == rooms[1] < rooms[2] < rooms[3] < 450


def test_every_source_of_a_computed_number_is_a_link_of_its_own() -> None:
    known = {n: sample.NHK.model_copy(update={"id": f"nhk-{n}"}) for n in range(1, 10)}
    finding = sample.DAYS.model_copy(update={"sources": tuple(source.id for source in known.values())})
    block = blocks.Para(
        runs=(Run(text="13 days", finding=finding.key),), findings=(finding,), sources=tuple(known.values())
    )
    code = to_typst(read_document(notebook(show(sample.masthead(), block)))).text
    listed = re.search(r"cite-list\((.*)\)", code)
    assert listed
    assert re.findall(r'\("(\d+)", "source-nhk-(\d+)"\)', listed[1]) == [(str(n), str(n)) for n in known]


def test_short_words_between_a_heading_and_an_exhibit_stay_with_both() -> None:
    def source(words: str) -> str:
        return to_typst(
            read_document(notebook(show(sample.masthead()), text("## Clocks\n\n" + words), show(sample.next_dates())))
        ).text

    assert "kept: true" in source("A few words.")
    assert "kept: true" not in source("A great many words. " * 60)


def test_a_source_without_title_or_address_is_its_publisher_once() -> None:
    def entry(**changed: str) -> str:
        cited = CitedSource(number=1, source=sample.NHK.model_copy(update=changed), anchor="source-1")
        document = read_document(sample.briefing(), name="talks")
        return Annexes(document, Words(str, str, frozenset()), labels("en")).source_entry(cited)

    assert entry(publisher="New York Stock Exchange", title="", url="").count("New York Stock Exchange") == 1
    assert entry(title="", url="https://example.org/page").replace("\\u{200b}", "").count("example.org/page") == 2
    assert "address" in entry(title="", url="https://example.org/page")
