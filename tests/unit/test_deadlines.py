"""The state of a deadline follows the day, the reach of the record, and how exactly the date is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportlib.analysis import deal
from reportlib.analysis.deadlines import Deadline, State, deadline, states, up_on
from reportlib.blocks import plain
from reportlib.desk import open_desk
from reportlib.errors import NotFoundError
from reportlib.exhibits.prose import compose
from reportlib.words import deal_tables, investment, scenarios, talks
from reportlib.words.tense import ahead, deadline_sentence
from reportlib.words.weekly.rows import row_words
from tests.notebooks.tomorrow import amend, append, copy_home

ID = "deadline-tested"
STEEL = "deadline-steel-president-second"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copy_home(tmp_path)


def due(home: Path, day: str, precision: str, *, on: str = "2025-09-15", track: str = "deal") -> Deadline:
    """What is known on `day` of one more deadline, due on 15 September 2025 as exactly as said."""
    row = {"id": ID, "due": on, "due_precision": precision, "known_on": "2025-08-01", "source": "src-smu-2025-05-19"}
    blank = dict.fromkeys(("case", "step", "set_by", "from_event"), "")
    append(home, "deadlines", {**row, **blank, "coverage_track": track})
    return deadline(open_desk(day, home=home), ID)


def test_a_deadline_that_is_not_known_is_refused_with_the_way_to_those_that_are() -> None:
    with pytest.raises(NotFoundError, match="no deadline 'nope' is known on 2025-05-23") as refused:
        deadline(open_desk("2025-05-23"), "nope")
    assert 'desk.ids("deadlines")' in refused.value.tip


def test_a_desk_shown_in_a_cell_says_its_day_and_size_and_no_table() -> None:
    shown = repr(open_desk("2025-05-23", on="2025-06-04"))
    assert shown.startswith("Desk(as_of=2025-05-23, on=2025-06-04: ")
    assert shown.endswith(" rows)")
    assert len(shown) < 80


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


def resolved(home: Path, precision: str, happened: str) -> Deadline:
    """The deadline of 15 September 2025, decided on a day."""
    row = {"id": "outcome-tested", "deadline": ID, "outcome": "decided", "date": happened, "known_on": "2025-10-20"}
    append(home, "deadline_outcomes", {**row, "source": "src-smu-2025-05-19", "from_event": "", "detail": ""})
    return due(home, "2025-10-20", precision)


@pytest.mark.parametrize(
    ("precision", "happened", "slip"),
    [("day", "2025-09-20", 5), ("month", "2025-10-03", 3), ("month", "2025-09-20", -10), ("month", "2025-09-30", 0)],
)
def test_slip_and_days_left_count_from_the_same_day(home: Path, precision: str, happened: str, slip: int) -> None:
    found = resolved(home, precision, happened)
    assert found.slip
    assert found.slip.value == slip
    assert found.slip.inputs["due"] == found.left.inputs["due"] == up_on(date(2025, 9, 15), precision).isoformat()
    row = states(open_desk("2025-10-20", home=home)).value.set_index("id").loc[ID]
    assert (row["slip"], row["left"]) == (slip, found.left.value)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2025-09-20", "10 days remain to the end of September 2025, the month of the vote."),
        ("2025-09-30", "The vote is set for September 2025, which ends today."),
        ("2025-10-02", "The September 2025 vote passed without a recorded decision; the month ended 2 days ago."),
    ],
)
def test_a_month_is_never_told_as_a_day(home: Path, day: str, text: str) -> None:
    sentence = deadline_sentence(due(home, day, "month"), actor="The parties", name="vote")
    assert plain(compose(sentence.template, sentence.values).runs) == text


@pytest.mark.parametrize(
    ("happened", "text"),
    [
        ("2025-09-20", "20 September 2025, in the month of the vote."),
        ("2025-10-03", "3 October 2025, 3 days after the end of September 2025, the month of the vote."),
        ("2025-08-30", "30 August 2025, 31 days before the end of September 2025, the month of the vote."),
    ],
)
def test_what_was_decided_is_told_beside_the_month(home: Path, happened: str, text: str) -> None:
    sentence = deadline_sentence(resolved(home, "month", happened), actor="The parties", name="vote")
    assert plain(compose(sentence.template, sentence.values).runs) == f"The parties decided on {text}"


@pytest.mark.parametrize(
    ("precision", "start", "end", "summary", "when"),
    [
        ("day", "20250915", "20250916", "Presidential", "When: 15 September 2025\\n"),
        ("approximate", "20250915", "20250916", "(around 15 September 2025)", "When: around 15 September 2025\\n"),
        ("window_end", "20250915", "20250916", "(by 15 September 2025)", "When: by 15 September 2025\\n"),
        ("month", "20250901", "20251001", "(in September 2025)", "When: September 2025\\n"),
    ],
)
def test_a_calendar_and_the_table_say_no_more_of_a_date_than_is_known(
    home: Path, precision: str, start: str, end: str, summary: str, when: str
) -> None:
    due(home, "2025-09-10", precision)
    desk = open_desk("2025-09-10", home=home)
    said = str(talks.next_dates(desk).value.set_index("id").loc[ID, "when"])
    (entry,) = (one for one in talks.dates_ics(desk).replace("\r\n ", "").split("BEGIN:VEVENT") if f"UID:{ID}@" in one)
    assert f"DTSTART;VALUE=DATE:{start}\r\nDTEND;VALUE=DATE:{end}\r\n" in entry
    assert summary in entry
    assert when in entry
    assert f"When: {said}\\n" in entry
    assert ("STATUS:CONFIRMED" in entry) == (precision == "day")


def test_behind_us_a_month_is_printed_as_a_month() -> None:
    lines = [talks.written(line) for line in talks.open_ends(open_desk("2026-11-24"))]
    (line,) = (one for one in lines if one.startswith("Union contract"))
    assert line.startswith("Union contract at U.S. Steel expires, September 2026: our sources on U.S. Steel end on")
    assert "before that month;" in line
    assert "30 September" not in line
    assert deadline(open_desk("2026-11-24"), "deadline-usw-contract").due.as_scalar() == "2026-09"


MONTH = ("month", "September 2025")
ROUGH = [MONTH, ("approximate", "around 15 September 2025"), ("window_end", "by 15 September 2025")]


@pytest.mark.parametrize(("precision", "said"), [*ROUGH, ("computed", "15 September 2025")])
def test_tables_and_the_weekly_print_a_date_as_exactly_as_it_is_known(home: Path, precision: str, said: str) -> None:
    due(home, "2025-09-10", precision)
    amend(home, "deadlines", ID, {"track": "investment"})
    desk = open_desk("2025-09-10", home=home)
    assert investment.dates_table(desk).value.set_index("id").loc[ID, "day"] == said
    assert deal_tables.date_table(states(desk)).value.set_index("id").loc[ID, "day"] == said
    assert row_words(desk, "deadlines", ID).endswith(f", due {said}")


@pytest.mark.parametrize(
    ("day", "precision", "mover", "sign", "line"),
    [
        ("2025-05-23", "month", "due June 2025, its end in 38 days", "expected June 2025",
         "A decision is due in June, its end 38 days away."),
        ("2025-05-23", "approximate", "due around 5 June 2025, in 13 days", "expected around 5 June 2025",
         "A decision is due around 5 June, 13 days away."),
        ("2025-05-23", "day", "due 5 June 2025, in 13 days", "day 5 June 2025",
         "A decision is due by 5 June, 13 days away."),
    ],
)  # fmt: skip
def test_scenarios_tell_what_is_due_as_exactly_as_it_is_known(
    home: Path, day: str, precision: str, mover: str, sign: str, line: str
) -> None:
    amend(home, "deadlines", STEEL, {"due_precision": precision})
    desk = open_desk(day, home=home)
    (name,) = desk.trees
    assert mover in set(scenarios.movers_table(desk, name).value["state_words"])
    assert f"not yet due; {sign}" in set(scenarios.signposts_table(desk, name).value["state_words"])
    assumed = deal.assume(desk, low=25, mid=30, high=35)
    assert line in [talks.written(one) for one in scenarios.bottom_line(desk, assumed, None, None)]


@pytest.mark.parametrize(("day", "left"), [("2025-09-14", "1 day"), ("2025-09-15", "0 days")])
def test_how_far_ahead_a_deadline_lies_is_told_of_the_day_it_is_up(home: Path, day: str, left: str) -> None:
    found = due(home, day, "day")
    told = compose(f"Due {ahead(found, exact='by', form='short')}.", {"due": found.due, "left": found.left})
    assert plain(told.runs) == f"Due by 15 September, {left} away."
