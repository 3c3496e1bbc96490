"""The tariffs in words: title, bottom line, titles of exhibits, and what tables and charts call things.

Belongs here: sentences that change with the state of the law and would make a notebook a maze of ifs; the deal's
words come only on days on which the deal is known. Does not belong here: computing.
"""

from reportlib.words.tariffs.headlines import bottom_line, next_in_law, title
from reportlib.words.tariffs.names import options
from reportlib.words.tariffs.tables import (
    authorities_data,
    break_even_data,
    groups_table,
    lists_table,
    paid_table,
    phases_data,
    red_line_groups,
    red_line_path_data,
    steps_data,
    trackers_table,
)
from reportlib.words.tariffs.titles import (
    area_title,
    break_even_title,
    collected_title,
    effective_sentence,
    groups_title,
    horizon_notes,
    paid_title,
    red_line_bars_title,
    red_line_path_title,
    red_line_sentence,
    steps_title,
    strip_title,
    trackers_title,
)
from reportlib.words.tariffs.trade import (
    cars_data,
    collected_table,
    flows_data,
    flows_table,
    incidence_data,
    peers_table,
    refunds_table,
    response_data,
)
from reportlib.words.tariffs.trade_titles import (
    cars_title,
    deficit_sentence,
    flows_title,
    incidence_title,
    peers_title,
    response_title,
    series_ends,
)

__all__ = [
    "area_title",
    "authorities_data",
    "bottom_line",
    "break_even_data",
    "break_even_title",
    "cars_data",
    "cars_title",
    "collected_table",
    "collected_title",
    "deficit_sentence",
    "effective_sentence",
    "flows_data",
    "flows_table",
    "flows_title",
    "groups_table",
    "groups_title",
    "horizon_notes",
    "incidence_data",
    "incidence_title",
    "lists_table",
    "next_in_law",
    "options",
    "paid_table",
    "paid_title",
    "peers_table",
    "peers_title",
    "phases_data",
    "red_line_bars_title",
    "red_line_groups",
    "red_line_path_data",
    "red_line_path_title",
    "red_line_sentence",
    "refunds_table",
    "response_data",
    "response_title",
    "series_ends",
    "steps_data",
    "steps_title",
    "strip_title",
    "title",
    "trackers_table",
    "trackers_title",
]
