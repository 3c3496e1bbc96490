"""Captions of the exhibits on the talks that the weekly shows, too."""

from __future__ import annotations

from reportlib.desk import Desk
from reportlib.words.caption import Caption
from reportlib.words.talks.headlines import dates_title, timeline_title


def timeline_caption(desk: Desk, look_back: int, look_ahead: int) -> Caption:
    """Words around the timeline of all tracks."""
    return Caption(
        title=timeline_title(desk, look_back, look_ahead),
        subtitle="Weightier events by track. Filled: happened. Hollow: expected, or no outcome known."
        " Cross: called off.",
        note="Soft ground: days ahead. Grey on a lane: past the end of our record of it.",
        empty="No event lies in the window of the timeline.",
    )


def dates_caption(desk: Desk) -> Caption:
    """Words around the table of dates ahead."""
    return Caption(
        title=dates_title(desk),
        subtitle="Days set by law, announced or expected that lie ahead by the record; days left from the as-of day.",
        empty="No date lies ahead on this record.",
    )
