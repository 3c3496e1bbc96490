"""Numerals on a page without a finding behind them.

Belongs here: finding them in parsed Markdown and in printed runs, where list numbers, addresses and equations are no
prose. Does not belong here: sentences with values (`reportlib.exhibits.prose` refuses as they are made).
"""

from __future__ import annotations

import re

from reportlib.blocks import Run, Runs
from reportlib.press.markdown import Heading, read_markdown
from reportlib.press.pieces import Origin, runs_in
from reportlib.words.numerals import bare_numerals

_VALUE = "\ue000"
"""Stands for a finding, which is no bare numeral, yet parts what stands beside it."""
_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]")
"""Words in a row: what stands between two dollar signs is then a sentence, not an equation."""


def numerals_in(source: str, origin: Origin) -> list[str]:
    """Numerals a Markdown cell would print, in order; those of equations, code and addresses are no claims."""
    found: list[str] = []
    for piece in read_markdown(source, origin):
        runs = piece.runs if isinstance(piece, Heading) else tuple(runs_in(piece))
        found += bare_numerals("".join(_prose(run) for run in runs))
    return found


def numerals_printed(runs: Runs) -> list[str]:
    """Numerals that runs print beside their findings, in order."""
    return bare_numerals("".join(_VALUE if run.finding else _prose(run) for run in runs))


def _prose(run: Run) -> str:
    spoken = not (run.code or (run.math and not _WORDS.search(run.text)) or (run.url and run.text == run.url))
    note = "".join(map(_prose, run.footnote))
    return f"{run.text if spoken else ' '}{f' {note} ' if note else ''}"
