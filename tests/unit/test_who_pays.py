"""Who bore the duty, what was collected, what partners pay and what is refunded, as the record of a day has it."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from reportlib.analysis import talks, trade
from reportlib.desk import open_desk
from tests.notebooks.tomorrow import append, copy_home
from tests.unit.traded import TODAY, desk, only


def test_cars_and_all_goods_stand_side_by_side() -> None:
    table = trade.incidence(desk(TODAY))
    assert set(table.value["subject"]) == {"cars", "all_goods"}
    june = only(table, period="2025-06")
    assert (june["tariff_before_pct"], june["tariff_after_pct"]) == (2.5, 27.5)
    assert june["exporter_share_pct"] == pytest.approx(98.8, abs=0.05)
    goods = table.value.loc[table.value["subject"] == "all_goods"]
    assert list(zip(goods["period"], goods["us_share_pct"], strict=True)) == [
        ("2025-01..2025-08", 94), ("2025-09..2025-10", 92), ("2025-11", 86),
    ]  # fmt: skip


def test_a_month_in_which_the_duty_changed_has_no_share() -> None:
    september = only(trade.incidence(desk(TODAY)), period="2025-09")
    assert math.isnan(september["tariff_after_pct"])
    assert math.isnan(september["exporter_share_pct"])
    assert trade.cars_exporter_share(desk(TODAY), "2025-09") is None


def test_the_share_of_cars_is_known_with_the_price() -> None:
    assert trade.cars_exporter_share(desk("2025-07-09")) is None
    share = trade.cars_exporter_share(desk("2025-07-10"))
    assert share is not None
    assert (round(share.value, 3), share.key, share.unit) == (0.988, "trade.cars_exporter_share_2025_06", "share")


def test_the_share_of_all_goods_is_known_with_its_report() -> None:
    assert trade.us_borne_share(desk("2026-02-11")) is None
    share = trade.us_borne_share(desk("2026-02-12"))
    assert share is not None
    assert share.value == 86


@pytest.mark.parametrize(
    ("day", "on", "duty"),
    [
        ("2024-06-01", "2024-06-01", 2.5), ("2025-06-30", "2025-06-30", 27.5), ("2025-09-15", "2025-10-01", 27.5),
        ("2025-09-16", "2025-09-15", 27.5), ("2025-09-16", "2025-09-16", 15), (TODAY, "2026-11-24", 15),
    ],
)  # fmt: skip
def test_duty_on_a_car_follows_the_law_known(day: str, on: str, duty: float) -> None:
    assert trade.car_duty(desk(day), pd.Timestamp(on)) == duty


def test_the_table_of_responses_gives_the_published_ranges() -> None:
    table = trade.responses(desk("2025-05-23"), 0.025, 0.15)
    rounded = table.value[["change_nearest_pct", "change_farthest_pct"]].round(1).to_numpy().tolist()
    assert rounded == [[-8.4, -8.4], [-18.2, -22.8]]
    near, far = trade.response(desk("2025-05-23"), 0.15, 0.125, years=10, key="trade.response_back")
    assert (round(near.value, 1), round(far.value, 1)) == (3.9, 5.1)
    assert (near.key, far.key) == ("trade.response_back_nearest", "trade.response_back_farthest")


def test_a_collected_rate_names_its_base() -> None:
    table = trade.collected(desk(TODAY))
    rated = table.value.loc[table.value["rate_pct"].notna()]
    assert set(rated["value_base"]) <= {"cif", "not_stated"}
    june = only(table, period="2025-06")
    assert 100 * trade.collected_rate(june["duties_usd_bn"], june["imports_usd_bn"]) == pytest.approx(15.9, abs=0.05)
    nine = only(table, period="2025-01..2025-09")
    assert (nine["duties_usd_bn"], math.isnan(nine["rate_pct"]), nine["value_base"]) == (10.8, True, "")
    assert set(table.value["kind"]) == {"collected", "statutory"}


def test_the_inferred_rate_of_nine_months_names_both_publications() -> None:
    assert trade.duties_over_general_imports(desk("2025-12-10")) is None
    found = trade.duties_over_general_imports(desk("2025-12-11"))
    assert found is not None
    assert round(found.value, 1) == 9.8
    assert found.key.endswith("_inferred")
    assert any("general imports at customs value" in name for name in found.inputs)


def test_trackers_are_those_known_by_the_day() -> None:
    assert set(trade.trackers(desk("2025-05-12")).value["tracker"]) == {"Tax Policy Center"}
    assert set(trade.trackers(desk("2026-08-10")).value["tracker"]) == {
        "Tax Policy Center", "Fitch Ratings", "Global Trade Alert",
    }  # fmt: skip
    lab = trade.trackers(desk("2026-08-11")).value
    lab = lab.loc[lab["tracker"] == "The Budget Lab at Yale"]
    assert list(lab["rate_pct"]) == [1.54, 14.52, 16.76, 14.62, 12.72, 12.94]


def test_trackers_at_a_day_are_the_last_before_it() -> None:
    table = trade.trackers_at(desk(TODAY), date(2025, 9, 20))
    assert only(table, tracker="The Budget Lab at Yale")[["rate_pct", "days_before"]].tolist() == [14.62, 4]
    assert only(table, tracker="Tax Policy Center")["rate_pct"] == 16.03
    assert only(table, tracker="Fitch Ratings")["qualifier"] == "above"


def test_the_two_readings_of_august_2025_are_told_apart() -> None:
    then = only(trade.peers(desk("2025-08-20")), partner="japan")
    assert (then["view"], then["rule"]) == ("both", "additive")
    since = trade.peers(desk("2025-09-04"), date(2025, 8, 20))
    assert only(since, partner="japan", view="collected")["rule"] == "additive"
    assert only(since, partner="japan", view="liquidated")["rule"] == "floor"
    assert only(since, partner="south-korea")["view"] == "both"
    assert not since.value["is_day_itself"].any()


@pytest.mark.parametrize(
    ("day", "partner", "rate", "rule"),
    [
        ("2025-05-23", "south-korea", 10, "additive"), ("2026-03-01", "european-union", 10, "additive"),
        (TODAY, "european-union", 10, "floor"), (TODAY, "south-korea", 12.5, "floor"), (TODAY, "japan", 12.5, "floor"),
    ],
)  # fmt: skip
def test_peers_pay_the_rate_of_the_last_recorded_day(day: str, partner: str, rate: float, rule: str) -> None:
    row = only(trade.peers(desk(day)), partner=partner)
    assert (row["general_rate"], row["rule"]) == (rate, rule)


def test_refunds_are_told_as_they_became_known() -> None:
    assert trade.refunds(desk("2025-08-07")).value.empty
    steps = trade.refunds(desk("2026-04-10")).value
    ahead = steps.loc[steps["is_ahead"]]
    assert list(ahead["date"]) == [pd.Timestamp("2026-04-20")]
    table = trade.refunds(desk(TODAY))
    assert not table.value["is_ahead"].any()
    assert only(table, what="refunds_accepted")[["value", "unit", "period"]].tolist() == [94.94, "USD bn", "2026-06-05"]
    assert only(table, what="refunds_phase_2")["date"] == pd.Timestamp("2026-06-29")


def test_a_later_base_duty_is_the_base_from_its_first_day_on(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    later = {"id": "base-later", "measure_id": "JP-MFN-CAR-LATER", "rate": "4", "announced_on": ""}
    append(home, "measures", later | {"effective_from": "2025-03-10", "known_on": "2025-03-01"})
    then = open_desk("2025-03-25", home=home)
    days = [trade.car_duty(then, pd.Timestamp(day)) for day in ("2025-03-09", "2025-03-10")]
    assert days == [2.5, 4]
    before, after = (
        talks.regime(open_desk("2025-03-25", on=day, home=home)).value.set_index("group")["measure"]
        for day in ("2025-03-09", "2025-03-10")
    )
    assert (before["cars"], after["cars"]) == ("jp-mfn-car", "base-later")
