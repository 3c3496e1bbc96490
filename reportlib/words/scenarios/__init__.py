"""The scenarios in words: title, bottom line, judgements, titles of exhibits, and what tables and charts call things.

Belongs here: sentences that change with what is open, quantified or solved on the day. Does not belong here: computing.
"""

from reportlib.words.scenarios.captions import tree_caption
from reportlib.words.scenarios.charts import gdp_data, outcomes_data, tornado_data, tree_data
from reportlib.words.scenarios.headlines import (
    basis_of_odds,
    bottom_line,
    key_judgements,
    question,
    record_ends,
    title,
)
from reportlib.words.scenarios.tables import (
    branches_table,
    intervals_table,
    judgements_table,
    movers_table,
    outcomes_table,
    ranges_table,
    side_table,
    signposts_table,
    solved_table,
    values_table,
)
from reportlib.words.scenarios.titles import (
    break_even_sentence,
    drivers_title,
    expected_sentence,
    gdp_title,
    judgements_title,
    movers_title,
    no_branch_is_lost,
    outcomes_title,
    signposts_title,
    solved_title,
    spread_sentence,
    tornado_title,
    tree_title,
    values_title,
)
from reportlib.words.scenarios.values import lead_tree

__all__ = [
    "basis_of_odds",
    "bottom_line",
    "branches_table",
    "break_even_sentence",
    "drivers_title",
    "expected_sentence",
    "gdp_data",
    "gdp_title",
    "intervals_table",
    "judgements_table",
    "judgements_title",
    "key_judgements",
    "lead_tree",
    "movers_table",
    "movers_title",
    "no_branch_is_lost",
    "outcomes_data",
    "outcomes_table",
    "outcomes_title",
    "question",
    "ranges_table",
    "record_ends",
    "side_table",
    "signposts_table",
    "signposts_title",
    "solved_table",
    "solved_title",
    "spread_sentence",
    "title",
    "tornado_data",
    "tornado_title",
    "tree_caption",
    "tree_data",
    "tree_title",
    "values_table",
    "values_title",
]
