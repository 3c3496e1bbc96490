"""The form of a TOML file: what each kind of slip says, then that none of the words are pydantic's."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlib.errors import DataError
from reportlib.form import read_model
from reportlib.schemas.scenario import Scenario

HEAD = 'title = "A"\ntext = "b"\nauthor = "c"\nwritten = 2026-11-24\n'
CHANGE = HEAD + '[[change]]\nmeasure = "jp-122-10"\n'
SLIPS = [
    (HEAD.replace('"A"', "3") + 'drop = ["a"]', "title: expected text in quotes, found 3"),
    (HEAD.replace('"A"', '""') + 'drop = ["a"]', "title: expected text, found nothing"),
    (HEAD.replace('"A"', f'"{"a" * 61}"') + 'drop = ["a"]', "title: expected at most 60 characters, found 'aaa"),
    (HEAD.replace("2026-11-24", '"soon"') + 'drop = ["a"]', "written: expected a day like 2026-11-24, found 'soon'"),
    (HEAD.replace("2026-11-24", "2026-11-24T10:00:00") + 'drop = ["a"]',
     "written: expected a day like 2026-11-24, found 2026-11-24T10:00:00"),
    (HEAD.replace("2026-11-24", "10:30:00") + 'drop = ["a"]',
     "written: expected a day like 2026-11-24, found 10:30:00"),
    (HEAD.replace("2026-11-24", "true") + 'drop = ["a"]', "written: expected a day like 2026-11-24, found true"),
    (HEAD + 'drop = "jp-122-10"', "drop: expected a list in brackets, found 'jp-122-10'"),
    (HEAD + "drop = [1]", "drop.0: expected text in quotes, found 1"),
    (HEAD + 'drop = ["JP_122"]', "drop.0: expected small letters, digits and single hyphens between them, found 'JP_"),
    (HEAD + '[change]\nmeasure = "a"', "change: expected [[change]] above each, found a table"),
    (HEAD + 'change = ["a"]', "change.0: expected a table with the keys measure, rate, rule, effective_from"),
    (CHANGE + 'rate = "much"', "change.0.rate: expected a number, found 'much'"),
    (CHANGE + "rate = [1]", "change.0.rate: expected a number, found a list"),
    (CHANGE + "rate = nan", "change.0.rate: expected a finite number, found nan"),
    (CHANGE + "rate = -1", "change.0.rate: expected a number from 0 up, found -1"),
    (CHANGE + 'rule = "flor"', "change.0.rule: expected 'additive', 'floor' or 'exempt', found 'flor'"),
    (CHANGE + 'open_ended = "perhaps"', "change.0.open_ended: expected true or false, found 'perhaps'"),
    (CHANGE + "open_ended = 7", "change.0.open_ended: expected true or false, found 7"),
    (CHANGE + "rat = 1", "change.0.rat: unknown key; expected measure, rate, rule, effective_from, effective_to, "),
    (HEAD + '[[add]]\nid = "a"', "add.0.title: missing key; expected id, title, rate, lists, effective_from"),
    (HEAD + "[other]", "other: unknown key; expected title, text, author, written, ieepa_end, drop, change, add"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SLIPS)
def test_a_slip_of_form_is_told_with_file_key_what_was_expected_and_found(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_model(path, "data/scenarios/case.toml", Scenario)
    assert f"data/scenarios/case.toml: {said}" in caught.value.message
    assert not [word for word in ("Input", "Field", "Extra", "should", "valid") if word in caught.value.message]


def test_all_slips_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(CHANGE.replace("title", "titel") + "rate = 201", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_model(path, "case.toml", Scenario)
    assert [fault.column for fault in caught.value.faults] == ["title", "change.0.rate", "titel"]


def test_a_file_without_a_slip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(CHANGE + "rate = 12.5", encoding="utf-8")
    assert read_model(path, "case.toml", Scenario).change[0].rate == 12.5
