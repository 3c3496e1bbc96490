"""What the record says of Japan's deal as a blueprint for others: a few sentences, each counted from the clauses.

Belongs here: the reading of counts and gaps, in the words of the day. Does not belong here: an opinion (commentary
stands in the notebook, with its author and day).
"""

from __future__ import annotations

from reportlib.analysis import comparators
from reportlib.words.comparators.headlines import leader
from reportlib.words.comparators.names import JAPAN, Compared, in_words, the, together
from reportlib.words.sentences import Sentence, made, size

HAIR = 1e-9
MOST = 3
"""At most so many clauses are named in a sentence."""
MANY = 3
"""From so many shared clauses on, one deal reads as a copy of another."""


def lessons(of: Compared) -> tuple[Sentence, ...]:
    """What a partner that looks for a template can read from the record; at least one sentence."""
    spread = comparators.spread_of(of.desk)
    if spread is None:
        return _before(of)
    if not spread.elsewhere.value:
        first = made("The clauses of Japan’s deal are known, and no other deal on record has one of them present.")
        on_top = _on_top(of)
        return (first, *((on_top,) if on_top else ()), *_money(of))
    found = (
        _machinery(of, spread),
        _rates_first(of, spread),
        _alone(of, spread),
        _beyond(of),
        _inside(of),
        _parity(of),
    )
    return (*[one for one in found if one], *_money(of))


def _before(of: Compared) -> tuple[Sentence, ...]:
    others = comparators.others_with_a_deal(of.desk)
    if others is None:
        return (made("There is no deal on record to serve as a blueprint."),)
    _, names = others
    rows = comparators.ledger(of.desk).value
    said = [made(f"The template on record is that of {the(names[0])}, not Japan’s: Japan has no deal yet.")]
    clauses = [in_words(one) for one in rows.loc[rows["partner"] == names[0], "clause"]]
    if clauses:
        said.append(made(f"Of the subjects followed here it speaks to: {together(clauses)}."))
    return tuple(said)


def _on_top(of: Compared) -> Sentence | None:
    """Where every other deal on record puts its rate on top of base duty."""
    rows = comparators.agreed(of.desk).value
    rows = rows.loc[rows["partner"] != JAPAN]
    if rows.empty or set(rows["rule"]) != {"additive"}:
        return None
    whose = together([the(one) for one in rows["partner"]])
    if len(rows) == 1:
        return made(f"The other deal on record, with {whose}, puts the rate on top of base duty.")
    return made(f"The other deals on record, with {whose}, put the rate on top of base duty.")


def _machinery(of: Compared, spread: comparators.Spread) -> Sentence | None:
    """Clauses that went to one partner and no further."""
    top, _ = leader(of)
    only = comparators.shared_with_one(of.desk, top)
    if only is None:
        return None
    verb = "stands" if only.value == 1 else "stand"
    template = f"Of the {{held:clause}} of Japan’s deal, {{only}} {verb} in that of {the(top)} and in no third"
    if only.value >= MANY and comparators.japan_first(of.desk, top):
        template += "; Japan had each of them first: a copy, not a standard"
    return made(f"{template}.", held=spread.held, only=only)


def _rates_first(of: Compared, spread: comparators.Spread) -> Sentence | None:
    """Clauses others had first."""
    if not spread.first_elsewhere.value:
        return None
    rows = comparators.ledger(of.desk).value
    held = rows.loc[rows["in_japan"] & (rows["presence"] == "present")]
    own = held.loc[held["partner"] == JAPAN]
    mine = dict(zip(own["clause"], own["first_date"], strict=True))
    early = held.loc[[day < mine[clause] for clause, day in zip(held["clause"], held["first_date"], strict=True)]]
    firsts = early.loc[early["is_first"], "partner"].drop_duplicates()
    whose = together([the(one) for one in firsts])
    return made(
        f"The pattern is not Japan’s alone: {{n}} of its clauses stood first in the deal of {whose}.",
        n=spread.first_elsewhere,
    )  # fmt: skip


def _alone(of: Compared, spread: comparators.Spread) -> Sentence | None:
    """Clauses of Japan's deal nobody else is known to have."""
    if not spread.alone.value:
        return None
    rows = comparators.ledger(of.desk).value
    present = rows.loc[rows["in_japan"] & (rows["presence"] == "present")]
    count = present.groupby("clause", sort=False)["partner"].nunique()
    names = [in_words(one) for one in count.index[count == 1]]
    return made(f"Seen in Japan’s deal alone: {together(names, MOST)}.")


def _beyond(of: Compared) -> Sentence | None:
    """What the partner nearest to Japan has and Japan has not."""
    top, _ = leader(of)
    extra = [in_words(one) for one in comparators.beyond(of.desk, top)]
    if not extra:
        return None
    return made(f"The deal of {the(top)} has what Japan’s is not known to have: {together(extra, MOST)}.")


def _inside(of: Compared) -> Sentence | None:
    """What counting base duty inside is worth against a partner with the same rate on top."""
    rows = comparators.at_last(of.desk, of.base_duty, of.view).value
    mine = rows.loc[rows["partner"] == JAPAN]
    if mine.empty or mine.iloc[0]["rule"] != "floor":
        return None
    same = rows.loc[(rows["rate"] == mine.iloc[0]["rate"]) & (rows["rule"] == "additive"), "partner"]
    same = same.loc[~same.isin(comparators.overtaken(of.desk).value["partner"])]
    if same.empty:
        return None
    gap = of.gap(str(same.iloc[0]))
    if gap is None or gap.value > -HAIR:
        return None
    return made(
        f"Base duty inside the rate is what the deal is worth at the border: {the(str(same.iloc[0]))}, with the same"
        " rate on top, pays {gap} more at {base} base duty.",
        gap=size(gap), base=of.base,
    )  # fmt: skip


def _parity(of: Compared) -> Sentence | None:
    """Partners that pay less with fewer of the clauses."""
    table = comparators.at_last(of.desk, of.base_duty, of.view).value
    moved = set(comparators.overtaken(of.desk).value["partner"])
    if JAPAN in moved:
        return None
    less = [one for one in table.loc[table["gap_points"] > HAIR, "partner"] if one not in moved]
    fewer = comparators.indices(of.desk).value.set_index("partner")["present"]
    held = len(comparators.of_japan(of.desk))
    cheap = [the(one) for one in less if int(fewer.get(one, 0)) < held]
    if not cheap:
        return None
    verb = "pays" if len(cheap) == 1 else "pay"
    return made(f"More clauses did not buy a lower rate: {together(cheap)} {verb} less with fewer of them.")


def _money(of: Compared) -> tuple[Sentence, ...]:
    """Who else has a fund of the kind, and who only plans of firms."""
    rows = comparators.pledges(of.desk).value
    rows = rows.loc[rows["partner"] != JAPAN]
    funds = [the(one) for one in rows.loc[rows["kind"] == "fund", "partner"].drop_duplicates()]
    plans = [the(one) for one in rows.loc[rows["kind"] == "firms", "partner"].drop_duplicates()]
    plans = [one for one in plans if one not in funds]
    if not funds and not plans:
        return ()
    first = f"A fund of the state like Japan’s is pledged by {together(funds)} alone" if funds else (
        "No other partner has pledged a fund of the state like Japan’s"
    )  # fmt: skip
    tail = f"; {together(plans)} told of plans of firms instead" if plans else ""
    return (made(f"{first}{tail}."),)
