"""Formulas of money promised for relief: their refusals and their vectors (F11, F12, F14)."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportlib.analysis import investment

SIGNED, END = date(2025, 9, 4), date(2029, 1, 19)
amounts = st.floats(0.01, 1e4)
rates = st.floats(0, 0.2)


# ---------------------------------------------------------------- F11: payback
@pytest.mark.parametrize("bad", [math.nan, math.inf, -1.0])
@pytest.mark.parametrize("at", range(4))
def test_a_number_that_is_none_or_below_nought_is_refused(bad: float, at: int) -> None:
    given_ = [100.0, 10.0, 0.04, 0.5]
    given_[at] = bad
    with pytest.raises(ValueError, match="expected a finite number"):
        investment.payback_years(*given_)


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="japan_share: expected a share from 0 to 1"):
        investment.payback_years(100, 10, 0.04, 1.2)


@pytest.mark.parametrize(("cash", "years"), [(10, 41.0), (20, 13.0), (30, 7.9)])
def test_the_vectors_of_the_cash_split(cash: float, years: float) -> None:
    assert investment.payback_years(100, cash, 0.04) == pytest.approx(years, abs=0.05)


@pytest.mark.parametrize("cash", [0, 4, 7.99, 8])
def test_a_share_of_cash_that_only_meets_the_interest_never_repays(cash: float) -> None:
    assert investment.payback_years(100, cash, 0.04) == math.inf


@given(amounts, amounts, rates, st.floats(0.01, 1))
def test_the_years_found_repay_the_principal_with_interest(
    principal: float, cash: float, rate: float, share: float
) -> None:
    years = investment.payback_years(principal, cash, rate, share)
    assume(years < 200)
    paid = cash * share * (years if rate < 1e-9 else -math.expm1(-years * math.log1p(rate)) / rate)
    assert paid == pytest.approx(principal, rel=1e-4)


@pytest.mark.parametrize("rate", [0.0, 5e-324, 1e-15, 1e-11])
def test_money_that_costs_next_to_nothing_is_repaid_in_equal_parts(rate: float) -> None:
    assert investment.payback_years(100, 10, rate) == pytest.approx(20)


@given(amounts, amounts, rates, st.floats(0.01, 0.5))
def test_a_larger_share_or_more_cash_never_repays_later(
    principal: float, cash: float, rate: float, share: float
) -> None:
    years = investment.payback_years(principal, cash, rate, share)
    assert investment.payback_years(principal, cash * 1.5, rate, share) <= years
    assert investment.payback_years(principal, cash, rate, share * 2) <= years


@given(st.floats(0.001, 0.2), st.floats(0.05, 1))
def test_the_least_cash_is_where_payback_begins(rate: float, share: float) -> None:
    least = investment.least_cash(rate, share)
    assert investment.payback_years(1, least * 0.999, rate, share) == math.inf
    assert investment.payback_years(1, least * 1.01, rate, share) < math.inf


# ---------------------------------------------------------------- F10: pace; F12, F14: ratios
def test_a_window_without_length_has_no_pace() -> None:
    with pytest.raises(ValueError, match="expected a start before the end"):
        investment.straight_line(550, END, END, END)


def test_the_vector_of_the_pace() -> None:
    assert (END - SIGNED).days == 1233
    assert investment.straight_line(550, SIGNED, END, date(2026, 11, 24)) == pytest.approx(198.9, abs=0.05)
    assert investment.straight_line(550, SIGNED, END, date(2025, 1, 1)) == 0
    assert investment.straight_line(550, SIGNED, END, date(2030, 1, 1)) == 550


def test_the_vectors_of_the_ratios() -> None:
    assert investment.price_of_relief(550, investment.duty_saved([150], [0.25], [0.15])) == pytest.approx(
        36.7, abs=0.05
    )
    assert investment.ratio(550, 819.2) == pytest.approx(0.67, abs=0.005)
    assert [investment.ratio(14.9, whole) for whole in (550, 819.2)] == pytest.approx([0.027, 0.018], abs=5e-4)
    assert [investment.ratio(14.1, whole) for whole in (550, 819.2)] == pytest.approx([0.026, 0.017], abs=5e-4)


def test_where_nothing_is_saved_relief_has_no_price() -> None:
    assert investment.price_of_relief(550, 0) == math.inf
    assert investment.price_of_relief(550, -3) == math.inf


def test_goods_are_matched_one_to_one_with_their_rates() -> None:
    with pytest.raises(ValueError, match="zip"):
        investment.duty_saved([150, 1], [0.25], [0.15])
    with pytest.raises(ValueError, match="expected a whole above 0"):
        investment.ratio(1, 0)
