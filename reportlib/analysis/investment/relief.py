"""The price of relief: the pledge set against the duty that the deal saves in a year. A ratio of unlike things.

The pledge is loans and guarantees over years, the duty a payment each year: their ratio ranks nothing. Rates of the
day come from the tariff engine and are handed in by the notebook; rooms of analysis do not import one another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from reportlib.analysis.investment.formulas import duty_saved, price_of_relief
from reportlib.analysis.investment.vehicle import open_vehicle
from reportlib.analysis.trade.parts import computed, frame, recorded
from reportlib.desk import Desk
from reportlib.sourced import Sourced, merge_ids

AGREED = "reciprocal-15"
WEIGHTS = "us_imports_japan_by_gtap_sector_2024"


@dataclass(frozen=True, kw_only=True)
class Relief:
    """One reckoning: rates without and with the deal (shares), imports, duty saved in a year, and pledge over it.

    `ratio` is None where nothing is saved: no price can be told.
    """

    kind: str
    without: Sourced[float]
    paid: Sourced[float]
    imports: Sourced[float]
    saved: Sourced[float]
    ratio: Sourced[float] | None


def rule_of_thumb(desk: Desk) -> Relief | None:
    """The general rate of the letter against that of the framework, on all goods imports. None before the framework."""
    offers = desk["offers"]
    agreed = offers.loc[(offers["item"] == AGREED) & (offers["stage"] == "agreed")]
    agreed = agreed.sort_values("known_on", kind="stable").head(1)
    if agreed.empty:
        return None
    then = agreed["known_on"].iloc[0]
    threat, goods = _letter(desk, then), _goods_imports(desk, then)
    if threat.empty or goods.empty:
        return None
    high = recorded(threat.iloc[0].to_dict(), threat["rate"].iloc[0] / 100, "share", "letter_rate")
    low = recorded(agreed.iloc[0].to_dict(), agreed["amount"].iloc[0] / 100, "share", "framework_rate")
    imports = recorded(goods.iloc[0].to_dict(), float(goods["value"].iloc[0]), "USD bn", "relief_thumb_imports")
    return _relief(desk, "thumb", high, low, imports)


def _letter(desk: Desk, then: pd.Timestamp) -> pd.DataFrame:
    """The general rate of the letter: threatened under IEEPA, never ordered; the last known by the framework's day."""
    law = desk["measures"]
    rows = law.loc[(law["authority"] == "IEEPA") & (law["goods"] == "general") & (law["stage"] == "threatened")]
    return _last_by(rows, then)


def _goods_imports(desk: Desk, then: pd.Timestamp) -> pd.DataFrame:
    """Goods imports of a year from Japan as last published by the framework's day: the base of the rule of thumb.

    A later count changes no framework.
    """
    rows = desk["benchmarks"]
    return _last_by(rows.loc[(rows["quantity"] == "imports_goods") & (rows["entity"] == "japan")], then)


def _last_by(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Of rows known by a day the one that became known last; no row where none was."""
    return rows.loc[rows["known_on"] <= day].sort_values("known_on", kind="stable").tail(1)


def is_in_law(desk: Desk) -> bool:
    """Whether the deal's rate has been ordered: before that, no rate of the day rests on the deal."""
    offers = desk["offers"]
    return bool(((offers["side"] == "us") & (offers["direction"] == "give") & (offers["stage"] == "ordered")).any())


def at_rates(desk: Desk, *, paid: Sourced[float], without: Sourced[float]) -> Relief | None:
    """Effective rates of the entry date as owed and without the deal's terms, on the imports the engine weighs.

    None before the deal's rate is ordered.
    """
    if not is_in_law(desk):
        return None
    rows = desk[WEIGHTS]
    imports = computed(
        rows["imports_usd"].sum() / 1e9, "USD bn, one decimal", "relief_imports", "sum of sectors, weights of 2024",
        {"sectors": len(rows)}, rows,
    )  # fmt: skip
    return _relief(desk, "rates", _share(without, "relief_rate_without"), _share(paid, "relief_rate_paid"), imports)


def _share(rate: Sourced[float], key: str) -> Sourced[float]:
    return Sourced(
        value=rate.value, unit="share, one decimal", key=key, sources=rate.sources, facts=rate.facts,
        formula=rate.formula, inputs=rate.inputs,
    )  # fmt: skip


def _relief(
    desk: Desk, kind: str, without: Sourced[float], paid: Sourced[float], imports: Sourced[float]
) -> Relief | None:
    pledged = open_vehicle(desk).pledged
    if pledged is None:
        return None
    rows = pd.DataFrame(
        [{"id": ";".join(one.facts), "source": ";".join(one.sources)} for one in (without, paid, imports)]
    )
    saved = duty_saved([imports.value], [without.value], [paid.value])
    given = {"imports, USD bn": imports.value, "rate without": without.value, "rate paid": paid.value}
    duty = computed(saved, "USD bn, one decimal", f"relief_{kind}_saved", "F12: imports × (rate without − rate paid)",
                    given, rows)  # fmt: skip
    both = pd.concat([rows, pd.DataFrame([{"id": ";".join(pledged.facts), "source": ";".join(pledged.sources)}])])
    price = None
    if saved > 0:
        given = {"pledge, USD bn": pledged.value, "duty saved a year, USD bn": saved}
        over = price_of_relief(pledged.value, saved)
        price = computed(over, "multiple", f"relief_{kind}", "F12: pledge / duty saved", given, both)
    return Relief(kind=kind, without=without, paid=paid, imports=imports, saved=duty, ratio=price)


def reckonings(*found: Relief | None) -> Sourced[pd.DataFrame]:
    """The reckonings there are: kind, without, paid (shares), imports_usd_bn, saved_usd_bn, ratio, source.

    A row cites imports and pledge; what its rates rest on, often a dozen orders, is cited by the table as a whole.
    """
    made = [
        {
            "kind": one.kind, "without": one.without.value, "paid": one.paid.value,
            "imports_usd_bn": one.imports.value, "saved_usd_bn": one.saved.value,
            "ratio": one.ratio.value if one.ratio else None, "id": ";".join(one.saved.facts),
            "source": ";".join(merge_ids([one.imports.sources, one.ratio.sources[-1:] if one.ratio else ()])),
        }
        for one in found
        if one
    ]  # fmt: skip
    columns = ["kind", "without", "paid", "imports_usd_bn", "saved_usd_bn", "ratio", "source"]
    table = frame(pd.DataFrame(made, columns=["id", *columns]), columns)
    law = [one.saved.sources for one in found if one]
    return replace(table, sources=merge_ids([table.sources, *law]))
