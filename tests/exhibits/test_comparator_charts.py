"""The charts and the page of other partners at the days that matter: no overlap, no look-ahead, no gap in the frame."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from reportlib.blocks import Commentary, Figure, Lead, Masthead, Para, Points, Section, Table, plain
from reportlib.exhibits import comparators as charts
from reportlib.exhibits.frame import Chart
from reportlib.words import comparators as say
from tests.exhibits.drawn import assert_alt_is_of_the_data, assert_labels_stand_apart, blocks_of, desk_of, words_of

DAYS = ("2023-12-20", "2025-05-23", "2025-07-25", "2025-08-20", "2026-03-20", "2026-07-25", "2026-11-24")
LATER_THAN_MAY = (
    "Korea has", "Lutnick", "EO 14326", "EO 14345", "memorandum", "section 122", "section 301", "2026", "$550",
    "golden share for", "15% in all", "12.5", "Taiwan: ", "Intel", "vehicle",
)  # fmt: skip
RELATIVE = re.compile(r"\b(?:next|last|this) (?:week|month|year)\b|\btomorrow\b|\byesterday\b", re.IGNORECASE)


def frames(day: str, *, base: float = 10.0, view: str = "liquidated") -> dict[str, tuple[Chart, pd.DataFrame]]:
    desk = desk_of(day)
    of = say.Compared(desk=desk, base_duty=base, view=view)
    drawn = {
        "rates": (charts.rate_dots, say.rates_data(of)),
        "gaps": (charts.gap_lines, say.gaps_data(of)),
        "clauses": (charts.clause_matrix, say.matrix_data(desk)),
        "pledges": (charts.pledge_dots, say.pledges_data(desk)),
        "collected": (charts.collected_bars, say.collected_data(desk)),
    }
    return {name: (chart, data.value) for name, (chart, data) in drawn.items() if not data.value.empty}


@pytest.mark.parametrize("day", DAYS)
def test_no_label_lies_on_another_or_leaves_the_figure(day: str) -> None:
    for chart, data in frames(day).values():
        assert_labels_stand_apart(chart, data)


@pytest.mark.parametrize(("base", "view"), [(0.0, "collected"), (2.5, "liquidated"), (30.0, "collected")])
def test_nor_does_it_at_another_base_duty_or_in_the_other_view(base: float, view: str) -> None:
    for name in ("rates", "gaps"):
        assert_labels_stand_apart(*frames("2026-11-24", base=base, view=view)[name])


@pytest.mark.parametrize("day", DAYS)
def test_the_alt_text_is_made_of_the_data(day: str) -> None:
    for chart, data in frames(day).values():
        assert_alt_is_of_the_data(chart, data)


def test_a_share_that_is_not_known_says_why_in_picture_and_alt() -> None:
    chart, data = frames("2026-11-24")["pledges"]
    assert chart.svg(data).count("not known: forecast only") == 2
    assert "Taiwan: guarantees $250bn, not known: forecast only" in chart.describe(data)


def test_every_cell_of_the_matrix_carries_its_first_day() -> None:
    chart, data = frames("2026-11-24")["clauses"]
    alt = chart.describe(data)
    assert "Rate for cars: United Kingdom 8 May 2025 (differs), Japan 22 July 2025" in alt
    assert len(re.findall(r"\b20\d\d\b", alt)) == len(data)


def test_a_single_mark_is_no_picture() -> None:
    assert "clauses" not in frames("2025-05-23")
    assert "pledges" not in frames("2025-07-25")
    assert "rates" not in frames("2025-07-25")


@pytest.mark.parametrize("day", DAYS)
def test_the_page_reads_on_every_day(day: str) -> None:
    shown = blocks_of("comparators", day)
    assert isinstance(shown[0], Masthead)
    assert isinstance(shown[1], Lead)
    assert len(plain(shown[1].runs).split()) <= 60
    exhibits = [block for block in shown if isinstance(block, Figure | Table)]
    assert len({block.key for block in exhibits}) == len(exhibits)
    for exhibit in exhibits:
        assert len(plain(exhibit.title).split()) <= 12, plain(exhibit.title)
        assert exhibit.source_line
    for block in shown:
        if isinstance(block, Masthead | Lead | Para | Points | Section | Commentary):
            assert not RELATIVE.search(words_of(block)), words_of(block)[:200]


def test_nothing_known_later_stands_on_the_page_of_23_may_2025() -> None:
    for block in blocks_of("comparators", "2025-05-23"):
        said = re.sub(r"\bsrc-[-\w]+", "", words_of(block))
        assert [phrase for phrase in LATER_THAN_MAY if phrase.lower() in said.lower()] == []


def test_on_the_first_day_every_exhibit_says_that_there_is_nothing_yet() -> None:
    shown = blocks_of("comparators", "2023-12-20")
    assert not any(isinstance(block, Figure | Table) for block in shown)
    text = " ".join(words_of(block) for block in shown)
    assert "No deal of a partner is on record yet." in text
    assert "No case reopened and no stake of the state is on record yet." in text


def test_the_findings_the_manifest_promises_are_printed() -> None:
    keys = {found.key for block in blocks_of("comparators", "2026-11-24") for found in getattr(block, "findings", ())}
    assert {
        "pays_japan", "pays_european_union", "peer_gap_european_union", "worse_below_united_kingdom",
        "clauses_of_japan", "blueprint_clauses_south_korea", "blueprint_south_korea", "pledge_share_japan_vehicle",
        "collected_japan", "precedent_companies",
    } <= {key.removesuffix("_size") for key in keys}  # fmt: skip


def test_each_commentary_stands_from_its_day_to_its_end_alone() -> None:
    seen = {
        day: [block.written.isoformat() for block in blocks_of("comparators", day) if isinstance(block, Commentary)]
        for day in DAYS
    }
    assert seen["2023-12-20"] == []
    assert seen["2025-05-23"] == ["2025-05-23"]
    assert seen["2025-07-25"] == ["2025-07-24"]
    assert seen["2026-03-20"] == ["2025-11-20"]
    assert seen["2026-11-24"] == ["2026-07-25"]
