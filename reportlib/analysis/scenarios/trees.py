"""The trees of a day: which are open, which are solved, how likely their branches are, and what came in sight.

A probability is an analyst's, or what a share price implies, or it is not there. Belongs here: what a tree and the
record say together. Does not belong here: outcomes by the tariff engine (`outcomes`), sentences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from reportlib.analysis import deal
from reportlib.analysis.deadlines import State, deadline
from reportlib.desk import Desk
from reportlib.errors import NotFoundError
from reportlib.once import once
from reportlib.schemas.tree import Branch, Realised, Tree
from reportlib.sourced import Sourced, merge_ids, token

ANALYST, MARKET, NONE = "analyst", "market", "none"


@dataclass(frozen=True, kw_only=True)
class Odds:
    """How likely a branch is: a middle and a range, and whose figure it is. NaN where nobody says."""

    p: float = math.nan
    low: float = math.nan
    high: float = math.nan
    by: str = NONE
    author: str = ""
    written: date | None = None
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ending:
    """The branch that came true: its words, and the fact that shows it with its days."""

    branch: str
    text: str
    on: date
    known_on: date
    fact: str
    source: str


def tree(desk: Desk, name: str) -> Tree:
    """A tree written by the day. Raises NotFoundError for another one."""
    try:
        return desk.trees[name]
    except KeyError:
        raise NotFoundError(
            f"no tree {name!r} was written by {desk.as_of:%Y-%m-%d}", tip="Trees are files of data/trees."
        ) from None


def open_trees(desk: Desk, *, told_by_engine: bool | None = None) -> tuple[str, ...]:
    """Trees whose end is not on record, the nearest horizon first; on asking only those (not) told by the engine."""
    names = [name for name in desk.trees if ending(desk, name) is None]
    if told_by_engine is not None:
        names = [name for name in names if (desk.trees[name].entry is not None) == told_by_engine]
    return tuple(sorted(names, key=lambda name: (desk.trees[name].horizon, name)))


def solved_trees(desk: Desk) -> tuple[str, ...]:
    """Trees of which one branch is known to have come true, the one solved last first."""
    ends = {name: found for name in desk.trees if (found := ending(desk, name))}
    return tuple(sorted(ends, key=lambda name: ends[name].known_on, reverse=True))


@once
def ending(desk: Desk, name: str) -> Ending | None:
    """The branch that came true by the record of the day; None while none has."""
    held = [_ending(desk, one) for one in tree(desk, name).realised]
    return max(held, key=lambda one: one.known_on, default=None)


def odds(desk: Desk, name: str, branch: Branch, assumed: deal.Assumed) -> Odds:
    """How likely a branch is, given the one it grows from: an analyst's figure, else a price's, else nothing.

    Of a solved tree the price counts that was last known before its end became known.
    """
    stated = branch.latest()
    if stated:
        return Odds(
            p=stated.p, low=stated.low, high=stated.high, by=ANALYST, author=stated.author, written=stated.written
        )
    if branch.odds is None:
        return Odds()
    solved = first_ending(desk, name)
    then = desk.back_to(solved.known_on - timedelta(days=1)) if solved else desk
    return market_odds(then, assumed)


def market_odds(desk: Desk, assumed: deal.Assumed) -> Odds:
    """F7: what the last close implies, from the highest break price assumed to the lowest. Never clipped."""
    last = deal.last_odds(desk, assumed)
    if last is None:
        return Odds()
    return Odds(
        p=last.p_mid.value, low=last.p_low.value, high=last.p_high.value, by=MARKET,
        written=last.day.value, sources=last.p_mid.sources, facts=last.p_mid.facts,
    )  # fmt: skip


def first_ending(desk: Desk, name: str) -> Ending | None:
    """What first showed which branch came true."""
    return min((_ending(desk, one) for one in tree(desk, name).realised), key=lambda one: one.known_on, default=None)


def nodes(desk: Desk, name: str, assumed: deal.Assumed) -> Sourced[pd.DataFrame]:
    """Every branch of a tree, each before those that grow from it.

    Columns: id, after, depth (1 at the root), is_leaf, name, text, p, low, high (given the branch before), by, author,
    written, path_p, path_low, path_high (of the whole path), is_solved (of the tree), came_true, ending, source.
    """
    shown, end = tree(desk, name), ending(desk, name)
    told = {one.id: odds(desk, name, one, assumed) for one in shown.branch}
    won = {one.id for one in shown.path(_branch(shown, end.branch))} if end else set()
    rows: list[dict[str, Any]] = []
    for one in shown.walk():
        path = [told[step.id] for step in shown.path(one)]
        mine = told[one.id]
        own = merge_ids([mine.sources, [source for found in one.outcome for source in found.sources]])
        rows.append(
            {
                "id": one.id, "after": one.after or "", "depth": len(path), "is_leaf": not shown.children(one.id),
                "name": one.name, "text": one.text, "p": mine.p, "low": mine.low, "high": mine.high, "by": mine.by,
                "author": mine.author, "written": pd.Timestamp(mine.written) if mine.written else pd.NaT,
                "path_p": math.prod(step.p for step in path), "path_low": math.prod(step.low for step in path),
                "path_high": math.prod(step.high for step in path), "is_solved": end is not None,
                "came_true": one.id in won, "ending": end.text if end and one.id == end.branch else "",
                "source": ";".join(merge_ids([own, [end.source] if end and one.id == end.branch else []])),
            }
        )  # fmt: skip
    drivers = _driver_sources(desk, shown)
    return Sourced(
        value=pd.DataFrame(rows), unit="",
        sources=merge_ids([drivers, *(str(row["source"]).split(";") for row in rows)]),
        facts=merge_ids([[one.fact for one in shown.driver], *(one.facts for one in told.values()),
                         [end.fact] if end else []]),
    )  # fmt: skip


def drivers(desk: Desk, *names: str) -> Sourced[pd.DataFrame]:
    """What moves the trees, in their order.

    Columns: tree, name, text, state (of the deadline it is tied to, or ""), due, due_precision (how exactly the day is
    known), left (days), outcome_on, horizon, source.
    """
    rows = []
    for key in names:
        for one in tree(desk, key).driver:
            tied = deadline(desk, one.deadline) if one.deadline else None
            rows.append(
                {
                    "tree": key, "name": one.name, "text": one.text, "state": str(tied.state) if tied else "",
                    "due": pd.Timestamp(tied.due.value) if tied else pd.NaT,
                    "due_precision": tied.precision if tied else "",
                    "left": tied.left.value if tied else math.nan,
                    "outcome_on": pd.Timestamp(tied.outcome_on.value) if tied and tied.outcome_on else pd.NaT,
                    "horizon": pd.Timestamp(desk.horizon(one.track)),
                    "source": ";".join(source.id for source in desk.fact(one.fact).sources),
                    "fact": one.fact,
                }
            )  # fmt: skip
    columns = [
        "tree",
        "name",
        "text",
        "state",
        "due",
        "due_precision",
        "left",
        "outcome_on",
        "horizon",
        "source",
        "fact",
    ]
    return _framed(pd.DataFrame(rows, columns=columns))


def signposts(desk: Desk, *names: str) -> Sourced[pd.DataFrame]:
    """What would be seen first, branch by branch, and whether it was.

    Columns: tree, branch, text, state (seen, due, overdue, unseen, unknown: our record ends before the day; of a
    solved tree what was not seen stays unseen), on (day seen, or due), on_precision (how exactly that is known), seen
    (title of the fact), horizon (how far the record was checked), source.
    """
    rows: list[dict[str, Any]] = []
    for key in names:
        shown = tree(desk, key)
        seen = {one.signpost: one.fact for one in shown.seen}
        is_solved = ending(desk, key) is not None
        for branch in shown.walk():
            for post in branch.signpost:
                row: dict[str, Any] = {
                    "tree": key, "branch": branch.name, "text": post.text, "on": pd.NaT, "on_precision": "", "seen": "",
                    "fact": "",
                    "horizon": pd.Timestamp(desk.horizon(post.track)), "source": "",
                    "state": "unseen" if is_solved or desk.horizon(post.track) >= desk.as_of else "unknown",
                }  # fmt: skip
                if post.id in seen:
                    row |= _sighting(desk, seen[post.id])
                elif post.deadline and not is_solved:
                    row |= _due(desk, post.deadline, str(row["state"]))
                rows.append(row)
    columns = ["tree", "branch", "text", "state", "on", "on_precision", "seen", "horizon", "source", "fact"]
    return _framed(pd.DataFrame(rows, columns=columns))


def stated(shown: Tree, part: str, value: Any, unit: str, *, name: str) -> Sourced[Any]:
    """A part of a tree as its author wrote it: what an analyst states has its author and day for papers."""
    return Sourced(
        value=value, unit=unit, key=token(f"scenarios.{name}.{part}"), sources=(),
        formula=f"{part} of {name}, as stated by the author of the tree",
        inputs={"author": shown.author, "written": shown.written.isoformat()},
    )  # fmt: skip


def _sighting(desk: Desk, fact: str) -> dict[str, Any]:
    found = desk.fact(fact)
    return {
        "state": "seen", "on": pd.Timestamp(found.fields["date"]), "on_precision": "day",
        "seen": found.fields.get("title", ""), "fact": fact, "source": ";".join(one.id for one in found.sources),
    }  # fmt: skip


def _due(desk: Desk, key: str, state: str) -> dict[str, Any]:
    tied = deadline(desk, key)
    found = {
        "on": pd.Timestamp(tied.due.value), "on_precision": tied.precision, "source": ";".join(tied.due.sources),
        "fact": key,
    }  # fmt: skip
    if tied.state is State.PENDING:
        return found | {"state": "due"}
    return found | {"state": "overdue" if tied.state is State.OVERDUE else state}


def _ending(desk: Desk, one: Realised) -> Ending:
    found = desk.fact(one.fact)
    known = found.known_on
    if known is None:
        raise NotFoundError(f"{one.fact}: expected a fact with a day, to show that a branch came true")
    return Ending(
        branch=one.branch, text=one.text, on=date.fromisoformat(found.fields["date"]), known_on=known, fact=one.fact,
        source=found.sources[0].id,
    )  # fmt: skip


def _branch(shown: Tree, key: str) -> Branch:
    return next(one for one in shown.branch if one.id == key)


def _driver_sources(desk: Desk, shown: Tree) -> tuple[str, ...]:
    return merge_ids([source.id for source in desk.fact(one.fact).sources] for one in shown.driver)


def _framed(frame: pd.DataFrame) -> Sourced[pd.DataFrame]:
    return Sourced(
        value=frame.drop(columns="fact"), unit="", facts=merge_ids([frame["fact"]]),
        sources=merge_ids(str(cell).split(";") for cell in frame["source"]),
    )  # fmt: skip
