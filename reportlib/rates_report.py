"""Rates of lines for whoever asks on the command line: from the watch list, or from a schedule of their own.

Belongs here: which lines are meant, what is answered, how the answer is printed, written or handed to machines.
Does not belong here: the arithmetic (`reportlib.analysis.tariffs`), options and exit codes (`reportlib.cli`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from reportlib.analysis.tariffs import PARTS, Effective, as_lines, effective, known_law, rates, weighted_exposure
from reportlib.analysis.tariffs.context import names_end
from reportlib.analysis.tariffs.law import IeepaEnd, View, check_on_record
from reportlib.desk import Desk, open_desk, parse_day
from reportlib.errors import ParameterError
from reportlib.loaders.schedule import SCHEDULE_TIP, read_weights
from reportlib.loaders.schedule_cache import kept_schedule, write_whole
from reportlib.words.figures import number

NAMES = {
    "mfn": "base duty", "s232": "section 232", "ieepa": "IEEPA", "s122": "section 122", "s301": "section 301",
    "legacy": "leather duty", "s201": "section 201", "added": "added by scenario",
}  # fmt: skip
"""Parts of a rate as printed."""
WRITTEN = ("hts10", "mfn", "all_in", "low", "high", "rule", "flags")
"""Columns of a file of rates; rates are fractions, empty where unknown."""
SHOWN_AT_MOST = 5
_WATCHED = "The watch list is data/facts/watch_lines.csv."
_AHEAD = "Leave --as-of out for today; an entry day still to come is asked for with --on."


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked. Days, view and option are texts as given; `lines` are numbers of 8 or 10 digits, dots or none."""

    home: Path
    today: date
    as_of: str
    on: str
    view: str = "liquidated"
    ieepa_end: str = "2026-02-24"
    lines: tuple[str, ...] = ()
    schedule: Path | None = None
    weights: Path | None = None
    csv: Path | None = None
    cache: Path


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Rates of the lines asked for, one row per line, with what they rest on.

    `lines` has the columns of `rates`, `code` as known by and `description`; it is empty where none were asked for.
    `ieepa_end` is None while no end of those duties is known. `effective` is the exact effective rate by the weights
    given; `written` counts the lines written to `csv`.
    """

    on: date
    as_of: date
    view: str
    ieepa_end: str | None
    base: str
    lines: pd.DataFrame
    effective: Effective | None = None
    written: int = 0
    csv: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """The answer for machines; rates are fractions, null where unknown."""
        head = {"on": self.on.isoformat(), "as_of": self.as_of.isoformat(), "view": self.view,
                "ieepa_end": self.ieepa_end, "base_duty": self.base}  # fmt: skip
        rows = [_row(row) for row in self.lines.to_dict("records")]
        found = self.effective
        total = found and {
            "low": _plain(found.low), "central": _plain(found.central), "high": _plain(found.high),
            "parts": {name: _plain(part) for name, part in found.parts.items()}, "unknown": _plain(found.unknown),
        }  # fmt: skip
        return (
            head
            | {"lines": rows, "effective_rate": total, "written": self.written}
            | {"csv": str(self.csv) if self.csv else None}
        )

    def text(self) -> Iterator[str]:
        """The answer for readers, line by line."""
        yield (
            f"Goods of Japan entered on {self.on}, as {self.view}{self._end()}, as known on {self.as_of}; "
            f"base duty: {self.base}"
        )
        for row in self.lines.to_dict("records"):
            yield ""
            yield from _said(row)
        if self.effective is not None:
            yield ""
            yield from _said_of_all(self.effective)
        if self.written:
            yield f"{self.written} lines written to {self.csv}"

    def _end(self) -> str:
        if self.ieepa_end is None:
            return ""
        return f", IEEPA duties {'void from the start' if self.ieepa_end == 'ab_initio' else f'to {self.ieepa_end}'}"


def answer(question: Question) -> Answer:
    """Rates of the lines asked for. Raises ParameterError or DataError in words for anything it cannot answer."""
    _check_asked(question)
    as_of = parse_day(question.as_of, name="--as-of")
    if as_of > question.today:
        raise ParameterError(f"--as-of: expected a day up to {question.today}, found {as_of}", tip=_AHEAD)
    on = parse_day(question.on, name="--on")
    desk = open_desk(as_of, on, home=question.home, name="--as-of")
    law = known_law(desk)
    check_on_record(law, on, name="--on", begins=desk.first_day)
    options: dict[str, Any] = {"view": question.view, "ieepa_end": question.ieepa_end}
    known, base = _known(desk, question)
    wanted = _wanted(known, question)
    end = question.ieepa_end if names_end(desk, options["ieepa_end"]) else None
    head: dict[str, Any] = {"on": on, "as_of": as_of, "base": base, "view": question.view, "ieepa_end": end}
    shown = rates(law, as_lines(wanted.assign(hts10=wanted["code"])), on, **options)
    shown = shown.assign(code=wanted["code"].to_numpy(), description=wanted["description"].to_numpy())
    exact = None
    if question.weights is not None:
        exposure = weighted_exposure(known, _weights(question.weights, known), basis=str(question.weights))
        exact = effective(law, exposure, on, **options)
    written = 0
    if question.csv is not None:
        written = _write(rates(law, as_lines(known), on, **options), question.csv)
    return Answer(lines=shown, effective=exact, written=written, csv=question.csv, **head)


def _check_asked(question: Question) -> None:
    for name, asked, known in (("--view", question.view, get_args(View)),
                               ("--ieepa-end", question.ieepa_end, get_args(IeepaEnd))):  # fmt: skip
        if asked not in known:
            raise ParameterError(f"{name}: expected one of {', '.join(known)}, found {asked!r}",
                                 tip=f"Write for example {name} {known[0]}, or leave it out.")  # fmt: skip
    if question.schedule is None:
        for name, given in (("--csv", question.csv), ("--weights", question.weights)):
            if given is not None:
                raise ParameterError(f"{name}: needs the lines of a whole schedule", tip=SCHEDULE_TIP)
        if not question.lines:
            raise ParameterError("--lines: expected at least one HTS number", tip="For example --lines 8703.23.01")
    elif not (question.lines or question.csv or question.weights):
        raise ParameterError("--schedule: expected --lines, --csv or --weights beside it, found none",
                             tip="Add --lines 8703.23.01, --csv OUT.csv or --weights FILE.csv.")  # fmt: skip
    if question.csv is not None:
        _check_target(question.csv, question)


def _check_target(csv: Path, question: Question) -> None:
    """Refuse to write over what is read, or over anything but a file of rates."""
    for given in (question.schedule, question.weights):
        if given and csv.absolute() == given.absolute():
            raise ParameterError(
                f"--csv: expected a file apart from those that are read, found {given}",
                tip="Choose another file to write.",
            )
    if _is_of_others(csv):
        raise ParameterError(f"--csv: expected a new file, or one of rates to write anew, found {csv}",
                             tip="Choose another file; what is there is left as it is.")  # fmt: skip


def _is_of_others(path: Path) -> bool:
    """Whether there is something that no earlier call has written: its first line is not the header of rates."""
    if not path.exists() or path.is_dir():  # a folder is refused when it is written to
        return False
    header = f"{','.join(WRITTEN)}\n".encode()
    try:
        if not path.is_file():
            return True
        with path.open("rb") as stream:
            return stream.readline(len(header)) != header
    except OSError:
        return True


def _known(desk: Desk, question: Question) -> tuple[pd.DataFrame, str]:
    """Lines that can be answered (hts10, mfn, description, code as asked for), and where their base duty was read."""
    if question.schedule is not None:
        lines = kept_schedule(question.schedule, question.cache)
        return lines.assign(description="", code=lines["hts10"]), question.schedule.name
    shown = desk["watch_lines"]
    editions = ", ".join(sorted(set(shown["hts_revision"])))
    columns = {"code": shown["hts_code"], "hts10": shown["hts_code"], "mfn": shown["mfn_pct"] / 100}
    return pd.DataFrame(columns | {"description": shown["description"]}), f"HTS {editions}"


def _wanted(known: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The lines asked for, in the order asked, each once."""
    rows: list[int] = []
    for given in question.lines:
        digits = given.strip().replace(".", "")
        if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 10)):
            raise ParameterError(f"--lines: expected numbers of 8 or 10 digits, found {given!r}",
                                 tip="For example --lines 8703.23.01,8482.10.50")  # fmt: skip
        under = known["code"].str.startswith(digits)
        found = known.index[under if len(digits) == 8 else known["code"] == digits].tolist()
        if not found:
            raise _not_there(given.strip(), digits, known, question)
        rows += [row for row in found if row not in rows]
    return known.loc[rows].reset_index(drop=True)


