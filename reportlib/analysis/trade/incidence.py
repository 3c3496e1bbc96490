"""Who bears the duty, and what imports may do: the exporter's share, and the response by published elasticities.

Cars are the only goods of Japan with a price of their own (Bank of Japan); for all goods there is the published
share borne on the US side. No other sector has data, and none is estimated here.
"""

from __future__ import annotations

import math

import pandas as pd

from reportlib.analysis.trade.formulas import all_in, exporter_share, import_response
from reportlib.analysis.trade.parts import PERCENT, computed, frame, joined, recorded
from reportlib.desk import Desk
from reportlib.sourced import Sourced, token

_COLUMNS = [
    "subject", "period", "price_yoy_pct", "tariff_before_pct", "tariff_after_pct", "exporter_share_pct", "us_share_pct",
    "basis", "known_on", "source",
]  # fmt: skip


def incidence(desk: Desk) -> Sourced[pd.DataFrame]:
    """Who bore the duty: car exporters of Japan by month, and all goods of all partners as published.

    Columns: subject ("cars", "all_goods"), period, price_yoy_pct, tariff_before_pct, tariff_after_pct,
    exporter_share_pct, us_share_pct, basis ("computed", "published"), known_on, source. The share of cars is
    blank where the duty changed within the month; it may pass 100 when prices stay low after a cut.
    """
    rows = pd.concat([_cars(desk), _all_goods(desk)], ignore_index=True)
    return frame(rows, _COLUMNS)


def cars_exporter_share(desk: Desk, month: str = "2025-06") -> Sourced[float] | None:
    """Share of the car duty borne by exporters in a month, as a fraction; key like "trade.cars_exporter_share_2025_06".

    None where the price is not known by the day, or the duty changed within the month.
    """
    rows = _cars(desk)
    rows = rows.loc[(rows["period"] == month) & rows["exporter_share_pct"].notna()]
    if rows.empty:
        return None
    row = rows.iloc[0]
    inputs = {
        "price change, percent": row["price_yoy_pct"], "duty a year before, percent": row["tariff_before_pct"],
        "duty, percent": row["tariff_after_pct"],
    }  # fmt: skip
    return computed(
        row["exporter_share_pct"] / 100, "share", f"trade.cars_exporter_share_{token(month)}",
        "share: -ln(1 + price change) / ln((1 + duty) / (1 + duty before))", inputs, rows,
    )  # fmt: skip


def us_borne_share(desk: Desk) -> Sourced[float] | None:
    """Share of the duty on all goods borne on the US side, last period published, in percent. None before it."""
    rows = _published_shares(desk)
    if rows.empty:
        return None
    last = rows.iloc[-1]
    return recorded(last.to_dict(), float(last["value"]), "percent", "trade.us_borne_share")


def car_duty(desk: Desk, day: pd.Timestamp) -> float | None:
    """Duty on a passenger car of Japan on an entry day, base duty inside, in percent, by the law known by the day.

    None where the base duty is not known.
    """
    measures, ends = desk["measures"], desk["measure_ends"]
    measures = measures.loc[measures["goods"] == "cars"]
    rows = measures.loc[(measures["authority"] == "MFN") & ~(measures["effective_from"] > day)]
    base = rows.sort_values("effective_from", kind="stable", na_position="first")["rate"].tail(1)
    if base.empty:
        return None
    over = set(ends.loc[ends["effective_to"] <= day, "measure"])
    # Cars pay under section 232 alone: the general duties leave them out.
    held = measures.loc[(measures["authority"] == "s232") & (measures["effective_from"] <= day)]
    held = held.loc[~held["id"].isin(over)].sort_values("effective_from", kind="stable").tail(1)
    for rate, rule in zip(held["rate"], held["rate_rule"], strict=True):
        return all_in(float(base.iloc[0]), float(rate), "additive" if rule == "additive" else "floor")
    return float(base.iloc[0])


