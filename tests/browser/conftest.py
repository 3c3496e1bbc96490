"""Chromium for the browser tests, and the pages they open.

Without Chromium these tests are skipped and say so (`tests/conftest.py`); with REPORTLIB_REQUIRE_BROWSER=1 they fail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from nbformat.v4 import new_markdown_cell

from reportlib.press.html import BriefingHTMLExporter
from reportlib.press.shelf_page import index_page
from tests.press import sample_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def built_html_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages to look at: one with every kind of block, one of an ordinary notebook, the list of editions."""
    folder = tmp_path_factory.mktemp("pages")
    ordinary = new_markdown_cell("# A study\n\nText.\n\n## A part\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    notebooks = {"sample": sample_html.briefing(), "ordinary": sample_html.notebook(ordinary)}
    for name, nb in notebooks.items():
        html, _ = BriefingHTMLExporter().from_notebook_node(nb)
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    (folder / "index.html").write_text(index_page(sample_html.SHELF), encoding="utf-8")
    return sorted(folder.glob("*.html"))


@pytest.fixture(scope="session")
def real_html_files(editions: Path) -> list[Path]:
    """Every briefing as a user gets it, on two days."""
    return sorted(editions.glob("*/*/*.html"))
