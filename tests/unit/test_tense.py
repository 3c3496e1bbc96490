"""Sentences on deadlines: what became of one is never told as a decision unless somebody decided."""

from __future__ import annotations

import pytest

from reportlib import words
from reportlib.analysis.deadlines import deadline
from reportlib.blocks import plain
from reportlib.desk import open_desk
from reportlib.exhibits.prose import compose


def said(day: str, deadline_id: str) -> str:
    sentence = words.deadline_sentence(deadline(open_desk(day), deadline_id), actor="The president", name="deadline")
    return plain(compose(sentence.template, sentence.values).runs)


@pytest.mark.parametrize(
    ("day", "deadline_id", "text"),
    [
        ("2025-01-22", "deadline-steel-abandon-first", "The 2 February 2025 deadline was moved to 18 June 2025."),
        ("2025-06-01", "deadline-steel-rally", "What the 30 May 2025 deadline was set for was held on 30 May 2025."),
        ("2025-05-23", "deadline-steel-president-second", "13 days remain to the 5 June 2025 deadline."),
        ("2025-06-05", "deadline-steel-president-second", "The deadline falls today, 5 June 2025."),
        (
            "2025-06-07",
            "deadline-steel-president-second",
            "The 5 June 2025 deadline passed 2 days ago without a recorded decision.",
        ),
        (
            "2025-06-13",
            "deadline-steel-president-second",
            "The president decided on 13 June 2025, 8 days after the 5 June 2025 deadline.",
        ),
        (
            "2026-11-24",
            "deadline-usw-contract",
            "Our sources end on 31 December 2025, before the September 2026 deadline; no outcome is recorded here.",
        ),
    ],
)
def test_the_sentence_follows_the_day(day: str, deadline_id: str, text: str) -> None:
    assert said(day, deadline_id) == text
