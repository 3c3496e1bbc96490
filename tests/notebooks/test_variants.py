"""Variants: an edition beside the usual one, named by a scenario."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from reportlib.check import check_notebook
from reportlib.editions import briefings, read_contract
from reportlib.errors import ParameterError
from reportlib.publish import Outcome, build
from tests.notebooks.homes import RECORD, make_home, order
from tests.notebooks.tiny import PARAMETERS

pytestmark = pytest.mark.slow

ASKED = PARAMETERS + 'scenario = ""  # scenario or empty: a named difference\n'


def page(nb: nbformat.NotebookNode, name: str, wanted: str, paper: str) -> bytes:
    return f"{name} {nb.metadata.reportlib.parameters['scenario']}".encode()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = make_home(tmp_path, "simple", parameters=ASKED)
    with (made / "notebooks" / "editions.toml").open("a") as editions:
        editions.write('variant = "scenario"\n')
    scenarios = made / "data" / "scenarios"
    scenarios.mkdir(parents=True)
    (scenarios / "no-deal.toml").write_text("title = 'No deal'\n")
    return made


def made(home: Path, **parameters: object) -> Outcome:
    (outcome,) = build(order(home, parameters=parameters), record=RECORD, render=page)
    assert outcome.error is None, outcome.error
    return outcome


def test_a_scenario_that_is_not_there_is_refused_before_anything_is_touched(home: Path) -> None:
    with pytest.raises(ParameterError, match="scenario: expected one of no-deal, or nothing, found 'no-dael'"):
        made(home, scenario="no-dael")
    assert not (home / "reports").exists()


def test_a_variant_without_its_parameter_is_a_fault_of_the_notebook(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    with (home / "notebooks" / "editions.toml").open("a") as editions:
        editions.write('variant = "scenario"\n')
    faults = check_notebook(briefings(home)["simple"])
    assert "expected a parameter scenario" in "\n".join(map(str, faults))


def test_a_scenario_is_published_beside_the_usual_edition(home: Path) -> None:
    usual, variant = made(home), made(home, scenario="no-deal")
    assert [one.folder.name for one in (usual, variant)] == ["simple", "simple--no-deal"]
    assert usual.content_id != variant.content_id
    manifest = json.loads((variant.folder / "manifest.json").read_text())
    assert (manifest["briefing"], manifest["variant"]) == ("simple", "no-deal")
    assert json.loads((usual.folder / "manifest.json").read_text())["variant"] == ""
    assert (variant.folder / "simple.html").read_text() == "simple no-deal"


def test_a_changed_scenario_changes_the_content_id_of_its_own_edition_only(home: Path) -> None:
    before = made(home), made(home, scenario="no-deal")
    (home / "data/scenarios/no-deal.toml").write_text("title = 'No deal at all'\n")
    after = made(home), made(home, scenario="no-deal")
    assert [one.content_id == two.content_id for one, two in zip(before, after, strict=True)] == [True, False]


def test_the_contract_lists_the_scenarios_there_are(home: Path) -> None:
    asked = {one.name: one for one in read_contract(home / "notebooks/simple.ipynb")}["scenario"]
    assert (asked.choices, asked.read("")) == (("no-deal",), "")
    assert asked.allowed == "one of no-deal, or nothing"
