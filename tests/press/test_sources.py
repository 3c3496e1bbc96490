"""The list of sources at both exits: a day where the source names one, and one sentence for those that name none."""

from __future__ import annotations

import pytest

from reportlib import blocks
from reportlib.blocks import Run
from reportlib.sourced import Source
from tests.press import sample_html as sample
from tests.press.test_html import parse, print_html
from tests.press.test_pdf import pdf_of, words_of

UNDATED = "Where an entry names no day, the page as read gives none."


def exits(source: Source) -> tuple[str, str]:
    """A page that rests on one source, as the words of its HTML and of its PDF."""
    finding = sample.EQUITY.model_copy(update={"sources": (source.id,)})
    para = blocks.Para(runs=(Run(text="$14.1bn", finding=finding.key),), findings=(finding,), sources=(source,))
    nb = sample.notebook(sample.show(sample.masthead(sources=()), para))
    html = parse(print_html(nb)).xpath("string(//section[@aria-labelledby='sources'])")
    return " ".join(html.split()), " ".join(words_of(pdf_of(nb)).split())


def test_a_source_without_a_day_says_so_once_above_the_list() -> None:
    for words in exits(sample.YOMIURI):
        assert words.count(UNDATED) == 1
        assert "no date" not in words


@pytest.mark.parametrize("source", [sample.NHK, sample.WH])
def test_where_every_source_has_its_day_nothing_is_said_of_days(source: Source) -> None:
    for words in exits(source):
        assert UNDATED not in words
        assert f"{source.published:%Y}" in words
