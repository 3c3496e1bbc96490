"""Lines of the schedule: the base duty of each, sorted by number so that every prefix is one span of them.

Belongs here: the form of a frame of lines. Does not belong here: reading a schedule file
(`reportlib.loaders.schedule`), what a list means (`standing`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reportlib.errors import ParameterError

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Lines:
    """Ten-digit numbers in ascending order with the base duty of each (fractions; NaN unknown).

    `low` and `high` enclose the base duty: equal to it where it is known; for a specific or compound duty
    without an ad valorem equivalent 0 and NaN. `order` leads back to the rows of the frame given; `eight` marks
    lines given with eight digits (00 added), of which a list may name only some ten-digit numbers.
    """

    hts10: NDArray[np.str_]
    mfn: Floats
    low: Floats
    high: Floats
    order: Ints
    eight: Bools

    def __len__(self) -> int:
        return len(self.hts10)

    def spans(self, prefixes: pd.Series[str]) -> tuple[Ints, Ints]:
        """First and past-the-last position of the lines under each prefix."""
        start = prefixes.to_numpy(dtype=str)
        past = np.char.add(start, ":")  # ':' sorts just after '9'
        return np.searchsorted(self.hts10, start), np.searchsorted(self.hts10, past)


def as_lines(frame: pd.DataFrame) -> Lines:
    """Lines from a frame with `hts10` (text, 8 or 10 digits) and `mfn` (fraction, NaN where unknown).

    Optional columns `ave`, `ave_high` (fractions) hold ad valorem equivalents of specific and compound
    duties: central and highest observed. Raises ParameterError for a number that is none, or given twice.
    """
    codes = frame["hts10"].astype(str).str.replace(".", "", regex=False)
    wrong = codes.loc[~codes.str.fullmatch(r"\d{8}(\d\d)?")]
    if not wrong.empty:
        raise ParameterError(f"hts10: expected 8 or 10 digits, found {wrong.iloc[0]!r} (row {wrong.index[0]})")
    eight = (codes.str.len() == 8).to_numpy(dtype=bool)
    codes = codes.str.pad(10, side="right", fillchar="0")
    twice = codes.loc[codes.duplicated()]
    if not twice.empty:
        raise ParameterError(f"hts10: expected every line once, found {twice.iloc[0]} again (row {twice.index[0]})")
    mfn = frame["mfn"].to_numpy(dtype=float)
    ave = _column(frame, "ave")
    top = np.fmax(ave, _column(frame, "ave_high"))
    known = ~np.isnan(mfn)
    order = np.argsort(codes.to_numpy(dtype=str), kind="stable")
    return Lines(
        hts10=codes.to_numpy(dtype=str)[order],
        mfn=np.where(known, mfn, ave)[order],
        low=np.where(known, mfn, 0.0)[order],
        high=np.where(known, mfn, top)[order],
        order=order,
        eight=eight[order],
    )


def _column(frame: pd.DataFrame, name: str) -> Floats:
    if name in frame.columns:
        return frame[name].to_numpy(dtype=float)
    return np.full(len(frame), np.nan)
