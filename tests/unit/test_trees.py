"""Scenario trees: what is refused with file and key, then what each day sees of them."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from reportlib.analysis import deal, scenarios
from reportlib.analysis.scenarios import trees as room
from reportlib.check import data_faults
from reportlib.desk import Desk, open_desk
from reportlib.errors import DataError, NotFoundError
from reportlib.loaders import ahead, load, load_record, read_trees
from reportlib.loaders.written import is_behind, known_later, written_later
from reportlib.publish import open_record
from reportlib.schemas.tree import Tree
from reportlib.words.figures import render
from reportlib.words.likelihood import TERMS, term
from tests.notebooks.tomorrow import amend, copy_home
from tests.unit.trees import BY, OUTCOME, ROOT, branch, faults, odds, post, record, whole

STEEL, DUTY = "steel-decision-2025", "duty-2027"
RANGE = '[[range]]\nid = "r"\nname = "R"\nlow = {low}\ncentral = 2\nhigh = 3\nunit = "percent"\nmoves = "{moves}"\n'
NO_WRITTEN = '[[branch.probability]]\np = 0.7\nlow = 0.6\nhigh = 0.8\nauthor = "A desk"\n'
NO_AUTHOR = "[[branch.probability]]\np = 0.7\nlow = 0.6\nhigh = 0.8\nwritten = 2026-11-24\n"
LATER = odds(0.6).replace("2026-11-24", "2027-01-01")


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return record()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "expected TOML in UTF-8"),
        (whole(odds(0.6) + post("one") + OUTCOME), "expected a sum of 1 over yes, no on 2026-11-24, found 0.9"),
        (whole(odds(0.7) + OUTCOME), "branch.0.signpost: missing key; expected id, name, text, claim, after"),
        (whole(odds(0.7) + post("one")), "branch.yes.outcome: expected one with its sources, or law or scenario"),
        (
            whole(odds(0.7) + post("one") + OUTCOME.replace('sources = ["src-usitc"]\n', "")),
            "branch.0.outcome.0.sources: missing key; expected quantity, low, high, sources, basis",
        ),
        (
            whole(odds(0.7) + post("one") + OUTCOME.replace('"src-usitc"', "")),
            "branch.0.outcome.0.sources: expected a list of at least 1, found 0",
        ),
        (
            whole(odds(0.7) + post("one") + OUTCOME.replace("src-usitc", "src-nobody")),
            "branch.0.outcome.0.sources: expected an id of data/facts/sources.csv, found 'src-nobody'",
        ),
        (whole(NO_AUTHOR + post("one") + OUTCOME), "branch.0.probability.0.author: missing key; expected p, low, high"),
        (whole(NO_WRITTEN + post("one") + OUTCOME), "branch.0.probability.0.written: missing key"),
        (whole(odds(0.7, 0.8, 0.9) + post("one") + OUTCOME), "p: expected low ≤ p ≤ high, found 0.8, 0.7, 0.9"),
        (whole(odds(0.7) + post("one") + OUTCOME.replace("low = 1", "low = 3")), "high: expected low ≤ high, found 3"),
        (whole(odds(1.7) + post("one") + OUTCOME), "branch.0.probability.0.p: expected a number up to 1, found 1.7"),
        (whole(second=post("two") + OUTCOME), "branch.no.probability: expected one by 2026-11-24, as beside it"),
        (whole(odds(0.7) + LATER + post("one") + OUTCOME), "on 2027-01-01, found 0.9"),
        (
            whole(odds(0.7).replace("2026-11-24", "2026-11-23") + post("one") + OUTCOME),
            "branch.probability.written: expected a day on or after 2026-11-24, found 2026-11-23",
        ),
        (whole(second=odds(0.3) + post("one") + OUTCOME), "signpost: expected one 'one', found 2"),
        (whole(more=branch("sub", post("s") + OUTCOME, after="maybe")), "branch.after: expected one of"),
        (
            whole(more=branch("sub", odds(1) + post("s") + OUTCOME, after="yes")),
            "branch.sub: expected another branch beside it",
        ),
        (whole(more=branch("yes", odds(0) + post("s") + OUTCOME)), "branch: expected one 'yes', found 2"),
        (whole(odds(0.7) + post("one") + OUTCOME.replace('"q"', '"z"')), "branch.outcome.quantity: expected one of q"),
        (whole(more=RANGE.format(low=1, moves="imports")), "range.0: expected sources, or author and written"),
        (whole(more=RANGE.format(low=4, moves="imports") + BY), "central: expected low ≤ central ≤ high"),
        (whole(more=RANGE.format(low=1, moves="rate:maybe") + BY), "range.0.moves: expected one of no, yes"),
        (whole(more=RANGE.format(low=1, moves="prices") + BY), "range.0.moves: expected 'imports' or 'rate:BRANCH'"),
        (whole(more='[[realised]]\nbranch = "maybe"\ntext = "so"\nfact = "x"\n'), "realised.branch: expected one of"),
        (
            whole(more='[[realised]]\nbranch = "yes"\ntext = "so"\nfact = "x"\n'),
            "realised.0.fact: expected an id of a fact with a day, found 'x'",
        ),
        (
            whole('scenario = "peace"\n' + odds(0.7) + post("one")),
            "branch.0.scenario: expected a file of data/scenarios, found 'peace'",
        ),
        (
            whole('estimates = ["macro-nobody"]\n' + odds(0.7) + post("one") + OUTCOME),
            "branch.0.estimates: expected an id of macro_estimates.csv, found 'macro-nobody'",
        ),
        (
            whole(odds(0.7) + post("one").replace("legal", "weather") + OUTCOME),
            "branch.0.signpost.0.track: expected a track of data/facts/coverage.csv, found 'weather'",
        ),
        (whole().replace("2027-06-30", "2026-06-30"), "horizon: expected a day on or after 2026-11-24"),
        (whole().replace("entry = 2027-06-30\n", "").replace(OUTCOME, "", 1).replace(
            'name = "yes"', 'name = "yes"\nlaw = "recorded"'), "entry: expected the entry day"),
        (whole().replace("question", "qestion"), "question: missing key; expected title, question, subject"),
    ],
)  # fmt: skip
def test_a_tree_is_refused_with_file_and_key(
    tmp_path: Path, tables: dict[str, pd.DataFrame], text: str, said: str
) -> None:
    found = faults(tmp_path, text, tables)
    assert found.startswith("data/trees/case.toml")
    assert said in found


def test_a_copy_of_a_tree_is_refused_for_its_title_and_its_signposts(
    tmp_path: Path, tables: dict[str, pd.DataFrame]
) -> None:
    assert faults(tmp_path, whole(), tables, name="first") == ""
    assert faults(tmp_path, whole(), tables, name="second").splitlines() == [
        "data/trees/second.toml: title: expected a title of its own, found 'A tree', "
        "which data/trees/first.toml has already",
        "data/trees/second.toml: branch.0.signpost.0.id: expected an id of its own, found 'one', "
        "which data/trees/first.toml has already",
        "data/trees/second.toml: branch.1.signpost.0.id: expected an id of its own, found 'two', "
        "which data/trees/first.toml has already",
    ]


def test_two_trees_with_titles_and_signposts_of_their_own_are_taken(
    tmp_path: Path, tables: dict[str, pd.DataFrame]
) -> None:
    assert faults(tmp_path, whole(), tables, name="first") == ""
    other = whole(odds(0.7) + post("three") + OUTCOME, odds(0.3) + post("four") + OUTCOME)
    assert faults(tmp_path, other.replace('"A tree"', '"Another"'), tables, name="second") == ""


def test_what_was_not_known_on_the_day_of_writing_is_refused(tmp_path: Path, tables: dict[str, pd.DataFrame]) -> None:
    early = whole().replace("2026-11-24", "2026-07-22")
    assert "expected what was known by 2026-07-22, found 'tariff-s301-memo-12-5-2026-07-23'" in faults(
        tmp_path, early, tables
    )


def test_the_same_tree_without_a_slip_is_taken(tmp_path: Path, tables: dict[str, pd.DataFrame]) -> None:
    assert faults(tmp_path, whole(), tables) == ""


def test_a_faulty_tree_stops_the_whole_record(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for folder in ("facts", "series", "scenarios"):
        (tmp_path / "data" / folder).symlink_to(ROOT / "data" / folder)
    faults(tmp_path, whole(odds(0.6) + post("one") + OUTCOME), record())
    with pytest.raises(DataError, match=r"data/trees/case\.toml: .*expected a sum of 1"):
        load(tmp_path)


def test_what_is_written_ahead_of_today_stops_check_and_build_and_passes_on_its_day(tmp_path: Path) -> None:
    (tmp_path / "data" / "scenarios").mkdir(parents=True)
    for folder in ("facts", "series"):
        (tmp_path / "data" / folder).symlink_to(ROOT / "data" / folder)
    assumption = 'title = "A"\ntext = "b"\nauthor = "c"\nwritten = 2026-11-25\ndrop = ["jp-122-10"]\n'
    (tmp_path / "data" / "scenarios" / "case.toml").write_text(assumption)
    moved = RANGE.format(low=1, moves="imports") + BY.replace("2026-11-24", "2026-11-26")
    assert faults(tmp_path, whole(more=moved), record()) == ""
    said = [
        "data/scenarios/case.toml: written: expected a day up to today, 2026-11-24, found 2026-11-25",
        "data/trees/case.toml: range.0.written: expected a day up to today, 2026-11-24, found 2026-11-26",
    ]
    assert [str(one) for one in data_faults(tmp_path, date(2026, 11, 24))] == said
    with pytest.raises(DataError) as caught:
        open_record(tmp_path, date(2026, 11, 24))
    assert str(caught.value).splitlines() == said
    assert open_record(tmp_path, date(2026, 11, 26)).first_day == date(2023, 12, 18)


def test_a_row_of_a_day_to_come_is_told_and_excuses_no_author(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    amend(home, "benchmarks", "bench-k6-05", {"known_on": "2062-11-09"})
    path = home / "data/trees/third-tranche.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-24", "2026-11-25"), encoding="utf-8")
    with pytest.raises(DataError, match="written: expected a day up to today, 2026-11-24, found 2026-11-25"):
        load_record(home, today=date(2026, 11, 24))
    (line,) = ahead(home, date(2026, 11, 24))
    assert line.startswith("data/facts/benchmarks.csv: bench-k6-05: ")
    assert line.endswith("known_on: 2062-11-09 lies after today, 2026-11-24; no briefing shows the row before")
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-25", "2026-11-24"), encoding="utf-8")
    assert load_record(home, today=date(2026, 11, 24)).trees


def test_a_clock_behind_the_newest_row_is_no_fault_of_an_author(tables: dict[str, pd.DataFrame]) -> None:
    assert is_behind(date(2026, 9, 1), tables)
    assert not is_behind(date(2026, 11, 24), tables)
    (line,) = known_later(date(2026, 9, 1), tables)
    assert line.startswith("the clock of this machine says 2026-09-01, and ")
    assert known_later(date(2026, 11, 24), tables) == []
    assert load_record(ROOT, today=date(2025, 1, 1)).trees
    assert load_record(ROOT, today=date(2026, 11, 24)).trees


@pytest.mark.parametrize(
    ("text", "key"),
    [(whole().replace("written = 2026-11-24", "written = 2026-11-25"), "written"),
     (whole(odds(0.6) + LATER + post("one") + OUTCOME, odds(0.4) + LATER.replace("0.6", "0.4") + post("two") + OUTCOME),
      "branch.0.probability.1.written")],
)  # fmt: skip
def test_each_day_of_writing_of_a_tree_is_held_against_today(
    tmp_path: Path, tables: dict[str, pd.DataFrame], text: str, key: str
) -> None:
    assert faults(tmp_path, text, tables) == ""
    found, _ = read_trees(tmp_path, tables, {})
    today = date(2026, 11, 24)
    assert f"data/trees/case.toml: {key}: expected a day up to" in str(next(written_later({}, found, today)))
    assert not list(written_later({}, found, date(2027, 1, 1)))


def assumed(desk: Desk) -> deal.Assumed:
    return deal.assume(desk, low=25, mid=30, high=35)


def test_a_tree_is_on_no_desk_before_it_was_written() -> None:
    assert open_desk("2025-05-22", home=ROOT).trees == {}
    assert set(open_desk("2026-11-23", home=ROOT).trees) == {STEEL}
    with pytest.raises(NotFoundError, match="no tree 'duty-2027' was written by 2026-11-23"):
        scenarios.tree(open_desk("2026-11-23", home=ROOT), DUTY)


def test_a_probability_written_later_leaves_the_branch_unquantified_until_then() -> None:
    told = Tree.model_validate(open_desk("2026-11-24", home=ROOT).trees[DUTY].model_dump())
    early = told.model_copy(update={"written": date(2026, 9, 1)})
    then, now = early.known(date(2026, 11, 23)), early.known(date(2026, 11, 24))
    assert early.known(date(2026, 8, 31)) is None
    assert then is not None
    assert not any(one.probability for one in then.branch)
    assert [one.id for one in then.range] == ["elasticity"], "a range of an analyst has a day, too"
    assert now is not None
    assert now.is_quantified()


def test_a_desk_set_back_forgets_later_trees_and_what_came_true() -> None:
    desk = open_desk("2026-11-24", home=ROOT).back_to("2025-06-12")
    assert set(desk.trees) == {STEEL}
    assert desk.trees[STEEL].realised == ()
    assert {one.signpost for one in desk.trees[STEEL].seen} == {"signpost-approve-word", "signpost-delay-due"}


def test_the_digest_of_a_day_tells_its_trees_and_no_later_ones() -> None:
    today, then = open_desk("2026-11-24", home=ROOT), open_desk("2025-05-23", home=ROOT)
    assert {"trees/duty-2027", "scenarios/capacity-case"} <= set(today.digests())
    assert today.back_to("2025-05-23").digests() == then.digests()
    assert not any(name.startswith("scenarios/") for name in then.digests())


@pytest.mark.parametrize(
    ("day", "low", "high", "open_now"),
    [("2025-05-23", 0.395, 0.5967, True), ("2025-05-24", 0.8505, 0.9003, True), ("2025-06-12", 0.8505, 0.9003, True),
     ("2025-06-13", 0.8505, 0.9003, False), ("2026-11-24", 0.8505, 0.9003, False)],
)  # fmt: skip
def test_approval_takes_the_band_of_the_price_and_the_rest_stays_unquantified(
    day: str, low: float, high: float, open_now: bool
) -> None:
    desk = open_desk(day, home=ROOT)
    first, *rest = scenarios.nodes(desk, STEEL, assumed(desk)).value.to_dict("records")
    assert (first["id"], round(first["low"], 4), round(first["high"], 4)) == ("approve", low, high)
    assert [row["by"] for row in (first, *rest)] == ["market", "none", "none"]
    assert all(math.isnan(row["p"]) for row in rest)
    assert (STEEL in scenarios.open_trees(desk)) is open_now
    assert scenarios.valued(desk, STEEL) is None


@pytest.mark.parametrize(
    ("day", "text"),
    [("2025-06-12", None), ("2025-06-13", "approved, on condition of a national security agreement"),
     ("2025-06-14", "approved, with golden share"), ("2026-11-24", "approved, with golden share")],
)  # fmt: skip
def test_the_branch_that_came_true_is_marked_from_the_day_it_was_known(day: str, text: str | None) -> None:
    desk = open_desk(day, home=ROOT)
    end = scenarios.ending(desk, STEEL)
    assert (end.text if end else None) == text
    frame = scenarios.nodes(desk, STEEL, assumed(desk)).value
    assert list(frame.loc[frame["came_true"], "id"]) == (["approve"] if text else [])
    assert len(frame) == 3, "the others stay as counterfactuals"


@pytest.mark.parametrize(
    ("day", "states"),
    [("2025-05-23", ["unseen", "unseen", "unseen", "due"]), ("2025-06-02", ["seen", "unseen", "unseen", "due"]),
     ("2025-06-06", ["seen", "unseen", "unseen", "seen"]), ("2026-11-24", ["seen", "seen", "unseen", "seen"])],
)  # fmt: skip
def test_a_signpost_is_seen_from_the_day_its_fact_was_known(day: str, states: list[str]) -> None:
    assert list(scenarios.signposts(open_desk(day, home=ROOT), STEEL).value["state"]) == states


def test_past_the_end_of_our_record_a_signpost_is_not_known() -> None:
    frame = scenarios.signposts(open_desk("2026-11-24", home=ROOT), DUTY).value
    assert set(frame["state"]) == {"unknown"}
    assert set(frame["horizon"].dt.strftime("%Y-%m-%d")) == {"2026-06-12", "2026-09-18"}


def test_every_word_of_likelihood_covers_its_range() -> None:
    bounds = {name: (low, high) for name, low, high in TERMS}
    for tree in open_desk("2026-11-24", home=ROOT).trees.values():
        for one in tree.branch:
            latest = one.latest()
            if latest:
                low, high = bounds[term((latest.low + latest.high) / 2)]
                assert low <= latest.low, f"{tree.title}, {one.name}"
                assert latest.high <= high, f"{tree.title}, {one.name}"


def test_every_unit_of_a_tree_can_be_printed() -> None:
    for tree in open_desk("2026-11-24", home=ROOT).trees.values():
        for unit in [*(one.unit for one in tree.quantity), *(one.unit for one in tree.range)]:
            assert render(1.0, unit)


def test_the_stated_elasticities_are_those_of_the_record() -> None:
    desk = open_desk("2026-11-24", home=ROOT)
    stated = next(one for one in desk.trees[DUTY].range if one.moves == "imports")
    table = desk["elasticities"]
    assert (stated.low, stated.high) == (table["farthest"].min(), table["nearest"].max())
    assert set(stated.sources) == {*table["source"], *table["source2"]}


def test_a_fact_without_a_day_shows_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_desk("2026-11-24", home=ROOT)
    end = desk.trees[STEEL].realised[0].model_copy(update={"fact": "coverage-deal"})
    monkeypatch.setitem(desk.trees, STEEL, desk.trees[STEEL].model_copy(update={"realised": (end,)}))  # type: ignore[arg-type]
    with pytest.raises(NotFoundError, match="expected a fact with a day"):
        room.ending(desk, STEEL)
