"""Putting an edition in place of the one before, so that a kill at any instant loses neither.

Belongs here: the lock, the journal, the two renames and their recovery. Does not belong here: what an
edition holds (`reportlib.publish.edition`).

A swap is: the new edition lies complete and synced in `.cache/stage/<token>/new`; a journal entry is
written; the old edition moves to `.cache/stage/<token>/old`; the new one moves in; the entry goes.
Whatever was interrupted, `recover` finds the entry and finishes the swap, or puts the old one back. What it
cannot finish it leaves where it is, and says so.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from reportlib.editions import EDITION_NAME
from reportlib.errors import HeldError, PublishError
from reportlib.publish.disk import draft_of, plain, sync, sync_tree, write_synced
from reportlib.publish.manifest import MANIFEST, verify

CACHE = ".cache"
FAILED = ".failed"
INDEX, FEED = "index.html", "feed.xml"
ORDERS = "orders.json"
OWN_STATE = ("lock", "journal", "stage", "kernel", ORDERS)
"""What may lie in `CACHE`; a folder of that name with nothing of it belongs to somebody else."""


@contextmanager
def locked(out: Path, *, wait_s: float, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the output folder alone.

    Where another build holds it, `waiting` is called once. Raises HeldError if it is held longer than `wait_s`,
    PublishError where nothing can be written.
    """
    try:
        _check_own_folders(out)
        (out / CACHE).mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / CACHE / "lock")
        _acquire(lock, wait_s, waiting or (lambda: None))
    except Timeout:
        raise HeldError(
            f"{out}: held by another build, also after {wait_s:g} s of waiting; nothing was touched",
            tip="Run it again when that build has ended, wait longer with --wait, or build into another --out.",
        ) from None
    except OSError as exc:
        raise PublishError(
            f"{out}: cannot write here ({exc.strerror or exc})", tip="Choose a folder you may write with --out."
        ) from exc
    try:
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock, wait_s: float, waiting: Callable[[], None]) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if not wait_s:
            raise
        waiting()
        lock.acquire(timeout=wait_s)


def edition_folder(out: Path, as_of: str, briefing: str) -> Path:
    """Where an edition stands. Raises PublishError for a name that leads elsewhere and for any link on the way."""
    if not _is_name(as_of, briefing):
        raise PublishError(f"{as_of}/{briefing}: not the name of an edition")
    folder = plain(out, as_of, briefing)
    plain(out, FAILED, as_of, briefing)  # what failed is cleared away there
    if folder.exists() and not (folder / MANIFEST).is_file():
        raise PublishError(
            f"{folder}: holds something that is no edition (no {MANIFEST})",
            tip="Move it away, or choose another --out.",
        )
    return folder


def _check_own_folders(out: Path) -> None:
    plain(out, CACHE, "stage")
    plain(out, CACHE, "journal")


def new_stage(out: Path) -> Path:
    """An empty folder in which to write an edition before it is put in place."""
    folder = _stages(out) / secrets.token_hex(8) / "new"
    folder.mkdir(parents=True)
    return folder


def put_in_place(out: Path, staged: Path, as_of: str, briefing: str) -> Path:
    """Swap a staged edition in. The caller holds the lock.

    Where the disk refuses, the edition before stands, and the new one is not published later either. Raises HeldError
    where the disk refuses even that: the swap is then left to the next command, and the error says what stands where.
    """
    target = edition_folder(out, as_of, briefing)
    entry = _journal(out) / f"{staged.parent.name}.json"
    try:
        if faults := verify(staged):
            raise PublishError(f"{as_of}/{briefing}: not complete on the disk: {'; '.join(faults)}")
        sync_tree(staged)
        entry.parent.mkdir(exist_ok=True)
        write_synced(entry, json.dumps({"as_of": as_of, "briefing": briefing}).encode())
        _swap(target, staged.parent)
        _close(out, target, entry)
    except OSError as exc:
        raise _taken_back(target, staged.parent, entry, exc) from exc
    return target


def discard(out: Path, staged: Path) -> None:
    """Remove a staged edition that is not to be published; never one whose swap is still to be finished or undone."""
    if not (_journal(out) / f"{staged.parent.name}.json").exists():
        shutil.rmtree(staged.parent, ignore_errors=True)


def recover(out: Path, *, wait_s: float = 0) -> list[str]:
    """Finish or undo what an interrupted build left; says what was done. Where nothing was left nothing is touched.

    A build at work elsewhere is not interrupted: without the lock nothing is done. Raises HeldError for what can
    be neither finished nor undone; all of it is still there then.
    """
    _check_own_folders(out)
    entries = list(_journal(out).glob("*.json"))
    if not entries and not list(_stages(out).glob("*")):
        return []
    try:
        with FileLock(out / CACHE / "lock").acquire(timeout=wait_s):
            return recover_locked(out)
    except Timeout:
        return []
    except OSError as exc:
        if not entries:
            return []  # only drafts of an edition, which the next build that may write here clears away
        raise HeldError("\n".join(_refused(entry, exc) for entry in entries), tip=_TIP_REFUSED) from exc


