"""A scenario tree: a question, branches that shut one another out, what each would bring, and how likely it is.

Belongs here: the form of one TOML file of data/trees, and what can be told wrong from the file alone. Does not belong
here: reading it (`reportlib.loaders.trees`), what its branches amount to (`reportlib.analysis.scenarios`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from reportlib.form import KEY, MOVES

Key = Annotated[str, Field(pattern=KEY)]
Words = Annotated[str, Field(min_length=1)]
Share = Annotated[float, Field(ge=0, le=1)]
HAIR = 1e-9


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Probability(_Strict):
    """How likely a branch is to an analyst, given the branch it grows from: a value inside a range, from a day on."""

    p: Share
    low: Share
    high: Share
    author: Words
    written: date

    @model_validator(mode="after")
    def _in_order(self) -> Probability:
        _rising(self.low, self.p, self.high, "p")
        return self


class Signpost(_Strict):
    """What would be seen first if a branch came true. `track`: where the record would show it."""

    id: Key
    text: Words
    track: Key
    deadline: Key | None = None


class Outcome(_Strict):
    """What a branch would bring in one of the tree's quantities, as the sources have it."""

    quantity: Key
    low: float
    high: float
    sources: tuple[Key, ...] = Field(min_length=1)
    basis: Words

    @model_validator(mode="after")
    def _in_order(self) -> Outcome:
        if self.low > self.high:
            raise ValueError(f"high: expected low ≤ high, found {self.low:g}, {self.high:g}")
        return self


class Quantity(_Strict):
    """Something a tree tells of each branch, with its unit as `words.render` knows it."""

    id: Key
    name: Words
    unit: Words


class Branch(_Strict):
    """One way on. It grows from the root, or from the branch `after`; the last ones of a path bear the outcomes.

    `law`: "recorded", what the law on record asks. `scenario`: a file of data/scenarios, told by the tariff engine.
    `odds`: a market price that quantifies the branch where no analyst does. `estimates`: published estimates for Japan
    whose assumed tariffs come near the branch.
    """

    id: Key
    name: Annotated[str, Field(min_length=1, max_length=34)]
    text: Words
    claim: Words
    after: Key | None = None
    odds: Literal["us-steel"] | None = None
    law: Literal["recorded"] | None = None
    scenario: Key | None = None
    estimates: tuple[Key, ...] = ()
    probability: tuple[Probability, ...] = ()
    signpost: tuple[Signpost, ...] = Field(min_length=1)
    outcome: tuple[Outcome, ...] = ()

    @model_validator(mode="after")
    def _one_of(self) -> Branch:
        if self.law and self.scenario:
            raise ValueError("scenario: expected either law or scenario")
        return self

    def latest(self) -> Probability | None:
        """The probability written last; of two on one day the later in the file."""
        return max(self.probability, key=lambda one: one.written, default=None)


class Driver(_Strict):
    """What moves the tree. `track`: where the record would show it; `deadline`: the day it is tied to."""

    name: Words
    text: Words
    track: Key
    deadline: Key | None = None
    fact: Key


class Range(_Strict):
    """A number that is not known, from low to high, with a source or an analyst who stands for it.

    `moves`: "imports" (the elasticity of imports) or "rate:BRANCH" (the duty which the scenario of a branch adds).
    """

    id: Key
    name: Words
    low: float
    central: float
    high: float
    unit: Words
    moves: Annotated[str, Field(pattern=MOVES)]
    sources: tuple[Key, ...] = ()
    author: Words | None = None
    written: date | None = None

    @model_validator(mode="after")
    def _stands(self) -> Range:
        _rising(self.low, self.central, self.high, "central")
        if not self.sources and not (self.author and self.written):
            raise ValueError("expected sources, or author and written of the analyst who stands for the range")
        return self


class Seen(_Strict):
    """A signpost that came in sight: the fact of the record that shows it, which has its own day."""

    signpost: Key
    fact: Key


class Realised(_Strict):
    """The branch that came true, and the fact that shows it; of several the one known last holds."""

    branch: Key
    text: Words
    fact: Key


