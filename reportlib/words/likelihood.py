"""The ICD-203 scale: one row of terms, each with its range.

Source: Intelligence Community Directive 203, Analytic Standards (2015), section D.6.e(2)(a).
The word comes first, the range beside it; likelihood and confidence never share a sentence.
"""

from __future__ import annotations

from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.figures import number

TERMS: tuple[tuple[str, float, float], ...] = (
    ("almost no chance", 0.01, 0.05),
    ("very unlikely", 0.05, 0.20),
    ("unlikely", 0.20, 0.45),
    ("roughly even", 0.45, 0.55),
    ("likely", 0.55, 0.80),
    ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 0.99),
)


def likelihood(low: float, high: float) -> str:
    """The term that holds the middle of a range, and the range: "likely (55–80%)".

    Shares, 0 to 1. Raises ValueError for a range that is none.
    """
    if not 0 <= low <= high <= 1:
        raise ValueError(f"expected 0 ≤ low ≤ high ≤ 1, found {low} and {high}")
    return f"{term((low + high) / 2)} ({percent_range(low, high)})"


def term(share: float) -> str:
    """The ICD-203 term for a share; a bound belongs to the term above it."""
    return next((name for name, low, high in reversed(TERMS) if share >= low), TERMS[0][0])


def percent_range(low: float, high: float) -> str:
    """55–80%, or 25% for a single figure."""
    return f"{number(low * 100)}%" if low == high else f"{number(low * 100)}–{number(high * 100)}%"


def scale(desk: Desk) -> Sourced[str]:
    """The whole scale in one phrase, with its source, from the record."""
    rows = desk["likelihoods"]
    terms = zip(rows["term"], rows["low"], rows["high"], strict=True)
    return Sourced(
        value="; ".join(f"{name} {percent_range(low, high)}" for name, low, high in terms),
        unit="text",
        key="method.likelihoods",
        sources=tuple(rows["source"]),
        facts=tuple(rows["id"]),
    )
