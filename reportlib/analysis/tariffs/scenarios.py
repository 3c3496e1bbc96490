"""The law under a scenario: recorded law with what the scenario states differently.

Belongs here: from a law and a scenario to a law. Does not belong here: the form of a scenario
(`reportlib.schemas.scenario`), figures made from it (`findings`).
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from reportlib.analysis.tariffs.law import Law
from reportlib.schemas.scenario import Addition, Change, Scenario

ADDED = "added"
"""Authority of a duty that only a scenario knows: it stands on top of everything else."""
RULES = {"additive": "additive", "floor": "floor15_inclusive_of_MFN", "exempt": "exempt"}


def under(law: Law, scenario: Scenario) -> Law:
    """The law with measures dropped, changed and added. A measure not yet known on the desk is left alone."""
    measures = law.measures.loc[~law.measures["id"].isin(scenario.drop)].reset_index(drop=True)
    for change in scenario.change:
        measures = _changed(measures, change)
    links = law.links.loc[law.links["measure"].isin(measures["id"])]
    for addition in scenario.add:
        measures = pd.concat([measures, _measure(addition, measures)], ignore_index=True)
        links = pd.concat([links, _links(addition, links)], ignore_index=True)
    held = measures["effective_from"].isna() | (measures["effective_from"] != measures["effective_to"])
    return replace(law, measures=measures.loc[held].reset_index(drop=True), links=links)


def _changed(measures: pd.DataFrame, change: Change) -> pd.DataFrame:
    row = measures["id"] == change.measure
    given = {
        "rate": change.rate,
        "rate_rule": RULES[change.rule] if change.rule else None,
        "effective_from": pd.Timestamp(change.effective_from) if change.effective_from else None,
        "effective_to": pd.NaT
        if change.open_ended
        else pd.Timestamp(change.effective_to)
        if change.effective_to
        else None,
    }
    return measures.assign(
        **{column: measures[column].mask(row, value) for column, value in given.items() if value is not None}
    )


def _measure(addition: Addition, like: pd.DataFrame) -> pd.DataFrame:
    """One row in the columns of the measures; a scenario's duty has no source but the scenario."""
    blank = {column: "" if like[column].dtype == object or like[column].dtype == "str" else None for column in like}
    row = blank | {
        "id": addition.id, "measure_id": addition.id.upper(), "authority": ADDED, "scope": addition.title,
        "rate": addition.rate, "rate_rule": "additive", "effective_from": pd.Timestamp(addition.effective_from),
        "effective_to": pd.Timestamp(addition.effective_to) if addition.effective_to else pd.NaT,
        "known_on": pd.Timestamp(addition.effective_from), "legal_ref": "scenario", "deal": "within",
    }  # fmt: skip
    return pd.DataFrame([row]).astype(like.dtypes.to_dict())


def _links(addition: Addition, like: pd.DataFrame) -> pd.DataFrame:
    blank = {column: "" if like[column].dtype == object or like[column].dtype == "str" else None for column in like}
    rows = [blank | {"measure": addition.id, "list": name, "role": "covers"} for name in addition.lists]
    return pd.DataFrame(rows).astype(like.dtypes.to_dict())
