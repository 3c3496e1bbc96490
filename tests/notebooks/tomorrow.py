"""A copy of the record with one more row in every dated table, and one more tree, of the day after a given day."""

from __future__ import annotations

import csv
import shutil
from datetime import date, timedelta
from pathlib import Path

from reportlib.schemas import TABLES

ROOT = Path(__file__).parents[2]
SOURCE = "src-published-tomorrow"
DATED = [name for name, spec in TABLES.items() if spec.clock]


TREE = """
title = "A tree of tomorrow"
question = "What comes?"
subject = "deal"
horizon = {later}
author = "A desk"
written = {day}
confidence = "low"
because = "It is tomorrow’s."
driver = [{{name = "A", text = "B", track = "deal", fact = "tomorrow-{day}"}}]
quantity = [{{id = "q", name = "Q", unit = "percent"}}]
[[branch]]
id = "yes"
name = "Yes"
text = "Yes"
claim = "yes"
probability = [{{p = 0.6, low = 0.5, high = 0.7, author = "A desk", written = {day}}}]
signpost = [{{id = "s-yes", text = "A sign", track = "deal"}}]
outcome = [{{quantity = "q", low = 1, high = 2, sources = ["src-published-tomorrow"], basis = "so"}}]
[[branch]]
id = "no"
name = "No"
text = "No"
claim = "no"
probability = [{{p = 0.4, low = 0.3, high = 0.5, author = "A desk", written = {day}}}]
signpost = [{{id = "s-no", text = "A sign", track = "deal"}}]
outcome = [{{quantity = "q", low = 1, high = 2, sources = ["src-published-tomorrow"], basis = "so"}}]
"""
"""A tree written on that day: no page of an earlier one may tell of it."""


def copy_home(folder: Path) -> Path:
    """Data and notebooks of this repository, to be written to."""
    for part in ("data", "notebooks"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder


def learn(home: Path, day: date) -> None:
    """Append to every dated table a row known on `day`, resting on a source published that day."""
    today, later = day.isoformat(), (day + timedelta(days=30)).isoformat()
    append(home, "sources", {"id": SOURCE, "published": today, "title": "A headline", "url": "https://example.org/t"})
    own: dict[str, dict[str, str]] = {
        "events": {"id": f"tomorrow-{today}", "date": today, "due_date": later, "source2": SOURCE},
        "deadlines": {"due": later},
        "judgements": {"horizon": later},
        "golden_share": {"date": today},
        "precedents": {"date": today},
        "pledge_stages": {"pledge": "tomorrow-pledges", "date": today},
        "pledges": {"announced_on": today},
        "measures": {
            "measure_id": "JP-TOMORROW",
            "scope_held": "yes",
            "authority": "s232",
            "goods": "cars",
            "rate": "99",
        },
        "measure_scopes": {"measure": "tomorrow-measures", "list": "all-goods", "precedence": "99"},
        "car_prices": {"month": day.replace(day=1).isoformat()},
    }
    (home / "data/trees/tomorrow.toml").write_text(TREE.format(day=today, later=later), encoding="utf-8")
    for name in DATED:
        shared = {"id": f"tomorrow-{name.replace('_', '-')}", "source": SOURCE, "from_event": ""}
        shared |= {TABLES[name].clock or "": today}
        append(home, name, shared | own.get(name, {}))


def amend(home: Path, table: str, fact: str, changes: dict[str, str]) -> None:
    """The row of a fact with some cells changed, in the same place of its file."""
    path = home / TABLES[table].path
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    (at,) = [at for at, row in enumerate(rows) if row["id"] == fact]
    rows[at] |= changes
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def append(home: Path, table: str, changes: dict[str, str]) -> None:
    """One more row: the first row of the file with some cells changed (the first is the oldest)."""
    path = home / TABLES[table].path
    with path.open(encoding="utf-8", newline="") as lines:
        first = next(csv.DictReader(lines))
    with path.open("a", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(first), lineterminator="\n")
        writer.writerow(first | {name: value for name, value in changes.items() if name in first})
