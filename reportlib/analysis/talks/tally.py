"""Meetings counted as they were held, beside the due days that fell in the same time. No score is made of it.

The counts are those of the ledger of meetings, row by row. Does not belong here: what a deadline's
state is (`analysis.deadlines`), the gaps between meetings (`rounds`).
"""

from __future__ import annotations

import pandas as pd

from reportlib.analysis import deadlines
from reportlib.analysis.talks.parts import counted, framed
from reportlib.analysis.talks.rounds import MINISTERIAL, ledger
from reportlib.desk import Desk
from reportlib.sourced import Sourced

GROUPS = {**dict.fromkeys(MINISTERIAL, "ministers"), "summit": "leaders", "committee": "committee"}
"""Kinds of meeting by who meets."""
AHEAD = pd.Timedelta(days=56)
"""So far past the as-of day are due days shown."""
_WIDE = ("general", "cars")
"""Goods whose tariff deadlines count; other sectors set the talks no pace."""
_FORECAST = "expected"
"""Basis of a date that nobody set: a forecast is no due day."""
_COLUMNS = ["id", "row_kind", "group", "day", "held", "what", "state", "as_of", "horizon", "source"]


def tally(desk: Desk) -> Sourced[pd.DataFrame]:
    """Meetings held, and due days of talks, general duties and car duties since the first of them, by day.

    Columns: id, row_kind (meeting, deadline), group (ministers, leaders, committee; empty for a
    deadline), day, held (meetings of the group so far), what, state, as_of, horizon, source. Empty
    while fewer than two meetings of ministers are held: one is no line.
    """
    meetings = _meetings(desk)
    if (meetings["group"] == "ministers").sum() < 2:
        return framed(meetings.iloc[:0].reindex(columns=_COLUMNS))
    due = deadlines.states(desk, "talks", "tariff").value
    due = due.loc[(due["basis"] != _FORECAST) & ((due["track"] == "talks") | due["goods"].isin(_WIDE))]
    due = due.loc[due["due"].between(meetings["day"].min(), pd.Timestamp(desk.as_of) + AHEAD)]
    due = due.assign(row_kind="deadline", group="", day=due["due"], held=float("nan"))
    frame = pd.concat([meetings, due[["id", "row_kind", "group", "day", "held", "what", "state", "source"]]])
    frame = frame.assign(as_of=pd.Timestamp(desk.as_of), horizon=pd.Timestamp(desk.horizon("talks")))
    return framed(frame.sort_values(["day", "id"], kind="stable")[_COLUMNS])


def _meetings(desk: Desk) -> pd.DataFrame:
    rows = ledger(desk).value
    rows = rows.loc[rows["status"] == "held"].dropna(subset="day")
    rows = rows.assign(row_kind="meeting", group=rows["kind"].map(GROUPS), what=rows["outcome"], state="held")
    rows["held"] = rows.groupby("group").cumcount() + 1.0
    return rows[["id", "row_kind", "group", "day", "held", "what", "state", "source"]]


def dates_passed(desk: Desk) -> Sourced[int]:
    """How many of the due days of the tally fell between the first meeting of ministers and the as-of day."""
    rows = tally(desk).value
    first = rows.loc[rows["group"] == "ministers", "day"].min()
    due = rows.loc[(rows["row_kind"] == "deadline") & (rows["day"] >= first) & (rows["day"] < pd.Timestamp(desk.as_of))]
    return counted("talks.dates_passed", due, "deadlines due from the first meeting of ministers to the day before")
