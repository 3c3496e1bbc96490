"""Small pieces the rooms of the talks share: frames and counts with their papers.

Does not belong here: anything that knows what a round or a measure is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from reportlib.desk import Desk
from reportlib.sourced import Sourced, merge_ids


def framed(frame: pd.DataFrame) -> Sourced[pd.DataFrame]:
    """A frame with the sources and facts its `source` and `id` columns name."""
    frame = frame.reset_index(drop=True)
    return Sourced(value=frame, unit="", sources=cited(frame), facts=tuple(frame["id"]))


def cited(frame: pd.DataFrame) -> tuple[str, ...]:
    """The sources named in the rows of a frame, each once."""
    return merge_ids(str(cell).split(";") for cell in frame["source"])


def addressed(desk: Desk, data: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """The frame with the addresses of its sources: for a file that stands without the page."""
    urls = dict(zip(desk["sources"]["id"], desk["sources"]["url"], strict=True))
    cells = [" ".join(urls.get(one, "") for one in str(ids).split(";")).strip() for ids in data.value["source"]]
    return replace(data, value=data.value.assign(source_url=cells))


def counted(key: str, rows: pd.DataFrame, formula: str, *, fallback: Iterable[str] = ()) -> Sourced[int]:
    """How many rows there are; `fallback` are the sources to name where there are none."""
    sources = cited(rows) or tuple(fallback)
    return Sourced(
        value=len(rows),
        unit="count",
        key=key,
        sources=sources,
        facts=tuple(rows["id"]),
        formula=formula,
        inputs={"rows": len(rows)},
    )


def cell(key: str, value: Any, unit: str, row: pd.Series[Any]) -> Sourced[Any]:
    """One value of one row."""
    if isinstance(value, pd.Timestamp):
        value = value.date()
    sources = merge_ids([str(row["source"]).split(";")])
    return Sourced(value=value, unit=unit, key=key, sources=sources, facts=(str(row["id"]),))


def days_apart(key: str, start: date, end: date, row: pd.Series[Any]) -> Sourced[int]:
    """Whole calendar days from start to end, never negative in print: the sentence says the side."""
    return Sourced(
        value=abs((end - start).days),
        unit="days",
        key=key,
        sources=merge_ids([str(row["source"]).split(";")]),
        facts=(str(row["id"]),),
        formula="calendar days: later day − earlier day",
        inputs={"from": start.isoformat(), "to": end.isoformat()},
    )


def looked_up(keys: pd.Series[Any], rows: pd.DataFrame, key: str, column: str) -> list[Any]:
    """The value of `column` for each key, None where there is none (pandas' own `map` fails on empty tables)."""
    found = dict(zip(rows[key], rows[column], strict=True))
    return [found.get(one) for one in keys]


def first_sources(desk: Desk) -> tuple[str, ...]:
    """Source of the latest event known on the day: what stands behind a count of none."""
    events = desk["events"].sort_values("known_on", kind="stable")
    return tuple(events["source"].tail(1))
