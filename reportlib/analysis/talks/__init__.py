"""The tariff talks as the record has them on one day: pure functions from a desk to sourced values.

Belongs here: meetings, asks and gives, law, duties in force, forecasts, offices and the phase of the
talks. Does not belong here: sentences (`reportlib.words.talks`), charts (`reportlib.exhibits.talks`).
"""

from reportlib.analysis.talks.forecasts import brier, judgements, open_judgements, ranged, score, slips
from reportlib.analysis.talks.parts import counted
from reportlib.analysis.talks.record import (
    Negotiator,
    legal_track,
    negotiator,
    new_offers,
    news,
    offices,
    standing_offers,
    timeline,
)
from reportlib.analysis.talks.regime import regime
from reportlib.analysis.talks.rounds import (
    attendance,
    attended,
    cadence,
    gap_range,
    ledger,
    meetings_held,
    rounds_held,
)
from reportlib.analysis.talks.situation import Meeting, Phase, Situation, Timing, situation

__all__ = [
    "Meeting",
    "Negotiator",
    "Phase",
    "Situation",
    "Timing",
    "attendance",
    "attended",
    "brier",
    "cadence",
    "counted",
    "gap_range",
    "judgements",
    "ledger",
    "legal_track",
    "meetings_held",
    "negotiator",
    "new_offers",
    "news",
    "offices",
    "open_judgements",
    "ranged",
    "regime",
    "rounds_held",
    "score",
    "situation",
    "slips",
    "standing_offers",
    "timeline",
]
