"""Frames of charts and tables with the words of their rows. Does not belong here: titles (`titles`)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlib.analysis import comparators, deal, trade
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.comparators.names import (
    CLAUSES,
    JAPAN,
    KINDS,
    PARTNERS,
    STEPS,
    Compared,
    pledge_name,
    rate_text,
    together,
)
from reportlib.words.days import day
from reportlib.words.deal_tables import precedent_table
from reportlib.words.figures import number, render, shortest
from reportlib.words.frames import Frame
from reportlib.words.tariffs.names import month_text

MISSING = {"": "", "forecast": "not known: forecast only", "not_held": "not known: not held"}
"""Why there is no share of output."""
NOT_KNOWN = "not known"
ENOUGH = 2
"""A picture compares: it is drawn from so many marks on."""


def rates_data(of: Compared) -> Frame:
    """Rates of partners by day with their names; empty with fewer than two days, which make no comparison over time."""
    found = comparators.rates(of.desk, of.base_duty, of.view)
    rows = found.value
    if rows["on"].nunique() < 2:
        return replace(found, value=rows.iloc[:0])
    return replace(found, value=rows.assign(name=rows["partner"].map(PARTNERS), base_duty=of.base_duty))


def parity_table(of: Compared) -> Frame:
    """Partners on the last day on record, Japan first: rates, the gap to Japan, and what the deal agreed.

    Columns of `comparators.at_last`, then name, general, paid, against, cars, agreed.
    """
    found = comparators.at_last(of.desk, of.base_duty, of.view)
    rows = found.value
    deals = comparators.agreed(of.desk)
    told = {
        row["partner"]: f"{rate_text(row['general_rate'], row['rule'])}, {day(row['date'].date())}"
        for row in deals.value.to_dict("records")
    }
    papers = dict(zip(deals.value["partner"], deals.value["source"], strict=True))
    rows = rows.assign(
        name=rows["partner"].map(PARTNERS),
        general=[rate_text(*pair) for pair in zip(rows["rate"], rows["rule"], strict=True)],
        paid=[render(one, "percent") for one in rows["all_in"]],
        against=[_against(*pair) for pair in zip(rows["partner"], rows["gap_points"], strict=True)],
        cars=[rate_text(*pair) for pair in zip(rows["autos_rate"], rows["autos_rule"], strict=True)],
        agreed=[told.get(one, "no deal on record") for one in rows["partner"]],
        source=[
            f"{source};{papers[who]}" if who in papers and papers[who] != source else source
            for who, source in zip(rows["partner"], rows["source"], strict=True)
        ],
    )
    return Sourced(
        value=rows, unit="", sources=(*found.sources, *(deals.sources if len(rows) else ())),
        facts=(*found.facts, *deals.facts),
    )  # fmt: skip


def _against(partner: str, gap: float) -> str:
    """The gap as the partner sees it: how many points Japan pays more or less."""
    if partner == JAPAN:
        return ""
    if gap != gap:
        return NOT_KNOWN
    if abs(gap) < 1e-9:
        return "the same"
    return f"{render(abs(gap), 'points').replace('percentage ', '')} {'more' if gap > 0 else 'less'}"


def gaps_data(of: Compared) -> Frame:
    """Gap of Japan to partners by base duty, with `label`: who pays by the rule of the line."""
    found = comparators.gaps(of.desk, of.view)
    names = [together([PARTNERS[one] for one in cell.split(";")], 3) for cell in found.value["partners"]]
    rows = found.value
    rules = [rate_text(*pair) for pair in zip(rows["rate"], rows["rule"], strict=True)]
    return replace(found, value=rows.assign(label=names, rule_words=rules))


def gaps_note(of: Compared) -> str:
    """How to read the chart of gaps, and which partners its lines leave out."""
    drawn = {one for cell in comparators.gaps(of.desk, of.view).value["partners"] for one in cell.split(";")}
    held = comparators.at_last(of.desk, of.base_duty, of.view).value["partner"]
    left = [PARTNERS[one] for one in held if one not in drawn and one != JAPAN] if drawn else []
    note = "Below the line of nought the peer pays more. Peers under one rule share a line."
    return f"{note} In the table alone: {together(left, len(left))}." if left else note


def matrix_data(desk: Desk) -> Frame:
    """Clauses by partner with names of both: columns of `comparators.ledger`, then name, partner_name, place.

    `place` orders partners: Japan, then by clauses shared with it. Empty with fewer than `ENOUGH` cells.
    """
    found = _named_clauses(desk)
    return found if len(found.value) >= ENOUGH else replace(found, value=found.value.iloc[:0])


def _named_clauses(desk: Desk) -> Frame:
    found = comparators.ledger(desk)
    rows = found.value
    order = [JAPAN, *comparators.indices(desk).value["partner"]]
    order += [one for one in rows["partner"].unique() if one not in order]
    return replace(
        found,
        value=rows.assign(
            name=rows["clause"].map(CLAUSES),
            partner_name=rows["partner"].map(PARTNERS),
            place=rows["partner"].map(order.index),
        ),
    )


def clauses_table(desk: Desk) -> Frame:
    """Clauses with their words: `comparators.ledger` with names, and `said`: those words, and that a clause differs."""
    found = _named_clauses(desk)
    rows = found.value
    against = JAPAN in set(rows["partner"])  # before Japan has a deal there is nothing to differ from
    lead = rows["presence"].map({"present": "", "variant": "Differs: " if against else ""})
    return replace(found, value=rows.assign(said=lead + rows["text"]))


def index_table(desk: Desk) -> Frame:
    """The blueprint index by partner: columns of `comparators.indices`, then name, said, lacks (clauses not seen)."""
    found = comparators.indices(desk)
    rows = found.value
    held = comparators.of_japan(desk)
    lacks = []
    for partner in rows["partner"]:
        same, near = comparators.standing(desk, partner)
        missing = [CLAUSES[one] for one in held if one not in {*same["clause"], *near["clause"]}]
        lacks.append("; ".join(missing) if len(missing) <= 2 else f"{len(missing)} clauses")
    said = [f"{present} of {of}" for present, of in zip(rows["present"], rows["clauses"], strict=True)]
    return replace(found, value=rows.assign(name=rows["partner"].map(PARTNERS), said=said, lacks=lacks))


def precedents_note(roles: Frame) -> str:
    """What stakes rest on, where any is told."""
    has_stakes = roles.value["stake_pct"].notna().any()
    return "Stakes rest on one page of the press; of some the month alone is known." if has_stakes else ""


def pledges_data(desk: Desk) -> Frame:
    """Pledges that can be drawn, with names: columns of `comparators.shares`, then name, kind_name, why.

    Empty with fewer than `ENOUGH`: a single dot compares nothing.
    """
    found = comparators.shares(desk)
    rows = found.value if len(found.value) >= ENOUGH else found.value.iloc[:0]
    names = [pledge_name(*pair) for pair in zip(rows["partner"], rows["pledge"], strict=True)]
    return replace(
        found, value=rows.assign(name=names, kind_name=rows["kind"].map(KINDS), why=rows["missing"].map(MISSING))
    )


def pledges_table(desk: Desk) -> Frame:
    """Every pledge in its last version: columns of `comparators.pledges`, then name, kind_name, amount, day."""
    found = comparators.pledges(desk)
    rows = found.value
    return replace(
        found,
        value=rows.assign(
            name=rows["partner"].map(PARTNERS),
            kind_name=rows["kind"].map(KINDS),
            amount=[_amount(row) for row in rows.to_dict("records")],
        ),
    )


def _amount(row: dict[Any, Any]) -> str:
    if row["amount_usd_bn"] != row["amount_usd_bn"]:
        return "no amount told"
    said = f"{row['qualifier']} ${shortest(row['amount_usd_bn'])}bn".strip()
    return f"{said} a year" if row["per"] == "year" else said


def deals_table(desk: Desk) -> Frame:
    """Steps of deals: columns of `comparators.deals`, then name, step_name, rate (with the one it stood in for)."""
    found = comparators.deals(desk)
    rows = found.value
    return replace(
        found,
        value=rows.assign(
            name=rows["partner"].map(PARTNERS),
            step_name=rows["step"].map(STEPS),
            rate=[_rate_and_before(row) for row in rows.to_dict("records")],
        ),
    )


def _rate_and_before(row: dict[Any, Any]) -> str:
    """The rate agreed and the one it stood in for: "15% in all, for 25% threatened"."""
    said = rate_text(row["general_rate"], row["rule"])
    if row["rate_before"] != row["rate_before"]:
        return said
    return f"{said}, for {render(row['rate_before'], 'percent')} {row['before_basis'].replace('_', ' ')}"


def collected_data(desk: Desk) -> Frame:
    """Duty collected over imports in one month by partner, with names."""
    found = trade.collected_by_partner(desk)
    rows = found.value
    return replace(
        found,
        value=rows.assign(
            name=[PARTNERS.get(one, one.replace("-", " ").title()) for one in rows["partner"]],
            month=rows["period"].map(month_text),
            said=[f"{number(one, 1)}%" for one in rows["rate_pct"]],
        ),
    )


def precedents_table(desk: Desk) -> Frame:
    """State roles in companies: the table of the deal."""
    return precedent_table(deal.precedents(desk))
