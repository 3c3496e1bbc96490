"""Which characters the house faces can print, and what stands in for the others in the PDF.

Belongs here: font folders given to Typst, what their faces cover, the stand-in. Does not belong here: the
list of house faces (`reportlib.press.faces`).
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from reportlib.press.faces import Face, code_points

OMITTED = "[…]"
"""Stands for characters no house face has: a foreign title must not hold a briefing back."""

# Signs that mean a space, a hyphen or nothing to a reader, as something every house face has.
_SAME_TO_A_READER = {
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x1680, 0x2028, 0x2029, 0x205F, 0x3000), " "),
    **dict.fromkeys((0x2010, 0x2011), "-"),
}
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_LONGEST_WORD = 28
_BREAK_AFTER = 14


class Cut(Enum):
    """What a text is set in: the faces that must all have a character."""

    SANS = (Face.SANS, Face.SANS_SEMIBOLD, Face.SANS_BOLD)
    ITALIC = (Face.SANS_ITALIC, Face.SANS_SEMIBOLD_ITALIC, Face.SANS_BOLD_ITALIC)
    MONO = (Face.MONO,)


def font_folders() -> tuple[Path, ...]:
    """Folders of the house faces, each once."""
    return tuple(dict.fromkeys(face.folder for face in Face))


@cache
def coverage(cut: Cut) -> frozenset[int]:
    """Code points every face of the cut has; PDF/A wants text that means the same everywhere, so no private ones."""
    known = frozenset.intersection(*map(code_points, cut.value))
    return frozenset(code for code in known if unicodedata.category(chr(code)) != "Co")


@cache
def _advances() -> dict[int, float]:
    """Widths of the bold face, the widest of the house, in parts of the type size."""
    with TTFont(Face.SANS_BOLD.path, lazy=True) as font:
        widths, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[name][0] / unit for code, name in font.getBestCmap().items()}


def width_em(text: str) -> float:
    """The most room the text takes on a line, in parts of the type size."""
    advances = _advances()
    return sum(advances.get(ord(char), 1.0) for char in printable(text))


def has_all(text: str, cut: Cut) -> bool:
    """Whether every face of the cut prints every character of the text."""
    return all(ord(char) in coverage(cut) for char in text)


def printable(text: str, cut: Cut = Cut.SANS) -> str:
    """The text as the cut can print it: invisible controls out, unknown characters as `OMITTED`."""
    known = coverage(cut)
    out: list[str] = []
    for char in unicodedata.normalize("NFC", text).translate(_SAME_TO_A_READER):
        # Invisible signs go first: a face may have some of them, and PDF/A allows none.
        if unicodedata.category(char) in _INVISIBLE or 0xFE00 <= ord(char) <= 0xFE0F:
            continue
        if ord(char) in known:
            out.append(char)
        elif not out or out[-1] != OMITTED:
            out.append(OMITTED)
    return "".join(out)


def missing(text: str, cut: Cut = Cut.SANS) -> str:
    """The visible characters of the text that the cut lacks, each once."""
    known = coverage(cut)
    wanted = dict.fromkeys(unicodedata.normalize("NFC", text).translate(_SAME_TO_A_READER))
    return "".join(c for c in wanted if ord(c) not in known and OMITTED in printable(c, cut))


def breakable(text: str) -> str:
    """The text with places to break inside words too long for a line, such as addresses."""
    return " ".join(word if len(word) <= _LONGEST_WORD else _break(word) for word in text.split(" "))


def _break(word: str) -> str:
    """Breaks after punctuation of an address, and after a stretch without any."""
    out: list[str] = []
    since = 0
    for char in word:
        out.append(char)
        since += 1
        if since >= _BREAK_AFTER or (char in "/-_.?&=" and since > 2):
            out.append("\u200b")
            since = 0
    return "".join(out).removesuffix("\u200b")
