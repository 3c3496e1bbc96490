"""What was foretold: judgements and their scores, promised days against actual ones.

A range written by us is no forecast of the speaker: only ranges the speaker gave are scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pandas as pd

from reportlib.analysis.talks.keys import AGREEMENT, MILESTONES
from reportlib.analysis.talks.law import CARS, EARLIER, GENERAL, RULING, steps
from reportlib.analysis.talks.parts import framed, looked_up
from reportlib.desk import Desk
from reportlib.sourced import Sourced, merge_ids

YEAR = timedelta(days=365)
_DECISIVE = {
    "agreement": (GENERAL, EARLIER, RULING, CARS), "general_duty": (GENERAL, EARLIER, RULING), "car_duty": (CARS,),
    "court": (RULING,),
}  # fmt: skip
"""Weights of the steps of law that bear on what a judgement turns on; none on the economy, many things do."""
_WEIGHTY = ("order", "ruling", "closing")
_AGREED_UPON = ("general_duty", "car_duty")


def brier(forecasts: Sequence[tuple[float, float]]) -> float:
    """F16: mean of (p − o)² over pairs of probability and outcome (1 true, 0 false).

    Raises ValueError where there is nothing to score.
    """
    if not forecasts:
        raise ValueError("no resolved forecast to score")
    return sum((p - o) ** 2 for p, o in forecasts) / len(forecasts)


def judgements(desk: Desk) -> Sourced[pd.DataFrame]:
    """Every judgement known on the day with its outcome, by the day it became known.

    Columns: id, who, said_on (text: a day or a month), claim, track, turns_on, word, p_low, p_high, range_by,
    horizon, outcome (true, false, open), limit (of an outcome that holds in part: "on residual goods"),
    resolved_on, past (open although its horizon has passed), is_old (said more than a year before the
    day), confidence, known_on, source.
    """
    frame = desk["judgements"].sort_values("known_on", kind="stable").rename(columns={"icd203_word": "word"})
    done = desk.latest("judgement_outcomes", "judgement")
    frame["outcome"] = [_truth(one) for one in looked_up(frame["id"], done, "judgement", "outcome")]
    frame["resolved_on"] = pd.to_datetime(looked_up(frame["id"], done, "judgement", "resolved_on"))
    frame["past"] = (frame["outcome"] == "open") & (pd.to_datetime(frame["horizon"]) < pd.Timestamp(desk.as_of))
    details = looked_up(frame["id"], done, "judgement", "detail")
    frame["limit"] = [_limit(str(one or "")) for one in details]
    frame["is_old"] = frame["known_on"] < pd.Timestamp(desk.as_of - YEAR)
    second = looked_up(frame["id"], done, "judgement", "source")
    frame["source"] = [
        ";".join(merge_ids([[first, then or ""]])) for first, then in zip(frame["source"], second, strict=True)
    ]
    columns = [
        "id",
        "who",
        "said_on",
        "claim",
        "track",
        "turns_on",
        "word",
        "p_low",
        "p_high",
        "range_by",
        "horizon",
        "outcome",
    ]
    return framed(frame[[*columns, "limit", "resolved_on", "past", "is_old", "confidence", "known_on", "source"]])


def _truth(recorded: object) -> str:
    return str(recorded).lower() if isinstance(recorded, str | bool) else "open"


def _limit(detail: str) -> str:
    """The last part of an outcome's detail where it says on what the claim was tested: on residual goods."""
    last = detail.rpartition(", ")[2]
    return last if last != detail and last.startswith("on ") else ""


def stale_judgements(desk: Desk) -> Sourced[pd.DataFrame]:
    """Judgements without an outcome that are older than a year: no longer key."""
    rows = judgements(desk).value
    return framed(rows.loc[(rows["outcome"] == "open") & rows["is_old"]])


def bearing(desk: Desk, judgement: pd.Series[Any]) -> pd.Series[Any] | None:
    """The latest weighty event on what a judgement turns on that became known after it; None without one.

    The agreement is one for what it settles: the duties on goods in general and on cars.
    """
    subject, events = str(judgement["turns_on"]), desk["events"]
    if subject == "steel_case":
        rows = events.loc[(events["track"] == "deal") & events["kind"].isin(_WEIGHTY)]
    else:
        rows = steps(desk)
        rows = rows.loc[rows["weight"].isin(_DECISIVE.get(subject, ())) & rows["kind"].isin(_WEIGHTY)]
    if subject in _AGREED_UPON:
        done = desk["promises"].loc[lambda frame: (frame["milestone"] == AGREEMENT) & (frame["result"] == "done")]
        rows = pd.concat([rows, events.loc[events["id"].isin(done["from_event"])]])
    rows = rows.loc[rows["known_on"] > judgement["known_on"]]
    return None if rows.empty else rows.sort_values(["known_on", "date"], kind="stable").iloc[-1]


