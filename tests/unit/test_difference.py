"""What differs between two editions, and the reason that the papers of both give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportlib.errors import NotFoundError
from reportlib.publish.difference import difference

PAPERS: dict[str, Any] = {"value": 1, "unit": "count", "text": "one", "sources": ["s"], "facts": ["f"], "formula": "",
                          "inputs": {}}  # fmt: skip


def edition(folder: Path, *findings: dict[str, Any], rows: str = "a\n1\n", **changes: Any) -> Path:
    """The folder of an edition with these findings and one table."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "rounds.csv").write_text(rows)
    manifest = {
        "briefing": "talks", "variant": "", "title": "Talks", "as_of": "2025-05-23", "on": "2025-05-23",
        "parameters": {"as_of": "2025-05-23"}, "tables": {"events": "1" * 64}, "library": {"sources": "2" * 64},
        "content_id": "0" * 12, "exhibits": [{"key": "rounds", "title": "Rounds"}],
    } | changes  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "provenance.json").write_text(json.dumps({"findings": [PAPERS | one for one in findings]}))
    return folder


def told(before: Path, after: Path) -> list[str]:
    return [str(one) for one in difference(before, after)]


def test_a_folder_that_is_no_edition_is_refused(tmp_path: Path) -> None:
    good = edition(tmp_path / "good")
    (tmp_path / "bad").mkdir()
    for pair in ((good, tmp_path / "bad"), (tmp_path / "none", good)):
        with pytest.raises(NotFoundError, match="expected an edition, found none"):
            difference(*pair)


def test_an_edition_does_not_differ_from_itself(tmp_path: Path) -> None:
    one = edition(tmp_path / "one", {"key": "talks.rounds"})
    assert told(one, one) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"formula": "count: rows"}, "other formula: count: rows"),
        ({"inputs": {"rows": 2}}, "other inputs: rows not there → 2"),
        ({"facts": ["f", "g"]}, "other facts: with g"),
        ({"facts": ["g"]}, "other facts: without f, with g"),
        ({"sources": ["t"]}, "other sources: without s, with t"),
        ({}, "same papers: a row was corrected, or the library computes otherwise"),
    ],
)
def test_a_finding_that_moved_says_why(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    before = edition(tmp_path / "one", {"key": "talks.rounds"})
    after = edition(tmp_path / "two", {"key": "talks.rounds", "value": 2, "text": "two"} | change)
    assert told(before, after) == [f"finding talks.rounds moved: one → two ({reason})"]


def test_findings_exhibits_rows_and_inputs_are_told_in_that_order(tmp_path: Path) -> None:
    before = edition(tmp_path / "one", {"key": "talks.gone"}, exhibits=[{"key": "rounds", "title": "Three rounds"}])
    after = edition(
        tmp_path / "two", {"key": "talks.new"}, rows="a\n2\n3\n", tables={"events": "3" * 64, "rounds": "4" * 64},
        exhibits=[{"key": "rounds", "title": "Four rounds"}], parameters={"as_of": "2025-05-24"},
    )  # fmt: skip
    assert told(before, after) == [
        "finding talks.gone removed: one",
        "finding talks.new added: one",
        "exhibit rounds moved: Three rounds → Four rounds",
        "rows of rounds moved: 1 gone → 2 new",
        "parameter as_of moved: 2025-05-23 → 2025-05-24",
        "table events moved: 111111111111 → 333333333333",
        "table rounds added: 444444444444",
    ]
