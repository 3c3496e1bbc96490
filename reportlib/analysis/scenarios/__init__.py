"""What may come, and how past scenarios did, as known on a day.

`trees`: questions with branches, how likely each is and what came in sight. `outcomes`: duties, imports and expected
values by branch. `ranges`: what is not known and how far it moves the mean. `stakes`: published estimates for Japan.
`scorecard`: solved trees and resolved judgements. `formulas`: plain floats. Pure functions of a desk; no sentences, no
drawing. This room may read the rooms of other topics.
"""

from reportlib.analysis.scenarios.formulas import break_even_probability, expected_value, moved
from reportlib.analysis.scenarios.outcomes import Valued, branch_values, expected, valued
from reportlib.analysis.scenarios.ranges import Input, Spread, inputs, spread, tornado
from reportlib.analysis.scenarios.scorecard import resolved, solved, tally
from reportlib.analysis.scenarios.stakes import estimates, span
from reportlib.analysis.scenarios.trees import (
    Ending,
    Odds,
    drivers,
    ending,
    first_ending,
    market_odds,
    nodes,
    odds,
    open_trees,
    signposts,
    solved_trees,
    stated,
    tree,
)

__all__ = [
    "Ending",
    "Input",
    "Odds",
    "Spread",
    "Valued",
    "branch_values",
    "break_even_probability",
    "drivers",
    "ending",
    "estimates",
    "expected",
    "expected_value",
    "first_ending",
    "inputs",
    "market_odds",
    "moved",
    "nodes",
    "odds",
    "open_trees",
    "resolved",
    "signposts",
    "solved",
    "solved_trees",
    "span",
    "spread",
    "stated",
    "tally",
    "tornado",
    "tree",
    "valued",
]
