"""The command line as one table: what each wrong call says and how it exits, then what right ones print."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import fields
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import Any

import nbformat
import pytest
from typer.testing import CliRunner, Result

from reportlib import cli, publish
from reportlib.errors import PublishError
from reportlib.publish import Order, Outcome, edition, verify
from reportlib.publish.swap import locked
from tests.notebooks.homes import RECORD, ROOT, TODAY, make_home
from tests.notebooks.tiny import tiny

DAY = "2025-05-23"


def page(nb: nbformat.NotebookNode, name: str, wanted: str, paper: str) -> bytes:
    """A page for tests that are not about pages."""
    return f"{name} {wanted} {paper} {dict(nb.metadata.reportlib.parameters)}".encode()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of tiny notebooks that the command finds, on a fixed day, with no facts to load."""
    place = make_home(tmp_path / "home", "simple", "raises")
    (place / "data" / "facts").mkdir(parents=True)
    monkeypatch.setenv("REPORTLIB_HOME", str(place))
    monkeypatch.setattr(cli, "_today", lambda: TODAY)
    # The module; `reportlib.publish.build` by attribute is the function of that name.
    monkeypatch.setattr(import_module("reportlib.publish.order"), "open_record", lambda home, today: RECORD)
    monkeypatch.setattr(edition, "render_page", page)
    return place