def responses(desk: Desk, tariff_before: float, tariff_after: float) -> Sourced[pd.DataFrame]:
    """What published elasticities say of imports when a tariff changes (fractions in), by horizon.

    Columns: study, year, years_from, years_to, nearest, farthest (elasticities), change_nearest_pct,
    change_farthest_pct, measured_on, source. Estimated on changes of most-favoured-nation tariffs of one
    country; a temporary tariff on all goods may work otherwise.
    """
    rows = desk["elasticities"].sort_values("years_from", kind="stable").astype({"year": int})
    for end in ("nearest", "farthest"):
        rows[f"change_{end}_pct"] = [100 * import_response(tariff_before, tariff_after, one) for one in rows[end]]
    return frame(
        _with_both_pages(rows),
        [
            "study", "year", "years_from", "years_to", "nearest", "farthest", "change_nearest_pct",
            "change_farthest_pct", "measured_on", "source",
        ],
    )  # fmt: skip


def response(
    desk: Desk, tariff_before: float, tariff_after: float, *, years: int, key: str
) -> tuple[Sourced[float], Sourced[float]]:
    """Nearest and farthest response of imports after so many years, in percent; keys "<key>_nearest", "<key>_farthest".

    Raises ValueError where no published elasticity covers the horizon.
    """
    rows = desk["elasticities"]
    rows = _with_both_pages(rows.loc[(rows["years_from"] <= years) & (rows["years_to"] >= years)].head(1))
    if rows.empty:
        raise ValueError(f"years: no published elasticity covers {years}; see elasticities.csv")
    found = []
    for end in ("nearest", "farthest"):
        elasticity = float(rows.iloc[0][end])
        inputs = {"before": tariff_before, "after": tariff_after, "elasticity": elasticity}
        value = 100 * import_response(tariff_before, tariff_after, elasticity)
        formula = "response: ((1 + after) / (1 + before)) ** elasticity - 1"
        found.append(computed(value, PERCENT, f"{key}_{end}", formula, inputs, rows))
    return found[0], found[1]


def _with_both_pages(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(source=[joined(pair) for pair in zip(rows["source"], rows["source2"], strict=True)])


def _cars(desk: Desk) -> pd.DataFrame:
    rows = desk.latest("car_prices", ["month", "quantity"])
    rows = rows.loc[rows["quantity"] == "yoy_pct"].sort_values("month", kind="stable").copy()
    rows["subject"], rows["basis"] = "cars", "computed"
    rows["period"], rows["price_yoy_pct"] = rows["month"].dt.strftime("%Y-%m"), rows["value"]
    rows["tariff_before_pct"] = [_whole_month(desk, month - pd.DateOffset(years=1)) for month in rows["month"]]
    rows["tariff_after_pct"] = [_whole_month(desk, month) for month in rows["month"]]
    rows["exporter_share_pct"] = [
        math.nan if math.isnan(before) or math.isnan(after) or before == after
        else 100 * exporter_share(price / 100, before / 100, after / 100)
        for price, before, after in zip(
            rows["price_yoy_pct"], rows["tariff_before_pct"], rows["tariff_after_pct"], strict=True
        )
    ]  # fmt: skip
    return rows.assign(us_share_pct=math.nan)[["id", *_COLUMNS]]


def _whole_month(desk: Desk, month: pd.Timestamp) -> float:
    """The duty on cars, or NaN where it is not known or not the same on every day of the month."""
    first, last = car_duty(desk, month), car_duty(desk, month + pd.offsets.MonthEnd(0))
    return float(first) if first is not None and first == last else math.nan


def _all_goods(desk: Desk) -> pd.DataFrame:
    rows = _published_shares(desk).copy()
    rows["subject"], rows["basis"], rows["us_share_pct"] = "all_goods", "published", rows["value"].astype(float)
    rows["exporter_share_pct"] = 100 - rows["us_share_pct"]
    rows = rows.assign(price_yoy_pct=math.nan, tariff_before_pct=math.nan, tariff_after_pct=math.nan)
    return rows[["id", *_COLUMNS]]


def _published_shares(desk: Desk) -> pd.DataFrame:
    rows = desk["benchmarks"]
    return rows.loc[(rows["key"] == "K3") & (rows["quantity"] == "us_borne_share")].sort_values("period", kind="stable")
