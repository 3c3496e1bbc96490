"""Japan beside other partners: formulas with their vectors, the ledgers, and what a day could know (S22, S23, S24)."""

from __future__ import annotations

import math
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib.analysis import comparators
from reportlib.analysis.comparators import Rate, blueprint_index, peer_gap, pledge_share, worse_between
from reportlib.analysis.comparators.formulas import HIGHEST
from reportlib.desk import Desk, open_desk
from reportlib.words import comparators as say
from reportlib.words.sentences import length, written

HOME = Path(__file__).parents[2]
TODAY = "2026-11-24"
DAYS = (
    "2023-12-20", "2025-04-10", "2025-05-23", "2025-07-21", "2025-07-25", "2025-08-01", "2025-08-20", "2025-11-20",
    "2026-03-20", "2026-07-23", "2026-07-25", TODAY,
)  # fmt: skip
IN_12_5, IN_10, IN_15 = Rate(rate=12.5, rule="floor"), Rate(rate=10, rule="floor"), Rate(rate=15, rule="floor")
ON_10, ON_12_5 = Rate(rate=10, rule="additive"), Rate(rate=12.5, rule="additive")
rates = st.builds(Rate, rate=st.floats(0, 60), rule=st.sampled_from(["additive", "floor"]))
bases = st.floats(0, HIGHEST)


@cache
def desk(day: str, on: str | None = None) -> Desk:
    return open_desk(day, on, home=HOME)


def compared(day: str, *, on: str | None = None, base: float = 10.0, view: str = "liquidated") -> say.Compared:
    return say.Compared(desk=desk(day, on), base_duty=base, view=view)


# ---------------------------------------------------------------- what the formulas refuse
@pytest.mark.parametrize("rule", ["", "cap", "quota_total"])
def test_a_general_rate_by_another_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="rule: expected additive or floor"):
        Rate(rate=10, rule=rule)


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_rates_and_base_duties_that_are_no_percentage_are_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="rate: expected a percentage"):
        Rate(rate=bad, rule="floor")
    with pytest.raises(ValueError, match="base_duty: expected a percentage"):
        IN_10.on(bad)


@pytest.mark.parametrize(("pledge", "output", "name"), [(-1, 1, "pledge"), (math.nan, 1, "pledge"), (1, 0, "output"),
                                                       (1, -4, "output"), (1, math.inf, "output")])  # fmt: skip
def test_a_share_of_what_is_no_output_is_refused_by_name(pledge: float, output: float, name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}: expected"):
        pledge_share(pledge, output)


def test_the_blueprint_index_is_undefined_while_japans_deal_has_no_clause() -> None:
    with pytest.raises(ValueError, match="undefined"):
        blueprint_index(0, 0)
    with pytest.raises(ValueError, match="from zero to 3, found 4"):
        blueprint_index(4, 3)


def test_another_view_of_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="view: expected one of liquidated, collected, found 'both'"):
        comparators.rates(desk(TODAY), 10, "both")


# ---------------------------------------------------------------- vectors
@pytest.mark.parametrize(
    ("base", "gap"), [(0, 2.5), (2.5, 2.5), (5, 2.5), (10, 2.5), (11, 1.5), (12, 0.5), (12.5, 0), (14, 0), (26.4, 0)]
)
def test_the_gap_to_a_peer_with_ten_inside_is_two_and_a_half_up_to_ten_and_gone_from_twelve_and_a_half(
    base: float, gap: float
) -> None:
    assert peer_gap(base, IN_12_5, IN_10) == pytest.approx(gap, abs=1e-12)


@pytest.mark.parametrize(("base", "gap"), [(0, 2.5), (1, 1.5), (2.5, 0), (5, -2.5), (10, -7.5), (20, -10)])
def test_against_the_united_kingdom_japan_is_worse_only_below_two_and_a_half(base: float, gap: float) -> None:
    assert peer_gap(base, IN_12_5, ON_10) == pytest.approx(gap, abs=1e-12)


