"""Tables of partners refuse a rate before without its kind, a rule without a rate, a hedge without an amount."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from reportlib import loaders
from reportlib.errors import DataError
from reportlib.schemas.partners import CLAUSES
from reportlib.schemas.trade import PARTNERS_HELD
from reportlib.words.comparators import names

DEALS, PLEDGES = "data/facts/partner_deals.csv", "data/facts/partner_pledges.csv"
CLAUSE_FILE, GDP = "data/facts/clauses.csv", "data/series/partner_gdp.csv"
GOOD = {
    DEALS: "deal-a,japan,2025-05-21,announced,15,,25,threatened,A framework,2025-05-22,src-a,,high,",
    PLEDGES: "pledge-of-a,japan,japan-vehicle,2025-05-21,fund,550,up to,whole,,no,A vehicle,2025-05-22,src-a,,high,",
    CLAUSE_FILE: "clause-a,annual_cap,japan,2025-05-21,present,A cap,2025-05-22,src-a,,high,",
    GDP: "gdp-a,japan,2023,4212.9,actual,October 2024,as_revised,2024-10-31,vintage,src-b,",
}


@pytest.fixture
def partners(home: Path) -> Path:
    for file, row in GOOD.items():
        with (home / file).open("a", encoding="utf-8") as lines:
            lines.write(f"{row}\n")
    return home


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (DEALS, "25,threatened", "25,", "before_basis: expected what the rate before was, and nothing without one"),
        (DEALS, "25,threatened", ",threatened", "before_basis: expected what the rate before was, and nothing without"),
        (DEALS, "announced,15,,25,threatened", "announced,,floor,,", "rule: expected no rule without a rate"),
        (DEALS, "deal-a,japan", "deal-a,atlantis", "partner: expected one of japan, european-union"),
        (DEALS, "announced", "hinted", "step: expected one of announced, framework, signed, in_force"),
        (DEALS, "2025-05-21,announced", "2025-05-23,announced", "date: expected a day not after known_on"),
        (PLEDGES, "550,up to", ",up to", "qualifier: expected no hedge without an amount"),
        (PLEDGES, "fund,550", "loan,550", "kind: expected one of fund, firms, guarantees"),
        (CLAUSE_FILE, "annual_cap", "annual_gap", "clause: expected one of all_in_floor"),
        (CLAUSE_FILE, "present", "absent", "presence: expected one of present, variant"),
        (GDP, "actual", "FORECAST", "status: expected one of actual, forecast"),
    ],
)
def test_a_bad_row_is_refused_at_its_place(partners: Path, file: str, old: str, new: str, fault: str) -> None:
    path = partners / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        loaders.load(partners)
    assert any(str(one).startswith(f"{file}:2: {fault}") for one in refused.value.faults)


def test_good_rows_are_accepted(partners: Path) -> None:
    tables = loaders.load(partners)
    assert [len(tables[name]) for name in ("partner_deals", "partner_pledges", "clauses", "partner_gdp")] == [1] * 4


def test_every_partner_and_clause_of_the_record_has_a_name(tables: dict[str, pd.DataFrame]) -> None:
    assert set(PARTNERS_HELD) <= set(names.PARTNERS)
    assert set(CLAUSES) - {"golden_share"} == set(names.CLAUSES)
    pledged = tables["partner_pledges"]
    whole = zip(pledged["pledge"], pledged["partner"], strict=True)
    assert {key.removeprefix(f"{who}-") for key, who in whole} <= set(names.PLEDGES)
    published = tables["benchmarks"]
    assert set(published.loc[published["key"] == "K1", "entity"]) <= set(names.PARTNERS)
