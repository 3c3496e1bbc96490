"""The scenarios in pictures: the tree, outcomes by branch, what moves the mean, published estimates for Japan."""

from reportlib.exhibits.scenarios.columns import (
    INTERVALS,
    JUDGEMENTS,
    MOVERS,
    OUTCOMES,
    RANGES,
    SIDE,
    SIGNPOSTS,
    SOLVED,
    VALUES,
    branches,
)
from reportlib.exhibits.scenarios.gdp import gdp_dots
from reportlib.exhibits.scenarios.outcomes import outcome_ranges
from reportlib.exhibits.scenarios.tornado import tornado_bars
from reportlib.exhibits.scenarios.tree import decision_tree

__all__ = [
    "INTERVALS",
    "JUDGEMENTS",
    "MOVERS",
    "OUTCOMES",
    "RANGES",
    "SIDE",
    "SIGNPOSTS",
    "SOLVED",
    "VALUES",
    "branches",
    "decision_tree",
    "gdp_dots",
    "outcome_ranges",
    "tornado_bars",
]
