"""From the bytes of one file to rows of text, each with the line it starts on.

Accepted: UTF-8 with or without the mark spreadsheets put first, LF or CRLF line ends. Refused:
other encodings, NUL bytes, an absent or empty file, a header that is not the table's, rows of
another width. Does not belong here: what a cell may hold (`reportlib.loaders.cells`).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from reportlib.errors import Fault
from reportlib.schemas import TableSpec


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Cells as text, row by row, under the columns of the header; `lines` holds where each row starts.

    `is_whole` is False where rows of the file are missing here: what points to one of them is no fault of its own.
    """

    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    is_whole: bool = True


def read_rows(content: bytes | None, spec: TableSpec) -> tuple[Rows | None, list[Fault]]:
    """The rows of a file's bytes, or None where no row can be trusted; with the faults found on the way.

    `content` is None where there is no such file.
    """
    if content is None:
        return None, [Fault(where=spec.path, message="expected a file, found none")]
    text, fault = _decoded(content, spec)
    if fault:
        return None, [fault]
    numbered, faults, is_closed = _parsed(text, spec)
    if not numbered:
        return None, faults or [Fault(where=spec.path, row=1, message="expected a header line, found an empty file")]
    (_, header), *body = numbered
    if header_faults := _header_faults(header, spec):
        return None, faults + header_faults
    width = len(header)
    faults += [_width_fault(line, row, width, spec) for line, row in body if len(row) != width]
    kept = [(line, row) for line, row in body if len(row) == width]
    lines, cells = tuple(line for line, _ in kept), tuple(tuple(row) for _, row in kept)
    is_whole = is_closed and len(kept) == len(body)
    return Rows(columns=tuple(header), cells=cells, lines=lines, is_whole=is_whole), faults


def _decoded(content: bytes, spec: TableSpec) -> tuple[str, Fault | None]:
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        line = content[: content.index(b"\0")].count(b"\n") + 1
        return "", Fault(where=spec.path, row=line, message="expected text, found a NUL byte")
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as exc:
        line = content[: exc.start].count(b"\n") + 1
        message = f"expected UTF-8, found byte 0x{content[exc.start]:02x} at offset {exc.start}; save the file as UTF-8"
        return "", Fault(where=spec.path, row=line, message=message)


def _parsed(text: str, spec: TableSpec) -> tuple[list[tuple[int, list[str]]], list[Fault], bool]:
    """Rows with the line each starts on, faults, and whether the end was reached.

    A quoted cell may hold line breaks, an editor counts those too.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    numbered: list[tuple[int, list[str]]] = []
    faults: list[Fault] = []
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return numbered, faults, True
        except csv.Error as exc:
            # What follows a broken quote cannot be told apart from what is inside it.
            fault = Fault(where=spec.path, row=line, message=f"expected well-formed CSV: {exc}")
            return numbered, [*faults, fault], False
        if row:
            numbered.append((line, row))
        else:
            faults.append(Fault(where=spec.path, row=line, message="expected a row, found an empty line"))


def _header_faults(header: list[str], spec: TableSpec) -> list[Fault]:
    expected = [name for name, _ in spec.columns()]
    listed = ", ".join(expected)
    messages = [(name, f"missing column; expected {listed}") for name in expected if name not in header]
    messages += [(name or "''", f"unknown column; expected {listed}") for name in header if name not in expected]
    messages += [(name, "expected once, found twice") for name in expected if header.count(name) > 1]
    return [Fault(where=spec.path, row=1, column=name, message=message) for name, message in messages]


def _width_fault(line: int, row: list[str], width: int, spec: TableSpec) -> Fault:
    message = f"expected {width} cells, found {len(row)}; a cell with a comma needs quotes"
    return Fault(where=spec.path, row=line, message=message)
