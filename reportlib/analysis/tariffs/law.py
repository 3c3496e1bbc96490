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
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reportlib.analysis.tariffs.lines import Bools, Ints
from reportlib.desk import Desk
from reportlib.errors import ParameterError

View = Literal["collected", "liquidated"]
IeepaEnd = Literal["2026-02-24", "2026-02-20", "ab_initio"]
Days = NDArray[np.datetime64]
RULING = np.datetime64("2026-02-20")
"""The Supreme Court's ruling; collection stopped on the day of measure_ends."""
<<<<<<< HEAD
ALWAYS = np.datetime64("1900-01-01")
=======
ALWAYS = pd.Timestamp("1900-01-01")
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Link:
    """What one measure in force does with one list: the columns of both that decide a rate.

    `rate`, `ceiling` and `unmet` are fractions, None where there is none; `order` ranks measures that cover one
    line, the lowest first.
    """

    measure: str
    measure_id: str
    authority: str
    list: str
    covers: bool
    rule: str
    rate: float
    unmet: float | None
    ceiling: float | None
    order: tuple[bool, float]
    family: str
    metal: str
    flag: str
    legal_ref: str
    source: str

    @property
    def precedence(self) -> float:
        """Rank among programmes; NaN where the measure is none."""
        return self.order[1]
>>>>>>> 7d9f88b


@dataclass(frozen=True, kw_only=True)
class Link:
    """What one measure does with one list of goods, with the terms of the measure. Rates are fractions.

    `precedence` is infinite where there is none, `unmet` and `ceiling` are NaN where there is none. `late`:
    the measure reaches back behind the day it became known.
    """

    id: str
    measure: str
    authority: str
    list: str
    role: str
    precedence: float
    family: str
    metal: str
    flag: str
    rule: str
    rate: float
    unmet: float
    ceiling: float
    legal_ref: str
    source: str
    late: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Law:
    """Measures with their ends, lists with their ends, and links between them, as known on `as_of`.

<<<<<<< HEAD
    `scopes` are sorted by length of prefix, then by start: in that order a later row weighs more.
=======
    `scopes` are in order of weight: within a list the longest prefix comes last, then the latest start.
>>>>>>> 7d9f88b
    """

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
<<<<<<< HEAD
        entry = np.datetime64(day)
        scope_held = _held(self.scopes, _ends(self.scopes), entry, view)
        lists = {name for name, rows in self.rows_of.items() if scope_held[rows].any()}
        ends, barred = self._ieepa(ieepa_end)
        held = _held(self.measures, ends, entry, view) & ~barred
        in_force = set(self.measures["id"].to_numpy()[held])
        links = [link for measure, link in self._terms if measure in in_force and link.list in lists]
        links.sort(key=lambda link: (link.authority, link.late and view == "collected", link.precedence))
        return LawOfDay(
            day=day, view=view, ieepa_end=ieepa_end, held=tuple(links), rows=np.flatnonzero(scope_held), law=self
        )

    def change_days(self) -> list[date]:
        """Days on which a measure or list begins, ends or, if known late, is first applied: between two, no change."""
        days = []
        for frame in (self.measures, self.scopes):
            late = frame["known_on"].where(frame["known_on"] > frame["effective_from"])
            days += [frame["effective_from"], frame["effective_to"], late]
        return sorted(day.date() for day in pd.concat(days).dropna().unique())

    @cached_property
    def rows_of(self) -> dict[str, Ints]:
        """Positions of the rows of `scopes` by list."""
        return {str(name): np.sort(rows) for name, rows in self.scopes.groupby("list").indices.items()}

    @cached_property
    def _terms(self) -> list[tuple[str, Link]]:
        """Every link, with the key of the measure's row."""
        joined = self.links.merge(self.measures, left_on="measure", right_on="id", suffixes=("", "_measure"))
        return [(str(row["measure"]), _link(row)) for row in joined.to_dict("records")]

    def _ieepa(self, ieepa_end: IeepaEnd) -> tuple[Days, Bools]:
        """Ends of measures under the chosen end of IEEPA duties, and measures it bars altogether.

        An end not yet known on the desk stays unknown.
        """
        ends, ieepa = _ends(self.measures), (self.measures["authority"] == "IEEPA").to_numpy()
        if ieepa_end == "2026-02-20":
            ends = np.where(ieepa & (ends > RULING), RULING, ends)
        return ends, ieepa if ieepa_end == "ab_initio" else np.zeros(len(ieepa), dtype=bool)
