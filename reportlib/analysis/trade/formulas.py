"""The formulas: import response, exporter's share, price per unit, collected rate. Fractions in, fractions out.

Belongs here: plain floats and what they may not be. Does not belong here: the record (the other modules
of this room), or words.
"""

from __future__ import annotations

import math


def import_response(tariff_before: float, tariff_after: float, elasticity: float) -> float:
    """Change of imports, without duty, when a tariff changes: ((1 + after) / (1 + before)) ** elasticity − 1.

    Raises ValueError for a number that is not finite and for a tariff of −1 or less.
    """
    before, after = _tariff("tariff_before", tariff_before), _tariff("tariff_after", tariff_after)
    power = _finite("elasticity", elasticity)
    try:
        return math.expm1(power * math.log(after / before))
    except OverflowError as exc:
        raise ValueError(f"elasticity: {elasticity!r} makes the response too large for a number") from exc


def exporter_share(price_change: float, tariff_before: float, tariff_after: float) -> float:
    """Share of a tariff change borne by the exporter: −Δln(export price) / Δln(1 + tariff).

    `price_change` is the change of the price before duty. Raises ValueError for a number that is not
    finite, a tariff or price change of −1 or less, and for tariffs that are equal.
    """
    price = _above_minus_one("price_change", price_change)
    before, after = _tariff("tariff_before", tariff_before), _tariff("tariff_after", tariff_after)
    change = math.log(after / before)
    if change == 0:
        raise ValueError(
            f"tariff_after: expected a tariff other than tariff_before ({tariff_before!r}), found the same"
        )
    return -math.log(price) / change


def unit_price_change(value_change: float, units_change: float) -> float:
    """Change of the price per unit implied by value and number: (1 + value) / (1 + units) − 1.

    Raises ValueError for a number that is not finite or −1 or less.
    """
    return _above_minus_one("value_change", value_change) / _above_minus_one("units_change", units_change) - 1


def collected_rate(duties: float, imports: float) -> float:
    """Duties over imports, in one currency and unit and on one base of imports.

    Raises ValueError for a number that is not finite, negative duties and imports of nothing.
    """
    if _finite("duties", duties) < 0:
        raise ValueError(f"duties: expected zero or more, found {duties!r}")
    if _finite("imports", imports) <= 0:
        raise ValueError(f"imports: expected more than zero, found {imports!r}")
    return duties / imports


def all_in(base_duty: float, rate: float, rule: str) -> float:
    """Rate paid with the base duty: their sum (`additive`), the higher (`floor`), or the rate (`quota_total`).

    Raises ValueError for another rule.
    """
    match rule:
        case "additive":
            return base_duty + rate
        case "floor":
            return max(base_duty, rate)
        case "quota_total":
            return rate
    raise ValueError(f"rule: expected additive, floor or quota_total, found {rule!r}")


def _finite(name: str, value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(f"{name}: expected a finite number, found {value!r}")
    return float(value)


def _above_minus_one(name: str, value: float) -> float:
    if _finite(name, value) <= -1:
        raise ValueError(f"{name}: expected a fraction above -1, found {value!r}")
    return 1 + float(value)


def _tariff(name: str, value: float) -> float:
    return _above_minus_one(name, value)
