"""Tables of the negotiation: rounds, attendance, deadlines, promises, judgements, offers."""

from __future__ import annotations

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Day, Number, Text
from reportlib.schemas.record import CASES, ICD203, STEPS, TRACKS
from reportlib.schemas.table import CITES, FROM_EVENT, Fact, ForeignKey, TableSpec


class Rounds(Fact):
    """What was known of a meeting on one day: planned, held or cancelled."""

    round: Text = c.identifier("Key of the meeting; several rows may speak of one")
    no: Number = c.number("Number of a ministerial round", unit="count", blank=True, low=1)
    kind: Text = c.one_of(("ministerial_round", "ministerial_meeting", "committee", "summit"), "Level of the meeting")
    status: Text = c.one_of(("planned", "held", "cancelled"), "State of the meeting as known")
    start: Day = c.day("First day", blank=True)
    end: Day = c.day("Last day, or the end of the window announced", blank=True)
    date_basis: Text = c.one_of(("day", "approximate", "window_end", "open"), "How firm the days are")
    place: Text = c.text("Where")
    outcome: Text = c.text("What came of it, in words", blank=True)


class Attendance(Fact):
    """One person at one meeting day. No row means not known, never absent."""

    round: Text = c.identifier("Meeting (rounds.csv)")
    person: Text = c.identifier("Who (people.csv)")
    on: Day = c.day("Day of the meeting")
    state: Text = c.one_of(("present", "absent", "phone", "planned"), "How the person took part")
    basis: Text = c.one_of(("reported", "expected"), "Reported afterwards or expected before")
    minutes: Number = c.number("Length of the person's meeting", unit="minutes", blank=True, low=0)
    minutes_note: Text = c.text("How the minutes were counted", blank=True)


GOODS = ("general", "cars", "sector")
TURNS_ON = ("agreement", "general_duty", "car_duty", "court", "steel_case", "economy")


DUE_ROLES = ("vehicle_end", "rally", "agreement_signing", "mill_site", "union_contract", "spending_term")
"""What the briefings ask a date for, or name it by; vehicle_end: the last day of the investment vehicle."""


class Deadlines(Fact):
    """A due date as it became known. A moved date is a new deadline; the old one gets an outcome."""

    what: Text = c.text("What is due")
    track: Text = c.one_of(TRACKS, "Strand of the story")
    goods: Text = c.one_of(GOODS, "Goods whose duty a date of the track tariff bears on", blank=True)
    due: Day = c.day("The date")
    due_precision: Text = c.one_of(("day", "computed", "approximate", "window_end", "month"), "How exact the date is")
    basis: Text = c.one_of(("fixed_by_law", "announced", "expected", "ours"), "Where the date comes from")
    hard_or_soft: Text = c.one_of(("hard", "soft"), "Whether missing it has a legal effect")
    legal_ref: Text = c.text("Legal basis", blank=True)
    set_by: Text = c.identifier("Event that set it (events.csv)", blank=True)
    coverage_track: Text = c.identifier("Track whose coverage limits what we know of it (coverage.csv)")
    case: Text = c.one_of(CASES, "Case of the CFIUS review that the date bounds (as in cfius_steps.csv)", blank=True)
    step: Text = c.one_of(STEPS, "Its step that the date bounds", blank=True)
    role: Text = c.one_of(DUE_ROLES, "What a date that bounds no step of a case is asked for or named by", blank=True)


class DeadlineOutcomes(Fact):
    """What became of a deadline."""

    deadline: Text = c.identifier("Deadline (deadlines.csv)")
    outcome: Text = c.one_of(
        (
            "met",
            "met_early",
            "missed",
            "agreed_otherwise",
            "decided",
            "extended",
            "overtaken",
            "in_force",
            "held",
            "cancelled",
            "expired",
        ),
        "What became of it; missed and agreed_otherwise (agreed, not yet ordered) do not resolve it",
    )
    date: Day = c.day("Day of the outcome; for extended the new date")
    detail: Text = c.text("In words", blank=True)


class Promises(Fact):
    """A promised date for a milestone, or what happened to it."""

    milestone: Text = c.identifier("Key of the milestone")
    row_kind: Text = c.one_of(("promise", "outcome"), "Whether the row promises or resolves")
    said_on: Text = c.partial_day("When it was said", blank=True)
    said_by: Text = c.text("Who said it", blank=True)
    promised_from: Day = c.day("Start of the promised window", blank=True)
    promised_to: Day = c.day("End of the promised window; blank: no date was given", blank=True)
    happened_on: Day = c.day("When it happened", blank=True)
    result: Text = c.one_of(("done", "lapsed"), "How the milestone ended", blank=True)
    text: Text = c.text("The promise or outcome in words")


