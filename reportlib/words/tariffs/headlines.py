"""Title, bottom line and titles of exhibits of the briefing on tariffs, chosen by what the day's record holds.

The deal is spoken of only once it is known. A rate for an entry date past the end of our record on tariff law says
when the law was last read. Does not belong here: tables and frames of charts (`tables`), trade (`trade`).
"""

from __future__ import annotations

from typing import Any

from reportlib.analysis import deadlines
from reportlib.analysis.tariffs.asked import Good, agreement, archetype_rate, good, next_change
from reportlib.analysis.tariffs.findings import Tariffs, effective_rate, red_line_share
from reportlib.analysis.tariffs.law import View
from reportlib.sourced import Sourced
from reportlib.words.sentences import Sentence, length, made, size
from reportlib.words.tariffs.names import LAWS

TEN = 10.0
"""Base duty of the good a new reader asks about, in percent."""
LONGEST = 60
HAIR = 1e-6
TRACK = "tariff-law"


def verb(of: Tariffs) -> str:
    """Pays, paid or is to pay: by the entry date against the as-of day."""
    if of.desk.on == of.desk.as_of:
        return "pays"
    return "paid" if of.desk.on < of.desk.as_of else "is to pay"


def pay(of: Tariffs) -> str:
    """The same for goods in the plural."""
    return {"pays": "pay", "paid": "paid", "is to pay": "are to pay"}[verb(of)]


def past_record(of: Tariffs) -> bool:
    """Whether the entry date lies past the end of our record on tariff law, and that before the as-of day."""
    return of.desk.horizon(TRACK) < min(of.desk.as_of, of.desk.on)


def title(of: Tariffs) -> Sentence:
    """What a good of ten percent base duty pays, and whether that is worse than the deal."""
    asked = good(of, TEN)
    template = f"A good with {{base}} base duty {verb(of)} {{pays}}"
    if past_record(of):
        template += " as last read"
    values: dict[str, Any] = {"base": asked.base, "pays": asked.pays}
    if asked.deal is None:
        template += f" {_law(of, asked.rule)}; cars {pay(of)} {{car}}"
        return made(template, **values, car=archetype_rate(of, "car"))
    if not _gap(asked):
        return made(f"{template}, just as the deal has it{_as_read(of)}", **values)
    return made(f"{template}, {_against(asked)}{_as_read(of)}", **values, **_gap(asked))


def _as_read(of: Tariffs) -> str:
    """Whether the deal's rate counts base duty inside is our reading, until the record says so."""
    deal = agreement(of.desk)
    return "" if deal is None or deal.is_told else " as we read it"


def _against(asked: Good) -> str:
    """More or less than under the deal, and by how many points."""
    if asked.gap is None:
        raise ValueError("no deal is known to compare with")
    return f"{{gap}} {'above' if asked.gap.value > 0 else 'below'} the deal"


def _gap(asked: Good) -> dict[str, Sourced[float]]:
    """The size of the gap, where there is one, for a sentence that says its direction in words."""
    if asked.gap is None or abs(asked.gap.value) < HAIR:
        return {}
    return {"gap": size(asked.gap)}


def bottom_line(of: Tariffs) -> tuple[Sentence, ...]:
    """Sixty words at most; where they are too many, later sentences give way."""
    kept: list[Sentence] = []
    for sentence in (_ten(of), _two_views(of), _change(of), _red_line(of), _cars_and_steel(of), _total(of)):
        if sentence and sum(map(length, kept)) + length(sentence) <= LONGEST:
            kept.append(sentence)
    return tuple(kept)


def _ten(of: Tariffs) -> Sentence:
    asked = good(of, TEN)
    template = f"A good of Japan with {{base}} base duty {verb(of)} {{pays}} {_law(of, asked.rule)}"
    values: dict[str, Any] = {"base": asked.base, "pays": asked.pays}
    if past_record(of):
        template += ", as last read on {read}"
        values["read"] = deadlines.horizon_of(of.desk, TRACK)
    if asked.deal is not None:
        worse = asked.gap is not None and asked.gap.value > HAIR
        template += f": {'worse than' if worse else 'no worse than'} the deal{_as_read(of)}, {_plain(asked)}"
        values |= {"deal": asked.deal} | _gap(asked)
    return made(template + ".", **values)


def _plain(asked: Good) -> str:
    if asked.gap is None or abs(asked.gap.value) < HAIR:
        return "which sets {deal}"
    return f"{{gap}} {'above' if asked.gap.value > 0 else 'below'} its {{deal}}"


def _law(of: Tariffs, rule: str) -> str:
    """Under which law: names of sections are no numerals."""
    measures = of.desk["measures"]
    names = [LAWS[one] for one in measures.loc[measures["measure_id"].isin(rule.split("+")), "authority"].unique()]
    return f"under {' and '.join(names)}" if names else "with no duty on top"


def _two_views(of: Tariffs) -> Sentence | None:
    """Where the two views of the day differ, the other one."""
    other: View = "collected" if of.view == "liquidated" else "liquidated"
    mine, theirs = good(of, TEN), good(of, TEN, view=other)
    if abs(mine.pays.value - theirs.pays.value) < HAIR:
        return None
    if other == "collected":
        template = "As collected that day it was {other}; the law was changed later with effect back."
        return made(template, other=theirs.pays)
    return made("That is what customs collected; as the law now says it owes {other}.", other=theirs.pays)


def _change(of: Tariffs) -> Sentence | None:
    """The next day on which, by the law known, the same good pays another rate."""
    then = next_change(of, TEN)
    if then is None:
        return None
    day, rate = then
    return made("From {day} it is to pay {then}.", day=day, then=rate)


def _cars_and_steel(of: Tariffs) -> Sentence:
    rates = {name: archetype_rate(of, name) for name in ("car", "steel")}
    return made(f"Cars {pay(of)} {{car}}, steel {{steel}}.", **rates)


def _total(of: Tariffs) -> Sentence:
    found = effective_rate(of)
    be = {"pays": "is", "paid": "was", "is to pay": "is to be"}[verb(of)]
    return made(
        f"Over all imports duty {be} {{etr:tenth}} of value ({{low:tenth}} to {{high:tenth}}).",
        etr=found["etr_statutory"], low=found["etr_statutory_low"], high=found["etr_statutory_high"],
    )  # fmt: skip


def _red_line(of: Tariffs) -> Sentence | None:
    if agreement(of.desk) is None:
        return None
    found = red_line_share(of)
    share, inside = found["redline_share"], found["redline_covered"]
    paid_more = pay(of)
    if inside.value < HAIR and share.value > HAIR:
        template = f"By value {{share:tenth}} of imports {paid_more} more than the deal’s rate, none covered."
        return made(template, share=share)
    return made(
        f"By value {{share:tenth}} of imports {paid_more} more than the deal’s rate; goods it covers: "
        "{inside:tenth}.",
        share=share, inside=inside,
    )  # fmt: skip
