"""Numbers that stand in prose without a finding behind them: figures, number words and signs such as ½.

A number in prose must be a finding. Names that contain figures (section 232, the G7) are names, and a few
phrases with a number word count nothing; both are closed lists, here. Does not belong here: refusing
(`reportlib.exhibits.prose`, `reportlib.press.gate`).
"""

from __future__ import annotations

import re
import unicodedata

_SCALE = r"[bmtr]+illions?|thousands?|hundreds?|dozens?|bn|mn|tn|[bkmt]"
_UNIT = rf"{_SCALE}|%|‰|per\s?cent|percentage|(?:basis\s+)?points?|bps?|pp|dollars?|cents?|yen|USD|JPY|euros?"
_SPAN = r"minutes?|hours?|days?|weeks?|months?|years?|times|rounds?"
_WHOLE = rf"(?![\w(]|[.,]\d|[\s-]*(?:{_UNIT}|{_SPAN})(?!\w))"
"""What ends a name: it does not go on in figures, and nothing after it makes a quantity of it."""

UNIT_FIRST = re.compile(rf"[\s\-\u2011]*(?:{_UNIT}|x|×|fold)(?!\w)", re.IGNORECASE)
"""A scale or a unit at the beginning of what follows a value, which would make another quantity of it."""
SIGN_LAST = re.compile(r"[$€¥£]$|(?:^|(?<=[\s(“]))[-−+±]$")
"""A sign of money or of plus and minus at the end of what stands before a value."""

_PARAGRAPHS = r"(?:\([A-Za-z]\)|\([0-9]\)|(?<=[a-z]\))\([1-3][0-9]\)|\((?:[ivx]{2,4}|[IVX]{2,4})\))*"
_SECTION = rf"(?:122|201|232|301|338|721|899){_PARAGRAPHS}{_WHOLE}"
_ORDER, _PROCLAMATION = rf"1[34]\d{{3}}{_WHOLE}", rf"(?:9|1[01])\d{{3}}{_WHOLE}"
_NAMES = re.compile(
    rf"""
    \b[Ss]ections?\s{_SECTION}(?:(?:,|\sand|\sor)\s{_SECTION})*
    | \bG(?:7|20)\b{_WHOLE} | \bICD[ -]203\b{_WHOLE}
    | \b(?:EO|Executive\ Orders?)\s{_ORDER}(?:(?:,|\sand|\sor)\s{_ORDER})*
    | \bProclamations?\s{_PROCLAMATION}(?:(?:,|\sand|\sor)\s{_PROCLAMATION})*
    | \b(?:15|19|50)\ (?:USC|U\.S\.C\.)\ (?:§\ ?)?\d{{1,4}}[a-z]?{_PARAGRAPHS}{_WHOLE}
    | \b(?:15|19|31)\ CFR\ (?:part\ |§\ ?)?\d{{3,4}}(?:\.\d{{1,4}}{_PARAGRAPHS})?{_WHOLE}
    | \b[89]\d\ FR\ \d{{4,6}}{_WHOLE}
    """,
    re.VERBOSE,
)
"""Statutes, orders and groups of the field; another one is added here by name."""

_PHRASES = re.compile(
    rf"""
    (?i:“fourteen\ billion” | \bGroup\ of\ Seven | \bdouble\ taxation\b)
    | \bBig\ Three\b{_WHOLE}
    | (?:^|(?<=\bin\s)|(?<=[,;:(]\s)|(?<=\())[Bb]illions\ of\ dollars
    """,
    re.VERBOSE,
)
"""Number words that count nothing on record: a name in quotation marks, units, the name of a group."""

_ONES = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LARGE = "(?:hundred|thousand|million|billion|trillion|dozen|ten)s?"
_NTH = "(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
_WORD = rf"(?:zero|{_ONES}|{_TEENS}|{_TENS}|{_LARGE}|half|halves|{_NTH}s)"
_CHANGED = "by|up|down|about|roughly|nearly|almost|fell|fallen|rose|risen|dropped|gained|lost|shed|grew|grown|cut"
_AFTER = (
    "after|against|as|at|below|between|before|during|for|from|in|over|on|since|than|this|last|to|under|until|within"
)
_BY = "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in _CHANGED.split("|")) + ")"
"""One of these words stands before; a look behind takes one width at a time."""

_NUMBER_WORDS = re.compile(
    rf"""
    \b(?:one[\s-])?{_WORD}(?:[\s-](?:and[\s-])?(?:{_WORD}|one))*\b
    | \bone[\s-]{_NTH}\b
    | \ban?\s{_NTH}(?=\s+(?:of|more|less|fewer|higher|lower)\b|\s*(?:[.,;:)]|$))
    | {_BY}an?\s{_NTH}(?=\s+(?:{_AFTER})\b)
    | \b(?:{_ONES}|{_TEENS}|{_TENS}|hundred|thousand|million)fold\b
    | \b(?:twice|thrice)\b | \b(?:couple|pair|trio|scores)\ of\b
    | \b(?:halv|doubl|trebl|tripl|quadrupl|quintupl|sextupl)(?:e|es|ed|ing)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMERAL = re.compile(r"[$€¥£]?\d+(?:[.,]\d+)*\s?(?:%|bn\b|m\b)?")
_KANJI = re.compile("[〇零一二三四五六七八九十百千万萬億兆]+")
_SIGNS = frozenset({"No", "Nl"})
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Signs that print as nothing: "twen\\u00adty" reads as twenty."""


def bare_numerals(text: str) -> list[str]:
    """Numbers in a text that are neither findings nor part of a name or fixed phrase, in order.

    "One" and ordinals are ordinary words.
    """
    rest = _PHRASES.sub(_blank, _NAMES.sub(_blank, seen(text)))
    kinds = (_NUMERAL, _NUMBER_WORDS, _KANJI)
    found = [(hit.start(), hit.group().strip()) for kind in kinds for hit in kind.finditer(rest)]
    found += [(at, sign) for at, sign in enumerate(rest) if unicodedata.category(sign) in _SIGNS]
    return [number for _, number in sorted(found)]


def seen(text: str) -> str:
    """A text as a reader sees it: without the signs that print as nothing, every blank one plain space."""
    return re.sub(r"\s+", " ", _UNSEEN.sub("", text))


def _blank(hit: re.Match[str]) -> str:
    return " " * len(hit.group())
