"""What the record learned between two days: the rows that became known, and why each is new.

A row is *new* where nothing earlier speaks of its subject, *revised* where an earlier row does (a later
stage, a later reading, a further vintage), *corrected* where an earlier row made the same statement with
another day, number or state. Lists of the tariff schedule and figures of others kept for comparison are
no news; they stay out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from reportlib.analysis.changes import SUBJECT
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.schemas import TABLES
from reportlib.sourced import Sourced, merge_ids

NO_NEWS = (
    "scopes", "scope_ends", "measure_scopes", "likelihoods", "people", "attendance", "benchmarks", "sources",
    "coverage", "usdjpy_daily",
)  # fmt: skip
"""Tables whose rows are lists, scales, names, comparisons or daily rates, or are told with another row."""
STATEMENT: Mapping[str, tuple[str, ...]] = {
    "rounds": ("round", "status"),
    "cfius_steps": ("case", "step", "edge"),
    "deadline_outcomes": ("deadline", "outcome"),
    "judgement_outcomes": ("judgement",),
    "deal_terms": ("term", "as_of"),
    "pledge_stages": ("pledge", "stage", "date"),
    "offers": ("side", "item", "direction", "on"),
    "measure_ends": ("measure",),
    "us_steel_quoted_closes": ("date",),
}
"""Columns that say which statement a row makes: a second row on them that differs puts the first one right."""
PERIOD: Mapping[str, tuple[str, ...]] = {
    "us_japan_goods_trade_monthly": ("month",),
    "us_japan_goods_trade_annual": ("year", "months"),
    "mof_exports_monthly": ("month",),
    "mof_exports_periods": ("period",),
    "calculated_duties": ("period", "partner"),
    "car_prices": ("month", "destination", "quantity"),
    "fdi_inward": ("year", "investor", "quantity"),
    "partner_gdp": ("year", "economy"),
}
"""Of statistics, the columns that say which figure a row is; a further row on them is a further vintage."""
VERSIONS = ("rounds", "offers", "promises", "deal_terms", "pledge_stages")
"""Tables in which a further row on a subject (`changes.SUBJECT`) is a later word on the same thing."""
_PAPERS = (
    "id",
    "known_on",
    "released_on",
    "source",
    "source2",
    "from_event",
    "vintage",
    "release",
    "released_on_basis",
)
_WEIGHT = {
    "ruling": 8, "closing": 8, "summit": 8, "round": 8, "order": 6, "effective": 5, "deadline": 5, "deadline_set": 5,
    "announcement": 4, "filing": 4, "lawsuit": 4,
}  # fmt: skip
"""Of kinds of event, how much a reader who was away wants to hear of them; others weigh 2."""
_WEIGHT_OF_TABLE = {"deadline_outcomes": 5, "judgement_outcomes": 4, "pledge_stages": 4}


@once
def learned(desk: Desk, since: date) -> Sourced[pd.DataFrame]:
    """Rows known after `since` and by the as-of day, one line for each thing; weightiest first, then latest.

    A row read from an event that is in the list, or from the same page on the same day, is left to that event; a
    statistic has one line for each reason. Columns: id, table, track (blank where the row has none), known_on,
    reason (new, revised, corrected), rows (how many the line stands for), weight, source.
    """
    lines = _folded(_rows(desk, since))
    lines = lines.sort_values(["weight", "known_on", "id"], ascending=[False, False, True], kind="stable")
    lines = lines.drop(columns="from_event").reset_index(drop=True)
    return Sourced(value=lines, unit="", sources=merge_ids(lines["source"].str.split(";")), facts=tuple(lines["id"]))


def learned_count(desk: Desk, since: date) -> Sourced[int]:
    """How many things became known in the span: the lines of `learned`."""
    lines = learned(desk, since)
    return Sourced(
        value=len(lines.value), unit="count", key="weekly.learned", sources=lines.sources, facts=lines.facts,
        formula="count: lines of what became known",
        inputs={"since": since.isoformat(), "as_of": desk.as_of.isoformat()},
    )  # fmt: skip


def reasons(desk: Desk, since: date) -> Mapping[str, str]:
    """Why each row known after `since` is told, by its id."""
    rows = _rows(desk, since)
    return dict(zip(rows["id"], rows["reason"], strict=True))


def _rows(desk: Desk, since: date) -> pd.DataFrame:
    """Every row known in the span, in the order of tables."""
    found = [_of_table(desk, name, pd.Timestamp(since)) for name in desk.tables if name not in NO_NEWS]
    return pd.concat([one for one in found if not one.empty] or [_nothing()], ignore_index=True)


def _folded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows without those an event of the list already tells, and statistics gathered."""
    is_event, is_statistic = rows["table"] == "events", rows["table"].isin(PERIOD)
    events = rows.loc[is_event]
    pages = set(zip(events["source"], events["known_on"], strict=True))
    same_page = [page in pages for page in zip(rows["source"], rows["known_on"], strict=True)]
    told = rows["from_event"].isin(events["id"]) | pd.Series(same_page, index=rows.index, dtype=bool)
    others = rows.loc[is_event | ~(told | is_statistic)]
    return pd.concat([others, *(_gathered(part) for _, part in rows.loc[is_statistic].groupby("table"))])


