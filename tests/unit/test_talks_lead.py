"""Phase and bottom line of the talks: chosen by the record, short, and true on the day."""

from __future__ import annotations

import pytest

from reportlib.analysis import talks
from reportlib.analysis.talks import Phase
from reportlib.words import talks as say
from reportlib.words.sentences import written
from tests.unit.talks_days import DAYS, desk, lead


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


def test_what_the_president_decided_is_said() -> None:
    assert "allowed Nippon Steel’s purchase subject to a national security agreement on 13 June" in lead("2025-06-13")


@pytest.mark.parametrize(("day", "order"), [("2025-07-23", "yet"), ("2025-08-28", "in full yet")])
def test_an_order_that_may_still_come_is_not_denied(day: str, order: str) -> None:
    assert f"No order carries it out {order}." in lead(day)


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2025-07-23", "Japan and Washington settle on 15% and $550bn"),
        ("2025-08-06", "The framework of 15% and $550bn stands, not yet ordered in full"),
    ],
)
def test_a_settlement_is_news_for_a_week(day: str, title: str) -> None:
    assert say.written(say.title(desk(day))) == title


def test_a_rate_that_starts_tomorrow_is_in_the_bottom_line() -> None:
    assert "From 7 August goods in general are to pay 15% on top of base duty." in lead("2025-08-06")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-02-21", "Court voids the general duty; a surcharge is to take its place"),
        ("2026-02-26", "Court voids the general duty; a surcharge takes its place"),
        ("2026-03-20", "A surcharge of 10% stands in for the duty a court voided"),
    ],
)
def test_a_ruling_is_news_for_a_week_and_then_the_state_of_things(day: str, said: str) -> None:
    assert written(say.title(desk(day))) == said
