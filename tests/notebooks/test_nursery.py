"""Kernels forked from a loaded process: like a kernel of its own, and nothing passes from one to another."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from reportlib.press import forkserver
from reportlib.press import nursery as nurseries
from reportlib.press.execute import execute
from reportlib.press.failure import NotebookFailure
from reportlib.press.forkserver import imported
from reportlib.press.nursery import ForkedKernel, Nursery, NurseryError, nursery
from tests.notebooks.homes import ROOT
from tests.notebooks.tiny import processes_holding, write_notebook

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]

SPOILS = """\
import os, random, sys, threading
import matplotlib, numpy
matplotlib.rcParams["font.size"] = 99
os.environ["SPOILT"] = "yes"
os.chdir("/")
random.seed(1); numpy.random.seed(1)
sys.modules["spoilt"] = sys
threading.Thread(target=threading.Event().wait, daemon=True).start()
"""
LOOKS = """\
import json, os, random, sys, threading
import matplotlib, numpy
print(json.dumps({
    "font": matplotlib.rcParams["font.size"], "spoilt": "SPOILT" in os.environ or "spoilt" in sys.modules,
    "cwd": os.getcwd(), "hash": hash("a"), "zone": os.environ["TZ"], "argv": len(sys.argv),
    "path": sys.path, "encoding": sys.stdout.encoding, "leads": os.getpgid(0) == os.getpid(),
}, sort_keys=True))
"""
CHANCE = "import random, numpy; print(random.random(), numpy.random.random())"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    made = Nursery(tmp_path_factory.mktemp("home"))
    yield made
    made.close()


def run(folder: Path, code: str, source: Nursery | None, **options: float) -> str:
    """What a cell prints in a kernel from `source`."""
    path = write_notebook(folder / "notebooks" / "n.ipynb", [("code", code)])
    nb: nbformat.NotebookNode = execute(
        path,
        {},
        home=folder,
        scratch=folder / "cache",
        nursery=source,
        **options,  # type: ignore[arg-type]
    )
    return "".join(output.text for output in nb.cells[0].outputs)


def test_what_one_notebook_spoils_the_next_does_not_see_and_both_kinds_of_kernel_look_alike(
    tmp_path: Path, loaded: Nursery
) -> None:
    run(tmp_path, SPOILS, loaded)
    forked, started = json.loads(run(tmp_path, LOOKS, loaded)), json.loads(run(tmp_path, LOOKS, None))
    assert not forked["spoilt"]
    assert forked["leads"]
    assert forked == started


def test_each_kernel_has_chance_of_its_own(tmp_path: Path, loaded: Nursery) -> None:
    assert len({part for _ in range(2) for part in run(tmp_path, CHANCE, loaded).split()}) == 4


def test_a_kernel_that_is_killed_is_said_to_be_and_the_next_one_runs(tmp_path: Path, loaded: Nursery) -> None:
    with pytest.raises(NotebookFailure, match=r"cell 1: the kernel died \(signal 9\); .*memory"):
        run(tmp_path, "import os; os.kill(os.getpid(), 9)", loaded)
    with pytest.raises(NotebookFailure, match=r"cell 1: the kernel died \(exit code 7\)"):
        run(tmp_path, "import os; os._exit(7)", loaded)
    assert run(tmp_path, "print(1)", loaded) == "1\n"


def test_a_run_past_its_deadline_is_ended_with_everything_it_started(tmp_path: Path, loaded: Nursery) -> None:
    mark = f"62.{os.getpid()}"
    with pytest.raises(NotebookFailure, match=r"not finished after 2 s"):
        run(tmp_path, f"import subprocess\nsubprocess.run(['sleep', '{mark}'])", loaded, deadline_s=2)
    assert processes_holding(f"sleep {mark}") == []


def test_what_a_kernel_says_as_it_dies_is_kept(tmp_path: Path, loaded: Nursery) -> None:
    with pytest.raises(NotebookFailure) as caught:
        run(tmp_path, "import os; os.write(2, b'out of paper'); os._exit(3)", loaded)
    assert "out of paper" in caught.value.traceback


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends(pid: int) -> bool:
    """Whether a process ends within five seconds."""
    end = time.monotonic() + 5
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_running(pid)


def idle_kernel(made: Nursery, folder: Path) -> ForkedKernel:
    with (folder / "log").open("wb") as log:
        return made.fork(["-f", str(folder / "kernel.json")], dict(os.environ), str(folder), log)


def test_the_end_of_the_nursery_is_the_end_of_its_kernels_and_of_its_folder(tmp_path: Path) -> None:
    made = Nursery(tmp_path)
    kernel = idle_kernel(made, tmp_path)
    assert made.is_busy
    made.close()
    assert ends(kernel.pid)
    assert not made._folder.exists()
    with pytest.raises(NurseryError, match=r"Bad file descriptor|ended without a word"):
        made.fork([], {}, "/", sys.stderr.buffer)


def test_without_the_process_it_is_forked_from_a_kernel_counts_as_killed_and_ends(tmp_path: Path) -> None:
    made = Nursery(tmp_path)
    kernel = idle_kernel(made, tmp_path)
    os.kill(made._process.pid, signal.SIGKILL)
    assert kernel.wait(5) == -signal.SIGKILL
    assert ends(kernel.pid)
    assert not made.is_alive
    made.close()


def test_a_kernel_that_cannot_begin_is_no_kernel(tmp_path: Path) -> None:
    made = Nursery(tmp_path)
    with (tmp_path / "log").open("wb") as log, pytest.raises(NurseryError, match="no kernel could be forked"):
        made.fork(["-f", "k.json"], dict(os.environ), str(tmp_path / "nowhere"), log)
    assert not made.is_alive
    made.close()


@pytest.mark.parametrize("trouble", [signal.SIGKILL, signal.SIGSTOP])
def test_where_none_can_be_forked_a_kernel_is_started(tmp_path: Path, trouble: signal.Signals) -> None:
    made = Nursery(tmp_path)
    os.kill(made._process.pid, trouble)
    with pytest.raises(NurseryError), (tmp_path / "log").open("wb") as log:
        made.fork([], {}, "/", log, timeout_s=0.2)
    assert run(tmp_path, "print(1)", made, deadline_s=3 if trouble is signal.SIGKILL else 6) == "1\n"
    assert made.trouble
    os.kill(made._process.pid, signal.SIGKILL)
    made.close()


def test_a_deadline_holds_while_a_nursery_is_waited_for(tmp_path: Path) -> None:
    made = Nursery(tmp_path)
    os.kill(made._process.pid, signal.SIGSTOP)
    with pytest.raises(NotebookFailure, match="not finished after 1 s"):
        run(tmp_path, "import time; time.sleep(9)", made, deadline_s=1)
    os.kill(made._process.pid, signal.SIGKILL)
    made.close()


def test_a_module_at_fault_is_left_to_the_cell_that_imports_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        if name.startswith("reportlib.words"):
            raise SyntaxError(name)

    monkeypatch.setattr(forkserver, "import_module", broken)
    monkeypatch.setattr(forkserver, "imported", lambda _: {"reportlib.words.weekly", "reportlib.desk"})
    (tmp_path / "data/facts").mkdir(parents=True)  # a record without tables, which is at fault, too
    forkserver.load(tmp_path)
    gc.unfreeze()


def test_other_code_gets_another_process_and_the_same_code_the_same(tmp_path: Path) -> None:
    kept = nursery(tmp_path, "code")
    assert kept is not None
    assert nursery(tmp_path, "code") is kept
    other = nursery(tmp_path, "other code")
    assert other is not None
    assert other is not kept
    assert not kept.is_alive
    nurseries._close_all()
    assert not other.is_alive


def test_the_modules_loaded_ahead_are_those_the_notebooks_import() -> None:
    found = imported(ROOT)
    assert {"reportlib.desk", "reportlib.exhibits.talks", "reportlib.words.weekly"} <= found
    assert not [name for name in found if not name.startswith("reportlib")]
    assert imported(ROOT / "nowhere") == set()
