"""What rates add up to: beside the official tracker, the cells of the exposure, and the test against the deal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from reportlib import loaders
from reportlib.analysis.tariffs import Exposure, as_lines, cells, covered, default_exposure, effective, red_line
from reportlib.analysis.tariffs.exposure import weighted_exposure
from reportlib.desk import Desk, open_desk
from tests.unit.lawbook import ROOT, TODAY, law, schedule

DAYS = ["2025-01-01", "2025-04-05", "2025-06-04", "2025-09-16", "2026-02-24", "2026-07-24"]
GENERIC = "9600000000"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk(TODAY, home=ROOT)


def official() -> dict[str, tuple[float, float]]:
    """Value and tolerance, in points, of the official series by day."""
    rows = loaders.load(ROOT)["benchmarks"]
    rows = rows.loc[rows["key"] == "K22"]
    pairs = zip(rows["value"].astype(float), rows["tolerance"], strict=True)
    return dict(zip(rows["period"].astype(str).str[:10], pairs, strict=True))


def test_the_six_official_points_are_on_record() -> None:
    assert sorted(official()) == DAYS


@pytest.mark.parametrize("day", DAYS)
def test_the_effective_rate_lies_within_two_points_of_the_official_tracker(day: str, desk: Desk) -> None:
    theirs, tolerance = official()[day]
    found = effective(law(), default_exposure(desk), date.fromisoformat(day))
    ours = 100 * found.central
    said = f"{day}: ours {ours:.2f} ({100 * found.low:.2f} to {100 * found.high:.2f}), theirs {theirs:.2f}"
    print(f"{said}, ours less theirs {ours - theirs:+.2f}")  # noqa: T201 - the difference is for the reader
    assert tolerance == 2
    assert abs(ours - theirs) <= tolerance


def test_groups_of_the_exposure_add_up_to_all_imports_on_both_spreads(desk: Desk) -> None:
    exposure = default_exposure(desk)
    assert exposure.spreads.sum().round(1).tolist() == [143_594.6, 143_594.6]
    by_group = exposure.spreads.groupby(exposure.group).sum()
    stated = desk["exposure"].set_index("group")["value_usd_mn"]
    assert (by_group["by_line"] - stated).abs().max() < 1e-3
    assert (by_group["by_heading"] - stated).abs().max() < 1e-3


def test_cells_on_file_are_those_made_from_the_schedule(desk: Desk) -> None:
    made = cells(schedule("2025_rev_23"), law(), desk["exposure"])
    filed = desk["exposure_cells"][made.columns]
    for share in ("line_share", "heading_share"):
        made[share] = made[share].round(10)
    pd.testing.assert_frame_equal(made, filed, check_dtype=False)


def test_lines_of_one_cell_pay_alike_on_every_day(desk: Desk) -> None:
    lines = schedule("2025_rev_23")
    groups = {head: row.group for row in desk["exposure"].itertuples() for head in str(row.headings).split(";")}
    group = lines["hts10"].str[:4].map(groups)
    lines = lines.loc[group.notna()].reset_index(drop=True)
    everything = weighted_exposure(lines, lines[["hts10"]].assign(value=1.0), basis="one for each line")
    by_line = replace(everything, group=group.dropna().reset_index(drop=True))
    for day in ("2025-06-04", "2025-08-20", "2026-04-06", "2026-11-24"):
        exact = effective(law(), by_line, date.fromisoformat(day)).by_group["central"]
        filed = effective(law(), default_exposure(desk), date.fromisoformat(day)).by_group["central"]
        pd.testing.assert_series_equal(exact, filed, check_names=False, atol=1e-6)


def test_the_share_of_a_group_on_a_list_lies_between_nothing_and_all(desk: Desk) -> None:
    frame = covered(default_exposure(desk), law())
    for spread in ("by_line", "by_heading"):
        assert frame[spread].between(0, 1 + 1e-9).all()
    cars = frame.loc[(frame["group"] == "passenger-cars") & (frame["list"] == "s232-cars")]
    assert cars["by_line"].item() > 0.9


# ---------------------------------------------------------------- the test against the deal
def of_one(code: str, mfn: float) -> Exposure:
    lines = pd.DataFrame({"hts10": [code], "mfn": [mfn / 100]})
    return Exposure(lines=as_lines(lines), group=pd.Series(["one"]), spreads=pd.DataFrame({"value": [1.0]}),
                    basis="one line", sources=())  # fmt: skip


@pytest.mark.parametrize(("mfn", "worse"), [(0.0, 0.0), (5.0, 0.0), (7.0, 0.02), (10.0, 0.05), (20.0, 0.10)])
def test_under_section_122_goods_are_worse_off_than_under_the_deal_from_a_base_duty_of_five(
    mfn: float, worse: float
) -> None:
    found = red_line(law(), of_one(GENERIC, mfn), date(2026, 3, 1))
    assert found.covered_excess == pytest.approx(worse)
    assert (found.share, found.covered_share, found.outside_share) == ((1, 1, 0) if worse else (0, 0, 0))


@pytest.mark.parametrize("mfn", [0.0, 2.5, 7.0, 12.5, 15.0, 20.0, 26.4])
@pytest.mark.parametrize("day", ["2025-08-20", "2025-10-01", "2026-07-24", "2026-11-24"])
def test_under_the_floors_no_good_in_general_is_worse_off_than_under_the_deal(mfn: float, day: str) -> None:
    assert red_line(law(), of_one(GENERIC, mfn), date.fromisoformat(day)).share == 0


def test_what_was_collected_in_august_2025_was_worse_than_the_deal_by_the_lower_of_base_duty_and_fifteen() -> None:
    for mfn in (2.5, 10.0, 26.4):
        found = red_line(law(), of_one(GENERIC, mfn), date(2025, 8, 20), view="collected")
        assert found.covered_excess == pytest.approx(min(mfn, 15) / 100)


@pytest.mark.parametrize(("code", "mfn"), [("7208390030", 0.0), ("8701210080", 4.0), ("8471804000", 0.0)])
def test_steel_heavy_trucks_and_chips_are_worse_off_outside_the_deal(code: str, mfn: float) -> None:
    found = red_line(law(), of_one(code, mfn), date(2026, 11, 24))
    assert (found.covered_share, found.outside_share) == (0, 1)


def test_goods_of_unknown_rate_are_not_shown_to_be_worse_off() -> None:
    assert red_line(law(), of_one(GENERIC, float("nan")), date(2026, 3, 1)).share == 0


# ---------------------------------------------------------------- a user's own weights
def test_with_own_weights_the_rate_is_exact() -> None:
    lines = pd.DataFrame({"hts10": ["8703230190", GENERIC, "0201105010"], "mfn": [0.025, 0.0, 0.264]})
    weights = pd.DataFrame({"hts10": [GENERIC, "8703230190"], "value": [1.0, 3.0]})
    found = effective(law(), weighted_exposure(lines, weights, basis="own"), date(2025, 6, 4))
    assert found.low == found.central == found.high == pytest.approx((3 * 0.275 + 0.10) / 4)
    assert found.parts["s232"] == pytest.approx(3 * 0.25 / 4)


def test_lines_of_unknown_rate_are_left_out_of_their_group_and_their_share_is_told() -> None:
    lines = pd.DataFrame({"hts10": ["9600000000", "9600000001"], "mfn": [0.05, float("nan")]})
    weights = pd.DataFrame({"hts10": lines["hts10"], "value": [1.0, 3.0]})
    found = effective(law(), weighted_exposure(lines, weights, basis="own"), date(2025, 6, 4))
    assert found.central == pytest.approx(0.15)
    assert found.unknown == 0.75
    assert found.flagged["specific_duty"] == 0.75


def test_a_group_of_which_nothing_is_known_is_no_zero_in_the_sum() -> None:
    lines = pd.DataFrame({"hts10": ["2206004500", "9600000000"], "mfn": [float("nan"), 0.05]})
    weights = pd.DataFrame({"hts10": lines["hts10"], "value": [1.0, 1.0]})
    exposure = weighted_exposure(lines, weights, basis="own")
    found = effective(law(), exposure, date(2025, 6, 4))
    assert found.central == pytest.approx(0.15)
    assert found.unknown == 0.5
    assert sum(found.parts.values()) == pytest.approx(0.15)
    only = weighted_exposure(lines.iloc[[0]], weights, basis="own")
    nothing = effective(law(), only, date(2025, 6, 4))
    assert pd.isna([nothing.central, nothing.high, *nothing.parts.values()]).all()
