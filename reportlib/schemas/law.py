"""Tables of the law of duties: which lines a measure covers, how much metal they hold, which lines are shown.

A scope says that an HTS prefix stands on a list; a link says what a measure does with a list. Ends are rows
of their own. Belongs here: columns and keys. Does not belong here: the measures (`money`), rules between
rows (`law_rules`), or the arithmetic (`reportlib.analysis.tariffs`).
"""

from __future__ import annotations

from typing import Any

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Day, Number, Text
from reportlib.schemas.table import CITES, ForeignKey, Known, Strict, TableSpec

CONDITIONS = ("full", "use", "content", "certificate", "window", "provisional")
METALS = ("steel", "aluminium", "copper")
ARCHETYPES = ("car", "car_part", "machine_tool", "food", "steel", "chip_tool", "medicine")
MFN_KINDS = ("free", "ad_valorem", "specific", "compound")
_PREFIX = r"\d{2}|\d{4}|\d{6}|\d{8}|\d{10}"


def hts_prefix(description: str) -> Any:
    """Digits of an HTS number or its beginning: text, never a number."""
    expects = "2, 4, 6, 8 or 10 digits (HTS codes are text: keep leading zeros, no dots)"
    return c.matching(_PREFIX, description, expects=expects, unit="HTS code")


class Scopes(Known):
    """One HTS prefix on one list from one day on. Its end is a row of scope_ends."""

    list: Text = c.identifier("List of goods; a line is on it when a prefix of the line is")
    hts_prefix: Text = hts_prefix("Leading digits; inside one list the longest prefix wins, then the latest start")
    effective_from: Day = c.day("First day on the list")
    condition: Text = c.one_of(
        CONDITIONS,
        "full: the whole line; use, certificate, window: only what meets a description; content: duty on the metal "
        "inside; provisional: text not read or member inferred",
    )
    central: Text = c.one_of(("in", "out"), "Whether a line under a condition counts as listed in the central view")
    legal_ref: Text = c.text("Legal text of the list")


class ScopeEnds(Known):
    """The day from which a prefix no longer stands on a list, as it became known."""

    scope: Text = c.identifier("Row of scopes.csv")
    effective_to: Day = c.day("First day off the list")


class MeasureScopes(Known):
    """What one measure does with one list of goods: covers it, or leaves it out."""

    measure: Text = c.identifier("Measure (measures.csv)")
    list: Text = c.identifier("List (scopes.csv)")
    role: Text = c.one_of(("covers", "exempts"), "Whether the measure covers the goods or leaves them out")
    precedence: Number = c.number(
        "Of measures that cover one line the lowest number is asked first", unit="rank", blank=True, low=1
    )
    family: Text = c.identifier("Lists that count as one list, where the longest prefix wins", blank=True)
    metal: Text = c.one_of(METALS, "Duty lies on the value of this metal inside the goods", blank=True)
    flag: Text = c.text("Flag of lines that stand on the list under a condition", blank=True)


class ContentShares(Strict):
    """Share of a line's value that is one metal: a model estimate, always contestable."""

    id: Text = c.identifier("Key of the row", unique=True)
    hts_prefix: Text = hts_prefix("Line, eight digits where all its lines agree")
    metal: Text = c.one_of(METALS, "Metal")
    share: Number = c.number("Central estimate; blank: none", unit="share of customs value", blank=True, low=0, high=1)
    low: Number = c.number("Lowest share", unit="share of customs value", low=0, high=1)
    high: Number = c.number("Highest share", unit="share of customs value", low=0, high=1)
    basis: Text = c.text("How the share was made")
    source: Text = c.identifier("Page or document the row rests on (sources.csv)")
    notes: Text = c.text("Editor's remarks", blank=True)


class ProductGroups(Strict):
    """A group of goods on the watch list."""

    id: Text = c.identifier("Key of the row", unique=True)
    group: Text = c.identifier("Key of the group", unique=True)
    name: Text = c.text("Name in words")
    gtap_sector: Text = c.text("GTAP sector the group lies in")
    hs4: Text = c.matching(r"\d{4}", "HS heading of the group, where it is one", expects="four digits", blank=True)
    source: Text = c.identifier("Page or document the row rests on (sources.csv)")
    notes: Text = c.text("Editor's remarks", blank=True)


