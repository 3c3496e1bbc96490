"""Titles of the exhibits and the sentences beside them, each from the rows of its picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from reportlib.analysis import comparators, trade
from reportlib.analysis.comparators.pledges import newest_output
from reportlib.desk import Desk
from reportlib.sourced import Sourced, count_of, quoted
from reportlib.words.comparators.names import JAPAN, KINGDOM, UNION, Compared, the, together
from reportlib.words.sentences import Sentence, made, size
from reportlib.words.tariffs.names import month_text

NOTHING = made("Nothing on record")
"""Title of an exhibit without rows: never printed, the sentence `empty` stands there instead."""
HAIR = 1e-9
RECORD_TRACKS = ("partners", "tariff-law")


def rates_title(of: Compared) -> Sentence:
    """What Japan and the European Union pay on the last day."""
    mine, theirs = of.pays(JAPAN), of.pays(UNION)
    if mine is None or theirs is None:
        return NOTHING
    rows = comparators.at_last(of.desk, of.base_duty, of.view).value
    if (rows["gap_points"].abs() < HAIR).all():
        return made("Japan and all partners shown pay {x}", x=mine)
    if abs(mine.value - theirs.value) < HAIR:
        return made("Japan and the European Union pay {x}", x=mine)
    return made("Japan pays {x}, the European Union {y}", x=mine, y=theirs)


def parity_title(of: Compared) -> Sentence:
    """How many partners pay less than Japan on the last day."""
    rows = comparators.at_last(of.desk, of.base_duty, of.view)
    if rows.value.empty:
        return NOTHING
    less = rows.value.loc[rows.value["gap_points"] > HAIR]
    more = rows.value.loc[rows.value["gap_points"] < -HAIR]
    if less.empty and more.empty:
        day = comparators.last_day(of.desk)
        said = "All partners paid the same as Japan on {day:short}"
        return made(said, day=day) if day else NOTHING
    counts = {
        name: Sourced(
            value=len(part), unit="count", key=f"partners_paying_{name}", sources=rows.sources, facts=rows.facts,
            formula=f"count: partners paying {name} than Japan", inputs={"base duty, percent": of.base_duty},
        )
        for name, part in (("less", less), ("more", more))
    }  # fmt: skip
    if less.empty:
        return made("Japan pays less than {more:partner}, more than none", more=counts["more"])
    if more.empty:
        return made("Japan pays more than {less:partner}, less than none", less=counts["less"])
    return made("Japan pays more than {less:partner}, less than {more}", **counts)


def alike_sentence(of: Compared) -> Sentence | None:
    """Where all partners pay by one rule on the last day, so that there is no gap to draw."""
    rows = comparators.at_last(of.desk, of.base_duty, of.view)
    day = comparators.last_day(of.desk)
    if day is None or rows.value.empty or len(rows.value.groupby(["rate", "rule"])) > 1:
        return None
    row = rows.value.iloc[0]
    rate = Sourced(value=float(row["rate"]), unit="percent", key="rate_of_all", sources=rows.sources, facts=rows.facts)
    how = "on top of base duty" if row["rule"] == "additive" else "with base duty inside"
    return made(
        f"By the rates of {{day}} every partner on record pays {{rate}} {how}: no gap at any base duty.",
        day=day, rate=rate,
    )  # fmt: skip


def overtaken_sentence(of: Compared) -> Sentence | None:
    """Which partners agreed another rate after the day whose rates are shown."""
    day, rows = comparators.last_day(of.desk), comparators.overtaken(of.desk).value
    if day is None or rows.empty:
        return None
    whose = together([the(one) for one in rows["partner"]])
    return made(
        f"After {{day}} another general rate was agreed with {whose}; from when it applies is not held here.",
        day=day,
    )


def gaps_title(of: Compared) -> Sentence:
    """The gap to the European Union at the base duty chosen."""
    gap = of.gap(UNION)
    if gap is None:
        return NOTHING
    if abs(gap.value) < HAIR:
        return made("At {base} base, Japan pays what the European Union pays", base=of.base)
    side = "above" if gap.value > 0 else "below"
    return made(f"At {{base}} base, Japan is {{gap}} {side} the European Union", base=of.base, gap=size(gap))


def gap_sentences(of: Compared) -> tuple[Sentence, ...]:
    """Up to which base duty Japan is worse off than a peer with base duty inside, and than the United Kingdom."""
    said = []
    for partner in (UNION, KINGDOM):
        below, gap = comparators.worse(of.desk, partner, of.view), comparators.gap(of.desk, partner, 0, of.view)
        if below is not None and gap is not None:
            at_zero = replace(gap, key=f"{gap.key}_at_zero")
            said.append(made(
                f"Against {the(partner)}, goods of Japan pay more where base duty is below {{below}}, by {{gap}} where"
                " they are free of it.",
                below=below, gap=at_zero,
            ))  # fmt: skip
        elif gap is not None and (found := of.gap(partner)) is not None and found.value < -HAIR:
            said.append(made(f"Against {the(partner)}, goods of Japan pay more at no base duty."))
    return tuple(said)


def matrix_title(desk: Desk) -> Sentence:
    """How many clauses of Japan's deal stand in others."""
    spread = comparators.spread_of(desk)
    if spread is None:
        return made("Clauses of other deals, before Japan has one")
    if not spread.elsewhere.value:
        return made("No clause of Japan’s deal stands in another yet")
    if not spread.alone.value:
        return made("All clauses of Japan’s deal stand in others, too")
    return made(
        "{elsewhere:cap} of {held:clause} of Japan’s deal stand in others", elsewhere=spread.elsewhere, held=spread.held
    )


