"""Words in the tables and charts of the investment briefing. Each function adds columns of words to a sourced frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import investment
from reportlib.analysis.deadlines import State
from reportlib.analysis.investment import Relief
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.days import day, day_or_month, days_text, due_day, iso
from reportlib.words.figures import number, shortest
from reportlib.words.frames import with_columns
from reportlib.words.investment.names import (
    BUY_KINDS,
    BUY_UNITS,
    BUYS,
    CLAIM_UNITS,
    ITEMS,
    OFFER_STAGES,
    OWNER_BASES,
    OWNERS,
    STAGES,
    SUBJECTS,
    TELLERS,
    TERMS,
    named,
)

_REACH = {"": "", "up to": "up to ", "at least": "at least "}


def ladder_data(desk: Desk) -> Sourced[pd.DataFrame]:
    """The ladder with the name of each stage (`label`), its amount (`printed`) and its day (`words`)."""
    table = investment.ladder(desk)
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        label=[STAGES[row["stage"]] for row in rows],
        printed=[_reach(row) for row in rows],
        words=[_when(row) for row in rows],
    )


def _reach(row: Mapping[Any, Any]) -> str:
    low, high = row["low_usd_bn"], row["high_usd_bn"]
    if pd.isna(low):
        return "no figure on record"
    if low != high:
        return f"${shortest(low)}bn to ${shortest(high)}bn"
    return f"{_REACH[row['hedge']]}${number(low, 1) if low < 10 else shortest(low, 1)}bn"


def _when(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["low_usd_bn"]):
        return "not reached on record" if row["stage"] != "disbursed" else "no sum read"
    counts = ", counts differ" if row["low_usd_bn"] != row["high_usd_bn"] else ""
    return f"last on {day_or_month(row['date'])}{counts}"


def offers_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Versions of what Japan offered with item (`label`) and stage (`stage_words`) in words."""
    table = investment.offers(desk)
    return with_columns(
        table,
        label=[named(one, ITEMS) for one in table.value["item"]],
        stage_words=[OFFER_STAGES[one] for one in table.value["stage"]],
    )


def offer_path_data(desk: Desk) -> Sourced[pd.DataFrame]:
    """Offers over time with the name of each row (`label`)."""
    table = investment.offer_path(desk)
    return with_columns(table, label=[named(one, ITEMS) if one else "Asked by the US" for one in table.value["item"]])


def linkage_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """What stood against what: asked and given by both sides on each day."""
    table = investment.linkage(desk)
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        asked=[_sides(row, us="us_asked", japan="japan_asked") for row in rows],
        given=[_sides(row, us="us_gave", japan="japan_gave") for row in rows],
    )


def _sides(row: Mapping[Any, Any], **columns: str) -> str:
    """What each side said in one cell: "US: …. Japan: …."."""
    names = {"us": "US", "japan": "Japan"}
    return " ".join(f"{names[side]}: {row[column]}." for side, column in columns.items() if row[column])


def rules_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Rules of the vehicle with subject (`label`) and teller (`teller`) in words."""
    table = investment.rules(desk)
    return with_columns(
        table,
        label=[named(one, TERMS) for one in table.value["term"]],
        teller=[TELLERS[one] for one in table.value["told_by"]],
    )


def projects_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Projects by tranche with the versions of each amount; totals are as announced."""
    table = investment.projects(desk)
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        label=[_project(row) for row in rows],
        before=[_bn(row["before_usd_bn"]) for row in rows],
        announced=[_bn(row["announced_usd_bn"], not row["is_total"] and not row["is_picked"]) for row in rows],
        tokyo=[_yen(row) for row in rows],
        day=[day_or_month(row["date"]) for row in rows],
    )


def _project(row: Mapping[Any, Any]) -> str:
    return "Total as announced" if row["is_total"] else f"{row['project']}, {row['state'].replace(';', ', ')}"


def _bn(value: Any, is_open: bool = False) -> str:
    return ("not yet" if is_open else "") if pd.isna(value) else f"${shortest(value)}bn"


def _yen(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["tokyo_jpy_bn"]):
        return ""
    return f"¥{shortest(row['tokyo_jpy_bn'])}bn, ${number(row['tokyo_usd_bn'], 1)}bn"


def candidates_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Lines of the list with what may not be added (`remark`)."""
    table = investment.candidates(desk)
    remark = ["contains other rows" if line else "inside the energy line" if inside else ""
              for line, inside in zip(table.value["is_line"], table.value["is_inside"], strict=True)]  # fmt: skip
    return with_columns(table, remark=remark)


def outside_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Pledges outside the vehicle with day (`day`) and what may not be added (`remark`)."""
    table = investment.outside(desk)
    return with_columns(
        table,
        day=[day_or_month(one) for one in table.value["announced_on"]],
        remark=["contains or overlaps others" if one else "" for one in table.value["is_sum"]],
    )


