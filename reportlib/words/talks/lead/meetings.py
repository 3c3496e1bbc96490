"""Sentences of the bottom line on who meets, when, and with what hope."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlib.analysis import deadlines, talks
from reportlib.analysis.talks import Situation, Timing, equity, keys
from reportlib.desk import Desk
from reportlib.words.days import ABOUT
from reportlib.words.sentences import Sentence, made, together
from reportlib.words.talks.values import NAMES, brings_investment, doubters
from reportlib.words.tense import at


def no_talks(here: Situation, desk: Desk) -> Sentence | None:
    """That no round was held, said while there is none."""
    return made("No ministerial round on tariffs is on record.")


def meeting_now(here: Situation, desk: Desk) -> Sentence | None:
    """The round of the day, with what is put forward at it."""
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
    if brings_investment(here) and bid and keys.STEEL_MONEY in set(here.offers.value["item"]):
        return made(
            "Japan is to offer more investment at round {no} today, counting Nippon Steel’s money if its U.S. Steel "
            "bid, about {bid} in equity, is cleared.",
            no=now.no, bid=bid,
        )  # fmt: skip
    return made("Round {no} of the talks meets today, {day:short}.", no=now.no, day=now.day)


def who_and_next(here: Situation, desk: Desk) -> Sentence | None:
    """Who stays away today, and when the next visit is."""
    now, then = here.current, here.following
    away = together([NAMES[one] for one in now.not_expected]) if now else ""
    if now and away and then:
        why = " so he can be met" if set(now.not_expected) & set(then.expected) else ""
        held = talks.negotiator(desk)
        visit = "{who}’s next visit" if held else "a further visit"
        template = f"{{away}} is not expected; {visit} {at(then.precision)} {{day:short}} is being prepared{why}."
        values: dict[str, Any] = (
            {"who": replace(held.name, key="talks.visitor", value=held.name.value.split()[-1])} if held else {}
        )
        return made(template, away=away, day=then.day, **values)
    if away:
        return made("{away} is not expected.", away=away)
    if then and then.no:
        template = f"Round {{no}} is being prepared for {ABOUT.get(then.precision, '')}{{day:short}}, {{left}} away."
        return made(template, no=then.no, day=then.day, left=then.away)
    return None


def doubt(here: Situation, desk: Desk) -> Sentence | None:
    """Who doubts an agreement."""
    who, now = doubters(here), here.current
    if not who:
        return None
    what = "an early agreement" if not now else "agreement today" if now.timing is Timing.TODAY else "agreement"
    return made(f"{who[:1].upper()}{who[1:]} {what}.")


def rounds(here: Situation, desk: Desk) -> Sentence | None:
    """How many rounds were held without agreement."""
    if not here.last or not here.concluded.value:
        return None
    if here.current and here.current.timing is Timing.UNDER_WAY:
        return made("{held:cap} earlier rounds brought no agreement.", held=here.concluded)
    one = here.concluded.value == 1
    template = (
        f"{{held:cap}} {'round has' if one else 'rounds have'} been held, the last on {{day:short}}, without agreement."
    )
    return made(template, held=here.concluded, day=here.last.last_day)


def leaders(here: Situation, desk: Desk) -> Sentence | None:
    """When the leaders meet."""
    meeting = here.summit
    if not meeting or not meeting.away.value:
        return None
    template = f"Leaders are to meet {at(meeting.precision)} {{day:short}}, {{left}} away."
    return made(template, day=meeting.day, left=meeting.away)


def unconfirmed(here: Situation, desk: Desk) -> Sentence | None:
    """A round whose planned day passed without a word."""
    then = here.unconfirmed
    if not then or not then.no:
        return None
    template = (
        f"Round {{no}} was planned for {ABOUT.get(then.precision, '')}{{day:short}}; no word of it is on record yet."
    )
    return made(template, no=then.no, day=then.day)


def called_off(here: Situation, desk: Desk) -> Sentence | None:
    """A visit called off."""
    off = here.called_off
    return made("A visit planned for {day:short} was called off.", day=off.day) if off else None


def last_meeting(here: Situation, desk: Desk) -> Sentence | None:
    """When ministers last met, on a day the record reaches."""
    if not here.last or here.beyond_record:
        return None
    return made("Ministers last met on {day}.", day=here.last.last_day)


def coverage(here: Situation, desk: Desk) -> Sentence | None:
    """Where the record of the talks ends, on a day past it."""
    said = deadlines.end_of_record(desk, "talks")
    return made("{said}", said=said) if said else None
