"""What scenarios amount to: F13 and F7 vectors, sums that hold for any tree, seeded intervals, stakes and scorecard."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib.analysis import deal, scenarios, talks
from reportlib.analysis.scenarios import (
    Valued,
    branch_values,
    break_even_probability,
    expected,
    expected_value,
    moved,
    spread,
    tornado,
    valued,
)
from reportlib.analysis.scenarios.ranges import changes, inputs
from reportlib.desk import Desk, open_desk
from reportlib.exhibits.prose import compose
from reportlib.words import scenarios as say
from reportlib.words.sentences import length
from tests.unit.trees import ROOT

DUTY, STEEL = "duty-2027", "steel-decision-2025"


def by_id(frame: pd.DataFrame) -> dict[str, dict[Any, Any]]:
    """Rows by their id."""
    return {str(row["id"]): row for row in frame.to_dict("records")}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk("2026-11-24", home=ROOT)


@pytest.fixture(scope="module")
def of(desk: Desk) -> Valued:
    found = valued(desk, DUTY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("p", "x", "said"),
    [
        ([0.5, 0.4], [1, 2], "sum to 1"),
        ([0.5, 0.5], [1], "one value for each probability"),
        ([], [], "one value for each probability"),
        ([1.5, -0.5], [1, 2], "probabilities of 0 to 1"),
        ([0.5, 0.5], [1, math.nan], "finite values"),
    ],
)
def test_a_mean_over_branches_is_refused(p: list[float], x: list[float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        expected_value(p, x)


def test_the_vector_of_expected_value() -> None:
    assert expected_value([0.5, 0.3, 0.2], [55, 30, 40]) == pytest.approx(44.5)


def test_the_break_even_probability_of_a_share_is_the_implied_one() -> None:
    assert break_even_probability(42.90, 55, 30) == pytest.approx(0.516)
    assert break_even_probability(42.90, 55, 30) == pytest.approx(deal.implied_probability(42.90, 55, 30))
    assert break_even_probability(60, 55, 30) > 1, "never clipped"
    with pytest.raises(ValueError, match="two values that differ"):
        break_even_probability(1, 2, 2)
    with pytest.raises(ValueError, match="finite"):
        break_even_probability(math.inf, 2, 1)


def test_a_probability_that_cannot_be_moved_is_refused() -> None:
    with pytest.raises(ValueError, match="of 0 to 1"):
        moved([0.5, 0.5], 0, 1.5)
    with pytest.raises(ValueError, match="another branch"):
        moved([1.0, 0.0], 0, 0.5)
    assert moved([1.0, 0.0], 0, 1.0) == [1.0, 0.0]


SHARES = st.lists(st.floats(0.01, 1), min_size=2, max_size=6).map(lambda found: [one / sum(found) for one in found])


@given(SHARES, st.data())
def test_a_moved_probability_leaves_the_sum_and_the_proportions(p: list[float], data: st.DataObject) -> None:
    at, to = data.draw(st.integers(0, len(p) - 1)), data.draw(st.floats(0, 1))
    changed = moved(p, at, to)
    assert changed[at] == to
    assert sum(changed) == pytest.approx(1)
    others = [n for n in range(len(p)) if n != at]
    assert [changed[n] * p[others[0]] for n in others] == pytest.approx([changed[others[0]] * p[n] for n in others])


@given(SHARES, st.data())
def test_a_mean_lies_between_its_branches_and_the_break_even_meets_it(p: list[float], data: st.DataObject) -> None:
    x = data.draw(st.lists(st.floats(-1e3, 1e3), min_size=len(p), max_size=len(p)))
    mean = expected_value(p, x)
    assert min(x) - 1e-6 <= mean <= max(x) + 1e-6
    others = expected_value(moved(p, 0, 0.0), x)
    if abs(x[0] - others) > 1e-3:
        assert break_even_probability(mean, x[0], others) == pytest.approx(p[0], abs=1e-6)


def test_every_branch_stands_beside_the_mean(of: Valued) -> None:
    rows = branch_values(of).value.to_dict("records")
    leaves, mean = rows[:-1], rows[-1]
    assert [row["id"] for row in leaves] == ["stays", "up-to-deal", "cars", "voided"]
    assert sum(row["p"] for row in leaves) == pytest.approx(1)
    for column in ("rate", "low", "high", "duty", "duty_after", "imports_year", "imports_long_far"):
        assert mean[column] == pytest.approx(sum(row["p"] * row[column] for row in leaves))
    for row in leaves:
        assert row["low"] <= row["rate"] <= row["high"]
        assert row["duty"] == pytest.approx(row["rate"] * of.base_usd_bn)


def test_branches_rank_as_their_laws_do(of: Valued) -> None:
    rate = {key: row["rate"] for key, row in by_id(branch_values(of).value).items()}
    assert rate["voided"] < rate["stays"] < rate["up-to-deal"] < rate["cars"]
    assert rate["stays"] == pytest.approx(of.today.central), "recorded law to the end of 2027 is today's"


def test_imports_respond_against_the_duty(of: Valued) -> None:
    rows = by_id(branch_values(of).value)
    cars = rows["cars"]
    assert rows["stays"]["imports_year"] == 0
    assert rows["voided"]["imports_year"] > 0 > cars["imports_year"]
    assert cars["imports_long_far"] < cars["imports_long_near"] < cars["imports_year"]
    assert of.imports(0.15, -0.76) == pytest.approx(((1 + 0.15) / (1 + of.today.central)) ** -0.76 - 1)


def test_at_its_break_even_probability_a_branch_makes_the_mean_todays(of: Valued) -> None:
    leaves = branch_values(of).value.to_dict("records")[:-1]
    found = [at for at, row in enumerate(leaves) if not math.isnan(row["break_even"])]
    assert [leaves[at]["id"] for at in found] == ["up-to-deal", "cars", "voided"]
    for at in found:
        p = moved([row["p"] for row in leaves], at, leaves[at]["break_even"])
        assert expected_value(p, [row["duty"] for row in leaves]) == pytest.approx(of.duty(of.today.central))


def test_a_tree_without_an_analyst_or_an_entry_day_has_no_mean(desk: Desk) -> None:
    assert [name for name in desk.trees if valued(desk, name)] == [DUTY]


def test_with_all_ranges_central_the_change_is_that_of_the_means(of: Valued) -> None:
    p, change = changes(of, {one.id: np.array([one.central]) for one in inputs(of)})
    told = expected(of)
    assert p.sum() == pytest.approx(1)
    assert float((p * change).sum()) == pytest.approx(told["change"].value, abs=1e-5)
    assert float(tornado(of).value["central_change"].iloc[0]) == pytest.approx(told["change"].value, abs=1e-5)


def test_every_range_has_a_source_or_an_analyst(of: Valued) -> None:
    frame = tornado(of).value
    assert ((frame["source"] != "") | ((frame["author"] != "") & frame["written"].notna())).all()
    assert list(frame["swing"]) == sorted(frame["swing"], reverse=True)
    assert "p:holds" not in set(frame["id"]), "of a pair one takes what the other leaves"


def test_a_range_moves_the_mean_the_way_it_should(of: Valued) -> None:
    rows = by_id(tornado(of).value)
    assert rows["p:voided"]["at_low"] > rows["p:voided"]["at_high"]
    assert rows["cars-rate"]["at_low"] < rows["cars-rate"]["at_high"]


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others(of: Valued) -> None:
    one, same, other = spread(of, 7, draws=500), spread(of, 7, draws=500), spread(of, 8, draws=500)
    assert one.branches.value.equals(same.branches.value)
    assert not one.branches.value.equals(other.branches.value)
    assert one.low.inputs["seed"] == 7


def test_an_interval_holds_its_middle_and_the_shares_of_the_spread_sum_to_one(of: Valued) -> None:
    told = spread(of, 20261124)
    frame = told.branches.value
    assert (frame["low"] <= frame["middle"]).all()
    assert (frame["middle"] <= frame["high"]).all()
    assert told.drivers.value["share"].sum() == pytest.approx(1)
    assert told.drivers.value["id"].iloc[0] == tornado(of).value["id"].iloc[0]
    mean = expected(of)["change"].value
    assert told.low.value < mean < told.high.value


@pytest.mark.parametrize(
    ("day", "n", "gravest"),
    [("2025-04-02", 0, None), ("2025-05-23", 8, -2.9), ("2025-07-25", 15, -3.7), ("2026-11-24", 24, -3.7)],
)
def test_estimates_are_those_known_on_the_day_and_never_averaged(day: str, n: int, gravest: float | None) -> None:
    then = open_desk(day, home=ROOT)
    frame = scenarios.estimates(then).value
    told = scenarios.span(then)
    assert len(frame) == n
    assert (told["gravest"].value if told else None) == gravest
    if n:
        assert set(frame["value_pp"]) <= set(then["macro_estimates"]["value_pp"]), "every dot is a published number"
        assert (frame["definition"] != "").all()


def test_the_estimates_of_k16_are_there(desk: Desk) -> None:
    value = {key: row["value_pp"] for key, row in by_id(scenarios.estimates(desk).value).items()}
    assert value["macro-daiwa-15-15-2025"] == -1.1
    assert value["macro-daiwa-25-all-2029"] == -3.7
    assert (value["macro-nri-15"], value["macro-nri-24"]) == (-0.55, -0.71)
    assert (value["macro-imf-2025-cut"], value["macro-imf-2025-tariffs"]) == (-0.5, -0.28)


def test_the_scorecard_tells_what_the_price_had_said(desk: Desk) -> None:
    row = scenarios.solved(desk, deal.assume(desk, low=25, mid=30, high=35)).value.to_dict("records")[0]
    assert (round(row["first_low"], 3), round(row["first_high"], 3)) == (0.395, 0.597)
    assert (round(row["last_low"], 3), round(row["last_high"], 3)) == (0.85, 0.9)
    assert (row["branch"], row["days"]) == ("Approved", 21)


def test_judgements_are_counted_and_those_with_a_number_scored(desk: Desk) -> None:
    told, score = scenarios.tally(desk), talks.score(desk)
    assert told is not None
    assert (told["resolved"].value, told["true"].value) == (18, 10)
    assert score is not None
    assert score.n.value == 5
    assert talks.brier([(0.7, 1.0)]) == pytest.approx(0.09)
    assert scenarios.tally(open_desk("2023-12-20", home=ROOT)) is None


@pytest.mark.parametrize(
    "day", ["2023-12-20", "2025-04-03", "2025-05-23", "2025-06-02", "2025-06-13", "2025-07-25", "2026-11-24"]
)
def test_the_bottom_line_holds_in_sixty_words_and_every_sentence_has_its_papers(day: str) -> None:
    then = open_desk(day, home=ROOT)
    assumed = deal.assume(then, low=25, mid=30, high=35)
    lead = say.lead_tree(then)
    worth = valued(then, lead) if lead else None
    told = spread(worth, 1, draws=500) if worth else None
    lines = say.bottom_line(then, assumed, worth, told)
    assert sum(length(line) for line in lines) <= 60
    titles = [
        say.title(then, assumed),
        say.gdp_title(then),
        say.solved_title(then, assumed),
        say.judgements_title(then),
    ]
    names = [*then.trees]
    titles += [say.movers_title(then, *names), say.signposts_title(then, *names)]
    titles += [say.tree_title(then, name, assumed) for name in names]
    for line in [*lines, *titles, *say.key_judgements(then), *say.record_ends(then, names)]:
        assert compose(line.template, line.values).runs


def test_the_words_of_each_state() -> None:
    def first(day: str) -> str:
        then = open_desk(day, home=ROOT)
        return say.title(then, deal.assume(then, low=25, mid=30, high=35)).template

    assert first("2023-12-20") == "No scenario is written yet"
    assert "the price speaks for one" in first("2025-05-23")
    assert first("2025-07-25").endswith("no tree is open")
    assert "“{branch}” at {p}" in first("2026-11-24")


def test_a_likelihood_and_a_confidence_never_share_a_sentence(desk: Desk) -> None:
    for line in say.key_judgements(desk):
        for sentence in line.template.split(". "):
            assert not ("{odds}" in sentence and "confidence" in sentence.lower())
