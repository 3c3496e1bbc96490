"""Sentences whose tense follows the day: what was due, is due, or is unknown to us.

A sentence is a template with its sourced values, ready for `Page.say(template, **values)`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlib.analysis.deadlines import EXACT, Deadline, State, past
from reportlib.sourced import Sourced
from reportlib.words.sentences import Sentence

OTHERWISE = {
    "extended": "The {due} {name} was moved to {done}.",
    "held": "What the {due} {name} was set for was held on {done}.",
    "in_force": "What the {due} {name} was set for is in force since {done}.",
    "overtaken": "The {due} {name} was overtaken by events on {done}.",
    "cancelled": "The {due} {name} was called off on {done}.",
    "expired": "The {due} {name} ran out on {done}.",
}
"""Outcomes in which nobody decided; the rest (decided, met, met_early) say who did and when."""


_AT = {"month": "in", "approximate": "around", "window_end": "by"}


def at(precision: str) -> str:
    """The preposition before a due date: on a day, in a month, around or by a day known less well."""
    return _AT.get(precision, "on")


def ahead(deadline: Deadline, *, exact: str = "on", form: str = "") -> str:
    """How far ahead a deadline lies, to stand in a template: "on {due}, {left} away", of a month "its end {left} away".

    `exact` stands before a day that is known as one, `form` is a print form of the day.
    """
    precise = "on" if deadline.precision in EXACT else at(deadline.precision)
    due = f"{{due:{form}}}" if form else "{due}"
    return f"{exact if precise == 'on' else precise} {due}, {'its end ' if precise == 'in' else ''}{{left}} away"


def deadline_sentence(deadline: Deadline, *, actor: str, name: str) -> Sentence:
    """What may be said of one deadline on the day.

    `actor` opens the sentence of a decided one ("The president decided on …"); `name` says which
    deadline it is ("deadline for the president's decision"). Zero days and one day have forms of their own;
    of a month, days are counted from its end, and the sentence says so.
    """
    values: dict[str, Sourced[Any] | str] = {"actor": actor, "name": name, "due": deadline.due}
    match deadline.state:
        case State.DECIDED:
            return _decided(deadline, values)
        case State.OVERDUE:
            values["past"] = past(deadline)
            template = "The {due} {name} passed {past} ago without a recorded decision."
            if deadline.precision == "month":
                template = "The {due} {name} passed without a recorded decision; the month ended {past} ago."
            return Sentence(template=template, values=_drop(values, "actor"))
        case State.PASSED:
            template = f"No outcome is on record for the {{name}} {at(deadline.precision)} {{due}}."
            return Sentence(template=template, values=_drop(values, "actor"))
        case State.PENDING:
            return _pending(deadline, values)
        case State.UNKNOWN:
            values["horizon"] = deadline.horizon
            template = "Our sources end on {horizon}, before the {due} {name}; no outcome is recorded here."
            return Sentence(template=template, values=_drop(values, "actor"))


def _decided(deadline: Deadline, values: dict[str, Sourced[Any] | str]) -> Sentence:
    if deadline.outcome_on is None or deadline.slip is None:
        raise ValueError(f"{deadline.id}: decided without a day of outcome")
    values["done"] = deadline.outcome_on
    if deadline.outcome in OTHERWISE:
        return Sentence(template=OTHERWISE[deadline.outcome], values=_drop(values, "actor"))
    by_month = deadline.precision == "month"
    if by_month and _is_in(deadline.outcome_on.value, deadline.due.value):
        return Sentence(template="{actor} decided on {done}, in the month of the {name}.", values=_drop(values, "due"))
    if deadline.slip.value == 0:
        return Sentence(template="{actor} decided on {done}, the {name}.", values=_drop(values, "due"))
    values["by"] = Sourced(
        value=abs(deadline.slip.value),
        unit="days",
        key=f"{deadline.slip.key}_days",
        sources=deadline.slip.sources,
        facts=deadline.slip.facts,
        formula=deadline.slip.formula,
        inputs=deadline.slip.inputs,
    )
    side = "after" if deadline.slip.value > 0 else "before"
    then = "the end of {due}, the month of the {name}" if by_month else "the {due} {name}"
    return Sentence(template=f"{{actor}} decided on {{done}}, {{by}} {side} {then}.", values=values)


def _is_in(day: date, month: date) -> bool:
    return (day.year, day.month) == (month.year, month.month)


def _pending(deadline: Deadline, values: dict[str, Sourced[Any] | str]) -> Sentence:
    left = deadline.left.value
    by_month = deadline.precision == "month"
    if left == 0:
        template = "The {name} is set for {due}, which ends today." if by_month else "The {name} falls today, {due}."
    else:
        values["left"] = deadline.left
        to = "the end of {due}, the month of the {name}" if by_month else "the {due} {name}"
        template = f"{{left}} {'remains' if left == 1 else 'remain'} to {to}."
    if deadline.is_past_horizon:
        values["horizon"] = deadline.horizon
        template = template[:-1] + ", as last read on {horizon}."
    return Sentence(template=template, values=_drop(values, "actor"))


def _drop(values: dict[str, Sourced[Any] | str], name: str) -> dict[str, Sourced[Any] | str]:
    return {key: value for key, value in values.items() if key != name}
