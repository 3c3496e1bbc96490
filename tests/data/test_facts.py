"""The record itself: clean, in append-only form, and on the days that matter as it was known then."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest

from reportlib import descriptor, loaders
from reportlib.schemas import TABLES

ROOT = Path(__file__).parents[2]
METHODS = {
    "content_shares", "product_groups", "watch_lines", "exposure", "exposure_cells",
    "us_imports_japan_by_gtap_sector_2024", "us_imports_japan_by_hs", "elasticities",
}  # fmt: skip
"""Weights and published parameters, labelled with their year: no news, so no clock."""
LATER_KNOWLEDGE = {"status", "horizon", "amount_usd_bn", "effective_to", "effective_to_known_on"}


def known(frame: pd.DataFrame, day: str) -> pd.DataFrame:
    return frame.loc[frame["known_on"] <= pd.Timestamp(day)]


def test_the_record_has_no_fault() -> None:
    assert [str(fault) for fault in loaders.read(ROOT)[1]] == []


def test_the_generated_descriptions_are_up_to_date() -> None:
    assert [str(fault) for fault in descriptor.faults(ROOT)] == []


@pytest.mark.parametrize(("day", "events"), [("2025-05-22", 28), ("2025-05-23", 36), ("2025-05-24", 39)])
def test_a_day_of_the_seed_week_knows_its_events(tables: dict[str, pd.DataFrame], day: str, events: int) -> None:
    assert len(known(tables["events"], day)) == events


def test_round_three_itself_is_news_of_the_day_after(tables: dict[str, pd.DataFrame]) -> None:
    rounds = tables["rounds"].loc[tables["rounds"]["round"] == "round-03"]
    assert set(known(rounds, "2025-05-23")["status"]) == {"planned"}
    assert "held" in set(known(rounds, "2025-05-24")["status"])


def test_a_close_counts_from_the_next_calendar_day(tables: dict[str, pd.DataFrame]) -> None:
    closes = tables["us_steel_quoted_closes"]
    assert known(closes, "2025-05-23")["close_usd"].iloc[-1] == 42.90
    assert (closes["known_on"] - closes["date"]).eq(pd.Timedelta(days=1)).all()


def test_three_meanings_of_fourteen_are_known_in_may_2025_and_five_today(tables: dict[str, pd.DataFrame]) -> None:
    concepts = tables["concepts"]
    sums = ~concepts["basis"].str.contains("no separate sum")
    fourteens = concepts.loc[concepts["id"].str.startswith("concept-14-") & sums]
    assert len(known(fourteens, "2025-05-23")) == 3
    assert len(fourteens) == 5


@pytest.mark.parametrize("name", ["measures", "pledges"])
def test_no_column_is_there_to_be_filled_in_later(tables: dict[str, pd.DataFrame], name: str) -> None:
    assert not LATER_KNOWLEDGE & set(tables[name].columns)


def test_every_row_but_methods_and_our_own_record_has_a_clock(tables: dict[str, pd.DataFrame]) -> None:
    for name, spec in TABLES.items():
        if spec.clock:
            assert tables[name][spec.clock].notna().all(), name
    assert {name for name, spec in TABLES.items() if not spec.clock} == METHODS | {"sources", "coverage"}


def test_every_source_is_cited_and_has_an_address_or_says_why_not(tables: dict[str, pd.DataFrame]) -> None:
    cited: set[str] = set()
    for frame in tables.values():
        for column in {"source", "source2"} & set(frame.columns):
            cited |= set(frame[column])
    sources = tables["sources"]
    assert set(sources["id"]) <= cited
    assert sources.loc[sources["url"] == "", "notes"].ne("").all()


def test_an_address_on_a_working_host_is_told_as_a_copy(tables: dict[str, pd.DataFrame]) -> None:
    marks = ("staging", "test", "testing", "preview", "dev", "dev-v4", "development", "preprod", "production")
    for url, copy_at in zip(tables["sources"]["url"], tables["sources"]["copy_at"], strict=True):
        host = urlsplit(url).netloc
        if set(marks) & set(host.split(".")):
            assert copy_at == host


def test_text_is_never_missing_and_days_are_days(tables: dict[str, pd.DataFrame]) -> None:
    for name, frame in tables.items():
        for column in frame.columns:
            if pd.api.types.is_string_dtype(frame[column]):
                assert frame[column].notna().all(), f"{name}.{column}"
        if "known_on" in frame:
            assert pd.api.types.is_datetime64_any_dtype(frame["known_on"])


def test_the_schema_lists_the_columns_as_they_stand_in_the_file(tables: dict[str, pd.DataFrame]) -> None:
    for name, spec in TABLES.items():
        assert list(tables[name].columns) == [column for column, _ in spec.columns()]
