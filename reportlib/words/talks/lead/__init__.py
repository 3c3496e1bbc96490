"""The bottom line: a few sentences chosen by phase, sixty words at most, each only where the record bears it out.

Belongs here: which sentence is said in which phase, and in which order. Does not belong here: the
sentences, which stand by subject in `meetings`, `agreement`, `duties` and `steel`.
"""

from __future__ import annotations

from collections.abc import Callable

from reportlib.analysis.talks import Phase, Situation, situation
from reportlib.desk import Desk
from reportlib.words.sentences import Sentence, length
from reportlib.words.talks.lead import agreement, duties, meetings, steel

LONGEST = 60
"""Words a bottom line may have."""

Part = Callable[[Situation, Desk], Sentence | None]
_PARTS: dict[Phase, tuple[Part, ...]] = {
    Phase.NONE: (meetings.no_talks, steel.bid),
    Phase.SUMMIT: (meetings.no_talks, duties.next_in_law, steel.bid),
    Phase.DUTIES: (meetings.no_talks, duties.paid, duties.metals, duties.next_in_law),
    Phase.NAMED: (meetings.no_talks, duties.paid, duties.metals, duties.next_in_law),
    Phase.SOUGHT: (
        meetings.meeting_now,
        meetings.who_and_next,
        meetings.doubt,
        steel.decision,
        meetings.rounds,
        meetings.leaders,
        duties.ruling,
        duties.paid,
        duties.change,
        duties.next_in_law,
    ),
    Phase.AGREED: (
        meetings.called_off,
        meetings.unconfirmed,
        agreement.framework,
        agreement.not_ordered,
        duties.paid,
        duties.change,
        duties.next_in_law,
        meetings.last_meeting,
    ),
    Phase.ORDERED: (agreement.ordered, duties.paid, agreement.car_promise, meetings.last_meeting),
    Phase.IN_FORCE: (
        duties.ruling,
        duties.paid,
        agreement.tranche,
        meetings.last_meeting,
        meetings.leaders,
        duties.next_in_law,
    ),
    Phase.SURCHARGE: (
        duties.ruling,
        duties.paid,
        duties.change,
        meetings.last_meeting,
        meetings.leaders,
        agreement.tranche,
    ),
    Phase.PROPOSED: (duties.paid, duties.next_in_law, meetings.last_meeting, agreement.tranche),
    Phase.REPLACED: (
        duties.paid,
        duties.change,
        meetings.coverage,
        meetings.last_meeting,
        duties.next_in_law,
        agreement.tranche,
    ),
}


def bottom_line(desk: Desk) -> tuple[Sentence, ...]:
    """The sentences in reading order. Where they are too many, later parts of the phase's list give way."""
    here = situation(desk)
    kept: list[Sentence] = []
    for part in _PARTS[here.phase]:
        sentence = part(here, desk)
        if sentence and sum(map(length, kept)) + length(sentence) <= LONGEST:
            kept.append(sentence)
    return tuple(kept)