def buys_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Purchases with item (`label`), kind (`kind`) and amount (`printed`) in words."""
    table = investment.purchases(desk)
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        label=[named(one, BUYS) for one in table.value["item"]],
        kind=[BUY_KINDS[row["row_kind"]] for row in rows],
        printed=["no number given" if pd.isna(row["amount"]) else measure(row["amount"], row["unit"], BUY_UNITS)
                 for row in rows],
        over=[_period(row["period"]) for row in rows],
    )  # fmt: skip


def _period(text: str) -> str:
    return " to ".join(day_or_month(part) for part in text.split("..")) if text else ""


def claims_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Claims with subject (`label`), number (`printed`) and day (`day`) in words."""
    table = investment.claims(desk)
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        label=[SUBJECTS[row["subject"]] for row in rows],
        printed=[row["unit"] if pd.isna(row["number"]) else measure(row["number"], row["unit"], CLAIM_UNITS)
                 for row in rows],
        day=[day_or_month(iso(row["said_on"])) for row in rows],
    )  # fmt: skip


def claim_data(desk: Desk) -> Sourced[pd.DataFrame]:
    """Claims of spending in dollars, by day said, for the dots: those that differ are never added."""
    table = claims_table(desk)
    rows = table.value.loc[table.value["subject"].isin(["capex", "total"])]
    return replace(table, value=rows.sort_values("said_on", kind="stable").reset_index(drop=True))


def owners_data(desk: Desk) -> Sourced[pd.DataFrame]:
    """Stocks by ultimate owner with the name of each owner (`label`)."""
    table = investment.owners(desk)
    return with_columns(table, label=[named(one, OWNERS) for one in table.value["investor"]])


def history_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Every stock of Japan on record with its basis in words (`basis`)."""
    table = investment.stock_history(desk)
    return with_columns(
        table,
        basis=[OWNER_BASES[one] for one in table.value["owner_basis"]],
        year_words=[str(one) for one in table.value["year"]],
    )


def shares_data(desk: Desk) -> Sourced[pd.DataFrame]:
    """The steel deal over each whole, with what the whole is (`label`)."""
    table = investment.deal_shares(desk)
    names = {"package": "Pledge", "stock": "Stock by ultimate owner", "goal": "Goal for the stock"}
    rows = table.value.to_dict("records")
    labels = [names[row["base"]] + (f", end of {row['year']}" if row["year"] else "") for row in rows]
    return with_columns(table, label=labels)


def relief_table(*found: Relief | None) -> Sourced[pd.DataFrame]:
    """The reckonings with their name (`label`) and price (`price`)."""
    table = investment.reckonings(*found)
    names = {"thumb": "Rule of thumb at the framework", "rates": "Line by line on the entry date"}
    return with_columns(
        table,
        label=[names[one] for one in table.value["kind"]],
        price=["none: no duty saved" if pd.isna(one) else number(one, 1) for one in table.value["ratio"]],
    )


def dates_table(desk: Desk) -> Sourced[pd.DataFrame]:
    """Open dates with day or month (`day`), days left (`left_words`) and state (`state_words`)."""
    table = investment.next_dates(desk)
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        day=[due_day(row["due"], row["due_precision"]) for row in rows],
        left_words=[days_text(row["left"]) if row["left"] >= 0 else "" for row in rows],
        state_words=[_state(row) for row in rows],
    )


def _state(row: Mapping[Any, Any]) -> str:
    match row["state"]:
        case State.OVERDUE:
            return "passed, no outcome on record"
        case State.UNKNOWN:
            return f"unknown: our record ends {day(row['horizon'])}"
        case State.PENDING if row["is_past_horizon"]:
            return f"pending, as last read on {day(row['horizon'])}"
        case State.PENDING:
            return "pending"
        case _:
            return "around that time; no outcome on record"


def measure(value: float, unit: str, forms: Mapping[str, str]) -> str:
    """An amount in the words of its unit. Raises ValueError for a unit without any."""
    if unit not in forms:
        raise ValueError(f"no way to print the unit {unit!r}; known: {', '.join(sorted(forms))}")
    amount = float(value) * (1000 if unit == "thousand tonnes" else 1)
    return forms[unit].format(shortest(amount) if amount < 1000 else number(amount))
