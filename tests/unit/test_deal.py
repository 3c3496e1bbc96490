"""The formulas of the deal, its stages and its ledgers, at the days that matter."""

from __future__ import annotations

import json
import math
import re
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportlib.analysis import deal
from reportlib.analysis.deadlines import State, days_between, due_after
from reportlib.analysis.deal.cutoff import readings
from reportlib.desk import Desk, open_desk
from reportlib.errors import ParameterError
from reportlib.schemas import TABLES
from reportlib.words import deal as words
from reportlib.words import deal_odds, render
from reportlib.words.deal_tables import date_sentences, date_table, dates_title, golden_title, meaning_table
from tests.notebooks.tomorrow import append, copy_home

OFFER = 55.0
prices = st.floats(0, 100)
breaks = st.floats(0, 50)
rates = st.floats(0, 0.2)
terms = st.integers(0, 100)


@cache
def desk(day: str) -> Desk:
    return open_desk(day)


@cache
def odds_of(day: str) -> deal.LastOdds:
    found = deal.last_odds(desk(day), deal.assume(desk(day), low=25, mid=30, high=35))
    assert found
    return found


# ---------------------------------------------------------------- implied probability, F7
@pytest.mark.parametrize("broken", [55, 60])
def test_an_offer_not_above_the_break_price_implies_no_probability(broken: float) -> None:
    with pytest.raises(ValueError, match="not above the break price"):
        deal.implied_probability(40, OFFER, broken)


def test_discounting_may_sink_the_offer_below_the_break_price() -> None:
    with pytest.raises(ValueError, match="not above the break price"):
        deal.implied_probability(40, OFFER, 54, annual_rate=0.2, days_to_close=365)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("at", range(5))
def test_input_that_is_not_finite_is_refused_by_name(bad: float, at: int) -> None:
    given: list[float] = [42.9, OFFER, 30, 0.0, 0]
    given[at] = bad
    name = ("price", "offer", "break_price", "annual_rate", "days_to_close")[at]
    with pytest.raises(ValueError, match=f"{name}: expected a finite number"):
        deal.implied_probability(*given)


