"""The formulas: expected values, break-even probabilities, and what a changed probability does to those beside it.

F13: EV = Σ p x with Σ p = 1. Belongs here: plain floats and what they may not be. Does not belong here: the record.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

HAIR = 1e-9


def expected_value(probabilities: Sequence[float], values: Sequence[float]) -> float:
    """F13: the sum of probability times value over branches that shut one another out.

    Raises ValueError unless the probabilities lie in 0 to 1 and sum to one, and as many finite values are given.
    """
    if len(probabilities) != len(values) or not values:
        raise ValueError(f"expected one value for each probability, found {len(values)} for {len(probabilities)}")
    if any(not 0 <= p <= 1 for p in probabilities):
        raise ValueError(f"expected probabilities of 0 to 1, found {_list(probabilities)}")
    if abs(math.fsum(probabilities) - 1) > HAIR:
        raise ValueError(f"expected probabilities that sum to 1, found {_list(probabilities)}")
    if not all(math.isfinite(value) for value in values):
        raise ValueError(f"expected finite values, found {_list(values)}")
    return math.fsum(p * x for p, x in zip(probabilities, values, strict=True))


def break_even_probability(target: float, if_true: float, otherwise: float) -> float:
    """The p for which p·if_true + (1 − p)·otherwise meets the target. Outside 0 to 1 where no probability does.

    Raises ValueError where both values are the same, or an input is not finite.
    """
    if not all(math.isfinite(value) for value in (target, if_true, otherwise)):
        raise ValueError(f"expected finite values, found {_list((target, if_true, otherwise))}")
    if abs(if_true - otherwise) < HAIR:
        raise ValueError(f"expected two values that differ, found {if_true:g} twice: no probability moves the mean")
    return (target - otherwise) / (if_true - otherwise)


def moved(probabilities: Sequence[float], at: int, to: float) -> list[float]:
    """The probabilities with one of them moved, and the others scaled so that all still sum to one.

    Raises ValueError for a probability outside 0 to 1, and where the others have nothing to scale.
    """
    if not 0 <= to <= 1:
        raise ValueError(f"expected a probability of 0 to 1, found {to:g}")
    rest = math.fsum(p for n, p in enumerate(probabilities) if n != at)
    if rest <= 0 and to < 1:
        raise ValueError("expected another branch of more than 0 to take the rest")
    return [to if n == at else (p / rest) * (1 - to) if rest else 0.0 for n, p in enumerate(probabilities)]


def _list(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)
