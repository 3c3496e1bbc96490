"""`reportlib check`: each rule refuses what it should, at the right cell, and everything is said at once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reportlib.check import check_all, check_notebook, data_faults, notebook_faults, write_generated
from reportlib.editions import Briefing, read_cells
from reportlib.errors import ParameterError
from tests.notebooks.homes import ROOT, TODAY, make_home
from tests.notebooks.tiny import write_notebook

HEAD = ("code", 'as_of = "2025-05-23"  # date: what was known on this day')


def faults(folder: Path, *cells: tuple[str, str]) -> list[str]:
    path = write_notebook(folder / "notebooks" / "talks.ipynb", [HEAD, *cells])
    return [str(fault) for fault in check_notebook(Briefing(name="talks", title="Talks", notebook=path))]


def test_without_the_room_that_describes_the_data_nothing_passes_as_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reportlib.descriptor", None)
    monkeypatch.delattr("reportlib.descriptor", raising=False)
    for work in (lambda home: data_faults(home, TODAY), write_generated):
        with pytest.raises(ImportError, match="descriptor"):
            work(ROOT)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("code", "def f():\n    pass"), "line 1: defines f"),
        (("code", "class F:\n    pass"), "line 1: defines F"),
        (("code", "f = lambda x: x"), "line 1: defines a lambda"),
        (("code", "x = 1\nopen('a')"), "line 2: calls open()"),
        (("code", "eval('1')"), "calls eval()"),
        (("code", "import papermill as pm"), "imports papermill"),
        (("code", "from nbconvert.exporters import HTMLExporter"), "imports nbconvert.exporters"),
        (("code", "x = ("), "not Python"),
        (("code", 'x = 1\npage.say("The bid is worth $14.1bn.")'), "line 2: the bare numeral '$14.1bn'"),
        (("code", 'page.table(t, c, key="k-2", title="Seven dates", subtitle="")'), "the bare numeral 'Seven'"),
        (("code", 'page.table(t, c, key="k", note="a" + ("over 3 days" if x else ""))'), "the bare numeral '3'"),
        (("code", 'page.section(f"In 2025, {x}")'), "the bare numeral '2025'"),
        (("code", 'page.points(page.sentence("by {n} and 12 more", n=n))'), "the bare numeral '12'"),
        (("code", 'page.commentary("""\nIt fell.\n\nTo 5 of them.\n""", author="A")'), "'5'"),
        (("code", 'x = 1\npage.commentary("a")'), "line 2: expected a commentary alone in a cell tagged 'commentary'"),
        (("code", 'page.commentary("a")'), "line 1: expected a commentary alone in a cell tagged 'commentary'"),
        (("markdown", "The bid is worth $14.1bn."), "the bare numeral '$14.1bn'"),
        (("markdown", "In 2025 it rose"), "the bare numeral '2025'"),
        (("markdown", "A <b>bold</b> claim"), "raw HTML '<b>'"),
        (("markdown", "A <script src='x'> here"), "raw HTML"),
        (("markdown", "seen <!-- or not -->"), "raw HTML"),
    ],
)
def test_what_a_notebook_may_not_hold_is_named_with_its_cell(tmp_path: Path, cell: tuple[str, str], said: str) -> None:
    found = faults(tmp_path, cell)
    assert found
    assert found[0].startswith("notebooks/talks.ipynb:cell 2: ")
    assert said in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Section 232 and the G7.", "Code like `x = 1` stays.", "```\n12 lines\n```", "1. first\n2. second",
        "See [the order](https://example.org/2025/1).", "a < b and b > c", "$x_1 + 2$", "A note[^1]\n\n[^1]: below",
        "<https://example.org/5>",
    ],
)  # fmt: skip
def test_prose_that_only_looks_like_a_fault_is_let_pass(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, ("markdown", text)) == []


def test_too_many_code_cells_are_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, *[("code", "x = 1")] * 24) == []
    assert "expected at most 25 code cells, found 26" in faults(tmp_path, *[("code", "x = 1")] * 25)[0]


def test_committed_outputs_are_refused(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "notebooks" / "talks.ipynb", [HEAD, ("code", "1")])
    path.write_text(path.read_text().replace('"execution_count": null', '"execution_count": 3'))
    found = check_notebook(Briefing(name="talks", title="Talks", notebook=path))
    assert [str(one) for one in found] == [
        f"notebooks/talks.ipynb:cell {number}: committed outputs; run nbstripout" for number in (1, 2)
    ]


@pytest.mark.parametrize(
    ("cells", "tagged", "said"),
    [
        ([("code", "x = 1"), HEAD], False, "expected one cell tagged 'parameters', found none"),
        ([("code", 'on = ""  # date or empty: entry date')], True, "expected a parameter as_of, found none"),
        ([("code", "as_of = today()  # date: day")], True, "as_of: expected a literal"),
    ],
)
def test_a_notebook_without_a_readable_contract_is_refused(
    tmp_path: Path, cells: list[tuple[str, str]], tagged: bool, said: str
) -> None:
    path = write_notebook(tmp_path / "notebooks" / "talks.ipynb", cells, tagged=tagged)
    found = check_notebook(Briefing(name="talks", title="Talks", notebook=path))
    assert any(said in str(one) for one in found)


def test_a_stray_and_a_missing_notebook_are_named(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    write_notebook(home / "notebooks" / "draft.ipynb", [HEAD])
    (home / "notebooks" / "simple.ipynb").unlink()
    said = [str(fault) for fault in notebook_faults(home)]
    assert said[0] == "notebooks/draft.ipynb: not listed in notebooks/editions.toml"
    assert said[1] == "notebooks/simple.ipynb: no notebook"


def test_a_file_that_is_no_notebook_is_told_with_its_path_once_and_what_to_do(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    path = home / "notebooks" / "simple.ipynb"
    path.write_text("<<<<<<< HEAD")
    (said,) = (str(fault) for fault in notebook_faults(home))
    assert said.startswith("notebooks/simple.ipynb: not a notebook of format 4 (")
    assert said.count("simple.ipynb") == 1
    with pytest.raises(ParameterError, match=r"^notebooks/simple\.ipynb: not a notebook") as refused:
        read_cells(path)
    assert "git diff" in refused.value.tip


def test_a_broken_list_of_briefings_is_a_fault_like_any_other(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    assert str(notebook_faults(home)[0]).startswith("notebooks/editions.toml: ")


def test_faults_of_data_and_notebooks_come_together(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    (home / "data" / "facts").mkdir(parents=True)
    (home / "data" / "series").mkdir()
    said = [str(fault) for fault in check_all(home, TODAY)]
    assert any(line.startswith("data/facts/events.csv") for line in said)
    assert any(line.startswith("notebooks/simple.ipynb:cell 2: ") and "defines show" in line for line in said)


def test_the_repository_itself_keeps_the_rules_of_notebooks() -> None:
    missing = [fault for fault in notebook_faults(ROOT) if "no notebook" not in fault.message]
    assert [str(fault) for fault in missing] == []
