"""The law of the talks in words: a ruling with its stay, the next step, what the general duty rests on.

Belongs here: turns of phrase on law that bottom line, titles and tables share. Does not belong here:
which step weighs what (`reportlib.analysis.talks.law`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis import talks
from reportlib.analysis.deadlines import Deadline, horizon_of
from reportlib.analysis.talks import Ruling
from reportlib.desk import Desk
from reportlib.sourced import Sourced, quoted
from reportlib.words.days import day
from reportlib.words.sentences import Sentence, made
from reportlib.words.tense import ahead

LAWS = {
    "MFN": "tariff schedule", "IEEPA": "emergency powers (IEEPA)", "s122": "section 122", "s232": "section 232",
    "s301": "section 301",
}  # fmt: skip
KINDS = {"effective": "in force", "statement": "hearing", "deadline": "in force"}
_SAID = {"voids": "voided", "upholds": "upheld", "strikes": "struck", "finds": "found", "stays": "stayed"}
"""Verbs of the titles of rulings on record, and their past."""
_STARTS = re.compile(r"\b(?:starts?|close|reaches|return to|rise to)\b")
_ENDS = re.compile(r"^End of (?:the )?")
_COURTS = ("Trade court", "Federal Circuit", "Supreme Court")


def ruling_sentence(ruling: Ruling) -> Sentence:
    """What a court ruled, and its stay in the same breath."""
    title = ruling.title.value
    verb = next((one for one in title.split() if one in _SAID), "")
    values: dict[str, Sourced[Any] | str] = {"day": ruling.day}
    if verb and title.startswith(_COURTS):
        told = title.replace(f" {verb} ", f" {_SAID[verb]} ", 1)
        template = "{what} on {day:short}"
        values["what"] = replace(ruling.title, value=f"The {told[:1].lower() if told[0] == 'T' else told[0]}{told[1:]}")
    else:
        template = "Ruling of {day:short}: {what}"
        values["what"] = ruling.title
    if ruling.stayed_on:
        template += " (stayed {stayed:short})"
        values["stayed"] = ruling.stayed_on
    elif ruling.is_left:
        template += "; the duties were left in place"
    return Sentence(template=template + ".", values=values)


def stays_in_words(desk: Desk) -> dict[str, str]:
    """By ruling, what to say behind its title where it does not bite."""
    rows = talks.stays(desk)
    return {
        str(key): "; duties left in place" if pd.isna(on) else f"; stayed on appeal on {day(on.date())}"
        for key, on in zip(rows["ruling"], rows["on"], strict=True)
    }


def next_step(due: Deadline) -> Sentence:
    """The next step of law as a sentence, made of the words of the record."""
    what, key = due.what, due.due.key.replace(".due", ".what")
    when = ahead(due)
    if ";" in what or "," in what:
        lower = quoted(key.replace(".what", ".told"), what[:1].lower() + what[1:], due.due)
        return made(f"Next in tariff law {when}: {{what}}.", due=due.due, left=due.left, what=lower)
    article = "The " if what[:1].isdigit() or _ENDS.match(what) else ""
    if _ENDS.match(what):
        told, verb = _ENDS.sub("", what), " ends"
    elif _STARTS.search(what):
        told, verb = what.replace(" starts", " is set to start"), ""
    elif " due to " in what:
        told, verb = what.replace(" due to ", " is due to "), ""
    else:
        told, verb = what, " is due"
    if told != what:  # a part of the words, or turned: not the quotation that other pages print under that key
        key = key.replace(".what", ".told")
    template = f"{article}{{what}}{verb} {when}."
    return made(template, what=quoted(key, told, due.due), due=due.due, left=due.left)


def cars_named(desk: Desk, on: date) -> str:
    """Cars alone once light trucks pay something else, being above the floor by their base duty."""
    rows = talks.regime(replace(desk, on=on)).value
    return "Passenger cars" if (rows["group"] == "light_trucks").any() else "Cars"


def law_title(desk: Desk) -> Sentence:
    """What the general duty rests on, since when and until when; that it lies on nothing where it does not."""
    here = talks.ground(desk)
    if here is None:
        return made("No duty on goods in general lies on top of base duty")
    law = LAWS[here.authority]
    if here.void_on and here.until:
        template = f"Duty under {law}: void since {{void:short}}, collected until {{end:short}}"
        return made(template, void=here.void_on, end=here.until)
    if here.until:
        return made(f"The general duty rests on {law}, which ends on {{end:short}}", end=here.until)
    template = f"The general duty rests on {law}, since {{day}}"
    if desk.horizon("tariff-law") < desk.as_of:
        return made(f"{template} (last read {{read}})", day=here.since, read=horizon_of(desk, "tariff-law"))
    return made(template, day=here.since)


def law_cell(authority: str, void_on: Any, until: Any) -> str:
    """The law of a row; of one struck down, when that was and until when the duty is still collected."""
    law = LAWS.get(authority, authority)
    if pd.isna(void_on):
        return law
    end = "" if pd.isna(until) else f"; collected until {day(until.date())}"
    return f"{law}, void by ruling of {day(void_on.date())}{end}"


def since_cell(since: Any, held_since: Any) -> str:
    """Since when a rate is paid; where the law behind it is younger, since when that is."""
    if pd.isna(since):
        return "before the record"
    if held_since < since:
        return f"{day(held_since.date())}; present law {day(since.date())}"
    return day(since.date())