class WatchLines(Strict):
    """An HTS line worth showing, with its base duty as last read."""

    id: Text = c.identifier("Key of the row", unique=True)
    hts_code: Text = c.matching(
        r"\d{8}(\d\d)?", "HTS number", expects="8 or 10 digits (HTS codes are text: keep leading zeros, no dots)",
        unit="HTS code", unique=True,
    )  # fmt: skip
    description: Text = c.text("Goods in our own words, not the legal text")
    mfn_text: Text = c.text("Column 1 general rate as printed")
    mfn_pct: Number = c.number("The same as a number; blank when specific or compound", unit="percent", blank=True)
    mfn_kind: Text = c.one_of(MFN_KINDS, "Kind of rate")
    hts_revision: Text = c.text("Edition the base duty was read in")
    group: Text = c.identifier("Group (product_groups.csv)")
    archetype: Text = c.one_of(ARCHETYPES, "Kind of goods the line stands for on page one", blank=True)
    source: Text = c.identifier("Page or document the row rests on (sources.csv)")
    notes: Text = c.text("Editor's remarks", blank=True)


class ExposureGroups(Strict):
    """Imports from Japan in 2024 of one product group: fixed weights, a method."""

    id: Text = c.identifier("Key of the row", unique=True)
    group: Text = c.identifier("Key of the group", unique=True)
    name: Text = c.text("Name in words")
    gtap_sector: Text = c.text("GTAP sectors the group was made from, separated by ';'")
    value_usd_mn: Number = c.number("Imports for consumption, customs value, 2024", unit="USD million", low=0)
    value_basis: Text = c.text("How the value was made")
    headings: Text = c.text("HS headings of the group, separated by ';'", unit="HS codes")
    source: Text = c.identifier("Page or document the row rests on (sources.csv)")
    notes: Text = c.text("Editor's remarks", blank=True)


class ExposureCells(Strict):
    """Lines of a group that pay alike on every day, named by the first of them; made from a schedule, a method."""

    id: Text = c.identifier("Key of the row", unique=True)
    group: Text = c.identifier("Group (exposure.csv)")
    hts10: Text = c.matching(r"\d{10}", "First line of the cell", expects="ten digits", unit="HTS code", unique=True)
    mfn_pct: Number = c.number("Base duty; blank when specific or compound", unit="percent", blank=True, low=0)
    mfn_kind: Text = c.one_of((*MFN_KINDS, "blank"), "Kind of base duty")
    n_lines: Number = c.number("Lines of the cell", unit="lines", low=1)
    line_share: Number = c.number("Share of the group's lines", unit="share", low=0, high=1)
    heading_share: Number = c.number("Its share where every heading counts alike", unit="share", low=0, high=1)
    source: Text = c.identifier("Page or document the row rests on (sources.csv)")
    notes: Text = c.text("Editor's remarks", blank=True)


LAW = (
    TableSpec(name="scopes", title="Goods on the lists of the law", model=Scopes, keys=(CITES,)),
    TableSpec(
        name="scope_ends", title="Ends of listings", model=ScopeEnds,
        keys=(CITES, ForeignKey(column="scope", table="scopes", unless_known="its listing was known")),
    ),
    TableSpec(
        name="measure_scopes", title="What measures do with lists", model=MeasureScopes,
        keys=(
            CITES,
            ForeignKey(column="measure", table="measures", unless_known="its measure was known"),
            ForeignKey(column="list", table="scopes", target="list", unless_known="its list was known"),
        ),
    ),
    TableSpec(
        name="content_shares", title="Metal in the value of goods", model=ContentShares, clock=None, keys=(CITES,)
    ),
    TableSpec(name="product_groups", title="Groups of goods", model=ProductGroups, clock=None, keys=(CITES,)),
    TableSpec(
        name="watch_lines", title="HTS lines shown", model=WatchLines, clock=None,
        keys=(CITES, ForeignKey(column="group", table="product_groups", target="group")),
    ),
    TableSpec(
        name="exposure", title="Imports from Japan by group, 2024", model=ExposureGroups, clock=None, keys=(CITES,)
    ),
    TableSpec(
        name="exposure_cells", title="Imports from Japan by cell of lines", model=ExposureCells, clock=None,
        keys=(CITES, ForeignKey(column="group", table="exposure", target="group")),
    ),
)  # fmt: skip
