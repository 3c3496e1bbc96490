"""What goods, laws, rules, options and flags of the tariff engine are called.

Belongs here: names, and rules put into words. Does not belong here: whole sentences (`headlines`), tables (`tables`).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.analysis.tariffs.findings import Tariffs
from reportlib.desk import Desk
from reportlib.words.days import tick
from reportlib.words.figures import render

ARCHETYPES = {
    "car": "Car", "car_part": "Car part", "machine_tool": "Machine tool", "food": "Food", "steel": "Steel",
    "chip_tool": "Chip tool", "medicine": "Medicine",
}  # fmt: skip
"""Goods that stand for many, in the order of the table."""
GOODS = {
    "car": "Car, petrol engine", "car_part": "Car part: brakes", "machine_tool": "Machine tool: machining centre",
    "food": "Food: breaded fish", "steel": "Steel: zinc-coated sheet", "chip_tool": "Chip tool",
    "medicine": "Medicine: biologic in doses",
}  # fmt: skip
"""The lines that stand for them."""
LAWS = {
    "MFN": "base duty", "s232": "section 232", "IEEPA": "IEEPA", "s122": "section 122", "s301": "section 301",
    "legacy": "older duty", "s201": "section 201", "added": "scenario",
}  # fmt: skip
PART_NAMES = {
    "base": "Base duty and older duties", "s232": "Section 232", "ieepa": "IEEPA", "s122": "Section 122",
    "s301": "Section 301", "added": "Scenario",
}  # fmt: skip
VIEWS = {"liquidated": "as the law now says", "collected": "as collected that day"}
ENDS = {
    "2026-02-24": "IEEPA to the end of its collection",
    "2026-02-20": "IEEPA to the day of the ruling",
    "ab_initio": "IEEPA as never owed",
}
FLAGS = {
    "retro": "changed later with effect back",
    "scheduled": "scheduled",
    "specific_duty": "base duty by quantity",
    "content_share": "metal share of value assumed",
    "list_provisional": "list not final",
    "patent_share": "patented goods only",
    "use_condition: part": "only if a listed car part",
    "use_condition: truck part": "only if a truck part",
    "use_condition: certified part": "only if certified",
    "use_condition: aircraft": "free if for civil aircraft",
    "use_condition: article": "only some articles of the line",
    "use_condition: quota": "free within a quota",
    "use_condition: technical window": "only within technical limits",
}
LISTS = {
    "ieepa-annex-ii": "Exempt from IEEPA duties (annex II)",
    "ieepa-farm-exempt": "Farm goods exempt from IEEPA duties",
    "ieepa-farm-exempt-articles": "Farm goods exempt from IEEPA duties, by article",
    "aircraft-japan": "Civil aircraft goods of Japan",
    "informational-materials": "Informational materials",
    "legacy-leather": "Older duty on leather",
    "metals-annex-1a": "Metals annex I-A, core articles",
    "metals-annex-1b": "Metals annex I-B, derivatives",
    "metals-annex-1c": "Metals annex I-C, deal partners",
    "metals-annex-2": "Metals annex II, removed",
    "metals-annex-3": "Metals annex III, machinery",
    "s122-exempt": "Exempt from section 122",
    "s122-exempt-aircraft": "Exempt from section 122 if for aircraft",
    "s122-exempt-articles": "Exempt from section 122, by article",
    "s201-solar": "Solar cells (section 201)",
    "s232-aluminium-articles": "Aluminium articles",
    "s232-aluminium-derivatives": "Aluminium derivatives",
    "s232-buses": "Buses", "s232-cabinets": "Kitchen cabinets", "s232-car-parts": "Car parts", "s232-cars": "Cars",
    "s232-certified-parts": "Parts if certified", "s232-copper": "Copper", "s232-drones": "Drones",
    "s232-furniture": "Upholstered furniture", "s232-light-trucks": "Light trucks", "s232-lumber": "Lumber",
    "s232-pharma": "Patented medicines", "s232-semiconductors": "Advanced chips",
    "s232-steel-articles": "Steel articles", "s232-steel-derivatives": "Steel derivatives",
    "s232-truck-parts": "Truck parts", "s232-truck-vehicles": "Medium and heavy trucks",
    "s301-exempt-aircraft-provisional": "Exempt from section 301 if for aircraft (not final)",
    "s301-exempt-articles-provisional": "Exempt from section 301, by article (not final)",
    "s301-exempt-provisional": "Exempt from section 301 (not final)",
}  # fmt: skip
LEFT_OUT = {
    "metals": (
        "s232-steel-articles", "s232-steel-derivatives", "s232-aluminium-articles", "s232-aluminium-derivatives",
        "s232-copper", "metals-annex-1a", "metals-annex-1b",
    ),
    "trucks": ("s232-truck-vehicles", "s232-truck-parts", "s232-buses"),
    "chips": ("s232-semiconductors",),
}  # fmt: skip
"""Lists of goods by what they are, for duties the deal never covered."""
PARTNERS = {
    "japan": "Japan", "european-union": "European Union", "united-kingdom": "United Kingdom", "south-korea": "Korea",
    "switzerland-liechtenstein": "Switzerland", "taiwan": "Taiwan", "india": "India", "vietnam": "Vietnam",
    "indonesia": "Indonesia", "malaysia": "Malaysia", "cambodia": "Cambodia", "thailand": "Thailand",
}  # fmt: skip
_INCLUSIVE = "floor"
"""How the rules begin that count base duty inside."""


def rate_words(rate: float, rule: str) -> str:
    """How a measure counts: 15% including base duty; 10% on top of base duty; at most 15%; exempt."""
    printed = render(rate, "percent")
    if rule.startswith(_INCLUSIVE):
        return f"{printed} including base duty"
    if rule == "cap":
        return f"at most {printed}"
    return "exempt" if rule.startswith("exempt") else f"{printed} on top of base duty"


def short_rate(rate: float, rule: str) -> str:
    """The same in a narrow column: 15% in all, 10% on top."""
    said = rate_words(rate, rule)
    return said.replace("including base duty", "in all").replace("on top of base duty", "on top")


def rule_words(desk: Desk, rule: str, *, on_content: bool = False) -> str:
    """The measures of a rule in words: "section 301, 12.5% including base duty"; a base duty alone says so."""
    known = _measures(desk)
    parts = [
        f"{LAWS[known[name]['authority']]}, {rate_words(float(known[name]['rate']), known[name]['rate_rule'])}"
        for name in rule.split("+")
        if name in known
    ]
    if not parts:
        return "base duty only"
    if on_content:
        parts[0] = parts[0].replace("on top of base duty", "on metal content")
        parts[1:] = [f"{part}, on the rest" for part in parts[1:]]
    return "; ".join(parts)


def _measures(desk: Desk) -> dict[str, dict[Any, Any]]:
    """Rows of measures by `measure_id`."""
    return {str(row["measure_id"]): row for row in desk["measures"].to_dict("records")}


def flag_words(flags: str) -> str:
    """Flags as a reader understands them, in the order raised."""
    return "; ".join(FLAGS.get(one, one.removeprefix("use_condition: ")) for one in flags.split(";") if one)


def law_words(legal_ref: str) -> str:
    """The first reference of a measure without what is in brackets; the rest stands in the data."""
    return "; ".join(dict.fromkeys(part.split(" (")[0].strip() for part in legal_ref.split(";")[:1]))


def options(of: Tariffs) -> str:
    """The options behind every figure: the view, and the end of IEEPA duties once one is known or chosen."""
    said = VIEWS[of.view]
    if of.names_end:
        said += f"; {ENDS[of.ieepa_end]}"
    return said


def general_name(desk: Desk, measure_id: str) -> str:
    """The general duty as a phase of the strip names it: "IEEPA, 10% on top"."""
    if not measure_id:
        return "base duty only"
    row = _measures(desk)[measure_id]
    rate, rule = render(float(row["rate"]), "percent"), str(row["rate_rule"])
    return f"{LAWS[row['authority']]}: {rate} {'in all' if rule.startswith(_INCLUSIVE) else 'on top'}"


def month_text(period: str) -> str:
    """2025-06 as Jun 2025; a span as Jan–Aug 2025; a year as it is."""
    first, _, last = period.partition("..")
    if len(first) == 4:
        return first
    opens = tick(pd.Timestamp(first).date())
    if not last or last == first:
        return opens
    closes = tick(pd.Timestamp(last).date())
    return f"{opens[:3]}–{closes}" if opens[-4:] == closes[-4:] else f"{opens} – {closes}"
