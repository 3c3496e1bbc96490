"""Scenarios: what is refused with file and key, then what each makes of the law."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from reportlib.analysis.tariffs import default_exposure, effective, known_law
from reportlib.analysis.tariffs.findings import against_record, duty_against_record, effective_rate, tariffs
from reportlib.analysis.tariffs.scenarios import under
from reportlib.desk import open_desk
from reportlib.errors import NotFoundError
from reportlib.exhibits.prose import compose
from reportlib.loaders import load, read_scenarios
from reportlib.words.tariffs import (
    what_if_duty,
    what_if_line,
    what_if_sentence,
    what_if_table,
    what_if_table_title,
    what_if_title,
)
from tests.unit.lawbook import ROOT, TODAY, law, paid

CAR, CHAIR, STEEL, TRUCK = "8703230190", "9401614011", "7208390030", "8704310120"
HEAD = 'title = "A"\ntext = "b"\nauthor = "c"\nwritten = 2026-11-24\n'


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return load(ROOT)


def faults(folder: Path, text: str, tables: dict[str, pd.DataFrame], name: str = "case") -> str:
    (folder / "data/scenarios").mkdir(parents=True, exist_ok=True)
    (folder / f"data/scenarios/{name}.toml").write_text(text, encoding="utf-8")
    return "\n".join(map(str, read_scenarios(folder, tables)[1]))


WITH = HEAD + '[[change]]\nmeasure = "jp-122-10"\n'
ADD = HEAD + '[[add]]\nid = "x"\ntitle = "X"\nrate = 5\nlists = ["no-list"]\neffective_from = 2026-01-01\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "expected TOML in UTF-8"),
        (HEAD, "expected a difference from recorded law"),
        (HEAD + 'drop = ["jp-nothing"]\n', "drop: expected an id of data/facts/measures.csv, found 'jp-nothing'"),
        (HEAD + 'dorp = ["jp-122-10"]\n', "dorp: unknown key; expected title, text, author, written, ieepa_end"),
        (WITH + "rate = 201\n", "change.0.rate: expected a number up to 200, found 201"),
        (HEAD + '[[change]]\nmeasure = "jp-122-11"\nrate = 1\n', "change.0.measure: expected an id"),
        (WITH + "effective_from = 2026-05-01\neffective_to = 2026-04-01\n", "a day after 2026-05-01, found 2026-04-01"),
        (WITH + "effective_to = 2026-02-01\n", "change.0.effective_to: expected an end after 2026-02-24"),
        (ADD, "add.0.lists: expected a list of data/facts/scopes.csv, found 'no-list'"),
        (HEAD + 'ieepa_end = "never"\n', "ieepa_end: expected '2026-02-24', '2026-02-20' or 'ab_initio', found"),
    ],
)  # fmt: skip
def test_a_scenario_is_refused_with_file_and_key(
    tmp_path: Path, tables: dict[str, pd.DataFrame], text: str, said: str
) -> None:
    found = faults(tmp_path, text, tables)
    assert found.startswith("data/scenarios/case.toml")
    assert said in found


def test_a_name_that_could_name_no_edition_is_refused(tmp_path: Path, tables: dict[str, pd.DataFrame]) -> None:
    assert "expected a name like no-deal" in faults(tmp_path, HEAD + 'drop = ["jp-122-10"]\n', tables, name="No Deal")


def test_a_copy_of_a_scenario_is_refused_until_it_has_a_title_of_its_own(
    tmp_path: Path, tables: dict[str, pd.DataFrame]
) -> None:
    text = HEAD + 'drop = ["jp-122-10"]\n'
    assert faults(tmp_path, text, tables, name="first") == ""
    assert faults(tmp_path, text, tables, name="second") == (
        "data/scenarios/second.toml: title: expected a title of its own, found 'A', "
        "which data/scenarios/first.toml has already"
    )
    assert faults(tmp_path, text.replace('"A"', '"B"'), tables, name="second") == ""


def test_a_scenario_nobody_wrote_is_named_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match="no scenario 'peace' in data/scenarios; there are: capacity-case"):
        open_desk(TODAY, home=ROOT).scenario("peace")


@pytest.mark.parametrize(
    ("name", "code", "mfn", "day", "recorded", "expected"),
    [
        ("no-deal", CAR, 2.5, "2026-11-24", 15.0, 27.5),
        ("no-deal", "8479500000", 2.5, "2025-07-08", 12.5, 12.5),
        ("no-deal", "8479500000", 2.5, "2025-07-09", 12.5, 26.5),
        ("no-deal", "8479500000", 2.5, "2026-11-24", 12.5, 26.5),
        ("deal-for-all", STEEL, 0, "2026-11-24", 50.0, 15.0),
        ("deal-for-all", "8479500000", 2.5, "2026-11-24", 12.5, 15.0),
        ("section-232-only", "8479500000", 2.5, "2026-11-24", 12.5, 2.5),
        ("section-232-only", CAR, 2.5, "2026-11-24", 15.0, 15.0),
        ("capacity-case", CAR, 2.5, "2026-11-24", 15.0, 25.0),
        ("capacity-case", TRUCK, 25, "2026-11-24", 25.0, 35.0),
        ("capacity-case", CAR, 2.5, "2026-11-23", 15.0, 15.0),
        ("capacity-case", STEEL, 0, "2026-11-24", 50.0, 50.0),
    ],
)
def test_what_a_scenario_changes_and_what_it_leaves(
    name: str, code: str, mfn: float, day: str, recorded: float, expected: float
) -> None:
    scenario = open_desk(TODAY, home=ROOT).scenario(name)
    assert paid(code, mfn, day)["all_in"] == recorded
    assert paid(code, mfn, day, under=under(law(), scenario))["all_in"] == pytest.approx(expected)


def test_the_law_itself_is_left_as_it_was() -> None:
    before = law().measures.copy()
    under(law(), open_desk(TODAY, home=ROOT).scenario("no-deal"))
    pd.testing.assert_frame_equal(law().measures, before)


def test_what_is_not_yet_known_on_a_desk_is_left_alone() -> None:
    desk = open_desk("2025-05-23", home=ROOT)
    made = under(known_law(desk), desk.scenario("no-deal"))
    assert set(made.measures["id"]) <= set(desk["measures"]["id"])


def test_an_added_duty_has_a_part_of_its_own() -> None:
    desk = open_desk(TODAY, home=ROOT)
    made = effective(under(known_law(desk), desk.scenario("capacity-case")), default_exposure(desk), date(2026, 11, 24))
    assert made.parts["added"] > 0
    assert sum(made.parts.values()) == pytest.approx(made.central, abs=1e-12)


def test_without_a_scenario_nothing_is_set_beside_the_record() -> None:
    assert against_record(tariffs(open_desk(TODAY, home=ROOT))).value.empty


def test_recorded_law_and_scenario_stand_side_by_side() -> None:
    frame = against_record(tariffs(open_desk(TODAY, home=ROOT), scenario="capacity-case")).value
    rows = {row["archetype"]: row for row in frame.to_dict("records")}
    assert (rows["car"]["recorded"], rows["car"]["scenario"]) == (0.15, 0.25)
    assert rows["car"]["rule_scenario"] == "JP-232-AUTO-15+CAPACITY-CARS-10"
    assert rows["steel"]["change"] == 0
    assert 0.01 < rows[""]["change"] < 0.05


def test_a_scenario_names_itself_in_every_figure() -> None:
    made = effective_rate(tariffs(open_desk(TODAY, home=ROOT), scenario="ieepa-refunded"))["etr_statutory"]
    assert made.inputs["scenario"] == "IEEPA duties refunded"
    assert made.inputs["end of IEEPA"] == "ab_initio"


def test_a_what_if_says_that_it_is_no_law_and_prints_every_value_with_its_papers() -> None:
    assumed = tariffs(open_desk(TODAY, home=ROOT), scenario="no-deal")
    stated = what_if_sentence(assumed)
    assert stated.template.startswith("**An assumption, not law.**")
    for sentence in (what_if_title(assumed), what_if_line(assumed), stated, what_if_table_title(assumed)):
        assert compose(sentence.template, sentence.values).runs
    assert "more than the {pays:tenth} of recorded law" in what_if_line(assumed).template
    rows = {row["archetype"]: row for row in what_if_table(assumed).value.to_dict("records")}
    car = rows["car"]
    assert (car["recorded_words"], car["scenario_words"], car["change_words"]) == ("15%", "27.5%", "+12.5")
    assert rows["steel"]["change_words"] == "–"


def test_without_a_scenario_there_is_no_what_if() -> None:
    with pytest.raises(ValueError, match="no scenario is asked for"):
        what_if_title(tariffs(open_desk(TODAY, home=ROOT)))
    with pytest.raises(ValueError, match="no scenario is asked for"):
        what_if_duty(tariffs(open_desk(TODAY, home=ROOT)))


@pytest.mark.parametrize(
    ("name", "on", "duty", "side"),
    [
        ("no-deal", "2025-08-20", 8.6, "more"),
        ("section-232-only", TODAY, -6.0, "less"),
        ("ieepa-refunded", TODAY, 0.0, "no change"),
    ],
)
def test_the_duty_of_a_year_is_the_change_of_the_rate_on_the_imports_of_the_weights(
    name: str, on: str, duty: float, side: str
) -> None:
    assumed = tariffs(open_desk(TODAY, on, home=ROOT), scenario=name)
    assert assumed.recorded
    change = assumed.effective(assumed.desk.on).central - assumed.recorded.effective(assumed.desk.on).central
    found = duty_against_record(assumed).value
    assert found == pytest.approx(change * 143.5946, abs=0.051)
    assert found == pytest.approx(duty, abs=0.25)
    assert side in what_if_duty(assumed).template
