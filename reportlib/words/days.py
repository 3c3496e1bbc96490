"""Days and spans of days in words. One date style everywhere: 5 June 2025."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Own names: strftime would follow the reader's locale."""


def day(value: date, *, short: bool = False) -> str:
    """5 June 2025, or 5 June where the year is plain from its surroundings."""
    text = f"{value.day} {MONTHS[value.month - 1]}"
    return text if short else f"{text} {value.year}"


def month(value: date, *, short: bool = False) -> str:
    """June 2025, or June where the year is plain from its surroundings."""
    text = MONTHS[value.month - 1]
    return text if short else f"{text} {value.year}"


ABOUT = {"approximate": "around ", "window_end": "by "}
"""What stands before a due day that is known less well than to the day."""


def due_day(value: date, precision: str) -> str:
    """A due date as exactly as it is known: 5 June 2025, around 15 May 2025, by 30 April 2025, September 2026."""
    return month(value) if precision == "month" else f"{ABOUT.get(precision, '')}{day(value)}"


def tick(value: date) -> str:
    """Jun 2025, for axes."""
    return f"{MONTHS[value.month - 1][:3]} {value.year}"


def day_or_month(text: str) -> str:
    """A day of full or reduced precision: '2025-08' becomes August 2025."""
    parts = text.split("-")
    if len(parts) == 3:
        return day(date.fromisoformat(text))
    return month(date(int(parts[0]), int(parts[1]), 1)) if len(parts) == 2 else text


def iso(value: object) -> str:
    """A day as ISO text; a day, month or year that is text already stays so."""
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)


def day_span(start: date | None, end: date | None) -> str:
    """5–6 June 2025; 30 May – 2 June 2025; one day where both are the same or one is missing."""
    if start is None or end is None or start == end:
        known = start or end
        return day(known) if known else ""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{day(start, short=start.year == end.year)} – {day(end)}"


def days_text(n: int) -> str:
    """13 days, 1 day, 0 days."""
    return f"{n:,} day" if n == 1 else f"{n:,} days"