def call(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


WRONG: dict[str, tuple[list[str], str]] = {
    "unknown command": (["biuld"], "No such command"),
    "unknown option": (["build", "--asof", DAY], "No such option"),
    "unknown briefing": (["build", "simpel"], "ERROR no briefing 'simpel', did you mean 'simple'?"),
    "no such day": (["build", "--as-of", "2025-02-30"], "ERROR --as-of: expected a day like 2025-05-23, found"),
    "before the first fact": (["build", "--as-of", "2023-08-10"], "is before the first fact"),
    "after today": (["build", "--as-of", "2026-11-25"], "expected a day from 2023-08-11 to 2026-11-24"),
    "entry date no day": (["build", "--on", "soon"], "ERROR --on: expected a day"),
    "misspelt parameter": (["build", "-p", "wrod=x"], "no parameter 'wrod', did you mean 'word'?"),
    "name that is code": (["build", "-p", "x;import os=1"], "no parameter 'x;import os'"),
    "parameter without value": (["build", "-p", "word"], "expected NAME=VALUE, found 'word'"),
    "parameter twice": (["build", "-p", "word=a", "-p", "word=b"], "word is given twice"),
    "parameter with its own option": (["build", "-p", "as_of=2025-05-23"], "given by an option of its own"),
    "unknown paper": (["build", "--paper", "a5"], "--paper: no 'a5'"),
    "unknown format": (["build", "--format", "html,docx"], "--format: no 'docx'"),
    "no format": (["build", "--format", ""], "--format: no ''"),
    "no time at all": (["build", "--deadline", "0"], "Invalid value"),
    "nobody at work": (["build", "--jobs", "0"], "Invalid value"),
    "a day of lists without a schedule": (
        ["check", "--on", DAY],
        "ERROR --on: expected --schedule beside it, found none",
    ),
    "briefings of a folder that is not there": (
        ["list", "--out", "none"],
        "ERROR --out: expected a folder of editions",
    ),
    "parameters with such a folder": (["params", "simple", "--out", "none"], "found none at none"),
    "a list with a file": (["list", "--out", __file__], "ERROR --out: expected a folder of editions, found a file at"),
    "a check with such a folder": (["check", "--out", "none"], "found none at none"),
    "params of nothing": (["params"], "Missing argument"),
    "params of an unknown briefing": (["params", "raise"], "did you mean 'raises'?"),
}


@pytest.mark.parametrize("words", [["list"], ["params", "simple"], ["check"], ["build", "simple"]], ids=lambda w: w[0])
def test_an_output_folder_without_a_name_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    (home / "elsewhere").mkdir()
    monkeypatch.chdir(home / "elsewhere")
    for nothing in ("", " "):
        result = call(*words, "--out", nothing)
        assert result.exit_code == 2
        assert "expected a folder, found nothing" in result.stderr
    assert list((home / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--wait", "x"], "'--wait'"),
        (["build", "--asof", DAY], "No such option"),
        (["list", "--out", ""], "found nothing"),
        (["params"], "Missing argument"),
        (["biuld"], "No such command 'biuld'"),
        (["--asof"], "No such option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_call_that_cannot_be_read_is_one_object_for_machines_too(home: Path, words: list[str], said: str) -> None:
    result = call(*words, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["ok"], told["exit"]) == (2, False, 2)
    assert said in told["errors"][0]
    assert "--help" in told["tip"]
    assert "Usage: " in result.stderr


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG.keys())
def test_bad_input_exits_2_says_so_on_stderr_and_touches_nothing(home: Path, words: list[str], said: str) -> None:
    result = call(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not (home / "reports").exists()


def test_every_line_of_an_error_is_marked_and_the_tip_stands_last(home: Path) -> None:
    lines = call("build", "-p", "a=1", "-p", "b=2").stderr.splitlines()
    assert [line.split()[0] for line in lines] == ["ERROR"] * (len(lines) - 1) + ["TIP"]
    assert len(lines) == 5  # two names, in two notebooks each


@pytest.mark.parametrize("words", [["--as-of", "2025-02-30"], ["--as-of", "2026-11-25"], ["--on", "soon"]])
def test_a_day_that_all_briefings_are_given_is_told_once_for_all(home: Path, words: list[str]) -> None:
    error, tip = call("build", *words).stderr.splitlines()
    assert error.startswith(f"ERROR {words[0]}: ")
    assert tip.startswith("TIP ")
    assert words[0] in tip


def test_a_parameter_of_one_briefing_asks_for_the_name_of_that_briefing(home: Path) -> None:
    tiny(home / "notebooks", "raises", parameters='as_of = "2025-05-23"  # date: what was known on this day\n')
    result = call("build", "-p", "word=x")
    assert result.exit_code == 2
    assert "ERROR notebooks/raises.ipynb: no parameter 'word'" in result.stderr
    assert "TIP Name the briefing that has word: `reportlib build simple -p word=…`." in result.stderr


def test_an_error_is_an_object_for_machines_too(home: Path) -> None:
    result = call("build", "simpel", "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["ok"], said["exit"]) == (2, False, 2)
    assert said["errors"] == ["no briefing 'simpel', did you mean 'simple'?"]


def test_a_folder_that_is_no_repository_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTLIB_HOME", str(tmp_path))
    result = call("list")
    assert result.exit_code == 2
    assert "REPORTLIB_HOME: expected a folder with data/facts and notebooks" in result.stderr


def test_an_output_path_that_is_a_file_is_refused(home: Path) -> None:
    (home / "reports").write_text("")
    result = call("build", "--as-of", DAY)
    assert result.exit_code == 2
    assert "cannot write here" in result.stderr


def test_an_output_folder_below_a_file_or_named_as_one_is_refused_in_both_forms(home: Path) -> None:
    (home / "file").write_text("")
    for out in (home / "file", home / "file" / "below"):
        result = call("build", "--as-of", DAY, "--out", out, "--json")
        assert result.exit_code == 2
        assert f"{out}: cannot write here" in json.loads(result.stdout)["errors"][0]


def test_a_link_that_leads_nowhere_is_told_with_the_place_it_leads_to(home: Path) -> None:
    (home / "link").symlink_to(home / "gone")
    for out in (home / "link", home / "link" / "below"):
        result = call("build", "--as-of", DAY, "--out", out)
        assert result.exit_code == 2
        assert f"--out: {home / 'link'} is a link that leads nowhere, to {home / 'gone'}" in result.stderr
    assert not (home / "gone").exists()


def test_the_object_of_a_build_carries_the_exit_code_also_where_a_notebook_fails(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, code in ((PublishError("it failed"), 1), (None, 0)):
        made = Outcome(briefing="simple", as_of=DAY, folder=home, content_id="0" * 64, seconds=1.0, error=error)
        monkeypatch.setattr(publish, "build", lambda *_, made=made, **__: [made])
        result = call("build", "--json", "--out", "~/x")
        told = json.loads(result.stdout)
        assert (result.exit_code, told["exit"], told["ok"]) == (code, code, code == 0)


@pytest.mark.parametrize("wait", [0, 0.2], ids=["at once", "after waiting"])
def test_a_folder_held_by_another_build_exits_1_says_held_and_touches_nothing(home: Path, wait: float) -> None:
    with locked(home / "reports", wait_s=0):
        result = call("build", "--as-of", DAY, "--wait", wait, "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["ok"], said["exit"]) == (1, False, 1)
    assert f"reports: held by another build, also after {wait:g} s of waiting; nothing was touched" in said["errors"][0]
    assert "--wait" in said["tip"]
    told = f"another build is writing to {home / 'reports'}; waiting for it, 0.2 s at most"
    assert (told in result.stderr) == (wait > 0)
    assert [path.name for path in (home / "reports").iterdir()] == [".cache"]


@pytest.mark.slow
def test_a_build_that_waited_long_enough_publishes(home: Path) -> None:
    held = Event()

    def hold() -> None:
        with locked(home / "reports", wait_s=0):
            held.set()
            time.sleep(1)

    other = Thread(target=hold)
    other.start()
    held.wait()
    result = call("build", "simple", "--as-of", DAY, "--format", "html", "--wait", 30)
    other.join()
    assert result.exit_code == 0
    assert "waiting for it, 30 s at most" in result.stderr


@pytest.mark.parametrize("place", ["notebooks", "notebooks/below", "data", "data/facts/new"])
def test_an_output_folder_among_the_inputs_is_refused(home: Path, place: str) -> None:
    before = sorted(home.rglob("*"))
    result = call("build", "--as-of", DAY, "--out", home / place)
    assert result.exit_code == 2
    assert "--out: expected a folder apart from what briefings are made from" in result.stderr
    assert sorted(home.rglob("*")) == before


def test_the_repository_itself_is_no_output_folder(home: Path) -> None:
    before = sorted(home.rglob("*"))
    result = call("build", "--as-of", DAY, "--out", home)
    assert result.exit_code == 2
    assert "--out: expected a folder for editions, found the repository itself" in result.stderr
    assert sorted(home.rglob("*")) == before


def test_break_prices_out_of_order_are_bad_input_and_touch_nothing(tmp_path: Path) -> None:
    out = tmp_path / "reports"
    repository = Path(__file__).parents[2]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPORTLIB_HOME", str(repository))
        result = call("build", "deal", "--as-of", DAY, "--out", out, "-p", "break_low=40")
    assert result.exit_code == 2
    assert "break_mid: expected more than break_low (40), found 30" in result.stderr
    assert not out.exists()


def test_an_output_folder_of_links_in_a_circle_is_refused(home: Path) -> None:
    (home / "a").symlink_to(home / "b")
    (home / "b").symlink_to(home / "a")
    result = call("build", "--as-of", DAY, "--out", home / "a")
    assert result.exit_code == 2
    assert "ERROR" in result.stderr


@pytest.mark.parametrize("page", ["README.md", "docs/how-to.md", "--help"])
def test_every_exit_code_stands_where_users_look_for_it(page: str) -> None:
    text = call("build", page).stdout if page == "--help" else (ROOT / page).read_text(encoding="utf-8")
    for code, meaning in {"0": "all published", "1": "held", "2": "bad input", "130": "interrupted"}.items():
        assert re.search(rf"\b{code}\b[^;·]*{meaning}", text)
    if page != "README.md":
        default = next(one.default for one in fields(Order) if one.name == "wait_s")
        assert re.search(rf"\b{default}\b", text)


EVERY_COMMAND = [["list"], ["params", "simple"], ["check"], ["build", "simple", "--as-of", DAY]]


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=lambda words: words[0])
def test_a_journal_that_cannot_be_read_stops_every_command_with_1_and_loses_nothing(
    home: Path, words: list[str]
) -> None:
    stage = home / "reports" / ".cache" / "stage" / "x"
    entry = home / "reports" / ".cache" / "journal" / "x.json"
    (stage / "old").mkdir(parents=True)
    (stage / "old" / "simple.html").write_text("before")
    entry.parent.mkdir()
    entry.write_text('{"as_of": "2025-')
    result = call(*words)
    assert result.exit_code == 1
    assert f"ERROR {entry}: expected " in result.stderr
    assert f"lie in {stage}" in result.stderr
    assert "delete the journal entry and run the command again" in result.stderr
    assert "Traceback" not in result.output
    assert (stage / "old" / "simple.html").read_text() == "before"
    assert entry.read_text() == '{"as_of": "2025-'


def test_commands_that_find_nothing_left_write_nothing_into_the_folder(home: Path) -> None:
    (home / "reports" / ".cache").mkdir(parents=True)
    assert call("list").stderr == ""
    assert list((home / "reports" / ".cache").iterdir()) == []


@pytest.mark.slow
def test_one_failed_exits_1_the_other_is_published_and_each_has_its_line(home: Path) -> None:
    result = call("build", "--as-of", DAY, "-p", "word=é", "--out", home / "out")
    assert result.exit_code == 1
    assert result.stdout.split("  ")[0] == str(home / "out" / DAY / "simple")
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.startswith("ERROR notebooks/raises.ipynb, section 'What breaks', cell 6: ValueError")
    assert f"See {home / 'out' / '.failed' / DAY / 'raises'}." in result.stderr
    assert "'word': 'é'" in (home / "out" / DAY / "simple" / "simple.html").read_text()


@pytest.mark.slow
def test_all_published_exits_0_and_the_object_says_where(home: Path) -> None:
    result = call("build", "simple", "--as-of", DAY, "--format", "pdf", "--paper", "letter", "--json")
    assert result.exit_code == 0, result.stderr
    (made,) = json.loads(result.stdout)["editions"]
    assert (made["briefing"], made["status"], made["error"]) == ("simple", "published", None)
    folder = Path(made["folder"])
    assert folder == home / "reports" / DAY / "simple"
    assert verify(folder) == []
    assert {path.name for path in folder.glob("simple.*")} == {"simple.pdf", "simple.ipynb"}
    assert json.loads(result.stdout)["warnings"] == []


@pytest.mark.slow
def test_what_is_left_out_of_the_list_is_a_warning_and_no_failure(home: Path) -> None:
    (home / "reports" / "photos").mkdir(parents=True)
    result = call("build", "simple", "--as-of", DAY, "--format", "html", "--json")
    assert result.exit_code == 0, result.stderr
    (warning,) = json.loads(result.stdout)["warnings"]
    assert "photos: left out of index.html" in warning
    assert f"WARNING {warning}" in result.stderr
    assert (home / "reports" / "index.html").is_file()


def test_a_build_without_a_day_is_as_of_today(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Order] = []

    def note(order: Order, **_: object) -> list[Outcome]:
        asked.append(order)
        return []

    monkeypatch.setattr(publish, "build", note)
    assert call("build").exit_code == 0
    assert (asked[0].as_of, asked[0].today, asked[0].out) == ("2026-11-24", date(2026, 11, 24), home / "reports")


def test_interrupted_exits_130(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(publish, "build", interrupt)
    result = call("build", "--json")
    assert result.exit_code == 130
    assert result.stderr.startswith("ERROR interrupted")
    told = json.loads(result.stdout)
    assert (told["ok"], told["exit"]) == (False, 130)
    assert told["errors"][0].startswith("interrupted")


@pytest.mark.parametrize(
    "words", [["list"], ["params", "simple"], ["check"], ["build", "simpel"]], ids=lambda words: words[0]
)
def test_every_command_first_finishes_what_was_interrupted(home: Path, words: list[str]) -> None:
    stage = home / "reports" / ".cache" / "stage" / "x"
    stage.mkdir(parents=True)
    call(*words)
    assert not stage.exists()


@pytest.mark.parametrize("words", [["list"], ["params", "simple"], ["check"]], ids=lambda words: words[0])
def test_an_output_folder_of_ones_own_is_put_in_order_before_anything_is_listed(home: Path, words: list[str]) -> None:
    stage = home / "mine" / ".cache" / "stage" / "x"
    stage.mkdir(parents=True)
    call(*words, "--out", home / "mine")
    assert not stage.exists()


def test_list_and_params_print_columns_and_objects(home: Path) -> None:
    assert call("list").stdout.splitlines() == ["simple  The simple one", "raises  The raises one"]
    assert json.loads(call("list", "--json").stdout)["briefings"][0] == {"name": "simple", "title": "The simple one"}
    assert call("params", "simple").stdout.splitlines()[1].split()[:2] == ["on", "''"]
    rows = json.loads(call("params", "simple", "--json").stdout)["parameters"]
    assert [(row["name"], row["kind"], row["default"]) for row in rows] == [
        ("as_of", "date", DAY), ("on", "date or empty", ""), ("word", "text", "calm"),
    ]  # fmt: skip


def test_check_names_every_fault_and_exits_2(home: Path) -> None:
    result = call("check", "--json")
    assert result.exit_code == 2
    faults = json.loads(result.stdout)["faults"]
    assert any(fault.startswith("data/facts/events.csv") for fault in faults)
    assert any(fault.startswith("notebooks/raises.ipynb:cell ") for fault in faults)
    assert all(f"ERROR {fault}" in result.stderr for fault in faults)


def test_the_version_is_printed() -> None:
    assert call("--version").stdout.startswith("reportlib ")


def python(code: str, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


HEAVY = ("pandas", "pandera", "matplotlib", "papermill", "nbconvert", "nbformat", "typst", "rich", "jsonschema")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["build", "--help"], ["list"], ["params", "simple"]])
def test_the_light_commands_load_nothing_heavy(home: Path, words: list[str]) -> None:
    code = (
        "import sys; from reportlib.cli import main\n"
        "sys.argv = ['reportlib', *sys.argv[1:]]\n"
        "try: main()\n"
        f"finally: print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    )
    done = python(code, *words, REPORTLIB_HOME=str(home))
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "[]"


def test_only_the_command_itself_switches_off_the_slow_grammar() -> None:
    code = "import sys, reportlib.cli, reportlib.publish, reportlib.check; print('rfc3987_syntax' in sys.modules)"
    assert python(code).stdout == "False\n"


@pytest.mark.slow
def test_the_command_as_installed_builds_from_the_real_facts(tmp_path: Path) -> None:
    place = make_home(tmp_path / "home", "simple", facts=True)
    done = subprocess.run(
        [sys.executable, "-m", "reportlib", "build", "simple", "--as-of", DAY, "--json"],
        cwd=tmp_path, env=os.environ | {"REPORTLIB_HOME": str(place)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (made,) = json.loads(done.stdout)["editions"]
    assert verify(Path(made["folder"])) == []
    tables = json.loads((Path(made["folder"]) / "manifest.json").read_text())["tables"]
    assert "events" in tables


@pytest.mark.slow
def test_a_notebook_may_be_told_to_stop_early(home: Path) -> None:
    tiny(home / "notebooks", "slow", save_as="raises")
    result = call("build", "raises", "--as-of", DAY, "--deadline", "3")
    assert result.exit_code == 1
    assert "not finished after 3 s" in result.stderr
