"""Meanings, terms, commitments, claims, promised dates and the golden share, as on record by the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from reportlib.analysis import deal
from reportlib.analysis.deal.ledgers import LADDER, MILESTONES
from reportlib.desk import open_desk
from reportlib.schemas.talks import DUE_ROLES
from reportlib.words import deal as words
from reportlib.words.deal_tables import (
    ROLE_NAMES,
    date_name,
    date_sentences,
    date_table,
    dates_title,
    golden_title,
    meaning_table,
)
from tests.notebooks.tomorrow import append, copy_home
from tests.unit.deal_desk import desk, said


@pytest.mark.parametrize(("day", "count"), [("2023-12-20", 2), ("2025-05-23", 3), ("2025-05-24", 4), ("2026-11-24", 5)])
def test_meanings_of_fourteen_are_counted_from_the_record(day: str, count: int) -> None:
    found = deal.meanings_count(desk(day))
    assert found
    assert found.value == count


def test_a_meaning_points_only_to_meanings_already_known() -> None:
    table = deal.meanings(desk("2025-05-23")).value
    assert not table["not_to_be_taken_for"].str.contains("partnership").any()


@pytest.mark.parametrize("day", ["2023-12-20", "2025-05-23", "2025-06-13"])
def test_no_golden_share_is_known_before_it_was_reported(day: str) -> None:
    assert deal.golden_rights(desk(day)).value.empty
    assert deal.golden_uses(desk(day)).value.empty


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        ("2025-06-18", "Golden share: eight kinds of right, no use on record"),
        ("2025-09-20", "Golden share: eight kinds of right, no uses, one threat on record"),
        ("2026-11-24", "Golden share: eight kinds of right, one use, one threat on record"),
    ],
)
def test_a_threat_of_the_veto_is_no_use_and_neither_is_the_naming_of_a_deputy(day: str, heading: str) -> None:
    view = desk(day)
    kinds = deal.counted(deal.rights_held(deal.golden_rights(view)), "deal.golden_kinds", by="item")
    assert said(golden_title(kinds, deal.golden_counts(view))) == heading


def test_meanings_stand_by_the_day_first_used_and_a_wording_has_no_sum() -> None:
    table = meaning_table(deal.meanings(desk("2026-11-24"))).value
    assert table["first_on"].is_monotonic_increasing
    wording = table.loc[table["is_wording"]]
    assert wording["amount"].isna().all()
    assert wording["label"].str.endswith("(a wording, no sum)").all()


@pytest.mark.parametrize(
    ("day", "words_of_it"),
    [
        ("2023-12-20", "No plan of capital spending by stage is on record yet."),
        ("2025-04-01", "what was pledged stands in the table below."),
        ("2025-05-23", "One plan of capital spending is on record, of $14bn"),
    ],
)
def test_a_ladder_of_less_than_two_rungs_is_told_in_a_sentence(day: str, words_of_it: str) -> None:
    view = desk(day)
    assert words_of_it in said(words.ladder_sentence(deal.open_case(view), deal.claims(view)))


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2025-05-23", "Open dates: two ahead"),
        ("2025-06-06", "Open dates: one ahead, one passed without a decision on record"),
        ("2026-11-24", "Open dates: two ahead, one past the end of our record"),
    ],
)
def test_open_dates_are_counted_by_what_may_be_said_of_them(day: str, title: str) -> None:
    assert said(dates_title(date_table(deal.next_dates(desk(day))))) == title


def test_the_ladder_shows_versions_and_says_that_spending_is_unknown() -> None:
    table = deal.commitments(desk("2026-11-24")).value
    assert list(table["rung"]) == [
        "plan",
        "binding",
        "planned",
        "planned",
        "approved",
        "approved",
        "under way",
        "spent",
    ]
    assert list(table["amount_usd_bn"].dropna()) == [14, 11, 4, 3.1, 0.35, 0.3, 0.2]
    assert pd.isna(table["amount_usd_bn"].iloc[-1])


def test_the_ladder_of_may_2025_holds_the_plan_alone() -> None:
    assert list(deal.commitments(desk("2025-05-23")).value["rung"]) == ["plan", "spent"]


def test_reports_on_the_mill_site_conflict_and_all_are_kept() -> None:
    table = deal.slip(desk("2026-11-24"), "mill-site")
    ends = deal.slip_range(table, "deal.mill_site")
    assert len(table.value) == 5
    assert ends
    assert (ends[0].value, ends[1].value) == (date(2025, 12, 31), date(2027, 3, 31))


def test_claims_on_other_matters_stay_out() -> None:
    claimed = deal.claims(desk("2026-11-24")).value
    assert not claimed["scope"].str.contains("550|San Antonio").any()


def test_past_the_horizon_a_date_is_unknown_and_one_ahead_is_as_last_read() -> None:
    view = desk("2026-11-24")
    table = date_table(deal.next_dates(view))
    state = table.value.set_index("id")["state_words"]
    assert state["deadline-usw-contract"].startswith("unknown")
    assert state["deadline-mill-site"] == "pending, as last read on 31 December 2025"
    spoken = [line.template for line in date_sentences(view, table)]
    assert spoken[0].startswith("Our sources end on")
    assert spoken[1].endswith("as last read on {horizon}.")


def test_the_record_ends_only_past_its_coverage() -> None:
    assert deal.record_ends(desk("2025-12-31")) is None
    assert deal.record_ends(desk("2026-01-01"))


def test_a_milestone_nobody_follows_is_refused() -> None:
    with pytest.raises(ValueError, match="milestone: expected one of steel-closing, mill-site, found 'tranche-1'"):
        deal.slip(desk("2026-11-24"), "tranche-1")


def test_a_statement_that_names_no_day_draws_no_line(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    row = {"id": "vague", "milestone": "mill-site", "said_on": "2025-12-04", "promised_from": "", "promised_to": ""}
    append(home, "promises", {**row, "known_on": "2025-12-04"})
    view = open_desk("2025-12-05", home=home)
    assert len(deal.slip(view, "mill-site").value) == 4


# ---------------------------------------------------------------- words of the code that name rows of the record
def test_every_role_has_a_name_and_every_deadline_of_the_deal_has_one_by_its_step_or_role() -> None:
    assert set(ROLE_NAMES) == {*DUE_ROLES} - {"vehicle_end"}
    frame = desk("2026-11-24")["deadlines"]
    of_deal = frame.loc[frame["track"] == "deal", "id"]
    assert all(date_name(desk("2026-11-24"), one) for one in of_deal)


def test_a_deadline_is_named_by_its_step_whatever_its_id(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    row = {"id": "deadline-other", "case": "second", "step": "review", "basis": "announced", "set_by": ""}
    row |= {"due": "2025-05-21", "known_on": "2025-05-20", "from_event": ""}
    append(home, "deadlines", row)
    name = date_name(open_desk("2025-05-23", home=home), "deadline-other")
    assert name == "day given in the press for the CFIUS recommendation"
    append(home, "deadlines", row | {"id": "deadline-bare", "case": "", "step": ""})
    assert not date_name(open_desk("2025-05-23", home=home), "deadline-bare")


def test_every_milestone_ladder_and_subject_asked_for_is_on_record() -> None:
    view = desk("2026-11-24")
    assert {*MILESTONES, "us-steel-11bn"} <= set(view["promises"]["milestone"])
    assert LADDER in set(view["pledge_stages"]["ladder"])
    assert "14bn" in set(view["concepts"]["subject"])