@pytest.mark.parametrize("p", [-0.1, 1.0, 1.5])
def test_a_break_even_price_needs_a_probability_below_one(p: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        deal.break_even_price(42.9, OFFER, p)


@pytest.mark.parametrize(
    ("price", "broken", "expected"),
    [
        (29.38, 25, 0.146), (29.38, 30, -0.025), (42.90, 25, 0.597), (42.90, 30, 0.516), (42.90, 35, 0.395),
        (52.01, 25, 0.900), (52.01, 30, 0.880), (52.01, 35, 0.8505),
    ],
)  # fmt: skip
def test_the_published_vectors_hold(price: float, broken: float, expected: float) -> None:
    assert deal.implied_probability(price, OFFER, broken) == pytest.approx(expected, abs=0.0005)


def test_a_rate_and_a_term_lift_the_probability() -> None:
    assert deal.implied_probability(52.01, OFFER, 30, 0.043, 26) == pytest.approx(0.886, abs=0.0005)


def test_the_ceiling_and_the_belief_at_even_odds() -> None:
    assert deal.ceiling(42.90, OFFER) == pytest.approx(0.78)
    assert deal.break_even_price(42.90, OFFER, 0.5) == pytest.approx(30.80)


def test_nothing_is_clipped() -> None:
    assert deal.implied_probability(20, OFFER, 30) < 0
    assert deal.implied_probability(60, OFFER, 30) > 1


def test_thirty_nine_and_a_half_per_cent_prints_as_forty() -> None:
    assert render(deal.implied_probability(42.90, OFFER, 35), "share") == "40%"


@given(prices, breaks, rates, terms)
def test_the_probability_reprices_the_share(price: float, broken: float, rate: float, days: int) -> None:
    worth = deal.present_value(OFFER, rate, days)
    assume(worth - broken > 0.01)
    p = deal.implied_probability(price, OFFER, broken, rate, days)
    assert p * worth + (1 - p) * broken == pytest.approx(price, abs=1e-6)


@given(prices, st.floats(0.01, 20), breaks)
def test_the_probability_rises_with_the_price(price: float, more: float, broken: float) -> None:
    assert deal.implied_probability(price + more, OFFER, broken) > deal.implied_probability(price, OFFER, broken)


@given(st.floats(1, 54), st.floats(0, 40), st.floats(0.01, 10))
def test_the_probability_falls_as_the_break_price_rises(price: float, broken: float, more: float) -> None:
    assert deal.implied_probability(price, OFFER, broken + more) < deal.implied_probability(price, OFFER, broken)


@given(st.floats(1, 54), st.floats(0, 0.99))
def test_the_belief_inverts_the_probability(price: float, p: float) -> None:
    broken = deal.break_even_price(price, OFFER, p)
    assert deal.implied_probability(price, OFFER, broken) == pytest.approx(p, abs=1e-6)


# ---------------------------------------------------------------- assumptions and closes
@pytest.mark.parametrize(("low", "mid", "high"), [(30, 25, 35), (25, 25, 35), (25, 35, 30)])
def test_break_prices_out_of_order_are_refused_in_words(low: float, mid: float, high: float) -> None:
    with pytest.raises(ParameterError, match="expected low < mid < high") as refused:
        deal.assume(desk("2025-05-23"), low=low, mid=mid, high=high)
    assert refused.value.tip


def test_a_break_price_above_the_discounted_offer_is_refused() -> None:
    with pytest.raises(ParameterError, match="break_high"):
        deal.assume(desk("2025-05-23"), low=25, mid=30, high=54, annual_rate=0.1)


@pytest.mark.parametrize(("day", "price"), [("2025-05-22", 30.47), ("2025-05-23", 42.90), ("2025-05-24", 52.01)])
def test_a_close_counts_from_the_next_calendar_day(day: str, price: float) -> None:
    assert odds_of(day).price.value == price


def test_the_last_close_of_the_seed_view_gives_the_published_band() -> None:
    last = odds_of("2025-05-23")
    printed = [render(p.value, "share") for p in (last.p_high, last.p_mid, last.p_low, last.ceiling)]
    assert printed == ["60%", "52%", "40%", "78%"]


def test_every_probability_names_its_break_price() -> None:
    last = odds_of("2025-05-23")
    assert {p.inputs["D"] for p in (last.p_low, last.p_mid, last.p_high)} == {25, 30, 35}


def test_before_the_offer_a_close_implies_nothing() -> None:
    view = desk("2023-12-18")
    assert deal.last_odds(view, deal.assume(view, low=25, mid=30, high=35)) is None


def test_above_the_ceiling_no_break_price_fits() -> None:
    view = desk("2025-05-23")
    table = deal.beliefs(view, deal.assume(view, low=25, mid=30, high=35)).value.set_index("probability")
    prices = table["break_price_usd"]
    assert bool(prices[prices.index == 0.9].isna().all())
    assert prices[prices.index == 0.5].tolist() == [pytest.approx(30.80)]


@pytest.fixture
def raised(tmp_path: Path) -> Path:
    """The record with a second, higher offer of 20 May 2025."""
    home = copy_home(tmp_path)
    more = {"id": "term-offer-price-2", "value": "60", "as_of": "2025-05-20", "known_on": "2025-05-20"}
    append(home, "deal_terms", {**more, "source": "src-smu-2025-05-19"})
    return home


def test_no_close_is_held_against_an_offer_made_after_it(raised: Path) -> None:
    view = open_desk("2025-05-24", home=raised)
    table = deal.odds(view, deal.assume(view, low=25, mid=30, high=35)).value.set_index("date")
    assert table["offer_usd"].tolist() == [55, 55, 55, 55, 60, 60]
    may = table.loc[pd.Timestamp(2025, 5, 22)]
    assert may["p_mid"] == pytest.approx(deal.implied_probability(42.90, 60, 30))
    block = table.loc[pd.Timestamp(2025, 1, 3)]
    assert block["p_mid"] == pytest.approx(deal.implied_probability(30.47, 55, 30))


def test_an_offer_made_but_not_known_at_the_close_does_not_count(raised: Path) -> None:
    path = raised / "data/facts/deal_terms.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2025-05-20,2025-05-20", "2025-05-20,2025-05-23"), encoding="utf-8")
    view = open_desk("2025-05-24", home=raised)
    table = deal.odds(view, deal.assume(view, low=25, mid=30, high=35)).value.set_index("date")
    assert table["offer_usd"].tolist() == [55, 55, 55, 55, 55, 60]


def test_a_break_price_above_any_offer_on_record_is_refused(raised: Path) -> None:
    with pytest.raises(ParameterError, match=r"expected less than 55\.00, the lowest offer"):
        deal.assume(open_desk("2025-05-24", home=raised), low=25, mid=30, high=57)