def open_judgements(desk: Desk, most: int) -> Sourced[pd.DataFrame]:
    """The judgements still open on the day, latest first, at most `most`; never filled up, and none over a year old."""
    rows = judgements(desk).value
    rows = rows.loc[(rows["outcome"] == "open") & ~rows["is_old"]]
    return framed(rows.sort_values("known_on", ascending=False, kind="stable").head(most))


def ranged(desk: Desk) -> Sourced[pd.DataFrame]:
    """The judgements that carry a range; of each speaker on each claim the latest, for the strip."""
    rows = judgements(desk).value.dropna(subset=["p_low", "p_high"])
    return framed(rows.drop_duplicates(["who", "claim"], keep="last"))


@dataclass(frozen=True, kw_only=True)
class Score:
    """Brier score of the resolved forecasts that carry a speaker's own numbers, with what to hold it against.

    `base` is the score of always saying the share that came true; `even` that of always saying 50%.
    `claims` is the number of different claims among the n forecasts.
    """

    n: Sourced[int]
    claims: Sourced[int]
    score: Sourced[float]
    base: Sourced[float]
    even: Sourced[float]


def score(desk: Desk) -> Score | None:
    """The score on the day, or None where no forecast with a speaker's number is resolved."""
    rows = judgements(desk).value
    rows = rows.loc[(rows["range_by"] == "speaker") & (rows["outcome"] != "open")]
    if rows.empty:
        return None
    p = ((rows["p_low"] + rows["p_high"]) / 2).tolist()
    o = (rows["outcome"] == "true").astype(float).tolist()
    rate = sum(o) / len(o)
    paper = framed(rows)
    given = {"p": ", ".join(f"{one:g}" for one in p), "outcomes": ", ".join(rows["outcome"])}

    def value(name: str, number: float, unit: str, formula: str) -> Sourced[float]:
        return Sourced(
            value=number, unit=unit, key=f"talks.forecasts.{name}", sources=paper.sources, facts=paper.facts,
            formula=formula, inputs={"rows": len(rows)} if unit == "count" else dict(given),
        )  # fmt: skip

    return Score(
        n=value("n", len(p), "count", "resolved forecasts with a number of the speaker"),  # type: ignore[arg-type]
        claims=value("claims", rows["claim"].nunique(), "count", "different claims among them"),  # type: ignore[arg-type]
        score=value(
            "brier", brier(list(zip(p, o, strict=True))), "score", "F16: mean of (p − o)²; p is the middle of the range"
        ),
        base=value("brier_base", brier([(rate, one) for one in o]), "score", "F16 with p = share that came true"),
        even=value("brier_even", brier([(0.5, one) for one in o]), "score", "F16 with p = 0.5"),
    )


def slips(desk: Desk, most: int = 4) -> Sourced[pd.DataFrame]:
    """Promised days of the milestones of the talks, in the order said, and the day it happened.

    Columns: id, milestone, row_kind (promise, outcome), said_on, promised_to, by, source. For an
    outcome both days are the day it happened. At most `most` milestones: those promised most often.
    """
    rows = desk["promises"].loc[lambda frame: frame["milestone"].isin(MILESTONES)]
    rows = rows.assign(said_on=pd.to_datetime(rows["said_on"].replace("", None)))
    happened = rows["row_kind"] == "outcome"
    rows["said_on"] = rows["said_on"].mask(happened, rows["happened_on"])
    rows["promised_to"] = rows["promised_to"].mask(happened, rows["happened_on"])
    rows = rows.dropna(subset=["said_on", "promised_to"]).sort_values("said_on", kind="stable")
    promised = rows.loc[rows["row_kind"] == "promise"].groupby("milestone")["known_on"].agg(["size", "max"])
    kept = promised.sort_values(["size", "max"], ascending=False, kind="stable").head(most)
    rows = rows.loc[rows["milestone"].isin(kept.index)].rename(columns={"said_by": "by"})
    rows = rows.assign(as_of=pd.Timestamp(desk.as_of), horizon=pd.Timestamp(desk.horizon("talks")))
    columns = ["id", "milestone", "row_kind", "said_on", "promised_to", "by", "text", "as_of", "horizon", "source"]
    return framed(rows[columns])
