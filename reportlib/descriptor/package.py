"""data/datapackage.json: every file with its columns, units, publishers, licence, hash and vintage.

A Data Package of version 2 (https://datapackage.org). `unit` on a field, `vintage` and `ttl_days`
(days until a newer figure is due) on a file are ours: the standard allows further properties.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from reportlib.schemas import TABLES, TableSpec

Tables = Mapping[str, pd.DataFrame]

_PROFILES = "https://datapackage.org/profiles/2.0"
_LICENCES = {
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 International",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
}
_RIGHTS = (
    "The licence covers our own compilation and wording. Pages the sources link to keep the rights of "
    "their owners, and single quoted closes are facts, not a price series."
)


def package(home: Path, tables: Tables) -> str:
    """The descriptor as JSON text."""
    described = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "us-japan-tariff-talks",
        "title": "Facts behind the briefings on the US–Japan tariff talks and the U.S. Steel deal",
        "description": _RIGHTS,
        "licenses": [_LICENCES[name] for name in sorted({spec.licence for spec in TABLES.values()})],
        "resources": [_resource(home, spec, tables) for spec in TABLES.values()],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _resource(home: Path, spec: TableSpec, tables: Tables) -> dict[str, Any]:
    content = (home / spec.path).read_bytes()
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": spec.name,
        "type": "table",
        "path": spec.path.removeprefix("data/"),
        "title": spec.title,
        "description": spec.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "vintage": _vintage(spec, tables[spec.name]),
        **({"ttl_days": spec.ttl_days} if spec.ttl_days else {}),
        "licenses": [_LICENCES[spec.licence]],
        "sources": [{"title": publisher} for publisher in _publishers(tables[spec.name], tables["sources"])],
        "schema": _schema(spec),
    }


def _vintage(spec: TableSpec, frame: pd.DataFrame) -> str:
    """The day of the newest row: when it became known, or, in the register of sources, was published.

    A table of a method has no such day.
    """
    clock = spec.clock or next((name for name in ("known_on", "published") if name in frame), None)
    newest = frame[clock].max() if clock else None
    return "" if pd.isna(newest) else f"{newest:%Y-%m-%d}"


def _publishers(frame: pd.DataFrame, sources: pd.DataFrame) -> list[str]:
    if "source" not in frame:
        return sorted(set(sources["publisher"]))
    cited = set(frame["source"]) | set(frame.get("source2", ()))
    return sorted(set(sources.loc[sources["id"].isin(cited), "publisher"]))


def _schema(spec: TableSpec) -> dict[str, Any]:
    return {
        "fields": [_field(name, column) for name, column in spec.columns()],
        "missingValues": [""],
        "primaryKey": ["id"],
        "foreignKeys": [
            {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.target]}}
            for key in spec.keys
            if not key.many
        ],
    }


def _field(name: str, column: Any) -> dict[str, Any]:
    about = column.metadata
    constraints = {"required": not about["blank"], **({"unique": True} if column.unique else {}), **about["limits"]}
    unit = {"unit": about["unit"]} if about["unit"] else {}
    described = {"name": name, "type": column_type(column), "description": column.description}
    return {**described, **unit, "constraints": constraints}


def column_type(column: Any) -> str:
    """The type of a column in the words of the descriptor: date, number or string."""
    dtype = str(column.dtype)
    return "date" if dtype.startswith("datetime64") else "number" if dtype.startswith("float") else "string"
