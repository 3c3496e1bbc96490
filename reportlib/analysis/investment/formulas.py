"""The arithmetic of money promised: payback, pace, ratios. Plain floats, no desk.

F10 pace, F11 cash split, F12 price of relief, F14 pledge ratios.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

FREE = 1e-12
"""A rate below this is no interest: the formula of an annuity would divide nothing by nothing."""


def payback_years(principal: float, annual_cash: float, rate: float, japan_share: float = 0.5) -> float:
    """F11: years until Japan has its money back with interest, from its share of the cash of a project.

    n solves share × cash × (1 − (1 + rate)^−n) / rate = principal. `math.inf` where the share never covers the
    interest. Raises ValueError for a number that is not finite or below nought, and a share above one.
    """
    _refuse(principal=principal, annual_cash=annual_cash, rate=rate, japan_share=japan_share)
    if japan_share > 1:
        raise ValueError(f"japan_share: expected a share from 0 to 1, found {japan_share!r}")
    if principal == 0:
        return 0.0
    income = annual_cash * japan_share
    if income <= principal * rate:
        return math.inf
    if rate < FREE:
        return principal / income
    return -math.log1p(-rate * principal / income) / math.log1p(rate)


def least_cash(rate: float, japan_share: float = 0.5) -> float:
    """Yearly cash over principal at or below which Japan is never repaid: rate / share."""
    _refuse(rate=rate, japan_share=japan_share)
    if not 0 < japan_share <= 1:
        raise ValueError(f"japan_share: expected a share above 0, up to 1, found {japan_share!r}")
    return rate / japan_share


def straight_line(pledge: float, start: date, end: date, day: date) -> float:
    """F10: where a pledge would stand on a day had it come in equal parts each day; nought before, all of it after."""
    if not start < end:
        raise ValueError(f"expected a start before the end, found {start} and {end}")
    gone = min(max((day - start).days, 0), (end - start).days)
    return pledge * gone / (end - start).days


def duty_saved(imports: Iterable[float], without: Iterable[float], paid: Iterable[float]) -> float:
    """F12: duty of a year saved, the sum of imports × (rate without the deal − rate paid)."""
    return sum(value * (high - low) for value, high, low in zip(imports, without, paid, strict=True))


def price_of_relief(pledge: float, saved: float) -> float:
    """F12: pledge over duty saved in a year, a ratio of unlike things; `math.inf` where nothing is saved."""
    return pledge / saved if saved > 0 else math.inf


def ratio(part: float, whole: float) -> float:
    """F14: a sum over another. Raises ValueError where there is no whole to divide by."""
    if not whole > 0:
        raise ValueError(f"expected a whole above 0, found {whole!r}")
    return part / whole


def _refuse(**given: float) -> None:
    for name, value in given.items():
        if not (math.isfinite(value) and value >= 0):
            raise ValueError(f"{name}: expected a finite number of 0 or more, found {value!r}")
