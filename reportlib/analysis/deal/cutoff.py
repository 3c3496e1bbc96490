"""The data cut-off of the deal: the newest fact behind anything its page can show.

Every public function of `case`, `golden`, `ledgers` and `odds` that reads a desk is asked, so a new one counts
without being named here. Does not belong here: how far the record was checked (`Desk.horizon`).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from importlib import import_module
from itertools import product
from typing import Any

from reportlib.analysis.deal.ledgers import MILESTONES
from reportlib.analysis.deal.odds import Assumed, assume
from reportlib.desk import Desk
from reportlib.sourced import Sourced

_ROOMS = ("case", "golden", "ledgers", "odds")
_GIVEN: Mapping[str, tuple[Any, ...]] = {
    "assumed": (Assumed(low=0, mid=0, high=0, annual_rate=0),),
    "milestone": MILESTONES,
}
"""What else than a desk a reading asks for. Which facts are behind the odds does not depend on what is assumed."""


def cutoff(desk: Desk) -> date | None:
    """The latest day on which a fact behind the page became known. None before the first."""
    return desk.newest(fact for read in readings() for shown in _shown(read, desk) for fact in _facts(shown))


def readings() -> Iterator[Callable[..., object]]:
    """Every public function that reads a desk for the page; `assume` only checks parameters."""
    for room in _ROOMS:
        # By its full name: the package has a function of the name of a room.
        module = import_module(f"{__package__}.{room}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_") and function is not assume
            if own and next(iter(inspect.signature(function).parameters), "") == "desk":
                yield function


def _shown(read: Callable[..., object], desk: Desk) -> Iterator[object]:
    asked = inspect.signature(read).parameters.values()
    needed = [one.name for one in asked if one.name != "desk" and one.default is one.empty]
    for given in product(*(_GIVEN[name] for name in needed)):
        yield read(desk, **dict(zip(needed, given, strict=True)))


def _facts(value: object) -> Iterator[str]:
    if isinstance(value, Sourced):
        yield from value.facts
    elif isinstance(value, Mapping):
        yield from _facts(tuple(value.values()))
    elif isinstance(value, tuple):
        yield from (fact for part in value for fact in _facts(part))
    elif is_dataclass(value):
        yield from _facts(tuple(getattr(value, field.name) for field in fields(value)))