def recover_locked(out: Path) -> list[str]:
    """`recover` for a caller that holds the lock."""
    done, faults, tip = list[str](), list[str](), ""
    for entry in sorted(_journal(out).glob("*.json")):
        try:
            done.append(_finish(out, entry))
        except PublishError as exc:
            faults.append(f"{entry}: {exc}")
            tip = exc.tip
        except OSError as exc:
            faults.append(_refused(entry, exc))
            tip = _TIP_REFUSED
    if faults:
        raise HeldError("\n".join(faults), tip=tip)
    for draft in _journal(out).glob(".*.draft"):
        with suppress(OSError):  # read by nobody
            draft.unlink()
    shutil.rmtree(_stages(out), ignore_errors=True)
    return done


def _journal(out: Path) -> Path:
    return out / CACHE / "journal"


def _stages(out: Path) -> Path:
    return out / CACHE / "stage"


def _finish(out: Path, entry: Path) -> str:
    """Carry one journal entry through, from wherever it stopped. Safe to repeat."""
    stage = _stages(out) / entry.stem
    target = _target(out, entry, stage)
    new = stage / "new"
    said = "completed"
    if new.exists() and verify(new):
        said = "rolled back"
        shutil.rmtree(new)
    _swap(target, stage)
    if not target.exists():
        said = "nothing was left of"
    _close(out, target, entry)
    return f"{said} {target.parent.name}/{target.name}"


def _swap(target: Path, stage: Path) -> None:
    """The two renames; where there is no new edition (any more) the one before goes back to its place."""
    new, old = stage / "new", stage / "old"
    target.parent.mkdir(parents=True, exist_ok=True)
    if new.exists():
        if target.exists() and not old.exists():
            target.rename(old)
        if not target.exists():
            new.rename(target)
    elif old.exists() and not target.exists():
        old.rename(target)


def _close(out: Path, target: Path, entry: Path) -> None:
    """Make sure of a swap, then take its entry away: without it the swap is over."""
    sync(target.parent)
    sync(out)
    entry.unlink()
    with suppress(OSError):  # an entry that came back after a power cut would find nothing left to do
        sync(entry.parent)
    shutil.rmtree(_stages(out) / entry.stem, ignore_errors=True)


def _target(out: Path, entry: Path, stage: Path) -> Path:
    """The edition a journal entry is about. Raises PublishError for an entry that does not say."""
    written = entry.read_bytes()
    try:
        noted = json.loads(written)
        as_of, briefing = noted["as_of"], noted["briefing"]
        if not _is_name(as_of, briefing):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        rest = f"the editions of that interrupted swap lie in {stage}" if stage.exists() else f"there is no {stage}"
        raise PublishError(
            f'expected {{"as_of": a day, "briefing": a name}}, found {written[:80]!r}; {rest}',
            tip=_TIP_UNREADABLE if stage.exists() else _TIP_EMPTY,
        ) from None
    return edition_folder(out, as_of, briefing)


def _is_name(as_of: str, briefing: str) -> bool:
    try:
        return re.fullmatch(EDITION_NAME, briefing) is not None and date.fromisoformat(as_of).isoformat() == as_of
    except ValueError:
        return False


def _taken_back(target: Path, stage: Path, entry: Path, exc: OSError) -> PublishError:
    """Undo a swap that the disk refused. The error says what stands now."""
    failed = f"{target}: could not be put in place ({exc.strerror or exc})"
    try:
        _undo(target, stage, entry)
    except OSError as again:
        return HeldError(
            f"{failed}, nor could the swap be undone ({again.strerror or again}); {_standing(target, stage)}; "
            "the next command finishes the swap",
            tip=_TIP_REFUSED,
        )
    return PublishError(f"{failed}; {_AS_BEFORE}", tip=f"Make {target.parent} writable, with room on its disk.")


def _undo(target: Path, stage: Path, entry: Path) -> None:
    """Take back what a swap did. Where that fails the entry is still there, for `recover`."""
    new, old = stage / "new", stage / "old"
    if target.exists() and not new.exists():
        target.rename(new)
    if old.exists() and not target.exists():
        old.rename(target)
        sync(target.parent)
    if entry.exists():
        entry.unlink()
    with suppress(OSError):
        draft_of(entry).unlink(missing_ok=True)


def _standing(target: Path, stage: Path) -> str:
    if not target.exists() and (stage / "old").exists():
        return f"the edition before is out of its place and lies whole in {stage / 'old'}"
    return _AS_BEFORE if (stage / "new").exists() else "the new edition stands there already"


def _refused(entry: Path, exc: OSError) -> str:
    return f"{entry}: an interrupted swap can be neither finished nor undone ({exc.strerror or exc})"


_AS_BEFORE = "what stood there before stands"
_TIP_REFUSED = "Nothing is lost. Make the folder writable, with room on its disk, and run the command again."
_TIP_EMPTY = "Nothing hangs on it any more: delete the journal entry and run the command again."
_TIP_UNREADABLE = (
    "Nothing is lost: there, `old` is what was published before and `new` what was to replace it. Where the edition is "
    "missing from its place, move one of the two there; then delete the journal entry and run the command again."
)
