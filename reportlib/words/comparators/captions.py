"""Captions of the exhibits on other partners that the weekly shows, too."""

from __future__ import annotations

from reportlib.words.caption import Caption
from reportlib.words.comparators.names import Compared
from reportlib.words.comparators.titles import rates_title


def rates_caption(of: Compared) -> Caption:
    """Words around the dots of all-in rates by partner and day."""
    return Caption(
        title=rates_title(of),
        subtitle=f"All-in rate of a good on no list of its own, at the base duty chosen, by entry day; {of.how}.",
        note="Filled: base duty inside the rate. Hollow: rate on top. Cross: the other view of the day where it"
        " differs. Rates are held for these days alone; what changed between them is not shown.",
        empty="Rates of partners are on record for fewer days than a comparison over time needs.",
    )
