"""Rates others publish: duties collected, effective rates by other trackers, general rates of peers.

Collected is not statutory: a collected rate is duties over imports as they happened, on the base named beside
it; a tracker's rate is its own rate tables on fixed weights. Belongs here: their figures as printed. Does not
belong here: our own effective rate (`reportlib.analysis.tariffs`).
"""

from __future__ import annotations

import math
from datetime import date

import pandas as pd

from reportlib.analysis.trade.formulas import collected_rate
from reportlib.analysis.trade.parts import PERCENT, computed, frame
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.sourced import Sourced

COLLECTED = {
    "collected_rate": ("all_goods", "collected"),
    "statutory_rate": ("all_goods", "statutory"),
    "collected_rate_cars_8703": ("cars_8703", "collected"),
    "statutory_rate_cars_8703": ("cars_8703", "statutory"),
}
"""Rates that a page sets beside what it says was collected: of which goods, and of which kind."""
TRACKER_QUANTITIES = ("statutory_rate_2024_weights", "statutory_rate", "effective_rate")
_DAY = r"\d{4}-\d{2}-\d{2}"


def collected(desk: Desk, partner: str = "japan") -> Sourced[pd.DataFrame]:
    """Points of duty collected, never a series: by period, with the base of the rate named.

    Columns: period, subject ("all_goods", "cars_8703"), kind ("collected", "statutory" for what the same page
    sets beside it), imports_usd_bn, duties_usd_bn, rate_pct (as printed; blank where the page prints none),
    value_base ("cif", "not_stated", "" without a rate), vintage, known_on, source.
    """
    parts = [
        one for one in (_calculated(desk, partner), _one_month(desk, partner), _windows(desk, partner)) if len(one)
    ]
    columns = [
        "period", "subject", "kind", "imports_usd_bn", "duties_usd_bn", "rate_pct", "value_base", "vintage", "known_on",
        "source",
    ]  # fmt: skip
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["id", *columns])
    return frame(rows.sort_values(["subject", "period", "kind"], kind="stable"), columns)


def collected_by_partner(desk: Desk) -> Sourced[pd.DataFrame]:
    """Collected rates of one month by partner, from one page: partner, period, rate_pct, known_on, source."""
    rows = desk["benchmarks"]
    rows = rows.loc[(rows["key"] == "K1") & (rows["quantity"] == "collected_rate")].copy()
    rows["partner"], rows["rate_pct"] = rows["entity"], rows["value"].astype(float)
    rows = rows.sort_values("rate_pct", ascending=False, kind="stable")
    return frame(rows, ["partner", "period", "rate_pct", "known_on", "source"])


def duties_over_general_imports(desk: Desk) -> Sourced[float] | None:
    """Duties on goods of Japan, January to September 2025, over general imports at customs value: an inference.

    The page prints duties alone; imports are those of the Census table, so duty and value come from two
    publications. Key "trade.collected_2025_01_to_2025_09_inferred", percent. None before both are out.
    """
    duties, months = desk["calculated_duties"], desk.latest("us_japan_goods_trade_monthly", "month")
    duties = duties.loc[(duties["partner"] == "japan") & (duties["period"] == "2025-01..2025-09")]
    months = months.loc[months["month"].between(pd.Timestamp("2025-01-01"), pd.Timestamp("2025-09-01"))]
    if duties.empty or len(months) != 9:
        return None
    paid, imports = float(duties.iloc[0]["duties_usd_bn"]), float(months["imports_usd_mn"].sum() / 1000)
    return computed(
        100 * collected_rate(paid, imports), PERCENT, "trade.collected_2025_01_to_2025_09_inferred",
        "inferred: calculated duties / general imports at customs value",
        {"calculated duties, USD bn": paid, "general imports at customs value, USD bn": imports},
        pd.concat([duties, months]),
    )  # fmt: skip


def trackers(desk: Desk) -> Sourced[pd.DataFrame]:
    """Effective rates on goods of Japan by other trackers, by entry day, in the last vintage known.

    Columns: tracker, on, rate_pct, qualifier ("above": a bound; "of imports of 146.9bn"; or ""), vintage,
    known_on, source. Their methods and weights differ, by about two points either way.
    """
    rows = desk["benchmarks"]
    rows = rows.loc[
        (rows["entity"] == "japan")
        & rows["key"].isin(["K5", "K22", "K23"])
        & rows["quantity"].isin(TRACKER_QUANTITIES)
        & rows["period"].str.fullmatch(_DAY)
    ].copy()
    rows["tracker"], rows["on"], rows["rate_pct"] = (
        rows["by"],
        pd.to_datetime(rows["period"]),
        rows["value"].astype(float),
    )
    rows = rows.sort_values("known_on", kind="stable").drop_duplicates(["tracker", "on"], keep="last")
    rows = rows.sort_values(["on", "tracker"], kind="stable")
    return frame(rows, ["id", "tracker", "on", "rate_pct", "qualifier", "vintage", "known_on", "source"])


