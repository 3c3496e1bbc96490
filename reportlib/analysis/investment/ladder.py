"""The ladder of the pledge row by row, its steps against an even pace, and the projects behind it.

One stage per row. Counts that differ stand side by side; none is picked, and no column of parts is added up.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from reportlib.analysis.investment.formulas import straight_line
from reportlib.analysis.investment.vehicle import (
    STAGES,
    Vehicle,
    in_dollars,
    of_whole,
    open_vehicle,
    rungs,
    tranche_totals,
)
from reportlib.analysis.trade.parts import frame, joined
from reportlib.desk import Desk
from reportlib.sourced import Sourced

LIST = "550bn list"
TRANCHE = "550bn tranche"


def ladder(desk: Desk) -> Sourced[pd.DataFrame]:
    """One row a stage, top rung first; the amounts of a stage not reached are blank.

    Columns: stage, low_usd_bn, high_usd_bn (they differ where published counts do), hedge ("up to", "at least"),
    counts (how many differ), share_low, share_high (of the pledge), pace_usd_bn, date, source.
    Empty before there is a pledge.
    """
    of = open_vehicle(desk)
    columns = [
        "stage", "low_usd_bn", "high_usd_bn", "hedge", "counts", "share_low", "share_high", "pace_usd_bn", "date",
        "source",
    ]  # fmt: skip
    if of.pledged is None:
        return frame(pd.DataFrame(columns=["id", *columns]), columns)
    rows, pace = rungs(desk), of.window.pace.value if of.window else math.nan
    table = pd.DataFrame([_rung(desk, rows, stage, of.pledged.value) for stage in STAGES])
    table["pace_usd_bn"] = pace
    return frame(table, columns)


def _rung(desk: Desk, rows: pd.DataFrame, stage: str, pledge: float) -> dict[str, Any]:
    whole = of_whole(rows)
    of_stage = whole.loc[whole["stage"] == stage]
    blank = {"stage": stage, "low_usd_bn": math.nan, "high_usd_bn": math.nan, "hedge": "", "counts": 0}
    blank |= {"share_low": math.nan, "share_high": math.nan, "date": "", "source": "", "id": ""}
    if stage == "selected":
        of_stage = tranche_totals(rows)
        if of_stage.empty:
            return blank
        low = high = float(of_stage["amount_usd_bn"].sum())
        hedge, counts = "up to", 1
    elif of_stage.empty:
        return blank
    else:
        made = [in_dollars(desk, row, "amount").value for _, row in of_stage.iterrows()]
        low, high, counts = min(made), max(made), len(made)
        hedge = "at least" if of_stage["unit"].str.contains("at least").any() else ""
    return {
        "stage": stage, "low_usd_bn": low, "high_usd_bn": high, "hedge": hedge, "counts": counts,
        "share_low": low / pledge, "share_high": high / pledge, "date": str(of_stage["date"].iloc[-1]),
        "source": joined(of_stage["source"]), "id": ";".join(of_stage["id"]),
    }  # fmt: skip


def steps(desk: Desk) -> Sourced[pd.DataFrame]:
    """What was selected and contracted by the day, as steps, with the even pace.

    Columns: kind ("selected", "contracted", "pace"), day, amount_usd_bn, is_ahead (True where the pace lies past the
    as-of day), as_of, end, source. Empty before the memorandum.
    """
    of = open_vehicle(desk)
    columns = ["kind", "day", "amount_usd_bn", "is_ahead", "as_of", "end", "source"]
    if of.window is None or of.pledged is None:
        return frame(pd.DataFrame(columns=["id", *columns]), columns)
    rows = rungs(desk)
    start, end = of.window.signed.value, of.window.end.value
    papers = {"id": ";".join(of.window.pace.facts), "source": ";".join(of.window.pace.sources)}
    made = [
        {"kind": "pace", "day": pd.Timestamp(day), "is_ahead": day > desk.as_of,
         "amount_usd_bn": straight_line(of.pledged.value, start, end, day), **papers}
        for day in sorted({start, min(max(desk.as_of, start), end), end})
    ]  # fmt: skip
    totals = tranche_totals(rows)
    for at in range(len(totals)):
        row = totals.iloc[at]
        made.append(
            {
                "kind": "selected", "day": pd.Timestamp(row["date"]), "is_ahead": False,
                "amount_usd_bn": float(totals["amount_usd_bn"].iloc[: at + 1].sum()), "id": row["id"],
                "source": row["source"],
            }
        )  # fmt: skip
    made += _loans(of, of_whole(rows))
    table = pd.DataFrame(made)
    table["as_of"], table["end"] = pd.Timestamp(desk.as_of), pd.Timestamp(end)
    return frame(table, columns)


def _loans(of: Vehicle, whole: pd.DataFrame) -> list[dict[str, Any]]:
    if of.contracted is None:
        return []
    row = whole.loc[whole["stage"] == "contracted"].iloc[-1]
    return [
        {"kind": "contracted", "day": pd.Timestamp(row["date"]), "is_ahead": False,
         "amount_usd_bn": of.contracted.value, "id": row["id"], "source": ";".join(of.contracted.sources)}
    ]  # fmt: skip


def counts_of_list(desk: Desk) -> Sourced[pd.DataFrame]:
    """The published totals of the candidates: counted_by, amount_usd_bn, date, source."""
    rows = of_whole(rungs(desk))
    rows = rows.loc[rows["stage"] == "candidate"].sort_values("amount_usd_bn", kind="stable")
    return frame(rows, ["counted_by", "amount_usd_bn", "date", "source"])


def projects(desk: Desk) -> Sourced[pd.DataFrame]:
    """Projects of the tranches, and the total of each tranche as announced (`is_total`), which is no sum of ours.

    Columns: tranche (number), project, investor, state, before_usd_bn (as reported before the announcement),
    announced_usd_bn, tokyo_jpy_bn, tokyo_usd_bn (at the yen rate of its day), is_total, date, source.
    """
    rows = rungs(desk)
    own = rows.loc[rows["part_of"].str.startswith(TRANCHE)]
    picked = own.loc[own["stage"] == "selected", "pledge"].unique()
    made = [_project(desk, own.loc[own["pledge"] == one]) for one in own["pledge"].unique()]
    totals = tranche_totals(rows)
    made += [_total(row, at) for at, row in enumerate(totals.to_dict("records"), 1)]
    columns = [
        "tranche", "project", "investor", "state", "before_usd_bn", "announced_usd_bn", "tokyo_jpy_bn",
        "tokyo_usd_bn", "is_total", "is_picked", "date", "source",
    ]  # fmt: skip
    if not made:
        return frame(pd.DataFrame(columns=["id", *columns]), columns)
    table = pd.DataFrame(made).assign(is_picked=lambda all_: all_["pledge"].isin(picked) | all_["is_total"])
    table["size"] = table["announced_usd_bn"].fillna(table["before_usd_bn"])
    table = table.sort_values(["tranche", "is_total", "size"], ascending=[True, True, False], kind="stable")
    return frame(table, columns)


def _project(desk: Desk, rows: pd.DataFrame) -> dict[str, Any]:
    before = rows.loc[rows["stage"] == "candidate"]
    told = rows.loc[(rows["stage"] == "selected") & ~rows["unit"].str.startswith("JPY")]
    yen = rows.loc[(rows["stage"] == "selected") & rows["unit"].str.startswith("JPY")]
    last = rows.iloc[-1]
    dollars = in_dollars(desk, yen.iloc[-1], "yen") if len(yen) else None
    return {
        "tranche": int(last["part_of"].removeprefix(TRANCHE)), "project": last["project"],
        "investor": last["investor"], "state": last["state"],
        "before_usd_bn": before["amount_usd_bn"].iloc[-1] if len(before) else math.nan,
        "announced_usd_bn": told["amount_usd_bn"].iloc[-1] if len(told) else math.nan,
        "tokyo_jpy_bn": yen["amount"].iloc[-1] if len(yen) else math.nan,
        "tokyo_usd_bn": dollars.value if dollars else math.nan,
        "is_total": False, "date": last["date"], "pledge": last["pledge"], "id": ";".join(rows["id"]),
        "source": joined([*rows["source"], *(dollars.sources if dollars else ())]),
    }  # fmt: skip


def _total(row: dict[Any, Any], number: int) -> dict[str, Any]:
    return {
        "tranche": number, "project": "", "investor": "", "state": row["state"], "before_usd_bn": math.nan,
        "announced_usd_bn": row["amount_usd_bn"], "tokyo_jpy_bn": math.nan, "tokyo_usd_bn": math.nan,
        "is_total": True, "date": row["date"], "pledge": row["pledge"], "id": row["id"], "source": row["source"],
    }  # fmt: skip


def candidates(desk: Desk) -> Sourced[pd.DataFrame]:
    """The lines of the published list, largest first: project, investor, amount_usd_bn, is_inside, is_line, source.

    `is_line` marks the line that contains others, `is_inside` the rows it contains: neither may be added to the other.
    """
    rows = rungs(desk)
    rows = rows.loc[rows["part_of"].str.split("; ?", regex=True).str[0] == LIST].copy()
    rows["is_line"] = rows["is_sum"] == "yes"
    rows["is_inside"] = rows["part_of"].str.contains("energy line")
    rows = rows.sort_values(["is_line", "amount_usd_bn"], ascending=[False, False], kind="stable")
    return frame(rows, ["project", "investor", "sector", "amount_usd_bn", "is_line", "is_inside", "source"])


def outside(desk: Desk) -> Sourced[pd.DataFrame]:
    """Pledges of firms and goals outside the vehicle and the steel deal, by day; some contain others (`is_sum`).

    Columns: investor, project, state, amount_usd_bn, announced_on, is_sum, known_on, source.
    """
    rows = desk.latest("pledge_stages", ["pledge", "stage"])
    rows = rows.loc[rows["ladder"] == "other"]
    about = desk["pledges"].set_index("id")[["investor", "project", "state", "announced_on"]]
    rows = rows.join(about, on="pledge")
    rows = rows.assign(is_sum=rows["is_sum"] == "yes").sort_values("announced_on", kind="stable")
    return frame(
        rows, ["investor", "project", "state", "amount_usd_bn", "announced_on", "is_sum", "known_on", "source"]
    )
