"""What the charts of the scenarios call things: frames of analysis with labels in words.

Does not belong here: tables (`tables`), how anything is drawn (`reportlib.exhibits.scenarios`).
"""

from __future__ import annotations

import math
from dataclasses import replace

from reportlib.analysis import deal, scenarios
from reportlib.analysis.scenarios import Valued
from reportlib.desk import Desk
from reportlib.words.days import day_or_month
from reportlib.words.figures import shortest
from reportlib.words.frames import Frame
from reportlib.words.scenarios.parts import bn, input_label, odds_words, rate, share, span
from reportlib.words.scenarios.tables import range_words


def tree_data(desk: Desk, name: str, assumed: deal.Assumed, of: Valued | None = None) -> Frame:
    """The branches with the words of a drawing: likelihood, and at each leaf what it brings or what came of it."""
    found = scenarios.nodes(desk, name, assumed)
    shown, frame = scenarios.tree(desk, name), found.value
    brings = {one.id: "" for one in shown.branch}
    if of:
        values = scenarios.branch_values(of).value
        brings |= {
            key: f"{share(p)} · {rate(level)} · ${bn(duty)}bn"
            for key, p, level, duty in zip(values["id"], values["p"], values["rate"], values["duty"], strict=True)
        }
    else:
        units = {one.id: one.unit for one in shown.quantity}
        for one in shown.leaves():
            first = next(iter(one.outcome), None)
            brings[one.id] = span(first.low, first.high, units[first.quantity]) if first else ""
    return replace(
        found,
        value=frame.assign(
            question=shown.question,
            odds=[odds_words(row) for row in frame.to_dict("records")],
            brings=[brings[one] for one in frame["id"]],
        ),
    )


def outcomes_data(of: Valued, desk: Desk) -> Frame:
    """Outcomes by branch and their mean, with the published estimates whose tariffs come near a branch.

    Beside the columns of `branch_values`: today_rate, today_duty, gdp (values joined by ";", blank for none).
    """
    found = scenarios.branch_values(of)
    stakes = scenarios.estimates(desk)
    value_of = dict(zip(stakes.value["id"], stakes.value["value_pp"], strict=True))
    named = {one.id: [value_of[key] for key in one.estimates if key in value_of] for one in of.tree.branch}
    cited = stakes.value.loc[stakes.value["branches"] != ""]
    frame = found.value.assign(
        today_rate=of.today.central,
        today_duty=of.duty(of.today.central),
        gdp=[";".join(shortest(value).replace("−", "-") for value in named.get(one, [])) for one in found.value["id"]],
    )
    sources = (*found.sources, *cited["source"])
    return replace(found, value=frame, sources=sources, facts=tuple(cited["id"]))


def tornado_data(of: Valued) -> Frame:
    """The ranges with names and with what each end means."""
    found = scenarios.tornado(of)
    frame = found.value
    return replace(
        found,
        value=frame.assign(
            label=[input_label(row) for row in frame.to_dict("records")],
            range_words=[range_words(row) for row in frame.to_dict("records")],
            low_words=[_end(row, "low") for row in frame.to_dict("records")],
            high_words=[_end(row, "high") for row in frame.to_dict("records")],
        ),
    )


def _end(row: dict[object, object], end: str) -> str:
    value = float(str(row[end]))
    if row["kind"] == "probability":
        return share(value)
    if row["kind"] == "coverage":
        return "lists narrow" if end == "low" else "lists wide"
    return shortest(value) + ("%" if row["unit"] == "percent" else "")


def gdp_data(desk: Desk) -> Frame:
    """Published estimates with their heads and labels; houses and definitions stand apart, as they may not be mixed."""
    found = scenarios.estimates(desk)
    frame = found.value
    years = [_year(one) for one in frame["year"]]
    return replace(
        found,
        value=frame.assign(
            head=[
                f"{house}: {kind.partition(';')[0]}"
                for house, kind in zip(frame["institution"], frame["definition"], strict=True)
            ],
            label=[_tariffs(*row) for row in zip(frame["scenario"], frame["definition"], strict=True)],
            for_year=years,
            said=[day_or_month(one) for one in frame["said_on"]],
        ),
    )


def _tariffs(scenario: str, definition: str) -> str:
    """The tariffs assumed, with what sets the definition apart from others under the same head."""
    apart = definition.partition(";")[2].strip()
    return f"{scenario} ({apart})" if apart and "year" not in apart.split()[:1] else scenario


def _year(year: float) -> str:
    return "year not stated" if math.isnan(year) else str(int(year))
