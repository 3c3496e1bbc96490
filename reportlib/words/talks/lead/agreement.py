"""Sentences of the bottom line on the agreement: its terms, the orders that carry it out, the pledge."""

from __future__ import annotations

from typing import Any

from reportlib.analysis import talks
from reportlib.analysis.talks import Situation, keys
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.sentences import Sentence, made


def framework(here: Situation, desk: Desk) -> Sentence | None:
    """What the framework sets against what."""
    if not (here.agreed_on and here.deal_rate and here.pledge):
        return None
    return made(
        "The framework of {day:short} sets {rate} in general against an investment vehicle of {pledge}.",
        day=here.agreed_on, rate=here.deal_rate, pledge=here.pledge,
    )  # fmt: skip


def not_ordered(here: Situation, desk: Desk) -> Sentence | None:
    """That no order carries the agreement out yet, or not in full; not beside a rate of its own that is to start."""
    if here.general_from and here.general_from.value > desk.as_of:
        return None
    if here.general_from and here.agreed_on and here.general_from.value > here.agreed_on.value:
        return made("No order carries it out in full yet.")
    return made("No order carries it out yet.")


def ordered(here: Situation, desk: Desk) -> Sentence | None:
    """The order that carries the deal out, and the memorandum."""
    signed = talks.memorandum(desk)
    if not here.ordered_on:
        return None
    values: dict[str, Sourced[Any] | str] = {"day": here.ordered_on}
    template = "An order of {day:short} carries out the deal"
    if signed:
        values |= {"sum": signed[0], "on": signed[1]}
        together = signed[1].value == here.ordered_on.value
        template += "; the {sum} memorandum was signed " + ("that day" if together else "on {on:short}")
        values = {name: one for name, one in values.items() if f"{{{name}" in template}
    return Sentence(template=template + ".", values=values)


def car_promise(here: Situation, desk: Desk) -> Sentence | None:
    """By when the cut of the car duty is promised."""
    promise = talks.car_promise(desk)
    if promise is None or keys.CAR_CUT not in here.awaited:
        return None
    return made("{who} puts the car cut at {day:short} at the latest.", who=promise[0], day=promise[1])


def tranche(here: Situation, desk: Desk) -> Sentence | None:
    """The tranche of the pledge agreed last."""
    if not (here.tranche and here.tranche_on and here.pledge):
        return None
    return made(
        "The latest tranche of the {pledge} pledge, of {day}, is {amount}.",
        pledge=here.pledge, day=here.tranche_on, amount=here.tranche,
    )  # fmt: skip
