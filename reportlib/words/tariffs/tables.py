"""Frames of the engine put into words: what tables and charts of the briefing on tariffs show.

Every frame keeps its `source` column and becomes the data of its exhibit as it is. Columns on the deal are there only
once the deal is known. Does not belong here: titles (`headlines`, `titles`), trade that happened (`trade`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import trade
from reportlib.analysis.tariffs import findings
from reportlib.analysis.tariffs.asked import agreement, good, phases
from reportlib.analysis.tariffs.effective import DEAL, outside_deal
from reportlib.analysis.tariffs.findings import Tariffs
from reportlib.sourced import Sourced, merge_ids
from reportlib.words.figures import number, shortest
from reportlib.words.frames import Frame
from reportlib.words.tariffs.names import (
    ARCHETYPES,
    GOODS,
    LISTS,
    PARTNERS,
    flag_words,
    general_name,
    law_words,
    rule_words,
)  # fmt: skip

HAIR = 1e-6
BESIDE = ("european-union", "south-korea")
"""Partners whose line stands beside Japan's."""
OLDER = ("mfn", "legacy", "s201")
"""Parts that are older than the duties of this record, drawn as one."""


def paid_table(of: Tariffs) -> Frame:
    """Goods that stand for many with base duty, rate, range, rule, law and flags in words; the deal once known.

    Columns: archetype, hts_code, description, mfn, all_in, low, high, rule, legal_ref, flags, source, then words:
    goods, mfn_pct, all_in_words, range, flag_words, rule_words, law, rule_and_law; against, with deal and excess.
    """
    found = findings.paid(of)
    frame = found.value.drop(columns=["deal", "excess"])
    frame = frame.loc[frame["archetype"].isin(ARCHETYPES)]
    frame = frame.sort_values("archetype", key=lambda cells: cells.map(list(ARCHETYPES).index)).reset_index(drop=True)
    content = frame["flags"].str.contains("content_share")
    frame["goods"] = frame["archetype"].map(GOODS)
    frame["mfn_pct"] = (frame["mfn"] * 100).round(6)
    frame["all_in_words"] = [f"{shortest(one * 100, 1)}%" for one in frame["all_in"]]
    frame["range"] = [_range(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)]
    frame["rule_words"] = [
        rule_words(of.desk, rule, on_content=share) for rule, share in zip(frame["rule"], content, strict=True)
    ]
    frame["flag_words"] = frame["flags"].map(flag_words)
    frame["rule_words"] = [
        f"{said} ({flag})" if flag else said
        for said, flag in zip(frame["rule_words"], frame["flag_words"], strict=True)
    ]
    frame["law"] = frame["legal_ref"].map(law_words)
    frame["rule_and_law"] = [f"{rule}; {law}" for rule, law in zip(frame["rule_words"], frame["law"], strict=True)]
    if agreement(of.desk) is not None:
        frame["deal"] = frame["mfn"].clip(lower=DEAL)
        frame["excess"] = (frame["all_in"] - frame["deal"]).round(10)
        never = outside_deal(of.law, frame["rule"])
        frame["against"] = [
            _against(excess, rule, never[rule]) for excess, rule in zip(frame["excess"], frame["rule"], strict=True)
        ]
    return replace(found, value=frame)


def _range(low: float, high: float) -> str:
    if high - low < HAIR:
        return "–"
    return f"{shortest(low * 100, 1)}–{shortest(high * 100, 1)}%"


def _against(excess: float, rule: str, never: bool) -> str:
    """How a rate stands to the deal's; `never` marks goods under a duty that the deal left out."""
    if rule == "MFN" and excess < -HAIR:
        return "exempt"
    if abs(excess) < HAIR:
        said = "at its rate"
    else:
        said = f"{shortest(abs(excess) * 100, 1)} points {'above' if excess > 0 else 'below'}"
    return f"not covered; {said}" if never else said


def steps_data(of: Tariffs, *archetypes: str) -> Frame:
    """Steps of the all-in rate with the name of the good (`label`), the view chosen (`is_view`), the deal once known.

    Columns: archetype, label, mfn, view, from, to, rate, rule, source, is_view, and deal, deal_on.
    """
    found = findings.steps(of, *archetypes)
    deal = agreement(of.desk)
    goods = of.desk["watch_lines"]
    lines = goods.loc[goods["archetype"] != ""].set_index("archetype")["mfn_pct"] / 100
    frame = found.value.drop(columns="description")
    frame.insert(1, "label", frame["archetype"].map(ARCHETYPES))
    frame.insert(2, "mfn", frame["archetype"].map(lines))
    frame["is_view"] = frame["view"] == of.view
    if deal is not None:
        frame["deal"], frame["deal_on"] = frame["mfn"].clip(lower=DEAL), pd.Timestamp(deal.on.value)
    return replace(found, value=frame)


