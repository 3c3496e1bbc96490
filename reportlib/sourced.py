"""A number with its papers: the values that travel from analysis to the page.

Belongs here: `Source`, `Sourced`, `Finding`, all frozen. Does not belong here: how a value is
written (`reportlib.words`), where it is looked up (`reportlib.desk`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict


class Source(BaseModel):
    """One page or document that facts rest on.

    `published` is None where the page prints no day. `tier`: 1 the institution itself,
    2 a news agency or daily, 3 trade press, law firm or secondary, 4 a digest or blog.
    `copy_at` names the host when the address is a mirror or staging copy of the publisher's text.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    publisher: str
    title: str = ""
    url: str = ""
    published: date | None = None
    tier: int
    copy_at: str = ""


T = TypeVar("T")
Scalar = float | int | str | None


class Finding(BaseModel):
    """One value as it is printed: what `manifest.json` lists and what a link on the page points to.

    `value` is a number where the finding is a number, an ISO date or words otherwise.
    `sources` and `facts` are ids; `formula` and `inputs` say how a computed value was made.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    value: Scalar
    unit: str
    text: str
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    formula: str = ""
    inputs: dict[str, Scalar] = {}


def difference(here: Finding, earlier: Finding) -> str:
    """In which respect two findings of one key differ, first as `here`, then as `earlier`; "" for the same one.

    The printed form may differ (a day is printed long and short), and the order of sources and facts.
    """
    for name in ("value", "unit", "formula", "inputs", "sources", "facts"):
        one, other = getattr(here, name), getattr(earlier, name)
        if one != other and not (isinstance(one, tuple) and set(one) == set(other)):
            return f"{name} {one!r} here, {other!r}"
    return ""


@dataclass(frozen=True, kw_only=True)
class Sourced(Generic[T]):
    """A plain value (number, date, words or frame) with unit, source ids, facts and formula.

    `key` is the stable name of a scalar ("deal.days_to_decision"); frames need none.
    `formula` reads "name: expression" for computed values and is empty for values as recorded.
    """

    value: T
    unit: str
    sources: tuple[str, ...]
    key: str = ""
    facts: tuple[str, ...] = ()
    formula: str = ""
    inputs: Mapping[str, Scalar] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.formula and not self.inputs:
            raise ValueError(f"{self.key or 'value'}: a formula ({self.formula}) needs its inputs")
        object.__setattr__(self, "sources", tuple(dict.fromkeys(self.sources)))
        object.__setattr__(self, "facts", tuple(dict.fromkeys(self.facts)))

    def as_scalar(self) -> Scalar:
        """The value as a manifest carries it: numbers as numbers, days and months as ISO text."""
        value: Any = self.value
        if isinstance(value, date):
            return f"{value:%Y-%m}" if self.unit == "month" else value.isoformat()
        if value is None or isinstance(value, int | float | str):
            return value
        raise TypeError(f"{self.key or 'value'}: a {type(value).__name__} is no scalar")


def told(given: object) -> str:
    """What was given where a value was expected, with its type: `3 (int)`; cut where nobody would read on."""
    shown = " ".join(repr(given).split())
    return f"{shown if len(shown) <= 60 else shown[:57] + '…'} ({type(given).__name__})"


def quoted(key: str, text: str, like: Sourced[Any]) -> Sourced[str]:
    """Words of the record as a value of their own, with the papers of another value."""
    return Sourced(value=text, unit="text", key=key, sources=like.sources, facts=like.facts)


def count_of(key: str, n: int, what: str, *, like: Sourced[Any], rows: int) -> Sourced[int]:
    """How many of some rows there are, with the papers of the table they stand in; `what` says what was counted."""
    return Sourced(
        value=n, unit="count", key=key, sources=like.sources, facts=like.facts, formula=f"count: {what}",
        inputs={"rows": rows},
    )  # fmt: skip


def token(text: str) -> str:
    """An id or a period as part of a key: "south_korea", "2025_04_to_2025_09" of "2025-04..2025-09"."""
    return text.replace("..", "_to_").replace("-", "_")


def merge_ids(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Source or fact ids of several parts, in order of first use, blanks left out."""
    return tuple(dict.fromkeys(one for group in groups for one in group if one))
