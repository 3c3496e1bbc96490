"""Where the talks stand on a day: one phase, and the few values a headline needs.

The phase is read from the record (rounds held, outcome of the agreement, stage of the orders, law of
the general duty), never from the calendar. Sentences about it stand in `reportlib.words.talks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd

from reportlib.analysis.talks import keys
from reportlib.analysis.talks.forecasts import judgements
from reportlib.analysis.talks.parts import cell, counted, days_apart, first_sources
from reportlib.analysis.talks.record import agreed_on, new_offers
from reportlib.analysis.talks.regime import general_change, proposal
from reportlib.analysis.talks.rounds import MINISTERIAL, attendance, ledger, rounds_held
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.sourced import Sourced, token

RECENT = timedelta(days=7)
"""What happened within it is news of the day; what happened before is how things stand."""


class Phase(StrEnum):
    """How far the talks have come, by the record."""

    NONE = "none"
    SUMMIT = "summit"
    DUTIES = "duties"
    NAMED = "named"
    SOUGHT = "sought"
    AGREED = "agreed"
    ORDERED = "ordered"
    IN_FORCE = "in_force"
    SURCHARGE = "surcharge"
    PROPOSED = "proposed"
    REPLACED = "replaced"


class Timing(StrEnum):
    """When a meeting is, seen from the as-of day."""

    TODAY = "today"
    UNDER_WAY = "under_way"
    AHEAD = "ahead"
    HELD = "held"
    UNCONFIRMED = "unconfirmed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting with what a sentence about it needs.

    `no` is None for a meeting without a number; `precision` says how exactly its day is known, as of a deadline.
    """

    id: str
    round: str
    kind: str
    timing: Timing
    no: Sourced[int] | None
    day: Sourced[date]
    precision: str
    last_day: Sourced[date]
    away: Sourced[int]
    present: tuple[str, ...]
    expected: tuple[str, ...]
    not_expected: tuple[str, ...]
    outcome: Sourced[str] | None


@dataclass(frozen=True, kw_only=True)
class Situation:
    """The talks on one day. Meetings are None where the record holds none."""

    phase: Phase
    concluded: Sourced[int]
    current: Meeting | None
    unconfirmed: Meeting | None
    last: Meeting | None
    following: Meeting | None
    summit: Meeting | None
    called_off: Meeting | None
    offers: Sourced[pd.DataFrame]
    doubt: Sourced[str] | None
    agreed_on: Sourced[date] | None
    ordered_on: Sourced[date] | None
    general_rate: Sourced[float] | None
    general_rule: str
    general_from: Sourced[date] | None
    deal_rate: Sourced[float] | None
    pledge: Sourced[float] | None
    tranche: Sourced[float] | None
    tranche_on: Sourced[date] | None
    awaited: tuple[str, ...]
    in_court: bool
    beyond_record: bool


@once
def situation(desk: Desk) -> Situation:
    """Phase and values of the as-of day."""
    agreed, ordered = agreed_on(desk), _order(desk)
    tranche, tranche_on = _tranche(desk)
    law = general_change(desk)
    return Situation(
        phase=_phase(desk, agreed, ordered, law),
        **_meetings(desk),
        offers=new_offers(desk, RECENT.days),
        doubt=_doubt(desk),
        agreed_on=agreed,
        ordered_on=ordered,
        general_rate=None if law is None else cell("talks.general_rate", float(str(law["rate"])), "percent", law),
        general_rule="" if law is None else str(law["rate_rule"]),
        general_from=None if law is None else cell("talks.general_from", law["effective_from"], "date", law),
        deal_rate=_offer_amount(desk, keys.RATE, "percent", "talks.deal_rate"),
        pledge=_offer_amount(desk, keys.VEHICLE, "USD bn", "talks.pledge"),
        tranche=tranche,
        tranche_on=tranche_on,
        awaited=_awaited(desk),
        in_court=bool((desk["events"]["track"] == "legal").any()),
        beyond_record=desk.horizon("talks") < desk.as_of,
    )


def _phase(
    desk: Desk, agreed: Sourced[date] | None, ordered: Sourced[date] | None, law: pd.Series[Any] | None
) -> Phase:
    authority = "" if law is None else str(law["authority"])
    tracks = set(desk["events"]["track"])
    offers = desk["offers"]
    negotiator = desk["offices"]["office"].str.startswith(keys.NEGOTIATOR).any()
    table = (
        (Phase.REPLACED, authority == "s301"),
        (Phase.PROPOSED, authority == "s122" and proposal(desk) is not None),
        (Phase.SURCHARGE, authority == "s122"),
        (Phase.IN_FORCE, bool(((offers["item"] == keys.CARS) & (offers["stage"] == "in_force")).any())),
        (Phase.ORDERED, ordered is not None),
        (Phase.AGREED, agreed is not None),
        (Phase.SOUGHT, rounds_held(desk).value > 0),
        (Phase.NAMED, bool(negotiator)),
        (Phase.DUTIES, "tariff" in tracks),
        (Phase.SUMMIT, "talks" in tracks),
    )
    return next((phase for phase, holds in table if holds), Phase.NONE)


def _order(desk: Desk) -> Sourced[date] | None:
    rows = desk["offers"]
    rows = rows.loc[(rows["side"] == "us") & (rows["item"] == keys.NO_STACKING) & (rows["stage"] == "ordered")]
    return None if rows.empty else cell("talks.ordered_on", rows.iloc[-1]["on"], "date", rows.iloc[-1])


