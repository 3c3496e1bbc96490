"""The annexes as Typst code: how the computed numbers were made, and the sources.

Belongs here: one entry of each. Does not belong here: which sources are cited, and in which order
(`reportlib.press.register`), how annexes look (`templates/briefing.typ`).
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlib.press.document import Document
from reportlib.press.labels import Labels
from reportlib.press.links import safe_href
from reportlib.press.register import CitedSource, computed_anchor, inputs_in_words
from reportlib.press.typst_exhibits import references
from reportlib.press.typst_words import Words, array, literal
from reportlib.sourced import Finding


@dataclass(frozen=True)
class Annexes:
    """Writes the annexes of one document."""

    document: Document
    words: Words
    labels: Labels

    def sources(self) -> str:
        """The cited sources, numbered, or ""."""
        if not self.document.sources:
            return ""
        items = ",\n  ".join(self.source_entry(cited) for cited in self.document.sources)
        undated = any(cited.source.published is None for cited in self.document.sources)
        note = self.words.string(self.labels["undated"]) if undated else "none"
        return f"sources-annex({self.words.string(self.labels['sources'])}, {note}, (\n  {items},\n))"

    def source_entry(self, cited: CitedSource) -> str:
        """Publisher, title as the link (it can be read on its own), day, copy, address in print.

        Without a title the address is the link; without either, the publisher stands alone.
        """
        source, words = cited.source, self.words
        address = safe_href(source.url)
        shown = source.url.removeprefix("https://").removeprefix("http://").rstrip("/")
        title = f"address({words.string(shown)})" if shown and not source.title else words.text(source.title)
        linked = f"weblink({literal(address)}, {title})" if address else title
        when = f", {self.labels['published']} {self.labels.day(source.published)}" if source.published else ""
        tail = when + (f", {self.labels['copy_at'].format(host=source.copy_at)}" if source.copy_at else "") + "."
        parts = ['text(". ")', linked] if source.title or shown else []
        parts.append(words.text(tail))
        if address and source.title and shown:
            parts += ['text(" ")', f"address({words.string(shown)})"]
        return f"({cited.number}, {literal(cited.anchor)}, {words.string(source.publisher)}, {{ {'; '.join(parts)} }})"

    def computed(self) -> str:
        """How the computed numbers were made, or ""."""
        if not self.document.computed:
            return ""
        headers = [self.labels[f"computed_{name}"] for name in ("number", "formula", "inputs", "sources")]
        rows = [self.computed_row(finding) for finding in self.document.computed]
        return (
            f"computed-annex({self.words.string(self.labels['computed'])}, (1fr, 1.6fr, 2.3fr, 70pt), "
            f"{array([self.words.string(header) for header in headers])}, (\n  " + ",\n  ".join(rows) + ",\n))"
        )

    def computed_row(self, finding: Finding) -> str:
        """Number, formula, inputs and sources of one finding."""
        name = f"[#strong({self.words.text(finding.text)})#label({literal(computed_anchor(finding.key))})]"
        cells = [self.words.text(finding.formula), self.words.text(inputs_in_words(finding))]
        return array([name, *cells, f"cite-list({references(self.document.cited(finding.sources))})"])