def test_the_last_odds_rest_on_the_last_close_and_its_offer_alone(raised: Path) -> None:
    view = open_desk("2025-05-23", home=raised)
    last = deal.last_odds(view, deal.assume(view, low=25, mid=30, high=35))
    assert last
    assert last.offer.value == 60
    assert last.gap.value == pytest.approx(17.10)
    for value in (last.gap, last.ceiling, last.p_low, last.p_mid, last.p_high, last.believe_even):
        assert value.sources == ("src-nyse-single-closes", "src-smu-2025-05-19")
        assert value.facts == ("close-us-steel-2025-05-22", "term-offer-price-2")
    assert last.price.facts == last.day.facts == ("close-us-steel-2025-05-22",)


def test_an_offer_is_a_value_as_recorded_with_its_own_source() -> None:
    offer = odds_of("2025-05-23").offer
    assert (offer.key, offer.formula, dict(offer.inputs)) == ("deal.offer", "", {})
    assert (offer.sources, offer.facts) == (("src-rttnews-nippon-steel-acquire-steel",), ("term-offer-price",))


def test_a_price_below_the_break_price_is_said_so() -> None:
    case = deal.open_case(desk("2025-04-01"))
    spoken = deal_odds.price(case, odds_of("2025-04-01"))[1]
    assert "below the assumed break price" in spoken.template


def test_a_price_above_the_offer_is_said_to_expect_a_higher_bid() -> None:
    from dataclasses import replace

    last = odds_of("2025-05-24")
    high = replace(last, **{name: replace(getattr(last, name), value=1.1) for name in ("p_low", "p_mid", "p_high")})
    assert "expects a higher bid" in deal_odds.price(deal.open_case(desk("2025-05-24")), high)[1].template


# ---------------------------------------------------------------- stages and clocks, F9
@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2023-12-18", "agreed"), ("2024-09-18", "review"), ("2024-12-23", "review"), ("2024-12-24", "referred"),
        ("2025-01-03", "prohibited"), ("2025-04-07", "fresh_review"), ("2025-05-21", "fresh_review"),
        ("2025-05-22", "delivered"), ("2025-06-12", "delivered"), ("2025-06-13", "approved"), ("2025-06-18", "closed"),
        ("2026-11-24", "closed"),
    ],
)  # fmt: skip
def test_the_stage_follows_what_was_known(day: str, stage: str) -> None:
    assert deal.open_case(desk(day)).stage == stage


def test_the_recommendation_has_two_dates() -> None:
    case = deal.open_case(desk("2025-05-22"))
    assert case.reached_on
    assert case.known_from
    assert (case.reached_on.value, case.known_from.value) == (date(2025, 5, 21), date(2025, 5, 22))


@pytest.mark.parametrize(
    ("day", "state", "left"),
    [("2025-05-23", State.PENDING, 13), ("2025-06-05", State.PENDING, 0), ("2025-06-06", State.OVERDUE, -1)],
)
def test_the_decision_is_counted_from_the_day(day: str, state: State, left: int) -> None:
    found = deal.open_case(desk(day)).decision
    assert found
    assert (found.state, found.left.value) == (state, left)


def test_no_due_day_is_on_record_before_it_was_reported() -> None:
    case = deal.open_case(desk("2025-05-22"))
    assert case.decision is None
    assert words.decision(case) is None


def test_the_decision_came_eight_days_late() -> None:
    found = deal.open_case(desk("2025-06-13")).decision
    assert found
    assert found.slip
    assert found.slip.value == 8


def test_clocks_are_sums_of_calendar_days() -> None:
    assert due_after(date(2025, 4, 7), 45) == date(2025, 5, 22)
    assert due_after(date(2025, 5, 21), 15) == date(2025, 6, 5)
    days = deal.open_case(desk("2025-06-18")).days_since_announced
    assert days
    assert days.value == days_between(date(2023, 12, 18), date(2025, 6, 18)) == 548


def test_the_first_notice_has_no_day_until_the_order_told_it() -> None:
    before = deal.clock(desk("2025-06-12")).value.set_index("clock")
    after = deal.clock(desk("2025-06-13")).value.set_index("clock")
    assert bool(before["taken_from"].isna()["first_filing"])
    assert after.loc["first_filing", "taken_from"] == pd.Timestamp(2024, 3, 14)


