"""Dates of the talks: ahead, behind without a word, and in the calendar file."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest

from reportlib.analysis import deadlines, talks
from reportlib.desk import open_desk
from reportlib.words import ics
from reportlib.words import talks as say
from tests.unit.talks_days import DAYS, desk

STEEL = "deadline-steel-president-second"


@pytest.mark.parametrize(
    ("day", "state", "left"),
    [
        ("2025-05-23", "pending", 13), ("2025-06-05", "pending", 0), ("2025-06-06", "overdue", -1),
        ("2025-06-07", "overdue", -2), ("2025-06-13", "decided", -8), ("2026-11-24", "decided", -537),
    ],
)  # fmt: skip
def test_the_steel_decision_passes_through_its_states(day: str, state: str, left: int) -> None:
    due = deadlines.deadline(desk(day), STEEL)
    assert (due.state, due.left.value, due.due.value) == (state, left, date(2025, 6, 5))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-06-06", "5 June 2025: that day passed 1 day ago without a recorded outcome"),
        ("2025-06-07", "5 June 2025: that day passed 2 days ago without a recorded outcome"),
    ],
)
def test_an_overdue_date_says_for_how_many_days(day: str, expected: str) -> None:
    assert any(expected in say.written(line) for line in say.open_ends(desk(day)))


def test_a_date_known_only_roughly_is_never_called_overdue() -> None:
    lines = [say.written(line) for line in say.open_ends(desk("2025-05-23"))]
    assert lines == ["Intensive ministerial talks from mid-May, around 15 May 2025: no outcome is on record."]


def test_unknown_never_borrows_the_words_of_pending_or_overdue() -> None:
    states = deadlines.states(desk("2026-11-24")).value
    unknown = states.loc[states["state"] == "unknown"]
    assert (unknown["due"] > unknown["horizon"]).all()
    lines = [say.written(line) for line in say.open_ends(desk("2026-11-24"))]
    assert len(lines) == len(unknown)
    for line in lines:
        assert re.search(r"our sources on [\w. -]+ end on", line), line
        assert not re.search(r"\bago\b|remain|\baway\b|passed", line)
    pending = say.next_dates(desk("2026-11-24")).value
    assert set(pending["id"]).isdisjoint(unknown["id"])
    assert (pending["due"] >= pd.Timestamp("2026-11-24")).all()


@pytest.mark.parametrize("day", DAYS)
def test_every_day_ahead_in_the_bottom_line_is_among_the_next_dates(day: str) -> None:
    ahead = {one.date() for one in talks.dates_ahead(desk(day)).value["due"]}
    for line in say.bottom_line(desk(day)):
        for name, value in line.values.items():
            if not isinstance(value, str) and value.unit == "date" and value.value > desk(day).as_of:
                assert value.value in ahead, (name, say.written(line))


@pytest.mark.parametrize(("day", "left"), [("2025-09-05", "13 days"), ("2026-02-21", "3 days")])
def test_the_next_date_is_that_of_the_bottom_line(day: str, left: str) -> None:
    assert say.written(say.dates_title(desk(day))).endswith(f"the next is {left} away")
    assert talks.dates_ahead(desk(day)).value["left"].is_monotonic_increasing


def test_two_steps_of_one_day_are_one_date() -> None:
    frame = talks.dates_ahead(desk("2025-05-23")).value
    assert len(frame) == frame["due"].nunique() + 1
    assert say.written(say.dates_title(desk("2025-05-23"))).startswith("Seven dates ahead")


def test_a_round_that_meets_today_is_not_around_today() -> None:
    first = say.next_dates(desk("2025-05-23")).value.iloc[0]
    assert (first["when"], first["what"]) == ("23 May 2025", "Round 3 of the talks")
    assert say.next_dates(desk("2025-05-22")).value.iloc[0]["when"] == "around 23 May 2025"


@pytest.mark.parametrize("day", ["2025-05-23", "2026-11-24"])
def test_the_calendar_is_well_formed_and_the_same_each_time(day: str) -> None:
    text = say.dates_ics(desk(day))
    assert text == say.dates_ics(open_desk(day))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    uids = re.findall(r"^UID:(.+)\r$", text, re.MULTILINE)
    assert len(uids) == len(set(uids)) == len(say.next_dates(desk(day)).value)
    assert text.count("DTSTAMP:" + day.replace("-", "") + "T000000Z") == len(uids)


def test_text_of_a_calendar_cannot_open_a_property_of_its_own() -> None:
    day, hostile = date(2025, 5, 23), "x\r\nATTACH:y; z, \\"
    entry = ics.Entry(id="a", first=day, last=day, summary=hostile, description="é" * 80, firm=False)
    text = ics.calendar([entry], name="n", stamped=day)
    assert "\r\nATTACH" not in text
    assert "SUMMARY:x\\nATTACH:y\\; z\\, \\\\" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-07-16", "25% on all goods of Japan, by letter"),
        ("2025-07-23", "25% on all goods of Japan, by letter; agreed otherwise on 22 July 2025"),
        ("2025-07-30", "25% on all goods of Japan, by letter; agreed otherwise on 22 July 2025"),
        ("2025-07-31", None),
    ],
)
def test_a_date_that_was_agreed_otherwise_stays_ahead_until_an_order_replaces_it(
    day: str, expected: str | None
) -> None:
    named = [what for what in say.next_dates(desk(day)).value["what"] if "by letter" in what]
    assert named == ([expected] if expected else [])


def test_a_date_past_the_end_of_the_record_of_its_track_says_how_far_it_was_read() -> None:
    told = say.next_dates(desk("2026-02-21")).value.set_index("id")["certainty"]
    assert told["deadline-mill-site"] == "expected, as last read on 31 December 2025"
    assert told["deadline-us-steel-2028"] == "fixed by law, as last read on 31 December 2025"
    assert told["deadline-s122-150"] == "fixed by law"
    for day in DAYS:
        frame = say.next_dates(desk(day)).value
        marked = frame["certainty"].astype(str).str.contains("as last read on")
        assert (marked == frame["read_to"].notna()).all()
        assert (pd.to_datetime(frame["read_to"]).dropna() < pd.Timestamp(day)).all()
