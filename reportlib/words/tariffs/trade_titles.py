"""Titles and sentences of the exhibits on trade: who paid, what imports may do, cars, goods both ways, peers.

Does not belong here: frames (`trade`), rates and their sums (`titles`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import trade
from reportlib.analysis.tariffs.asked import archetype_rate
from reportlib.analysis.tariffs.findings import Tariffs
from reportlib.desk import Desk
from reportlib.sourced import Sourced, quoted
from reportlib.words.sentences import Sentence, made, size
from reportlib.words.tariffs.names import month_text
from reportlib.words.tariffs.trade import incidence_data

NOTHING = made("Nothing on record")
"""Title of an exhibit without rows: never printed, the sentence `empty` stands there instead."""


def incidence_title(desk: Desk) -> Sentence:
    """The last month for which the share of car exporters can be worked out."""
    rows = incidence_data(desk).value
    cars = rows.loc[rows["subject"] == "cars"]
    if cars.empty:
        return NOTHING if rows.empty else _all_goods_title(desk)
    period = str(cars["period"].iloc[-1])
    share = trade.cars_exporter_share(desk, period)
    if share is None:
        return NOTHING
    return made("Car exporters bore {share} of the duty, {when}", share=share, when=_when(period, share))


def _all_goods_title(desk: Desk) -> Sentence:
    """Who bore the duty on all goods, in the last period published."""
    borne = trade.us_borne_share(desk)
    if borne is None:
        return NOTHING
    return made("The US side bore {borne} of the duty on all goods", borne=borne)


def response_title(of: Tariffs) -> Sentence:
    """What the nearest estimate says of cars within a year."""
    base, now = 2.5, archetype_rate(of, "car").value
    if abs(now - base) < 1e-9:
        return made("What duty does to imports, by published elasticities")
    near, _ = trade.response(of.desk, base / 100, now / 100, years=1, key="trade.car_response")
    way = "fall" if near.value < 0 else "rise"
    return made(f"By published elasticities, imports of cars {way} by {{near}} in a year", near=size(near))


def cars_title(desk: Desk) -> Sentence:
    """Number and price per car in the last month with both."""
    period = trade.last_cars_month(desk)
    if period is None:
        return made("Exports of cars to the United States by month")
    found = trade.cars_change(desk, period)
    ways = {name: "up" if found[name].value > 0 else "down" for name in ("units", "price")}
    template = f"Cars, {{when}}: number {ways['units']} {{units}}, price per car {ways['price']} {{price}}"
    return made(template, when=_when(period, found["price"]), **{name: size(found[name]) for name in ways})


def flows_title(desk: Desk) -> Sentence:
    """Imports of the running year so far against the same months a year before."""
    now, then = trade.flow_to_date(desk, "imports"), trade.flow_to_date(desk, "imports", year_before=True)
    if now is None or then is None:
        return made("Goods trade both ways by month")
    through = str(now.inputs["through"])
    span = quoted("trade.to_date_span", month_text(f"{through[:4]}-01..{through}"), now)
    return made("US imports from Japan, {span}: {now}; a year before {then}", span=span, now=now, then=then)


def deficit_sentence(desk: Desk) -> Sentence | None:
    """The US deficit of the last full year held, with its vintage; None before one is out."""
    years = trade.annual(desk).value
    full = years.loc[years["is_full_year"], "year"]
    if full.empty:
        return None
    year = int(full.iloc[-1])
    deficit = trade.flow(desk, "deficit", year)
    if deficit is None:
        return None
    said = quoted("trade.deficit_year", str(year), deficit)
    known = [trade.vintages(desk, year).value]
    other = known[0].iloc[0]
    values: dict[str, Any] = {"deficit": deficit, "year": said}
    template = "The US deficit in goods with Japan was {deficit} in {year}"
    if len(known[0]) > 1 and abs(float(other["deficit_usd_bn"]) - deficit.value) >= 0.05:
        values["before"] = Sourced(
            value=float(other["deficit_usd_bn"]), unit=deficit.unit, key="trade.deficit_other_vintage",
            sources=tuple(str(other["source"]).split(";")),
        )  # fmt: skip
        template += "; an earlier vintage had {before}"
    return made(template + ".", **values)


def beyond_goods(desk: Desk) -> tuple[Sentence, ...]:
    """Services both ways, and what firms of Japan own in the United States: each once its report is known."""
    rows = desk["benchmarks"].loc[lambda frame: frame["entity"] == "japan"]

    def told(template: str, name: str, **quantities: str) -> list[Sentence]:
        shared = set.intersection(*(set(rows.loc[rows["quantity"] == one, "period"]) for one in quantities.values()))
        if not shared:
            return []
        period = max(shared)  # one year stands in the sentence: the newest that every number has
        found = {flow: trade.published(desk, one, key=f"trade.{name}_{flow}", period=period)[0]
                 for flow, one in quantities.items()}  # fmt: skip
        first = next(iter(found.values()))
        year = quoted(f"trade.{name}_year", period.removeprefix("end-"), first)
        return [made(template, year=year, **found)]

    return (
        *told(
            "Services come on top: in {year} the United States sold Japan {exports} of them and bought {imports}.",
            "services", exports="exports_services", imports="imports_services",
        ),
        *told(
            "At the end of {year} firms of Japan owned {stock} of direct investment in the United States, by ultimate"
            " owner; what American firms own in Japan is not on record here.",
            "investment", stock="inward_fdi_position_ultimate_owner",
        ),
    )  # fmt: skip


def peers_title(peers: Sourced[pd.DataFrame]) -> Sentence:
    """General rates of the European Union, Korea and Japan, from `peers_table`."""
    rows = {row["partner"]: row for row in peers.value.to_dict("records")}
    names = {"eu": "european-union", "korea": "south-korea", "japan": "japan"}
    if not set(names.values()) <= set(rows):
        return made("General rates of partners")
    values = {
        name: Sourced(
            value=float(rows[partner]["general_rate"]), unit="percent", key=f"tariffs.peer.{name}",
            sources=tuple(str(rows[partner]["source"]).split(";")),
        )
        for name, partner in names.items()
    }  # fmt: skip
    how = {name: "on top" if rows[partner]["rule"] == "additive" else "in all" for name, partner in names.items()}
    others = f"European Union {{eu}} {how['eu']}, Korea {{korea}} {how['korea']}"
    here = f"Japan {{japan}} {how['japan']}"
    read, asked = (rows[names[one]]["on"].date() for one in ("korea", "japan"))
    if read == asked:
        return made(f"{others}, {here}", **values)
    when = replace(values["korea"], value=read, unit="date", key="tariffs.peer.on")
    return made(f"{others} ({{when}}); {here}", **values, when=when)


def _when(period: str, like: Sourced[Any]) -> Sourced[str]:
    return quoted(f"{like.key}.period", month_text(period), like)


SERIES = {
    "us_japan_goods_trade_monthly": "US–Japan goods trade by month (US statistics)",
    "mof_exports_monthly": "Japan’s exports by month (Japan’s statistics)",
    "car_prices": "Export price of cars (Bank of Japan)",
}


def series_ends(desk: Desk) -> tuple[Sentence, ...]:
    """How far each series known on the day reaches."""
    lines = []
    for row in trade.data_through(desk).value.to_dict("records"):
        if row["series"] in SERIES:
            said = month_text(str(row["last_period"]).split("..")[-1])
            last = Sourced(value=said, unit="text", key=f"trade.through.{row['series']}", sources=(str(row["source"]),))
            lines.append(made(f"{SERIES[row['series']]}: data to {{last}}.", last=last))
    return tuple(lines)
