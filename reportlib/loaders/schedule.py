"""A tariff schedule in the form USITC exports it: one JSON list of rows, plain or gzip.

The tree is given by order and indent alone. A line's base duty is its own, or that of the nearest row above
it *on its indent path*; the row just above may be a neighbour's. Belongs here: from a file to a frame of
lines. Does not belong here: which duties lie on top (`reportlib.analysis.tariffs`), any download.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from reportlib.errors import DataError, Fault

__all__ = ["READER", "SCHEDULE_TIP", "read_schedule", "read_weights"]

SCHEDULE_TIP = "Give a schedule as USITC exports it: --schedule FILE.json, for example from https://hts.usitc.gov."
_WEIGHTS_TIP = "Give a CSV file with the columns hts10 and value: --weights FILE.csv."

READER = 1
"""Version of what `read_schedule` makes of a file; to be raised with any change of it, for parsed copies are kept."""

_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(r"\d{4}(\.\d{2}){0,3}", re.ASCII)
_PERCENT = re.compile(r"\+?\s*(\d+(?:\.\d+)?|(?:\d+ )?\d+/[1-9]\d*)\s*%\.?", re.ASCII)
_KINDS = {dict: "an object in braces", str: "text", type(None): "null"}
_GZIP = b"\x1f\x8b"


def read_schedule(path: Path) -> pd.DataFrame:
    """Lines of a schedule: hts10, mfn (fraction, NaN unless free or ad valorem), mfn_kind, mfn_text, read_at.

    Lines are ten-digit numbers outside chapter 99, and eight-digit numbers without children (00 added).
    `mfn_kind` is free, ad_valorem, specific, compound or blank; `read_at` is the number of the row that prints
    the rate. Raises DataError for a file that is no such schedule, naming the row.
    """
    rows = _rows(path)
    path_of: list[tuple[int, str, str]] = []  # indent, number, rate text
    found: dict[str, tuple[str, str]] = {}
    eights: dict[str, tuple[str, str]] = {}
    parents: set[str] = set()
    for at, row in enumerate(rows):
        number, indent, text = _cells(row, at, path)
        while path_of and path_of[-1][0] >= indent:
            path_of.pop()
        if not text:
            text, read_at = next(((rate, code) for _, code, rate in reversed(path_of) if rate), ("", ""))
        else:
            read_at = number
        path_of.append((indent, number, text if read_at == number else ""))
        if not number or number.startswith("99"):
            continue
        digits = number.replace(".", "")
        if len(digits) == 10:
            found[digits] = (text, read_at)
            parents.add(digits[:8])
        elif len(digits) == 8:
            eights[digits] = (text, read_at)
    found |= {f"{digits}00": rate for digits, rate in eights.items() if digits not in parents}
    lines = pd.DataFrame(
        [(code, *_rate(text), text, read_at) for code, (text, read_at) in sorted(found.items())],
        columns=["hts10", "mfn", "mfn_kind", "mfn_text", "read_at"],
    )
    if lines.empty:
        raise _refused(path, "expected tariff lines of 8 or 10 digits, found none")
    return lines


def read_weights(path: Path) -> pd.DataFrame:
    """Import values by line: hts10 (text, 8 or 10 digits), value (zero or more, any one unit).

    Raises DataError with every fault of the file.
    """
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as exc:
        why = exc.strerror if isinstance(exc, OSError) else exc
        fault = Fault(where=str(path), message=f"expected a CSV file with hts10,value: {why}")
        raise DataError([fault], tip=_WEIGHTS_TIP) from exc
    missing = [name for name in ("hts10", "value") if name not in frame.columns]
    if missing:
        message = f"expected columns hts10 and value, found {', '.join(frame.columns)}"
        raise DataError([Fault(where=str(path), row=1, column=missing[0], message=message)], tip=_WEIGHTS_TIP)
    codes = frame["hts10"].str.replace(".", "", regex=False)
    values = pd.to_numeric(frame["value"], errors="coerce")
    padded = codes.str.pad(10, side="right", fillchar="0")
    checks = [
        ("hts10", ~codes.str.fullmatch(r"\d{8}(\d\d)?"), "8 or 10 digits"),
        ("hts10", padded.duplicated(), "every line once"),
        ("value", ~values.between(0, float("inf"), inclusive="left"), "a number of 0 or more"),
    ]
    faults = [
        Fault(where=str(path), row=at + 2, column=name, message=f"expected {what}, found {frame[name].iloc[at]!r}")
        for name, wrong, what in checks
        for at in np.flatnonzero(wrong).tolist()
    ]
    if faults:
        raise DataError(sorted(faults, key=lambda fault: fault.row or 0), tip=_WEIGHTS_TIP)
    return pd.DataFrame({"hts10": padded, "value": values.astype(float)})


def _rows(path: Path) -> list[Any]:
    try:
        content = path.read_bytes()
        rows = json.loads(gzip.decompress(content) if content.startswith(_GZIP) else content)
    except (OSError, EOFError, ValueError, zlib.error) as exc:
        why = exc.strerror if isinstance(exc, OSError) and exc.strerror else exc
        raise _refused(path, f"expected a schedule as USITC exports it (a JSON list, plain or gzip): {why}") from exc
    if not isinstance(rows, list):
        raise _refused(path, f"expected a JSON list of rows, found {_KINDS.get(type(rows), 'a single value')}")
    return rows


def _refused(path: Path, message: str, *, row: int | None = None, column: str | None = None) -> DataError:
    """The file is ours to read, not to mend: the tip asks for another, not for a check of the record."""
    return DataError([Fault(where=str(path), row=row, column=column, message=message)], tip=SCHEDULE_TIP)


def _cells(row: Any, at: int, path: Path) -> tuple[str, int, str]:
    """Number, indent and cleaned rate text of a row."""
    try:
        number, indent, general = str(row["htsno"] or ""), str(row["indent"]), str(row["general"] or "")
    except (KeyError, TypeError) as exc:
        message = f"expected htsno, indent and general, found {str(row)[:80]!r}"
        raise _refused(path, message, row=at + 1) from exc
    if not re.fullmatch(r"\d{1,2}", indent, re.ASCII):
        message = f"expected a depth like 0, 1 or 2, found {indent[:40]!r}"
        raise _refused(path, message, row=at + 1, column="indent")
    if number and not _NUMBER.fullmatch(number):
        message = f"expected an HTS number like 8703.23.01.90, found {number[:40]!r}"
        raise _refused(path, message, row=at + 1, column="htsno")
    return number, int(indent), re.sub(r"\s+", " ", _TAG.sub("", general).replace("\xa0", " ")).strip()


def _rate(text: str) -> tuple[float, str]:
    """A rate as printed: its fraction where it is one number, and its kind."""
    if not text:
        return float("nan"), "blank"
    if re.match(r"free\b", text, re.IGNORECASE):
        return 0.0, "free"
    whole = _PERCENT.fullmatch(text)
    if whole:
        return float(sum(Fraction(part) for part in whole[1].split(" ")) / 100), "ad_valorem"
    return float("nan"), "compound" if "%" in text else "specific"
