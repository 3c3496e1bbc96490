"""The record laid out for reading: timeline, asks and gives, steps of law, who holds which office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from reportlib.analysis import deadlines
from reportlib.analysis.talks import keys
from reportlib.analysis.talks.ahead import dates_ahead, dates_behind
from reportlib.analysis.talks.law import GENERAL, steps
from reportlib.analysis.talks.parts import cell, framed
from reportlib.analysis.talks.rounds import ledger, rounds_held
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.sourced import Sourced, merge_ids

LANES = ("talks", "legal", "tariff", "deal", "investment", "politics")
_TRACK_OF_LANE = {"tariff": "tariff-law"}
_WEIGHT = {
    "ruling": 8, "closing": 8, "summit": 8, "order": 6, "effective": 5, "announcement": 4, "filing": 4,
    "lawsuit": 4, "deadline": 5, "call": 2, "statement": 2,
}  # fmt: skip
MOST_IN_LANE = 9
"""Events of one lane of the timeline: more marks than a reader can tell apart."""
_ROUND_WEIGHT = 10
_DUE_WORDS = ["due_precision", "row_kind", "milestone", "by", "rate", "rule", "authority", "otherwise"]
"""Columns of a date ahead that words need to name it."""
_DUE_WEIGHT = 9
_SHOWN_BY_OTHERS = ("round", "summit", "deadline", "deadline_set")
"""Kinds of event that the ledger of meetings or the table of deadlines already holds."""

_SET_AHEAD = ("deadline", "deadline_set")
"""Kinds of event whose actors are those a day was set for: they need not have acted yet."""


def timeline(desk: Desk, look_back: int, look_ahead: int) -> Sourced[pd.DataFrame]:
    """What happened in the window before the as-of day and what is due in the window after it.

    Of each lane the weightiest that happened, `MOST_IN_LANE` at most; nothing ahead is left out.

    Columns: id, lane, start, end, state (happened, expected, cancelled, unconfirmed), kind, no, title,
    weight, due_precision (of what is not yet held), row_kind, milestone, by, rate, rule, authority (these of
    a date ahead), as_of, first, last, horizon (of the lane), source. A date known to its month alone stands
    at the month's end.
    """
    today = pd.Timestamp(desk.as_of)
    first, last = today - pd.Timedelta(days=look_back), today + pd.Timedelta(days=look_ahead)
    frame = pd.concat([_meetings(desk), _events(desk), _due(desk)])
    frame = frame.loc[(frame["end"].fillna(frame["start"]) >= first) & (frame["start"] <= last)]
    frame = _weightiest(frame)
    horizons = {lane: pd.Timestamp(desk.horizon(_TRACK_OF_LANE.get(lane, lane))) for lane in LANES}
    frame = frame.assign(as_of=today, first=first, last=last, horizon=frame["lane"].map(horizons))
    return framed(frame.sort_values(["start", "id"], kind="stable"))


def _weightiest(frame: pd.DataFrame) -> pd.DataFrame:
    past = frame.loc[frame["state"] == "happened"].sort_values(["weight", "start", "id"], kind="stable")
    return pd.concat([frame.loc[frame["state"] != "happened"], past.groupby("lane").tail(MOST_IN_LANE)])


def _meetings(desk: Desk) -> pd.DataFrame:
    rows = ledger(desk).value.dropna(subset="day")
    today = pd.Timestamp(desk.as_of)
    state = rows["status"].map({"held": "happened", "planned": "expected", "cancelled": "cancelled"})
    lane = rows["kind"].map({"committee": "investment"}).fillna("talks")
    rows = rows.assign(state=state.mask(rows["expected"] & (rows["day"] < today), "unconfirmed"), lane=lane)
    rows = rows.assign(start=rows["day"], end=rows["end"].where(rows["end"] > rows["day"]), weight=_ROUND_WEIGHT)
    rows = rows.assign(title="", due_precision=rows["date_basis"].where(rows["expected"]))
    return rows[["id", "lane", "start", "end", "state", "kind", "no", "title", "weight", "due_precision", "source"]]


def _events(desk: Desk) -> pd.DataFrame:
    rows = desk["events"]
    law = steps(desk)
    turns = rows["id"].isin(law.loc[law["weight"] == GENERAL, "id"])
    rows = rows.loc[(~rows["kind"].isin(_SHOWN_BY_OTHERS) | turns) & (rows["date"] <= pd.Timestamp(desk.as_of))]
    rows = rows.assign(
        lane=rows["track"], start=rows["date"], end=pd.Timestamp("NaT"), state="happened", no=float("nan")
    )
    rows = rows.assign(weight=rows["kind"].map(_WEIGHT).fillna(1))
    return rows[["id", "lane", "start", "end", "state", "kind", "no", "title", "weight", "source"]]


def _due(desk: Desk) -> pd.DataFrame:
    """Dates ahead by the one list of them, and those behind that can be placed on a day."""
    ahead, behind = dates_ahead(desk).value, dates_behind(desk).value
    behind = behind.loc[behind["state"].isin(["overdue", "unknown"])].assign(row_kind="deadline")
    rows = pd.concat([ahead.assign(state="expected"), behind.assign(state="unconfirmed")])
    planned = ledger(desk).value.loc[lambda frame: frame["expected"], "day"]
    meetings = (rows["track"] == "talks") & rows["row_kind"].isin(["deadline", "meeting"])
    rows = rows.loc[~(meetings & rows["due"].isin(planned))]
    ups = [deadlines.up_on(due.date(), how) for due, how in zip(rows["due"], rows["due_precision"], strict=True)]
    rows = rows.assign(start=pd.Series(ups, index=rows.index, dtype="datetime64[s]"), end=pd.Timestamp("NaT"))
    rows = rows.assign(lane=rows["track"], kind="due", no=float("nan"))
    rows = rows.assign(title=rows["what"], weight=_DUE_WEIGHT)
    return rows[["id", "lane", "start", "end", "state", "kind", "no", "title", "weight", *_DUE_WORDS, "source"]]


def standing_offers(desk: Desk, side: str) -> Sourced[pd.DataFrame]:
    """Asks and gives of one side, each item at its latest stage; the stage said last comes first.

    Column `first_on` is the day the item came up for the first time.
    """
    rows = desk["offers"].loc[lambda frame: frame["side"] == side]
    first = rows.groupby(["item", "direction"])["on"].min()
    last = rows.sort_values(["known_on", "on"], kind="stable").drop_duplicates(["item", "direction"], keep="last")
    last = last.assign(first_on=[first[key] for key in zip(last["item"], last["direction"], strict=True)])
    last = last.sort_values(["on", "item"], ascending=[False, True], kind="stable")
    columns = ["id", "on", "first_on", "side", "direction", "item", "text", "amount", "unit", "stage", "source"]
    return framed(last[columns])


def agreed_on(desk: Desk) -> Sourced[date] | None:
    """Day of the agreement on tariffs, once it is made."""
    rows = desk["promises"]
    rows = rows.loc[(rows["milestone"] == keys.AGREEMENT) & (rows["result"] == "done")]
    return None if rows.empty else cell("talks.agreed_on", rows.iloc[-1]["happened_on"], "date", rows.iloc[-1])


def live_offers(desk: Desk, side: str) -> Sourced[pd.DataFrame]:
    """Of the asks and gives of one side those that matter on the day: after an agreement, what was said since."""
    rows, agreed = standing_offers(desk, side).value, agreed_on(desk)
    return framed(rows if agreed is None else rows.loc[rows["on"] >= pd.Timestamp(agreed.value)])


def new_offers(desk: Desk, days: int) -> Sourced[pd.DataFrame]:
    """What Japan put forward in the last days, by the record: reported, offered or floated gives."""
    since = pd.Timestamp(desk.as_of) - pd.Timedelta(days=days)
    rows = desk["offers"].loc[lambda frame: (frame["side"] == "japan") & (frame["direction"] == "give")]
    rows = rows.loc[(rows["on"] > since) & rows["stage"].isin(["reported", "offered", "floated"])]
    return framed(rows)


@once
def offices(desk: Desk) -> Sourced[pd.DataFrame]:
    """Who of the two governments holds which office on the day: the last `from` or `seen` without a later `to`.

    `since` is the first day in office where it was read; `seen_on` the last sighting: who is present at a
    recorded meeting, or acts in a recorded event, is seen that day. A mere sighting under an earlier head
    of government is left out: who served then need not serve now.
    """
    rows = desk["offices"].merge(desk["people"][["id", "name", "side"]].rename(columns={"id": "person"}), on="person")
    met = _met(desk)
    held = [_holder(part, met) for _, part in rows.groupby(["person", "office"], sort=False)]
    kept = [one for one in held if one is not None]
    frame = pd.DataFrame(kept, columns=["id", "person", "name", "side", "office", "since", "seen_on", "source"])
    for column in ("since", "seen_on"):
        frame[column] = pd.to_datetime(frame[column])
    heads = frame.loc[frame["office"].isin(keys.HEADS)].set_index("side")["since"].to_dict()
    began = pd.to_datetime(pd.Series([heads.get(side) for side in frame["side"]], dtype="datetime64[s]"))
    stale = frame["since"].isna() & (frame["seen_on"].to_numpy() < began.to_numpy())
    ours = frame["side"].isin(["japan", "us"]) & ~frame["office"].str.contains(keys.STEEL_OFFICE)
    return framed(frame.loc[ours & ~stale].sort_values("side", kind="stable"))


def at_the_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Of the offices those that are in use in the talks: their holder met the other side, or heads a government.

    Before anyone has met, all of them.
    """
    rows, met = offices(desk).value, set(desk["attendance"]["person"])
    return framed(rows if not met else rows.loc[rows["person"].isin(met) | rows["office"].isin(keys.HEADS)])


