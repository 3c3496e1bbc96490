"""A repository for tests: tiny notebooks of our own beside the facts of the real one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reportlib.publish import Order, Record, build
from tests.notebooks.tiny import tiny

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
CREATED = {"at": "2026-11-24T08:00:00+00:00", "host": "here", "git": None}
REAL_DAYS = ("2025-05-23", "2026-11-24")
"""A day before the decision on the deal, and one past the end of most of the record."""
RECORD = Record(first_day=date(2023, 8, 11), digests=lambda day: {"events": f"{day:%Y%m%d}".rjust(64, "0")})
"""Stands in for the facts where a test is not about them."""


def make_home(folder: Path, *names: str, facts: bool = False, parameters: str | None = None) -> Path:
    """Write a repository with these tiny notebooks; `facts` links the real data folder."""
    (folder / "notebooks").mkdir(parents=True)
    if facts:
        (folder / "data").symlink_to(ROOT / "data")
    for name in names:
        tiny(folder / "notebooks", name, **({} if parameters is None else {"parameters": parameters}))
    entries = (f'[briefing.{name}]\ntitle = "The {name} one"\n' for name in names)
    (folder / "notebooks" / "editions.toml").write_text("".join(entries))
    return folder


def order(home: Path, **changes: object) -> Order:
    """An order for everything in a home as of 23 May 2025, HTML only."""
    usual: dict[str, object] = {
        "home": home, "out": home / "reports", "today": TODAY, "as_of": "2025-05-23", "created": CREATED,
        "formats": ("html",), "wait_s": 0,
    }  # fmt: skip
    return Order(**(usual | changes))  # type: ignore[arg-type]


def build_real(out: Path) -> None:
    """Build the briefings of this repository, as a user gets them; `out` appears only when all are there."""
    work = out.with_name(f"{out.name}.work")
    for day in REAL_DAYS:
        outcomes = build(order(ROOT, out=work, as_of=day, formats=("html", "pdf")))
        assert [outcome.error for outcome in outcomes] == [None] * len(outcomes)
    work.rename(out)
