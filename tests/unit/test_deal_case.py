"""Where the case stands and what its clocks took, at the days that matter."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from reportlib.analysis import deal
from reportlib.analysis.deadlines import State, days_between, due_after
from reportlib.desk import open_desk
from reportlib.schemas import TABLES
from reportlib.words import deal as words
from tests.notebooks.tomorrow import append, copy_home
from tests.unit.deal_desk import desk, usual


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2023-12-18", "agreed"), ("2024-09-18", "review"), ("2024-12-23", "review"), ("2024-12-24", "referred"),
        ("2025-01-03", "prohibited"), ("2025-04-07", "fresh_review"), ("2025-05-21", "fresh_review"),
        ("2025-05-22", "delivered"), ("2025-06-12", "delivered"), ("2025-06-13", "approved"), ("2025-06-18", "closed"),
        ("2026-11-24", "closed"),
    ],
)  # fmt: skip
def test_the_stage_follows_what_was_known(day: str, stage: str) -> None:
    assert deal.open_case(desk(day)).stage == stage


def test_the_recommendation_has_two_dates() -> None:
    case = deal.open_case(desk("2025-05-22"))
    assert case.reached_on
    assert case.known_from
    assert (case.reached_on.value, case.known_from.value) == (date(2025, 5, 21), date(2025, 5, 22))


@pytest.mark.parametrize(
    ("day", "state", "left"),
    [("2025-05-23", State.PENDING, 13), ("2025-06-05", State.PENDING, 0), ("2025-06-06", State.OVERDUE, -1)],
)
def test_the_decision_is_counted_from_the_day(day: str, state: State, left: int) -> None:
    found = deal.open_case(desk(day)).decision
    assert found
    assert (found.state, found.left.value) == (state, left)


def test_no_due_day_is_on_record_before_it_was_reported() -> None:
    case = deal.open_case(desk("2025-05-22"))
    assert case.decision is None
    assert words.decision(case) is None


def test_the_decision_came_eight_days_late() -> None:
    found = deal.open_case(desk("2025-06-13")).decision
    assert found
    assert found.slip
    assert found.slip.value == 8


def test_clocks_are_sums_of_calendar_days() -> None:
    assert due_after(date(2025, 4, 7), 45) == date(2025, 5, 22)
    assert due_after(date(2025, 5, 21), 15) == date(2025, 6, 5)
    days = deal.open_case(desk("2025-06-18")).days_since_announced
    assert days
    assert days.value == days_between(date(2023, 12, 18), date(2025, 6, 18)) == 548


def test_the_first_notice_has_no_day_until_the_order_told_it() -> None:
    before = deal.clock(desk("2025-06-12")).value.set_index("clock")
    after = deal.clock(desk("2025-06-13")).value.set_index("clock")
    assert bool(before["taken_from"].isna()["first_filing"])
    assert after.loc["first_filing", "taken_from"] == pd.Timestamp(2024, 3, 14)


def test_a_running_clock_ends_on_the_as_of_day() -> None:
    row = deal.clock(desk("2025-05-23")).value.set_index("clock").loc["president_second"]
    assert row["is_running"]
    assert row["taken_to"] == pd.Timestamp(2025, 5, 23)


# ---------------------------------------------------------------- corrections
@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """The record with a correction, learned on 1 July 2025, of the day of the second decision."""
    home = copy_home(tmp_path)
    first = {"case": "second", "step": "president", "edge": "ended", "statutory_days": ""}
    row = {"id": "cfius-second-decided-corrected", "date": "2025-06-12", "basis": "order, as corrected"}
    append(home, "cfius_steps", {**first, **row, "known_on": "2025-07-01"})
    return home


def test_a_correction_changes_nothing_before_it_is_known(corrected: Path) -> None:
    pd.testing.assert_frame_equal(
        deal.stages(open_desk("2025-06-30", home=corrected)).value, deal.stages(desk("2025-06-30")).value
    )


def test_a_correction_moves_the_day_of_a_step_and_not_from_when_the_step_is_known(corrected: Path) -> None:
    view = open_desk("2025-07-01", home=corrected)
    row = deal.stages(view).value.set_index("stage").loc["approved"]
    assert (row["date"], row["basis"]) == (pd.Timestamp(2025, 6, 12), "order, as corrected")
    assert row["known_on"] == pd.Timestamp(2025, 6, 13)
    assert "cfius-second-decided-corrected" in deal.stages(view).facts
    assert "cfius-second-decided" not in deal.stages(view).facts
    clock = deal.clock(view).value.set_index("clock").loc["president_second"]
    assert (clock["taken_to"], clock["slip_days"]) == (pd.Timestamp(2025, 6, 12), 7)


def test_of_two_rows_learned_on_one_day_the_later_in_the_file_wins(corrected: Path) -> None:
    again = {"case": "second", "step": "president", "edge": "ended", "statutory_days": "", "basis": "order, again"}
    append(corrected, "cfius_steps", {**again, "id": "cfius-again", "date": "2025-06-11", "known_on": "2025-07-01"})
    row = deal.stages(open_desk("2025-07-01", home=corrected)).value.set_index("stage").loc["approved"]
    assert (row["date"], row["basis"]) == (pd.Timestamp(2025, 6, 11), "order, again")


# ---------------------------------------------------------------- ids and prose steer nothing
def renamed(home: Path) -> Path:
    """Every id of the tables of the deal given another name, wherever it stands; the prose blanked out."""
    names = ("cfius_steps", "deadlines", "concepts", "claims", "judgements", "golden_share", "deal_terms")
    tables = {name: pd.read_csv(home / TABLES[name].path, dtype=str, keep_default_na=False) for name in TABLES}
    fresh = {one: f"row-{name.replace('_', '-')}-{at}" for name in names for at, one in enumerate(tables[name]["id"])}
    for name, frame in tables.items():
        for column in {"id", "deadline", "judgement", "never_confuse_with"} & set(frame.columns):
            frame[column] = [";".join(fresh.get(one, one) for one in cell.split(";")) for cell in frame[column]]
        prose = {"basis", "scope", "claim"} if name in names and name != "deadlines" else set()
        for column in prose & set(frame.columns):
            frame[column] = "words"
        frame.to_csv(home / TABLES[name].path, index=False, lineterminator="\n")
    return home


@pytest.mark.parametrize("day", ["2024-09-18", "2025-01-22", "2025-05-24", "2025-06-13", "2026-11-24"])
def test_neither_ids_nor_prose_steer_the_case_and_the_ledgers(tmp_path: Path, day: str) -> None:
    home = renamed(copy_home(tmp_path))
    shutil.rmtree(home / "data" / "trees")  # they name deadlines by id, as they should
    before, after = desk(day), open_desk(day, home=home)
    one, other = deal.open_case(before), deal.open_case(after)
    assert one.stage == other.stage
    for name in ("decision", "recommendation", "outside"):
        due, again = getattr(one, name), getattr(other, name)
        assert (due and due.due.value) == (again and again.due.value), name
    assert (one.partnership and one.partnership.value) == (other.partnership and other.partnership.value)
    assert deal.meanings_count(before).value == deal.meanings_count(after).value  # type: ignore[union-attr]
    for rows in (deal.clock, deal.claims, deal.judgements, deal.golden_rights, deal.meanings, deal.commitments):
        assert len(rows(before).value) == len(rows(after).value), rows.__name__
    pd.testing.assert_frame_equal(deal.clock(before).value, deal.clock(after).value)
    assert deal.golden_rights(before).value["is_right"].sum() == deal.golden_rights(after).value["is_right"].sum()
    assumed = usual(before)
    pd.testing.assert_frame_equal(deal.odds(before, assumed).value, deal.odds(after, assumed).value)


def test_with_an_empty_record_there_is_no_bid_yet() -> None:
    full = desk("2023-12-18")
    bare = replace(full, tables={n: f if n in ("coverage", "sources") else f.head(0) for n, f in full.tables.items()})
    case = deal.open_case(bare)
    assumed = usual(bare)
    assert case.stage == "none"
    assert words.title(case).template == "No bid of Nippon Steel for U.S. Steel is on record yet"
    assert deal.last_odds(bare, assumed) is None
    for table in (deal.odds(bare, assumed), deal.clock(bare), deal.commitments(bare), deal.slip(bare, "mill-site")):
        assert table.value.empty
    assert deal.meanings_count(bare) is None
    assert deal.judgement_score(bare) is None
