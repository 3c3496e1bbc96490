"""The charts and the page of the talks at the days that matter: no overlap, no look-ahead."""

from __future__ import annotations

import io
import re
from functools import cache

import pandas as pd
import pytest
from matplotlib.colors import to_rgba
from matplotlib.dates import date2num

from reportlib import words
from reportlib.analysis import talks
from reportlib.analysis.talks.tally import GROUPS
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
from reportlib.exhibits import style
from reportlib.exhibits import talks as charts
from reportlib.exhibits.frame import Chart
from reportlib.exhibits.talks.timeline import BOTTOM, TALLEST, TOP, layout
from reportlib.sourced import Sourced
from reportlib.words import talks as say
from reportlib.words.talks import charts as say_charts
from tests.exhibits.drawn import assert_alt_is_of_the_data, assert_labels_stand_apart, blocks_of, boxes, words_of

DAYS = (
    "2023-12-18", "2023-12-20", "2025-04-01", "2025-04-17", "2025-05-23", "2025-05-24", "2025-06-06", "2025-06-13",
    "2025-07-23", "2025-08-28", "2025-09-05", "2025-12-31", "2026-02-21", "2026-06-05", "2026-07-24", "2026-11-24",
)  # fmt: skip
NAMES = ("timeline", "cadence", "tally", "strip", "slip")
LATER_THAN_MAY = (
    "golden share", "conditional", "closed", "13 June", "22 July", "framework", "550", "partnership post", "Supreme",
    "section 122", "section 301", "EO 14345", "Takaichi", "struck", "No agreement;", "2026", "52.01", "rally",
    "third round held", "Three rounds",
)  # fmt: skip
RELATIVE = re.compile(r"\b(?:next|last|this) (?:week|month|year)\b|\btomorrow\b|\byesterday\b", re.IGNORECASE)


@cache
def frames(day: str) -> dict[str, tuple[Chart, Sourced[pd.DataFrame]]]:
    desk = open_desk(day)
    return {
        "timeline": (charts.timeline, say.timeline_data(desk, 120, 56)),
        "cadence": (charts.cadence, say.cadence_data(desk)),
        "tally": (charts.tally, say.tally_data(desk)),
        "strip": (charts.judgement_strip, say.strip_data(desk, most=8)),
        "slip": (charts.slip, say.slip_data(desk)),
    }


def blocks(day: str) -> tuple[AnyBlock, ...]:
    return blocks_of("talks", day)


def exhibit(day: str, key: str) -> Figure | Table:
    return next(one for one in blocks(day) if isinstance(one, Figure | Table) and one.key == key)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_no_label_lies_on_another_or_leaves_the_figure(day: str, name: str) -> None:
    chart, data = frames(day)[name]
    if data.value.empty:
        return
    assert_labels_stand_apart(chart, data.value)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_the_alt_text_is_made_of_the_data(day: str, name: str) -> None:
    chart, data = frames(day)[name]
    if data.value.empty:
        return
    assert_alt_is_of_the_data(chart, data.value)


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
        "officials doubt", "No agreement at round 3: likely (55–80%)",
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
    unknown = next(text for text in points if "our sources on" in text)
    assert not re.search(r"remain|\baway\b|\bago\b", unknown)
    assert "as last read on 18 September 2026" in words_of(blocks("2026-11-24")[1])


def test_a_commentary_is_shown_from_its_day_and_stamped_once_its_facts_moved_on() -> None:
    def stamps(day: str) -> list[str]:
        return [block.stamp for block in blocks(day) if isinstance(block, Commentary)]

    assert stamps("2025-04-17") == []
    assert stamps("2025-05-23") == [""]
    assert "24 May 2025" in stamps("2025-05-24")[0]


def test_what_a_table_leaves_out_lies_beside_the_page() -> None:
    files = {block.name: block for block in blocks("2026-11-24") if isinstance(block, Attachment)}
    notes = [block.note for block in blocks("2026-11-24") if isinstance(block, Table)]
    named = [name for name in files if name.endswith("-all.csv")]
    assert named == ["talks-japan-all.csv", "talks-us-all.csv", "talks-law-all.csv", "talks-offices-all.csv"]
    for name in named:
        assert any(name in note for note in notes), f"no table says what is in {name}"
        shown = exhibit("2026-11-24", name.removesuffix("-all.csv"))
        whole = pd.read_csv(io.StringIO(files[name].text))
        assert set(pd.read_csv(io.StringIO(shown.data))["id"]) < set(whole["id"])
        assert whole["source_url"].str.startswith("http").all()


def test_the_calendar_lies_beside_the_page() -> None:
    files = [block for block in blocks("2025-05-23") if isinstance(block, Attachment)]
    assert [one.name for one in files if one.media_type == "text/calendar"] == ["dates.ics"]


@pytest.mark.parametrize("day", ["2025-05-23", "2026-11-24"])
def test_the_last_step_of_each_line_is_the_count_of_the_ledger(day: str) -> None:
    chart, data = frames(day)["tally"]
    ledger = talks.ledger(open_desk(day)).value
    ledger = ledger.loc[ledger["status"] == "held"]
    names = ledger["kind"].map(GROUPS).map(say_charts.WHO_MEETS)
    ends = {text.get_text() for text in chart(data.value).texts}
    assert {f"{name} {count}" for name, count in names.value_counts().items()} <= ends


