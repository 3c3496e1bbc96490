"""Which clause stands in whose deal since when, and how much of Japan's deal stands in others.

The first date of a clause is that of the earliest text it was seen in; presence and words are those known last. A
clause not seen is not known to be absent. Does not belong here: what a clause is called (`reportlib.words`).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reportlib.analysis.comparators.formulas import blueprint_index
from reportlib.analysis.comparators.rates import JAPAN
from reportlib.analysis.trade.parts import computed, counted, frame
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.schemas.partners import CLAUSES
from reportlib.sourced import Sourced, token

APART = "golden_share"
"""A condition of one takeover, not of the trade deal: it is left out of every count."""
COLUMNS = [
    "id", "clause", "partner", "first_date", "presence", "in_japan", "is_first", "text", "known_on", "source",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How far the clauses of Japan's deal have gone: numbers of clauses.

    `held`: in Japan's deal. `elsewhere`: present in at least one other. `first_elsewhere`: seen in another deal on an
    earlier day than in Japan's. `alone`: present in no other.
    """

    held: Sourced[int]
    elsewhere: Sourced[int]
    first_elsewhere: Sourced[int]
    alone: Sourced[int]


@once
def ledger(desk: Desk) -> Sourced[pd.DataFrame]:
    """One row per clause and partner, those of Japan's deal first: columns of `COLUMNS`.

    `is_first`: no deal on record had the clause present on an earlier day. A row stands on all texts known of it.
    """
    rows = desk["clauses"]
    rows = rows.loc[rows["clause"] != APART].sort_values("known_on", kind="stable")
    if rows.empty:
        return frame(rows.assign(in_japan=False, is_first=False), COLUMNS)
    merged = rows.groupby(["clause", "partner"], sort=False, as_index=False).agg(
        id=("id", ";".join), first_date=("first_date", "min"), presence=("presence", "last"), text=("text", "last"),
        known_on=("known_on", "max"), source=("source", lambda cells: ";".join(dict.fromkeys(cells))),
    )  # fmt: skip
    present = merged.loc[merged["presence"] == "present"]
    merged["in_japan"] = merged["clause"].isin(present.loc[present["partner"] == JAPAN, "clause"])
    earliest = dict(present.groupby("clause")["first_date"].min().items())
    merged["is_first"] = [
        presence == "present" and day == earliest[clause]
        for clause, presence, day in zip(merged["clause"], merged["presence"], merged["first_date"], strict=True)
    ]
    merged["place"] = merged["clause"].map(CLAUSES.index)
    merged = merged.sort_values(["in_japan", "place", "first_date"], ascending=[False, True, True], kind="stable")
    return frame(merged, COLUMNS)


def of_japan(desk: Desk) -> tuple[str, ...]:
    """Clauses of Japan's deal known on the day."""
    rows = ledger(desk).value
    return tuple(rows.loc[(rows["partner"] == JAPAN) & rows["in_japan"], "clause"])