def _not_there(given: str, digits: str, known: pd.DataFrame, question: Question) -> ParameterError:
    """No such line: what is near it, and how to have it answered."""
    near = known.loc[known["code"].str.startswith(digits[:6]), "code"].head(SHOWN_AT_MOST).tolist()
    beside = f" (near it: {', '.join(near)})" if near else ""
    if question.schedule is not None:
        return ParameterError(f"--lines: no line {given} in {question.schedule.name}{beside}",
                              tip="Numbers change between editions; choose the edition of the entry date.")  # fmt: skip
    said = f"--lines: {given} is not among the {len(known)} lines of the watch list{beside}"
    if len(digits) == 10 and (known["code"] == digits[:8]).any():
        ask = f"Ask for the eight digits of it that are watched, --lines {digits[:8]}, or give a schedule."
        return ParameterError(said, tip=f"{ask} {_WATCHED}")
    return ParameterError(said, tip=f"{_WATCHED} {SCHEDULE_TIP}")


def _weights(path: Path, known: pd.DataFrame) -> pd.DataFrame:
    weights = read_weights(path)
    astray = weights.loc[~weights["hts10"].isin(known["hts10"]) & (weights["value"] > 0)]
    if not astray.empty:
        some = ", ".join(astray["hts10"].head(SHOWN_AT_MOST))
        share = number(100 * float(astray["value"].sum() / weights["value"].sum()), 1)
        raise ParameterError(
            f"--weights: {len(astray)} lines with {share} % of the value are not in the schedule: {some}",
            tip="Give the edition of the year the weights are of, or move their value to lines it has.",
        )
    if not weights["value"].sum() > 0:
        raise ParameterError(f"--weights: expected a value above zero in {path}, found none",
                             tip="Give import values of a year or month, in any one unit.")  # fmt: skip
    return weights


