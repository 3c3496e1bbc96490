"""What partners pay on the days on record, and how far Japan stands from each.

Rates of partners are held for single days only; between them nothing is known here. Where the law of a day changed
later with effect back, both views are kept. Does not belong here: Japan's rates by line (`reportlib.analysis.tariffs`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from reportlib.analysis import trade
from reportlib.analysis.comparators.formulas import HIGHEST, Rate, peer_gap, worse_between
from reportlib.analysis.trade.parts import computed, frame
from reportlib.desk import Desk
from reportlib.once import once
from reportlib.schemas.trade import PARTNERS_HELD
from reportlib.sourced import Sourced, token

JAPAN = "japan"
VIEWS = ("liquidated", "collected")
LINES, TOP = 4, 20.0
"""At most so many rules are drawn, up to this base duty in percent."""


def recorded_days(desk: Desk) -> tuple[date, ...]:
    """Entry days for which rates of partners are known, up to the day asked."""
    rows = desk["partner_rates"]
    return tuple(one.date() for one in sorted(rows.loc[rows["on"] <= pd.Timestamp(desk.on), "on"].unique()))


def last_day(desk: Desk) -> Sourced[date] | None:
    """The last of them. None before the first."""
    found = trade.peers(desk)
    if found.value.empty:
        return None
    day = found.value["on"].max().date()
    return Sourced(value=day, unit="date", key="rates_day", sources=found.sources, facts=found.facts)


@once
def rates(desk: Desk, base_duty: float, view: str = "liquidated") -> Sourced[pd.DataFrame]:
    """General rates of every partner on every day on record, in percent.

    Columns: id, partner, on, rate, rule, all_in (a good of this base duty), autos_rate, autos_rule, is_view (False:
    the other view of the day, kept where it pays otherwise), known_on, source. Raises ValueError for another view.
    """
    if view not in VIEWS:
        raise ValueError(f"view: expected one of {', '.join(VIEWS)}, found {view!r}")
    parts = [_day(desk, one) for one in recorded_days(desk)]
    columns = [
        "id", "partner", "on", "rate", "rule", "all_in", "autos_rate", "autos_rule", "is_view", "known_on", "source",
    ]  # fmt: skip
    if not parts:
        return frame(pd.DataFrame(columns=columns), columns)
    rows = pd.concat(parts, ignore_index=True).rename(columns={"general_rate": "rate"})
    rows["is_view"] = rows["view"].isin(["both", view])
    rows["all_in"] = [Rate(rate=r, rule=how).on(base_duty) for r, how in zip(rows["rate"], rows["rule"], strict=True)]
    shown = rows.loc[rows["is_view"]].set_index(["partner", "on"])["all_in"]
    same = [
        not mine and shown.loc[(who, on)] == paid
        for mine, who, on, paid in zip(rows["is_view"], rows["partner"], rows["on"], rows["all_in"], strict=True)
    ]
    rows = rows.loc[~np.array(same, dtype=bool)]
    rows["place"] = rows["partner"].map(PARTNERS_HELD.index)
    rows = rows.sort_values(["on", "place"], kind="stable")
    return frame(rows, columns)


def at_last(desk: Desk, base_duty: float, view: str = "liquidated") -> Sourced[pd.DataFrame]:
    """The rows of the last day on record in the view asked, with gap_points: Japan's rate less the partner's."""
    found = rates(desk, base_duty, view).value
    rows = found.loc[found["is_view"] & (found["on"] == found["on"].max())].copy()
    mine = rows.loc[rows["partner"] == JAPAN, "all_in"]
    rows["gap_points"] = mine.iloc[0] - rows["all_in"] if len(mine) else np.nan
    return frame(rows, list(rows.columns))


def pays(desk: Desk, partner: str, base_duty: float, view: str = "liquidated") -> Sourced[float] | None:
    """What a good of one base duty of a partner pays on the last day on record; key "pays_<partner>"."""
    rows = at_last(desk, base_duty, view).value
    rows = rows.loc[rows["partner"] == partner]
    if rows.empty:
        return None
    row = rows.iloc[0]
    return computed(
        row["all_in"], "percent", f"pays_{token(partner)}", f"all-in rate: {_formula(row['rule'])}",
        {"base duty, percent": base_duty, "rate, percent": float(row["rate"]), "on": f"{row['on']:%Y-%m-%d}"}, rows,
    )  # fmt: skip


def gap(desk: Desk, partner: str, base_duty: float, view: str = "liquidated") -> Sourced[float] | None:
    """Points by which a good of Japan pays more than the partner's; key "peer_gap_<partner>". None if not known."""
    rows = _pair(desk, partner, view)
    if rows is None:
        return None
    own, peer = (_rate(rows.iloc[at]) for at in (0, 1))
    return computed(
        round(peer_gap(base_duty, own, peer), 6), "points", f"peer_gap_{token(partner)}",
        f"gap: {_formula(own.rule)} for Japan less {_formula(peer.rule)} for the partner",
        {"base duty, percent": base_duty, "Japan, percent": own.rate, "partner, percent": peer.rate}, rows,
    )  # fmt: skip


