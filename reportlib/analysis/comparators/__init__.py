"""Japan beside other partners of the United States, as known on a day.

`formulas`: plain floats. `rates`: what partners pay, and the gap to each. `clauses`: which clause stands in whose
deal since when, and the blueprint index. `pledges`: money promised, by kind, beside output. `deals`: steps and rates
agreed. Pure functions of a desk; no sentences, no drawing. A partner without a row is not known, never zero.
"""

from reportlib.analysis.comparators.clauses import (
    Spread,
    beyond,
    clause_count,
    indices,
    japan_first,
    ledger,
    of_japan,
    shared_with_one,
    spread_of,
    standing,
)
from reportlib.analysis.comparators.deals import agreed, deals, others_with_a_deal, overtaken
from reportlib.analysis.comparators.formulas import Rate, blueprint_index, peer_gap, pledge_share, worse_between
from reportlib.analysis.comparators.pledges import Output, newer_share, output, pledges, share, shares
from reportlib.analysis.comparators.rates import at_last, gap, gaps, last_day, pays, rates, recorded_days, worse

__all__ = [
    "Output",
    "Rate",
    "Spread",
    "agreed",
    "at_last",
    "beyond",
    "blueprint_index",
    "clause_count",
    "deals",
    "gap",
    "gaps",
    "indices",
    "japan_first",
    "last_day",
    "ledger",
    "newer_share",
    "of_japan",
    "others_with_a_deal",
    "output",
    "overtaken",
    "pays",
    "peer_gap",
    "pledge_share",
    "pledges",
    "rates",
    "recorded_days",
    "share",
    "shared_with_one",
    "shares",
    "spread_of",
    "standing",
    "worse",
    "worse_between",
]
