"""Duties and law in the briefing on the talks: what is paid, under which law, since when."""

from __future__ import annotations

import pytest

from reportlib.analysis import talks
from reportlib.words import talks as say
from tests.unit.talks_days import DAYS, desk, lead


@pytest.mark.parametrize(
    ("day", "groups"),
    [
        ("2025-04-01", {"general": "base_only", "cars": "base_only", "steel": "additive"}),
        ("2025-05-23", {"general": "additive", "cars": "additive"}),
        ("2026-03-01", {"general": "additive", "cars": "floor15_inclusive_of_MFN"}),
    ],
)
def test_the_regime_follows_the_entry_day(day: str, groups: dict[str, str]) -> None:
    frame = talks.regime(desk(day)).value
    rules = dict(zip(frame["group"], frame["rule"], strict=True))
    assert {name: rules[name] for name in groups} == groups


def test_two_views_of_one_day_are_both_named() -> None:
    goods = list(say.regime_table(desk("2025-09-05")).value["goods"])
    assert goods[:2] == ["Goods in general, as collected", "Goods in general, as the law now says"]


def test_two_views_of_one_day_are_named_in_the_sentence_too() -> None:
    for text in (lead("2025-09-05"), say.written(say.regime_title(desk("2025-09-05")))):
        assert "as collected" in text
        assert "law" in text
    assert "$550bn memorandum was signed" in lead("2025-09-05")


def test_rates_past_the_horizon_carry_the_day_of_reading() -> None:
    assert "as last read on 18 September 2026" in say.written(say.regime_title(desk("2026-11-24")))
    assert "as last read" not in say.written(say.regime_title(desk("2026-07-24")))


@pytest.mark.parametrize("day", DAYS)
def test_no_sentence_calls_a_floor_the_duty_itself(day: str) -> None:
    printed = [lead(day), say.written(say.regime_title(desk(day))), *say.regime_table(desk(day)).value["duty"]]
    assert not any("including base duty" in text for text in printed)


def test_light_trucks_are_told_apart_once_the_cars_pay_less_than_their_base_duty() -> None:
    before, after = (say.regime_table(desk(day)).value.set_index("group") for day in ("2025-09-05", "2025-09-17"))
    assert (before.loc["cars", "goods"], "light_trucks" in before.index) == ("Cars and light trucks", False)
    assert (after.loc["cars", "goods"], after.loc["cars", "duty"]) == (
        "Passenger cars", "15%, or base duty where higher",
    )  # fmt: skip
    assert after.loc["light_trucks", "duty"] == "25%, their base duty"


def test_a_rate_held_under_a_younger_law_says_since_when_it_is_paid() -> None:
    held = say.regime_table(desk("2026-11-24")).value.set_index("group")["held"]
    assert held["steel"] == held["aluminium"] == "4 June 2025; present law 6 April 2026"
    assert held["cars"] == "16 September 2025"


@pytest.mark.parametrize("day", ["2025-05-28", "2026-02-19", "2026-07-24"])
def test_no_law_in_force_is_called_void_unless_a_ruling_on_record_struck_it_down(day: str) -> None:
    assert not say.regime_table(desk(day)).value["law"].str.contains("void").any()


def test_a_law_struck_down_says_so_and_until_when_it_is_collected() -> None:
    law = say.regime_table(desk("2026-02-21")).value.set_index("group")["law"]
    assert law["general"].endswith("void by ruling of 20 February 2026; collected until 24 February 2026")
    assert law["cars"] == "section 232"


def test_a_ruling_is_said_with_its_stay() -> None:
    assert "voided the IEEPA tariffs on 28 May (stayed 29 May)" in lead("2025-06-06")
    for day in ("2025-06-06", "2025-06-13", "2025-07-23"):
        rows = say.legal_table(desk(day), 120, most=10).value.set_index("id")["title"]
        assert rows["legal-cit-voids-ieepa-tariffs-2025-05-28"].endswith("; stayed on appeal on 29 May 2025")
    assert talks.stays(desk("2026-06-11"))["ruling"].str.contains("s122").sum() == 0
    assert talks.stays(desk("2026-06-12"))["ruling"].str.contains("s122").sum() == 1


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        ("2026-07-24", {"tariff-s301-memo-12-5-2026-07-23", "tariff-s122-expires-s301-starts-2026-07-24"}),
        ("2026-11-24", {"tariff-s301-memo-12-5-2026-07-23", "tariff-s122-expires-s301-starts-2026-07-24"}),
        ("2026-02-21", {"tariff-eo-14345-implements-deal-2025-09-04"}),
        ("2025-05-23", {"tariff-eo-14257-reciprocal-24-2025-04-02"}),
    ],
)
def test_the_law_behind_the_general_duty_is_among_the_ten_steps(day: str, steps: set[str]) -> None:
    rows = say.legal_table(desk(day), 120, most=10).value
    assert steps <= set(rows["id"])
    assert rows["date"].is_monotonic_decreasing
    assert len(rows) <= 10


@pytest.mark.parametrize(
    ("day", "phrase"),
    [
        ("2025-07-23", "The extended pause ends on 1 August 2025, 9 days away."),
        ("2026-11-24", "Polysilicon duty is set to start on 4 December 2026, 10 days away."),
    ],
)
def test_the_next_step_of_law_is_a_sentence(day: str, phrase: str) -> None:
    assert phrase in lead(day)


def test_the_law_of_the_general_duty_past_the_horizon_carries_the_day_of_reading() -> None:
    assert say.written(say.law_title(desk("2026-11-24"))).endswith("(last read 18 September 2026)")
    assert "last read" not in say.written(say.law_title(desk("2026-07-24")))
