"""Values and turns of phrase several sentences on the talks share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from reportlib.analysis import talks
from reportlib.analysis.talks import Situation
from reportlib.desk import Desk
from reportlib.sourced import Sourced

NAMES = {
    "lutnick": "Commerce Secretary Lutnick",
    "bessent": "Treasury’s Bessent",
    "greer": "Trade Representative Greer",
    "trump": "President Trump",
}
"""Officials as a sentence names them; they held these offices through the whole record of the talks."""


NEWS = timedelta(days=14)
"""For so long a ruling, or the decision on the steel deal, is news in the briefing on the talks."""
FLOOR = ", or base duty where higher"
"""How a duty that counts base duty inside is told: it is a floor, not a ceiling."""
WITHOUT_RATE = {
    "base_only": "base duty only",
    "exempt_within_quota": "nothing on top of base duty within a quota",
}


def duty(desk: Desk, group: str, on: date) -> tuple[str, dict[str, Sourced[Any] | str]]:
    """Template and value for what a group of goods pays on a day: "{cars} on top of base duty".

    Where the record keeps two views of the day, both are named: as collected, and as the law now says.
    """
    views = talks.duties(desk, group, on)
    if len(views) == 1:
        return _one_duty(group, *views[0])
    (collected, first), (says, second) = (_one_duty(f"{group}_{at}", *view) for at, view in enumerate(views))
    return f"{collected} as collected; as the law now says, {says}", first | second


def _one_duty(name: str, rule: str, rate: Sourced[float] | None) -> tuple[str, dict[str, Sourced[Any] | str]]:
    if rate is None:
        return WITHOUT_RATE[rule], {}
    how = " on top of base duty" if rule == "additive" else FLOOR
    return f"{{{name}}}{how}", {name: rate}


def doubters(here: Situation) -> str:
    """Which group doubts, with its verb; empty where none does."""
    if not here.doubt:
        return ""
    who = here.doubt.value.lower()
    if "official" not in who:
        return "analysts doubt"
    return "Japanese officials doubt" if "japan" in who else "officials doubt"


def brings_investment(here: Situation) -> bool:
    """Whether what Japan put forward in the last days is investment."""
    return bool(here.offers.value["item"].str.contains("investment").any())
