"""Tables of other partners of the United States: steps of their deals, their pledges, clauses, size of their economies.

A deal, a pledge and a clause are told row by row as they became known: what was agreed later is a row of its own, and
of several rows on one key the one known last holds. Belongs here: columns and keys. Does not belong here: rates by
day (`partner_rates`, with the tables of trade), or what a clause is worth (`reportlib.analysis.comparators`).
"""

from __future__ import annotations

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Day, Number, Text
from reportlib.schemas.table import CITES, FROM_EVENT, Fact, Released, TableSpec
from reportlib.schemas.trade import PARTNERS_HELD, RATE_RULES

DEAL_STEPS = ("announced", "framework", "signed", "in_force")
PLEDGE_KINDS = ("fund", "firms", "guarantees", "not_told", "purchases", "openings")
CLAUSES = (
    "all_in_floor", "auto_parity", "us_directed_fund", "committee_chaired_by_commerce", "consultation_committee",
    "equal_split_until_repaid", "funding_deadline_45_days", "tariff_snapback", "annual_cap", "commercial_viability",
    "chip_most_favoured", "drug_cap_15", "aircraft_generics_free", "section_301_net_of_mfn", "golden_share",
)  # fmt: skip


class PartnerDeals(Fact):
    """A step of one partner's deal with the United States, with the general rate agreed as known then."""

    partner: Text = c.one_of(PARTNERS_HELD, "Partner")
    date: Day = c.day("Local day of the step")
    step: Text = c.one_of(
        DEAL_STEPS, "announced: by a leader or a fact sheet; framework: joint text; signed; in_force: ordered"
    )
    general_rate: Number = c.number("General rate agreed", unit="percent", blank=True, low=0, high=200)
    rule: Text = c.one_of(RATE_RULES, "How it meets base duty; blank: the text does not say", blank=True)
    rate_before: Number = c.number("General rate it stood in for", unit="percent", blank=True, low=0, high=200)
    before_basis: Text = c.one_of(("in_force", "threatened"), "What that rate was; blank without one", blank=True)
    text: Text = c.text("The step in words, nothing later than known_on")


class PartnerPledges(Fact):
    """Money one partner promised, as known on one day. Kinds and pledges are never added."""

    partner: Text = c.one_of(PARTNERS_HELD, "Partner")
    pledge: Text = c.identifier("Key of the pledge: a later row on it is a later version")
    date: Day = c.day("Local day it was promised or told anew")
    kind: Text = c.one_of(
        PLEDGE_KINDS,
        "fund: money the state raises for projects the US directs; firms: what companies plan; guarantees: credit the"
        " state stands behind; not_told: investment of mixed or unstated kind; purchases; openings: market access",
    )
    amount_usd_bn: Number = c.number("Amount; blank: promised without one", unit="USD bn", blank=True, low=0)
    qualifier: Text = c.one_of(("about", "at least", "more than", "up to"), "How it is hedged", blank=True)
    per: Text = c.one_of(("whole", "year"), "Whether the amount is for the whole term or for each year")
    term: Text = c.text("Term in words; blank: none told", blank=True)
    is_sum: Text = c.one_of(("yes", "no"), "yes: contains other rows, never drawn beside them")
    text: Text = c.text("What was promised, nothing later than known_on")


class Clauses(Fact):
    """A clause in one partner's deal, as known on one day. No row means not seen, which does not prove absence."""

    clause: Text = c.one_of(CLAUSES, "Which clause")
    partner: Text = c.one_of(PARTNERS_HELD, "Partner")
    first_date: Day = c.day("Day of the text it stands in")
    presence: Text = c.one_of(("present", "variant"), "variant: the subject is there, the clause differs")
    text: Text = c.text("The clause in words")


class PartnerGdp(Released):
    """Output of one economy in one year at current prices, in one vintage. Vintages and years are never mixed."""

    economy: Text = c.identifier("Economy")
    year: Number = c.number("Year", unit="year", low=1960)
    gdp_usd_bn: Number = c.number("Gross domestic product, current US dollars", unit="USD bn", low=0)
    status: Text = c.one_of(("actual", "forecast"), "forecast: no outturn, never shown as one")


PARTNERS = (
    TableSpec(
        name="partner_deals", title="Deals of partners", model=PartnerDeals, keys=(CITES, FROM_EVENT),
        in_order=(("date", "known_on"),),
    ),
    TableSpec(
        name="partner_pledges", title="Pledges of partners", model=PartnerPledges, keys=(CITES, FROM_EVENT),
        in_order=(("date", "known_on"),),
    ),
    TableSpec(
        name="clauses", title="Clauses of deals", model=Clauses, keys=(CITES, FROM_EVENT),
        in_order=(("first_date", "known_on"),),
    ),
    TableSpec(
        name="partner_gdp", title="Output of partners", model=PartnerGdp, folder="series", clock="released_on",
        keys=(CITES,),
    ),
)  # fmt: skip
