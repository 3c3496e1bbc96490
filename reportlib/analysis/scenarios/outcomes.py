"""What each branch of a tree would bring: duties by the tariff engine, imports by published elasticities, and means.

F2, F5 and F13. Duties are told for the entry day of the tree at the weights of 2024, under recorded law or the named
difference from it. Belongs here: outcomes and their means. Does not belong here: how far they are not known (`ranges`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from reportlib.analysis.scenarios.formulas import break_even_probability, expected_value, moved
from reportlib.analysis.scenarios.trees import tree
from reportlib.analysis.tariffs.effective import Effective
from reportlib.analysis.tariffs.findings import Tariffs, tariffs
from reportlib.analysis.trade import import_response, responses
from reportlib.desk import Desk
from reportlib.schemas.tree import Branch, Tree
from reportlib.sourced import Scalar, Sourced, merge_ids

MN_IN_BN = 1000.0


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """The last branch of a path: its probability and the rates it brings, as fractions of value."""

    branch: Branch
    p: float
    rates: Effective
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Valued:
    """A quantified tree with the rates of its leaves; `today` is what recorded law asks on the as-of day."""

    name: str
    tree: Tree
    leaves: tuple[Leaf, ...]
    today: Effective
    base_usd_bn: float
    one_year: float
    long_near: float
    long_far: float
    sources: tuple[str, ...]
    as_of: str

    def imports(self, rate: float, elasticity: float) -> float:
        """F5: change of imports when the effective rate goes from today's to another."""
        return import_response(self.today.central, rate, elasticity)

    def duty(self, rate: float) -> float:
        """Duty a year at fixed weights, USD bn."""
        return rate * self.base_usd_bn

    def duty_after(self, rate: float) -> float:
        """Duty a year after imports have had a year to respond, USD bn."""
        return self.duty(rate) * (1 + self.imports(rate, self.one_year))

    def inputs(self) -> dict[str, Scalar]:
        """The options every figure names."""
        return {
            "entry date": str(self.tree.entry), "known on": self.as_of,
            "imports of 2024, USD bn": round(self.base_usd_bn, 3),
        }  # fmt: skip


def valued(desk: Desk, name: str) -> Valued | None:
    """A tree with rates by the tariff engine; None for one that has no entry day, or is not quantified on the day."""
    shown = tree(desk, name)
    entry = shown.entry
    if entry is None or not shown.is_quantified():
        return None
    recorded = tariffs(desk)
    leaves = []
    for one in shown.leaves():
        law = tariffs(desk, scenario=one.scenario) if one.scenario else recorded
        p = 1.0
        for step in shown.path(one):
            latest = step.latest()
            p *= latest.p if latest else float("nan")
        leaves.append(Leaf(branch=one, p=p, rates=law.effective(entry), sources=law.sources(entry)))
    table = responses(desk, 0.0, 0.1)
    return Valued(
        name=name, tree=shown, leaves=tuple(leaves), today=recorded.effective(desk.as_of),
        base_usd_bn=_base(recorded), one_year=_elasticity(table.value, "nearest", 1),
        long_near=_elasticity(table.value, "nearest", 10), long_far=_elasticity(table.value, "farthest", 10),
        sources=merge_ids([*(leaf.sources for leaf in leaves), table.sources]), as_of=desk.as_of.isoformat(),
    )  # fmt: skip


def branch_values(of: Valued) -> Sourced[pd.DataFrame]:
    """The leaves, then their mean.

    Columns: id ("" for the mean), name, p, rate, low, high (fractions of value), duty, duty_low, duty_high, duty_after
    (USD bn a year), imports_year, imports_long_near, imports_long_far (fractions, against today), break_even (the
    probability at which the expected duty would be today's, others scaled; NaN: none), source.
    """
    rows: list[dict[str, Any]] = [_row(of, at) for at in range(len(of.leaves))]
    numbers = [name for name in rows[0] if name not in ("id", "name", "source", "p", "break_even")]
    shares = [leaf.p for leaf in of.leaves]
    mean: dict[str, Any] = {name: expected_value(shares, [row[name] for row in rows]) for name in numbers}
    rows.append(
        {"id": "", "name": "Expected value", "p": 1.0, **mean, "break_even": float("nan"),
         "source": ";".join(of.sources)}
    )  # fmt: skip
    return Sourced(value=pd.DataFrame(rows), unit="", sources=of.sources)


def expected(of: Valued) -> dict[str, Sourced[float]]:
    """Means over the branches: `rate` (share), `duty`, `duty_after` (USD bn a year), and `today` for each of them."""
    frame = branch_values(of).value
    mean, now = frame.iloc[-1], of.today.central
    key = f"scenarios.{of.name.replace('-', '_')}"
    formula = "F13: sum of probability × value over the branches"

    def value(name: str, number: float, unit: str, how: str) -> Sourced[float]:
        return Sourced(
            value=round(float(number), 6),
            unit=unit,
            key=f"{key}.{name}",
            sources=of.sources,
            formula=how,
            inputs=of.inputs(),
        )

    bn = "USD bn, one decimal"
    return {
        "rate": value("expected_rate", mean["rate"], "share", formula),
        "duty": value("expected_duty", mean["duty"], bn, formula),
        "duty_after": value("expected_duty_after", mean["duty_after"], bn, formula + ", imports responding for a year"),
        "change": value(
            "expected_change",
            mean["duty_after"] - of.duty(now),
            bn,
            formula + ", imports responding, less today’s duty",
        ),
        "today_rate": value("today_rate", now, "share", "F2 statutory: recorded law on the as-of day"),
        "today_duty": value("today_duty", of.duty(now), bn, "duty: today’s effective rate × imports of 2024"),
    }


def _row(of: Valued, at: int) -> dict[str, Any]:
    leaf = of.leaves[at]
    rates = leaf.rates
    return {
        "id": leaf.branch.id, "name": leaf.branch.name, "p": leaf.p, "rate": rates.central, "low": rates.low,
        "high": rates.high, "duty": of.duty(rates.central), "duty_low": of.duty(rates.low),
        "duty_high": of.duty(rates.high), "duty_after": of.duty_after(rates.central),
        "imports_year": of.imports(rates.central, of.one_year),
        "imports_long_near": of.imports(rates.central, of.long_near),
        "imports_long_far": of.imports(rates.central, of.long_far), "break_even": _break_even(of, at),
        "source": ";".join(leaf.sources),
    }  # fmt: skip


def _break_even(of: Valued, at: int) -> float:
    """Probability of a leaf at which the expected duty would be today's, weights fixed; NaN where none makes it so."""
    duties = [of.duty(leaf.rates.central) for leaf in of.leaves]
    try:
        others = expected_value(moved([leaf.p for leaf in of.leaves], at, 0.0), duties)
        p = break_even_probability(of.duty(of.today.central), duties[at], others)
    except ValueError:  # the branch is certain, or it and the mean of the others are the same: nothing to move
        return float("nan")
    return p if 0 <= p < 1 - 1e-9 else float("nan")


def _base(of: Tariffs) -> float:
    return float(of.exposure.spreads.iloc[:, 0].sum()) / MN_IN_BN


def _elasticity(table: pd.DataFrame, end: str, years: int) -> float:
    rows = table.loc[(table["years_from"] <= years) & (table["years_to"] >= years)]
    return float(rows.iloc[0][end])
