"""Numbers that stand in prose without a finding behind them: figures, number words and signs such as ½.

A number in prose must be a finding. Names that contain figures (section 232, the G7) are names, and a few
phrases with a number word count nothing; both are closed lists, here. Does not belong here: refusing
(`reportlib.exhibits.prose`, `reportlib.press.gate`).
"""

from __future__ import annotations

import re
import unicodedata

_UNIT = r"%|per\s?cent|percentage|points?|bn|m|[bmtr]+illions?|thousands?|hundreds?|dollars?|yen|USD|JPY|euros?"
_SPAN = r"minutes?|hours?|days?|weeks?|months?|years?|times|rounds?"
_WHOLE = rf"(?![\d(]|[.,]\d|[\s-]?(?:{_UNIT}|{_SPAN})(?!\w))"
"""What ends a name: it does not go on in figures, and nothing after it makes a quantity of it."""

_SECTION = rf"(?:122|201|232|301|338|721|899)(?:\([a-z]\)|\([0-9]\)|\([ivx]{{2,4}}\))*{_WHOLE}"
_ORDER, _PROCLAMATION = rf"1[34]\d{{3}}{_WHOLE}", rf"(?:9|1[01])\d{{3}}{_WHOLE}"
_NAMES = re.compile(
    rf"""
    \b[Ss]ections?\s{_SECTION}(?:(?:,|\sand|\sor)\s{_SECTION})*
    | \bG(?:7|20)\b{_WHOLE} | \bICD[ -]203\b{_WHOLE}
    | \b(?:EO|Executive\ Orders?)\s{_ORDER}(?:(?:,|\sand|\sor)\s{_ORDER})*
    | \bProclamations?\s{_PROCLAMATION}(?:(?:,|\sand|\sor)\s{_PROCLAMATION})*
    | \b(?:15|19|50)\ (?:USC|U\.S\.C\.)\ \d{{1,4}}{_WHOLE}
    | \b(?:15|19|31)\ CFR\ (?:part\ )?\d{{3,4}}(?:\.\d{{1,4}})?{_WHOLE}
    | \b[89]\d\ FR\ \d{{4,6}}{_WHOLE}
    """,
    re.VERBOSE,
)
"""Statutes, orders and groups of the field; another one is added here by name."""

_PHRASES = re.compile(r"“fourteen billion”|\bbillions of dollars|\bGroup of Seven", re.IGNORECASE)
"""Number words that count nothing on record: a name in quotation marks, units, the name of a group."""

_ONES = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LARGE = "(?:hundred|thousand|million|billion|trillion|dozen)s?"
_PART = "half|halves|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s"
_WORD = rf"(?:zero|{_ONES}|{_TEENS}|{_TENS}|{_LARGE}|{_PART})"
_NUMBER_WORDS = re.compile(
    rf"""
    \b(?:one[\s-])?{_WORD}(?:[\s-](?:and[\s-])?(?:{_WORD}|one))*\b
    | \bone[\s-](?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)\b
    | \ba\s(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)(?=\s+of\b|\s*(?:[.,;:)]|$))
    | \b(?:{_ONES}|{_TEENS}|hundred|thousand)fold\b
    | \b(?:twice|thrice)\b | \b(?:doubl|tripl|quadrupl)(?:e|es|ed|ing)\b | \b(?:couple|pair|scores)\ of\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMERAL = re.compile(r"[$€¥£]?\d+(?:[.,]\d+)*\s?(?:%|bn\b|m\b)?")
_SIGNS = frozenset({"No", "Nl"})


def bare_numerals(text: str) -> list[str]:
    """Numbers in a text that are neither findings nor part of a name or fixed phrase, in order.

    "One" and ordinals are ordinary words.
    """
    rest = _PHRASES.sub(_blank, _NAMES.sub(_blank, text))
    found = [(hit.start(), hit.group().strip()) for kind in (_NUMERAL, _NUMBER_WORDS) for hit in kind.finditer(rest)]
    found += [(at, sign) for at, sign in enumerate(rest) if unicodedata.category(sign) in _SIGNS]
    return [number for _, number in sorted(found)]


def _blank(hit: re.Match[str]) -> str:
    return " " * len(hit.group())