def index_title(of: Compared) -> Sentence:
    """The blueprint index of the partners with most clauses."""
    if comparators.indices(of.desk).value.empty:
        return NOTHING
    names = list(comparators.indices(of.desk).value["partner"])[:2]
    found = [comparators.clause_count(of.desk, one) for one in names]
    values = {f"share_{at}": pair[1] for at, pair in enumerate(found) if pair is not None}
    said = ", ".join(f"{the(one)} {{share_{at}}}" for at, one in enumerate(names))
    return made(f"Blueprint index: {said}", **values)


def pledges_title(desk: Desk) -> Sentence:
    """Japan's pledge over its output beside the largest share of another."""
    rows = comparators.shares(desk).value
    mine = comparators.share(desk, "japan-vehicle")
    others = rows.loc[(rows["partner"] != JAPAN) & rows["share_pct"].notna() & (rows["kind"] != "purchases")]
    if rows.empty:
        return NOTHING
    if mine is None:
        return made("Pledges by kind, in dollars and over output")
    if others.empty:
        return made("Japan’s vehicle equals {x} of its yearly output", x=mine)
    top = others.sort_values("share_pct", kind="stable").iloc[-1]
    theirs = comparators.share(desk, str(top["pledge"]))
    if theirs is None:
        return NOTHING
    name = {"switzerland-liechtenstein": "Swiss firms’ plans", "south-korea": "Korea’s"}.get(str(top["partner"]))
    whose = name or f"{the(str(top['partner']))}’s"
    return made(f"Japan’s vehicle equals {{x}} of its output, {whose} {{y}}", x=mine, y=theirs)


def output_note(desk: Desk) -> str:
    """Which output stands beside the pledges, and what is left out."""
    if comparators.output(desk) is None:
        return "No outturn of output is held for a partner that pledged."
    return (
        "Output: one year in one vintage for all, as named in the data; Switzerland without Liechtenstein. Small and"
        " yearly sums stand in the annex."
    )


def newer_sentence(desk: Desk) -> Sentence | None:
    """Year and vintage of the output shown, and the shares by a newer vintage, which holds fewer partners."""
    shown = comparators.output(desk)
    mine = comparators.share(desk, "japan-vehicle")
    if shown is None or mine is None:
        return None
    year = quoted("output_year", str(shown.year), mine)
    vintage = quoted("output_vintage", shown.vintage, mine)
    template = "Output is that of {year} in the vintage of {vintage}"
    if len(comparators.shares(desk).value) > 1:
        template += ", the same for all partners shown"
    values: dict[str, Any] = {"year": year, "vintage": vintage}
    newer, then = newest_output(desk), comparators.newer_share(desk, "japan-vehicle")
    if newer is None or then is None:
        return made(f"{template}.", **values)
    values |= {
        "later": quoted("output_newer_year", str(newer.year), then),
        "state": quoted("output_newer_vintage", newer.vintage, then), "x": then,
    }  # fmt: skip
    template += "; by output of {later} in the vintage of {state}, which lacks most of them, Japan’s share is {x}"
    other = comparators.newer_share(desk, "south-korea-fund")
    if other is None:
        return made(f"{template}.", **values)
    return made(f"{template} and that of Korea’s fund {{y}}.", y=other, **values)


def collected_title(desk: Desk) -> Sentence:
    """Japan's rate and its place among the partners on the page."""
    rows = trade.collected_by_partner(desk)
    mine = rows.value.loc[rows.value["partner"] == JAPAN]
    if mine.empty:
        return NOTHING
    rate = Sourced(
        value=float(mine["rate_pct"].iloc[0]), unit="percent, one decimal", key="collected_japan",
        sources=tuple(mine["source"]), facts=rows.facts,
    )  # fmt: skip
    place = Sourced(
        value=int((rows.value["rate_pct"] > rate.value).sum()) + 1, unit="ordinal", key="collected_place_japan",
        sources=rows.sources, facts=rows.facts, formula="rank: partners on the page with a higher rate, plus one",
        inputs={"partners": len(rows.value)},
    )  # fmt: skip
    month = quoted("collected_month", month_text(str(mine["period"].iloc[0])), rate)
    return made("Duty collected, {month}: Japan {rate}, {place} highest read", month=month, rate=rate, place=place)


def deals_title(desk: Desk) -> Sentence:
    """How many partners have a deal, Japan left out."""
    others = comparators.others_with_a_deal(desk)
    if others is None:
        return made("Steps of deals")
    whose = "Japan and {n:other partner}" if JAPAN in set(comparators.deals(desk).value["partner"]) else "{n:partner}"
    return made(f"Deals of {whose}, step by step", n=others[0])


def precedents_title(table: Sourced[pd.DataFrame]) -> Sentence:
    """How many companies had a case reopened, or have the state among their owners."""
    n = table.value["company"].nunique()
    if not n:
        return NOTHING
    count = count_of("precedent_companies", int(n), "different companies", like=table, rows=len(table.value))
    return made("State roles and reopened cases: {n:company/companies} on record", n=count)


def record_ends(desk: Desk) -> tuple[Sentence, ...]:
    """Where the record of partners and of tariff law ends, on days past it."""
    rows = desk["coverage"]
    lines = []
    for track in RECORD_TRACKS:
        row = rows.loc[rows["track"] == track].iloc[0]
        if desk.horizon(track) < desk.as_of:
            end = Sourced(
                value=str(row["sentence"]), unit="text", key=f"comparators.record_ends.{track}",
                sources=(row["source"],), facts=(row["id"],),
            )  # fmt: skip
            lines.append(made("{ends}", ends=end))
    return tuple(lines)
