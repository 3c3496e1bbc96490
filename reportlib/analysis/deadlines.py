"""Dates that were set, and what became of them: happened, overdue, passed, pending or unknown to us.

The horizon of a deadline is h = min(as-of day, checked-through day of its coverage track). What lies
between h and the as-of day is unknown, and unknown never borrows the words of pending or overdue.
An outcome `missed` does not resolve a deadline, nor does `agreed_otherwise`: an agreement is no order.
Overdue is said only of a date known to the day, or of a month once the whole month is over; a date known
less well has passed, without a word on lateness.

One day stands for each deadline in every count: the day on which it is up (`up_on`), its due day or, where
only the month is known, the last of the month. Days left, days past and slip all count from there.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pandas as pd

from reportlib.desk import Desk
from reportlib.errors import NotFoundError
from reportlib.once import once
from reportlib.sourced import Sourced, merge_ids, quoted, token

EXACT = ("day", "computed")
"""Precisions of a date known to the day."""


class State(StrEnum):
    """What may be said of a deadline on a day."""

    DECIDED = "decided"
    OVERDUE = "overdue"
    PASSED = "passed"
    """A date known only roughly lies behind, and no outcome is on record: too vague to be called overdue."""
    PENDING = "pending"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One deadline as known on a day. Day counts are whole calendar days, computed.

    `left` counts from the as-of day to the day it is up (negative once past), `slip` from that day to the
    outcome (positive: after it), None while there is none. `due` has the unit "month" where only the month
    is known, and is printed so. `is_past_horizon`: the record was not checked up to the as-of day, so that
    pending is said as last read on `horizon`.
    """

    id: str
    what: str
    state: State
    due: Sourced[date]
    precision: str
    left: Sourced[int]
    horizon: Sourced[date]
    is_past_horizon: bool
    outcome: str
    outcome_on: Sourced[date] | None
    slip: Sourced[int] | None


def days_between(start: date, end: date) -> int:
    """Whole calendar days from start to end; negative when end comes first."""
    return (end - start).days


def due_after(start: date, days: int) -> date:
    """F9: due = start + n calendar days."""
    return start + timedelta(days=days)


def up_on(due: date, precision: str) -> date:
    """The day on which a deadline is up: the due day, or the last of the month where only that is known."""
    return due.replace(day=monthrange(due.year, due.month)[1]) if precision == "month" else due


@once
def states(desk: Desk, *tracks: str) -> Sourced[pd.DataFrame]:
    """All deadlines known on the day (of the given tracks, default all), one row each, by due day.

    Columns: id, what, track, goods, due, due_precision, basis, hard_or_soft, legal_ref, state, outcome,
    outcome_on, outcome_detail, left and slip (days to and from the day it is up), horizon, is_past_horizon,
    known_on, source.
    """
    frame = desk["deadlines"]
    if tracks:
        frame = frame.loc[frame["track"].isin(tracks)]
    frame = frame.sort_values(["due", "known_on"], kind="stable").reset_index(drop=True)
    outcomes = _resolving(desk).set_index("deadline")
    horizons = {track: pd.Timestamp(desk.horizon(track)) for track in frame["coverage_track"].unique()}
    today = pd.Timestamp(desk.as_of)
    frame["horizon"] = frame["coverage_track"].map(horizons).astype("datetime64[s]")
    for column, origin in (("outcome", "outcome"), ("outcome_on", "date"), ("outcome_detail", "detail")):
        frame[column] = frame["id"].map(dict(outcomes[origin]))  # a dict: an empty column of days cannot be mapped
    last = _up_on(frame)
    frame["state"] = [
        str(_state(*row, today))
        for row in zip(last, frame["due_precision"], frame["horizon"], frame["outcome"], strict=True)
    ]
    frame["left"] = (last - today).dt.days
    frame["slip"] = (pd.to_datetime(frame["outcome_on"]) - last).dt.days
    frame["is_past_horizon"] = frame["horizon"] < today
    second = frame["id"].map(dict(outcomes["source"])).astype(object).fillna("")
    frame["source"] = [
        ";".join(merge_ids([[first, then]])) for first, then in zip(frame["source"], second, strict=True)
    ]
    frame[["outcome", "outcome_detail"]] = frame[["outcome", "outcome_detail"]].astype(object).fillna("")
    columns = [
        "id", "what", "track", "goods", "due", "due_precision", "basis", "hard_or_soft", "legal_ref", "state",
        "outcome", "outcome_on", "outcome_detail", "left", "slip", "horizon", "is_past_horizon", "known_on", "source",
    ]  # fmt: skip
    ids = merge_ids(cell.split(";") for cell in frame["source"])
    resolved = outcomes.loc[outcomes.index.isin(frame["id"]), "id"]
    return Sourced(value=frame[columns], unit="", sources=ids, facts=merge_ids([frame["id"], resolved]))


