"""What every briefing says on two days. Where it moved on purpose, copy the file the failure names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.golden import DAYS, as_text, differences, golden_file, listed, make, read, read_edition, strays
from tests.notebooks.homes import REAL_DAYS, ROOT

DAYS_13 = {"days": {"value": 13, "unit": "days", "text": "13 days"}}


def complaint(golden: Path, made: Path, said: list[str]) -> str:
    """What moved, which file was made, and over which to copy it if it is right."""
    lines = "\n  ".join(said)
    return f"{golden.relative_to(ROOT)}:\n  {lines}\nIf the new findings are right:\n  cp {made} {golden}"


def test_a_finding_that_moved_came_or_went_is_told_of() -> None:
    moved = {"days": {"value": 12, "unit": "days", "text": "12 days"}}
    assert differences(DAYS_13, moved) == ["days: was '13 days' (13, days), is '12 days' (12, days)"]
    assert differences({}, DAYS_13) == ["days: was not there, is '13 days' (13, days)"]
    assert differences(DAYS_13, {}) == ["days: was '13 days' (13, days), is not there"]
    assert differences(DAYS_13, dict(DAYS_13)) == []


def test_the_complaint_names_the_file_made_and_the_one_to_copy_it_over(tmp_path: Path) -> None:
    golden, made = golden_file("2025-05-23", "talks"), tmp_path / "talks.json"
    said = complaint(golden, made, differences(DAYS_13, {}))
    assert said.startswith("tests/golden/2025-05-23/talks.json:\n  days: was '13 days'")
    assert said.endswith(f"cp {made} {golden}")


def test_a_golden_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(as_text(DAYS_13), encoding="utf-8")
    assert read(tmp_path / "a.json") == DAYS_13
    assert read(tmp_path / "none.json") == {}


def test_every_golden_file_belongs_to_a_briefing_and_a_day() -> None:
    assert strays() == []


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("briefing", listed())
def test_the_findings_of_a_briefing_are_the_golden_ones(
    briefing: str, day: str, tmp_path: Path, editions: Path
) -> None:
    golden, made = golden_file(day, briefing), tmp_path / f"{briefing}.json"
    now = read_edition(editions / day / briefing) if day in REAL_DAYS else make(day, briefing, tmp_path / "out")
    made.write_text(as_text(now), encoding="utf-8")
    said = differences(read(golden), now)
    assert not said, complaint(golden, made, said)
