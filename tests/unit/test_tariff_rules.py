"""The law rule by rule: floors, first and last days, views, precedence, scope before size, content, knowledge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from reportlib import loaders
from reportlib.analysis.tariffs import IeepaEnd, Law, Lines, View, as_lines, rates
from reportlib.analysis.tariffs.law import Link
from reportlib.analysis.tariffs.programmes import HIGH, MID, duty
from reportlib.errors import ParameterError
from tests.unit.lawbook import ROOT, law, paid, without

GENERIC = "9600000000"
"""A number on no list but that of all goods."""
FIRST = date(2025, 1, 1)


@lru_cache(maxsize=1)
def watched() -> Lines:
    """The lines of the watch list, and a number on no list at each of the base duties of the floor table."""
    shown = loaders.load(ROOT)["watch_lines"]
    lines = pd.DataFrame({"hts10": shown["hts_code"], "mfn": shown["mfn_pct"] / 100})
    generic = pd.DataFrame({"hts10": [f"96000000{at:02}" for at in range(len(LADDER))], "mfn": list(LADDER)})
    return as_lines(pd.concat([lines, generic.assign(mfn=generic["mfn"] / 100)], ignore_index=True))


@lru_cache(maxsize=256)
def table(day: date, view: View = "liquidated", ieepa_end: IeepaEnd = "2026-02-24") -> pd.DataFrame:
    return rates(law(), watched(), day, view=view, ieepa_end=ieepa_end).set_index("hts10")


def change_days() -> list[date]:
    return [day for day in law().change_days() if day >= FIRST]


# ---------------------------------------------------------------- floor algebra
LADDER = {
    0: (15, 15, 10, 12.5, 12.5),
    2.5: (15, 17.5, 12.5, 12.5, 15),
    5: (15, 20, 15, 12.5, 17.5),
    10: (15, 25, 20, 12.5, 22.5),
    12.5: (15, 27.5, 22.5, 12.5, 25),
    14: (15, 29, 24, 14, 26.5),
    15: (15, 30, 25, 15, 27.5),
    20: (20, 35, 30, 20, 32.5),
    26.4: (26.4, 41.4, 36.4, 26.4, 38.9),
}
"""Base duty: under the deal; stacked in August 2025; under section 122; under section 301; the same as proposed."""


@pytest.mark.parametrize("mfn", LADDER)
def test_floors_and_additions_give_the_table(mfn: float) -> None:
    deal, stacked, s122, s301, proposed = LADDER[mfn]
    assert paid(GENERIC, mfn, "2025-08-20")["all_in"] == pytest.approx(deal)
    assert paid(GENERIC, mfn, "2025-08-20", "collected")["all_in"] == pytest.approx(stacked)
    assert paid(GENERIC, mfn, "2026-03-01")["all_in"] == pytest.approx(s122)
    assert paid(GENERIC, mfn, "2026-11-24")["all_in"] == pytest.approx(s301)
    assert mfn + 100 * owed(rule="additive", rate=0.125, base=mfn) == pytest.approx(proposed)


@pytest.mark.parametrize("mfn", LADDER)
def test_a_tenth_and_a_quarter_are_added_to_any_base_duty(mfn: float) -> None:
    assert paid(GENERIC, mfn, "2025-05-01")["all_in"] == pytest.approx(mfn + 10)
    assert paid("8703230190", mfn, "2025-05-01")["all_in"] == pytest.approx(mfn + 25)


def owed(*, base: float, reading: int = MID, **terms: object) -> float:
    usual: dict[str, object] = dict.fromkeys(
        ("id", "measure", "authority", "list", "role", "family", "metal", "flag", "legal_ref", "source"), "x"
    )
    nothing = {"precedence": 1.0, "unmet": float("nan"), "ceiling": float("nan"), "late": False}
    return float(duty(Link(**(usual | nothing | terms)), np.array([base / 100]), reading)[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("terms", "base", "added"),
    [
        ({"rule": "exempt", "rate": 0.0}, 5, 0),
        ({"rule": "cap", "rate": 0.15}, 5, 0.10),
        ({"rule": "cap", "rate": 0.15}, 20, 0),
        ({"rule": "floor12.5_inclusive_of_MFN", "rate": 0.125}, 12.5, 0),
        ({"rule": "additive", "rate": 0.10, "ceiling": 0.15}, 0, 0.10),
        ({"rule": "additive", "rate": 0.10, "ceiling": 0.15}, 8, 0.07),
        ({"rule": "additive", "rate": 0.10, "ceiling": 0.15}, 20, 0),
        ({"rule": "exempt_within_quota", "rate": 0.0, "unmet": 0.25}, 3, 0),
        ({"rule": "exempt_within_quota", "rate": 0.0, "unmet": 0.25, "reading": HIGH}, 3, 0.25),
    ],
)
def test_every_kind_of_rule_adds_what_it_says(terms: dict[str, object], base: float, added: float) -> None:
    assert owed(base=base, **terms) == pytest.approx(added)  # type: ignore[arg-type]


# ---------------------------------------------------------------- first and last days
def in_force(day: Any, view: View) -> set[str]:
    return {link.measure for link in law().on(day.date(), view=view).held}


def dated() -> list[tuple[str, View]]:
    rows = law().measures
    linked = rows["id"].isin(law().links["measure"]) & rows["effective_from"].notna()
    return [(name, view) for name in rows.loc[linked, "measure_id"] for view in ("collected", "liquidated")]


@pytest.mark.parametrize(("measure", "view"), dated())
def test_a_measure_holds_from_its_first_day_to_the_day_before_its_end(measure: str, view: View) -> None:
    row = law().measures.set_index("measure_id").loc[measure]
    first, day = row["effective_from"], pd.Timedelta(days=1)
    if view == "collected":
        first = max(first, row["known_on"])
    assert measure not in in_force(first - day, view)
    assert measure in in_force(first, view)
    if pd.notna(row["effective_to"]):
        assert measure in in_force(row["effective_to"] - day, view)
        assert measure not in in_force(row["effective_to"], view)


def test_every_measure_with_goods_and_a_first_day_is_asked() -> None:
    assert len({measure for measure, _ in dated()}) == 35


def test_what_was_announced_and_never_held_holds_on_no_day() -> None:
    for day in change_days():
        assert not {"JP-IEEPA-25-THREAT", "JP-301-FL-12.5-PROPOSAL"} & in_force(pd.Timestamp(day), "liquidated")


# ---------------------------------------------------------------- views
LATE_LISTS: dict[date, Callable[[pd.Series[float]], pd.Series[float]]] = {
    # Electronics: known on 15 April 2025, back to 5 April.
    date(2025, 4, 5): lambda _: pd.Series([0.10]),
    date(2025, 4, 9): lambda _: pd.Series([0.24]),
    date(2025, 4, 10): lambda _: pd.Series([0.10]),
    # Farm goods: the order was signed on the 14th, the top-up to 15 is owed back.
    date(2025, 11, 13): lambda mfn: 0.15 - mfn,
}
"""Days on which a list reached back, and what had been paid too much."""


@pytest.mark.parametrize("day", change_days(), ids=str)
def test_views_differ_only_where_law_reached_back_and_then_by_what_was_paid_too_much(day: date) -> None:
    owed, taken = table(day), table(day, "collected")
    difference = (taken["all_in"] - owed["all_in"]).dropna().round(9)
    most = owed["mfn"].clip(upper=0.15).reindex(difference.index).round(9)
    whole = ~taken["rule"].str.contains("-232-").reindex(difference.index)  # no metal in it
    assert (difference >= 0).all()
    if date(2025, 8, 7) <= day < date(2025, 9, 16):
        residual = whole & taken["rule"].str.contains("JP-IEEPA-15-STACK").reindex(difference.index)
        assert residual.sum() > 100
        assert (difference == most)[residual].all()
        assert (difference <= most).all()
        assert set(difference[~residual & whole]) == {0.0}
    elif day in LATE_LISTS:
        assert 0 < (difference > 0).sum() < 20
        assert set(difference[whole]) <= {0.0, *LATE_LISTS[day](most).round(9)}
    else:
        assert set(difference) == {0.0}


def test_a_number_split_on_1_july_2025_is_the_only_other_list_known_late() -> None:
    # 9401.99.9030 and .9070 came out of .9081; the list that names them was printed on 18 August 2025.
    scopes = law().scopes
    late = scopes.loc[(scopes["known_on"] > scopes["effective_from"]) & (scopes["effective_from"] >= "2025-01-01")]
    by_list = late.groupby(["list", "effective_from"]).size()
    assert set(late.loc[late["effective_from"] == "2025-07-01", "hts_prefix"]) == {"9401999030", "9401999070"}
    assert {name for name, _ in by_list.index} == {
        "ieepa-annex-ii", "ieepa-farm-exempt", "ieepa-farm-exempt-articles", "s232-aluminium-derivatives",
    }  # fmt: skip


# ---------------------------------------------------------------- precedence
def test_a_line_on_three_lists_pays_one_programme_and_the_next_holds_when_it_goes() -> None:
    spring = ("7320103000", 3.2, "2025-12-01")
    book, found = law(), []
    for rule in ("JP-232-PART-15", "JP-232-MHDV-25", "JP-232-STEEL-50", "JP-IEEPA-15-FLOOR"):
        row = paid(*spring, under=book)
        assert row["rule"] == rule
        found.append(row["all_in"])
        book = without(book, rule)
    assert found == [15, 28.2, 53.2, 15]
    assert (paid(*spring, under=book)["all_in"], paid(*spring, under=book)["rule"]) == (3.2, "MFN")


@pytest.mark.parametrize("day", change_days(), ids=str)
def test_no_line_is_charged_under_two_programmes(day: date) -> None:
    programmes = table(day)["rule"].str.split("+").map(lambda names: [name for name in names if "-232-" in name])
    assert programmes.map(len).max() <= 1


@pytest.mark.parametrize("day", change_days(), ids=str)
def test_without_the_measure_that_wins_a_line_pays_otherwise_or_by_another_measure(day: date) -> None:
    now = table(day)
    for measure in sorted(set(now["rule"].str.split("+").explode()) - {"MFN"}):
        named = now["rule"].str.split("+").map(lambda names, measure=measure: measure in names)
        then = rates(without(law(), measure), watched(), day).set_index("hts10")
        gone = then["rule"].str.split("+").map(lambda names, measure=measure: measure in names)
        assert not gone.any()
        assert (then.loc[named, "rule"] != now.loc[named, "rule"]).all()


# ---------------------------------------------------------------- scope before size
@pytest.mark.parametrize("mfn", [15.0, 20.0, 25.0])
@pytest.mark.parametrize("code", ["8703230190", "8704310120", "8708299000", "4011101020"])
@pytest.mark.parametrize("day", ["2025-09-16", "2026-03-01", "2026-07-24", "2026-11-24"])
def test_vehicles_and_parts_with_a_high_base_duty_pay_no_duty_on_goods_in_general(
    code: str, mfn: float, day: str
) -> None:
    row = paid(code, mfn, day)
    assert (row["all_in"], row["ieepa"], row["s122"], row["s301"]) == (mfn, 0, 0, 0)


@pytest.mark.parametrize("day", [day for day in change_days() if day >= date(2026, 7, 24)], ids=str)
def test_section_301_is_never_owed_on_goods_of_a_section_232_programme(day: date) -> None:
    inside = table(day)["rule"].str.contains("-232-")
    assert inside.sum() > 50
    assert (table(day).loc[inside, "s301"] == 0).all()


def test_goods_taken_out_of_the_metals_duties_pay_section_301() -> None:
    scopes = law().scopes.iloc[law().on(date(2026, 11, 24)).rows]
    other = scopes["list"].str.startswith(("s301-exempt", "s232-", "metals-annex")) & (
        scopes["list"] != "metals-annex-2"
    )
    exempt = scopes.loc[other, "hts_prefix"]
    out = [
        code for code in scopes.loc[scopes["list"] == "metals-annex-2", "hts_prefix"]
        if not any(code.startswith(prefix) or prefix.startswith(code) for prefix in exempt)
    ]  # fmt: skip
    assert len(out) > 50
    lines = as_lines(pd.DataFrame({"hts10": [code.ljust(10, "0") for code in out], "mfn": 0.0}))
    frame = rates(law(), lines, date(2026, 11, 24))
    assert set(frame["rule"]) == {"JP-301-FL-12.5"}


# ---------------------------------------------------------------- content
def with_share(share: float, code: str = "84571000") -> Law:
    shares = law().shares.copy()
    shares.loc[(shares["hts_prefix"] == code) & (shares["metal"] == "steel"), "share"] = share
    return replace(law(), shares=shares)


def test_without_metal_a_machine_pays_the_general_duty_and_all_metal_it_pays_the_metals_duty() -> None:
    none, all_of_it = (paid("8457100060", 4.2, "2025-09-16", under=with_share(share)) for share in (0.0, 1.0))
    assert (none["all_in"], none["rule"]) == (15, "JP-IEEPA-15-FLOOR")
    assert (all_of_it["all_in"], all_of_it["rule"]) == (54.2, "JP-232-STEEL-50")


def test_the_rate_rises_with_the_share_of_metal_and_stays_in_its_range() -> None:
    rows = [paid("8457100060", 4.2, "2025-09-16", under=with_share(at / 10)) for at in range(11)]
    found = [row["all_in"] for row in rows]
    assert found == sorted(found)
    assert {(row["low"], row["high"]) for row in rows} == {(15, 54.2)}


def test_without_an_estimate_the_range_is_shown_and_no_figure() -> None:
    row = paid("8457100060", 4.2, "2025-09-16", under=with_share(float("nan")))
    assert np.isnan(row["all_in"])
    assert (row["low"], row["high"], row["flags"]) == (15, 54.2, "content_share")


def test_shares_that_add_up_to_more_than_the_goods_are_scaled_to_them() -> None:
    both = law().scopes.loc[lambda rows: rows["list"].str.endswith("-derivatives")]
    code = next(code for code, lists in both.groupby("hts_prefix")["list"].nunique().items() if lists == 2)
    shares = pd.DataFrame({"hts_prefix": [code] * 2, "metal": ["steel", "aluminium"], "share": [0.8, 0.8]})
    row = paid(str(code).ljust(10, "0"), 0, "2025-09-16", under=replace(law(), shares=shares))
    assert (row["all_in"], row["ieepa"], row["high"]) == (50, 0, 50)


# ---------------------------------------------------------------- ranges
@pytest.mark.parametrize("day", change_days(), ids=str)
@pytest.mark.parametrize("view", ["collected", "liquidated"])
def test_low_central_and_high_stand_in_order_and_a_choice_has_a_flag(day: date, view: View) -> None:
    frame = table(day, view)
    known = frame.loc[frame["all_in"].notna()]
    assert (known["low"] <= known["all_in"] + 1e-12).all()
    assert (known["all_in"] <= known["high"] + 1e-12).all()
    assert (known.loc[known["high"] - known["low"] > 1e-12, "flags"] != "").all()
    assert (frame.loc[frame["all_in"].isna(), "flags"] != "").all()


# ---------------------------------------------------------------- knowledge and options
def test_at_the_end_of_august_2025_nobody_knows_the_floor() -> None:
    book = law("2025-08-31")
    for day in change_days():
        for view in ("collected", "liquidated"):
            frame = rates(book, watched(), day, view=view)  # type: ignore[arg-type]
            assert not frame["rule"].str.contains("FLOOR|AUTO-15|PART-15").any()
    for view in ("collected", "liquidated"):
        row = paid("6907401011", 10, "2025-08-20", view, as_of="2025-08-31")  # type: ignore[arg-type]
        assert (row["all_in"], row["rule"], row["flags"]) == (25, "JP-IEEPA-15-STACK", "")
    assert paid("6907401011", 10, "2025-08-20")["all_in"] == 15


def test_at_the_end_of_june_2026_section_301_is_not_in_force_on_any_day() -> None:
    book = law("2026-06-30")
    for day in change_days():
        frame = rates(book, watched(), day)
        assert not frame["rule"].str.contains("301").any()
        assert (frame["s301"] == 0).all()
        assert (frame["flags"].str.split(";").str[-1].eq("scheduled") == (day > date(2026, 6, 30))).all()


def test_an_end_of_ieepa_moves_four_days_or_every_day() -> None:
    for ieepa_end, owes in (("2026-02-24", True), ("2026-02-20", False), ("ab_initio", False)):
        assert (table(date(2026, 2, 21), ieepa_end=ieepa_end)["ieepa"].sum() > 0) == owes  # type: ignore[arg-type]
        assert table(date(2026, 2, 24), ieepa_end=ieepa_end)["ieepa"].sum() == 0  # type: ignore[arg-type]
    for day in change_days():
        assert (table(day, ieepa_end="ab_initio")["ieepa"] == 0).all()
        assert table(day, ieepa_end="ab_initio")["s122"].equals(table(day)["s122"])


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ({"view": "paid"}, "view: expected one of collected, liquidated, found 'paid'"),
        ({"ieepa_end": "never"}, "ieepa_end: expected one of 2026-02-24, 2026-02-20, ab_initio, found 'never'"),
    ],
)
def test_an_unknown_option_is_refused(option: dict[str, str], said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        rates(law(), watched(), FIRST, **option)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["870323"], "hts10: expected 8 or 10 digits, found '870323'"),
        (["8703.23.01.90", "8703230190"], "expected every line once, found 8703230190 again"),
    ],
)
def test_a_frame_of_lines_that_is_none_is_refused(codes: list[str], said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        as_lines(pd.DataFrame({"hts10": codes, "mfn": 0.0}))


def test_rows_come_back_in_the_order_they_were_given() -> None:
    codes = ["9504500000", "0201105010", "8703230190"]
    frame = rates(law(), as_lines(pd.DataFrame({"hts10": codes, "mfn": [0, 0.264, 0.025]})), FIRST + timedelta(days=9))
    assert list(frame["hts10"]) == codes
    assert list(frame["all_in"]) == [0, 0.264, 0.025]


# ---------------------------------------------------------------- lines of eight digits
def test_a_line_of_eight_digits_has_a_range_as_wide_as_the_lists_that_name_numbers_below_it() -> None:
    row = paid("84821050", 9, "2026-11-24")
    parts = [paid(code, 9, "2026-11-24") for code in ("8482105004", "8482105099")]
    assert (row["all_in"], row["low"], row["high"]) == (12.5, 12.5, 34)
    assert (row["low"], row["high"]) == (parts[1]["all_in"], parts[0]["all_in"])
    assert "ten_digit_list" in row["flags"].split(";")
    assert row["rule"] == parts[1]["rule"]


@pytest.mark.parametrize("code", ["87032301", "61046320", "95045000"])
def test_a_line_of_eight_digits_whose_numbers_pay_alike_has_no_such_flag(code: str) -> None:
    row = paid(code, 2.5, "2026-11-24")
    assert row["low"] == row["high"]
    assert "ten_digit_list" not in row["flags"]


def test_the_top_of_a_line_of_eight_digits_is_unknown_where_that_of_a_number_below_it_is() -> None:
    row = paid("84821050", None, "2026-11-24")
    assert np.isnan([row["all_in"], row["high"]]).all()
    assert row["low"] == 12.5
