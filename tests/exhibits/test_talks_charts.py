"""The charts and the page of the talks at the days that matter: no overlap, no look-ahead."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from reportlib.blocks import (
    AnyBlock,
    Attachment,
    Commentary,
    Figure,
    Lead,
    Masthead,
    Para,
    Points,
    Section,
    Table,
    plain,
)
from reportlib.desk import open_desk
from reportlib.exhibits import page as pages
from reportlib.exhibits import talks as charts
from reportlib.exhibits.frame import Chart
from reportlib.exhibits.labels import Box, Wish, place, wrap
from reportlib.sourced import Sourced
from reportlib.words import talks as say

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "talks.ipynb"
DAYS = (
    "2023-12-18", "2023-12-20", "2025-04-01", "2025-04-17", "2025-05-23", "2025-05-24", "2025-06-06", "2025-06-13",
    "2025-07-23", "2025-08-28", "2025-09-05", "2025-12-31", "2026-02-21", "2026-06-05", "2026-07-24", "2026-11-24",
)  # fmt: skip
NAMES = ("timeline", "cadence", "strip", "slip")
LATER_THAN_MAY = (
    "golden share", "conditional", "closed", "13 June", "22 July", "framework", "550", "partnership post", "Supreme",
    "section 122", "section 301", "EO 14345", "Takaichi", "struck", "No agreement;", "2026", "52.01", "rally",
    "third round held", "Three rounds",
)  # fmt: skip
RELATIVE = re.compile(r"\b(?:next|last|this) (?:week|month|year)\b|\btomorrow\b|\byesterday\b", re.IGNORECASE)
_SVG_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
SMALLEST_PT = 7.5


@cache
def frames(day: str) -> dict[str, tuple[Chart, Sourced[pd.DataFrame]]]:
    desk = open_desk(day)
    return {
        "timeline": (charts.timeline, say.timeline_data(desk, 120, 56)),
        "cadence": (charts.cadence, say.cadence_data(desk)),
        "strip": (charts.judgement_strip, say.strip_data(desk, most=8)),
        "slip": (charts.slip, say.slip_data(desk)),
    }


@cache
def blocks(day: str) -> tuple[AnyBlock, ...]:
    """The blocks of the notebook run in this process; the press tests run it through a kernel."""
    space: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "display", lambda *_, **__: None)
        for cell in nbformat.read(NOTEBOOK, 4).cells:  # type: ignore[no-untyped-call]
            if cell.cell_type == "code":
                exec(compile(cell.source, "talks.ipynb", "exec"), space)
            if "parameters" in cell.metadata.get("tags", []):
                space["as_of"] = day
    return tuple(space["page"].blocks)


def words_of(block: AnyBlock) -> str:
    match block:
        case Masthead():
            return plain(block.title)
        case Lead() | Section() | Para():
            return plain(block.runs)
        case Points():
            return " ".join(plain(item) for item in block.items)
        case Commentary():
            return " ".join([block.stamp, *(plain(part) for part in block.paragraphs)])
        case Figure():
            drawn = _SVG_TEXT.findall(block.svg)
            return " ".join([plain(block.title), block.subtitle, block.note, block.alt, block.data, *drawn])
        case Table():
            cells = [plain(cell.runs) for row in block.rows for cell in row.cells]
            return " ".join([plain(block.title), block.subtitle, block.note, block.data, *cells])
        case Attachment():
            return block.text


def boxes(axes: Axes) -> list[tuple[Text, Bbox]]:
    """Every drawn text with its box, in pixels."""
    figure = axes.get_figure(root=True)
    assert figure
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    found = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [(text, Text.get_window_extent(text, renderer)) for text in found]  # type: ignore[arg-type]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_no_label_lies_on_another_or_leaves_the_figure(day: str, name: str) -> None:
    chart, data = frames(day)[name]
    if data.value.empty:
        return
    axes = chart(data.value)
    drawn = boxes(axes)
    for (one, first), (two, second) in itertools.combinations(drawn, 2):
        shared = Bbox.intersection(first, second)
        assert shared is None or min(shared.width, shared.height) < 1, f"{one.get_text()!r} on {two.get_text()!r}"
    size = axes.figure.bbox
    for text, box in drawn:
        assert -1 < box.x0 < box.x1 < size.width + 1, text.get_text()
        assert -1 < box.y0 < box.y1 < size.height + 1, text.get_text()
        assert float(text.get_fontsize()) >= SMALLEST_PT


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_the_alt_text_is_made_of_the_data(day: str, name: str) -> None:
    chart, data = frames(day)[name]
    if data.value.empty:
        return
    alt = chart.describe(data.value)
    assert len(alt) > 40
    assert not re.search(r"\bnan\b|NaT|None", alt)
    assert chart.svg(data.value) == chart.svg(data.value)


def test_a_label_too_long_for_its_lines_is_left_out_and_counted() -> None:
    fits, left = place(
        [Wish("long", "word " * 60, 2, 1), Wish("short", "word", 2, 0)],
        width=4, size=8, widest=1, most_lines=2, levels=2, clear=0.1,
    )  # fmt: skip
    assert [one.key for one in fits] == ["short"]
    assert left == ("long",)


def test_labels_on_one_point_take_levels_of_their_own() -> None:
    wishes = [Wish(str(at), f"label {at}", 2, 9 - at) for at in range(6)]
    fits, left = place(wishes, width=4, size=8, widest=1, most_lines=1, levels=3, clear=0.1)
    for one, two in itertools.combinations(fits, 2):
        assert not one.box.meets(two.box)
    assert len(fits) + len(left) == len(wishes)
    assert fits[0].key == "0", "the weightiest is placed first"


def test_a_label_without_a_line_stands_over_no_mark_of_another() -> None:
    wish = [Wish("one", "a label of some width", 2, 1)]
    low, _ = place(wish, width=4, size=8, widest=2, most_lines=1, levels=2, clear=0.1, marks=[2.0])
    high, _ = place(wish, width=4, size=8, widest=2, most_lines=1, levels=2, clear=0.1, marks=[1.8, 2.0, 2.2])
    assert (low[0].level, high[0].level) == (0, 1)


def test_a_blocked_place_is_not_taken() -> None:
    fits, left = place(
        [Wish("one", "label", 2, 1)], width=4, size=8, widest=1, most_lines=1, levels=1, clear=0.1,
        blocked=[Box(0, 0, 4, 2)],
    )  # fmt: skip
    assert fits == ()
    assert left == ("one",)


def test_no_line_is_wider_than_asked_but_for_a_single_word() -> None:
    assert wrap("a few short words", 8, 0.4) != ("a few short words",)
    assert wrap("incomprehensibilities", 8, 0.1) == ("incomprehensibilities",)
    assert wrap("", 8, 1) == ()


def test_visits_not_held_are_drawn_hollow() -> None:
    chart, data = frames("2025-09-05")["cadence"]
    heads = [line for line in chart(data.value).lines if line.get_marker() == "o"]
    hollow = [line.get_markerfacecolor() == "#ffffff" for line in heads]
    assert hollow == [status != "held" for status in data.value["status"]]
    assert hollow.count(True) == 1


@pytest.mark.parametrize(("day", "grey"), [("2025-05-23", 0), ("2026-11-24", 4)])
def test_a_lane_past_its_horizon_is_grey(day: str, grey: int) -> None:
    chart, data = frames(day)["timeline"]
    lanes = data.value.drop_duplicates("lane")
    assert (lanes["horizon"] < lanes["as_of"]).sum() == grey
    bands = [one for one in chart(data.value).patches if 0.09 < one.get_height() < 0.11]  # type: ignore[attr-defined]
    assert len(bands) == grey


@pytest.mark.parametrize("day", DAYS)
def test_the_page_reads_on_every_day(day: str) -> None:
    shown = blocks(day)
    assert isinstance(shown[0], Masthead)
    assert isinstance(shown[1], Lead)
    assert len(plain(shown[1].runs).split()) <= 60
    keys = [block.key for block in shown if isinstance(block, Figure | Table)]
    assert len(keys) == len(set(keys))
    for block in shown:
        if isinstance(block, Figure | Table):
            assert len(plain(block.title).split()) <= 16
        if isinstance(block, Figure):
            assert len(plain(block.title).split()) <= 12, plain(block.title)
        if isinstance(block, Masthead | Lead | Para | Points | Section):
            assert not RELATIVE.search(words_of(block)), words_of(block)[:200]


@pytest.mark.parametrize("phrase", LATER_THAN_MAY)
def test_nothing_known_later_stands_on_the_page_of_23_may_2025(phrase: str) -> None:
    found = [words_of(block) for block in blocks("2025-05-23") if phrase.lower() in words_of(block).lower()]
    assert not found, found[0][:200]


def test_the_page_of_23_may_2025_says_what_the_seed_says() -> None:
    text = " ".join(words_of(block) for block in blocks("2025-05-23"))
    for phrase in (
        "more investment", "$14.1bn", "round three", "Bessent is not expected", "30 May", "5 June", "13 days",
        "Officials doubt", "No agreement at round 3: likely (55–80%)",
    ):  # fmt: skip
        assert phrase in text, phrase


def test_before_the_talks_the_page_says_there_are_none() -> None:
    text = " ".join(words_of(block) for block in blocks("2023-12-20"))
    for phrase in (
        "No tariff talks",
        "No ministerial round",
        "No judgement",
        "no cadence to draw",
        "No date lies ahead",
    ):
        assert phrase in text, phrase
    assert not any(isinstance(block, Attachment) for block in blocks("2023-12-20"))


def test_todays_page_says_where_the_record_ends_and_uses_no_word_of_pending_for_it() -> None:
    points = [words_of(block) for block in blocks("2026-11-24") if isinstance(block, Points)]
    assert any("No round or summit after 19 March 2026 is on record here." in text for text in points)
    unknown = next(text for text in points if "our sources end on" in text)
    assert not re.search(r"remain|\baway\b|\bago\b", unknown)
    assert "as last read on 18 September 2026" in words_of(blocks("2026-11-24")[1])


def test_a_commentary_is_shown_from_its_day_and_stamped_once_its_facts_moved_on() -> None:
    def stamps(day: str) -> list[str]:
        return [block.stamp for block in blocks(day) if isinstance(block, Commentary)]

    assert stamps("2025-04-17") == []
    assert stamps("2025-05-23") == [""]
    assert stamps("2025-05-24")[0].startswith("Written 23 May 2025")


def test_the_calendar_lies_beside_the_page() -> None:
    files = [block for block in blocks("2025-05-23") if isinstance(block, Attachment)]
    assert [(one.name, one.media_type) for one in files] == [("dates.ics", "text/calendar")]
