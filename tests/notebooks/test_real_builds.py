"""The command on the real briefings: the same bytes anywhere, and a whole edition whenever it is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportlib.publish.manifest import verify
from tests.notebooks.homes import ROOT, make_home

DAY = "2025-05-23"
WORDS = ("second", "third", "fourth", "fifth")

pytestmark = pytest.mark.slow


def command(out: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "reportlib", "build", "--as-of", DAY, "--out", str(out), *words]


def test_the_same_bytes_in_another_folder_zone_locale_and_order_of_hashes(tmp_path: Path) -> None:
    places = [("UTC", "C.UTF-8", "0"), ("America/St_Johns", "POSIX", "random")]
    built = []
    for number, (zone, locale, seed) in enumerate(places):
        folder = tmp_path / str(number) / ("deeper é " * number)
        folder.mkdir(parents=True)
        env = {**os.environ, "REPORTLIB_HOME": str(ROOT), "TZ": zone, "LC_ALL": locale, "LANG": locale}
        done = subprocess.run(
            command(folder / "out", "deal"), cwd=folder, env={**env, "PYTHONHASHSEED": seed}, check=True
        )
        assert done.returncode == 0
        edition = folder / "out" / DAY / "deal"
        files = sorted(path for path in edition.rglob("*") if path.is_file() and path.name != "manifest.json")
        built.append({str(path.relative_to(edition)): path.read_bytes() for path in files})
    assert {"deal.html", "deal.pdf", "deal.ipynb", "provenance.json"} <= set(built[0])
    for other in built[1:]:
        assert set(other) == set(built[0])
        assert [name for name in built[0] if other[name] != built[0][name]] == []


def test_killed_at_any_moment_the_next_command_finds_an_edition_old_or_new_and_whole(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", "simple", facts=True)
    out = tmp_path / "out"
    env = os.environ | {"REPORTLIB_HOME": str(home)}
    listing = [sys.executable, "-m", "reportlib", "list", "--out", str(out)]
    begun = time.monotonic()
    subprocess.run(command(out, "-p", "word=first"), env=env, check=True)
    lasts = time.monotonic() - begun
    chance = random.Random(20250523)
    known = {"first"}
    for word in WORDS:
        known.add(word)
        build = subprocess.Popen(command(out, "-p", f"word={word}"), env=env, start_new_session=True)
        time.sleep(chance.uniform(0.3, 1.0) * lasts)
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        subprocess.run(listing, env=env, check=True)
        folder = out / DAY / "simple"
        assert verify(folder) == []
        shown = json.loads((folder / "manifest.json").read_text())["parameters"]["word"]
        assert shown in known
        assert f"says {shown}." in (folder / "simple.html").read_text()
        known = {shown}
    subprocess.run(command(out, "-p", "word=last"), env=env, check=True)
    assert "says last." in (out / DAY / "simple" / "simple.html").read_text()
    assert list((out / ".cache" / "stage").glob("*")) == []
