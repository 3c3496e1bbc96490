"""An executed notebook as one document: what both pages print.

Belongs here: what a page has, and what a number or an exhibit cites. Does not belong here: reading it from cells
(`reportlib.press.reading`), how anything looks (`reportlib.press.typst`, `reportlib.press.html`), where it is put
(`reportlib.publish`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reportlib import blocks
from reportlib.blocks import Masthead, Runs
from reportlib.press.pieces import Item
from reportlib.press.register import (
    CitedSource,
    computed_anchor,
)
from reportlib.sourced import Finding


@dataclass(frozen=True, kw_only=True)
class File:
    """A file laid beside the page and into the PDF."""

    name: str
    media_type: str
    description: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Document:
    """Everything a page prints, checked and numbered.

    `masthead` is None for an ordinary notebook, which has a `title` only. `items` leave out the
    masthead, and hold code cells (`CodeCell`) and attachments where they stand. `cutoff` is the day of
    the newest row behind any block.
    """

    name: str
    title: Runs
    masthead: Masthead | None
    items: tuple[Item, ...]
    sources: tuple[CitedSource, ...]
    findings: Mapping[str, Finding]
    attachments: tuple[File, ...]
    provenance: Mapping[str, Any]
    cutoff: date | None = None
    warnings: tuple[str, ...] = ()
    _cited: Mapping[str, CitedSource] = field(default_factory=dict, repr=False)

    @property
    def language(self) -> str:
        """Language of the page, as in `lang`."""
        return self.masthead.language if self.masthead else "en"

    @property
    def content_id(self) -> str:
        """The content id, or "" where the notebook was not run by `reportlib build`."""
        return str(self.provenance["content_id"])

    @property
    def computed(self) -> tuple[Finding, ...]:
        """Findings made by a formula, for the annex that says how."""
        return tuple(finding for finding in self.findings.values() if finding.formula)

    @property
    def anchors(self) -> frozenset[str]:
        """Ids a link within the page may lead to: sections, exhibits, sources and the making of numbers."""
        items = {item.anchor for item in self.items if item.anchor}
        return frozenset(
            items | {one.anchor for one in self.sources} | {computed_anchor(one.key) for one in self.computed}
        )

    def cited(self, source_ids: Iterable[str]) -> list[CitedSource]:
        """Cited sources by number, each once."""
        return sorted((self._cited[one] for one in set(source_ids)), key=lambda one: one.number)

    def cited_below(self, exhibit: blocks.Figure | blocks.Table) -> list[CitedSource]:
        """The sources an exhibit rests on, less those its rows cite themselves."""
        rows = exhibit.rows if isinstance(exhibit, blocks.Table) else ()
        return self.cited({source.id for source in exhibit.sources} - {one for row in rows for one in row.cites})

    def target_of(self, finding_key: str) -> str:
        """The anchor a printed finding links to: how it was made if it was computed, else its first source."""
        finding = self.findings[finding_key]
        return computed_anchor(finding_key) if finding.formula else self._cited[finding.sources[0]].anchor
