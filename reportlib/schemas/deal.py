"""Tables of the Nippon Steel / U.S. Steel deal: terms, meanings of a number, review clock, golden share, closes."""

from __future__ import annotations

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Day, Number, Text
from reportlib.schemas.record import CASES, STEPS, TRACKS
from reportlib.schemas.table import CITES, FROM_EVENT, Fact, ForeignKey, Graded, Known, TableSpec

TERM_UNITS = (
    "USD per share", "USD bn", "USD m", "JPY bn", "JPY bn (forecast)", "percent", "percent of votes cast (more than)",
    "percent of shares outstanding", "date", "quarter", "month", "directors", "jobs (at least)", "text",
)  # fmt: skip
IN_WORDS = ("date", "quarter", "month", "text")
"""Units of terms whose value is no number."""
SHEET = (
    "offer_price", "equity_value", "enterprise_value", "premium_to_last_close", "premium_to_prereview_price",
    "rival_bid_cliffs", "shareholder_vote_for", "shareholder_vote_for_outstanding", "earlier_union_mill_pledge",
    "investment_plan_may_2025", "investment_commitment_nsa", "headline_total_us_officials",
    "ownership_after_closing", "breakup_fee_avoided", "us_steel_profit_contribution_fy2025",
    "nippon_steel_fy2025_net_forecast",
)  # fmt: skip
"""Terms of the deal sheet, in its order; what has a table of its own on the page is left out."""
SHEET_UNITS = TERM_UNITS[:8]
"""Units in which the deal sheet can be printed."""
GOLDEN_ACTS = ("use", "threat", "deputy")
"""What was done with the golden share. A threat is no use, and naming who may use it is neither."""
CONCEPT_SUBJECTS = ("14bn", "11bn", "28bn", "2.7bn", "550bn", "1000bn", "109bn", "15pc")
CLAIM_UNITS = (
    "USD bn", "USD bn, about", "USD bn, upwards of", "USD per worker", "jobs, at least", "jobs", "people",
    "hires, about",
)  # fmt: skip
"""Units in which a claim about the deal can be printed."""
NO_NUMBER = "hundreds of thousands"
"""The one unit that stands in place of a number."""
STANDINGS = (
    "claim", "count", "press", "company", "company plan", "reported plan", "pledge", "binding agreement", "approved",
    "board approved", "under way",
)  # fmt: skip


class DealTerms(Known):
    """One term, date or number of the deal."""

    term: Text = c.matching(r"[a-z0-9]+(_[a-z0-9]+)*", "Name of the term", expects="a name like offer_price")
    value: Text = c.text("The value as text; its type is given by unit", unit="see unit")
    unit: Text = c.one_of(TERM_UNITS, "Unit or type of the value")
    as_of: Text = c.partial_day("Day the value refers to")


class Concepts(Fact):
    """One meaning of a number that is easily confused with others."""

    subject: Text = c.one_of(CONCEPT_SUBJECTS, "The number in the headlines that the row is a meaning of")
    kind: Text = c.one_of(("sum", "rate", "wording"), "A sum, a rate, or only a wording for another row's sum")
    concept: Text = c.text("What the number means")
    amount: Number = c.number("The number", unit="see unit")
    unit: Text = c.one_of(("USD bn", "USD bn, up to", "USD bn stock", "percent"), "Its unit")
    basis: Text = c.text("What it is made of")
    first_on: Day = c.day("Day it was first said")
    quoted_as: Text = c.text("How the press writes it")
    never_confuse_with: Text = c.identifiers("Other meanings (concepts.csv), separated by ';'", blank=True)


class CfiusSteps(Fact):
    """One edge of a step of the CFIUS review, or a length set by statute."""

    case: Text = c.one_of(("statute", *CASES), "The statute itself or one of the two cases")
    step: Text = c.one_of(STEPS, "Step of the procedure")
    edge: Text = c.one_of(("started", "due", "ended", "length"), "Which edge the row gives")
    date: Day = c.day("Day of the edge", blank=True)
    statutory_days: Number = c.number("Length set by law", unit="days", blank=True, low=0)
    basis: Text = c.text("Legal or reported basis")


class GoldenShare(Fact):
    """A right of the golden share, a feature of it, a use of it, a threat to use it, or a deputy named to use it."""

    row_kind: Text = c.one_of(
        ("right", "feature", *GOLDEN_ACTS),
        "A right, what describes the share, a use, a threat of one, or a deputy named",
    )
    item: Text = c.matching(r"[a-z]+(_[a-z]+)*", "Key of the right or feature", expects="a name like headquarters")
    date: Day = c.day("Day of the grant or the use")
    text: Text = c.text("In words")


class Claims(Fact):
    """A number somebody claimed about the deal or the investment pledges. Never added up."""

    claimant: Text = c.text("Who claimed it")
    said_on: Text = c.partial_day("When")
    track: Text = c.one_of(TRACKS, "Strand of the story")
    subject: Text = c.one_of(("jobs", "capex", "total", "profits", "bonus"), "What it is about")
    number: Number = c.number(f"The number, unless the unit is {NO_NUMBER}", unit="see unit", blank=True)
    unit: Text = c.one_of((*CLAIM_UNITS, "percent", NO_NUMBER), "Its unit")
    scope: Text = c.text("What it covers")
    evidence: Text = c.one_of(STANDINGS, "What stands behind it")


class Precedents(Fact):
    """A precedent for a role of the state in a company."""

    kind: Text = c.one_of(("case_reopened", "golden_share", "equity_stake"), "Sort of role")
    company: Text = c.text("Company")
    date: Text = c.partial_day("Day or month")
    stake_pct: Number = c.number("Stake of the state", unit="percent", blank=True, low=0, high=100)
    text: Text = c.text("In words")


class QuotedCloses(Graded):
    """One close of the U.S. Steel share, quoted singly as a fact; not a price series."""

    date: Day = c.day("Trading day")
    close_usd: Number = c.number("Close on the New York Stock Exchange", unit="USD per share", low=0)
    status: Text = c.one_of(("press", "derived", "reported"), "Printed, worked out, or quoted from a data terminal")
    event: Text = c.text("Why the day matters, as known on known_on", blank=True)


DEAL = (
    TableSpec(
        name="deal_terms", title="Terms of the deal", model=DealTerms, keys=(CITES,), in_order=(("as_of", "known_on"),)
    ),
    TableSpec(
        name="concepts", title="Meanings of a number", model=Concepts, in_order=(("first_on", "known_on"),),
        keys=(CITES, FROM_EVENT, ForeignKey(column="never_confuse_with", table="concepts", many=True)),
    ),
    TableSpec(name="cfius_steps", title="Steps of the CFIUS review", model=CfiusSteps, keys=(CITES, FROM_EVENT)),
    TableSpec(
        name="golden_share", title="Golden share", model=GoldenShare, keys=(CITES, FROM_EVENT),
        in_order=(("date", "known_on"),),
    ),
    TableSpec(
        name="claims", title="Claims", model=Claims, keys=(CITES, FROM_EVENT), in_order=(("said_on", "known_on"),)
    ),
    TableSpec(
        name="precedents", title="Precedents of state roles", model=Precedents, keys=(CITES, FROM_EVENT),
        in_order=(("date", "known_on"),),
    ),
    TableSpec(
        name="us_steel_quoted_closes", title="U.S. Steel: closes quoted as facts", model=QuotedCloses, folder="series",
        keys=(CITES,), in_order=(("date", "known_on"),),
    ),
)  # fmt: skip
