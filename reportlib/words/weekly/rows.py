"""A row of the record in a few words, whatever its table: for lists of what became known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from reportlib.analysis.weekly.learned import PERIOD
from reportlib.desk import Desk
from reportlib.schemas import TABLES
from reportlib.words.days import day, due_day
from reportlib.words.figures import render, shortest
from reportlib.words.record import OUTCOMES, WORDS
from reportlib.words.talks.tables import meeting_name

Fields = Mapping[Any, Any]


def row_words(desk: Desk, table: str, fact_id: str) -> str:
    """What a row says, in one line. Raises KeyError for a table or an id the desk does not hold."""
    row = desk.tables[table].set_index("id").loc[fact_id].to_dict()
    if table in PERIOD:
        return TABLES[table].title
    if table in _SAID:
        return _SAID[table](desk, row)
    said = next((str(row[name]) for name in WORDS if row.get(name)), "")
    if not said:
        raise KeyError(f"{table}: no column of words, so {fact_id} cannot be told in a line")
    return said


def _given(cell: object) -> bool:
    return bool(pd.notna(cell))  # type: ignore[call-overload]


def _about(desk: Desk, table: str, fact_id: str) -> Fields:
    found: Fields = desk.tables[table].set_index("id").loc[fact_id].to_dict()
    return found


def _meeting(desk: Desk, row: Fields) -> str:
    name, status = meeting_name(row["kind"], row["no"]), str(row["status"])
    when = f", {day(row['start'].date())}" if _given(row["start"]) else ""
    outcome = f": {row['outcome']}" if row["outcome"] else ""
    return f"{name}, {status}{when}{outcome}"


def _deadline(desk: Desk, row: Fields) -> str:
    return f"{row['what']}, due {due_day(row['due'].date(), row['due_precision'])}"


def _deadline_outcome(desk: Desk, row: Fields) -> str:
    ended = row["detail"] or OUTCOMES.get(row["outcome"], str(row["outcome"]).replace("_", " "))
    return f"{_about(desk, 'deadlines', row['deadline'])['what']}: {ended}"


def _judgement_outcome(desk: Desk, row: Fields) -> str:
    came = "came true" if row["outcome"].lower() == "true" else "did not come true"
    return f"Judgement {came}: {_about(desk, 'judgements', row['judgement'])['claim']}"


def _stage(desk: Desk, row: Fields) -> str:
    amount = f"{shortest(row['amount'])} {row['unit']}" if _given(row["amount"]) else "amount not known"
    return f"{_about(desk, 'pledges', row['pledge'])['project']}: {row['stage']}, {amount}"


def _office(desk: Desk, row: Fields) -> str:
    edge = {"from": "takes office", "to": "leaves office", "seen": "seen in office"}[row["edge"]]
    return f"{_about(desk, 'people', row['person'])['name']}, {row['office']}: {edge} {day(row['date'].date())}"


def _close(desk: Desk, row: Fields) -> str:
    return f"Share of U.S. Steel, close of {day(row['date'].date())}: {render(row['close_usd'], 'USD per share')}"


def _cfius(desk: Desk, row: Fields) -> str:
    when = f", {day(row['date'].date())}" if _given(row["date"]) else ""
    return f"CFIUS, {row['step'].replace('_', ' ')} {row['edge']}{when}"


def _term(desk: Desk, row: Fields) -> str:
    return f"Steel deal, {row['term'].replace('_', ' ')}: {row['value']} {row['unit']}".removesuffix(" text")


def _promise(desk: Desk, row: Fields) -> str:
    who = f" ({row['said_by']})" if row["said_by"] else ""
    return f"{row['text']}{who}"


def _end(desk: Desk, row: Fields) -> str:
    return f"{_about(desk, 'measures', row['measure'])['scope']}: ends {day(row['effective_to'].date())}"


def _partner(desk: Desk, row: Fields) -> str:
    return f"{str(row['partner']).replace('-', ' ').title()}: rates from {day(row['on'].date())}"


def _estimate(desk: Desk, row: Fields) -> str:
    return f"{row['institution']} on Japan’s output: {row['scenario']}, {shortest(row['value_pp'])}"


_SAID: Mapping[str, Callable[[Desk, Fields], str]] = {
    "rounds": _meeting,
    "deadlines": _deadline,
    "deadline_outcomes": _deadline_outcome,
    "judgement_outcomes": _judgement_outcome,
    "pledge_stages": _stage,
    "offices": _office,
    "us_steel_quoted_closes": _close,
    "cfius_steps": _cfius,
    "deal_terms": _term,
    "promises": _promise,
    "measure_ends": _end,
    "partner_rates": _partner,
    "macro_estimates": _estimate,
}
"""Tables whose rows need more than one of their cells to be understood alone."""
