"""Refunds, weights of 2024, single published numbers, and how far this record reaches.

Nothing on refunds by country was found; the timeline is of the United States as a whole but for the rows that
say otherwise.
"""

from __future__ import annotations

import math

import pandas as pd

from reportlib.analysis.trade.parts import frame, joined, recorded
from reportlib.desk import Desk
from reportlib.errors import NotFoundError
from reportlib.sourced import Sourced


def refunds(desk: Desk) -> Sourced[pd.DataFrame]:
    """What is on record on refunds of duty, by day: announcements, sums, and the instructions for goods of Japan.

    Columns: date, kind ("event", "step" for a day announced, "amount"), what (title of the event, or the name of
    the quantity), entity ("us"; blank for an event, whose title says whose it is), value, unit, qualifier, period,
    is_ahead, known_on, source.
    """
    events = desk["events"]
    told = events["title"].str.contains("refund", case=False) | events["summary"].str.contains("refund", case=False)
    events = events.loc[told & (events["track"] != "deal")].copy()
    events = events.assign(
        kind="event", what=events["title"], entity="", value=math.nan, unit="", qualifier="", period=""
    )
    known = desk["benchmarks"]
    known = known.loc[known["key"] == "K20b"].copy()
    is_day = known["unit"] == "date"
    known["kind"], known["what"] = is_day.map({True: "step", False: "amount"}), known["quantity"]
    known["date"] = pd.to_datetime(known["value"].where(is_day)).fillna(known["known_on"])
    known["value"] = pd.to_numeric(known["value"].where(~is_day))
    columns = ["id", "date", "kind", "what", "entity", "value", "unit", "qualifier", "period", "known_on", "source"]
    rows = pd.concat([part[columns] for part in (events, known) if len(part)] or [known[columns]], ignore_index=True)
    rows["is_ahead"] = rows["date"] > pd.Timestamp(desk.as_of)
    rows = rows.sort_values(["date", "known_on"], kind="stable")
    return frame(rows, [*columns[1:9], "is_ahead", "known_on", "source"])


def sectors(desk: Desk) -> Sourced[pd.DataFrame]:
    """Weights of 2024: imports for consumption from Japan by GTAP sector, largest first; a method, not news.

    Columns: gtap_code, sector, imports_usd_bn, share_pct (of imports from Japan), share_of_sector_pct (Japan in
    US imports of it), second_count_usd_bn, source.
    """
    rows = desk["us_imports_japan_by_gtap_sector_2024"].sort_values("imports_usd", ascending=False, kind="stable")
    rows = rows.assign(
        sector=rows["gtap_name"], imports_usd_bn=rows["imports_usd"] / 1e9, share_pct=rows["share_of_japan_pct"],
        share_of_sector_pct=rows["partner_share_of_sector_pct"], second_count_usd_bn=rows["crosscheck_usd"] / 1e9,
        source=[joined(pair) for pair in zip(rows["source"], rows["source2"], strict=True)],
    )  # fmt: skip
    columns = [
        "gtap_code",
        "sector",
        "imports_usd_bn",
        "share_pct",
        "share_of_sector_pct",
        "second_count_usd_bn",
        "source",
    ]
    return frame(rows, columns)


def headings(desk: Desk) -> Sourced[pd.DataFrame]:
    """The HS headings of 2024 the press printed, largest first; no full table.

    Columns: hs4, description, imports_usd_bn, share_pct, basis, source.
    """
    rows = desk["us_imports_japan_by_hs"]
    rows = rows.loc[(rows["period"] == "2024") & (rows["level"] == "HS4")]
    rows = rows.sort_values("imports_usd_bn", ascending=False, kind="stable").rename(columns={"code": "hs4"})
    return frame(rows, ["hs4", "description", "imports_usd_bn", "share_pct", "basis", "source"])


def published(
    desk: Desk, quantity: str, *, entity: str = "japan", key: str, period: str = ""
) -> tuple[Sourced[float], str]:
    """A published number (benchmarks.csv) as last known by the day, and the period it is of; or that of a `period`.

    Raises NotFoundError where none is known by the day.
    """
    rows = desk["benchmarks"]
    rows = rows.loc[(rows["quantity"] == quantity) & (rows["entity"] == entity)]
    rows = rows.loc[rows["period"] == period] if period else rows
    if rows.empty:
        raise NotFoundError(f"no published number {quantity!r} of {entity} is known on {desk.as_of:%Y-%m-%d}")
    row = rows.sort_values("known_on", kind="stable").iloc[-1]
    return recorded(row.to_dict(), float(row["value"]), str(row["unit"]), key), str(row["period"])


def data_through(desk: Desk) -> Sourced[pd.DataFrame]:
    """How far each series reaches by the day: series, last_period ("2026-04"), vintage, known_on, source.

    Said from the rows known, not from what was checked later. A series not yet begun has no row.
    """
    rows = []
    for name, (period, clock) in _PERIODS.items():
        known = desk[name]
        if "partner" in known.columns:
            known = known.loc[known["partner"] == "japan"]
        if len(known):
            ends = known[period].map(_last_day)
            last = known.loc[ends == ends.max()].sort_values(clock, kind="stable").iloc[-1]
            shown = last[period] if isinstance(last[period], str) else f"{last[period]:%Y-%m}"
            rows.append(
                {
                    "id": last["id"], "series": name, "last_period": shown, "vintage": last["vintage"],
                    "known_on": last[clock], "source": last["source"],
                }
            )  # fmt: skip
    columns = ["series", "last_period", "vintage", "known_on", "source"]
    return frame(pd.DataFrame(rows, columns=["id", *columns]), columns)


_PERIODS = {
    "us_japan_goods_trade_monthly": ("month", "released_on"),
    "mof_exports_monthly": ("month", "released_on"),
    "car_prices": ("month", "known_on"),
    "calculated_duties": ("period", "released_on"),
}
"""Column of the period and clock of each series."""


def _last_day(period: str | pd.Timestamp) -> pd.Timestamp:
    """Last day of a month or of a period like "2025-01..2025-09"."""
    text = period.split("..")[-1] if isinstance(period, str) else f"{period:%Y-%m}"
    return pd.Period(text).end_time.normalize()