class Judgements(Fact):
    """A judgement about the future, made on one day."""

    who: Text = c.text("Who judged")
    said_on: Text = c.partial_day("When")
    claim: Text = c.text("What was judged, as a statement that comes true or not")
    track: Text = c.one_of(TRACKS, "Strand of the story")
    turns_on: Text = c.one_of(TURNS_ON, "What decides it; no single event is told as bearing on the economy")
    icd203_word: Text = c.one_of(ICD203, "Likelihood in words; the words are ours", blank=True)
    p_low: Number = c.number("Lower end of the range", unit="probability", blank=True, low=0, high=1)
    p_high: Number = c.number("Upper end of the range", unit="probability", blank=True, low=0, high=1)
    range_by: Text = c.one_of(("speaker", "analyst"), "Whose range; only a speaker's is scored", blank=True)
    horizon: Day = c.day("Day by which it is decided")


class JudgementOutcomes(Fact):
    """How a judgement resolved."""

    judgement: Text = c.identifier("Judgement (judgements.csv)")
    outcome: Text = c.one_of(("true", "false"), "Whether the claim came true")
    resolved_on: Day = c.day("Day it was decided")
    detail: Text = c.text("In words")


class Offers(Fact):
    """Something asked or given at the table."""

    on: Day = c.day("Day it was said or took effect")
    side: Text = c.one_of(("japan", "us"), "Whose ask or give")
    direction: Text = c.one_of(("give", "ask"), "Given or asked for")
    item: Text = c.identifier("Key of the item; several rows may follow one")
    amount: Number = c.number("Amount, where one was named", unit="see unit", blank=True)
    unit: Text = c.text("Unit of the amount", blank=True)
    stage: Text = c.one_of(
        (
            "floated",
            "reported",
            "offered",
            "asked",
            "agreed",
            "ordered",
            "in_force",
            "repeated",
            "partly_met",
            "met",
            "void",
        ),
        "How far it had got; met: an ask that was granted; void: a court took its legal basis away",
    )
    text: Text = c.text("In words")


def _of(column: str, table: str, target: str = "id", *, unless_known: str = "") -> tuple[ForeignKey, ...]:
    return (CITES, FROM_EVENT, ForeignKey(column=column, table=table, target=target, unless_known=unless_known))


TALKS = (
    TableSpec(
        name="rounds", title="Rounds and meetings", model=Rounds, keys=(CITES, FROM_EVENT), in_order=(("start", "end"),)
    ),
    TableSpec(
        name="attendance", title="Attendance", model=Attendance,
        keys=(
            *_of("round", "rounds", "round", unless_known="its round was on record"),
            ForeignKey(column="person", table="people", unless_known="the person was on record"),
        ),
    ),
    TableSpec(
        name="deadlines", title="Deadlines", model=Deadlines, in_order=(("known_on", "due"),),
        keys=(
            *_of("set_by", "events", unless_known="the event that set it was known"),
            ForeignKey(column="coverage_track", table="coverage", target="track"),
        ),
    ),
    TableSpec(
        name="deadline_outcomes", title="Outcomes of deadlines", model=DeadlineOutcomes,
        keys=_of("deadline", "deadlines", unless_known="its deadline was set"),
    ),
    TableSpec(
        name="promises", title="Promises and what became of them", model=Promises, keys=(CITES, FROM_EVENT),
        in_order=(("promised_from", "promised_to"), ("said_on", "known_on"), ("happened_on", "known_on")),
    ),
    TableSpec(
        name="judgements", title="Judgements", model=Judgements, keys=(CITES, FROM_EVENT),
        in_order=(("said_on", "known_on"), ("said_on", "horizon")),
    ),
    TableSpec(
        name="judgement_outcomes", title="Outcomes of judgements", model=JudgementOutcomes,
        keys=_of("judgement", "judgements", unless_known="its judgement was made"),
        in_order=(("resolved_on", "known_on"),),
    ),
    TableSpec(
        name="offers", title="Asks and offers", model=Offers, keys=(CITES, FROM_EVENT), in_order=(("on", "known_on"),)
    ),
)  # fmt: skip
