"""A sentence as a template with its values, and what any sentence needs: made, written out, measured.

Belongs here: what knows no topic. Does not belong here: tense (`tense`), or words of a topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import Formatter
from typing import Any

from reportlib.sourced import Sourced
from reportlib.words.figures import render


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A template and the values its braces name."""

    template: str
    values: dict[str, Sourced[Any] | str]


def made(template: str, **values: Sourced[Any] | str) -> Sentence:
    """A template with its values."""
    return Sentence(template=template, values=dict(values))


def written(sentence: Sentence) -> str:
    """A sentence as plain text."""
    pieces = []
    for literal, name, spec, _ in Formatter().parse(sentence.template):
        pieces.append(literal)
        if name is not None:
            value = sentence.values[name]
            pieces.append(value if isinstance(value, str) else render(value.value, value.unit, spec or ""))
    return "".join(pieces)


def length(sentence: Sentence) -> int:
    """Words of a sentence as printed."""
    return len(written(sentence).split())


def together(names: Sequence[str]) -> str:
    """Names in a row: a, b and c."""
    return " and ".join(", ".join(names).rsplit(", ", 1))


def size(change: Sourced[float]) -> Sourced[float]:
    """A change without its sign, where a word says the direction. Its formula says so, also of one as recorded."""
    formula = f"{change.formula or 'as recorded'}, without sign"
    inputs = change.inputs or {"recorded": change.value}
    return replace(change, value=abs(change.value), key=f"{change.key}_size", formula=formula, inputs=inputs)