def phases_data(of: Tariffs) -> Frame:
    """Phases of the general duty with their names (`label`); the other view only where it differs.

    Columns: view, is_view, measure, label, from, to, as_of, source.
    """
    found = phases(of)
    frame = found.value
    frame.insert(3, "label", [general_name(of.desk, one) for one in frame["measure"]])
    frame.insert(1, "is_view", frame["view"] == of.view)
    stretches = list(zip(frame["measure"], frame["from"], frame["to"], strict=True))
    own = {one for one, mine in zip(stretches, frame["is_view"], strict=True) if mine}
    differs = pd.Series([one not in own for one in stretches], index=frame.index)
    measures = set(frame.loc[frame["is_view"], "measure"])
    # Under the view as collected a stretch of the law may only be longer: the days it gains are what differs.
    strange = differs & (~frame["measure"].isin(measures) | (of.view == "collected"))
    frame = frame.loc[frame["is_view"] | strange].reset_index(drop=True)
    return replace(found, value=frame)


def authorities_data(of: Tariffs) -> Frame:
    """The effective rate by authority on each day of change, and trackers' figures for single days.

    Columns: kind ("ours", "tracker"), day, base, s232, ieepa, s122, s301, added, total, low, high, collected_view,
    tracker, theirs, source.
    """
    ours, theirs = findings.by_authority(of), findings.ours_and_theirs(of)
    frame = ours.value
    frame.insert(0, "kind", "ours")
    frame.insert(2, "base", frame[list(OLDER)].sum(axis=1))
    frame = frame.drop(columns=list(OLDER))
    other = theirs.value[["day", "tracker", "theirs", "source"]].assign(kind="tracker")
    other = other.loc[other["day"] <= pd.Timestamp(of.desk.on)]
    both = pd.concat([frame, other], ignore_index=True) if len(other) else frame.assign(tracker="", theirs=float("nan"))
    both["tracker"] = both["tracker"].fillna("")
    return Sourced(value=both, unit="", sources=merge_ids([ours.sources, theirs.sources]), facts=theirs.facts)


def break_even_data(of: Tariffs) -> Frame:
    """All-in rate by base duty under the deal, the law in force and the last general duties before it, in long form.

    The European Union and Korea stand beside, where they pay by another rule than those drawn. Columns: kind ("line",
    "weight"), name, label, role ("deal", "in_force", "earlier", "peer"), mfn, rate, weight, source.
    """
    found = findings.break_even(of)
    grid = found.value
    measures = [name for name in grid.columns if name.startswith("JP-")]
    held = good(of, 10.0).rule.replace("MFN", "")
    deal = agreement(of.desk)
    lines = [("general", general_name(of.desk, held), "in_force", grid["general"])]
    if deal is not None:
        lines.insert(0, ("deal", "the deal", "deal", grid["deal"]))
    others = [name for name in measures if name != held]
    earlier = [name for name in others if deal is None or (grid[name] - grid["deal"]).abs().max() > HAIR]
    lines += [(name, general_name(of.desk, name), "earlier", grid[name]) for name in earlier[-2:]]
    drawn = [rate for *_, rate in lines]
    lines += [one for one in _peer_lines(of, grid["mfn"]) if all((one[-1] - rate).abs().max() > HAIR for rate in drawn)]
    parts = [
        pd.DataFrame({"kind": "line", "name": name, "label": label, "role": role, "mfn": grid["mfn"], "rate": rate})
        for name, label, role, rate in lines
    ]
    parts.append(pd.DataFrame({"kind": "weight", "name": "weight", "label": "imports", "role": "", "mfn": grid["mfn"],
                               "weight": grid["weight"]}))  # fmt: skip
    frame = pd.concat(parts, ignore_index=True).assign(source=grid["source"].iloc[0])
    for row in trade.peers(of.desk).value.to_dict("records"):
        frame.loc[frame["name"] == row["partner"], "source"] = row["source"]
    return replace(found, value=frame, sources=merge_ids([found.sources, *(one.split(";") for one in frame["source"])]))


def _peer_lines(of: Tariffs, mfn: pd.Series[float]) -> list[tuple[str, str, str, pd.Series[float]]]:
    """What a good in general of the European Union and of Korea pays by base duty, on their last recorded day."""
    rows = trade.peers(of.desk).value
    rows = rows.loc[rows["partner"].isin(BESIDE) & rows["view"].isin(("both", of.view)) & rows["general_rate"].notna()]
    made = []
    for row in rows.to_dict("records"):
        rate, on_top = float(row["general_rate"]) / 100, row["rule"] == "additive"
        line = mfn + rate if on_top else mfn.clip(lower=rate)
        label = f"{PARTNERS[row['partner']]}: {shortest(rate * 100)}% {'on top' if on_top else 'in all'}"
        made.append((str(row["partner"]), label, "peer", line))
    return made


def red_line_path_data(of: Tariffs) -> Frame:
    """The test against the deal over entry dates: day, to, covered, outside, their excess, deal_on, source.

    Raises ValueError before the deal is known: there is nothing to test against.
    """
    deal = agreement(of.desk)
    if deal is None:
        raise ValueError("no deal is known on this day; ask agreement(desk) first")
    found = findings.red_line_path(of)
    frame = found.value
    frame.insert(1, "to", [*frame["day"].iloc[1:], pd.Timestamp(of.desk.on)])
    frame.insert(len(frame.columns) - 1, "deal_on", pd.Timestamp(deal.on.value))
    return replace(found, value=frame)


