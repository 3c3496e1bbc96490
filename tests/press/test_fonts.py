"""What pages are made with is loaded and cut ahead, in a thread, while a kernel runs: once, and without a word."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from reportlib.press import fonts
from reportlib.press.faces import Face
from reportlib.publish import edition


def test_a_face_that_is_being_cut_is_waited_for_and_cut_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = list[Face]()

    def slowly(face: Face, characters: str) -> bytes:
        time.sleep(0.05)
        cut.append(face)
        return characters.encode()

    monkeypatch.setattr(fonts, "_subset", cache(slowly))
    with ThreadPoolExecutor(4) as threads:
        for _ in range(4):
            threads.submit(fonts.cut_ahead)
    assert (len(cut), set(cut)) == (len(fonts.ON_SCREEN), set(fonts.ON_SCREEN))


def test_what_cannot_be_loaded_ahead_is_left_to_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = list[str]()

    def broken(name: str) -> None:
        tried.append(name)
        raise ImportError(name)

    monkeypatch.setattr(edition, "import_module", broken)
    edition.prepare_pages(("html", "pdf"))
    while any(thread.name == "reportlib-pages" for thread in threading.enumerate()):
        time.sleep(0.01)
    assert tried == ["reportlib.press.html"]
