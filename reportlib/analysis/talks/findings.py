"""Single values that headlines and sentences on the talks need: counts, days apart, days of one event.

Belongs here: what a sentence prints, with its papers, so that words only choose words. Does not belong
here: the frames behind charts and tables (`rounds`, `record`, `forecasts`), the phase (`situation`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis import deadlines
from reportlib.analysis.talks import keys
from reportlib.analysis.talks.forecasts import ranged, slips
from reportlib.analysis.talks.parts import cell, cited, counted, days_apart, first_sources
from reportlib.analysis.talks.record import live_offers, news, timeline
from reportlib.analysis.talks.regime import regime
from reportlib.analysis.talks.rounds import cadence
from reportlib.desk import Desk
from reportlib.sourced import Sourced

_ENDED = ("met", "void")
"""Stages in which an ask or a give stands no longer."""


def equity(desk: Desk) -> Sourced[float] | None:
    """Equity value of the bid for U.S. Steel, once it is known: the term of the deal, as its own briefing has it."""
    rows = desk.latest("deal_terms", "term").loc[lambda frame: frame["term"] == keys.EQUITY]
    if rows.empty:
        return None
    row = rows.iloc[-1]
    return cell("deal.equity_value", float(row["value"]), str(row["unit"]), row)


def steel_decision(desk: Desk) -> deadlines.Deadline | None:
    """The due day of the president's decision on the steel deal, as last set; None before one was."""
    rows = desk["deadlines"].loc[lambda frame: frame["step"] == "president"].sort_values("known_on", kind="stable")
    return None if rows.empty else deadlines.deadline(desk, str(rows["id"].iloc[-1]))


def duties(desk: Desk, group: str, on: date) -> tuple[tuple[str, Sourced[float] | None], ...]:
    """Rule and rate for a group of goods on an entry day; no rate where none lies on top of base duty.

    Two where the record keeps two views of the day: as collected first, then as the law now says.
    """
    table = regime(replace(desk, on=on)).value
    rows = table.loc[table["group"] == group]
    return tuple(_duty(row, f"talks.rate.{group}.{on:%Y%m%d}", at) for at, (_, row) in enumerate(rows.iterrows()))


def _duty(row: pd.Series[Any], key: str, at: int) -> tuple[str, Sourced[float] | None]:
    if row["rule"] in ("base_only", "exempt_within_quota"):
        return str(row["rule"]), None
    paper = row.rename({"id": "row"}).rename({"measure": "id"})
    return str(row["rule"]), cell(f"{key}.view_{at}" if at else key, float(row["rate"]), "percent", paper)


def memorandum(desk: Desk) -> tuple[Sourced[float], Sourced[date]] | None:
    """Sum and day of the memorandum on the investment vehicle, once it is signed."""
    done = desk["promises"].loc[lambda frame: (frame["milestone"] == keys.MEMORANDUM) & (frame["result"] == "done")]
    rows = desk["offers"].loc[lambda frame: frame["item"] == keys.VEHICLE]
    if done.empty or rows.empty:
        return None
    row = rows.iloc[-1]
    amount = cell("talks.memorandum", float(row["amount"]), str(row["unit"]), row)
    return amount, cell("talks.memorandum_on", done.iloc[-1]["happened_on"], "date", done.iloc[-1])


def news_count(desk: Desk, days: int) -> tuple[Sourced[int], Sourced[int]]:
    """How many events of the talks and what they turn on became known in the last days, and how many days these are."""
    paper = first_sources(desk)
    n = counted("talks.news", news(desk, days).value, "events that became known in these days", fallback=paper)
    return n, Sourced(
        value=days, unit="days", key="talks.news_days", sources=paper, formula="days asked for",
        inputs={"as_of": desk.as_of.isoformat(), "days": days},
    )  # fmt: skip


def car_promise(desk: Desk) -> tuple[str, Sourced[date]] | None:
    """Who promised the cut of the car duty last, and the day named at the latest."""
    rows = slips(desk).value
    rows = rows.loc[(rows["milestone"] == keys.CAR_CUT) & (rows["row_kind"] == "promise")]
    if rows.empty:
        return None
    row = rows.iloc[-1]
    return str(row["by"]), cell("talks.car_cut_promised", row["promised_to"], "date", row)


def last_event_on(desk: Desk, track: str) -> Sourced[date]:
    """Day of the last event of a track by its declared coverage; for days past the horizon only."""
    rows = desk["coverage"].loc[lambda frame: frame["track"] == track]
    end = deadlines.horizon_of(desk, track)
    day = date.fromisoformat(str(rows.iloc[-1]["last_event_on"])[:10])
    return Sourced(value=day, unit="date", key=f"{end.key}.last_event_on", sources=end.sources, facts=end.facts)


