"""No id of a row steers the code: rows that are renamed say what they said, by their columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from reportlib.analysis import deal, investment, trade
from reportlib.analysis.tariffs import findings
from reportlib.analysis.tariffs.asked import good
from reportlib.desk import Desk, open_desk
from reportlib.words.deal_tables import date_sentences
from reportlib.words.tariffs.trade_titles import beyond_goods
from tests.notebooks.tomorrow import append, copy_home
from tests.unit.deal_desk import said

TODAY = "2026-11-24"
RENAMED = (
    "bench-k6-03", "bench-k6-05", "bench-k6-06", "bench-k11-04", "bench-k25-03", "bench-k25-04", "bench-k25-05",
    "bench-k25-06", "bench-k25-07", "jp-mfn-car", "jp-232-auto-25", "jp-232-auto-15", "jp-ieepa-25-threat",
    "src-usitc", "deadline-window-550bn", "deadline-usw-contract", "deadline-mill-site",
)  # fmt: skip


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = copy_home(tmp_path_factory.mktemp("renamed"))
    ids = re.compile(rf"(?<![\w-])(?:{'|'.join(RENAMED)})(?![\w-])")
    for path in (home / "data").rglob("*.*"):
        if path.suffix in (".csv", ".toml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(ids.sub(lambda found: f"{found[0]}-renamed", text), encoding="utf-8", newline="")
    return open_desk(TODAY, home=home)


def thumb(desk: Desk) -> object:
    found = investment.rule_of_thumb(desk)
    return found and (found.without.value, found.imports.value, found.saved.value)


def window(desk: Desk) -> object:
    found, of = investment.left(desk), investment.open_vehicle(desk)
    return found and of.window and (found[0].value, of.window.end.value, of.window.pace.value)


def collected(desk: Desk) -> object:
    return trade.collected(desk).value[["period", "subject", "kind", "rate_pct"]].to_csv()


def cars(desk: Desk) -> object:
    return [trade.car_duty(desk, pd.Timestamp(day)) for day in ("2025-03-01", "2025-06-01", "2025-10-01")]


def beyond(desk: Desk) -> object:
    return [said(one) for one in beyond_goods(desk)]


def dates(desk: Desk) -> object:
    return [said(one) for one in date_sentences(desk, deal.next_dates(desk))]


def of_ten(desk: Desk) -> object:
    return len(good(findings.tariffs(desk), 10).base.sources)


@pytest.mark.parametrize("asked", [thumb, window, collected, cars, beyond, dates, of_ten])
def test_a_row_is_found_by_what_it_is_not_by_its_id(renamed: Desk, asked: Callable[[Desk], object]) -> None:
    found = asked(renamed)
    assert found
    assert found == asked(open_desk(TODAY))


def test_of_two_last_days_of_the_vehicle_the_one_known_last_counts(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    append(home, "deadlines", {
        "id": "deadline-vehicle-moved", "track": "investment", "role": "vehicle_end", "case": "", "step": "",
        "due": "2030-01-19", "known_on": "2026-06-01", "from_event": "", "set_by": "", "coverage_track": "investment",
    })  # fmt: skip
    before, after = (investment.open_vehicle(open_desk(day, home=home)).window for day in ("2026-05-31", "2026-06-01"))
    assert before
    assert after
    assert (before.end.value.year, after.end.value.year) == (2029, 2030)


def test_a_published_number_is_the_one_known_last(tmp_path: Path) -> None:
    home = copy_home(tmp_path)
    append(home, "benchmarks", {
        "id": "bench-later", "key": "K6", "quantity": "exports_services", "period": "2025", "value": "51",
        "unit": "USD bn", "known_on": "2026-06-01", "from_event": "",
    })  # fmt: skip
    desk = open_desk("2026-06-01", home=home)
    found, period = trade.published(desk, "exports_services", key="trade.services")
    assert (found.value, period) == (51, "2025")
    assert "Services come on top: in 2024" in " ".join(said(one) for one in beyond_goods(desk)), "the year both have"
