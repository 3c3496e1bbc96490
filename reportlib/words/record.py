"""Sentences about the record itself: how far it reaches, who is cited, what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reportlib.desk import Desk
from reportlib.sourced import Source
from reportlib.words.days import day

TRACKS = {
    "talks": "talks",
    "investment": "investment",
    "deal": "U.S. Steel",
    "tariff-law": "tariff law",
    "legal": "courts",
    "politics": "politics",
    "us-steel-share-price": "share price",
}
"""Names of coverage tracks as readers know them."""


def coverage_sentence(desk: Desk, tracks: Sequence[str]) -> str:
    """How far the record has been checked on this day: one phrase when all tracks reach it."""
    short = [(TRACKS.get(track, track), desk.horizon(track)) for track in tracks if desk.horizon(track) < desk.as_of]
    if not short:
        return "for this day on all tracks"
    ends = "; ".join(f"{name} to {day(end)}" for name, end in sorted(short, key=lambda pair: pair[1], reverse=True))
    rest = len(tracks) - len(short)
    return f"{ends}; other tracks to this day" if rest else ends


def source_line(sources: Iterable[Source]) -> str:
    """Publishers of an exhibit, each once, in order of first use; copies are called copies."""
    names = dict.fromkeys(f"{one.publisher} (copy)" if one.copy_at else one.publisher for one in sources)
    return "; ".join(names)


def stamp(written: date, changed: Sequence[str]) -> str:
    """The notice on a commentary older than what it leans on."""
    return f"Written {day(written)}, before later facts became known: {'; '.join(changed)}."
