"""Running notebooks: failures first, then what a run leaves and what it does not."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest

from reportlib.errors import ParameterError
from reportlib.press.environment import kernel_environment
from reportlib.press.execute import execute
from reportlib.press.failure import NotebookFailure, strip_ansi
from tests.notebooks.tiny import processes_holding, tiny, write_notebook

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
GIVEN = {"as_of": "2025-05-23", "word": 'quote " backslash \\ newline \n brace {as_of} ü'}


def run(folder: Path, name: str, **options: object) -> nbformat.NotebookNode:
    path = tiny(folder / "notebooks", name)
    return execute(path, GIVEN, home=folder, scratch=folder / "cache", **options)  # type: ignore[arg-type]


def test_a_failing_cell_is_named_with_notebook_heading_number_source_and_traceback(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailure) as caught:
        run(tmp_path, "raises")
    failure = caught.value
    assert failure.message == "notebooks/raises.ipynb, section 'What breaks', cell 6: ValueError: no such round"
    assert failure.reason == "error"
    assert failure.source == 'raise ValueError("no such round")'
    assert "ValueError: no such round" in failure.traceback
    assert "\x1b" not in failure.details
    assert failure.source in failure.details


def test_the_partial_notebook_holds_what_was_shown_before_the_failure_and_no_banner(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailure) as caught:
        run(tmp_path, "raises")
    partial = caught.value.partial
    assert [cell.cell_type for cell in partial.cells] == ["code", "code", "code", "code", "markdown", "code", "code"]
    assert partial.cells[5].outputs[0].output_type == "display_data"
    assert "papermill" not in nbformat.writes(partial)


def test_a_killed_kernel_is_not_called_an_error_of_the_code(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailure, match=r"cell 5: the kernel died \(signal 9\); .*memory") as caught:
        run(tmp_path, "dies")
    assert caught.value.reason == "died"


def test_a_kernel_that_cannot_start_is_reported_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "ipykernel_launcher.py").write_text("raise SystemExit('no kernel today')")
    with pytest.raises(NotebookFailure, match=r"before the first cell: the kernel died \(exit code 1\)") as caught:
        run(tmp_path, "simple")
    assert "no kernel today" in caught.value.traceback


def test_a_run_past_its_deadline_is_ended_with_everything_it_started(tmp_path: Path) -> None:
    child = f"import subprocess, time\nsubprocess.Popen(['sleep', '61.{os.getpid()}'])\ntime.sleep(60)"
    path = write_notebook(tmp_path / "notebooks" / "slow.ipynb", [("code", "a = 1  # one"), ("code", child)])
    with pytest.raises(NotebookFailure, match=r"cell 2: not finished after 2\.5 s") as caught:
        execute(path, {}, home=tmp_path, scratch=tmp_path / "cache", deadline_s=2.5)
    assert caught.value.reason == "deadline"
    assert processes_holding(f"sleep 61.{os.getpid()}") == []


def test_a_deadline_before_the_kernel_is_ready_counts_too(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailure, match=r"before the first cell: not finished after 0\.01 s"):
        run(tmp_path, "simple", deadline_s=0.01)


def test_a_notebook_that_ends_itself_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailure, match="cell 4: SystemExit: the notebook ended itself"):
        run(tmp_path, "exits")


def test_two_runs_leave_the_same_notebook_and_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    first = run(tmp_path, "prints", on_cell=lambda done, of: told.append((done, of)))
    second = run(tmp_path, "prints")
    assert nbformat.writes(first) == nbformat.writes(second)
    assert told == [(number, 6) for number in range(1, 7)]
    assert first.cells[1].id == "injected-parameters"
    streams = [
        output.text for cell in first.cells for output in cell.get("outputs", []) if output.output_type == "stream"
    ]
    assert streams[0] == "hello\n"
    assert streams[1].startswith("cell:3: UserWarning: an old name")


def test_values_reach_the_notebook_unchanged_even_those_that_look_like_code(tmp_path: Path) -> None:
    word = "\"; raise SystemExit('taken over') #"
    path = write_notebook(tmp_path / "n.ipynb", [("code", "word = ''  # text: word"), ("code", "print(ascii(word))")])
    nb = execute(path, {"word": word}, home=tmp_path, scratch=tmp_path / "cache")
    assert nb.cells[2].outputs[0].text == ascii(word) + "\n"


def test_braces_in_a_path_are_no_template(tmp_path: Path) -> None:
    path = tiny(tmp_path / "{as_of}", "looks")
    execute(path, GIVEN, home=tmp_path, scratch=tmp_path / "cache")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["cache", "{as_of}"]


def test_a_run_that_is_told_to_stop_ends_at_once_with_everything_it_started(tmp_path: Path) -> None:
    mark, stop = f"61.{os.getpid()}", threading.Event()
    cells = [("code", "x = 1"), ("code", f"import subprocess\nsubprocess.run(['sleep', '{mark}'])")]
    path = write_notebook(tmp_path / "notebooks" / "n.ipynb", cells, tagged=False)

    def stop_it() -> None:
        end = time.monotonic() + 30
        while not processes_holding(f"sleep {mark}") and time.monotonic() < end:
            time.sleep(0.05)
        stop.set()

    stopper = threading.Thread(target=stop_it)
    stopper.start()
    with pytest.raises(NotebookFailure, match="the kernel died"):
        execute(path, {}, home=tmp_path, scratch=tmp_path / "cache", stop=stop)
    stopper.join()
    assert processes_holding(f"sleep {mark}") == []


def test_nothing_is_written_in_the_home_folder_and_the_environment_is_pinned(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\nfrom reportlib.press.execute import execute\n"
        "root = Path(sys.argv[1])\n"
        "nb = execute(root / 'looks.ipynb', {}, home=root, scratch=root / 'cache')\n"
        "print(nb.cells[-1].outputs[0].text)"
    )
    tiny(tmp_path / "work", "looks")
    (tmp_path / "user" / ".ipython" / "profile_default" / "startup").mkdir(parents=True)
    (tmp_path / "user" / ".ipython" / "profile_default" / "startup" / "x.py").write_text("raise SystemExit(3)")
    before = sorted((tmp_path / "user").rglob("*"))
    outside = {"HOME": str(tmp_path / "user"), "TZ": "Asia/Tokyo", "LC_ALL": "C", "MPLBACKEND": "svg"}
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("XDG", "IPYTHON", "JUPYTER"))}
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "work"],
        cwd=ROOT, env=keep | outside, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [sys.executable, "UTC", "C.UTF-8", "agg", str(tmp_path / "work")]
    assert sorted((tmp_path / "user").rglob("*")) == before
    assert done.stderr == ""


def test_variables_that_would_change_results_do_not_reach_the_kernel() -> None:
    given = {"PATH": "/bin", "PYTHONOPTIMIZE": "2", "LC_TIME": "ja_JP", "MATPLOTLIBRC": "/mine", "LANG": "de_DE"}
    seen = kernel_environment(given, cache=Path("/c"), home=Path("/h"))
    assert not {"PYTHONOPTIMIZE", "LC_TIME", "MATPLOTLIBRC", "LANG"} & set(seen)
    assert (seen["PATH"], seen["PYTHONHASHSEED"], seen["REPORTLIB_HOME"]) == ("/bin", "0", "/h")


@pytest.mark.parametrize("name", ["looks", "raises"])
def test_papermill_runs_our_engine_from_its_own_command_line(tmp_path: Path, name: str) -> None:
    path = tiny(tmp_path, name)
    done = subprocess.run(
        [sys.executable, "-m", "papermill", "--engine", "press", "--no-progress-bar", path, tmp_path / "out.ipynb",
         "-p", "as_of", "2025-06-06"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    nb = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    if name == "raises":
        assert done.returncode != 0
        assert "no such round" in done.stderr
        return
    assert done.returncode == 0, done.stderr
    assert nb.cells[-1].outputs[0].text.split()[1:4] == ["UTC", "C.UTF-8", "agg"]
    assert nb.cells[1].source == '# Parameters\nas_of = "2025-06-06"\n'


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["as_off", "2025-06-06"], "no parameter 'as_off', did you mean 'as_of'?"),
        (["as_of", "2025-02-30"], "as_of: expected a day like 2025-05-23, found '2025-02-30'"),
        (["word", "3"], "word: expected text on one line, found 3"),
    ],
)
def test_papermill_is_refused_what_the_notebook_does_not_declare(
    tmp_path: Path, given: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from papermill.cli import papermill  # type: ignore[attr-defined]  # a command of click

    monkeypatch.setattr("reportlib.press.execute.kernel_manager", lambda _: pytest.fail("a kernel started"))
    words = ["--engine", "press", "--no-progress-bar", str(tiny(tmp_path, "looks")), str(tmp_path / "out.ipynb")]
    with pytest.raises(ParameterError) as caught:
        papermill.main([*words, "-p", *given], standalone_mode=False)
    assert said in caught.value.message


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["papermill", "--engine", "press", "notebooks/talks.ipynb", "{out}/talks.ipynb", "-p", "as_of", "2025-02-30"],
        ["nbconvert", "--to", "briefing-html", "--output-dir", "{out}", "notebooks/talks.ipynb"],
    ],
    ids=lambda words: words[0],
)
def test_a_traceback_of_another_tool_ends_with_the_lines_that_the_how_to_quotes(
    tmp_path: Path, words: list[str]
) -> None:
    call = [word.format(out=tmp_path) for word in words]
    done = subprocess.run([sys.executable, "-m", *call], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    last = "\n".join(done.stderr.splitlines()[-2:])
    assert last.startswith("reportlib.errors.")
    assert last in (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_colours_of_a_terminal_are_taken_out() -> None:
    assert strip_ansi("\x1b[0;31mValueError\x1b[0m: \x1b[38;5;28mx\x1b[39m") == "ValueError: x"
