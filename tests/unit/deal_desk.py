"""What the tests of the deal share: its desk, its odds at the usual break prices, a sentence as printed."""

from __future__ import annotations

from functools import cache

from reportlib.analysis import deal
from reportlib.blocks import plain
from reportlib.desk import Desk, open_desk
from reportlib.exhibits.prose import compose
from reportlib.words.sentences import Sentence


@cache
def desk(day: str) -> Desk:
    return open_desk(day)


def usual(view: Desk) -> deal.Assumed:
    """The break prices the notebook assumes by default."""
    return deal.assume(view, low=25, mid=30, high=35)


@cache
def odds_of(day: str) -> deal.LastOdds:
    found = deal.last_odds(desk(day), usual(desk(day)))
    assert found
    return found


def said(line: Sentence) -> str:
    """The sentence as a reader sees it."""
    return plain(compose(line.template, line.values).runs)
