"""The law and the weights of one desk under one set of options, from which every figure of a briefing is made.

Belongs here: what is shared by goods and totals, made once per day. Does not belong here: the figures
(`goods`, `totals`), the arithmetic (`rates`, `effective`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

import pandas as pd

from reportlib.analysis.tariffs.effective import Effective, RedLine, effective_of, red_line_of
from reportlib.analysis.tariffs.exposure import Exposure, default_exposure
from reportlib.analysis.tariffs.law import IeepaEnd, Law, LawOfDay, View, check_on_record, known_law
from reportlib.analysis.tariffs.lines import Lines
from reportlib.analysis.tariffs.rates import assessed
from reportlib.analysis.tariffs.scenarios import under
from reportlib.desk import Desk
from reportlib.schemas.scenario import Scenario
from reportlib.sourced import Scalar, Sourced, merge_ids

START = date(2025, 1, 1)
"""First day of a path: before the duties of 2025."""
SHORTEST = timedelta(days=60)
YEAR = timedelta(days=365)
Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True, eq=False)
class Tariffs:
    """The law and the weights of one desk under one set of options; figures of a day are made once."""

    desk: Desk
    law: Law
    exposure: Exposure
    view: View = "liquidated"
    ieepa_end: IeepaEnd = "2026-02-24"
    scenario: Scenario | None = None
    recorded: Tariffs | None = None
    """Under a scenario: the same options on recorded law, to set beside it."""
    _kept: dict[Hashable, object] = field(default_factory=dict, init=False, repr=False)
    """What `once` has made: of this desk and these options alone, so that no day can lend another its law."""

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made on the first call with this key. Kept with this object; nobody changes it."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]

    def today(self, day: date, view: View | None = None) -> LawOfDay:
        """The law of an entry day under the options."""
        seen = view or self.view
        return self.once(("law", day, seen), lambda: self.law.on(day, view=seen, ieepa_end=self.ieepa_end))

    def rated(self, today: LawOfDay, lines: Lines | None = None) -> pd.DataFrame:
        """Rates of lines (default: the exposure's); days on which the same rows hold share one frame."""
        asked = lines or self.exposure.lines
        return self.once(("rated", today.key, asked), lambda: assessed(today, asked))

    def effective(self, day: date, view: View | None = None) -> Effective:
        """The effective rate of an entry day; made once for the days on which the same rows hold."""
        today = self.today(day, view)
        made = self.once(("effective", today.key), lambda: effective_of(self.rated(today), self.exposure, today))
        return replace(made, on=day, view=today.view)

    def red_line(self, day: date) -> RedLine:
        """The test against the deal on an entry day, made once as the effective rate is."""
        today = self.today(day)
        made = self.once(("red line", today.key), lambda: red_line_of(self.rated(today), self.exposure, today))
        return replace(made, on=day, view=today.view)

    def sources(self, day: date) -> tuple[str, ...]:
        """Sources of the measures in force on a day, and of the weights."""
        today = self.today(day)
        return merge_ids([[link.source for link in today.held], self.exposure.sources])

    def sources_of(self, rule: str) -> tuple[str, ...]:
        """Sources of the measures a rule names, joined by '+'; a base duty alone rests on the schedule."""
        known = self._source_of_measure
        return merge_ids([[known[name] for name in rule.split("+") if name in known]]) or self.schedule

    @cached_property
    def schedule(self) -> tuple[str, ...]:
        """Sources of base duties line by line: of the base duty on goods in general that is last in force."""
        rows = self.desk["measures"]
        rows = rows.loc[(rows["authority"] == "MFN") & (rows["goods"] == "general")]
        rows = rows.loc[~(rows["effective_from"] > pd.Timestamp(self.desk.on))]
        return tuple(rows.sort_values("effective_from", kind="stable", na_position="first")["source"].tail(1))

    @cached_property
    def _source_of_measure(self) -> dict[str, str]:
        return dict(zip(self.law.measures["measure_id"], self.law.measures["source"], strict=True))

    @cached_property
    def path_days(self) -> list[date]:
        """Days on which rates change, from `start` to the entry day."""
        return [self.start, *(day for day in self.law.change_days() if self.start < day <= self.desk.on)]

    @property
    def start(self) -> date:
        """Where a path begins: on `START`, or a year before an entry day that comes sooner."""
        return START if self.desk.on - START >= SHORTEST else self.desk.on - YEAR

    @cached_property
    def names_end(self) -> bool:
        """Whether the end of IEEPA duties bears on the figures: one is known on the day, or chosen from the start."""
        return names_end(self.desk, self.ieepa_end)

    def inputs(self, day: date) -> dict[str, Scalar]:
        """The options every figure names."""
        return {
            "entry date": day.isoformat(),
            "view": self.view,
            "end of IEEPA": self.ieepa_end if self.names_end else "none known",
            "known on": self.desk.as_of.isoformat(),
            "scenario": self.scenario.title if self.scenario else "none",
        }


def tariffs(
    desk: Desk, *, view: View = "liquidated", ieepa_end: IeepaEnd = "2026-02-24", scenario: str = ""
) -> Tariffs:
    """Law and weights of a desk, under a scenario of data/scenarios if one is named.

    Raises NotFoundError for a scenario that is not there, ParameterError for an entry
    day before the record of duties begins, and for an unknown option when a figure is asked.
    """
    law, exposure = known_law(desk), default_exposure(desk)
    check_on_record(law, desk.on, name="on", begins=desk.first_day)
    recorded = Tariffs(desk=desk, law=law, exposure=exposure, view=view, ieepa_end=ieepa_end)
    if not scenario:
        return recorded
    stated = desk.scenario(scenario)
    return Tariffs(
        desk=desk,
        law=under(law, stated),
        exposure=exposure,
        view=view,
        ieepa_end=stated.ieepa_end or ieepa_end,
        scenario=stated,
        recorded=recorded,
    )


def framed(frame: pd.DataFrame) -> Sourced[pd.DataFrame]:
    """A frame with the sources of its rows."""
    return Sourced(value=frame, unit="", sources=merge_ids(cell.split(";") for cell in frame["source"]))


def names_end(desk: Desk, ieepa_end: IeepaEnd) -> bool:
    """Whether an end of IEEPA duties may be named on the day: one is known, or none ever began by the one chosen."""
    measures, ends = desk["measures"], desk["measure_ends"]
    general = measures.loc[(measures["authority"] == "IEEPA") & measures["hs_scope"].str.startswith("01-97"), "id"]
    return bool(len(general) and general.isin(ends["measure"]).all()) or ieepa_end == "ab_initio"
