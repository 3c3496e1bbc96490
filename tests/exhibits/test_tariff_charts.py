"""The charts and the page of the tariffs at the days that matter: no overlap, no look-ahead, no deal before its day."""

from __future__ import annotations

import itertools
import re
from functools import cache

import pandas as pd
import pytest

from reportlib.analysis.tariffs import asked, findings
from reportlib.blocks import AnyBlock, Figure, Lead, Masthead, Para, Points, Section, Table, plain
from reportlib.exhibits import tariffs as charts
from reportlib.exhibits.frame import Chart
from reportlib.words import tariffs as say
from tests.exhibits.drawn import assert_alt_is_of_the_data, assert_labels_stand_apart, blocks_of, desk_of, words_of

DAYS = ("2025-05-23", "2025-08-20", "2025-09-20", "2026-02-22", "2026-03-01", "2026-07-25", "2026-11-24")
LATER_THAN_MAY = (
    "deal", "red line", "Supreme", "section 122", "section 301", "EO 14345", "EO 14326", "stacking", "2026",
    "15% in all", "Takaichi", "$550", "refund process",
)  # fmt: skip
MAY_BE_LATER = re.compile(r"\d{1,2} [A-Z][a-z]+ 2026, revised|state of 2026[-0-9]*|\bsrc-[-\w]+|\d{4}_revision")
"""Vintages of revised figures whose first release is not held are named as what they are."""
RELATIVE = re.compile(r"\b(?:next|last|this) (?:week|month|year)\b|\btomorrow\b|\byesterday\b", re.IGNORECASE)


@cache
def duties(day: str) -> findings.Tariffs:
    return findings.tariffs(desk_of(day))


@cache
def frames(day: str) -> dict[str, tuple[Chart, pd.DataFrame]]:
    of, desk = duties(day), duties(day).desk
    drawn = {
        "strip": (charts.regime_strip, say.phases_data(of)),
        "steps": (charts.step_lines, say.steps_data(of, "car", "car_part", "machine_tool", "food", "steel")),
        "area": (charts.authority_area, say.authorities_data(of)),
        "break-even": (charts.break_even, say.break_even_data(of)),
        "groups": (charts.group_bars, say.groups_table(of)),
        "incidence": (charts.incidence_bars, say.incidence_data(desk)),
        "response": (charts.response_dots, say.response_data(of)),
        "cars": (charts.car_multiples, say.cars_data(desk)),
        "flows": (charts.flow_lines, say.flows_data(desk)),
    }
    if asked.agreement(desk):
        drawn |= {
            "red-line": (charts.red_line_path, say.red_line_path_data(of)),
            "red-line-groups": (charts.red_line_bars, say.red_line_groups(of)),
        }
    return {name: (chart, data.value) for name, (chart, data) in drawn.items() if not data.value.empty}


def blocks(day: str, **given: str) -> tuple[AnyBlock, ...]:
    return blocks_of("tariffs", day, **given)


@pytest.mark.parametrize("day", DAYS)
def test_no_label_lies_on_another_or_leaves_the_figure(day: str) -> None:
    for chart, data in frames(day).values():
        assert_labels_stand_apart(chart, data)


@pytest.mark.parametrize("day", DAYS)
def test_the_alt_text_is_made_of_the_data(day: str) -> None:
    for chart, data in frames(day).values():
        assert_alt_is_of_the_data(chart, data)
        assert "JP-" not in chart.describe(data)
        assert chart.svg(data).count("<svg") == 1


@pytest.mark.parametrize("day", DAYS)
def test_the_bands_sum_to_the_effective_rate_between_low_and_high(day: str) -> None:
    data = frames(day)["area"][1]
    ours = data.loc[data["kind"] == "ours"]
    bands = ours[["base", "s232", "ieepa", "s122", "s301", "added"]].sum(axis=1)
    assert (bands - ours["total"]).abs().max() < 1e-9
    assert (ours["low"] <= ours["total"] + 1e-9).all()
    assert (ours["total"] <= ours["high"] + 1e-9).all()


