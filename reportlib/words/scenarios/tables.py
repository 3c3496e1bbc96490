"""What the tables of the scenarios call things: frames of analysis with their columns put into words.

Does not belong here: frames of charts (`charts`), titles and sentences (`headlines`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import deal, scenarios
from reportlib.analysis.deadlines import EXACT
from reportlib.analysis.scenarios import Spread, Valued
from reportlib.desk import Desk
from reportlib.schemas.tree import Branch, Tree
from reportlib.sourced import merge_ids
from reportlib.words.days import day, day_or_month, due_day
from reportlib.words.figures import number, shortest
from reportlib.words.frames import Frame
from reportlib.words.likelihood import percent_range
from reportlib.words.scenarios.parts import bn, change, input_label, odds_words, rate, share, span

NOT_KNOWN = "not known"
TRUTH = {"true": "came true", "false": "did not"}


def branches_table(desk: Desk, name: str, assumed: deal.Assumed) -> Frame:
    """The tree as a table: branch, likelihood given the one before, chance of the whole path, meaning, outcome."""
    found = scenarios.nodes(desk, name, assumed)
    shown, frame = scenarios.tree(desk, name), found.value
    names = dict(zip(frame["id"], frame["name"], strict=True))
    return replace(
        found,
        value=frame.assign(
            path=[_named(row, names) for row in frame.to_dict("records")],
            odds=[odds_words(row) for row in frame.to_dict("records")],
            whole=[_whole(row) for row in frame.to_dict("records")],
            end=[_end(row) if scenarios.ending(desk, name) else "open" for row in frame.to_dict("records")],
            who=[_who(row) for row in frame.to_dict("records")],
            question=shown.question,
        ),
    )  # fmt: skip


def _named(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    return f"{row['name']} (if: {names[row['after']]})" if row["after"] else str(row["name"])


def _whole(row: Mapping[Any, Any]) -> str:
    """The chance of the whole path, at its last branch; a price tells a range, which is not drawn together."""
    return (share(row["path_p"]) or NOT_KNOWN) if row["is_leaf"] and row["by"] != "market" else ""


def _end(row: Mapping[Any, Any]) -> str:
    return str(row["ending"] or "came true") if row["came_true"] else "kept as counterfactual"


def _who(row: Mapping[Any, Any]) -> str:
    if row["by"] == "analyst":
        return f"{row['author']}, {day(row['written'].date())}"
    return f"close of {day(row['written'].date())}" if row["by"] == "market" else "nobody on record"


def outcomes_table(desk: Desk, name: str) -> Frame:
    """What each branch would bring in the tree's own quantities: a row per branch and quantity, with its basis."""
    shown = scenarios.tree(desk, name)
    rows = [row for branch in shown.leaves() for row in _outcomes(shown, branch)]
    columns = ["branch", "quantity", "value", "low", "high", "unit", "basis", "source"]
    frame = pd.DataFrame(rows, columns=columns)
    return Frame(value=frame, unit="", sources=merge_ids(str(cell).split(";") for cell in frame["source"]))


def _outcomes(shown: Tree, branch: Branch) -> list[dict[str, Any]]:
    told = {one.quantity: one for one in branch.outcome}
    rows = []
    for quantity in shown.quantity:
        one = told.get(quantity.id)
        rows.append(
            {
                "branch": branch.name, "quantity": quantity.name, "unit": quantity.unit,
                "value": span(one.low, one.high, quantity.unit) if one else NOT_KNOWN,
                "low": one.low if one else None, "high": one.high if one else None,
                "basis": one.basis if one else "no source on record says",
                "source": ";".join(one.sources) if one else "",
            }
        )  # fmt: skip
    return rows


