"""The duties in force on the entry day, as known on the as-of day, for the goods a talks reader asks about.

Line-by-line duty is another topic. Two rows may hold for one group where the record keeps two views
of the same days (as collected, as the law now says); both are given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from reportlib.analysis.talks.parts import framed, looked_up
from reportlib.desk import Desk
from reportlib.sourced import Sourced

BASE_ONLY = "base_only"
"""Rule of a group on which no duty of these talks lies: base duty and nothing else."""
GENERAL_LAWS = ("IEEPA", "s122", "s301")
"""Authorities under which duty lies on goods in general (section 232 is sector by sector)."""

_GROUPS: dict[str, Callable[[pd.DataFrame], pd.Series[bool]]] = {
    "general": lambda frame: frame["authority"].isin(GENERAL_LAWS) & frame["hs_scope"].str.startswith("01-97"),
    "cars": lambda frame: frame["id"].str.startswith("jp-232-auto-"),
    "car_parts": lambda frame: frame["id"].str.startswith("jp-232-part-"),
    "steel": lambda frame: frame["id"].str.match("jp-232-steel-|jp-232-metal-ia$"),
    "aluminium": lambda frame: frame["id"].str.match("jp-232-alu-|jp-232-metal-ia$"),
}
_BASE_ROW = {"cars": "jp-mfn-car"}


def measures(desk: Desk) -> pd.DataFrame:
    """Measures as known on the day, each with its end where that is known; those never in force left out."""
    frame = desk["measures"]
    ends = desk.latest("measure_ends", "measure")
    frame["effective_to"] = pd.to_datetime(looked_up(frame["id"], ends, "measure", "effective_to"))
    return frame.loc[~(frame["effective_from"] == frame["effective_to"])]


def regime(desk: Desk) -> Sourced[pd.DataFrame]:
    """What each group of goods pays on the entry day.

    Columns: id, group, rate (per cent; NaN with base duty only), rule, authority, legal_ref, since,
    until (exclusive), measure, source.
    """
    known = measures(desk)
    entry = pd.Timestamp(desk.on)
    started = known["effective_from"].isna() | (known["effective_from"] <= entry)
    live = known.loc[started & (known["effective_to"].isna() | (known["effective_to"] > entry))]
    parts = [_group(live, known, name) for name in _GROUPS]
    frame = pd.concat(parts).rename(columns={"rate_rule": "rule", "effective_from": "since", "effective_to": "until"})
    frame["measure"] = frame["id"]
    frame["id"] = frame["group"] + "-" + frame["id"]
    columns = ["id", "group", "rate", "rule", "authority", "legal_ref", "since", "until", "measure", "source"]
    table = framed(frame[columns])
    return Sourced(value=table.value, unit="", sources=table.sources, facts=tuple(table.value["measure"]))


def _group(live: pd.DataFrame, known: pd.DataFrame, name: str) -> pd.DataFrame:
    rows = live.loc[_GROUPS[name](live)]
    rows = rows.assign(rate=pd.to_numeric(rows["rate"], errors="coerce"))
    # A country rate lies on top of the baseline for one day: of rows with one law and one rule the highest holds.
    rows = rows.sort_values("rate", ascending=False, kind="stable").drop_duplicates(["authority", "rate_rule"])
    if rows.empty:
        base = known.loc[known["id"] == _BASE_ROW.get(name, "jp-mfn-other")]
        rows = base.assign(rate=float("nan"), rate_rule=BASE_ONLY)
    return rows.assign(group=name)


def general_change(desk: Desk) -> pd.Series[Any] | None:
    """The general measure that holds last by the record: in force, or with its first day still to come."""
    known = measures(desk)
    ended = known["effective_to"] <= pd.Timestamp(desk.as_of)
    rows = known.loc[_GROUPS["general"](known) & ~ended].sort_values(["effective_from", "known_on"], kind="stable")
    return None if rows.empty else rows.iloc[-1]


def proposal(desk: Desk) -> pd.Series[Any] | None:
    """A general measure that was only proposed: the last known row of zero length, unless a later measure followed."""
    frame = desk["measures"]
    ends = desk.latest("measure_ends", "measure")
    ended = pd.to_datetime(pd.Series(looked_up(frame["id"], ends, "measure", "effective_to"), index=frame.index))
    rows = frame.loc[(frame["effective_from"] == ended) & (frame["known_on"] == frame["effective_from"])]
    if rows.empty:
        return None
    last = rows.iloc[-1]
    later = frame.loc[(frame["authority"] == last["authority"]) & (frame["known_on"] > last["known_on"])]
    return None if not later.empty else last