def trackers_at(desk: Desk, on: date | None = None) -> Sourced[pd.DataFrame]:
    """Of each tracker the last figure for an entry day not after `on` (default: the desk's).

    Columns of `trackers`, and days_before (days from the tracker's day to `on`).
    """
    day = pd.Timestamp(on or desk.on)
    rows = trackers(desk).value
    rows = rows.loc[rows["on"] <= day].drop_duplicates("tracker", keep="last").copy()
    rows["days_before"] = (day - rows["on"]).dt.days
    return frame(rows, ["id", "tracker", "on", "rate_pct", "qualifier", "vintage", "days_before", "known_on", "source"])


@once
def peers(desk: Desk, on: date | None = None) -> Sourced[pd.DataFrame]:
    """US rates on each partner on the last recorded day not after `on` (default: the desk's); only four days are held.

    Columns: partner, on (the recorded day), is_day_itself, view, general_rate, rule, autos_rate, autos_rule,
    known_on, source. Two rows of one partner and day are told apart by `view`: "collected" as the law read
    that day, "liquidated" as it reads since, with effect back; "both" where they agree.
    """
    day = pd.Timestamp(on or desk.on)
    rows = desk["partner_rates"]
    rows = rows.loc[rows["on"] <= day].sort_values(["on", "known_on"], kind="stable")
    rows = rows.loc[rows["on"] == rows.groupby("partner")["on"].transform("max")].copy()
    twice = rows.duplicated("partner", keep=False)
    later = rows.duplicated("partner", keep="first")
    rows["view"] = [
        ("liquidated" if late else "collected") if two else "both" for two, late in zip(twice, later, strict=True)
    ]
    rows["is_day_itself"] = rows["on"] == day
    columns = [
        "partner", "on", "is_day_itself", "view", "general_rate", "rule", "autos_rate", "autos_rule", "known_on",
        "source",
    ]  # fmt: skip
    return frame(rows, columns)


def _calculated(desk: Desk, partner: str) -> pd.DataFrame:
    rows = desk.latest("calculated_duties", ["partner", "period"])
    rows = rows.loc[rows["partner"] == partner].copy()
    rows["subject"], rows["kind"], rows["imports_usd_bn"], rows["known_on"] = (
        "all_goods", "collected", math.nan, rows["released_on"],
    )  # fmt: skip
    return rows


def _one_month(desk: Desk, partner: str) -> pd.DataFrame:
    """Imports, duties and rate of June 2025, printed by one page: one row."""
    rows = desk["benchmarks"]
    rows = rows.loc[(rows["key"] == "K1") & (rows["entity"] == partner)].set_index("quantity")
    if not {"imports", "duties", "collected_rate"} <= set(rows.index):
        return rows.iloc[:0]
    value = rows["value"].astype(float)
    last = rows.loc["collected_rate"]
    row = {
        "id": ";".join(rows["id"]), "period": last["period"], "subject": "all_goods", "kind": "collected",
        "imports_usd_bn": value["imports"] / 1000, "duties_usd_bn": value["duties"] / 1000,
        "rate_pct": value["collected_rate"], "value_base": "not_stated", "vintage": last["vintage"],
        "known_on": rows["known_on"].max(), "source": last["source"],
    }  # fmt: skip
    return pd.DataFrame([row])


def _windows(desk: Desk, partner: str) -> pd.DataFrame:
    """Rates over months that somebody other than the publisher of the page worked out."""
    rows = desk["benchmarks"]
    theirs = rows["quantity"].isin(COLLECTED) & (rows["by"] != "") & ~rows["period"].str.fullmatch(_DAY)
    rows = rows.loc[theirs & (rows["entity"] == partner)].copy()
    rows["subject"] = [COLLECTED[one][0] for one in rows["quantity"]]
    rows["kind"] = [COLLECTED[one][1] for one in rows["quantity"]]
    rows["rate_pct"], rows["value_base"] = rows["value"].astype(float), "not_stated"
    return rows.assign(imports_usd_bn=math.nan, duties_usd_bn=math.nan)
