"""What was foretold on the talks: judgements, their scores, promised days against actual ones."""

from __future__ import annotations

import pytest

from reportlib.analysis import talks
from reportlib.words import talks as say
from tests.unit.talks_days import DAYS, desk


def key_sentences(day: str) -> list[str]:
    """The key judgements of a day as text."""
    return [say.written(line) for line in say.key_judgements(desk(day), 5)]


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


def test_a_weighty_event_since_is_said_to_bear_on_a_judgement_from_its_day_on() -> None:
    def steel(day: str) -> str:
        return next(text for text in map(say.written, say.key_judgements(desk(day), 5)) if "takeover" in text)

    assert "bears on this" not in steel("2025-06-06")
    assert "The order of 13 June 2025 bears on this: Trump allows the deal" in steel("2025-06-13")


def test_a_forecast_says_its_horizon_and_is_left_to_the_figure_once_over_a_year_old() -> None:
    (young,) = (line for line in key_sentences("2026-07-24") if "Takahide Kiuchi" in line)
    assert "Its horizon is 31 December 2026." in young
    assert say.stale_sentence(desk("2026-07-24")) is None
    lines = key_sentences("2026-11-24")
    assert not any("Kiuchi" in line or "old level" in line for line in lines)
    stale = say.stale_sentence(desk("2026-11-24"))
    assert stale
    expected = "Two judgements over a year old and without outcome are left to the figure below."
    assert say.written(stale) == expected
    assert {"Takahide Kiuchi", "Ryosei Akazawa"} <= set(say.strip_data(desk("2026-11-24"), 6).value["who"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-06-13", "Tariff agreement: two dates named so far, still open"),
        ("2025-07-23", "Tariff agreement: three dates, done 22 days after the first named"),
    ],
)
def test_the_title_of_the_slip_chart_counts_different_dates(day: str, expected: str) -> None:
    assert say.written(say.slip_title(desk(day))) == expected
    said = say.slip_data(desk(day)).value.loc[lambda frame: frame["name"] == "Tariff agreement"]
    dates = said.loc[said["row_kind"] == "promise", "promised_to"]
    assert len(dates) > dates.nunique() == {"two": 2, "three": 3}[expected.split()[2]]


def test_the_strip_draws_the_latest_of_each_speaker_on_each_claim() -> None:
    frame = talks.ranged(desk("2026-11-24")).value
    assert not frame.duplicated(["who", "claim"]).any()
    kalshi = frame.loc[frame["who"] == "Traders on Kalshi", "id"]
    assert list(kalshi) == ["judgement-scotus-upholds-kalshi-10-nov"]


def test_an_outcome_tested_in_part_keeps_its_limit() -> None:
    ends = say.strip_data(desk("2026-11-24"), most=6).value.set_index("id")["ending"]
    assert ends["judgement-no-worse-than-deal"] == "came true on residual goods"
    assert say.written(say.strip_title(desk("2026-11-24"), most=6)).endswith("one of them in part")


def test_an_agreement_made_four_dates_late() -> None:
    frame = talks.slips(desk("2025-07-23")).value
    rows = frame.loc[frame["milestone"] == "tariff-agreement"]
    assert list(rows["row_kind"]) == ["promise"] * 4 + ["outcome"]
    assert "done 22 days after the first" in say.written(say.slip_title(desk("2025-07-23")))


@pytest.mark.parametrize("day", DAYS)
def test_no_single_event_is_said_to_bear_on_the_economy(day: str) -> None:
    rows = talks.judgements(desk(day)).value
    for _, row in rows.loc[rows["turns_on"] == "economy"].iterrows():
        assert talks.bearing(desk(day), row) is None
    assert not any("recession" in text and "bears on this" in text for text in key_sentences(day))


@pytest.mark.parametrize("day", DAYS)
def test_what_bears_on_a_judgement_concerns_what_it_turns_on(day: str) -> None:
    law = talks.steps(desk(day)).set_index("id")
    kinds = {"agreement": {2, 3, 4, 5}, "general_duty": {3, 4, 5}, "car_duty": {2}, "court": {4}}
    for _, row in talks.judgements(desk(day)).value.iterrows():
        event = talks.bearing(desk(day), row)
        if event is None:
            continue
        assert event["known_on"] > row["known_on"]
        if row["turns_on"] == "steel_case":
            assert event["track"] == "deal"
        elif event["id"] != "talks-framework-deal-2025-07-22" or row["turns_on"] not in ("general_duty", "car_duty"):
            assert law.loc[event["id"], "weight"] in kinds[row["turns_on"]], (row["claim"], event["title"])


def test_an_order_on_the_general_duty_bears_on_a_judgement_of_it() -> None:
    (line,) = (text for text in key_sentences("2026-02-21") if "old level" in text)
    assert "The ruling of 20 February 2026 bears on this: Supreme Court strikes down IEEPA tariffs 6-3." in line


@pytest.mark.parametrize(("day", "outcome"), [("2025-07-23", "open"), ("2025-07-30", "open"), ("2025-07-31", "false")])
def test_an_agreement_bears_on_a_judgement_about_duties_but_does_not_decide_it(day: str, outcome: str) -> None:
    frame = talks.judgements(desk(day)).value.set_index("id")
    assert frame.loc["judgement-live-by-letter", "outcome"] == outcome
    told = [text for text in key_sentences(day) if text.startswith("25% applies to Japan")]
    assert len(told) == (outcome == "open")
    assert all("The announcement of 22 July 2025 bears on this: Framework deal" in text for text in told)
