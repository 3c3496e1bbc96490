"""The stakes for Japan as others published them. Scenarios, years and definitions differ, so nothing is averaged."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.desk import Desk
from reportlib.sourced import Sourced, merge_ids

HEADS = ("institution", "definition")
_PART_OF_SCENARIO, _PART_OF_CUT = "of which ", "Part of "
"""How the scenario, or the definition, of a row begins that is a part of another row."""
LEVEL = "Level of "
"""How a definition begins that measures GDP against GDP without the tariffs."""


def estimates(desk: Desk) -> Sourced[pd.DataFrame]:
    """Every estimate for the GDP of Japan known on the day, by institution and the kind of its number.

    Columns: id, institution, definition, scenario, year (NaN: not stated), value_pp, said_on, branches (of a tree that
    name the estimate, ";" between), is_part (of another estimate), known_on, confidence, source.
    """
    frame = desk["macro_estimates"]
    named: dict[str, list[str]] = {}
    for tree in desk.trees.values():
        for branch in tree.branch:
            for one in branch.estimates:
                named.setdefault(one, []).append(branch.name)
    frame["branches"] = [";".join(named.get(one, [])) for one in frame["id"]]
    kinds_of = [definition.partition(";")[0] for definition in frame["definition"]]
    of_which = frame["scenario"].str.startswith(_PART_OF_SCENARIO)
    frame["is_part"] = of_which | frame["definition"].str.startswith(_PART_OF_CUT)
    heads = list(zip(frame["institution"], kinds_of, strict=True))
    houses, kinds = list(dict.fromkeys(frame["institution"])), list(dict.fromkeys(heads))
    frame["house"], frame["kind"] = frame["institution"].map(houses.index), [kinds.index(head) for head in heads]
    frame = frame.sort_values(["house", "kind", "known_on"], kind="stable")
    columns = [
        "id", *HEADS, "scenario", "year", "value_pp", "said_on", "branches", "is_part", "known_on", "confidence",
        "source",
    ]  # fmt: skip
    return Sourced(
        value=frame[columns].reset_index(drop=True),
        unit="",
        sources=merge_ids([frame["source"]]),
        facts=tuple(frame["id"]),
    )


def span(desk: Desk) -> dict[str, Sourced[Any]] | None:
    """The mildest and the gravest estimate of the level of GDP and how many there are; None before the first.

    Cuts of a growth forecast are points of another measure, parts of an estimate are no estimates of their own: both
    are left out.
    """
    every = estimates(desk)
    levels = every.value.loc[every.value["definition"].str.startswith(LEVEL) & ~every.value["is_part"]]
    if levels.empty:
        return None
    found = Sourced(value=levels, unit="", sources=merge_ids([levels["source"]]), facts=tuple(levels["id"]))
    values = found.value["value_pp"]
    made: dict[str, Sourced[Any]] = {}
    for name, value in (("mildest", float(values.max())), ("gravest", float(values.min()))):
        rows = found.value.loc[values == value]
        made[name] = Sourced(
            value=value, unit="percent", key=f"scenarios.gdp_{name}", sources=tuple(rows["source"]),
            facts=tuple(rows["id"]),
        )  # fmt: skip
    counts = {"n": "count: estimates of the level on record", "houses": "count: institutions"}
    for name, formula in counts.items():
        number = len(values) if name == "n" else found.value["institution"].nunique()
        made[name] = Sourced(
            value=number, unit="count", key=f"scenarios.gdp_{name}", sources=found.sources, facts=found.facts,
            formula=formula, inputs={"rows": len(values)},
        )  # fmt: skip
    return made
