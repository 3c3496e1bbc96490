"""What scenarios say of questions open and settled, of prices, of signposts and of parts of estimates."""

from __future__ import annotations

import pytest

from reportlib.analysis import deal, scenarios
from reportlib.desk import open_desk
from reportlib.words import scenarios as say
from reportlib.words.talks import written
from tests.unit.trees import ROOT


@pytest.mark.parametrize(("day", "n", "parts"), [("2025-05-23", 6, 1), ("2026-03-20", 20, 3), ("2026-11-24", 20, 3)])
def test_parts_of_an_estimate_are_neither_counted_nor_in_the_range(day: str, n: int, parts: int) -> None:
    then = open_desk(day, home=ROOT)
    frame = scenarios.estimates(then).value
    told = scenarios.span(then)
    assert told
    assert told["n"].value == n
    part = frame.loc[frame["is_part"]]
    assert len(part) == parts
    assert "macro-imf-2025-tariffs" in set(part["id"])
    assert not set(part["id"]) & set(told["n"].facts)


@pytest.mark.parametrize("day", ["2025-07-25", "2026-03-20"])
def test_a_settled_question_says_so_and_prices_carry_the_day_of_their_close(day: str) -> None:
    then = open_desk(day, home=ROOT)
    name = "steel-decision-2025"
    assert say.lead_tree(then) == name
    asked = written(say.question(then, name))
    assert asked.startswith("No question is open on this day; the last was settled on 13 June 2025 as “approved")
    assumed = deal.assume(then, low=25, mid=30, high=35)
    lead = " ".join(map(written, say.bottom_line(then, assumed, None, None)))
    assert "The share’s close of 22 May 2025 had put that at 40% to 60%." in lead
    assert "price of 23 May implied 85–90%" in set(say.tree_data(then, name, assumed).value["odds"])


def test_a_question_that_is_open_is_not_told_as_settled() -> None:
    then = open_desk("2025-05-23", home=ROOT)
    assert "settled" not in written(say.question(then, "steel-decision-2025"))


def test_a_signpost_is_about_what_comes_after_the_tree_was_written() -> None:
    then = open_desk("2025-05-23", home=ROOT)
    assert "deal-trump-invest-not-buy-2025-02-07" in set(then["events"]["id"])
    rows = scenarios.signposts(then, "steel-decision-2025").value
    (word,) = rows.loc[rows["text"].str.contains("Japanese money")].to_dict("records")
    assert word["text"].startswith("The president speaks again for a partnership")
    assert word["state"] != "seen"
