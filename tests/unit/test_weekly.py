"""What a span brought: rows learned and numbers moved, each with its reason, from two desks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from reportlib.analysis import weekly
from reportlib.analysis.deal import assume
from reportlib.analysis.weekly.learned import NO_NEWS, STATEMENT, VERSIONS, reason
from reportlib.desk import Desk, open_desk
from reportlib.errors import ParameterError
from reportlib.schemas import TABLES
from reportlib.sourced import Sourced
from reportlib.words import weekly as say
from reportlib.words.sentences import written
from reportlib.words.weekly.rows import row_words
from tests.exhibits.drawn import blocks_of, words_of


def row(table: str, fact_id: str) -> pd.Series[Any]:
    frame = open_desk("2026-11-24").tables[table]
    return frame.loc[frame["id"] == fact_id].iloc[0]


def moves(day: str, since: str) -> dict[str, weekly.Move]:
    desk, earlier = open_desk(day), date.fromisoformat(since)
    watched = weekly.watched(assume(desk, low=25, mid=30, high=35))
    return {one.name: one for one in weekly.moved(desk, earlier, watched, weekly.reasons(desk, earlier))}


def constant(value: float | None, *, facts: tuple[str, ...] = (), key: str = "k") -> weekly.Measure:
    return lambda desk: None if value is None else Sourced(value=value, unit="count", sources=(), key=key, facts=facts)


def test_a_span_of_no_days_taught_nothing() -> None:
    desk = open_desk("2025-05-23")
    assert weekly.learned(desk, desk.as_of).value.empty
    assert weekly.learned_count(desk, desk.as_of).value == 0


@pytest.mark.parametrize("table", NO_NEWS)
def test_lists_and_scales_are_no_news(table: str) -> None:
    assert table in TABLES
    found = weekly.learned(open_desk("2026-11-24"), date(2023, 12, 18)).value
    assert table not in set(found["table"])


def test_only_rows_of_the_span_are_told() -> None:
    desk, since = open_desk("2025-05-23"), date(2025, 5, 16)
    found = weekly.learned(desk, since).value
    assert (found["known_on"] > pd.Timestamp(since)).all()
    assert (found["known_on"] <= pd.Timestamp(desk.as_of)).all()


def test_a_row_read_from_an_event_of_the_span_is_left_to_that_event() -> None:
    found = weekly.learned(open_desk("2025-05-23"), date(2025, 5, 16)).value
    assert "investment-offer-for-round-3-2025-05-23" in set(found["id"])
    assert "judgement-no-deal-round-3" not in set(found["id"])
    assert weekly.learned_count(open_desk("2025-05-23"), date(2025, 5, 16)).value == len(found)


def test_a_statistic_has_one_line_for_all_its_months() -> None:
    found = weekly.learned(open_desk("2026-11-24"), date(2024, 12, 31)).value
    months = found.loc[(found["table"] == "us_japan_goods_trade_monthly") & (found["reason"] == "new")]
    assert len(months) == 1
    assert months["rows"].item() > 10


def test_a_table_that_is_no_news_has_no_statements_to_correct() -> None:
    assert not {*NO_NEWS} & {*STATEMENT, *VERSIONS}


@pytest.mark.parametrize("table", sorted(STATEMENT))
def test_the_columns_of_a_statement_stand_in_its_table(table: str) -> None:
    assert set(STATEMENT[table]) <= {name for name, _ in TABLES[table].columns()}


def test_a_first_row_is_new() -> None:
    held = row("rounds", "round-row-05-held")
    before = open_desk("2026-11-24").tables["rounds"].loc[lambda frame: frame["round"] != "round-05"]
    assert reason("rounds", held, before) == "new"


def test_a_later_word_on_a_meeting_is_a_revision() -> None:
    held, first = row("rounds", "round-row-05-held"), row("rounds", "round-row-05-held-first-day")
    assert reason("rounds", held, first.to_frame().T) == "revised"


def test_the_same_statement_with_another_day_is_a_correction() -> None:
    step = row("cfius_steps", "cfius-second-closed")
    earlier = step.to_frame().T.assign(id="earlier", date=pd.Timestamp("2025-06-17"), basis="told otherwise then")
    assert reason("cfius_steps", step, earlier) == "corrected"


def test_other_words_for_the_same_day_correct_nothing() -> None:
    step = row("cfius_steps", "cfius-second-closed")
    earlier = step.to_frame().T.assign(id="earlier", basis="told in other words then")
    assert reason("cfius_steps", step, earlier) == "new"


def test_a_further_vintage_of_a_year_is_a_revision() -> None:
    year = row("us_japan_goods_trade_annual", "goods-trade-japan-2023-12-months-2026-06-17")
    earlier = year.to_frame().T.assign(id="earlier", exports_usd_mn=1.0)
    assert reason("us_japan_goods_trade_annual", year, earlier) == "revised"
    assert reason("us_japan_goods_trade_annual", year, earlier.assign(year=2022)) == "new"


@pytest.mark.parametrize("table", VERSIONS)
def test_versions_are_told_by_their_subject(table: str) -> None:
    from reportlib.analysis.changes import SUBJECT

    assert table in SUBJECT


def test_a_number_that_stands_did_not_move() -> None:
    desk = open_desk("2025-05-23")
    assert weekly.moved(desk, date(2025, 5, 16), {"same": constant(1)}, {}) == ()
    assert weekly.moved(desk, date(2025, 5, 16), {"unknown": constant(None)}, {}) == ()


@pytest.mark.parametrize(
    ("why", "expected"), [({}, "new"), ({"a": "revised"}, "revised"), ({"a": "revised", "b": "corrected"}, "corrected")]
)
def test_the_strongest_reason_behind_a_number_is_told(why: dict[str, str], expected: str) -> None:
    desk = open_desk("2025-05-23")

    def known(desk: Desk) -> Sourced[Any]:
        return Sourced(value=desk.as_of.day, unit="count", sources=(), key="k", facts=("a", "b"))

    (move,) = weekly.moved(desk, date(2025, 5, 16), {"n": known}, why)
    assert (move.before and move.before.value, move.now.value, move.reason) == (16, 23, expected)


def test_a_number_of_another_period_is_new_even_where_rows_were_revised() -> None:
    def deficit(desk: Desk) -> Sourced[Any]:
        return Sourced(value=desk.as_of.day, unit="count", sources=(), key=f"deficit_{desk.as_of}", facts=("a",))

    (move,) = weekly.moved(open_desk("2025-05-23"), date(2025, 5, 16), {"n": deficit}, {"a": "revised"})
    assert move.reason == "new"


def test_a_rate_set_before_the_span_moves_by_date() -> None:
    found = moves("2025-08-08", "2025-08-01")
    assert (found["good"].before, found["good"].reason) != (None, "new")
    assert found["good"].reason == "by date"
    assert found["good"].now.value == pytest.approx(25)


def test_a_rate_set_within_the_span_is_new() -> None:
    found = moves("2026-07-25", "2026-07-18")
    assert (found["good"].before and found["good"].before.value, found["good"].now.value) == (20, 12.5)
    assert found["good"].reason == "new"


def test_what_was_not_known_then_says_so() -> None:
    move = moves("2025-07-23", "2025-07-16")["redline_share"]
    assert move.before is None
    assert say.moved_table((move,)).value["before"].item() == "not known"


def test_a_difference_that_rounds_away_is_not_told() -> None:
    value = Sourced(value=0.14413, unit="share", sources=(), key="etr_statutory")
    move = weekly.Move(name="etr_statutory", before=value, now=replace(value, value=0.14417), reason="new")
    assert say.told((move,)) == ()
    assert say.told((replace(move, now=replace(value, value=0.146)),))


def test_every_row_of_the_record_has_words() -> None:
    desk = open_desk("2026-11-24")
    for table, frame in desk.tables.items():
        if table not in NO_NEWS and TABLES[table].clock:
            for fact_id in frame["id"]:
                assert row_words(desk, table, fact_id).strip(), fact_id


def test_a_table_without_words_is_refused() -> None:
    with pytest.raises(KeyError, match="no column of words"):
        row_words(open_desk("2026-11-24"), "people", "person-bessent")


def test_a_quiet_span_says_it_is_about_our_record() -> None:
    desk, since = open_desk("2026-11-24"), date(2026, 11, 17)
    assert say.is_quiet(desk, since)
    assert "not about the world" in written(say.quiet(desk, since))
    assert not say.is_quiet(open_desk("2025-05-23"), date(2025, 5, 16))


def test_the_first_day_of_the_record_is_compared_with_the_day_before_it() -> None:
    first = open_desk("2023-12-18")
    assert say.compared_with(first, "") == date(2023, 12, 17)
    with pytest.raises(ParameterError, match="since: expected a day from 2023-12-18"):
        say.compared_with(first, "2023-12-18")
    assert any("became known since 17 December" in words_of(block) for block in blocks_of("weekly", "2023-12-18"))
