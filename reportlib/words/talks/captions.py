"""Captions of the exhibits on the talks that the weekly shows, too."""

from __future__ import annotations

from reportlib.desk import Desk
from reportlib.words.caption import Caption
from reportlib.words.talks.headlines import timeline_title


def timeline_caption(desk: Desk, look_back: int, look_ahead: int) -> Caption:
    """Words around the timeline of all tracks."""
    return Caption(
        title=timeline_title(desk, look_back, look_ahead),
        subtitle="Weightier events by track. Filled: happened. Hollow: expected, or no outcome known."
        " Cross: called off.",
        note="Soft ground: days ahead. Grey on a lane: past the end of our record of it.",
        empty="No event lies in the window of the timeline.",
    )
