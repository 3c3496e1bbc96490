"""Nothing is made twice: an edition that stands as it would be made again is left alone, and anything else is made."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from reportlib.publish import Outcome, build, edition, standing
from reportlib.publish.swap import CACHE, ORDERS
from tests.notebooks.homes import RECORD, ROOT, make_home, order
from tests.notebooks.test_build import page

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("tiny_kernels")]


def made(home: Path, **changes: object) -> list[Outcome]:
    return build(order(home, **changes), record=RECORD, render=page)


def statuses(home: Path, **changes: object) -> list[str]:
    return [one.status for one in made(home, **changes)]


def damage(home: Path) -> None:
    (home / "reports" / "2025-05-23" / "simple" / "simple.html").write_text("half a pa")


def take_away(home: Path) -> None:
    (home / "reports" / "2025-05-23" / "simple" / "provenance.json").unlink()


def spoil_the_manifest(home: Path) -> None:
    (home / "reports" / "2025-05-23" / "simple" / "manifest.json").write_text("[]")


def edit(home: Path) -> None:
    path = home / "notebooks" / "simple.ipynb"
    path.write_text(path.read_text().replace("first", "opening"))


@pytest.mark.parametrize("change", [damage, take_away, spoil_the_manifest, edit])
def test_an_edition_that_is_not_whole_or_would_be_another_is_made_again(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    home = make_home(tmp_path, "simple")
    assert statuses(home) == ["published"]
    change(home)
    assert statuses(home) == ["published"]
    assert statuses(home) == ["unchanged"]


@pytest.mark.parametrize("asked", [{"formats": ("html", "pdf")}, {"paper": "letter"}, {"parameters": {"word": "x"}}])
def test_what_is_asked_for_otherwise_is_made(tmp_path: Path, asked: dict[str, object]) -> None:
    home = make_home(tmp_path, "simple")
    assert statuses(home) == ["published"]
    assert statuses(home, **asked) == ["published"]
    assert statuses(home, **asked) == ["unchanged"]


def test_what_stands_is_left_alone_and_only_the_rest_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = make_home(tmp_path, "simple", "prints")
    assert statuses(home, formats=("html", "pdf")) == ["published"] * 2
    before = (home / "reports" / "2025-05-23" / "simple" / "manifest.json").stat()
    made_now = list[str]()
    write = edition.write_edition

    def watched(job: edition.Job, *rest: object, **more: object) -> None:
        made_now.append(job.label)
        write(job, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(import_module("reportlib.publish.build"), "write_edition", watched)
    path = home / "notebooks" / "prints.ipynb"
    path.write_text(path.read_text().replace("hello", "good day"))
    assert statuses(home, formats=("html",)) == ["unchanged", "published"]
    assert made_now == ["prints"]
    assert (home / "reports" / "2025-05-23" / "simple" / "manifest.json").stat() == before
    assert statuses(home, anew=True) == ["published"] * 2


def test_a_list_that_is_gone_is_made_again_where_all_else_stands(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple", facts=True)
    assert [one.status for one in build(order(home))] == ["published"]
    (home / "reports" / "index.html").unlink()
    assert [one.status for one in build(order(home))] == ["unchanged"]
    assert (home / "reports" / "index.html").is_file()


def test_an_order_that_failed_is_not_remembered(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple", "raises")
    assert statuses(home) == ["published", "failed"]
    assert not (home / "reports" / CACHE / ORDERS).exists()
    assert statuses(home) == ["unchanged", "failed"]


def test_an_order_with_something_worth_a_look_is_looked_at_again(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    (home / "reports" / "mine").mkdir(parents=True)
    for status in ("published", "unchanged"):
        said = list[str]()
        (one,) = build(order(home), record=RECORD, render=page, warn=said.append)
        assert (one.status, ["left out of index.html" in line for line in said]) == (status, [True])
    assert not (home / "reports" / CACHE / ORDERS).exists()


@pytest.mark.parametrize("noted", ["", "[]", '{"x": [["simple"]]}', "\x00"])
def test_notes_nobody_can_read_cost_nothing(tmp_path: Path, noted: str) -> None:
    home = make_home(tmp_path, "simple")
    (home / "reports" / CACHE).mkdir(parents=True)
    (home / "reports" / CACHE / ORDERS).write_text(noted)
    assert statuses(home) == ["published"]
    assert json.loads((home / "reports" / CACHE / ORDERS).read_text())


def test_only_so_many_orders_are_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST_ORDERS", 2)
    home = make_home(tmp_path, "simple")
    for day in ("2025-05-23", "2025-05-24", "2025-05-25"):
        assert statuses(home, as_of=day) == ["published"]
    assert len(json.loads((home / "reports" / CACHE / ORDERS).read_text())) == 2
    assert statuses(home, as_of="2025-05-23") == ["unchanged"]


AGAIN = """
import sys
from importlib import import_module
from pathlib import Path
from reportlib.publish import build
from tests.notebooks.homes import order
home = Path(sys.argv[1])
(one,) = build(order(home))
print(one.status, *sorted({"pandas", "nbformat", "jupyter_client", "pandera", "matplotlib"} & set(sys.modules)))
"""


def test_where_nothing_changed_neither_the_record_nor_a_kernel_is_loaded(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple", facts=True)
    (first,) = build(order(home))
    assert first.status == "published"
    done = subprocess.run([sys.executable, "-c", AGAIN, home], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["unchanged"], done.stdout + done.stderr


def test_a_changed_fact_rebuilds_only_what_could_see_it(tmp_path: Path) -> None:
    home = make_home(tmp_path, "simple")
    (home / "data").mkdir()
    for folder in ("facts", "series", "scenarios", "trees"):
        (home / "data" / folder).mkdir()
        for path in (ROOT / "data" / folder).iterdir():
            (home / "data" / folder / path.name).write_bytes(path.read_bytes())
    days = ("2025-05-23", "2025-12-31")
    assert [one.status for day in days for one in build(order(home, as_of=day))] == ["published"] * 2
    path = home / "data" / "facts" / "events.csv"
    lines = path.read_text().splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("talks-framework-deal-2025-07-22,"))
    lines[at] = lines[at].replace("Framework deal", "The framework deal", 1)
    path.write_text("".join(lines))
    assert [one.status for day in days for one in build(order(home, as_of=day))] == ["unchanged", "published"]
