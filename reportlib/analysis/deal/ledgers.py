"""The ledgers of the deal: meanings of one number, terms, rights, commitments, claims, dates that slip.

Every function returns what is on record by the day, row by row, with sources. Nothing is added up:
stages of a commitment, versions of a plan and claims of different people are no parts of a sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis.deadlines import State, states
from reportlib.desk import Desk
from reportlib.schemas.deal import SHEET
from reportlib.sourced import Sourced, count_of, merge_ids

LADDER = "us-steel-capex"
RUNGS = {
    "pledged": "plan",
    "contracted": "binding",
    "candidate": "planned",
    "selected": "approved",
    "disbursed": "spent",
}
"""Stages of the pledge table as they read on the ladder of capital spending, top rung first."""
MILESTONES = ("steel-closing", "mill-site")
"""Milestones of the deal whose promised dates are followed."""


def meanings(desk: Desk) -> Sourced[pd.DataFrame]:
    """What "14 billion" has meant so far: concept, amount, unit, basis, first_on, not_to_be_taken_for, is_wording.

    By the day first used. `not_to_be_taken_for` names only meanings already known. A wording for another
    meaning is no sum of its own (`is_wording`), and has no amount.
    """
    frame = desk["concepts"]
    named = frame.set_index("id")["concept"]
    rows = frame.loc[frame["subject"] == "14bn"].sort_values("first_on", kind="stable").reset_index(drop=True)
    rows["not_to_be_taken_for"] = [
        "; ".join(str(named[one]) for one in cell.split(";") if one in named.index)
        for cell in rows["never_confuse_with"]
    ]
    rows["is_wording"] = rows["kind"] == "wording"
    rows["amount"] = rows["amount"].astype(float).mask(rows["is_wording"])
    columns = [
        "concept", "amount", "unit", "basis", "first_on", "not_to_be_taken_for", "is_wording", "known_on", "source",
    ]  # fmt: skip
    return framed(rows, columns)


def meanings_count(desk: Desk) -> Sourced[int] | None:
    """How many separate sums have been called 14 billion so far. None before the first."""
    table = meanings(desk)
    sums = table.value.loc[~table.value["is_wording"]]
    return _count(table, len(sums), "deal.meanings_of_14", "rows of concepts that are sums of their own")


def meanings_range(desk: Desk) -> tuple[Sourced[float], Sourced[float]] | None:
    """The least and the most of the sums called 14 billion so far. None before the first."""
    sums = meanings(desk).value.dropna(subset="amount").sort_values("amount", kind="stable")
    if sums.empty:
        return None
    return _amount(sums.iloc[0], "deal.meaning_least"), _amount(sums.iloc[-1], "deal.meaning_most")


def terms(desk: Desk) -> Sourced[pd.DataFrame]:
    """The deal sheet: term, value, unit, as_of, known_on, source, in the order of `SHEET`."""
    frame = desk.latest("deal_terms", "term")
    rows = frame.loc[frame["term"].isin(SHEET)].copy()
    rows["order"] = rows["term"].map(SHEET.index)
    return framed(rows.sort_values("order", kind="stable"), ["term", "value", "unit", "as_of", "known_on", "source"])


def commitments(desk: Desk) -> Sourced[pd.DataFrame]:
    """The ladder of capital spending: rung, project, amount_usd_bn, date, is_part, known_on, source; last "spent".

    `is_part` marks an approval of part of a binding commitment. Rungs are never added. The amount of
    "spent" is blank while no figure is on record.
    """
    frame = desk.latest("pledge_stages", ["pledge", "stage"])
    rows = frame.loc[(frame["ladder"] == LADDER) & frame["stage"].isin(RUNGS)].copy()
    projects = desk["pledges"].set_index("id")["project"]
    rows["project"] = rows["pledge"].map(projects).astype(object).fillna("")
    rows["rung"] = rows["stage"].map(RUNGS)
    whole = set(rows.loc[rows["stage"] == "contracted", "pledge"])
    rows["is_part"] = (rows["stage"] == "selected") & rows["pledge"].isin(whole)
    rows["order"] = rows["stage"].map(list(RUNGS).index)
    rows = rows.sort_values(["order", "amount_usd_bn"], ascending=[True, False], kind="stable")
    columns = ["rung", "project", "amount_usd_bn", "date", "is_part", "known_on", "source", "id"]
    parts = [part for part in (rows[columns], _under_way(desk)[columns]) if not part.empty]
    table = pd.concat(parts, ignore_index=True) if parts else rows[columns]
    if table.empty or "spent" in set(table["rung"]):
        return framed(table, columns[:-1])
    spent = {
        "rung": "spent",
        "project": "",
        "amount_usd_bn": float("nan"),
        "date": "",
        "is_part": False,
        "source": "",
        "id": "",
    }
    table = pd.concat([table, pd.DataFrame([spent])], ignore_index=True)
    return framed(table, columns[:-1])


def claims(desk: Desk) -> Sourced[pd.DataFrame]:
    """Numbers claimed for U.S. Steel, by the day they became known, never summed.

    Columns: said_on, claimant, subject, number, unit, scope, evidence, known_on, source.
    """
    frame = desk["claims"]
    rows = frame.loc[frame["track"] == "deal"].sort_values(["said_on", "known_on"], kind="stable")
    columns = ["said_on", "claimant", "subject", "number", "unit", "scope", "evidence", "known_on", "source"]
    return framed(rows, columns)


def slip(desk: Desk, milestone: str) -> Sourced[pd.DataFrame]:
    """What was promised for a milestone, statement by statement, and when it happened, if it did.

    Columns: no, said_on, said_by, promised_from, promised_to, text, happened_on, as_of, known_on, source.
    `said_on` may be a month; a statement that names no day is left out. Raises ValueError for a
    milestone that is none of `MILESTONES`.
    """
    if milestone not in MILESTONES:
        raise ValueError(f"milestone: expected one of {', '.join(MILESTONES)}, found {milestone!r}")
    frame = desk["promises"]
    rows = frame.loc[frame["milestone"] == milestone]
    said = rows.loc[(rows["row_kind"] == "promise") & rows["promised_to"].notna()]
    said = said.sort_values("known_on", kind="stable").copy()
    done = rows.loc[(rows["row_kind"] == "outcome") & rows["happened_on"].notna()]
    said["happened_on"] = done["happened_on"].iloc[-1] if len(done) else pd.NaT
    if len(done):
        said["source"] = [";".join(merge_ids([[one, done["source"].iloc[-1]]])) for one in said["source"]]
    said["no"], said["as_of"] = range(1, len(said) + 1), pd.Timestamp(desk.as_of)
    columns = [
        "no", "said_on", "said_by", "promised_from", "promised_to", "text", "happened_on", "as_of", "known_on",
        "source",
    ]  # fmt: skip
    return framed(said, columns, done["id"].tail(1) if len(said) else ())


def slip_range(table: Sourced[pd.DataFrame], key: str) -> tuple[Sourced[date], Sourced[date]] | None:
    """The earliest and the latest last day promised, where statements differ. None where they agree."""
    ends = table.value.sort_values("promised_to", kind="stable")
    if ends["promised_to"].nunique() < 2:
        return None
    return _end(ends.iloc[0], f"{key}_first"), _end(ends.iloc[-1], f"{key}_last")


def precedents(desk: Desk) -> Sourced[pd.DataFrame]:
    """Precedents for a state role in a company: company, date, kind, stake_pct, text, known_on, source."""
    rows = desk["precedents"].sort_values(["known_on", "date"], kind="stable")
    return framed(rows, ["company", "date", "kind", "stake_pct", "text", "known_on", "source"])


def judgements(desk: Desk) -> Sourced[pd.DataFrame]:
    """Judgements on the deal, by the day they were made, with outcome ("true", "false" or "").

    Columns: who, said_on, claim, p_low, p_high, range_by, horizon, outcome, resolved_on, is_open, confidence, source.
    """
    frame = desk["judgements"]
    rows = frame.loc[frame["track"] == "deal"].copy()
    done = desk.latest("judgement_outcomes", "judgement").set_index("judgement")
    rows["outcome"] = rows["id"].map(dict(done["outcome"].astype(str).str.lower())).astype(object).fillna("")
    rows["resolved_on"] = rows["id"].map(dict(done["resolved_on"]))
    then = rows["id"].map(dict(done["source"])).astype(object).fillna("")
    rows["source"] = [
        ";".join(merge_ids([[first, second]])) for first, second in zip(rows["source"], then, strict=True)
    ]
    rows["is_open"] = rows["outcome"] == ""
    columns = [
        "id", "who", "said_on", "claim", "p_low", "p_high", "range_by", "horizon", "outcome", "resolved_on", "is_open",
        "confidence", "source",
    ]  # fmt: skip
    return framed(rows.sort_values("said_on", kind="stable"), columns, done.loc[done.index.isin(rows["id"]), "id"])


def judgement_score(desk: Desk) -> tuple[Sourced[int], Sourced[int]] | None:
    """How many judgements on the deal are resolved, and how many of them came true. None without any."""
    table = judgements(desk)
    resolved = table.value.loc[~table.value["is_open"]]
    true = int((resolved["outcome"] == "true").sum())
    made = _count(table, len(resolved), "deal.judgements_resolved", "judgements with an outcome")
    if made is None:
        return None
    return made, replace(made, value=true, key="deal.judgements_true", formula="count: outcomes that are true")


def latest_events(desk: Desk, most: int = 4) -> Sourced[pd.DataFrame]:
    """The last things that became known about the deal, newest first: date, title, known_on, source."""
    frame = desk["events"]
    rows = frame.loc[frame["track"] == "deal"].sort_values(["known_on", "date"], kind="stable").iloc[::-1].head(most)
    return framed(rows, ["id", "date", "title", "summary", "known_on", "source"])


def newest_title(desk: Desk) -> Sourced[str] | None:
    """What became known last about the deal, in the words of the record. None before anything was."""
    rows = latest_events(desk, most=1)
    if rows.value.empty:
        return None
    return Sourced(
        value=str(rows.value["title"].iloc[0]), unit="text", key="deal.newest", sources=rows.sources, facts=rows.facts
    )


def record_ends(desk: Desk) -> Sourced[str] | None:
    """The sentence on where the record of the deal ends, where the day lies past it. None before."""
    rows = desk["coverage"].loc[desk["coverage"]["track"] == "deal"]
    if desk.horizon("deal") >= desk.as_of:
        return None
    return Sourced(
        value=str(rows.iloc[-1]["sentence"]), unit="text", key="deal.record_ends", sources=tuple(rows["source"]),
        facts=tuple(rows["id"]),
    )  # fmt: skip


def statute(desk: Desk) -> dict[str, Sourced[int]]:
    """Lengths of the steps of a review by statute, in days, by step; empty before the deal."""
    frame = desk["cfius_steps"]
    rows = frame.loc[(frame["case"] == "statute") & (frame["edge"] == "length")]
    return {
        row["step"]: Sourced(
            value=int(row["statutory_days"]), unit="days", key=f"deal.statute_{row['step']}", sources=(row["source"],),
            facts=(row["id"],),
        )
        for row in rows.to_dict("records")
    }  # fmt: skip


def counted(table: Sourced[pd.DataFrame], key: str, *, by: str = "") -> Sourced[int]:
    """How many rows a table has, or how many different values one of its columns (`by`) has."""
    n = table.value[by].nunique() if by else len(table.value)
    return count_of(key, int(n), f"different {by}" if by else "rows", like=table, rows=len(table.value))


def next_dates(desk: Desk) -> Sourced[pd.DataFrame]:
    """Dates of the deal not yet resolved: pending, overdue, or unknown past the horizon of the record."""
    table = states(desk, "deal")
    rows = table.value.loc[table.value["state"] != str(State.DECIDED)]
    return framed(rows, list(rows.columns))


def _under_way(desk: Desk) -> pd.DataFrame:
    """Spending a company calls under way: a claim, on no rung of the pledge table."""
    frame = desk["claims"]
    at_work = (frame["subject"] == "capex") & (frame["evidence"] == "under way")
    rows = frame.loc[(frame["track"] == "deal") & at_work].copy()
    rows["rung"], rows["project"] = "under way", rows["scope"]
    rows["amount_usd_bn"], rows["date"], rows["is_part"] = rows["number"].astype(float), rows["said_on"], False
    return rows


def framed(rows: pd.DataFrame, columns: list[str], also: Iterable[str] = ()) -> Sourced[pd.DataFrame]:
    """The columns of rows with the ids of the facts behind them: their own, and those of `also`."""
    shown = rows[columns].reset_index(drop=True)
    sources = merge_ids(str(cell).split(";") for cell in shown["source"])
    return Sourced(value=shown, unit="", sources=sources, facts=merge_ids([rows["id"], also]))


def _count(table: Sourced[pd.DataFrame], n: int, key: str, what: str) -> Sourced[int] | None:
    return count_of(key, n, what, like=table, rows=len(table.value)) if n else None


def _amount(row: pd.Series[Any], key: str) -> Sourced[float]:
    return Sourced(value=float(row["amount"]), unit=row["unit"], key=key, sources=(row["source"],))


def _end(row: pd.Series[Any], key: str) -> Sourced[date]:
    return Sourced(value=row["promised_to"].date(), unit="date", key=key, sources=tuple(str(row["source"]).split(";")))
