"""Tables: sourced frames into rows of cells, written by the same words as prose.

Belongs here: columns, marks, references per row. Does not belong here: how a page prints a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from reportlib import words
from reportlib.blocks import Cell, Column, Mark, Row, Run
from reportlib.exhibits.prose import refuse_numerals

DASH = "–"


@dataclass(frozen=True, kw_only=True)
class Col:
    """How one column of a frame is shown.

    `unit` is a unit of `words.render`, or the name of another column that holds the unit row by row
    (`unit_from`). `marks` maps values to drawn signs. `missing` stands where the value is blank.
    """

    name: str
    label: str
    unit: str = "text"
    unit_from: str = ""
    spec: str = ""
    align: Literal["left", "right", "center"] = "left"
    width: float = 0
    strong: bool = False
    marks: Mapping[str, Mark] | None = None
    missing: str = DASH


def columns(cols: Sequence[Col]) -> tuple[Column, ...]:
    """Header cells. Raises ProseError for a bare number in what stands here literally: headings, signs, blanks."""
    for col in cols:
        for text in (col.label, col.missing, *(mark.label for mark in (col.marks or {}).values())):
            refuse_numerals(text, text)
    return tuple(Column(label=col.label, align=col.align, width=col.width) for col in cols)


def rows(frame: pd.DataFrame, cols: Sequence[Col], *, emphasis: str = "") -> tuple[Row, ...]:
    """One row of cells per row of the frame; ids in its `source` column become references.

    `source` may hold several ids with ";" between. `emphasis` names a boolean column.
    """
    missing = [col.name for col in cols if col.name not in frame.columns]
    if missing:
        raise KeyError(f"no column {missing[0]!r} in the frame; there are {', '.join(map(str, frame.columns))}")
    return tuple(
        Row(
            cells=tuple(_cell(record, col) for col in cols),
            cites=tuple(one for one in str(record.get("source", "")).split(";") if one),
            emphasis=bool(emphasis and record[emphasis]),
        )
        for record in frame.to_dict("records")
    )


def _cell(record: Mapping[Any, Any], col: Col) -> Cell:
    value = record[col.name]
    if col.marks is not None and value in col.marks:
        return Cell(mark=col.marks[value])
    unit = str(record[col.unit_from]) if col.unit_from else col.unit
    text = words.render(value, unit, col.spec) if unit else str(value)
    return Cell(runs=(Run(text=text or col.missing, strong=col.strong),))
