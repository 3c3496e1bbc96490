"""Numerals that stand in prose without a finding behind them.

A number in prose must be a finding. Names that contain figures (section 232, the G7, form numbers)
are names, not numbers, and are listed here.
"""

from __future__ import annotations

import re

_NAMES = re.compile(
    r"""
    \bsections?\ \d+(?:\([a-z0-9]+\))*(?:\ (?:and|or)\ \d+)?   # section 232, sections 122 and 301
    | \bG(?:7|20)\b | \bICD[ -]203\b | \bF\d{1,2}\b
    | \b(?:EO|Executive\ Order|Proclamation)\ \d{4,5}\b
    | \b\d+\ (?:USC|CFR|FR)\ [\d.]+\b
    | \bPDF/(?:UA|A)-\d\w?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMERAL = re.compile(r"[$€¥£]?\d[\d.,]*\d?\s?(?:%|bn|m\b)?")


def bare_numerals(text: str) -> list[str]:
    """Numerals in a text that are neither findings nor part of a name, in order."""
    return [found.group().strip() for found in _NUMERAL.finditer(_NAMES.sub(" ", text))]
