"""Rules that hold between rows and tables: keys, ids and the clock.

Each rule takes every table at once and yields faults. Frames are indexed by the line their row
starts on, so that a fault can name it. Belongs here: what no single cell can show. Does not
belong here: what one cell may hold (the models say that) or one row (`reportlib.schemas.rows`), and the rules of
the law of duties (`reportlib.schemas.law_rules`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from reportlib.errors import Fault
from reportlib.schemas import law_rules
from reportlib.schemas.rows import ROW_RULES, RowRule, iso
from reportlib.schemas.table import ForeignKey, TableSpec

Frames = Mapping[str, pd.DataFrame]
Specs = Mapping[str, TableSpec]
Rows = pd.DataFrame


def faults(frames: Frames, specs: Specs) -> Iterator[Fault]:
    """Every broken rule of the tables given; tables that could not be read are simply not asked."""
    yield from _duplicate_ids(frames, specs)
    for name, rows in frames.items():
        spec = specs[name]
        for key in spec.keys:
            if key.table in frames:
                yield from _broken_key(spec, rows, key, frames[key.table], specs[key.table])
        for earlier, later in spec.in_order:
            yield from _out_of_order(spec, rows, earlier, later)
        if "sources" in frames and spec.clock and "source" in rows:
            yield from _known_before_source(spec, rows, spec.clock, frames["sources"])
        for rule in ROW_RULES.get(name, ()):
            for line in rows.index[rule.broken(rows)]:
                yield Fault(where=spec.path, row=_line(line), column=rule.column, message=_with_found(rule, rows, line))
    yield from _ends_before_start(frames, specs)
    yield from _pledge_clock(frames, specs)
    yield from law_rules.faults(frames, specs)


def _with_found(rule: RowRule, rows: Rows, line: Any) -> str:
    """What a rule of rows expected, and what stands in its column."""
    if rule.says_found:
        return rule.message
    cell: Any = rows.at[line, rule.column]
    if cell == "" or pd.isna(cell):
        return f"{rule.message}, found nothing"
    shown = repr(cell) if isinstance(cell, str) else f"{cell:%Y-%m-%d}" if hasattr(cell, "year") else f"{cell:g}"
    return f"{rule.message}, found {shown}"


def _duplicate_ids(frames: Frames, specs: Specs) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for name, rows in frames.items():
        for line, key in rows["id"].items():
            place = f"{specs[name].path}:{line}"
            if key and first.setdefault(key, place) != place:
                yield Fault(
                    where=specs[name].path, row=_line(line), column="id",
                    message=f"expected an id of its own, found {key!r}, which {first[key]} has already",
                )  # fmt: skip


def _broken_key(spec: TableSpec, rows: Rows, key: ForeignKey, target: Rows, other: TableSpec) -> Iterator[Fault]:
    cells = rows[key.column]
    if key.many:
        cells = cells.str.split(";").explode()
    cells = cells[cells != ""]
    for line, cell in cells[~cells.isin(target[key.target])].items():
        message = f"expected {'ids' if key.target == 'id' else key.target} of {other.path}, found {cell!r}"
        yield Fault(where=spec.path, row=_line(line), column=key.column, message=message)
    if key.unless_known:
        # Of several rows on one key the earliest counts: from then on the key was on record.
        on_record = target.groupby(key.target)["known_on"].min().reindex(cells).set_axis(cells.index)
        own = rows["known_on"].reindex(cells.index)
        for line in cells.index[own < on_record]:
            message = (
                f"known on {own[line]:%Y-%m-%d}, before {key.unless_known} ({cells[line]}, {on_record[line]:%Y-%m-%d})"
            )
            yield Fault(where=spec.path, row=_line(line), column="known_on", message=message)


def _out_of_order(spec: TableSpec, rows: Rows, earlier: str, later: str) -> Iterator[Fault]:
    first, last = rows[earlier], rows[later]
    if first.dtype != last.dtype:
        first, last = iso(first), iso(last)
    late = (first > last) & (first != "") & (last != "")
    for line, found, limit in zip(rows.index[late], iso(first[late]), iso(last[late]), strict=True):
        message = f"expected a day not after {later} ({limit}), found {found}"
        yield Fault(where=spec.path, row=_line(line), column=earlier, message=message)


def _known_before_source(spec: TableSpec, rows: Rows, clock: str, sources: Rows) -> Iterator[Fault]:
    printed = dict(zip(sources["id"], iso(sources["published"]), strict=True))
    for line, source, day in zip(rows.index, rows["source"], iso(rows[clock]), strict=True):
        if day and day < printed.get(source, ""):
            message = f"expected {printed[source]}, the day {source} was published, or later, found {day}"
            yield Fault(where=spec.path, row=_line(line), column=clock, message=message)


def _ends_before_start(frames: Frames, specs: Specs) -> Iterator[Fault]:
    if not {"measures", "measure_ends"} <= frames.keys():
        return
    start = dict(zip(frames["measures"]["id"], iso(frames["measures"]["effective_from"]), strict=True))
    ends = frames["measure_ends"]
    for line, measure, end in zip(ends.index, ends["measure"], iso(ends["effective_to"]), strict=True):
        if end and end < start.get(measure, ""):
            message = f"expected {start[measure]}, the start of {measure}, or later, found {end}"
            yield Fault(where=specs["measure_ends"].path, row=_line(line), column="effective_to", message=message)


def _pledge_clock(frames: Frames, specs: Specs) -> Iterator[Fault]:
    if not {"pledges", "pledge_stages"} <= frames.keys():
        return
    stages = frames["pledge_stages"]
    first = pd.Series(iso(stages["known_on"]).to_numpy(), index=stages["pledge"]).groupby(level=0).min()
    pledges = frames["pledges"]
    for line, pledge, day in zip(pledges.index, pledges["id"], iso(pledges["known_on"]), strict=True):
        expected = first.get(pledge, "a stage in pledge_stages.csv")
        if day and day != expected:
            message = f"expected {expected}, the day of its first stage, found {day}"
            yield Fault(where=specs["pledges"].path, row=_line(line), column="known_on", message=message)


def _line(index: Any) -> int:
    return int(index)
