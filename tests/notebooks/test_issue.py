"""Briefings of one day that contradict one another are held together; then what stands beside a build and is none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from reportlib.publish import Outcome, build
from tests.notebooks.homes import RECORD, make_home, order
from tests.notebooks.tiny import BLOCKS, MASTHEAD, PARAMETERS, PROSE, write_notebook

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("tiny_kernels")]

OTHER_RECORD = replace(RECORD, digests=lambda day: {"events": "f" * 64})


def page(nb: nbformat.NotebookNode, name: str, wanted: str, paper: str) -> bytes:
    return b"page"


def made(home: Path, *, record: Any = RECORD, **changes: Any) -> tuple[list[Outcome], list[str]]:
    warned: list[str] = []
    outcomes = build(order(home, **changes), record=record, render=page, warn=warned.append)
    return outcomes, warned


def says(home: Path, name: str, days: int) -> None:
    """Let a notebook say how many days are left."""
    prose = PROSE.replace("13", str(days))
    cells = [("code", PARAMETERS), ("code", BLOCKS), ("code", MASTHEAD.replace('"simple"', f'"{name}"'))]
    write_notebook(home / "notebooks" / f"{name}.ipynb", [*cells, ("code", prose)])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two briefings that agree, published, and a third that prints nothing of the kind."""
    home = make_home(tmp_path, "simple", "prints", "looks")
    says(home, "prints", 13)
    outcomes, warned = made(home)
    assert [one.error for one in outcomes] == [None, None, None]
    assert warned == []
    return home


def test_two_briefings_that_contradict_each_other_are_both_held_and_the_third_is_published(home: Path) -> None:
    before = [(home / "reports/2025-05-23" / name / "manifest.json").read_bytes() for name in ("simple", "prints")]
    says(home, "prints", 12)
    (simple, prints, looks), _ = made(home, anew=True)
    for outcome in (simple, prints):
        message = str(outcome.error)
        assert "the finding simple.days: '13 days' (13, days) in simple, '12 days' (12, days) in prints" in message
        assert "Compute the quantity once" in outcome.error.tip  # type: ignore[union-attr]
        kept = home / "reports/.failed/2025-05-23" / outcome.briefing / "error.txt"
        assert "contradict each other" in kept.read_text()
    assert looks.error is None
    after = [(home / "reports/2025-05-23" / name / "manifest.json").read_bytes() for name in ("simple", "prints")]
    assert after == before
    assert not list((home / "reports/.cache/stage").glob("*"))


def test_a_briefing_that_contradicts_one_published_from_the_same_record_is_held_alone(home: Path) -> None:
    says(home, "prints", 12)
    (outcome,), warned = made(home, briefings=("prints",))
    assert "simple stands published from the same record" in outcome.error.tip  # type: ignore[union-attr]
    assert warned == []
    assert (home / "reports/2025-05-23/simple/manifest.json").is_file()


def test_an_edition_published_from_another_record_is_older_and_no_contradiction(home: Path) -> None:
    says(home, "prints", 12)
    (outcome,), warned = made(home, briefings=("prints",), record=OTHER_RECORD)
    assert outcome.error is None
    assert len(warned) == 1
    assert "looks, simple: older than this build (other: events), so not compared" in warned[0]
    assert "reportlib build looks simple --as-of 2025-05-23" in warned[0]


def test_an_edition_of_the_day_that_cannot_be_read_is_told_of_and_stops_nothing(home: Path) -> None:
    (home / "reports/2025-05-23/simple/manifest.json").write_text("{")
    (outcome,), warned = made(home, briefings=("prints",), anew=True)
    assert outcome.error is None
    assert "simple: left out of the comparison of the day" in warned[0]


def test_a_briefing_that_failed_is_no_party_to_a_contradiction(home: Path) -> None:
    says(home, "prints", 12)
    path = home / "notebooks/simple.ipynb"
    book = json.loads(path.read_text())
    book["cells"][-1]["source"] += "\nraise ValueError('stop')"
    path.write_text(json.dumps(book))
    (simple, prints, _), _ = made(home)
    assert "stop" in str(simple.error)
    assert prints.error is None


def test_list_and_feed_are_renewed_by_a_build_that_publishes_and_only_by_one(home: Path) -> None:
    index, feed = home / "reports/index.html", home / "reports/feed.xml"
    assert index.read_text().count('class="title"') == 3
    before = index.read_bytes(), feed.read_bytes()
    says(home, "prints", 12)
    outcomes, _ = made(home, briefings=("prints",))
    assert outcomes[0].error is not None
    assert (index.read_bytes(), feed.read_bytes()) == before
    made(home, as_of="2025-05-24", briefings=("looks",))
    assert 'datetime="2025-05-24"' in index.read_text()
    assert feed.read_text().count("<entry>") == 4


def test_a_list_that_cannot_be_written_is_an_outcome_of_its_own(home: Path) -> None:
    (home / "reports/feed.xml").unlink()
    (home / "reports/feed.xml").mkdir()
    (looks, listed), _ = made(home, briefings=("looks",))
    assert looks.error is None
    assert listed.briefing == "index.html"
    assert "the editions are published" in str(listed.error)
