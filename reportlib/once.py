"""What is worked out from a desk is worked out once: a page asks for the same ledger dozens of times.

Belongs here: keeping what a function of a desk gave, beside that desk and no longer than it. Does not belong here: what
is kept. A desk never changes, so nothing here can grow stale.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from reportlib.desk import Desk
from reportlib.sourced import Sourced

P = ParamSpec("P")
R = TypeVar("R")
_kept: WeakKeyDictionary[Desk, dict[Hashable, object]] = WeakKeyDictionary()


def once(make: Callable[Concatenate[Desk, P], R]) -> Callable[Concatenate[Desk, P], R]:
    """Call a function of a desk once for the same desk and arguments, and give what it gave then ever after.

    A frame comes as a copy of the caller's own; anything else must be a value that nobody changes. Arguments must be
    hashable: TypeError otherwise.
    """

    @wraps(make)
    def made(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.setdefault(desk, {})
        asked = (make, args, tuple(sorted(kwargs.items())))
        if asked not in kept:
            kept[asked] = make(desk, *args, **kwargs)
        return _own(kept[asked])  # type: ignore[return-value]

    return made


def _own(found: R) -> R:
    if isinstance(found, pd.DataFrame):
        return found.copy(deep=False)  # pandas copies on write
    if isinstance(found, Sourced) and isinstance(found.value, pd.DataFrame):
        return replace(found, value=found.value.copy(deep=False))
    return found
