"""The gallery: every chart helper of the package, drawn from the record of one day.

Helpers are found, not listed, so that a new one without a sample is noticed (a test fails). Belongs
here: finding helpers, their samples, the text of the page. Writing files is the work of `docs/gallery.py`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import ModuleType

import pandas as pd

from reportlib import exhibits
from reportlib.analysis import deal, investment, scenarios
from reportlib.analysis.tariffs import findings
from reportlib.desk import Desk, parse_day
from reportlib.errors import NotFoundError
from reportlib.exhibits.frame import Chart
from reportlib.sourced import Sourced
from reportlib.words import comparators as peers
from reportlib.words import investment as money
from reportlib.words import scenarios as what_may_come
from reportlib.words import talks
from reportlib.words import tariffs as duties

AS_OF = "2025-12-31"
"""The day whose record the gallery shows: every chart has something to draw, but for those of `LATER`."""
LATER = {"scenarios": "2026-11-24"}
"""Topics of which there is something to draw only on a later day."""
LATEST = max(AS_OF, *LATER.values())


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One helper with its picture and words."""

    name: str
    topic: str
    summary: str
    alt: str
    columns: tuple[str, ...]
    svg: str


def _odds(desk: Desk) -> Sourced[pd.DataFrame]:
    return deal.odds(desk, deal.assume(desk, low=25, mid=30, high=35))


def _compared(desk: Desk) -> peers.Compared:
    return peers.Compared(desk=desk, base_duty=10, view="liquidated")


@lru_cache(maxsize=1)
def _tariffs(desk: Desk) -> findings.Tariffs:
    return findings.tariffs(desk)


def _valued(desk: Desk) -> scenarios.Valued:
    found = scenarios.valued(desk, "duty-2027")
    if found is None:
        raise NotFoundError("the tree duty-2027 is not quantified", tip="Draw the gallery from a day that knows it.")
    return found


SAMPLES: Mapping[str, Callable[[Desk], Sourced[pd.DataFrame]]] = {
    "comparators.clause_matrix": peers.matrix_data,
    "comparators.collected_bars": peers.collected_data,
    "comparators.gap_lines": lambda desk: peers.gaps_data(_compared(desk)),
    "comparators.pledge_dots": peers.pledges_data,
    "comparators.rate_dots": lambda desk: peers.rates_data(_compared(desk)),
    "deal.implied_odds": _odds,
    "deal.price_dots": _odds,
    "deal.promise_slip": lambda desk: deal.slip(desk, "mill-site"),
    "deal.review_clock": deal.clock,
    "deal.spending_ladder": deal.commitments,
    "scenarios.decision_tree": lambda desk: what_may_come.tree_data(
        desk, "duty-2027", deal.assume(desk, low=25, mid=30, high=35), _valued(desk)
    ),
    "scenarios.gdp_dots": what_may_come.gdp_data,
    "scenarios.outcome_ranges": lambda desk: what_may_come.outcomes_data(_valued(desk), desk),
    "scenarios.tornado_bars": lambda desk: what_may_come.tornado_data(_valued(desk)),
    "investment.claim_dots": money.claim_data,
    "investment.ladder_bars": money.ladder_data,
    "investment.offer_marks": money.offer_path_data,
    "investment.owner_bars": money.owners_data,
    "investment.pace_steps": investment.steps,
    "investment.payback_lines": lambda desk: investment.curve(desk, (0.02, 0.04, 0.06)),
    "investment.share_bars": money.shares_data,
    "talks.cadence": talks.cadence_data,
    "talks.judgement_strip": lambda desk: talks.strip_data(desk, most=10),
    "talks.slip": talks.slip_data,
    "talks.tally": talks.tally_data,
    "talks.timeline": lambda desk: talks.timeline_data(desk, 90, 60),
    "tariffs.authority_area": lambda desk: duties.authorities_data(_tariffs(desk)),
    "tariffs.break_even": lambda desk: duties.break_even_data(_tariffs(desk)),
    "tariffs.car_multiples": duties.cars_data,
    "tariffs.flow_lines": duties.flows_data,
    "tariffs.group_bars": lambda desk: duties.groups_table(_tariffs(desk)),
    "tariffs.incidence_bars": duties.incidence_data,
    "tariffs.red_line_bars": lambda desk: duties.red_line_groups(_tariffs(desk)),
    "tariffs.red_line_path": lambda desk: duties.red_line_path_data(_tariffs(desk)),
    "tariffs.regime_strip": lambda desk: duties.phases_data(_tariffs(desk)),
    "tariffs.response_dots": lambda desk: duties.response_data(_tariffs(desk)),
    "tariffs.step_lines": lambda desk: duties.steps_data(_tariffs(desk), "car", "food", "steel"),
}
"""The data each helper is shown with, by topic and name."""


def helpers() -> dict[str, Chart]:
    """Every chart helper under `reportlib.exhibits`, as "topic.name", in order of name."""
    found: dict[str, Chart] = {}
    for module in _modules():
        topic = module.__name__.removeprefix(f"{exhibits.__name__}.").split(".")[0]
        found |= {f"{topic}.{chart.name}": chart for chart in vars(module).values() if isinstance(chart, Chart)}
    return dict(sorted(found.items()))


def day_of(name: str) -> str:
    """The day whose record a helper is drawn from."""
    return LATER.get(name.split(".")[0], AS_OF)


def entries(desk: Desk) -> tuple[Entry, ...]:
    """All helpers, each drawn on its day by a desk of `LATEST`. Raises NotFoundError for a helper without a sample."""
    days = {AS_OF, *LATER.values()}
    desks = {day: replace(desk.back_to(day), on=parse_day(day, name="on")) for day in days}
    return tuple(_entry(name, chart, desks[day_of(name)]) for name, chart in helpers().items())


def markdown(shown: tuple[Entry, ...]) -> str:
    """The text of the gallery page; pictures stand beside it as `gallery/<topic>-<name>.svg`."""
    later = ", ".join(f"`{topic}` from that of {day}" for topic, day in LATER.items())
    parts = [
        "# Gallery of chart helpers",
        f"Generated by `python docs/gallery.py` from the record of {AS_OF}, those of {later}; do not edit."
        " Each helper takes a frame and returns its axes.",
    ]
    for one in shown:
        parts += [
            f"## `{one.topic}.{one.name}`",
            one.summary,
            f"![{one.alt}](gallery/{one.topic}-{one.name}.svg)",
            f"Columns: {', '.join(f'`{column}`' for column in one.columns)}.",
        ]
    return "\n\n".join(parts) + "\n"


def _entry(name: str, chart: Chart, desk: Desk) -> Entry:
    if name not in SAMPLES:
        raise NotFoundError(
            f"{name}: no sample in the gallery", tip="Add one to SAMPLES in reportlib/exhibits/gallery.py."
        )
    data = SAMPLES[name](desk).value
    topic, short = name.split(".")
    return Entry(
        name=short,
        topic=topic,
        summary=(chart.draw.__doc__ or "").strip().splitlines()[0],
        alt=chart.describe(data),
        columns=tuple(str(column) for column in data.columns),
        svg=chart.svg(data),
    )


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(exhibits.__path__, f"{exhibits.__name__}."):
        if found.name != __name__:
            yield importlib.import_module(found.name)
