"""The codebook and the descriptor: what they say, when they are out of date, and that looking changes nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from reportlib import descriptor
from reportlib.errors import DataError
from reportlib.schemas import TABLES

EVENTS = "data/facts/events.csv"


def snapshot(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_absent_descriptions_are_told_and_nothing_is_written(home: Path) -> None:
    before = snapshot(home)
    assert [fault.where for fault in descriptor.faults(home)] == ["data/datapackage.json", "data/README.md"]
    assert snapshot(home) == before


def test_descriptions_of_faulty_tables_are_not_written(home: Path) -> None:
    (home / EVENTS).write_text("id\n", encoding="utf-8")
    before = snapshot(home)
    with pytest.raises(DataError):
        descriptor.write(home)
    assert snapshot(home) == before


def test_written_descriptions_are_up_to_date_until_a_table_changes(home: Path) -> None:
    assert [path.name for path in descriptor.write(home)] == ["datapackage.json", "README.md"]
    assert descriptor.faults(home) == []
    assert descriptor.write(home) == []

    path = home / EVENTS
    path.write_text(path.read_text(encoding="utf-8").replace("A third round", "A later round"), encoding="utf-8")
    assert [str(fault) for fault in descriptor.faults(home)] == [
        "data/datapackage.json: expected the description of the tables as they are, found an older one; "
        "run `reportlib check --write`"
    ]


def test_the_descriptor_gives_hash_licence_vintage_publishers_and_units_of_every_file(home: Path) -> None:
    package = json.loads(descriptor.documents(home)["data/datapackage.json"])
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert resources.keys() == TABLES.keys()

    events = resources["events"]
    content = (home / "data" / events["path"]).read_bytes()
    assert events["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert events["bytes"] == len(content)
    assert events["licenses"][0]["name"] == "CC-BY-4.0"
    assert events["vintage"] == "2025-05-24"
    assert events["sources"] == [{"title": "The Daily"}, {"title": "The Weekly"}]

    minutes = next(field for field in resources["attendance"]["schema"]["fields"] if field["name"] == "minutes")
    assert (minutes["type"], minutes["unit"]) == ("number", "minutes")
    assert minutes["constraints"] == {"required": False, "minimum": 0}


def test_foreign_keys_of_the_descriptor_lead_to_columns_that_exist(home: Path) -> None:
    resources = {r["name"]: r for r in json.loads(descriptor.documents(home)["data/datapackage.json"])["resources"]}
    fields = {name: {field["name"] for field in r["schema"]["fields"]} for name, r in resources.items()}
    for name, resource in resources.items():
        for key in resource["schema"]["foreignKeys"]:
            assert set(key["fields"]) <= fields[name]
            assert set(key["reference"]["fields"]) <= fields[key["reference"]["resource"]]


def test_the_codebook_describes_every_column_of_every_table(home: Path) -> None:
    sections = descriptor.documents(home)["data/README.md"].split("\n### ")[1:]
    assert [section.splitlines()[0] for section in sections] == list(TABLES)
    for section, spec in zip(sections, TABLES.values(), strict=True):
        for name, column in spec.columns():
            assert column.description, f"{spec.name}.{name} says nothing"
            assert f"\n| `{name}` |" in section