@pytest.mark.parametrize(
    ("own", "peer", "stretches"),
    [
        (IN_12_5, IN_10, ((0.0, 12.5),)),
        (IN_12_5, ON_10, ((0.0, 2.5),)),
        (IN_12_5, IN_12_5, ()),
        (IN_12_5, ON_12_5, ()),
        (ON_10, ON_10, ()),
        (ON_12_5, ON_10, ((0.0, HIGHEST),)),
        (ON_10, IN_15, ((5.0, HIGHEST),)),
    ],
)
def test_where_japan_is_worse_off(own: Rate, peer: Rate, stretches: tuple[tuple[float, float], ...]) -> None:
    assert worse_between(own, peer) == stretches


@given(rates, rates, bases)
def test_the_gap_of_two_rates_is_the_same_from_the_other_side(own: Rate, peer: Rate, base: float) -> None:
    assert peer_gap(base, own, peer) == -peer_gap(base, peer, own)
    assert peer_gap(base, own, own) == 0


@given(rates, rates, bases)
def test_inside_the_stretches_japan_pays_more_and_outside_it_does_not(own: Rate, peer: Rate, base: float) -> None:
    found = worse_between(own, peer)
    assert all(0 <= low < high <= HIGHEST for low, high in found)
    near = any(abs(base - edge) < 1e-6 for pair in found for edge in pair)
    inside = any(low < base < high for low, high in found)
    if not near:
        assert (peer_gap(base, own, peer) > 1e-9) is inside or abs(peer_gap(base, own, peer)) < 1e-6


@given(st.integers(1, 20), st.data())
def test_the_index_lies_between_nothing_and_the_whole(clauses: int, data: st.DataObject) -> None:
    present = data.draw(st.integers(0, clauses))
    assert 0 <= blueprint_index(present, clauses) <= 1
    assert blueprint_index(clauses, clauses) == 1


# ---------------------------------------------------------------- rates by day
def test_only_days_on_record_up_to_the_entry_date_are_shown() -> None:
    assert comparators.recorded_days(desk("2025-05-23")) == (date(2025, 4, 5),)
    assert comparators.recorded_days(desk("2026-07-23")) == (date(2025, 4, 5), date(2025, 8, 7), date(2026, 2, 24))
    assert comparators.recorded_days(desk("2026-07-23", "2026-07-24"))[-1] == date(2026, 7, 24)
    assert comparators.recorded_days(desk("2023-12-20")) == ()


def test_on_the_days_after_july_the_peers_stand_as_briefed() -> None:
    rows = comparators.at_last(desk(TODAY), 2.5).value.set_index("partner")
    assert rows["all_in"].to_dict() == {
        "japan": 12.5, "european-union": 10, "south-korea": 12.5, "taiwan": 10, "united-kingdom": 12.5,
        "switzerland-liechtenstein": 12.5, "india": 12.5, "vietnam": 15, "thailand": 15, "indonesia": 12.5,
        "malaysia": 12.5, "cambodia": 12.5,
    }  # fmt: skip
    gap, below = comparators.gap(desk(TODAY), "european-union", 2.5), comparators.worse(desk(TODAY), "european-union")
    assert gap
    assert below
    assert (gap.value, gap.key, below.value) == (2.5, "peer_gap_european_union", 12.5)
    kingdom = comparators.worse(desk(TODAY), "united-kingdom")
    assert kingdom
    assert kingdom.value == 2.5
    assert comparators.worse(desk(TODAY), "vietnam") is None


def test_the_stacking_day_is_told_in_the_view_asked_and_the_other_is_kept() -> None:
    for view, paid in (("liquidated", 15.0), ("collected", 25.0)):
        found = comparators.rates(desk(TODAY), 10, view).value
        rows = found.loc[(found["partner"] == "japan") & (found["on"] == "2025-08-07")].set_index("is_view")["all_in"]
        assert rows.to_dict() == {True: paid, False: 40.0 - paid}
    before = comparators.rates(desk("2025-08-20"), 10, "liquidated").value
    assert before.loc[(before["partner"] == "japan") & (before["on"] == "2025-08-07"), "all_in"].tolist() == [25.0]


def test_a_second_row_that_changes_the_cars_alone_is_no_other_view_of_the_general_rate() -> None:
    rows = comparators.rates(desk(TODAY), 10).value
    assert len(rows.loc[(rows["partner"] == "european-union") & (rows["on"] == "2025-08-07")]) == 1


