"""What became known about a fact since a day: rows on the same subject, and rows that point to it."""

from __future__ import annotations

import pytest

from reportlib.analysis.changes import SUBJECT, changes, known_since
from reportlib.desk import open_desk
from reportlib.errors import NotFoundError
from reportlib.schemas import TABLES
from reportlib.words import stamp


def since(day: str, *facts: str, today: str = "2025-05-24") -> tuple[str, ...]:
    return known_since(open_desk(today), open_desk(day).as_of, facts)


def test_a_fact_not_yet_known_on_the_day_is_refused() -> None:
    with pytest.raises(NotFoundError, match="no fact 'concept-14-trump-post' is known on 2025-05-23"):
        since("2025-05-23", "concept-14-trump-post")


@pytest.mark.parametrize("fact", ["concept-2-7-union", "close-us-steel-2025-05-22", "coverage-deal"])
def test_a_row_about_something_else_is_no_follower(fact: str) -> None:
    assert since("2025-05-23", fact) == ()


@pytest.mark.parametrize(
    ("fact", "later"),
    [
        ("concept-14-plan-may-2025", ("concept-14-trump-post",)),
        ("claim-capex-14-plan", ("claim-capex-14-post",)),
    ],
)
def test_a_later_row_on_the_same_subject_is_noticed(fact: str, later: tuple[str, ...]) -> None:
    assert since("2025-05-23", fact) == later
    assert since("2025-05-23", fact, today="2025-05-23") == ()


def test_an_outcome_follows_its_deadline() -> None:
    found = since("2025-05-23", "deadline-steel-president-second", today="2025-06-13")
    assert found == ("outcome-steel-president-second-1", "outcome-steel-president-second-2")


def test_a_row_nobody_knows_has_no_words() -> None:
    with pytest.raises(NotFoundError, match="no-such-fact"):
        changes(open_desk("2025-05-24"), ["no-such-fact"])


@pytest.mark.parametrize(
    ("day", "fact", "said"),
    [
        (
            "2025-05-24", "concept-14-trump-post",
            "the same number is used for another sum, “Amount in the partnership post” (24 May 2025)",
        ),
        (
            "2025-05-24", "claim-capex-14-post",
            "Donald Trump put a number on the same subject, for “U.S. economy, mostly within 14 months” (24 May 2025)",
        ),
        (
            "2025-05-24", "judgement-outcome-no-deal-round-3",
            "the judgement “No agreement at round 3” came true (24 May 2025)",
        ),
        (
            "2025-06-06", "outcome-steel-president-second-1",
            "Presidential decision after the fresh review: “No order published by the date” (6 June 2025)",
        ),
        ("2025-05-30", "outcome-steel-rally-1", "Rally at Irvin Works: held (30 May 2025)"),
    ],
)  # fmt: skip
def test_a_stamp_is_made_of_clauses_that_stand_by_themselves(day: str, fact: str, said: str) -> None:
    assert stamp(changes(open_desk(day), [fact])) == f"Since it was written, this became known: {said}."


def test_every_row_of_the_record_can_be_said_in_a_stamp() -> None:
    desk = open_desk("2026-11-24")
    for name, frame in desk.tables.items():
        if TABLES[name].clock and "id" in frame.columns:
            assert all(stamp(changes(desk, [one])).count("“”") == 0 for one in frame["id"].head(40)), name


def test_every_subject_is_made_of_columns_of_its_table() -> None:
    for name, columns in SUBJECT.items():
        assert set(columns) <= {column for column, _ in TABLES[name].columns()}, name
