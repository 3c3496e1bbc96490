"""The charts of the talks at the days that matter: nothing overlaps, nothing is counted twice, no gap is hidden."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_rgba
from matplotlib.dates import date2num

from reportlib import words
from reportlib.analysis import talks
from reportlib.analysis.talks.tally import GROUPS
from reportlib.desk import open_desk
from reportlib.exhibits import style
from reportlib.exhibits.talks.timeline import BOTTOM, TALLEST, TOP, layout
from reportlib.words.talks import charts as say_charts
from tests.exhibits.drawn import assert_alt_is_of_the_data, assert_labels_stand_apart, boxes
from tests.exhibits.talks_drawn import DAYS, frames, pictures


@pytest.mark.parametrize("day", DAYS)
def test_no_label_lies_on_another_or_leaves_the_figure(day: str) -> None:
    for chart, rows in pictures(day).values():
        assert_labels_stand_apart(chart, rows)


@pytest.mark.parametrize("day", DAYS)
def test_the_alt_text_is_made_of_the_data(day: str) -> None:
    for chart, rows in pictures(day).values():
        assert_alt_is_of_the_data(chart, rows)


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
    for name, (chart, rows) in pictures(day, "cadence", "tally", "slip").items():
        if rows["horizon"].iloc[0] == rows["as_of"].iloc[0]:
            assert not [one for one in chart(rows).patches if one.get_facecolor() == to_rgba(style.RULE)], name


@pytest.mark.parametrize("day", DAYS)
def test_no_label_lies_on_the_as_of_line(day: str) -> None:
    for name, (chart, rows) in pictures(day, "cadence", "slip").items():
        axes = chart(rows)
        at = axes.transData.transform((date2num(rows["as_of"].iloc[0]), 0))[0]
        assert f"as of {words.day(open_desk(day).as_of)}" in {text.get_text() for text in axes.texts}
        crossed = [
            text.get_text() for text, box in boxes(axes)
            if text in axes.texts and box.x0 < at - 1 and at + 1 < box.x1 and not text.get_text().startswith("as of ")
        ]  # fmt: skip
        assert not crossed, name


@pytest.mark.parametrize("day", DAYS)
def test_every_milestone_is_named_on_the_slip_chart(day: str) -> None:
    for chart, rows in pictures(day, "slip").values():
        assert set(rows["name"]) <= {text.get_text() for text in chart(rows).texts}


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


@pytest.mark.parametrize("day", ["2025-08-28", "2025-09-05", "2025-10-21"])
def test_the_last_round_held_has_its_label_and_a_trip_called_off_says_so(day: str) -> None:
    chart, rows = frames(day)["cadence"]
    data = rows.value
    last = data.loc[data["status"] == "held"].iloc[-1]
    drawn = [text.get_text() for text in chart(data).texts]
    assert f"{last['meeting']}: {last['days_since']:.0f}" in drawn
    words = " ".join(" ".join(reversed(drawn)).split())
    assert "trip of 28 Aug called off" in words
