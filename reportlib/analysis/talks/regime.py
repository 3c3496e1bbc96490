"""The duties in force on the entry day, as known on the as-of day, for the goods a talks reader asks about.

Line-by-line duty is another topic. Two rows may hold for one group where the record keeps two views
of the same days (as collected, as the law now says); both are given.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.analysis.talks.parts import framed, looked_up
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.sourced import Sourced

BASE_ONLY = "base_only"
"""Rule of a group on which no duty of these talks lies: base duty and nothing else."""
BASE_ABOVE = "base_above_floor"
"""Rule of goods whose base duty is higher than the floor of their group: they pay their base duty."""
_GROUPS = {
    "general": ("general",), "cars": ("cars",), "car_parts": ("car_parts",), "steel": ("steel", "metals"),
    "aluminium": ("aluminium", "metals"),
}  # fmt: skip
"""Groups of the table of duties, and the goods of the record (`measures.goods`) that each takes in."""
_BASE = "MFN"
_STRUCK = "strikes down"


def measures(desk: Desk) -> pd.DataFrame:
    """Measures as known on the day, each with its end where that is known; those never in force left out."""
    frame = desk["measures"]
    ends = desk.latest("measure_ends", "measure")
    frame["effective_to"] = pd.to_datetime(looked_up(frame["id"], ends, "measure", "effective_to"))
    return frame.loc[~(frame["effective_from"] == frame["effective_to"])]


@once
def regime(desk: Desk) -> Sourced[pd.DataFrame]:
    """What each group of goods pays on the entry day.

    Columns: id, group, rate (per cent; NaN with base duty only), rule, authority, legal_ref, since (first
    day of the law), held_since (first day of this rate, under whatever law), until (exclusive), void_on
    (day of the ruling that struck the law down), measure, source. Light trucks have a row of their own
    where the cars' rate is a floor below their base duty.
    """
    known = measures(desk)
    entry = pd.Timestamp(desk.on)
    started = known["effective_from"].isna() | (known["effective_from"] <= entry)
    live = known.loc[started & (known["effective_to"].isna() | (known["effective_to"] > entry))]
    parts = [_group(live, name) for name in _GROUPS]
    frame = _with_trucks(pd.concat(parts), live)
    frame["held_since"] = [_held_since(row, known) for _, row in frame.iterrows()]
    struck = {one: voided(desk, one) for one in frame["authority"].unique()}
    days = [pd.NaT if (row := struck[one]) is None else row["date"] for one in frame["authority"]]
    frame["void_on"] = pd.Series(days, index=frame.index, dtype="datetime64[s]")
    frame["source"] = [
        first if (row := struck[one]) is None else f"{first};{row['source']}"
        for first, one in zip(frame["source"], frame["authority"], strict=True)
    ]
    frame = frame.rename(columns={"rate_rule": "rule", "effective_from": "since", "effective_to": "until"})
    frame["measure"] = frame["id"]
    frame["id"] = frame["group"] + "-" + frame["id"]
    columns = ["id", "group", "rate", "rule", "authority", "legal_ref", "since", "held_since", "until", "void_on"]
    table = framed(frame[[*columns, "measure", "source"]])
    return Sourced(value=table.value, unit="", sources=table.sources, facts=tuple(table.value["measure"]))


def _of(frame: pd.DataFrame, *groups: str) -> pd.Series[bool]:
    """Which measures lay duty of these talks on a group of goods: all but base duty itself."""
    goods = [one for name in groups for one in _GROUPS[name]]
    return frame["goods"].isin(goods) & (frame["authority"] != _BASE)


def _base(live: pd.DataFrame, name: str) -> pd.DataFrame:
    """Base duty of a group of goods where it is on record, else of goods in general: the last in force."""
    own = _own_base(live, name)
    return _own_base(live, "general") if own.empty else own


def _own_base(live: pd.DataFrame, goods: str) -> pd.DataFrame:
    rows = live.loc[(live["authority"] == _BASE) & (live["goods"] == goods)]
    return rows.sort_values("effective_from", kind="stable", na_position="first").tail(1)


def _group(live: pd.DataFrame, name: str) -> pd.DataFrame:
    rows = live.loc[_of(live, name)]
    rows = rows.assign(rate=pd.to_numeric(rows["rate"], errors="coerce"))
    # A country rate lies on top of the baseline for one day: of rows with one law and one rule the highest holds.
    rows = rows.sort_values("rate", ascending=False, kind="stable").drop_duplicates(["authority", "rate_rule"])
    if rows.empty:
        rows = _base(live, name).assign(rate=float("nan"), rate_rule=BASE_ONLY)
    return rows.assign(group=name)


def _with_trucks(frame: pd.DataFrame, live: pd.DataFrame) -> pd.DataFrame:
    """Light trucks apart, once the cars' rate is a floor that their base duty exceeds."""
    cars = frame.loc[(frame["group"] == "cars") & frame["rate_rule"].str.startswith("floor")]
    trucks = _own_base(live, "light_trucks")
    if cars.empty or trucks.empty or float(trucks.iloc[0]["rate"]) <= float(cars.iloc[0]["rate"]):
        return frame
    floor = cars.iloc[0]
    row = trucks.assign(
        rate=float(trucks.iloc[0]["rate"]), rate_rule=BASE_ABOVE, group="light_trucks",
        effective_from=floor["effective_from"], source=f"{trucks.iloc[0]['source']};{floor['source']}",
    )  # fmt: skip
    order = [*_GROUPS]
    order.insert(order.index("cars") + 1, "light_trucks")
    both = pd.concat([frame, row])
    return both.sort_values("group", key=lambda names: names.map(order.index), kind="stable")


def _held_since(row: pd.Series[Any], known: pd.DataFrame) -> Any:
    """First day of the rate: back through the measures of the group that ended as the next began, at one rate."""
    since = row["effective_from"]
    if row["group"] not in _GROUPS or row["rate_rule"] == BASE_ONLY:
        return since
    ours = known.loc[_of(known, row["group"]) & (known["rate_rule"] == row["rate_rule"])]
    ours = ours.loc[pd.to_numeric(ours["rate"], errors="coerce") == row["rate"]]
    while not (before := ours.loc[(ours["effective_to"] == since) & (ours["effective_from"] < since)]).empty:
        since = before["effective_from"].min()
    return since


def general_measures(desk: Desk) -> pd.DataFrame:
    """The measures on goods in general known on the day, by first day; none that was never in force."""
    known = measures(desk)
    return known.loc[_of(known, "general")].sort_values(["effective_from", "known_on"], kind="stable")


def car_measures(desk: Desk) -> pd.DataFrame:
    """The measures on cars and their parts known on the day."""
    known = measures(desk)
    return known.loc[_of(known, "cars", "car_parts")]


def voided(desk: Desk, authority: str) -> pd.Series[Any] | None:
    """The ruling that struck a law down, if one is on record by the day."""
    rows = desk["events"].loc[lambda frame: (frame["track"] == "legal") & (frame["kind"] == "ruling")]
    named = rows["title"].str.contains(_STRUCK, regex=False) & rows["title"].str.contains(authority, regex=False)
    return None if rows.loc[named].empty else rows.loc[named].iloc[-1]


def general_change(desk: Desk) -> pd.Series[Any] | None:
    """The general measure that holds last by the record: in force, or with its first day still to come."""
    rows = general_measures(desk)
    rows = rows.loc[~(rows["effective_to"] <= pd.Timestamp(desk.as_of))]
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
