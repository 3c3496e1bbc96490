"""Lines of eight digits of which lists name only some ten-digit numbers.

Which number a good has is then a choice that the line leaves open: low and high run through the numbers listed
and the rest of the line, the central figure is that of the rest. Belongs here: adding those numbers to a set of
lines, and folding their rates back. Does not belong here: rates themselves (`rates`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from reportlib.analysis.tariffs.flags import joined
from reportlib.analysis.tariffs.law import Law
from reportlib.analysis.tariffs.lines import Ints, Lines

FLAG = "ten_digit_list"
HAIR = 1e-12


@dataclass(frozen=True, kw_only=True, eq=False)
class Opened:
    """Lines with the numbers listed below them: `owner` is the line each belongs to, `own` where each line stands."""

    lines: Lines
    owner: Ints
    own: Ints


@lru_cache(maxsize=4)
def opened(law: Law, lines: Lines) -> Opened:
    """The lines, and each ten-digit number that any list names below one of eight digits, with its base duty."""
    at = np.flatnonzero(lines.eight)
    position = dict(zip((code[:8] for code in lines.hts10[at].tolist()), at.tolist(), strict=True))
    numbers = law.scopes.loc[law.scopes["length"] == 10, "hts_prefix"].drop_duplicates()
    named = [(code, position[code[:8]]) for code in sorted(set(numbers) - set(lines.hts10)) if code[:8] in position]
    codes = np.array([*lines.hts10.tolist(), *(code for code, _ in named)], dtype=str)
    owner = np.array([*range(len(lines)), *(line for _, line in named)], dtype=np.int64)
    order = np.argsort(codes, kind="stable")
    owner = owner[order]
    own = np.empty(len(lines), dtype=np.int64)
    first = order < len(lines)
    own[order[first]] = np.flatnonzero(first)
    every = Lines(
        hts10=codes[order], mfn=lines.mfn[owner], low=lines.low[owner], high=lines.high[owner],
        order=np.arange(len(codes)), eight=np.zeros(len(codes), dtype=bool),
    )  # fmt: skip
    return Opened(lines=every, owner=owner, own=own)


def folded(frame: pd.DataFrame, among: Opened) -> pd.DataFrame:
    """Rates of the lines themselves, their range wide enough for every number listed below them."""
    mine = frame.iloc[among.own].reset_index(drop=True)
    numbers = frame[["all_in", "low", "high"]].to_numpy(dtype=float)
    apart = ~np.isclose(numbers, numbers[among.own][among.owner], rtol=0, atol=HAIR, equal_nan=True).all(axis=1)
    low, high = np.full(len(mine), np.inf), np.full(len(mine), -np.inf)
    np.minimum.at(low, among.owner, numbers[:, 1])
    np.maximum.at(high, among.owner, np.where(np.isnan(numbers[:, 2]), np.inf, numbers[:, 2]))
    high[np.isinf(high)] = np.nan  # an unknown top stays unknown
    marked = np.zeros(len(mine), dtype=bool)
    marked[among.owner[apart]] = True
    return mine.assign(low=low, high=high, flags=joined(mine["flags"].to_numpy(dtype=object), marked, FLAG))
