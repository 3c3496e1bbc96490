"""Sentences with findings in them: a template and sourced values become runs.

"The decision is due by {due:short}, {left} away." Markdown marks emphasis. Every number in a
sentence, in figures or in words, must come through a brace; a bare one is refused where it is written. Values are put
in after the Markdown has been read, so nothing a source says can act as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from string import Formatter
from typing import Any
from urllib.parse import unquote

from reportlib import words
from reportlib.blocks import Run, Runs, plain
from reportlib.errors import ProseError
from reportlib.markup import inline_runs
from reportlib.sourced import Finding, Sourced, told
from reportlib.words.figures import FORMS, noun
from reportlib.words.numerals import SIGN_LAST, UNIT_FIRST, seen

Filler = Sourced[Any] | str
_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


@dataclass(frozen=True)
class Prose:
    """Runs with the findings they print."""

    runs: Runs
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class _Slot:
    """One brace of a template: as it was typed, and what fills it."""

    typed: str
    filler: Filler
    spec: str


_EXPECTED: Mapping[type, tuple[str, str]] = {
    str: ("a sentence as text", 'Write it in quotes: page.say("The decision is due by {due}.", due=decision.due)'),
    Prose: ("sentences made with page.sentence", 'Make each with page.sentence("…", name=value).'),
    Sourced: ("a sourced frame", "Take it from an analysis function, which keeps the sources."),
}
"""What a call of the page takes, in words, and where to get it."""


def compose(template: str, fillers: Mapping[str, Filler]) -> Prose:
    """Fill a sentence.

    Raises ProseError for a bare numeral, a brace without a value, a value unused, a word or sign beside a brace
    that would make another quantity of it, and a brace that would not be printed as a finding: inside a word, an
    address, a link or a formula.
    """
    refuse_other("page", str, template)
    marked, slots = _slots(template, fillers)
    read = inline_runs(marked)
    _refuse_around(read, slots, template)
    _refuse_unused(template, fillers)
    _refuse_lost(read, slots, template)
    runs: list[Run] = []
    findings: list[Finding] = []
    for run in read:
        for text, index in _split(run.text):
            if index is None:
                runs.append(run.model_copy(update={"text": text}))
            else:
                runs.append(_filled(run, slots[index], template, findings))
    return Prose(tuple(run for run in runs if run.text), tuple(findings))


def _filled(run: Run, slot: _Slot, template: str, findings: list[Finding]) -> Run:
    """The run with what fills the brace; a finding is also noted."""
    if isinstance(slot.filler, str):
        refuse_numerals(slot.filler, template)
        return run.model_copy(update={"text": slot.filler})
    for inside, what in ((run.url, "a link"), (run.math, "a formula")):
        if inside:
            raise _misplaced(slot, template, what)
    found = finding(slot.filler, slot.spec)
    findings.append(found)
    return run.model_copy(update={"text": found.text, "finding": found.key})


def _refuse_around(read: Runs, slots: list[_Slot], template: str) -> None:
    """Refuse a number in the sentence as a reader sees it, and what beside a value makes another of it."""
    said = {f"{_OPEN}{n}{_CLOSE}": slot.filler for n, slot in enumerate(slots) if isinstance(slot.filler, str)}
    text = seen(_SLOT.sub(lambda hit: said.get(hit.group(), hit.group()), plain(read)))
    refuse_numerals(_SLOT.sub(_OPEN, text), template)
    for hit in _SLOT.finditer(text):
        slot, before, after = slots[int(hit.group(1))], text[: hit.start()], text[hit.end() :]
        for found, side in ((UNIT_FIRST.match(after), "after"), (SIGN_LAST.search(before), "before")):
            if found:
                raise ProseError(
                    f"{found.group().strip()!r} right {side} {slot.typed} in {template!r} makes another quantity of it",
                    tip="Take it out: sign, scale and unit are printed with the value; a counted noun is {n:meeting}.",
                )
        if before[-1:].isalnum() or after[:1].isalnum():
            raise _misplaced(slot, template, "a word")


def _refuse_lost(runs: Runs, slots: list[_Slot], template: str) -> None:
    """Refuse a brace that Markdown took for a part of an address or of its title, so that no text prints it."""
    printed = {index for run in runs for _, index in _split(run.text) if index is not None}
    for index, slot in enumerate(slots):
        if index not in printed or any(f"{_OPEN}{index}{_CLOSE}" in unquote(run.url) for run in runs):
            raise _misplaced(slot, template, "an address")


def _misplaced(slot: _Slot, template: str, what: str) -> ProseError:
    return ProseError(
        f"{slot.typed} in {template!r} stands inside {what}",
        tip=f"Print the value outside {what}: it links to its own papers.",
    )


def finding(value: Sourced[Any], spec: str = "") -> Finding:
    """A sourced scalar as it is printed. Raises ProseError without key, source or formula, or text."""
    if not value.key:
        raise ProseError(
            f"a value printed in prose needs a key: {value.value!r} ({value.unit})",
            tip='Give it a stable name, such as key="deal.days_left".',
        )
    if not value.sources and not value.formula:  # a formula brings its inputs; an assumption has nothing else
        raise ProseError(
            f"{value.key}: no source stands behind {value.value!r}",
            tip="Take the value from the desk or from an analysis function, which keep the sources.",
        )
    try:
        text, scalar = words.render(value.value, value.unit, spec), value.as_scalar()
    except (TypeError, ValueError) as exc:
        raise ProseError(
            f"{value.key}: {str(exc).removeprefix(f'{value.key}: ')}",
            tip="Print a finite number, a day or words, in a unit and a form that words.render knows.",
        ) from exc
    if not text:
        raise ProseError(f"{value.key}: the value is not known", tip="Write the sentence that says so.")
    return Finding(
        key=value.key,
        value=scalar,
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
            tip="Pass it as a sourced value in braces: {name}, or {name:meeting} for a count in words with its noun.",
        )


def _slots(template: str, fillers: Mapping[str, Filler]) -> tuple[str, list[_Slot]]:
    """The template with a sign in place of each brace, and the braces in order."""
    marked: list[str] = []
    slots: list[_Slot] = []
    for literal, name, spec, conversion in _parsed(template):
        marked.append(literal)
        if name is None:
            continue
        slots.append(_slot(template, fillers, name, spec or "", conversion or ""))
        marked.append(f"{_OPEN}{len(slots) - 1}{_CLOSE}")
    return "".join(marked), slots


def _refuse_unused(template: str, fillers: Mapping[str, Filler]) -> None:
    """Told after a bare numeral: whoever types a number in place of a brace is to hear of the number first."""
    unused = sorted(set(fillers) - {name for _, name, _, _ in _parsed(template) if name is not None})
    if unused:
        raise ProseError(
            f"{', '.join(unused)} is given but not used in {template!r}",
            tip="Name it in a brace, or take the argument out.",
        )


def _parsed(template: str) -> list[tuple[str, str | None, str | None, str | None]]:
    _refuse_signs(unescape(template), template)
    try:
        return list(Formatter().parse(template))
    except ValueError as exc:
        raise ProseError(
            f"a brace in {template!r} is not closed: {exc}",
            tip="Close it, {name}; a brace that is to be printed is written twice, {{ or }}.",
        ) from exc


def _refuse_signs(text: str, template: str) -> None:
    if _OPEN in text or _CLOSE in text:
        raise ProseError(f"{template!r} holds a sign that stands for a brace here", tip="Take U+E000 and U+E001 out.")


def _slot(template: str, fillers: Mapping[str, Filler], name: str, spec: str, conversion: str) -> _Slot:
    typed = "{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"
    where = f"{typed} in {template!r}"
    if conversion:
        raise ProseError(f"{where}: no conversion is known", tip=f"Write {{{name}}}: the unit says how it is printed.")
    if "{" in spec:
        raise ProseError(f"{where}: a brace inside a brace", tip="Write the print form itself, as in {due:short}.")
    if name not in fillers:
        raise ProseError(
            f"{where} has no value; given: {', '.join(sorted(fillers)) or 'none'}",
            tip="Pass a sourced value under this name.",
        )
    filler = fillers[name]
    _refuse_unsourced(where, filler)
    if isinstance(filler, str):
        _refuse_signs(filler, template)
        _refuse_form(where, spec)
    return _Slot(typed=typed, filler=filler, spec=spec)


def _refuse_unsourced(where: str, filler: object) -> None:
    if not isinstance(filler, Sourced | str):
        raise ProseError(
            f"{where}: expected a sourced value, or words without a number, found {told(filler)}",
            tip="Take the value from the desk or from an analysis function, which keep the sources.",
        )


def refuse_other(where: str, kind: type, *given: object) -> None:
    """Raise ProseError where a call of the page was handed something other than a `kind`."""
    for one in given:
        if not isinstance(one, kind):
            expected, tip = _EXPECTED[kind]
            raise ProseError(f"{where}: expected {expected}, found {told(one)}", tip=tip)


def _refuse_form(where: str, spec: str) -> None:
    """Words take no print form; but a noun may stand where code says "no uses" in place of a count."""
    if not spec:
        return
    if spec in FORMS:
        raise ProseError(f"{where}: words chosen by code take no print form", tip="Take the colon and the form out.")
    try:
        noun(spec)
    except ValueError as exc:
        raise ProseError(f"{where}: {exc}", tip="Write one plain noun after the colon, or nothing.") from exc


def _split(text: str) -> Iterable[tuple[str, int | None]]:
    at = 0
    for found in _SLOT.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], None
        yield "", int(found.group(1))
        at = found.end()
    if at < len(text):
        yield text[at:], None
