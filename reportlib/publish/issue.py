"""The issue of a day: which editions are compared before any of them is put in place, and what stands beside them.

Belongs here: finding the editions of the day, made just now and published before. Does not belong here: what a
contradiction is (`reportlib.publish.agreement`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from reportlib.errors import ProseError
from reportlib.publish.agreement import Contradiction, Edition, contradictions, read_edition, refusal
from reportlib.publish.manifest import MANIFEST


def compare(
    out: Path, as_of: str, made: Mapping[str, Path], *, built: Sequence[str], warn: Callable[[str], None]
) -> dict[str, ProseError]:
    """Why editions are held, by label: those in `made` that contradict one another or one that stands published.

    An edition of the day made from other tables, or by another library, is no contradiction but an older state: it is
    left out, and `warn` is told. `built` are all labels of this build, whose published editions are to be replaced.
    """
    fresh = [read_edition(folder) for folder in made.values()]
    if not fresh:
        return {}
    others = _standing(out / as_of, built, warn)
    beside = [one for one in others if one.same_record(fresh[0])]
    _tell_older([one for one in others if one not in beside], fresh[0], warn)
    found = [one for one in contradictions([*fresh, *beside]) if set(one.labels) & made.keys()]
    return {label: refusal(mine, label, built) for label in made if (mine := _naming(label, found))}


def _naming(label: str, found: Sequence[Contradiction]) -> list[Contradiction]:
    return [one for one in found if label in one.labels]


def _standing(day: Path, built: Sequence[str], warn: Callable[[str], None]) -> list[Edition]:
    """The published editions of the day that this build does not make anew; one that cannot be read is told of."""
    found = []
    for folder in sorted(day.glob("*")):
        if folder.name not in built and (folder / MANIFEST).is_file():
            try:
                found.append(read_edition(folder))
            except (OSError, ValueError) as exc:
                warn(f"{folder}: left out of the comparison of the day: it cannot be read ({exc})")
    return found


def _tell_older(older: Sequence[Edition], now: Edition, warn: Callable[[str], None]) -> None:
    if older:
        names = ", ".join(one.label for one in older)
        apart = ", ".join(sorted({name for one in older for name in one.apart(now)}))
        again = " ".join(one.label for one in older if not one.variant)
        warn(
            f"{now.as_of}: {names}: older than this build (other: {apart}), so not compared with it"
            + (f"; bring the day to one state with `reportlib build {again} --as-of {now.as_of}`" if again else "")
        )
