"""The sentences and titles of the deal, by what is known on a day."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from reportlib.analysis import deal
from reportlib.words import deal as words
from reportlib.words import deal_odds, render
from reportlib.words.deal_tables import date_table
from tests.unit.deal_desk import desk, odds_of, said, usual


def test_a_price_below_the_break_price_is_said_so() -> None:
    case = deal.open_case(desk("2025-04-01"))
    spoken = deal_odds.price(case, odds_of("2025-04-01"))[1]
    assert "below the assumed break price" in spoken.template


def test_a_price_above_the_offer_is_said_to_expect_a_higher_bid() -> None:
    last = odds_of("2025-05-24")
    high = replace(last, **{name: replace(getattr(last, name), value=1.1) for name in ("p_low", "p_mid", "p_high")})
    assert "expects a higher bid" in deal_odds.price(deal.open_case(desk("2025-05-24")), high)[1].template


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


def test_the_due_day_of_the_second_decision_is_said_to_be_known_from_the_press_alone() -> None:
    first, second = desk("2024-12-24"), desk("2025-05-23")
    by_law = words.due_basis(deal.open_case(first), deal.statute(first)["president"])
    reported = words.due_basis(deal.open_case(second), deal.statute(second)["president"])
    assert by_law
    assert reported
    assert "press" not in said(by_law)
    assert said(reported).startswith("The due day is 15 days from delivery")
    assert "press reports alone" in said(reported)
    clocks = deal.clock(second).value.set_index("clock")["is_reported"]
    assert clocks[clocks].index.tolist() == ["president_second"]
    certainty = date_table(deal.next_dates(second)).value.set_index("id")["certainty"]
    assert certainty["deadline-steel-president-second"] == "reported, not binding"


def days_of_change() -> list[str]:
    frame = desk("2026-11-24")
    known = pd.concat([frame[name]["known_on"] for name in ("cfius_steps", "deal_terms", "us_steel_quoted_closes")])
    first = pd.Timestamp(frame.first_day)
    return sorted({f"{day:%Y-%m-%d}" for day in known if day >= first} | {"2025-06-05", "2025-06-12", "2026-01-01"})


@pytest.mark.parametrize("day", days_of_change())
def test_the_bottom_line_keeps_to_sixty_words_and_every_brace_has_a_value(day: str) -> None:
    view = desk(day)
    case = deal.open_case(view)
    last = deal.last_odds(view, usual(view))
    title = words.title(case)
    headline = said(title)
    lines = words.bottom_line(case, last)
    text = " ".join(said(line) for line in lines)
    assert len(headline.split()) <= 16
    assert 5 < len(text.split()) <= 60, text
