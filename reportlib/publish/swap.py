"""Putting an edition in place of the one before, so that a kill at any instant loses neither.

Belongs here: the lock, the journal, the two renames and their recovery. Does not belong here: what an
edition holds (`reportlib.publish.edition`).

A swap is: the new edition lies complete and synced in `.cache/stage/<token>/new`; a journal entry is
written; the old edition moves to `.cache/stage/<token>/old`; the new one moves in; the entry goes.
Whatever was interrupted, `recover` finds the entry and finishes the swap, or puts the old one back.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from reportlib.editions import BRIEFING_NAME
from reportlib.errors import PublishError
from reportlib.publish.manifest import MANIFEST, verify

CACHE = ".cache"
FAILED = ".failed"


class NotOurs(PublishError):
    """The output folder is held by another build, or may not be written."""


@contextmanager
def locked(out: Path, *, wait_s: float) -> Iterator[None]:
    """Hold the output folder alone. Raises PublishError if another build holds it longer than `wait_s`."""
    cache = out / CACHE
    try:
        cache.mkdir(parents=True, exist_ok=True)
        lock = FileLock(cache / "lock")
        lock.acquire(timeout=wait_s)
    except Timeout:
        raise NotOurs(
            f"{out}: another build has been writing here for {wait_s:g} s",
            tip="Wait for it to end, or build into another folder with --out.",
        ) from None
    except OSError as exc:
        raise NotOurs(
            f"{out}: cannot write here ({exc.strerror or exc})", tip="Choose a folder you may write with --out."
        ) from exc
    try:
        yield
    finally:
        lock.release()


def edition_folder(out: Path, as_of: str, briefing: str) -> Path:
    """Where an edition stands. Raises PublishError for a name or a link that would lead out of `out`."""
    if not re.fullmatch(BRIEFING_NAME, briefing) or date.fromisoformat(as_of).isoformat() != as_of:
        raise PublishError(f"{as_of}/{briefing}: not the name of an edition")
    folder = out / as_of / briefing
    if folder.is_symlink() or not folder.resolve().is_relative_to(out.resolve()):
        raise PublishError(f"{folder}: a link leads out of {out}", tip="Remove the link; editions are plain folders.")
    if folder.exists() and not (folder / MANIFEST).is_file():
        raise PublishError(
            f"{folder}: holds something that is no edition (no {MANIFEST})",
            tip="Move it away, or choose another --out.",
        )
    return folder


def new_stage(out: Path) -> Path:
    """An empty folder in which to write an edition before it is put in place."""
    folder = out / CACHE / "stage" / secrets.token_hex(8) / "new"
    folder.mkdir(parents=True)
    return folder


def put_in_place(out: Path, staged: Path, as_of: str, briefing: str) -> Path:
    """Swap a staged edition in. The caller holds the lock."""
    target = edition_folder(out, as_of, briefing)
    sync_tree(staged)
    entry = _journal(out) / f"{staged.parent.name}.json"
    entry.parent.mkdir(exist_ok=True)
    write_synced(entry, json.dumps({"as_of": as_of, "briefing": briefing}).encode())
    _finish(out, entry)
    return target


def recover(out: Path, *, wait_s: float = 0) -> list[str]:
    """Finish or undo what an interrupted build left; says what was done.

    A build at work elsewhere is not interrupted: without the lock nothing is done.
    """
    if not (out / CACHE).is_dir():
        return []
    try:
        with locked(out, wait_s=wait_s):
            return recover_locked(out)
    except NotOurs:
        return []


def recover_locked(out: Path) -> list[str]:
    """`recover` for a caller that holds the lock."""
    done = [_finish(out, entry) for entry in sorted(_journal(out).glob("*.json"))]
    for draft in _journal(out).glob(".*.draft"):
        draft.unlink()
    for leftover in ("stage", "work"):
        shutil.rmtree(out / CACHE / leftover, ignore_errors=True)
    return done


def write_synced(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, even if the power fails."""
    draft = path.with_name(f".{path.name}.draft")
    with draft.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    _sync(path.parent)


def sync_tree(folder: Path) -> None:
    """Flush every file and folder to the disk."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _journal(out: Path) -> Path:
    return out / CACHE / "journal"


def _finish(out: Path, entry: Path) -> str:
    """Carry one journal entry through, from wherever it stopped. Safe to repeat."""
    noted = json.loads(entry.read_text(encoding="utf-8"))
    target = edition_folder(out, noted["as_of"], noted["briefing"])
    stage = out / CACHE / "stage" / entry.stem
    new, old = stage / "new", stage / "old"
    name = f"{noted['as_of']}/{noted['briefing']}"
    said = f"completed {name}"
    target.parent.mkdir(parents=True, exist_ok=True)
    if new.exists() and verify(new):
        said = f"rolled back {name}"
        shutil.rmtree(new)
    if new.exists():
        if target.exists() and not old.exists():
            target.rename(old)
        if not target.exists():
            new.rename(target)
    elif old.exists() and not target.exists():
        old.rename(target)
    _sync(target.parent)
    _sync(out)
    entry.unlink()
    _sync(entry.parent)
    shutil.rmtree(stage, ignore_errors=True)
    return said


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
