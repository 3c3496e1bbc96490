"""Files that must reach the disk, and folders that must be where they say.

Belongs here: what any careful writer needs. Does not belong here: what is written, and in which order
(`reportlib.publish.swap`).
"""

from __future__ import annotations

import os
from pathlib import Path

from reportlib.errors import PublishError


def plain(out: Path, *names: str) -> Path:
    """A folder below `out`. Raises PublishError for a link on the way: it may lead to another edition, or anywhere."""
    folder = out
    for name in names:
        folder = folder / name
        if folder.is_symlink():
            raise PublishError(
                f"{folder}: expected a plain folder, found a link",
                tip="Remove the link, or choose another --out; only the output folder itself may be a link.",
            )
    return folder


def write_synced(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, even if the power fails."""
    draft = draft_of(path)
    with draft.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    sync(path.parent)


def draft_of(path: Path) -> Path:
    """Where a file is written before it is whole."""
    return path.with_name(f".{path.name}.draft")


def sync_tree(folder: Path) -> None:
    """Flush every file and folder to the disk."""
    for path in sorted(folder.rglob("*"), reverse=True):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Flush one file, or the names in one folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
