"""Cars from Japan: value, number and price of exports to the US (yen), and the export price in contract currency.

Japan's customs statistics print value and number; the price per car is implied, (1 + value) / (1 + number) − 1,
and moves with the mix of models and the yen. The Bank of Japan prices one basket in the currency of the contract.
"""

from __future__ import annotations

import math

import pandas as pd

from reportlib.analysis.trade.formulas import unit_price_change
from reportlib.analysis.trade.parts import PERCENT, computed, frame, joined, recorded
from reportlib.desk import Desk
from reportlib.sourced import Sourced, token

_COLUMNS = [
    "period", "value_yoy_pct", "units_yoy_pct", "price_yoy_pct", "price_printed_pct", "value_jpy_bn", "units",
    "rounding", "vintage", "release", "released_on", "source",
]  # fmt: skip


def cars_monthly(desk: Desk) -> Sourced[pd.DataFrame]:
    """Exports of cars to the US by month, changes on a year before; blank where not printed.

    Columns: month, period ("2025-06"), value_yoy_pct, units_yoy_pct, price_yoy_pct (implied, blank without
    both), price_printed_pct, value_jpy_bn, units, rounding, vintage, release, released_on, source.
    """
    rows = desk["mof_exports_monthly"]
    rows = _cars(rows.assign(period=rows["month"].dt.strftime("%Y-%m"), cars_units=math.nan))
    return frame(rows.sort_values("month", kind="stable"), ["month", *_COLUMNS])


def cars_periods(desk: Desk) -> Sourced[pd.DataFrame]:
    """The same by year and half-year: period ("2025", "2025-04..2025-09"), then the columns of `cars_monthly`."""
    rows = _cars(desk["mof_exports_periods"].assign(cars_unit_price_yoy_pct=math.nan))
    return frame(rows.sort_values("period", kind="stable"), _COLUMNS)


def cars_change(desk: Desk, period: str) -> dict[str, Sourced[float]]:
    """Changes of one month or period on a year before, in percent: "value", "units", "price", where known.

    Keys like "trade.cars_price_2025_06".
    """
    found = {}
    for table in (desk["mof_exports_monthly"].assign(cars_units=math.nan), desk["mof_exports_periods"]):
        if "month" in table.columns:
            table = table.assign(period=table["month"].dt.strftime("%Y-%m"))
        rows = _cars(table.assign(cars_unit_price_yoy_pct=math.nan))
        for _, row in rows.loc[rows["period"] == period].iterrows():
            for name in ("value", "units"):
                if pd.notna(row[f"{name}_yoy_pct"]):
                    found[name] = recorded(
                        row.to_dict(), row[f"{name}_yoy_pct"], PERCENT, f"trade.cars_{name}_{token(period)}"
                    )
            if len(found) == 2:
                found["price"] = computed(
                    row["price_yoy_pct"], PERCENT, f"trade.cars_price_{token(period)}",
                    "price: (1 + value) / (1 + number) - 1",
                    {"value, percent": row["value_yoy_pct"], "number, percent": row["units_yoy_pct"]},
                    rows.loc[rows["period"] == period],
                )  # fmt: skip
    return found


def last_cars_month(desk: Desk) -> str | None:
    """The last month of which both value and number of cars are known, like "2025-11". None before the first."""
    table = cars_monthly(desk).value
    both = table.loc[table["price_yoy_pct"].notna(), "period"]
    return None if both.empty else str(both.iloc[-1])


def _cars(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that say something of cars, with the price implied."""
    rows = rows.rename(
        columns={
            "cars_value_yoy_pct": "value_yoy_pct", "cars_units_yoy_pct": "units_yoy_pct", "cars_units": "units",
            "cars_value_jpy_bn": "value_jpy_bn", "cars_unit_price_yoy_pct": "price_printed_pct",
        }
    )  # fmt: skip
    rows = rows.loc[rows[["value_yoy_pct", "units_yoy_pct", "value_jpy_bn", "units"]].notna().any(axis=1)].copy()
    rows["price_yoy_pct"] = [
        100 * unit_price_change(value / 100, units / 100) if pd.notna(value) and pd.notna(units) else math.nan
        for value, units in zip(rows["value_yoy_pct"], rows["units_yoy_pct"], strict=True)
    ]
    rows["source"] = [joined(pair) for pair in zip(rows["source"], rows["source2"], strict=True)]
    return rows
