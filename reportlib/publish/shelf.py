"""What stands in an output folder, for readers: index.html and feed.xml, made from the manifests alone.

Belongs here: which folders are editions, and putting the two files in place. Does not belong here: how they look
(`reportlib.press.shelf_page`, `reportlib.publish.feed`). A folder that is no edition is left out and told of; it
never stops a build.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlib.errors import PublishError
from reportlib.press.labels import labels
from reportlib.press.shelf_page import Day, Listed, index_page
from reportlib.publish.disk import write_synced
from reportlib.publish.feed import FeedEntry, atom
from reportlib.publish.manifest import MANIFEST, schema_faults
from reportlib.publish.swap import FEED, INDEX

DATES = "dates.ics"
FORMATS = ("html", "pdf")


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """One edition of the folder, by its manifest; `files` are names and sizes."""

    as_of: date
    briefing: str
    variant: str
    title: str
    made: datetime
    files: dict[str, int]

    @property
    def label(self) -> str:
        """The name of its folder under the day."""
        return f"{self.briefing}--{self.variant}" if self.variant else self.briefing

    @property
    def name(self) -> str:
        """The briefing as a reader is told of it."""
        name = self.briefing.replace("-", " ").capitalize()
        variant = self.variant.replace("-", " ")
        return labels("en")["variant_of"].format(name=name, variant=variant) if variant else name

    def address(self, file: str) -> str:
        """Where a file lies from the top of the folder; "" where the edition has none of that name."""
        return f"{self.as_of}/{self.label}/{file}" if file in self.files else ""


def rewrite(out: Path, warn: Callable[[str], None]) -> None:
    """Write index.html and feed.xml anew, each whole or not at all. The caller holds the lock of the folder.

    Raises PublishError where the disk refuses; the editions stand.
    """
    shelf = read_shelf(out, warn)
    if not shelf:
        return
    try:
        write_synced(out / INDEX, index_of(shelf).encode())
        write_synced(out / FEED, atom([_entry(one) for one in shelf]))
    except OSError as exc:
        raise PublishError(
            f"{out}: {INDEX} and {FEED} could not be written anew ({exc.strerror or exc}); the editions are published",
            tip=f"Make {INDEX} and {FEED} writable files, with room on the disk, and run the command again.",
        ) from exc


def read_shelf(out: Path, warn: Callable[[str], None]) -> list[Shelved]:
    """The editions of a folder, newest day first, then by name. `warn` is told of every folder left out, and why."""
    found = []
    for folder in _folders(out, warn):
        try:
            found.append(_shelved(folder))
        except (OSError, ValueError) as exc:
            warn(f"{folder}: left out of {INDEX}: {exc}")
    return sorted(found, key=lambda one: (-one.as_of.toordinal(), one.label))


def index_of(shelf: Sequence[Shelved]) -> str:
    """The list of editions as a page."""
    days = groupby(shelf, key=lambda one: one.as_of)
    return index_page([Day(day=day, editions=[_listed(one) for one in editions]) for day, editions in days])


def _folders(out: Path, warn: Callable[[str], None]) -> Iterator[Path]:
    """Folders that stand where editions do."""
    for day in sorted(out.iterdir()):
        if day.name.startswith(".") or not day.is_dir():
            continue
        if not _is_day(day.name) or day.is_symlink():
            warn(f"{day}: left out of {INDEX}: expected a folder named by a day, found none of ours")
            continue
        yield from (one for one in sorted(day.iterdir()) if one.is_dir() and not one.name.startswith("."))


def _is_day(name: str) -> bool:
    try:
        return date.fromisoformat(name).isoformat() == name
    except ValueError:
        return False


def _shelved(folder: Path) -> Shelved:
    """One edition. Raises ValueError, or OSError, for a folder that holds none."""
    if folder.is_symlink():
        raise ValueError("expected a folder, found a link")
    if not (folder / MANIFEST).is_file():
        raise ValueError(f"no {MANIFEST}")
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if faults := schema_faults(manifest):
        raise ValueError(f"{MANIFEST}: {faults[0]}")
    edition = Shelved(
        as_of=date.fromisoformat(manifest["as_of"]),
        briefing=manifest["briefing"],
        variant=manifest["variant"],
        title=_printable(manifest["title"]),
        made=datetime.fromisoformat(manifest["created"]["at"]),
        files={name: one["bytes"] for name, one in manifest["files"].items()},
    )
    if (edition.as_of.isoformat(), edition.label) != (folder.parent.name, folder.name):
        raise ValueError(f"it holds the edition {edition.as_of}/{edition.label}")
    pages = [name for wanted in FORMATS if (name := f"{edition.briefing}.{wanted}") in edition.files]
    if not pages or not all((folder / name).is_file() for name in pages):
        raise ValueError(f"no page, or one is missing: {', '.join(pages) or 'neither HTML nor PDF'}")
    return edition


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _listed(one: Shelved) -> Listed:
    html, pdf = (one.address(f"{one.briefing}.{wanted}") for wanted in FORMATS)
    return Listed(name=one.name, title=one.title, html=html, pdf=pdf, dates=one.address(DATES))


def _entry(one: Shelved) -> FeedEntry:
    words = labels("en")
    pages = {wanted: f"{one.briefing}.{wanted}" for wanted in FORMATS if f"{one.briefing}.{wanted}" in one.files}
    return FeedEntry(
        label=one.label,
        as_of=one.as_of.isoformat(),
        title=one.title,
        summary=words["edition_of"].format(name=one.name, day=words.day(one.as_of)),
        updated=one.made,
        files={wanted: (one.address(name), one.files[name]) for wanted, name in pages.items()},
    )