=======
        entry = pd.Timestamp(day)
        measures = _ended(self.measures, ieepa_end)
        held = set(measures.loc[_held(measures, entry, view), "id"])
        scopes = _held(self.scopes, entry, view)
        lists = {name for name, rows in self.rows_of.items() if scopes[rows].any()}
        links = [link for link in self._every_link if link.measure in held and link.list in lists]
        if view == "liquidated":
            links.sort(key=lambda link: link.precedence)
        return LawOfDay(day=day, view=view, ieepa_end=ieepa_end, links=tuple(links), scopes=scopes, law=self)

    @cached_property
    def rows_of(self) -> dict[str, Ints]:
        """Positions in `scopes` of the rows of each list, in order of weight."""
        return {str(name): np.sort(rows) for name, rows in self.scopes.groupby("list").indices.items()}

    @cached_property
    def sources(self) -> dict[str, str]:
        """Source of each measure by `measure_id`."""
        return dict(zip(self.measures["measure_id"], self.measures["source"], strict=True))

    @cached_property
    def _every_link(self) -> list[Link]:
        """All links with the columns of their measure, those of rules known late last of their law."""
        joined = self.links.merge(self.measures, left_on="measure", right_on="id", suffixes=("", "_measure"))
        made = [_link(row) for row in joined.to_dict("records")]
        return sorted(made, key=lambda link: link.order)

    def change_days(self) -> list[date]:
        """Days on which a measure or list begins, ends or is first collected: between two of them no rate changes."""
        days = []
        for frame in (self.measures, self.scopes):
            days += [frame["effective_from"], frame["effective_to"]]
            days.append(frame.loc[frame["known_on"] > frame["effective_from"], "known_on"])
        return sorted({day.date() for day in pd.concat(days).dropna()})
>>>>>>> 7d9f88b


@dataclass(frozen=True, kw_only=True, eq=False)
class LawOfDay:
<<<<<<< HEAD
    """What holds on one entry date: links by authority, the one asked first first, and rows of `law.scopes`."""
=======
    """The links that hold on one entry date, the first asked first, and a mark on every listing that holds."""
>>>>>>> 7d9f88b

    day: date
    view: View
    ieepa_end: IeepaEnd
<<<<<<< HEAD
    held: tuple[Link, ...]
    rows: Ints
    law: Law

    @cached_property
    def key(self) -> tuple[tuple[str, ...], bytes]:
        """What decides the rates: two days of the same law have the same key."""
        return tuple(link.id for link in self.held), self.rows.tobytes()

    @property
    def links(self) -> pd.DataFrame:
        """The links as a frame, one column per field of `Link`."""
        return pd.DataFrame([vars(link) for link in self.held], columns=list(Link.__dataclass_fields__))
=======
    links: tuple[Link, ...]
    scopes: Bools
    law: Law

    def of(self, authority: str, *, covers: bool = True) -> list[Link]:
        """Links of one authority that cover goods, or leave them out."""
        return [link for link in self.links if link.authority == authority and link.covers is covers]

    def decides_like(self, other: LawOfDay) -> bool:
        """Whether both days give every line the same rate because the same rows hold."""
        return self.links == other.links and bool(np.array_equal(self.scopes, other.scopes))
>>>>>>> 7d9f88b


