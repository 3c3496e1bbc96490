"""Money promised for relief: the ladder and the ledgers at the days that matter."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from reportlib import loaders
from reportlib.analysis import deal, investment
from reportlib.analysis.investment.vehicle import yen_rate
from reportlib.analysis.tariffs import findings
from reportlib.desk import Desk, open_desk
from reportlib.errors import NotFoundError
from reportlib.schemas.investment import PURCHASE_UNITS, TELLERS, TERMS
from reportlib.words import investment as say
from reportlib.words.investment import names
from tests.notebooks.tomorrow import amend, append, copy_home

TODAY = "2026-11-24"


@cache
def desk(day: str) -> Desk:
    return open_desk(day)


@cache
def vehicle(day: str) -> investment.Vehicle:
    return investment.open_vehicle(desk(day))


def value(found: object) -> float:
    assert found is not None
    return float(found.value)  # type: ignore[attr-defined]


# ---------------------------------------------------------------- the ladder
def test_before_the_pledge_there_is_no_rung() -> None:
    for day in ("2023-12-20", "2025-05-23", "2025-07-21"):
        assert vehicle(day).stage == ""
        assert investment.ladder(desk(day)).value.empty
        assert investment.steps(desk(day)).value.empty


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2025-07-25", "pledged"), ("2025-09-04", "pledged"), ("2025-10-28", "candidate"), ("2026-02-16", "candidate"),
        ("2026-02-17", "selected"), ("2026-03-20", "selected"), ("2026-05-01", "contracted"), (TODAY, "contracted"),
    ],
)  # fmt: skip
def test_the_highest_rung_of_each_day(day: str, stage: str) -> None:
    assert vehicle(day).stage == stage


def test_what_is_selected_is_the_sum_of_tranches_never_of_a_total_and_its_parts() -> None:
    assert vehicle("2026-02-16").selected is None
    assert value(vehicle("2026-02-17").selected) == 36
    assert value(vehicle(TODAY).selected) == 109
    assert value(vehicle(TODAY).selected_share) == pytest.approx(0.198, abs=5e-4)
    parts = investment.projects(desk(TODAY)).value
    assert parts.loc[~parts["is_total"], "announced_usd_bn"].sum() == pytest.approx(35.6 + 73)


def test_benchmarks_of_the_pledge_and_the_tranches_are_met() -> None:
    known = desk(TODAY)["benchmarks"].set_index(["key", "quantity"])["value"]
    assert value(vehicle(TODAY).pledged) == float(known["K14", "pledge"])
    assert value(vehicle(TODAY).selected) == float(known["K15", "tranches_total"])
    window = vehicle(TODAY).window
    assert window
    assert window.end.value.isoformat() == known["K14", "window_end"]


def test_the_window_and_its_pace_on_the_last_day() -> None:
    assert vehicle("2025-09-03").window is None
    window = vehicle(TODAY).window
    assert window
    assert (window.gone.value, window.length.value) == (446, 1233)
    assert window.share.value == pytest.approx(0.362, abs=5e-4)
    assert window.pace.value == pytest.approx(198.9, abs=0.05)


def test_counts_of_candidates_that_differ_stand_side_by_side() -> None:
    counts = investment.counts_of_list(desk(TODAY)).value
    assert list(counts["amount_usd_bn"]) == [390, 400, 490]
    rung = investment.ladder(desk(TODAY)).value.set_index("stage").loc["candidate"]
    assert (rung["low_usd_bn"], rung["high_usd_bn"], rung["counts"]) == (390, 490, 3)


def test_yen_are_converted_at_the_last_fixing_known_on_their_day() -> None:
    loans = vehicle(TODAY).contracted
    assert loans
    assert loans.inputs["fixing of"] == "2026-04-30"
    assert loans.value == pytest.approx(340 / 156.563, abs=1e-6)
    assert value(vehicle(TODAY).contracted_share) == pytest.approx(0.004, abs=5e-4)


def test_no_yen_rate_before_the_series_begins_is_an_error_with_its_day() -> None:
    with pytest.raises(NotFoundError, match="2024-12-31"):
        yen_rate(desk(TODAY), pd.Timestamp("2024-12-31"))


def test_nothing_is_disbursed_on_record_and_the_rung_stays_blank() -> None:
    rung = investment.ladder(desk(TODAY)).value.set_index("stage").loc["disbursed"]
    assert rung.isna()["low_usd_bn"]
    assert vehicle(TODAY).disbursed is None


def test_versions_of_a_project_stand_beside_one_another() -> None:
    rows = investment.projects(desk(TODAY)).value
    ohio = rows.loc[rows["project"].str.contains("gas power")].iloc[0]
    assert (ohio["before_usd_bn"], ohio["announced_usd_bn"], ohio["tokyo_jpy_bn"]) == (40, 33, 5200)
    assert ohio["tokyo_usd_bn"] == pytest.approx(33.8, abs=0.05)
    before = investment.projects(desk("2026-02-13")).value
    assert not before["is_picked"].any()
    assert before["announced_usd_bn"].isna().all()


def test_a_line_that_contains_others_is_told_from_those_it_contains() -> None:
    rows = investment.candidates(desk(TODAY)).value
    assert list(rows.loc[rows["is_line"], "amount_usd_bn"]) == [332]
    assert set(rows.loc[rows["is_inside"], "amount_usd_bn"]) == {100, 25}


def test_a_third_tranche_adds_to_what_is_selected_and_a_correction_replaces(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    append(home, "pledges", {
        "id": "pledge-third", "announced_on": "2026-09-06", "known_on": "2026-09-06", "part_of": "550bn",
    })  # fmt: skip
    row = {
        "id": "stage-third", "pledge": "pledge-third", "ladder": "550bn", "stage": "selected", "date": "2026-09-06",
        "amount": "10", "amount_usd_bn": "10", "is_sum": "yes", "known_on": "2026-09-06", "from_event": "",
    }  # fmt: skip
    append(home, "pledge_stages", row)
    later = row | {"id": "stage-third-2", "amount": "12", "amount_usd_bn": "12", "known_on": "2026-09-08"}
    append(home, "pledge_stages", later)
    assert value(investment.open_vehicle(open_desk("2026-09-05", home=home)).selected) == 109
    assert value(investment.open_vehicle(open_desk("2026-09-07", home=home)).selected) == 119
    assert value(investment.open_vehicle(open_desk(TODAY, home=home)).selected) == 121


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_two_tranches_of_one_day_are_two_inputs_in_one_order(tmp_path: Path, names: tuple[str, str]) -> None:
    home = copy_home(tmp_path)
    for name in names:
        append(home, "pledges", {
            "id": f"pledge-{name}", "announced_on": "2026-09-06", "known_on": "2026-09-06", "part_of": "550bn",
        })  # fmt: skip
        amount = {"a": "10", "b": "7"}[name]
        append(home, "pledge_stages", {
            "id": f"stage-{name}", "pledge": f"pledge-{name}", "ladder": "550bn", "stage": "selected",
            "date": "2026-09-06", "amount": amount, "amount_usd_bn": amount, "is_sum": "yes",
            "known_on": "2026-09-06", "from_event": "",
        })  # fmt: skip
    found = investment.open_vehicle(open_desk(TODAY, home=home)).selected
    assert found
    assert found.value == 126
    assert dict(found.inputs) == {
        "2026-02-17": 36, "2026-03-19": 73, "2026-09-06, tranche 3": 10, "2026-09-06, tranche 4": 7,
    }  # fmt: skip


# ---------------------------------------------------------------- stock, shares, relief
def test_the_steel_deal_over_pledge_and_stock() -> None:
    shares = {
        (base, of): value(investment.deal_share(desk(TODAY), base, of))
        for base in ("package", "stock") for of in ("ev", "equity")
    }  # fmt: skip
    assert shares == pytest.approx({
        ("package", "ev"): 0.0271, ("package", "equity"): 0.0256, ("stock", "ev"): 0.0182, ("stock", "equity"): 0.0172,
    }, abs=5e-5)  # fmt: skip


def test_before_the_pledge_the_deal_is_set_against_the_stock_alone() -> None:
    assert investment.deal_share(desk("2025-05-23"), "package") is None
    assert value(investment.deal_share(desk("2025-05-23"), "stock")) == pytest.approx(14.9 / 783)
    assert set(investment.deal_shares(desk("2025-05-23")).value["base"]) == {"stock", "goal"}


def test_stocks_of_another_basis_are_never_one_line() -> None:
    owners = investment.owners(desk(TODAY)).value
    assert list(owners["investor"]) == ["japan", "canada", "germany"]
    assert owners["year"].nunique() == 1
    history = investment.stock_history(desk(TODAY)).value
    assert set(history["owner_basis"]) == {"ultimate_owner", "immediate_investor", "not_stated"}
    assert value(investment.japan_rank(desk(TODAY))) == 1
    assert value(investment.lead(desk(TODAY))) == pytest.approx(7.5)


def test_the_stock_of_a_day_is_the_last_one_released_by_then() -> None:
    stocks = {day: investment.japan_stock(desk(day)) for day in ("2023-12-20", "2025-05-23", "2025-07-28")}
    assert {day: found and found[0].value for day, found in stocks.items()} == {
        "2023-12-20": 721, "2025-05-23": 783, "2025-07-28": 819.2,
    }  # fmt: skip


def test_a_stock_past_its_next_release_tells_its_age() -> None:
    assert investment.stock_age(desk("2025-05-23")) is None
    assert investment.stock_age(desk("2026-07-25")) is None
    assert value(investment.stock_age(desk(TODAY))) == (date(2026, 11, 24) - date(2024, 12, 31)).days


def test_pledge_ratios_begin_with_the_pledge() -> None:
    assert investment.pledge_ratios(desk("2025-07-21")) == {}
    assert set(investment.pledge_ratios(desk("2025-07-25"))) == {"stock"}
    found = investment.pledge_ratios(desk(TODAY))
    assert value(found["stock"]) == pytest.approx(0.671, abs=5e-4)
    assert value(found["year"]) == pytest.approx(162.9, abs=0.05)


def test_the_rule_of_thumb_prices_relief_once_the_framework_is_known() -> None:
    assert investment.rule_of_thumb(desk("2025-07-21")) is None
    thumb = investment.rule_of_thumb(desk("2025-07-25"))
    assert thumb
    assert (value(thumb.saved), round(value(thumb.ratio), 1)) == (15, 36.7)


def test_the_rule_of_thumb_takes_no_rate_and_no_count_learned_after_the_framework(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    count, letter = "bench-k6-05", "jp-ieepa-25-threat"

    def thumb() -> tuple[float, float] | None:
        found = investment.rule_of_thumb(open_desk("2025-12-01", home=home))
        return (value(found.without), value(found.imports)) if found else None

    known = {row["id"]: row for row in desk(TODAY)["benchmarks"].to_dict("records")}[count]
    shared = {"period": "2024", "key": "K6", "quantity": "imports_goods", "entity": "japan", "unit": "USD bn",
              "source": known["source"], "from_event": ""}  # fmt: skip
    append(home, "benchmarks", shared | {"id": "count-later", "value": "170", "known_on": "2025-07-23"})
    threat = {
        "authority": "IEEPA",
        "goods": "general",
        "stage": "threatened",
        "scope_held": "no",
        "rate": "30",
        "hs_scope": "01-97",
    }
    append(home, "measures", threat | {"id": "later", "measure_id": "JP-LATER", "known_on": "2025-07-23"})
    assert thumb() == (0.25, 150)
    append(home, "benchmarks", shared | {"id": "count-before", "value": "160", "known_on": "2025-07-22"})
    append(home, "measures", threat | {"id": "before", "measure_id": "JP-BEFORE", "known_on": "2025-07-22"})
    assert thumb() == (0.30, 160)
    amend(home, "measures", letter, {"stage": "ordered"})
    amend(home, "measures", "before", {"stage": "ordered"})
    assert thumb() is None


def test_rates_of_the_day_price_relief_only_once_the_deal_is_in_law() -> None:
    recorded = findings.effective_rate(findings.tariffs(desk("2025-07-25")))["etr_statutory"]
    assert investment.at_rates(desk("2025-07-25"), paid=recorded, without=recorded) is None
    of = desk(TODAY)
    paid, without = (
        findings.effective_rate(findings.tariffs(of, scenario=name))["etr_statutory"]
        for name in ("", "without-the-terms")
    )
    found = investment.at_rates(of, paid=paid, without=without)
    assert found
    assert value(found.saved) == pytest.approx((without.value - paid.value) * value(found.imports))
    assert value(found.ratio) == pytest.approx(550 / value(found.saved))
    same = investment.at_rates(of, paid=paid, without=paid)
    assert same
    assert same.ratio is None


# ---------------------------------------------------------------- ledgers
def test_each_version_of_an_offer_is_a_row_of_its_own() -> None:
    rows = investment.offers(desk("2025-05-23")).value
    assert "company-investment" in set(rows["item"])
    assert "strategic-vehicle" not in set(rows["item"])
    cars = investment.offers(desk(TODAY)).value.loc[lambda all_: all_["item"] == "car-certification"]
    assert list(cars["version"]) == [1, 2, 3, 4]


def test_accounts_that_differ_are_marked_and_both_stand() -> None:
    rows = investment.rules(desk(TODAY)).value
    assert set(rows.loc[rows["is_disputed"], "term"]) == {
        "time_to_fund", "profits", "cash_until_repaid", "cash_after",
    }  # fmt: skip
    assert not investment.rules(desk("2025-07-25")).value["is_disputed"].any()


@pytest.mark.parametrize(
    ("day", "event"),
    [("2025-05-23", "deal-us-steel-money-in-offer-2025-05-23"), ("2025-07-25", "talks-framework-deal-2025-07-22")],
)
def test_what_became_known_last_counts_events_of_other_tracks_that_gave_money_or_rules(day: str, event: str) -> None:
    table = investment.latest_events(desk(day))
    assert event in table.facts
    assert table.value["known_on"].is_monotonic_decreasing
    assert "talks-akazawa-hosts-bessent-at-expo-2025-07-19" not in table.facts


def test_no_purchase_under_a_promise_is_on_record() -> None:
    assert investment.promised_bought(desk("2025-05-23")) is None
    found = investment.promised_bought(desk(TODAY))
    assert found
    assert (found[0].value, found[1]) == (6, False)
    bought = investment.purchases(desk(TODAY)).value.loc[lambda all_: all_["row_kind"] == "actual"]
    assert set(bought["item"]) == {"rice-private"}


def test_the_split_of_cash_is_known_with_the_memorandum() -> None:
    assert investment.split(desk("2025-09-03")) is None
    assert investment.curve(desk("2025-09-03"), (0.04,)).value.empty
    found = investment.split(desk("2025-09-04"))
    assert found
    assert (found.until.value, found.after.value) == (0.5, 0.1)


def test_a_tranche_still_to_come_is_told_until_it_comes() -> None:
    assert investment.next_set(desk("2025-09-05")) is None
    spoken = investment.next_set(desk("2026-02-18"))
    assert spoken
    assert "Second batch" in spoken[1].value
    assert investment.next_set(desk("2026-03-20")) is None
    assert investment.next_set(desk(TODAY)) is not None


# ---------------------------------------------------------------- words
def test_every_unit_term_and_teller_of_the_schema_has_its_words() -> None:
    assert set(PURCHASE_UNITS) == set(names.BUY_UNITS)
    assert set(TERMS) == set(names.TERMS)
    assert set(TELLERS) == set(names.TELLERS)


def test_a_claim_in_thousands_of_tonnes_is_printed_whole() -> None:
    printed = set(say.buys_table(desk(TODAY)).value["printed"])
    assert {"346,000 tonnes", "605,500 tonnes", "75,638 tonnes", "no number given"} <= printed


def test_a_new_item_reads_as_its_own_words() -> None:
    assert names.named("new-thing", names.ITEMS) == "New thing"


# ---------------------------------------------------------------- what the record refuses
@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("vehicle_terms", {"number": "50", "unit": ""}, "expected a unit with a number, and none without"),
        ("vehicle_terms", {"number": "", "unit": "percent"}, "expected a unit with a number, and none without"),
        ("vehicle_terms", {"told_by": "a friend"}, "expected one of memorandum, white_house, tokyo, press"),
        ("purchases", {"amount": "5", "unit": ""}, "expected a unit with an amount"),
        ("purchases", {"row_kind": "hoped"}, "expected one of promise, baseline, actual, computed"),
        ("fdi_inward", {"owner_basis": "owner"}, "expected one of ultimate_owner"),
        ("usdjpy_daily", {"jpy_per_usd": "-1"}, "expected a number of 0 or more"),
    ],
)
def test_a_row_that_does_not_hold_together_is_refused(
    tmp_path: Path, table: str, row: dict[str, str], message: str
) -> None:
    home = copy_home(tmp_path)
    append(home, table, {"id": "spoilt-row", **row})
    faults = [str(fault) for fault in loaders.read(home)[1]]
    assert len(faults) == 1
    assert message in faults[0]
    assert f"{table}.csv" in faults[0]


def test_the_cross_of_every_fixing_is_that_of_its_euro_rates() -> None:
    rows = desk(TODAY)["usdjpy_daily"]
    assert ((rows["eurjpy"] / rows["eurusd"] - rows["jpy_per_usd"]).abs() < 0.001).all()
    assert rows.loc[rows["date"] == pd.Timestamp("2026-10-30"), "jpy_per_usd"].iloc[0] == pytest.approx(
        157.25, abs=0.005
    )


# ---------------------------------------------------------------- dates
def test_before_the_pledge_no_sentence_on_dates_speaks_of_the_vehicle() -> None:
    for day in ("2024-03-01", "2025-05-23", "2025-07-21"):
        assert "vehicle" not in say.dates_empty(desk(day), vehicle(day))


def test_where_no_date_is_open_the_deal_is_named_only_while_it_has_one() -> None:
    before, after = (say.dates_empty(desk(day), vehicle(day)) for day in ("2025-05-23", "2025-07-25"))
    assert before == ("No date of investment is open on this record; dates of U.S. Steel stand in the deal briefing.")
    assert after.startswith("No date of the vehicle or of a project is open on this record")
    for day in ("2023-12-20", "2025-05-23", "2025-07-25"):
        has_dates = not deal.next_dates(desk(day)).value.empty
        assert ("U.S. Steel" in say.dates_empty(desk(day), vehicle(day))) is has_dates
