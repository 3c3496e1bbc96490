"""What tests of trade share: the desk of a day, and the one row of a table.

Does not belong here: any claim.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from reportlib.desk import Desk, open_desk
from reportlib.sourced import Sourced

HOME = Path(__file__).parents[2]
TODAY = "2026-11-24"


@cache
def desk(day: str) -> Desk:
    return open_desk(day, home=HOME)


def only(table: Sourced[pd.DataFrame], **cells: object) -> pd.Series:
    """The one row that holds these cells."""
    rows = table.value
    for column, cell in cells.items():
        rows = rows.loc[rows[column] == cell]
    assert len(rows) == 1, rows
    return rows.iloc[0]
