"""What Japan sold to the United States in 2024, spread over lines of the schedule: the weights of an effective rate.

Values are known by product group only. A group's value is spread over the lines of its headings in two ways,
equally by line and equally by heading then line; the distance between the two is part of the range of every
figure made from them. Lines of one group with one base duty, the same listings throughout and the same metal
shares pay the same on every day: they form one cell, named by its first line. Belongs here: making cells from
a schedule, and reading them as weights. Does not belong here: rates (`rates`) or what they add up to (`effective`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reportlib.analysis.tariffs.law import Law
from reportlib.analysis.tariffs.lines import Floats, Lines, as_lines
from reportlib.desk import Desk
from reportlib.sourced import merge_ids


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """Lines with the value of imports behind each, in USD million.

    `group` names the product group of each line, `spreads` holds one or more columns of values that add up to the
    same total; the first is the central one. `basis` says what the values are.
    """

    lines: Lines
    group: pd.Series[str]
    spreads: pd.DataFrame
    basis: str
    sources: tuple[str, ...]

    @property
    def total(self) -> float:
        """Value of all imports, USD million."""
        return float(self.spreads.iloc[:, 0].sum())


def default_exposure(desk: Desk) -> Exposure:
    """Imports for consumption from Japan in 2024 by cell, on the two spreads. A method, the same on every day."""
    groups, cells = desk["exposure"], desk["exposure_cells"]
    value = cells["group"].map(dict(zip(groups["group"], groups["value_usd_mn"], strict=True)))
    frame = cells.assign(hts10=cells["hts10"], mfn=cells["mfn_pct"] / 100)
    spreads = pd.DataFrame({"by_line": value * cells["line_share"], "by_heading": value * cells["heading_share"]})
    return Exposure(
        lines=as_lines(frame),
        group=cells["group"],
        spreads=spreads,
        basis="imports for consumption, customs value, 2024",
        sources=merge_ids([groups["source"]]),
    )


def weighted_exposure(lines: pd.DataFrame, weights: pd.DataFrame, *, basis: str) -> Exposure:
    """A user's own lines (hts10, mfn) and weights (hts10, value): exact, so one spread.

    Lines without a weight are left out; a weight without a line is named in a ParameterError by `as_lines`' caller.
    """
    frame = lines.merge(weights, on="hts10", how="inner").reset_index(drop=True)
    return Exposure(
        lines=as_lines(frame),
        group=frame["hts10"].str[:2],
        spreads=frame[["value"]],
        basis=basis,
        sources=(),
    )


def cells(schedule: pd.DataFrame, law: Law, groups: pd.DataFrame) -> pd.DataFrame:
    """Cells of a schedule (hts10, mfn, mfn_kind): group, hts10, mfn_pct, mfn_kind, n_lines, line_share, heading_share.

    `groups` have `group` and `headings` (four digits, ';'-separated). Shares of a group add up to 1.
    """
    group_of = {head: row.group for row in groups.itertuples() for head in str(row.headings).split(";")}
    frame = schedule.assign(group=schedule["hts10"].str[:4].map(group_of), heading=schedule["hts10"].str[:4])
    frame = frame.loc[frame["group"].notna()].sort_values("hts10").reset_index(drop=True)
    lines = as_lines(frame)
    frame["listings"] = _fingerprint(law.scopes, _LISTING, lines) + _fingerprint(law.shares, ["metal", "share"], lines)
    per_group = frame.groupby("group")
    frame["line_share"] = 1 / per_group["hts10"].transform("size")
    in_heading = frame.groupby(["group", "heading"])["hts10"].transform("size")
    frame["heading_share"] = 1 / (per_group["heading"].transform("nunique") * in_heading)
    frame["mfn_pct"] = (frame["mfn"] * 100).round(6)
    made = frame.groupby(["group", "listings", "mfn_pct"], dropna=False, sort=False)
    table = made.agg(
        hts10=("hts10", "first"), mfn_kind=("mfn_kind", "first"), n_lines=("hts10", "size"),
        line_share=("line_share", "sum"), heading_share=("heading_share", "sum"),
    ).reset_index()  # fmt: skip
    columns = ["group", "hts10", "mfn_pct", "mfn_kind", "n_lines", "line_share", "heading_share"]
    return table.sort_values(["group", "hts10"])[columns].reset_index(drop=True)


_LISTING = ["list", "length", "effective_from", "effective_to", "condition", "central", "known_on"]
"""What of a listing decides a rate: everything but the prefix itself."""


def _fingerprint(rows: pd.DataFrame, columns: list[str], lines: Lines) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """A number per line that is equal where the same rows, prefix apart, cover the lines."""
    texts = pd.Series(["|".join(map(str, row)) for row in rows[columns].itertuples(index=False)])
    marks = {text: np.uint64(int(hashlib.sha256(text.encode()).hexdigest()[:14], 16)) for text in texts.unique()}
    total = np.zeros(len(lines), dtype=np.uint64)
    starts, ends = lines.spans(rows["hts_prefix"])
    for start, end, text in zip(starts.tolist(), ends.tolist(), texts.tolist(), strict=True):
        total[start:end] += marks[text]
    return total


def covered(exposure: Exposure, law: Law) -> pd.DataFrame:
    """Share of each group's value on each list, by each spread: group, list, one column per spread. Lists in time aside."""
    value = exposure.spreads.iloc[exposure.lines.order].reset_index(drop=True)
    group = exposure.group.iloc[exposure.lines.order].reset_index(drop=True)
    total = value.groupby(group).sum()
    rows = []
    for name, scopes in law.scopes.groupby("list", sort=True):
        on: Floats = np.zeros(len(exposure.lines))
        for start, end in zip(*(ends.tolist() for ends in exposure.lines.spans(scopes["hts_prefix"])), strict=True):
            on[start:end] = 1.0
        share = value.mul(on, axis=0).groupby(group).sum() / total
        rows.append(share.loc[(share > 0).any(axis=1)].assign(list=name).reset_index(names="group"))
    return pd.concat(rows, ignore_index=True)[["group", "list", *exposure.spreads.columns]]
