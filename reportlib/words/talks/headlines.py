"""Titles of the exhibits of the talks, and the sentences that stand beside them.

Each says the finding of its picture on the day, from the same rows. Does not belong here: the title of
the briefing (`titles`), names of columns and rows (`tables`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from reportlib.analysis import deadlines, talks
from reportlib.analysis.talks import Situation, Timing
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.days import ABOUT
from reportlib.words.record import TRACKS
from reportlib.words.sentences import Sentence, made, together
from reportlib.words.talks.lists import ON
from reportlib.words.talks.tables import MILESTONES
from reportlib.words.talks.values import NAMES, duty
from reportlib.words.tense import at

RECORD_TRACKS = (
    "talks", "investment", "tariff-law", "tariff-steps", "s301-hearings", "s301-capacity", "critical-minerals", "legal",
    "politics",
)  # fmt: skip
"""Tracks of coverage the briefing rests on, in the order their ends are told."""
NOTHING = made("Nothing on record")
"""The title of an exhibit without rows: never printed, the sentence `empty` stands there instead."""
_TRACK_NAMES = TRACKS | {"politics": "Politics in Japan"}
SURNAMES = {"lutnick": "Lutnick", "bessent": "Bessent", "greer": "Greer", "trump": "Trump"}


def pen(desk: Desk) -> Sentence:
    """Who holds the pen: who negotiates for Japan, what meets now, and whom he met last."""
    held = talks.negotiator(desk)
    if held is None:
        return made("Nobody is named on this record as negotiator on tariffs.")
    values: dict[str, Sourced[Any] | str] = {"name": held.name, "office": held.office}
    template = "{name} ({office}) negotiates for Japan"
    if held.seen_on and desk.horizon("talks") < desk.as_of:
        values["seen"] = held.seen_on
        template += ", last on record in that office on {seen}"
    here = talks.situation(desk)
    now, last = _now(here), here.last
    if last and last.present:
        values |= {"names": together([NAMES[one] for one in last.present]), "day": last.last_day}
        which = "meeting completed" if here.current and here.current.timing is Timing.UNDER_WAY else "meeting"
        told = f"cross the table at the last {which}, on {{day}}, sat {{names}}"
        template += f". {now.template} A{told}" if now else f"; a{told}"
    elif now:
        template += f". {now.template.removesuffix('.')}"
    return Sentence(template=template + ".", values=values | (now.values if now else {}))


def _now(here: Situation) -> Sentence | None:
    """The round of the day, or one whose planned day has passed without a word."""
    current, unclear = here.current, here.unconfirmed
    if current and current.no:
        began = current.timing is Timing.UNDER_WAY
        template = "Round {no} is under way, begun on {began:short}." if began else "Round {no} meets today."
        return made(template, no=current.no, **({"began": current.day} if began else {}))
    if unclear and unclear.no:
        about = ABOUT.get(unclear.precision, "")
        template = f"Round {{no}} was planned for {about}{{began:short}}; no word of it is on record yet."
        return made(template, no=unclear.no, began=unclear.day)
    return None


def regime_title(desk: Desk) -> Sentence:
    """What goods in general pay on the entry day."""
    words, rate = duty(desk, "general", desk.on)
    template = f"Goods in general pay {words}"
    if len(rate) > 1:
        template = "Goods in general pay base duty plus {general_0} as collected, at least {general_1} by law"
    if desk.horizon("tariff-law") < desk.as_of:
        template = template.replace("Goods in general", "General goods") + ", as last read on {read}"
        return made(template, **rate, read=deadlines.horizon_of(desk, "tariff-law"))
    return made(template, **rate)


def news_title(desk: Desk, days: int) -> Sentence:
    """How many events became known in the last days; that there are none is said only of days that were read."""
    n, span = talks.news_count(desk, days)
    end, unread = talks.read_to(desk)
    noun = "event" if n.value == 1 else "events"
    if n.value:
        told = "on record for" if unread else "became known in"
        return made(f"{{n:cap}} {noun} {told} the last {{span}}", n=n, span=span)
    if not unread:
        return made("Nothing new became known in the {span} up to this one.", span=span)
    if end.value <= desk.as_of - timedelta(days=days):
        template = (
            "Our reading of events ends on {end}, before the {span} up to this one; what became known in them is not on"
            " record."
        )
        return made(template, end=end, span=span)
    return made(f"Nothing is on record for the {{span}} up to this one. {unread_note(desk)}", span=span)


def unread_note(desk: Desk) -> str:
    """Which tracks that news come from were not read up to the day; empty where all were."""
    _, unread = talks.read_to(desk)
    return f"Not read up to this day: {together([ON[one] for one in unread])}." if unread else ""


def offices_title(desk: Desk) -> Sentence:
    """Who speaks for Japan, and who sat across the table last."""
    held, last = talks.negotiator(desk), talks.situation(desk).last
    if held is None:
        return made("No negotiator is named; heads of government are on record")
    if last is None or not last.present:
        return made("{name} speaks for Japan; nobody has met him yet", name=held.name)
    names = together([SURNAMES[one] for one in last.present])
    return made("{name} speaks for Japan; across the table last sat {names}", name=held.name, names=names)


def timeline_title(desk: Desk, look_back: int, look_ahead: int) -> Sentence:
    """How many dates lie ahead in the window, and which day is the nearest."""
    ahead = talks.nearest_ahead(desk, look_back, look_ahead)
    if ahead is None:
        return made("No date ahead is on record for this window")
    n, day, precision = ahead
    if n.value == 1:
        return made(f"One date lies ahead in this window, {ABOUT.get(precision, '')}{{day}}", day=day)
    if day.value == desk.as_of and precision in deadlines.EXACT:
        return made("{n:cap} dates from today on in this window, the first today", n=n)
    return made(f"{{n:cap}} dates lie ahead in this window, the nearest {at(precision)} {{day:short}}", n=n, day=day)


def attendance_title(desk: Desk) -> Sentence:
    """How often the Treasury's secretary came, of the meetings where that is known, and whether he is expected now."""
    held, known = talks.meetings_held(desk), talks.attendance_known(desk, "bessent")
    came, now = talks.attended(desk, "bessent"), talks.situation(desk).current
    if not held.value:
        return made("The first round is still to come")
    if now and now.no and now.timing is Timing.UNDER_WAY:
        template = "Bessent came to {came} of {known:meeting} before round {no}, which is under way"
        return made(template, came=came, known=known, no=now.no)
    template = "Bessent came to {came} of {known:meeting} held"
    if known.value < held.value:
        template = "Bessent came to {came} of {known:meeting} whose attendance is known"
    if now and "bessent" in now.not_expected:
        template = "Bessent came to {came} of {known:meeting}; he is not expected today"
    return made(template, came=came, known=known)