def standing(desk: Desk, partner: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of a partner that share a clause with Japan's deal: those present, and variants."""
    rows = ledger(desk).value
    rows = rows.loc[(rows["partner"] == partner) & rows["in_japan"]]
    return rows.loc[rows["presence"] == "present"], rows.loc[rows["presence"] == "variant"]


def indices(desk: Desk) -> Sourced[pd.DataFrame]:
    """The blueprint index of every other partner with a clause on record, highest first.

    Columns: id, partner, present, variants, clauses (of Japan's deal), index (a fraction; variants do not count),
    source. Empty while Japan's deal has no clause: the index is undefined then.
    """
    columns = ["id", "partner", "present", "variants", "clauses", "index", "source"]
    held, rows = len(of_japan(desk)), ledger(desk).value
    parts = []
    for partner in rows.loc[rows["partner"] != JAPAN, "partner"].unique() if held else ():
        same, near = standing(desk, partner)
        papers = pd.concat([same, near]) if len(same) + len(near) else rows.loc[rows["partner"] == partner]
        parts.append({
            "id": ";".join(papers["id"]), "partner": partner, "present": len(same), "variants": len(near),
            "clauses": held, "index": blueprint_index(len(same), held), "source": ";".join(papers["source"]),
        })  # fmt: skip
    table = pd.DataFrame(parts, columns=columns)
    return frame(table.sort_values(["present", "variants"], ascending=False, kind="stable"), columns)


def clause_count(desk: Desk, partner: str) -> tuple[Sourced[int], Sourced[float]] | None:
    """Clauses of Japan's deal present at a partner ("blueprint_clauses_<partner>") and their share of Japan's.

    The share is the blueprint index, key "blueprint_<partner>". None while it is undefined.
    """
    if not of_japan(desk):
        return None
    same, near = standing(desk, partner)
    rows = ledger(desk).value
    papers = pd.concat([same, near, rows.loc[(rows["partner"] == JAPAN) & rows["in_japan"]]])
    name = token(partner)
    inputs = {"clauses present": len(same), "clauses of Japan's deal": len(of_japan(desk)), "variants": len(near)}
    share = computed(
        blueprint_index(len(same), len(of_japan(desk))), "share", f"blueprint_{name}",
        "F17: clauses present / clauses in Japan's deal; variants do not count", inputs, papers,
    )  # fmt: skip
    return _count(len(same), f"blueprint_clauses_{name}", "clauses of Japan's deal present", papers), share


def spread_of(desk: Desk) -> Spread | None:
    """How far the clauses of Japan's deal have gone. None while it has none on record."""
    rows = ledger(desk).value
    rows = rows.loc[rows["in_japan"] & (rows["presence"] == "present")]
    mine = rows.loc[rows["partner"] == JAPAN].set_index("clause")["first_date"]
    if mine.empty:
        return None
    others = rows.loc[rows["partner"] != JAPAN].groupby("clause")["first_date"].min()
    before = int((others < mine.reindex(others.index)).sum())
    return Spread(
        held=_count(len(mine), "clauses_of_japan", "clauses of Japan's deal", rows),
        elsewhere=_count(len(others), "clauses_elsewhere", "of them, present in another deal", rows),
        first_elsewhere=_count(before, "clauses_first_elsewhere", "of them, seen earlier in another deal", rows),
        alone=_count(len(mine) - len(others), "clauses_alone", "of them, present in no other deal", rows),
    )


def shared_with_one(desk: Desk, partner: str) -> Sourced[int] | None:
    """Clauses of Japan's deal that stand in this partner's deal and in no third; key "clauses_only_<partner>"."""
    papers = _shared(desk, partner)
    n = papers["clause"].nunique()
    name = token(partner)
    return _count(n, f"clauses_only_{name}", "clauses in these two deals alone", papers) if n else None


def japan_first(desk: Desk, partner: str) -> bool:
    """Whether Japan's deal had each of these clauses on an earlier day than the partner's."""
    days = _shared(desk, partner).pivot(index="clause", columns="partner", values="first_date")
    return len(days) > 0 and bool((days[JAPAN] < days[partner]).all())


def _shared(desk: Desk, partner: str) -> pd.DataFrame:
    """Rows of clauses that stand in Japan's deal, in this partner's, and in no third."""
    rows = ledger(desk).value
    rows = rows.loc[rows["in_japan"] & (rows["presence"] == "present")]
    holders = rows.groupby("clause")["partner"].agg(set)
    return rows.loc[rows["clause"].isin([clause for clause, who in holders.items() if who == {JAPAN, partner}])]


def beyond(desk: Desk, partner: str) -> tuple[str, ...]:
    """Clauses present in a partner's deal and not in Japan's."""
    rows = ledger(desk).value
    rows = rows.loc[(rows["partner"] == partner) & ~rows["in_japan"] & (rows["presence"] == "present")]
    return tuple(rows["clause"])


def _count(n: int, key: str, what: str, rows: pd.DataFrame) -> Sourced[int]:
    return counted(n, "count", key, f"count: {what}", {"rows of clauses": len(rows)}, rows)
