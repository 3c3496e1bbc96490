"""Trade and who pays as a day knew it: no ledger holds what became known later, each says how far it reaches."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from reportlib import loaders
from reportlib.analysis import trade
from reportlib.desk import open_desk
from reportlib.schemas import TABLES, TableSpec
from reportlib.schemas.trade import TRADE
from tests.unit.traded import HOME, TODAY, desk, only

DAYS = ("2024-01-01", "2025-05-23", "2025-08-20", "2025-09-20", "2026-02-22", "2026-03-01", "2026-07-25", TODAY)
FRAMES = (
    "annual", "monthly", "year_to_date", "japan_periods", "cars_monthly", "cars_periods", "incidence", "collected",
    "collected_by_partner", "trackers", "trackers_at", "peers", "refunds", "sectors", "headings", "data_through",
)  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", FRAMES)
def test_every_ledger_of_a_day_is_known_by_then_and_can_cite_its_sources(name: str, day: str) -> None:
    table = getattr(trade, name)(desk(day))
    desk(day).sources(table.sources)
    for column in {"known_on", "released_on"} & set(table.value.columns):
        assert table.value[column].dropna().le(pd.Timestamp(day)).all()
    assert "notes" not in table.value.columns
    assert table.value.empty or table.value["source"].ne("").all()


@pytest.mark.parametrize("day", ["2025-05-23", "2026-03-01"])
@pytest.mark.parametrize("spec", [spec for spec in TRADE if spec.clock], ids=lambda spec: spec.name)
def test_a_row_known_tomorrow_changes_no_ledger_of_today(
    spec: TableSpec, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: getattr(trade, name)(desk(day)) for name in FRAMES}
    tables = dict(loaders.load(HOME))
    rows = tables[spec.name]
    late = rows.assign(id=[f"{one}-late" for one in rows["id"]])
    late[spec.clock] = pd.Timestamp(day) + pd.Timedelta(days=1)
    tables[spec.name] = pd.concat([rows, late.astype(rows.dtypes)], ignore_index=True)
    changed = replace(loaders.load_record(HOME), tables=tables)
    monkeypatch.setattr(loaders, "load_record", lambda _home: changed)
    after = open_desk(day, home=HOME)
    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(trade, name)(after).value, table.value)
        assert getattr(trade, name)(after).facts == table.facts


@pytest.mark.parametrize(
    ("day", "goods", "yen"),
    [("2025-05-23", "2025-03", "2025-04"), ("2026-03-01", "2025-12", "2026-01"), (TODAY, "2026-04", "2026-02")],
)
def test_a_series_reaches_as_far_as_its_rows_known(day: str, goods: str, yen: str) -> None:
    table = trade.data_through(desk(day))
    assert only(table, series="us_japan_goods_trade_monthly")["last_period"] == goods
    assert only(table, series="mof_exports_monthly")["last_period"] == yen


def test_a_series_not_begun_has_no_end() -> None:
    assert "car_prices" not in set(trade.data_through(desk("2025-07-09")).value["series"])
    assert only(trade.data_through(desk(TODAY)), series="calculated_duties")["last_period"] == "2025-01..2025-09"


def test_method_tables_are_the_only_ones_without_a_clock() -> None:
    clockless = {spec.name for spec in TRADE if not spec.clock}
    assert clockless == {"us_imports_japan_by_gtap_sector_2024", "us_imports_japan_by_hs", "elasticities"}
    assert {spec.name for spec in TRADE} <= set(TABLES)
