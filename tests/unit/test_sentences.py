"""What any sentence needs has one home: made, written, measured, a change without its sign, a count with its papers."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from reportlib.sourced import Sourced, count_of, token
from reportlib.words.days import iso
from reportlib.words.frames import with_columns
from reportlib.words.sentences import length, made, size, together, written

GAP = Sourced(value=-2.5, unit="points", key="gap", sources=("a",), facts=("f",), formula="a − b", inputs={"a": 1})


def test_a_sentence_without_one_of_its_values_is_not_written() -> None:
    with pytest.raises(KeyError, match="missing"):
        written(made("It is {missing}."))


def test_a_sentence_is_written_and_measured_as_printed() -> None:
    line = made("Less by {gap} than {whom}.", gap=size(GAP), whom="Korea")
    assert written(line) == "Less by 2.5 percentage points than Korea."
    assert length(line) == 7


def test_a_change_without_its_sign_says_so_in_its_formula_and_keeps_its_papers() -> None:
    assert (size(GAP).value, size(GAP).key, size(GAP).formula) == (2.5, "gap_size", "a − b, without sign")
    recorded = Sourced(value=-1.0, unit="points", key="told", sources=("a",))
    assert (size(recorded).formula, size(recorded).inputs) == ("as recorded, without sign", {"recorded": -1.0})
    assert size(GAP).sources == ("a",)


def test_a_count_has_the_papers_of_what_was_counted() -> None:
    found = count_of("n", 2, "different rows", like=GAP, rows=3)
    assert (found.value, found.unit, found.formula, found.inputs) == (2, "count", "count: different rows", {"rows": 3})
    assert (found.sources, found.facts) == (("a",), ("f",))


@pytest.mark.parametrize(
    ("text", "said"), [("south-korea", "south_korea"), ("2025-04..2025-09", "2025_04_to_2025_09"), ("japan", "japan")]
)
def test_an_id_or_a_period_is_a_part_of_a_key(text: str, said: str) -> None:
    assert token(text) == said


def test_days_of_any_kind_are_told_as_iso_text() -> None:
    assert iso(pd.Timestamp("2025-05-23")) == iso(date(2025, 5, 23)) == "2025-05-23"
    assert iso("2025-05") == "2025-05"


def test_columns_of_words_are_added_to_a_frame_with_its_papers() -> None:
    data = Sourced(value=pd.DataFrame({"x": [1, 2]}, index=[5, 6]), unit="", sources=("a",))
    assert list(with_columns(data, label=pd.Series(["p", "q"])).value["label"]) == ["p", "q"]
    assert with_columns(data, label=["p", "q"]).sources == ("a",)


@pytest.mark.parametrize(("names", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_names_stand_in_a_row(names: list[str], said: str) -> None:
    assert together(names) == said
