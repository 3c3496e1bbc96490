"""What a share price below a cash offer implies about the odds that the offer is paid.

F7: p = (P − D) / (PV(O) − D) with PV(O) = O·e^(−rT). D, the price without a deal, is assumed, so a
probability never travels without its D. It is a risk-neutral figure, not a forecast. Nothing is
clipped: below zero the price is below the assumed break price, above one the market expects a higher
bid or D is too high. The closes are single days on record, no series.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from reportlib.analysis.deadlines import days_between
from reportlib.desk import Desk
from reportlib.errors import ParameterError
from reportlib.sourced import Sourced, merge_ids

DAYS_A_YEAR = 365
FORMULA = "F7 implied probability: (P − D) / (O·e^(−rT) − D), T in years of 365 days"
OLD_CLOSE_DAYS = 7
"""The age of a close older than this is told wherever it is used."""
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Probabilities for which the break price a holder must believe in is worked out."""


def present_value(offer: float, annual_rate: float = 0.0, days_to_close: float = 0) -> float:
    """PV(O) = O·e^(−rT), T in years of 365 days. Raises ValueError for input that is not finite."""
    _finite(offer=offer, annual_rate=annual_rate, days_to_close=days_to_close)
    return offer * math.exp(-annual_rate * days_to_close / DAYS_A_YEAR)


def implied_probability(
    price: float, offer: float, break_price: float, annual_rate: float = 0.0, days_to_close: float = 0
) -> float:
    """F7: the risk-neutral probability that the offer is paid, given the price without a deal.

    Never clipped: it may lie below zero or above one. Raises ValueError where the offer in today's
    money is not above the break price, or an input is not finite.
    """
    _finite(price=price, break_price=break_price)
    worth = present_value(offer, annual_rate, days_to_close)
    if worth <= break_price:
        raise ValueError(
            f"the offer is worth {worth:g} today, not above the break price {break_price:g}: "
            "no probability follows; expected break_price < offer·e^(−rT)"
        )
    return (price - break_price) / (worth - break_price)


def ceiling(price: float, offer: float, annual_rate: float = 0.0, days_to_close: float = 0) -> float:
    """The highest probability any break price of zero or more allows: P / PV(O). Needs no assumption on D."""
    return implied_probability(price, offer, 0.0, annual_rate, days_to_close)


def break_even_price(
    price: float, offer: float, probability: float, annual_rate: float = 0.0, days_to_close: float = 0
) -> float:
    """D*(p) = (P − p·PV(O)) / (1 − p): the break price a holder at this price must believe in, given p.

    Negative above the ceiling: no share price of zero or more fits. Raises ValueError unless p < 1.
    """
    _finite(price=price, probability=probability)
    if not 0 <= probability < 1:
        raise ValueError(f"probability: expected 0 ≤ p < 1, found {probability:g}")
    return (price - probability * present_value(offer, annual_rate, days_to_close)) / (1 - probability)


@dataclass(frozen=True, kw_only=True)
class Assumed:
    """Break prices assumed (USD a share) and the yearly rate at which the offer is discounted."""

    low: float
    mid: float
    high: float
    annual_rate: float


def assume(desk: Desk, *, low: float, mid: float, high: float, annual_rate: float = 0.0) -> Assumed:
    """The assumptions of a page, checked. Raises ParameterError unless low < mid < high < offer."""
    if not low < mid < high:
        raise ParameterError(
            f"break_low, break_mid, break_high: expected low < mid < high, found {low:g}, {mid:g}, {high:g}",
            tip="Give three rising break prices, such as 25, 30 and 35.",
        )
    longest = max([DAYS_A_YEAR, *(_days_to_close(desk, close) for close in _closes(desk).to_dict("records"))])
    worth = min((present_value(offer.value, annual_rate, longest) for offer in _offers(desk)), default=math.inf)
    if high >= worth:
        raise ParameterError(
            f"break_high: expected less than {worth:.2f}, the lowest offer over {longest:g} days, found {high:g}",
            tip="A share worth as much without the deal as with it implies no probability.",
        )
    return Assumed(low=low, mid=mid, high=high, annual_rate=annual_rate)


