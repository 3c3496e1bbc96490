"""Frames with words in them: columns added to a frame of analysis, whatever the topic.

Does not belong here: any word of a table or chart (each topic's `tables` and `charts`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.sourced import Sourced

Frame = Sourced[pd.DataFrame]


def with_columns(data: Frame, **columns: Iterable[Any]) -> Frame:
    """The frame with columns added or replaced."""
    made: dict[str, Any] = {name: list(values) for name, values in columns.items()}
    return replace(data, value=data.value.assign(**made))