def known_law(desk: Desk) -> Law:
    """The law on a desk: rows of measures, scopes, links and ends known by its as-of day."""
    ends, offs = desk.latest("measure_ends", "measure"), desk.latest("scope_ends", "scope")
    measures = _with_ends(desk["measures"], ends.set_index("measure")["effective_to"])
    never_held = measures["effective_from"].notna() & (measures["effective_from"] == measures["effective_to"])
    scopes = _with_ends(desk["scopes"], offs.set_index("scope")["effective_to"])
    scopes["length"] = scopes["hts_prefix"].str.len()
    return Law(
        as_of=desk.as_of,
<<<<<<< HEAD
        measures=measures.loc[~drawn].reset_index(drop=True),
        scopes=scopes,
        links=desk["measure_scopes"].drop(columns=["known_on", "source"]),
=======
        measures=measures.loc[~never_held].reset_index(drop=True),
        scopes=scopes.sort_values(["length", "effective_from"], kind="stable").reset_index(drop=True),
        links=desk["measure_scopes"].drop(columns=["id", "known_on", "source"]),
>>>>>>> 7d9f88b
        shares=desk["content_shares"],
    )


<<<<<<< HEAD
def _link(row: dict[Any, Any]) -> Link:
    precedence = float(row["precedence"])
    texts = {name: str(row[name]) for name in ("id", "authority", "list", "role", "family", "metal", "flag",
                                               "legal_ref", "source")}  # fmt: skip
    return Link(
        **texts,
        measure=str(row["measure_id"]), rule=str(row["rate_rule"]),
        precedence=float("inf") if np.isnan(precedence) else precedence,
        rate=float(row["rate"]) / 100, unmet=float(row["rate_unmet"]) / 100, ceiling=float(row["ceiling_pct"]) / 100,
        late=not pd.isna(row["retroactive_from"]),
=======
def _link(row: dict[str, object]) -> Link:
    def share(name: str) -> float | None:
        value = float(str(row[name]))
        return None if np.isnan(value) else value / 100

    precedence = float(str(row["precedence"]))
    return Link(
        measure=str(row["measure"]), measure_id=str(row["measure_id"]), authority=str(row["authority"]),
        list=str(row["list"]), covers=row["role"] == "covers", rule=str(row["rate_rule"]), rate=share("rate") or 0.0,
        unmet=share("rate_unmet"), ceiling=share("ceiling_pct"),
        order=(not pd.isna(row["retroactive_from"]), np.inf if np.isnan(precedence) else precedence),
        family=str(row["family"]) or str(row["list"]), metal=str(row["metal"]), flag=str(row["flag"]),
        legal_ref=str(row["legal_ref"]), source=str(row["source"]),
>>>>>>> 7d9f88b
    )  # fmt: skip


def _with_ends(frame: pd.DataFrame, ends: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    return frame.assign(effective_to=pd.to_datetime(frame["id"].map(dict(ends))))


<<<<<<< HEAD
def _ends(frame: pd.DataFrame) -> Days:
    ends: Days = frame["effective_to"].to_numpy(dtype="datetime64[D]")
    return ends


def _held(frame: pd.DataFrame, ends: Days, entry: np.datetime64, view: View) -> Bools:
    """Rows in force on the day; a row without a first day has always been in force."""
    start = frame["effective_from"].to_numpy(dtype="datetime64[D]")
    if view == "collected":
        start = np.maximum(start, frame["known_on"].to_numpy(dtype="datetime64[D]"))  # NaT stays NaT
    held: Bools = (np.where(np.isnat(start), ALWAYS, start) <= entry) & ~(ends <= entry)
    return held
=======
def _held(frame: pd.DataFrame, entry: pd.Timestamp, view: View) -> Bools:
    """Marks rows in force on the day; a row without a first day has always been in force."""
    start = frame["effective_from"]
    if view == "collected":
        start = start.mask(start < frame["known_on"], frame["known_on"])
    ended = frame["effective_to"]
    held: Bools = ((start.isna() | (start <= entry)) & (ended.isna() | (ended > entry))).to_numpy()
    return held


def _ended(measures: pd.DataFrame, ieepa_end: IeepaEnd) -> pd.DataFrame:
    """Measures under the chosen end of IEEPA duties; an end not yet known on the desk stays unknown."""
    ieepa = measures["authority"] == "IEEPA"
    if ieepa_end == "ab_initio":
        return measures.loc[~ieepa]
    if ieepa_end == "2026-02-20":
        return measures.assign(effective_to=measures["effective_to"].mask(ieepa & (measures["effective_to"] > RULING), RULING))
    return measures
>>>>>>> 7d9f88b
