"""The Atom feed of the editions (RFC 4287).

Ids are `urn:uuid:` of version 5: an id has to be an absolute IRI that never changes, and a `tag:` would need a domain
or an address of ours. Links are relative references, which the standard allows and resolves against the address the
feed was read from; so an output folder can be served anywhere without being told where. Belongs here: the form of
the feed. Does not belong here: which editions there are (`reportlib.publish.shelf`).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from reportlib.press.labels import labels

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100
_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:reportlib:editions")
_FILE_TYPES = {"html": "text/html", "pdf": "application/pdf"}


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One edition in the feed: `label` and `as_of` make its id; `files` are relative address and size by format."""

    label: str
    as_of: str
    title: str
    summary: str
    updated: datetime
    files: dict[str, tuple[str, int]]


def atom(entries: Sequence[FeedEntry], language: str = "en") -> bytes:
    """The feed, the edition made last first; `entries` may not be empty. Same entries, same bytes."""
    words = labels(language)
    shown = sorted(entries, key=lambda one: (one.as_of, one.label), reverse=True)
    shown = sorted(shown, key=lambda one: one.updated, reverse=True)[:MOST_ENTRIES]
    # The name space is written as an attribute: ElementTree registers prefixes for the whole process, and the empty one
    # belongs to the pictures (`reportlib.press.svg`).
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _text(feed, "id", _urn("feed"))
    _text(feed, "title", words["editions_title"])
    _text(feed, "updated", _moment(shown[0].updated))
    _text(ET.SubElement(feed, "author"), "name", words["author"])
    _link(feed, "self", "feed.xml", "application/atom+xml")
    _link(feed, "alternate", "index.html", "text/html")
    for entry in shown:
        _add(feed, entry)
    ET.indent(feed)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(feed: ET.Element, entry: FeedEntry) -> None:
    element = ET.SubElement(feed, "entry")
    _text(element, "id", _urn(f"{entry.as_of}/{entry.label}"))
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _text(element, "summary", entry.summary)
    for place, (wanted, (address, size)) in enumerate(entry.files.items()):
        _link(element, "enclosure" if place else "alternate", address, _FILE_TYPES[wanted], size if place else None)


def _urn(name: str) -> str:
    return uuid.uuid5(_OURS, name).urn


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, rel: str, href: str, media_type: str, size: int | None = None) -> None:
    length = {} if size is None else {"length": str(size)}
    ET.SubElement(parent, "link", {"rel": rel, "href": href, "type": media_type, **length})
