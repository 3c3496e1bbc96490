"""Sentences about the record itself: how far it reaches, who is cited, what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reportlib.analysis.changes import Change
from reportlib.desk import Desk
from reportlib.sourced import Source
from reportlib.words.days import day

TRACKS = {
    "talks": "talks",
    "investment": "investment",
    "deal": "U.S. Steel",
    "tariff-law": "tariff law",
    "legal": "courts",
    "politics": "politics",
    "us-steel-share-price": "share price",
    "tariff-steps": "scheduled duties",
    "critical-minerals": "minerals talks",
    "s301-hearings": "section 301 hearings",
    "s301-capacity": "excess-capacity case",
}
"""Names of coverage tracks as readers know them."""


WORDS = (
    "title",
    "text",
    "detail",
    "outcome",
    "what",
    "claim",
    "project",
    "scope",
    "basis",
    "office",
    "sentence",
    "term",
)
"""Columns that hold a few words on a row, best first."""
OUTCOMES = {
    "met": "done on time",
    "met_early": "done early",
    "in_force": "in force",
    "overtaken": "overtaken by events",
    "agreed_otherwise": "agreed otherwise",
}
"""How an outcome reads where the record gives no detail; the others read as they are."""


def coverage_sentence(desk: Desk, tracks: Sequence[str]) -> str:
    """How far the record has been checked on this day: one phrase when all tracks reach it, else those that do not.

    A track that reaches the day is not named: to a day before it began, its name would be news.
    """
    short: dict[date, list[str]] = {}
    for track in tracks:
        if desk.horizon(track) < desk.as_of:
            short.setdefault(desk.horizon(track), []).append(TRACKS.get(track, track))
    if not short:
        return "for this day on all tracks"
    ends = [f"{', '.join(names)} to {day(end)}" for end, names in sorted(short.items(), reverse=True)]
    rest = sum(map(len, short.values())) < len(tracks)
    return "; ".join([*ends, *(["other tracks to this day"] if rest else [])])


def source_line(sources: Iterable[Source]) -> str:
    """Publishers of an exhibit, each once, in order of first use; copies are called copies."""
    names = dict.fromkeys(f"{one.publisher} (copy)" if one.copy_at else one.publisher for one in sources)
    return "; ".join(names)


def stamp(changes: Sequence[Change]) -> str:
    """The notice on a commentary older than what it leans on: what became known since, each with its day."""
    said = dict.fromkeys(_clause(one) + (f" ({day(one.known_on)})" if one.known_on else "") for one in changes)
    return f"Since it was written, this became known: {'; '.join(said)}."


def _clause(change: Change) -> str:
    """A clause that stands by itself: what the row is about, and its own words."""
    own, about = change.fields, change.about
    match change.table:
        case "judgement_outcomes":
            came = "came true" if own["outcome"].lower() == "true" else "did not come true"
            return f"the judgement “{about['claim']}” {came}"
        case "deadline_outcomes":
            ended = OUTCOMES.get(own["outcome"], own["outcome"].replace("_", " "))
            return f"{about['what']}: " + (f"“{own['detail']}”" if own.get("detail") else ended)
        case "concepts":
            return f"the same number is used for another sum, “{own['concept']}”"
        case "claims":
            return f"{own['claimant']} put a number on the same subject, for “{own['scope']}”"
        case "promises":
            who = f"{own['said_by']} on the " if own.get("said_by") else ""
            return f"{who}{own['milestone'].replace('-', ' ')}: “{own['text']}”"
    words = next((own[name] for name in WORDS if own.get(name)), change.id)
    name = next((about[name] for name in WORDS if about.get(name)), "")
    return f"{name}: “{words}”" if name else f"“{words}”"
