"""Values of the scenarios with their papers, as sentences and titles print them.

What an analyst states has author and day for papers; what follows from a tree has the tree's inputs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlib.analysis import deal, scenarios
from reportlib.analysis.scenarios import Spread, Valued
from reportlib.desk import Desk
from reportlib.sourced import Sourced, token
from reportlib.words.numerals import bare_numerals

BN = "USD bn, one decimal"


def lead_tree(desk: Desk) -> str:
    """The tree a page is about: of the open ones that with most branches, else the one solved last, else none."""
    names = scenarios.open_trees(desk)
    if names:
        return max(names, key=lambda name: (len(desk.trees[name].branch), name))
    return next(iter(scenarios.solved_trees(desk)), "")


def stated(desk: Desk, name: str, part: str, value: Any) -> Sourced[Any]:
    """A text or a day of a tree, as its author wrote it."""
    return scenarios.stated(desk.trees[name], part, value, "text" if isinstance(value, str) else "date", name=name)


def plain(desk: Desk, name: str, part: str, text: str) -> Sourced[str] | str:
    """A text of a tree as plain words; as a value with its papers where a number stands in it."""
    return stated(desk, name, part, text) if bare_numerals(text) else text


def won(desk: Desk, name: str) -> Sourced[str]:
    """How a solved tree ended, in the words of the tree, with the fact that shows it."""
    end = scenarios.ending(desk, name)
    if end is None:
        raise ValueError(f"{name}: not solved on the day")
    key = f"scenarios.{token(name)}.ending"
    return Sourced(value=end.text, unit="text", key=key, sources=(end.source,), facts=(end.fact,))


def leaves(desk: Desk, name: str, *, less: int = 0) -> Sourced[int]:
    """How many ways on a tree has, or how many of them are left beside some."""
    number = len(desk.trees[name].leaves()) - less
    told = scenarios.stated(desk.trees[name], "rest" if less else "leaves", number, "count", name=name)
    return replace(told, formula="count: last branches of the tree", inputs=dict(told.inputs) | {"left out": less})


def numbered(desk: Desk, name: str, assumed: deal.Assumed) -> dict[str, str]:
    """The last branches of a tree that carry a number on the day, in order, and whose each is: analyst, market."""
    frame = scenarios.nodes(desk, name, assumed).value
    frame = frame.loc[frame["is_leaf"] & frame["p"].notna()]
    return dict(zip(frame["id"], frame["by"], strict=True))


def numbered_count(desk: Desk, name: str, assumed: deal.Assumed) -> Sourced[int]:
    """How many of the last branches carry a number."""
    told = scenarios.stated(desk.trees[name], "numbered", len(numbered(desk, name, assumed)), "count", name=name)
    return replace(told, formula="count: last branches with a number on the day")


def likeliest(desk: Desk, name: str, assumed: deal.Assumed) -> tuple[str, Sourced[float]] | None:
    """The last branch with the highest probability, and it; None where no analyst quantifies the tree."""
    if not desk.trees[name].is_quantified():
        return None
    frame = scenarios.nodes(desk, name, assumed).value
    row = frame.loc[frame.loc[frame["is_leaf"], "path_p"].idxmax()]
    p = scenarios.stated(desk.trees[name], f"{row['id']}.path_p", round(float(row["path_p"]), 6), "share", name=name)
    return str(row["name"]), replace(p, formula="product of the probabilities along the path")


def first_odds(desk: Desk, name: str, assumed: deal.Assumed) -> tuple[Sourced[float], Sourced[float]] | None:
    """What the price implied, on the day a tree was written, of the branch that came true; None without a price."""
    end = scenarios.ending(desk, name)
    priced = {one.id for one in desk.trees[name].branch if one.odds}
    last = deal.last_odds(desk.back_to(desk.trees[name].written), assumed)
    if end is None or end.branch not in priced or last is None:
        return None
    key = f"scenarios.{token(name)}.first"
    return replace(last.p_low, key=f"{key}_low"), replace(last.p_high, key=f"{key}_high")


def figure(of: Valued, part: str, value: float, formula: str, unit: str = BN) -> Sourced[float]:
    """A number that follows from a quantified tree."""
    return Sourced(
        value=round(value, 6), unit=unit, key=token(f"scenarios.{of.name}.{part}"), sources=of.sources,
        formula=formula, inputs=of.inputs(),
    )  # fmt: skip


def kept(told: Spread, part: str, value: float, unit: str, formula: str) -> Sourced[float]:
    """A number that follows from the simulation."""
    key = f"{told.low.key.rpartition('.')[0]}.{part}"
    return replace(told.low, value=round(value, 6), unit=unit, key=key, formula=formula)


def sides(told: Spread) -> str:
    """Between which changes the interval lies: "{low} less and {high} more", each with its own side."""
    low, high = ("less" if one.value < 0 else "more" for one in (told.low, told.high))
    return f"{{low}} {low} and {{high}} {high}"
