"""Sentences with findings in them: a template and sourced values become runs.

"The decision is due by {due:short}, {left} away." Markdown marks emphasis. Every number in a
sentence must come through a brace; a bare numeral is refused where it is written. Values are put
in after the Markdown has been read, so nothing a source says can act as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from reportlib import words
from reportlib.blocks import Run, Runs
from reportlib.errors import ProseError
from reportlib.markup import inline_runs
from reportlib.sourced import Finding, Sourced

Filler = Sourced[Any] | str
_SLOT = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True)
class Prose:
    """Runs with the findings they print."""

    runs: Runs
    findings: tuple[Finding, ...]


def compose(template: str, fillers: Mapping[str, Filler]) -> Prose:
    """Fill a sentence. Raises ProseError for a bare numeral, a brace without a value, a value unused."""
    pieces, slots = _slots(template, fillers)
    refuse_numerals(_SLOT.sub(" ", pieces), template)
    runs: list[Run] = []
    findings: list[Finding] = []
    for run in inline_runs(pieces):
        for text, index in _split(run.text):
            if index is None:
                runs.append(run.model_copy(update={"text": text}))
                continue
            filler, spec = slots[index]
            if isinstance(filler, str):
                refuse_numerals(filler, template)
                runs.append(run.model_copy(update={"text": filler}))
            else:
                found = finding(filler, spec)
                findings.append(found)
                runs.append(run.model_copy(update={"text": found.text, "finding": found.key}))
    return Prose(tuple(run for run in runs if run.text), tuple(findings))


def finding(value: Sourced[Any], spec: str = "") -> Finding:
    """A sourced scalar as it is printed. Raises ProseError where it has no key, no source or no text."""
    if not value.key:
        raise ProseError(f"a value printed in prose needs a key: {value.value!r} ({value.unit})")
    if not value.sources:
        raise ProseError(f"{value.key}: no source stands behind {value.value!r}")
    text = words.render(value.value, value.unit, spec)
    if not text:
        raise ProseError(f"{value.key}: the value is not known; write the sentence that says so")
    return Finding(
        key=value.key,
        value=value.as_scalar(),
        unit=value.unit,
        text=text,
        sources=value.sources,
        facts=value.facts,
        formula=value.formula,
        inputs=dict(value.inputs),
    )


def refuse_numerals(text: str, template: str) -> None:
    """Raise ProseError for a numeral in `text`; the message quotes the `template` it stands in."""
    bare = words.bare_numerals(text)
    if bare:
        raise ProseError(
            f"bare numeral {bare[0]!r} in the sentence {template!r}: no finding stands behind it",
            tip="Put the value in braces, {name}, and pass it as a sourced value.",
        )


def _slots(template: str, fillers: Mapping[str, Filler]) -> tuple[str, list[tuple[Filler, str]]]:
    pieces: list[str] = []
    slots: list[tuple[Filler, str]] = []
    used: set[str] = set()
    for literal, name, spec, _ in Formatter().parse(template):
        pieces.append(literal)
        if name is None:
            continue
        if name not in fillers:
            raise ProseError(f"{{{name}}} in {template!r} has no value; given: {', '.join(sorted(fillers)) or 'none'}")
        used.add(name)
        pieces.append(f"\ue000{len(slots)}\ue001")
        slots.append((fillers[name], spec or ""))
    unused = sorted(set(fillers) - used)
    if unused:
        raise ProseError(f"{', '.join(unused)} is given but not used in {template!r}")
    return "".join(pieces), slots


def _split(text: str) -> Iterable[tuple[str, int | None]]:
    at = 0
    for found in _SLOT.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], None
        yield "", int(found.group(1))
        at = found.end()
    if at < len(text):
        yield text[at:], None
