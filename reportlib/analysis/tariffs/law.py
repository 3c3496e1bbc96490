"""The law as known on a day, and what of it holds for one entry date in one view.

`collected` is what the schedule in force that day told customs to collect: a rule that became known
after its first day binds from the day it was known, and while an older rule of the same law is still in
force, the older one is collected. `liquidated` is what is finally owed: a rule binds from its first day.
Belongs here: which measures, lists and links hold. Does not belong here: rates of lines (`rates`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, get_args

import pandas as pd

from reportlib.desk import Desk
from reportlib.errors import ParameterError

View = Literal["collected", "liquidated"]
IeepaEnd = Literal["2026-02-24", "2026-02-20", "ab_initio"]
RULING = pd.Timestamp("2026-02-20")
"""The Supreme Court's ruling; collection stopped on the day of measure_ends."""


@dataclass(frozen=True, kw_only=True)
class Law:
    """Measures with their ends, lists with their ends, and links between them, as known on `as_of`."""

    as_of: date
    measures: pd.DataFrame
    scopes: pd.DataFrame
    links: pd.DataFrame
    shares: pd.DataFrame

    def on(self, day: date, *, view: View = "liquidated", ieepa_end: IeepaEnd = "2026-02-24") -> LawOfDay:
        """What holds for goods entered on `day`. Raises ParameterError for an unknown view or option."""
        for name, value, known in (("view", view, get_args(View)), ("ieepa_end", ieepa_end, get_args(IeepaEnd))):
            if value not in known:
                raise ParameterError(f"{name}: expected one of {', '.join(known)}, found {value!r}")
        entry = pd.Timestamp(day)
        measures = self.measures.loc[_held(_ended(self.measures, ieepa_end), entry, view)]
        scopes = self.scopes.loc[_held(self.scopes, entry, view)]
        links = self.links.loc[self.links["measure"].isin(measures["id"]) & self.links["list"].isin(scopes["list"])]
        links = links.merge(measures, left_on="measure", right_on="id", suffixes=("", "_measure"))
        late = links["retroactive_from"].notna() & (view == "collected")
        links = links.assign(is_late=late).sort_values(["is_late", "precedence"], kind="stable")
        return LawOfDay(day=day, view=view, ieepa_end=ieepa_end, scopes=scopes, links=links.reset_index(drop=True))

    def change_days(self) -> list[date]:
        """Days on which a measure or list begins or ends, by day: between two of them no rate changes."""
        frames = (self.measures, self.scopes)
        days = pd.concat([frame[column] for frame in frames for column in ("effective_from", "effective_to", "known_on")
                          if column != "known_on"])  # fmt: skip
        late = [frame.loc[frame["known_on"] > frame["effective_from"], "known_on"] for frame in frames]
        return sorted({day.date() for day in pd.concat([days, *late]).dropna()})


@dataclass(frozen=True, kw_only=True)
class LawOfDay:
    """The measures and lists that hold on one entry date, each link with the columns of its measure."""

    day: date
    view: View
    ieepa_end: IeepaEnd
    scopes: pd.DataFrame
    links: pd.DataFrame

    @cached_property
    def key(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What decides the rates: two days of the same law have the same key."""
        return tuple(self.links["id"]), tuple(self.scopes["id"])


def known_law(desk: Desk) -> Law:
    """The law on a desk: rows of measures, scopes, links and ends known by its as-of day."""
    ends, offs = desk.latest("measure_ends", "measure"), desk.latest("scope_ends", "scope")
    measures = _with_ends(desk["measures"], ends.set_index("measure")["effective_to"])
    drawn = measures["effective_from"].notna() & (measures["effective_from"] == measures["effective_to"])
    scopes = _with_ends(desk["scopes"], offs.set_index("scope")["effective_to"])
    scopes["length"] = scopes["hts_prefix"].str.len()
    scopes = scopes.sort_values(["length", "effective_from"], kind="stable").reset_index(drop=True)
    return Law(
        as_of=desk.as_of,
        measures=measures.loc[~drawn],
        scopes=scopes,
        links=desk["measure_scopes"].drop(columns=["known_on", "source"]),
        shares=desk["content_shares"],
    )


def _with_ends(frame: pd.DataFrame, ends: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    return frame.assign(effective_to=pd.to_datetime(frame["id"].map(dict(ends))))


def _held(frame: pd.DataFrame, entry: pd.Timestamp, view: View) -> pd.Series[bool]:
    """Rows in force on the day; a row without a first day has always been in force."""
    start = frame["effective_from"].fillna(pd.Timestamp("1900-01-01"))
    if view == "collected":
        start = start.where(start >= frame["known_on"], frame["known_on"])
        start = start.where(frame["effective_from"].notna(), pd.Timestamp("1900-01-01"))
    return (start <= entry) & (frame["effective_to"].isna() | (frame["effective_to"] > entry))


def _ended(measures: pd.DataFrame, ieepa_end: IeepaEnd) -> pd.DataFrame:
    """Measures under the chosen end of IEEPA duties; an end not yet known on the desk stays unknown."""
    ieepa = measures["authority"] == "IEEPA"
    if ieepa_end == "ab_initio":
        return measures.loc[~ieepa]
    if ieepa_end == "2026-02-20":
        stopped = ieepa & (measures["effective_to"] > RULING)
        return measures.assign(effective_to=measures["effective_to"].mask(stopped, RULING))
    return measures
