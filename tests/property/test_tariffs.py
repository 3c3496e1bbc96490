"""Identities of the tariff engine: parts and sums, order of the range, floors, views, and what was not yet known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, get_args
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlib import loaders
from reportlib.analysis.tariffs import (
    PARTS,
    Exposure,
    IeepaEnd,
    Law,
    Lines,
    View,
    as_lines,
    change_split,
    default_exposure,
    effective,
    known_law,
    rates,
    red_line,
)  # fmt: skip
from reportlib.desk import open_desk
from tests.unit.lawbook import ROOT, law

DAYS = st.dates(date(2024, 12, 1), date(2028, 2, 1))
KNOWN = st.sampled_from(["2025-03-01", "2025-05-23", "2025-08-31", "2026-02-22", "2026-06-30", "2026-11-24"])
VIEWS = st.sampled_from(get_args(View))
ENDS = st.sampled_from(get_args(IeepaEnd))
BASES = st.one_of(st.sampled_from([0.0, 0.025, 0.125, 0.15, 0.25, 0.264]), st.floats(0, 1.5), st.just(float("nan")))


@lru_cache(maxsize=1)
def listed() -> list[str]:
    """Numbers that stand on some list, and one that stands on none but that of all goods."""
    prefixes = loaders.load(ROOT)["scopes"]["hts_prefix"].drop_duplicates()
    return [*prefixes.str.pad(10, side="right", fillchar="0").drop_duplicates(), "9600000000", "9899000000"]


@st.composite
def some_lines(draw: st.DrawFn) -> Lines:
    codes = draw(st.lists(st.sampled_from(listed()), min_size=1, max_size=12, unique=True))
    bases = draw(st.lists(BASES, min_size=len(codes), max_size=len(codes)))
    frame = pd.DataFrame({"hts10": codes, "mfn": bases})
    if draw(st.booleans()):
        frame["ave"] = np.where(frame["mfn"].isna(), draw(st.floats(0, 0.9)), np.nan)
        frame["ave_high"] = frame["ave"] + draw(st.floats(0, 0.5))
    return as_lines(frame)


@settings(max_examples=60)
@given(some_lines(), DAYS, KNOWN, VIEWS, ENDS)
def test_parts_sum_to_the_all_in_rate_which_is_never_below_the_base_duty_and_lies_in_its_range(
    lines: Lines, day: date, as_of: str, view: View, ieepa_end: IeepaEnd
) -> None:
    frame = rates(law(as_of), lines, day, view=view, ieepa_end=ieepa_end)
    assert np.allclose(frame[list(PARTS)].sum(axis=1, skipna=False), frame["all_in"], atol=1e-12, equal_nan=True)
    assert (frame[list(PARTS[1:])].fillna(0) >= 0).all(axis=None)  # no floor or cap lowers a rate above it
    known = frame.loc[frame["all_in"].notna()]
    assert (known["all_in"] >= known["mfn"]).all()
    assert (known["low"] <= known["all_in"] + 1e-12).all()
    assert (known["high"].isna() | (known["all_in"] <= known["high"] + 1e-12)).all()


@settings(max_examples=40)
@given(some_lines(), DAYS, KNOWN, ENDS)
def test_both_views_agree_wherever_no_line_is_flagged_as_reached_back_to(
    lines: Lines, day: date, as_of: str, ieepa_end: IeepaEnd
) -> None:
    owed, taken = (rates(law(as_of), lines, day, view=view, ieepa_end=ieepa_end) for view in get_args(View))
    retro = [("retro" in text.split(";")) for text in owed["flags"]]
    assert retro == [("retro" in text.split(";")) for text in taken["flags"]]
    same = ~np.array(retro)
    assert np.allclose(owed["all_in"][same], taken["all_in"][same], atol=0, rtol=0, equal_nan=True)
    if not (law(as_of).measures["retroactive_from"] <= pd.Timestamp(day)).any() and day > date(2025, 11, 14):
        assert same.all()


@lru_cache(maxsize=1)
def weights() -> Exposure:
    return default_exposure(open_desk("2026-11-24", home=ROOT))


@settings(max_examples=25)
@given(DAYS, KNOWN, VIEWS, ENDS)
def test_contributions_of_authorities_sum_to_the_effective_rate_group_by_group_and_in_order(
    day: date, as_of: str, view: View, ieepa_end: IeepaEnd
) -> None:
    found = effective(law(as_of), weights(), day, view=view, ieepa_end=ieepa_end)
    assert sum(found.parts.values()) == pytest.approx(found.central, abs=1e-12)
    assert found.low <= found.central + 1e-12
    assert found.central <= found.high + 1e-12
    groups = found.by_group
    assert (groups["low"] <= groups["central"] + 1e-12).all()
    assert (groups["central"] <= groups["high"] + 1e-12).all()
    share = groups["value_usd_mn"] / weights().total
    assert float((groups["central"] * share).sum()) == pytest.approx(found.central, abs=1e-12)
    flagged = {name: part for name, part in found.flagged.items() if name}
    plain = found.flagged.get("", 0.0)
    assert max(flagged.values(), default=0.0) <= 1 - plain + 1e-12  # value under a flag and value under none
    assert plain + sum(flagged.values()) >= 1 - 1e-12


@settings(max_examples=25)
@given(DAYS, KNOWN, VIEWS)
def test_shares_of_the_test_against_the_deal_add_up(day: date, as_of: str, view: View) -> None:
    found = red_line(law(as_of), weights(), day, view=view)
    assert found.share == pytest.approx(found.covered_share + found.outside_share, abs=1e-12)
    assert 0 <= found.share <= 1
    assert found.covered_excess >= 0
    assert found.outside_excess >= 0


SHARES = st.lists(st.floats(0.001, 1), min_size=2, max_size=8)
RATES = st.floats(0, 2)


@given(st.data(), SHARES)
def test_the_split_into_rates_and_mix_is_exact(data: st.DataObject, shares: list[float]) -> None:
    size = len(shares)
    other = data.draw(st.lists(st.floats(0.001, 1), min_size=size, max_size=size))
    before, after = (pd.Series(data.draw(st.lists(RATES, min_size=size, max_size=size))) for _ in range(2))
    old, new = (pd.Series(part) / sum(part) for part in (shares, other))
    by_rates, by_mix = change_split((old, new), (before, after))
    assert by_rates + by_mix == pytest.approx(float((new * after).sum() - (old * before).sum()), abs=1e-12)


def learned_tomorrow(day: date) -> dict[str, pd.DataFrame]:
    """The record with a new duty on all goods, a new listing and new ends, all known the day after."""
    tables, tomorrow = dict(loaders.load(ROOT)), pd.Timestamp(day + timedelta(days=1))

    def add(name: str, row: pd.DataFrame, **cells: Any) -> None:
        new = row.assign(id=f"tomorrow-{name.replace('_', '-')}", known_on=tomorrow, **cells)
        tables[name] = pd.concat([tables[name], new.astype(tables[name].dtypes)], ignore_index=True)

    first = {name: frame.iloc[[0]] for name, frame in tables.items()}
    floor = tables["measures"].loc[tables["measures"]["id"] == "jp-ieepa-base-10"]
    add("measures", floor, measure_id="JP-NEW", rate=99.0, effective_from=pd.Timestamp("2025-01-01"))
    all_goods = tables["measure_scopes"].loc[tables["measure_scopes"]["list"] == "all-goods"].iloc[[0]]
    add("measure_scopes", all_goods, measure="tomorrow-measures", precedence=0.0)
    cars = tables["scopes"].loc[tables["scopes"]["list"] == "s232-cars"].iloc[[0]]
    add("scopes", cars, hts_prefix="96", effective_from=pd.Timestamp("2025-01-01"))
    add("measure_ends", first["measure_ends"], measure="jp-232-auto-15", effective_to=pd.Timestamp("2025-10-01"))
    car = tables["scopes"].loc[tables["scopes"]["list"] == "s232-steel-articles", "id"].iloc[0]
    add("scope_ends", first["scope_ends"], scope=car, effective_to=pd.Timestamp("2025-03-20"))
    return tables


@lru_cache(maxsize=16)
def laws_of(day: date) -> tuple[Law, Law, Law]:
    """The law of a day, the same with more learned the day after, and that of the day after."""
    tables = learned_tomorrow(day)
    changed = replace(loaders.load_record(ROOT), tables=tables)
    with patch.object(loaders, "load_record", lambda _home: changed):
        after = known_law(open_desk(day, home=ROOT))
        next_day = known_law(open_desk(day + timedelta(days=1), home=ROOT))
    return law(day.isoformat()), after, next_day


@settings(max_examples=20)
@given(some_lines(), DAYS, st.sampled_from([date(2025, 5, 23), date(2025, 9, 20), date(2026, 7, 25)]), VIEWS)
def test_what_becomes_known_later_changes_no_earlier_desk(lines: Lines, day: date, as_of: date, view: View) -> None:
    before, after, next_day = laws_of(as_of)
    pd.testing.assert_frame_equal(rates(after, lines, day, view=view), rates(before, lines, day, view=view))
    assert len(next_day.measures) == len(after.measures) + 1


def test_the_duty_learned_tomorrow_is_charged_tomorrow() -> None:
    lines = as_lines(pd.DataFrame({"hts10": ["9700000000"], "mfn": [0.0]}))
    _, today, tomorrow = laws_of(date(2025, 5, 23))
    assert rates(tomorrow, lines, date(2025, 6, 30))["high"].item() == pytest.approx(0.99)
    assert rates(today, lines, date(2025, 6, 30))["high"].item() < 0.5
