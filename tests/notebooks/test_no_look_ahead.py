"""What becomes known tomorrow changes no byte of today's pages, and a correct page says it is alone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from reportlib import loaders
from reportlib.editions import briefings
from reportlib.publish import build
from tests.notebooks.homes import ROOT, order
from tests.notebooks.tomorrow import DATED, SOURCE, copy_home, learn

FORMATS = ("html", "pdf")


def pages(home: Path, as_of: str, *names: str) -> dict[str, bytes]:
    """Every file of these briefings (default: all), built in this home."""
    outcomes = build(order(home, as_of=as_of, formats=FORMATS, briefings=names))
    assert [outcome.error for outcome in outcomes] == [None] * len(outcomes)
    return files(home / "reports" / as_of)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the editions in a folder but the manifests, which hold clock and host."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: data for name, data in found.items() if not name.endswith("manifest.json")}


def home_of_tomorrow(folder: Path, today: str) -> Path:
    """A copy of the repository whose record knows one more row in every dated table, all of the day after."""
    home = copy_home(folder)
    learn(home, date.fromisoformat(today) + timedelta(days=1))
    before, after = loaders.load(ROOT), loaders.load(home)
    assert {name: len(after[name]) - len(before[name]) for name in DATED} == dict.fromkeys(DATED, 1)
    return home


@pytest.mark.slow
def test_rows_known_tomorrow_change_no_byte_of_today(tmp_path: Path, editions: Path) -> None:
    day = "2025-05-23"
    before, after = files(editions / day), pages(home_of_tomorrow(tmp_path, day), day)
    assert {f"{name}/{name}.{kind}" for name in briefings(ROOT) for kind in FORMATS} <= set(before)
    assert set(after) == set(before)
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.slow
def test_nor_do_they_on_a_late_day_on_which_the_weekly_shows_a_piece_of_every_other(tmp_path: Path) -> None:
    day = "2026-07-24"
    before = pages(copy_home(tmp_path / "one"), day, "weekly")
    assert pages(home_of_tomorrow(tmp_path / "two", day), day, "weekly") == before


@pytest.mark.slow
def test_the_same_rows_do_change_tomorrow(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    learn(home, date(2025, 5, 24))
    made = pages(home, "2025-05-24", "scenarios", "talks")
    assert b"A tree of tomorrow" in made["scenarios/scenarios.html"]
    cited = json.loads((home / "reports/2025-05-24/talks/provenance.json").read_text())["sources"]
    assert SOURCE in json.dumps(cited)
