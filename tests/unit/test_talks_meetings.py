"""Meetings of the talks: which were held, who came, how far apart they lay, which one is now."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from reportlib.analysis import talks
from reportlib.words import talks as say
from tests.unit.talks_days import desk


def seen(day: str, round_: str) -> pd.Series[Any]:
    frame = talks.attendance(desk(day)).value
    return frame.loc[frame["round"] == round_].iloc[0]


@pytest.mark.parametrize(
    ("day", "rounds"),
    [
        ("2023-12-20", 0), ("2025-04-16", 0), ("2025-04-17", 1), ("2025-05-23", 2), ("2025-05-24", 3),
        ("2025-05-31", 4), ("2025-07-23", 8), ("2025-08-28", 9), ("2025-09-05", 10), ("2026-11-24", 10),
    ],
)  # fmt: skip
def test_rounds_held_count_what_was_known_to_be_held(day: str, rounds: int) -> None:
    assert talks.rounds_held(desk(day)).value == rounds
    ledger = talks.ledger(desk(day), "ministerial_round").value
    assert (ledger["status"] == "held").sum() == rounds


def test_a_planned_absence_is_not_an_absence() -> None:
    before, after = seen("2025-05-23", "round-03"), seen("2025-05-24", "round-03")
    assert (before["bessent"], before["lutnick"], before["greer"]) == ("not_expected", "planned", "planned")
    assert (after["bessent"], after["lutnick"], after["greer"]) == ("absent", "present", "present")
    assert (after["lutnick_minutes"], after["greer_minutes"]) == (90, 120)
    assert before["trump"] == "", "not known is not absent"


def test_the_second_day_of_round_five_is_planned_until_it_is_told() -> None:
    assert seen("2025-06-06", "round-05")["bessent"] == "planned"
    told = seen("2025-06-07", "round-05")
    assert (told["bessent"], told["bessent_minutes"], told["lutnick_minutes"]) == ("present", 45, 220)


def test_bessent_was_never_present_at_round_seven() -> None:
    assert seen("2025-06-28", "round-07")["bessent"] == "planned"
    assert seen("2025-06-30", "round-07")["bessent"] == "absent"


@pytest.mark.parametrize(("day", "came", "known"), [("2025-06-06", 3, 4), ("2025-06-28", 5, 6), ("2026-11-24", 7, 9)])
def test_only_meetings_whose_attendance_is_known_are_counted(day: str, came: int, known: int) -> None:
    assert talks.attended(desk(day), "bessent").value == came
    assert talks.attendance_known(desk(day), "bessent").value == known


@pytest.mark.parametrize("day", ["2025-05-23", "2025-05-31"])
def test_seven_days_lie_between_rounds_three_and_four(day: str) -> None:
    frame = talks.cadence(desk(day)).value.set_index("round")
    assert frame.loc["round-04", "days_since"] == 7
    assert frame.loc["round-04", "status"] == ("planned" if day == "2025-05-23" else "held")


def test_a_visit_called_off_keeps_its_place_and_shortens_no_gap() -> None:
    frame = talks.cadence(desk("2025-09-05")).value
    off = frame.loc[frame["status"] == "cancelled"]
    assert list(off["day"]) == [pd.Timestamp("2025-08-28")]
    held = frame.loc[(frame["round"] == "round-10") & (frame["status"] == "held")].iloc[0]
    assert held["days_since"] == (pd.Timestamp("2025-09-04") - pd.Timestamp("2025-08-06")).days


@pytest.mark.parametrize(
    ("day", "current", "timing", "last"),
    [
        ("2025-05-23", "round-03", talks.Timing.TODAY, date(2025, 5, 1)),
        ("2025-06-06", "round-05", talks.Timing.UNDER_WAY, date(2025, 5, 30)),
        ("2025-06-07", "", None, date(2025, 6, 6)),
        ("2025-08-06", "", None, date(2025, 7, 22)),
    ],
)
def test_a_round_under_way_is_not_the_last_one_held(
    day: str, current: str, timing: talks.Timing | None, last: date
) -> None:
    here = talks.situation(desk(day))
    assert here.last
    assert here.last.last_day.value == last
    assert ((here.current.round, here.current.timing) if here.current else ("", None)) == (current, timing)


def test_a_visit_whose_planned_day_passed_without_word_is_neither_held_nor_ahead() -> None:
    here = talks.situation(desk("2025-08-06"))
    assert here.unconfirmed
    assert (here.unconfirmed.round, here.following) == ("round-09", None)
    assert talks.situation(desk("2025-08-07")).unconfirmed is None


def test_one_meeting_of_ministers_makes_no_tally() -> None:
    assert talks.tally(desk("2025-04-17")).value.empty


@pytest.mark.parametrize("day", ["2025-05-23", "2025-06-06", "2025-09-05", "2026-11-24"])
def test_the_tally_counts_each_meeting_of_the_ledger_once_and_invents_none(day: str) -> None:
    frame = talks.tally(desk(day)).value
    meetings = frame.loc[frame["row_kind"] == "meeting"]
    held = talks.ledger(desk(day)).value.loc[lambda rows: rows["status"] == "held"]
    assert sorted(meetings["id"]) == sorted(held["id"])
    for _, rows in meetings.groupby("group"):
        assert list(rows["held"]) == list(range(1, len(rows) + 1))
    assert (meetings["group"] == "ministers").sum() == talks.meetings_held(desk(day)).value
    due = frame.loc[frame["row_kind"] == "deadline", "id"]
    assert set(due) <= set(desk(day)["deadlines"]["id"])
    since = frame.loc[frame["group"] == "ministers", "day"].min()
    passed = (frame["row_kind"] == "deadline") & (frame["day"] < pd.Timestamp(day)) & (frame["day"] >= since)
    assert talks.dates_passed(desk(day)).value == passed.sum()


def test_a_meeting_under_way_is_not_told_as_held_like_the_others() -> None:
    title = say.written(say.tally_title(desk("2025-06-06")))
    assert title.startswith("Ministers held five meetings, the last under way; ")
    assert "under way" not in say.written(say.tally_title(desk("2025-06-13")))
