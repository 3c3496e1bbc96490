"""A scenario: what differs from recorded law, and nothing else.

Belongs here: the form of one TOML file. Does not belong here: reading it (`reportlib.loaders.scenarios`) or what
it makes of the law (`reportlib.analysis.tariffs.scenarios`).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from reportlib.form import KEY

Rate = Annotated[float, Field(ge=0, le=200)]
Key = Annotated[str, Field(pattern=KEY)]
Rule = Literal["additive", "floor", "exempt"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Change(_Strict):
    """A recorded measure with another rate, rule or interval; what is not given stays as recorded."""

    measure: Key
    rate: Rate | None = None
    rule: Rule | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    open_ended: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Change:
        if self.open_ended and self.effective_to:
            raise ValueError("open_ended: expected no effective_to beside it")
        _ordered(self.effective_from, self.effective_to)
        return self


class Addition(_Strict):
    """A duty the record does not know, on top of everything else, on lists the record has."""

    id: Key
    title: str
    rate: Rate
    lists: tuple[Key, ...] = Field(min_length=1)
    effective_from: date
    effective_to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Addition:
        _ordered(self.effective_from, self.effective_to)
        return self


class Scenario(_Strict):
    """A named difference from recorded law, by an author, written on a day."""

    title: str = Field(min_length=1, max_length=60)
    text: str = Field(min_length=1)
    author: str = Field(min_length=1)
    written: date
    ieepa_end: Literal["2026-02-24", "2026-02-20", "ab_initio"] | None = None
    drop: tuple[Key, ...] = ()
    change: tuple[Change, ...] = ()
    add: tuple[Addition, ...] = ()

    @model_validator(mode="after")
    def _differs(self) -> Scenario:
        if not (self.drop or self.change or self.add or self.ieepa_end):
            raise ValueError("expected a difference from recorded law: drop, change, add or ieepa_end")
        return self


def _ordered(start: date | None, end: date | None) -> None:
    if start and end and end <= start:
        raise ValueError(f"effective_to: expected a day after {start}, found {end}")
