"""Keys of the record that the briefing on the talks follows by name: named things, each in one place.

The page tells of this agreement, this memorandum, these four officials; their keys are chosen, not
derived. A key that no row of the record carries any more is found by a test, with the table to look in.
What a column of the record can say (`goods`, `turns_on`, `step`) is asked of the column instead.
"""

from __future__ import annotations

AGREEMENT, CAR_CUT, MEMORANDUM, REPAIR = "tariff-agreement", "car-tariff-cut", "memorandum-550bn", "stacking-repair"
MILESTONES = (AGREEMENT, CAR_CUT, MEMORANDUM, "tranche-1", "tranche-2", REPAIR)
"""Milestones of the talks (`promises.milestone`); those of the steel deal belong to its own briefing."""

RATE, VEHICLE, NO_STACKING, CARS = "reciprocal-15", "strategic-vehicle", "no-stacking", "autos-15"
STEEL_MONEY, RICE = "us-steel-money", "rice"
ITEMS = (RATE, VEHICLE, NO_STACKING, CARS, STEEL_MONEY, RICE)
"""Items asked or given (`offers.item`) that decide the phase of the talks or have a sentence of their own."""
TRANCHES = "tranche-"
"""How the items of the tranches of the pledge begin, one key each."""

OFFICIALS = ("akazawa", "lutnick", "bessent", "greer", "trump")
"""Columns of the attendance matrix, Japan's negotiator first; ids of `people` without `PERSON`."""
PERSON = "person-"

EQUITY = "equity_value"
"""The equity value of the bid for U.S. Steel (`deal_terms.term`)."""

HEADS = ("Prime Minister of Japan", "President of the United States")
NEGOTIATOR = "Tariff negotiator"
"""How the office of who negotiates begins (`offices.office`)."""
STEEL_OFFICE = "golden share"
"""Words of the offices of the steel deal, which have their place in its own briefing."""
