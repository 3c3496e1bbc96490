"""What the page on tariffs says of the deal, of dates ahead, of rates alone and of trade beyond goods, and when."""

from __future__ import annotations

from functools import cache

import pytest

from reportlib.analysis.tariffs import findings
from reportlib.blocks import plain
from reportlib.desk import open_desk
from reportlib.errors import ParameterError
from reportlib.exhibits.prose import compose
from reportlib.words import tariffs as say
from reportlib.words.sentences import Sentence
from tests.unit.lawbook import ROOT, TODAY


@cache
def of(day: str, on: str | None = None) -> findings.Tariffs:
    return findings.tariffs(open_desk(day, on, home=ROOT))


def said(sentence: Sentence | None) -> str:
    return plain(compose(sentence.template, sentence.values).runs) if sentence else ""


def against(day: str) -> dict[str, str]:
    frame = say.paid_table(of(day)).value
    return dict(zip(frame["archetype"], frame["against"], strict=True))


def test_goods_the_deal_never_covered_are_not_measured_as_if_it_had() -> None:
    now = against(TODAY)
    assert now["steel"] == "not covered; 35 points above"
    assert (now["car"], now["food"], now["chip_tool"]) == ("at its rate", "2.5 points below", "exempt")
    assert against("2025-08-20")["car"] == "12.5 points above"


@pytest.mark.parametrize(("day", "is_reading"), [("2025-07-25", True), ("2025-08-20", False), (TODAY, False)])
def test_until_it_is_told_how_the_rate_counts_the_deal_is_our_reading(day: str, is_reading: bool) -> None:
    page = [said(say.title(of(day))), *(said(one) for one in say.bottom_line(of(day))), say.paid_caption(of(day)).note]
    assert ["as we read it" in words for words in (page[0], page[1], page[-1])] == [is_reading] * 3


@pytest.mark.parametrize(
    ("day", "goods"),
    [("2025-07-25", "metals"), ("2025-10-16", "metals"), ("2025-10-17", "metals and trucks"),
     ("2026-01-13", "metals and trucks"), ("2026-01-14", "metals, trucks and chips")],
)  # fmt: skip
def test_goods_the_deal_left_out_are_named_once_a_duty_on_them_is_known(day: str, goods: str) -> None:
    assert say.never_covered(of(day)) == f"Never covered: {goods} under section 232, which the deal left out."


def test_the_car_rate_of_the_deal_is_told_as_promised_only_while_it_is() -> None:
    assert say.cars_note(of("2025-07-21")) is None
    text = said(say.cars_note(of("2025-08-20")))
    assert "agreed, not in force" in text
    assert "11 August 2025: Mid-September" in text
    assert say.cars_note(of("2025-09-16")) is None


@pytest.mark.parametrize(
    ("day", "due", "what"),
    [
        ("2026-02-22", "24 February 2026, 2 days away", "section 122, 10% on top of base duty"),
        ("2025-05-23", "9 July 2025, 47 days away", "End of the pause"),
        (TODAY, "4 December 2026, 10 days away", "Polysilicon duty starts"),
    ],
)
def test_the_next_date_in_law_is_a_due_day_or_the_first_day_of_a_general_duty(day: str, due: str, what: str) -> None:
    text = said(say.next_in_law(of(day)))
    assert f"on {due}" in text
    assert what in text


def test_while_accounts_of_the_surcharge_differ_the_page_says_so() -> None:
    text = said(say.surcharge_note(of("2026-03-01")))
    assert text.startswith("Donald Trump announced another surcharge on 21 February 2026: 15% instead of 10%")
    assert "some law-firm notes say it applied" in text
    assert say.surcharge_note(of("2026-02-23")) is None
    assert say.surcharge_note(of("2026-07-24")) is None


def test_a_day_with_nothing_fixed_or_announced_ahead_says_nothing() -> None:
    assert say.next_in_law(of("2025-08-20")) is None
    assert say.announced_before(of("2025-08-20")) is None