def values_table(of: Valued) -> Frame:
    """Duties and imports by branch, and their mean."""
    found = scenarios.branch_values(of)
    frame = found.value
    leaf = frame["id"] != ""
    return replace(
        found,
        value=frame.drop(columns="source").assign(  # all rows rest on the same sources: the source line names them
            is_mean=~leaf,
            p_words=[share(p) for p in frame["p"]],
            rate_words=[rate(one) for one in frame["rate"]],
            range_words=[
                f"{rate(low)[:-1]}–{rate(high)}" for low, high in zip(frame["low"], frame["high"], strict=True)
            ],
            duty_words=[bn(one) for one in frame["duty"]],
            after_words=[bn(one) for one in frame["duty_after"]],
            year_words=[change(one) for one in frame["imports_year"]],
            long_words=[_between(near, far) for near, far in
                        zip(frame["imports_long_near"], frame["imports_long_far"], strict=True)],
            even_words=[
                share(one) or "none" if own else "" for one, own in zip(frame["break_even"], leaf, strict=True)
            ],
        ),
    )  # fmt: skip


def _between(near: float, far: float) -> str:
    first, second = change(near), change(far)
    return first if first == second else f"{first} to {second}"


def movers_table(desk: Desk, *names: str) -> Frame:
    """What moves the trees, with the state of the day each is tied to."""
    found = scenarios.drivers(desk, *names)
    frame = found.value
    return replace(found, value=frame.assign(state_words=[_mover(desk, row) for row in frame.to_dict("records")]))


def _mover(desk: Desk, row: Mapping[Any, Any]) -> str:
    read = "" if row["horizon"].date() >= desk.as_of else f"; as last read on {day(row['horizon'].date())}"
    match row["state"]:
        case "pending":
            left = int(row["left"])
            when = "today" if left == 0 else f"in {number(left)} {'day' if left == 1 else 'days'}"
            when = f"its end {when}" if row["due_precision"] == "month" else when
            return f"due {_due(row)}, {when}{read}"
        case "decided":
            return f"settled {day(row['outcome_on'].date())}, due {_due(row)}"
        case "overdue" | "passed":
            return f"due {_due(row)}, no outcome on record"
        case "unknown":
            return f"due {_due(row)}, past the end of our record"
    return f"no day set{read}" if read else "no day set"


def _due(row: Mapping[Any, Any]) -> str:
    return due_day(row["due"].date(), row["due_precision"])


def signposts_table(desk: Desk, *names: str) -> Frame:
    """What would be seen first, with whether it was; a branch of another tree than the first says which."""
    found = scenarios.signposts(desk, *names)
    frame = found.value
    titles = {name: desk.trees[name].title for name in names}
    return replace(
        found,
        value=frame.assign(
            branch=[
                branch if one == names[0] else f"{titles[one]}: {branch[:1].lower()}{branch[1:]}"
                for one, branch in zip(frame["tree"], frame["branch"], strict=True)
            ],
            state_words=[_sign(row) for row in frame.to_dict("records")],
        ),
    )


def _sign(row: Mapping[Any, Any]) -> str:
    match row["state"]:
        case "seen":
            return f"seen {day(row['on'].date())}: {row['seen']}"
        case "due":
            exact = row["on_precision"] in EXACT
            return f"not yet due; {'day' if exact else 'expected'} {due_day(row['on'].date(), row['on_precision'])}"
        case "overdue":
            ended = "the end of " if row["on_precision"] == "month" else ""
            return f"overdue since {ended}{due_day(row['on'].date(), row['on_precision'])}"
        case "unknown":
            return f"not seen up to {day(row['horizon'].date())}; not known since"
    return "not seen"


def side_table(desk: Desk, assumed: deal.Assumed, *names: str) -> Frame:
    """The smaller trees, a row per branch: question, branch, likelihood, what it would bring."""
    rows: list[dict[str, Any]] = []
    for name in names:
        nodes, shown = scenarios.nodes(desk, name, assumed).value, scenarios.tree(desk, name)
        by_id = {one.id: one for one in shown.branch}
        for row in nodes.to_dict("records"):
            told = _outcomes(shown, by_id[row["id"]])
            rows.append(
                {
                    "question": f"{shown.title} (to {day(shown.horizon)})", "branch": row["name"],
                    "odds": odds_words(row),
                    "p": row["p"], "low": row["low"], "high": row["high"], "who": _who(row),
                    "brings": "; ".join(f"{one['quantity']}: {one['value']} ({one['basis']})" for one in told),
                    "source": row["source"],
                }
            )  # fmt: skip
    columns = ["question", "branch", "odds", "p", "low", "high", "who", "brings", "source"]
    frame = pd.DataFrame(rows, columns=columns)
    return Frame(value=frame, unit="", sources=merge_ids(str(cell).split(";") for cell in frame["source"]))


