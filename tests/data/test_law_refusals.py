"""The checker of the law of duties is checked first: each break is refused at its place, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reportlib import loaders
from reportlib.schemas import TABLES

LAW = {
    "measures": [
        "jp-old,JP-OLD,s232,Cars,,,25,additive,,,2025-04-03,,2025-03-26,within,yes,ordered,A proclamation,2025-03-26,"
        "src-b,",
        "jp-new,JP-NEW,s232,Cars,,,15,floor15_inclusive_of_MFN,,,2025-09-16,,2025-07-22,within,yes,ordered,EO,2025-09-04,"
        "src-b,",
        "jp-all,JP-ALL,IEEPA,All,,,10,additive,,,2025-04-05,,2025-04-02,within,yes,ordered,An order,2025-04-02,src-b,",
        "jp-more,JP-MORE,IEEPA,All,,,24,additive,,,2025-04-09,,2025-04-02,within,yes,ordered,An order,2025-04-02,"
        "src-b,",
        "jp-back,JP-BACK,IEEPA,Tea,,,0,exempt,,,2025-11-13,2025-11-13,2025-11-14,within,yes,ordered,An order,"
        "2025-11-14,src-b,",
        "jp-talk,JP-TALK,s232,Aircraft,,,,exempt,,,,,2025-07-09,within,no,ordered,A proclamation,2025-07-09,src-b,",
    ],
    "measure_ends": ["end-old,jp-old,2025-09-16,2025-09-04,src-b,", "end-more,jp-more,2025-04-10,2025-04-09,src-b,"],
    "scopes": [
        "scope-cars,cars,870323,2025-04-03,full,in,A note,2025-03-26,src-b,",
        "scope-all,all-goods,01,2025-04-05,full,in,A note,2025-04-02,src-b,",
        "scope-tea,tea,0902,2025-11-13,full,in,A note,2025-11-14,src-b,",
    ],
    "scope_ends": ["off-tea,scope-tea,2026-02-24,2026-02-20,src-b,"],
    "measure_scopes": [
        "link-old,jp-old,cars,covers,20,,,,2025-03-26,src-b,",
        "link-new,jp-new,cars,covers,20,,,,2025-09-04,src-b,",
        "link-all,jp-all,all-goods,covers,2,,,,2025-04-02,src-b,",
        "link-more,jp-more,all-goods,covers,1,,,,2025-04-02,src-b,",
        "link-back,jp-back,tea,covers,,,,,2025-11-14,src-b,",
    ],
    "watch_lines": ["line-tea,09021010,Tea,6.4%,6.4,ad_valorem,2026_rev_10,tea,,src-b,"],
    "product_groups": ["group-tea,tea,Tea,crops,0902,src-b,"],
}  # fmt: skip
"""A small law that holds together: a car duty cut without a gap, a rate for one day above another, a late exemption."""
MEASURES, LINKS, ENDS = "data/facts/measures.csv", "data/facts/measure_scopes.csv", "data/facts/scope_ends.csv"


@dataclass(frozen=True, kw_only=True)
class Spoilt:
    """One replacement in one table, and the fault it must give."""

    name: str
    table: str
    old: str
    new: str
    fault: str


SPOILT = [
    Spoilt(
        name="a duty of section 232 that would never be asked for",
        table="measure_scopes",
        old="link-old,jp-old,cars,covers,20,",
        new="link-old,jp-old,cars,covers,,",
        fault=f"{LINKS}:2: precedence: expected the place in which this duty of section 232 is asked for,"
        " found nothing",
    ),
    Spoilt(
        name="two base duties on the same goods",
        table="measures",
        old="jp-old,JP-OLD,s232,Cars,,,25,",
        new="jp-old,JP-OLD,MFN,Cars,8703,cars,25,additive,,,,,,within,no,ordered,HTSUS,2025-03-26,src-b,\n"
        "jp-base,JP-BASE,MFN,Cars,8703,cars,2.5,additive,,,,,,within,no,ordered,HTSUS,2025-03-26,src-b,\n"
        "jp-olde,JP-OLDE,s232,Cars,,,25,",
        fault=f"{MEASURES}:3: goods: expected one base duty (MFN) on cars from one day, found another beside jp-old",
    ),
    Spoilt(
        name="two measures on one list on one day, asked in no order",
        table="measure_scopes",
        old="link-more,jp-more,all-goods,covers,1",
        new="link-more,jp-more,all-goods,covers,2",
        fault=f"{LINKS}:5: precedence: expected a number other than that of jp-all, which covers all-goods too on "
        "2025-04-09, found 2",
    ),
    Spoilt(
        name="an overlap with a blank precedence",
        table="measure_scopes",
        old="link-more,jp-more,all-goods,covers,1",
        new="link-more,jp-more,all-goods,covers,",
        fault=f"{LINKS}:5: precedence: expected a number other than that of jp-all, which covers all-goods too on "
        "2025-04-09, found nothing",
    ),
    Spoilt(
        name="an end that comes too late",
        table="measure_ends",
        old="jp-old,2025-09-16",
        new="jp-old,2025-09-17",
        fault=f"{LINKS}:3: precedence: expected a number other than that of jp-old",
    ),
    Spoilt(
        name="an end that never comes",
        table="measure_ends",
        old="end-old,jp-old,2025-09-16,2025-09-04,src-b,\n",
        new="",
        fault=f"{LINKS}:3: precedence: expected a number other than that of jp-old",
    ),
    Spoilt(
        name="a gap between one duty and the next",
        table="measure_ends",
        old="jp-old,2025-09-16",
        new="jp-old,2025-09-01",
        fault=f"{LINKS}:3: measure: expected no gap: no measure of s232 on cars from 2025-09-01 to 2025-09-16",
    ),
    Spoilt(
        name="a floor without a rate",
        table="measures",
        old=",15,floor15",
        new=",,floor15",
        fault=f"{MEASURES}:3: rate: expected a rate, for the rule is floor15_inclusive_of_MFN, found nothing",
    ),
    Spoilt(
        name="a cap without a rate",
        table="measures",
        old=",15,floor15_inclusive_of_MFN",
        new=",,cap",
        fault=f"{MEASURES}:3: rate: expected a rate, for the rule is cap, found nothing",
    ),
    Spoilt(
        name="a duty on goods without a rate",
        table="measures",
        old=",10,additive",
        new=",,additive",
        fault=f"{MEASURES}:4: rate: expected a rate, for the rule is additive, found nothing",
    ),
    Spoilt(
        name="a measure without goods",
        table="measure_scopes",
        old="link-new,jp-new,cars,covers,20,,,,2025-09-04,src-b,\n",
        new="",
        fault=f"{MEASURES}:3: scope_held: expected rows of measure_scopes.csv with the goods that JP-NEW covers, "
        "found none",
    ),
    Spoilt(
        name="a measure that only leaves goods out",
        table="measure_scopes",
        old="jp-new,cars,covers",
        new="jp-new,cars,exempts",
        fault=f"{MEASURES}:3: scope_held: expected rows of measure_scopes.csv",
    ),
    Spoilt(
        name="goods said not to be on record that are",
        table="measures",
        old="within,yes,ordered,A proclamation",
        new="within,no,ordered,A proclamation",
        fault=f"{MEASURES}:2: scope_held: expected yes, for measure_scopes.csv says what JP-OLD covers, found 'no'",
    ),
    Spoilt(
        name="a rule known late that does not say so",
        table="measures",
        old="2025-11-13,2025-11-13",
        new="2025-11-13,",
        fault=f"{MEASURES}:6: retroactive_from: expected 2025-11-13, its first day, for it became known later, "
        "found nothing",
    ),
    Spoilt(
        name="a rule that reaches back to another day",
        table="measures",
        old="2025-11-13,2025-11-13",
        new="2025-11-13,2025-11-01",
        fault=f"{MEASURES}:6: retroactive_from: expected 2025-11-13, its first day, for it became known later, "
        "found 2025-11-01",
    ),
    Spoilt(
        name="a rule known in time that claims to reach back",
        table="measures",
        old="2025-04-03,,2025-03-26",
        new="2025-04-03,2025-04-03,2025-03-26",
        fault=f"{MEASURES}:2: retroactive_from: expected nothing, for it was known by its first day, found 2025-04-03",
    ),
    Spoilt(
        name="a prefix without its zero",
        table="scopes",
        old="tea,0902,",
        new="tea,902,",
        fault="data/facts/scopes.csv:4: hts_prefix: expected 2, 4, 6, 8 or 10 digits (HTS codes are text: keep leading "
        "zeros, no dots), found '902'",
    ),
    Spoilt(
        name="a prefix in powers of ten",
        table="scopes",
        old="870323",
        new="8.70323E5",
        fault="data/facts/scopes.csv:2: hts_prefix: expected 2, 4, 6, 8 or 10 digits (HTS codes are text",
    ),
    Spoilt(
        name="a watched line without its zero",
        table="watch_lines",
        old="09021010",
        new="9021010",
        fault="data/facts/watch_lines.csv:2: hts_code: expected 8 or 10 digits (HTS codes are text: keep leading "
        "zeros, no dots), found '9021010'",
    ),
    Spoilt(
        name="a watched heading",
        table="watch_lines",
        old="09021010",
        new="0902",
        fault="data/facts/watch_lines.csv:2: hts_code: expected 8 or 10 digits",
    ),
    Spoilt(
        name="off a list before on it",
        table="scope_ends",
        old="2026-02-24",
        new="2025-11-13",
        fault=f"{ENDS}:2: effective_to: expected a day after 2025-11-13, its first on the list, found 2025-11-13",
    ),
    Spoilt(
        name="a link to a list that is not there",
        table="measure_scopes",
        old="jp-back,tea",
        new="jp-back,coffee",
        fault=f"{LINKS}:6: list: expected list of data/facts/scopes.csv, found 'coffee'",
    ),
    Spoilt(
        name="a link known before its list",
        table="measure_scopes",
        old="covers,,,,,2025-11-14",
        new="covers,,,,,2025-11-13",
        fault=f"{LINKS}:6: known_on: known on 2025-11-13, before its",
    ),
]


def faults_of(home: Path) -> list[str]:
    return [str(fault) for fault in loaders.read(home)[1]]


@pytest.fixture
def law(home: Path) -> Path:
    """A repository with the small law."""
    for table, rows in LAW.items():
        path = home / TABLES[table].path
        header = path.read_text(encoding="utf-8").splitlines()[0]
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return home


def test_a_law_that_holds_together_is_accepted(law: Path) -> None:
    assert faults_of(law) == []


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_break_in_the_law_is_refused_at_its_place(law: Path, spoilt: Spoilt) -> None:
    path = law / TABLES[spoilt.table].path
    before = path.read_text(encoding="utf-8")
    assert spoilt.old in before
    path.write_text(before.replace(spoilt.old, spoilt.new), encoding="utf-8")
    found = faults_of(law)
    assert any(fault.startswith(spoilt.fault) for fault in found), found


def test_a_rate_for_one_day_may_lie_over_another_with_its_own_precedence(law: Path) -> None:
    path = law / TABLES["measure_ends"].path
    path.write_text(path.read_text(encoding="utf-8").replace("2025-04-10", "2025-12-01"), encoding="utf-8")
    assert faults_of(law) == []
