"""Titles of the exhibits of the scenarios, each the finding of its picture, and the sentences beside them.

Does not belong here: the title of the briefing and its bottom line (`headlines`), rows and columns (`tables`).
"""

from __future__ import annotations

import pandas as pd

from reportlib.analysis import deal, scenarios
from reportlib.analysis.scenarios import Spread, Valued
from reportlib.desk import Desk
from reportlib.sourced import Sourced, count_of
from reportlib.words.scenarios.parts import input_name
from reportlib.words.scenarios.values import (
    figure,
    first_odds,
    kept,
    leaves,
    likeliest,
    numbered,
    numbered_count,
    sides,
    won,
)
from reportlib.words.sentences import Sentence, made, size


def tree_title(desk: Desk, name: str, assumed: deal.Assumed) -> Sentence:
    """The title of the drawing of a tree."""
    n = leaves(desk, name)
    if scenarios.ending(desk, name):
        return made("Of {n:way} on, one came true: {ending}", n=n, ending=won(desk, name))
    best = likeliest(desk, name, assumed)
    if best is None:
        return _with_numbers(desk, name, assumed, n)
    return made("“{branch}” is the likeliest of {n:way} on, at {p}", branch=best[0], n=n, p=best[1])


def _with_numbers(desk: Desk, name: str, assumed: deal.Assumed, n: Sourced[int]) -> Sentence:
    """How many ways on there are, and which of them carry a number."""
    told = numbered(desk, name, assumed)
    if not told:
        return made("{n:cap} ways on; none carries a number", n=n)
    if len(told) > 1:
        return made("{n:cap} ways on; {told} of them carry a number", n=n, told=numbered_count(desk, name, assumed))
    (only,) = told
    if only == desk.trees[name].leaves()[0].id:
        return made("{n:cap} ways on; only the first carries a number", n=n)
    branch = next(one.name for one in desk.trees[name].branch if one.id == only)
    return made("{n:cap} ways on; only “{branch}” carries a number", n=n, branch=branch)


def movers_title(desk: Desk, *names: str) -> Sentence:
    """How many drivers there are, and how many of them have a day ahead."""
    found = scenarios.drivers(desk, *names)
    frame = found.value
    if frame.empty:
        return made("No driver yet")
    ahead = int((frame["state"] == "pending").sum())
    n = _counted(found, "drivers", len(frame))
    noun = "driver" if len(frame) == 1 else "drivers"
    if not ahead:
        return made(f"{{n:cap}} {noun}, none with a day ahead", n=n)
    return made(f"{{n:cap}} {noun}, {{dated}} with a day ahead", n=n, dated=_counted(found, "drivers_ahead", ahead))


def signposts_title(desk: Desk, *names: str) -> Sentence:
    """How many signposts were seen."""
    found = scenarios.signposts(desk, *names)
    frame = found.value
    if frame.empty:
        return made("No signpost yet")
    n, seen = _counted(found, "signposts", len(frame)), int((frame["state"] == "seen").sum())
    if not seen:
        return made("None of {n:signpost} is in sight on our record", n=n)
    return made("Of {n:signpost} {seen} came in sight", n=n, seen=_counted(found, "signposts_seen", seen))


def outcomes_title(of: Valued) -> Sentence:
    """The spread of outcomes over the branches."""
    frame = scenarios.branch_values(of).value
    duties = frame.loc[frame["id"] != "", "duty"]
    gap = figure(of, "gap", float(duties.max() - duties.min()), "highest less lowest duty of a branch")
    return made("Between the branches lie {gap} of duty a year", gap=gap)


def values_title(of: Valued) -> Sentence:
    """The expected rate beside today's."""
    told = scenarios.expected(of)
    return made("Expected rate {rate:tenth}, today {now:tenth}", rate=told["rate"], now=told["today_rate"])


def expected_sentence(of: Valued) -> Sentence:
    """The means over the branches, beside today."""
    told = scenarios.expected(of)
    return made(
        "Weighted by their probabilities the branches come to an effective rate of {rate:tenth} and {duty} of duty a"
        " year at fixed weights, {after} once imports have had a year to respond. Today’s law asks {now:tenth} and"
        " {today}. The mean is no branch: each stands beside it.",
        rate=told["rate"], duty=told["duty"], after=told["duty_after"], now=told["today_rate"],
        today=told["today_duty"],
    )  # fmt: skip


