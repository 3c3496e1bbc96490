"""From rows of text to a typed frame checked by the table's pandera model.

Days become datetime64, numbers float64, text stays text (blank is "", never NaN). Belongs here:
reading single cells and turning pandera's findings into faults. Does not belong here: rules
between rows (`reportlib.schemas.rules`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
from pandera.errors import SchemaError, SchemaErrors

from reportlib.errors import Fault
from reportlib.loaders.csvtext import Rows
from reportlib.schemas import TableSpec

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""Signs at which a spreadsheet takes text for a formula, also in full width. The data of an exhibit is opened there."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def typed(rows: Rows, spec: TableSpec) -> tuple[pd.DataFrame, list[Fault]]:
    """The frame of a table, indexed by line, and a fault for every cell that does not hold what it should."""
    declared = dict(spec.columns())
    faults: list[Fault] = []
    data: dict[str, pd.Series[Any]] = {}
    by_column = zip(*rows.cells, strict=True) if rows.cells else ((),) * len(rows.columns)
    for name, cells in zip(rows.columns, by_column, strict=True):
        data[name], unread = _column(cells, rows.lines, str(declared[name].dtype))
        faults += [_fault(spec, name, line, declared[name], cell) for line, cell in unread]
    frame = pd.DataFrame(data, index=pd.Index(rows.lines, dtype="int64"), columns=list(rows.columns))
    seen = {(fault.row, fault.column) for fault in faults}
    faults += [fault for fault in _by_model(frame, spec) if (fault.row, fault.column) not in seen]
    return frame, faults


def _column(cells: Sequence[str], lines: Sequence[int], dtype: str) -> tuple[pd.Series[Any], list[tuple[int, str]]]:
    """A typed column and the cells that could not be read as its type, with their lines."""
    if dtype.startswith("datetime64"):
        values, unread = _each(cells, lines, _day)
        return pd.Series(values, index=list(lines), dtype="datetime64[ns]"), unread
    if dtype.startswith("float"):
        values, unread = _each(cells, lines, _number)
        return pd.Series(values, index=list(lines), dtype="float64"), unread
    unfit = [(line, cell) for line, cell in zip(lines, cells, strict=True) if cell != cell.strip() or _runs(cell)]
    return pd.Series(list(cells), index=list(lines), dtype="str"), unfit


def _each(
    cells: Sequence[str], lines: Sequence[int], read: Callable[[str], Any]
) -> tuple[list[Any], list[tuple[int, str]]]:
    values: list[Any] = []
    unread: list[tuple[int, str]] = []
    for line, cell in zip(lines, cells, strict=True):
        value = read(cell) if cell else None
        values.append(value)
        if cell and value is None:
            unread.append((line, cell))
    return values, unread


def _day(cell: str) -> pd.Timestamp | None:
    if not _DAY.fullmatch(cell) or not cell.isascii():
        return None
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return pd.Timestamp(day) if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _number(cell: str) -> float | None:
    return float(cell) if _NUMBER.fullmatch(cell) and cell.isascii() else None


def _by_model(frame: pd.DataFrame, spec: TableSpec) -> list[Fault]:
    try:
        spec.model.validate(frame, lazy=True)
    except SchemaErrors as exc:
        return [fault for error in exc.schema_errors for fault in _of_error(error, frame, spec)]
    return []


def _of_error(error: SchemaError, frame: pd.DataFrame, spec: TableSpec) -> list[Fault]:
    name = str(error.schema.name)
    repeated = error.reason_code is not None and error.reason_code.name == "SERIES_CONTAINS_DUPLICATES"
    if repeated and name == "id":
        return []  # told by the rule over all tables, which names the other place
    column = dict(spec.columns())[name]
    lines = [int(line) for line in error.failure_cases["index"]]
    if repeated:
        message = f"expected once, found {frame.at[lines[0], name]!r} again"
        return [Fault(where=spec.path, row=line, column=name, message=message) for line in lines[1:]]
    return [_fault(spec, name, line, column, _found(frame.at[line, name])) for line in lines]


def _fault(spec: TableSpec, name: str, line: int, column: Any, cell: str) -> Fault:
    expected, why = column.metadata["expects"], ""
    if _runs(cell) and str(column.dtype).startswith("str"):
        expected, why = "another first sign", f"; a cell that begins with {cell[0]!r} would run as a formula"
        why += " in a spreadsheet"
    elif cell != cell.strip():
        expected = "no space before or after"
    message = f"expected {expected}, found {repr(cell) if cell else 'nothing'}{why}"
    return Fault(where=spec.path, row=line, column=name, message=message)


def _runs(cell: str) -> bool:
    """Whether a spreadsheet would run the cell; a plain number with its sign is only a number."""
    return _FORMULA.match(cell) is not None and not _NUMBER.fullmatch(cell)


def _found(value: Any) -> str:
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else f"{value:g}"