def test_hearings_announced_before_the_next_date_in_law_are_named_by_day() -> None:
    text = said(say.announced_before(of("2026-03-20")))
    assert text == (
        "Announced before that: Hearing in the forced-labour case, on 28 April 2026; First hearing in the "
        "excess-capacity case, on 5 May 2026."
    )
    assert say.announced_before(of("2025-05-23")) is None


def test_the_chart_of_cars_says_where_value_runs_beyond_number() -> None:
    assert say.cars_gaps(say.cars_data(of(TODAY).desk))
    assert not say.cars_gaps(say.cars_data(of("2025-05-23").desk))


@pytest.mark.parametrize("day", ["2025-05-23", "2025-08-20", "2026-03-01", TODAY])
def test_at_fixed_weights_all_of_the_change_is_the_effect_of_rates(day: str) -> None:
    duties = of(day)
    whole = duties.effective(duties.desk.on).central - duties.effective(duties.start).central
    change = findings.change_by_rates(duties)
    assert change.value == pytest.approx(whole * 100, abs=0.051)
    text = said(say.change_sentence(duties))
    assert "the effect of rates alone" in text
    assert "higher than on 1 January 2025" in text


def test_an_entry_date_behind_the_day_is_compared_in_the_past() -> None:
    assert "The effective rate was " in said(say.change_sentence(of(TODAY, "2025-08-20")))


def test_services_and_investment_are_told_from_the_day_of_their_reports() -> None:
    assert say.beyond_goods(open_desk("2025-07-14", home=ROOT)) == ()
    (services,) = say.beyond_goods(open_desk("2025-07-15", home=ROOT))
    assert "in 2024 the United States sold Japan $49bn of them and bought $42bn" in said(services)
    _, owned = say.beyond_goods(open_desk("2025-07-28", home=ROOT))
    assert "At the end of 2024 firms of Japan owned $819.2bn" in said(owned)


@pytest.mark.parametrize(
    ("day", "peers"),
    [
        ("2025-05-23", set()),  # the same ten points on top as Japan
        ("2025-08-20", set()),  # the European Union pays as the deal has it, Korea as Japan
        (TODAY, {"European Union: 10% in all"}),
    ],
)
def test_a_partner_stands_on_the_break_even_where_its_rule_is_another(day: str, peers: set[str]) -> None:
    frame = say.break_even_data(of(day)).value
    rows = frame.loc[frame["role"] == "peer"]
    assert set(rows["label"]) == peers
    assert set(rows["source"]) <= set(open_desk(day, home=ROOT)["partner_rates"]["source"])


@pytest.mark.parametrize(("day", "name"), [("2025-05-23", "no-deal"), (TODAY, "ieepa-refunded")])
def test_a_scenario_that_changes_nothing_on_its_day_says_so_in_title_and_table(day: str, name: str) -> None:
    found = findings.tariffs(open_desk(day, home=ROOT), scenario=name)
    title = said(say.what_if_title(found))
    assert title.endswith("%, as they do")
    assert ", not " not in title
    assert said(say.what_if_table_title(found)) == "None of seven goods would pay otherwise"


def test_a_scenario_for_a_day_gone_by_is_told_as_what_would_have_been() -> None:
    then = findings.tariffs(open_desk(TODAY, "2025-08-20", home=ROOT), scenario="no-deal")
    assert "Imports would have paid" in said(say.what_if_title(then))
    today = findings.tariffs(open_desk(TODAY, home=ROOT), scenario="no-deal")
    assert "Imports would pay" in said(say.what_if_title(today))
    assert list(say.what_if_table(today).value["archetype"])[:2] == ["car", "car_part"]
    assert list(say.what_if_table(today).value["archetype"])[-1] == ""


def test_an_entry_day_before_the_record_of_duties_is_refused() -> None:
    with pytest.raises(ParameterError, match="on: the law of duties is on record from 2022-04-01, found 1999-01-01"):
        findings.tariffs(open_desk("2026-11-24", "1999-01-01"))
    assert findings.tariffs(open_desk("2026-11-24", "2022-04-01")).desk.on.year == 2022
