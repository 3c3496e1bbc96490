"""Other partners in words: title, bottom line, titles of exhibits, and what tables and charts call things.

Belongs here: sentences that change with what is known. A deal, a clause or a rate is spoken of only from its day on.
Does not belong here: computing (`reportlib.analysis.comparators`).
"""

from reportlib.words.comparators.blueprint import lessons
from reportlib.words.comparators.captions import rates_caption
from reportlib.words.comparators.headlines import bottom_line, title
from reportlib.words.comparators.names import Compared
from reportlib.words.comparators.tables import (
    clauses_table,
    collected_data,
    deals_table,
    gaps_data,
    gaps_note,
    index_table,
    matrix_data,
    parity_table,
    pledges_data,
    pledges_table,
    precedents_note,
    precedents_table,
    rates_data,
)
from reportlib.words.comparators.titles import (
    alike_sentence,
    collected_title,
    deals_title,
    gap_sentences,
    gaps_title,
    index_title,
    matrix_title,
    newer_sentence,
    output_note,
    overtaken_sentence,
    parity_title,
    pledges_title,
    precedents_title,
    rates_title,
    record_ends,
)

__all__ = [
    "Compared",
    "alike_sentence",
    "bottom_line",
    "clauses_table",
    "collected_data",
    "collected_title",
    "deals_table",
    "deals_title",
    "gap_sentences",
    "gaps_data",
    "gaps_note",
    "gaps_title",
    "index_table",
    "index_title",
    "lessons",
    "matrix_data",
    "matrix_title",
    "newer_sentence",
    "output_note",
    "overtaken_sentence",
    "parity_table",
    "parity_title",
    "pledges_data",
    "pledges_table",
    "pledges_title",
    "precedents_note",
    "precedents_table",
    "precedents_title",
    "rates_caption",
    "rates_data",
    "rates_title",
    "record_ends",
    "title",
]
