"""Every key the briefing on the talks follows by name is carried by a row of the record."""

from __future__ import annotations

import pandas as pd
import pytest

from reportlib.analysis.talks import keys
from reportlib.words.talks.tables import GIVES, MILESTONES
from reportlib.words.talks.titles import AWAITED

FOLLOWED = [
    ("promises", "milestone", keys.MILESTONES),
    ("offers", "item", keys.ITEMS),
    ("people", "id", tuple(keys.PERSON + one for one in keys.OFFICIALS)),
    ("attendance", "person", tuple(keys.PERSON + one for one in keys.OFFICIALS)),
    ("deal_terms", "term", (keys.EQUITY,)),
    ("offices", "office", keys.HEADS),
]


def missing(tables: dict[str, pd.DataFrame], table: str, column: str, followed: tuple[str, ...]) -> list[str]:
    """What to say of each key that no row carries."""
    known = set(tables[table][column])
    return [
        f"data/facts/{table}.csv: no row has the {column} {one!r} any more; rename it in analysis/talks/keys.py too"
        for one in followed if one not in known
    ]  # fmt: skip


def test_a_key_that_was_renamed_is_named_with_its_table(tables: dict[str, pd.DataFrame]) -> None:
    renamed = tables["offers"].assign(item=tables["offers"]["item"].replace(keys.CARS, "cars-15"))
    (fault,) = missing({"offers": renamed}, "offers", "item", keys.ITEMS)
    assert fault.startswith(f"data/facts/offers.csv: no row has the item {keys.CARS!r} any more")


@pytest.mark.parametrize(("table", "column", "followed"), FOLLOWED, ids=[f"{one[0]}.{one[1]}" for one in FOLLOWED])
def test_each_key_is_on_record(
    tables: dict[str, pd.DataFrame], table: str, column: str, followed: tuple[str, ...]
) -> None:
    assert missing(tables, table, column, followed) == []


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("offers", "item", keys.TRANCHES),
        ("offices", "office", keys.NEGOTIATOR),
        ("offices", "office", keys.STEEL_OFFICE),
    ],
)
def test_what_is_found_by_a_part_of_its_name_is_on_record(
    tables: dict[str, pd.DataFrame], table: str, column: str, words: str
) -> None:
    assert tables[table][column].str.contains(words, regex=False).any(), f"{words!r} is in no {column} of {table}.csv"


def test_what_has_a_name_in_words_is_followed_and_what_is_followed_has_one() -> None:
    assert set(MILESTONES) == set(keys.MILESTONES)
    assert set(AWAITED) <= set(keys.MILESTONES)
    assert set(GIVES) <= set(keys.ITEMS)


def test_each_group_of_the_table_of_duties_has_a_base_duty_to_fall_back_on(tables: dict[str, pd.DataFrame]) -> None:
    base = tables["measures"].loc[lambda frame: frame["authority"] == "MFN", "goods"]
    assert base.value_counts()[["general", "cars", "light_trucks"]].eq(1).all()