def test_peers_under_one_rule_share_a_line_and_where_all_pay_alike_there_is_none() -> None:
    rows = comparators.gaps(desk(TODAY)).value
    assert list(rows["partners"].unique()) == [
        "european-union;taiwan", "south-korea;switzerland-liechtenstein",
        "united-kingdom;india;indonesia;malaysia;cambodia", "vietnam;thailand",
    ]  # fmt: skip
    assert set(rows.loc[rows["partners"] == "south-korea;switzerland-liechtenstein", "gap_points"]) == {0.0}
    assert comparators.gaps(desk("2026-03-20")).value.empty
    assert comparators.gaps(desk("2025-05-23")).value.empty


# ---------------------------------------------------------------- clauses
def test_the_clause_matrix_holds_first_dates_by_partner() -> None:
    """S23: clause × partner × first date."""
    rows = comparators.ledger(desk(TODAY)).value
    cells = {(row["clause"], row["partner"]): row for row in rows.to_dict("records")}
    assert len(cells) == len(rows)
    assert cells["annual_cap", "south-korea"]["first_date"] == pd.Timestamp("2025-11-13")
    assert ("annual_cap", "japan") not in cells
    assert cells["us_directed_fund", "european-union"]["presence"] == "variant"
    fund = cells["us_directed_fund", "south-korea"]
    assert fund["first_date"] == pd.Timestamp("2025-07-30")
    assert fund["known_on"] == pd.Timestamp("2025-11-13")
    assert "$200bn" in fund["text"]
    assert "golden_share" not in set(rows["clause"])


def test_a_clause_first_seen_elsewhere_is_not_told_as_japans_first() -> None:
    rows = comparators.ledger(desk(TODAY)).value
    first = rows.loc[rows["is_first"]].groupby("clause")["partner"].agg(set)
    assert first["all_in_floor"] == {"european-union"}
    assert first["drug_cap_15"] == {"european-union"}
    assert first["us_directed_fund"] == {"japan"}


@pytest.mark.parametrize(
    ("day", "present", "clauses"), [("2025-08-01", 2, 2), ("2025-11-20", 9, 10), ("2026-03-20", 9, 10), (TODAY, 11, 12)]
)
def test_the_blueprint_index_of_korea(day: str, present: int, clauses: int) -> None:
    found = comparators.clause_count(desk(day), "south-korea")
    assert found
    count, index = found
    assert (count.value, count.key) == (present, "blueprint_clauses_south_korea")
    assert (index.value, index.key) == (present / clauses, "blueprint_south_korea")


def test_the_index_is_undefined_before_the_framework_and_variants_do_not_count() -> None:
    assert comparators.clause_count(desk("2025-07-21"), "united-kingdom") is None
    assert comparators.indices(desk("2025-05-23")).value.empty
    rows = comparators.indices(desk("2025-07-25")).value
    assert rows[["partner", "present", "variants", "clauses"]].to_dict("records") == [
        {"partner": "united-kingdom", "present": 0, "variants": 1, "clauses": 2}
    ]


def test_the_spread_counts_every_clause_of_japans_deal_once() -> None:
    for day in ("2025-07-25", "2025-08-01", "2026-03-20", TODAY):
        spread = comparators.spread_of(desk(day))
        assert spread
        assert spread.elsewhere.value + spread.alone.value == spread.held.value
        assert spread.first_elsewhere.value <= spread.elsewhere.value
    assert comparators.spread_of(desk("2025-07-21")) is None
    assert comparators.beyond(desk(TODAY), "south-korea") == ("annual_cap", "commercial_viability")
    only = comparators.shared_with_one(desk(TODAY), "south-korea")
    assert only
    assert only.value == 6


