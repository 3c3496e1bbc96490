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
    """Every file of these briefings (default: all) but the manifests, which hold clock and host."""
    outcomes = build(order(home, as_of=as_of, formats=FORMATS, briefings=names))
    assert [outcome.error for outcome in outcomes] == [None] * len(outcomes)
    folder = home / "reports" / as_of
    found = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: data for name, data in found.items() if not name.endswith("manifest.json")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("as_of", "names"),
    # The weekly shows a piece of each of the others.
    [("2025-05-23", tuple(briefings(ROOT))), ("2026-07-24", ("weekly",))],
)
def test_rows_known_tomorrow_change_no_byte_of_today(tmp_path: Path, as_of: str, names: tuple[str, ...]) -> None:
    today = date.fromisoformat(as_of)
    before = pages(copy_home(tmp_path / "one"), as_of, *names)
    home = copy_home(tmp_path / "two")
    learn(home, today + timedelta(days=1))
    added = {name: len(loaders.load(home)[name]) - len(loaders.load(tmp_path / "one")[name]) for name in DATED}
    assert added == dict.fromkeys(DATED, 1)
    after = pages(home, as_of, *names)
    assert {f"{name}/{name}.{kind}" for name in names for kind in FORMATS} <= set(before)
    assert set(after) == set(before)
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.slow
def test_the_same_rows_do_change_tomorrow(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    learn(home, date(2025, 5, 24))
    made = pages(home, "2025-05-24")
    assert b"A tree of tomorrow" in made["scenarios/scenarios.html"]
    cited = json.loads((home / "reports/2025-05-24/talks/provenance.json").read_text())["sources"]
    assert SOURCE in json.dumps(cited)
