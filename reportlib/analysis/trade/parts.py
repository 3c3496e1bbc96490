"""What the ledgers of this room share: frames with their papers, periods, and single numbers.

Does not belong here: anything a notebook asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from reportlib.sourced import Scalar, Sourced, merge_ids

USD_BN, PERCENT = "USD bn, one decimal", "percent, one decimal"


def frame(rows: pd.DataFrame, columns: list[str]) -> Sourced[pd.DataFrame]:
    """The columns asked for, with the ids of the rows as facts and the sources they cite."""
    facts = merge_ids(str(cell).split(";") for cell in rows["id"]) if "id" in rows.columns else ()
    shown = rows[columns].reset_index(drop=True)
    return Sourced(
        value=shown, unit="", sources=merge_ids(str(cell).split(";") for cell in shown["source"]), facts=facts
    )


def joined(cells: Iterable[str]) -> str:
    """Several source ids or vintages as one cell."""
    return ";".join(merge_ids(str(cell).split(";") for cell in cells))


def recorded(row: Mapping[Any, Any], value: float, unit: str, key: str) -> Sourced[float]:
    """A number as a row of the record holds it."""
    return Sourced(
        value=float(value), unit=unit, key=key, sources=tuple(str(row["source"]).split(";")), facts=(row["id"],)
    )


def computed(
    value: float, unit: str, key: str, formula: str, inputs: Mapping[str, Scalar], rows: pd.DataFrame
) -> Sourced[float]:
    """A number worked out from rows of the record."""
    return Sourced(
        value=float(value), unit=unit, key=key, formula=formula, inputs=inputs,
        sources=merge_ids(str(cell).split(";") for cell in rows["source"]),
        facts=merge_ids(str(cell).split(";") for cell in rows["id"]),
    )  # fmt: skip


def counted(n: int, unit: str, key: str, formula: str, given: Mapping[str, Scalar], rows: pd.DataFrame) -> Sourced[int]:
    """A whole number worked out from rows of the record."""
    made = computed(n, unit, key, formula, given, rows)
    return Sourced(
        value=n, unit=unit, key=key, sources=made.sources, facts=made.facts, formula=formula, inputs=made.inputs
    )
