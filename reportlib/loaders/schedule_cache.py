"""Parsed schedules kept beside the editions, so that a file is parsed once.

A kept copy is named by the content of the file and the version of the reader: another file or reader finds
none. It is a packed CSV, read with the same suspicion as any file; one that is broken is made anew. Does not
belong here: reading the file itself (`reportlib.loaders.schedule`).
"""

from __future__ import annotations

import gzip
import hashlib
import io
import secrets
import zlib
from pathlib import Path

import pandas as pd

from reportlib.errors import DataError, Fault
from reportlib.loaders.schedule import READER, SCHEDULE_TIP, read_schedule

COLUMNS = ["hts10", "mfn", "mfn_kind", "mfn_text", "read_at"]


def kept_schedule(path: Path, folder: Path) -> pd.DataFrame:
    """Lines of a schedule as `read_schedule` gives them, from the copy in `folder` where there is one.

    A folder that may not be written keeps nothing; the answer is the same. Raises DataError as `read_schedule`.
    """
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as exc:
        message = f"expected a schedule as USITC exports it: {exc.strerror or exc}"
        raise DataError([Fault(where=str(path), message=message)], tip=SCHEDULE_TIP) from exc
    copy = folder / f"{digest[:32]}-{READER}.csv.gz"
    lines = _kept(copy)
    if lines is None:
        lines = read_schedule(path)
        _keep(lines, copy)
    return lines


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises OSError where it may not be written."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.draft")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _kept(copy: Path) -> pd.DataFrame | None:
    """The copy, or None where there is none that can be trusted."""
    try:
        text = gzip.decompress(copy.read_bytes()).decode("utf-8")
        lines = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
        lines["mfn"] = lines["mfn"].replace("", "nan").astype(float)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, pd.errors.ParserError):
        return None
    whole = list(lines.columns) == COLUMNS and lines["hts10"].str.fullmatch(r"\d{10}").all()
    return lines if whole and not lines.empty else None


def _keep(lines: pd.DataFrame, copy: Path) -> None:
    packed = gzip.compress(lines.to_csv(index=False, lineterminator="\n").encode(), compresslevel=3, mtime=0)
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_whole(copy, packed)
    except OSError:
        return  # a copy saves time and nothing else
