"""What tests of the talks share: the days that matter, a desk for each opened once, the bottom line as text."""

from __future__ import annotations

from functools import cache

from reportlib.desk import Desk, open_desk
from reportlib.words import talks as say

DAYS = (
    "2023-12-18", "2023-12-20", "2025-02-08", "2025-04-01", "2025-04-10", "2025-04-17", "2025-05-02", "2025-05-23",
    "2025-05-24", "2025-06-06", "2025-06-13", "2025-07-03", "2025-07-23", "2025-08-28", "2025-09-05", "2025-10-21",
    "2026-02-21", "2026-03-20", "2026-06-05", "2026-07-24", "2026-11-24",
)  # fmt: skip
"""Days on which the talks turned, and days about which a briefing could easily say something untrue."""


@cache
def desk(day: str) -> Desk:
    """The desk of a day; one is enough, for nothing writes to it."""
    return open_desk(day)


def lead(day: str) -> str:
    """The bottom line of a day."""
    return " ".join(map(say.written, say.bottom_line(desk(day))))
