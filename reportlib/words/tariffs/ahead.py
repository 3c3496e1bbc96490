"""What stands beside the rates of the day: the last ruling, the next date that is fixed, the hearings before it.

Does not belong here: what is paid on the entry date (`headlines`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd

from reportlib.analysis import deadlines, talks
from reportlib.analysis.talks.ahead import dates_ahead
from reportlib.analysis.tariffs.findings import Tariffs
from reportlib.desk import Desk
from reportlib.sourced import Sourced, quoted, token
from reportlib.words.sentences import Sentence, made
from reportlib.words.talks.law import ruling_sentence
from reportlib.words.tariffs.names import rule_words
from reportlib.words.tense import ahead, at

RULING_IS_NEWS = timedelta(days=31)


def ruled(of: Tariffs) -> Sentence | None:
    """What a court said of the duties in the month before the day, which no rate of the table shows."""
    last = talks.ruling(of.desk)
    fresh = last is not None and of.desk.as_of - last.day.value <= RULING_IS_NEWS
    return ruling_sentence(last) if last is not None and fresh else None


def next_in_law(of: Tariffs) -> Sentence | None:
    """The next date fixed in tariff law that lies ahead, if any: a due day, or the first day of a general duty."""
    rows = _ahead(of.desk).loc[lambda all_: all_["hard_or_soft"] == "hard"]
    if rows.empty:
        return None
    row = rows.iloc[0]
    if row["row_kind"] == "duty":
        return made("Next in tariff law, on {due}, {left} away: {what}.", **_first_day(of, row))
    due = deadlines.deadline(of.desk, str(row["id"]))
    return made(f"Next in tariff law, {ahead(due)}: {{what}}.", due=due.due, left=due.left, what=_what(due))


def announced_before(of: Tariffs) -> Sentence | None:
    """Hearings and other steps announced for a day before the next date in law; all of them where none is fixed."""
    rows = _ahead(of.desk)
    fixed = rows.loc[rows["hard_or_soft"] == "hard", "due"]
    rows = rows.loc[(rows["hard_or_soft"] == "soft") & (rows["basis"] == "announced")]
    if len(fixed):
        rows = rows.loc[rows["due"] < fixed.iloc[0]]
    if rows.empty:
        return None
    values: dict[str, Sourced[Any] | str] = {}
    parts = []
    for place, row_id in enumerate(rows["id"]):
        due = deadlines.deadline(of.desk, str(row_id))
        values |= {f"what{place}": _what(due), f"due{place}": due.due}
        parts.append(f"{{what{place}}}, {at(due.precision)} {{due{place}}}")
    return made(f"Announced{' before that' if len(fixed) else ''}: {'; '.join(parts)}.", **values)


def _ahead(desk: Desk) -> pd.DataFrame:
    rows = dates_ahead(desk).value
    return rows.loc[(rows["track"] == "tariff") & (rows["left"] > 0)]


def _what(due: deadlines.Deadline) -> Sourced[str]:
    return quoted(due.due.key.replace(".due", ".what"), due.what, due.due)


def _first_day(of: Tariffs, row: Any) -> dict[str, Sourced[Any]]:
    """The first day of a general duty, how far away it is, and the duty in words."""
    key, facts = f"tariffs.first_day.{token(row['id'])}", (str(row["id"]),)
    due = Sourced(value=row["due"].date(), unit="date", key=key, sources=tuple(row["source"].split(";")), facts=facts)
    measure = of.desk["measures"].set_index("id")["measure_id"][row["id"]]
    left = replace(due, value=int(row["left"]), unit="days", key=f"{key}.left", formula="first day - as-of day",
                   inputs={"first day": due.value.isoformat(), "as of": of.desk.as_of.isoformat()})  # fmt: skip
    return {"due": due, "left": left, "what": quoted(f"{key}.what", rule_words(of.desk, measure), due)}
