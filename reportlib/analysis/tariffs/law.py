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
from reportlib.once import once

View = Literal["collected", "liquidated"]
IeepaEnd = Literal["2026-02-24", "2026-02-20", "ab_initio"]
Days = NDArray[np.datetime64]
RULING = np.datetime64("2026-02-20")
"""The Supreme Court's ruling; collection stopped on the day of measure_ends."""
ALWAYS = np.datetime64("1900-01-01")


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

    `scopes` are sorted by length of prefix, then by start: in that order a later row weighs more.
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


@dataclass(frozen=True, kw_only=True, eq=False)
class LawOfDay:
    """What holds on one entry date: links by authority, the one asked first first, and rows of `law.scopes`."""

    day: date
    view: View
    ieepa_end: IeepaEnd
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


@once
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
        measures=measures.loc[~drawn].reset_index(drop=True),
        scopes=scopes,
        links=desk["measure_scopes"].drop(columns=["known_on", "source"]),
        shares=desk["content_shares"],
    )


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
    )  # fmt: skip


def _with_ends(frame: pd.DataFrame, ends: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    return frame.assign(effective_to=pd.to_datetime(frame["id"].map(dict(ends))))


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


def check_on_record(law: Law, on: date, *, name: str, begins: date) -> None:
    """Raises ParameterError, naming the parameter, for an entry day on which another duty than those held may apply.

    `begins` is the first day of the record: the duties in force on it are held, and not what they replaced.
    """
    starts = law.measures["effective_from"]
    first = starts[starts <= pd.Timestamp(begins)].max().date()
    if on < first:
        raise ParameterError(
            f"{name}: the law of duties is on record from {first}, found {on}", tip="Choose a later entry day."
        )
