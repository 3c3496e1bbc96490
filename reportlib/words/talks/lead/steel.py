"""Sentences of the bottom line on the bid for U.S. Steel, where it bears on the talks."""

from __future__ import annotations

from reportlib.analysis import deadlines, talks
from reportlib.analysis.talks import Situation, equity
from reportlib.desk import Desk
from reportlib.sourced import quoted
from reportlib.words.sentences import Sentence, made
from reportlib.words.talks.values import NEWS
from reportlib.words.tense import ahead, deadline_sentence

STEEL = "steel decision’s date"
DECIDED = "Allowed "
"""How the record opens the outcome of a decision for the purchase; the rest says on what terms."""


def bid(here: Situation, desk: Desk) -> Sentence | None:
    """What the record holds before any talks: the bid for U.S. Steel."""
    worth = equity(desk)
    if not worth:
        return made("What the record holds so far concerns U.S. Steel, which has opened a review of its options.")
    return made(
        "What the record holds is Nippon Steel’s bid for U.S. Steel, worth about {worth} in equity.", worth=worth
    )


def decision(here: Situation, desk: Desk) -> Sentence | None:
    """The president's decision on the steel deal: still due, overdue, or made in the last days."""
    due = talks.steel_decision(desk)
    if due is None:
        return None
    if due.state is deadlines.State.PENDING and due.left.value:
        return made(f"The steel decision is due {ahead(due, exact='by', form='short')}.", due=due.due, left=due.left)
    if due.outcome_on and desk.as_of - due.outcome_on.value > NEWS:
        return None
    if due.outcome_on and due.outcome == "decided":
        return _decided(due, desk)
    spoken = deadline_sentence(due, actor="The president", name="date for the steel decision")
    if due.state is deadlines.State.OVERDUE:
        return made(spoken.template.replace("{due} {name}", "{name} of {due:short}"), **spoken.values | {"name": STEEL})
    return spoken


def _decided(due: deadlines.Deadline, desk: Desk) -> Sentence:
    """What the president decided, and how long after the day it was due."""
    spoken = deadline_sentence(due, actor="The president", name="date set for it")
    table = deadlines.states(desk, "deal").value
    detail = str(table.loc[table["id"] == due.id, "outcome_detail"].iloc[0])
    if not detail.startswith(DECIDED):
        return spoken
    if due.outcome_on is None:
        raise ValueError(f"{due.id}: decided without a day of outcome")
    terms = quoted("talks.steel_decided", detail.removeprefix(DECIDED), due.outcome_on)
    said = "{actor} allowed Nippon Steel’s purchase {terms} on {done:short}"
    template = spoken.template.replace("{actor} decided on {done}", said).replace("{due}", "{due:short}")
    return made(template, **spoken.values, terms=terms)
