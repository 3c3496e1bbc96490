"""The stock of Japanese direct investment, and sums set against it: the steel deal and the pledge.

A figure by ultimate owner, one by immediate investor and one whose basis is not stated are never one line. Does not
belong here: money promised (`vehicle`), trade.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis.investment.formulas import ratio
from reportlib.analysis.investment.vehicle import VEHICLE, open_vehicle
from reportlib.analysis.trade.parts import computed, counted, frame, recorded
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.sourced import Sourced

JAPAN = "japan"
OWNER = "ultimate_owner"
_SUMS = {"ev": "enterprise_value", "equity": "equity_value"}
_DAYS_A_YEAR = 365.25


def _positions(desk: Desk, investor: str = "", basis: str = "") -> pd.DataFrame:
    rows = desk["fdi_inward"]
    rows = rows.loc[rows["quantity"] == "position"]
    rows = rows.loc[(rows["investor"] == investor) | (investor == "")]
    rows = rows.loc[(rows["owner_basis"] == basis) | (basis == "")]
    rows = rows.sort_values("released_on", kind="stable").drop_duplicates(
        ["year", "investor", "owner_basis"], keep="last"
    )
    return rows.sort_values(["year", "released_on"], kind="stable")


def japan_stock(desk: Desk) -> tuple[Sourced[float], Sourced[int]] | None:
    """The last stock by ultimate owner known, and its year. None before the first."""
    rows = _positions(desk, JAPAN, OWNER)
    if rows.empty:
        return None
    row = rows.iloc[-1].to_dict()
    year = Sourced(value=int(row["year"]), unit="text", key="fdi_year", sources=(row["source"],), facts=(row["id"],))
    return recorded(row, row["value"], "USD bn", "fdi_stock"), year


def stock_age(desk: Desk) -> Sourced[int] | None:
    """Days since the year end of the last stock known, once the next figure is due; None before that.

    Figures of a year come out in the July after it; in August of the year after that the next one is missing here.
    """
    found = japan_stock(desk)
    if found is None or desk.as_of < date(found[1].value + 2, 8, 1):
        return None
    end = date(found[1].value, 12, 31)
    given = {"year end": end.isoformat(), "day": desk.as_of.isoformat()}
    return counted((desk.as_of - end).days, "days", "fdi_age", "age: day − year end", given,
                   pd.DataFrame([_papers(found[0])]))  # fmt: skip


def japan_rank(desk: Desk) -> Sourced[int] | None:
    """Japan's rank by ultimate owner in that year, as the page says it. None where it says none."""
    rows = _positions(desk, JAPAN, OWNER)
    if rows.empty or pd.isna(rows["rank"].iloc[-1]):
        return None
    row = rows.iloc[-1]
    return Sourced(value=int(row["rank"]), unit="ordinal", key="fdi_rank", sources=(row["source"],), facts=(row["id"],))


def owners(desk: Desk) -> Sourced[pd.DataFrame]:
    """Stocks by ultimate owner at the end of the last year known, largest first; only owners on record.

    Columns: investor, value_usd_bn, rank, year, is_japan, source.
    """
    rows = _positions(desk, basis=OWNER)
    columns = ["investor", "value_usd_bn", "rank", "year", "is_japan", "source"]
    years = rows.loc[rows["investor"] == JAPAN, "year"]
    rows = rows.loc[rows["year"] == years.max()] if len(years) else rows.iloc[:0]
    rows = rows.assign(value_usd_bn=rows["value"], is_japan=rows["investor"] == JAPAN, year=rows["year"].astype(int))
    return frame(rows.sort_values("value_usd_bn", ascending=False, kind="stable"), columns)


def lead(desk: Desk) -> Sourced[float] | None:
    """How far Japan's stock lies above the next owner's on record. None where it is not first, or stands alone."""
    rows = _positions(desk, basis=OWNER)
    japan = rows.loc[rows["investor"] == JAPAN]
    if japan.empty:
        return None
    others = rows.loc[(rows["year"] == japan["year"].iloc[-1]) & (rows["investor"] != JAPAN)]
    if others.empty or others["value"].max() >= japan["value"].iloc[-1]:
        return None
    second = others.loc[[others["value"].idxmax()]]
    given = {"Japan": float(japan["value"].iloc[-1]), str(second["investor"].iloc[0]): float(second["value"].iloc[0])}
    return computed(
        given["Japan"] - float(second["value"].iloc[0]), "USD bn, one decimal", "fdi_lead", "Japan − next owner", given,
        pd.concat([japan.tail(1), second]),
    )  # fmt: skip


def stock_history(desk: Desk) -> Sourced[pd.DataFrame]:
    """Every stock of Japan on record with its basis: year, value_usd_bn, owner_basis, rank, released_on, source."""
    rows = _positions(desk, JAPAN).sort_values(["year", "released_on"], ascending=[False, False], kind="stable")
    rows = rows.assign(value_usd_bn=rows["value"], year=rows["year"].astype(int))
    return frame(rows, ["year", "value_usd_bn", "owner_basis", "rank", "released_on", "source"])


