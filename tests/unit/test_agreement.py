"""One value per quantity in an issue: what is a contradiction, then all that is none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportlib.publish.agreement import Edition, contradictions, read_edition, refusal
from reportlib.sourced import Finding

SUM = Finding(key="deal.equity_value", value=14.1, unit="USD bn", text="$14.1bn", sources=("wire",), facts=("sum",))
LEFT = Finding(
    key="deadline.order.left", value=13, unit="days", text="13 days", sources=("wire",), facts=("order",),
    formula="days left: due day − as-of day", inputs={"due": "2025-06-05", "as_of": "2025-05-23"},
)  # fmt: skip


def edition(label: str, *findings: Finding, **changes: Any) -> Edition:
    usual: dict[str, Any] = {
        "title": label, "as_of": "2025-05-23", "on": "2025-05-23", "variant": "", "content_id": "0" * 12,
        "parameters": {"as_of": "2025-05-23", "on": ""}, "made_from": {"events": "a", "library": "b"},
    }  # fmt: skip
    return Edition(label=label, findings=findings, **(usual | changes))


def changed(found: Finding, **changes: Any) -> Finding:
    return found.model_copy(update=changes)


def said(*editions: Edition) -> list[str]:
    return [one.message for one in contradictions(editions)]


@pytest.mark.parametrize(
    ("here", "there", "quantity"),
    [
        (SUM, changed(SUM, value=14.9, text="$14.9bn"), "the finding deal.equity_value"),
        (SUM, changed(SUM, value=14.1, unit="JPY bn"), "the finding deal.equity_value"),
        (SUM, changed(SUM, value="14.1bn", unit="text"), "the finding deal.equity_value"),
        (SUM, changed(SUM, unit="USD bn, up to"), "the finding deal.equity_value"),
        (SUM, changed(SUM, value=None), "the finding deal.equity_value"),
        (LEFT, changed(LEFT, value=14, inputs={"due": "2025-06-06"}), "the finding deadline.order.left"),
        (LEFT, changed(LEFT, key="weekly.left", value=14), "'days left: due day − as-of day' gives"),
        (SUM, changed(SUM, key="weekly.equity_value", value=14.9), "the same cell of the record, sum"),
    ],
)
def test_one_quantity_with_two_values_is_a_contradiction(here: Finding, there: Finding, quantity: str) -> None:
    (message,) = said(edition("deal", here), edition("talks", there))
    assert quantity in message
    assert "deal and talks as of 2025-05-23" in message
    assert f"{here.text!r}" in message
    assert "in deal," in message
    assert message.endswith("in talks")


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (SUM, SUM),
        (SUM, changed(SUM, text="$14.1 bn")),
        (SUM, changed(SUM, unit="USD bn, one decimal")),
        (SUM, changed(SUM, value=14.1 + 1e-15)),
        (changed(SUM, value=14.0), changed(SUM, value=14)),
        (SUM, changed(SUM, sources=("wire", "agency"))),
        (changed(SUM, value="rates rise", unit="text"), changed(SUM, value="Rates rise", unit="text")),
        (SUM, changed(SUM, key="deal.enterprise_value", value=14.9)),
        (SUM, changed(SUM, key="weekly.equity_value", value=14.9, facts=("another",))),
        (SUM, changed(SUM, key="weekly.equity_value", value=14.9, facts=())),
        (LEFT, changed(LEFT, key="weekly.left", value=14, inputs={"due": "2025-06-06"})),
        (LEFT, changed(LEFT, key="weekly.left", value=14, sources=("agency",))),
    ],
)
def test_what_is_said_otherwise_or_of_another_quantity_is_none(here: Finding, there: Finding) -> None:
    assert said(edition("deal", here), edition("talks", there)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"as_of": "2025-05-22"},
        {"on": "2025-06-04"},
        {"variant": "no-deal"},
        {"parameters": {"as_of": "2025-05-23", "view": "liquidated"}},
    ],
)
def test_editions_that_were_asked_for_something_else_are_not_compared(changes: dict[str, Any]) -> None:
    asked = {"parameters": {"as_of": "2025-05-23", "view": "collected"}}
    deal, talks = edition("deal", SUM, **asked), edition("talks", changed(SUM, value=14.9), **asked)
    assert said(deal, talks) != []
    assert said(deal, replace(talks, **changes)) == []


def test_two_assumptions_give_two_numbers_but_no_second_value_of_what_is_recorded() -> None:
    low = changed(LEFT, key="deal.odds", formula="odds", inputs={"floor": 25})
    high = changed(low, value=14, inputs={"floor": 30})
    asked = {name: {"parameters": {"floor": value}} for name, value in (("deal", 25), ("weekly", 30))}
    assert said(edition("deal", low), edition("weekly", high)) != []
    assert said(edition("deal", low, **asked["deal"]), edition("weekly", high, **asked["weekly"])) == []
    recorded = edition("deal", SUM, **asked["deal"]), edition("weekly", changed(SUM, value=14.9), **asked["weekly"])
    assert said(*recorded) != []


def test_the_refusal_says_which_edition_stands_and_what_to_do() -> None:
    found = contradictions([edition("deal", SUM), edition("talks", changed(SUM, value=14.9))])
    error = refusal(found, "deal", ["deal", "talks"])
    assert error.message == found[0].message
    assert "Compute the quantity once" in error.tip
    assert "stands published" not in error.tip
    assert "talks stands published from the same record" in refusal(found, "deal", ["deal"]).tip


def test_a_contradiction_inside_one_edition_is_not_for_this_gate() -> None:
    assert said(edition("deal", SUM, changed(SUM, value=14.9))) == []


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"briefing": "talks", "variant": "", "tables": []}'])
def test_a_folder_that_is_no_edition_cannot_be_read(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    (tmp_path / "provenance.json").write_text(json.dumps({"findings": []}))
    with pytest.raises(ValueError, match=r"no edition|Expecting"):
        read_edition(tmp_path)


@pytest.mark.parametrize(
    ("tables", "apart"),
    [({"events": "z", "library": "b"}, ["events"]), ({"events": "a"}, ["library"]), (None, [])],
)
def test_what_two_editions_were_made_from_is_compared_table_by_table(
    tables: dict[str, str] | None, apart: list[str]
) -> None:
    one, other = edition("deal"), edition("talks", **({} if tables is None else {"made_from": tables}))
    assert other.apart(one) == apart
    assert other.same_record(one) is (apart == [])
