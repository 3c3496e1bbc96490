"""The as-of algebra: knowledge only grows, and nothing learned later is seen earlier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlib import loaders
from reportlib.desk import Desk, open_desk
from reportlib.errors import NotFoundError, ParameterError
from reportlib.schemas import TABLES

HOME = Path(__file__).parents[2]
FIRST, LAST = date(2023, 12, 18), date(2026, 11, 24)
DAYS = st.dates(FIRST, LAST)
DATED = [name for name, spec in TABLES.items() if spec.clock]


def ids(desk: Desk) -> set[tuple[str, str]]:
    return {(name, one) for name in DATED for one in desk[name]["id"]}


@pytest.mark.parametrize("day", ["2023-12-17", "1999-01-01"])
def test_a_day_before_the_first_fact_is_refused(day: str) -> None:
    with pytest.raises(ParameterError, match="the record begins on 2023-12-18"):
        open_desk(day, home=HOME)


@pytest.mark.parametrize(
    "day",
    [
        "2025-02-30", "yesterday", "2025-5-1", "", "20250523", "2025-W21-5", " 2025-05-23", "2025-05-23\n",
        "2025-05-23T00:00", "2025-05-23 00:00:00", "\uff12025-05-23", datetime(2025, 5, 23, 9),
        pd.Timestamp("2025-05-23"), 20250523,
    ],
)  # fmt: skip
def test_anything_but_an_iso_day_or_a_date_is_refused(day: Any) -> None:
    with pytest.raises(ParameterError, match="as_of: expected a day like 2025-05-23") as refused:
        open_desk(day, home=HOME)
    assert "datetime.date" in refused.value.tip
    with pytest.raises(ParameterError, match="as_of: expected a day like 2025-05-23"):
        open_desk("2025-05-23", home=HOME).back_to(day)


@pytest.mark.parametrize("on", [" ", "20250523"])
def test_an_entry_date_that_is_no_day_is_refused(on: str) -> None:
    with pytest.raises(ParameterError, match="on: expected a day like 2025-05-23"):
        open_desk("2025-05-23", on, home=HOME)


@settings(max_examples=25, deadline=None)
@given(DAYS, DAYS)
def test_knowledge_only_grows(one: date, other: date) -> None:
    early, late = (open_desk(day, home=HOME) for day in sorted((one, other)))
    assert ids(early) <= ids(late)
    assert set(early["sources"]["id"]) <= set(late["sources"]["id"])


@settings(max_examples=25, deadline=None)
@given(DAYS, DAYS)
def test_going_back_twice_is_going_back_to_the_earlier_day(one: date, other: date) -> None:
    twice = open_desk(one, home=HOME).back_to(other)
    once = open_desk(min(one, other), home=HOME)
    assert twice.as_of == once.as_of
    assert twice.digests() == once.digests()


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_no_row_and_no_source_of_a_view_is_younger_than_its_day(day: date) -> None:
    desk = open_desk(day, home=HOME)
    for name in DATED:
        frame = desk[name]
        assert frame.empty or frame[TABLES[name].clock].max().date() <= day, name
    published = desk["sources"]["published"].dropna()
    assert published.empty or published.max().date() <= day


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_every_row_of_a_view_can_cite_its_source(day: date) -> None:
    desk = open_desk(day, home=HOME)
    known = set(desk["sources"]["id"])
    for name in DATED:
        assert set(desk[name]["source"]) <= known, name


@cache
def digests_before(day: date) -> dict[str, str]:
    """Of the record as it is, worked out once for each day."""
    return open_desk(day, home=HOME).digests()


@pytest.fixture(params=[(name, day) for name in DATED for day in ("2025-05-23", "2026-07-24")], ids="-".join)
def learned_tomorrow(request: pytest.FixtureRequest) -> tuple[str, date, dict[str, pd.DataFrame]]:
    """The record with one more row in one table, known the day after."""
    name, text = request.param
    day = date.fromisoformat(text)
    tables = dict(loaders.load(HOME))
    row = tables[name].iloc[[-1]].copy()
    row["id"] = "learned-tomorrow"
    row[TABLES[name].clock] = pd.Timestamp(day + timedelta(days=1))
    tables[name] = pd.concat([tables[name], row.astype(tables[name].dtypes)], ignore_index=True)
    return name, day, tables


def test_a_row_known_later_changes_no_earlier_view(
    learned_tomorrow: tuple[str, date, dict[str, pd.DataFrame]], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, day, tables = learned_tomorrow
    before = digests_before(day)
    changed = replace(loaders.load_record(HOME), tables=tables)
    monkeypatch.setattr(loaders, "load_record", lambda _home: changed)
    after = open_desk(day, home=HOME)
    assert after.digests() == before
    assert "learned-tomorrow" in set(open_desk(day + timedelta(days=1), home=HOME)[name]["id"])


def test_notes_never_reach_a_desk() -> None:
    assert not any("notes" in frame.columns for frame in open_desk(LAST, home=HOME).tables.values())


def test_a_second_source_published_later_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = dict(loaders.load(HOME))
    day, event = date(2025, 5, 23), "talks-bessent-absence-expected-2025-05-23"
    late = tables["sources"].iloc[[-1]].assign(id="src-late", published=pd.Timestamp("2025-05-24"))
    tables["sources"] = pd.concat([tables["sources"], late], ignore_index=True)
    events = tables["events"]
    tables["events"] = events.assign(source2=events["source2"].mask(events["id"] == event, "src-late"))
    changed = replace(loaders.load_record(HOME), tables=tables)
    monkeypatch.setattr(loaders, "load_record", lambda _home: changed)
    for on, expected in ((day, ""), (date(2025, 5, 24), "src-late")):
        seen = open_desk(on, home=HOME)["events"].set_index("id")
        assert seen.loc[event, "source2"] == expected


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_no_key_of_a_view_points_to_a_row_known_later(day: date) -> None:
    desk = open_desk(day, home=HOME)
    for name, spec in TABLES.items():
        for key in spec.keys:
            if key.column in desk[name].columns and TABLES[key.table].clock:
                keys = {one for cell in desk[name][key.column] for one in cell.split(";") if one}
                assert keys <= set(desk[key.table][key.target]), f"{name}.{key.column}"


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_coverage_tells_nothing_of_days_after_the_view(day: date) -> None:
    coverage = open_desk(day, home=HOME)["coverage"]
    assert coverage["checked_through"].max().date() <= day
    ongoing = coverage.loc[coverage["checked_through"] == pd.Timestamp(day)]
    assert not ongoing[["last_event", "last_event_on", "sentence", "source"]].any(axis=None)


def test_checking_a_track_further_leaves_earlier_editions_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = dict(loaders.load(HOME))
    before = open_desk("2025-05-23", home=HOME).digests()
    coverage = tables["coverage"]
    reached = coverage["checked_through"] >= pd.Timestamp("2025-05-23")
    assert reached.sum() > 1
    further = coverage["checked_through"].mask(reached, pd.Timestamp("2026-11-20"))
    tables["coverage"] = coverage.assign(checked_through=further)
    changed = replace(loaders.load_record(HOME), tables=tables)
    monkeypatch.setattr(loaders, "load_record", lambda _home: changed)
    assert open_desk("2025-05-23", home=HOME).digests() == before


@pytest.mark.parametrize(("day", "events"), [("2025-05-22", 28), ("2025-05-23", 36)])
def test_the_seed_view_has_its_events(day: str, events: int) -> None:
    assert len(open_desk(day, home=HOME)["events"]) == events


def test_the_latest_row_on_a_key_holds() -> None:
    for day, status in (("2025-05-23", "planned"), ("2025-05-24", "held")):
        rounds = open_desk(day, home=HOME).latest("rounds", "round").set_index("round")
        assert rounds.loc["round-03", "status"] == status


def test_the_horizon_is_the_earlier_of_day_and_declared_coverage() -> None:
    assert open_desk("2025-06-07", home=HOME).horizon("deal") == date(2025, 6, 7)
    assert open_desk("2026-11-24", home=HOME).horizon("deal") == date(2025, 12, 31)
    with pytest.raises(NotFoundError, match="no track 'weather'"):
        open_desk("2026-11-24", home=HOME).horizon("weather")


def test_a_fact_shows_value_unit_source_and_dates() -> None:
    shown = str(open_desk("2025-05-23", home=HOME).fact("term-equity-value"))
    assert "value: 14.1" in shown
    assert "unit: USD bn" in shown
    assert "known on 2023-12-18" in shown
    assert "source: " in shown


def test_a_fact_of_tomorrow_is_not_found_today() -> None:
    with pytest.raises(NotFoundError, match="no fact 'term-closing' is known on 2025-05-23"):
        open_desk("2025-05-23", home=HOME).fact("term-closing")


@pytest.mark.parametrize("given", ["text", 3, {"a": 1}, pd.DataFrame({"a": [1] * 40})])
def test_what_has_no_papers_is_not_explained_and_the_tip_says_what_is(given: Any) -> None:
    with pytest.raises(ParameterError, match="explain: expected a finding or a sourced value, found ") as refused:
        open_desk("2025-05-23", home=HOME).explain(given)
    assert "explain(decision.left)" in refused.value.tip
    assert "\n" not in refused.value.message


def test_a_source_is_no_fact_and_the_tip_says_where_to_ask() -> None:
    with pytest.raises(NotFoundError, match="no fact") as refused:
        open_desk("2025-05-23", home=HOME).fact("src-smu-2025-05-19")
    assert "desk.source" in refused.value.tip


@pytest.mark.parametrize(("day", "reach"), [("2025-05-23", "2025-05-23"), ("2026-11-24", "2025-12-31")])
def test_how_far_a_track_reaches_is_shown_as_a_fact_without_a_day_of_its_own(day: str, reach: str) -> None:
    found = open_desk(day, home=HOME).fact("coverage-deal")
    assert (found.known_on, found.fields["checked_through"]) == (None, reach)
    assert str(found).startswith("coverage-deal (coverage, about our own record)")
    assert bool(found.sources) == (day != reach)
