"""Money partners promised, by kind, beside a year of their output. Nothing is added up.

Kinds differ (a fund, plans of firms, guarantees, purchases) and so do terms; a share of output is of one year in one
vintage, the same for all partners shown. A forecast of output is no outturn and gives no share.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reportlib.analysis.comparators.formulas import pledge_share
from reportlib.analysis.comparators.rates import JAPAN
from reportlib.analysis.trade.parts import computed, frame, joined
from reportlib.desk import Desk
from reportlib.schemas.partners import PLEDGE_KINDS
from reportlib.schemas.trade import PARTNERS_HELD
from reportlib.sourced import Sourced, token

ECONOMY = {"switzerland-liechtenstein": "switzerland"}
"""Whose output stands beside a partner's pledge, where the names differ: Liechtenstein's is not held."""
SMALLEST = 20.0
"""Pledges below it, in billions of dollars, stand in the table alone."""
COLUMNS = [
    "id", "partner", "pledge", "date", "kind", "amount_usd_bn", "qualifier", "per", "term", "is_sum", "text",
    "known_on", "source",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Output:
    """Which year of output, in which vintage, stands beside the pledges: one for all."""

    year: int
    vintage: str
    rows: pd.DataFrame


def pledges(desk: Desk) -> Sourced[pd.DataFrame]:
    """Every pledge in its last version known, by kind and then by partner: columns of `COLUMNS`."""
    rows = desk.latest("partner_pledges", "pledge")
    rows["kind_at"], rows["partner_at"] = rows["kind"].map(PLEDGE_KINDS.index), rows["partner"].map(PARTNERS_HELD.index)
    rows = rows.sort_values(
        ["kind_at", "amount_usd_bn", "partner_at"], ascending=[True, False, True], kind="stable", na_position="last"
    )
    return frame(rows, COLUMNS)


def output(desk: Desk) -> Output | None:
    """Year and vintage with outturns for most partners that pledged, then the newest. None without any."""
    rows = desk["partner_gdp"]
    rows = rows.loc[rows["status"] == "actual"]
    wanted = {ECONOMY.get(one, one) for one in drawn(desk)["partner"]}
    rows = rows.assign(wanted=rows["economy"].isin(wanted))
    if not rows["wanted"].any():
        return None
    held = rows.groupby(["released_on", "year", "vintage"])["wanted"].sum().reset_index()
    best = held.sort_values(["wanted", "released_on", "year"]).iloc[-1]
    return _output(rows, int(best["year"]), str(best["vintage"]))


def newest_output(desk: Desk) -> Output | None:
    """The newest year of the newest vintage with an outturn for Japan, where it is another than `output` took."""
    rows = desk["partner_gdp"]
    rows = rows.loc[rows["status"] == "actual"]
    mine = rows.loc[rows["economy"] == JAPAN].sort_values(["released_on", "year"], kind="stable")
    taken = output(desk)
    if mine.empty or taken is None or mine.iloc[-1]["vintage"] == taken.vintage:
        return None
    return _output(rows, int(mine.iloc[-1]["year"]), str(mine.iloc[-1]["vintage"]))


def drawn(desk: Desk) -> pd.DataFrame:
    """Pledges with an amount for the whole term that contain no other, from `SMALLEST` on, openings left out."""
    rows = pledges(desk).value
    large = (rows["amount_usd_bn"] >= SMALLEST) & (rows["per"] == "whole")
    return rows.loc[large & (rows["is_sum"] == "no") & (rows["kind"] != "openings")].reset_index(drop=True)


def shares(desk: Desk) -> Sourced[pd.DataFrame]:
    """Pledges that can be drawn, in dollars and over output.

    Columns: those of `COLUMNS`, then economy, year, vintage, gdp_usd_bn, share_pct, and missing: why there is no
    share ("": there is one; "forecast": only a forecast is held; "not_held").
    """
    rows, of = drawn(desk), output(desk)
    rows["economy"] = [ECONOMY.get(one, one) for one in rows["partner"]]
    rows["year"], rows["vintage"] = (of.year, of.vintage) if of else (np.nan, "")
    held = of.rows.set_index("economy") if of else pd.DataFrame(columns=["gdp_usd_bn", "source", "id"])
    rows["gdp_usd_bn"] = rows["economy"].map(held["gdp_usd_bn"]).astype(float)
    rows["share_pct"] = [
        100 * pledge_share(amount, gdp) if gdp == gdp else np.nan
        for amount, gdp in zip(rows["amount_usd_bn"], rows["gdp_usd_bn"], strict=True)
    ]
    known = desk["partner_gdp"]
    guessed = set(known.loc[known["status"] == "forecast", "economy"])
    rows["missing"] = [
        "" if share == share else "forecast" if economy in guessed else "not_held"
        for share, economy in zip(rows["share_pct"], rows["economy"], strict=True)
    ]
    for papers in ("source", "id"):
        extra = rows["economy"].map(held[papers]).fillna("")
        rows[papers] = [
            joined([one, other] if other else [one]) for one, other in zip(rows[papers], extra, strict=True)
        ]
    return frame(rows, [*COLUMNS, "economy", "year", "vintage", "gdp_usd_bn", "share_pct", "missing"])


def share(desk: Desk, pledge: str) -> Sourced[float] | None:
    """One pledge over output, in percent; key "pledge_share_<pledge>". None without outturn or pledge."""
    of = output(desk)
    return None if of is None else _share(desk, pledge, of, f"pledge_share_{token(pledge)}")


def newer_share(desk: Desk, pledge: str) -> Sourced[float] | None:
    """The same by the newest vintage, where that is another one; key "pledge_share_newer_<pledge>"."""
    of = newest_output(desk)
    return None if of is None else _share(desk, pledge, of, f"pledge_share_newer_{token(pledge)}")


def _share(desk: Desk, pledge: str, of: Output, key: str) -> Sourced[float] | None:
    rows = pledges(desk).value
    rows = rows.loc[(rows["pledge"] == pledge) & rows["amount_usd_bn"].notna()]
    held = of.rows.loc[of.rows["economy"].isin([ECONOMY.get(one, one) for one in rows["partner"]])]
    if rows.empty or held.empty:
        return None
    amount, gdp = float(rows.iloc[0]["amount_usd_bn"]), float(held.iloc[0]["gdp_usd_bn"])
    return computed(
        100 * pledge_share(amount, gdp), "percent, one decimal", key, "F14: pledge / output of one year",
        {"pledge, USD bn": amount, "output, USD bn": gdp, "year": of.year, "vintage": of.vintage},
        pd.concat([rows, held]),
    )  # fmt: skip


def _output(rows: pd.DataFrame, year: int, vintage: str) -> Output:
    return Output(year=year, vintage=vintage, rows=rows.loc[(rows["year"] == year) & (rows["vintage"] == vintage)])
