"""The page a notebook writes on: what it refuses, and what a commentary shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from reportlib.blocks import Commentary, Mark, Table, plain
from reportlib.desk import open_desk
from reportlib.errors import NotFoundError, ProseError
from reportlib.exhibits import Col, Page
from reportlib.sourced import Sourced

FACT = "term-offer-price"


def value(key: str, number: float) -> Sourced[float]:
    desk = open_desk("2025-05-23")
    source = desk.fact(FACT).sources[0].id
    return Sourced(value=number, unit="USD per share", key=key, sources=(source,), facts=(FACT,))


def page(day: str = "2025-05-23") -> Page:
    return Page(open_desk(day), "deal")


DAY = "2025-05-23"
OTHER = open_desk("2025-05-23").fact("judgement-no-deal-round-3").sources[0].id
OTHER_PAPERS = [
    ({"value": 54}, "value 54 here, 55 earlier on this page"),
    ({"unit": "USD bn"}, "unit 'USD bn' here, 'USD per share' earlier"),
    ({"formula": "f: a", "inputs": {"a": 55}}, "formula 'f: a' here, '' earlier"),
    ({"sources": (OTHER,)}, rf"sources \('{OTHER}',\) here"),
    ({"facts": ("term-closing",)}, r"facts \('term-closing',\) here"),
]


@pytest.mark.parametrize(("changed", "complaint"), OTHER_PAPERS)
def test_one_key_with_two_values_or_other_papers_is_refused(changed: dict[str, Any], complaint: str) -> None:
    written = page()
    offer = value("deal.offer", 55)
    written.say("The offer is {offer}.", offer=offer)
    with pytest.raises(ProseError, match=rf"deal\.offer: {complaint}") as refused:
        written.say("The offer is {offer}.", offer=replace(offer, **changed))
    assert refused.value.tip


def test_one_key_may_be_printed_in_two_forms_and_with_its_sources_in_another_order() -> None:
    ids = tuple(source.id for fact in (FACT, "term-closing") for source in open_desk("2025-06-20").fact(fact).sources)
    due = Sourced(value=date(2025, 6, 5), unit="date", key="deal.due", sources=ids)
    written = page("2025-06-20")
    written.say("Due {long}, {short:short}.", long=due, short=replace(due, sources=ids[::-1]))


def test_a_block_knows_the_day_of_the_newest_row_it_shows() -> None:
    written = page("2025-06-20")
    written.say("No row stands behind this.")
    written.say("The offer is {offer}.", offer=value("deal.offer", 55))
    table = replace(rows("a"), facts=("term-offer-price", "term-closing"))
    written.table(table, COLUMNS, **WORDS)
    written.table(replace(table, value=table.value.head(0)), COLUMNS, **{**WORDS, "key": "none"})
    desk = written.desk
    closing = desk.fact("term-closing").known_on
    assert [block.newest for block in written.blocks] == [None, desk.fact(FACT).known_on, closing, None]


def test_a_table_that_a_page_rests_on_counts_with_every_row() -> None:
    written = page("2025-06-20")
    masthead(written)
    masthead(written, rests_on=["deal_terms", "golden_share"])
    closes = pd.concat([written.desk[name]["known_on"] for name in ("deal_terms", "golden_share")])
    assert [block.newest for block in written.blocks] == [None, closes.max().date()]


WORDS: dict[str, Any] = {"key": "steps", "title": "Steps", "subtitle": "By day", "empty": "None is on record."}
COLUMNS = [Col(name="what", label="What")]
CALL = Mark(shape="phone", label="by phone, 3 times")


def rows(*what: str) -> Sourced[pd.DataFrame]:
    frame = pd.DataFrame({"what": list(what), "source": [OTHER] * len(what)})
    return Sourced(value=frame, unit="", sources=(OTHER,))


def masthead(written: Page, **changes: Any) -> None:
    written.masthead("Title", **{"kicker": "Kicker", "tracks": ["deal"], **changes})


@pytest.mark.parametrize(
    "show",
    [
        lambda written: masthead(written, kicker="Three rounds"),
        lambda written: written.lead(written.sentence("Words."), label="The 3 points"),
        lambda written: written.commentary("Words.", author="Desk 7", written=DAY, expires=DAY, facts=[FACT]),
        lambda written: written.attach("a.txt", "", media_type="text/plain", description="The 3 dates"),
        lambda written: written.table(rows("x"), COLUMNS, **{**WORDS, "subtitle": "Two steps"}),
        lambda written: written.table(rows("x"), COLUMNS, **{**WORDS, "note": "A dozen more"}),
        lambda written: written.table(rows("x"), COLUMNS, **{**WORDS, "empty": "Fewer than 3."}),
        lambda written: written.table(rows("x"), [Col(name="what", label="Top 5")], **WORDS),
        lambda written: written.table(rows("x"), [Col(name="what", label="What", missing="25%")], **WORDS),
        lambda written: written.table(rows("x"), [Col(name="what", label="What", marks={"y": CALL})], **WORDS),
    ],
)
def test_words_around_the_prose_may_hold_no_bare_number_either(show: Callable[[Page], None]) -> None:
    written = page()
    with pytest.raises(ProseError, match="bare numeral"):
        show(written)
    assert written.blocks == []


@pytest.mark.parametrize(
    ("show", "said"),
    [
        (lambda written: written.say("x {a}", a=3),
         r"\{a\} in 'x \{a\}': expected a sourced value, or words without a number, found 3 \(int\)"),
        (lambda written: written.section("x {a}", a=None), r"found None \(NoneType\)"),
        (lambda written: written.say(3), r"page: expected a sentence as text, found 3 \(int\)"),
        (lambda written: written.lead("Words."), r"page.lead: expected sentences made with page.sentence, found"),
        (lambda written: written.points("Words."), r"page.points: expected sentences made with page.sentence, found"),
        (lambda written: written.table(rows("x").value, COLUMNS, **WORDS), r"exhibit steps: expected a sourced frame"),
    ],
)  # fmt: skip
def test_what_is_no_value_with_papers_is_refused_in_our_words(show: Callable[[Page], None], said: str) -> None:
    written = page()
    with pytest.raises(ProseError, match=said) as refused:
        show(written)
    assert refused.value.tip
    assert written.blocks == []


def test_what_the_record_says_in_a_cell_is_no_prose() -> None:
    written = page()
    written.table(rows("25% on three goods"), COLUMNS, **WORDS)
    (block,) = written.blocks
    assert isinstance(block, Table)
    assert plain(block.rows[0].cells[0].runs) == "25% on three goods"


def test_a_commentary_on_a_fact_not_yet_known_when_it_was_written_is_refused() -> None:
    with pytest.raises(NotFoundError, match="term-closing"):
        page("2025-06-20").commentary(
            "Words.", author="Desk", written="2025-05-23", expires="2025-06-30", facts=["term-closing"]
        )


def test_a_commentary_written_later_is_not_shown() -> None:
    written = page("2025-05-22")
    written.commentary("Words.", author="Desk", written="2025-05-23", expires="2025-06-30", facts=[FACT])
    assert written.blocks == []


def test_a_commentary_that_expires_before_it_is_written_is_refused() -> None:
    with pytest.raises(ProseError, match="written 2025-05-23 expires before, on 2025-05-22"):
        page().commentary("Words.", author="Desk", written="2025-05-23", expires="2025-05-22", facts=[FACT])


@pytest.mark.parametrize(("day", "shown"), [("2025-05-23", 1), ("2025-06-30", 1), ("2025-07-01", 0)])
def test_a_commentary_is_shown_up_to_the_day_it_expires(day: str, shown: int) -> None:
    written = page(day)
    written.commentary("Words.", author="Desk", written="2025-05-23", expires="2025-06-30", facts=[FACT])
    assert len(written.blocks) == shown


def test_names_that_begin_alike_are_told_apart_in_a_commentary() -> None:
    written = page()
    values = {"p": value("deal.p", 1), "price": value("deal.price", 42.9)}
    written.commentary(
        "At {price}.\n\nAnd {p}.", author="Desk", written="2025-05-23", expires="2025-06-30", facts=[FACT], **values
    )
    (block,) = written.blocks
    assert isinstance(block, Commentary)
    assert [plain(part) for part in block.paragraphs] == ["At $42.90.", "And $1."]
    assert block.stamp == ""
