"""Words in the tables and charts of the steel briefing: names of stages, terms, rungs, states.

Each function adds columns of words to a sourced frame. Does not belong here: what the rows are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reportlib.analysis.deadlines import Deadline, State, deadline
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.days import day, day_or_month, days_text, due_day, iso
from reportlib.words.deal_odds import picked
from reportlib.words.figures import number, render, shortest
from reportlib.words.frames import with_columns
from reportlib.words.sentences import Sentence
from reportlib.words.tense import deadline_sentence

STAGE_NAMES: Mapping[str, str] = {
    "agreed": "Merger agreement",
    "filed": "Notice received by CFIUS",
    "review": "Filed with CFIUS again",
    "referred": "Referred to the president",
    "prohibited": "Prohibited",
    "fresh_review": "Fresh review ordered",
    "delivered": "Recommendation delivered",
    "approved": "Allowed on conditions",
    "closed": "Shares bought",
}
TERM_NAMES: Mapping[str, str] = {
    "offer_price": "Offer",
    "equity_value": "Equity value",
    "enterprise_value": "Enterprise value, with debt",
    "premium_to_last_close": "Premium over the last close",
    "premium_to_prereview_price": "Premium over the price before the strategic review",
    "rival_bid_cliffs": "Rival bid of Cleveland-Cliffs",
    "shareholder_vote_for": "Votes for the merger",
    "shareholder_vote_for_outstanding": "Votes for the merger, of all shares",
    "earlier_union_mill_pledge": "Earlier pledge for union mills",
    "investment_plan_may_2025": "Investment plan, reported",
    "investment_commitment_nsa": "Investment, binding",
    "headline_total_us_officials": "Purchase plus investment, as counted by US officials",
    "ownership_after_closing": "Shares held after the purchase",
    "breakup_fee_avoided": "Fee had the deal failed (one weak source)",
    "us_steel_profit_contribution_fy2025": "Profit expected from U.S. Steel, fiscal year to March 2026",
    "nippon_steel_fy2025_net_forecast": "Nippon Steel’s own net result expected, fiscal year to March 2026",
}
_TERM_UNITS: Mapping[str, str] = {
    "USD bn": "${}bn", "USD m": "${}m", "percent": "{}%",
    "percent of votes cast (more than)": "more than {}% of votes cast",
    "percent of shares outstanding": "{}% of shares outstanding",
    "JPY bn": "¥{}bn", "JPY bn (forecast)": "¥{}bn, forecast",
}  # fmt: skip
_CLAIM_UNITS: Mapping[str, str] = {
    "USD bn": "${}bn", "USD bn, about": "about ${}bn", "USD bn, upwards of": "more than ${}bn",
    "USD per worker": "${} per worker", "jobs, at least": "at least {} jobs", "jobs": "{} jobs", "people": "{} people",
    "hires, about": "about {} hires",
}  # fmt: skip
BASIS: Mapping[str, str] = {
    "fixed_by_law": "fixed by law or order", "announced": "announced", "expected": "expected", "ours": "our reckoning",
}  # fmt: skip
NOT_BINDING = "reported, not binding"
"""The certainty of an announced day that nothing holds anybody to."""
GOLDEN_ACTS: Mapping[str, str] = {"use": "use", "threat": "threat of the veto", "deputy": "deputy named"}
PRECEDENT_KINDS: Mapping[str, str] = {
    "case_reopened": "case reopened", "golden_share": "golden share", "equity_stake": "equity stake",
}  # fmt: skip
STEP_NAMES: Mapping[tuple[str, bool], str] = {
    ("president", True): "due day for the president’s decision",
    ("president", False): "due day for the president’s decision",
    ("abandonment", True): "deadline to abandon the purchase",
    ("review", True): "due day of the CFIUS recommendation",
    ("review", False): "day given in the press for the CFIUS recommendation",
}
"""What a date that bounds a step of the case is called: by the step, and whether a law or an order fixes it."""
ROLE_NAMES: Mapping[str, str] = {
    "rally": "rally at Irvin Works",
    "agreement_signing": "deadline for signing the national security agreement",
    "mill_site": "date given for choosing the site of the new mill",
    "union_contract": "end of the union contract at U.S. Steel",
    "spending_term": "end of the term for the promised investment",
}
"""What any other date of the deal is called, by its role."""


def stage_table(table: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """Stages with their names (`label`)."""
    return with_columns(table, label=table.value["stage"].map(STAGE_NAMES))


def clock_note(stages: Sourced[pd.DataFrame]) -> Sentence:
    """What is known of the day of the first notice, and from when."""
    filed = stages.value.loc[stages.value["stage"] == "filed"]
    if filed.empty:
        return Sentence(template="The day on which CFIUS received the first notice is not on record.", values={})
    row = filed.iloc[0]
    said = {
        name: Sourced(value=row[column].date(), unit="date", key=f"deal.filed_{column}", sources=(row["source"],))
        for name, column in (("filed", "date"), ("known", "known_on"))
    }
    return Sentence(
        template="CFIUS received the first notice on {filed}; that day was first made known on {known}.",
        values={**said},
    )


def term_table(table: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """The deal sheet with names (`label`), values as printed (`printed`) and the day they refer to (`day`)."""
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        label=[TERM_NAMES.get(row["term"], row["term"].replace("_", " ")) for row in rows],
        printed=[_measure(float(row["value"]), row["unit"], _TERM_UNITS) for row in rows],
        day=[day_or_month(iso(row["as_of"])) for row in rows],
    )


def right_table(table: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """Rights and features of the golden share with their subject in words (`label`)."""
    return with_columns(table, label=[str(item).replace("_", " ").capitalize() for item in table.value["item"]])


def claim_table(table: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """Claims as printed (`printed`) with the day they were made (`day`)."""
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        printed=[_measure(float(row["number"]), row["unit"], _CLAIM_UNITS) for row in rows],
        day=[day_or_month(iso(row["said_on"])) for row in rows],
    )


def golden_title(kinds: Sourced[int], acts: Mapping[str, Sourced[int]]) -> Sentence:
    """Heading of the golden share: how many kinds of right, and how often one was used or threatened."""
    done = "{use:use}, {threat:threat} on record" if acts else "no use on record"
    return picked("Golden share: {kinds:kind} of right, " + done, {"kinds": kinds, **acts})


def acts_title(acts: Mapping[str, Sourced[int]]) -> Sentence:
    """Title of the table of what was done with the golden share: a threat is no use, nor is the naming of a deputy."""
    named = ", {deputy:deputy/deputies} named" if acts and acts["deputy"].value else ""
    return picked("On record: {use:use}, {threat:threat}" + named if acts else "No use on record", acts)


def meaning_table(table: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """Meanings with their name (`label`); a wording for another sum is called one."""
    named = zip(table.value["concept"], table.value["is_wording"], strict=True)
    return with_columns(
        table, label=[f"{concept} (a wording, no sum)" if wording else concept for concept, wording in named]
    )


def use_table(table: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """What was done with the golden share, with its kind in words (`label`)."""
    return with_columns(table, label=table.value["row_kind"].map(GOLDEN_ACTS))


def dates_title(table: Sourced[pd.DataFrame]) -> Sentence:
    """Title of the table of open dates: how many lie ahead, have passed, or are past the end of the record."""
    states = table.value["state"]
    groups = {
        "ahead": (states == State.PENDING, "{ahead} ahead"),
        "passed": (states.isin([State.OVERDUE, State.PASSED]), "{passed} passed without a decision on record"),
        "unknown": (states == State.UNKNOWN, "{unknown} past the end of our record"),
    }
    shown = {name: (int(rows.sum()), words) for name, (rows, words) in groups.items() if rows.any()}
    values: dict[str, Sourced[Any] | str] = {
        name: Sourced(
            value=n, unit="count", key=f"deal.dates_{name}", sources=table.sources, facts=table.facts,
            formula=f"count: dates {name}", inputs={"rows": len(table.value)},
        )
        for name, (n, _) in shown.items()
    }  # fmt: skip
    return Sentence(template="Open dates: " + ", ".join(words for _, words in shown.values()), values=values)


def precedent_table(table: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """Precedents with the kind in words (`label`) and the day or month (`day`)."""
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        label=[PRECEDENT_KINDS.get(row["kind"], row["kind"].replace("_", " ")) for row in rows],
        day=[day_or_month(iso(row["date"])) for row in rows],
    )


def date_table(table: Sourced[pd.DataFrame]) -> Sourced[pd.DataFrame]:
    """Open dates with day or month (`day`), basis (`certainty`), days left (`left_words`) and state (`state_words`)."""
    rows = table.value.to_dict("records")
    return with_columns(
        table,
        day=[due_day(row["due"], row["due_precision"]) for row in rows],
        certainty=[_certainty(row) for row in rows],
        left_words=[days_text(row["left"]) if row["left"] >= 0 else "" for row in rows],
        state_words=[_state_words(row) for row in rows],
    )


def date_sentences(desk: Desk, table: Sourced[pd.DataFrame]) -> tuple[Sentence, ...]:
    """What may be said of the open dates that are not plainly pending, in the order of the table."""
    frame = table.value
    rows = frame.loc[(frame["state"] != State.PENDING) | frame["is_past_horizon"]]
    return tuple(date_sentence(desk, deadline(desk, one)) for one in rows["id"])


def date_sentence(desk: Desk, found: Deadline) -> Sentence:
    """What may be said of an open date, named by its step or role, else as the record words it."""
    name = date_name(desk, found.id) or "date of record: " + found.what.lower()
    return deadline_sentence(found, actor="The parties", name=name)


def date_name(desk: Desk, deadline_id: str) -> str:
    """What a date of the deal is called in a sentence, by its step or role; "" where the record gives neither."""
    frame = desk["deadlines"]
    (row,) = frame.loc[frame["id"] == deadline_id].to_dict("records")
    by_step = STEP_NAMES.get((row["step"], row["basis"] == "fixed_by_law"))
    return by_step or ROLE_NAMES.get(row["role"], "")


def _certainty(row: Mapping[Any, Any]) -> str:
    if row["basis"] == "announced" and row["hard_or_soft"] == "soft":
        return NOT_BINDING
    return BASIS.get(row["basis"], row["basis"])


def _state_words(row: Mapping[Any, Any]) -> str:
    match row["state"]:
        case State.OVERDUE:
            return "passed, no decision on record"
        case State.PASSED:
            return "around that time; no outcome on record"
        case State.UNKNOWN:
            return f"unknown: our record ends {day(row['horizon'])}"
        case _ if row["is_past_horizon"]:
            return f"pending, as last read on {day(row['horizon'])}"
        case _:
            return "pending"


def _measure(value: float, unit: str, forms: Mapping[str, str]) -> str:
    if unit == "USD per share":
        return f"{render(value, unit)} a share"
    form = forms.get(unit)
    if form is None:
        raise ValueError(f"no way to print the unit {unit!r}; known: {', '.join(sorted(forms))}")
    text = form.format(shortest(value) if value < 1000 else number(value))
    return "−" + text.replace("−", "") if value < 0 else text
