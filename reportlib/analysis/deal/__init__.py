"""The purchase of U.S. Steel by Nippon Steel, as known on a day.

`odds`: what share prices implied. `case`: where the case stands and its clocks. `ledgers`: the sums,
commitments and claims on record. `golden`: the golden share. Pure functions of a desk; no sentences, no
drawing.
"""

from reportlib.analysis.deal.case import Case, clock, open_case, stages
from reportlib.analysis.deal.golden import golden_counts, golden_rights, golden_uses, rights_held
from reportlib.analysis.deal.ledgers import (
    claims,
    commitments,
    counted,
    judgement_score,
    judgements,
    latest_events,
    meanings,
    meanings_count,
    meanings_range,
    newest_title,
    next_dates,
    precedents,
    record_ends,
    slip,
    slip_range,
    statute,
    terms,
)
from reportlib.analysis.deal.odds import (
    Assumed,
    LastOdds,
    assume,
    beliefs,
    break_even_price,
    ceiling,
    implied_probability,
    last_odds,
    odds,
    present_value,
)

__all__ = [
    "Assumed",
    "Case",
    "LastOdds",
    "assume",
    "beliefs",
    "break_even_price",
    "ceiling",
    "claims",
    "clock",
    "commitments",
    "counted",
    "golden_counts",
    "golden_rights",
    "golden_uses",
    "implied_probability",
    "judgement_score",
    "judgements",
    "last_odds",
    "latest_events",
    "meanings",
    "meanings_count",
    "meanings_range",
    "newest_title",
    "next_dates",
    "odds",
    "open_case",
    "precedents",
    "present_value",
    "record_ends",
    "rights_held",
    "slip",
    "slip_range",
    "stages",
    "statute",
    "terms",
]
