"""Putting editions in place: refusals first, then every instant at which a build may be cut off."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from reportlib.errors import HeldError, PublishError
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
@pytest.mark.parametrize("to", ["../elsewhere", "2025-05-22", "nowhere"])
def test_a_link_on_the_way_to_an_edition_is_refused_wherever_it_leads(tmp_path: Path, link: str, to: str) -> None:
    out = tmp_path / "out"
    (tmp_path / "elsewhere").mkdir()
    with swap.locked(out, wait_s=0):
        before = swap.put_in_place(out, stage(out, 1), "2025-05-22", "talks")
    (out / link).parent.mkdir(exist_ok=True)
    (out / link).symlink_to(out / to)
    with pytest.raises(PublishError, match="expected a plain folder, found a link"):
        publish(out, 2)
    assert version_of(before) == 1


@pytest.mark.parametrize("link", [".failed", ".failed/2025-05-23", ".failed/2025-05-23/talks"])
def test_a_link_on_the_way_to_what_failed_is_refused(tmp_path: Path, link: str) -> None:
    folder = publish(tmp_path, 1)
    (tmp_path / link).parent.mkdir(exist_ok=True, parents=True)
    (tmp_path / link).symlink_to(tmp_path / "2025-05-23")
    with pytest.raises(PublishError, match="expected a plain folder, found a link"):
        swap.edition_folder(tmp_path, "2025-05-23", "talks")
    assert version_of(folder) == 1


@pytest.mark.parametrize("link", [".cache", ".cache/stage", ".cache/journal"])
def test_a_link_in_place_of_the_folders_of_a_swap_is_refused(tmp_path: Path, link: str) -> None:
    (tmp_path / "out" / link).parent.mkdir(parents=True)
    (tmp_path / "elsewhere" / "stage").mkdir(parents=True)
    (tmp_path / "out" / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match="found a link"):
        publish(tmp_path / "out", 1)
    with pytest.raises(PublishError, match="found a link"):
        recover(tmp_path / "out")
    assert [path.name for path in (tmp_path / "elsewhere").rglob("*")] == ["stage"]


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
            pytest.raises(HeldError, match="held by another build") as caught,
            swap.locked(tmp_path, wait_s=0.1),
        ):
            pytest.fail("two builds at once")
        assert "--out" in caught.value.tip
        (tmp_path / ".cache" / "stage" / "x").mkdir(parents=True)
        assert recover(tmp_path) == []
        assert (tmp_path / ".cache" / "stage" / "x").exists()
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


JOURNALS = {
    "cut short": b'{"as_of": "2025-05',
    "empty": b"",
    "no text": b"\xff\xfe\x00",
    "a list": b"[]",
    "no briefing": b'{"as_of": "2025-05-23"}',
    "numbers": b'{"as_of": 20250523, "briefing": 1}',
    "no day": b'{"as_of": "soon", "briefing": "talks"}',
    "a way out": b'{"as_of": "2025-05-23", "briefing": "../../talks"}',
}


@pytest.mark.parametrize("written", JOURNALS.values(), ids=JOURNALS.keys())
def test_a_journal_entry_that_says_nothing_is_reported_and_nothing_is_lost(tmp_path: Path, written: bytes) -> None:
    publish(tmp_path, 1)
    folder = stage(tmp_path, 2)
    (tmp_path / "2025-05-23" / "talks").rename(folder.parent / "old")
    entry = tmp_path / ".cache" / "journal" / f"{folder.parent.name}.json"
    entry.write_bytes(written)
    whole = stage(tmp_path, 3)
    journal(tmp_path, whole, "deal")
    with pytest.raises(HeldError) as caught:
        recover(tmp_path)
    assert str(entry) in caught.value.message
    assert repr(written) in caught.value.message
    assert str(folder.parent) in caught.value.message
    assert "delete the journal entry" in caught.value.tip
    assert [version_of(folder.parent / kept) for kept in ("old", "new")] == [1, 2]
    assert entry.read_bytes() == written
    assert version_of(tmp_path / "2025-05-23" / "deal") == 3  # what can be finished is finished
    # What the tip says to do works.
    (folder.parent / "old").rename(tmp_path / "2025-05-23" / "talks")
    entry.unlink()
    assert recover(tmp_path) == []
    assert version_of(tmp_path / "2025-05-23" / "talks") == 1


def test_a_journal_entry_without_anything_to_swap_does_not_claim_an_edition(tmp_path: Path) -> None:
    folder = stage(tmp_path, 1)
    journal(tmp_path, folder, "talks")
    shutil.rmtree(folder.parent)
    (tmp_path / ".cache" / "journal" / "empty.json").touch()
    with pytest.raises(HeldError, match="there is no ") as caught:
        recover(tmp_path)
    assert caught.value.tip == "Nothing hangs on it any more: delete the journal entry and run the command again."
    journal(tmp_path, folder, "talks")
    (tmp_path / ".cache" / "journal" / "empty.json").unlink()
    assert recover(tmp_path) == ["nothing was left of 2025-05-23/talks"]


def test_a_swap_whose_place_was_taken_meanwhile_is_reported_and_waits(tmp_path: Path) -> None:
    folder = stage(tmp_path, 1)
    journal(tmp_path, folder, "talks")
    (tmp_path / "2025-05-23" / "talks").mkdir(parents=True)
    with pytest.raises(HeldError, match="holds something that is no edition"):
        recover(tmp_path)
    (tmp_path / "2025-05-23" / "talks").rmdir()
    assert recover(tmp_path) == ["completed 2025-05-23/talks"]


def test_a_disk_that_refuses_to_recover_is_reported_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stage(tmp_path, 1)
    journal(tmp_path, folder, "talks")
    with monkeypatch.context() as patch:
        _refusing(patch, "rename", 1)
        with pytest.raises(HeldError, match="can be neither finished nor undone"):
            recover(tmp_path)
    assert recover(tmp_path) == ["completed 2025-05-23/talks"]


@pytest.mark.parametrize("at", [1, 2])
def test_a_disk_that_refuses_a_rename_leaves_the_edition_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    publish(tmp_path, 1)
    folder = stage(tmp_path, 2)
    with monkeypatch.context() as patch, swap.locked(tmp_path, wait_s=0):
        _refusing(patch, "rename", at)
        with pytest.raises(PublishError, match="could not be put in place"):
            swap.put_in_place(tmp_path, folder, "2025-05-23", "talks")
        swap.discard(tmp_path, folder)
    assert version_of(tmp_path / "2025-05-23" / "talks") == 1
    assert recover(tmp_path) == []
    assert version_of(tmp_path / "2025-05-23" / "talks") == 1


def test_a_swap_that_can_not_even_be_undone_is_kept_for_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, 1)
    folder = stage(tmp_path, 2)
    with monkeypatch.context() as patch, swap.locked(tmp_path, wait_s=0):
        _refusing(patch, "rename", 2, 3)
        with pytest.raises(HeldError, match="could not be put in place") as caught:
            swap.put_in_place(tmp_path, folder, "2025-05-23", "talks")
        swap.discard(tmp_path, folder)
    assert f"out of its place and lies whole in {folder.parent / 'old'}" in caught.value.message
    assert "the next command finishes the swap" in caught.value.message
    assert not (tmp_path / "2025-05-23" / "talks").exists()
    assert version_of(folder.parent / "old") == 1
    assert recover(tmp_path) == ["completed 2025-05-23/talks"]
    assert version_of(tmp_path / "2025-05-23" / "talks") == 2


OPERATIONS: list[tuple[Any, str]] = [
    (Path, "mkdir"), (Path, "open"), (Path, "rename"), (Path, "replace"), (Path, "unlink"), (os, "fsync"),
]  # fmt: skip


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
def test_whatever_the_disk_refuses_the_edition_is_published_or_reported_failed_and_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lasting: bool, number: int
) -> None:
    step, kinds, refused = 0, set[type[Exception]](), True
    while refused:
        step += 1
        out = tmp_path / str(step)
        publish(out, 1)
        folder, error = stage(out, 2), None
        place = out / "2025-05-23" / "talks"
        with swap.locked(out, wait_s=0), monkeypatch.context() as patch:
            when = range(step, 1000 if lasting else step + 1).__contains__
            calls = _counted(patch, OPERATIONS, when, OSError(number, "no"))
            try:
                swap.put_in_place(out, folder, "2025-05-23", "talks")
            except PublishError as exc:
                error = exc
                kinds.add(type(exc))
            refused = calls() >= step
            swap.discard(out, folder)
        if error is None:
            assert recover(out) == []
            assert version_of(place) == 2
        elif type(error) is PublishError:
            assert version_of(place) == 1
            assert recover(out) == []
            assert version_of(place) == 1
        else:
            assert "the next command finishes the swap" in error.message
            assert recover(out) == ["completed 2025-05-23/talks"]
            assert version_of(place) == 2
        assert verify(place) == []
        assert list((out / ".cache" / "journal").glob("*.json")) == []
    assert step > 10
    assert kinds == ({PublishError, HeldError} if lasting else {PublishError})


def test_a_staged_edition_that_is_not_complete_is_not_put_in_place(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    folder = stage(tmp_path, 2)
    (folder / "talks.html").write_text("half")
    with pytest.raises(PublishError, match=r"not complete on the disk: talks\.html"):
        swap.put_in_place(tmp_path, folder, "2025-05-23", "talks")
    assert version_of(tmp_path / "2025-05-23" / "talks") == 1


def journal(out: Path, staged: Path, briefing: str) -> None:
    """Note a swap as if it had been cut off just after."""
    entry = out / ".cache" / "journal" / f"{staged.parent.name}.json"
    entry.parent.mkdir(exist_ok=True)
    entry.write_text(json.dumps({"as_of": "2025-05-23", "briefing": briefing}))


def _refusing(monkeypatch: pytest.MonkeyPatch, operation: str, *at: int) -> None:
    """Let these calls of one file operation, counted from 1, fail as a disk does."""
    real, calls = getattr(Path, operation), count(1)

    def refused(*args: Any) -> Any:
        if next(calls) in at:
            raise OSError(errno.EIO, "the disk says no")
        return real(*args)

    monkeypatch.setattr(Path, operation, refused)


def _counted(
    monkeypatch: pytest.MonkeyPatch,
    operations: list[tuple[Any, str]],
    when: Callable[[int], bool],
    error: BaseException,
) -> Callable[[], int]:
    """Let file operations, counted from 1 over all of them, raise instead of happening; gives how many there were."""
    seen = [0]

    def wrap(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            seen[0] += 1
            if when(seen[0]):
                raise error
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, counted)

    for owner, name in operations:
        wrap(owner, name)
    return lambda: seen[0]


def _cutting(monkeypatch: pytest.MonkeyPatch, at: int) -> Callable[[], int]:
    """Let the `at`-th file operation of a swap raise instead of happening; gives how many there were."""
    moves = [(Path, "rename"), (Path, "replace"), (Path, "unlink"), (shutil, "rmtree"), (os, "fsync")]
    return _counted(monkeypatch, moves, lambda n: n == at, Cut())


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
