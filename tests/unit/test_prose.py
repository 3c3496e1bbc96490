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
        ("Due {due", {"due": DUE}, "a brace in 'Due {due' is not closed: expected '}'"),
        ("Due due}", {}, "a brace in 'Due due}' is not closed: Single '}'"),
        ("Due {due!r}.", {"due": DUE}, r"{due!r} in 'Due {due!r}.': no conversion is known"),
        ("Due {}.", {}, "{} in 'Due {}.' has no value; given: none"),
        ("Due {due:{form}}.", {"due": DUE}, "{due:{form}} .* a brace inside a brace"),
        ("{word:cap} decides.", {"word": "it"}, "{word:cap} .* words chosen by code take no print form"),
        ("See [the order](https://example.org/{due}).", {"due": DUE}, "{due} .* inside an address"),
        ("See [it](/a 'on {due}').", {"due": DUE}, "{due} .* inside an address"),
        ("Due [{due}](https://example.org/).", {"due": DUE}, "{due} .* inside a link"),
        ("Due $x_{due}$.", {"due": DUE}, "{due} .* inside a formula"),
        ("Due ^[on a day].", {}, "a note in the sentence"),
        ("Due \ue0000\ue001.", {}, "a sign that stands for a brace"),
    ],
)
def test_a_sentence_is_refused(template: str, fillers: dict[str, Sourced | str], complaint: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ProseError, match=complaint) as refused:
        compose(template, fillers)
    assert refused.value.tip


def test_words_chosen_by_code_may_stand_in_a_link_and_braces_may_be_doubled() -> None:
    prose = compose("See [{what}](https://example.org/) in {{braces}}.", {"what": "the order"})
    assert [(run.text, run.url) for run in prose.runs if run.url] == [("the order", "https://example.org/")]
    assert plain(prose.runs) == "See the order in {braces}."


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (Sourced(value=1, unit="count", sources=("s",)), "needs a key"),
        (Sourced(value=1, unit="count", key="k", sources=()), "k: no source stands behind 1"),
        (Sourced(value=None, unit="days", key="k", sources=("s",)), "k: the value is not known"),
        (Sourced(value=3, unit="furlong", key="k", sources=("s",)), "k: no way to print the unit 'furlong'"),
        (Sourced(value=[1], unit="count", key="k", sources=("s",)), r"k: could not convert string to float: '\[1\]'"),
        (Sourced(value=[1], unit="text", key="k", sources=("s",)), "k: a list is no scalar"),
    ],
)
def test_a_value_that_cannot_be_printed_is_refused(value: Sourced, complaint: str) -> None:  # type: ignore[type-arg]
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
