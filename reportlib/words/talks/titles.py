"""The title of the briefing: the finding of the day, in about a dozen words, by the phase of the talks."""

from __future__ import annotations

from collections.abc import Callable

from reportlib.analysis.talks import RECENT, Phase, Situation, Timing, keys, last_event_on, situation
from reportlib.desk import Desk
from reportlib.words.sentences import Sentence, made
from reportlib.words.talks.values import brings_investment, doubters

AWAITED = {keys.CAR_CUT: "the car cut", keys.REPAIR: "the order’s repair"}


def title(desk: Desk) -> Sentence:
    """The finding of the day."""
    here = situation(desk)
    return _TITLES[here.phase](here, desk)


def _sought(here: Situation, desk: Desk) -> Sentence:
    doubt = doubters(here)
    now = here.current or here.following
    if not now or not now.no:
        return _between(here, f"but {doubt} an early deal" if doubt else "no agreement yet", leaders_next=not doubt)
    tail = f"{doubt} a deal" if doubt else "no agreement yet"
    if now.timing is Timing.UNDER_WAY:
        return made(f"Round {{no}} is under way; {tail}", no=now.no)
    if now.timing is Timing.TODAY and brings_investment(here):
        return made(f"Japan is to offer more investment at round {{no}}; {_own(tail)}", no=now.no)
    return made(f"Round {{no}} {'meets today' if now.timing is Timing.TODAY else 'is prepared'}; {tail}", no=now.no)


def _own(tail: str) -> str:
    """After a clause on Japan, its officials are its own."""
    return tail.replace("Japanese officials", "its officials")


def _between(here: Situation, tail: str, *, leaders_next: bool) -> Sentence:
    count = "{held:cap} round" if here.concluded.value == 1 else "{held:cap} rounds"
    if here.summit and leaders_next:
        return made(f"{count} without agreement; the leaders meet next", held=here.concluded)
    return made(f"{count} held, {tail}", held=here.concluded)


def _agreed(here: Situation, desk: Desk) -> Sentence:
    awaited = [AWAITED[one] for one in here.awaited if one in AWAITED]
    what = f"{' and '.join(awaited)} {'are' if awaited[1:] else 'is'} awaited"
    if here.called_off:
        return made(f"Japan calls off a visit; {what if awaited else 'the framework stands'}")
    if awaited:
        return made(f"The framework stands; {what}")
    if here.deal_rate and here.pledge and here.agreed_on and desk.as_of - here.agreed_on.value > RECENT:
        template = "The framework of {rate} and {pledge} stands, not yet ordered in full"
        return made(template, rate=here.deal_rate, pledge=here.pledge)
    if here.deal_rate and here.pledge:
        return made("Japan and Washington settle on {rate} and {pledge}", rate=here.deal_rate, pledge=here.pledge)
    return made("Japan and Washington settle on a framework")


def _surcharge(here: Situation, desk: Desk) -> Sentence:
    begun = bool(here.general_from and here.general_from.value <= desk.as_of)
    if begun and here.general_rate and here.general_from and desk.as_of - here.general_from.value > RECENT:
        return made("A surcharge of {rate} stands in for the duty a court voided", rate=here.general_rate)
    return made(f"Court voids the general duty; a surcharge {'takes' if begun else 'is to take'} its place")


def _replaced(here: Situation, desk: Desk) -> Sentence:
    if not (here.general_rate and here.general_from):
        raise ValueError("a duty that replaced the surcharge has a rate and a first day")
    rate = here.general_rate
    if here.beyond_record:
        day = last_event_on(desk, "talks")
        return made("Japan pays {rate} as last read; no meeting recorded after {day}", rate=rate, day=day)
    verb = "replaces" if here.general_from.value <= desk.as_of else "is to replace"
    if here.deal_rate and rate.value < here.deal_rate.value:
        return made(f"Duty of {{rate}} {verb} the surcharge, below the deal’s {{deal}}", rate=rate, deal=here.deal_rate)
    return made(f"Duty of {{rate}} {verb} the surcharge", rate=rate)


def _plain(template: str) -> Callable[[Situation, Desk], Sentence]:
    return lambda _here, _desk: made(template)


def _in_force(here: Situation, desk: Desk) -> Sentence:
    return made("The deal is in force while courts weigh its legal basis" if here.in_court else "The deal is in force")


_TITLES: dict[Phase, Callable[[Situation, Desk], Sentence]] = {
    Phase.NONE: _plain("No tariff talks between Japan and the United States on record"),
    Phase.SUMMIT: _plain("Leaders speak of more investment; no round of tariff talks held"),
    Phase.DUTIES: _plain("New duties on goods of Japan ordered; no round of talks held"),
    Phase.NAMED: _plain("Negotiators are named; no round of talks held"),
    Phase.SOUGHT: _sought,
    Phase.AGREED: _agreed,
    Phase.ORDERED: _plain("An order carries out the deal; the car duty is to follow"),
    Phase.IN_FORCE: _in_force,
    Phase.SURCHARGE: _surcharge,
    Phase.PROPOSED: _plain("Washington proposes a new duty for when the surcharge ends"),
    Phase.REPLACED: _replaced,
}
