"""The law behind the duties: rulings with their stays, the steps of law by weight, what the general duty rests on.

Belongs here: which event set, ended or voided which duty. Does not belong here: the duties of each
group of goods (`regime`), words for the steps (`reportlib.words.talks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis.talks.parts import cell, framed
from reportlib.analysis.talks.regime import car_measures, general_measures, voided
from reportlib.desk import Desk
from reportlib.sourced import Sourced

GENERAL, RULING, EARLIER, CARS, OTHER = 5, 4, 3, 2, 1
"""Weights of a step: of the general duty in force or to come, a ruling, the general duty before, car duty, the rest."""
_ACTS = ("order", "effective", "deadline")
_STAYS = re.compile(r"stays the (?P<what>.+) ruling", re.IGNORECASE)
_LEFT = re.compile(r"duties stay in place", re.IGNORECASE)


def steps(desk: Desk) -> pd.DataFrame:
    """Rulings, hearings, tariff orders and first and last days of duties up to the day, each with its `weight`."""
    rows = desk["events"].loc[lambda frame: frame["date"] <= pd.Timestamp(desk.as_of)]
    general, cars = general_measures(desk), car_measures(desk)
    now = general.loc[general["effective_to"].isna() | (general["effective_to"] > pd.Timestamp(desk.as_of))]
    ours = [_touched(rows, frame) for frame in (now, general, cars)]
    acts = (rows["track"] == "tariff") & rows["kind"].isin(_ACTS)
    rows = rows.loc[(rows["track"] == "legal") | (acts & ((rows["kind"] != "deadline") | ours[0] | ours[1]))]
    weight = pd.Series(OTHER, index=rows.index)
    tariff = rows["track"] == "tariff"
    for touched, worth in zip(reversed(ours), (CARS, EARLIER, GENERAL), strict=True):
        weight = weight.mask(tariff & touched.loc[rows.index], worth)
    weight = weight.mask((rows["track"] == "legal") & (rows["kind"] == "ruling"), RULING)
    return rows.assign(weight=weight).sort_values(["date", "id"], ascending=False, kind="stable")


def _touched(rows: pd.DataFrame, measures: pd.DataFrame) -> pd.Series[bool]:
    """Which events fall on a day on which one of the measures was ordered, starts or ends."""
    days = pd.concat([pd.to_datetime(measures[one]) for one in ("known_on", "effective_from", "effective_to")])
    return rows["date"].isin(days.dropna())


def legal_track(desk: Desk, look_back: int) -> Sourced[pd.DataFrame]:
    """Rulings and hearings since the record began, tariff orders and starts of the window, and what set the rate.

    Columns: id, date, kind, title, summary, weight, source. The steps that set the general duty in
    force are there however long ago they were taken.
    """
    rows, since = steps(desk), pd.Timestamp(desk.as_of) - pd.Timedelta(days=look_back)
    rows = rows.loc[(rows["track"] == "legal") | (rows["weight"] == GENERAL) | (rows["date"] >= since)]
    return framed(rows[["id", "date", "kind", "title", "summary", "weight", "source"]])


def stays(desk: Desk) -> pd.DataFrame:
    """Rulings that do not bite: `ruling` (an event) and `on`, the day of the stay; none where duties were only left."""
    set_by = desk["deadlines"].loc[lambda frame: frame["track"] == "legal"]
    found = [
        (row["set_by"], pd.NaT, row["id"], row["source"])
        for _, row in set_by.iterrows() if _LEFT.search(row["what"])
    ]  # fmt: skip
    done = desk["deadline_outcomes"].merge(set_by[["id", "set_by"]].rename(columns={"id": "deadline"}), on="deadline")
    done = done.loc[done["detail"].str.startswith("Stayed")]
    found += [(row["set_by"], row["date"], row["id"], row["source"]) for _, row in done.iterrows()]
    rulings = _rulings(desk)
    for _, row in rulings.iterrows():
        match = _STAYS.search(row["title"])
        before = rulings.loc[rulings["date"] < row["date"]] if match else rulings.iloc[:0]
        before = before.loc[before["title"].str.contains(match["what"], regex=False)] if match else before
        found += [(one, row["date"], row["id"], row["source"]) for one in before["id"].tail(1)]
    return pd.DataFrame(found, columns=["ruling", "on", "id", "source"])


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A ruling with its stay: `stayed_on` is the day of it, `is_left` that the duties were left in place."""

    day: Sourced[date]
    title: Sourced[str]
    stayed_on: Sourced[date] | None
    is_left: bool


def ruling(desk: Desk) -> Ruling | None:
    """The last ruling on record."""
    rows = _rulings(desk)
    if rows.empty:
        return None
    row, held = rows.iloc[-1], stays(desk)
    held = held.loc[held["ruling"] == row["id"]]
    dated = held.dropna(subset="on")
    return Ruling(
        day=cell("talks.ruling_on", row["date"], "date", row),
        title=cell("talks.ruling", str(row["title"]), "text", row),
        stayed_on=None if dated.empty else cell("talks.ruling_stayed_on", dated.iloc[0]["on"], "date", dated.iloc[0]),
        is_left=bool(len(held)) and dated.empty,
    )


def _rulings(desk: Desk) -> pd.DataFrame:
    rows = desk["events"].loc[lambda frame: (frame["track"] == "legal") & (frame["kind"] == "ruling")]
    return rows.sort_values("date", kind="stable")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the general duty in force rests on. `until` is the day it ends, `void_on` that of the ruling against it."""

    authority: str
    since: Sourced[date]
    until: Sourced[date] | None
    void_on: Sourced[date] | None


def ground(desk: Desk) -> Ground | None:
    """The law of the general duty in force on the as-of day; None while base duty alone is paid."""
    rows, today = general_measures(desk), pd.Timestamp(desk.as_of)
    rows = rows.loc[(rows["effective_from"] <= today) & ~(rows["effective_to"] <= today)]
    if rows.empty:
        return None
    row = rows.iloc[-1]
    void = voided(desk, str(row["authority"]))
    return Ground(
        authority=str(row["authority"]),
        since=cell("talks.general_since", row["effective_from"], "date", row),
        until=_end(desk, row),
        void_on=None if void is None else cell("talks.general_void_on", void["date"], "date", void),
    )


def _end(desk: Desk, row: pd.Series[Any]) -> Sourced[date] | None:
    ends = desk.latest("measure_ends", "measure").loc[lambda frame: frame["measure"] == row["id"]]
    return None if ends.empty else cell("talks.general_until", ends.iloc[0]["effective_to"], "date", ends.iloc[0])
