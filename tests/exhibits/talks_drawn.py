"""What tests of the charts and the page of the talks share: the days that matter, the pictures and blocks of each."""

from __future__ import annotations

from functools import cache

import pandas as pd

from reportlib.blocks import AnyBlock, Figure, Table
from reportlib.desk import open_desk
from reportlib.exhibits import talks as charts
from reportlib.exhibits.frame import Chart
from reportlib.sourced import Sourced
from reportlib.words import talks as say
from tests.exhibits.drawn import blocks_of, words_of

DAYS = (
    "2023-12-18", "2023-12-20", "2025-04-01", "2025-04-17", "2025-05-23", "2025-05-24", "2025-06-06", "2025-06-13",
    "2025-07-23", "2025-08-28", "2025-09-05", "2025-12-31", "2026-02-21", "2026-06-05", "2026-07-24", "2026-11-24",
)  # fmt: skip


@cache
def frames(day: str) -> dict[str, tuple[Chart, Sourced[pd.DataFrame]]]:
    """Every chart of the page with its data, also where that is empty and a sentence stands instead."""
    desk = open_desk(day)
    return {
        "timeline": (charts.timeline, say.timeline_data(desk, 120, 56)),
        "cadence": (charts.cadence, say.cadence_data(desk)),
        "tally": (charts.tally, say.tally_data(desk)),
        "strip": (charts.judgement_strip, say.strip_data(desk, most=8)),
        "slip": (charts.slip, say.slip_data(desk)),
    }


def pictures(day: str, *names: str) -> dict[str, tuple[Chart, pd.DataFrame]]:
    """The charts that are drawn on a day (of these names, default all), with their rows."""
    kept = {name: frames(day)[name] for name in names or frames(day)}
    return {name: (chart, data.value) for name, (chart, data) in kept.items() if not data.value.empty}


def blocks(day: str) -> tuple[AnyBlock, ...]:
    """The blocks of the page of a day."""
    return blocks_of("talks", day)


def text_of(day: str) -> str:
    """Every word of the page of a day."""
    return " ".join(map(words_of, blocks(day)))


def exhibit(day: str, key: str) -> Figure | Table:
    """One figure or table of the page of a day."""
    return next(one for one in blocks(day) if isinstance(one, Figure | Table) and one.key == key)
