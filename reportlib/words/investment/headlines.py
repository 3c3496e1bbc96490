"""Title and bottom line of the investment briefing, chosen by how far the pledge has come."""

from __future__ import annotations

from typing import Any

from reportlib.analysis import investment
from reportlib.analysis.investment import Relief, Vehicle
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.figures import is_little
from reportlib.words.sentences import Sentence, length, made

LONGEST = 60


def title(desk: Desk) -> Sentence:
    """The finding of the day, for the masthead."""
    of = investment.open_vehicle(desk)
    if of.pledged is None:
        return _before(desk)
    if of.selected is not None and of.window is not None:
        if of.contracted is not None:
            is_small = of.contracted_share is None or is_little(of.contracted_share.value)
            return made(
                f"{{selected:cap}} of {{pledged}} selected, {ahead(of)} an even pace of {{pace}};"
                f" {'little' if is_small else '{loans}'} contracted",
                selected=of.selected, pledged=of.pledged, pace=of.window.pace,
                **({} if is_small else {"loans": of.contracted}),
            )  # fmt: skip
        where = ahead(of)
        return made(f"{{selected:cap}} of {{pledged}} selected, {where} an even pace; no loan on record",
                    selected=of.selected, pledged=of.pledged)  # fmt: skip
    if of.listed_low is not None and of.listed_high is not None:
        return made(
            "{pledged} pledged; candidates counted at {low} to {high}, none selected", pledged=of.pledged,
            low=of.listed_low, high=of.listed_high,
        )  # fmt: skip
    if of.window is not None:
        return made("{pledged} pledged and the memorandum signed; no project selected", pledged=of.pledged)
    return made("{pledged} pledged for relief; no memorandum, no project yet", pledged=of.pledged)


def _before(desk: Desk) -> Sentence:
    if investment.counts_steel_money(desk):
        return made("Japan is to offer more investment; no sum for it is on record")
    if goal := investment.stock_goal(desk):
        return made("Japan offers a goal for its investment: a stock of {goal}", goal=goal)
    return made("No offer of investment for relief is on record yet")


def ahead(of: Vehicle) -> str:
    """Where what is selected stands to an even pace: "ahead of", "behind" or "level with"."""
    if of.selected is None or of.window is None:
        raise ValueError("nothing is selected, or there is no window to pace")
    gap = of.selected.value - of.window.pace.value
    if abs(gap) < 0.05:
        return "level with"
    return "ahead of" if gap > 0 else "behind"


def bottom_line(desk: Desk, *priced: Relief | None) -> tuple[Sentence, ...]:
    """Sixty words at most; where they are too many, later sentences give way. `priced`: reckonings of the relief."""
    of = investment.open_vehicle(desk)
    wanted = (
        [_offer(desk), _stock(desk), _symbol(desk)]
        if of.pledged is None
        else [_stands(of), _loans(of), _price(*priced), _symbol(desk)]
    )
    kept: list[Sentence] = []
    for sentence in wanted:
        if sentence and sum(map(length, kept)) + length(sentence) <= LONGEST:
            kept.append(sentence)
    return tuple(kept) or (made("Nothing on Japanese investment is on record on this day."),)


def _offer(desk: Desk) -> Sentence:
    if investment.counts_steel_money(desk):
        return made(
            "Japan is to offer more investment by its firms, counting money for U.S. Steel; how"
            " much in all is not on record."
            if not _steel_cleared(desk)
            else "Japan put more investment by its firms on the table; how much in all is not on record."
        )
    if goal := investment.stock_goal(desk):
        return made("Japan has named a goal: a stock of {goal} of direct investment in the United States.", goal=goal)
    return made("No offer of investment in exchange for tariff relief is on record on this day.")


def _steel_cleared(desk: Desk) -> bool:
    return "closing" in set(desk["deal_terms"]["term"])


def _stock(desk: Desk) -> Sentence | None:
    found, rank = investment.japan_stock(desk), investment.japan_rank(desk)
    if found is None:
        return None
    stock, year = found
    if rank is None:
        return made(
            "At the end of {year} Japan held {stock} of direct investment in the United States.",
            stock=stock,
            year=year,
        )
    return made(
        "At the end of {year} Japan held {stock} of direct investment in the United States by ultimate owner, {rank}"
        " of all countries.",
        stock=stock, year=year, rank=rank,
    )  # fmt: skip


def _symbol(desk: Desk) -> Sentence | None:
    base = "package" if investment.open_vehicle(desk).pledged is not None else "stock"
    share, values = investment.deal_share(desk, base), investment.deal_values(desk)
    if share is None or "ev" not in values:
        return None
    of = "pledge" if base == "package" else "stock"
    small = ": a symbol" if is_little(share.value) else ""
    return made(f"The purchase of U.S. Steel, {{ev}} with debt, equals {{share}} of that {of}{small}.",
                ev=values["ev"], share=share)  # fmt: skip


def _stands(of: Vehicle) -> Sentence:
    if of.pledged is None:
        raise ValueError("no pledge is on record")
    values: dict[str, Sourced[Any]] = {"pledged": of.pledged}
    if of.selected is not None and of.selected_share is not None and of.window is not None:
        read = ", as last read on {read}" if of.read_to is not None else ""
        values |= {"read": of.read_to} if of.read_to is not None else {}
        return made(
            f"Of {{pledged}} pledged, {{selected}} ({{share}}) is selected{read}; an even pace to {{end}} would stand"
            " at {pace}.",
            **values, selected=of.selected, share=of.selected_share, pace=of.window.pace, end=of.window.end,
        )  # fmt: skip
    if of.listed_low is not None and of.listed_high is not None and of.window is not None:
        return made(
            "Of {pledged} pledged nothing is selected; published counts of candidates run from {low} to {high}, and an"
            " even pace to {end} would stand at {pace}.",
            **values, low=of.listed_low, high=of.listed_high, pace=of.window.pace, end=of.window.end,
        )  # fmt: skip
    if of.window is not None:
        return made(
            "The memorandum on {pledged} was signed on {signed}; it runs to {end}. No project is selected.",
            **values, signed=of.window.signed, end=of.window.end,
        )  # fmt: skip
    if of.pledged_on is None:
        raise ValueError("a pledge without its day")
    return made(
        "Japan pledged {pledged} on {day}, as equity, loans and guarantees; no memorandum is signed and no project is"
        " selected.",
        **values, day=of.pledged_on,
    )  # fmt: skip


def _loans(of: Vehicle) -> Sentence | None:
    if of.selected is None:
        return None
    if of.disbursed is not None:
        return made("Disbursed: {spent}.", spent=of.disbursed)
    if of.contracted is None:
        return made("No loan contract and no sum disbursed is known.")
    least = "at least " if of.loans and of.loans.is_at_least else ""
    copied = ", by one press copy" if of.loans and of.loans.is_from_copy and of.loans.reports == 1 else ""
    return made(f"Loan contracts: {least}{{loans}}{copied}; no sum disbursed is known.", loans=of.contracted)


def _price(*priced: Relief | None) -> Sentence | None:
    found = [one for one in priced if one]
    if not found or found[-1].ratio is None:
        return None
    saves = "saved a year at these rates" if found[-1].kind == "rates" else "the framework saves in a year"
    template = f"The pledge is {{ratio}} times the duty {saves}: loans and guarantees, not gifts."
    return made(template, ratio=found[-1].ratio)
