"""Charts of the scenarios: words that stand apart, alternative texts of the data, a tree without its picture."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from reportlib.analysis import deal, scenarios
from reportlib.blocks import Figure, Lead, Points, Table, plain
from reportlib.desk import Desk
from reportlib.exhibits import scenarios as charts
from reportlib.exhibits.frame import Chart
from reportlib.words import scenarios as say
from tests.exhibits.drawn import assert_alt_is_of_the_data, assert_labels_stand_apart, blocks_of, desk_of, words_of

DAYS = ("2025-05-23", "2025-06-13", "2025-07-25", "2026-11-24")
STEEL, DUTY = "steel-decision-2025", "duty-2027"


@cache
def desk(day: str) -> Desk:
    return desk_of(day)


def tree(day: str, name: str) -> pd.DataFrame:
    then = desk(day)
    assumed = deal.assume(then, low=25, mid=30, high=35)
    return say.tree_data(then, name, assumed, scenarios.valued(then, name)).value


@cache
def drawn() -> list[tuple[str, Chart, pd.DataFrame]]:
    today = desk("2026-11-24")
    of = scenarios.valued(today, DUTY)
    assert of is not None
    found = [(f"tree {name} {day}", charts.decision_tree, tree(day, name)) for day in DAYS for name in desk(day).trees]
    found += [(f"gdp {day}", charts.gdp_dots, say.gdp_data(desk(day)).value) for day in DAYS]
    found.append(("tornado", charts.tornado_bars, say.tornado_data(of).value))
    found.append(("outcomes", charts.outcome_ranges, say.outcomes_data(of, today).value))
    return found


NAMES = [
    *(f"tree {STEEL} {day}" for day in DAYS),
    *(f"tree {name} 2026-11-24" for name in ("annexes-2028", DUTY, "polysilicon-2026", "third-tranche")),
    *(f"gdp {day}" for day in DAYS),
    "tornado", "outcomes",
]  # fmt: skip


def test_every_chart_is_drawn() -> None:
    assert sorted(NAMES) == sorted(name for name, _, _ in drawn())


@pytest.mark.parametrize("name", NAMES)
def test_words_stand_apart_and_the_alternative_is_of_the_data(name: str) -> None:
    helper, data = next((helper, data) for key, helper, data in drawn() if key == name)
    assert_labels_stand_apart(helper, data)
    assert_alt_is_of_the_data(helper, data)


def test_a_tree_is_told_branch_by_branch_without_a_picture() -> None:
    alt = charts.decision_tree.describe(tree("2026-11-24", DUTY))
    assert alt.startswith("Decision tree, read from left to right. Question: What does the United States ask")
    assert "From the question grow 2 branches: Section 301 action holds, very likely (80–95%)" in alt
    assert "From Section 301 action holds grow 3 branches: As now, likely (55–80%), brings 57%" in alt
    for name in tree("2026-11-24", DUTY)["name"]:
        assert name in alt


def test_what_nobody_quantifies_says_so_and_what_came_true_is_named() -> None:
    before, after = (charts.decision_tree.describe(tree(day, STEEL)) for day in ("2025-05-23", "2025-06-14"))
    assert "Approved, price implies 40–60%" in before
    assert before.count("not quantified") == 2
    assert "golden share" not in before
    assert "Approved, price of 23 May implied 85–90%, brings $55, approved, with golden share" in after
    assert "Refused, not quantified" in after


def test_means_of_estimates_are_never_drawn() -> None:
    today = desk("2026-11-24")
    of = scenarios.valued(today, DUTY)
    assert of is not None
    frame = say.outcomes_data(of, today).value
    drawn = dict(zip(frame["id"], frame["gdp"], strict=True))
    assert drawn == {"stays": "", "up-to-deal": "-1.1;-0.55;-0.3", "cars": "", "voided": "", "": ""}


@pytest.mark.parametrize(
    ("day", "later"),
    [
        ("2023-12-20", ("2024", "2025", "tariff talks")),
        ("2025-05-23", ("golden", "framework", "12.5%", "2026", "partnership post")),
        ("2025-07-25", ("2026", "section 301", "section 122")),
    ],
)
def test_no_word_of_a_page_tells_what_came_later(day: str, later: tuple[str, ...]) -> None:
    said = " ".join(words_of(block) for block in blocks_of("scenarios", day))
    assert [word for word in later if word in said] == []


def test_page_one_of_the_seed_day_has_its_branches_and_their_odds() -> None:
    blocks = blocks_of("scenarios", "2025-05-23")
    lead = next(plain(block.runs) for block in blocks if isinstance(block, Lead))
    assert "40% to 60% for “Approved”" in lead
    assert "5 June, 13 days away" in lead
    assert len(lead.split()) <= 60
    keys = {block.key for block in blocks if isinstance(block, Figure | Table)}
    assert {
        "scenarios-tree",
        "scenarios-branches",
        "scenarios-outcomes",
        "scenarios-signposts",
        "scenarios-gdp",
    } <= keys
    assert not {"scenarios-values", "scenarios-tornado", "scenarios-ranges"} & keys, "there is no expected value"


def test_todays_page_weighs_its_branches_and_keeps_the_solved_case() -> None:
    blocks = blocks_of("scenarios", "2026-11-24")
    keys = {block.key for block in blocks if isinstance(block, Figure | Table)}
    assert {
        "scenarios-values",
        "scenarios-tornado",
        "scenarios-ranges",
        "scenarios-intervals",
        "scenarios-side",
    } <= keys
    assert {"scenarios-tree-solved", "scenarios-solved", "scenarios-judgements"} <= keys
    judged = next(block for block in blocks if isinstance(block, Points) and block.ordered)
    assert len(judged.items) == 5
    assert "very likely (80–95%)" in plain(judged.items[0])
