"""Editions that stand as they would be made again, so that nothing is made twice.

There are two ways to tell. A planned edition has a content id, and the manifest of the one that stands has it, too. An
order that was met before needs no plan: the bytes of every file it was planned from are noted beside the content ids
it came to, so that neither pandas nor the record is loaded where nothing changed.

Belongs here: telling that an edition stands, whole. Does not belong here: making one (`reportlib.publish.build`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from reportlib.editions import EDITIONS
from reportlib.publish.disk import write_synced
from reportlib.publish.identity import tools
from reportlib.publish.inputs import stamps
from reportlib.publish.manifest import MANIFEST, verify
from reportlib.publish.order import Order
from reportlib.publish.swap import CACHE, FEED, INDEX, ORDERS, edition_folder

MOST_ORDERS = 500
"""Orders noted; of more, those met longest ago are forgotten, and planned again when they come back."""


class Made(NamedTuple):
    """An edition as it was made: its folder under the day, its content id and the formats asked for."""

    label: str
    briefing: str
    content_id: str


def stands(out: Path, as_of: str, made: Made, formats: Sequence[str]) -> bool:
    """Whether this edition stands in `out`, every file as its manifest names it, in these formats at least."""
    folder = edition_folder(out, as_of, made.label)
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        same, files = manifest["content_id"] == made.content_id, manifest["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return same and all(f"{made.briefing}.{one}" in files for one in formats) and not verify(folder)


def recall(order: Order) -> list[Made] | None:
    """What an order came to when it was met before, if all of it and the list still stand; else None: plan it."""
    found = _read(order.out).get(_key(order))
    made = [Made(*one) for one in found] if found else []
    whole = made and all((order.out / name).is_file() for name in (INDEX, FEED))
    return made if whole and all(stands(order.out, order.as_of, one, order.formats) for one in made) else None


def note(order: Order, made: Sequence[Made]) -> None:
    """Remember what an order came to. A note that cannot be written costs time at the next build and nothing else."""
    kept = {key: one for key, one in _read(order.out).items() if key != _key(order)}
    kept = dict([*kept.items(), (_key(order), [list(one) for one in made])][-MOST_ORDERS:])
    with suppress(OSError):
        write_synced(order.out / CACHE / ORDERS, json.dumps(kept).encode())


def _read(out: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads((out / CACHE / ORDERS).read_bytes())
        if isinstance(found, dict):
            return found
    return {}


def _key(order: Order) -> str:
    """sha256 over what is asked for and the bytes of all that could answer it."""
    asked: Mapping[str, Any] = {
        "as_of": order.as_of, "on": order.on, "briefings": list(order.briefings), "paper": order.paper,
        "formats": sorted(order.formats), "parameters": {name: str(one) for name, one in order.parameters.items()},
    }  # fmt: skip
    files = {name: stamp.sha256 for name, stamp in stamps(order.home).items()}
    for path in [*sorted((order.home / "notebooks").glob("*.ipynb")), order.home / EDITIONS]:
        with suppress(OSError):
            files[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    text = json.dumps({"asked": asked, "files": files, "tools": tools()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
