"""The bottom line: a few sentences chosen by phase, sixty words at most, each only where the record bears it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from reportlib.analysis import deadlines, talks
from reportlib.analysis.talks import Phase, Situation, Timing, equity, situation
from reportlib.desk import Desk
from reportlib.errors import NotFoundError
from reportlib.sourced import Sourced, quoted
from reportlib.words.talks.law import cars_named, next_step, ruling_sentence
from reportlib.words.talks.values import (
    FLOOR,
    NAMES,
    brings_investment,
    doubters,
    duty,
    length,
    made,
    together,
)
from reportlib.words.tense import Sentence, deadline_sentence

LONGEST = 60
"""Words a bottom line may have."""
NEWS = timedelta(days=14)
"""For so long a ruling, or the decision on the steel deal, is news in the briefing on the talks."""
STEEL_DECISION = "deadline-steel-president-second"
STEEL = "steel decision’s date"
DECIDED = "Allowed "
"""How the record opens the outcome of a decision for the purchase; the rest says on what terms."""


def bottom_line(desk: Desk) -> tuple[Sentence, ...]:
    """The sentences in reading order. Where they are too many, later parts of the phase's list give way."""
    here = situation(desk)
    kept: list[Sentence] = []
    for part in _PARTS[here.phase]:
        sentence = part(here, desk)
        if sentence and sum(map(length, kept)) + length(sentence) <= LONGEST:
            kept.append(sentence)
    return tuple(kept)


def _no_talks(here: Situation, desk: Desk) -> Sentence | None:
    return made("No ministerial round on tariffs is on record.")


def _steel_bid(here: Situation, desk: Desk) -> Sentence | None:
    bid = equity(desk)
    if not bid:
        return made("What the record holds so far concerns U.S. Steel, which has opened a review of its options.")
    return made("What the record holds is Nippon Steel’s bid for U.S. Steel, worth about {bid} in equity.", bid=bid)


def _meeting_now(here: Situation, desk: Desk) -> Sentence | None:
    now = here.current
    if not now or not now.no:
        return None
    if now.timing is Timing.UNDER_WAY:
        came, more = (together([NAMES[one] for one in names]) for names in (now.present, now.expected))
        return made(
            "Round {no} began on {day:short} with {came}; {more} is expected to join.",
            no=now.no, came=came, day=now.day, more=more,
        )  # fmt: skip
    bid = equity(desk)
    if brings_investment(here) and bid and "us-steel-money" in set(here.offers.value["item"]):
        return made(
            "Japan is to offer more investment at round {no} today, counting Nippon Steel’s money if its U.S. Steel "
            "bid, about {bid} in equity, is cleared.",
            no=now.no, bid=bid,
        )  # fmt: skip
    return made("Round {no} of the talks meets today, {day:short}.", no=now.no, day=now.day)


def _who_and_next(here: Situation, desk: Desk) -> Sentence | None:
    now, then = here.current, here.following
    away = together([NAMES[one] for one in now.not_expected]) if now else ""
    if now and away and then:
        why = " so he can be met" if set(now.not_expected) & set(then.expected) else ""
        template = f"{{away}} is not expected; a further visit around {{day:short}} is being prepared{why}."
        return made(template, away=away, day=then.day)
    if away:
        return made("{away} is not expected.", away=away)
    if then and then.no:
        template = "Round {no} is being prepared for around {day:short}, {left} away."
        return made(template, no=then.no, day=then.day, left=then.away)
    return None


def _doubt(here: Situation, desk: Desk) -> Sentence | None:
    who, now = doubters(here), here.current
    if not who:
        return None
    what = "an early agreement" if not now else "agreement today" if now.timing is Timing.TODAY else "agreement"
    return made(f"{who[:1].upper()}{who[1:]} {what}.")


def _rounds(here: Situation, desk: Desk) -> Sentence | None:
    if not here.last or not here.concluded.value:
        return None
    if here.current and here.current.timing is Timing.UNDER_WAY:
        return made("{held:cap} earlier rounds brought no agreement.", held=here.concluded)
    one = here.concluded.value == 1
    template = (
        f"{{held:cap}} {'round has' if one else 'rounds have'} been held, the last on {{day:short}}, without agreement."
    )
    return made(template, held=here.concluded, day=here.last.last_day)


def _leaders(here: Situation, desk: Desk) -> Sentence | None:
    meeting = here.summit
    if not meeting or not meeting.away.value:
        return None
    return made("Leaders are to meet around {day:short}, {left} away.", day=meeting.day, left=meeting.away)


def _steel_decision(here: Situation, desk: Desk) -> Sentence | None:
    try:
        due = deadlines.deadline(desk, STEEL_DECISION)
    except NotFoundError:
        return None
    if due.state is deadlines.State.PENDING and due.left.value:
        return made("The steel decision is due by {due:short}, {left} away.", due=due.due, left=due.left)
    if due.outcome_on and desk.as_of - due.outcome_on.value > NEWS:
        return None
    if due.outcome_on and due.outcome == "decided":
        return _steel_decided(due, desk)
    spoken = deadline_sentence(due, actor="The president", name="date for the steel decision")
    if due.state is deadlines.State.OVERDUE:
        return made(spoken.template.replace("{due} {name}", "{name} of {due:short}"), **spoken.values | {"name": STEEL})
    return spoken


def _steel_decided(due: deadlines.Deadline, desk: Desk) -> Sentence:
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


def _agreement(here: Situation, desk: Desk) -> Sentence | None:
    if not (here.agreed_on and here.deal_rate and here.pledge):
        return None
    return made(
        "The framework of {day:short} sets {rate} in general against an investment vehicle of {pledge}.",
        day=here.agreed_on, rate=here.deal_rate, pledge=here.pledge,
    )  # fmt: skip


