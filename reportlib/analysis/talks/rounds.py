"""Meetings of the talks: who met when, who came, how often. What was planned stays apart from what was held."""

from __future__ import annotations

import pandas as pd

from reportlib.analysis.talks.keys import OFFICIALS, PERSON
from reportlib.analysis.talks.parts import counted, first_sources, framed
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.sourced import Sourced, merge_ids

MINISTERIAL = ("ministerial_round", "ministerial_meeting")
KNOWN = ("present", "phone", "absent")
"""States that say whether a person was there; planned and not expected say what was thought before."""
STATES = ("present", "phone", "absent", "not_expected", "planned")
"""What is known of a person at a meeting, strongest first: one meeting may have several days."""


@once
def ledger(desk: Desk, *kinds: str) -> Sourced[pd.DataFrame]:
    """Every meeting (of the given kinds) as last known, by day; those without a day come last.

    Column `day` is the first day, or the only one known; `expected` marks what is planned.
    """
    frame = desk.latest("rounds", "round")
    if kinds:
        frame = frame.loc[frame["kind"].isin(kinds)]
    frame = frame.assign(day=frame["start"].fillna(frame["end"]), expected=frame["status"] == "planned")
    frame = frame.sort_values("day", kind="stable", na_position="last")
    columns = ["id", "round", "no", "kind", "status", "expected", "day", "start", "end", "date_basis", "place"]
    return framed(frame[[*columns, "outcome", "known_on", "from_event", "source"]])


def rounds_held(desk: Desk) -> Sourced[int]:
    """Number of ministerial rounds held."""
    rows = ledger(desk, "ministerial_round").value
    held = rows.loc[rows["status"] == "held"]
    return counted("talks.rounds_held", held, "count of ministerial rounds held", fallback=first_sources(desk))


@once
def attendance(desk: Desk) -> Sourced[pd.DataFrame]:
    """One row per ministerial meeting, one column per official; empty text where nothing is known.

    Columns `<official>_minutes` hold the reported minutes, summed over the days of a meeting.
    """
    meetings = ledger(desk, *MINISTERIAL).value
    seen = desk.latest("attendance", ["round", "person", "on"])
    expected_away = (seen["state"] == "absent") & (seen["basis"] == "expected")
    seen["state"] = seen["state"].mask(expected_away, "not_expected")
    seen["rank"] = seen["state"].map({state: rank for rank, state in enumerate(STATES)})
    best = seen.sort_values("rank", kind="stable").drop_duplicates(["round", "person"]).set_index(["round", "person"])
    for official in OFFICIALS:
        rows = [(one, f"{PERSON}{official}") for one in meetings["round"]]
        meetings[official] = [str(best["state"].get(row, "")) for row in rows]
    minutes = _minutes(desk)
    for official in OFFICIALS[1:]:
        meetings[f"{official}_minutes"] = [minutes.get((one, f"{PERSON}{official}")) for one in meetings["round"]]
    said = seen.groupby("round")["source"].agg(lambda cells: ";".join(dict.fromkeys(cells)))
    meetings["source"] = [
        ";".join(merge_ids([[first], str(said.get(one, "")).split(";")]))
        for first, one in zip(meetings["source"], meetings["round"], strict=True)
    ]
    return framed(meetings.drop(columns=["from_event", "start"]))


def _minutes(desk: Desk) -> dict[tuple[str, str], float]:
    rows = desk["attendance"].dropna(subset="minutes").sort_values("known_on", kind="stable")
    rows = rows.drop_duplicates(["round", "person", "on"], keep="last")
    return {
        (str(one), str(person)): float(sum(part))
        for (one, person), part in rows.groupby(["round", "person"])["minutes"]
    }


def cadence(desk: Desk) -> Sourced[pd.DataFrame]:
    """Days since the ministerial meeting before, one row per visit: held, planned or cancelled.

    A cancelled visit keeps its row when the same round is held later; gaps are counted between
    meetings held, so a cancelled visit never shortens the gap after it.
    """
    rows = ledger(desk, *MINISTERIAL).value
    dropped = desk["rounds"].loc[lambda frame: (frame["status"] == "cancelled") & frame["kind"].isin(MINISTERIAL)]
    dropped = dropped.loc[~dropped["id"].isin(rows["id"])]
    dropped = dropped.assign(day=dropped["start"].fillna(dropped["end"]))
    frame = pd.concat([rows, dropped[["id", "round", "no", "kind", "status", "day", "place", "source"]]])
    frame = frame.dropna(subset="day").sort_values("day", kind="stable")
    gaps: list[float] = []
    last: pd.Timestamp | None = None
    for status, day in zip(frame["status"], frame["day"], strict=True):
        gaps.append(float("nan") if last is None else float((day - last).days))
        last = last if status == "cancelled" else day
    frame["days_since"] = gaps
    frame = frame.assign(as_of=pd.Timestamp(desk.as_of), horizon=pd.Timestamp(desk.horizon("talks")))
    columns = ["id", "round", "no", "kind", "status", "day", "days_since", "as_of", "horizon", "source"]
    return framed(frame.dropna(subset="days_since")[columns])


def gap_range(desk: Desk) -> tuple[Sourced[int], Sourced[int]] | None:
    """The shortest and the longest gap in days between meetings held, or None with fewer than two gaps."""
    rows = cadence(desk).value
    rows = rows.loc[rows["status"] == "held"]
    if len(rows) < 2:
        return None
    gaps = rows["days_since"].astype(int).tolist()

    def value(name: str, days: int, formula: str) -> Sourced[int]:
        found = framed(rows.loc[rows["days_since"] == days].head(1))
        return Sourced(
            value=days, unit="days", key=f"talks.gap.{name}", sources=found.sources, facts=found.facts,
            formula=formula, inputs={"days since the meeting before": ", ".join(map(str, gaps))},
        )  # fmt: skip

    return value("shortest", min(gaps), "least of the gaps"), value("longest", max(gaps), "greatest of the gaps")


def attended(desk: Desk, official: str) -> Sourced[int]:
    """At how many ministerial meetings held this official was present, by the record."""
    rows = attendance(desk).value
    rows = rows.loc[(rows["status"] == "held") & rows[official].isin(["present", "phone"])]
    return counted(
        f"talks.attended.{official}", rows, "count of meetings held and attended", fallback=first_sources(desk)
    )


def attendance_known(desk: Desk, official: str) -> Sourced[int]:
    """At how many ministerial meetings held the record says whether this official was there."""
    rows = attendance(desk).value
    rows = rows.loc[(rows["status"] == "held") & rows[official].isin(KNOWN)]
    return counted(
        f"talks.attendance_known.{official}", rows, "count of meetings held where presence or absence is recorded",
        fallback=first_sources(desk),
    )  # fmt: skip


def meetings_held(desk: Desk) -> Sourced[int]:
    """Number of ministerial meetings held: rounds and meetings without a number."""
    rows = ledger(desk, *MINISTERIAL).value
    held = rows.loc[rows["status"] == "held"]
    return counted("talks.meetings_held", held, "count of ministerial meetings held", fallback=first_sources(desk))
