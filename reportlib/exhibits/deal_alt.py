"""Alt texts of the charts of the steel briefing, and the words both they and the charts use.

Each text says what kind of picture it is, what its axes are, and its first, last and outermost values,
all from the frame that is drawn.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd

from reportlib import words
from reportlib.words.days import iso


def price_dots(data: pd.DataFrame) -> str:
    """Alt text of the closes."""
    last = data.iloc[-1]
    low, high = data.iloc[int(data["close_usd"].argmin())], data.iloc[int(data["close_usd"].argmax())]
    return (
        f"Dots of {words.figures.count(len(data), 'single close')} of U.S. Steel, in dollars a share, in order of day, "
        f"not joined. Lowest {_close(low)}, highest {_close(high)}, last {_close(last)}. A dashed line marks the offer "
        f"of {per_share(last['offer_usd'])}; a grey band the prices assumed without a deal, "
        f"{per_share(last['break_low_usd'])} to {per_share(last['break_high_usd'])}."
    )


def implied_odds(data: pd.DataFrame) -> str:
    """Alt text of the implied probabilities."""
    known = data.loc[data["p_mid"].notna()]
    if known.empty:
        return "No implied probability yet: the closes on record are from before the offer."
    parts = [
        f"{words.day(row.date.date())}: {_share(row.p_low)} to {_share(row.p_high)}, ceiling {_share(row.ceiling)}"
        for row in rows(known)
    ]
    last = known.iloc[-1]
    return (
        "Vertical bands of the probability that the offer is paid, in per cent, implied by single closes, for assumed "
        f"break prices of {per_share(last['break_high_usd'])} to {per_share(last['break_low_usd'])}; a dashed mark is "
        f"the ceiling for any break price. {'; '.join(parts)}."
    )


def review_clock(data: pd.DataFrame) -> str:
    """Alt text of the review clocks."""
    parts = [f"{row.clock.replace('_', ' ')}: {clock_words(row)}" for row in rows(data)]
    return f"Gantt chart of the review clocks by day, time allowed above time taken. {'; '.join(parts)}."


def spending_ladder(data: pd.DataFrame) -> str:
    """Alt text of the ladder."""
    parts = [
        f"{row.rung}, {rung_words(row)}"
        + ("" if pd.isna(row.amount_usd_bn) else f": {words.render(row.amount_usd_bn, 'USD bn')}")
        for row in rows(data)
    ]
    return f"Horizontal bars of capital spending at U.S. Steel by stage, in billions of dollars. {'; '.join(parts)}."


def promise_slip(data: pd.DataFrame) -> str:
    """Alt text of a slipping date."""
    parts = [
        f"said {words.day_or_month(iso(row.said_on))}: by {words.day(row.promised_to.date())}" for row in rows(data)
    ]
    happened = data["happened_on"].iloc[0]
    end = f" It happened on {words.day(happened.date())}." if pd.notna(happened) else " It has not happened on record."
    return f"Chart of statements on one date, by day said and window promised. {'; '.join(parts)}.{end}"


def odds_names(row: pd.Series[Any]) -> list[tuple[float, str]]:
    """The odds at each break price with their place, highest first; break prices of the same printed odds share one."""
    pairs = [(row["p_high"], row["break_low_usd"]), (row["p_mid"], row["break_mid_usd"]),
             (row["p_low"], row["break_high_usd"])]  # fmt: skip
    names: list[tuple[float, str]] = []
    for printed, group in groupby(pairs, key=lambda pair: _share(pair[0])):
        same = list(group)
        prices = " to ".join(dict.fromkeys(per_share(price) for _, price in (same[0], same[-1])))
        names.append((sum(p for p, _ in same) / len(same), f"{printed} if {prices}"))
    return names


def clock_words(row: Any) -> str:
    """What a clock allowed and took: "15 days allowed, 23 taken"."""
    allowed = f"{words.days_text(row.allowed_days)} {'as reported' if row.is_reported else 'allowed'}"
    if pd.isna(row.taken_from):
        return f"{allowed}, start not on record"
    taken = int(row.taken_days)
    return f"{allowed}, {words.days_text(taken)} gone" if row.is_running else f"{allowed}, {taken} taken"


def rung_words(row: Any) -> str:
    """Project and month of a rung: "New mill, August 2025"."""
    if pd.isna(row.amount_usd_bn):
        return "no figure on record"
    project = f"First projects of: {row.project}" if row.is_part else row.project
    return f"{project[:1].upper()}{project[1:]}, {words.day_or_month(iso(row.date))}"


def rows(data: pd.DataFrame) -> list[Any]:
    """The rows of a frame, one after the other, as named tuples."""
    return list(data.itertuples())


def said_day(row: Any) -> pd.Timestamp:
    """The day a statement stands at; one known by its month stands at the day it became known."""
    text = iso(row.said_on)
    return pd.Timestamp(text) if len(text) == len("2025-05-23") else pd.Timestamp(row.known_on)


def per_share(value: float) -> str:
    """A price a share as prose prints it."""
    return words.render(value, "USD per share")


def _close(row: pd.Series[Any]) -> str:
    return f"{per_share(row['close_usd'])} on {words.day(row['date'].date())}"


def _share(value: float) -> str:
    return words.render(value, "share")
