"""Worked lines of the law: what single goods of Japan paid on single days, in both views, and by which measure."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from reportlib.analysis.tariffs import Law, View
from tests.unit.lawbook import law, paid


class Worked(NamedTuple):
    """A line with its base duty (percent), a day and what it pays; `collected` where the views differ."""

    row: int
    code: str
    mfn: float
    day: str
    total: float
    rule: str
    low: float | None = None
    high: float | None = None
    collected: float | None = None

    def __str__(self) -> str:
        return f"{self.row}-{self.code}-{self.day}"


CAR, TRUCK, TYRE, SPRING = ("8703230190", 2.5), ("8704310120", 25.0), ("4011101020", 4.0), ("7320103000", 3.2)
ROBOT, CONSOLE, TROUSERS, TILE = ("8479500000", 2.5), ("9504500000", 0.0), ("6104632028", 28.2), ("6907401011", 10.0)
BEEF, TEA, CHIP_TOOL, STEEL = ("0201105010", 26.4), ("0902101050", 6.4), ("8486200000", 0.0), ("7208390030", 0.0)
PLATE, CENTRE, EXCAVATOR, COPPER = ("7606113030", 3.0), ("8457100060", 4.2), ("8429521010", 0.0), ("7409210090", 1.9)
ENGINE, PRINTER, CHAIR, SOFTWOOD = ("8411919085", 0.0), ("8443321010", 0.0), ("9401614011", 0.0), ("4407110002", 0.0)
TRACTOR, BUS, BIOLOGIC, CARD = ("8701210080", 4.0), ("8702103100", 2.0), ("3002150011", 0.0), ("8471804000", 0.0)
SHOE, MODULE = ("6403406000", 8.5), ("8541430010", 0.0)

WORKED = [
    Worked(1, *CAR, "2025-01-01", 2.5, "MFN"),
    Worked(2, *CAR, "2025-06-04", 27.5, "JP-232-AUTO-25"),
    Worked(3, *CAR, "2025-08-07", 27.5, "JP-232-AUTO-25", collected=27.5),  # the cut for cars did not reach back
    Worked(4, *CAR, "2025-09-16", 15, "JP-232-AUTO-15"),
    Worked(5, *CAR, "2026-11-24", 15, "JP-232-AUTO-15"),
    Worked(6, *TRUCK, "2025-06-04", 50, "JP-232-AUTO-25"),
    Worked(7, *TRUCK, "2026-02-24", 25, "JP-232-AUTO-15"),
    Worked(8, *TYRE, "2025-05-03", 29, "JP-232-PART-25"),
    Worked(9, *TYRE, "2025-09-16", 15, "JP-232-PART-15"),
    Worked(10, *SPRING, "2025-06-04", 28.2, "JP-232-PART-25"),  # a part, not metal
    Worked(11, *SPRING, "2026-04-06", 15, "JP-232-PART-15"),
    Worked(12, *ROBOT, "2025-04-05", 12.5, "JP-IEEPA-BASE-10"),
    Worked(13, *ROBOT, "2025-08-07", 15, "JP-IEEPA-15-FLOOR", collected=17.5),
    Worked(14, *ROBOT, "2026-02-21", 15, "JP-IEEPA-15-FLOOR"),
    Worked(15, *ROBOT, "2026-02-24", 12.5, "JP-122-10"),
    Worked(16, *ROBOT, "2026-07-24", 12.5, "JP-301-FL-12.5"),
    Worked(17, *CONSOLE, "2025-04-09", 24, "JP-IEEPA-24"),
    Worked(18, *CONSOLE, "2026-07-24", 12.5, "JP-301-FL-12.5"),
    Worked(19, *TROUSERS, "2025-08-07", 28.2, "MFN", collected=43.2),
    Worked(20, *TROUSERS, "2026-02-24", 38.2, "JP-122-10"),
    Worked(21, *TROUSERS, "2026-07-24", 28.2, "MFN"),
    Worked(22, *TILE, "2025-08-07", 15, "JP-IEEPA-15-FLOOR", collected=25),
    Worked(23, *TILE, "2026-02-24", 20, "JP-122-10"),
    Worked(24, *TILE, "2026-07-24", 12.5, "JP-301-FL-12.5"),
    Worked(25, *BEEF, "2025-08-07", 26.4, "MFN", collected=41.4),
    Worked(26, *BEEF, "2026-02-24", 26.4, "MFN"),
    Worked(27, *TEA, "2025-11-01", 15, "JP-IEEPA-15-FLOOR"),
    Worked(28, *TEA, "2025-11-13", 6.4, "JP-IEEPA-AG-EXEMPT", collected=15),
    # "Any date": the electronics memorandum of April 2025 reached back to 5 April. Until it was known, on 15 April,
    # customs collected 10 on top (section 4 of the rules), so the two views differ on those ten days.
    Worked(29, *CHIP_TOOL, "2025-04-05", 0, "MFN", collected=10),
    Worked(29, *CHIP_TOOL, "2025-04-14", 0, "MFN", collected=10),
    Worked(29, *CHIP_TOOL, "2025-04-15", 0, "MFN"),
    Worked(29, *CHIP_TOOL, "2025-08-07", 0, "MFN"),
    Worked(29, *CHIP_TOOL, "2026-02-24", 0, "MFN"),
    Worked(29, *CHIP_TOOL, "2026-11-24", 0, "MFN", low=0, high=12.5),  # the final list of exempt goods was not read
    Worked(30, *STEEL, "2025-03-11", 0, "JP-232-STEEL-TRQ", low=0, high=25),  # nothing in quota, 25 over
    Worked(31, *STEEL, "2025-03-12", 25, "JP-232-STEEL-25"),
    Worked(31, *STEEL, "2025-06-04", 50, "JP-232-STEEL-50"),
    Worked(31, *STEEL, "2026-11-24", 50, "JP-232-METAL-IA"),
    Worked(32, *PLATE, "2025-01-01", 13, "JP-232-ALU-10"),
    Worked(33, *PLATE, "2025-06-04", 53, "JP-232-ALU-50"),
    Worked(34, *CENTRE, "2025-09-16", 19.13952, "JP-232-STEEL-50+JP-IEEPA-15-FLOOR", low=15, high=54.2),
    Worked(35, *CENTRE, "2026-04-06", 15, "JP-232-METAL-III"),
    Worked(36, *EXCAVATOR, "2025-08-18", 20.586, "JP-232-STEEL-50+JP-IEEPA-15-FLOOR", low=15, high=50),
    Worked(37, *EXCAVATOR, "2026-04-06", 25, "JP-232-METAL-IB"),
    Worked(37, *EXCAVATOR, "2026-06-08", 15, "JP-232-METAL-IC"),
    Worked(38, *COPPER, "2025-08-07", 51.9, "JP-232-COPPER-50", low=15, high=51.9),
    Worked(39, *ENGINE, "2025-09-16", 15, "JP-IEEPA-15-FLOOR", low=0, high=15),  # 0 as a civil-aircraft article
    Worked(40, *PRINTER, "2026-02-24", 10, "JP-122-10", low=0, high=10),  # 0 in aircraft only
    Worked(40, *PRINTER, "2026-07-24", 12.5, "JP-301-FL-12.5", low=0, high=12.5),
    Worked(41, *CHAIR, "2025-11-01", 15, "JP-232-FURN-15"),
    Worked(42, *SOFTWOOD, "2025-11-01", 10, "JP-232-LUMBER-10"),
    Worked(43, *TRACTOR, "2025-11-01", 29, "JP-232-MHDV-25"),
    Worked(43, *TRACTOR, "2026-11-24", 29, "JP-232-MHDV-25"),
    Worked(44, *BUS, "2025-11-01", 12, "JP-232-BUS-10"),
    Worked(45, *BIOLOGIC, "2026-07-24", 0, "MFN", low=0, high=12.5),  # on the list of exempt goods as proposed
    Worked(45, *BIOLOGIC, "2026-07-31", 0, "MFN", low=0, high=15),  # listed firms, if patented and without agreement
    Worked(45, *BIOLOGIC, "2026-09-29", 0, "MFN", low=0, high=15),  # all firms
    Worked(46, *CARD, "2026-02-24", 25, "JP-232-SEMI-25", low=0, high=25),  # 0 outside the technical window
    Worked(47, *SHOE, "2025-01-01", 48.5, "JP-LEGACY-LEATHER-40"),
    Worked(47, *SHOE, "2025-09-16", 55, "JP-IEEPA-15-FLOOR+JP-LEGACY-LEATHER-40"),
    Worked(47, *SHOE, "2026-07-24", 52.5, "JP-301-FL-12.5+JP-LEGACY-LEATHER-40"),
    Worked(48, *MODULE, "2025-04-05", 24, "JP-IEEPA-BASE-10+JP-201-SOLAR-14"),
    Worked(48, *MODULE, "2026-04-06", 10, "JP-122-10"),
]
"""Section 11 of the rules, in its order; a row with several days has several entries."""


@pytest.mark.parametrize("case", WORKED, ids=str)
def test_a_worked_line_pays_its_figure_by_its_measure_in_both_views(case: Worked) -> None:
    owed = paid(case.code, case.mfn, case.day)
    assert owed["all_in"] == pytest.approx(case.total, abs=1e-9)
    assert owed["rule"] == case.rule
    if case.low is not None:
        assert (owed["low"], owed["high"]) == pytest.approx((case.low, case.high), abs=1e-9)
    collected = paid(case.code, case.mfn, case.day, "collected")
    expected = case.total if case.collected is None else case.collected
    assert collected["all_in"] == pytest.approx(expected, abs=1e-9)
    differs = expected != case.total
    assert ("retro" in owed["flags"].split(";"), "retro" in collected["flags"].split(";")) == (differs, differs)


def test_every_worked_row_is_here() -> None:
    assert {case.row for case in WORKED} == set(range(1, 49))  # 49 and 50 have tests of their own below


@pytest.mark.parametrize("option", ["2026-02-20", "ab_initio"])
def test_row_14_pays_base_duty_alone_under_either_earlier_end_of_ieepa(option: str) -> None:
    row = paid(*ROBOT, "2026-02-21", ieepa_end=option)  # type: ignore[arg-type]
    assert (row["all_in"], row["rule"]) == (2.5, "MFN")


def test_row_20_is_worse_than_the_deal_by_ten_and_row_21_is_not() -> None:
    assert paid(*TROUSERS, "2026-02-24")["all_in"] - max(28.2, 15) == pytest.approx(10)
    assert paid(*TROUSERS, "2026-07-24")["all_in"] - max(28.2, 15) == pytest.approx(0)


@pytest.mark.parametrize(("view", "low"), [("collected", 16.9), ("liquidated", 15.0)])
def test_row_38_without_copper_pays_the_reciprocal_duty_of_its_view(view: View, low: float) -> None:
    assert paid(*COPPER, "2025-08-07", view)["low"] == pytest.approx(low)


@pytest.mark.parametrize(
    ("row", "flag", "day"),
    [
        (CHIP_TOOL, "list_provisional", "2026-11-24"),
        (STEEL, "use_condition: quota", "2025-03-11"),
        (CENTRE, "content_share", "2025-09-16"),
        (COPPER, "content_share", "2025-08-07"),
        (ENGINE, "use_condition: aircraft", "2025-09-16"),
        (PRINTER, "use_condition: aircraft", "2026-02-24"),
        (BIOLOGIC, "patent_share", "2026-09-29"),
        (CARD, "use_condition: technical window", "2026-02-24"),
        (MODULE, "use_condition: solar", "2025-04-05"),
        (TYRE, "use_condition: part", "2025-05-03"),
    ],
)
def test_a_choice_that_is_left_is_flagged(row: tuple[str, float], flag: str, day: str) -> None:
    assert flag in paid(*row, day)["flags"].split(";")


SAKE = "2206004500"


@pytest.mark.parametrize(("day", "total"), [("2025-09-16", 15.0), ("2026-02-24", 10.6), ("2026-07-24", 12.5)])
def test_row_49_a_specific_duty_is_met_with_its_ad_valorem_equivalent(day: str, total: float) -> None:
    row = paid(SAKE, None, day, ave=0.6)
    assert row["all_in"] == pytest.approx(total)
    assert "specific_duty" in row["flags"]


@pytest.mark.parametrize("day", ["2025-01-01", "2026-02-24"])
def test_row_49_without_an_equivalent_it_is_unknown_on_an_additive_date_and_never_zero(day: str) -> None:
    row = paid(SAKE, None, day)
    assert np.isnan(row["all_in"])
    assert np.isnan(row["high"])
    assert row["low"] == (0 if day == "2025-01-01" else 10)
    assert row["flags"] == "specific_duty"


def test_the_range_of_a_specific_duty_runs_from_none_to_the_highest_observed() -> None:
    row = paid(SAKE, None, "2026-02-24", ave=0.6, ave_high=22)
    assert (row["low"], row["all_in"], row["high"]) == pytest.approx((10, 10.6, 32))
    on_floor = paid(SAKE, None, "2025-09-16", ave=0.6, ave_high=22)
    assert (on_floor["low"], on_floor["all_in"], on_floor["high"]) == pytest.approx((15, 15, 22))


def with_polysilicon(book: Law, code: str) -> Law:
    """The law with an invented number put on the polysilicon list; which lines it names was not read."""
    scope = book.scopes.loc[book.scopes["list"] == "s232-drones"].iloc[[0]]
    listed = scope.assign(id="scope-x", list="polysilicon", hts_prefix=code, length=len(code), condition="full",
                          central="in", effective_from=pd.Timestamp("2026-12-04"))  # fmt: skip
    link = book.links.loc[book.links["measure"] == "jp-232-uas-15"].assign(
        id="link-x", measure="jp-232-poly-15", list="polysilicon", precedence=43.0, flag=""
    )
    scopes = pd.concat([book.scopes, listed]).sort_values(["length", "effective_from"], kind="stable")
    return replace(book, scopes=scopes.reset_index(drop=True), links=pd.concat([book.links, link], ignore_index=True))


def test_row_50_polysilicon_pays_fifteen_from_december_2026_once_its_list_is_known() -> None:
    book = with_polysilicon(law(), "9600000000")
    scheduled = paid("9600000000", 0, "2026-12-04", under=book)
    assert (scheduled["all_in"], scheduled["rule"], scheduled["flags"]) == (15, "JP-232-POLY-15", "scheduled")
    assert paid("9600000000", 0, "2026-12-03", under=book)["rule"] != "JP-232-POLY-15"
    assert paid("9600000000", 0, "2026-12-04")["rule"] != "JP-232-POLY-15"  # no list on record
