"""The investment vehicle as known on a day: how far the pledge has come, and where an even pace would have it.

Stages are never added to one another. What is selected is the sum of the totals of tranches, never of a total and
its parts. Does not belong here: the rows (`ladder`), the other ledgers (`ledgers`), sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis.deadlines import Deadline, deadline, end_of_record, horizon_of, past
from reportlib.analysis.investment.formulas import ratio, straight_line
from reportlib.analysis.trade.parts import computed, counted, joined, recorded
from reportlib.desk import Desk
from reportlib.errors import NotFoundError
from reportlib.once import once
from reportlib.sourced import Sourced

LADDER = "550bn"
TRACK = "investment"
VEHICLE = "strategic-vehicle"


@dataclass(frozen=True, kw_only=True)
class Window:
    """The time the pledge has: signing, end, days gone and in all, and where an even pace stands."""

    signed: Sourced[date]
    end: Sourced[date]
    gone: Sourced[int]
    length: Sourced[int]
    share: Sourced[float]
    pace: Sourced[float]


@dataclass(frozen=True, kw_only=True)
class Loans:
    """How loan contracts are told: by how many rows, as a bound, by a copy of a page, with projects named or not."""

    reports: int
    is_at_least: bool
    is_from_copy: bool
    names_projects: bool


@dataclass(frozen=True, kw_only=True)
class Vehicle:
    """How far the pledge has come. `stage` is the highest rung on record: "" before there is a pledge.

    `listed_low` and `listed_high` are the lowest and highest published count of the candidates; `selected` is an
    upper bound; `contracted` the loans on record, at the yen rate of the last fixing known on their day; `loans` how
    they are told.
    """

    stage: str
    pledged: Sourced[float] | None = None
    pledged_on: Sourced[date] | None = None
    window: Window | None = None
    listed_low: Sourced[float] | None = None
    listed_high: Sourced[float] | None = None
    selected: Sourced[float] | None = None
    selected_on: Sourced[date] | None = None
    selected_share: Sourced[float] | None = None
    tranches: Sourced[int] | None = None
    contracted: Sourced[float] | None = None
    contracted_yen: Sourced[float] | None = None
    contracted_share: Sourced[float] | None = None
    loans: Loans | None = None
    disbursed: Sourced[float] | None = None
    record_ends: Sourced[str] | None = None
    read_to: Sourced[date] | None = None
    """Where the record ends, if before the as-of day."""


@once
def open_vehicle(desk: Desk) -> Vehicle:
    """Where the pledge stands on the day."""
    rows = rungs(desk)
    whole = of_whole(rows)
    pledges = whole.loc[whole["stage"] == "pledged"].tail(1)
    if pledges.empty:
        return Vehicle(stage="", record_ends=end_of_record(desk, TRACK), read_to=_read_to(desk))
    pledge = pledges.iloc[0]
    pledged = recorded(pledge.to_dict(), pledge["amount_usd_bn"], "USD bn", "pledged")
    listed = whole.loc[whole["stage"] == "candidate"].sort_values("amount_usd_bn", kind="stable")
    totals = tranche_totals(rows)
    loans = whole.loc[whole["stage"] == "contracted"].tail(1)
    spent = whole.loc[whole["stage"] == "disbursed"].tail(1)
    selected = _selected(totals)
    contracted = in_dollars(desk, loans.iloc[0], "contracted") if len(loans) else None
    reached = [stage for stage in STAGES if (rows["stage"] == stage).any()]
    return Vehicle(
        stage=reached[-1],
        pledged=pledged,
        pledged_on=day_of(pledge, "pledged_on"),
        window=_window(desk, pledged),
        listed_low=_amount(listed.head(1), "listed_low"),
        listed_high=_amount(listed.tail(1), "listed_high"),
        selected=selected,
        selected_on=day_of(totals.iloc[-1], "selected_on") if len(totals) else None,
        selected_share=_share(selected, pledged, "selected_share"),
        tranches=counted(len(totals), "count", "tranches", "count: tranche totals", {"rows": len(totals)}, totals)
        if len(totals)
        else None,
        contracted=contracted,
        contracted_yen=_yen(loans),
        contracted_share=_share(contracted, pledged, "contracted_share"),
        loans=_told(desk, rows, loans) if len(loans) else None,
        disbursed=_amount(spent, "disbursed"),
        record_ends=end_of_record(desk, TRACK),
        read_to=_read_to(desk),
    )


STAGES = ("pledged", "candidate", "selected", "contracted", "disbursed")
"""Rungs from first to last."""


def rungs(desk: Desk) -> pd.DataFrame:
    """Rows of the ladder, the last known of each pledge, stage and count, with `part_of`, investor and project."""
    rows = desk["pledge_stages"]
    rows = rows.loc[rows["ladder"] == LADDER].sort_values("known_on", kind="stable")
    rows = rows.drop_duplicates(["pledge", "stage", "counted_by"], keep="last")
    about = desk["pledges"].set_index("id")[["part_of", "investor", "project", "sector", "state"]]
    return rows.join(about, on="pledge").reset_index(drop=True)


def of_whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that speak of the vehicle as a whole: neither a tranche nor a project, which are part of it."""
    return rows.loc[rows["part_of"] == ""]


