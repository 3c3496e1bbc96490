"""Where the case stands on a day: its stage, the day of each stage, the clocks of the review.

A stage is reached when a row says so; it is known from that row's `known_on`, which may be later than
its day (the notice of March 2024 was first made known in June 2025).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis.deadlines import Deadline, days_between, deadline, due_after, horizon_of
from reportlib.desk import Desk
from reportlib.errors import NotFoundError
from reportlib.sourced import Sourced, merge_ids

STAGES = (
    "agreed", "filed", "review", "referred", "prohibited", "fresh_review", "delivered", "approved", "closed",
)  # fmt: skip
"""Stages in the order in which this case went through them. "none" stands before the first.

The day on which review turned into investigation is not on record, so "review" covers both.
"""
_STEPS = {
    ("first", "filed", "started"): "filed",
    ("first", "refiling", "ended"): "review",
    ("first", "review_and_investigation", "ended"): "referred",
    ("first", "president", "ended"): "prohibited",
    ("second", "review", "started"): "fresh_review",
    ("second", "review", "ended"): "delivered",
    ("second", "president", "ended"): "approved",
    ("second", "closing", "ended"): "closed",
}
_FIRST, _SECOND = "deadline-steel-president-first", "deadline-steel-president-second"
DECISIONS = {
    "referred": _FIRST, "prohibited": _FIRST, "delivered": _SECOND, "approved": _SECOND, "closed": _SECOND,
}  # fmt: skip
"""Which deadline for the president belongs to which stage; in the others none runs."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """The case as known on a day.

    `stage` is the last reached, "none" before the first. `reached_on` and `known_from` are its two
    days. `decision` is the deadline for the president in the running or last stage of a review,
    `outside` the day by which the parties had to abandon, where on record. `partnership` is the day
    a partnership was announced, while no order has been signed.
    """

    stage: str
    reached_on: Sourced[date] | None
    known_from: Sourced[date] | None
    offer: Sourced[float] | None
    equity: Sourced[float] | None
    announced_on: Sourced[date] | None
    days_since_announced: Sourced[int] | None
    decision: Deadline | None
    recommendation: Deadline | None
    outside: Deadline | None
    partnership: Sourced[date] | None
    planned: Sourced[float] | None
    binding: Sourced[float] | None
    approved: Sourced[float] | None
    horizon: Sourced[date]
    is_past_horizon: bool

    @property
    def is_closed(self) -> bool:
        """Whether the shares have been bought, so that nothing about the purchase lies ahead."""
        return self.stage == "closed"


def stages(desk: Desk) -> Sourced[pd.DataFrame]:
    """Every stage reached, by day: stage, date, known_on, basis, is_known_late, source."""
    terms = desk["deal_terms"]
    rows: list[dict[Any, Any]] = [
        {"id": row["id"], "stage": "agreed", "date": pd.Timestamp(row["as_of"]), "known_on": row["known_on"]}
        | {"basis": "merger agreement", "source": row["source"]}
        for row in terms.loc[terms["term"] == "offer_price"].head(1).to_dict("records")
    ]
    steps = desk["cfius_steps"]
    steps["stage"] = [_STEPS.get(edge, "") for edge in zip(steps["case"], steps["step"], steps["edge"], strict=True)]
    rows += steps.loc[steps["stage"] != ""].to_dict("records")
    table = pd.DataFrame(rows, columns=["stage", "date", "known_on", "basis", "source", "id"])
    table["rank"] = table["stage"].map(STAGES.index)
    table = table.sort_values(["rank", "known_on"], kind="stable").drop_duplicates("stage").reset_index(drop=True)
    table["is_known_late"] = table["known_on"] > table["date"]
    return Sourced(
        value=table[["stage", "date", "known_on", "basis", "is_known_late", "source"]],
        unit="", sources=merge_ids([table["source"]]), facts=tuple(table["id"]),
    )  # fmt: skip


def open_case(desk: Desk) -> Case:
    """The case as known on the desk's day."""
    table = stages(desk)
    reached = table.value
    stage = "none" if reached.empty else str(reached.iloc[-1]["stage"])
    last = None if reached.empty else reached.iloc[-1]
    announced = None if reached.empty else reached.iloc[0]
    closed = stage == "closed"
    return Case(
        stage=stage,
        reached_on=None if last is None else _day(last, "date", f"deal.{stage}_on", table.facts[-1]),
        known_from=None if last is None else _day(last, "known_on", f"deal.{stage}_known_on", table.facts[-1]),
        offer=_term(desk, "offer_price"),
        equity=_term(desk, "equity_value"),
        announced_on=None if announced is None else _day(announced, "date", "deal.announced_on", table.facts[0]),
        days_since_announced=_since(desk, announced, last if closed else None, table),
        decision=_deadline(desk, DECISIONS[stage]) if stage in DECISIONS else None,
        recommendation=_deadline(desk, "deadline-steel-cfius-second"),
        outside=_deadline(desk, "deadline-steel-abandon-extended") or _deadline(desk, "deadline-steel-abandon-first"),
        partnership=_partnership(desk) if stage == "delivered" else None,
        planned=_amount(desk, "pledged", "deal.planned"),
        binding=_amount(desk, "contracted", "deal.binding"),
        approved=_amount(desk, "selected", "deal.approved"),
        horizon=horizon_of(desk, "deal"),
        is_past_horizon=desk.horizon("deal") < desk.as_of,
    )


