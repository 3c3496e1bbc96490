"""Kernels for tiny notebooks: forked from one process, where each home of its own would load another.

Tests ask for `tiny_kernels` where they are not about kernels; how a home gets its own is tried in test_nursery and,
with the command itself, in test_real_builds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from reportlib.press.nursery import Nursery, is_supported, nursery
from tests.notebooks.homes import make_home


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery | None]:
    """What kernels of tiny notebooks are forked from; None on systems where none is."""
    home = make_home(tmp_path_factory.mktemp("loaded"), "simple")
    made = Nursery(home) if is_supported() else None
    yield made
    if made:
        made.close()


@pytest.fixture
def tiny_kernels(loaded_once: Nursery | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds in this process fork from that one, as long as it gives kernels."""

    def ours(home: Path, library: Hashable) -> Nursery | None:
        return loaded_once if loaded_once and loaded_once.is_alive else nursery(home, library)

    monkeypatch.setattr(import_module("reportlib.publish.build"), "nursery", ours)
