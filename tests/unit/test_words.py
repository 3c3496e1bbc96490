"""Words: refused values first, then the forms that readers see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib import words
from reportlib.desk import open_desk
from reportlib.words.days import day_or_month, month
from reportlib.words.figures import count, ordinal, shortest
from reportlib.words.likelihood import TERMS, term


def test_an_unknown_unit_is_refused_and_the_known_ones_are_listed() -> None:
    with pytest.raises(ValueError, match=r"no way to print the unit 'furlongs'; known: .*USD bn"):
        words.render(3.0, "furlongs")


@pytest.mark.parametrize(
    ("value", "unit", "spec", "complaint"),
    [
        (date(2025, 6, 5), "date", "shrt", "'shrt' is no print form of the unit 'date'; there are: short"),
        (date(2025, 6, 5), "date", "cap", "'cap' is no print form of the unit 'date'; there are: short"),
        ("talks", "text", "round", "'round' is no print form of the unit 'text'; there are: cap"),
        (55, "USD per share", "foo", "'foo' is no print form of the unit 'USD per share'; there are: cap, n"),
        (3, "days", "day", "'day' is no print form of the unit 'days'; there are: cap, n"),
        (3, "days", "round", r"there are: cap, n \(cap for a capital first, n for the figure alone\)"),
        (0.5, "share", "x", r"there are: cap, n, tenth \("),
        (3, "count", ".2f", "'.2f' is no print form of the unit 'count'; there are: cap, n, or a noun"),
        (3, "count", "short", "'short' is no print form of the unit 'count'; there are: cap, n, or a noun"),
        (3, "count", "of the 500 rounds", "'of the 500 rounds' is no print form of the unit 'count'"),
        (3, "count", "dozen round", "'dozen round' is no print form of the unit 'count'"),
        (3, "count", "bn", "'bn' is no print form of the unit 'count'"),
        (3, "count", "per cent", "'per cent' is no print form of the unit 'count'"),
        (3, "count", "round/five rounds", "'round/five rounds' is no print form of the unit 'count'"),
        (3, "count", "a/b/c", "'a/b/c' is no print form of the unit 'count'"),
        (3, "count", "round ", "'round ' is no print form of the unit 'count'"),
        (3, "count", "rounds", "the plural of 'rounds' is irregular: .*, as in country/countries"),
        (3, "count", "country", "the plural of 'country' is irregular"),
    ],
)
def test_an_unknown_print_form_is_refused_and_the_known_ones_are_listed(
    value: object, unit: str, spec: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        words.render(value, unit, spec)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), Decimal("NaN"), "nan", 1e300])
@pytest.mark.parametrize("unit", ["USD bn", "count", "days", "share", "ordinal", "number"])
def test_a_number_without_an_end_is_refused(value: object, unit: str) -> None:
    with pytest.raises(ValueError, match="is no number that can be printed"):
        words.render(value, unit)


@pytest.mark.parametrize(("low", "high"), [(-0.1, 0.5), (0.6, 0.5), (0.5, 1.2)])
def test_a_range_that_is_none_has_no_word(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="expected 0 ≤ low ≤ high ≤ 1"):
        words.likelihood(low, high)


@pytest.mark.parametrize(
    ("value", "unit", "spec", "text"),
    [
        (14.1, "USD bn", "", "$14.1bn"),
        (550, "USD bn", "", "$550bn"),
        (0.35, "USD bn", "", "$0.35bn"),
        (1000, "USD bn stock", "", "$1,000bn"),
        (42.9, "USD per share", "", "$42.90"),
        (55.0, "USD per share", "", "$55"),
        (54.996, "USD per share", "", "$55"),
        (1055, "USD per share", "", "$1,055"),
        (100.5, "USD per share", "", "$100.50"),
        (12.5, "percent", "", "12.5%"),
        (-2.5, "percent", "", "−2.5%"),
        (0.395, "share", "", "40%"),
        (0.516, "share, one decimal", "", "51.6%"),
        (64.4481, "USD bn, one decimal", "", "$64.4bn"),
        (-7.649, "percent, one decimal", "", "−7.6%"),
        (1, "days", "", "1 day"),
        (13, "days", "", "13 days"),
        (0, "days", "", "0 days"),
        (3, "count", "", "three"),
        (3, "count", "n", "3"),
        (1, "count", "round", "one round"),
        (2, "count", "country/countries", "two countries"),
        (1, "count", "vice-president", "one vice-president"),
        (2, "count", "day of hearing/days of hearing", "two days of hearing"),
        (3, "days", "n", "3"),
        (300, "USD bn, up to", "cap", "Up to $300bn"),
        (0, "count", "round", "no rounds"),
        (12, "count", "round", "12 rounds"),
        (3, "count", "cap", "Three"),
        (date(2025, 6, 5), "date", "", "5 June 2025"),
        (date(2025, 6, 5), "date", "short", "5 June"),
        (date(2025, 6, 5), "month", "", "June 2025"),
        (date(2025, 6, 5), "month", "short", "June"),
        ("2025-06-05", "date", "", "5 June 2025"),
        (pd.Timestamp("2025-06-05"), "date", "", "5 June 2025"),
        ("talks continue", "text", "cap", "Talks continue"),
        (None, "USD bn", "", ""),
        (float("nan"), "days", "", ""),
        (pd.NaT, "date", "", ""),
        (pd.NA, "count", "", ""),
    ],
)
def test_values_are_printed_in_their_unit(value: object, unit: str, spec: str, text: str) -> None:
    assert words.render(value, unit, spec) == text


@given(st.decimals(-1_000_000, 1_000_000, places=4), st.integers(0, 3))
def test_rounding_is_half_up_in_decimal(value: Decimal, decimals: int) -> None:
    expected = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    printed = words.number(float(value), decimals).replace("−", "-").replace(",", "")
    assert Decimal(printed) == expected
    assert printed != "-0"


def test_the_float_that_would_print_39_prints_40() -> None:
    assert words.number((42.90 - 35) / 20 * 100) == "40"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2025, 6, 5), date(2025, 6, 6), "5–6 June 2025"),
        (date(2025, 5, 30), date(2025, 6, 2), "30 May – 2 June 2025"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 – 2 January 2026"),
        (date(2025, 6, 5), None, "5 June 2025"),
        (None, None, ""),
    ],
)
def test_spans_say_month_and_year_once(start: date | None, end: date | None, text: str) -> None:
    assert words.day_span(start, end) == text


def test_reduced_precision_is_printed_as_a_month() -> None:
    assert day_or_month("2025-08") == "August 2025"
    assert day_or_month("2025-08-07") == "7 August 2025"
    assert month(date(2026, 2, 1)) == "February 2026"


def test_the_scale_has_no_gap_and_no_overlap() -> None:
    assert all(high == low for (_, _, high), (_, low, _) in pairwise(TERMS))


def test_the_scale_in_code_is_the_scale_on_record() -> None:
    rows = open_desk("2025-05-23")["likelihoods"]
    assert tuple(zip(rows["term"], rows["low"], rows["high"], strict=True)) == TERMS
    assert words.scale(open_desk("2025-05-23")).value.startswith("almost no chance 1–5%; very unlikely 5–20%")


@given(st.floats(0, 1))
def test_every_share_has_exactly_one_word(share: float) -> None:
    holding = [name for name, low, high in TERMS if low <= share < high]
    assert term(share) == (holding[0] if holding else ("almost no chance" if share < 0.5 else "almost certain"))


def test_the_word_comes_before_its_range() -> None:
    assert words.likelihood(0.55, 0.8) == "likely (55–80%)"
    assert words.likelihood(0.25, 0.25) == "unlikely (25%)"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Decided on 5 June.", ["5"]),
        ("Worth $14bn or 12.5% of it", ["$14bn", "12.5%"]),
        ("section 232 and the G7, EO 14257, Proclamation 10908, 50 USC 4565", []),
        ("sections 122 and 301", []),
        ("under ICD-203", []),
        ("no number here", []),
    ],
)
def test_numerals_without_a_finding_are_found_and_names_are_not(text: str, bare: list[str]) -> None:
    assert words.bare_numerals(text) == bare


@pytest.mark.parametrize("tell", [count, ordinal])
def test_a_fraction_counts_nothing(tell: Callable[[float], str]) -> None:
    with pytest.raises(ValueError, match=r"expected a whole number to count with, found 2\.5"):
        tell(2.5)


def test_small_counts_are_words_and_ordinals_agree() -> None:
    assert [count(n) for n in (0, 1, 9, 10)] == ["no", "one", "nine", "10"]
    assert [ordinal(n) for n in (1, 3, 11, 12, 13, 21, 22, 111)] == [
        "first", "third", "11th", "12th", "13th", "21st", "22nd", "111th",
    ]  # fmt: skip
    assert shortest(33.0) == "33"