def test_a_running_clock_ends_on_the_as_of_day() -> None:
    row = deal.clock(desk("2025-05-23")).value.set_index("clock").loc["president_second"]
    assert row["is_running"]
    assert row["taken_to"] == pd.Timestamp(2025, 5, 23)


# ---------------------------------------------------------------- ids and prose steer nothing
def renamed(home: Path) -> Path:
    """Every id of the tables of the deal given another name, wherever it stands; the prose blanked out."""
    names = ("cfius_steps", "deadlines", "concepts", "claims", "judgements", "golden_share", "deal_terms")
    tables = {name: pd.read_csv(home / TABLES[name].path, dtype=str, keep_default_na=False) for name in TABLES}
    fresh = {one: f"row-{name.replace('_', '-')}-{at}" for name in names for at, one in enumerate(tables[name]["id"])}
    for name, frame in tables.items():
        for column in {"id", "deadline", "judgement", "never_confuse_with"} & set(frame.columns):
            frame[column] = [";".join(fresh.get(one, one) for one in cell.split(";")) for cell in frame[column]]
        prose = {"basis", "scope", "claim"} if name in names and name != "deadlines" else set()
        for column in prose & set(frame.columns):
            frame[column] = "words"
        frame.to_csv(home / TABLES[name].path, index=False, lineterminator="\n")
    return home


@pytest.mark.parametrize("day", ["2024-09-18", "2025-01-22", "2025-05-24", "2025-06-13", "2026-11-24"])
def test_neither_ids_nor_prose_steer_the_case_and_the_ledgers(tmp_path: Path, day: str) -> None:
    before, after = desk(day), open_desk(day, home=renamed(copy_home(tmp_path)))
    one, other = deal.open_case(before), deal.open_case(after)
    assert one.stage == other.stage
    for name in ("decision", "recommendation", "outside"):
        due, again = getattr(one, name), getattr(other, name)
        assert (due and due.due.value) == (again and again.due.value), name
    assert (one.partnership and one.partnership.value) == (other.partnership and other.partnership.value)
    assert deal.meanings_count(before).value == deal.meanings_count(after).value  # type: ignore[union-attr]
    for rows in (deal.clock, deal.claims, deal.judgements, deal.golden_rights, deal.meanings, deal.commitments):
        assert len(rows(before).value) == len(rows(after).value), rows.__name__
    pd.testing.assert_frame_equal(deal.clock(before).value, deal.clock(after).value)
    assert deal.golden_rights(before).value["is_right"].sum() == deal.golden_rights(after).value["is_right"].sum()
    assumed = deal.assume(before, low=25, mid=30, high=35)
    pd.testing.assert_frame_equal(deal.odds(before, assumed).value, deal.odds(after, assumed).value)


# ---------------------------------------------------------------- ledgers
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


@pytest.mark.parametrize(
    ("day", "newest"),
    [
        ("2025-05-23", "2025-05-23"),
        ("2025-06-12", "2025-06-06"),
        ("2025-06-13", "2025-06-13"),
        ("2026-11-24", "2025-12-31"),
    ],
)
def test_the_cutoff_is_that_of_the_deal_alone(day: str, newest: str) -> None:
    assert deal.cutoff(desk(day)) == date.fromisoformat(newest)


def test_everything_the_notebook_reads_from_the_desk_counts_for_the_cutoff() -> None:
    notebook = json.loads((Path(__file__).parents[2] / "notebooks/deal.ipynb").read_text(encoding="utf-8"))
    source = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    called = set(re.findall(r"\bdeal\.(\w+)\(desk", source)) - {"cutoff", "assume"}
    asked = {function.__name__ for function in readings()}
    assert {"slip", "judgements", "odds", "open_case"} <= called <= asked


