"""The record of the talks laid out: news, timeline, asks and gives, offices, where it ends."""

from __future__ import annotations

import pandas as pd
import pytest

from reportlib.analysis import talks
from reportlib.words import talks as say
from tests.unit.talks_days import DAYS, desk, lead


def test_news_of_old_events_names_the_day_they_happened() -> None:
    told = say.news_table(desk("2025-06-13"), 7).value.set_index("id")["happened"]
    assert told["deal-trump-conditional-approval-2025-06-13"] == "same day"
    assert any(one.endswith("March 2024") for one in told)


def test_the_timeline_keeps_the_weightiest_of_each_lane_and_all_that_lies_ahead() -> None:
    frame = talks.timeline(desk("2025-09-05"), 120, 56).value
    past = frame.loc[frame["state"] == "happened"]
    assert past["lane"].value_counts().max() == 9
    rounds = set(past.loc[past["kind"] == "ministerial_round", "no"])
    assert rounds == {3, 4, 5, 6, 7, 8, 9, 10}
    assert (frame.loc[frame["state"] == "expected", "start"] >= pd.Timestamp("2025-09-05")).all()


def test_after_an_agreement_asks_and_gives_heard_of_before_are_left_to_the_file() -> None:
    for side in ("japan", "us"):
        before, whole = desk("2025-07-21"), desk("2026-11-24")
        assert talks.live_offers(before, side).value.equals(talks.standing_offers(before, side).value)
        live, every = talks.live_offers(whole, side).value, talks.standing_offers(whole, side).value
        assert set(live["id"]) < set(every["id"])
        assert (every.loc[~every["id"].isin(live["id"]), "on"] < pd.Timestamp("2025-07-22")).all()


def test_rice_is_named_and_named_once() -> None:
    for day, text in (
        ("2026-11-24", "US rice: Inside the minimum-access scheme, work under way"),
        ("2025-07-23", "US rice imports up by 75%"),
    ):
        assert text in set(say.offers_table(desk(day), "japan").value["text"])


def test_those_at_the_table_met_the_other_side_or_head_a_government() -> None:
    names = set(talks.at_the_table(desk("2025-05-23")).value["name"])
    assert {"Ryosei Akazawa", "Shigeru Ishiba", "Donald Trump", "Scott Bessent", "Howard Lutnick"} <= names
    assert "Takeshi Iwaya" not in names
    assert len(talks.at_the_table(desk("2023-12-20")).value) == len(talks.offices(desk("2023-12-20")).value)


def test_who_is_present_at_a_meeting_is_seen_that_day() -> None:
    held = say.offices_table(desk("2025-09-05")).value.set_index("name")["held"]
    assert held["Scott Bessent"] == "last on record in office on 7 August 2025"
    before = talks.offices(desk("2025-04-10")).value.set_index("name")["seen_on"]
    assert before["Scott Bessent"] == pd.Timestamp("2025-04-08")


@pytest.mark.parametrize(
    ("day", "name", "office"),
    [
        ("2025-04-10", "Ryosei Akazawa", "Tariff negotiator with the US"),
        ("2026-11-24", "Ryosei Akazawa", "Minister of Economy, Trade and Industry"),
    ],
)
def test_who_holds_the_pen_is_read_from_the_offices(day: str, name: str, office: str) -> None:
    held = talks.negotiator(desk(day))
    assert held
    assert (held.name.value, held.office.value) == (name, office)


def test_nobody_holds_the_pen_before_one_is_named() -> None:
    assert talks.negotiator(desk("2025-04-01")) is None
    assert "Nobody is named" in say.written(say.pen(desk("2025-04-01")))


def test_ends_of_the_record_are_told_only_past_them() -> None:
    assert say.record_ends(desk("2025-05-23")) == ()
    lines = [say.written(line) for line in say.record_ends(desk("2026-11-24"))]
    assert "No round or summit after 19 March 2026 is on record here." in lines
    assert "Rates as last read on 18 September 2026." in lines
    assert any("No ruling after 12 June 2026" in line for line in lines)
    assert any(line.startswith("Politics in Japan: read to 24 July 2026") for line in lines)


