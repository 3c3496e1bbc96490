"""Captions of the exhibits on investment that the weekly shows, too, and what stands where no date is open."""

from __future__ import annotations

from reportlib.analysis import deal
from reportlib.analysis.investment.vehicle import Vehicle
from reportlib.desk import Desk
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


def dates_empty(desk: Desk, of: Vehicle) -> str:
    """What stands in for open dates of investment where there are none; where dates of the deal are open, where to."""
    what = "of the vehicle or of a project" if of.pledged else "of investment"
    deal_too = "" if deal.next_dates(desk).value.empty else "; dates of U.S. Steel stand in the deal briefing"
    return f"No date {what} is open on this record{deal_too}."
