"""The manifest: what its schema refuses and what verification notices, then that both accept a good one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reportlib.errors import PublishError
from reportlib.press.labels import grouped
from reportlib.publish.identity import library_digest, tools
from reportlib.publish.manifest import MANIFEST, schema, schema_faults, surroundings, verify, write_manifest

HASH = "a" * 64


def content(**changes: Any) -> dict[str, Any]:
    """A manifest without its files."""
    good = {
        "briefing": "talks",
        "title": "Talks",
        "as_of": "2025-05-23",
        "on": "2025-05-23",
        "cutoff": None,
        "coverage": "",
        "parameters": {"as_of": "2025-05-23", "share": 0.5},
        "content_id": "0123456789ab",
        "paper": "a4",
        "library": {"version": "1", "sources": HASH},
        "tools": {"typst": "1"},
        "tables": {"events": HASH},
        "findings": [{"briefing": "talks", "key": "k", "value": 1.5, "unit": "%", "text": "1.5%", "sources": []}],
        "exhibits": [],
        "sources": [],
        "warnings": [],
        "created": {"at": "2026-11-24T08:00:00+00:00", "host": "", "git": None, "seconds": {"html": 0.1}},
    }
    return good | changes


def edition(folder: Path, **changes: Any) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "talks.html").write_text("page")
    (folder / "data" / "rounds.csv").write_text("a\n1\n")
    write_manifest(folder, content(**changes))
    return folder


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"extra": 1}, "extra"),
        ({"as_of": "23 May 2025"}, "$.as_of"),
        ({"content_id": "0123 4567 89ab"}, "$.content_id"),
        ({"paper": "a5"}, "$.paper"),
        ({"briefing": "../talks"}, "$.briefing"),
        ({"parameters": {"as_of": None}}, "$.parameters.as_of"),
        ({"findings": [{"key": "k"}]}, "$.findings[0]"),
        ({"tables": {"events": "short"}}, "$.tables.events"),
        ({"created": {"at": "now", "host": "", "git": None, "seconds": {}}}, "$.created.at"),
    ],
)
def test_a_manifest_that_departs_from_its_schema_is_not_written(
    tmp_path: Path, changes: dict[str, Any], where: str
) -> None:
    with pytest.raises(PublishError) as caught:
        edition(tmp_path / "e", **changes)
    assert where in caught.value.message
    assert not (tmp_path / "e" / MANIFEST).exists()


@pytest.mark.parametrize("name", sorted(content()))
def test_every_part_of_a_manifest_is_required(name: str) -> None:
    whole = {"schema_version": 1, "files": {"talks.html": {"sha256": HASH, "bytes": 1}}, **content()}
    assert schema_faults(whole) == []
    del whole[name]
    assert any(name in fault for fault in schema_faults(whole))


def test_a_path_out_of_the_edition_is_no_file_of_it() -> None:
    for path in ("../x", "/etc/passwd", "data/../../x"):
        whole = {"schema_version": 1, "files": {path: {"sha256": HASH, "bytes": 1}}, **content()}
        assert schema_faults(whole)


def test_a_changed_a_missing_and_an_added_file_are_each_noticed(tmp_path: Path) -> None:
    folder = edition(tmp_path / "e")
    (folder / "talks.html").write_text("other")
    (folder / "data" / "rounds.csv").unlink()
    (folder / "stray.txt").write_text("")
    assert verify(folder) == [
        "data/rounds.csv: missing",
        "talks.html: not the file the manifest names",
        "stray.txt: not in the manifest",
    ]


@pytest.mark.parametrize("text", [None, "", "[]", '{"files": []}', '{"files": {"a": 1}}'])
def test_an_edition_without_a_readable_manifest_is_not_complete(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / MANIFEST).write_text(text)
    assert verify(tmp_path)[0].startswith("manifest.json: unreadable")


def test_a_good_edition_verifies_and_its_numbers_are_numbers(tmp_path: Path) -> None:
    folder = edition(tmp_path / "e")
    assert verify(folder) == []
    written = json.loads((folder / MANIFEST).read_text())
    assert written["findings"][0]["value"] == 1.5
    assert written["files"]["talks.html"]["bytes"] == 4


def test_the_schema_is_a_schema() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema())


def test_surroundings_do_without_a_repository(tmp_path: Path) -> None:
    around = surroundings(tmp_path, datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert (around["at"], around["git"]) == ("2026-11-24T08:00:00+00:00", None)


def test_the_library_and_its_tools_are_named() -> None:
    assert len(library_digest()) == 64
    assert tools()["typst"]
    assert grouped("0123456789ab") == "0123 4567 89ab"
