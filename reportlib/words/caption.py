"""The words around an exhibit that more than one briefing shows: written once, so both say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlib.words.sentences import Sentence


@dataclass(frozen=True, kw_only=True)
class Caption:
    """Title (the finding), subtitle (measure, place, period), note, and what stands there where there is no data."""

    title: Sentence
    subtitle: str
    empty: str
    note: str = ""

    def words(self) -> dict[str, Any]:
        """The arguments of `Page.figure` and `Page.table` that are words: `page.figure(…, **caption.words())`."""
        around = {"title": self.title.template, "subtitle": self.subtitle, "empty": self.empty, "note": self.note}
        return around | self.title.values