def _met(desk: Desk) -> pd.DataFrame:
    """The last meeting or event at which each person is recorded, by person: columns `on` and `source`."""
    rows = desk.latest("attendance", ["round", "person", "on"])
    rows = rows.loc[rows["state"].isin(["present", "phone"]), ["person", "on", "source"]]
    events = desk["events"].loc[lambda frame: ~frame["kind"].isin(_SET_AHEAD)]
    events = events.loc[events["date"] <= pd.Timestamp(desk.as_of)]
    acted = events.assign(name=events["actors"].str.split(";")).explode("name").rename(columns={"date": "on"})
    people = desk["people"][["id", "name"]].rename(columns={"id": "person"})
    acted = acted.assign(name=acted["name"].str.strip()).merge(people, on="name")
    rows = pd.concat([acted[["person", "on", "source"]], rows]).sort_values("on", kind="stable")
    return rows.drop_duplicates("person", keep="last").set_index("person")[["on", "source"]]


def _holder(part: pd.DataFrame, met: pd.DataFrame) -> list[object] | None:
    part = part.sort_values(["date", "known_on"], kind="stable")
    last, starts, seen = part.iloc[-1], part.loc[part["edge"] == "from"], part.loc[part["edge"] == "seen"]
    if last["edge"] == "to":
        return None
    since = starts["date"].iloc[-1] if not starts.empty else pd.NaT
    seen_on, paper = (seen["date"].iloc[-1], seen["source"].iloc[-1]) if not seen.empty else (pd.NaT, "")
    if last["person"] in met.index:
        on = met.loc[last["person"], "on"]
        if on >= part["date"].min() and not on <= seen_on:
            seen_on, paper = on, met.loc[last["person"], "source"]
    sources = ";".join(merge_ids([[*starts["source"].tail(1), paper]]))
    return [last["id"], last["person"], last["name"], last["side"], last["office"], since, seen_on, sources]