def tranche_totals(rows: pd.DataFrame) -> pd.DataFrame:
    """One total for each tranche picked, by day: what may be added, because no row contains another."""
    totals = rows.loc[(rows["part_of"] == LADDER) & (rows["stage"] == "selected") & (rows["is_sum"] == "yes")]
    totals = totals.drop_duplicates("pledge", keep="last")
    return totals.sort_values(["date", "known_on", "pledge"])  # of one day, too, in one order whatever that of the file


def yen_rate(desk: Desk, day: pd.Timestamp) -> pd.Series[Any]:
    """The last fixing of the dollar in yen known on a day. Raises NotFoundError before the first."""
    rows = desk["usdjpy_daily"]
    rows = rows.loc[rows["released_on"] <= day]
    if rows.empty:
        raise NotFoundError(f"no yen rate is on record for {day:%Y-%m-%d} or before")
    return rows.sort_values("date", kind="stable").iloc[-1]


def in_dollars(desk: Desk, row: pd.Series[Any], key: str) -> Sourced[float]:
    """The amount of a stage in billion dollars: as told, or from yen at the fixing known on its day."""
    if not row["unit"].startswith("JPY"):
        return recorded(row.to_dict(), row["amount_usd_bn"], "USD bn", key)
    fixing = yen_rate(desk, row["known_on"])
    rate = float(fixing["jpy_per_usd"])
    both = pd.DataFrame([{"id": row["id"], "source": joined([row["source"], fixing["source"]])}])
    return computed(
        row["amount"] / rate, "USD bn, one decimal", key, "yen / yen per dollar",
        {"JPY bn": float(row["amount"]), "JPY per USD": rate, "fixing of": f"{fixing['date']:%Y-%m-%d}"}, both,
    )  # fmt: skip


def day_of(row: pd.Series[Any], key: str) -> Sourced[date]:
    """The day a stage was reached."""
    return Sourced(
        value=date.fromisoformat(row["date"]), unit="date", key=key, sources=(row["source"],), facts=(row["id"],)
    )


def _window(desk: Desk, pledged: Sourced[float]) -> Window | None:
    signed = desk["promises"]
    signed = signed.loc[(signed["milestone"] == "memorandum-550bn") & (signed["result"] == "done")]
    end = _end(desk)
    if signed.empty or end is None:
        return None
    row = signed.iloc[-1]
    start = row["happened_on"].date()
    length, gone = (end.due.value - start).days, (desk.as_of - start).days
    papers = pd.DataFrame(
        [{"id": row["id"], "source": row["source"]}, {"id": end.id, "source": ";".join(end.due.sources)}]
    )
    given = {"start": start.isoformat(), "end": end.due.value.isoformat(), "day": desk.as_of.isoformat()}
    whole = pd.DataFrame([{"id": pledged.facts[0], "source": ";".join(pledged.sources)}])
    pace = straight_line(pledged.value, start, end.due.value, desk.as_of)
    return Window(
        signed=Sourced(value=start, unit="date", key="memorandum_on", sources=(row["source"],), facts=(row["id"],)),
        end=end.due,
        gone=counted(gone, "days", "window_gone", "days gone: day − signing", given, papers),
        length=counted(length, "days", "window_days", "days in all: end − signing", given, papers),
        share=computed(min(gone / length, 1.0), "share, one decimal", "window_share", "days gone / days in all", given,
                       papers),
        pace=computed(
            pace, "USD bn, one decimal", "pace", "F10 pace: pledge × days gone / days in all",
            {"pledge, USD bn": pledged.value, **given}, pd.concat([papers, whole]),
        ),
    )  # fmt: skip


