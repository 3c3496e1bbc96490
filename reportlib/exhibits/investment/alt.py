"""Alt texts of the charts of the investment briefing, all from the frame that is drawn."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib import words


def ladder_bars(data: pd.DataFrame) -> str:
    """Alt text of the ladder."""
    pace = data["pace_usd_bn"].iloc[0]
    parts = "; ".join(f"{row.label.lower()}: {row.printed}" for row in rows(data))
    line = "" if pd.isna(pace) else f" A dashed line marks an even pace, {words.render(pace, 'USD bn, one decimal')}."
    return f"Horizontal bars of the pledge by stage, in billions of dollars, not added to one another. {parts}.{line}"


def pace_steps(data: pd.DataFrame) -> str:
    """Alt text of the steps."""
    first = data.loc[data["kind"] == "pace"].iloc[0]
    now = data.loc[(data["kind"] == "pace") & ~data["is_ahead"]].iloc[-1]
    parts = [
        f"{row.kind} {words.render(row.amount_usd_bn, 'USD bn, one decimal')} on {words.day(row.day.date())}"
        for row in rows(data.loc[data["kind"] != "pace"])
    ]
    return (
        "Step lines of billions of dollars selected and contracted over time, under the straight line of an even pace"
        f" from {words.day(first['day'].date())} to {words.day(data['end'].iloc[0].date())}, which stands at"
        f" {words.render(now['amount_usd_bn'], 'USD bn, one decimal')} on {words.day(now['day'].date())}."
        f" On record: {'; '.join(parts) or 'nothing selected'}."
    )


def owner_bars(data: pd.DataFrame) -> str:
    """Alt text of the owners."""
    parts = "; ".join(f"{row.label} {words.render(row.value_usd_bn, 'USD bn')}" for row in rows(data))
    return (
        "Horizontal bars of the stock of direct investment in the United States by ultimate owner, end of"
        f" {data['year'].iloc[0]}, largest first: {parts}."
    )


def share_bars(data: pd.DataFrame) -> str:
    """Alt text of the steel deal over each whole."""
    parts = "; ".join(
        f"{row.label}, {words.render(row.base_usd_bn, 'USD bn')}: {share(row.ev_share)} with debt,"
        f" {share(row.equity_share)} on equity"
        for row in rows(data)
    )
    return f"Bars that fill by the share the purchase of U.S. Steel has of each whole. {parts}."


def payback_lines(data: pd.DataFrame) -> str:
    """Alt text of the payback curve."""
    parts = []
    for rate, group in data.groupby("rate"):
        known = group.dropna(subset="years")
        never = f"at {share(rate)}: never up to {words.render(group['least'].iloc[0], 'share')} a year"
        if known.empty:
            parts.append(never)
            continue
        at = known.iloc[(known["cash_share"] - 0.2).abs().argmin()]
        parts.append(f"{never}, {at['years']:.1f} years at {words.render(at['cash_share'], 'share')}")
    return (
        "Falling curves of years until Japan is repaid against yearly cash as a share of the cost of a project, one"
        f" line for each rate. {'; '.join(parts)}."
    )


def offer_marks(data: pd.DataFrame) -> str:
    """Alt text of the offers."""
    parts = [
        f"{label}: " + ", ".join(f"{one.stage.replace('_', ' ')} {words.day(one.on.date())}" for one in rows(group))
        for label, group in data.groupby("label", sort=False)
    ]
    return f"Marks by day of what Japan offered, a row for each item, and of what the US asked. {'; '.join(parts)}."


def claim_dots(data: pd.DataFrame) -> str:
    """Alt text of the claims."""
    parts = "; ".join(f"{row.claimant}, {row.day}: {row.printed}, {row.evidence}" for row in rows(data))
    return f"Dots of dollar sums claimed for U.S. Steel, one row a claim, by day said, never added. {parts}."


def share(value: Any) -> str:
    """A share with one decimal."""
    return words.render(value, "share, one decimal")


def rows(data: pd.DataFrame) -> list[Any]:
    """The rows of a frame, one after the other, as named tuples."""
    return list(data.itertuples())
