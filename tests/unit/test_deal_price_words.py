"""What the page says of a close: odds where odds follow, and what it says instead where none do."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlib.analysis import deal
from reportlib.desk import Desk, open_desk
from reportlib.words import deal as words
from reportlib.words import deal_odds, render
from tests.notebooks.tomorrow import append, copy_home
from tests.unit.deal_desk import desk, odds_of, said, usual


def closing_at(home: Path, price: str) -> Desk:
    """The desk of 24 May 2025 with a last close, of 23 May, at another price."""
    path = copy_home(home) / "data"
    (table,) = path.rglob("us_steel_quoted_closes.csv")
    text = table.read_text(encoding="utf-8")
    assert text.count("2025-05-23,52.01,") == 1
    table.write_text(text.replace("2025-05-23,52.01,", f"2025-05-23,{price},"), encoding="utf-8")
    return open_desk("2025-05-24", home=home)


def spoken(view: Desk) -> tuple[str, list[str]]:
    """What the page says of the last close: all its sentences and titles, and the sentences by themselves."""
    case, last = deal.open_case(view), deal.last_odds(view, usual(view))
    assert last
    body = [said(line) for line in deal_odds.price(case, last)]
    heads = [said(line) for line in (deal_odds.odds_title(case, last), deal_odds.price_title(case, last))]
    return " ".join([*body, *heads, said(deal_odds.short_odds(last))]), body


def test_above_the_offer_no_odds_are_told(tmp_path: Path) -> None:
    text, body = spoken(closing_at(tmp_path, "57.50"))
    assert "%" not in text
    assert body == [
        "The last close on record, $57.50 on 23 May 2025, is $2.50 above the offer of $55.",
        "Above what the offer is worth, the market expects a higher bid, and no odds can be told.",
    ]
    assert "Close of 23 May: above the offer, no odds to tell" in text
    assert "is $2.50 above the offer: the market expects a higher bid" in text


def test_below_every_break_price_no_odds_are_told(tmp_path: Path) -> None:
    text, body = spoken(closing_at(tmp_path, "20"))
    assert body[0] == "The last close on record, $20 on 23 May 2025, is $35 below the offer of $55."
    assert body[1] == (
        "It implies no odds: every price the share is assumed to be worth without the deal, $25 to $35, lies above it."
    )
    assert "Close of 23 May: below every assumed break price" in text
    assert "every assumed break price lies above it, so that it implies no odds" in text
    assert text.count("%") == body[2].count("%") == 1  # the ceiling, which needs no break price


def test_below_some_break_prices_the_odds_of_the_others_are_told(tmp_path: Path) -> None:
    text, body = spoken(closing_at(tmp_path, "28"))
    assert "10% for $25, none for $30 and $35, because the price is below the assumed break price." in body[1]
    assert "Close of 23 May: odds of 10% at best" in text
    assert "implies odds of 10% if the share is worth $25 without a deal." in text


def test_at_the_offer_the_price_is_level_and_the_odds_are_certain(tmp_path: Path) -> None:
    _, body = spoken(closing_at(tmp_path, "55"))
    assert body[0] == "The last close on record, $55 on 23 May 2025, is level with the offer of $55."
    assert "100% for $25, 100% for $30, 100% for $35." in body[1]


def test_between_the_break_prices_and_the_offer_odds_are_told() -> None:
    text, body = spoken(desk("2025-05-24"))
    assert body[0] == "The last close on record, $52.01 on 23 May 2025, is $2.99 below the offer of $55."
    assert "90% for $25, 88% for $30, 85% for $35." in body[1]
    assert "Close of 23 May: odds of 85% to 90%" in text


def test_a_day_without_a_close_after_the_offer_says_so() -> None:
    view = desk("2023-12-18")
    case, last = deal.open_case(view), deal.last_odds(view, usual(view))
    assert last is None
    assert said(deal_odds.price_title(case, last)) == "No close since the offer is on record"


def test_one_price_has_one_form_on_the_whole_page(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    raised = {"id": "offer-2", "value": "57.5", "as_of": "2025-05-20", "known_on": "2025-05-20"}
    append(home, "deal_terms", {**raised, "source": "src-smu-2025-05-19"})
    from reportlib.words.deal_tables import term_table

    view = open_desk("2025-05-24", home=home)
    printed = term_table(deal.terms(view)).value.set_index("term")["printed"]
    assert printed["offer_price"] == "$57.50 a share"
    assert said(words.title(deal.open_case(desk("2023-12-18")))).startswith("Nippon Steel offers $55 a share")
    first = term_table(deal.terms(desk("2025-05-24"))).value.set_index("term")["printed"]
    assert first["offer_price"] == "$55 a share"


@pytest.mark.parametrize(
    ("day", "age"), [("2025-04-01", "88 days"), ("2025-06-06", "14 days"), ("2025-06-13", "21 days")]
)
def test_an_old_close_is_never_printed_without_its_age(day: str, age: str) -> None:
    case, last = deal.open_case(desk(day)), odds_of(day)
    price, odds, *_ = deal_odds.price(case, last)[0], deal_odds.odds_title(case, last)
    for line in (
        price,
        odds,
        deal_odds.price_title(case, last),
        deal_odds.beliefs_title(last),
        deal_odds.short_odds(last),
    ):
        assert f"{age} old" in said(line)


@pytest.mark.parametrize("day", ["2025-05-23", "2025-05-30", "2025-06-06", "2025-06-19"])
def test_every_close_in_a_title_or_the_bottom_line_has_its_day(day: str) -> None:
    case, last = deal.open_case(desk(day)), odds_of(day)
    when = render(last.day.value, "date", "short")
    for line in (deal_odds.price_title(case, last), deal_odds.odds_title(case, last), deal_odds.short_odds(last)):
        assert when in said(line)