def _unconfirmed(here: Situation, desk: Desk) -> Sentence | None:
    then = here.unconfirmed
    if not then or not then.no:
        return None
    template = "Round {no} was planned for around {day:short}; no word of it is on record yet."
    return made(template, no=then.no, day=then.day)


def _called_off(here: Situation, desk: Desk) -> Sentence | None:
    off = here.called_off
    return made("A visit planned for {day:short} was called off.", day=off.day) if off else None


def _not_ordered(here: Situation, desk: Desk) -> Sentence | None:
    if here.general_from and here.agreed_on and here.general_from.value > here.agreed_on.value:
        return made("No order carries it out in full yet.")
    return made("No order carries it out yet.")


def _ordered(here: Situation, desk: Desk) -> Sentence | None:
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


def _car_promise(here: Situation, desk: Desk) -> Sentence | None:
    promise = talks.car_promise(desk)
    if promise is None or "car-tariff-cut" not in here.awaited:
        return None
    return made("{who} puts the car cut at {day:short} at the latest.", who=promise[0], day=promise[1])


def _duties(here: Situation, desk: Desk) -> Sentence | None:
    """What goods pay on the as-of day; with the day of the last reading where that is past."""
    general, rate = duty(desk, "general", desk.as_of)
    cars, car_rate = duty(desk, "cars", desk.as_of)
    who = cars_named(desk, desk.as_of).lower()
    same = [*map(_bare, rate.values())] == [*map(_bare, car_rate.values())]
    values: dict[str, Sourced[Any] | str] = {**rate}
    if same and general.replace("{general}", "") == cars.replace("{cars}", ""):
        template = f"Goods in general and {who} pay {general}"
    elif shared := next((one for one in (FLOOR, " on top of base duty") if _both_end(general, cars, one)), ""):
        template = f"Goods in general pay {general.removesuffix(shared)} and {who} {cars}"
        values |= car_rate
    else:
        template = f"Goods in general pay {general}{';' if ';' in general or ',' in general else ','} {who} {cars}"
        values |= car_rate
    if desk.horizon("tariff-law") < desk.as_of:
        values["read"] = deadlines.horizon_of(desk, "tariff-law")
        template += ", as last read on {read}"
    return Sentence(template=template + ".", values=values)


def _both_end(general: str, cars: str, ending: str) -> bool:
    return ";" not in general and general.endswith(ending) and cars.endswith(ending)


def _bare(value: Sourced[Any] | str) -> Any:
    return value.value if isinstance(value, Sourced) else value


def _metals(here: Situation, desk: Desk) -> Sentence | None:
    words, rate = duty(desk, "steel", desk.as_of)
    return made(f"Steel pays {words}.", **rate) if rate else None


def _change(here: Situation, desk: Desk) -> Sentence | None:
    if not (here.general_rate and here.general_from) or here.general_from.value <= desk.as_of:
        return None
    how = " on top of base duty" if here.general_rule == "additive" else FLOOR
    template = f"From {{day:short}} goods in general are to pay {{rate}}{how}."
    return made(template, day=here.general_from, rate=here.general_rate)


def _ruling(here: Situation, desk: Desk) -> Sentence | None:
    last = talks.ruling(desk)
    return None if last is None or desk.as_of - last.day.value > NEWS else ruling_sentence(last)


def _tranche(here: Situation, desk: Desk) -> Sentence | None:
    if not (here.tranche and here.tranche_on and here.pledge):
        return None
    return made(
        "The latest tranche of the {pledge} pledge, of {day}, is {amount}.",
        pledge=here.pledge, day=here.tranche_on, amount=here.tranche,
    )  # fmt: skip


def _last_meeting(here: Situation, desk: Desk) -> Sentence | None:
    if not here.last or here.beyond_record:
        return None
    return made("Ministers last met on {day}.", day=here.last.last_day)


def _coverage(here: Situation, desk: Desk) -> Sentence | None:
    said = deadlines.end_of_record(desk, "talks")
    return made("{said}", said=said) if said else None


def _next_in_law(here: Situation, desk: Desk) -> Sentence | None:
    rows = talks.dates_ahead(desk).value
    hard = (rows["track"] == "tariff") & (rows["hard_or_soft"] == "hard") & (rows["row_kind"] == "deadline")
    rows = rows.loc[hard & (rows["left"] > 0)]
    return None if rows.empty else next_step(deadlines.deadline(desk, str(rows.iloc[0]["id"])))


Part = Callable[[Situation, Desk], Sentence | None]
_PARTS: dict[Phase, tuple[Part, ...]] = {
    Phase.NONE: (_no_talks, _steel_bid),
    Phase.SUMMIT: (_no_talks, _next_in_law, _steel_bid),
    Phase.DUTIES: (_no_talks, _duties, _metals, _next_in_law),
    Phase.NAMED: (_no_talks, _duties, _metals, _next_in_law),
    Phase.SOUGHT: (
        _meeting_now, _who_and_next, _doubt, _steel_decision, _rounds, _leaders, _ruling, _duties, _change,
        _next_in_law,
    ),
    Phase.AGREED: (_called_off, _unconfirmed, _agreement, _not_ordered, _duties, _change, _next_in_law, _last_meeting),
    Phase.ORDERED: (_ordered, _duties, _car_promise, _last_meeting),
    Phase.IN_FORCE: (_ruling, _duties, _tranche, _last_meeting, _leaders, _next_in_law),
    Phase.SURCHARGE: (_ruling, _duties, _change, _last_meeting, _leaders, _tranche),
    Phase.PROPOSED: (_duties, _next_in_law, _last_meeting, _tranche),
    Phase.REPLACED: (_duties, _change, _coverage, _last_meeting, _next_in_law, _tranche),
}  # fmt: skip
