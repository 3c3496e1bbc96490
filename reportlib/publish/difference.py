"""What differs between two editions: findings and exhibits added, removed and moved, each with the reason on record.

A reason is read from the papers of both: other formula, other inputs, other facts or sources. Where all of these are
the same, a row of the record was corrected under its id, or the library computes otherwise; which of the two, the
hashes of tables and library say.

Belongs here: comparing two folders. Does not belong here: what became known between two days and why
(`reportlib.analysis.weekly`), printing (`reportlib.printed`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from reportlib.errors import NotFoundError
from reportlib.publish.agreement import Edition, read_edition
from reportlib.publish.manifest import MANIFEST
from reportlib.sourced import Finding


@dataclass(frozen=True, kw_only=True)
class Change:
    """One finding, exhibit or input: added, removed or moved, from what to what and why."""

    what: str
    key: str
    change: str
    before: str = ""
    after: str = ""
    reason: str = ""

    def __str__(self) -> str:
        told = {"added": f": {self.after}", "removed": f": {self.before}", "moved": f": {self.before} → {self.after}"}
        return f"{self.what} {self.key} {self.change}{told[self.change]}" + (f" ({self.reason})" if self.reason else "")

    def as_json(self) -> dict[str, str]:
        """The same for machines."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class _Side:
    edition: Edition
    exhibits: Mapping[str, str]
    folder: Path


def difference(before: Path, after: Path) -> list[Change]:
    """Every change from one edition to another: findings first, then exhibits and their rows, then inputs, each by key.

    Raises NotFoundError where one of the folders is no edition.
    """
    one, two = _side(before), _side(after)
    return list(chain(_findings(one.edition, two.edition), _exhibits(one, two), _inputs(one.edition, two.edition)))


def _side(folder: Path) -> _Side:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        titles = {one["key"]: one["title"] for one in manifest["exhibits"]}
        return _Side(edition=read_edition(folder), exhibits=titles, folder=folder)
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise NotFoundError(
            f"{folder}: expected an edition, found none ({exc})",
            tip="Name its folder, like reports/2025-05-23/talks.",
        ) from exc


def _inputs(one: Edition, two: Edition) -> Iterator[Change]:
    """Days, parameters, tables and library: what the two were made from."""
    asked = ({**one.parameters, "on": one.on}, {**two.parameters, "on": two.on})
    yield from _by_key("parameter", *({name: str(value) for name, value in side.items()} for side in asked))
    for name in one.apart(two):
        what = "library" if name == "library" else "table"
        made = [str(side.made_from.get(name, ""))[:12] for side in (one, two)]
        change = "moved" if all(made) else "added" if made[1] else "removed"
        yield Change(what=what, key=name, change=change, before=made[0], after=made[1])


def _exhibits(one: _Side, two: _Side) -> Iterator[Change]:
    yield from _by_key("exhibit", one.exhibits, two.exhibits)
    for key in sorted(one.exhibits.keys() & two.exhibits.keys()):
        rows = [_rows(side.folder / "data" / f"{key}.csv") for side in (one, two)]
        if rows[0] != rows[1]:
            gone, new = ([row for row in rows[at] if row not in rows[1 - at]] for at in (0, 1))
            yield Change(what="rows of", key=key, change="moved", before=f"{len(gone)} gone", after=f"{len(new)} new")


def _rows(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream)]


def _findings(one: Edition, two: Edition) -> Iterator[Change]:
    before, after = ({finding.key: finding for finding in side.findings} for side in (one, two))
    for change in _by_key("finding", *({key: f.text for key, f in side.items()} for side in (before, after))):
        if change.change != "moved":
            yield change
    for key in sorted(before.keys() & after.keys()):
        old, new = before[key], after[key]
        if (old.value, old.unit, old.text) != (new.value, new.unit, new.text):
            yield Change(what="finding", key=key, change="moved", before=old.text, after=new.text,
                         reason=_reason(old, new))  # fmt: skip


def _reason(old: Finding, new: Finding) -> str:
    if old.formula != new.formula:
        return f"other formula: {new.formula or 'as recorded'}"
    names = sorted({*old.inputs, *new.inputs})
    moved = [
        f"{name} {old.inputs.get(name, 'not there')} → {new.inputs.get(name, 'not there')}"
        for name in names
        if old.inputs.get(name) != new.inputs.get(name)
    ]
    if moved:
        return f"other inputs: {'; '.join(moved)}"
    if set(old.facts) != set(new.facts):
        return f"other facts: {_apart(old.facts, new.facts)}"
    if set(old.sources) != set(new.sources):
        return f"other sources: {_apart(old.sources, new.sources)}"
    return "same papers: a row was corrected, or the library computes otherwise"


def _apart(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    gone = [f"without {one}" for one in old if one not in new]
    return ", ".join([*gone, *(f"with {one}" for one in new if one not in old)])


def _by_key(what: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        if key not in after:
            yield Change(what=what, key=key, change="removed", before=before[key])
        elif key not in before:
            yield Change(what=what, key=key, change="added", after=after[key])
        elif before[key] != after[key]:
            yield Change(what=what, key=key, change="moved", before=before[key], after=after[key])
