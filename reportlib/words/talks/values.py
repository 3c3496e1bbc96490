"""Values and turns of phrase several sentences on the talks share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from string import Formatter
from typing import Any

from reportlib.analysis import deadlines
from reportlib.analysis.talks import Situation, regime
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.figures import render
from reportlib.words.tense import Sentence

NAMES = {
    "lutnick": "Commerce Secretary Lutnick",
    "bessent": "Treasury’s Bessent",
    "greer": "Trade Representative Greer",
    "trump": "President Trump",
}
"""Officials as a sentence names them; they held these offices through the whole record of the talks."""


def made(template: str, **values: Sourced[Any] | str) -> Sentence:
    """A template with its values."""
    return Sentence(template=template, values=dict(values))


def written(sentence: Sentence) -> str:
    """A sentence as plain text."""
    pieces = []
    for literal, name, spec, _ in Formatter().parse(sentence.template):
        pieces.append(literal)
        if name is not None:
            value = sentence.values[name]
            pieces.append(value if isinstance(value, str) else render(value.value, value.unit, spec or ""))
    return "".join(pieces)


def length(sentence: Sentence) -> int:
    """Words of a sentence as printed."""
    return len(written(sentence).split())


def together(names: Sequence[str]) -> str:
    """Names in a row: a, b and c."""
    return " and ".join(", ".join(names).rsplit(", ", 1))


def text_value(key: str, text: str, like: Sourced[Any]) -> Sourced[str]:
    """Words of the record as a value of their own, with the papers of another value."""
    return Sourced(value=text, unit="text", key=key, sources=like.sources, facts=like.facts)


def horizon_sentence(desk: Desk, track: str) -> Sourced[str] | None:
    """The sentence on where the record of a track ends, only for a day past that end."""
    if desk.horizon(track) >= desk.as_of:
        return None
    rows = desk["coverage"].loc[lambda frame: frame["track"] == track]
    end = deadlines.horizon_of(desk, track)
    return text_value(f"{end.key}.sentence", str(rows.iloc[-1]["sentence"]), end)


def last_event_on(desk: Desk, track: str) -> Sourced[date]:
    """Day of the last event of a track by its declared coverage; for days past the horizon only."""
    rows = desk["coverage"].loc[lambda frame: frame["track"] == track]
    end = deadlines.horizon_of(desk, track)
    day = date.fromisoformat(str(rows.iloc[-1]["last_event_on"])[:10])
    return Sourced(value=day, unit="date", key=f"{end.key}.last_event_on", sources=end.sources, facts=end.facts)


def equity(desk: Desk) -> Sourced[float] | None:
    """Equity value of the bid for U.S. Steel, once it is known."""
    rows = desk["concepts"].loc[lambda frame: frame["id"] == "concept-14-equity"]
    if rows.empty:
        return None
    row = rows.iloc[0]
    return Sourced(
        value=float(row["amount"]),
        unit=row["unit"],
        key="deal.equity_value",
        sources=(row["source"],),
        facts=(row["id"],),
    )


def duty(desk: Desk, group: str, on: date) -> tuple[str, dict[str, Sourced[Any]]]:
    """Template and value for what a group of goods pays on a day: "{cars} on top of base duty".

    Where the record keeps two views of the day, this is the one known last: as the law now says.
    """
    table = regime(replace(desk, on=on)).value
    row = table.loc[table["group"] == group].iloc[-1]
    if row["rule"] == "base_only":
        return "base duty only", {}
    if row["rule"] == "exempt_within_quota":
        return "nothing on top of base duty within a quota", {}
    rate = Sourced(
        value=float(row["rate"]),
        unit="percent",
        key=f"talks.rate.{group}.{on:%Y%m%d}",
        sources=(row["source"],),
        facts=(row["measure"],),
    )
    how = "on top of base duty" if row["rule"] == "additive" else "including base duty"
    return f"{{{group}}} {how}", {group: rate}


def doubters(here: Situation) -> str:
    """Which group doubts, with its verb; empty where none does."""
    if not here.doubt:
        return ""
    return "officials doubt" if "official" in here.doubt.value.lower() else "analysts doubt"


def brings_investment(here: Situation) -> bool:
    """Whether what Japan put forward in the last days is investment."""
    return bool(here.offers.value["item"].str.contains("investment").any())
