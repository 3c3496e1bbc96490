"""Lists of sentences on the talks: key judgements, and dates that passed without a word."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.analysis import deadlines, talks
from reportlib.desk import Desk
from reportlib.sourced import Sourced, quoted, token
from reportlib.words.days import ABOUT, day_or_month
from reportlib.words.likelihood import likelihood
from reportlib.words.sentences import Sentence, made

ON = {
    "talks": "the talks", "investment": "investment", "deal": "U.S. Steel", "tariff-law": "tariff law",
    "tariff-steps": "scheduled tariff steps", "average-us-rate": "the average rate", "legal": "the courts",
    "critical-minerals": "the minerals talks", "s301-hearings": "the spring hearings under trade law",
    "s301-capacity": "the excess-capacity case", "politics": "politics in Japan",
}  # fmt: skip
"""Tracks of coverage as a sentence names what our sources are on."""


def key_judgements(desk: Desk, most: int) -> tuple[Sentence, ...]:
    """The judgements on record and open on the day, latest first, at most `most`; never filled up."""
    frame = talks.open_judgements(desk, most).value
    return tuple(_judgement(desk, row) for _, row in frame.iterrows())


def stale_sentence(desk: Desk) -> Sentence | None:
    """How many judgements without an outcome are no longer key, being old; None without one."""
    rows = talks.stale_judgements(desk)
    if rows.value.empty:
        return None
    n = talks.counted("talks.judgements_stale", rows.value, "open judgements over a year old")
    noun, verb = ("judgement", "is") if n.value == 1 else ("judgements", "are")
    past = ", past the horizon without outcome," if rows.value["past"].all() else " and without outcome"
    template = f"{{n:cap}} {noun} over a year old{past} {verb} left to the figure below."
    return made(template, n=n)


def _judgement(desk: Desk, row: pd.Series[Any]) -> Sentence:
    key = "judgement." + token(str(row["id"]).removeprefix("judgement-"))
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
        template = "{claim}: **{word}**{before}. Said by {who}, {said}; "
        template += "word and range are ours." if ours else "the number is the speaker’s own, the word ours."
    values["horizon"] = Sourced(
        value=row["horizon"].date(), unit="date", key=f"{key}.horizon", sources=sources, facts=facts
    )
    if row["past"]:
        template += " Its horizon, {horizon}, has passed; no outcome is recorded here."
    else:
        template += " Its horizon is {horizon}."
    known = talks.bearing(desk, row)
    if "{before}" in template:
        values["before"] = "" if known is None else " when it was said, before what is known since"
    if known is not None:
        papers = (str(known["source"]),), (str(known["id"]),)
        later = Sourced(
            value=known["date"].date(), unit="date", key=f"{key}.later_on", sources=papers[0], facts=papers[1]
        )
        values |= {"later": later, "event": quoted(f"{key}.later", str(known["title"]), later)}
        template += f" The {known['kind']} of {{later}} bears on this: {{event}}."
    return Sentence(template=template + " Confidence in the source: {confidence}.", values=values)


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
    return tuple(_open_end(desk, *row) for row in zip(frame["id"], frame["coverage_track"], strict=True))


def _open_end(desk: Desk, deadline_id: str, track: str) -> Sentence:
    due = deadlines.deadline(desk, deadline_id)
    what = quoted(due.due.key.replace(".due", ".what"), due.what, due.due)
    about, by_month = ABOUT.get(due.precision, ""), due.precision == "month"
    if due.state is deadlines.State.UNKNOWN:
        began = (due.horizon.value.year, due.horizon.value.month) == (due.due.value.year, due.due.value.month)
        end = "before that day" if not by_month else "before that month was over" if began else "before that month"
        template = f"{{what}}, {about}{{due}}: our sources on {ON[track]} end on {{horizon}}, {end}; "
        template += "no outcome is recorded here."
        return made(template, what=what, due=due.due, horizon=due.horizon)
    if due.state is deadlines.State.PASSED:
        return made(f"{{what}}, {about}{{due}}: no outcome is on record.", what=what, due=due.due)
    over = "that month ended" if by_month else "that day passed"
    template = f"{{what}}, {{due}}: {over} {{past}} ago without a recorded outcome."
    return made(template, what=what, due=due.due, past=deadlines.past(due))
