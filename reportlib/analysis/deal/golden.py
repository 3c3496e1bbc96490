"""The golden share: the rights it gives, and what was done with it. A threat is no use; naming a deputy is neither."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from reportlib.analysis.deal.ledgers import counted, framed
from reportlib.desk import Desk
from reportlib.schemas.deal import GOLDEN_ACTS
from reportlib.sourced import Sourced


def golden_rights(desk: Desk) -> Sourced[pd.DataFrame]:
    """Rights of the golden share: item, text, known_on, is_right (False for what describes the share), source."""
    frame = desk["golden_share"]
    rows = frame.loc[~frame["row_kind"].isin(GOLDEN_ACTS)].copy()
    rows["is_right"] = rows["row_kind"] == "right"
    rows["first"] = rows.groupby("item")["known_on"].transform("min")
    order = ["is_right", "first", "item", "known_on"]
    rows = rows.sort_values(order, ascending=[False, True, True, True], kind="stable")
    return framed(rows, ["item", "text", "known_on", "is_right", "source"])


def rights_held(rights: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """The rows that are rights, without those that describe the share."""
    return replace(rights, value=rights.value.loc[rights.value["is_right"]].reset_index(drop=True))


def golden_uses(desk: Desk) -> Sourced[pd.DataFrame]:
    """What was done with the golden share, by day: date, row_kind (use, threat, deputy), text, known_on, source."""
    frame = desk["golden_share"]
    rows = frame.loc[frame["row_kind"].isin(GOLDEN_ACTS)].sort_values("date", kind="stable")
    return framed(rows, ["date", "row_kind", "text", "known_on", "source"])


def golden_counts(desk: Desk) -> dict[str, Sourced[int]]:
    """How many uses, threats and deputies are on record, by kind; empty before the first of any."""
    table = golden_uses(desk)
    if table.value.empty:
        return {}
    of = {kind: replace(table, value=table.value.loc[table.value["row_kind"] == kind]) for kind in GOLDEN_ACTS}
    return {kind: counted(rows, f"deal.golden_{kind}") for kind, rows in of.items()}