def _nothing() -> pd.DataFrame:
    columns = ["id", "table", "track", "known_on", "reason", "rows", "weight", "from_event", "source"]
    return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})


def _of_table(desk: Desk, name: str, since: pd.Timestamp) -> pd.DataFrame:
    """Rows of one table known in the span."""
    clock, frame = TABLES[name].clock, desk.tables[name]
    if clock is None or frame.empty or not (frame[clock] > since).any():
        return _nothing()
    fresh, before = frame.loc[frame[clock] > since], frame.loc[frame[clock] <= since]
    return pd.DataFrame({
        "id": fresh["id"], "table": name,
        "track": fresh["track"] if "track" in fresh.columns else "",
        "known_on": fresh[clock],
        "reason": [reason(name, row, before) for _, row in fresh.iterrows()],
        "rows": 1,
        "weight": _weights(name, fresh),
        "from_event": fresh["from_event"] if "from_event" in fresh.columns else "",
        "source": fresh["source"],
    })  # fmt: skip


def _weights(name: str, fresh: pd.DataFrame) -> pd.Series:
    if name == "events":
        return fresh["kind"].map(_WEIGHT).fillna(2).astype(int)
    return pd.Series(_WEIGHT_OF_TABLE.get(name, 1), index=fresh.index)


def _gathered(lines: pd.DataFrame) -> pd.DataFrame:
    """One line for each reason, named after the newest row it stands for."""
    made = lines.sort_values(["known_on", "id"], kind="stable").groupby("reason", sort=True)
    last = made.tail(1).set_index("reason")
    sources = made["source"].agg(lambda ids: ";".join(dict.fromkeys(ids)))
    return last.assign(rows=made.size(), source=sources).reset_index()


def reason(table: str, row: pd.Series, before: pd.DataFrame) -> str:
    """Why a row is told: new, revised or corrected, by the rows of its table known before it."""
    if table in PERIOD:
        return "revised" if _same(before, row, PERIOD[table]).any() else "new"
    if table in STATEMENT:
        earlier = before.loc[_same(before, row, STATEMENT[table])]
        if any(_differs(row, other, STATEMENT[table]) for _, other in earlier.iterrows()):
            return "corrected"
    if table in VERSIONS and _same(before, row, SUBJECT[table]).any():
        return "revised"
    return "new"


def _same(frame: pd.DataFrame, row: pd.Series, columns: tuple[str, ...]) -> pd.Series:
    """Rows equal to one in these columns; two blanks are equal."""
    equal = pd.Series(True, index=frame.index)
    for column in columns:
        equal &= frame[column].isna() if pd.isna(row[column]) else frame[column] == row[column]
    return equal


def _differs(row: pd.Series, earlier: pd.Series, columns: tuple[str, ...]) -> bool:
    """Whether a day, number or state given earlier reads otherwise now; words may be put differently."""
    for name, old in zip(map(str, earlier.index), earlier, strict=True):
        if name in columns or name in _PAPERS or _is_words(old) or pd.isna(old):
            continue
        if old != row[name]:
            return True
    return False


def _is_words(cell: object) -> bool:
    """A blank, or words of more than one: these may be put differently without a change."""
    return isinstance(cell, str) and (not cell or " " in cell)
