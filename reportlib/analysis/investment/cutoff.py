"""The data cut-off of the investment briefing: the newest fact behind anything its page can show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from reportlib.analysis.investment import cash, ladder, ledgers, relief, stock, vehicle
from reportlib.desk import Desk
from reportlib.sourced import Sourced

READINGS: tuple[Callable[[Desk], Sourced[Any]], ...] = (
    ladder.ladder, ladder.steps, ladder.counts_of_list, ladder.projects, ladder.candidates, ladder.outside,
    ledgers.offer_path, ledgers.linkage, ledgers.rules, ledgers.purchases, ledgers.claims, ledgers.next_dates,
    ledgers.latest_events, ledgers.offers, stock.owners, stock.stock_history, stock.deal_shares,
    lambda desk: cash.curve(desk, (0.04,)),
)  # fmt: skip
"""Every frame the page shows, but those made of rates handed in."""
LAW = ("measures", "measure_ends", "scopes", "scope_ends")
"""Tables the rates handed in rest on."""


def cutoff(desk: Desk) -> date | None:
    """The latest day on which a fact behind the page became known. None before the first."""
    days = [desk.newest(fact for read in READINGS for fact in read(desk).facts)]
    window = vehicle.open_vehicle(desk).window
    if window is not None:
        days.append(desk.newest(window.pace.facts))
    if relief.is_in_law(desk):
        days.append(desk.cutoff(*LAW))
    return max((day for day in days if day), default=None)
