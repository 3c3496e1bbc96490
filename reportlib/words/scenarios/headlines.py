"""The title, the bottom line, the key judgements and the titles of exhibits of the scenarios.

Each follows from what is on record on the day: a question open and quantified, open and not, solved, or none yet.
Does not belong here: rows and columns (`tables`, `charts`).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import deal, scenarios
from reportlib.analysis.deadlines import State, deadline, end_of_record
from reportlib.analysis.scenarios import Spread, Valued
from reportlib.desk import Desk
from reportlib.schemas.tree import Branch
from reportlib.sourced import Scalar, Sourced
from reportlib.words.likelihood import likelihood
from reportlib.words.scenarios.parts import made
from reportlib.words.tense import Sentence

Values = dict[str, Sourced[Any] | str]


def lead_tree(desk: Desk) -> str:
    """The tree a page is about: of the open ones that with most branches, else the one solved last, else none."""
    names = scenarios.open_trees(desk)
    if names:
        return max(names, key=lambda name: (len(desk.trees[name].branch), name))
    return next(iter(scenarios.solved_trees(desk)), "")


def title(desk: Desk, assumed: deal.Assumed) -> Sentence:
    """How many ways on there are and which is likeliest; or how the last question ended."""
    name = lead_tree(desk)
    if not name:
        return made("No scenario is written yet")
    subject, n = _stated(desk, name, "title", desk.trees[name].title), _count(desk, name)
    if scenarios.ending(desk, name):
        return made("{subject} ended in “{branch}”; no question is open", subject=subject, branch=_won(desk, name))
    best = _likeliest(desk, name, assumed)
    if best is None:
        return made("{subject}: {n:way} on, and the price speaks for one", subject=subject, n=n)
    return made("{subject}: {n:way} on, “{branch}” at {p}", subject=subject, n=n, branch=best[0], p=best[1])


def bottom_line(desk: Desk, assumed: deal.Assumed, of: Valued | None, made_spread: Spread | None) -> list[Sentence]:
    """At most sixty words: the likeliest way on, what the branches mean together, and what else is at stake."""
    name = lead_tree(desk)
    if of and made_spread:
        return [_likeliest_line(desk, name, assumed), *_mean_lines(of, made_spread)]
    if not name:
        return [made("No scenario tree is written on this day, so there is nothing to weigh yet."), *_stakes_line(desk)]
    if scenarios.ending(desk, name):
        return [*_solved_lines(desk, name, assumed), *_stakes_line(desk)]
    return [*_priced_lines(desk, name, assumed), *_stakes_line(desk)]


def question(desk: Desk, name: str) -> Sentence:
    """The question as it was put, its last day, by whom and when."""
    shown = desk.trees[name]
    return made(
        "**{question}** The horizon is {horizon}. Tree by {author}, written on {written}.",
        question=_stated(desk, name, "question", shown.question),
        horizon=_stated(desk, name, "horizon", shown.horizon),
        author=_stated(desk, name, "author", shown.author),
        written=_stated(desk, name, "written", shown.written),
    )


def basis_of_odds(desk: Desk, name: str) -> Sentence:
    """Whose the probabilities are."""
    shown = desk.trees[name]
    if shown.is_quantified():
        return made(
            "Probabilities are judgements of {author}; those beside one another sum to one. No count of past cases stands "
            "behind them, and no model.",
            author=_stated(desk, name, "author", shown.author),
        )
    if any(one.odds for one in shown.branch):
        return made(
            "No analyst’s probability is on record for this question, and none is added after the fact. One branch is "
            "priced by the share of U.S. Steel; the rest is left unquantified, so there is no expected value."
        )
    return made("No probability is on record for this question on this day; its branches are left unquantified.")


def key_judgements(desk: Desk) -> tuple[Sentence, ...]:
    """An analyst’s likelihoods of the open trees: of the likeliest branch of each fork, confidence in a second sentence."""
    lead = lead_tree(desk)
    names = sorted(scenarios.open_trees(desk), key=lambda name: name != lead)
    return tuple(_judgement(desk, name, one) for name in names for one in _forks(desk, name))


def _forks(desk: Desk, name: str) -> list[Branch]:
    shown = desk.trees[name]
    found = []
    for parent in dict.fromkeys(one.after for one in shown.walk()):
        told = [(latest.p, one) for one in shown.children(parent) if (latest := one.latest())]
        if told:
            found.append(max(told, key=lambda pair: pair[0])[1])
    return found


def _judgement(desk: Desk, name: str, one: Branch) -> Sentence:
    shown, latest = desk.trees[name], one.latest()
    if latest is None:
        raise ValueError(f"{one.id}: no probability was written by the day")
    key = f"{one.id}.likelihood"
    return made(
        "It is **{odds}** that {claim}. Confidence: {confidence}. {because}",
        odds=_stated(desk, name, key, likelihood(latest.low, latest.high)),
        claim=_stated(desk, name, f"{one.id}.claim", one.claim),
        confidence=shown.confidence,
        because=_stated(desk, name, "because", shown.because),
    )


def tree_title(desk: Desk, name: str, assumed: deal.Assumed) -> Sentence:
    """The title of the drawing of a tree."""
    n = _count(desk, name)
    if scenarios.ending(desk, name):
        return made("Of {n:way} on, “{branch}” came true", n=n, branch=_won(desk, name))
    best = _likeliest(desk, name, assumed)
    if best is None:
        return made("{n:cap} ways on; only the first carries a number", n=n)
    return made("“{branch}” is the likeliest of {n:way} on, at {p}", branch=best[0], n=n, p=best[1])


def values_title(of: Valued) -> Sentence:
    """The spread of outcomes over the branches."""
    frame = scenarios.branch_values(of).value
    leaves = frame.loc[frame["id"] != ""]
    low, high = leaves.loc[leaves["duty"].idxmin()], leaves.loc[leaves["duty"].idxmax()]
    return made(
        "Between the branches lie {gap} of duty a year",
        gap=_figure(of, "gap", float(high["duty"] - low["duty"]), "highest less lowest duty of a branch"),
    )


def expected_sentence(of: Valued) -> Sentence:
    """The means over the branches, beside today."""
    told = scenarios.expected(of)
    return made(
        "Weighted by their probabilities the branches come to an effective rate of {rate:tenth} and {duty} of duty a year "
        "at fixed weights, {after} once imports have had a year to respond; today’s law asks {now:tenth} and {today}.",
        rate=told["rate"], duty=told["duty"], after=told["duty_after"], now=told["today_rate"], today=told["today_duty"],
    )  # fmt: skip


def break_even_sentence(of: Valued) -> Sentence | None:
    """At which probability of the branch that costs least the expected duty would be today’s."""
    frame = scenarios.branch_values(of).value
    rows = frame.loc[(frame["id"] != "") & frame["break_even"].notna()]
    if rows.empty:
        return None
    row = rows.loc[rows["duty"].idxmin()]
    p, even = float(row["p"]), float(row["break_even"])
    return made(
        "The break-even probability of “{branch}” is {even}: were it that likely, the others in proportion, the expected "
        "duty would be today’s. The desk puts it at {p}.",
        branch=_said(of, f"{row['id']}.name", str(row["name"])),
        even=_figure(
            of, f"{row['id']}.break_even", even, "F13 break-even: (today − others) / (branch − others)", "share"
        ),
        p=_figure(of, f"{row['id']}.path_p", p, "product of the probabilities along the path", "share"),
    )


def tornado_title(of: Valued) -> Sentence:
    """What moves the expected change most."""
    row = scenarios.tornado(of).value.iloc[0]
    return made(
        "“{name}” moves the expected duty most, by {swing}",
        name=_said(of, "widest", str(row["name"])),
        swing=_figure(of, "swing", float(row["swing"]), "swing: expected change at one end less at the other"),
    )


def spread_sentence(of: Valued, told: Spread) -> Sentence:
    """The interval of the expected change, how it was made, and what it is not."""
    low, high = _sides(told)
    return made(
        "With every range drawn at once ({draws} draws, seed {seed}), the expected duty lies between " + low + " and " + high
        + " than today’s. The interval spans the middle {inner} of the draws; it is what the stated ranges amount to, and no "
        "forecast.",
        draws=told.draws, seed=told.seed, low=_size(told.low), high=_size(told.high),
        inner=_figure(of, "inner", 0.9, "95th percentile less 5th percentile", "share"),
    )  # fmt: skip


def drivers_title(told: Spread) -> Sentence:
    """What the spread goes with."""
    frame = told.drivers.value
    row = frame.iloc[0]
    return made(
        "“{name}” drives {share} of the spread",
        name=_kept(told, "driver", str(row["name"]), "text", "the input with the largest share"),
        share=_kept(
            told, "driver_share", float(row["share"]), "share", "squared rank correlation, scaled to sum to one"
        ),
    )


def gdp_title(desk: Desk) -> Sentence:
    """How many estimates there are, and from how many houses."""
    told = scenarios.span(desk)
    if told is None:
        return made("No estimate yet")
    noun = "estimate" if told["n"].value == 1 else "estimates"
    return made(
        f"{{n:cap}} published {noun} for Japan, from {{mildest}} to {{gravest}}",
        n=told["n"], mildest=told["mildest"], gravest=told["gravest"],
    )  # fmt: skip


def solved_title(desk: Desk, assumed: deal.Assumed) -> Sentence:
    """How many questions were solved, and what the price had said of the last."""
    frame = scenarios.solved(desk, assumed)
    if frame.value.empty:
        return made("No question is solved yet")
    row = frame.value.iloc[0]
    if math.isnan(row["first_low"]):
        return made("The last question ended in “{branch}”", branch=_won(desk, scenarios.solved_trees(desk)[0]))
    name = scenarios.solved_trees(desk)[0]
    low, high = _first_odds(desk, name, assumed)
    return made(
        "“{branch}” came true; the price had put it at {low} to {high}", branch=_won(desk, name), low=low, high=high
    )


def judgements_title(desk: Desk) -> Sentence:
    """How many judgements are resolved, and how many came true."""
    told = scenarios.tally(desk)
    if told is None:
        return made("None resolved yet")
    noun = "judgement" if told["resolved"].value == 1 else "judgements"
    return made(f"{{resolved:cap}} {noun} resolved, {{true}} came true", **told)


def _likeliest(desk: Desk, name: str, assumed: deal.Assumed) -> tuple[Sourced[str], Sourced[float]] | None:
    """The leaf with the highest probability, and it; None where no analyst quantifies the tree."""
    if not desk.trees[name].is_quantified():
        return None
    frame = scenarios.nodes(desk, name, assumed).value
    row = frame.loc[frame.loc[frame["is_leaf"], "path_p"].idxmax()]
    p = scenarios.stated(desk.trees[name], f"{row['id']}.path_p", round(float(row["path_p"]), 6), "share", name=name)
    branch = _stated(desk, name, f"{row['id']}.name", str(row["name"]))
    return branch, replace(p, formula="product of the probabilities along the path")


def _likeliest_line(desk: Desk, name: str, assumed: deal.Assumed) -> Sentence:
    best, shown = _likeliest(desk, name, assumed), desk.trees[name]
    if best is None:
        raise ValueError(f"{name}: not quantified on the day")
    return made(
        "To {horizon} the desk’s likeliest of {n:branch/branches} is “{branch}”, at {p}.",
        horizon=_stated(desk, name, "horizon", shown.horizon), n=_count(desk, name), branch=best[0], p=best[1],
    )  # fmt: skip


def _mean_lines(of: Valued, told: Spread) -> list[Sentence]:
    expected = scenarios.expected(of)
    low, high = _sides(told)
    widest = scenarios.tornado(of).value.iloc[0]
    return [
        made(
            "Over all of them the expected duty is {after} a year, against {today} today; stated ranges put it between "
            f"{low} and {high}.",
            after=expected["duty_after"], today=expected["today_duty"], low=_size(told.low), high=_size(told.high),
        ),
        made("What moves it most is “{name}”.", name=_said(of, "widest", str(widest["name"]))),
    ]  # fmt: skip


def _priced_lines(desk: Desk, name: str, assumed: deal.Assumed) -> list[Sentence]:
    shown, found = desk.trees[name], []
    priced = next((one for one in shown.branch if one.odds), None)
    told = scenarios.odds(desk, name, priced, assumed) if priced else None
    last = deal.last_odds(desk, assumed)
    rest = _count(desk, name, less=1 if priced else 0)
    if priced and told and last and not math.isnan(told.low):
        found.append(
            made(
                "The share price implies {low} to {high} for “{branch}”, for break prices of {break_high} to {break_low}; "
                "nothing on record quantifies the other {rest}.",
                low=last.p_low,
                high=last.p_high,
                branch=_stated(desk, name, f"{priced.id}.name", priced.name),
                break_high=last.break_high,
                break_low=last.break_low,
                rest=rest,
            )  # fmt: skip
        )
    else:
        found.append(made("Nothing on record quantifies the {rest:branch/branches} of the open question.", rest=rest))
    key = next((one.deadline for one in shown.driver if one.deadline), None)
    if key and (due := deadline(desk, key)).state is State.PENDING and due.left.value > 0:
        found.append(made("A decision is due by {due:short}, {left} away.", due=due.due, left=due.left))
    return found


def _solved_lines(desk: Desk, name: str, assumed: deal.Assumed) -> list[Sentence]:
    end = scenarios.first_ending(desk, name)
    if end is None:
        raise ValueError(f"{name}: not solved on the day")
    on = Sourced(
        value=end.on, unit="date", key=f"scenarios.{name.replace('-', '_')}.ended_on", sources=(end.source,),
        facts=(end.fact,),
    )  # fmt: skip
    found = [
        made(
            "No question is open on this record. The last one ended in “{branch}” on {on}.",
            branch=_won(desk, name),
            on=on,
        )
    ]
    first = scenarios.solved(desk, assumed).value.iloc[0]
    if not math.isnan(first["first_low"]):
        low, high = _first_odds(desk, name, assumed)
        days = Sourced(
            value=int(first["days"]), unit="days", key=f"scenarios.{name.replace('-', '_')}.days", sources=on.sources,
            facts=on.facts, formula="days from the writing of the tree to its end",
            inputs={"written": str(desk.trees[name].written), "ended": str(end.on)},
        )  # fmt: skip
        found.append(made("The price had put that at {low} to {high}, {days} before.", low=low, high=high, days=days))
    return found


def _stakes_line(desk: Desk) -> list[Sentence]:
    told = scenarios.span(desk)
    if told is None:
        return []
    noun = "estimate" if told["n"].value == 1 else "estimates"
    return [
        made(
            f"{{n:cap}} published {noun} of what tariffs do to Japan’s GDP run from {{mildest}} to {{gravest}}: different "
            "tariffs, years and definitions.",
            n=told["n"], mildest=told["mildest"], gravest=told["gravest"],
        )
    ]  # fmt: skip


def _first_odds(desk: Desk, name: str, assumed: deal.Assumed) -> tuple[Sourced[float], Sourced[float]]:
    """What the price implied of the branch that came true on the day the tree was written."""
    then = desk.back_to(desk.trees[name].written)
    last = deal.last_odds(then, assumed)
    if last is None:
        raise ValueError(f"{name}: no price is on record by the day it was written")
    key = f"scenarios.{name.replace('-', '_')}.first"
    return replace(last.p_low, key=f"{key}_low"), replace(last.p_high, key=f"{key}_high")


def _won(desk: Desk, name: str) -> Sourced[str]:
    end = scenarios.ending(desk, name)
    if end is None:
        raise ValueError(f"{name}: not solved on the day")
    return Sourced(
        value=end.text,
        unit="text",
        key=f"scenarios.{name.replace('-', '_')}.ending",
        sources=(end.source,),
        facts=(end.fact,),
    )


def _count(desk: Desk, name: str, *, less: int = 0) -> Sourced[int]:
    leaves = len(desk.trees[name].leaves())
    part = "rest" if less else "leaves"
    told = scenarios.stated(desk.trees[name], part, leaves - less, "count", name=name)
    return replace(told, formula="count: last branches of the tree", inputs=dict(told.inputs) | {"priced": less})


def _stated(desk: Desk, name: str, part: str, value: Any) -> Sourced[Any]:
    return scenarios.stated(desk.trees[name], part, value, "text" if isinstance(value, str) else "date", name=name)


def _said(of: Valued, part: str, value: str) -> Sourced[str]:
    return scenarios.stated(of.tree, part, value, "text", name=of.name)


def _figure(of: Valued, part: str, value: float, formula: str, unit: str = "USD bn, one decimal") -> Sourced[float]:
    inputs: dict[str, Scalar] = dict(of.inputs())
    return Sourced(
        value=round(value, 6), unit=unit, key=f"scenarios.{of.name.replace('-', '_')}.{part}", sources=of.sources,
        formula=formula, inputs=inputs,
    )  # fmt: skip


def _kept(told: Spread, part: str, value: Any, unit: str, formula: str) -> Sourced[Any]:
    key = told.low.key.rpartition(".")[0]
    return Sourced(
        value=round(value, 6) if isinstance(value, float) else value, unit=unit, key=f"{key}.{part}",
        sources=told.low.sources, formula=formula, inputs=told.low.inputs,
    )  # fmt: skip


def _size(one: Sourced[float]) -> Sourced[float]:
    """The size of a change; on which side it lies is said in words."""
    return replace(one, value=abs(one.value), key=f"{one.key}_size", formula=f"size of: {one.formula}")


def _sides(told: Spread) -> tuple[str, str]:
    low, high = ("less" if one.value < 0 else "more" for one in (told.low, told.high))
    return f"{{low}} {low}", f"{{high}} {high}"


def record_ends(desk: Desk, names: list[str]) -> tuple[Sentence, ...]:
    """Where the record of the tracks behind the open trees ends, as its own sentences have it."""
    tracks = dict.fromkeys(one.track for name in names for one in desk.trees[name].driver)
    found = [end for track in tracks if (end := end_of_record(desk, track))]
    return tuple(made("{end}", end=end) for end in found)


def no_branch_is_lost(table: pd.DataFrame) -> bool:
    """Whether the probabilities beside one another still sum to one, or none is told."""
    sums = table.dropna(subset=["p"]).loc[lambda rows: rows["by"] == "analyst"].groupby(["after"])["p"].sum()
    return bool(((sums - 1).abs() < 1e-9).all())
