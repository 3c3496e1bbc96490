"""The state of a deadline follows the day, the reach of the record, and how exactly the date is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlib.analysis.deadlines import Deadline, State, deadline, states
from reportlib.desk import open_desk
from reportlib.words.tense import deadline_sentence
from tests.notebooks.tomorrow import append, copy_home

ID = "deadline-tested"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copy_home(tmp_path)


def due(home: Path, day: str, precision: str, *, on: str = "2025-09-15", track: str = "deal") -> Deadline:
    """What is known on `day` of one more deadline, due on 15 September 2025 as exactly as said."""
    row = {"id": ID, "due": on, "due_precision": precision, "known_on": "2025-08-01", "source": "src-smu-2025-05-19"}
    blank = dict.fromkeys(("case", "step", "set_by", "from_event"), "")
    append(home, "deadlines", {**row, **blank, "coverage_track": track})
    return deadline(open_desk(day, home=home), ID)


@pytest.mark.parametrize("precision", ["approximate", "window_end"])
def test_a_date_known_roughly_passes_and_is_never_overdue(home: Path, precision: str) -> None:
    found = due(home, "2025-09-16", precision)
    assert (found.state, found.precision) == (State.PASSED, precision)


@pytest.mark.parametrize("day", ["2025-09-16", "2025-09-30"])
def test_a_month_is_not_over_before_its_last_day(home: Path, day: str) -> None:
    found = due(home, day, "month")
    assert found.state is State.PENDING
    assert found.left.value == 30 - int(day[-2:])
    assert found.left.inputs["due"] == "2025-09-30"


def test_a_month_is_overdue_once_it_is_over(home: Path) -> None:
    found = due(home, "2025-10-01", "month")
    assert (found.state, found.left.value) == (State.OVERDUE, -1)


@pytest.mark.parametrize("precision", ["day", "computed"])
@pytest.mark.parametrize(("day", "state"), [("2025-09-15", State.PENDING), ("2025-09-16", State.OVERDUE)])
def test_a_day_is_overdue_the_day_after(home: Path, precision: str, day: str, state: State) -> None:
    assert due(home, day, precision).state is state


@pytest.mark.parametrize("precision", ["day", "approximate", "window_end"])
def test_past_the_end_of_the_record_a_date_is_unknown_however_exact(home: Path, precision: str) -> None:
    assert due(home, "2026-02-01", precision, on="2026-01-15").state is State.UNKNOWN


def test_a_month_in_which_the_record_ends_is_unknown_not_overdue(home: Path) -> None:
    assert due(home, "2026-11-24", "month", on="2026-09-05", track="talks").state is State.UNKNOWN


@pytest.mark.parametrize(("day", "past"), [("2025-12-31", False), ("2026-01-01", True), ("2026-01-31", True)])
def test_pending_past_the_record_is_told_from_pending_within_it(home: Path, day: str, past: bool) -> None:
    found = due(home, day, "day", on="2026-12-31")
    assert (found.state, found.is_past_horizon) == (State.PENDING, past)
    assert states(open_desk(day, home=home)).value.set_index("id").loc[ID, "is_past_horizon"] == past
    assert ("as last read on" in deadline_sentence(found, actor="The parties", name="date").template) == past


def test_what_became_of_a_deadline_rests_on_the_row_that_says_so() -> None:
    found = deadline(open_desk("2025-06-13"), "deadline-steel-president-second")
    assert found.outcome_on
    assert found.slip
    both = ("deadline-steel-president-second", "outcome-steel-president-second-2")
    assert found.outcome_on.facts == found.slip.facts == both
    assert set(both) <= set(states(open_desk("2025-06-13"), "deal").facts)
