"""Title and bottom line, chosen by what is known: no deal, Japan's alone, or clauses that stand in others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlib.analysis import comparators
from reportlib.sourced import Sourced
from reportlib.words.comparators.names import JAPAN, UNION, Compared, opening, the
from reportlib.words.sentences import Sentence, length, made
from reportlib.words.tariffs.names import VIEWS

TRACK = "partners"
LONGEST = 60
BOTH = 2
HAIR = 1e-9


def title(of: Compared) -> Sentence:
    """How far Japan's deal has become a blueprint on the day."""
    spread = comparators.spread_of(of.desk)
    if spread is None:
        return _without_deal(of)
    if not spread.elsewhere.value:
        return made("Japan’s deal stands alone: {held:clause}, none of them in another deal", held=spread.held)
    top, found = leader(of)
    template, values = has_clauses(top, found, spread.held)
    side = europe_pays(of) if top != UNION else ""
    return made(f"{template}; the European Union {side}" if side else template, **values)


def has_clauses(partner: str, n: Sourced[int], held: Sourced[int]) -> tuple[str, dict[str, Sourced[int]]]:
    """How many of the clauses of Japan's deal a partner has: "Korea has both clauses of Japan’s deal"."""
    who = opening(partner)
    if n.value < held.value:
        return f"{who} has {{n}} of the {{held:clause}} of Japan’s deal", {"n": n, "held": held}
    if held.value == BOTH:
        return f"{who} has both clauses of Japan’s deal", {}
    return f"{who} has all {{held:clause}} of Japan’s deal", {"held": held}


def _without_deal(of: Compared) -> Sentence:
    others = comparators.others_with_a_deal(of.desk)
    if others is None:
        known = comparators.recorded_days(of.desk)
        return made("No partner has a deal yet" if known else "No deal and no general duty on record yet")
    n, names = others
    if n.value == 1:
        return made(f"{opening(names[0])} has the first deal; Japan has none to copy yet")
    return made("{n:partner} have a deal; Japan has none to copy yet", n=n)


def leader(of: Compared) -> tuple[str, Sourced[int]]:
    """The partner with most clauses of Japan's deal, and how many."""
    top = str(comparators.indices(of.desk).value["partner"].iloc[0])
    found = comparators.clause_count(of.desk, top)
    if found is None:
        raise ValueError("the index is undefined while Japan's deal has no clause")
    return top, found[0]


def europe_pays(of: Compared) -> str:
    """Whether goods of the European Union pay less than Japan's: "pays less"; "" while not known."""
    gap = of.gap(UNION)
    if gap is None:
        return ""
    if abs(gap.value) < HAIR:
        return "pays as much"
    return "pays less" if gap.value > 0 else "pays more"


def bottom_line(of: Compared) -> tuple[Sentence, ...]:
    """Sixty words at most; where they are too many, later sentences give way."""
    kept: list[Sentence] = []
    for sentence in (_rates(of), _agreed(of), _clauses(of), _money(of), _order(of), _deals(of)):
        if sentence and sum(map(length, kept)) + length(sentence) <= LONGEST:
            kept.append(sentence)
    return tuple(kept) or (made("No deal of a partner and no general duty on partners is on record on this day."),)


def _rates(of: Compared) -> Sentence | None:
    day, mine, theirs = comparators.last_day(of.desk), of.pays(JAPAN), of.pays(UNION)
    if day is None or mine is None or theirs is None:
        return None
    table = comparators.at_last(of.desk, of.base_duty, of.view).value
    last = ", the last read" if of.desk.horizon(TRACK) < of.desk.as_of else ""
    if table["all_in"].nunique() == 1:
        template = (
            f"By the rates of {{day}}{last}, a good with {{base}} base duty pays {{x}} whichever partner sends it."
        )
        return made(template, day=day, base=of.base, x=mine)
    said, values = _both_views(of, mine)
    template = f"By the rates of {{day}}{last}, a good with {{base}} base duty pays {said} from Japan"
    values |= {"day": day, "base": of.base}
    if abs(mine.value - theirs.value) < HAIR and "other" not in values:
        return made(f"{template} as from the European Union.", **values)
    return made(f"{template} and {{y}} from the European Union.", y=theirs, **values)


def _both_views(of: Compared, mine: Sourced[float]) -> tuple[str, dict[str, Sourced[Any]]]:
    """What Japan's good pays; where the law of the day changed later with effect back, in both views by name."""
    second = "collected" if of.view == "liquidated" else "liquidated"
    other = comparators.pays(of.desk, JAPAN, of.base_duty, second)
    if other is None or abs(other.value - mine.value) < HAIR:
        return "{x}", {"x": mine}
    return f"{{x}} {VIEWS[of.view]} ({{other}} {VIEWS[second]})", {
        "x": mine, "other": replace(other, key=f"{other.key}_{second}"),
    }  # fmt: skip


def _agreed(of: Compared) -> Sentence | None:
    """The rate Japan agreed and what it stands in for, while it is not yet ordered."""
    steps = comparators.deals(of.desk).value
    steps = steps.loc[steps["partner"] == JAPAN]
    told = steps.loc[steps["general_rate"].notna() & steps["rate_before"].notna()]
    if told.empty or (steps["step"] == "in_force").any():
        return None
    row = told.iloc[-1]
    rate, before = (
        Sourced(value=float(row[name]), unit="percent", key=key, sources=(row["source"],), facts=(row["id"],))
        for name, key in (("general_rate", "japan_agreed"), ("rate_before", "japan_before"))
    )
    return made(f"Japan has agreed {{rate}} in place of {{before}} {row['before_basis'].replace('_', ' ')}.",
                rate=rate, before=before)  # fmt: skip


def _clauses(of: Compared) -> Sentence | None:
    spread = comparators.spread_of(of.desk)
    if spread is None:
        return made("Japan has no deal on record, so there is none to copy.") if _any_deal(of) else None
    if not spread.elsewhere.value:
        return made("None of the {held:clause} of Japan’s deal stands in another yet.", held=spread.held)
    top, found = leader(of)
    only = comparators.shared_with_one(of.desk, top)
    template, values = has_clauses(top, found, spread.held)
    if only is None:
        return made(f"{template}.", **values)
    return made(f"{template}, {{only}} of them found in no third deal.", only=only, **values)


def _any_deal(of: Compared) -> bool:
    return comparators.others_with_a_deal(of.desk) is not None


def _money(of: Compared) -> Sentence | None:
    mine = comparators.share(of.desk, "japan-vehicle")
    if mine is None:
        return None
    theirs = comparators.share(of.desk, "south-korea-fund")
    if theirs is None:
        return made("Japan’s investment vehicle equals {x} of a year’s output.", x=mine)
    return made("Japan’s investment vehicle equals {x} of a year’s output, Korea’s fund {y}.", x=mine, y=theirs)


def _order(of: Compared) -> Sentence | None:
    spread = comparators.spread_of(of.desk)
    if spread is None or not spread.first_elsewhere.value:
        return None
    return made("{n:cap} of Japan’s clauses stood in another deal first.", n=spread.first_elsewhere)


def _deals(of: Compared) -> Sentence | None:
    others = comparators.others_with_a_deal(of.desk)
    if others is None:
        return made("No partner has a deal on record yet.") if comparators.recorded_days(of.desk) else None
    n, names = others
    if n.value == 1:
        return made(f"One partner has a deal on record, {the(names[0])}.")
    return made("Deals of {n:other partner} are on record." if comparators.of_japan(of.desk) else
                "Deals of {n:partner} are on record.", n=n)  # fmt: skip