def clock(desk: Desk) -> Sourced[pd.DataFrame]:
    """The review clocks, allowed against taken, one row per clock, by start.

    Columns: clock, allowed_days, allowed_from, allowed_to, taken_from, taken_to (blank while running),
    is_running, taken_days (to the as-of day while running), slip_days, as_of, source. A blank start means that
    no day is on record. Statutory lengths apply to the first case; the fresh review had its own.
    """
    steps = desk["cfius_steps"]
    rows = [row for spec in _CLOCKS if (row := _clock_row(desk, steps, *spec))]
    table = pd.DataFrame(rows, columns=[*_CLOCK_COLUMNS, "source"])
    return Sourced(value=table, unit="", sources=merge_ids(cell.split(";") for cell in table["source"]))


_CLOCK_COLUMNS = (
    "clock", "allowed_days", "allowed_from", "allowed_to", "taken_from", "taken_to", "is_running", "taken_days",
    "slip_days", "as_of",
)  # fmt: skip
_CLOCKS: tuple[tuple[str, str, str, str], ...] = (
    ("first_filing", "cfius-first-clock-end", "cfius-first-filed", "cfius-first-refiling-allowed"),
    ("second_filing", "cfius-first-second-clock-end", "cfius-first-refiled", "cfius-first-referred"),
    ("president_first", "cfius-first-president-due", "cfius-first-president-started", "cfius-first-decided"),
    ("fresh_review", "cfius-second-review-due", "cfius-second-memorandum", "cfius-second-delivered"),
    ("president_second", "cfius-second-president-due", "cfius-second-president-started", "cfius-second-decided"),
)
"""Clock, and the rows that say when it was due, when it began and when it ended."""


def _clock_row(desk: Desk, steps: pd.DataFrame, name: str, due: str, start: str, end: str) -> dict[str, Any]:
    found = {edge: steps.loc[steps["id"] == one] for edge, one in (("due", due), ("start", start), ("end", end))}
    if found["due"].empty:
        return {}
    limit = found["due"].iloc[0]
    allowed_to, length = limit["date"].date(), int(limit["statutory_days"])
    taken_from = None if found["start"].empty else found["start"].iloc[0]["date"].date()
    taken_to = None if found["end"].empty else found["end"].iloc[0]["date"].date()
    until = taken_to or desk.as_of
    return {
        "clock": name,
        "allowed_days": length,
        "allowed_from": pd.Timestamp(due_after(allowed_to, -length)),
        "allowed_to": pd.Timestamp(allowed_to),
        "taken_from": pd.Timestamp(taken_from) if taken_from else pd.NaT,
        "taken_to": pd.Timestamp(until) if taken_from else pd.NaT,
        "is_running": bool(taken_from and not taken_to),
        "taken_days": days_between(taken_from, until) if taken_from else None,
        "slip_days": days_between(allowed_to, taken_to) if taken_to else None,
        "as_of": pd.Timestamp(desk.as_of),
        "source": ";".join(merge_ids([frame["source"] for frame in found.values()])),
    }


def _deadline(desk: Desk, deadline_id: str) -> Deadline | None:
    try:
        return deadline(desk, deadline_id)
    except NotFoundError:
        return None


def _term(desk: Desk, term: str) -> Sourced[float] | None:
    frame = desk.latest("deal_terms", "term")
    rows = frame.loc[frame["term"] == term]
    if rows.empty:
        return None
    row = rows.iloc[0]
    return Sourced(
        value=float(row["value"]), unit=row["unit"], key=f"deal.{term}", sources=(row["source"],), facts=(row["id"],)
    )


def _amount(desk: Desk, stage: str, key: str) -> Sourced[float] | None:
    """The latest amount of a stage of capital spending, as recorded; never a sum."""
    frame = desk["pledge_stages"].sort_values("known_on", kind="stable")
    rows = frame.loc[(frame["ladder"] == "us-steel-capex") & (frame["stage"] == stage)]
    if rows.empty:
        return None
    row = rows.iloc[-1]
    return Sourced(
        value=float(row["amount_usd_bn"]), unit="USD bn", key=key, sources=(row["source"],), facts=(row["id"],)
    )


def _partnership(desk: Desk) -> Sourced[date] | None:
    events = desk["events"]
    rows = events.loc[events["id"].str.startswith("deal-trump-partnership-post")]
    if rows.empty:
        return None
    row = rows.iloc[0]
    return Sourced(
        value=row["date"].date(), unit="date", key="deal.partnership_on", sources=(row["source"],), facts=(row["id"],)
    )


def _day(row: pd.Series[Any], column: str, key: str, fact: str) -> Sourced[date]:
    return Sourced(value=row[column].date(), unit="date", key=key, sources=(row["source"],), facts=(fact,))


def _since(
    desk: Desk, announced: pd.Series[Any] | None, completed: pd.Series[Any] | None, table: Sourced[pd.DataFrame]
) -> Sourced[int] | None:
    """Days from the agreement to its completion, or to the as-of day."""
    if announced is None:
        return None
    end = desk.as_of if completed is None else completed["date"].date()
    return Sourced(
        value=days_between(announced["date"].date(), end),
        unit="days",
        key="deal.days_since_announced" if completed is None else "deal.days_to_completion",
        sources=merge_ids([[announced["source"]], [] if completed is None else [completed["source"]]]),
        facts=(table.facts[0],) if completed is None else (table.facts[0], table.facts[-1]),
        formula="days between: end − announcement",
        inputs={"announced": f"{announced['date']:%Y-%m-%d}", "end": end.isoformat()},
    )