# ---------------------------------------------------------------- pledges
def test_shares_of_output_are_of_one_year_in_one_vintage_and_no_forecast_is_an_outturn() -> None:
    for day in ("2025-11-20", "2026-03-20", TODAY):
        rows = comparators.shares(desk(day)).value
        known = rows.loc[rows["share_pct"].notna()]
        assert len(known.groupby(["year", "vintage"])) == 1
        taiwan = rows.loc[rows["partner"] == "taiwan"]
        assert set(taiwan["missing"]) <= {"forecast"}
        assert taiwan["gdp_usd_bn"].isna().all()
    mine, korea = comparators.share(desk(TODAY), "japan-vehicle"), comparators.share(desk(TODAY), "south-korea-fund")
    assert mine
    assert korea
    assert (round(mine.value, 1), round(korea.value, 1)) == (13.1, 11.7)
    assert mine.inputs["vintage"] == korea.inputs["vintage"] == "October 2024"
    assert comparators.share(desk(TODAY), "taiwan-investment") is None


def test_the_newer_vintage_stands_apart_and_only_once_it_is_out() -> None:
    assert comparators.newer_share(desk("2026-06-16"), "japan-vehicle") is None
    newer = comparators.newer_share(desk("2026-06-17"), "japan-vehicle")
    assert newer
    assert (newer.inputs["vintage"], newer.inputs["year"]) == ("June 2026", 2024)
    assert comparators.newer_share(desk(TODAY), "european-union-investment") is None


def test_a_pledge_told_anew_is_shown_once_in_its_last_version() -> None:
    kinds = {
        day: comparators.pledges(desk(day)).value.set_index("pledge")["kind"].get("european-union-investment")
        for day in ("2025-07-25", "2025-08-01", "2025-08-21")
    }
    assert kinds == {"2025-07-25": None, "2025-08-01": "not_told", "2025-08-21": "firms"}
    rows = comparators.pledges(desk(TODAY)).value
    assert rows["pledge"].is_unique
    assert rows.set_index("pledge").loc["indonesia-aircraft", "amount_usd_bn"] == 13.5


def test_rows_that_contain_others_and_yearly_sums_are_never_drawn() -> None:
    rows = comparators.shares(desk(TODAY)).value
    assert set(rows["is_sum"]) == {"no"}
    assert set(rows["per"]) == {"whole"}
    assert "south-korea-headline" not in set(rows["pledge"])
    assert {"fund", "firms", "guarantees", "not_told", "purchases"} == set(rows["kind"])


# ---------------------------------------------------------------- words of the day
@pytest.mark.parametrize("day", DAYS)
def test_the_bottom_line_keeps_to_sixty_words_and_the_title_to_one_line_of_thought(day: str) -> None:
    lead = say.bottom_line(compared(day))
    assert lead
    assert sum(map(length, lead)) <= 60
    assert length(say.title(compared(day))) <= 20
    assert say.lessons(compared(day))


def test_titles_follow_the_day() -> None:
    said = {day: written(say.title(compared(day))) for day in DAYS}
    assert said["2023-12-20"] == "No deal and no general duty on record yet"
    assert said["2025-04-10"] == "No partner has a deal yet"
    assert said["2025-05-23"] == "The United Kingdom has the first deal; Japan has none to copy yet"
    assert said["2025-07-25"] == "Japan’s deal stands alone: two clauses, none of them in another deal"
    assert said[TODAY] == "Korea has 11 of the 12 clauses of Japan’s deal; the European Union pays less"
    assert "pays as much" in said["2026-03-20"]


def test_before_its_deal_the_page_speaks_of_no_clause_of_japan() -> None:
    text = " ".join(
        written(line) for line in (*say.bottom_line(compared("2025-07-21")), *say.lessons(compared("2025-07-21")))
    )
    assert "Japan has no deal" in text
    assert "clauses of Japan’s deal" not in text


def test_the_united_kingdom_stands_alone_in_may_2025() -> None:
    """S22: other partners as they stood on the day."""
    table = say.parity_table(compared("2025-05-23")).value
    assert set(table["against"]) == {"", "the same"}
    agreed = table.set_index("name")["agreed"]
    assert agreed["United Kingdom"] == "10% on top, 8 May 2025"
    assert set(agreed.drop("United Kingdom")) == {"no deal on record"}


def test_a_rate_agreed_without_its_rule_says_so() -> None:
    agreed = say.parity_table(compared("2025-07-25")).value.set_index("partner")["agreed"]
    assert agreed["japan"] == "15% (rule not told), 22 July 2025"
    now = say.parity_table(compared(TODAY)).value.set_index("partner")["agreed"]
    assert now["japan"] == "15% in all, 4 September 2025"


