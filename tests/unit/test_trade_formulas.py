"""The formulas of trade and who pays: what they refuse, their vectors, and what holds of any number."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib.analysis import trade
from reportlib.errors import NotFoundError
from tests.unit.traded import TODAY, desk

BAD = [math.nan, math.inf, -math.inf]
tariffs = st.floats(0, 2)
changes = st.floats(-0.9, 2)


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("at", range(3))
def test_a_response_to_what_is_no_number_is_refused_by_name(bad: float, at: int) -> None:
    given = [0.025, 0.15, -0.76]
    given[at] = bad
    name = ("tariff_before", "tariff_after", "elasticity")[at]
    with pytest.raises(ValueError, match=f"{name}: expected a finite number"):
        trade.import_response(*given)


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("at", range(3))
def test_a_share_of_what_is_no_number_is_refused_by_name(bad: float, at: int) -> None:
    given = [-0.194, 0.025, 0.275]
    given[at] = bad
    name = ("price_change", "tariff_before", "tariff_after")[at]
    with pytest.raises(ValueError, match=f"{name}: expected a finite number"):
        trade.exporter_share(*given)


@pytest.mark.parametrize("bad", [-1, -1.5])
def test_a_tariff_that_gives_the_goods_away_is_refused(bad: float) -> None:
    for name, before, after in (("tariff_before", bad, 0.15), ("tariff_after", 0.15, bad)):
        with pytest.raises(ValueError, match=f"{name}: expected a fraction above -1"):
            trade.import_response(before, after, -0.76)
        with pytest.raises(ValueError, match=f"{name}: expected a fraction above -1"):
            trade.exporter_share(-0.1, before, after)


@pytest.mark.parametrize("bad", [-1, -19.4])
def test_a_price_that_falls_by_all_of_itself_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="price_change: expected a fraction above -1"):
        trade.exporter_share(bad, 0.025, 0.275)


@pytest.mark.parametrize("same", [0, 0.15, 5e-324])
def test_a_tariff_that_did_not_change_has_no_share(same: float) -> None:
    with pytest.raises(ValueError, match="tariff_after: expected a tariff other than tariff_before"):
        trade.exporter_share(-0.1, same, same)
    with pytest.raises(ValueError, match="tariff_after: expected a tariff other than tariff_before"):
        trade.exporter_share(-0.1, 0.0, 5e-324)


def test_a_response_too_large_for_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="elasticity: 1e\\+300 makes the response too large"):
        trade.import_response(0, 1, 1e300)


@pytest.mark.parametrize(("duties", "imports"), [(-1, 10), (1, 0), (1, -5), (math.nan, 10), (1, math.inf)])
def test_duties_below_zero_or_over_no_imports_are_refused(duties: float, imports: float) -> None:
    with pytest.raises(ValueError, match="expected"):
        trade.collected_rate(duties, imports)


@pytest.mark.parametrize(("value", "units"), [(-1, 0.1), (0.1, -1), (math.nan, 0), (0, math.inf)])
def test_a_unit_price_of_nothing_is_refused(value: float, units: float) -> None:
    with pytest.raises(ValueError, match="expected a f"):
        trade.unit_price_change(value, units)


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="rule: expected additive, floor or quota_total, found 'cap'"):
        trade.all_in(2.5, 15, "cap")


def test_a_horizon_no_study_covers_is_refused() -> None:
    with pytest.raises(ValueError, match="years: no published elasticity covers 4"):
        trade.response(desk(TODAY), 0.025, 0.15, years=4, key="trade.response")


def test_a_published_number_of_tomorrow_is_not_found_today() -> None:
    with pytest.raises(
        NotFoundError, match="no published number 'statutory_rate_2024_weights' of japan is known on 2026-08-10"
    ):
        trade.published(desk("2026-08-10"), "statutory_rate_2024_weights", key="trade.tracker")


@pytest.mark.parametrize(
    ("before", "after", "elasticity", "percent"),
    [
        (0.025, 0.15, -0.76, -8.4), (0.025, 0.15, -1.75, -18.2), (0.025, 0.15, -2.25, -22.8),
        (0.15, 0.125, -0.76, 1.7), (0.15, 0.125, -1.75, 3.9), (0.15, 0.125, -2.25, 5.1),
    ],
)  # fmt: skip
def test_imports_respond_as_published(before: float, after: float, elasticity: float, percent: float) -> None:
    assert round(100 * trade.import_response(before, after, elasticity), 1) == percent


def test_car_exporters_bore_99_percent_in_june_2025() -> None:
    assert trade.exporter_share(-0.194, 0.025, 0.275) == pytest.approx(0.988, abs=5e-4)


@pytest.mark.parametrize(
    ("value", "units", "percent"),
    [(-26.7, 3.4, -29.1), (-28.4, -3.2, -26.0), (-28.4, -9.5, -20.9), (-11.4, -1.1, -10.4)],
)
def test_price_per_car_is_implied_by_value_and_number(value: float, units: float, percent: float) -> None:
    assert round(100 * trade.unit_price_change(value / 100, units / 100), 1) == percent


def test_collected_rates_of_june_2025_and_of_nine_months() -> None:
    assert trade.collected_rate(1827, 11500) == pytest.approx(0.159, abs=5e-4)
    assert trade.collected_rate(10.8, 109.94) == pytest.approx(0.098, abs=5e-4)


@pytest.mark.parametrize(
    ("base", "rate", "rule", "paid"), [(2.5, 10, "additive", 12.5), (2.5, 15, "floor", 15), (20, 15, "floor", 20),
    (2.5, 10, "quota_total", 10)],
)  # fmt: skip
def test_the_rule_says_how_a_rate_meets_the_base_duty(base: float, rate: float, rule: str, paid: float) -> None:
    assert trade.all_in(base, rate, rule) == paid


@given(tariffs, tariffs, st.floats(-5, 0))
def test_imports_never_rise_with_a_tariff_and_come_back_without_it(before: float, after: float, e: float) -> None:
    there = trade.import_response(before, after, e)
    assert there <= 0 if after >= before else there >= 0
    assert (1 + there) * (1 + trade.import_response(after, before, e)) == pytest.approx(1)


@given(tariffs, st.floats(0.001, 2), st.floats(0, 1))
def test_an_exporter_who_cuts_by_a_share_of_the_duty_bears_that_share(before: float, rise: float, share: float) -> None:
    after = before + rise
    cut = ((1 + before) / (1 + after)) ** share - 1
    assert trade.exporter_share(cut, before, after) == pytest.approx(share, abs=1e-9)


@given(changes, changes)
def test_price_and_number_give_the_value_back(value: float, units: float) -> None:
    price = trade.unit_price_change(value, units)
    assert (1 + price) * (1 + units) == pytest.approx(1 + value)
