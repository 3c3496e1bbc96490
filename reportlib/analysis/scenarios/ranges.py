"""What is not known about a tree: ranges with a source or an analyst behind them, and how far each moves the mean.

The mean is the expected change of the duty a year against today, once imports have responded. One range is moved at a
time, the rest stay central (tornado); or all are drawn at once from triangles over low, central and high, by a seeded
generator, and the table says what drives the spread. Nothing here is a forecast: intervals are what the stated ranges
amount to. What the lists cover is one reading for today and for every branch, so most of it drops out of a change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reportlib.analysis.scenarios.outcomes import Valued
from reportlib.schemas.tree import Branch
from reportlib.sourced import Scalar, Sourced

Array = NDArray[np.float64]
COVERAGE = "coverage"
"""The range of the tariff engine: from every doubtful line off its list to every one on it."""
INNER = (5.0, 95.0)
"""Percentiles between which an interval lies."""
DRAWS = 20_000


@dataclass(frozen=True, kw_only=True)
class Input:
    """One number that is not known: its range, who stands for it, and the branch it belongs to ("" for none)."""

    id: str
    kind: str
    """probability, rate, imports or coverage."""
    name: str
    low: float
    central: float
    high: float
    unit: str
    branch: str = ""
    author: str = ""
    written: date | None = None
    sources: tuple[str, ...] = ()


def inputs(of: Valued) -> tuple[Input, ...]:
    """Every range of a quantified tree: its probabilities, its stated ranges, and that of the tariff engine.

    Of two branches side by side the likelier takes what the other leaves: they are one number.
    """
    found = []
    for one in of.tree.walk():
        stated = one.latest()
        if stated and not _takes_the_rest(of, one):
            found.append(
                Input(
                    id=f"p:{one.id}", kind="probability", name=one.name, low=stated.low, central=stated.p,
                    high=stated.high, unit="share", branch=one.id, author=stated.author, written=stated.written,
                )
            )  # fmt: skip
    for moved in of.tree.range:
        kind, _, branch = moved.moves.partition(":")
        found.append(
            Input(
                id=moved.id, kind=kind, name=moved.name, low=moved.low, central=moved.central, high=moved.high,
                unit=moved.unit, branch=branch, author=moved.author or "", written=moved.written, sources=moved.sources,
            )
        )  # fmt: skip
    scope = Input(
        id=COVERAGE, kind=COVERAGE, name="What the lists cover", low=-1, central=0, high=1, unit="", sources=of.sources
    )
    return (*found, scope)


def changes(of: Valued, values: Mapping[str, Array]) -> tuple[Array, Array]:
    """Probability, and change of the duty a year against today (USD bn), of every leaf in columns, for given inputs.

    Probabilities beside one another are scaled to sum to one.
    """
    scope = values[COVERAGE]
    today = _between(of.today.low, of.today.central, of.today.high, scope)
    stays = {leaf.branch.id: _between(leaf.rates.low, leaf.rates.central, leaf.rates.high, scope) for leaf in of.leaves}
    recorded = next((stays[leaf.branch.id] for leaf in of.leaves if leaf.branch.law), today)
    elasticity, central = of.one_year + np.zeros_like(scope), {one.id: one.central for one in inputs(of)}
    for one in of.tree.range:
        if one.moves == "imports":
            elasticity = values[one.id]
        else:
            leaf = one.moves.partition(":")[2]
            stays[leaf] = recorded + (stays[leaf] - recorded) * values[one.id] / central[one.id]
    rates = np.column_stack([stays[leaf.branch.id] for leaf in of.leaves])
    response = ((1 + rates) / (1 + today[:, None])) ** elasticity[:, None]
    shares = _shares(of, values)
    paths = [
        np.prod([shares[step.id] for step in of.tree.path(leaf.branch)], axis=0) for leaf in of.leaves
    ]  # fmt: skip
    return np.column_stack(paths), (rates * response - today[:, None]) * of.base_usd_bn


def tornado(of: Valued) -> Sourced[pd.DataFrame]:
    """How far each range moves the expected change of the duty, all else central, the widest first.

    Columns: id, kind, name, branch, low, central, high, unit, at_low, at_high, central_change, swing (USD bn a year),
    author, written, source.
    """
    known = inputs(of)
    middle = {one.id: np.array([one.central]) for one in known}
    centre = _mean(of, middle)
    rows = [
        _described(one) | {"at_low": _mean(of, _with(of, middle, one, one.low)),
                           "at_high": _mean(of, _with(of, middle, one, one.high)), "central_change": centre}
        for one in known
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    frame["swing"] = frame[["at_low", "at_high", "central_change"]].max(axis=1) - frame[
        ["at_low", "at_high", "central_change"]
    ].min(axis=1)
    frame = frame.sort_values(["swing", "id"], ascending=[False, True], kind="stable").reset_index(drop=True)
    return Sourced(value=frame, unit="", sources=of.sources)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """What the stated ranges amount to: intervals of branches and of the mean, all of them changes against today.

    `branches`: id ("" for the mean), name, low, middle, high (5th, 50th, 95th percentile, USD bn a year), source.
    `drivers`: the inputs with `share`, the share of the spread of the mean that goes with them, largest first.
    """

    branches: Sourced[pd.DataFrame]
    drivers: Sourced[pd.DataFrame]
    low: Sourced[float]
    high: Sourced[float]
    draws: Sourced[int]
    seed: Sourced[str]


def spread(of: Valued, seed: int, draws: int = DRAWS) -> Spread:
    """All ranges drawn at once, each from a triangle of its own. The same seed gives the same intervals."""
    generator = np.random.default_rng(seed)
    known = inputs(of)
    values = {one.id: _triangle(generator, one, draws) for one in known}
    p, change = changes(of, values)
    mean = (p * change).sum(axis=1)
    named = [*((leaf.branch.id, leaf.branch.name) for leaf in of.leaves), ("", "Expected value")]
    rows = [
        {"id": key, "name": name, **_percentiles(column), "source": ";".join(of.sources)}
        for (key, name), column in zip(named, [*change.T, mean], strict=True)
    ]
    told: dict[str, Scalar] = of.inputs() | {"seed": seed, "draws": draws}
    make, ends = _maker(of, told), _percentiles(mean)
    bn, how = "USD bn, one decimal", "percentile of the expected change, simulated"
    return Spread(
        branches=Sourced(value=pd.DataFrame(rows), unit="", sources=of.sources),
        drivers=Sourced(value=_drivers(known, values, mean), unit="", sources=of.sources),
        low=make("interval_low", ends["low"], bn, f"5th {how}"),
        high=make("interval_high", ends["high"], bn, f"95th {how}"),
        draws=make("draws", draws, "number", "draws of the simulation"),
        seed=replace(make("seed", seed, "text", "seed of the generator, a parameter of this page"), value=str(seed)),
    )


def _drivers(known: tuple[Input, ...], values: Mapping[str, Array], mean: Array) -> pd.DataFrame:
    """Squared rank correlation of each input with the mean, scaled to sum to one."""
    ranked = pd.Series(mean).rank()
    squared = [
        0.0 if one.low == one.high else float(pd.Series(values[one.id]).rank().corr(ranked)) ** 2 for one in known
    ]
    total = sum(squared)
    frame = pd.DataFrame([_described(one) for one in known])
    frame["share"] = [one / total if total else 0.0 for one in squared]
    return frame.sort_values(["share", "id"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _shares(of: Valued, values: Mapping[str, Array]) -> dict[str, Array]:
    shares: dict[str, Array] = {}
    for parent in {one.after for one in of.tree.branch}:
        beside = of.tree.children(parent)
        drawn = {one.id: values[f"p:{one.id}"] for one in beside if f"p:{one.id}" in values}
        total = np.sum(list(drawn.values()), axis=0)
        if len(drawn) < len(beside):
            drawn |= {one.id: 1 - total for one in beside if one.id not in drawn}
            total = np.ones_like(total)
        shares |= {name: p / total for name, p in drawn.items()}
    return shares


def _takes_the_rest(of: Valued, one: Branch) -> bool:
    beside = of.tree.children(one.after)
    return len(beside) == 2 and one is max(beside, key=_central)


def _central(one: Branch) -> float:
    latest = one.latest()
    return latest.p if latest else 0.0


def _with(of: Valued, middle: Mapping[str, Array], one: Input, value: float) -> dict[str, Array]:
    """The central inputs with one moved; beside a moved probability the others are scaled to make room."""
    changed = dict(middle) | {one.id: np.array([value])}
    if one.kind == "probability":
        after = next(branch.after for branch in of.tree.branch if branch.id == one.branch)
        for other in of.tree.children(after):
            if other.id != one.branch and f"p:{other.id}" in middle and one.central < 1:
                changed[f"p:{other.id}"] = middle[f"p:{other.id}"] * (1 - value) / (1 - one.central)
    return changed


def _mean(of: Valued, values: Mapping[str, Array]) -> float:
    p, change = changes(of, values)
    return float((p * change).sum(axis=1)[0])


def _between(low: float, central: float, high: float, at: Array) -> Array:
    """From low (−1) over central (0) to high (1)."""
    return np.where(at < 0, central + at * (central - low), central + at * (high - central))


def _triangle(generator: np.random.Generator, one: Input, draws: int) -> Array:
    if one.low == one.high:
        return np.full(draws, one.central)
    return generator.triangular(one.low, one.central, one.high, draws)


def _percentiles(values: Array) -> dict[str, float]:
    low, middle, high = (float(one) for one in np.percentile(values, [INNER[0], 50.0, INNER[1]]))
    return {"low": low, "middle": middle, "high": high}


def _described(one: Input) -> dict[str, Any]:
    return {
        "id": one.id, "kind": one.kind, "name": one.name, "branch": one.branch, "low": one.low, "central": one.central,
        "high": one.high, "unit": one.unit, "author": one.author,
        "written": pd.Timestamp(one.written) if one.written else pd.NaT, "source": ";".join(one.sources),
    }  # fmt: skip


def _maker(of: Valued, told: Mapping[str, Scalar]) -> Callable[[str, Any, str, str], Sourced[Any]]:
    def make(name: str, value: Any, unit: str, formula: str) -> Sourced[Any]:
        return Sourced(
            value=round(value, 6), unit=unit, key=f"scenarios.{of.name.replace('-', '_')}.{name}", sources=of.sources,
            formula=formula, inputs=told,
        )  # fmt: skip

    return make