@pytest.mark.parametrize(("day", "names"), [("2026-11-24", ["cadence", "tally", "slip"])])
def test_past_the_horizon_of_the_talks_a_chart_is_grey_up_to_the_as_of_day(day: str, names: list[str]) -> None:
    for name in names:
        chart, data = frames(day)[name]
        horizon, today = (date2num(data.value[one].iloc[0]) for one in ("horizon", "as_of"))
        axes = chart(data.value)
        (band,) = (one for one in axes.patches if one.get_facecolor() == to_rgba(style.RULE))
        extent = band.get_window_extent().transformed(axes.transData.inverted())
        assert (extent.x0, extent.x1) == pytest.approx((horizon, today)), name


@pytest.mark.parametrize("day", DAYS)
def test_no_grey_band_stands_where_the_record_reaches_the_day(day: str) -> None:
    for name in ("cadence", "tally", "slip"):
        chart, data = frames(day)[name]
        if data.value.empty or data.value["horizon"].iloc[0] < data.value["as_of"].iloc[0]:
            continue
        assert not [one for one in chart(data.value).patches if one.get_facecolor() == to_rgba(style.RULE)], name


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["cadence", "slip"])
def test_no_label_lies_on_the_as_of_line(day: str, name: str) -> None:
    chart, data = frames(day)[name]
    if data.value.empty:
        return
    axes = chart(data.value)
    at = axes.transData.transform((date2num(data.value["as_of"].iloc[0]), 0))[0]
    assert f"as of {words.day(open_desk(day).as_of)}" in {text.get_text() for text in axes.texts}
    crossed = [
        text.get_text() for text, box in boxes(axes)
        if text in axes.texts and box.x0 < at - 1 and at + 1 < box.x1 and not text.get_text().startswith("as of ")
    ]  # fmt: skip
    assert not crossed


@pytest.mark.parametrize("day", DAYS)
def test_every_milestone_is_named_on_the_slip_chart(day: str) -> None:
    chart, data = frames(day)["slip"]
    if not data.value.empty:
        assert set(data.value["name"]) <= {text.get_text() for text in chart(data.value).texts}


def test_round_five_is_under_way_on_its_second_day() -> None:
    text = " ".join(words_of(block) for block in blocks("2025-06-06"))
    assert "Round five is under way, begun on 5 June. Across the table at the last meeting completed, on 30 May" in text
    assert "Bessent came to three of four meetings before round five, which is under way" in text
    assert "Under way" in words_of(exhibit("2025-06-06", "talks-attendance"))


@pytest.mark.parametrize(
    ("day", "phrase"),
    [
        ("2025-05-23", "Round three meets today. Across the table at the last meeting, on 1 May 2025"),
        ("2025-08-06", "Round nine was planned for around 5 August; no word of it is on record yet."),
        ("2025-08-06", "The visit planned for around 5 August is not yet on record"),
    ],
)
def test_a_round_of_the_day_or_without_word_is_told_before_the_last_one(day: str, phrase: str) -> None:
    assert phrase in " ".join(words_of(block) for block in blocks(day))


@pytest.mark.parametrize(("day", "shown"), [("2025-06-30", 1), ("2025-07-01", 0), ("2026-11-24", 1)])
def test_a_commentary_past_its_last_day_is_not_printed(day: str, shown: int) -> None:
    assert sum(isinstance(block, Commentary) for block in blocks(day)) == shown


@pytest.mark.parametrize("day", DAYS)
def test_the_title_of_the_strip_counts_what_is_drawn(day: str) -> None:
    _, data = frames(day)["strip"]
    counts = talks.judged(open_desk(day), most=8)
    if counts is None:
        assert data.value.empty
        return
    resolved = data.value.loc[data.value["outcome"] != "open"]
    assert (counts.n.value, counts.done.value, counts.true.value) == (
        len(data.value), len(resolved), (resolved["outcome"] == "true").sum(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ("2023-12-20", "deal-merger-agreement-2023-12-18"), ("2025-05-23", "deadline-steel-president-second"),
        ("2025-05-23", "round-row-03-planned-3"), ("2025-06-06", "deadline-steel-president-second"),
        ("2025-06-13", "deal-trump-conditional-approval-2025-06-13"),
        ("2025-09-05", "promise-car-tariff-cut-4"), ("2025-09-05", "deadline-cafc-stay"),
        ("2026-07-24", "tariff-s122-expires-s301-starts-2026-07-24"), ("2026-11-24", "deadline-polysilicon"),
    ],
)  # fmt: skip
def test_the_marks_of_the_day_and_the_nearest_ahead_carry_a_label(day: str, key: str) -> None:
    lanes, height = layout(frames(day)["timeline"][1].value)
    assert key in {one.key for lane in lanes for one in lane.labels}
    assert height + TOP + BOTTOM <= TALLEST


def test_a_ruling_that_is_stayed_says_so_on_the_timeline() -> None:
    labels = frames("2025-06-06")["timeline"][1].value.set_index("id")["label"]
    assert labels["legal-cit-voids-ieepa-tariffs-2025-05-28"] == "Trade court voids the IEEPA tariffs, stayed"


@pytest.mark.parametrize("day", ["2025-05-23", "2026-11-24"])
def test_lines_that_count_the_same_are_told_apart_by_dash_and_height(day: str) -> None:
    chart, data = frames(day)["tally"]
    steps = [line for line in chart(data.value).lines if line.get_drawstyle() == "steps-post"]
    assert [line.get_linestyle() for line in steps] == ["-", *["--"] * (len(steps) - 1)]
    at = {line.get_transform().transform((0, 0))[1] for line in steps}
    assert len(at) == len(steps)