def stock_share(desk: Desk) -> Sourced[float] | None:
    """Japan's part of all direct investment in the same year; None where the whole is not known for it."""
    japan, whole = _positions(desk, JAPAN, OWNER), _positions(desk, "all", "total")
    if japan.empty or (same := whole.loc[whole["year"] == japan["year"].iloc[-1]]).empty:
        return None
    rows = pd.concat([japan.tail(1), same.tail(1)])
    part, total = float(rows["value"].iloc[0]), float(rows["value"].iloc[1])
    given = {"Japan, USD bn": part, "all, USD bn": total}
    return computed(ratio(part, total), "share, one decimal", "fdi_share", "Japan / all countries", given, rows)


def deal_values(desk: Desk) -> dict[str, Sourced[float]]:
    """What the steel deal is worth: `ev` with debt, `equity` without. Empty before it is known."""
    terms = desk.latest("deal_terms", "term").set_index("term", drop=False)
    return {
        name: recorded(terms.loc[term].to_dict(), float(terms["value"][term]), "USD bn", term)
        for name, term in _SUMS.items()
        if term in terms.index
    }


@once
def wholes(desk: Desk) -> dict[str, Sourced[float]]:
    """What the deal may be set against, as far as known: `package`, `stock`, `goal` (for the stock)."""
    found: dict[str, Sourced[float]] = {}
    vehicle = open_vehicle(desk)
    if vehicle.pledged is not None:
        found["package"] = vehicle.pledged
    stock = japan_stock(desk)
    if stock is not None:
        found["stock"] = stock[0]
    goal = stock_goal(desk)
    if goal is not None:
        found["goal"] = goal
    return found


def stock_goal(desk: Desk) -> Sourced[float] | None:
    """The goal named for the stock of Japanese investment; None before it was."""
    goal = desk["concepts"].loc[lambda rows: rows["subject"] == "1000bn"]
    return recorded(goal.iloc[-1].to_dict(), goal["amount"].iloc[-1], "USD bn", "stock_goal") if len(goal) else None


def deal_shares(desk: Desk) -> Sourced[pd.DataFrame]:
    """The steel deal over the package, the stock and the goal.

    Columns: base, base_usd_bn, year, ev_usd_bn, equity_usd_bn, ev_share, equity_share, source.
    """
    values, made = deal_values(desk), []
    year = japan_stock(desk)
    for base, whole in wholes(desk).items() if len(values) == len(_SUMS) else ():
        papers = [*whole.sources, *(one for value in values.values() for one in value.sources)]
        made.append(
            {
                "base": base, "base_usd_bn": whole.value,
                "year": str(year[1].value) if year and base == "stock" else "",
                **{f"{name}_share": ratio(value.value, whole.value) for name, value in values.items()},
                **{f"{name}_usd_bn": value.value for name, value in values.items()},
                "id": ";".join([*whole.facts, *(one for value in values.values() for one in value.facts)]),
                "source": ";".join(dict.fromkeys(papers)),
            }
        )  # fmt: skip
    columns = ["base", "base_usd_bn", "year", "ev_usd_bn", "equity_usd_bn", "ev_share", "equity_share", "source"]
    return frame(pd.DataFrame(made, columns=["id", *columns]), columns)


def deal_share(desk: Desk, base: str, sum_: str = "ev") -> Sourced[float] | None:
    """The deal over one whole (`package`, `stock`, `goal`), with debt (`ev`) or on `equity`. None while not known."""
    whole, part = wholes(desk).get(base), deal_values(desk).get(sum_)
    if whole is None or part is None:
        return None
    return _over(part, whole, f"deal_share_{base}" + ("" if sum_ == "ev" else f"_{sum_}"), "F14: deal / whole")


def pledge_ratios(desk: Desk) -> dict[str, Sourced[float]]:
    """F14: the pledge over the stock (`stock`), and for each year of the window (`year`). Empty before the pledge."""
    vehicle, stock = open_vehicle(desk), japan_stock(desk)
    if vehicle.pledged is None:
        return {}
    found: dict[str, Sourced[float]] = {}
    if stock is not None:
        found["stock"] = _over(vehicle.pledged, stock[0], "pledge_over_stock", "F14: pledge / stock")
    if vehicle.window is not None:
        days = vehicle.window.length
        rows = pd.DataFrame([_papers(vehicle.pledged), _papers(days)])
        given = {"pledge, USD bn": vehicle.pledged.value, "days": days.value, "days a year": _DAYS_A_YEAR}
        found["year"] = computed(
            vehicle.pledged.value / (days.value / _DAYS_A_YEAR), "USD bn, one decimal", "pledge_a_year",
            "F14: pledge / years of the window", given, rows,
        )  # fmt: skip
    return found


def counts_steel_money(desk: Desk) -> bool:
    """Whether Japan's offer of the day is reported to count the money for U.S. Steel, with no package agreed yet."""
    rows = desk["offers"]
    return "us-steel-money" in set(rows["item"]) and VEHICLE not in set(rows["item"])


def _over(part: Sourced[Any], whole: Sourced[Any], key: str, formula: str) -> Sourced[float]:
    given = {"part, USD bn": part.value, "whole, USD bn": whole.value}
    rows = pd.DataFrame([_papers(part), _papers(whole)])
    return computed(ratio(part.value, whole.value), "share, one decimal", key, formula, given, rows)


def _papers(value: Sourced[Any]) -> dict[str, str]:
    return {"id": ";".join(value.facts), "source": ";".join(value.sources)}