def _end(desk: Desk) -> Deadline | None:
    """The last day of the vehicle: of dates in that role the last known, for a moved date is a row of its own."""
    rows = desk["deadlines"].loc[lambda frame: frame["role"] == "vehicle_end"]
    return deadline(desk, str(rows.sort_values("known_on", kind="stable")["id"].iloc[-1])) if len(rows) else None


def next_set(desk: Desk) -> tuple[Sourced[str], Sourced[str], Sourced[date]] | None:
    """What was said last of a tranche still to come: who, words, day. None where every one spoken of has come."""
    rows = desk["promises"]
    rows = rows.loc[rows["milestone"].str.startswith("tranche-")]
    done = set(rows.loc[rows["row_kind"] == "outcome", "milestone"])
    rows = rows.loc[(rows["row_kind"] == "promise") & ~rows["milestone"].isin(done)].sort_values("known_on")
    if rows.empty:
        return None
    row = rows.iloc[-1]
    sources, facts = (row["source"],), (row["id"],)
    said = date.fromisoformat(str(row["said_on"])[:10])
    return (
        Sourced(value=str(row["said_by"]), unit="text", key="next_set_by", sources=sources, facts=facts),
        Sourced(value=str(row["text"]), unit="text", key="next_set", sources=sources, facts=facts),
        Sourced(value=said, unit="date", key="next_set_on", sources=sources, facts=facts),
    )


def _read_to(desk: Desk) -> Sourced[date] | None:
    return horizon_of(desk, TRACK) if desk.horizon(TRACK) < desk.as_of else None


def left(desk: Desk) -> tuple[Sourced[int], bool] | None:
    """Days to the end of the window, or from it once it is past (True). None while there is no window."""
    end = _end(desk)
    if end is None:
        return None
    return (past(end), True) if end.left.value < 0 else (end.left, False)


def _selected(totals: pd.DataFrame) -> Sourced[float] | None:
    if totals.empty:
        return None
    # Two tranches of one day are two inputs: the day alone would name them both.
    days = list(totals["date"])
    names = [day if days.count(day) == 1 else f"{day}, tranche {n}" for n, day in enumerate(days, 1)]
    given = dict(zip(names, map(float, totals["amount_usd_bn"]), strict=True))
    return computed(
        totals["amount_usd_bn"].sum(), "USD bn, up to", "selected_upper", "sum of the totals of tranches", given, totals
    )


def _share(part: Sourced[float] | None, whole: Sourced[float], key: str) -> Sourced[float] | None:
    if part is None:
        return None
    rows = pd.DataFrame([{"id": ";".join(one.facts), "source": ";".join(one.sources)} for one in (part, whole)])
    given = {"stage, USD bn": round(part.value, 3), "pledge, USD bn": whole.value}
    return computed(ratio(part.value, whole.value), "share, one decimal", key, "F10 coverage: stage / pledge", given,
                    rows)  # fmt: skip


def _amount(rows: pd.DataFrame, key: str) -> Sourced[float] | None:
    if rows.empty:
        return None
    row = rows.iloc[0]
    return recorded(row.to_dict(), row["amount_usd_bn"], "USD bn", key)


def _told(desk: Desk, rows: pd.DataFrame, loans: pd.DataFrame) -> Loans:
    """How the last row on loans of the whole vehicle is told, and how many rows there have been."""
    every = desk["pledge_stages"]
    every = every.loc[(every["ladder"] == LADDER) & (every["stage"] == "contracted")]
    copies = desk["sources"].set_index("id")["copy_at"]
    return Loans(
        reports=len(every),
        is_at_least="at least" in loans["unit"].iloc[0],
        is_from_copy=copies.get(loans["source"].iloc[0], "") != "",
        names_projects=bool(((rows["stage"] == "contracted") & (rows["part_of"] != "")).any()),
    )


def _yen(loans: pd.DataFrame) -> Sourced[float] | None:
    told = loans.loc[loans["unit"].str.startswith("JPY")]
    return None if told.empty else recorded(told.iloc[0].to_dict(), told["amount"].iloc[0], "JPY bn", "contracted_yen")
