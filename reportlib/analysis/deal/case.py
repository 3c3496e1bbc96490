"""Where the case stands on a day: its stage, the day of each stage, the clocks of the review.

A stage is reached when a row says so; it is known from that row's `known_on`, which may be later than
its day (the notice of March 2024 was first made known in June 2025).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis.deadlines import Deadline, days_between, deadline, due_after
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.sourced import Sourced, merge_ids

_STAGES = (
    "agreed", "filed", "review", "referred", "prohibited", "fresh_review", "delivered", "approved", "closed",
)  # fmt: skip
"""Stages in the order in which this case went through them. "none" stands before the first.

The day on which review turned into investigation is not on record, so "review" covers both.
"""
_STEPS = {
    ("first", "first_filing", "started"): "filed",
    ("first", "second_filing", "started"): "review",
    ("first", "second_filing", "ended"): "referred",
    ("first", "president", "ended"): "prohibited",
    ("second", "review", "started"): "fresh_review",
    ("second", "review", "ended"): "delivered",
    ("second", "president", "ended"): "approved",
    ("second", "closing", "ended"): "closed",
}
_DECIDING = {
    "referred": "first", "prohibited": "first", "delivered": "second", "approved": "second", "closed": "second",
}  # fmt: skip
"""The case in which a deadline for the president runs or ran, by stage; in the others none does."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """The case as known on a day.

    `stage` is the last reached, "none" before the first. `reached_on` and `known_from` are its two
    days. `decision` is the deadline for the president in the running or last stage of a review,
    `is_due_by_law` whether a statute or an order fixes it, `outside` the day by which the parties had to
    abandon, where on record, `allowed_on` the day of the president's order to allow it. `partnership` is the day a
    partnership was announced, while no order has been signed; `binding_by` the year by whose end the binding sum is to
    be spent.
    """

    stage: str
    reached_on: Sourced[date] | None
    known_from: Sourced[date] | None
    offer: Sourced[float] | None
    equity: Sourced[float] | None
    days_since_announced: Sourced[int] | None
    decision: Deadline | None
    is_due_by_law: bool
    recommendation: Deadline | None
    outside: Deadline | None
    partnership: Sourced[date] | None
    allowed_on: Sourced[date] | None
    has_golden_share: bool
    planned: Sourced[float] | None
    binding: Sourced[float] | None
    binding_by: Sourced[str] | None
    approved: Sourced[float] | None
    spent: Sourced[float] | None

    @property
    def is_closed(self) -> bool:
        """Whether the shares have been bought, so that nothing about the purchase lies ahead."""
        return self.stage == "closed"


def stages(desk: Desk) -> Sourced[pd.DataFrame]:
    """Every stage reached, by day: stage, date, known_on, basis, source."""
    terms = desk["deal_terms"]
    rows: list[dict[Any, Any]] = [
        {"id": row["id"], "stage": "agreed", "date": pd.Timestamp(row["as_of"]), "known_on": row["known_on"]}
        | {"basis": "merger agreement", "source": row["source"]}
        for row in terms.loc[terms["term"] == "offer_price"].head(1).to_dict("records")
    ]
    steps = desk.latest("cfius_steps", ["case", "step", "edge"])
    first = desk["cfius_steps"].groupby(["case", "step", "edge"])["known_on"].min()
    keys = pd.MultiIndex.from_frame(steps[["case", "step", "edge"]])
    steps["known_on"] = first.reindex(keys).to_numpy()  # a correction moves the day, not from when the step is known
    steps["stage"] = [_STEPS.get(edge, "") for edge in zip(steps["case"], steps["step"], steps["edge"], strict=True)]
    rows += steps.loc[steps["stage"] != ""].to_dict("records")
    table = pd.DataFrame(rows, columns=["stage", "date", "known_on", "basis", "source", "id"])
    table["rank"] = table["stage"].map(_STAGES.index)
    table = table.sort_values(["rank", "known_on"], kind="stable").drop_duplicates("stage").reset_index(drop=True)
    return Sourced(
        value=table[["stage", "date", "known_on", "basis", "source"]],
        unit="", sources=merge_ids([table["source"]]), facts=tuple(table["id"]),
    )  # fmt: skip


@once
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
        offer=_sum(desk, "offer_price"),
        equity=_sum(desk, "equity_value"),
        days_since_announced=_since(desk, announced, last if closed else None, table),
        decision=_deadline(desk, _DECIDING[stage], "president") if stage in _DECIDING else None,
        is_due_by_law=stage in _DECIDING and _is_by_law(desk, _DECIDING[stage], "president"),
        recommendation=_deadline(desk, "second", "review", basis="fixed_by_law"),
        outside=_deadline(desk, "first", "abandonment"),
        partnership=_partnership(desk) if stage == "delivered" else None,
        allowed_on=_reached(table, "approved"),
        has_golden_share=not desk["golden_share"].empty,
        planned=_amount(desk, "pledged", "deal.planned"),
        binding=_amount(desk, "contracted", "deal.binding"),
        binding_by=_binding_by(desk),
        approved=_amount(desk, "selected", "deal.approved"),
        spent=_amount(desk, "disbursed", "deal.spent"),
    )


def clock(desk: Desk) -> Sourced[pd.DataFrame]:
    """The review clocks, allowed against taken, one row per clock, by start.

    Columns: clock, allowed_days, is_reported (that the clock runs is known from the press alone), allowed_from,
    allowed_to, taken_from, taken_to (blank while running), is_running, taken_days (to the as-of day while running),
    slip_days, as_of, source. A blank start means that no day is on record. Statutory lengths apply to the first
    case; the fresh review had its own.
    """
    steps = desk.latest("cfius_steps", ["case", "step", "edge"])
    rows = [
        row
        for name, (case, step) in _CLOCKS.items()
        if (row := _clock_row(desk, (case, step), _edges(steps, case, step), name))
    ]
    table = pd.DataFrame(rows, columns=[*_CLOCK_COLUMNS, "source", "facts"])
    return Sourced(
        value=table.drop(columns="facts"), unit="", sources=merge_ids(cell.split(";") for cell in table["source"]),
        facts=merge_ids(table["facts"]),
    )  # fmt: skip


_CLOCK_COLUMNS = (
    "clock", "allowed_days", "is_reported", "allowed_from", "allowed_to", "taken_from", "taken_to", "is_running",
    "taken_days", "slip_days", "as_of",
)  # fmt: skip
_CLOCKS = {
    "first_filing": ("first", "first_filing"),
    "second_filing": ("first", "second_filing"),
    "president_first": ("first", "president"),
    "fresh_review": ("second", "review"),
    "president_second": ("second", "president"),
}
"""Case and step of each clock, in the order in which they ran."""


def _edges(steps: pd.DataFrame, case: str, step: str) -> dict[Any, dict[Any, Any]]:
    """The rows of one step by edge: started, due, ended."""
    rows = steps.loc[(steps["case"] == case) & (steps["step"] == step)]
    return {row["edge"]: row for row in rows.to_dict("records")}


def _clock_row(desk: Desk, step: tuple[str, str], edges: dict[Any, dict[Any, Any]], name: str) -> dict[str, Any]:
    if "due" not in edges:
        return {}
    found = [edges[edge] for edge in ("due", "started", "ended") if edge in edges]
    allowed_to, length = edges["due"]["date"].date(), int(edges["due"]["statutory_days"])
    taken_from, taken_to = (edges[edge]["date"].date() if edge in edges else None for edge in ("started", "ended"))
    until = taken_to or desk.as_of
    return {
        "clock": name,
        "allowed_days": length,
        "is_reported": _is_set(desk, *step) and not _is_by_law(desk, *step),
        "allowed_from": pd.Timestamp(due_after(allowed_to, -length)),
        "allowed_to": pd.Timestamp(allowed_to),
        "taken_from": pd.Timestamp(taken_from) if taken_from else pd.NaT,
        "taken_to": pd.Timestamp(until) if taken_from else pd.NaT,
        "is_running": bool(taken_from and not taken_to),
        "taken_days": days_between(taken_from, until) if taken_from else None,
        "slip_days": days_between(allowed_to, taken_to) if taken_to else None,
        "as_of": pd.Timestamp(desk.as_of),
        "source": ";".join(merge_ids([[row["source"] for row in found]])),
        "facts": [row["id"] for row in found],
    }


def _deadline(desk: Desk, case: str, step: str, *, basis: str = "") -> Deadline | None:
    """The deadline that bounds a step of a case, as last set; None where none was set yet."""
    frame = desk["deadlines"].sort_values("known_on", kind="stable")
    rows = frame.loc[(frame["case"] == case) & (frame["step"] == step)]
    rows = rows.loc[rows["basis"] == basis] if basis else rows
    return None if rows.empty else deadline(desk, str(rows["id"].iloc[-1]))


def _bounds(desk: Desk, case: str, step: str) -> pd.DataFrame:
    frame = desk["deadlines"]
    return frame.loc[(frame["case"] == case) & (frame["step"] == step)]


def _is_set(desk: Desk, case: str, step: str) -> bool:
    return not _bounds(desk, case, step).empty


def _is_by_law(desk: Desk, case: str, step: str) -> bool:
    """Whether a statute or an order bounds the step; else the press alone names a day, if any does."""
    return bool((_bounds(desk, case, step)["basis"] == "fixed_by_law").any())


def _binding_by(desk: Desk) -> Sourced[str] | None:
    """The year by whose end the binding spending is promised."""
    frame = desk["promises"].sort_values("known_on", kind="stable")
    rows = frame.loc[(frame["milestone"] == "us-steel-11bn") & frame["promised_to"].notna()]
    if rows.empty:
        return None
    row = rows.iloc[-1]
    return Sourced(
        value=f"{row['promised_to']:%Y}", unit="text", key="deal.binding_by", sources=(row["source"],),
        facts=(row["id"],),
    )  # fmt: skip


def _term(desk: Desk, term: str) -> pd.Series[Any] | None:
    frame = desk.latest("deal_terms", "term")
    rows = frame.loc[frame["term"] == term]
    return None if rows.empty else rows.iloc[0]


def _sum(desk: Desk, term: str) -> Sourced[float] | None:
    row = _term(desk, term)
    if row is None:
        return None
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
    row = _term(desk, "partnership_announced")
    if row is None:
        return None
    return Sourced(
        value=date.fromisoformat(row["value"]), unit="date", key="deal.partnership_on", sources=(row["source"],),
        facts=(row["id"],),
    )  # fmt: skip


def _reached(table: Sourced[pd.DataFrame], stage: str) -> Sourced[date] | None:
    """The day of a stage, None where it is not on record."""
    places = table.value.index[table.value["stage"] == stage]
    if places.empty:
        return None
    return _day(table.value.loc[places[0]], "date", f"deal.{stage}_on", table.facts[places[0]])


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