def test_an_outcome_learned_last_moves_the_cutoff(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    row = {"id": "judged", "judgement": "judgement-steel-investment-not-takeover", "resolved_on": "2026-03-02"}
    append(home, "judgement_outcomes", {**row, "known_on": "2026-03-02"})
    assert deal.cutoff(open_desk("2026-11-24", home=home)) == date(2026, 3, 2)


def test_a_milestone_nobody_follows_is_refused() -> None:
    with pytest.raises(ValueError, match="milestone: expected one of steel-closing, mill-site, found 'tranche-1'"):
        deal.slip(desk("2026-11-24"), "tranche-1")


def test_a_statement_that_names_no_day_draws_no_line(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    row = {"id": "vague", "milestone": "mill-site", "said_on": "2025-12-04", "promised_from": "", "promised_to": ""}
    append(home, "promises", {**row, "known_on": "2025-12-04"})
    view = open_desk("2025-12-05", home=home)
    assert len(deal.slip(view, "mill-site").value) == 4


# ---------------------------------------------------------------- words
def said(line: object) -> str:
    from reportlib.blocks import plain
    from reportlib.exhibits.prose import compose

    return plain(compose(line.template, line.values).runs)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("day", "age"), [("2025-04-01", "88 days"), ("2025-06-06", "14 days"), ("2025-06-13", "21 days")]
)
def test_an_old_close_is_never_printed_without_its_age(day: str, age: str) -> None:
    case, last = deal.open_case(desk(day)), odds_of(day)
    price, odds, *_ = deal_odds.price(case, last)[0], deal_odds.odds_title(case, last)
    for line in (
        price,
        odds,
        deal_odds.price_title(case, last),
        deal_odds.beliefs_title(last),
        deal_odds.short_odds(last),
    ):
        assert f"{age} old" in said(line)


@pytest.mark.parametrize("day", ["2025-05-23", "2025-05-30", "2025-06-06", "2025-06-19"])
def test_every_close_in_a_title_or_the_bottom_line_has_its_day(day: str) -> None:
    case, last = deal.open_case(desk(day)), odds_of(day)
    when = render(last.day.value, "date", "short")
    for line in (deal_odds.price_title(case, last), deal_odds.odds_title(case, last), deal_odds.short_odds(last)):
        assert when in said(line)


def test_the_due_day_of_the_second_decision_is_said_to_be_known_from_the_press_alone() -> None:
    first, second = desk("2024-12-24"), desk("2025-05-23")
    by_law = words.due_basis(deal.open_case(first), deal.statute(first)["president"])
    reported = words.due_basis(deal.open_case(second), deal.statute(second)["president"])
    assert by_law
    assert reported
    assert "press" not in said(by_law)
    assert said(reported).startswith("The due day is 15 days from delivery")
    assert "press reports alone" in said(reported)
    clocks = deal.clock(second).value.set_index("clock")["is_reported"]
    assert clocks[clocks].index.tolist() == ["president_second"]
    certainty = date_table(deal.next_dates(second)).value.set_index("id")["certainty"]
    assert certainty["deadline-steel-president-second"] == "reported, not binding"


def days_of_change() -> list[str]:
    frame = desk("2026-11-24")
    known = pd.concat([frame[name]["known_on"] for name in ("cfius_steps", "deal_terms", "us_steel_quoted_closes")])
    first = pd.Timestamp(frame.first_day)
    return sorted({f"{day:%Y-%m-%d}" for day in known if day >= first} | {"2025-06-05", "2025-06-12", "2026-01-01"})


@pytest.mark.parametrize("day", days_of_change())
def test_the_bottom_line_keeps_to_sixty_words_and_every_brace_has_a_value(day: str) -> None:
    from reportlib.blocks import plain
    from reportlib.exhibits.prose import compose

    view = desk(day)
    case = deal.open_case(view)
    last = deal.last_odds(view, deal.assume(view, low=25, mid=30, high=35))
    title = words.title(case)
    headline = plain(compose(title.template, title.values).runs)
    lines = words.bottom_line(case, last)
    text = " ".join(plain(compose(line.template, line.values).runs) for line in lines)
    assert len(headline.split()) <= 16
    assert 5 < len(text.split()) <= 60, text


def test_with_an_empty_record_there_is_no_bid_yet() -> None:
    from dataclasses import replace

    full = desk("2023-12-18")
    bare = replace(full, tables={n: f if n in ("coverage", "sources") else f.head(0) for n, f in full.tables.items()})
    case = deal.open_case(bare)
    assumed = deal.assume(bare, low=25, mid=30, high=35)
    assert case.stage == "none"
    assert words.title(case).template == "No bid of Nippon Steel for U.S. Steel is on record yet"
    assert deal.last_odds(bare, assumed) is None
    for table in (deal.odds(bare, assumed), deal.clock(bare), deal.commitments(bare), deal.slip(bare, "mill-site")):
        assert table.value.empty
    assert deal.meanings_count(bare) is None
    assert deal.judgement_score(bare) is None
    assert deal.cutoff(bare) is None
