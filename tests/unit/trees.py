"""What tests of scenario trees share: one whole tree as TOML, and a folder to put it in."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from reportlib.loaders import load, read_scenarios, read_trees

ROOT = Path(__file__).parents[2]
BY = 'author = "A desk"\nwritten = 2026-11-24\n'
P = "[[branch.probability]]\np = {p}\nlow = {low}\nhigh = {high}\n" + BY
POST = '[[branch.signpost]]\nid = "{id}"\ntext = "A sign"\ntrack = "legal"\n'
OUTCOME = '[[branch.outcome]]\nquantity = "q"\nlow = 1\nhigh = 2\nsources = ["src-usitc"]\nbasis = "as printed"\n'
HEAD = (
    'title = "A tree"\nquestion = "Which way?"\nsubject = "tariffs"\nhorizon = 2027-06-30\nentry = 2027-06-30\n'
    + BY
    + 'confidence = "low"\nbecause = "It is hard."\n'
)
REST = (
    '[[driver]]\nname = "A"\ntext = "B"\ntrack = "legal"\nfact = "tariff-s301-memo-12-5-2026-07-23"\n'
    '[[quantity]]\nid = "q"\nname = "Q"\nunit = "percent"\n'
)


def branch(key: str, *parts: str, after: str = "") -> str:
    """One branch of a tree, with what stands below it."""
    grows = f'after = "{after}"\n' if after else ""
    return f'[[branch]]\nid = "{key}"\nname = "{key}"\ntext = "It happens"\nclaim = "it happens"\n{grows}' + "".join(
        parts
    )


def odds(p: float, low: float | None = None, high: float | None = None) -> str:
    """A probability of an analyst."""
    return P.format(p=p, low=p if low is None else low, high=p if high is None else high)


def post(key: str) -> str:
    """A signpost."""
    return POST.format(id=key)


def whole(
    first: str = odds(0.7) + post("one") + OUTCOME, second: str = odds(0.3) + post("two") + OUTCOME, more: str = ""
) -> str:
    """A tree of two branches that passes, unless a part says otherwise."""
    return HEAD + REST + branch("yes", first) + branch("no", second) + more


def faults(folder: Path, text: str, tables: dict[str, pd.DataFrame], name: str = "case") -> str:
    """Every fault of one tree beside those in the folder already, a line each."""
    (folder / "data/trees").mkdir(parents=True, exist_ok=True)
    (folder / f"data/trees/{name}.toml").write_text(text, encoding="utf-8")
    scenarios, _ = read_scenarios(ROOT, tables)
    return "\n".join(map(str, read_trees(folder, tables, scenarios)[1]))


def record() -> dict[str, pd.DataFrame]:
    """The tables of this repository."""
    return load(ROOT)
