"""Tables everything else leans on: events, people and offices, sources, and how far our record goes."""

from __future__ import annotations

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Day, Number, Text
from reportlib.schemas.table import CITES, FROM_EVENT, Fact, ForeignKey, Graded, Known, Strict, TableSpec

ICD203 = (
    "almost no chance", "very unlikely", "unlikely", "roughly even", "likely", "very likely", "almost certain",
)  # fmt: skip
"""The seven words of Intelligence Community Directive 203 for a likelihood."""
TRACKS = ("deal", "talks", "tariff", "investment", "legal", "politics")
CASES = ("first", "second")
"""The two cases CFIUS opened on U.S. Steel."""
STEPS = (
    "review", "investigation", "investigation_extension", "president", "first_filing", "second_filing",
    "concern_letter", "abandonment", "closing",
)  # fmt: skip
"""Steps of a case. A filing runs from the day of filing to leave to file again or to the referral."""
EVENT_KINDS = (
    "announcement", "statement", "order", "effective", "round", "call", "ruling", "summit",
    "deadline", "filing", "deadline_set", "lawsuit", "closing",
)  # fmt: skip


class Events(Graded):
    """Something that happened, was said, or is due."""

    date: Day = c.day("Local day of the event; a row of kind deadline may stand for a day still to come")
    track: Text = c.one_of(TRACKS, "Strand of the story")
    kind: Text = c.one_of(
        EVENT_KINDS, "What sort of event (effective = it enters into force, deadline = the day itself)"
    )
    title: Text = c.text("What happened, in one line, as known on known_on", longest=90)
    summary: Text = c.text("One or two sentences, nothing later than known_on")
    actors: Text = c.text("People and bodies, separated by ';'")
    place: Text = c.text("Places, separated by ';'", blank=True)
    due_date: Day = c.day("Next date the event points to", blank=True)
    source2: Text = c.identifier("A second page (sources.csv)", blank=True)


class People(Fact):
    """A person named in the briefings."""

    name: Text = c.text("Name in Latin letters, given name first")
    name_ja: Text = c.text("Name in Japanese script", blank=True)
    name_ja_basis: Text = c.one_of(("read", "not verified"), "Whether the Japanese form was read", blank=True)
    side: Text = c.one_of(("japan", "us", "company", "union", "analyst"), "Whom the person speaks for")


class Offices(Fact):
    """A start, an end or a sighting of a person in an office."""

    person: Text = c.identifier("Who (people.csv)")
    office: Text = c.text("Office in English")
    office_ja: Text = c.text("Office in Japanese", blank=True)
    edge: Text = c.one_of(("from", "to", "seen"), "seen: in office that day, the edge itself was not read")
    date: Day = c.day("Day of the edge")


class Sources(Strict):
    """A page or document facts rest on."""

    id: Text = c.identifier("Key of the source", unique=True)
    publisher: Text = c.text("Who published it; an agency whose text a paper carries stands in brackets")
    title: Text = c.text("Words of the page's address, blank where it has none", blank=True)
    url: Text = c.matching(r"https?://\S+", "Address", expects="an address", blank=True)
    published: Day = c.day("Day printed in the address, blank where it prints none", blank=True)
    tier: Number = c.number(
        "1 the institution itself, 2 news agency or national daily, 3 trade press or law firm, 4 digest, blog or copy",
        unit="tier", low=1, high=4,
    )  # fmt: skip
    copy_at: Text = c.text("Host, where the address is a mirror or copy of the publisher's text", blank=True)
    notes: Text = c.text("Editor's remarks", blank=True)


class Likelihoods(Known):
    """One term of the scale on which likelihoods are written; a method, known since it was published."""

    term: Text = c.one_of(ICD203, "The term")
    low: Number = c.number("Lower end of its range", unit="probability", low=0, high=1)
    high: Number = c.number("Upper end of its range", unit="probability", low=0, high=1)


class Coverage(Fact):
    """How far our record of one track goes: a statement about the record, not the world."""

    track: Text = c.identifier("Track or series", unique=True)
    kind: Text = c.one_of(("events", "series"), "What the track is made of")
    checked_through: Day = c.day("Day through which the record has been checked")
    last_event: Text = c.identifier("Last event on record (events.csv)", blank=True)
    last_event_on: Text = c.partial_day("Day of the last event or observation")
    unit_of_last: Text = c.text("Precision of last_event_on, in words")
    sentence: Text = c.text("What to print past the horizon")


RECORD = (
    TableSpec(
        name="events", title="Events", model=Events, in_order=(("known_on", "due_date"),),
        keys=(CITES, ForeignKey(column="source2", table="sources")),
    ),
    TableSpec(name="people", title="People", model=People, keys=(CITES, FROM_EVENT)),
    TableSpec(
        name="offices", title="Offices held", model=Offices, in_order=(("date", "known_on"),),
        keys=(CITES, FROM_EVENT, ForeignKey(column="person", table="people", unless_known="the person was on record")),
    ),
    TableSpec(name="likelihoods", title="Terms of likelihood", model=Likelihoods, keys=(CITES,)),
    TableSpec(name="sources", title="Sources", model=Sources, clock=None),
    TableSpec(
        name="coverage", title="Coverage of our record", model=Coverage, clock=None,
        keys=(CITES, FROM_EVENT, ForeignKey(column="last_event", table="events")),
    ),
)  # fmt: skip
