"""`reportlib verify` and `reportlib diff`: what stands is held against its papers, and made again to compare."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportlib import cli
from reportlib.errors import NotFoundError
from reportlib.publish import build
from reportlib.publish.rebuild import differing
from tests.notebooks.homes import CREATED, RECORD, TODAY, make_home, order

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = make_home(tmp_path_factory.mktemp("home"), "simple", facts=True)
    (one,) = build(order(place))
    assert one.status == "published"
    return place


@pytest.fixture
def home(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own, with one edition published."""
    place = tmp_path / "home"
    shutil.copytree(built, place, symlinks=True)
    monkeypatch.setenv("REPORTLIB_HOME", str(place))
    monkeypatch.setattr(cli, "_today", lambda: TODAY)
    return place


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli.app, list(words))
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("command", [["verify", "2025-05-24/simple"], ["diff", "2025-05-23/simple", "nothing"]])
def test_an_edition_that_is_not_there_is_bad_input(home: Path, command: list[str]) -> None:
    code, _, said = run(*command)
    assert code == 2
    assert "no edition" in said
    assert "like reports/2025-05-23/talks" in said


def test_a_whole_edition_is_found_by_day_or_by_path(home: Path) -> None:
    for name in ("2025-05-23/simple", str(home / "reports" / "2025-05-23" / "simple")):
        code, said, _ = run("verify", name)
        assert (code, said.endswith("every file is as its manifest says\n")) == (0, True)


def test_a_file_that_changed_is_named_and_the_exit_code_says_so(home: Path) -> None:
    (home / "reports" / "2025-05-23" / "simple" / "simple.html").write_text("other")
    code, _, said = run("verify", "2025-05-23/simple")
    assert code == 1
    assert "simple.html: not the file the manifest names" in said
    code, answer, _ = run("verify", "2025-05-23/simple", "--json")
    assert (code, json.loads(answer)["faults"]) == (1, ["simple.html: not the file the manifest names"])


def test_made_again_it_comes_out_the_same(home: Path) -> None:
    code, said, _ = run("verify", "2025-05-23/simple", "--rebuild")
    assert (code, said.endswith("every file comes out the same\n")) == (0, True)


def test_made_again_from_another_notebook_it_says_what_differs(home: Path) -> None:
    path = home / "notebooks" / "simple.ipynb"
    path.write_text(path.read_text().replace("value=13", "value=12").replace("13 days", "12 days"))
    code, _, said = run("verify", "2025-05-23/simple", "--rebuild")
    assert code == 1
    assert "simple.html: comes out otherwise when made again" in said
    assert "finding simple.days moved: 13 days → 12 days" in said


def test_what_can_no_longer_be_made_is_told_as_the_error_it_is(home: Path, tmp_path: Path) -> None:
    folder = home / "reports" / "2025-05-23" / "simple"
    (home / "notebooks" / "simple.ipynb").unlink()
    with pytest.raises(NotFoundError, match="no notebook"):
        differing(folder, home=home, today=TODAY, created=CREATED, record=RECORD)
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(NotFoundError, match="expected an edition"):
        differing(folder, home=home, today=TODAY, created=CREATED, record=RECORD)


def test_the_difference_of_two_days_is_lines_or_an_object(home: Path) -> None:
    build(order(home, as_of="2025-05-24"))
    code, said, _ = run("diff", "2025-05-23/simple", "2025-05-24/simple")
    assert (code, "parameter as_of moved: 2025-05-23 → 2025-05-24" in said) == (0, True)
    code, answer, _ = run("diff", "2025-05-23/simple", "2025-05-24/simple", "--json")
    first = next(one for one in json.loads(answer)["changes"] if one["key"] == "as_of")
    assert first == {"what": "parameter", "key": "as_of", "change": "moved", "before": "2025-05-23",
                     "after": "2025-05-24", "reason": ""}  # fmt: skip
    code, said, _ = run("diff", "2025-05-23/simple", "2025-05-23/simple")
    assert said == "no difference in what they say and what they were made from\n"
