"""How old series are: what is not told as old, then the notice of each, and that a page carries it by itself."""

from __future__ import annotations

import pytest

from reportlib.analysis.freshness import series_under
from reportlib.blocks import Para, Table, plain
from reportlib.desk import Desk, open_desk
from reportlib.exhibits import Col, Page
from reportlib.exhibits.prose import compose
from reportlib.schemas import TABLES
from reportlib.schemas.table import Released
from reportlib.sourced import Sourced
from reportlib.words import age_notice

POINTS = {"calculated_duties", "fdi_inward", "partner_gdp", "usdjpy_daily"}
"""Points, not series: each is told with its own period and vintage, or converts a sum of its own day."""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk("2026-11-24")


def rows(desk: Desk, table: str) -> list[str]:
    return list(desk[table]["id"])


def test_every_statistical_series_says_how_long_it_stays_new() -> None:
    without = {name for name, spec in TABLES.items() if issubclass(spec.model, Released) and not spec.ttl_days}
    assert without == POINTS


def test_facts_of_no_series_and_a_series_within_its_time_are_not_told_as_old(desk: Desk) -> None:
    assert series_under(desk, []) == ()
    assert series_under(desk, rows(desk, "events")) == ()
    early = open_desk("2025-05-23")
    (series,) = series_under(early, rows(early, "us_japan_goods_trade_monthly"))
    assert not series.is_stale


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("us_japan_goods_trade_monthly", "US goods trade with Japan by month: the last we hold is April 2026, out 24"),
        ("mof_exports_monthly", "Japan’s exports to the US by month: the last we hold is February 2026, out 35"),
        ("mof_exports_periods", "Japan’s exports to the US over longer periods: the last we hold is 2025, out 43"),
        ("car_prices", "Export price of cars: the last we hold is October 2025, out 53"),
    ],
)
def test_the_notice_says_the_newest_period_and_how_long_ago_it_came_out(desk: Desk, table: str, said: str) -> None:
    (series,) = series_under(desk, rows(desk, table)[:1])
    assert series.is_stale
    sentence = age_notice(series)
    assert plain(compose(sentence.template, sentence.values).runs) == f"{said} weeks before this issue."


@pytest.mark.parametrize("name", [name for name, spec in TABLES.items() if spec.ttl_days])
def test_the_notice_of_every_series_can_be_printed(desk: Desk, name: str) -> None:
    for series in series_under(desk, rows(desk, name)[:1]):
        sentence = age_notice(series)
        assert compose(sentence.template, sentence.values).findings[1].key == f"series.{name}.age"


def prices(desk: Desk) -> Sourced:
    frame = desk["car_prices"][["month", "value", "source"]]
    return Sourced(value=frame, unit="", sources=tuple(frame["source"]), facts=tuple(rows(desk, "car_prices")))


def test_an_exhibit_of_a_stale_series_is_followed_by_the_notice_once(desk: Desk) -> None:
    page = Page(desk, "simple")
    for key in ("prices", "again"):
        page.table(
            prices(desk), [Col(name="month", label="Month", unit="date")], key=key, title="Prices", subtitle="By month",
            empty="None.",
        )  # fmt: skip
    notices = [block for block in page.blocks if isinstance(block, Para)]
    assert [type(block) for block in page.blocks] == [Table, Para, Table]
    assert "the last we hold" in plain(notices[0].runs)
    assert page.blocks[0].series[0].age in [found.key for found in notices[0].findings]


def test_a_series_quoted_in_a_sentence_is_noticed_when_asked(desk: Desk) -> None:
    page = Page(desk, "simple")
    row = desk["car_prices"].iloc[-1]
    price = Sourced(value=float(row["value"]), unit="percent", key="p", sources=(row["source"],), facts=(row["id"],))
    page.say("The price moved by {price}.", price=price)
    assert page.blocks[0].series[0].is_stale(desk.as_of)
    page.ages()
    page.ages()
    assert len(page.blocks) == 2
