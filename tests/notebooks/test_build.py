"""Building editions: what is refused untouched, what fails alone, then what stands in a folder."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from reportlib.errors import HeldError, ParameterError, PublishError
from reportlib.publish import Outcome, build, plan, verify
from reportlib.publish import manifest as papers
from reportlib.publish.inputs import stamps
from reportlib.publish.swap import locked
from tests.notebooks.homes import CREATED, RECORD, ROOT, make_home, order
from tests.notebooks.tiny import processes_holding, tiny, write_notebook

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("tiny_kernels")]


def page(nb: nbformat.NotebookNode, name: str, wanted: str, paper: str) -> bytes:
    """A page for tests that are not about pages."""
    return f"{name} {wanted} {paper} {nb.metadata.reportlib.content_id} {nb.metadata.reportlib.parameters}".encode()


def made(home: Path, **changes: object) -> list[Outcome]:
    return build(order(home, **changes), record=RECORD, render=page)


def manifest_of(outcome: Outcome) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((outcome.folder / "manifest.json").read_text())
    return loaded


@pytest.fixture(scope="module")
def simple(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One edition in both formats by the real exporters."""
    home = make_home(tmp_path_factory.mktemp("home"), "simple")
    (outcome,) = build(order(home, formats=("html", "pdf")), record=RECORD)
    assert outcome.error is None, outcome.error
    return outcome


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"briefings": ("simpel",)}, "no briefing 'simpel', did you mean 'simple'"),
        ({"as_of": "2023-08-10"}, "before the first fact"),
        ({"as_of": "2026-11-25"}, "after today"),
        ({"as_of": "2025-02-30"}, "expected a day"),
        ({"as_of": "../../x"}, "expected a day"),
        ({"on": "soon"}, "on: expected a day"),
        ({"parameters": {"wrod": "x"}}, "did you mean 'word'"),
        ({"parameters": {"as_of": "2025-05-23"}}, "-p as_of: given by an option of its own"),
        ({"paper": "a5"}, "--paper: no 'a5'"),
        ({"formats": ("docx",)}, "--format: no 'docx'"),
        ({"formats": ()}, "--format: nothing given"),
    ],
)
def test_bad_input_is_refused_before_anything_is_touched(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    home = make_home(tmp_path, "simple")
    with pytest.raises(ParameterError) as caught:
        made(home, **changes)
    assert said in caught.value.message
    assert not (home / "reports").exists()


def test_a_parameter_that_one_of_the_notebooks_lacks_stops_all_of_them(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple", "prints")
    tiny(home / "notebooks", "prints", parameters='as_of = "2025-05-23"  # date: day')
    with pytest.raises(ParameterError, match=r"notebooks/prints\.ipynb: no parameter 'word'"):
        made(home, parameters={"word": "x"})


def test_a_notebook_without_parameters_is_refused(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    tiny(home / "notebooks", "simple", parameters=None)
    with pytest.raises(ParameterError, match="expected one cell tagged 'parameters'"):
        plan(order(home), RECORD)


def test_one_that_fails_leaves_its_papers_and_its_old_edition_and_the_others_are_published(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple", "raises", "prints")
    tiny(home / "notebooks", "simple", save_as="raises")
    before = manifest_of(made(home, briefings=("raises",))[0])
    tiny(home / "notebooks", "raises")
    first, failed, last = made(home)
    assert (first.error, last.error) == (None, None)
    assert failed.error is not None
    assert failed.folder == home / "reports" / ".failed" / "2025-05-23" / "raises"
    assert "no such round" in (failed.folder / "error.txt").read_text()
    assert len(nbformat.read(failed.folder / "raises.ipynb", as_version=4).cells) == 7
    still = home / "reports" / "2025-05-23" / "raises"
    assert json.loads((still / "manifest.json").read_text()) == before
    assert verify(still) == []


def test_an_edition_that_works_again_takes_its_old_failure_away(tmp_path: Path) -> None:
    home = make_home(tmp_path, "raises")
    assert made(home)[0].error is not None
    tiny(home / "notebooks", "simple", save_as="raises")
    assert made(home)[0].error is None
    assert not (home / "reports" / ".failed" / "2025-05-23" / "raises").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("misdated", "the masthead says misdated as of 2020-01-01"),
        ("headless", "no masthead"),
        ("contradicts", "simple.days"),
        ("dies", "the kernel died"),
        ("exits", "ended itself"),
    ],
)
def test_a_page_that_contradicts_its_edition_or_is_not_finished_is_held(tmp_path: Path, name: str, said: str) -> None:
    (outcome,) = made(make_home(tmp_path, name))
    assert said in str(outcome.error)
    assert not (tmp_path / "reports" / "2025-05-23").exists()


def test_a_fault_nobody_foresaw_is_reported_with_its_traceback(tmp_path: Path) -> None:
    def broken(*_: object) -> bytes:
        raise KeyError("colour")

    (outcome,) = build(order(make_home(tmp_path, "simple")), record=RECORD, render=broken)
    assert "simple: KeyError: 'colour'" in str(outcome.error)
    assert "in broken" in (outcome.folder / "error.txt").read_text()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT], ids=errno.errorcode.get)