def ranges_table(of: Valued, made: Spread) -> Frame:
    """What drives the spread: each range, who stands for it, how far it moves the mean, and its share of the spread."""
    moves = scenarios.tornado(of).value.set_index("id")
    frame = made.drivers.value
    own = frame["source"].where(frame["kind"] != "coverage", "")  # the engine's sources stand in the source line
    swing = [moves.loc[one, ["at_low", "at_high"]] for one in frame["id"]]
    return replace(
        made.drivers,
        value=frame.assign(
            source=own,
            label=[input_label(row) for row in frame.to_dict("records")],
            range_words=[range_words(row) for row in frame.to_dict("records")],
            stands=[stands(row) for row in frame.to_dict("records")],
            moves=[f"{bn(one['at_low'], signed=True)} to {bn(one['at_high'], signed=True)}" for one in swing],
            share_words=[share(one) if one >= 0.005 else "under " + share(0.01) for one in frame["share"]],
        ),
    )  # fmt: skip


def range_words(row: Mapping[Any, Any]) -> str:
    """The range of an input as its unit is written."""
    low, central, high = float(row["low"]), float(row["central"]), float(row["high"])
    if row["kind"] == "probability":
        return f"{percent_range(low, high)}, central {share(central)}"
    if row["kind"] == "coverage":
        return "every doubtful line off its list, to every one on it"
    sign = "%" if row["unit"] == "percent" else ""
    return f"{shortest(low)}{sign} to {shortest(high)}{sign}, central {shortest(central)}{sign}"


def stands(row: Mapping[Any, Any]) -> str:
    """Who stands for a range: an analyst with the day, or the sources."""
    if row["author"]:
        return f"{row['author']}, {day(row['written'].date())}"
    return "tariff engine, conditions of lists" if row["kind"] == "coverage" else "published"


def intervals_table(made: Spread) -> Frame:
    """Intervals of every branch and of the mean, as changes against today."""
    frame = made.branches.value
    words = {name: [bn(one, signed=True) for one in frame[name]] for name in ("low", "middle", "high")}
    return replace(
        made.branches,
        value=frame.drop(columns="source").assign(
            is_mean=frame["id"] == "", **{f"{name}_words": cells for name, cells in words.items()}
        ),
    )


def solved_table(desk: Desk, assumed: deal.Assumed) -> Frame:
    """The solved trees with what the price had said."""
    found = scenarios.solved(desk, assumed)
    frame = found.value
    return replace(
        found,
        value=frame.assign(
            first_words=[_priced(row, "first") for row in frame.to_dict("records")],
            last_words=[_priced(row, "last") for row in frame.to_dict("records")],
        ),
    )


def _priced(row: Mapping[Any, Any], when: str) -> str:
    if pd.isna(row[f"{when}_low"]):
        return "no price"
    return f"{percent_range(row[f'{when}_low'], row[f'{when}_high'])} (close of {day(row[f'{when}_on'].date())})"


def judgements_table(desk: Desk) -> Frame:
    """The judgements resolved, the last first: who, claim, likelihood as said or as read by us, outcome."""
    found = scenarios.resolved(desk)
    frame = found.value
    return replace(
        found,
        value=frame.assign(
            said=[day_or_month(one) for one in frame["said_on"]],
            odds=[_said(row) for row in frame.to_dict("records")],
            ended=[TRUTH[one] + (f" {limit}" if limit else "") for one, limit in
                   zip(frame["outcome"], frame["limit"], strict=True)],
        ),
    )  # fmt: skip


def _said(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["p_low"]):
        return "no number"
    told = f"{row['word']} ({percent_range(row['p_low'], row['p_high'])})"
    return told if row["range_by"] == "speaker" else f"{told}, our reading"