def cadence_title(desk: Desk) -> Sentence:
    """How long after the one before the next visit comes, or how far meetings held lay apart."""
    here = talks.situation(desk)
    planned = talks.gap(desk, "planned")
    if here.unconfirmed and not here.current and not here.following:
        about = ABOUT.get(here.unconfirmed.precision, "")
        return made(f"The visit planned for {about}{{day:short}} is not yet on record", day=here.unconfirmed.day)
    if planned:
        return made("The next visit is planned {gap} after the one before", gap=planned)
    span, last = talks.gap_range(desk), talks.gap(desk, "held")
    if span:
        return made("Gaps between meetings ran from {low:n} to {high}", low=span[0], high=span[1])
    return made("The last gap was {gap}", gap=last) if last else made("A visit every few weeks")


def tally_title(desk: Desk) -> Sentence:
    """How many meetings of ministers were held, and how many due days went by since the first of them."""
    held, passed, now = talks.meetings_held(desk), talks.dates_passed(desk), talks.situation(desk).current
    if now and now.timing is Timing.UNDER_WAY:
        template = "Ministers held {held:meeting}, the last under way; {passed:deadline} passed"
        return made(template, held=held, passed=passed)
    return made("Ministers held {held:meeting}; {passed:deadline} passed since the first", held=held, passed=passed)


