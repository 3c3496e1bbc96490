"""The sentences of the steel briefing, picked by where the case stands.

Each function returns sentences with their values, ready for `Page.sentence` or `Page.say`. Nothing
here computes; no sentence holds a literal day, amount or relative-time word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reportlib.analysis import talks
from reportlib.analysis.deadlines import Deadline, State
from reportlib.analysis.deal import Case, LastOdds
from reportlib.desk import Desk
from reportlib.sourced import Sourced, quoted
from reportlib.words.deal_odds import picked, short_odds
from reportlib.words.likelihood import likelihood
from reportlib.words.sentences import Sentence
from reportlib.words.tense import deadline_sentence

Value = Sourced[Any] | str

DECISION = "due day for the president’s decision"
TITLES: Mapping[str, str] = {
    "none": "No bid of Nippon Steel for U.S. Steel is on record yet",
    "agreed": "Nippon Steel offers {offer} a share for U.S. Steel; clearance is open",
    "filed": "The purchase of U.S. Steel is before CFIUS",
    "review": "U.S. Steel deal filed with CFIUS again; no decision yet",
    "referred": "CFIUS splits; the president decides on U.S. Steel by {due:short}",
    "referred open": "CFIUS splits; U.S. Steel lies with the president",
    "referred overdue": "Day for the president’s decision on U.S. Steel passed without an order",
    "prohibited": "U.S. Steel purchase prohibited; {outside} is the day to abandon it",
    "fresh_review": "A fresh CFIUS review of U.S. Steel is due by {recommendation:short}",
    "delivered": "CFIUS has reported on U.S. Steel; the president decides",
    "delivered pending": "U.S. Steel: the president’s decision is due by {due:short}, in {left}",
    "delivered today": "U.S. Steel: the president’s decision is due today",
    "delivered partnership": "Partnership announced, no order signed: U.S. Steel decision due by {due:short}",
    "delivered overdue": "Decision day on U.S. Steel passed {past} ago without an order",
    "approved": "U.S. Steel deal allowed on conditions, <when>",
    "closed": "Nippon Steel has bought U.S. Steel, {days} after its offer",
    "closed approvals": "U.S. Steel after the sale: {binding} promised, {approved} approved last on record",
}
BOTTOM: Mapping[str, tuple[str, ...]] = {
    "none": ("No bid of Nippon Steel for U.S. Steel is on record on this day, and no review of one.",),
    "agreed": (
        "Nippon Steel has agreed to buy all of U.S. Steel for {offer} a share in cash, {equity} in equity.",
        "The purchase still has to pass CFIUS, the US committee on foreign investment;"
        " no step of that review has a day on record yet.",
    ),
    "review": (
        "Nippon Steel and U.S. Steel withdrew their notice of the {equity} purchase and filed with CFIUS again on"
        " {reached}.",
        "A new clock runs; no decision is on record.",
    ),
    "referred": (
        "CFIUS could not agree on the risk of the {equity} purchase of U.S. Steel and referred it to the president on"
        " {reached}.",
    ),
    "prohibited": (
        "The president prohibited the {equity} purchase of U.S. Steel on {reached}, on grounds of national security.",
        "The parties are to abandon it by {outside}.",
    ),
    "fresh_review": (
        "The president ordered a fresh CFIUS review of the {equity} purchase of U.S. Steel on {reached}; the"
        " prohibition stands meanwhile.",
        "The recommendation is due by {recommendation}.",
    ),
    "delivered": (
        "CFIUS reported to the president on the {equity} purchase of U.S. Steel on {reached}; what it says is not"
        " public.",
    ),
    "delivered partnership": (
        "The {equity} purchase of U.S. Steel awaits the president’s order.",
        "A partnership announced on {partnership} is no order.",
    ),
    "approved": (
        "The president allowed the {equity} purchase of U.S. Steel on {reached}, <when>, if the parties"
        " sign a national security agreement by closing.",
        "The earlier prohibition holds otherwise; {outside} is the day by which the deal must close or be abandoned.",
    ),
    "closed": (
        "Nippon Steel bought all of U.S. Steel at {offer} a share on {reached}.",
        "The president had allowed it on {allowed}, on conditions<golden>.",
        "It is bound to invest {binding} by {binding_by}.",
    ),
    "closed approvals": (
        "The last approval on record is {approved}; no figure for money spent is on record.",
    ),
    "closed spent": ("The last approval on record is {approved}, the last money spent {spent}.",),
    "closed unapproved": ("The last money spent on record is {spent}; no approval is on record.",),
}  # fmt: skip
STATUS: Mapping[str, str] = {
    "none": "none yet", "agreed": "agreed, not cleared", "filed": "under review", "review": "under review, filed again",
    "referred": "referred to the president", "prohibited": "prohibited", "fresh_review": "fresh review under way",
    "delivered": "recommendation delivered, decision open", "approved": "approved on conditions", "closed": "closed",
}  # fmt: skip


def title(case: Case) -> Sentence:
    """The finding of the day, for the masthead."""
    return _fill(TITLES[_moment(case)], case)


def bottom_line(case: Case, last: LastOdds | None) -> tuple[Sentence, ...]:
    """The bottom line: where the case stands, what is due, what the price implied. At most 60 words."""
    lines = [_fill(text, case) for text in BOTTOM["delivered partnership" if case.partnership else case.stage]]
    decided = decision(case)
    if case.stage in ("referred", "delivered") and decided:
        lines.insert(1, decided)
    if case.approved:
        lines += [_fill(text, case) for text in BOTTOM["closed spent" if case.spent else "closed approvals"]]
    elif case.spent:
        lines += [_fill(text, case) for text in BOTTOM["closed unapproved"]]
    if last and not case.is_closed and case.stage in ("prohibited", "fresh_review", "delivered"):
        lines.append(short_odds(last))
    return tuple(lines)


def status(case: Case) -> Sentence:
    """The status line: the stage, its day, and from when it is known."""
    if case.reached_on is None or case.known_from is None:
        return Sentence(template="**Status: {stage}.**", values={"stage": STATUS[case.stage]})
    values: dict[str, Value] = {"stage": STATUS[case.stage], "reached": case.reached_on}
    if case.known_from.value == case.reached_on.value:
        return Sentence(template="**Status: {stage}**, since {reached}, known the same day.", values=values)
    values["known"] = case.known_from
    return Sentence(template="**Status: {stage}**, since {reached}, known from {known}.", values=values)


def decision(case: Case) -> Sentence | None:
    """What may be said of the president's deadline in the present stage. None where none is on record."""
    if case.decision is None or case.stage not in ("referred", "prohibited", "delivered", "approved"):
        return None
    return deadline_sentence(case.decision, actor="The president", name=DECISION)


