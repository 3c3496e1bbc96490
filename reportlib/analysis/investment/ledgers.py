"""Ledgers of the investment briefing: offers, what was asked for what, rules, purchases, claims, dates.

Rows as they are on record by the day. Nothing is added up: versions of an offer, counts of a list and claims of
different people are no parts of a sum.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.analysis.deadlines import State, states
from reportlib.analysis.investment.vehicle import TRACK
from reportlib.analysis.trade.parts import counted, frame, joined
from reportlib.desk import Desk
from reportlib.schemas.investment import TELLERS, TERMS
from reportlib.sourced import Sourced

SIDES = ("japan_asked", "japan_gave", "us_asked", "us_gave")
"""Cells of one day in what was asked for what."""
_FIRM = ("agreed", "ordered", "in_force")
_GRANTED = ("partly_met", "met")
"""Stages of an ask on which nobody asked anything again."""


def offers(desk: Desk) -> Sourced[pd.DataFrame]:
    """Each version of what Japan put on the table, by day known.

    Columns: on, item, version (which one of the item), amount, unit, stage, text, known_on, source.
    """
    rows = desk["offers"]
    rows = rows.loc[(rows["side"] == "japan") & (rows["direction"] == "give")]
    rows = rows.sort_values(["on", "known_on"], kind="stable").copy()
    rows["version"] = rows.groupby("item").cumcount() + 1
    return frame(rows, ["on", "item", "version", "amount", "unit", "stage", "text", "known_on", "source"])


def offer_path(desk: Desk) -> Sourced[pd.DataFrame]:
    """What Japan offered item by item over time, with the days on which the US asked for something.

    Columns: row (place of the item, first offered at the top; -1 for asks of the US), item, on, stage, text, shown_to,
    source. Empty while Japan has put nothing on the table.
    """
    given = offers(desk)
    columns = ["row", "item", "on", "stage", "text", "shown_to", "source"]
    if given.value.empty:
        return frame(pd.DataFrame(columns=["id", *columns]), columns)
    rows = desk["offers"]
    asks = rows.loc[(rows["side"] == "us") & (rows["direction"] == "ask")].assign(row=-1, item="")
    gives = rows.loc[(rows["side"] == "japan") & (rows["direction"] == "give")].sort_values("on", kind="stable")
    place = {item: at for at, item in enumerate(gives["item"].unique())}
    table = pd.concat([asks, gives.assign(row=gives["item"].map(place))], ignore_index=True)
    return frame(table.assign(shown_to=pd.Timestamp(desk.as_of)), columns)


def offers_count(desk: Desk) -> tuple[Sourced[int], Sourced[int]] | None:
    """How many versions Japan put on the table, and of how many items. None before the first."""
    table = offers(desk)
    if table.value.empty:
        return None
    papers = pd.DataFrame([{"id": ";".join(table.facts), "source": ";".join(table.sources)}])
    rows, items = len(table.value), int(table.value["item"].nunique())
    return (
        counted(rows, "count", "offers_versions", "count: rows", {"rows": rows}, papers),
        counted(items, "count", "offers_items", "count: different items", {"rows": rows}, papers),
    )


def linkage(desk: Desk) -> Sourced[pd.DataFrame]:
    """What stood against what, by day: on, japan_asked, japan_gave, us_asked, us_gave (";" between), source.

    Only days on which one side asked, or something was agreed, ordered or came into force.
    """
    rows = desk["offers"].sort_values(["on", "known_on"], kind="stable")
    asked = (rows["direction"] == "ask") & ~rows["stage"].isin(_GRANTED)
    rows = rows.loc[asked | rows["stage"].isin(_FIRM)].copy()
    rows["cell"] = rows["side"] + rows["direction"].map({"ask": "_asked", "give": "_gave"})
    made: list[dict[str, Any]] = []
    for day, group in rows.groupby("on", sort=True):
        cells = {name: "; ".join(group.loc[group["cell"] == name, "text"]) for name in SIDES}
        made.append({"on": day, **cells, "id": ";".join(group["id"]), "source": joined(group["source"])})
    columns = ["on", *SIDES, "source"]
    return frame(pd.DataFrame(made, columns=["id", *columns]), columns)


def rules(desk: Desk) -> Sourced[pd.DataFrame]:
    """Rules of the vehicle, subject by subject, with who told each: term, told_by, text, is_disputed, known_on, source.

    `is_disputed` marks a subject on which two tellers differ.
    """
    rows = desk.latest("vehicle_terms", ["term", "told_by"])
    rows = rows.assign(
        place=rows["term"].map(TERMS.index), teller=rows["told_by"].map(TELLERS.index),
        is_disputed=rows["term"].isin(_disputed(rows)),
    ).sort_values(["place", "teller"], kind="stable")  # fmt: skip
    return frame(rows, ["term", "told_by", "text", "is_disputed", "known_on", "source"])


def _disputed(rows: pd.DataFrame) -> set[str]:
    """Subjects told by more than one; and the split of cash, which one side tells as a share of profits."""
    told = rows.groupby("term")["told_by"].nunique()
    several = {str(term) for term in told.index[told > 1] if term in ("money", "time_to_fund")}
    cash = {"profits", "cash_until_repaid", "cash_after"}
    return several | (cash if {"profits", "cash_until_repaid"} <= set(rows["term"]) else set())


def purchases(desk: Desk) -> Sourced[pd.DataFrame]:
    """Purchases promised, the base before them, and what was bought.

    Columns: item, row_kind, period, amount, unit, text, known_on, source.

    An actual purchase of something promised would stand here as one; none is on record.
    """
    rows = desk["purchases"].assign(place=lambda all_: all_["row_kind"].map(_PLACE))
    first = rows.groupby("item")[["place", "known_on"]].transform("min")
    rows = rows.assign(least=first["place"], first=first["known_on"])
    rows = rows.sort_values(["least", "first", "item", "place", "known_on"], kind="stable")
    return frame(rows, ["item", "row_kind", "period", "amount", "unit", "text", "known_on", "source"])


_PLACE = {"promise": 0, "baseline": 1, "computed": 2, "actual": 3}


def promised_bought(desk: Desk) -> tuple[Sourced[int], bool] | None:
    """How many kinds of purchase are promised, and whether any purchase of those kinds is on record. None before."""
    rows = desk["purchases"]
    promised = rows.loc[rows["row_kind"] == "promise"]
    if promised.empty:
        return None
    bought = rows.loc[(rows["row_kind"] == "actual") & rows["item"].isin(promised["item"])]
    kinds = int(promised["item"].nunique())
    return counted(kinds, "count", "purchases_promised", "count: items promised", {"rows": len(promised)},
                    promised), not bought.empty  # fmt: skip


def claims(desk: Desk) -> Sourced[pd.DataFrame]:
    """Numbers claimed for jobs, spending and profits, on the vehicle and on U.S. Steel, never summed.

    Columns: subject, said_on, claimant, number, unit, scope, evidence, track, known_on, source.
    """
    rows = desk["claims"].assign(place=lambda all_: all_["subject"].map(_SUBJECTS.index))
    rows = rows.sort_values(["place", "said_on", "known_on"], kind="stable")
    columns = ["subject", "said_on", "claimant", "number", "unit", "scope", "evidence", "track", "known_on", "source"]
    return frame(rows, columns)


_SUBJECTS = ["jobs", "capex", "total", "profits", "bonus"]


def next_dates(desk: Desk) -> Sourced[pd.DataFrame]:
    """Dates of investment not yet resolved: pending, overdue, or unknown past the horizon of the record."""
    table = states(desk, TRACK)
    rows = table.value.loc[table.value["state"] != str(State.DECIDED)]
    return frame(rows, list(rows.columns))


def latest_events(desk: Desk, most: int = 4) -> Sourced[pd.DataFrame]:
    """The last things that became known about investment, newest first: date, title, known_on, source.

    An event of another track counts where something of investment came from it: what Japan gave, a rule of the
    vehicle, a stage of a pledge. The framework of talks is the day of the pledge.
    """
    given = desk["offers"].loc[lambda rows: (rows["side"] == "japan") & (rows["direction"] == "give")]
    origins = pd.concat([rows["from_event"] for rows in (given, desk["vehicle_terms"], desk["pledge_stages"])])
    rows = desk["events"].loc[lambda rows: (rows["track"] == TRACK) | rows["id"].isin(origins.dropna())]
    rows = rows.sort_values(["known_on", "date"], kind="stable").iloc[::-1].head(most)
    return frame(rows, ["date", "title", "known_on", "source"])