def deadline(desk: Desk, deadline_id: str) -> Deadline:
    """One deadline as known on the day. Raises NotFoundError if it was not set by then."""
    table = states(desk).value
    rows = table.loc[table["id"] == deadline_id]
    if rows.empty:
        raise NotFoundError(
            f"no deadline {deadline_id!r} is known on {desk.as_of:%Y-%m-%d}",
            tip='desk.ids("deadlines") lists those that are; one set later needs a later as_of.',
        )
    row = rows.iloc[0]
    due, sources = row["due"].date(), tuple(row["source"].split(";"))
    up = up_on(due, row["due_precision"])
    key = "deadline." + token(deadline_id.removeprefix("deadline-"))
    done = None if pd.isna(row["outcome_on"]) else row["outcome_on"].date()
    outcome_on = slip = None
    if done:
        outcomes = _resolving(desk)
        facts = (deadline_id, *outcomes.loc[outcomes["deadline"] == deadline_id, "id"])
        outcome_on = Sourced(value=done, unit="date", key=f"{key}.outcome_on", sources=sources, facts=facts)
        slip = Sourced(
            value=days_between(up, done),
            unit="days",
            key=f"{key}.slip",
            sources=sources,
            facts=facts,
            formula="slip: outcome day − due day",
            inputs={"due": up.isoformat(), "outcome": done.isoformat()},
        )
    return Deadline(
        id=deadline_id,
        what=row["what"],
        state=State(row["state"]),
        due=Sourced(
            value=due,
            unit="month" if row["due_precision"] == "month" else "date",
            key=f"{key}.due",
            sources=sources,
            facts=(deadline_id,),
        ),
        precision=row["due_precision"],
        left=Sourced(
            value=int(row["left"]),
            unit="days",
            key=f"{key}.left",
            sources=sources,
            facts=(deadline_id,),
            formula="days left: due day − as-of day",
            inputs={"due": up.isoformat(), "as_of": desk.as_of.isoformat()},
        ),
        horizon=horizon_of(desk, _track(desk, deadline_id)),
        is_past_horizon=bool(row["is_past_horizon"]),
        outcome=row["outcome"],
        outcome_on=outcome_on,
        slip=slip,
    )


def past(one: Deadline) -> Sourced[int]:
    """Whole days from the due day to the as-of day, for a deadline behind it."""
    left = one.left
    return Sourced(
        value=-left.value, unit="days", key=left.key.replace(".left", ".past"), sources=left.sources, facts=left.facts,
        formula="days past: as-of day − due day", inputs=left.inputs,
    )  # fmt: skip


def horizon_of(desk: Desk, track: str) -> Sourced[date]:
    """How far the record of a track reaches on the day, as a value to print."""
    rows = desk["coverage"].loc[desk["coverage"]["track"] == track]
    known = set(desk["sources"]["id"])
    return Sourced(
        value=desk.horizon(track),
        unit="date",
        key=f"coverage.{token(track)}",
        sources=tuple(one for one in rows["source"] if one in known),
        facts=tuple(rows["id"]),
    )


def end_of_record(desk: Desk, track: str) -> Sourced[str] | None:
    """The sentence on where the record of a track ends; None while the day lies within it."""
    if desk.horizon(track) >= desk.as_of:
        return None
    rows = desk["coverage"].loc[lambda frame: frame["track"] == track]
    end = horizon_of(desk, track)
    return quoted(f"{end.key}.sentence", str(rows.iloc[-1]["sentence"]), end)


def _track(desk: Desk, deadline_id: str) -> str:
    frame = desk["deadlines"]
    return str(frame.loc[frame["id"] == deadline_id, "coverage_track"].iloc[0])


def _resolving(desk: Desk) -> pd.DataFrame:
    """The outcome that holds for each deadline: the last known that resolves it."""
    frame = desk["deadline_outcomes"]
    frame = frame.loc[~frame["outcome"].isin(["missed", "agreed_otherwise"])].sort_values("known_on", kind="stable")
    return frame.drop_duplicates("deadline", keep="last")


def _up_on(frame: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    days = [up_on(due.date(), how) for due, how in zip(frame["due"], frame["due_precision"], strict=True)]
    return pd.Series(days, index=frame.index, dtype="datetime64[s]")


def _state(last: pd.Timestamp, precision: str, horizon: pd.Timestamp, outcome: object, today: pd.Timestamp) -> State:
    if isinstance(outcome, str) and outcome:
        return State.DECIDED
    if last >= today:
        return State.PENDING
    if last > horizon:
        return State.UNKNOWN
    return State.OVERDUE if precision in (*EXACT, "month") else State.PASSED