def break_even_sentence(of: Valued) -> Sentence | None:
    """At which probability of the branch that costs least the expected duty would be today's."""
    frame = scenarios.branch_values(of).value
    rows = frame.loc[(frame["id"] != "") & frame["break_even"].notna()]
    if rows.empty:
        return None
    row = rows.sort_values("duty", kind="stable").iloc[0]
    how = "F13 break-even: (today − mean of the others) / (branch − mean of the others)"
    return made(
        "The break-even probability of “{branch}” is {even}: were it that likely, the others in proportion, the"
        " expected duty would be today’s. The desk puts it at {p}.",
        branch=str(row["name"]), even=figure(of, f"{row['id']}.break_even", float(row["break_even"]), how, "share"),
        p=figure(of, f"{row['id']}.path_p", float(row["p"]), "product of the probabilities along the path", "share"),
    )  # fmt: skip


def tornado_title(of: Valued) -> Sentence:
    """What moves the expected change most."""
    row = scenarios.tornado(of).value.iloc[0]
    swing = figure(of, "swing", float(row["swing"]), "swing: expected change at one end less at the other")
    return made(f"{_first(input_name(row))} moves the expected duty most, by {{swing}}", swing=swing)


def spread_sentence(of: Valued, told: Spread) -> Sentence:
    """The interval of the expected change, how it was made, and what it is not."""
    return made(
        f"With every range drawn at once ({{draws}} draws, seed {{seed}}), the expected duty lies between {sides(told)}"
        " than today’s: the middle {inner} of the draws. That is what the stated ranges amount to, and no forecast.",
        draws=told.draws, seed=told.seed, low=size(told.low), high=size(told.high),
        inner=kept(told, "inner", 0.9, "share", "95th percentile less 5th percentile"),
    )  # fmt: skip


def drivers_title(told: Spread) -> Sentence:
    """What the spread goes with."""
    row = told.drivers.value.iloc[0]
    how = "squared rank correlation with the mean, scaled to sum to one"
    share = kept(told, "driver_share", float(row["share"]), "share", how)
    return made(f"{_first(input_name(row))} drives {{share}} of the spread", share=share)


def gdp_title(desk: Desk) -> Sentence:
    """How many estimates there are, and from how many houses."""
    told = scenarios.span(desk)
    if told is None:
        return made("No estimate yet")
    if told["n"].value == 1:
        return made("One published estimate of the level of Japan’s GDP: {gravest}", gravest=told["gravest"])
    values = {name: told[name] for name in ("n", "mildest", "gravest")}
    return made("{n:cap} estimates of the level of Japan’s GDP, from {mildest} to {gravest}", **values)


def solved_title(desk: Desk, assumed: deal.Assumed) -> Sentence:
    """How the last question ended, and what the price had said of it."""
    names = scenarios.solved_trees(desk)
    if not names:
        return made("No question is solved yet")
    first = first_odds(desk, names[0], assumed)
    if first is None:
        return made("The last question ended: {ending}", ending=won(desk, names[0]))
    template = "{ending:cap}; the price had said {low} to {high}"
    return made(template, ending=won(desk, names[0]), low=first[0], high=first[1])


def judgements_title(desk: Desk) -> Sentence:
    """How many judgements are resolved, and how many came true."""
    told = scenarios.tally(desk)
    if told is None:
        return made("None resolved yet")
    noun = "judgement" if told["resolved"].value == 1 else "judgements"
    return made(f"{{resolved:cap}} {noun} resolved, {{true}} came true", **told)


def no_branch_is_lost(table: pd.DataFrame) -> bool:
    """Whether the probabilities of analysts beside one another still sum to one."""
    told = table.loc[table["by"] == "analyst"].groupby("after")["p"].sum()
    return bool(((told - 1).abs() < 1e-9).all())


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counted(found: Sourced[pd.DataFrame], part: str, number: int) -> Sourced[int]:
    return count_of(f"scenarios.{part}", number, part.replace("_", ", "), like=found, rows=len(found.value))
