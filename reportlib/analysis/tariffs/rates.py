"""The all-in rate of every line on one entry date: all-in = M + s232 + k(IEEPA + s122) + s301 + legacy + s201.

At most one section 232 programme holds per line. A listing under a condition leaves a choice: low and high
run through every choice, the central figure takes the reading of `scopes.central`. k is the share of value
left to other duties: 0 inside a programme (scope decides, not the size of its duty), 1 - s where only metal
content pays; section 301 is owed only outside every programme. Belongs here: this arithmetic, over all
lines at once. Does not belong here: which law holds (`law`), where lines stand (`standing`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from reportlib.analysis.tariffs.flags import Flags, Texts, joined
from reportlib.analysis.tariffs.general import Term, on_goods, on_top
from reportlib.analysis.tariffs.in_part import folded, opened
from reportlib.analysis.tariffs.law import IeepaEnd, Law, LawOfDay, View
from reportlib.analysis.tariffs.lines import Bools, Floats, Lines
from reportlib.analysis.tariffs.programmes import HIGH, LOW, MID, Programme, programmes
from reportlib.analysis.tariffs.standing import Standing

GENERAL = {"IEEPA": "ieepa", "s122": "s122", "s301": "s301"}
ON_TOP = ("legacy", "s201", "added")
PARTS = ("mfn", "s232", "ieepa", "s122", "s301", "legacy", "s201", "added")
COLUMNS = ("hts10", *PARTS, "all_in", "low", "high", "rule", "legal_ref", "flags")


def rates(
    law: Law, lines: Lines, on: date, *, view: View = "liquidated", ieepa_end: IeepaEnd = "2026-02-24"
) -> pd.DataFrame:
    """Parts, all-in rate, range, rule, legal reference and flags of every line, in the order of its frame.

    Columns as in `COLUMNS`; rates are fractions of customs value, NaN where unknown; the parts sum to `all_in`.
    `rule` names the measures that set the rate, joined by '+'; a base duty alone is MFN.
    """
    today = law.on(on, view=view, ieepa_end=ieepa_end)
    frame = assessed(today, lines)
    other = law.on(on, view="collected" if view == "liquidated" else "liquidated", ieepa_end=ieepa_end)
    texts: Texts = frame["flags"].to_numpy(dtype=object)
    if other.key != today.key:
        twin = assessed(other, lines)["all_in"]
        texts = joined(texts, ~np.isclose(frame["all_in"], twin, equal_nan=True), "retro")
    if on > law.as_of:
        texts = joined(texts, np.ones(len(lines), dtype=bool), "scheduled")
    return frame.assign(flags=texts)


def assessed(today: LawOfDay, lines: Lines) -> pd.DataFrame:
    """The same, in the order of the frame given, without the flags that need a look at another view or day."""
    if lines.eight.any():
        among = opened(today.law, lines)
        frame = folded(_in_order(today, among.lines), among)
    else:
        frame = _in_order(today, lines)
    back = np.empty(len(lines), dtype=np.int64)
    back[lines.order] = np.arange(len(lines))
    return frame.iloc[back].reset_index(drop=True)


def _in_order(today: LawOfDay, lines: Lines) -> pd.DataFrame:
    """Rates of lines in ascending order."""
    flags = Flags(len(lines))
    flags.add("specific_duty", lines.low != lines.high)
    standing = Standing(today, lines, flags)
    asked = list(programmes(standing))
    general = {part: on_goods(authority, standing) for authority, part in GENERAL.items()}
    extra = {part: on_top(part, standing) for part in ON_TOP}
    low, high = (_extreme(asked, [*general.values()], lines, reading) for reading in (LOW, HIGH))
    parts, rule = _central(asked, general, lines)
    for part, term in extra.items():
        parts[part] = term.mid
        low, high = low + term.low, high + term.high
        rule = _plus(rule, term.rule, term.mid > 0)
    rule[rule == ""] = "MFN"
    columns: dict[str, Any] = {"hts10": lines.hts10} | {part: parts[part] for part in PARTS}
    columns |= {"all_in": np.sum([parts[part] for part in PARTS], axis=0), "low": low, "high": high}
    columns |= {"rule": rule, "legal_ref": _legal(rule, today), "flags": flags.text()}
    return pd.DataFrame(columns, columns=list(COLUMNS))


def _extreme(asked: Sequence[Programme], general: Sequence[Term], lines: Lines, reading: int) -> Floats:
    """The lowest or highest total over every programme a line can be in, and over none where none is sure."""
    base = (lines.low, lines.mfn, lines.high)[reading]
    pick = np.minimum if reading == LOW else np.maximum
    rest: Floats = base + np.sum([term.at(reading) for term in general], axis=0)
    best = np.full(len(lines), np.inf if reading == LOW else -np.inf)
    open_to = np.ones(len(lines), dtype=bool)
    for programme in asked:
        total = base + programme.added(base, reading)
        total = np.where(programme.on_content, pick(rest, base + programme.top_rate), total)
        best = np.where(open_to & programme.on, pick(best, total), best)
        open_to &= ~(programme.on & programme.sure)
    return np.where(open_to, pick(best, rest), best)


def _central(asked: Sequence[Programme], general: Mapping[str, Term], lines: Lines) -> tuple[dict[str, Floats], Texts]:
    """Every part in the central reading, and the measures that set it."""
    s232, left = np.zeros(len(lines)), np.ones(len(lines))
    inside = np.zeros(len(lines), dtype=bool)
    rule: Texts = np.full(len(lines), "", dtype=object)
    for programme in asked:
        held = programme.on & programme.central & ~inside
        whole, metal = held & ~programme.on_content, held & programme.on_content
        s232[whole], left[whole] = programme.added(lines.mfn, MID)[whole], 0.0
        s232[metal], left[metal] = programme.content_rate[metal], 1 - programme.share[metal]
        names = np.array([link.measure for link in programme.links], dtype=object)
        rule[held] = names[programme.link[held]]
        rule[metal & (programme.share == 0)] = ""
        inside |= held
    parts = {"mfn": lines.mfn, "s232": s232}
    for part, term in general.items():
        weight = np.where(inside, 0.0, 1.0) if part == "s301" else left
        owed = np.where((weight == 0) | (term.mid == 0), 0.0, term.mid * weight)  # nothing, however unknown the other
        parts[part] = owed
        rule = _plus(rule, term.rule, (weight > 0) & ((owed > 0) | np.isnan(owed) | term.freed))
    return parts, rule


def _plus(rule: Texts, more: Texts, where: Bools) -> Texts:
    """The rule with one more measure on the lines marked, where there is one."""
    where = where & (more != "")
    return joined(rule, where, more[where], mark="+")


def _legal(rule: Texts, today: LawOfDay) -> list[str]:
    """Legal references of the measures of each rule."""
    texts = {link.measure: link.legal_ref for link in today.held} | {"MFN": "HTSUS column 1"}
    said = {one: "; ".join(texts[name] for name in one.split("+")) for one in set(rule)}
    return [said[one] for one in rule]