@dataclass(frozen=True, kw_only=True)
class Negotiator:
    """Who negotiates for Japan. `seen_on` is the last sighting in that office, None where there is none."""

    name: Sourced[str]
    office: Sourced[str]
    seen_on: Sourced[date] | None


def negotiator(desk: Desk) -> Negotiator | None:
    """The holder of the negotiator's office; once that has ended, the minister who led the rounds before."""
    rows = offices(desk).value
    named = rows.loc[rows["office"].str.startswith(keys.NEGOTIATOR)]
    if named.empty and rounds_held(desk).value:
        named = rows.loc[rows["person"] == keys.PERSON + keys.OFFICIALS[0]]
    if named.empty:
        return None
    row = named.iloc[0]
    seen = None if pd.isna(row["seen_on"]) else cell("talks.negotiator_seen", row["seen_on"], "date", row)
    return Negotiator(
        name=cell("talks.negotiator", str(row["name"]), "text", row),
        office=cell("talks.negotiator_office", str(row["office"]), "text", row),
        seen_on=seen,
    )


def read_to(desk: Desk) -> tuple[Sourced[date], tuple[str, ...]]:
    """How far the record that news come from was read at the furthest, and the tracks not read up to the day."""
    ends = {one: deadlines.horizon_of(desk, one) for one in (_TRACK_OF_LANE.get(lane, lane) for lane in LANES)}
    furthest = max(ends.values(), key=lambda end: end.value)
    return furthest, tuple(one for one, end in ends.items() if end.value < desk.as_of)


def news(desk: Desk, days: int) -> Sourced[pd.DataFrame]:
    """What became known in the last days on the talks and what they turn on, latest first."""
    rows = desk["events"].loc[lambda frame: frame["track"].isin(LANES)]
    since = pd.Timestamp(desk.as_of) - pd.Timedelta(days=days)
    rows = rows.loc[rows["known_on"] > since].sort_values(["known_on", "date"], ascending=False, kind="stable")
    return framed(rows[["id", "known_on", "date", "track", "title", "source"]])
