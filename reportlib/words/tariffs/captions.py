"""Captions of the exhibits on tariffs that the weekly shows, too."""

from __future__ import annotations

from reportlib.analysis.tariffs.asked import agreement
from reportlib.analysis.tariffs.findings import Tariffs
from reportlib.words.caption import Caption
from reportlib.words.tariffs.names import options
from reportlib.words.tariffs.titles import paid_title


def paid_caption(of: Tariffs) -> Caption:
    """Words around the table of what goods that stand for many pay."""
    deal = (
        " The deal: base duty or its rate, whichever is higher; some duties it never covered."
        if agreement(of.desk)
        else ""
    )
    return Caption(
        title=paid_title(of),
        subtitle=f"Duty as a share of customs value, one line of the schedule for each kind of goods; {options(of)}.",
        note="Base: what the United States asks of most partners (MFN). Range: where a list holds under a condition or"
        f" a share of metal is assumed.{deal}",
        empty="No rate is on record.",
    )
