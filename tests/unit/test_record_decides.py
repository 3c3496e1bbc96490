"""Words such as little, first and only follow the record: where it differs, the sentence changes or is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportlib.analysis import deal, investment
from reportlib.desk import Desk, open_desk
from reportlib.words import deal as steel
from reportlib.words import investment as money
from reportlib.words import scenarios as say
from reportlib.words.investment.titles import yen_sentence
from reportlib.words.tariffs.trade_titles import beyond_goods, incidence_title
from tests.notebooks.tomorrow import amend, append, copy_home
from tests.unit.deal_desk import said, usual

TODAY, TREE = "2026-11-24", "steel-decision-2025"
LOANS = "stage-strategic-vehicle-550bn-2025-07-22-contracted"
COPY = "src-nhk-7972286"
LATER = {
    "id": "stage-tested", "pledge": "pledge-strategic-vehicle-550bn-2025-07-22", "ladder": "550bn",
    "stage": "contracted", "date": "2026-09-06", "amount": "60", "unit": "USD bn", "amount_usd_bn": "60",
    "is_sum": "no", "known_on": "2026-09-06", "source": COPY, "from_event": "", "counted_by": "",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copy_home(tmp_path)


def today(home: Path) -> Desk:
    return open_desk(TODAY, home=home)


# ---------------------------------------------------------------- loans
def test_loans_past_a_twentieth_of_the_pledge_are_told_by_their_amount(home: Path) -> None:
    assert said(money.title(today(home))).endswith("; little contracted")
    append(home, "pledge_stages", LATER)
    assert said(money.title(today(home))).endswith("; $60bn contracted")


def test_a_second_row_on_loans_is_not_called_the_first_nor_one_copy(home: Path) -> None:
    first = yen_sentence(investment.open_vehicle(today(home)))
    assert first
    assert said(first).startswith("The first loans are told in yen, at least ¥340bn;")
    append(home, "pledge_stages", LATER | {"amount": "500", "unit": "JPY bn"})
    found = yen_sentence(investment.open_vehicle(today(home)))
    assert found
    assert said(found).startswith("The loans told last are told in yen, ¥500bn;")
    line = next(said(one) for one in money.bottom_line(today(home)) if "Loan" in said(one))
    assert "at least" not in line
    assert "press copy" not in line


def test_loans_read_at_their_publisher_are_not_told_by_a_copy(home: Path) -> None:
    amend(home, "sources", COPY, {"copy_at": ""})
    assert "press copy" not in " ".join(said(one) for one in money.bottom_line(today(home)))
    told = yen_sentence(investment.open_vehicle(today(home)))
    assert told
    assert said(told).endswith("they are $2.2bn.")


def test_what_is_disbursed_is_the_title_of_the_ladder(home: Path) -> None:
    assert said(money.ladder_title(investment.open_vehicle(today(home)))).startswith("Loans on record are")
    append(home, "pledge_stages", LATER | {"stage": "disbursed"})
    assert (
        said(money.ladder_title(investment.open_vehicle(today(home)))) == "$60bn of the pledge is disbursed on record"
    )


# ---------------------------------------------------------------- rules and sizes
def test_a_title_on_rules_names_what_accounts_differ_on(home: Path) -> None:
    early = said(money.rules_title(open_desk("2025-08-01", home=home)))
    assert early == "No accounts of a rule of the vehicle differ so far"
    assert said(money.rules_title(today(home))) == "Accounts of time to fund and cash differ"


def test_a_deal_that_is_no_small_part_is_called_no_symbol(home: Path) -> None:
    assert ": a symbol" in said(money.shares_title(open_desk("2025-05-23", home=home)))
    rows = open_desk("2025-05-23", home=home)["deal_terms"]
    (fact,) = rows.loc[rows["term"] == "enterprise_value", "id"]
    amend(home, "deal_terms", fact, {"value": "149"})
    then = open_desk("2025-05-23", home=home)
    assert "symbol" not in said(money.shares_title(then))
    assert "equals 19.0% of that stock." in " ".join(said(one) for one in money.bottom_line(then))


@pytest.mark.parametrize(
    ("amount", "stage", "title", "line"),
    [
        ("", "", "$0.35bn approved last on record", "no figure for money spent is on record."),
        ("6", "selected", "$6bn approved last on record", "no figure for money spent is on record."),
        ("2", "disbursed", "$0.35bn approved last on record", "the last money spent $2bn."),
    ],
)
def test_what_is_approved_and_spent_at_the_mills_is_told_by_its_figures(
    home: Path, amount: str, stage: str, title: str, line: str
) -> None:
    if stage:
        mill = {"ladder": "us-steel-capex", "stage": stage, "amount": amount, "amount_usd_bn": amount}
        append(home, "pledge_stages", LATER | mill)
    case = deal.open_case(today(home))
    assert said(steel.title(case)).endswith(title)
    assert said(steel.bottom_line(case, None)[-1]).endswith(line)


def test_money_spent_at_the_mills_without_an_approval_is_told(home: Path) -> None:
    mill = {"ladder": "us-steel-capex", "stage": "disbursed", "amount": "2", "amount_usd_bn": "2"}
    append(home, "pledge_stages", LATER | mill)
    case = replace(deal.open_case(today(home)), approved=None)
    assert said(steel.bottom_line(replace(case, spent=None), None)[-1]).startswith("It is bound to invest")
    told = "The last money spent on record is $2bn; no approval is on record."
    assert said(steel.bottom_line(case, None)[-1]) == told


def test_who_bore_the_duty_on_all_goods_is_told_by_the_figure_not_weighed(home: Path) -> None:
    cars = home / "data/facts/car_prices.csv"
    cars.write_text(cars.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert said(incidence_title(open_desk("2026-02-12", home=home))) == "The US side bore 86% of the duty on all goods"
    amend(home, "benchmarks", "bench-k3-05", {"value": "60"})
    assert said(incidence_title(open_desk("2026-02-12", home=home))) == "The US side bore 60% of the duty on all goods"


def test_services_both_ways_are_told_of_the_newest_year_that_both_have(home: Path) -> None:
    row = {"period": "2025", "key": "K6", "quantity": "exports_services", "entity": "japan", "unit": "USD bn",
           "value": "55", "by": "", "qualifier": "", "vintage": "as then published", "from_event": "",
           "source": "src-crs-if11120", "known_on": "2026-09-01"}  # fmt: skip
    append(home, "benchmarks", row | {"id": "tested-exports"})
    (line, *_) = beyond_goods(today(home))
    assert said(line) == ("Services come on top: in 2024 the United States sold Japan $49bn of them and bought $42bn.")
    append(home, "benchmarks", row | {"id": "tested-imports", "quantity": "imports_services", "value": "45"})
    (line, *_) = beyond_goods(today(home))
    assert said(line) == ("Services come on top: in 2025 the United States sold Japan $55bn of them and bought $45bn.")


# ---------------------------------------------------------------- scenarios
def priced(home: Path, *branches: str) -> Desk:
    """The day of the steel tree, with the price on these of its branches."""
    path = home / f"data/trees/{TREE}.toml"
    text = path.read_text(encoding="utf-8").replace('odds = "us-steel"\n', "")
    for one in branches:
        text = text.replace(f'id = "{one}"\n', f'id = "{one}"\nodds = "us-steel"\n', 1)
    path.write_text(text, encoding="utf-8")
    return open_desk("2025-05-23", home=home)


@pytest.mark.parametrize(
    ("branches", "title", "drawing", "basis"),
    [
        ((), "three ways on, none with a number", "none carries a number", "No probability is on record"),
        (("approve",), "the price speaks for one", "only the first carries a number", "One branch is priced"),
        (("refuse",), "the price speaks for one", "only “Refused” carries a number", "One branch is priced"),
        (
            ("approve", "refuse"), "three ways on, two of them with a number", "two of them carry a number",
            "Two branches are priced",
        ),
    ],
)  # fmt: skip
def test_how_many_branches_carry_a_number_is_counted(
    home: Path, branches: tuple[str, ...], title: str, drawing: str, basis: str
) -> None:
    then = priced(home, *branches)
    assert said(say.title(then, usual(then))).endswith(title)
    assert said(say.tree_title(then, TREE, usual(then))).endswith(drawing)
    assert basis in said(say.basis_of_odds(then, TREE))


def test_a_day_on_which_nobody_decides_is_told_by_what_is_due(home: Path) -> None:
    amend(home, "deadlines", "deadline-steel-president-second", {"case": "", "step": ""})
    then = open_desk("2025-05-23", home=home)
    lines = [said(one) for one in say.bottom_line(then, usual(then), None, None)]
    assert "Due by 5 June, 13 days away: Presidential decision after the fresh review." in lines