def _write(frame: pd.DataFrame, path: Path) -> int:
    text = frame[list(WRITTEN)].round(10).to_csv(index=False, lineterminator="\n")
    try:
        write_whole(path, text.encode())
    except OSError as exc:
        raise ParameterError(
            f"--csv: cannot write {path} ({exc.strerror or exc})", tip="Choose a file in a folder you may write."
        ) from exc
    return len(frame)


def _said(row: dict[Any, Any]) -> Iterator[str]:
    """One line of goods in words."""
    code = str(row["code"])
    title = f"{'.'.join(filter(None, (code[:4], code[4:6], code[6:8], code[8:])))} {row['description']}".rstrip()
    exact = row["low"] == row["high"]
    yield f"{title}: {_percent(row['all_in'])}" + ("" if exact else f", {_range(row['low'], row['high'])}")
    parts = [f"{NAMES[name]} {_percent(row[name])}" for name in PARTS if name == "mfn" or row[name] != 0]
    yield f"  {' + '.join(parts)}"
    yield f"  {row['rule']}: {row['legal_ref']}"
    if row["flags"]:
        yield f"  flags: {', '.join(str(row['flags']).split(';'))}"


def _said_of_all(found: Effective) -> Iterator[str]:
    yield f"Effective rate by the weights given: {_percent(found.central)}, {_range(found.low, found.high)}"
    parts = [f"{NAMES[name]} {_percent(part)}" for name, part in found.parts.items() if part]
    yield f"  {' + '.join(parts) or 'no duty'}"
    if found.unknown:
        yield f"  {_percent(found.unknown)} of the value pays a rate that is unknown; its chapter stands for it"


def _row(row: dict[Any, Any]) -> dict[str, Any]:
    return {
        "hts_code": row["code"], "description": row["description"],
        "parts": {name: _plain(row[name]) for name in PARTS},
        "all_in": _plain(row["all_in"]), "low": _plain(row["low"]), "high": _plain(row["high"]),
        "rule": row["rule"], "legal_ref": row["legal_ref"], "flags": [flag for flag in row["flags"].split(";") if flag],
    }  # fmt: skip


def _plain(rate: Any) -> float | None:
    """A fraction without what binary arithmetic leaves behind it; None where unknown."""
    return None if pd.isna(rate) else round(float(rate), 10)


def _percent(rate: Any) -> str:
    return "unknown" if pd.isna(rate) else f"{number(100 * float(rate), 2)} %"


def _range(low: Any, high: Any) -> str:
    return f"range {_percent(low)} to {_percent(high)}"


def split_lines(text: Sequence[str]) -> tuple[str, ...]:
    """Numbers from options in which commas separate them."""
    return tuple(part.strip() for one in text for part in one.split(",") if part.strip())
