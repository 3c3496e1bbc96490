"""The data cut-off of a briefing: the newest row the page shows or counts, and never one of a later day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlib.desk import open_desk
from tests.exhibits.drawn import blocks_of

FIRST, LAST = date(2023, 12, 18), date(2026, 11, 24)
DAYS = ["2023-12-18", "2024-12-24", "2025-05-23", "2025-09-05", "2026-11-24"]


def newest(notebook: str, day: str) -> date | None:
    """The data cut-off of a page, as the press takes it from its blocks."""
    return max((block.newest for block in blocks_of(notebook, day) if block.newest), default=None)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("notebook", ["talks", "deal"])
def test_no_page_counts_a_row_of_a_later_day(notebook: str, day: str) -> None:
    found = newest(notebook, day)
    assert found
    assert found.isoformat() <= day
    shown = {fact for block in blocks_of(notebook, day) for one in block.findings for fact in one.facts}
    assert shown
    desk = open_desk(day)
    assert found >= max(known for fact in shown if (known := desk.fact(fact).known_on))


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2025-05-23", "2025-09-05", "2026-11-24"])
def test_rates_count_all_the_law_known(day: str) -> None:
    law = open_desk(day)["measures"]["known_on"].max().date()
    found = newest("tariffs", day)
    assert found
    assert law <= found <= date.fromisoformat(day)


@settings(max_examples=6, deadline=None)
@given(st.dates(FIRST, LAST))
def test_the_cut_off_of_the_deal_never_lies_after_the_day(day: date) -> None:
    found = newest("deal", day.isoformat())
    assert found
    assert found <= day


@pytest.mark.parametrize(
    ("day", "cutoff"),
    [("2025-05-23", "2025-05-23"), ("2025-06-12", "2025-06-06"), ("2025-06-13", "2025-06-13"),
     ("2026-11-24", "2025-12-31")],
)  # fmt: skip
def test_the_cut_off_is_that_of_the_rows_shown_and_not_of_the_desk(day: str, cutoff: str) -> None:
    assert newest("deal", day) == date.fromisoformat(cutoff)


def test_the_cut_off_stands_still_until_a_row_that_is_shown_becomes_known() -> None:
    quiet, told = date(2025, 6, 12), date(2025, 6, 13)
    assert newest("deal", quiet.isoformat()) == newest("deal", (quiet - timedelta(days=1)).isoformat())
    assert newest("deal", told.isoformat()) == told