def due_basis(case: Case, president: Sourced[int]) -> Sentence | None:
    """What the due day of the decision rests on: the statute's own count, or press reports that it runs again."""
    if case.decision is None or case.stage not in ("referred", "delivered"):
        return None
    if case.is_due_by_law:
        text = "The due day is {president} from the referral, the time the statute gives the president."
    else:
        text = (
            "The due day is {president} from delivery, the time the statute gives the president; that it runs for a"
            " fresh review is known from press reports alone."
        )
    return Sentence(template=text, values={"president": president})


def clock_title(case: Case) -> Sentence:
    """Title of the chart of the review clocks."""
    if case.stage in ("none", "agreed", "filed"):
        return Sentence(template="No clock has a day on record yet", values={})
    late = case.decision is not None and case.decision.state is State.OVERDUE
    text = {
        "review": "Filed again, the deal has a second full clock",
        "referred": "CFIUS found no consensus by the end of its second clock",
        "prohibited": "The president decided <when>",
        "fresh_review": "The fresh review has a clock of its own, to {recommendation:short}",
        "delivered": "The president’s due day passed {past} ago without an order" if late else _reported(case),
    }.get(case.stage, "The second decision came <when>")
    return _fill(text, case)


def _reported(case: Case) -> str:
    """Whether CFIUS reported by its own due day, where that is on record."""
    slip = case.recommendation.slip if case.recommendation else None
    return f"CFIUS reported{' in time' if slip and slip.value <= 0 else ''}; now the president"


def _when(deadline: Deadline | None) -> str:
    """How the decision stands to its due day; empty words where neither is on record."""
    if deadline is None or deadline.slip is None:
        return "on a day set against no due day"
    if deadline.slip.value == 0:
        return "on the due day"
    return f"{{by}} {'after' if deadline.slip.value > 0 else 'before'} the due day"


def ladder_title(case: Case) -> Sentence:
    """Title of the ladder: how far up the promised spending has come."""
    if case.planned is None:
        return Sentence(template="No plan of spending by stage is on record yet", values={})
    if case.approved:
        text = "{binding} is binding; the last approval on record is {approved}"
    else:
        text = (
            "{binding} is binding, none of it approved on record"
            if case.binding
            else "{planned} planned, nothing binding"
        )
    return _fill(text, case)


def ladder_sentence(case: Case, claims: Sourced[pd.DataFrame]) -> Sentence:
    """What stands in for the ladder while it has fewer than two rungs with an amount."""
    if case.planned is not None:
        return picked(
            "One plan of capital spending is on record, of {planned}; nothing of it is binding, and"
            " no figure for money spent was found.",
            {"planned": case.planned},
        )
    pledged = (claims.value["subject"] == "capex").any()
    end = "; what was pledged stands in the table below." if pledged else "."
    return Sentence(template=f"No plan of capital spending by stage is on record yet{end}", values={})


