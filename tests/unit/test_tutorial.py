"""The tutorial says what the product says: its third step is run as written, and what it quotes is what is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from reportlib.blocks import plain
from reportlib.desk import open_desk
from reportlib.errors import ProseError
from reportlib.exhibits import Page

TEXT = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")
STEP = TEXT[TEXT.index("## 3.") : TEXT.index("## 4.")]
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", STEP, re.DOTALL)
CELLS = [block for language, block in BLOCKS if language == "python"]
SHOWN = [block for language, block in BLOCKS if not language]


@pytest.fixture
def names() -> dict[str, Any]:
    """What the first cells of the notebook define on the day of the tutorial."""
    desk = open_desk("2025-05-23")
    return {"desk": desk, "page": Page(desk, "talks")}


def run(cell: str, names: dict[str, Any]) -> None:
    exec(cell, names)


def test_a_number_typed_or_handed_in_plain_is_refused_as_the_tutorial_says(names: dict[str, Any]) -> None:
    run(CELLS[0], names)
    error, tip = SHOWN[0].splitlines()
    with pytest.raises(ProseError) as refused:
        run(CELLS[1], names)
    assert (f"ProseError: {refused.value}", f"TIP {refused.value.tip}") == (error, tip)
    with pytest.raises(ProseError, match=r"found 13 \(int\)"):
        names["page"].say("Due {left} away.", left=13)


def test_the_sentence_and_the_answer_are_those_the_tutorial_quotes(
    names: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    run(CELLS[0], names)
    assert f"*{plain(names['page'].blocks[0].runs)}*" in STEP
    capsys.readouterr()
    run(CELLS[2], names)
    told = capsys.readouterr().out
    assert told.startswith(SHOWN[1])
    assert "\n  source: " in told