class Tree(_Strict):
    """A question with its branches, by an author, written on a day. `entry`: entry day for which duties are told."""

    title: Annotated[str, Field(min_length=1, max_length=60)]
    question: Words
    subject: Literal["deal", "tariffs", "investment"]
    horizon: date
    entry: date | None = None
    author: Words
    written: date
    confidence: Literal["low", "moderate", "high"]
    because: Words
    driver: tuple[Driver, ...] = Field(min_length=1)
    quantity: tuple[Quantity, ...] = ()
    branch: tuple[Branch, ...] = Field(min_length=2)
    range: tuple[Range, ...] = ()
    seen: tuple[Seen, ...] = ()
    realised: tuple[Realised, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Tree:
        faults = [*self._names(), *self._shape(), *self._outcomes(), *self._sums()]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def children(self, parent: str | None) -> tuple[Branch, ...]:
        """The branches that grow from one, or from the root, in the order of the file."""
        return tuple(one for one in self.branch if one.after == parent)

    def leaves(self) -> tuple[Branch, ...]:
        """The last branches of all paths, in the order in which they are drawn."""
        return tuple(one for one in self.walk() if not self.children(one.id))

    def walk(self, parent: str | None = None) -> Iterator[Branch]:
        """Every branch, each before those that grow from it."""
        for one in self.children(parent):
            yield one
            yield from self.walk(one.id)

    def path(self, leaf: Branch) -> tuple[Branch, ...]:
        """The branches from the root to one, which comes last."""
        by_id = {one.id: one for one in self.branch}
        found = [leaf]
        while found[0].after:
            found.insert(0, by_id[found[0].after])
        return tuple(found)

    def is_quantified(self) -> bool:
        """Whether an analyst's probability stands at every branch."""
        return all(one.probability for one in self.branch)

    def known(self, day: date) -> Tree | None:
        """The tree as it was written by a day: without later probabilities and ranges. None before it was written."""
        if self.written > day:
            return None
        branches = tuple(
            one.model_copy(update={"probability": tuple(p for p in one.probability if p.written <= day)})
            for one in self.branch
        )
        ranges = tuple(one for one in self.range if one.written is None or one.written <= day)
        return self.model_copy(update={"branch": branches, "range": ranges})

    def later_facts(self) -> tuple[str, ...]:
        """The facts that show what came in sight or true: each is known from a day of its own."""
        return (*(one.fact for one in self.seen), *(one.fact for one in self.realised))

    def seen_by(self, facts: Container[str]) -> Tree:
        """The tree without what rests on other facts than these."""
        kept = {
            "seen": tuple(one for one in self.seen if one.fact in facts),
            "realised": tuple(one for one in self.realised if one.fact in facts),
        }
        return self.model_copy(update=kept)

    def _names(self) -> Iterator[str]:
        signposts = [one.id for branch in self.branch for one in branch.signpost]
        for what, names in (
            ("branch", [one.id for one in self.branch]),
            ("signpost", signposts),
            ("quantity", [one.id for one in self.quantity]),
            ("range", [one.id for one in self.range]),
        ):
            yield from (f"{what}: expected one {name!r}, found {n}" for name, n in Counter(names).items() if n > 1)
        known = {one.id for one in self.branch}
        for at, moved in enumerate(self.range):
            yield from _unknown(f"range.{at}.moves", [moved.moves.partition(":")[2] or None], known)
        yield from _unknown("realised.branch", [one.branch for one in self.realised], known)
        yield from _unknown("branch.after", [one.after for one in self.branch], known)
        yield from _unknown("seen.signpost", [one.signpost for one in self.seen], set(signposts))
        asked = [one.quantity for branch in self.branch for one in branch.outcome]
        yield from _unknown("branch.outcome.quantity", asked, {one.id for one in self.quantity})

    def _shape(self) -> Iterator[str]:
        reached = {one.id for one in self.walk()}
        yield from (f"branch.{one.id}.after: expected no ring" for one in self.branch if one.id not in reached)
        for parent in {one.after for one in self.branch}:
            if len(self.children(parent)) == 1:
                yield f"branch.{self.children(parent)[0].id}: expected another branch beside it"
        if self.horizon < self.written:
            yield f"horizon: expected a day on or after {self.written}, found {self.horizon}"

    def _outcomes(self) -> Iterator[str]:
        for one in self.branch:
            bears = bool(one.outcome or one.law or one.scenario)
            if self.children(one.id) and bears:
                yield f"branch.{one.id}: expected outcomes only where no branch grows on"
            if not self.children(one.id) and not bears:
                yield f"branch.{one.id}.outcome: expected one with its sources, or law or scenario"
            if (one.law or one.scenario) and self.entry is None:
                yield f"entry: expected the entry day for which the duties of branch {one.id} are told"

    def _sums(self) -> Iterator[str]:
        """On every day on which a probability was written those beside it are there, and sum to one."""
        days = sorted({p.written for one in self.branch for p in one.probability})
        if days and days[0] < self.written:
            yield f"branch.probability.written: expected a day on or after {self.written}, found {days[0]}"
        for day in days:
            then = self.known(max(day, self.written))
            for parent in {one.after for one in self.branch} if then else ():
                yield from _sum(then.children(parent), day) if then else ()


def _sum(beside: Iterable[Branch], day: date) -> Iterator[str]:
    given = {one.id: one.latest() for one in beside}
    shares = [one.p for one in given.values() if one]
    lacking = [name for name, one in given.items() if one is None]
    if shares and lacking:
        yield f"branch.{lacking[0]}.probability: expected one by {day}, as beside it"
    elif shares and abs(sum(shares) - 1) > HAIR:
        names = ", ".join(given)
        yield f"branch.probability.p: expected a sum of 1 over {names} on {day}, found {sum(shares):.6g}"


def _unknown(key: str, asked: Iterable[str | None], known: set[str]) -> Iterator[str]:
    for one in asked:
        if one is not None and one not in known:
            yield f"{key}: expected one of {', '.join(sorted(known)) or 'none'}, found {one!r}"


def _rising(low: float, middle: float, high: float, key: str) -> None:
    for first, second in pairwise((low, middle, high)):
        if first > second:
            raise ValueError(f"{key}: expected low ≤ {key} ≤ high, found {low:g}, {middle:g}, {high:g}")