def odds(desk: Desk, assumed: Assumed) -> Sourced[pd.DataFrame]:
    """Every close on record with what it implied under the offer in force that day; empty before the first offer.

    Columns: no, date, close_usd, offer_usd, break_low_usd, break_mid_usd, break_high_usd,
    days_to_close, ceiling, p_low (at the high break price), p_mid, p_high, event, known_on, source.
    Beside a close from before any offer stands the first offer, and nothing is implied.
    """
    closes, offers = _closes(desk), _offers(desk)
    if not offers or closes.empty:
        return Sourced(value=closes.head(0), unit="", sources=())
    table = pd.DataFrame([_odds_of(desk, row, offers, assumed) for row in closes.to_dict("records")])
    table.insert(0, "no", range(1, len(table) + 1))
    return Sourced(
        value=table, unit="",
        sources=merge_ids([closes["source"], *(offer.sources for offer in offers)]),
        facts=merge_ids([closes["id"], *(offer.facts for offer in offers)]),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class LastOdds:
    """The last close on record and what it implies, each with its papers; `is_old` past a week."""

    day: Sourced[date]
    age: Sourced[int]
    price: Sourced[float]
    offer: Sourced[float]
    gap: Sourced[float]
    ceiling: Sourced[float]
    p_low: Sourced[float]
    p_mid: Sourced[float]
    p_high: Sourced[float]
    break_low: Sourced[float]
    break_mid: Sourced[float]
    break_high: Sourced[float]
    believe_even: Sourced[float]
    is_old: bool


def last_odds(desk: Desk, assumed: Assumed) -> LastOdds | None:
    """The last close known and the odds it implies. None while there is no offer or no close after it."""
    closes = _closes(desk).tail(1).to_dict("records")
    offer = _in_force(_offers(desk), closes[0]["date"].date()) if closes else None
    if offer is None:
        return None
    close = closes[0]
    row = _odds_of(desk, close, [offer], assumed)
    own, fact = (close["source"],), (close["id"],)
    given = {"P": row["close_usd"], "O": row["offer_usd"], "r": assumed.annual_rate, "T days": row["days_to_close"]}

    def quoted(name: str, recorded: Any, unit: str) -> Sourced[Any]:
        return Sourced(value=recorded, unit=unit, key=f"deal.{name}", sources=own, facts=fact)

    def value(name: str, number: Any, unit: str, formula: str, **inputs: float) -> Sourced[Any]:
        return Sourced(
            value=number, unit=unit, key=f"deal.{name}", sources=(*own, *offer.sources), facts=(*fact, *offer.facts),
            formula=formula, inputs={**given, **inputs},
        )  # fmt: skip

    def assumption(name: str, number: float) -> Sourced[float]:
        return value(name, number, "USD per share", "assumed in the parameters of this page", D=number)

    age = Sourced(
        value=days_between(row["date"].date(), desk.as_of), unit="days", key="deal.close_age", sources=own, facts=fact,
        formula="age of the close: as-of day − trading day",
        inputs={"as_of": desk.as_of.isoformat(), "close": f"{row['date']:%Y-%m-%d}"},
    )  # fmt: skip
    even = break_even_price(row["close_usd"], row["offer_usd"], 0.5, assumed.annual_rate, row["days_to_close"])
    return LastOdds(
        day=quoted("last_close_on", row["date"].date(), "date"),
        age=age,
        price=quoted("last_close", row["close_usd"], "USD per share"),
        offer=replace(offer, key="deal.offer", inputs={}),
        gap=value("gap_to_offer", row["offer_usd"] - row["close_usd"], "USD per share", "offer − last close"),
        ceiling=value("ceiling", row["ceiling"], "share", "F7 ceiling: P / (O·e^(−rT))"),
        p_low=value("p_low", row["p_low"], "share", FORMULA, D=assumed.high),
        p_mid=value("p_mid", row["p_mid"], "share", FORMULA, D=assumed.mid),
        p_high=value("p_high", row["p_high"], "share", FORMULA, D=assumed.low),
        break_low=assumption("break_low", assumed.low),
        break_mid=assumption("break_mid", assumed.mid),
        break_high=assumption("break_high", assumed.high),
        believe_even=value("break_even_half", even, "USD per share", "F7: D* = (P − p·PV(O)) / (1 − p)", p=0.5),
        is_old=age.value > OLD_CLOSE_DAYS,
    )


def beliefs(desk: Desk, assumed: Assumed) -> Sourced[pd.DataFrame]:
    """What a holder at the last close must believe the share is worth without a deal, for rising odds.

    Columns: probability, break_price_usd (blank above the ceiling), fall_share (from the last close), source.
    """
    last = last_odds(desk, assumed)
    if last is None:
        return Sourced(
            value=pd.DataFrame(columns=["probability", "break_price_usd", "fall_share"]), unit="", sources=()
        )
    days = float(str(last.ceiling.inputs["T days"]))
    rows = []
    for share in SHARES:
        price = break_even_price(last.price.value, last.offer.value, share, assumed.annual_rate, days)
        fits = price >= 0
        rows.append(
            {
                "probability": share,
                "break_price_usd": price if fits else math.nan,
                "fall_share": 1 - price / last.price.value if fits else math.nan,
                "source": ";".join(last.ceiling.sources),
            }
        )
    return Sourced(value=pd.DataFrame(rows), unit="", sources=last.ceiling.sources, facts=last.ceiling.facts)


def _odds_of(desk: Desk, row: dict[Any, Any], offers: list[Sourced[float]], assumed: Assumed) -> dict[str, Any]:
    days = _days_to_close(desk, row)
    price, offer = float(row["close_usd"]), _in_force(offers, row["date"].date())
    shares = dict.fromkeys(("ceiling", "p_low", "p_mid", "p_high"), math.nan)
    if offer:
        terms = (offer.value, assumed.annual_rate, days)
        shares["ceiling"] = ceiling(price, *terms)
        for name, broken in (("p_low", assumed.high), ("p_mid", assumed.mid), ("p_high", assumed.low)):
            shares[name] = implied_probability(price, offer.value, broken, assumed.annual_rate, days)
    return {
        "date": row["date"], "close_usd": price, "offer_usd": (offer or offers[0]).value,
        "break_low_usd": assumed.low, "break_mid_usd": assumed.mid, "break_high_usd": assumed.high,
        "days_to_close": days, **shares, "event": row["event"], "known_on": row["known_on"], "source": row["source"],
    }  # fmt: skip


def _days_to_close(desk: Desk, close: dict[Any, Any]) -> int:
    """Days to the outside date then known: the day to abandon the deal if one is set, else the promised closing.

    0, so that nothing is discounted, where neither is on record.
    """
    set_days, said = (
        frame.loc[frame["known_on"] <= close["known_on"]] for frame in (desk["deadlines"], desk["promises"])
    )
    said = said.loc[(said["milestone"] == "steel-closing") & (said["row_kind"] == "promise")]
    for days in (set_days.loc[set_days["step"] == "abandonment"], said.rename(columns={"promised_to": "due"})):
        ahead = days.loc[days["due"] >= close["date"]].sort_values("known_on", kind="stable")
        if len(ahead):
            return days_between(close["date"].date(), ahead["due"].iloc[-1].date())
    return 0


def _closes(desk: Desk) -> pd.DataFrame:
    return desk["us_steel_quoted_closes"].sort_values("date", kind="stable").reset_index(drop=True)


def _offers(desk: Desk) -> list[Sourced[float]]:
    """Every cash offer a share, as it became known; the inputs carry its day, and that from which it was known."""
    frame = desk["deal_terms"].sort_values("known_on", kind="stable")
    return [
        Sourced(
            value=float(row["value"]), unit="USD per share", sources=(row["source"],), facts=(row["id"],),
            inputs={"from": max(row["as_of"], f"{row['known_on']:%Y-%m-%d}"), "made": row["as_of"]},
        )
        for row in frame.loc[frame["term"] == "offer_price"].to_dict("records")
    ]  # fmt: skip


def _in_force(offers: list[Sourced[float]], day: date) -> Sourced[float] | None:
    """Of the offers known by a day the one made last, however late another became known. None before the first."""
    known = [offer for offer in offers if str(offer.inputs["from"]) <= day.isoformat()]
    return max(known, key=lambda offer: str(offer.inputs["made"]), default=None)


def _finite(**given: float) -> None:
    for name, value in given.items():
        if not math.isfinite(value):
            raise ValueError(f"{name}: expected a finite number, found {value}")