def worse(desk: Desk, partner: str, view: str = "liquidated") -> Sourced[float] | None:
    """Base duty below which a good of Japan pays more than the partner's; key "worse_below_<partner>".

    None where Japan never pays more, pays more at every base duty, or pays more only above some base duty.
    """
    rows = _pair(desk, partner, view)
    if rows is None:
        return None
    own, peer = (_rate(rows.iloc[at]) for at in (0, 1))
    found = worse_between(own, peer)
    if len(found) != 1 or found[0][0] > 0 or found[0][1] >= HIGHEST:
        return None
    return computed(
        round(found[0][1], 6), "percent", f"worse_below_{token(partner)}",
        f"break-even: base duty at which {_formula(own.rule)} for Japan equals {_formula(peer.rule)} for the partner",
        {"Japan, percent": own.rate, "partner, percent": peer.rate}, rows,
    )  # fmt: skip


def gaps(desk: Desk, view: str = "liquidated") -> Sourced[pd.DataFrame]:
    """Gap of Japan to partners on the last day on record, by base duty; partners under one rule share a line.

    Columns: partners (ids, ";" between), rate, rule, base (percent), gap_points, source. At most `LINES` rules, those
    of the nearest partners; empty where no line leaves zero, and where Japan's rate is not known.
    """
    columns = ["id", "partners", "rate", "rule", "base", "gap_points", "source"]
    rows = at_last(desk, 0, view).value
    mine = rows.loc[rows["partner"] == JAPAN]
    others = rows.loc[rows["partner"] != JAPAN]
    if mine.empty or others.empty:
        return frame(pd.DataFrame(columns=columns), columns)
    own = _rate(mine.iloc[0])
    parts = []
    for _, group in list(others.groupby(["rate", "rule"], sort=False))[:LINES]:
        peer = _rate(group.iloc[0])
        base = sorted({*np.arange(0, TOP + 0.5, 0.5), *(one.rate for one in (own, peer) if one.rate <= TOP)})
        papers = pd.concat([mine, group])
        parts.append(pd.DataFrame({
            "id": ";".join(papers["id"]), "partners": ";".join(group["partner"]), "rate": peer.rate, "rule": peer.rule,
            "base": base, "gap_points": [round(peer_gap(one, own, peer), 6) for one in base],
            "source": ";".join(dict.fromkeys(papers["source"])),
        }))  # fmt: skip
    drawn = pd.concat(parts, ignore_index=True)
    return frame(drawn if drawn["gap_points"].abs().max() > 0 else drawn.iloc[:0], columns)


def _day(desk: Desk, day: date) -> pd.DataFrame:
    """The rows of one day with their ids, which the ledger of trade keeps as facts."""
    found = trade.peers(desk, day)
    rows = found.value.loc[found.value["on"] == pd.Timestamp(day)].copy()
    ids = desk["partner_rates"].set_index(["partner", "on", "known_on"])["id"]
    keys = zip(rows["partner"], rows["on"], rows["known_on"], strict=True)
    return rows.assign(id=[ids.loc[key] for key in keys])


def _pair(desk: Desk, partner: str, view: str) -> pd.DataFrame | None:
    """Japan's row and the partner's on the last day on record; None where one of them is missing."""
    rows = at_last(desk, 0, view).value.set_index("partner", drop=False)
    return rows.loc[[JAPAN, partner]] if {JAPAN, partner} <= set(rows.index) else None


def _rate(row: pd.Series[Any]) -> Rate:
    return Rate(rate=float(row["rate"]), rule=str(row["rule"]))


def _formula(rule: str) -> str:
    return "base duty + rate" if rule == "additive" else "max(base duty, rate)"
