"""What tests of the tariff engine share: the recorded law on a day, one line at a time, and the reference schedules.

Does not belong here: any claim.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from reportlib.analysis.tariffs import IeepaEnd, Law, View, as_lines, known_law, rates
from reportlib.desk import open_desk
from reportlib.loaders.schedule import read_schedule

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
"""Reference material beside the repository: large public files that are not part of it."""
TODAY = "2026-11-24"


@lru_cache(maxsize=8)
def law(as_of: str = TODAY) -> Law:
    """The recorded law as known on a day."""
    return known_law(open_desk(as_of, home=ROOT))


def paid(
    code: str, mfn: float | None, day: str, view: View = "liquidated", *, ieepa_end: IeepaEnd = "2026-02-24",
    as_of: str = TODAY, under: Law | None = None, **more: float,
) -> pd.Series[Any]:  # fmt: skip
    """What one line pays: rates in percent, rounded where binary fractions end. `mfn` in percent, None unknown."""
    base = float("nan") if mfn is None else mfn / 100
    line = pd.DataFrame({"hts10": [code], "mfn": [base]} | {name: [value / 100] for name, value in more.items()})
    frame = rates(under or law(as_of), as_lines(line), date.fromisoformat(day), view=view, ieepa_end=ieepa_end)
    numbers = frame.select_dtypes("number").columns
    frame[numbers] = (frame[numbers] * 100).round(9)
    return frame.iloc[0]


def without(book: Law, *measures: str) -> Law:
    """The law less some measures."""
    kept = ~book.measures["measure_id"].isin(measures)
    assert (~kept).sum() == len(measures)
    return replace(book, measures=book.measures.loc[kept].reset_index(drop=True))


def shared(*parts: str) -> Path:
    """A file of the reference material; the test is skipped where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(('../shared', *parts))}, which is not part of the repository")
    return path


@lru_cache(maxsize=16)
def schedule(edition: str) -> pd.DataFrame:
    """Lines of one archived edition of the HTS, e.g. 2025_rev_23."""
    return read_schedule(shared("hts", f"hts_{edition}.json.gz"))
