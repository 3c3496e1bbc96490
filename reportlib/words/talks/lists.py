"""Lists of sentences on the talks: key judgements, and dates that passed without a word."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.analysis import deadlines, talks
from reportlib.analysis.talks import quoted
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.days import day_or_month
from reportlib.words.likelihood import likelihood
from reportlib.words.talks.values import made
from reportlib.words.tense import Sentence


def key_judgements(desk: Desk, most: int) -> tuple[Sentence, ...]:
    """The judgements on record and open on the day, latest first, at most `most`; never filled up."""
    frame = talks.open_judgements(desk, most).value
    return tuple(_judgement(row) for _, row in frame.iterrows())


def _judgement(row: pd.Series[Any]) -> Sentence:
    key = "judgement." + str(row["id"]).removeprefix("judgement-").replace("-", "_")
    sources, facts = tuple(str(row["source"]).split(";")), (str(row["id"]),)
    said = Sourced(
        value=day_or_month(str(row["said_on"])), unit="text", key=f"{key}.said_on", sources=sources, facts=facts
    )
    values: dict[str, Sourced[Any] | str] = {
        "claim": quoted(f"{key}.claim", str(row["claim"]), said),
        "who": _who(str(row["who"])),
        "said": said,
        "confidence": str(row["confidence"]),
    }
    if pd.isna(row["p_low"]):
        template = "{claim}: forecast by {who} ({said}), without a probability."
    else:
        values["word"] = Sourced(
            value=likelihood(float(row["p_low"]), float(row["p_high"])),
            unit="text",
            key=f"{key}.likelihood",
            formula="ICD-203 term and range: the term holds the middle of the range",
            inputs={"p_low": float(row["p_low"]), "p_high": float(row["p_high"]), "range_by": str(row["range_by"])},
            sources=sources,
            facts=facts,
        )
        ours = row["range_by"] == "analyst"
        template = "{claim}: **{word}**. Said by {who}, {said}; "
        template += "word and range are ours." if ours else "the number is the speaker’s own, the word ours."
    if row["past"]:
        values["horizon"] = Sourced(
            value=row["horizon"].date(), unit="date", key=f"{key}.horizon", sources=sources, facts=facts
        )
        template += " Its horizon, {horizon}, has passed; no outcome is recorded here."
    return Sentence(template=template + " Our confidence in the report is {confidence}.", values=values)


def _who(name: str) -> str:
    """A speaker inside a sentence: groups lose their capital, persons and institutions keep it."""
    group, comma, manner = name.partition(", ")
    if comma and manner == "unnamed":
        return f"unnamed {group[:1].lower()}{group[1:]}"
    is_group = name.split()[0] in ("Some", "Analysts", "A", "People", "Traders")
    return name[:1].lower() + name[1:] if is_group else name


def open_ends(desk: Desk) -> tuple[Sentence, ...]:
    """Dates that lie behind the day without an outcome on record: overdue, or past the end of our record."""
    frame = talks.dates_behind(desk).value
    return tuple(_open_end(desk, one) for one in frame["id"])


def _open_end(desk: Desk, deadline_id: str) -> Sentence:
    due = deadlines.deadline(desk, deadline_id)
    what = quoted(due.due.key.replace(".due", ".what"), due.what, due.due)
    if due.state is deadlines.State.UNKNOWN:
        template = "{what}, {due}: our sources end on {horizon}, before that day; no outcome is recorded here."
        return made(template, what=what, due=due.due, horizon=due.horizon)
    if due.state is deadlines.State.PASSED:
        return made("{what}, around {due}: no outcome is on record.", what=what, due=due.due)
    template = "{what}, {due}: that day passed {past} ago without a recorded outcome."
    return made(template, what=what, due=due.due, past=deadlines.past(due))