def slip_title(case: Case, table: Sourced[pd.DataFrame]) -> Sentence:
    """Title of the chart of the promised closing."""
    ends = [
        Sourced(
            value=table.value["promised_to"].iloc[at].date(), unit="date",
            key=f"deal.closing_promised_{name}",
            sources=tuple(str(table.value["source"].iloc[at]).split(";")),
        )
        for at, name in ((0, "first"), (-1, "last"))
    ]  # fmt: skip
    values: dict[str, Value] = {"first": ends[0], "last": ends[1]}
    if case.is_closed and case.reached_on:
        return picked("Closing promised by {first} came on {reached}", {**values, "reached": case.reached_on})
    moved = ends[0].value != ends[1].value
    return picked("Promised closing moved from {first} to {last}" if moved else "Closing is promised by {last}", values)


def judgement_sentences(desk: Desk, table: Sourced[pd.DataFrame]) -> tuple[Sentence, ...]:
    """Open judgements: claim, ICD-203 word with its range, who; confidence in a sentence of its own."""
    rows = table.value.loc[table.value["is_open"]].to_dict("records")
    return tuple(_judgement(desk, row) for row in rows)


def _judgement(desk: Desk, row: Mapping[Any, Any]) -> Sentence:
    whose = "the range is ours" if row["range_by"] == "analyst" else "the range is the speaker’s"
    spoken = {
        "claim": row["claim"], "likelihood": likelihood(row["p_low"], row["p_high"]),
        "who": row["who"][:1].lower() + row["who"][1:] if " " in row["who"] and "," in row["who"] else row["who"],
    }  # fmt: skip
    values: dict[str, Value] = {
        name: Sourced(
            value=text, unit="text", key=f"{row['id'].replace('-', '_')}.{name}",
            sources=tuple(row["source"].split(";")),
            facts=(row["id"],),
        )
        for name, text in spoken.items()
    }  # fmt: skip
    template = "{claim}: **{likelihood}**{before}. So said {who}; " + whose + "."
    values |= {"confidence": str(row["confidence"]), "before": ""}
    known = talks.bearing(desk, desk["judgements"].set_index("id").loc[row["id"]])
    if known is not None:
        key = f"{row['id'].replace('-', '_')}.later"
        later = Sourced(
            value=known["date"].date(), unit="date", key=f"{key}_on", sources=(known["source"],), facts=(known["id"],)
        )
        values |= {"later": later, "event": quoted(key, str(known["title"]), later)}
        values["before"] = " when it was said, before what is known since"
        template += f" The {known['kind']} of {{later}} bears on this: {{event}}."
    return Sentence(template=template + " Confidence in the source is {confidence}.", values=values)


def _moment(case: Case) -> str:
    state = case.decision.state if case.decision else None
    match case.stage:
        case "referred" if state is State.OVERDUE:
            return "referred overdue"
        case "referred" if state is not State.PENDING:
            return "referred open"
        case "delivered" if state not in (State.OVERDUE, State.PENDING):
            return "delivered"
        case "delivered" if state is State.OVERDUE:
            return "delivered overdue"
        case "delivered" if case.partnership:
            return "delivered partnership"
        case "delivered":
            return "delivered today" if case.decision and case.decision.left.value == 0 else "delivered pending"
        case "closed" if case.approved and case.binding:
            return "closed approvals"  # approvals are told, not weighed: the last alone is no size of them all
        case stage:
            return stage


def _fill(template: str, case: Case) -> Sentence:
    """The sentence with those values of the case which its braces name."""
    golden = "; the government holds a golden share" if case.has_golden_share else ""
    return picked(template.replace("<when>", _when(case.decision)).replace("<golden>", golden), _values(case))


def _values(case: Case) -> dict[str, Value]:
    plain: dict[str, Value | None] = {
        "offer": case.offer, "equity": case.equity, "reached": case.reached_on, "days": case.days_since_announced,
        "allowed": case.allowed_on, "partnership": case.partnership, "binding_by": case.binding_by,
        "planned": case.planned, "binding": case.binding, "approved": case.approved,
        "spent": case.spent,
        "outside": case.outside.due if case.outside else None,
        "recommendation": case.recommendation.due if case.recommendation else None,
    }  # fmt: skip
    return {name: value for name, value in plain.items() if value is not None} | _of_decision(case.decision)


def _of_decision(deadline: Deadline | None) -> dict[str, Value]:
    if deadline is None:
        return {}
    values: dict[str, Value] = {"due": deadline.due, "left": deadline.left}
    spoken = deadline_sentence(deadline, actor="The president", name=DECISION).values
    return values | {name: spoken[name] for name in ("past", "by") if name in spoken}
