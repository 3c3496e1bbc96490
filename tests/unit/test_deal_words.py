"""The sentences and titles of the deal, by what is known on a day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from reportlib.analysis import deal
from reportlib.desk import open_desk
from reportlib.words import deal as words
from reportlib.words.deal_tables import date_table
from tests.notebooks.tomorrow import amend, copy_home
from tests.unit.deal_desk import desk, said, usual


def test_the_due_day_of_the_second_decision_is_said_to_be_known_from_the_press_alone() -> None:
    first, second = desk("2024-12-24"), desk("2025-05-23")
    by_law = words.due_basis(deal.open_case(first), deal.statute(first)["president"])
    reported = words.due_basis(deal.open_case(second), deal.statute(second)["president"])
    assert by_law
    assert reported
    assert "press" not in said(by_law)
    assert said(reported).startswith("The due day is 15 days from delivery")
    assert "press reports alone" in said(reported)
    clocks = deal.clock(second).value.set_index("clock")["is_reported"]
    assert clocks[clocks].index.tolist() == ["president_second"]
    certainty = date_table(deal.next_dates(second)).value.set_index("id")["certainty"]
    assert certainty["deadline-steel-president-second"] == "reported, not binding"


def days_of_change() -> list[str]:
    frame = desk("2026-11-24")
    known = pd.concat([frame[name]["known_on"] for name in ("cfius_steps", "deal_terms", "us_steel_quoted_closes")])
    first = pd.Timestamp(frame.first_day)
    return sorted({f"{day:%Y-%m-%d}" for day in known if day >= first} | {"2025-06-05", "2025-06-12", "2026-01-01"})


@pytest.mark.parametrize("day", days_of_change())
def test_the_bottom_line_keeps_to_sixty_words_and_every_brace_has_a_value(day: str) -> None:
    view = desk(day)
    case = deal.open_case(view)
    last = deal.last_odds(view, usual(view))
    title = words.title(case)
    headline = said(title)
    lines = words.bottom_line(case, last)
    text = " ".join(said(line) for line in lines)
    assert len(headline.split()) <= 16
    assert 5 < len(text.split()) <= 60, text


# ---------------------------------------------------------------- the decision and its due day
def decided_on(home: Path, outcome: str) -> deal.Case:
    """The second decision taken on another day than 13 June 2025, as known a week after it."""
    copy_home(home)
    for table, fact, column in (
        ("deadline_outcomes", "outcome-steel-president-second-2", "date"),
        ("cfius_steps", "cfius-second-decided", "date"),
    ):
        amend(home, table, fact, {column: outcome})
    return deal.open_case(open_desk("2025-06-13", home=home))


@pytest.mark.parametrize(
    ("outcome", "when", "sentence"),
    [
        ("2025-06-04", "1 day before the due day", "decided on 4 June 2025, 1 day before the 5 June 2025 due day"),
        ("2025-06-05", "on the due day", "decided on 5 June 2025, the due day for"),
        ("2025-06-06", "1 day after the due day", "decided on 6 June 2025, 1 day after the 5 June 2025 due day"),
    ],
)
def test_a_decision_is_told_against_its_due_day(tmp_path: Path, outcome: str, when: str, sentence: str) -> None:
    case = decided_on(tmp_path, outcome)
    assert said(words.title(case)) == f"U.S. Steel deal allowed on conditions, {when}"
    assert f", {when}, if the parties sign" in said(words.bottom_line(case, None)[0])
    assert said(words.clock_title(case)) == f"The second decision came {when}"
    spoken = words.decision(case)
    assert spoken
    assert sentence in said(spoken)


def test_without_a_due_day_nothing_is_said_of_lateness() -> None:
    case = replace(deal.open_case(desk("2025-06-13")), decision=None)
    assert said(words.title(case)) == "U.S. Steel deal allowed on conditions, on a day set against no due day"
    assert words.decision(case) is None


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2025-06-04", "Partnership announced, no order signed: U.S. Steel decision due by 5 June"),
        ("2025-06-05", "Partnership announced, no order signed: U.S. Steel decision due by 5 June"),
        ("2025-06-06", "Decision day on U.S. Steel passed 1 day ago without an order"),
        ("2025-06-12", "Decision day on U.S. Steel passed 7 days ago without an order"),
    ],
)
def test_a_due_day_that_passed_is_told_as_passed(day: str, title: str) -> None:
    assert said(words.title(deal.open_case(desk(day)))) == title


def test_the_first_due_day_passed_without_an_order_is_told_as_passed(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    for table, fact in (
        ("cfius_steps", "cfius-first-decided"),
        ("deadline_outcomes", "outcome-steel-president-first-1"),
    ):
        amend(home, table, fact, {"known_on": "2025-01-20"})
    case = deal.open_case(open_desk("2025-01-08", home=home))
    assert case.stage == "referred"
    assert said(words.title(case)) == "Day for the president’s decision on U.S. Steel passed without an order"
    assert "passed 1 day ago without a recorded decision" in " ".join(map(said, words.bottom_line(case, None)))
