"""Against a public model's line rates: equal where it is right, the right figure with its reason where it is not.

The model is no law. Its rows are read beside the repository and are skipped with a reason where they are absent.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

from reportlib.analysis.tariffs import as_lines, rates
from tests.unit.lawbook import law, schedule, shared

EDITION = {"basic": "2025_basic", "bnd_2025-03-12": "2025_rev_4", "rev_9": "2025_rev_7", "bnd_2026-02-20": "2026_rev_4"}
"""Editions the model names otherwise, or whose base duties are those of another edition."""
CLOSE = 0.001

LAW_NAMES_TEN_DIGITS = {
    ("2025-03-12", "7616109030"), ("2025-04-05", "7616109030"), ("2025-04-10", "7616109030"),
    ("2025-04-05", "7616995150"), ("2025-04-10", "7616995150"), ("2025-05-03", "7616995175"),
}  # fmt: skip
"""Rows marked as right in which the model charges whole eight-digit numbers; see record 0006.

The aluminium derivatives of 12 March 2025 (90 FR 11251; US note 19(j)) are named in chapter 76 by ten-digit
numbers, of which 7616.10.9030, 7616.99.5150 and 7616.99.5175 are none. Outside the list they are goods in general.
"""


@lru_cache(maxsize=1)
def compared() -> pd.DataFrame:
    """The model's rows with our figures beside them: `mfn`, `all_in`, `low`, `high`, `rule`, `flags`."""
    rows = pd.read_csv(shared("oracle", "japan_hts10_fixture.csv"), dtype=str, keep_default_na=False)
    for name in ("expected_total", "total_rate", "statutory_base_rate"):
        rows[name] = pd.to_numeric(rows[name])
    parts = []
    for (day, revision), own in rows.groupby(["date", "revision"]):
        named = EDITION.get(str(revision), str(revision) if str(revision).startswith("2026") else f"2025_{revision}")
        lines = schedule(named)
        lines = lines.loc[lines["hts10"].isin(own["hts10"])]
        ours = rates(law(), as_lines(lines), date.fromisoformat(str(day)), ieepa_end="2026-02-20")
        parts.append(own.merge(ours, on="hts10", how="left", validate="many_to_one"))
    return pd.concat(parts, ignore_index=True)


def told(rows: pd.DataFrame) -> str:
    """Rows as a message."""
    return rows[["date", "hts10", "error_codes", "expected_total", "all_in", "rule"]].to_string()


