"""Captions of the exhibits on investment that the weekly shows, too."""

from __future__ import annotations

from reportlib.analysis.investment.vehicle import Vehicle
from reportlib.words.caption import Caption
from reportlib.words.investment.titles import ladder_title


def ladder_caption(of: Vehicle) -> Caption:
    """Words around the ladder of the pledge."""
    return Caption(
        title=ladder_title(of),
        subtitle="The pledge by stage, billions of dollars. Outline: promised or listed. Solid: selected or bound.",
        note="Stages are never added: each is part of the one before. Hatched: between published counts that differ.",
        empty="No investment vehicle is pledged yet, so there is no ladder to draw.",
    )
