"""Rules within one row: which cells go together, and what may not be said before it happened.

Belongs here: one entry per rule, beside its words. Does not belong here: rules that look at other
rows or tables (`reportlib.schemas.rules`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reportlib.schemas.deal import CLAIM_UNITS, IN_WORDS, NO_NUMBER, SHEET, SHEET_UNITS

Rows = pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class RowRule:
    """A rule of one table: `broken` marks the rows that break it, `message` says what was expected.

    What stands in the column is added to the message, unless `says_found`: then the message says so itself.
    """

    column: str
    message: str
    broken: Callable[[Rows], Any]
    says_found: bool = False


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


def _blank(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Cells that say nothing: text is then "", a day or a number missing."""
    return cells.isna() | cells.eq("")


def _needed(column: str, message: str, *, where: Callable[[Rows], Any]) -> RowRule:
    """A column that may be blank in other rows, and not in these."""
    return RowRule(column=column, message=message, broken=lambda rows: where(rows) & _blank(rows[column]))


def _one_of(column: str, allowed: Sequence[str], why: str, *, where: Callable[[Rows], Any]) -> RowRule:
    """A column that is free in other rows, and a closed set in these."""
    message = f"expected one of {', '.join(allowed)}: {why}"
    return RowRule(column=column, message=message, broken=lambda rows: where(rows) & ~rows[column].isin(allowed))


def _on_the_deal(rows: Rows) -> Any:
    return rows["track"] == "deal"


BALANCE = RowRule(
    column="balance_usd_mn",
    message="expected exports less imports",
    broken=lambda rows: ~_adds_up(rows) & rows["balance_usd_mn"].notna(),
)
ROW_RULES: dict[str, tuple[RowRule, ...]] = {
    "events": (
        RowRule(column="id", message="expected an id that ends in the date of the event", broken=_id_ends_otherwise),
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
        _needed(
            "said_on",
            "expected a day or month in a promise: a chart places it there",
            where=lambda rows: rows["row_kind"] == "promise",
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
                (_blank(rows["p_low"]) != _blank(rows["p_high"])) | (_blank(rows["p_low"]) != _blank(rows["range_by"]))
            ),
        ),
        _needed(
            "p_low",
            "expected a range: the deal briefing prints the likelihood of every open judgement on the deal",
            where=_on_the_deal,
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
            broken=lambda rows: _blank(rows["case"]) != _blank(rows["step"]),
        ),
        RowRule(
            column="role",
            message="expected no role beside a step: the step says what the date is",
            broken=lambda rows: ~_blank(rows["step"]) & ~_blank(rows["role"]),
        ),
        RowRule(
            column="role",
            message="expected vehicle_end in the track investment, another role in the track deal",
            broken=lambda rows: (
                ~_blank(rows["role"])
                & (rows["track"] != rows["role"].eq("vehicle_end").map({True: "investment", False: "deal"}))
            ),
        ),
    ),
    "deal_terms": (
        RowRule(
            column="value",
            message="expected what the unit says: a number, a day like 2025-06-18 or a month like 2026-09",
            broken=_unreadable,
        ),
        _one_of("unit", SHEET_UNITS, "the deal sheet prints this term", where=lambda rows: rows["term"].isin(SHEET)),
    ),
    "claims": (
        RowRule(
            column="number",
            message=f"expected a number, or none and the unit {NO_NUMBER!r}",
            broken=lambda rows: rows["number"].isna() != (rows["unit"] == NO_NUMBER),
        ),
        _one_of("unit", CLAIM_UNITS, "the deal briefing prints this claim", where=_on_the_deal),
    ),
    "pledge_stages": (
        _needed(
            "amount_usd_bn",
            "expected an amount: the deal briefing draws this ladder in dollars",
            where=lambda rows: rows["ladder"] == "us-steel-capex",
        ),
    ),
    "cfius_steps": (
        RowRule(
            column="date",
            message="expected a day, or edge length and no day",
            broken=lambda rows: rows["date"].isna() != (rows["edge"] == "length"),
        ),
        _needed(
            "statutory_days",
            "expected a number of days: the row gives a length, or a due day counted back from it",
            where=lambda rows: rows["edge"].isin(["length", "due"]),
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
            says_found=True,
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