def wrong(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that do not agree within a tenth of a point."""
    return rows.loc[~((rows["expected_total"] - rows["all_in"]).abs() <= CLOSE)]


def test_every_row_of_the_model_was_found_in_its_edition() -> None:
    assert len(compared()) == 288
    assert compared()["flags"].notna().all()


def test_rows_that_are_right_agree_to_a_tenth_of_a_point() -> None:
    rows = compared().loc[lambda frame: frame["use"] == "match"]
    keys = list(zip(rows["date"], rows["hts10"], strict=True))
    apart = pd.Series([key in LAW_NAMES_TEN_DIGITS for key in keys], index=rows.index)
    assert (len(rows), apart.sum()) == (36, len(LAW_NAMES_TEN_DIGITS))
    assert wrong(rows.loc[~apart]).empty, told(wrong(rows.loc[~apart]))


@pytest.mark.parametrize(("day", "code"), sorted(LAW_NAMES_TEN_DIGITS))
def test_a_line_the_law_does_not_name_pays_as_goods_in_general(day: str, code: str) -> None:
    rows = compared()
    (row,) = rows.loc[(rows["date"] == day) & (rows["hts10"] == code)].to_dict("records")
    general = 0.10 if day >= "2025-04-05" else 0.0
    assert row["all_in"] == pytest.approx(row["mfn"] + general)
    assert row["total_rate"] == pytest.approx(row["mfn"] + 0.25)
    named = law().scopes.loc[lambda rows: rows["list"].isin(["s232-aluminium-articles", "s232-aluminium-derivatives"])]
    assert not named["hts_prefix"].map(code.startswith).any()
    siblings = named.loc[named["hts_prefix"].str.startswith(code[:8]), "hts_prefix"]
    assert (siblings.str.len() == 10).all()
    assert len(siblings) > 0


@pytest.mark.parametrize("use", ["match_with_statutory_base", "match_outside_aircraft_use"])
def test_rows_right_but_for_a_choice_of_the_model_agree_with_the_statute(use: str) -> None:
    rows = compared().loc[lambda frame: frame["use"] == use]
    assert len(rows) == {"match_with_statutory_base": 95, "match_outside_aircraft_use": 1}[use]
    assert wrong(rows).empty, told(wrong(rows))


def test_rows_of_an_error_whose_right_figure_can_be_told_give_it() -> None:
    rows = compared().loc[lambda frame: (frame["use"] == "do_not_match") & frame["expected_total"].notna()]
    assert len(rows) == 34
    assert wrong(rows).empty, told(wrong(rows))


class Error(NamedTuple):
    """A known error of the model: its letter, how many rows it alone explains, and why ours is right."""

    letter: str
    rows: int
    why: str


ERRORS = [
    Error("A", 56, "the duty is specific or compound, or blank: no percentage, and never a neighbour's"),
    Error("C2", 4, "provisions of chapter 98 owe no surcharge; the model is right by leaving them out"),
    Error("D", 16, "the heading for Japan covers furniture and cabinets; softwood is 10"),
    Error("E", 5, "note 16(c) names lines, not whole old derivative codes nor all of 8471"),
    Error("F", 13, "a vehicle or part listed as such is free of the metals duties"),
    Error("G", 3, "a rebate for assembly in the United States is not spread over cars built in Japan"),
    Error("J", 12, "the solar safeguard was 14.25 and 14, and expired on 2026-02-06; quota cells are free"),
    Error("K", 2, "mark-up in the rate text is stripped before reading"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.letter)
def test_an_error_of_the_model_is_not_followed(error: Error) -> None:
    rows = compared().loc[lambda frame: frame["use"] == "do_not_match"]
    first = rows["error_codes"].str.split(";").map(lambda codes: next(code for code in codes if code != "B"))
    first = first.mask(rows["error_codes"].str.contains("J"), "J").mask(rows["error_codes"] == "E;F", "E")
    rows = rows.loc[first == error.letter]
    assert len(rows) == error.rows, error.why
    for row in rows.to_dict("records"):
        _RIGHT[error.letter](row)


def unknown(row: dict[Any, Any]) -> None:
    assert np.isnan(row["all_in"])
    assert "specific_duty" in str(row["flags"])


def base_alone(row: dict[Any, Any]) -> None:
    assert row["all_in"] == row["mfn"]
    assert row["rule"] == "MFN"


def softwood(row: dict[Any, Any]) -> None:
    assert (row["all_in"], row["rule"]) == (0.10, "JP-232-LUMBER-10")


def no_metal(row: dict[Any, Any]) -> None:
    assert row["rule"] in ("MFN", "JP-122-10")


def part(row: dict[Any, Any]) -> None:
    assert row["rule"] in ("JP-232-PART-25", "JP-232-PART-15")


def built_in_japan(row: dict[Any, Any]) -> None:
    assert row["all_in"] == pytest.approx(row["mfn"] + 0.25)


def solar(row: dict[Any, Any]) -> None:
    day, cell = str(row["date"]), str(row["hts10"]).startswith("854142")
    safeguard = 0.0 if cell or day > "2026-02-06" else 0.1425 if day < "2025-02-07" else 0.14
    general = 0.0 if day < "2025-04-05" or "2026-02-20" <= day < "2026-02-24" else 0.10
    assert row["all_in"] == pytest.approx(row["mfn"] + safeguard + general)
    assert row["high"] >= row["all_in"]


def read(row: dict[Any, Any]) -> None:
    assert row["mfn"] == pytest.approx(0.025)
    assert row["all_in"] == pytest.approx(0.025)


_RIGHT = {"A": unknown, "C2": base_alone, "D": softwood, "E": no_metal, "F": part, "G": built_in_japan, "J": solar,
          "K": read}  # fmt: skip


def test_rows_without_a_verdict_are_not_asserted_but_leave_a_range() -> None:
    rows = compared().loc[lambda frame: (frame["use"] == "unresolved") & frame["all_in"].notna()]
    assert (rows["low"] <= rows["all_in"] + 1e-12).all()
    assert (rows["all_in"] <= rows["high"] + 1e-12).all()


def test_base_duties_are_those_of_the_model_where_they_are_a_percentage() -> None:
    rows = compared().loc[lambda frame: frame["mfn"].notna() & ~frame["error_codes"].str.contains("K")]
    assert len(rows) > 200
    assert ((rows["mfn"] - rows["statutory_base_rate"]).abs() <= CLOSE).all()