def offers_title(desk: Desk, side: str) -> Sentence:
    """How many asks and gives of a side stand on the record."""
    counts = {name: talks.offers_made(desk, side, name) for name in ("give", "ask")}
    values = {name: n for name, n in counts.items() if n is not None}
    if not values:
        return NOTHING
    who = {"japan": "Japan", "us": "Washington"}[side]
    since = "since the agreement" if talks.agreed_on(desk) else "on record"
    standing = " and ".join(f"{{{name}:{name}}}" for name in values)
    nouns = {"met": "ask", "void": "give"}
    ended = {stage: talks.offers_ended(desk, side, stage) for stage in nouns}
    gone = {stage: n for stage, n in ended.items() if n is not None}
    tail = "".join(f"; {{{stage}:{nouns[stage]}}} {stage}" for stage in gone)
    return made(f"{who}: {standing} {since}{tail}", **values, **gone)


def strip_title(desk: Desk, most: int) -> Sentence:
    """How many of the judgements drawn came true."""
    counts = talks.judged(desk, most)
    if counts is None:
        return NOTHING
    noun = "judgement" if counts.n.value == 1 else "judgements"
    if not counts.done.value:
        return made(f"{{n:cap}} {noun} drawn, none resolved", n=counts.n)
    if counts.limited.value:
        return made(
            f"{{n:cap}} {noun}, {{done}} resolved: {{true}} came true, {{limited}} of them in part",
            n=counts.n, done=counts.done, true=counts.true, limited=counts.limited,
        )  # fmt: skip
    if counts.done.value == counts.n.value:
        return made(f"{{n:cap}} {noun} drawn, none still open: {{true}} came true", n=counts.n, true=counts.true)
    return made(
        "Of {n:judgement} drawn, {done} resolved: {true} came true",
        n=counts.n, done=counts.done, true=counts.true,
    )  # fmt: skip


def score_sentence(desk: Desk) -> Sentence:
    """The Brier score with what it is held against, or why there is none."""
    score = talks.score(desk)
    if score is None:
        return made(
            "No forecast with a number of the speaker’s own is resolved on this record, so no score is printed."
        )
    many = score.n.value != 1
    return made(
        f"{{n:cap}} {'forecasts' if many else 'forecast'} with a number of the speaker’s own {'are' if many else 'is'} "
        "resolved, on {claims:claim}: Brier score {score} (nought is best), {even} for saying even odds each time."
        " Ranges that are ours are not scored.",
        n=score.n, claims=score.claims, score=score.score, even=score.even,
    )  # fmt: skip


def slip_title(desk: Desk) -> Sentence:
    """The milestone promised most often, and when it came."""
    found = talks.slipped(desk)
    if found is None:
        return NOTHING
    name = MILESTONES[found.milestone]
    if not found.done:
        return made(f"{name}: {{n:date}} named so far, still open", n=found.named)
    if found.gap is None:
        return made(f"{name}: {{n:date}}, done on the first named", n=found.named)
    side = "after" if found.after else "before"
    return made(f"{name}: {{n:date}}, done {{gap}} {side} the first named", n=found.named, gap=found.gap)


def dates_title(desk: Desk) -> Sentence:
    """How many dates lie ahead and how far the next is."""
    ahead = talks.days_ahead(desk)
    if ahead is None:
        return NOTHING
    n, left = ahead
    when = "the next is today" if not left.value else "the next is {left} away"
    count = "{n:cap} dates" if n.value != 1 else "One date"
    values: dict[str, Sourced[Any] | str] = {"n": n} if n.value != 1 else {}
    return Sentence(template=f"{count} ahead; {when}", values=values | ({"left": left} if left.value else {}))


def record_ends(desk: Desk) -> tuple[Sentence, ...]:
    """Where each track of the record ends, only for a day past that end."""
    told = []
    for track in RECORD_TRACKS:
        said = deadlines.end_of_record(desk, track)
        if said is None:
            continue
        if said.value.endswith("."):
            told.append(made("{said}", said=said))
        else:
            name = _TRACK_NAMES.get(track, track)
            end = deadlines.horizon_of(desk, track)
            told.append(made(f"{name}: read to {{end}}; {{said}}.", end=end, said=said))
    return tuple(told)
