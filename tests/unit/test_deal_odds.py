"""What a share price implies about an offer: the formula, its assumptions, closes and offers."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportlib.analysis import deal
from reportlib.analysis.deadlines import days_between
from reportlib.desk import Desk, open_desk
from reportlib.errors import ParameterError
from reportlib.words import render
from tests.notebooks.tomorrow import amend, append, copy_home
from tests.unit.deal_desk import desk, odds_of, usual

OFFER = 55.0
prices = st.floats(0, 100)
breaks = st.floats(0, 50)
rates = st.floats(0, 0.2)
terms = st.integers(0, 100)


# ---------------------------------------------------------------- implied probability, F7
@pytest.mark.parametrize("broken", [55, 60])
def test_an_offer_not_above_the_break_price_implies_no_probability(broken: float) -> None:
    with pytest.raises(ValueError, match="not above the break price"):
        deal.implied_probability(40, OFFER, broken)


def test_discounting_may_sink_the_offer_below_the_break_price() -> None:
    with pytest.raises(ValueError, match="not above the break price"):
        deal.implied_probability(40, OFFER, 54, annual_rate=0.2, days_to_close=365)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("at", range(5))
def test_input_that_is_not_finite_is_refused_by_name(bad: float, at: int) -> None:
    given: list[float] = [42.9, OFFER, 30, 0.0, 0]
    given[at] = bad
    name = ("price", "offer", "break_price", "annual_rate", "days_to_close")[at]
    with pytest.raises(ValueError, match=f"{name}: expected a finite number"):
        deal.implied_probability(*given)


@pytest.mark.parametrize("p", [-0.1, 1.0, 1.5])
def test_a_break_even_price_needs_a_probability_below_one(p: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        deal.break_even_price(42.9, OFFER, p)


@pytest.mark.parametrize(
    ("price", "broken", "expected"),
    [
        (29.38, 25, 0.146), (29.38, 30, -0.025), (42.90, 25, 0.597), (42.90, 30, 0.516), (42.90, 35, 0.395),
        (52.01, 25, 0.900), (52.01, 30, 0.880), (52.01, 35, 0.8505),
    ],
)  # fmt: skip
def test_the_published_vectors_hold(price: float, broken: float, expected: float) -> None:
    assert deal.implied_probability(price, OFFER, broken) == pytest.approx(expected, abs=0.0005)


def test_a_rate_and_a_term_lift_the_probability() -> None:
    assert deal.implied_probability(52.01, OFFER, 30, 0.043, 26) == pytest.approx(0.886, abs=0.0005)


def test_the_ceiling_and_the_belief_at_even_odds() -> None:
    assert deal.ceiling(42.90, OFFER) == pytest.approx(0.78)
    assert deal.break_even_price(42.90, OFFER, 0.5) == pytest.approx(30.80)


def test_nothing_is_clipped() -> None:
    assert deal.implied_probability(20, OFFER, 30) < 0
    assert deal.implied_probability(60, OFFER, 30) > 1


def test_thirty_nine_and_a_half_per_cent_prints_as_forty() -> None:
    assert render(deal.implied_probability(42.90, OFFER, 35), "share") == "40%"


@given(prices, breaks, rates, terms)
def test_the_probability_reprices_the_share(price: float, broken: float, rate: float, days: int) -> None:
    worth = deal.present_value(OFFER, rate, days)
    assume(worth - broken > 0.01)
    p = deal.implied_probability(price, OFFER, broken, rate, days)
    assert p * worth + (1 - p) * broken == pytest.approx(price, abs=1e-6)


@given(prices, st.floats(0.01, 20), breaks)
def test_the_probability_rises_with_the_price(price: float, more: float, broken: float) -> None:
    assert deal.implied_probability(price + more, OFFER, broken) > deal.implied_probability(price, OFFER, broken)


@given(st.floats(1, 54), st.floats(0, 40), st.floats(0.01, 10))
def test_the_probability_falls_as_the_break_price_rises(price: float, broken: float, more: float) -> None:
    assert deal.implied_probability(price, OFFER, broken + more) < deal.implied_probability(price, OFFER, broken)


@given(st.floats(1, 54), st.floats(0, 0.99))
def test_the_belief_inverts_the_probability(price: float, p: float) -> None:
    broken = deal.break_even_price(price, OFFER, p)
    assert deal.implied_probability(price, OFFER, broken) == pytest.approx(p, abs=1e-6)


# ---------------------------------------------------------------- assumptions and closes
@pytest.mark.parametrize(("low", "mid", "high"), [(30, 25, 35), (25, 25, 35), (25, 35, 30)])
def test_break_prices_out_of_order_are_refused_in_words(low: float, mid: float, high: float) -> None:
    with pytest.raises(ParameterError, match="expected low < mid < high") as refused:
        deal.assume(desk("2025-05-23"), low=low, mid=mid, high=high)
    assert refused.value.tip


def test_a_break_price_above_the_discounted_offer_is_refused() -> None:
    with pytest.raises(ParameterError, match="break_high"):
        deal.assume(desk("2025-05-23"), low=25, mid=30, high=54, annual_rate=0.1)


@pytest.mark.parametrize(("day", "price"), [("2025-05-22", 30.47), ("2025-05-23", 42.90), ("2025-05-24", 52.01)])
def test_a_close_counts_from_the_next_calendar_day(day: str, price: float) -> None:
    assert odds_of(day).price.value == price


def test_the_last_close_of_the_seed_view_gives_the_published_band() -> None:
    last = odds_of("2025-05-23")
    printed = [render(p.value, "share") for p in (last.p_high, last.p_mid, last.p_low, last.ceiling)]
    assert printed == ["60%", "52%", "40%", "78%"]


def test_every_probability_names_its_break_price() -> None:
    last = odds_of("2025-05-23")
    assert {p.inputs["D"] for p in (last.p_low, last.p_mid, last.p_high)} == {25, 30, 35}


def test_before_the_offer_a_close_implies_nothing() -> None:
    view = desk("2023-12-18")
    assert deal.last_odds(view, usual(view)) is None


def test_above_the_ceiling_no_break_price_fits() -> None:
    view = desk("2025-05-23")
    table = deal.beliefs(view, usual(view)).value.set_index("probability")
    prices = table["break_price_usd"]
    assert bool(prices[prices.index == 0.9].isna().all())
    assert prices[prices.index == 0.5].tolist() == [pytest.approx(30.80)]


@pytest.fixture
def raised(tmp_path: Path) -> Path:
    """The record with a second, higher offer of 20 May 2025."""
    home = copy_home(tmp_path)
    more = {"id": "term-offer-price-2", "value": "60", "as_of": "2025-05-20", "known_on": "2025-05-20"}
    append(home, "deal_terms", {**more, "source": "src-smu-2025-05-19"})
    return home


def test_no_close_is_held_against_an_offer_made_after_it(raised: Path) -> None:
    view = open_desk("2025-05-24", home=raised)
    table = deal.odds(view, usual(view)).value.set_index("date")
    assert table["offer_usd"].tolist() == [55, 55, 55, 55, 60, 60]
    may = table.loc[pd.Timestamp(2025, 5, 22)]
    assert may["p_mid"] == pytest.approx(deal.implied_probability(42.90, 60, 30))
    block = table.loc[pd.Timestamp(2025, 1, 3)]
    assert block["p_mid"] == pytest.approx(deal.implied_probability(30.47, 55, 30))


def test_an_offer_made_but_not_known_at_the_close_does_not_count(raised: Path) -> None:
    path = raised / "data/facts/deal_terms.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2025-05-20,2025-05-20", "2025-05-20,2025-05-23"), encoding="utf-8")
    view = open_desk("2025-05-24", home=raised)
    table = deal.odds(view, usual(view)).value.set_index("date")
    assert table["offer_usd"].tolist() == [55, 55, 55, 55, 55, 60]


def test_a_break_price_above_any_offer_on_record_is_refused(raised: Path) -> None:
    with pytest.raises(ParameterError, match=r"expected less than 55\.00, the lowest offer"):
        deal.assume(open_desk("2025-05-24", home=raised), low=25, mid=30, high=57)


def test_the_last_odds_rest_on_the_last_close_and_its_offer_alone(raised: Path) -> None:
    view = open_desk("2025-05-23", home=raised)
    last = deal.last_odds(view, usual(view))
    assert last
    assert last.offer.value == 60
    assert last.gap.value == pytest.approx(17.10)
    for value in (last.gap, last.ceiling, last.p_low, last.p_mid, last.p_high, last.believe_even):
        assert value.sources == ("src-nyse-single-closes", "src-smu-2025-05-19")
        assert value.facts == ("close-us-steel-2025-05-22", "term-offer-price-2")
    assert last.price.facts == last.day.facts == ("close-us-steel-2025-05-22",)


def test_an_offer_is_a_value_as_recorded_with_its_own_source() -> None:
    offer = odds_of("2025-05-23").offer
    assert (offer.key, offer.formula, dict(offer.inputs)) == ("deal.offer", "", {})
    assert (offer.sources, offer.facts) == (("src-rttnews-nippon-steel-acquire-steel",), ("term-offer-price",))


def test_of_the_offers_known_the_one_made_last_holds_however_late_another_became_known(raised: Path) -> None:
    older = {"id": "term-offer-price-3", "value": "58", "as_of": "2025-05-10", "known_on": "2025-05-22"}
    append(raised, "deal_terms", {**older, "source": "src-smu-2025-05-19"})
    view = open_desk("2025-05-24", home=raised)
    last = deal.last_odds(view, usual(view))
    assert last
    assert (last.offer.value, last.offer.facts) == (60, ("term-offer-price-2",))
    offers = deal.odds(view, usual(view)).value.set_index("date")["offer_usd"]
    assert offers.loc[pd.Timestamp(2025, 5, 22)] == 60


# ---------------------------------------------------------------- days to the outside date
def days_to_close(view: Desk) -> dict[str, int]:
    table = deal.odds(view, usual(view)).value
    return {f"{day:%Y-%m-%d}": int(days) for day, days in zip(table["date"], table["days_to_close"], strict=True)}


def test_a_close_counts_to_the_day_to_abandon_first_and_to_the_promised_closing_where_none_is_set() -> None:
    found = days_to_close(desk("2026-11-24"))
    assert found["2023-12-18"] == days_between(date(2023, 12, 18), date(2024, 9, 30))  # promised closing
    assert found["2024-09-04"] == days_between(date(2024, 9, 4), date(2024, 12, 31))  # the one promised last
    assert found["2025-01-03"] == days_between(date(2025, 1, 3), date(2025, 2, 2))  # the order's, not March
    assert found["2025-05-22"] == days_between(date(2025, 5, 22), date(2025, 6, 18))  # as extended


def test_a_promise_and_an_extension_learned_later_move_no_earlier_count(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    later = {"id": "later", "step": "abandonment", "case": "first", "due": "2025-12-31", "known_on": "2025-06-10"}
    append(home, "deadlines", later)
    view = open_desk("2025-06-20", home=home)
    assert days_to_close(view)["2025-05-22"] == 27
    assert days_to_close(view)["2025-06-13"] == days_between(date(2025, 6, 13), date(2025, 12, 31))


def test_days_that_lie_behind_the_close_count_for_nothing(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    amend(home, "deadlines", "deadline-steel-abandon-extended", {"due": "2025-05-01"})
    assert days_to_close(desk("2025-05-24"))["2025-05-22"] == 27
    assert days_to_close(open_desk("2025-05-24", home=home))["2025-05-22"] == 0


def test_with_neither_on_record_nothing_is_discounted() -> None:
    assert days_to_close(desk("2023-12-19"))["2023-12-15"] == 0
