"""Tables of duties and pledges, each with its later stages or ends as rows of their own."""

from __future__ import annotations

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Day, Number, Text
from reportlib.schemas.table import CITES, FROM_EVENT, Fact, ForeignKey, Known, TableSpec

AUTHORITIES = ("MFN", "s232", "IEEPA", "s122", "s301", "s201", "legacy")
RATE_RULES = (
    "additive", "floor15_inclusive_of_MFN", "floor12.5_inclusive_of_MFN", "cap", "exempt", "exempt_within_quota",
)  # fmt: skip


MEASURE_STAGES = ("ordered", "proposed", "threatened", "under_way")
"""Ordered: in law or in an order, also one for a later day; under way: talks or an investigation, no duty set."""
GOODS = ("general", "cars", "light_trucks", "car_parts", "steel", "aluminium", "metals")


class Measures(Known):
    """One duty, or exemption, on goods of Japan from one day on. Its end is a row of measure_ends."""

    measure_id: Text = c.matching(r"JP(-[A-Z0-9.]+)+", "Key used in notes", expects="a key like JP-232-AUTO-15")
    authority: Text = c.one_of(AUTHORITIES, "Legal authority")
    scope: Text = c.text("Goods, in words")
    hs_scope: Text = c.hs_codes("HS chapters, headings or ranges, separated by ';'; a summary, not a list", blank=True)
    goods: Text = c.one_of(GOODS, "Goods of the table of duties; metals: steel and aluminium alike", blank=True)
    rate: Number = c.number("Rate; blank: none set, or the line's own", unit="percent", blank=True, low=0, high=200)
    rate_rule: Text = c.one_of(RATE_RULES, "How the rate meets the base duty m: m + rate, max(m, rate), nothing")
    rate_unmet: Number = c.number(
        "Rate on top where the quota or certificate of the row is not met", unit="percent", blank=True, low=0, high=200
    )
    ceiling_pct: Number = c.number(
        "Base duty and rate together are held to this, or to the base duty", unit="percent", blank=True, low=0, high=200
    )
    effective_from: Day = c.day("First day in force; blank: always on, or no duty set", blank=True)
    retroactive_from: Day = c.day("Day back to which the law reaches, where it became known only later", blank=True)
    announced_on: Day = c.day("First public announcement of the policy", blank=True)
    deal: Text = c.one_of(("within", "outside"), "Whether the deal of 2025 speaks of the duty, or never covered it")
    scope_held: Text = c.one_of(
        ("yes", "no"), "Whether measure_scopes.csv says which goods it covers; no: base duty, list not read, no duty"
    )
    stage: Text = c.one_of(
        MEASURE_STAGES, "How far it had got when the row became known; threatened: announced by letter, never ordered"
    )
    legal_ref: Text = c.text("Legal text")


class MeasureEnds(Known):
    """The end of a measure, as it became known."""

    measure: Text = c.identifier("Measure (measures.csv)")
    effective_to: Day = c.day("First day on which the measure no longer applies")


class Pledges(Known):
    """One investment pledge, project or total. Its amounts are rows of pledge_stages."""

    announced_on: Text = c.partial_day("When it was announced")
    investor: Text = c.text("Who invests")
    project: Text = c.text("What in")
    sector: Text = c.text("Sector")
    state: Text = c.text("US states, separated by ';', or words", blank=True)
    part_of: Text = c.text("Totals the pledge belongs to, separated by ';'", blank=True)


class PledgeStages(Fact):
    """A stage reached by a pledge. Stages are never added to one another."""

    pledge: Text = c.identifier("Pledge (pledges.csv)")
    ladder: Text = c.one_of(("550bn", "us-steel-capex", "us-steel-purchase", "other"), "Ladder the stage stands on")
    stage: Text = c.one_of(("pledged", "candidate", "selected", "contracted", "disbursed"), "Stage")
    date: Text = c.partial_day("When it was reached")
    amount: Number = c.number("Amount as announced", unit="see unit")
    unit: Text = c.text("Its unit")
    amount_usd_bn: Number = c.number("The same in US dollars", unit="USD bn", blank=True)
    is_sum: Text = c.one_of(("yes", "no"), "yes: contains or overlaps other rows, drop before adding")
    counted_by: Text = c.text("Whose count it is, where counts of one thing differ", blank=True)


MONEY = (
    TableSpec(
        name="measures", title="Duties on goods of Japan", model=Measures, keys=(CITES,),
        in_order=(("announced_on", "known_on"),),
    ),
    TableSpec(
        name="measure_ends", title="Ends of duties", model=MeasureEnds,
        keys=(CITES, ForeignKey(column="measure", table="measures", unless_known="its measure was known")),
    ),
    TableSpec(
        name="pledges", title="Investment pledges", model=Pledges, keys=(CITES,),
        in_order=(("announced_on", "known_on"),),
    ),
    TableSpec(
        name="pledge_stages", title="Stages of pledges", model=PledgeStages, in_order=(("date", "known_on"),),
        keys=(CITES, FROM_EVENT, ForeignKey(column="pledge", table="pledges", unless_known="its pledge was known")),
    ),
)  # fmt: skip
