"""Rules within one row: which cells go together, and what may not be said before it happened.

Belongs here: one entry per rule, beside its words. Does not belong here: rules that look at other
rows or tables (`reportlib.schemas.rules`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reportlib.schemas.deal import CLAIM_UNITS, IN_WORDS, NO_NUMBER, SHEET, SHEET_UNITS

Rows = pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class RowRule:
    """A rule of one table: `broken` marks the rows that break it, `message` says what was expected."""

    column: str
    message: str
    broken: Callable[[Rows], Any]


def iso(days: pd.Series[Any]) -> pd.Series[Any]:
    """Days as ISO text, blank where there is none: comparable with months and years as text."""
    if pd.api.types.is_datetime64_any_dtype(days):
        return pd.Series(["" if pd.isna(day) else day.isoformat()[:10] for day in days], index=days.index, dtype="str")
    return days


def _later(rows: Rows, column: str) -> Any:
    """Rows whose day in `column` lies after the day they became known."""
    return iso(rows[column]).gt(iso(rows["known_on"])) & rows["known_on"].notna()


def _unreadable(rows: Rows) -> Any:
    """Rows of deal_terms whose value is not what their unit says: a number, a day or a month."""
    value, unit = rows["value"], rows["unit"]
    number, day, month = (value.str.fullmatch(form) for form in (r"-?\d+(\.\d+)?", r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d"))
    return ~(number | unit.isin(IN_WORDS)) | ((unit == "date") & ~day) | ((unit == "month") & ~month)


def _id_ends_otherwise(rows: Rows) -> list[bool]:
    return [bool(day) and not key.endswith(day) for key, day in zip(rows["id"], iso(rows["date"]), strict=True)]


def _adds_up(rows: Rows) -> Any:
    """Rows whose balance is exports less imports, as far as rounding to a tenth of a million allows."""
    return (rows["exports_usd_mn"] - rows["imports_usd_mn"] - rows["balance_usd_mn"]).abs() < 0.25


BALANCE = RowRule(
    column="balance_usd_mn",
    message="expected exports less imports",
    broken=lambda rows: ~_adds_up(rows) & rows["balance_usd_mn"].notna(),
)
ROW_RULES: dict[str, tuple[RowRule, ...]] = {
    "events": (
        RowRule(column="id", message="expected an id that ends in the day of the event", broken=_id_ends_otherwise),
        RowRule(
            column="date",
            message="expected a day not after known_on; only a row of kind deadline speaks of a day still to come",
            broken=lambda rows: (rows["kind"] != "deadline") & _later(rows, "date"),
        ),
    ),
    "rounds": (
        RowRule(
            column="end",
            message="expected a day not after known_on: a meeting is not held before its end",
            broken=lambda rows: (rows["status"] == "held") & _later(rows, "end"),
        ),
    ),
    "attendance": (
        RowRule(
            column="on",
            message="expected a day not after known_on; a meeting still to come is planned",
            broken=lambda rows: (rows["state"] != "planned") & _later(rows, "on"),
        ),
    ),
    "deadline_outcomes": (
        RowRule(
            column="date",
            message="expected a day not after known_on; only an extension names a day still to come",
            broken=lambda rows: (rows["outcome"] != "extended") & _later(rows, "date"),
        ),
    ),
    "promises": (
        RowRule(
            column="result",
            message="expected a result in a row of kind outcome, and none in a promise",
            broken=lambda rows: (rows["row_kind"] == "outcome") != (rows["result"] != ""),
        ),
        RowRule(
            column="happened_on",
            message="expected nothing in a promise: what happened is a row of its own",
            broken=lambda rows: (rows["row_kind"] == "promise") & rows["happened_on"].notna(),
        ),
        RowRule(
            column="said_on",
            message="expected a day or month in a promise: a chart places it there",
            broken=lambda rows: (rows["row_kind"] == "promise") & (rows["said_on"] == ""),
        ),
    ),
    "judgements": (
        RowRule(
            column="p_high",
            message="expected a number not below p_low",
            broken=lambda rows: rows["p_low"] > rows["p_high"],
        ),
        RowRule(
            column="range_by",
            message="expected p_low, p_high and range_by together, or none of them",
            broken=lambda rows: (
                (rows["p_low"].isna() != rows["p_high"].isna()) | (rows["p_low"].isna() != (rows["range_by"] == ""))
            ),
        ),
        RowRule(
            column="p_low",
            message="expected a range: the deal briefing prints the likelihood of every open judgement on the deal",
            broken=lambda rows: (rows["track"] == "deal") & rows["p_low"].isna(),
        ),
    ),
    "measures": (
        RowRule(
            column="goods",
            message="expected general of a measure on chapters 01-97, and of no other",
            broken=lambda rows: (rows["goods"] == "general") != rows["hs_scope"].str.startswith("01-97"),
        ),
    ),
    "deadlines": (
        RowRule(
            column="goods",
            message="expected the goods it bears on in the track tariff, and blank in any other",
            broken=lambda rows: (rows["track"] == "tariff") != (rows["goods"] != ""),
        ),
        RowRule(
            column="step",
            message="expected case and step together, or neither",
            broken=lambda rows: (rows["case"] == "") != (rows["step"] == ""),
        ),
    ),
    "deal_terms": (
        RowRule(
            column="value",
            message="expected what the unit says: a number, a day like 2025-06-18 or a month like 2026-09",
            broken=_unreadable,
        ),
        RowRule(
            column="unit",
            message=f"expected one of {', '.join(SHEET_UNITS)}: the deal sheet prints this term",
            broken=lambda rows: rows["term"].isin(SHEET) & ~rows["unit"].isin(SHEET_UNITS),
        ),
    ),
    "claims": (
        RowRule(
            column="number",
            message=f"expected a number, or none and the unit {NO_NUMBER!r}",
            broken=lambda rows: rows["number"].isna() != (rows["unit"] == NO_NUMBER),
        ),
        RowRule(
            column="unit",
            message=f"expected one of {', '.join(CLAIM_UNITS)}: the deal briefing prints this claim",
            broken=lambda rows: (rows["track"] == "deal") & ~rows["unit"].isin(CLAIM_UNITS),
        ),
    ),
    "pledge_stages": (
        RowRule(
            column="amount_usd_bn",
            message="expected an amount: the deal briefing draws this ladder in dollars",
            broken=lambda rows: (rows["ladder"] == "us-steel-capex") & rows["amount_usd_bn"].isna(),
        ),
    ),
    "cfius_steps": (
        RowRule(
            column="date",
            message="expected a day, or edge length and no day",
            broken=lambda rows: rows["date"].isna() != (rows["edge"] == "length"),
        ),
        RowRule(
            column="statutory_days",
            message="expected a number of days: the row gives a length, or a due day counted back from it",
            broken=lambda rows: rows["edge"].isin(["length", "due"]) & rows["statutory_days"].isna(),
        ),
    ),
    "us_steel_quoted_closes": (
        RowRule(
            column="known_on",
            message="expected a later day: a market close counts from the next calendar day",
            broken=lambda rows: rows["known_on"] <= rows["date"],
        ),
    ),
    "vehicle_terms": (
        RowRule(
            column="unit",
            message="expected a unit with a number, and none without",
            broken=lambda rows: rows["number"].isna() != (rows["unit"] == ""),
        ),
    ),
    "purchases": (
        RowRule(
            column="unit",
            message="expected a unit with an amount",
            broken=lambda rows: rows["amount"].notna() & (rows["unit"] == ""),
        ),
    ),
    "us_japan_goods_trade_monthly": (BALANCE,),
    "us_japan_goods_trade_annual": (BALANCE,),
    "calculated_duties": (
        RowRule(
            column="value_base",
            message="expected the base of the imports beside a rate, and none without one",
            broken=lambda rows: rows["rate_pct"].isna() != (rows["value_base"] == ""),
        ),
        RowRule(
            column="duties_usd_bn",
            message="expected duties or a rate, found neither",
            broken=lambda rows: rows["duties_usd_bn"].isna() & rows["rate_pct"].isna(),
        ),
    ),
    "elasticities": (
        RowRule(
            column="farthest",
            message="expected a number not above nearest",
            broken=lambda rows: rows["farthest"] > rows["nearest"],
        ),
    ),
    "partner_deals": (
        RowRule(
            column="before_basis",
            message="expected what the rate before was, and nothing without one",
            broken=lambda rows: rows["rate_before"].isna() != (rows["before_basis"] == ""),
        ),
        RowRule(
            column="rule",
            message="expected no rule without a rate",
            broken=lambda rows: rows["general_rate"].isna() & (rows["rule"] != ""),
        ),
    ),
    "partner_pledges": (
        RowRule(
            column="qualifier",
            message="expected no hedge without an amount",
            broken=lambda rows: rows["amount_usd_bn"].isna() & (rows["qualifier"] != ""),
        ),
    ),
    "sources": (
        RowRule(
            column="url",
            message="expected an address of its own; two sources share this one",
            broken=lambda rows: (rows["url"] != "") & rows["url"].duplicated(),
        ),
    ),
}
"""Rules by table."""