def red_line_groups(of: Tariffs, *, most: int = 10) -> Frame:
    """Groups in which goods pay more than the deal's rate, by the value that does.

    Columns: group, name, value_usd_bn, covered_usd_bn, outside_usd_bn, covered, outside (shares of the group), source.
    """
    found = findings.by_group(of)
    frame = found.value
    value = frame["value_usd_mn"] / 1000
    frame = pd.DataFrame({
        "group": frame["group"], "name": frame["name"], "value_usd_bn": value,
        "covered_usd_bn": value * frame["worse_covered"], "outside_usd_bn": value * frame["worse_outside"],
        "covered": frame["worse_covered"], "outside": frame["worse_outside"], "source": frame["source"],
    })  # fmt: skip
    worse = frame["covered_usd_bn"] + frame["outside_usd_bn"]
    frame = frame.loc[worse.sort_values(ascending=False, kind="stable").index]
    return replace(found, value=frame.loc[worse > 0.05].head(most).reset_index(drop=True))


def groups_table(of: Tariffs) -> Frame:
    """All groups with value, rate before, now and range, duty; the columns of `by_group` with words.

    Columns: group, name, value_usd_bn, share, before, low, rate, high, duty_usd_bn, source, and in words: value_words,
    before_words, rate_words, range.
    """
    found = findings.by_group(of)
    frame = found.value.drop(columns=["worse_covered", "worse_outside"])
    frame["value_usd_bn"], frame["duty_usd_bn"] = frame["value_usd_mn"] / 1000, frame["duty_usd_mn"] / 1000
    frame["share"] = frame["value_usd_mn"] / frame["value_usd_mn"].sum()
    frame["value_words"] = [number(one, 1) for one in frame["value_usd_bn"]]
    frame["before_words"] = [_percent(one) for one in frame["before"]]
    frame["rate_words"] = [_percent(one) for one in frame["rate"]]
    frame["range"] = [f"{_bare(low)}–{_percent(high)}" for low, high in zip(frame["low"], frame["high"], strict=True)]
    frame["duty_words"] = [number(one, 1) for one in frame["duty_usd_bn"]]
    own = dict(zip(of.desk["exposure"]["group"], of.desk["exposure"]["source"], strict=True))
    frame["source"] = frame["group"].map(own)  # of the weight; the law behind the rates is cited for the whole
    return replace(found, value=frame.drop(columns=["value_usd_mn", "duty_usd_mn"]))


def trackers_table(of: Tariffs) -> Frame:
    """Trackers' figures beside ours for the same entry date, with range and difference in points, in words."""
    found = findings.ours_and_theirs(of)
    frame = found.value
    frame["theirs_words"] = [f"{number(one * 100, 1)}%" for one in frame["theirs"]]
    frame["ours_words"] = [_percent(one) for one in frame["ours"]]
    frame["range"] = [f"{_bare(low)}–{_percent(high)}" for low, high in zip(frame["low"], frame["high"], strict=True)]
    frame["gap_words"] = [_signed(one) for one in frame["difference"]]
    return replace(found, value=frame)


def lists_table(of: Tariffs) -> Frame:
    """What each list hits: the groups on it, largest share first, with the share by either spread, in words.

    Columns: list, name, groups, source. Lists known by the day only.
    """
    found = findings.lists_of_groups(of)
    names = dict(zip(of.desk["exposure"]["group"], of.desk["exposure"]["name"], strict=True))
    rows: list[dict[str, Any]] = []
    for name, part in found.value.groupby("list", sort=True):
        part = part.assign(most=part[["by_line", "by_heading"]].max(axis=1)).sort_values("most", ascending=False)
        rows.append({
            "list": name, "name": LISTS[str(name)], "groups": _groups(part, names),
            "source": ";".join(merge_ids(cell.split(";") for cell in part["source"])),
        })  # fmt: skip
    frame = pd.DataFrame(rows, columns=["list", "name", "groups", "source"])
    return replace(found, value=frame)


def _groups(part: pd.DataFrame, names: dict[str, str], most: int = 5) -> str:
    """Groups with their shares: "Iron and steel 90–95%"; the rest counted."""
    said = [
        f"{names[group]} {_span(line, heading)}"
        for group, line, heading in zip(part["group"], part["by_line"], part["by_heading"], strict=True)
        if max(line, heading) >= 0.005
    ]
    rest = f"; and {len(said) - most} more" if len(said) > most else ""
    return "; ".join(said[:most]) + rest if said else "less than half a per cent of any group"


def _span(one: float, other: float) -> str:
    low, high = (number(share * 100) for share in sorted((one, other)))
    return f"{low}%" if low == high else f"{low}–{high}%"


def _percent(share: float) -> str:
    return f"{number(share * 100, 1)}%"


def _bare(share: float) -> str:
    return number(share * 100, 1)


def _signed(share: float) -> str:
    text = number(share * 100, 1)
    return text if text.startswith("−") or not float(text) else f"+{text}"
