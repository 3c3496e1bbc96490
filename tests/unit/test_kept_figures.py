"""Figures made once: never lent to another day of knowledge, view or scenario, and the same as those made afresh."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from reportlib.analysis.tariffs import context, effective, red_line
from reportlib.analysis.tariffs.asked import good
from reportlib.analysis.tariffs.context import Tariffs, tariffs
from reportlib.analysis.tariffs.effective import effective_of
from reportlib.analysis.tariffs.findings import paid, steps
from reportlib.analysis.tariffs.totals import by_authority, by_group, ours_and_theirs
from reportlib.desk import open_desk
from tests.unit.lawbook import ROOT, TODAY

STACKED = date(2025, 8, 20)


@cache
def of(day: str = TODAY, **options: Any) -> Tariffs:
    return tariffs(open_desk(day, home=ROOT), **options)


def test_a_desk_of_august_2025_is_not_lent_what_a_later_desk_made_of_the_same_day() -> None:
    later, then = of(), of("2025-08-31")
    assert later.effective(STACKED).central < then.effective(STACKED).central
    assert good(later, 10.0, on=STACKED).pays.value == 15
    assert good(then, 10.0, on=STACKED).pays.value == 25
    assert then.effective(STACKED, "liquidated").central == then.effective(STACKED, "collected").central


@pytest.mark.parametrize("options", [{"ieepa_end": "ab_initio"}, {"scenario": "section-232-only"}])
def test_other_options_are_not_lent_the_figures_of_recorded_law(options: dict[str, str]) -> None:
    recorded = of().effective(STACKED).central
    other = of(**options)
    assert other.effective(STACKED).central < recorded
    assert (other.recorded or of()).effective(STACKED).central == recorded


def test_views_of_one_day_are_kept_apart() -> None:
    made = of()
    first, second = made.effective(STACKED, "collected"), made.effective(STACKED, "liquidated")
    assert (first.view, second.view) == ("collected", "liquidated")
    assert first.central > second.central


def test_a_copy_with_another_law_starts_with_nothing_kept() -> None:
    made = of()
    before = made.effective(STACKED).central
    less = replace(made.law, measures=made.law.measures.loc[made.law.measures["authority"] != "IEEPA"])
    assert replace(made, law=less).effective(STACKED).central < before


def test_what_is_kept_of_goods_is_not_the_reader_s_to_change() -> None:
    read = paid(of()).value
    read["all_in"] = 0.0
    assert paid(of()).value["all_in"].max() > 0


@pytest.mark.parametrize("day", ["2025-05-23", "2025-08-20", "2026-03-01", TODAY])
def test_kept_figures_are_those_made_afresh(day: str) -> None:
    made, on = of(day), date.fromisoformat(day)
    made.effective(on), made.red_line(on)  # the second asking is the one that is looked at
    for kept, afresh in (
        (made.effective(on), effective(made.law, made.exposure, on)),
        (made.red_line(on), red_line(made.law, made.exposure, on)),
    ):
        for one in fields(kept):
            ours, theirs = getattr(kept, one.name), getattr(afresh, one.name)
            assert ours.equals(theirs) if one.name == "by_group" else ours == theirs, one.name


def test_days_on_which_the_same_law_holds_are_rated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    real = effective_of

    def counted(frame: Any, exposure: Any, today: Any) -> Any:
        made.append(today.key)
        return real(frame, exposure, today)

    monkeypatch.setattr(context, "effective_of", counted)
    fresh = tariffs(open_desk(TODAY, home=ROOT))
    by_authority(fresh), by_authority(fresh), by_group(fresh), ours_and_theirs(fresh), steps(fresh, "car")
    assert len(made) == len(set(made))
    days = {fresh.today(day, view).key for day in fresh.path_days for view in ("collected", "liquidated")}  # type: ignore[arg-type]
    assert days <= set(made)
