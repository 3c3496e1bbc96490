"""Sentences with findings: what is refused, then how values stand in Markdown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib.blocks import plain
from reportlib.errors import ProseError
from reportlib.exhibits.prose import compose, finding
from reportlib.sourced import Sourced

DUE = Sourced(value=date(2025, 6, 5), unit="date", key="deal.due", sources=("src-a",), facts=("deadline-x",))


@pytest.mark.parametrize(
    ("template", "fillers", "complaint"),
    [
        ("Due on 5 June.", {}, "bare numeral '5'"),
        ("Due on {due}.", {}, "{due} .* has no value; given: none"),
        ("Nothing due.", {"due": DUE}, "due is given but not used"),
        ("{word} ago", {"word": "13 days"}, "bare numeral '13'"),
    ],
)
def test_a_sentence_is_refused(template: str, fillers: dict[str, Sourced | str], complaint: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ProseError, match=complaint):
        compose(template, fillers)


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (Sourced(value=1, unit="count", sources=("s",)), "needs a key"),
        (Sourced(value=1, unit="count", key="k", sources=()), "k: no source stands behind 1"),
        (Sourced(value=None, unit="days", key="k", sources=("s",)), "k: the value is not known"),
    ],
)
def test_a_value_without_papers_is_refused(value: Sourced, complaint: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ProseError, match=complaint):
        finding(value)


def test_a_computed_value_needs_its_inputs() -> None:
    with pytest.raises(ValueError, match="needs its inputs"):
        Sourced(value=1, unit="count", key="k", sources=("s",), formula="f: a + b")


def test_a_finding_keeps_the_style_around_it() -> None:
    prose = compose("Decision due by **{due:short}**, not earlier.", {"due": DUE})
    assert plain(prose.runs) == "Decision due by 5 June, not earlier."
    bold = next(run for run in prose.runs if run.finding)
    assert (bold.text, bold.strong, bold.finding) == ("5 June", True, "deal.due")
    assert prose.findings[0].value == "2025-06-05"
    assert prose.findings[0].facts == ("deadline-x",)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Nd")), min_size=1))
def test_what_a_source_says_never_acts_as_markup(hostile: str) -> None:
    said = Sourced(value=hostile, unit="text", key="talks.said", sources=("src-a",))
    prose = compose("They said: {said}.", {"said": said})
    assert [run.text for run in prose.runs if run.finding] == [hostile]
    assert not any(run.strong or run.emph or run.url or run.code for run in prose.runs)
