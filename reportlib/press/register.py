"""Registers of a document: its findings and its numbered sources, and the anchors both are linked by.

Belongs here: what must hold across cells (one key, one value; every citation has its source).
Does not belong here: reading cells (`reportlib.press.reading`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count

from reportlib import blocks
from reportlib.errors import ProseError
from reportlib.press.pieces import Item, Origin, refuse, runs_in
from reportlib.sourced import Finding, Scalar, Source, difference


@dataclass(frozen=True, kw_only=True)
class CitedSource:
    """A source with its number on the page and its id in the annex."""

    number: int
    source: Source
    anchor: str


def finding_anchor(key: str) -> str:
    """The id of the place where a finding is first printed."""
    return f"finding-{slug(key)}"


def computed_anchor(key: str) -> str:
    """The id of a finding's line in the annex of computed numbers."""
    return f"computed-{slug(key)}"


def source_anchor(source_id: str) -> str:
    """The id of a source in the annex."""
    return f"source-{slug(source_id)}"


def exhibit_anchor(key: str) -> str:
    """The id of a figure or table."""
    return f"exhibit-{key}"


class Anchors:
    """Ids of one kind, each once: words that differ only in signs would share one."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """The id, with a number behind it where it is taken."""
        free = next(one for one in chain([wanted], (f"{wanted}-{at}" for at in count(2))) if one not in self._taken)
        self._taken.add(free)
        return free


class Places:
    """Where findings are printed on one page: each has its anchor where it stands first."""

    def __init__(self) -> None:
        self._placed: set[str] = set()

    def anchor(self, key: str) -> str:
        """The anchor of a finding the first time it is asked for, then ""."""
        if key in self._placed:
            return ""
        self._placed.add(key)
        return finding_anchor(key)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by dashes; letters of other scripts are kept."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\W_]+", "-", folded).strip("-") or "part"


def register_findings(items: Sequence[Item]) -> dict[str, Finding]:
    """Findings by key in order of first print; one key has one value, one set of papers and one anchor.

    The text may differ: a day is printed long in one place and short in another.
    """
    found: dict[str, Finding] = {}
    places: dict[str, Origin] = {}
    anchors: dict[str, str] = {}
    for item in items:
        for finding in item.block.findings:
            first = found.setdefault(finding.key, finding)
            place = places.setdefault(finding.key, item.origin)
            other = difference(finding, first)
            if other:
                raise ProseError(
                    f"{item.origin}: finding {finding.key} ({finding.text!r}): {other} in {place}",
                    tip="Give the second value a key of its own, or compute it once.",
                )
            if anchors.setdefault(finding_anchor(finding.key), finding.key) != finding.key:
                other = anchors[finding_anchor(finding.key)]
                refuse(item.origin, f"findings {finding.key} and {other} would share one link", tip="Rename one.")
        for run in runs_in(item.block):
            if run.finding and run.finding not in found:
                refuse(
                    item.origin,
                    f"{run.text!r} names the finding {run.finding!r}, which the cell does not carry",
                    tip="Print numbers with say(...), which carries them.",
                )
    return found


def register_cutoff(items: Sequence[Item]) -> date | None:
    """The data cut-off: the day of the newest row behind any block. Refuses a row the page could not know."""
    known = [(item.block.newest, item.origin) for item in items if item.block.newest]
    heads = [item.block.as_of for item in items if isinstance(item.block, blocks.Masthead)]
    for day, origin in known:
        if heads and day > heads[0]:
            refuse(
                origin,
                f"a row known only on {day} stands on a page as of {heads[0]}",
                tip="Take every value from the desk of the page.",
            )
    return max((day for day, _ in known), default=None)


def register_sources(items: Sequence[Item], findings: Mapping[str, Finding]) -> tuple[CitedSource, ...]:
    """Sources numbered in the order in which the page first cites them."""
    known: dict[str, Source] = {}
    for item in items:
        for source in item.block.sources:
            if known.setdefault(source.id, source) != source:
                refuse(item.origin, f"source {source.id} differs from an earlier one", tip="Run the notebook again.")
    cited: dict[str, Source] = {}
    for item in items:
        for source_id in _citations(item, findings):
            if source_id not in known:
                refuse(
                    item.origin,
                    f"source {source_id!r} is cited but the cell does not carry it",
                    tip="Let the exhibit or say(...) gather its sources, and run the notebook again.",
                )
            cited[source_id] = known[source_id]
    anchors = Anchors()
    return tuple(
        CitedSource(number=number, source=source, anchor=anchors.take(source_anchor(source.id)))
        for number, source in enumerate(cited.values(), 1)
    )


def inputs_in_words(finding: Finding) -> str:
    """Inputs of a formula by name: a notebook file keeps no other order."""
    return "; ".join(f"{name} = {_scalar(value)}" for name, value in sorted(finding.inputs.items()))


def _scalar(value: Scalar) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _citations(item: Item, findings: Mapping[str, Finding]) -> Iterator[str]:
    """Ids of the sources one block cites, in reading order."""
    for run in runs_in(item.block):
        if run.finding:
            finding = findings[run.finding]
            if not finding.sources and not finding.formula:
                refuse(
                    item.origin,
                    f"{run.text!r} (finding {finding.key}) has neither a source nor a formula",
                    tip="Take the value from the desk or from a formula function, which keep the sources.",
                )
            yield from finding.sources
    if isinstance(item.block, blocks.Table):
        yield from (source_id for row in item.block.rows for source_id in row.cites)
    yield from (source_id for finding in item.block.findings for source_id in finding.sources)
    yield from (source.id for source in item.block.sources)
