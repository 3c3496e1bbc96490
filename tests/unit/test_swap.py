"""Putting editions in place: refusals first, then every instant at which a build may be cut off."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from reportlib.errors import PublishError
from reportlib.publish import recover, swap
from reportlib.publish.manifest import list_files, verify

ROOT = Path(__file__).parents[2]


class Cut(BaseException):
    """The power went."""


def stage(out: Path, version: int) -> Path:
    folder = swap.new_stage(out)
    (folder / "data").mkdir()
    (folder / "talks.html").write_text(f"version {version}" * 100)
    (folder / "data" / "rounds.csv").write_text(f"version\n{version}\n")
    (folder / "manifest.json").write_text(json.dumps({"version": version, "files": list_files(folder)}))
    return folder


def publish(out: Path, version: int) -> Path:
    with swap.locked(out, wait_s=0):
        return swap.put_in_place(out, stage(out, version), "2025-05-23", "talks")


def version_of(folder: Path) -> int:
    return int(json.loads((folder / "manifest.json").read_text())["version"])


@pytest.mark.parametrize("name", ["..", "../x", "a/b", "", "Talks", "talks.html", ".failed"])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublishError, match="not the name of an edition"):
        swap.edition_folder(tmp_path, "2025-05-23", name)


@pytest.mark.parametrize("link", ["2025-05-23", "2025-05-23/talks"])
def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path, link: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / link).parent.mkdir(parents=True)
    (out / link).symlink_to(elsewhere)
    with pytest.raises(PublishError, match="a link leads out of"):
        swap.edition_folder(out, "2025-05-23", "talks")


def test_a_folder_that_is_no_edition_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "2025-05-23" / "talks").mkdir(parents=True)
    (tmp_path / "2025-05-23" / "talks" / "thesis.txt").write_text("mine")
    with pytest.raises(PublishError, match="no edition"):
        publish(tmp_path, 1)
    assert (tmp_path / "2025-05-23" / "talks" / "thesis.txt").read_text() == "mine"


def test_a_second_build_is_told_that_another_holds_the_folder(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from reportlib.publish.swap import locked\n"
        "with locked(Path(sys.argv[1]), wait_s=0): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with (
            pytest.raises(PublishError, match="another build has been writing here") as caught,
            swap.locked(tmp_path, wait_s=0.1),
        ):
            pytest.fail("two builds at once")
        assert "--out" in caught.value.tip
        assert recover(tmp_path) == []
        other.communicate()


@pytest.mark.parametrize("kind", ["a file", "read only"])
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    if kind == "a file":
        out.write_text("")
    elif os.geteuid() == 0:
        pytest.skip("the superuser may write anywhere")
    else:
        out.mkdir(mode=0o500)
    with pytest.raises(PublishError, match="cannot write here"), swap.locked(out, wait_s=0):
        pass


def test_an_output_folder_that_is_a_link_itself_is_fine(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    assert version_of(publish(tmp_path / "out", 1)) == 1


def test_an_edition_replaces_the_one_before_and_leaves_no_trace_of_it(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    folder = publish(tmp_path, 2)
    assert version_of(folder) == 2
    assert verify(folder) == []
    left = [path for path in (tmp_path / ".cache").rglob("*") if path.is_file()]
    assert [path.name for path in left] in ([], ["lock"])


def test_an_incomplete_staged_edition_is_rolled_back(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    folder = stage(tmp_path, 2)
    (folder / "talks.html").write_text("half")
    entry = tmp_path / ".cache" / "journal" / f"{folder.parent.name}.json"
    entry.write_text(json.dumps({"as_of": "2025-05-23", "briefing": "talks"}))
    (tmp_path / "2025-05-23" / "talks").rename(folder.parent / "old")
    assert recover(tmp_path) == ["rolled back 2025-05-23/talks"]
    assert version_of(tmp_path / "2025-05-23" / "talks") == 1


def _cutting(monkeypatch: pytest.MonkeyPatch, at: int) -> Callable[[], int]:
    """Let the `at`-th file operation of a swap raise instead of happening; gives how many there were."""
    seen = [0]

    def wrap(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            seen[0] += 1
            if seen[0] == at:
                raise Cut
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, counted)

    for owner, name in [(Path, "rename"), (Path, "replace"), (Path, "unlink"), (shutil, "rmtree"), (os, "fsync")]:
        wrap(owner, name)
    return lambda: seen[0]


def test_cut_off_before_any_single_step_the_edition_is_the_old_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step, finished = 0, False
    while not finished:
        step += 1
        out = tmp_path / str(step)
        publish(out, 1)
        with monkeypatch.context() as patch:
            count = _cutting(patch, step)
            with suppress(Cut):
                publish(out, 2)
            finished = count() < step
        recover(out)
        folder = out / "2025-05-23" / "talks"
        assert verify(folder) == []
        assert version_of(folder) in (1, 2)
        assert not list((out / ".cache" / "journal").iterdir())
    assert version_of(folder) == 2
    assert step > 10


def test_killed_at_random_instants_the_edition_is_complete_and_the_old_or_the_new_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.kill_swaps", tmp_path / "out", "40"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads(done.stdout)
    assert result["kills"] == 40
    assert result["torn"] == []
    assert result["swaps"] > 40
