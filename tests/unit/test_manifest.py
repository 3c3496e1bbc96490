"""The manifest: what its schema refuses and what verification notices, then that both accept a good one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from reportlib.editions import read_cells
from reportlib.errors import NotFoundError, PublishError
from reportlib.press.labels import grouped
from reportlib.publish import identity
from reportlib.publish.identity import library_digest, tools
from reportlib.publish.manifest import MANIFEST, schema, schema_faults, surroundings, verify, write_manifest
from tests.notebooks.homes import ROOT
from tests.notebooks.tiny import write_notebook

HASH = "a" * 64


def content(**changes: Any) -> dict[str, Any]:
    """A manifest without its files."""
    good = {
        "briefing": "talks",
        "title": "Talks",
        "as_of": "2025-05-23",
        "variant": "",
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


def test_without_its_own_metadata_the_packages_are_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(identity, "requires", none)
    with pytest.raises(NotFoundError, match="reportlib is not installed"):
        identity.tools.__wrapped__()


def test_a_package_that_is_asked_for_and_lacking_is_called_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_contourpy(name: str) -> str:
        if name == "contourpy":
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(identity, "version", without_contourpy)
    assert identity.tools.__wrapped__() == tools() | {"contourpy": "absent"}


def test_a_package_behind_another_changes_the_content_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = read_cells(write_notebook(tmp_path / "talks.ipynb", [("code", "as_of = 1  # day")]))

    def made_with(changes: dict[str, str]) -> str:
        monkeypatch.setattr(identity, "tools", lambda: tools() | changes)
        return identity.content_id(briefing="talks", tables={}, notebook=notebook, parameters={}, paper="a4")

    behind = ("brotli", "kiwisolver", "contourpy", "pillow", "markupsafe", "pydantic-core")
    assert set(behind) <= set(tools())
    assert len({made_with({}), *(made_with({name: "0"}) for name in behind)}) == 1 + len(behind)


def test_every_package_of_a_page_is_pinned_and_no_tool_of_tests_or_editors_is_among_them() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    assert set(tools()) - {"python"} - pinned == set()
    assert not {"pytest", "ruff", "mypy", "playwright", "jupyterlab", "notebook", "typer"} & set(tools())


def test_every_requirement_left_out_is_one_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {Requirement(line).name for line in project["dependencies"]}
    assert declared >= identity.NO_PART
    assert declared - identity.NO_PART <= set(tools())


BY_CHANCE = {
    # jsonschema's checks of formats, none of which is asked for
    "arrow", "fqdn", "isoduration", "jsonpointer", "lark", "rfc3339-validator", "rfc3986-validator", "rfc3987-syntax",
    "six", "uri-template", "webcolors",
    # what pandera makes examples with, what the parser of nbconvert could use instead of Python's own
    "hypothesis", "sortedcontainers", "lxml",
    # a hook in every environment, and a place where nbconvert looks for a stylesheet that our page does not use
    "setuptools", "notebook",
}  # fmt: skip
"""Loaded where they happen to be installed, required by nothing, and writing nothing."""

LOADS = """
import json, pkgutil, sys
from importlib import import_module
import reportlib
for room in pkgutil.walk_packages(reportlib.__path__, "reportlib."):
    if room.name not in ("reportlib.__main__", "reportlib.cli", "reportlib.editions_cli", "reportlib.options",
                         "reportlib.printed"):
        import_module(room.name)
import ipykernel.kernelapp, matplotlib.pyplot, matplotlib.backends.backend_svg, pydantic
from reportlib.publish import build
from tests.notebooks.homes import RECORD, make_home, order
from pathlib import Path
(made,) = build(order(make_home(Path(sys.argv[1]), "simple"), formats=("html", "pdf")), record=RECORD)
assert made.error is None, made.error
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.slow
def test_whatever_a_build_loads_is_among_the_tools_of_the_content_id(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    brought_by = packages_distributions()
    loaded = {
        canonicalize_name(package)
        for module in json.loads(done.stdout.splitlines()[-1])
        for package in brought_by.get(module, [])
    }
    assert {"matplotlib", "kiwisolver", "brotli", "typst", "ipykernel", "pandas"} <= loaded
    assert sorted(loaded - set(tools()) - identity.NO_PART - BY_CHANCE - {"reportlib"}) == []


def test_the_library_and_its_tools_are_named() -> None:
    assert len(library_digest()) == 64
    assert tools()["typst"] == version("typst")
    assert grouped("0123456789ab") == "0123 4567 89ab"
