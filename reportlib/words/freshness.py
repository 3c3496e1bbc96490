"""The notice on a series past its time: what is the latest there is, and how long ago that came out."""

from __future__ import annotations

from dataclasses import replace

from reportlib.analysis.freshness import SeriesAge
from reportlib.words.days import day_or_month
from reportlib.words.sentences import Sentence


def age_notice(series: SeriesAge) -> Sentence:
    """What the latest figure is of, and how many weeks ago it came out: "… the last we hold is April 2026, out …"."""
    name = series.title.partition(",")[0]
    period = replace(series.period, value=day_or_month(series.period.value))
    return Sentence(
        template=f"{name}: the last we hold is {{period}}, out {{weeks:week}} before this issue.",
        values={"period": period, "weeks": series.weeks},
    )
