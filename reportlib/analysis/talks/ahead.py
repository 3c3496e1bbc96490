"""The one list of dates ahead that bottom line, timeline, table and calendar draw on; and those behind without a word.

Belongs here: deadlines pending by the record, days promised for milestones of the talks, first days of
general duties. Does not belong here: the state of a deadline (`analysis.deadlines`), words.
"""

from __future__ import annotations

import pandas as pd

from reportlib.analysis import deadlines
from reportlib.analysis.talks.keys import MILESTONES
from reportlib.analysis.talks.parts import counted, days_apart, framed
from reportlib.analysis.talks.regime import general_measures
from reportlib.analysis.talks.rounds import ledger
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.sourced import Sourced

_COLUMNS = [
    "id", "row_kind", "what", "track", "due", "due_precision", "basis", "hard_or_soft", "legal_ref", "left", "kind",
    "no", "milestone", "by", "rate", "rule", "authority", "otherwise", "read_to",
    "source",
]  # fmt: skip


@once
def dates_ahead(desk: Desk) -> Sourced[pd.DataFrame]:
    """What is still ahead on the day, by the record, nearest first.

    `row_kind` says what a row is: a deadline, a meeting (a deadline of the talks on whose day a meeting
    is set: `kind`, `no`), a promise (`milestone`, `by`) or a duty (`rate`, `rule`, `authority`). A
    promise or a duty on the day of a deadline is that deadline. `otherwise` is the day on which another
    thing was agreed than the deadline was set for, while no order has replaced it; `read_to` the end of our
    record of its track, where that lies before the day: such a date is ahead as last read then.
    """
    due = _deadlines(desk)
    rest = pd.concat([_promises(desk), _duties(desk)])
    rest = rest.loc[~rest["due"].isin(due["due"])]
    frame = pd.concat([due, rest]) if len(rest) else due
    ups = [deadlines.up_on(due.date(), how) for due, how in zip(frame["due"], frame["due_precision"], strict=True)]
    frame["left"] = [deadlines.days_between(desk.as_of, up) for up in ups]
    return framed(frame.sort_values(["left", "due"], kind="stable").reindex(columns=_COLUMNS))


def _deadlines(desk: Desk) -> pd.DataFrame:
    rows = deadlines.states(desk).value
    rows = rows.loc[rows["state"] == "pending"].assign(row_kind="deadline")
    rows["otherwise"] = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]")
    rows["read_to"] = rows["horizon"].where(rows["is_past_horizon"])
    agreed = desk["deadline_outcomes"].loc[lambda frame: frame["outcome"] == "agreed_otherwise"].set_index("deadline")
    for at, row in rows.loc[rows["id"].isin(agreed.index)].iterrows():
        rows.loc[at, "otherwise"] = agreed.loc[row["id"], "date"]
        rows.loc[at, "source"] = f"{row['source']};{agreed.loc[row['id'], 'source']}"
    set_days = ledger(desk).value
    set_days = set_days.loc[set_days["expected"] & (set_days["date_basis"] == "day")].set_index("day")
    for at, row in rows.loc[(rows["track"] == "talks") & rows["due"].isin(set_days.index)].iterrows():
        meeting = set_days.loc[[row["due"]]].iloc[0]
        rows.loc[at, ["row_kind", "due_precision", "kind"]] = ["meeting", "day", meeting["kind"]]
        rows.loc[at, "no"] = meeting["no"]
        rows.loc[at, "source"] = f"{row['source']};{meeting['source']}"
    return rows.reindex(columns=_COLUMNS)


def _promises(desk: Desk) -> pd.DataFrame:
    """The last day promised for each milestone that is not reached."""
    rows = desk["promises"].loc[lambda frame: frame["milestone"].isin(MILESTONES)]
    done = rows.loc[rows["row_kind"] == "outcome", "milestone"]
    rows = rows.loc[(rows["row_kind"] == "promise") & ~rows["milestone"].isin(done)].dropna(subset="promised_to")
    rows = rows.sort_values("known_on", kind="stable").drop_duplicates("milestone", keep="last")
    rows = rows.loc[rows["promised_to"] >= pd.Timestamp(desk.as_of)]
    rows = rows.assign(
        row_kind="promise", what=rows["text"], track="talks", due=rows["promised_to"], due_precision="window_end",
        basis="announced", hard_or_soft="soft", legal_ref="", by=rows["said_by"], read_to=_read_to(desk, "talks"),
    )  # fmt: skip
    return rows.reindex(columns=_COLUMNS)


def _duties(desk: Desk) -> pd.DataFrame:
    rows = general_measures(desk)
    rows = rows.loc[rows["effective_from"] > pd.Timestamp(desk.as_of)]
    rows = rows.assign(
        row_kind="duty", what=rows["scope"], track="tariff", due=rows["effective_from"], due_precision="day",
        basis="fixed_by_law", hard_or_soft="hard", rule=rows["rate_rule"],
        rate=pd.to_numeric(rows["rate"], errors="coerce"), read_to=_read_to(desk, "tariff-law"),
    )  # fmt: skip
    return rows.reindex(columns=_COLUMNS)


def _read_to(desk: Desk, track: str) -> pd.Timestamp | None:
    end = desk.horizon(track)
    return pd.Timestamp(end) if end < desk.as_of else None


def days_ahead(desk: Desk) -> tuple[Sourced[int], Sourced[int]] | None:
    """How many different days lie ahead, and how far off the nearest is; None where none lies ahead."""
    rows = dates_ahead(desk).value
    if rows.empty:
        return None
    first = rows.iloc[0]
    up = deadlines.up_on(first["due"].date(), first["due_precision"])
    n = counted("talks.dates_ahead", rows.drop_duplicates("due"), "different days pending on the day")
    return n, days_apart("talks.next_date_away", desk.as_of, up, first)


def dates_behind(desk: Desk) -> Sourced[pd.DataFrame]:
    """The deadlines behind the day without an outcome on record: overdue, passed, or past the end of our record."""
    frame = deadlines.states(desk).value
    frame = frame.loc[frame["state"].isin(["overdue", "passed", "unknown"])]
    tracks = desk["deadlines"].set_index("id")["coverage_track"]
    return framed(frame.assign(coverage_track=[tracks[one] for one in frame["id"]]))
