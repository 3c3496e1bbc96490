"""What is worked out from a desk is worked out once, and nobody can spoil it for the next."""

from __future__ import annotations

import gc
from typing import Any

import pandas as pd
import pytest

from reportlib import once as room
from reportlib.desk import Desk, open_desk
from reportlib.once import once
from reportlib.sourced import Sourced

DAY = "2025-05-23"


@pytest.fixture
def asked() -> list[tuple[object, ...]]:
    return []


def counted(asked: list[tuple[object, ...]]) -> Any:
    @once
    def ledger(desk: Desk, *kinds: str, most: int = 3) -> Sourced[pd.DataFrame]:
        """A ledger."""
        asked.append((*kinds, most))
        return Sourced(value=desk["events"].head(most), unit="", sources=())

    return ledger


def test_it_is_made_anew_for_another_desk_and_other_arguments(asked: list[tuple[object, ...]]) -> None:
    ledger = counted(asked)
    desk = open_desk(DAY)
    for _ in range(2):
        ledger(desk)
        ledger(desk, "visit")
        ledger(desk, most=2)
    assert asked == [(3,), ("visit", 3), (2,)]
    ledger(open_desk(DAY))
    assert len(asked) == 4


def test_who_changes_a_frame_changes_only_their_own(asked: list[tuple[object, ...]]) -> None:
    ledger, desk = counted(asked), open_desk(DAY)
    first = ledger(desk).value
    first["title"] = "spoilt"
    first.loc[0, "id"] = "spoilt"
    assert "spoilt" not in ledger(desk).value.to_csv()
    assert len(asked) == 1


def test_what_fails_is_not_kept_and_what_cannot_be_a_key_is_refused() -> None:
    tries = list[int]()

    @once
    def fails(_desk: Desk, _given: object = None) -> int:
        tries.append(1)
        raise LookupError("not known")

    desk = open_desk(DAY)
    for _ in range(2):
        with pytest.raises(LookupError):
            fails(desk)
    assert len(tries) == 2
    with pytest.raises(TypeError, match="unhashable"):
        fails(desk, [])


def test_it_lasts_no_longer_than_the_desk(asked: list[tuple[object, ...]]) -> None:
    ledger, desk = counted(asked), open_desk(DAY)
    ledger(desk)
    before = len(room._kept)
    del desk
    gc.collect()
    assert len(room._kept) < before


def test_a_function_keeps_its_name_and_its_words(asked: list[tuple[object, ...]]) -> None:
    ledger = counted(asked)
    assert (ledger.__name__, ledger.__doc__) == ("ledger", "A ledger.")
