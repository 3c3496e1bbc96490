"""One value per quantity in an issue: the briefings of one day are compared before any of them is put in place.

Belongs here: what identifies a quantity across briefings, which editions may be compared, and what a contradiction
says (docs/decisions/0007). Does not belong here: one page by itself (`reportlib.publish.gates`), and what is then
done with an edition (`reportlib.publish.build`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from reportlib.errors import ProseError
from reportlib.publish.manifest import MANIFEST
from reportlib.sourced import Finding, Scalar

PRINT_FORM = ", one decimal"
"""What a unit may add about print alone."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What one edition says and what it was made from, read from its folder."""

    label: str
    title: str
    as_of: str
    on: str
    variant: str
    parameters: Mapping[str, Any]
    made_from: Mapping[str, str]
    content_id: str
    findings: tuple[Finding, ...]

    def same_record(self, other: Edition) -> bool:
        """Whether both were made from the same tables, as cut to the day, by the same library."""
        return not self.apart(other)

    def apart(self, other: Edition) -> list[str]:
        """Names of the tables that differ between the two, and `library`."""
        names = {*self.made_from, *other.made_from}
        return sorted(name for name in names if self.made_from.get(name) != other.made_from.get(name))


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two editions that give one quantity two values."""

    labels: tuple[str, str]
    message: str


def read_edition(folder: Path) -> Edition:
    """An edition as it lies in its folder. Raises OSError or ValueError for one that cannot be read."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    papers = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    try:
        briefing, variant = manifest["briefing"], manifest["variant"]
        scenario_free = {name: digest for name, digest in manifest["tables"].items() if "/" not in name}
        return Edition(
            label=f"{briefing}--{variant}" if variant else briefing,
            title=manifest["title"],
            as_of=manifest["as_of"],
            on=manifest["on"],
            variant=variant,
            parameters=manifest["parameters"],
            made_from={**scenario_free, "library": manifest["library"]["sources"]},
            content_id=manifest["content_id"],
            findings=tuple(Finding.model_validate(one) for one in papers["findings"]),
        )
    except (KeyError, TypeError, AttributeError) as exc:
        raise ValueError(f"no edition: {exc!r}") from exc


def contradictions(editions: Sequence[Edition]) -> list[Contradiction]:
    """Every quantity with two values among editions of one day; each pair of editions once."""
    pairs = ((one, other) for at, one in enumerate(editions) for other in editions[at + 1 :])
    return [found for one, other in pairs if _comparable(one, other) for found in _between(one, other)]


def refusal(found: Sequence[Contradiction], label: str, built: Sequence[str]) -> ProseError:
    """The error that holds one edition; `built` are the labels of this build, the others stand published."""
    standing = sorted({name for one in found for name in one.labels if name not in built})
    both = (
        f"{', '.join(standing)} stands published from the same record: if it is the one that is wrong, correct it and "
        f"build it together with {label}. "
        if standing
        else ""
    )
    return ProseError(
        "\n".join(one.message for one in found),
        tip=f"{both}Compute the quantity once, in the library, and print that value in both; where they are two "
        "quantities, give one a key of its own. Every edition named is held; what was published before stands.",
    )


def _comparable(one: Edition, other: Edition) -> bool:
    """Whether both were asked the same: day, entry day, variant, and every choice in words that both offer."""
    if (one.as_of, one.on, one.variant) != (other.as_of, other.on, other.variant):
        return False
    return all(one.parameters[name] == other.parameters[name] for name in _shared(one, other, str))


def _shared(one: Edition, other: Edition, kind: type | tuple[type, ...]) -> list[str]:
    """Parameters of a kind that both have, but for the days, which are compared as they were understood."""
    names = (one.parameters.keys() & other.parameters.keys()) - {"as_of", "on"}
    return sorted(name for name in names if isinstance(one.parameters[name], kind))


def _between(one: Edition, other: Edition) -> Iterator[Contradiction]:
    """The contradictions of two comparable editions, each pair of findings once."""
    assumed = [name for name in _shared(one, other, (int, float)) if one.parameters[name] != other.parameters[name]]
    for here, there in product(one.findings, other.findings):
        shared = _identity(here, there)
        if not shared or _said(here) == _said(there):
            continue
        if assumed and here.formula and here.inputs != there.inputs:
            continue  # two numbers on two assumptions, each of which stands in its inputs
        yield Contradiction(
            labels=(one.label, other.label),
            message=f"{one.label} and {other.label} as of {one.as_of} contradict each other on {shared}: "
            f"{_shown(here)} in {one.label}, {_shown(there)} in {other.label}",
        )


def _identity(here: Finding, there: Finding) -> str:
    """Why two findings of two briefings are one quantity, in words; "" where they are not known to be."""
    if here.key == there.key:
        return f"the finding {here.key}"
    if here.formula and _making(here) == _making(there):
        return f"what {here.formula!r} gives for the same inputs ({here.key}, {there.key})"
    if not here.formula and not there.formula and here.facts and _cell(here) == _cell(there):
        return f"the same cell of the record, {', '.join(here.facts)} ({here.key}, {there.key})"
    return ""


def _making(found: Finding) -> tuple[object, ...]:
    inputs = {name: _scalar(value) for name, value in found.inputs.items()}
    return (found.formula, sorted(inputs.items()), sorted(found.facts), sorted(found.sources))


def _cell(found: Finding) -> tuple[object, ...]:
    """Rows and, as the last part of the key, what is told of them: `deal.offer_price.due` and `talks.offer.due`."""
    return (sorted(found.facts), found.key.rpartition(".")[2])


def _said(found: Finding) -> tuple[str, str]:
    said = _scalar(found.value)
    if found.unit == "text":  # words that open a sentence have a capital there
        said = said[:1].lower() + said[1:]
    return said, found.unit.removesuffix(PRINT_FORM)


def _scalar(value: Scalar) -> str:
    """Twelve digits, as numbers are printed: what arithmetic in binary leaves behind them is no information."""
    return f"{value:.12g}" if isinstance(value, int | float) else str(value)


def _shown(found: Finding) -> str:
    made = f" from {', '.join(f'{name} = {value}' for name, value in sorted(found.inputs.items()))}"
    return f"{found.text!r} ({_scalar(found.value)}, {found.unit}){made if found.inputs else ''}"