def nearest_ahead(desk: Desk, look_back: int, look_ahead: int) -> tuple[Sourced[int], Sourced[date], str] | None:
    """How many days with a mark of the timeline lie ahead, the nearest of them and how exactly it is known."""
    frame = timeline(desk, look_back, look_ahead).value
    ahead = frame.loc[frame["state"] == "expected"]
    if ahead.empty:
        return None
    days = ahead.drop_duplicates("start")
    n = counted("talks.timeline_ahead", days, "different days from the as-of day to the end of the window")
    first = ahead.iloc[0]
    precision = str(first["due_precision"])
    unit = "month" if precision == "month" else "date"
    return n, cell("talks.timeline_nearest", first["start"], unit, first), precision


def gap(desk: Desk, status: str) -> Sourced[int] | None:
    """Days between the last visit of this status (held, planned) and the meeting before it."""
    rows = cadence(desk).value
    rows = rows.loc[rows["status"] == status]
    if rows.empty:
        return None
    row = rows.iloc[-1]
    return Sourced(
        value=int(row["days_since"]), unit="days", key=f"talks.gap_{status}", sources=cited(rows.tail(1)),
        facts=(str(row["id"]),), formula="calendar days since the meeting before",
        inputs={"round": str(row["round"]), "day": row["day"].date().isoformat()},
    )  # fmt: skip


def offers_made(desk: Desk, side: str, direction: str) -> Sourced[int] | None:
    """How many asks or gives of a side stand on the day, each at its latest stage; None without one."""
    rows = live_offers(desk, side).value
    rows = rows.loc[(rows["direction"] == direction) & ~rows["stage"].isin(_ENDED)]
    return None if rows.empty else counted(f"talks.{side}_{direction}s", rows, f"{direction}s at their latest stage")


def offers_ended(desk: Desk, side: str, stage: str) -> Sourced[int] | None:
    """How many asks or gives of a side ended in this stage (met, void); None without one."""
    rows = live_offers(desk, side).value
    rows = rows.loc[rows["stage"] == stage]
    return None if rows.empty else counted(f"talks.{side}_{stage}", rows, f"asks and gives whose last stage is {stage}")


@dataclass(frozen=True, kw_only=True)
class Judged:
    """How the latest judgements with a range came out: those a picture shows, no others."""

    n: Sourced[int]
    done: Sourced[int]
    true: Sourced[int]
    limited: Sourced[int]


def judged(desk: Desk, most: int) -> Judged | None:
    """Counts over the last `most` judgements with a range known on the day; None where there is none."""
    rows = ranged(desk).value.tail(most)
    if rows.empty:
        return None
    done, papers = rows.loc[rows["outcome"] != "open"], cited(rows)
    true = done.loc[done["outcome"] == "true"]
    return Judged(
        n=counted("talks.judged", rows, "judgements drawn"),
        done=counted("talks.judged_done", done, "resolved judgements drawn", fallback=papers),
        true=counted("talks.judged_true", true, "judgements drawn that came true", fallback=papers),
        limited=counted(
            "talks.judged_limited", true.loc[true["limit"] != ""], "of those, tested in part", fallback=papers
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Slipped:
    """The milestone promised most often. `gap` is None while it is open or where it was met on the first day."""

    milestone: str
    named: Sourced[int]
    done: bool
    gap: Sourced[int] | None
    after: bool


def slipped(desk: Desk) -> Slipped | None:
    """The milestone of the slip chart promised most often, the later one first; None where none was promised."""
    rows = slips(desk).value
    said = rows.loc[rows["row_kind"] == "promise"]
    if said.empty:
        return None
    milestone = str(said.groupby("milestone", sort=False).size()[::-1].idxmax())
    said = said.loc[said["milestone"] == milestone]
    done = rows.loc[(rows["milestone"] == milestone) & (rows["row_kind"] == "outcome")]
    dates = said.drop_duplicates("promised_to")
    named = counted("talks.slip_dates", dates, "different dates named for the milestone")
    if done.empty:
        return Slipped(milestone=milestone, named=named, done=False, gap=None, after=False)
    first, happened = said["promised_to"].iloc[0], done["promised_to"].iloc[-1]
    papers = pd.concat([said, done]).assign(source=lambda frame: ";".join(cited(frame)))
    apart = days_apart("talks.slip_days", first.date(), happened.date(), papers.iloc[-1])
    return Slipped(
        milestone=milestone, named=named, done=True, gap=apart if apart.value else None, after=happened > first
    )