def test_a_disk_that_takes_no_page_is_said_to_be_full_and_what_stood_stands(tmp_path: Path, number: int) -> None:
    def full(*_: object) -> bytes:
        raise OSError(number, os.strerror(number), str(tmp_path / "simple.pdf"))

    home = make_home(tmp_path, "simple", "prints")
    before = manifest_of(made(home)[0])
    for outcome in build(order(home, anew=True), record=RECORD, render=full):
        assert outcome.error is not None
        assert os.strerror(number) in outcome.error.message
        assert str(tmp_path / "simple.pdf") in outcome.error.message
        assert "what stood there before stands" in outcome.error.message
        assert "Nobody foresaw" not in outcome.error.tip
        assert "disk" in outcome.error.tip
    assert json.loads((home / "reports" / "2025-05-23" / "simple" / "manifest.json").read_text()) == before


def test_a_link_from_day_to_day_stops_a_build_before_anything_is_touched(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    before = manifest_of(made(home)[0])
    (home / "reports" / "2025-05-24").symlink_to(home / "reports" / "2025-05-23")
    with pytest.raises(PublishError, match="found a link"):
        made(home, as_of="2025-05-24")
    assert json.loads((home / "reports" / "2025-05-23" / "simple" / "manifest.json").read_text()) == before


FACTS = "open('{0}', 'w').write('id\\nb\\n')"
MEDDLING = {
    "changed": (FACTS, "events.csv"),
    "changed and put back": (f"{FACTS}; {FACTS.replace('nb', 'na')}", "events.csv"),
    "replaced by a copy": ("import os, shutil; shutil.copy2('{0}', '{0}~'); os.replace('{0}~', '{0}')", "events.csv"),
    "taken away": ("import os; os.remove('{0}')", "events.csv"),
    "joined by another": (FACTS.replace("{0}", "{0}.csv"), "events.csv.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "named"), MEDDLING.values(), ids=MEDDLING.keys())
def test_facts_that_change_while_a_briefing_is_built_hold_it(tmp_path: Path, code: str, named: str) -> None:
    home = home_with_facts(tmp_path)
    before = manifest_of(made(home)[0])
    meddle(home, code.format(home / "data" / "facts" / "events.csv"))
    (outcome,) = made(home)
    assert outcome.error is not None
    assert outcome.error.message == f"data/facts/{named}: changed while simple was being built from it"
    assert "Run the command again" in outcome.error.tip
    assert json.loads((home / "reports" / "2025-05-23" / "simple" / "manifest.json").read_text()) == before


def test_facts_that_change_after_they_were_looked_at_hold_a_briefing(tmp_path: Path) -> None:
    home = home_with_facts(tmp_path)
    record = replace(RECORD, inputs=stamps(home))
    (home / "data" / "facts" / "events.csv").write_text("id\nb\n")
    (outcome,) = build(order(home), record=record, render=page)
    assert "data/facts/events.csv: changed" in str(outcome.error)


@pytest.mark.parametrize("name", ["README.md", "facts/.events.csv.swp", "facts/events.csv~"])
def test_what_no_briefing_is_made_from_may_change(tmp_path: Path, name: str) -> None:
    home = home_with_facts(tmp_path)
    meddle(home, f"open('{home / 'data' / name}', 'w').write('x')")
    assert made(home)[0].error is None


def test_a_notebook_that_changes_before_its_turn_is_run_as_it_was_planned(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple", "prints")
    path = home / "notebooks" / "prints.ipynb"
    planned = plan(order(home), RECORD)[1].content_id
    meddle(home, f"from pathlib import Path; p = Path('{path}'); p.write_text(p.read_text().replace('hello', 'bye'))")
    first, second = made(home)
    assert (first.error, second.error) == (None, None)
    assert "bye" in path.read_text()
    run = (second.folder / "prints.ipynb").read_text()
    assert ("hello" in run, "bye" in run) == (True, False)
    assert second.content_id == planned
    assert plan(order(home), RECORD)[1].content_id != planned


def home_with_facts(folder: Path) -> Path:
    """A home with a table of one line, which nothing reads."""
    home = make_home(folder, "simple")
    (home / "data" / "facts").mkdir(parents=True)
    (home / "data" / "facts" / "events.csv").write_text("id\na\n")
    return home


def meddle(home: Path, code: str) -> None:
    """Let the notebook `simple` run this, too."""
    path = home / "notebooks" / "simple.ipynb"
    book = json.loads(path.read_text())
    book["cells"].append(book["cells"][-1] | {"id": "meddle", "metadata": {}, "source": f"{code};"})
    path.write_text(json.dumps(book))


def test_an_output_folder_held_by_another_build_is_left_alone(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    with locked(home / "reports", wait_s=0), pytest.raises(HeldError, match="held by another build"):
        made(home)


def test_the_folder_holds_pages_notebook_data_provenance_and_a_manifest_that_fits_them(simple: Outcome) -> None:
    names = {path.relative_to(simple.folder).as_posix() for path in simple.folder.rglob("*") if path.is_file()}
    assert names == {
        "simple.html", "simple.pdf", "simple.ipynb", "data/rounds.csv", "dates.ics", "provenance.json", "manifest.json",
    }  # fmt: skip
    assert verify(simple.folder) == []
    manifest = manifest_of(simple)
    assert papers.schema_faults(manifest) == []
    assert manifest["findings"] == [
        {
            "briefing": "simple",
            "key": "simple.days",
            "value": 13,
            "unit": "days",
            "text": "13 days",
            "sources": ["wire"],
        }
    ]
    assert manifest["exhibits"][0]["file"] == "data/rounds.csv"
    assert (manifest["cutoff"], manifest["on"], manifest["as_of"]) == ("2025-05-22", "2025-05-23", "2025-05-23")
    assert manifest["parameters"] == {"as_of": "2025-05-23", "on": "", "word": "calm"}
    assert set(manifest["created"]["seconds"]) == {"execute", "html", "pdf"}


def test_the_content_id_is_on_the_page_and_clock_and_host_are_not(simple: Outcome) -> None:
    provenance = json.loads((simple.folder / "provenance.json").read_text())
    assert provenance["content_id"] == simple.content_id
    for path in simple.folder.rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            assert str(CREATED["at"]).encode() not in path.read_bytes()


def test_the_same_inputs_give_the_same_bytes_in_another_folder_at_another_time(simple: Outcome, tmp_path: Path) -> None:
    home = make_home(tmp_path / "a folder with {braces} and ü", "simple")
    later = {"at": "2027-01-01T00:00:00+09:00", "host": "there", "git": None}
    (again,) = build(order(home, formats=("html", "pdf"), created=later), record=RECORD)
    assert again.error is None, again.error
    assert manifest_of(again)["files"] == manifest_of(simple)["files"]
    assert again.content_id == simple.content_id


def test_the_content_id_follows_every_input(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    other = make_home(tmp_path / "other", "simple")
    path = other / "notebooks" / "simple.ipynb"
    path.write_text(path.read_text().replace("first", "opening"))
    orders: list[Callable[[], Any]] = [
        lambda: order(home),
        lambda: order(home, as_of="2025-05-24"),
        lambda: order(home, on="2025-06-04"),
        lambda: order(home, paper="letter"),
        lambda: order(home, parameters={"word": "x"}),
        lambda: order(other),
    ]
    ids = [plan(one(), RECORD)[0].content_id for one in orders]
    assert len(set(ids)) == len(orders)
    assert plan(order(home, formats=("pdf",), out=tmp_path / "x"), RECORD)[0].content_id == ids[0]


@pytest.mark.parametrize(
    "text", ["The duty is 25% since April.", "It cost $5 to a firm in A$.", "In April\n2025. Then it fell."]
)
def test_an_edition_with_a_bare_numeral_in_markdown_is_held(tmp_path: Path, text: str) -> None:
    home = make_home(tmp_path, "simple", "prints")
    path = home / "notebooks" / "simple.ipynb"
    book = json.loads(path.read_text())
    book["cells"].append({"cell_type": "markdown", "id": "claim", "metadata": {}, "source": text})
    path.write_text(json.dumps(book))
    held, published = build(order(home), record=RECORD)
    assert "bare numeral" in str(held.error)
    assert not (home / "reports" / "2025-05-23" / "simple").exists()
    assert published.error is None


def test_a_failure_that_cannot_be_kept_does_not_stop_the_others(tmp_path: Path) -> None:
    home = make_home(tmp_path, "raises", "prints")
    (home / "reports" / ".failed").mkdir(parents=True)
    (home / "reports" / ".failed" / "2025-05-23").write_text("in the way")
    failed, published = build(order(home), record=RECORD)
    assert "could not be kept" in str(failed.error)
    assert published.error is None


def test_warnings_of_the_notebook_are_in_the_manifest(tmp_path: Path) -> None:
    (outcome,) = made(make_home(tmp_path, "prints"))
    assert any("UserWarning: an old name" in line for line in manifest_of(outcome)["warnings"])


def test_however_many_are_made_at_a_time_the_bytes_and_what_became_of_each_are_the_same(tmp_path: Path) -> None:
    found = []
    for jobs in (1, 3):
        home = make_home(tmp_path / str(jobs), "simple", "raises", "prints", "dies")
        outcomes = build(order(home, jobs=jobs, formats=("html", "pdf")), record=RECORD)
        kept = [path for path in sorted((home / "reports").glob("2*/*/*.*")) if path.suffix != ".json"]
        pages = {path.name: path.read_bytes() for path in kept}
        found.append(([(one.briefing, one.status, str(one.error)) for one in outcomes], pages))
    assert [status for _, status, _ in found[0][0]] == ["published", "failed", "published", "failed"]
    assert {"simple.html", "simple.pdf", "prints.pdf", "prints.ipynb"} <= set(found[0][1])
    assert found[1] == found[0]


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "terminated"])
def test_interrupted_the_kernel_ends_the_lock_is_free_and_nothing_half_made_is_left(
    tmp_path: Path, signum: signal.Signals
) -> None:
    home = make_home(tmp_path, "slow", "looks", "simple", facts=True)
    child = f"sleep 63.{os.getpid()}{signum.value}"
    cells = [
        ("code", 'as_of = "2025-05-23"  # date: day'),
        ("code", f"import subprocess\nsubprocess.run({child.split()})"),
    ]
    for name in ("slow", "looks"):
        write_notebook(home / "notebooks" / f"{name}.ipynb", cells)
    command = [sys.executable, "-m", "reportlib", "build", "--as-of", "2025-05-23", "--jobs", "2"]
    environment = os.environ | {"REPORTLIB_HOME": str(home)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=-1, stderr=-1, text=True) as running:
        for _ in range(300):
            if len(processes_holding(child)) == 2:
                break
            time.sleep(0.1)
        running.send_signal(signum)
        _, stderr = running.communicate(timeout=20)
    assert running.returncode == 130
    assert stderr.splitlines()[0].startswith("ERROR interrupted")
    assert "Traceback" not in stderr
    assert processes_holding(child) == []
    assert not (home / "reports" / "2025-05-23").exists()
    assert not (home / "reports" / ".cache" / "stage").exists()
    with locked(home / "reports", wait_s=0):
        pass


def test_a_folder_that_is_used_for_other_things_takes_no_editions(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", "simple")
    (tmp_path / "user" / ".cache" / "browser").mkdir(parents=True)
    for out in (Path("/"), tmp_path / "user"):
        with pytest.raises(ParameterError, match="which is used for other things"):
            build(order(home, out=out), record=RECORD)
    assert sorted(entry.name for entry in (tmp_path / "user").iterdir()) == [".cache"]


def test_a_page_or_feed_that_is_not_ours_is_never_written_over(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", "simple")
    for name in ("index.html", "feed.xml"):
        site = tmp_path / f"site {name}"
        site.mkdir()
        (site / name).write_text("mine")
        with pytest.raises(ParameterError, match="which is used for other things"):
            build(order(home, out=site), record=RECORD)
        assert [(entry.name, entry.read_text()) for entry in site.iterdir()] == [(name, "mine")]


def test_a_folder_of_editions_whose_state_was_deleted_is_still_ours(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    assert made(home)[0].error is None
    shutil.rmtree(home / "reports" / ".cache")
    assert made(home)[0].error is None


def test_nothing_is_begun_for_what_is_refused_before_the_record_is_read(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple", facts=True)
    begun = list[str]()
    with pytest.raises(ParameterError, match="no briefing"):
        plan(order(home, briefings=("simpel",)), begin=lambda: begun.append("kernels"))
    assert begun == []
    assert plan(order(home), begin=lambda: begun.append("kernels"))
    assert begun == ["kernels"]
