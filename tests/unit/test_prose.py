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

PRICE = Sourced(value=55.0, unit="USD per share", key="deal.price", sources=("src-a",))
JOBS = Sourced(value=3, unit="count", key="deal.jobs", sources=("src-a",))
SAID = Sourced(value="ty", unit="text", key="talks.said", sources=("src-a",))
DUE = Sourced(value=date(2025, 6, 5), unit="date", key="deal.due", sources=("src-a",), facts=("deadline-x",))


@pytest.mark.parametrize(
    ("template", "fillers", "complaint"),
    [
        ("Due on 5 June.", {}, "bare numeral '5'"),
        ("Due on {due}.", {}, "{due} .* has no value; given: none"),
        ("Nothing due.", {"due": DUE}, "due is given but not used"),
        ("Due on {due}, 13 days away.", {"due": DUE, "left": JOBS}, "bare numeral '13'"),
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
        ("{due} &#xE000;7&#xE001;", {"due": DUE}, "a sign that stands for a brace"),
        ("{due} &#57344;0&#57345;", {"due": DUE}, "a sign that stands for a brace"),
        # A print form is one that the unit knows, or one plain noun.
        ("{n:of the 500 rounds}", {"n": JOBS}, "'of the 500 rounds' is no print form of the unit 'count'"),
        ("{due:shrt}", {"due": DUE}, "'shrt' is no print form of the unit 'date'; there are: short"),
        ("{n:.2f}", {"n": JOBS}, "'.2f' is no print form"),
        ("{word:.2f}", {"word": "no uses"}, "{word:.2f} .* '.2f' is no print form"),
        ("{word:dozen use}", {"word": "no uses"}, "'dozen use' is no print form"),
        # What stands beside a value makes no other quantity of it.
        ("{price} bn", {"price": PRICE}, "'bn' right after {price}"),
        ("{price} **bn**", {"price": PRICE}, "'bn' right after {price}"),
        ("{n:n}k jobs", {"n": JOBS}, "'k' right after {n:n}"),
        ("{price}&nbsp;bn", {"price": PRICE}, "'bn' right after {price}"),
        ("{price}&#8203;bn", {"price": PRICE}, "'bn' right after {price}"),
        ("{price}-bn", {"price": PRICE}, "'-bn' right after {price}"),
        ("{due}: {n} per cent", {"n": JOBS, "due": DUE}, "'per cent' right after {n}"),
        ("{n}%", {"n": JOBS}, "'%' right after {n}"),
        ("{price} {word}", {"price": PRICE, "word": "bn"}, "'bn' right after {price}"),
        ("{n} million", {"n": JOBS}, "bare numeral 'million'"),
        ("{n}, billions of dollars, and {n} billions of dollars", {"n": JOBS}, "bare numeral 'billions'"),
        ("−{price}", {"price": PRICE}, "'−' right before {price}"),
        ("For ¥{n:n}", {"n": JOBS}, "'¥' right before {n:n}"),
        ("twen{said}", {"said": SAID}, "{said} .* inside a word"),
        ("{said}ago", {"said": SAID}, "{said} .* inside a word"),
        ("{word}{said}", {"word": "twen", "said": SAID}, "{said} .* inside a word"),
        ("twen{word}", {"word": "ty"}, "bare numeral 'twenty'"),
    ],
)
def test_a_sentence_is_refused(template: str, fillers: dict[str, Sourced | str], complaint: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ProseError, match=complaint) as refused:
        compose(template, fillers)
    assert refused.value.tip


def test_words_beside_a_value_are_free_where_they_make_no_other_quantity_of_it() -> None:
    prose = compose(
        "{price} a share, {n:round}; {price}’s worth, a {n:n}-day wait, by {due:short}–{due}, (*{n}*) made; “{price}”.",
        {"price": PRICE, "n": JOBS, "due": DUE},
    )
    assert plain(prose.runs) == (
        "$55 a share, three rounds; $55’s worth, a 3-day wait, by 5 June–5 June 2025, (three) made; “$55”."
    )
    assert plain(compose("{uses:use} of {name}s", {"uses": "no uses", "name": "share"}).runs) == "no uses of shares"


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
        (Sourced(value=float("inf"), unit="USD bn", key="k", sources=("s",)), "k: inf is no number that can be print"),
        (Sourced(value=float("nan"), unit="USD bn", key="k", sources=("s",)), "k: the value is not known"),
        (Sourced(value=float("-inf"), unit="count", key="k", sources=("s",)), "k: -inf is no number that can be print"),
        (Sourced(value=[1], unit="text", key="k", sources=("s",)), "k: a list is no scalar"),
    ],
)
def test_a_value_that_cannot_be_printed_is_refused(value: Sourced, complaint: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ProseError, match=complaint) as refused:
        finding(value)
    assert refused.value.tip


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