@pytest.mark.parametrize("day", ["2025-05-23", "2025-07-10", "2025-07-21"])
def test_before_the_framework_no_column_speaks_of_a_deal(day: str) -> None:
    of = duties(day)
    assert asked.agreement(of.desk) is None
    assert not {"deal", "excess", "against"} & set(say.paid_table(of).value.columns)
    assert set(say.break_even_data(of).value["role"]) == {"in_force", "earlier", ""}
    assert "deal" not in say.steps_data(of, "car").value
    with pytest.raises(ValueError, match="no deal is known"):
        say.red_line_path_data(of)


@pytest.mark.parametrize(
    ("day", "pays", "gap"),
    [
        ("2025-05-23", 20.0, None), ("2025-08-20", 25.0, 10.0), ("2025-09-05", 15.0, 0.0), ("2025-09-20", 15.0, 0.0),
        ("2026-03-01", 20.0, 5.0), ("2026-07-25", 12.5, -2.5), ("2026-11-24", 12.5, -2.5),
    ],
)  # fmt: skip
def test_page_one_says_what_a_good_of_ten_per_cent_pays_and_whether_that_is_worse(
    day: str, pays: float, gap: float | None
) -> None:
    good = asked.good(duties(day), 10.0)
    assert good.pays.value == pays
    assert (good.gap.value if good.gap else None) == gap
    lead = words_of(blocks(day)[1])
    assert f"{pays:g}%" in lead
    assert ("no worse than the deal" in lead) is (gap is not None and gap <= 0)
    assert (": worse than the deal" in lead) is (gap is not None and gap > 0)


def test_the_two_views_of_the_stacking_weeks_are_named_once_the_repair_is_known() -> None:
    assert "As collected that day it was 25%" in words_of(blocks("2025-09-05")[1])
    assert "As collected" not in words_of(blocks("2025-08-20")[1])
    other = [row for row in frames("2026-11-24")["strip"][1].itertuples() if not row.is_view]
    assert [row.measure for row in other] == ["JP-IEEPA-15-STACK"]


def test_an_entry_date_behind_the_day_is_told_in_the_past_and_one_ahead_in_the_future() -> None:
    assert " paid 25%" in words_of(blocks("2026-11-24", on="2025-08-20", view="collected")[0])
    assert " is to pay 20%" in words_of(blocks("2026-02-22", on="2026-03-01")[0])


@pytest.mark.parametrize("day", DAYS)
def test_the_page_reads_on_every_day(day: str) -> None:
    shown = blocks(day)
    assert isinstance(shown[0], Masthead)
    assert isinstance(shown[1], Lead)
    assert len(plain(shown[1].runs).split()) <= 60
    keys = [block.key for block in shown if isinstance(block, Figure | Table)]
    assert len(keys) == len(set(keys))
    for block in shown:
        if isinstance(block, Figure | Table):
            assert len(plain(block.title).split()) <= 16
        if isinstance(block, Figure):
            assert len(plain(block.title).split()) <= 12, plain(block.title)
        if isinstance(block, Masthead | Lead | Para | Points | Section):
            assert not RELATIVE.search(words_of(block)), words_of(block)[:200]


def test_nothing_known_later_stands_on_the_page_of_23_may_2025() -> None:
    for block, phrase in itertools.product(blocks("2025-05-23"), LATER_THAN_MAY):
        said = MAY_BE_LATER.sub("", words_of(block)).lower()
        at = said.find(phrase.lower())
        assert at < 0, said[max(0, at - 80) : at + 120]


def test_rates_past_the_end_of_the_record_say_when_the_law_was_last_read() -> None:
    assert "as last read on 18 September 2026" in words_of(blocks("2026-11-24")[1])
    text = " ".join(words_of(block) for block in blocks("2026-11-24"))
    assert "its entry into force is not confirmed here" in text


def test_the_shares_the_manifest_promises_are_printed() -> None:
    for day in ("2025-05-23", "2026-11-24"):
        keys = {found.key for block in blocks(day) for found in getattr(block, "findings", ())}
        assert {"etr_statutory", "etr_statutory_low", "etr_statutory_high"} <= keys
        assert ("redline_share" in keys) is (day != "2025-05-23")