@pytest.mark.parametrize("day", ["2026-01-31", "2026-08-20", "2026-09-18", "2026-10-15", "2026-11-24"])
def test_no_day_that_was_not_read_is_said_to_have_brought_nothing(day: str) -> None:
    told = say.written(say.news_title(desk(day), 7))
    ends = [desk(day).horizon(one) for one in ("talks", "legal", "tariff-law", "deal", "investment", "politics")]
    assert ("Nothing new became known" in told) <= (min(ends) == desk(day).as_of), told


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-03-20", "Nothing new became known in the 7 days up to this one."),
        ("2026-01-31", "Nothing is on record for the 7 days up to this one. Not read up to this day: U.S. Steel."),
        ("2026-07-24", "Three events on record for the last 7 days"),
        (
            "2026-11-24",
            "Our reading of events ends on 18 September 2026, before the 7 days up to this one; what became known in"
            " them is not on record.",
        ),
    ],
)
def test_how_far_our_sources_reach_decides_what_is_said_of_the_last_days(day: str, told: str) -> None:
    assert say.written(say.news_title(desk(day), 7)) == told


def test_tracks_not_read_up_to_the_day_are_named_under_the_news() -> None:
    assert say.unread_note(desk("2025-05-23")) == ""
    assert say.unread_note(desk("2026-07-24")) == "Not read up to this day: the courts and U.S. Steel."


def test_how_exactly_the_day_of_a_meeting_is_known_is_said_everywhere() -> None:
    assert list(say.attendance_table(desk("2025-05-23")).value["dates"])[-1] == "around 30 May 2025"
    assert "Leaders are to meet around 16 June" in lead("2025-06-06")
    assert "Leaders are to meet on 19 March, 26 days away." in lead("2026-02-21")


@pytest.mark.parametrize(
    ("day", "who", "on"),
    [
        ("2025-05-23", "Shigeru Ishiba", "2025-05-23"), ("2026-03-13", "Jamieson Greer", "2026-03-12"),
        ("2026-07-24", "Donald Trump", "2026-07-23"),
    ],
)  # fmt: skip
def test_who_acts_in_an_event_is_on_record_that_day_with_its_source(day: str, who: str, on: str) -> None:
    row = talks.at_the_table(desk(day)).value.set_index("name").loc[who]
    assert row["seen_on"] == pd.Timestamp(on)
    events = desk(day)["events"].loc[lambda frame: frame["actors"].str.contains(who) & (frame["date"] == on)]
    assert set(row["source"].split(";")) & set(events["source"])


@pytest.mark.parametrize("day", DAYS)
def test_nobody_is_on_record_after_the_day(day: str) -> None:
    assert not (talks.offices(desk(day)).value["seen_on"] > pd.Timestamp(day)).any()


@pytest.mark.parametrize(
    ("day", "side", "reached", "title"),
    [
        ("2025-08-28", "japan", "asked", "Japan: seven gives and one ask since the agreement"),
        ("2025-09-05", "japan", "met in part", "Japan: seven gives and one ask since the agreement"),
        ("2025-10-21", "japan", "met on 16 September 2025", "Japan: seven gives since the agreement; one ask met"),
        ("2025-10-21", "us", "ordered", "Washington: five gives and one ask since the agreement"),
        (
            "2026-02-21", "us", "void since 20 February 2026",
            "Washington: three gives and one ask since the agreement; two gives void",
        ),
    ],
)  # fmt: skip
def test_what_was_met_or_lost_its_law_is_told_so_and_not_counted(day: str, side: str, reached: str, title: str) -> None:
    told = say.offers_table(desk(day), side).value.set_index("item")["reached"]
    assert told["no-stacking"] == reached
    assert say.written(say.offers_title(desk(day), side)) == title
