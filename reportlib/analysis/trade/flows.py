"""Goods trade both ways, each number with its vintage: US statistics by year and month, Japan's by month.

US figures are on the Census basis, imports at customs value (general imports), in billion dollars; a
deficit is the US deficit with Japan. A value not held as first released says so (`release`).
"""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from reportlib.analysis.trade.parts import PERCENT, USD_BN, computed, frame, joined, recorded
from reportlib.desk import Desk
from reportlib.sourced import Sourced

Flow = Literal["exports", "imports", "deficit"]
FLOWS: tuple[Flow, ...] = ("exports", "imports", "deficit")
_BN = [f"{flow}_usd_bn" for flow in FLOWS]
_PAPERS = ["vintage", "release", "released_on", "source"]


def annual(desk: Desk, since: int = 2015) -> Sourced[pd.DataFrame]:
    """One row a year, of the last vintage known; the running year as far as it is out.

    Columns: year, months, is_full_year, exports_usd_bn, imports_usd_bn, deficit_usd_bn, vintage,
    release, released_on, source.
    """
    rows = _billions(desk.latest("us_japan_goods_trade_annual", ["year", "months"]))
    rows = rows.loc[rows["year"] >= since].sort_values(["year", "months"], kind="stable")
    rows = rows.drop_duplicates("year", keep="last").astype({"year": int, "months": int})
    rows["is_full_year"] = rows["months"] == 12
    return frame(rows, ["year", "months", "is_full_year", *_BN, *_PAPERS])


def vintages(desk: Desk, year: int) -> Sourced[pd.DataFrame]:
    """Every vintage of a full year known by the day: year, exports_usd_bn, …, vintage, release, released_on, source."""
    rows = _billions(desk["us_japan_goods_trade_annual"]).astype({"year": int})
    rows = rows.loc[(rows["year"] == year) & (rows["months"] == 12)].sort_values("released_on", kind="stable")
    return frame(rows, ["year", *_BN, *_PAPERS])


def monthly(desk: Desk, since: str = "2024-01") -> Sourced[pd.DataFrame]:
    """One row a month; a month not held has no row (February to August and October to December 2023).

    Columns: month, exports_usd_bn, imports_usd_bn, deficit_usd_bn, vintage_class, vintage, release,
    released_on, source.
    """
    rows = _months(desk)
    return frame(rows.loc[rows["month"] >= pd.Timestamp(since)], ["month", *_BN, "vintage_class", *_PAPERS])


def year_to_date(desk: Desk) -> Sourced[pd.DataFrame]:
    """The running year through its last month, and the same months a year before; empty where one is missing.

    Columns: year, months, through (last month), exports_usd_bn, imports_usd_bn, deficit_usd_bn,
    vintage (";" between several), is_one_vintage, source.
    """
    rows = _months(desk)
    columns = ["year", "months", "through", *_BN, "vintage", "is_one_vintage", "source"]
    if rows.empty:
        return frame(rows.reindex(columns=[*rows.columns, *columns]).iloc[:0], columns)
    last = rows["month"].max()
    sums = [_sum(rows, last - pd.DateOffset(years=back)) for back in (1, 0)]
    table = pd.DataFrame([one for one in sums if one], columns=["id", *columns])
    return frame(table if all(sums) else table.iloc[:0], columns)


def flow(desk: Desk, what: Flow, year: int) -> Sourced[float] | None:
    """Exports, imports or deficit of a full year, last vintage known; None before it is out.

    Key like "trade.deficit_2025".
    """
    table = vintages(desk, year)
    if table.value.empty:
        return None
    rows = _billions(desk["us_japan_goods_trade_annual"])
    rows = rows.loc[(rows["year"] == year) & (rows["months"] == 12)].sort_values("released_on", kind="stable")
    last = rows.iloc[-1]
    return recorded(last.to_dict(), last[f"{what}_usd_bn"], USD_BN, f"trade.{what}_{year}")


def flow_to_date(desk: Desk, what: Flow, *, year_before: bool = False) -> Sourced[float] | None:
    """Exports, imports or deficit of the running year so far, or of the same months a year before.

    Keys: "trade.deficit_to_date", "trade.deficit_to_date_year_before". None where months are missing.
    """
    table = year_to_date(desk)
    if table.value.empty:
        return None
    row = table.value.iloc[0 if year_before else -1]
    inputs = {"months": int(row["months"]), "through": f"{row['through']:%Y-%m}", "vintage": row["vintage"]}
    key = f"trade.{what}_to_date{'_year_before' if year_before else ''}"
    return Sourced(
        value=float(row[f"{what}_usd_bn"]), unit=USD_BN, key=key, formula=f"{what}: sum of the months", inputs=inputs,
        sources=tuple(row["source"].split(";")), facts=table.facts,
    )  # fmt: skip


def change_to_date(desk: Desk, what: Flow) -> Sourced[float] | None:
    """Change of the running year so far on the same months a year before, in percent. None where months are missing."""
    now, then = flow_to_date(desk, what), flow_to_date(desk, what, year_before=True)
    if now is None or then is None:
        return None
    rows = pd.DataFrame({"source": [*now.sources, *then.sources]}).assign(id=";".join(now.facts))
    return computed(
        100 * (now.value / then.value - 1), PERCENT, f"trade.{what}_to_date_change",
        "change: this year / year before - 1",
        {"this year": now.value, "year before": then.value, "vintages": joined([str(now.inputs["vintage"])])}, rows,
    )  # fmt: skip


def japan_periods(desk: Desk) -> Sourced[pd.DataFrame]:
    """Japan's own statistics on trade with the US by year and half-year, provisional, blank where not printed.

    Columns: period, exports_to_us_jpy_bn, exports_yoy_pct, imports_from_us_jpy_bn, imports_yoy_pct, balance_us_jpy_bn,
    balance_yoy_pct, rounding, vintage, release, released_on, source.
    """
    rows = _mof(desk["mof_exports_periods"]).sort_values("period", kind="stable")
    return frame(rows, ["period", *_MOF[:-1], "balance_yoy_pct", "rounding", *_PAPERS])


_MOF = [
    "exports_to_us_jpy_bn", "exports_yoy_pct", "imports_from_us_jpy_bn", "imports_yoy_pct", "balance_us_jpy_bn",
    "rounding",
]  # fmt: skip


def _mof(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(source=[joined(pair) for pair in zip(rows["source"], rows["source2"], strict=True)])


def _months(desk: Desk) -> pd.DataFrame:
    return _billions(desk.latest("us_japan_goods_trade_monthly", "month")).sort_values("month", kind="stable")


def _billions(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        exports_usd_bn=rows["exports_usd_mn"] / 1000,
        imports_usd_bn=rows["imports_usd_mn"] / 1000,
        deficit_usd_bn=-rows["balance_usd_mn"] / 1000,
    )


def _sum(rows: pd.DataFrame, last: pd.Timestamp) -> dict[str, Any] | None:
    """January to the month given, or None where a month is missing."""
    part = rows.loc[(rows["month"].dt.year == last.year) & (rows["month"] <= last)]
    if len(part) != last.month:
        return None
    return {
        "id": joined(part["id"]), "year": last.year, "months": last.month, "through": last,
        **{column: part[column].sum() for column in _BN}, "vintage": joined(part["vintage"]),
        "is_one_vintage": part["vintage_class"].nunique() == 1, "source": joined(part["source"]),
    }  # fmt: skip
