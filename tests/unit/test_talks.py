"""The talks in numbers, states and words at the days that matter."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest

from reportlib.analysis import deadlines, talks
from reportlib.analysis.talks import Phase
from reportlib.desk import Desk, open_desk
from reportlib.words import ics
from reportlib.words import talks as say

STEEL = "deadline-steel-president-second"
DAYS = (
    "2023-12-18", "2023-12-20", "2025-02-08", "2025-04-01", "2025-04-10", "2025-04-17", "2025-05-02", "2025-05-23",
    "2025-05-24", "2025-06-06", "2025-06-13", "2025-07-03", "2025-07-23", "2025-08-28", "2025-09-05", "2025-10-21",
    "2026-02-21", "2026-03-20", "2026-06-05", "2026-07-24", "2026-11-24",
)  # fmt: skip


@cache
def desk(day: str) -> Desk:
    return open_desk(day)


def seen(day: str, round_: str) -> pd.Series[Any]:
    frame = talks.attendance(desk(day)).value
    return frame.loc[frame["round"] == round_].iloc[0]


def test_nothing_to_score_is_refused() -> None:
    with pytest.raises(ValueError, match="no resolved forecast"):
        talks.brier([])


def test_no_score_is_printed_before_a_number_of_a_speaker_is_resolved() -> None:
    assert talks.score(desk("2025-07-23")) is None
    assert "no score is printed" in say.written(say.score_sentence(desk("2025-07-23")))


def test_ranges_of_ours_are_never_scored() -> None:
    score = talks.score(desk("2026-11-24"))
    assert score
    frame = talks.judgements(desk("2026-11-24")).value.set_index("id")
    assert set(frame.loc[list(score.n.facts), "range_by"]) == {"speaker"}
    assert (score.n.value, score.claims.value) == (5, 1)
    assert score.score.value == pytest.approx((0.46**2 + 0.295**2 + 0.25**2 + 0.25**2 + 0.23**2) / 5)
    assert score.even.value == 0.25


@pytest.mark.parametrize(
    ("forecasts", "expected"),
    [([(0.7, 1)], 0.09), ([(0.7, 0)], 0.49), ([(1, 1), (0, 0)], 0.0), ([(0.5, 1), (0.5, 0)], 0.25)],
)
def test_the_brier_vectors_hold(forecasts: list[tuple[float, float]], expected: float) -> None:
    assert talks.brier(forecasts) == pytest.approx(expected)


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


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ("2023-12-20", Phase.NONE), ("2025-04-01", Phase.DUTIES), ("2025-05-23", Phase.SOUGHT),
        ("2025-06-13", Phase.SOUGHT), ("2025-07-23", Phase.AGREED), ("2025-09-05", Phase.ORDERED),
        ("2025-09-17", Phase.IN_FORCE), ("2026-02-21", Phase.SURCHARGE), ("2026-06-05", Phase.PROPOSED),
        ("2026-07-24", Phase.REPLACED), ("2026-11-24", Phase.REPLACED),
    ],
)  # fmt: skip
def test_the_phase_is_read_from_the_record(day: str, phase: Phase) -> None:
    assert talks.situation(desk(day)).phase is phase


@pytest.mark.parametrize("day", DAYS)
def test_the_bottom_line_has_sixty_words_at_most_and_is_never_empty(day: str) -> None:
    lines = say.bottom_line(desk(day))
    assert 0 < sum(map(say.length, lines)) <= 60
    assert 0 < say.length(say.title(desk(day))) <= 14


def test_the_bottom_line_of_23_may_2025_says_what_was_known() -> None:
    text = " ".join(map(say.written, say.bottom_line(desk("2025-05-23"))))
    for phrase in ("offer more investment at round three", "$14.1bn in equity", "Bessent is not expected", "30 May",
                   "5 June, 13 days away", "Japanese officials doubt agreement today"):  # fmt: skip
        assert phrase in text, phrase


@pytest.mark.parametrize(
    ("day", "groups"),
    [
        ("2025-04-01", {"general": "base_only", "cars": "base_only", "steel": "additive"}),
        ("2025-05-23", {"general": "additive", "cars": "additive"}),
        ("2026-03-01", {"general": "additive", "cars": "floor15_inclusive_of_MFN"}),
    ],
)
def test_the_regime_follows_the_entry_day(day: str, groups: dict[str, str]) -> None:
    frame = talks.regime(desk(day)).value
    rules = dict(zip(frame["group"], frame["rule"], strict=True))
    assert {name: rules[name] for name in groups} == groups


def test_two_views_of_one_day_are_both_named() -> None:
    goods = list(say.regime_table(desk("2025-09-05")).value["goods"])
    assert goods[:2] == ["Goods in general, as collected", "Goods in general, as the law now says"]


def test_rates_past_the_horizon_carry_the_day_of_reading() -> None:
    assert "as last read on 18 September 2026" in say.written(say.regime_title(desk("2026-11-24")))
    assert "as last read" not in say.written(say.regime_title(desk("2026-07-24")))


def test_ends_of_the_record_are_told_only_past_them() -> None:
    assert say.record_ends(desk("2025-05-23")) == ()
    lines = [say.written(line) for line in say.record_ends(desk("2026-11-24"))]
    assert "No round or summit after 19 March 2026 is on record here." in lines
    assert "Rates as last read on 18 September 2026." in lines
    assert any("No ruling after 12 June 2026" in line for line in lines)
    assert any(line.startswith("Politics in Japan: read to 24 July 2026") for line in lines)


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


def test_judgements_are_never_filled_up_and_latest_come_first() -> None:
    assert say.key_judgements(desk("2023-12-20"), 5) == ()
    known = talks.open_judgements(desk("2025-05-23"), 5).value["known_on"]
    assert len(known) == 2
    assert known.is_monotonic_decreasing


def test_likelihood_and_confidence_stand_in_sentences_of_their_own() -> None:
    for line in say.key_judgements(desk("2025-05-23"), 5):
        first, *rest = say.written(line).split(". ")
        assert "likely (55–80%)" in first
        assert "confidence" not in first
        assert "word and range are ours" in rest[0]
        assert rest[-1].startswith("Confidence in the source: ")


def test_an_agreement_made_four_dates_late() -> None:
    frame = talks.slips(desk("2025-07-23")).value
    rows = frame.loc[frame["milestone"] == "tariff-agreement"]
    assert list(rows["row_kind"]) == ["promise"] * 4 + ["outcome"]
    assert "done 22 days after the first" in say.written(say.slip_title(desk("2025-07-23")))


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


def test_the_timeline_keeps_the_weightiest_of_each_lane_and_all_that_lies_ahead() -> None:
    frame = talks.timeline(desk("2025-09-05"), 120, 56).value
    past = frame.loc[frame["state"] == "happened"]
    assert past["lane"].value_counts().max() == 9
    rounds = set(past.loc[past["kind"] == "ministerial_round", "no"])
    assert rounds == {3, 4, 5, 6, 7, 8, 9, 10}
    assert (frame.loc[frame["state"] == "expected", "start"] >= pd.Timestamp("2025-09-05")).all()


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


def test_after_an_agreement_asks_and_gives_heard_of_before_are_left_to_the_file() -> None:
    for side in ("japan", "us"):
        before, whole = desk("2025-07-21"), desk("2026-11-24")
        assert talks.live_offers(before, side).value.equals(talks.standing_offers(before, side).value)
        live, every = talks.live_offers(whole, side).value, talks.standing_offers(whole, side).value
        assert set(live["id"]) < set(every["id"])
        assert (every.loc[~every["id"].isin(live["id"]), "on"] < pd.Timestamp("2025-07-22")).all()


def test_those_at_the_table_met_the_other_side_or_head_a_government() -> None:
    names = set(talks.at_the_table(desk("2025-05-23")).value["name"])
    assert {"Ryosei Akazawa", "Shigeru Ishiba", "Donald Trump", "Scott Bessent", "Howard Lutnick"} <= names
    assert "Takeshi Iwaya" not in names
    assert len(talks.at_the_table(desk("2023-12-20")).value) == len(talks.offices(desk("2023-12-20")).value)


def test_the_strip_draws_the_latest_of_each_speaker_on_each_claim() -> None:
    frame = talks.ranged(desk("2026-11-24")).value
    assert not frame.duplicated(["who", "claim"]).any()
    kalshi = frame.loc[frame["who"] == "Traders on Kalshi", "id"]
    assert list(kalshi) == ["judgement-scotus-upholds-kalshi-10-nov"]


def lead(day: str) -> str:
    return " ".join(map(say.written, say.bottom_line(desk(day))))


@pytest.mark.parametrize("day", DAYS)
def test_no_sentence_calls_a_floor_the_duty_itself(day: str) -> None:
    printed = [lead(day), say.written(say.regime_title(desk(day))), *say.regime_table(desk(day)).value["duty"]]
    assert not any("including base duty" in text for text in printed)


def test_light_trucks_are_told_apart_once_the_cars_pay_less_than_their_base_duty() -> None:
    before, after = (say.regime_table(desk(day)).value.set_index("group") for day in ("2025-09-05", "2025-09-17"))
    assert (before.loc["cars", "goods"], "light_trucks" in before.index) == ("Cars and light trucks", False)
    assert (after.loc["cars", "goods"], after.loc["cars", "duty"]) == (
        "Passenger cars", "15%, or base duty where higher",
    )  # fmt: skip
    assert after.loc["light_trucks", "duty"] == "25%, their base duty"


def test_two_views_of_one_day_are_named_in_the_sentence_too() -> None:
    for text in (lead("2025-09-05"), say.written(say.regime_title(desk("2025-09-05")))):
        assert "as collected" in text
        assert "law" in text
    assert "$550bn memorandum was signed" in lead("2025-09-05")


def test_a_rate_held_under_a_younger_law_says_since_when_it_is_paid() -> None:
    held = say.regime_table(desk("2026-11-24")).value.set_index("group")["held"]
    assert held["steel"] == held["aluminium"] == "4 June 2025; present law 6 April 2026"
    assert held["cars"] == "16 September 2025"


@pytest.mark.parametrize("day", ["2025-05-28", "2026-02-19", "2026-07-24"])
def test_no_law_in_force_is_called_void_unless_a_ruling_on_record_struck_it_down(day: str) -> None:
    assert not say.regime_table(desk(day)).value["law"].str.contains("void").any()


def test_a_law_struck_down_says_so_and_until_when_it_is_collected() -> None:
    law = say.regime_table(desk("2026-02-21")).value.set_index("group")["law"]
    assert law["general"].endswith("void by ruling of 20 February 2026; collected until 24 February 2026")
    assert law["cars"] == "section 232"


def test_a_ruling_is_said_with_its_stay() -> None:
    assert "voided the IEEPA tariffs on 28 May (stayed 29 May)" in lead("2025-06-06")
    for day in ("2025-06-06", "2025-06-13", "2025-07-23"):
        rows = say.legal_table(desk(day), 120, most=10).value.set_index("id")["title"]
        assert rows["legal-cit-voids-ieepa-tariffs-2025-05-28"].endswith("; stayed on appeal on 29 May 2025")
    assert talks.stays(desk("2026-06-11"))["ruling"].str.contains("s122").sum() == 0
    assert talks.stays(desk("2026-06-12"))["ruling"].str.contains("s122").sum() == 1


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        ("2026-07-24", {"tariff-s301-memo-12-5-2026-07-23", "tariff-s122-expires-s301-starts-2026-07-24"}),
        ("2026-11-24", {"tariff-s301-memo-12-5-2026-07-23", "tariff-s122-expires-s301-starts-2026-07-24"}),
        ("2026-02-21", {"tariff-eo-14345-implements-deal-2025-09-04"}),
        ("2025-05-23", {"tariff-eo-14257-reciprocal-24-2025-04-02"}),
    ],
)
def test_the_law_behind_the_general_duty_is_among_the_ten_steps(day: str, steps: set[str]) -> None:
    rows = say.legal_table(desk(day), 120, most=10).value
    assert steps <= set(rows["id"])
    assert rows["date"].is_monotonic_decreasing
    assert len(rows) <= 10


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


def test_a_weighty_event_since_is_said_to_bear_on_a_judgement_from_its_day_on() -> None:
    def steel(day: str) -> str:
        return next(text for text in map(say.written, say.key_judgements(desk(day), 5)) if "takeover" in text)

    assert "bears on this" not in steel("2025-06-06")
    assert "The order of 13 June 2025 bears on this: Trump allows the deal" in steel("2025-06-13")


def test_a_forecast_over_a_year_old_says_so_and_is_dropped_once_its_horizon_has_passed() -> None:
    lines = [say.written(line) for line in say.key_judgements(desk("2026-11-24"), 5)]
    assert any("Takahide Kiuchi, July 2025, more than a year ago" in line for line in lines)
    assert not any("old level" in line for line in lines)
    stale = say.stale_sentence(desk("2026-11-24"))
    assert stale
    assert say.written(stale).startswith("One judgement over a year old")
    assert say.stale_sentence(desk("2026-07-24")) is None


def test_what_the_president_decided_is_said() -> None:
    assert "allowed Nippon Steel’s purchase subject to a national security agreement on 13 June" in lead("2025-06-13")


@pytest.mark.parametrize(("day", "came", "known"), [("2025-06-06", 3, 4), ("2025-06-28", 5, 6), ("2026-11-24", 7, 9)])
def test_only_meetings_whose_attendance_is_known_are_counted(day: str, came: int, known: int) -> None:
    assert talks.attended(desk(day), "bessent").value == came
    assert talks.attendance_known(desk(day), "bessent").value == known


def test_an_outcome_tested_in_part_keeps_its_limit() -> None:
    ends = say.strip_data(desk("2026-11-24"), most=6).value.set_index("id")["ending"]
    assert ends["judgement-no-worse-than-deal"] == "came true on residual goods"
    assert say.written(say.strip_title(desk("2026-11-24"), most=6)).endswith("one of them in part")


@pytest.mark.parametrize(("day", "order"), [("2025-07-23", "yet"), ("2025-08-28", "in full yet")])
def test_an_order_that_may_still_come_is_not_denied(day: str, order: str) -> None:
    assert f"No order carries it out {order}." in lead(day)


def test_who_is_present_at_a_meeting_is_seen_that_day() -> None:
    held = say.offices_table(desk("2025-09-05")).value.set_index("name")["held"]
    assert held["Scott Bessent"] == "last seen in office on 7 August 2025"
    before = talks.offices(desk("2025-04-10")).value.set_index("name")["seen_on"]
    assert before["Scott Bessent"] == pd.Timestamp("2025-01-29")


def test_news_of_old_events_names_the_day_they_happened() -> None:
    told = say.news_table(desk("2025-06-13"), 7).value.set_index("id")["happened"]
    assert told["deal-trump-conditional-approval-2025-06-13"] == "same day"
    assert any(one.endswith("March 2024") for one in told)
    assert "Nothing new became known in the 7 days" in say.written(say.news_title(desk("2026-01-31"), 7))


def test_rice_is_named_and_named_once() -> None:
    for day, text in (
        ("2026-11-24", "US rice: Inside the minimum-access scheme, work under way"),
        ("2025-07-23", "US rice imports up by 75%"),
    ):
        assert text in set(say.offers_table(desk(day), "japan").value["text"])


@pytest.mark.parametrize(
    ("day", "phrase"),
    [
        ("2025-07-23", "The extended pause ends on 1 August 2025, 9 days away."),
        ("2026-11-24", "Polysilicon duty starts on 4 December 2026, 10 days away."),
    ],
)
def test_the_next_step_of_law_is_a_sentence(day: str, phrase: str) -> None:
    assert phrase in lead(day)


def test_the_law_of_the_general_duty_past_the_horizon_carries_the_day_of_reading() -> None:
    assert say.written(say.law_title(desk("2026-11-24"))).endswith("(last read 18 September 2026)")
    assert "last read" not in say.written(say.law_title(desk("2026-07-24")))
