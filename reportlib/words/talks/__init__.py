"""The talks in words: title, bottom line, and what tables and charts of the talks call things.

Belongs here: sentences that change with the state of things and would make a notebook a maze of ifs.
Prose that an analyst writes stands in the notebook. Does not belong here: computing.
"""

from reportlib.words.sentences import length, written
from reportlib.words.talks.captions import timeline_caption
from reportlib.words.talks.charts import (
    cadence_data,
    slip_data,
    strip_data,
    strip_subtitle,
    tally_data,
    timeline_data,
)
from reportlib.words.talks.frames import first_rows
from reportlib.words.talks.headlines import (
    attendance_title,
    cadence_title,
    dates_title,
    news_title,
    offers_title,
    offices_title,
    pen,
    record_ends,
    regime_title,
    score_sentence,
    slip_title,
    strip_title,
    tally_title,
    timeline_title,
    unread_note,
)
from reportlib.words.talks.law import law_title
from reportlib.words.talks.lead import bottom_line
from reportlib.words.talks.lists import key_judgements, open_ends, stale_sentence
from reportlib.words.talks.tables import (
    attendance_note,
    attendance_table,
    dates_ics,
    left_out,
    legal_table,
    news_table,
    next_dates,
    offers_table,
    offices_table,
    regime_table,
)
from reportlib.words.talks.titles import title

__all__ = [
    "attendance_note",
    "attendance_table",
    "attendance_title",
    "bottom_line",
    "cadence_data",
    "cadence_title",
    "dates_ics",
    "dates_title",
    "first_rows",
    "key_judgements",
    "law_title",
    "left_out",
    "legal_table",
    "length",
    "news_table",
    "news_title",
    "next_dates",
    "offers_table",
    "offers_title",
    "offices_table",
    "offices_title",
    "open_ends",
    "pen",
    "record_ends",
    "regime_table",
    "regime_title",
    "score_sentence",
    "slip_data",
    "slip_title",
    "stale_sentence",
    "strip_data",
    "strip_subtitle",
    "strip_title",
    "tally_data",
    "tally_title",
    "timeline_caption",
    "timeline_data",
    "timeline_title",
    "title",
    "unread_note",
    "written",
]
