"""The charts and the page of the investment briefing at the days that matter: no overlap, no look-ahead."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from reportlib.analysis import investment
from reportlib.blocks import Commentary, Figure, Lead, Masthead, Para, Points, Section, Table, plain
from reportlib.exhibits import investment as charts
from reportlib.exhibits import style
from reportlib.exhibits.frame import Chart
from reportlib.exhibits.placing import x_of
from reportlib.words import investment as say
from tests.exhibits.drawn import assert_alt_is_of_the_data, assert_labels_stand_apart, blocks_of, desk_of, words_of

DAYS = (
    "2023-12-20", "2025-02-08", "2025-05-23", "2025-06-20", "2025-07-25", "2025-09-05", "2025-10-29", "2026-02-13",
    "2026-03-20", "2026-05-02", "2026-07-25", "2026-11-24",
)  # fmt: skip
LATER_THAN_MAY = (
    "550", "Lutnick", "memorandum signed", "tranche", "JBIC", "golden", "2026", "investment vehicle",
    "100,000", "70,000", "$819", "approved (", "section 301", "Stargate",
)  # fmt: skip
RELATIVE = re.compile(r"\b(?:next|last|this) (?:week|month|year)\b|\btomorrow\b|\byesterday\b", re.IGNORECASE)


def frames(day: str) -> dict[str, tuple[Chart, pd.DataFrame]]:
    desk = desk_of(day)
    drawn = {
        "ladder": (charts.ladder_bars, say.ladder_data(desk)),
        "pace": (charts.pace_steps, investment.steps(desk)),
        "payback": (charts.payback_lines, investment.curve(desk, (0.02, 0.04, 0.06))),
        "offers": (charts.offer_marks, say.offer_path_data(desk)),
        "owners": (charts.owner_bars, say.owners_data(desk)),
        "shares": (charts.share_bars, say.shares_data(desk)),
        "claims": (charts.claim_dots, say.claim_data(desk)),
    }
    return {name: (chart, data.value) for name, (chart, data) in drawn.items() if not data.value.empty}


@pytest.mark.parametrize("day", DAYS)
def test_no_label_lies_on_another_or_leaves_the_figure(day: str) -> None:
    for chart, data in frames(day).values():
        assert_labels_stand_apart(chart, data)


@pytest.mark.parametrize("day", DAYS)
def test_the_alt_text_is_made_of_the_data(day: str) -> None:
    for chart, data in frames(day).values():
        assert_alt_is_of_the_data(chart, data)


@pytest.mark.parametrize("costs", [(0.001, 0.04, 0.2), (0.05,), (0.19, 0.2)])
def test_the_payback_curve_takes_any_rate_the_parameters_allow(costs: tuple[float, ...]) -> None:
    data = investment.curve(desk_of("2026-11-24"), costs).value
    assert_labels_stand_apart(charts.payback_lines, data)
    assert_alt_is_of_the_data(charts.payback_lines, data)


def test_a_rate_at_which_no_project_drawn_repays_is_named_without_a_line() -> None:
    data = investment.curve(desk_of("2026-11-24"), (0.04, 0.2)).value
    assert len(charts.payback_lines(data).lines) == 1
    assert "at 20.0%: never up to 40% a year" in charts.payback_lines.describe(data)


def test_no_bar_of_the_ladder_stands_on_another() -> None:
    chart, data = frames("2026-11-24")["ladder"]
    bars = [patch for patch in chart(data).patches if patch.get_width() > 0]  # type: ignore[attr-defined]
    starts = sorted((bar.get_y(), bar.get_x()) for bar in bars)  # type: ignore[attr-defined]
    assert [x for _, x in starts].count(0) == len({y for y, _ in starts})
    assert "$390bn to $490bn" in chart.describe(data)
    assert "even pace, $198.9bn" in chart.describe(data)


def test_the_pace_goes_on_to_the_end_of_the_window_and_what_was_selected_does_not() -> None:
    chart, data = frames("2026-11-24")["pace"]
    ends: dict[object, float] = {}
    for line in chart(data).lines:
        ends[line.get_color()] = max(ends.get(line.get_color(), 0.0), *(float(x) for x in line.get_xdata()))  # type: ignore[arg-type, union-attr]
    today, end = (x_of(data[name].iloc[0]) for name in ("as_of", "end"))
    assert (ends[style.ORANGE], ends[style.BLUE], ends[style.TEAL]) == (end, today, today)


@pytest.mark.parametrize("day", DAYS)
def test_the_page_reads_on_every_day(day: str) -> None:
    shown = blocks_of("investment", day)
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
    for block in blocks_of("investment", "2025-05-23"):
        said = re.sub(r"\bsrc-[-\w]+", "", words_of(block))
        assert [phrase for phrase in LATER_THAN_MAY if phrase.lower() in said.lower()] == []


def test_the_page_of_23_may_2025_tells_the_offer_and_the_symbol() -> None:
    text = " ".join(words_of(block) for block in blocks_of("investment", "2025-05-23"))
    assert "Japan is to offer more investment by its firms" in text
    assert "equals 1.9% of that stock: a symbol" in text


def test_on_the_first_day_what_is_not_there_yet_is_said() -> None:
    text = " ".join(words_of(block) for block in blocks_of("investment", "2023-12-20"))
    for sentence in (
        "The government of Japan has pledged no money on this record yet",
        "Japan has put nothing on the table yet.",
        "No purchase is promised and none is on record yet.",
    ):
        assert sentence in text


def test_today_the_page_says_where_its_record_ends_and_sums_no_stages() -> None:
    lead = words_of(blocks_of("investment", "2026-11-24")[1])
    assert "as last read on 5 September 2026" in lead
    assert "loans and guarantees, not gifts" in lead
    text = " ".join(words_of(block) for block in blocks_of("investment", "2026-11-24"))
    assert "no third tranche was found" in text
    assert "Of purchases actually made under these promises nothing was read" in text
    assert "$513" not in text


def test_the_findings_the_manifest_promises_are_printed() -> None:
    keys = {found.key for block in blocks_of("investment", "2026-11-24") for found in getattr(block, "findings", ())}
    assert {
        "pledged", "selected_upper", "selected_share", "pace", "window_gone", "contracted", "contracted_share",
        "deal_share_package", "deal_share_stock", "deal_share_package_equity", "deal_share_stock_equity",
        "pledge_over_stock", "pledge_a_year", "relief_thumb", "relief_rates", "fdi_stock", "fdi_rank", "payback_mid",
    } <= keys  # fmt: skip


def test_each_commentary_stands_from_its_day_to_its_end_alone() -> None:
    seen = {
        day: [block.written.isoformat() for block in blocks_of("investment", day) if isinstance(block, Commentary)]
        for day in DAYS
    }
    assert {day: written for day, written in seen.items() if written} == {
        "2025-05-23": ["2025-05-23"], "2025-06-20": ["2025-05-23"], "2025-07-25": ["2025-07-24"],
        "2026-03-20": ["2026-03-20"], "2026-05-02": ["2026-03-20"], "2026-07-25": ["2026-03-20"],
        "2026-11-24": ["2026-03-20"],
    }  # fmt: skip
