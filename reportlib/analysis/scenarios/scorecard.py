"""How past scenarios did: trees that were solved with what a price said of them, and judgements that were resolved.

F16 on forecasts that carry a number of whoever made them. A range written by us is no forecast of a speaker, and one
case proves nothing: n stands beside every score. Does not belong here: scoring rules (`reportlib.analysis.talks`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd

from reportlib.analysis import deal, talks
from reportlib.analysis.scenarios.trees import Odds, first_ending, market_odds, solved_trees, tree
from reportlib.desk import Desk
from reportlib.sourced import Sourced, merge_ids


def solved(desk: Desk, assumed: deal.Assumed) -> Sourced[pd.DataFrame]:
    """The solved trees, the one solved last first.

    Columns: question, written, branch (that came true), decided_on, known_on, first_low, first_high (what the price
    implied of it on the day of writing; NaN: no price speaks of it), first_on, last_low, last_high, last_on (the day
    before its end was known), days (from writing to the end), source.
    """
    rows: list[dict[str, Any]] = []
    facts: list[tuple[str, ...]] = []
    for name in solved_trees(desk):
        shown, end = tree(desk, name), first_ending(desk, name)
        if end is None:
            continue
        branch = next(one for one in shown.branch if one.id == end.branch)
        first, last = Odds(), Odds()
        if branch.odds:
            first = market_odds(desk.back_to(shown.written), assumed)
            last = market_odds(desk.back_to(end.known_on - timedelta(days=1)), assumed)
        rows.append(
            {
                "question": shown.question, "written": pd.Timestamp(shown.written), "branch": branch.name,
                "decided_on": pd.Timestamp(end.on), "known_on": pd.Timestamp(end.known_on),
                **_priced("first", first), **_priced("last", last), "days": (end.on - shown.written).days,
                "source": ";".join(merge_ids([[end.source], first.sources, last.sources])),
            }
        )  # fmt: skip
        facts += [(end.fact,), first.facts, last.facts]
    columns = ["question", "written", "branch", "decided_on", "known_on", "first_low", "first_high", "first_on",
               "last_low", "last_high", "last_on", "days", "source"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    return Sourced(
        value=frame,
        unit="",
        sources=merge_ids(str(cell).split(";") for cell in frame["source"]),
        facts=merge_ids(facts),
    )


def resolved(desk: Desk) -> Sourced[pd.DataFrame]:
    """The judgements of which the outcome is known, the one resolved last first; columns as `talks.judgements`."""
    found = talks.judgements(desk)
    rows = found.value.loc[found.value["outcome"] != "open"]
    rows = rows.sort_values(["resolved_on", "known_on"], ascending=False, kind="stable").reset_index(drop=True)
    return Sourced(value=rows, unit="", sources=merge_ids(str(cell).split(";") for cell in rows["source"]),
                   facts=tuple(rows["id"]))  # fmt: skip


def tally(desk: Desk) -> dict[str, Sourced[int]] | None:
    """How many judgements are resolved and how many of them came true; None before the first."""
    found = resolved(desk)
    if found.value.empty:
        return None
    counts = {"resolved": len(found.value), "true": int((found.value["outcome"] == "true").sum())}
    return {
        name: Sourced(
            value=number, unit="count", key=f"scenarios.judgements_{name}", sources=found.sources, facts=found.facts,
            formula="count: judgements with an outcome" + (" of true" if name == "true" else ""),
            inputs={"rows": len(found.value)},
        )
        for name, number in counts.items()
    }  # fmt: skip


def _priced(when: str, one: Odds) -> dict[str, Any]:
    return {
        f"{when}_low": one.low,
        f"{when}_high": one.high,
        f"{when}_on": pd.Timestamp(one.written) if one.written else pd.NaT,
    }
