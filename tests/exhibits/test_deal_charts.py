"""The charts and the page of the steel briefing at the days that matter: no overlap, no look-ahead."""

from __future__ import annotations

import itertools
from functools import cache

import pandas as pd
import pytest
from matplotlib.text import Annotation

from reportlib.analysis import deal
from reportlib.blocks import AnyBlock, Commentary, Figure, Lead, Masthead, Para, Points, Section, Table, plain
from reportlib.exhibits import deal as charts
from reportlib.exhibits import deal_alt
from reportlib.exhibits.frame import Chart
from reportlib.exhibits.placing import spread
from reportlib.sourced import Sourced
from tests.exhibits.drawn import assert_alt_is_of_the_data, assert_labels_stand_apart, blocks_of, desk_of, words_of

DAYS = (
    "2023-12-18", "2023-12-20", "2024-12-24", "2025-01-04", "2025-04-01", "2025-05-22", "2025-05-23", "2025-06-06",
    "2025-06-13", "2025-06-18", "2025-07-23", "2025-09-05", "2026-02-21", "2026-07-24", "2026-11-24",
)  # fmt: skip
LATER_THAN_MAY = (
    "golden share", "approved", "closed", "13 June", "18 June 2025 (", "partnership", "70,000", "550", "100,000",
    "$11bn is", "Granite", "Gary", "Kimmitt", "Shapiro", "$52.01", "54.8", "binding;", "14 March 2024", "2026",
)  # fmt: skip


@cache
def frames(day: str) -> dict[str, tuple[Chart, Sourced[pd.DataFrame]]]:
    desk = desk_of(day)
    odds = deal.odds(desk, deal.assume(desk, low=25, mid=30, high=35))
    return {
        "price": (charts.price_dots, odds),
        "odds": (charts.implied_odds, odds),
        "clock": (charts.review_clock, deal.clock(desk)),
        "ladder": (charts.spending_ladder, deal.commitments(desk)),
        "closing": (charts.promise_slip, deal.slip(desk, "steel-closing")),
        "mill": (charts.promise_slip, deal.slip(desk, "mill-site")),
    }


def blocks(day: str) -> tuple[AnyBlock, ...]:
    return blocks_of("deal", day)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["price", "odds", "clock", "ladder", "closing", "mill"])
def test_no_label_lies_on_another_or_leaves_the_figure(day: str, name: str) -> None:
    chart, data = frames(day)[name]
    if data.value.empty:
        return
    assert_labels_stand_apart(chart, data.value)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["price", "odds", "clock", "ladder", "closing", "mill"])
def test_the_alt_text_is_made_of_the_data(day: str, name: str) -> None:
    chart, data = frames(day)[name]
    if data.value.empty:
        return
    assert_alt_is_of_the_data(chart, data.value)


def test_closes_are_never_joined_by_a_line() -> None:
    chart, data = frames("2026-11-24")["price"]
    joined = [line for line in chart(data.value).lines if len(line.get_xdata()) > 2]  # type: ignore[arg-type]
    assert [line.get_linestyle() for line in joined] == ["None"]


def test_break_prices_of_the_same_printed_odds_share_one_label() -> None:
    def names(day: str) -> list[str]:
        return [name for _, name in deal_alt.odds_names(frames(day)["odds"][1].value.iloc[-1])]

    assert names("2026-11-24") == ["99% if $25 to $35"]
    assert names("2025-05-23") == ["60% if $25", "52% if $30", "40% if $35"]


@pytest.mark.parametrize("name", ["clock", "closing", "mill"])
def test_no_line_runs_through_the_words_of_a_row(name: str) -> None:
    chart, data = frames("2026-11-24")[name]
    ax = chart(data.value)
    rows = [
        text
        for text in ax.texts
        if isinstance(text, Annotation) and text.get_fontproperties().get_weight() == "semibold"
    ]
    assert rows
    lines = [*ax.lines, *ax.get_xgridlines()]
    for text in rows:
        ground = text.get_bbox_patch()
        assert ground
        assert ground.get_alpha() in (None, 1)
        assert all(text.get_zorder() > line.get_zorder() for line in lines)


@pytest.mark.parametrize("wanted", [[50.0, 50.0, 50.0, 50.0], [99.0, 99.5, 99.2, 100.0], [0.0, 1.0, 2.0]])
def test_labels_are_spread_apart_inside_the_limits(wanted: list[float]) -> None:
    placed = spread(wanted, 8, low=0, high=100)
    ordered = sorted(placed)
    assert all(later - sooner >= 8 - 1e-9 for sooner, later in itertools.pairwise(ordered))
    assert ordered[0] >= 0
    assert ordered[-1] <= 100
    assert sorted(range(len(wanted)), key=lambda at: (wanted[at], at)) == sorted(
        range(len(wanted)), key=lambda at: (placed[at], at)
    )


@pytest.mark.parametrize("day", DAYS)
def test_the_page_reads_on_every_day(day: str) -> None:
    shown = blocks(day)
    assert isinstance(shown[0], Masthead)
    assert isinstance(shown[1], Lead)
    assert len(plain(shown[1].runs).split()) <= 60
    keys = [block.key for block in shown if isinstance(block, Figure | Table)]
    assert len(keys) == len(set(keys))
    assert all(len(plain(block.title).split()) <= 12 for block in shown if isinstance(block, Figure))


@pytest.mark.parametrize("phrase", LATER_THAN_MAY)
def test_nothing_known_later_stands_on_the_page_of_23_may_2025(phrase: str) -> None:
    found = [words_of(block) for block in blocks("2025-05-23") if phrase.lower() in words_of(block).lower()]
    assert not found, found[0][:200]


def test_the_page_of_23_may_2025_says_what_the_seed_says() -> None:
    text = " ".join(words_of(block) for block in blocks("2025-05-23"))
    for phrase in ("5 June", "13 days", "three sums", "$14.1bn", "$42.90", "78%", "$30.80", "sent back to CFIUS"):
        assert phrase in text, phrase


@pytest.mark.parametrize("day", ["2025-06-18", "2025-07-23", "2026-11-24"])
def test_after_the_closing_the_page_drops_forward_words(day: str) -> None:
    prose = " ".join(words_of(one) for one in blocks(day) if isinstance(one, Masthead | Lead | Para | Section | Points))
    assert "Closed; last value" in prose
    assert prose.lower().count("closed") == 2, "once in the status line, once for the price"
    assert "remain to the 5 June" not in prose
    assert "must believe" not in prose


def test_todays_page_says_where_the_record_ends() -> None:
    text = " ".join(words_of(block) for block in blocks("2026-11-24") if isinstance(block, Para))
    assert "Our record on U.S. Steel ends in December 2025" in text
    assert "five sums" in " ".join(words_of(block) for block in blocks("2026-11-24") if isinstance(block, Section))


def test_a_commentary_is_stamped_once_its_facts_moved_on() -> None:
    def stamps(day: str) -> list[str]:
        return [block.stamp for block in blocks(day) if isinstance(block, Commentary)]

    assert stamps("2025-05-22") == []
    assert stamps("2025-05-23") == [""]
    assert stamps("2025-06-06")[0].startswith("Since it was written, this became known: ")
