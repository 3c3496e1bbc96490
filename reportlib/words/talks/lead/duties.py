"""Sentences of the bottom line on what goods pay, on rulings and on the next step of law."""

from __future__ import annotations

from typing import Any

from reportlib.analysis import deadlines, talks
from reportlib.analysis.talks import Situation
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.sentences import Sentence, made
from reportlib.words.talks.law import cars_named, next_step, ruling_sentence
from reportlib.words.talks.values import FLOOR, NEWS, duty


def paid(here: Situation, desk: Desk) -> Sentence | None:
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


def metals(here: Situation, desk: Desk) -> Sentence | None:
    """What steel pays."""
    words, rate = duty(desk, "steel", desk.as_of)
    return made(f"Steel pays {words}.", **rate) if rate else None


def change(here: Situation, desk: Desk) -> Sentence | None:
    """A general duty still to come."""
    if not (here.general_rate and here.general_from) or here.general_from.value <= desk.as_of:
        return None
    how = " on top of base duty" if here.general_rule == "additive" else FLOOR
    template = f"From {{day:short}} goods in general are to pay {{rate}}{how}."
    return made(template, day=here.general_from, rate=here.general_rate)


def ruling(here: Situation, desk: Desk) -> Sentence | None:
    """The last ruling, while it is news."""
    last = talks.ruling(desk)
    return None if last is None or desk.as_of - last.day.value > NEWS else ruling_sentence(last)


def next_in_law(here: Situation, desk: Desk) -> Sentence | None:
    """The next hard date of tariff law."""
    rows = talks.dates_ahead(desk).value
    hard = (rows["track"] == "tariff") & (rows["hard_or_soft"] == "hard") & (rows["row_kind"] == "deadline")
    rows = rows.loc[hard & (rows["left"] > 0)]
    return None if rows.empty else next_step(deadlines.deadline(desk, str(rows.iloc[0]["id"])))
