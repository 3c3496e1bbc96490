"""manifest.json: what an edition says, what it was made from, and the hash of every file in it.

Belongs here: composing, validating, writing and verifying the manifest. Does not belong here: moving
editions (`reportlib.publish.swap`). Everything that varies from run to run (clock, host, durations,
git state) stands under `created` and nowhere else in an edition.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportlib.blocks import plain
from reportlib.errors import PublishError

MANIFEST = "manifest.json"
SCHEMA_VERSION = 1


def describe(document: Any) -> dict[str, Any]:
    """What the page says, from the document the press read: findings, exhibits, sources, dates."""
    head = document.masthead
    return {
        "briefing": head.briefing,
        "title": plain(head.title),
        "as_of": head.as_of.isoformat(),
        "cutoff": document.cutoff.isoformat() if document.cutoff else None,
        "coverage": plain(head.coverage),
        "findings": [
            {
                "briefing": head.briefing,
                **one.model_dump(mode="json", include={"key", "value", "unit", "text", "sources"}),
            }
            for one in document.findings.values()
        ],
        "exhibits": [
            {
                "key": item.block.key,
                "kind": item.block.kind,
                "number": item.number,
                "title": plain(item.block.title),
                "source_line": item.block.source_line,
                "file": f"data/{item.block.key}.csv",
            }
            for item in document.items
            if getattr(item.block, "kind", "") in ("figure", "table")
        ],
        "sources": [{"number": cited.number, **cited.source.model_dump(mode="json")} for cited in document.sources],
    }


def list_files(folder: Path) -> dict[str, dict[str, Any]]:
    """Every file of an edition but the manifest, with its hash and size."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in paths
        if path != folder / MANIFEST
    }


def write_manifest(folder: Path, content: Mapping[str, Any]) -> None:
    """Complete the manifest with the files of the folder, validate it and write it."""
    manifest = {"schema_version": SCHEMA_VERSION, **content, "files": list_files(folder)}
    if faults := schema_faults(manifest):
        raise PublishError("\n".join(f"{MANIFEST}: {fault}" for fault in faults), tip="This is a fault of the package.")
    text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def verify(folder: Path) -> list[str]:
    """What is wrong with an edition on disk: nothing, or a line for each file that is not as the manifest says."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        listed = {name: one["sha256"] for name, one in manifest["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
        return [f"{MANIFEST}: unreadable ({exc})"]
    found = {name: one["sha256"] for name, one in list_files(folder).items()}
    missing = [f"{name}: missing" for name in listed if name not in found]
    changed = [
        f"{name}: not the file the manifest names" for name in listed if found.get(name, listed[name]) != listed[name]
    ]
    return missing + changed + [f"{name}: not in the manifest" for name in found if name not in listed]


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of manifest.json."""
    text = files("reportlib.publish").joinpath("manifest.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def schema_faults(manifest: Mapping[str, Any]) -> list[str]:
    """Every place where a manifest departs from its schema."""
    from jsonschema import Draft202012Validator

    errors = Draft202012Validator(schema()).iter_errors(manifest)
    return [f"{error.json_path}: {error.message}" for error in errors]


def surroundings(home: Path, now: datetime) -> dict[str, Any]:
    """Where and when a build runs: for `created` in the manifest, never for the page."""
    return {"at": now.isoformat(timespec="seconds"), "host": platform.node(), "git": _git_state(home)}


def _git_state(home: Path) -> dict[str, Any] | None:
    """Commit and whether the tree is clean, or None where git or the repository is missing."""
    git = shutil.which("git")
    if git is None:
        return None
    head, changes = (
        subprocess.run([git, "-C", home, *command], capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
        for command in (["rev-parse", "HEAD"], ["status", "--porcelain"])
    )
    if head.returncode or changes.returncode:
        return None
    return {"commit": head.stdout.strip(), "clean": not changes.stdout.strip()}
