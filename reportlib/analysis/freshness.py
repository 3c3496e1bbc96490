"""How old the statistical series of the record are on a day: which rest under some facts, and since when.

Belongs here: finding the series and their newest figure. Does not belong here: for how long a series counts as new
(its `ttl_days`, in `reportlib.schemas`), the sentence about it (`reportlib.words.freshness`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from reportlib.desk import Desk
from reportlib.schemas import TABLES
from reportlib.sourced import Sourced


@dataclass(frozen=True, kw_only=True)
class SeriesAge:
    """A series on a day: its newest figure, and whole weeks since that came out.

    `period` is the month or year of the newest figure as ISO text; `ttl_days` says when a newer one was due.
    """

    name: str
    title: str
    newest: date
    ttl_days: int
    period: Sourced[str]
    weeks: Sourced[int]

    @property
    def is_stale(self) -> bool:
        """Whether a newer figure was due by the day."""
        return int(self.weeks.inputs["days"] or 0) > self.ttl_days


def series_under(desk: Desk, facts: Iterable[str]) -> tuple[SeriesAge, ...]:
    """The series that some facts are rows of, in the order of the schema."""
    asked = set(facts)
    used = [name for name in _dated_series() if asked.intersection(desk.tables[name]["id"])] if asked else []
    return tuple(_age(desk, name) for name in used)


def _dated_series() -> list[str]:
    return [name for name, spec in TABLES.items() if spec.ttl_days and spec.clock]


def _age(desk: Desk, name: str) -> SeriesAge:
    spec, rows = TABLES[name], desk.tables[name]
    ends = rows.apply(_end, axis=1)
    row = rows.loc[ends == ends.max()].sort_values(str(spec.clock), kind="stable").iloc[-1]
    newest: date = row[str(spec.clock)].date()
    days = (desk.as_of - newest).days
    papers: dict[str, Any] = {"sources": (str(row["source"]),), "facts": (str(row["id"]),)}
    return SeriesAge(
        name=name,
        title=spec.title,
        newest=newest,
        ttl_days=int(spec.ttl_days or 0),
        period=Sourced(value=_shown(ends.max(), row), unit="text", key=f"series.{name}.latest", **papers),
        weeks=Sourced(
            value=days // 7, unit="count", key=f"series.{name}.age",
            formula="whole weeks from the day its newest figure came out to the as-of day",
            inputs={"came out": newest.isoformat(), "as_of": desk.as_of.isoformat(), "days": days}, **papers,
        ),
    )  # fmt: skip


def _end(row: pd.Series[Any]) -> str:
    """The last month of the period of a row as ISO text; of a whole year December, so that periods can be ranked."""
    if "month" in row.index:
        return f"{row['month']:%Y-%m}"
    if "period" in row.index:
        end = str(row["period"]).rpartition("..")[2]
        return end if "-" in end else f"{end}-12"
    return f"{int(row['year'])}-{int(row['months']):02d}"


def _shown(end: str, row: pd.Series[Any]) -> str:
    """The end of the period as it is told: a whole year as the year."""
    whole_year = "month" not in row.index and ".." not in str(row.get("period", "")) and end.endswith("-12")
    return end[:4] if whole_year else end
