"""Captions of the exhibits on the steel deal that the weekly shows, too."""

from __future__ import annotations

from reportlib.analysis.deal import Case, LastOdds
from reportlib.words.caption import Caption
from reportlib.words.deal import ladder_title
from reportlib.words.deal_odds import odds_title


def odds_caption(case: Case, last: LastOdds) -> Caption:
    """Words around the chart of implied probability."""
    return Caption(
        title=odds_title(case, last),
        subtitle="Implied probability that the offer is paid, days quoted. Band: assumed break prices; dash: ceiling.",
        note="The break price, what a share is worth without the deal, is an assumption of this page. The figure is"
        " risk-neutral: it prices a bet and is no forecast. It is never clipped at the ends of its scale.",
        empty="No probability can be drawn yet.",
    )


def ladder_caption(case: Case) -> Caption:
    """Words around the ladder of what is planned, bound and approved for the mills."""
    return Caption(
        title=ladder_title(case),
        subtitle="Capital spending at U.S. Steel, billions of dollars. Outline: planned. Solid: bound or begun.",
        note="Stages are never added: later rows are parts or versions of earlier ones. Money spent: no figure found.",
        empty="No commitment is on record yet.",
    )
