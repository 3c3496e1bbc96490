"""The as-of cut: every table as it stood on one day, and nothing in it that points past that day.

Belongs here: rows by their clock, coverage, keys and sources of a view. Pure. Does not belong here: asking a view for
anything (`reportlib.desk`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from reportlib.schemas import TABLES


def cut_tables(tables: Mapping[str, pd.DataFrame], day: date) -> dict[str, pd.DataFrame]:
    """Every table with the rows known by the day alone, the sources they cite, and no key of a later row."""
    limit = pd.Timestamp(day)
    cut = {}
    for name, frame in tables.items():
        clock = TABLES[name].clock
        cut[name] = frame if clock is None else frame.loc[frame[clock] <= limit].reset_index(drop=True)
    cut["coverage"] = _coverage_on(tables["coverage"], limit)
    cut["sources"] = _cited_only(_published(tables["sources"], limit), cut)
    known = _targets(cut)
    return {name: _known_keys(name, frame, known) for name, frame in cut.items()}


def _targets(cut: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], set[str]]:
    """What keys may point to, by table and column: the rows a view holds of each table that a day cuts, or nothing."""
    keys = {(key.table, key.target) for name in cut for key in TABLES[name].keys}
    cuttable = ((table, target) for table, target in keys if TABLES[table].clock or table == "sources")
    return {(table, target): {"", *cut[table][target].tolist()} for table, target in cuttable}


def _coverage_on(coverage: pd.DataFrame, limit: pd.Timestamp) -> pd.DataFrame:
    """How far each track had been checked by the day, min(as-of, checked through).

    Where the track ends is said, with its last event, only to a day past that end: to an earlier day
    it would tell what happened later.
    """
    ended = coverage["checked_through"] < limit
    frame = coverage[["id", "track", "kind"]].assign(checked_through=coverage["checked_through"].where(ended, limit))
    for column in ("last_event", "last_event_on", "unit_of_last", "sentence", "source"):
        frame[column] = coverage[column].where(ended, "")
    return frame


def _known_keys(name: str, frame: pd.DataFrame, known: Mapping[tuple[str, str], set[str]]) -> pd.DataFrame:
    """A table of the view without the keys of rows the view does not hold."""
    for key in TABLES[name].keys:
        if key.column in frame.columns and (key.table, key.target) in known:
            cells = frame[key.column]
            kept = _kept(cells, known[key.table, key.target], many=key.many)
            if kept is not cells:
                frame = frame.assign(**{key.column: kept})
    return frame


def _kept(cells: pd.Series[Any], known: set[str], *, many: bool) -> pd.Series[Any]:
    """Cells with the keys that are known; another key leaves a blank. The same cells where all are known."""
    among = cells.isin(known)
    if among.all():
        return cells
    if not many:
        return cells.where(among, "")
    return cells.map(lambda cell: ";".join(one for one in cell.split(";") if one in known)).astype(cells.dtype)


def _published(sources: pd.DataFrame, limit: pd.Timestamp) -> pd.DataFrame:
    return sources.loc[sources["published"].isna() | (sources["published"] <= limit)]


def _cited_only(sources: pd.DataFrame, cut: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """A source without a printed day counts from the first fact that rests on it, or for a method always."""
    cited: set[str] = set()
    for name, frame in cut.items():
        if name != "coverage":
            for column in ("source", "source2"):
                cited.update(frame[column].tolist() if column in frame.columns else ())
    return sources.loc[sources["id"].isin(cited)].reset_index(drop=True)