def test_state_roles_stand_as_precedents_from_the_day_each_became_known() -> None:
    """S24: reopened case, golden share, later stakes."""
    assert say.precedents_table(desk("2025-04-06")).value.empty
    assert list(say.precedents_table(desk("2025-05-23")).value["kind"]) == ["case_reopened"]
    summer = say.precedents_table(desk("2025-07-25")).value
    assert list(summer["kind"]) == ["case_reopened", "golden_share"]
    later = say.precedents_table(desk(TODAY)).value
    assert dict(zip(later["company"], later["stake_pct"], strict=True))["Intel"] == 10


def test_where_the_record_of_partners_ends_is_said_past_that_day_only() -> None:
    assert [written(line) for line in say.record_ends(desk("2026-07-24"))] == []
    lines = [written(line) for line in say.record_ends(desk(TODAY))]
    assert "Deals and rates of other partners were last read for 24 July 2026." in lines
    assert "the last read" in written(say.bottom_line(compared(TODAY))[0])
    assert "the last read" not in written(say.bottom_line(compared("2026-07-24"))[0])


def test_a_value_that_is_not_known_is_none_and_not_zero() -> None:
    assert comparators.gap(desk(TODAY), "germany", 10) is None
    assert comparators.pays(desk("2023-12-20"), "japan", 10) is None
    assert comparators.share(desk("2025-05-23"), "japan-vehicle") is None


@pytest.mark.parametrize(
    ("day", "partners"),
    [
        ("2025-05-23", set()),
        ("2025-07-25", {"japan", "indonesia"}),
        ("2025-08-20", set()),
        ("2025-11-20", {"south-korea", "switzerland-liechtenstein"}),
        ("2026-03-20", set()),
        (TODAY, set()),
    ],
)
def test_a_rate_agreed_after_the_day_held_is_said_and_no_lesson_leans_on_the_older_one(
    day: str, partners: set[str]
) -> None:
    assert set(comparators.overtaken(desk(day)).value["partner"]) == partners
    assert (say.overtaken_sentence(compared(day)) is not None) is bool(partners)
    text = " ".join(written(line) for line in say.lessons(compared(day)))
    assert ("same rate on top" in text) is (day == TODAY)


def test_a_pair_of_shared_clauses_is_called_a_copy_only_where_japan_had_each_first() -> None:
    assert comparators.japan_first(desk(TODAY), "south-korea")
    assert not comparators.japan_first(desk("2025-09-05"), "european-union")
    assert "a copy" not in " ".join(written(line) for line in say.lessons(compared("2025-09-05")))
    assert "a copy, not a standard" in written(say.lessons(compared(TODAY))[0])


def test_names_of_places_and_offices_keep_their_capitals_inside_a_sentence() -> None:
    text = " ".join(written(line) for line in say.lessons(compared("2025-09-05")))
    assert "committee under Commerce" in text
    assert " us " not in text


def test_both_views_of_the_stacking_day_are_named_in_the_bottom_line_once_the_repair_is_known() -> None:
    said = {
        view: written(say.bottom_line(compared("2025-09-20", view=view))[0]) for view in ("liquidated", "collected")
    }
    assert "15% as the law now says (25% as collected that day) from Japan and 15% from" in said["liquidated"]
    assert "25% as collected that day (15% as the law now says) from Japan and 15% from" in said["collected"]
    assert "finally owed" not in written(say.bottom_line(compared("2025-08-20"))[0])
    assert "finally owed" not in written(say.bottom_line(compared(TODAY))[0])


def test_partners_the_chart_of_gaps_leaves_out_are_named_below_it() -> None:
    note = say.gaps_note(compared("2025-12-01"))
    drawn = {one for cell in say.gaps_data(compared("2025-12-01")).value["partners"] for one in cell.split(";")}
    assert "switzerland" not in drawn
    assert "In the table alone: " in note
    assert "Switzerland" in note
    assert "In the table alone" not in say.gaps_note(compared("2025-05-23"))