def _offer_amount(desk: Desk, item: str, unit: str, key: str) -> Sourced[float] | None:
    rows = desk["offers"].loc[lambda frame: (frame["item"] == item) & (frame["unit"] == unit)]
    return None if rows.empty else cell(key, float(rows.iloc[0]["amount"]), unit, rows.iloc[0])


def _tranche(desk: Desk) -> tuple[Sourced[float] | None, Sourced[date] | None]:
    """The tranche of the pledge agreed last."""
    rows = (
        desk["offers"].loc[lambda frame: frame["item"].str.startswith(keys.TRANCHES)].sort_values("on", kind="stable")
    )
    if rows.empty:
        return None, None
    row = rows.iloc[-1]
    amount = cell("talks.tranche", float(row["amount"]), str(row["unit"]), row)
    return amount, cell("talks.tranche_on", row["on"], "date", row)


def _awaited(desk: Desk) -> tuple[str, ...]:
    """Milestones promised and not resolved by the record, in order of promise."""
    rows = desk["promises"]
    done = set(rows.loc[rows["row_kind"] == "outcome", "milestone"])
    return tuple(one for one in rows["milestone"].drop_duplicates() if one not in done)


def _doubt(desk: Desk) -> Sourced[str] | None:
    """Which group (officials, analysts) holds, with a horizon still ahead, that no agreement comes; the last to say so.

    Single persons are left to the judgements, where their words stand beside the range.
    """
    rows = judgements(desk).value
    says_no = rows["claim"].str.match(r"No (?:agreement|deal|breakthrough)\b")
    group = rows["who"].str.contains(r"(?i)officials|analysts")
    rows = rows.loc[says_no & group & (rows["outcome"] == "open") & ~rows["past"]]
    return None if rows.empty else cell("talks.doubt_by", rows.iloc[-1]["who"], "text", rows.iloc[-1])


def _meetings(desk: Desk) -> dict[str, Any]:
    rows = ledger(desk, *MINISTERIAL).value.dropna(subset="day")
    seen = attendance(desk).value.set_index("round")
    today = pd.Timestamp(desk.as_of)
    built = [_meeting(desk, row, seen.loc[row["round"]]) for _, row in rows.iterrows()]
    now = [one for one in built if one.timing in (Timing.TODAY, Timing.UNDER_WAY)]
    held = [one for one in built if one.timing is Timing.HELD]
    ahead = [one for one in built if one.timing is Timing.AHEAD]
    unclear = [one for one in built if one.timing is Timing.UNCONFIRMED and one.away.value <= RECENT.days]
    off = [one for one in built if one.timing is Timing.CANCELLED and one.away.value <= RECENT.days]
    rounds = rows.loc[(rows["kind"] == "ministerial_round") & rows["id"].isin([one.id for one in held])]
    summits = ledger(desk, "summit").value
    summits = summits.loc[summits["expected"] & (summits["day"] >= today)]
    return {
        "concluded": counted(
            "talks.rounds_concluded", rounds, "count of ministerial rounds held and over", fallback=first_sources(desk)
        ),
        "called_off": off[-1] if off else None,
        "current": now[-1] if now else None,
        "unconfirmed": unclear[-1] if unclear else None,
        "last": held[-1] if held else None,
        "following": ahead[0] if ahead else None,
        "summit": None if summits.empty else _meeting(desk, summits.iloc[0], None),
    }


def _meeting(desk: Desk, row: pd.Series[Any], seen: pd.Series[Any] | None) -> Meeting:
    key = "talks." + token(str(row["round"]))
    day = row["day"].date()
    names = [] if seen is None else [one for one in keys.OFFICIALS[1:] if seen[one]]

    def those(*states: str) -> tuple[str, ...]:
        return tuple(one for one in names if seen is not None and seen[one] in states)

    return Meeting(
        id=str(row["id"]),
        round=str(row["round"]),
        kind=str(row["kind"]),
        timing=_timing(desk, row, bool(those("planned"))),
        no=None if pd.isna(row["no"]) else cell(f"{key}.no", int(row["no"]), "count", row),
        day=cell(f"{key}.day", day, "date", row),
        precision=str(row["date_basis"]),
        last_day=cell(f"{key}.last_day", day if pd.isna(row["end"]) else row["end"], "date", row),
        away=days_apart(f"{key}.away", desk.as_of, day, row),
        present=those("present"),
        expected=those("planned"),
        not_expected=those("not_expected"),
        outcome=cell(f"{key}.outcome", str(row["outcome"]), "text", row) if row["outcome"] else None,
    )


def _timing(desk: Desk, row: pd.Series[Any], more_expected: bool) -> Timing:
    today = pd.Timestamp(desk.as_of)
    last_day = row["end"] if pd.notna(row["end"]) else row["day"]
    if row["status"] == "cancelled":
        return Timing.CANCELLED
    if row["status"] == "held":
        near = (today - last_day).days <= 1
        return Timing.UNDER_WAY if pd.isna(row["end"]) and near and more_expected else Timing.HELD
    if row["day"] == today:
        return Timing.TODAY
    return Timing.AHEAD if row["day"] > today else Timing.UNCONFIRMED
