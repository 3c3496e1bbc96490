"""What holds for every test: how property tests run, and which tools of the system a test may ask for.

Does not belong here: fixtures of one room; they stand beside its tests.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.notebooks.homes import build_real

# No deadline: two workers share two cores. In CI the examples are the same each time, so a red run can be repeated.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("house")

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
"""The one named by CHROMIUM, else the first on the path."""
TOOLS = {"browser": (CHROMIUM, "Chromium"), "poppler": (shutil.which("pdftoppm"), "pdftoppm (poppler-utils)")}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked with a tool is skipped where the tool is missing, and fails there when CI asks for all of them."""
    for mark, (path, name) in TOOLS.items():
        if item.get_closest_marker(mark) is None or path is not None:
            continue
        if os.environ.get("REPORTLIB_REQUIRE_BROWSER") == "1":
            pytest.fail(f"{name} is missing, and REPORTLIB_REQUIRE_BROWSER=1 asks for it", pytrace=False)
        pytest.skip(f"{name} is not installed")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The system's Chromium; ask for it in tests marked `browser` only."""
    assert CHROMIUM is not None, "mark the test with @pytest.mark.browser"
    return Path(CHROMIUM)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Every briefing on two days, built once for all workers: `<as_of>/<briefing>/`."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "editions"
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            build_real(folder)
    return folder
