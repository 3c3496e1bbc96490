"""The table of the story (docs/story.md): every statement has an exhibit that is in an edition, and a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.notebooks.homes import ROOT

ROW = re.compile(r"^\| (S\d\d) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs/story.md").read_text(encoding="utf-8"))


def shown_in(cell: str) -> list[tuple[str, str]]:
    """Briefing and key of every exhibit a cell names."""
    return re.findall(r"`([a-z]+)#([a-z-]+)`", cell)


def test_all_twenty_eight_statements_are_there_in_order() -> None:
    assert [one for one, *_ in ROWS] == [f"S{number:02}" for number in range(1, 29)]


@pytest.mark.parametrize(("statement", "tests"), [(row[0], row[3]) for row in ROWS])
def test_every_test_it_names_exists(statement: str, tests: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", tests)
    assert named, statement
    for path, function in named:
        assert f"\ndef {function}(" in (ROOT / path).read_text(encoding="utf-8"), function


def test_a_statement_without_an_exhibit_is_about_the_words_of_a_page() -> None:
    assert [one for one, _, cell, _ in ROWS if not shown_in(cell)] == ["S01", "S19", "S25"]


@pytest.mark.slow
def test_every_exhibit_it_names_is_in_an_edition(editions: Path) -> None:
    named = {pair for _, _, cell, _ in ROWS for pair in shown_in(cell)}
    missing = [
        f"{briefing}#{key}" for briefing, key in sorted(named)
        if not list(editions.glob(f"*/{briefing}/data/{key}.csv"))
        or not any(f'id="exhibit-{key}"' in page.read_text() for page in editions.glob(f"*/{briefing}/{briefing}.html"))
    ]  # fmt: skip
    assert missing == []
