"""What the share price of U.S. Steel implies, in sentences. A probability is never printed without its break price.

Does not belong here: the formulas (`reportlib.analysis.deal.odds`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from string import Formatter
from typing import Any

from reportlib.analysis.deal import Case, LastOdds
from reportlib.sourced import Sourced
from reportlib.words.sentences import Sentence

Value = Sourced[Any] | str

_NO_ODDS = "every assumed break price lies above it, so that it implies no odds"
_HIGHER_BID = "the market expects a higher bid, and no odds can be told"
_BELOW = "none for {}, because the price is below the assumed break price"
_ABOVE = "none for {}, because the market expects a higher bid or the break price is too high"


def price(case: Case, last: LastOdds) -> tuple[Sentence, ...]:
    """What the last close implies; after the closing only its value."""
    if case.is_closed:
        text = f"**Closed; last value** {{price}} on {{day}}, {_gap(last)} the {{offer}} paid for each share."
        return (_of(last, text),)
    old = ", {age} old," if last.is_old else ","
    first = _of(last, "The last close on record, {price} on {day}" + old + f" is {_gap(last)} the offer of {{offer}}.")
    if last.ceiling.value > 1:
        return first, Sentence(template=f"Above what the offer is worth, {_HIGHER_BID}.", values={})
    top = Sentence(
        template="Whatever the break price, it cannot be more than {ceiling}, the price as a share of what the offer is"
        " worth today. Even odds mean a share worth {even} without the deal.",
        values={"ceiling": last.ceiling, "even": last.believe_even},
    )
    return first, _odds_sentence(last), top


def price_title(case: Case, last: LastOdds | None) -> Sentence:
    """Title of the chart of closes."""
    if last is None or case.offer is None:
        return Sentence(template="No close since the offer is on record", values={})
    if case.is_closed:
        text = f"The last close, of {{day}}, stood {_gap(last)} the offer"
    else:
        text = f"{_close(last)}: {{price}}, {_gap(last)} the offer"
    return _of(last, text)


def odds_title(case: Case, last: LastOdds) -> Sentence:
    """Title of the chart of implied probabilities."""
    if last.ceiling.value > 1:
        text = _close(last) + ": above the offer, no odds to tell"
    elif last.p_high.value < 0:
        text = _close(last) + ": below every assumed break price"
    elif last.p_low.value < 0:
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
    if last.ceiling.value > 1:
        text = close + f" is {_gap(last)} the offer: {_HIGHER_BID}."
    elif last.p_high.value < 0:
        text = close + f": {_NO_ODDS}."
    elif last.p_low.value < 0:
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
    if last.p_high.value < 0:
        text = (
            "It implies no odds: every price the share is assumed to be worth without the deal, {low} to {high},"
            " lies above it."
        )
        return picked(text, values)
    parts = [f"{{p_{name}}} for {{{name}}}" for name, _, p in cases if 0 <= p.value <= 1]
    below = [f"{{{name}}}" for name, _, p in cases if p.value < 0]
    above = [f"{{{name}}}" for name, _, p in cases if p.value > 1]
    parts += [form.format(" and ".join(names)) for form, names in ((_BELOW, below), (_ABOVE, above)) if names]
    text = (
        "The implied probability that the offer is paid depends on what the share is assumed to be worth without the"
        " deal: "
    )
    return Sentence(template=text + ", ".join(parts) + ".", values=values)


def _gap(last: LastOdds) -> str:
    """On which side of the offer the close stands, and by how much."""
    if last.gap.value == 0:
        return "level with"
    return "{gap} below" if last.gap.value > 0 else "{over} above"


def _close(last: LastOdds) -> str:
    """How a title names the last close: the age of an old one makes its year plain."""
    return "Close of {day:short} ({age} old)" if last.is_old else "Close of {day:short}"


def _of(last: LastOdds, template: str) -> Sentence:
    """The sentence with those values of the last close which its braces name."""
    return picked(
        template,
        {
            "price": last.price, "day": last.day, "age": last.age, "gap": last.gap, "offer": last.offer,
            "over": replace(last.gap, key="deal.gap_above_offer", value=-last.gap.value, formula="last close − offer"),
            "p_low": last.p_low, "p_high": last.p_high, "high": last.break_high, "low": last.break_low,
            "even": last.believe_even,
        },
    )  # fmt: skip


def picked(template: str, values: Mapping[str, Value]) -> Sentence:
    """The template with those of the values which its braces name."""
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    return Sentence(template=template, values={name: values[name] for name in names})
