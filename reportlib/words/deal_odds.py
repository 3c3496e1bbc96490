"""What the share price of U.S. Steel implies, in sentences. A probability is never printed without its break price.

Does not belong here: the formulas (`reportlib.analysis.deal.odds`).
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from reportlib.analysis.deal import Case, LastOdds
from reportlib.sourced import Sourced
from reportlib.words.tense import Sentence

Value = Sourced[Any] | str

_BELOW = "none for {}, because the price is below the assumed break price"
_ABOVE = "none for {}, because the market expects a higher bid or the break price is too high"


def price(case: Case, last: LastOdds) -> tuple[Sentence, ...]:
    """What the last close implies; after the closing only its value."""
    if case.is_closed:
        values: dict[str, Value] = {"price": last.price, "day": last.day, "gap": last.gap, "offer": last.offer}
        text = "**Closed; last value** {price} on {day}, {gap} below the {offer} paid for each share."
        return (Sentence(template=text, values=values),)
    old = ", {age} old," if last.is_old else ","
    first = _of(last, "The last close on record, {price} on {day}" + old + " is {gap} below the offer of {offer}.")
    top = Sentence(
        template="Whatever the break price, it cannot be more than {ceiling}, the price as a share of what the offer is"
        " worth today. Even odds mean a share worth {even} without the deal.",
        values={"ceiling": last.ceiling, "even": last.believe_even},
    )
    return first, _odds_sentence(last), top


def price_title(case: Case, last: LastOdds | None) -> Sentence:
    """Title of the chart of closes."""
    if last is None or case.offer is None:
        return Sentence(template="The offer stands above the last close before it", values={})
    if case.is_closed:
        text = "The last close, of {day}, stood {gap} below the offer"
    else:
        text = _close(last) + ": {price}, {gap} below the offer"
    return _of(last, text)


def odds_title(case: Case, last: LastOdds) -> Sentence:
    """Title of the chart of implied probabilities."""
    if last.p_low.value < 0:
        text = _close(last) + ": odds of {p_high} at best"
    elif case.is_closed:
        text = "Last close, {day}: implied odds of {p_low} or more"
    else:
        text = _close(last) + ": odds of {p_low} to {p_high}"
    return _of(last, text)


def beliefs_title(last: LastOdds) -> Sentence:
    """Title of the table of what a holder must believe."""
    return _of(last, _close(last) + ": even odds mean a share worth {even} without the deal")


def short_odds(last: LastOdds) -> Sentence:
    """The odds in one sentence, for the bottom line: the close with its day, an old one with its age."""
    close = (
        "The close of {day:short} ({price}, {age} old)" if last.is_old else "The last close, {price} on {day:short},"
    )
    if last.p_low.value < 0 or last.p_high.value > 1:
        text = close + " implies odds of {p_high} if the share is worth {low} without a deal."
    else:
        text = close + " implies odds of {p_low} to {p_high} for break prices of {high} to {low}."
    return _of(last, text)


def _odds_sentence(last: LastOdds) -> Sentence:
    cases = (
        ("low", last.break_low, last.p_high),
        ("mid", last.break_mid, last.p_mid),
        ("high", last.break_high, last.p_low),
    )
    values: dict[str, Value] = {name: broken for name, broken, _ in cases}
    values |= {f"p_{name}": p for name, _, p in cases if 0 <= p.value <= 1}
    parts = [f"{{p_{name}}} for {{{name}}}" for name, _, p in cases if 0 <= p.value <= 1]
    below = [f"{{{name}}}" for name, _, p in cases if p.value < 0]
    above = [f"{{{name}}}" for name, _, p in cases if p.value > 1]
    parts += [form.format(" and ".join(names)) for form, names in ((_BELOW, below), (_ABOVE, above)) if names]
    text = (
        "The implied probability that the offer is paid depends on what the share is assumed to be worth without the"
        " deal: "
    )
    return Sentence(template=text + ", ".join(parts) + ".", values=values)


def _close(last: LastOdds) -> str:
    """How a title names the last close: the age of an old one makes its year plain."""
    return "Close of {day:short} ({age} old)" if last.is_old else "Close of {day:short}"


def _of(last: LastOdds, template: str) -> Sentence:
    """The sentence with those values of the last close which its braces name."""
    return picked(
        template,
        {
            "price": last.price, "day": last.day, "age": last.age, "gap": last.gap, "offer": last.offer,
            "p_low": last.p_low, "p_high": last.p_high, "high": last.break_high, "low": last.break_low,
            "even": last.believe_even,
        },
    )  # fmt: skip


def picked(template: str, values: Mapping[str, Value]) -> Sentence:
    """The template with those of the values which its braces name."""
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    return Sentence(template=template, values={name: values[name] for name in names})
