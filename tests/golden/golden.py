"""Golden findings: what each briefing says on two days, in small files that a person reads and copies.

`python -m tests.golden.golden` builds the briefings and writes the files that differ, naming each finding that moved:
read what it says before you commit. Nothing else writes them; the test only says which file to copy.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import nbformat

from reportlib.editions import briefings
from reportlib.publish import build
from tests.notebooks.homes import ROOT, order

FOLDER = Path(__file__).parent
DAYS = ("2025-05-23", "2026-07-25")
"""The day of the story the record was begun for, and the day after the general duty was set last."""

Findings = dict[str, dict[str, Any]]


def golden_file(day: str, briefing: str) -> Path:
    """Where the golden findings of an edition lie."""
    return FOLDER / day / f"{briefing}.json"


def listed() -> list[str]:
    """Every briefing of editions.toml."""
    return list(briefings(ROOT))


def make(day: str, briefing: str, out: Path) -> Findings:
    """Build one edition without rendering a page, and give what it says."""
    (outcome,) = build(order(ROOT, out=out, as_of=day, briefings=(briefing,)), render=_no_page)
    assert outcome.error is None, outcome.error
    return read_edition(outcome.folder)


def read_edition(folder: Path) -> Findings:
    """What an edition says, by its manifest."""
    return findings(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def findings(manifest: Mapping[str, Any]) -> Findings:
    """Value, unit and text by key; a number to the twelve digits that printing uses."""
    return {
        one["key"]: {"value": _rounded(one["value"]), "unit": one["unit"], "text": one["text"]}
        for one in manifest["findings"]
    }


def _rounded(value: object) -> object:
    return float(f"{value:.12g}") if isinstance(value, float) else value


def as_text(found: Findings) -> str:
    """The file: one finding a line, by key, so that a difference is a line."""
    lines = [f"{json.dumps(key)}: {json.dumps(found[key], ensure_ascii=False)}" for key in sorted(found)]
    return "{\n  " + ",\n  ".join(lines) + "\n}\n"


def differences(before: Findings, now: Findings) -> list[str]:
    """Each finding that came, went or moved, in a line."""
    keys = sorted({*before, *now})
    return [
        f"{key}: was {_shown(before.get(key))}, is {_shown(now.get(key))}"
        for key in keys
        if before.get(key) != now.get(key)
    ]


def read(path: Path) -> Findings:
    """The findings of a golden file; none where there is no such file yet."""
    loaded: Findings = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return loaded


def strays(days: Iterable[str] = DAYS) -> list[str]:
    """Golden files of no briefing and no day."""
    kept = {golden_file(day, name) for day in days for name in listed()}
    return sorted(str(path.relative_to(ROOT)) for path in FOLDER.rglob("*.json") if path not in kept)


def _shown(one: Mapping[str, Any] | None) -> str:
    return f"{one['text']!r} ({one['value']}, {one['unit']})" if one else "not there"


def _no_page(nb: nbformat.NotebookNode, name: str, wanted: str, paper: str) -> bytes:
    return b"not rendered"


def say(*lines: str) -> None:
    """Lines for whoever runs this."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def renew(days: Iterable[str] = DAYS) -> int:
    """Write the golden files that differ; says what moved. Ends with 1 where something did."""
    moved = 0
    with tempfile.TemporaryDirectory() as out:
        for day in days:
            for name in listed():
                path, now = golden_file(day, name), make(day, name, Path(out))
                said = differences(read(path), now)
                if said:
                    moved = 1
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(as_text(now), encoding="utf-8")
                    say(f"wrote {path.relative_to(ROOT)}", *(f"  {line}" for line in said))
    for stray in strays():
        say(f"{stray}: belongs to no briefing; delete it")
    return moved


if __name__ == "__main__":
    sys.exit(renew())
