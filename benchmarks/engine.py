"""Time and memory of the tariff engine on full schedules: `python benchmarks/engine.py [FOLDER]`.

FOLDER holds archived editions as USITC exports them (`hts_*.json.gz`); default `../shared/hts` beside the
repository. Prints the parsing apart from the engine, then what the house aims at: one date under 0.3 s, every
day on which a rate changed since 1 January 2025 under 3 s, under 400 MB in all.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

import pandas as pd

from reportlib.analysis.tariffs import Law, as_lines, known_law, rates
from reportlib.analysis.tariffs.standing import ground
from reportlib.desk import open_desk
from reportlib.loaders.schedule import read_schedule

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)
FIRST = date(2025, 1, 1)
AIMS = {"one date": 0.3, "every change since 2025": 3.0}
MOST_MB = 400
Result = TypeVar("Result")


def main(folder: Path) -> int:
    """Run everything and print one table; 1 where an aim is missed."""
    editions = sorted(folder.glob("hts_*.json.gz"))
    if not editions:
        print(f"no hts_*.json.gz in {folder}: give the folder of the archived editions", file=sys.stderr)
        return 2
    print(f"peak before anything {peak_mb():.0f} MB")
    law, took = timed(lambda: known_law(open_desk(TODAY, home=ROOT)))
    print(f"record opened, law of {TODAY}: {took:.2f} s, peak {peak_mb():.0f} MB")
    schedules, took = timed(lambda: {path.name[4:-8]: read_schedule(path) for path in editions})
    print(f"{len(editions)} editions parsed: {took:.2f} s, {took / len(editions):.2f} s each, peak {peak_mb():.0f} MB")
    found = engine(law, schedules)
    growth(law, max(schedules.values(), key=len))
    print(f"peak {peak_mb():.0f} MB (aim {MOST_MB})")
    missed = [name for name, aim in AIMS.items() if found[name] > aim]
    print(f"missed: {', '.join(missed) or 'none'}")
    return 1 if missed or peak_mb() > MOST_MB else 0


def engine(law: Law, schedules: dict[str, pd.DataFrame]) -> dict[str, float]:
    """Seconds of one date, of all editions on one date each, and of every change of the law."""
    newest = max(schedules.values(), key=len)
    days = [day for day in law.change_days() if FIRST <= day <= TODAY]
    cases: dict[str, Callable[[], object]] = {
        "one date": lambda: rates(law, as_lines(newest), TODAY),
        f"{len(schedules)} editions, one date each": lambda: [
            rates(law, as_lines(lines), TODAY) for lines in schedules.values()
        ],
        "every change since 2025": lambda: over(law, newest, days),
        "the same as collected": lambda: over(law, newest, days, "collected"),
    }
    found = {}
    print(f"\n{'median of five':<28}{'s':>8}   {len(newest)} lines, {len(days)} days")
    for name, run in cases.items():
        found[name] = median(cold(run) for _ in range(5))
        print(f"{name:<28}{found[name]:8.3f}" + (f"   aim {AIMS[name]}" if name in AIMS else ""))
    return found


def growth(law: Law, lines: pd.DataFrame) -> None:
    """How time grows with lines and with days."""
    days = [day for day in law.change_days() if FIRST <= day <= TODAY]
    print("\nlines    one date     all days")
    for size in (100, 1_000, 5_000, 10_000, len(lines)):
        some = lines.sample(size, random_state=1)
        print(f"{size:<8}{thrice(law, some, days[-1:]):8.3f} s  {thrice(law, some, days):8.3f} s")
    print("\ndays     all lines")
    for count in (1, 5, 10, 20, len(days)):
        print(f"{count:<8}{thrice(law, lines, days[:count]):8.3f} s")


def thrice(law: Law, lines: pd.DataFrame, days: list[date]) -> float:
    """Median seconds of three runs."""
    return median(cold(lambda: over(law, lines, days)) for _ in range(3))


def over(law: Law, lines: pd.DataFrame, days: list[date], view: str = "liquidated") -> None:
    """Rates of all lines on each day."""
    ready = as_lines(lines)
    for day in days:
        rates(law, ready, day, view=view)  # type: ignore[arg-type]


def cold(run: Callable[[], object]) -> float:
    """Seconds of a run that shares nothing with the one before."""
    ground.cache_clear()
    return timed(run)[1]


def timed(run: Callable[[], Result]) -> tuple[Result, float]:
    """What a call gives, and its seconds."""
    start = perf_counter()
    result = run()
    return result, perf_counter() - start


def peak_mb() -> float:
    """Most memory this process has held so far."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "hts"))
