"""A scenario beside recorded law, in words: what it states, what it would change, and that it is nobody's law.

Belongs here: sentences and the table of an edition that is asked for a scenario. Does not belong here: making the
law of a scenario (`reportlib.analysis.tariffs.scenarios`). All other sections of the page stay on recorded law.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis.tariffs.findings import Tariffs, against_record, duty_against_record, effective_rate
from reportlib.schemas.scenario import Scenario
from reportlib.sourced import Sourced, count_of
from reportlib.words.figures import shortest
from reportlib.words.sentences import Sentence, made
from reportlib.words.tariffs.names import ARCHETYPES, GOODS

ALL_IMPORTS = "All imports, at fixed weights"
HAIR = 1e-9
SHOWN = 5e-4
"""The least difference of two rates that a tenth of a point shows."""


def what_if_title(of: Tariffs) -> Sentence:
    """The title of the edition: what all imports would pay, against what they pay by recorded law."""
    values = _rates(of)
    if abs(values["would"].value - values["pays"].value) < SHOWN:
        as_now = "as they did" if of.desk.on < of.desk.as_of else "as they do"
        shown = {name: values[name] for name in ("scenario", "would")}
        return made(f"{{scenario}}? Imports {_would(of)} {{would:tenth}}, {as_now}", **shown)
    return made(f"{{scenario}}? Imports {_would(of)} {{would:tenth}}, not {{pays:tenth}}", **values)


def what_if_sentence(of: Tariffs) -> Sentence:
    """What the scenario states, by whom, and that it is an assumption."""
    stated = _stated(of)
    return made(
        "**An assumption, not law.** {text} Stated by {author} on {written}; everything outside this section and the "
        "bottom line rests on recorded law.",
        text=_said(of, "text", stated.text),
        author=stated.author,
        written=_said(of, "written", stated.written),
    )


def what_if_line(of: Tariffs) -> Sentence:
    """The sentence of the bottom line."""
    values = _rates(of)
    change = values["would"].value - values["pays"].value
    side = "more" if change > 0 else "less"
    template = f"Under the scenario “{{scenario}}” imports from Japan {_would(of)} {{would:tenth}} of their value"
    if abs(change) < HAIR:
        return made(f"{template}, as by recorded law.", **{name: values[name] for name in ("scenario", "would")})
    return made(f"{template}, {side} than the {{pays:tenth}} of recorded law.", **values)


def what_if_duty(of: Tariffs) -> Sentence:
    """What the difference is in dollars of duty a year."""
    change = duty_against_record(of)
    if abs(change.value) < HAIR:
        return made("On imports at fixed weights that makes no change of duty.")
    size = replace(change, value=abs(change.value), key=f"{change.key}_size", formula=f"{change.formula}, without sign")
    side = "more" if change.value > 0 else "less"
    return made(
        f"On imports at fixed weights that makes {{size}} {side} in duty, before buyers turn elsewhere.", size=size
    )


def what_if_table(of: Tariffs) -> Sourced[pd.DataFrame]:
    """Recorded law against the scenario: goods, recorded_words, scenario_words, change_words beside the frame's own."""
    found = against_record(of)
    order = [*ARCHETYPES, ""]
    frame = found.value.sort_values("archetype", key=lambda cells: cells.map(order.index)).reset_index(drop=True)
    frame["goods"] = [GOODS.get(one, ALL_IMPORTS) for one in frame["archetype"]]
    for column in ("recorded", "scenario"):
        frame[f"{column}_words"] = [_percent(one) for one in frame[column]]
    frame["change_words"] = ["–" if abs(one) < HAIR else _points(one) for one in frame["change"]]
    return replace(found, value=frame)


def what_if_table_title(of: Tariffs) -> Sentence:
    """How many of the goods would pay otherwise."""
    frame = against_record(of).value
    goods = frame.loc[frame["archetype"] != ""]
    changed = _count(of, "changed", int((goods["change"].abs() > HAIR).sum()), len(goods))
    number = _count(of, "goods", len(goods), len(goods))
    if not changed.value:
        return made(f"None of {{goods}} goods {_would(of)} otherwise", goods=number)
    return made(f"{{changed:cap}} of {{goods}} goods {_would(of)} otherwise", changed=changed, goods=number)


def _would(of: Tariffs) -> str:
    return "would have paid" if of.desk.on < of.desk.as_of else "would pay"


def _rates(of: Tariffs) -> dict[str, Sourced[Any]]:
    recorded, would = (effective_rate(one)["etr_statutory"] for one in (_recorded(of), of))
    named = replace(would, key="etr_scenario", formula=f"{would.formula}; law of the scenario")
    return {"scenario": _said(of, "title", _stated(of).title), "would": named, "pays": recorded}


def _said(of: Tariffs, part: str, value: Any) -> Sourced[Any]:
    """A part of the scenario as its author wrote it: an assumption has its author for a source."""
    stated = _stated(of)
    unit = "text" if isinstance(value, str) else "date"
    return Sourced(
        value=value, unit=unit, key=f"scenario.{part}", sources=(),
        formula=f"{part}, as stated by the author of the scenario",
        inputs={"author": stated.author, "written": stated.written.isoformat()},
    )  # fmt: skip


def _count(of: Tariffs, name: str, number: int, rows: int) -> Sourced[int]:
    what = "goods that stand for many" + (", where the rate differs" if name == "changed" else "")
    return count_of(f"scenario.{name}", number, what, like=against_record(of), rows=rows)


def _stated(of: Tariffs) -> Scenario:
    if of.scenario is None:
        raise ValueError("no scenario is asked for")
    return of.scenario


def _recorded(of: Tariffs) -> Tariffs:
    if of.recorded is None:
        raise ValueError("no scenario is asked for")
    return of.recorded


def _percent(rate: float) -> str:
    return f"{shortest(rate * 100, 1)}%" if math.isfinite(rate) else "not known"


def _points(change: float) -> str:
    sign = "+" if change > 0 else "−"
    return f"{sign}{shortest(abs(change) * 100, 1)}" if math.isfinite(change) else "not known"
