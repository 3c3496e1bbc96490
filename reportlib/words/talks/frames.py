"""Frames with words in them: columns added, rows chosen, and the papers of the rows that stay.

Does not belong here: any word of a table or chart (`tables`, `charts`).
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from reportlib.analysis import talks
from reportlib.words.frames import Frame


def first_rows(data: Frame, most: int) -> Frame:
    """The first rows of a frame, the last with a negative number, with the papers of those rows alone."""
    return some_rows(data, data.value.head(most) if most >= 0 else data.value.tail(-most))


def some_rows(data: Frame, frame: pd.DataFrame) -> Frame:
    """Some rows of a frame with their own papers."""
    frame = frame.reset_index(drop=True)
    return replace(data, value=frame, sources=talks.cited(frame), facts=tuple(frame["id"]))
