"""Making a published edition again, to see whether it comes out the same.

Belongs here: the order its manifest amounts to, and the files that differ. Does not belong here: whether the files are
those of the manifest (`reportlib.publish.manifest`), what differs in what is said (`reportlib.publish.difference`).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reportlib.errors import NotFoundError
from reportlib.publish.build import build
from reportlib.publish.difference import Change, difference
from reportlib.publish.edition import EXPORTERS
from reportlib.publish.manifest import MANIFEST
from reportlib.publish.order import Order, Record


def differing(
    folder: Path, *, home: Path, today: date, created: Mapping[str, Any], record: Record | None = None
) -> tuple[list[str], list[Change]]:
    """Files of an edition that come out otherwise when it is made again here, and what differs in what it says.

    Raises NotFoundError where the folder is no edition; whatever a build raises; and the error of the edition where it
    can no longer be made.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        asked = _order_of(manifest, home=home, today=today, created=created)
        listed = {name: one["sha256"] for name, one in manifest["files"].items()}
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise NotFoundError(
            f"{folder}: expected an edition, found none ({exc})",
            tip="Name its folder, like reports/2025-05-23/talks.",
        ) from exc
    with tempfile.TemporaryDirectory(prefix="reportlib-") as scratch:
        (outcome, *_) = build(Order(out=Path(scratch), **asked), record=record)
        if outcome.error:
            raise outcome.error
        made = json.loads((outcome.folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        now = {name: one["sha256"] for name, one in made.items()}
        files = [name for name in sorted({*listed, *now}) if listed.get(name) != now.get(name)]
        return files, difference(folder, outcome.folder) if files else []


def _order_of(manifest: Mapping[str, Any], **where: Any) -> dict[str, Any]:
    """What an edition was made from, as an order."""
    parameters = dict(manifest["parameters"])
    name = manifest["briefing"]
    return {
        "as_of": parameters.pop("as_of"),
        "on": parameters.pop("on", ""),
        "briefings": (name,),
        "paper": manifest["paper"],
        "formats": tuple(one for one in EXPORTERS if f"{name}.{one}" in manifest["files"]),
        "parameters": parameters,
        "anew": True,
        **where,
    }
