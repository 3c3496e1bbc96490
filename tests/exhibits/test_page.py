"""The page a notebook writes on: what it refuses, and what a commentary shows."""

from __future__ import annotations

import pytest

from reportlib.blocks import Commentary, plain
from reportlib.desk import open_desk
from reportlib.errors import NotFoundError, ProseError
from reportlib.exhibits import Page
from reportlib.sourced import Sourced

FACT = "term-offer-price"


def value(key: str, number: float) -> Sourced[float]:
    desk = open_desk("2025-05-23")
    source = desk.fact(FACT).sources[0].id
    return Sourced(value=number, unit="USD per share", key=key, sources=(source,), facts=(FACT,))


def page(day: str = "2025-05-23") -> Page:
    return Page(open_desk(day), "deal")


def test_one_key_with_two_values_is_refused() -> None:
    written = page()
    written.say("The offer is {offer}.", offer=value("deal.offer", 55))
    with pytest.raises(ProseError, match=r"deal\.offer: 54.* here, 55.* earlier"):
        written.say("The offer is {offer}.", offer=value("deal.offer", 54))


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
    assert [plain(part) for part in block.paragraphs] == ["At $42.90.", "And $1.00."]
    assert block.stamp == ""
