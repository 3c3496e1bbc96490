"""Dates as an iCalendar file (RFC 5545): all-day events, stable ids, no clock.

Belongs here: the form of the file. Does not belong here: which dates go in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_LINE = 75
"""Octets a line may have before it is folded."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One all-day event from its first to its last day. `firm` says whether these are fixed or only expected."""

    id: str
    first: date
    last: date
    summary: str
    description: str
    firm: bool


def calendar(entries: Iterable[Entry], *, name: str, stamped: date) -> str:
    """The file as text, with CRLF line ends. `stamped` stands in DTSTAMP instead of a clock."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//reportlib//briefings//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{escape(name)}")
    for one in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.id}@reportlib",
            f"DTSTAMP:{stamped:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escape(one.summary)}",
            f"DESCRIPTION:{escape(one.description)}",
            f"STATUS:{'CONFIRMED' if one.firm else 'TENTATIVE'}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + "\r\n" for line in lines)


def escape(text: str) -> str:
    r"""Text of a property: backslash, semicolon, comma and line ends escaped, other control characters dropped."""
    kept = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign == "\n" or sign >= " ")
    kept = kept.replace("\x7f", "").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return kept.replace("\n", "\\n")


def fold(line: str) -> str:
    """A content line folded so that no line passes 75 octets and no character is cut."""
    pieces, piece, room = [], "", _LINE
    for sign in line:
        size = len(sign.encode())
        if len(piece.encode()) + size > room:
            pieces.append(piece)
            piece, room = "", _LINE - 1
        piece += sign
    return "\r\n ".join([*pieces, piece])
