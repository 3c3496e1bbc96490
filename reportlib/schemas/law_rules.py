"""Rules between the rows of the law of duties: rates, days, and what covers which list when.

Belongs here: what must hold for the engine to give one answer on every day. Does not belong here: columns and
keys (`law`, `money`), or whether a list fits a schedule (`reportlib.check`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from reportlib.errors import Fault
from reportlib.schemas.table import TableSpec

Frames = Mapping[str, pd.DataFrame]
Specs = Mapping[str, TableSpec]
_ALWAYS, _OPEN = pd.Timestamp("1900-01-01"), pd.Timestamp("2200-12-31")


def faults(frames: Frames, specs: Specs) -> Iterator[Fault]:
    """Every broken rule; tables that could not be read are not asked."""
    if "measures" in frames:
        yield from _retroactive(frames["measures"], specs["measures"].path)
        yield from _second_base(frames["measures"], specs["measures"].path)
    if {"measures", "measure_scopes"} <= frames.keys():
        yield from _rateless(frames["measures"], frames["measure_scopes"], specs["measures"].path)
        yield from _without_goods(frames["measures"], frames["measure_scopes"], specs["measures"].path)
    if {"measures", "measure_scopes", "measure_ends"} <= frames.keys():
        covers = _spans(frames)
        yield from _unplaced(covers, specs["measure_scopes"].path)
        for (authority, goods), links in covers.groupby(["authority", "list"], sort=False):
            yield from _overlaps(links, str(goods), specs["measure_scopes"].path)
            yield from _gaps(links, f"{authority} on {goods}", specs["measure_scopes"].path)
    if {"scopes", "scope_ends"} <= frames.keys():
        yield from _off_before_on(frames["scopes"], frames["scope_ends"], specs["scope_ends"].path)


def _retroactive(measures: pd.DataFrame, path: str) -> Iterator[Fault]:
    """A rule known only after its first day reaches back to that day, and no other does."""
    start, back = measures["effective_from"], measures["retroactive_from"]
    late = measures["known_on"] > start
    for line in measures.index[late & (back != start)]:
        message = f"expected {start[line]:%Y-%m-%d}, its first day, for it became known later, found {_day(back[line])}"
        yield Fault(where=path, row=int(line), column="retroactive_from", message=message)
    for line in measures.index[~late & back.notna()]:
        message = f"expected nothing, for it was known by its first day, found {_day(back[line])}"
        yield Fault(where=path, row=int(line), column="retroactive_from", message=message)


def _second_base(measures: pd.DataFrame, path: str) -> Iterator[Fault]:
    """The base duty on goods is asked for by authority, goods and day, so there is one of each first day."""
    base = measures.loc[(measures["authority"] == "MFN") & (measures["goods"] != "")]
    start = base["effective_from"].fillna(_ALWAYS)
    for line in base.index[base.assign(start=start).duplicated(["goods", "start"])]:
        goods = str(base.at[line, "goods"])
        first = base.loc[(base["goods"] == goods) & (start == start[line]), "id"].iloc[0]
        message = (
            f"expected one base duty (MFN) on {goods} from one day, found another beside {first}; leave goods blank in"
            " one, or give the later its effective_from"
        )
        yield Fault(where=path, row=int(str(line)), column="goods", message=message)


def _rateless(measures: pd.DataFrame, links: pd.DataFrame, path: str) -> Iterator[Fault]:
    """A floor or cap is nothing without a rate; nor is an addition on goods that it covers."""
    rule = measures["rate_rule"]
    bounded = rule.str.startswith("floor") | (rule == "cap")
    charged = (rule == "additive") & measures["id"].isin(links.loc[links["role"] == "covers", "measure"])
    for line in measures.index[(bounded | charged) & measures["rate"].isna()]:
        message = f"expected a rate, for the rule is {rule[line]}, found nothing"
        yield Fault(where=path, row=int(line), column="rate", message=message)


def _without_goods(measures: pd.DataFrame, links: pd.DataFrame, path: str) -> Iterator[Fault]:
    """Whether the goods of a measure are on record is said, and so."""
    linked = measures["id"].isin(links.loc[links["role"] == "covers", "measure"])
    for line, name in measures.loc[(measures["scope_held"] == "yes") & ~linked, "measure_id"].items():
        message = (
            f"expected rows of measure_scopes.csv with the goods that {name!s} covers, found none; "
            "write no where the list was not read or no duty is charged"
        )
        yield Fault(where=path, row=int(str(line)), column="scope_held", message=message)
    for line, name in measures.loc[(measures["scope_held"] == "no") & linked, "measure_id"].items():
        message = f"expected yes, for measure_scopes.csv says what {name!s} covers, found 'no'"
        yield Fault(where=path, row=int(str(line)), column="scope_held", message=message)


def _spans(frames: Frames) -> pd.DataFrame:
    """Links that charge goods, by line, with authority, first day and first day off; in order of the first day."""
    measures, ends = frames["measures"], frames["measure_ends"]
    last = ends.sort_values("known_on", kind="stable").drop_duplicates("measure", keep="last")
    known = measures.drop_duplicates("id").set_index("id")
    end = dict(zip(last["measure"], last["effective_to"], strict=True))
    links = frames["measure_scopes"]
    links = links.loc[(links["role"] == "covers") & links["measure"].isin(known.index)]
    of = known.loc[links["measure"]]
    spans = links.assign(
        authority=of["authority"].to_numpy(),
        start=of["effective_from"].fillna(_ALWAYS).to_numpy(),
        end=pd.to_datetime(links["measure"].map(end)).fillna(_OPEN),
    )
    charged = (of["rate_rule"] != "exempt").to_numpy() & (spans["start"] < spans["end"])
    return spans.loc[charged].sort_values("start", kind="stable")


def _unplaced(links: pd.DataFrame, path: str) -> Iterator[Fault]:
    """Duties of section 232 are asked for in the order of their precedence: one without would be left out."""
    for line in links.index[(links["authority"] == "s232") & links["precedence"].isna()]:
        message = "expected the place in which this duty of section 232 is asked for, found nothing"
        yield Fault(where=path, row=int(line), column="precedence", message=message)


def _overlaps(links: pd.DataFrame, goods: str, path: str) -> Iterator[Fault]:
    """Of two measures on one list on one day the precedence must say which is asked first."""
    rows: list[dict[Any, Any]] = links.assign(line=links.index).to_dict("records")
    for at, later in enumerate(rows):
        for earlier in rows[:at]:
            ordered = abs(later["precedence"] - earlier["precedence"]) > 0  # not so where one is blank
            if later["start"] < earlier["end"] and not ordered:
                yield _unordered(earlier, later, goods, path)


def _unordered(earlier: dict[Any, Any], later: dict[Any, Any], goods: str, path: str) -> Fault:
    found = "nothing" if pd.isna(later["precedence"]) else f"{later['precedence']:g}"
    message = (
        f"expected a number other than that of {earlier['measure']}, which covers {goods} too "
        f"on {later['start']:%Y-%m-%d}, found {found}"
    )
    return Fault(where=path, row=int(later["line"]), column="precedence", message=message)


def _gaps(links: pd.DataFrame, what: str, path: str) -> Iterator[Fault]:
    """A duty that ends and is followed by another of its kind is followed at once."""
    reached = None
    for line, start, end in zip(links.index, links["start"], links["end"], strict=True):
        if reached is not None and start > reached:
            message = f"expected no gap: no measure of {what} from {reached:%Y-%m-%d} to {start:%Y-%m-%d}"
            yield Fault(where=path, row=int(line), column="measure", message=message)
        reached = end if reached is None else max(reached, end)


def _off_before_on(scopes: pd.DataFrame, ends: pd.DataFrame, path: str) -> Iterator[Fault]:
    start = pd.to_datetime(ends["scope"].map(dict(zip(scopes["id"], scopes["effective_from"], strict=True))))
    for line in ends.index[ends["effective_to"] <= start]:
        found = _day(ends.at[line, "effective_to"])
        message = f"expected a day after {start[line]:%Y-%m-%d}, its first on the list, found {found}"
        yield Fault(where=path, row=int(line), column="effective_to", message=message)


def _day(day: Any) -> str:
    return "nothing" if pd.isna(day) else f"{day:%Y-%m-%d}"
