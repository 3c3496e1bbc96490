"""Tables of trade and of who pays: goods flows, duties collected, car exports, weights, published numbers.

Three bases of imports stand side by side and are never divided by one another: general imports at customs
value (`us_japan_goods_trade_*`), imports for consumption at customs value without chapters 98 and 99
(`us_imports_japan_by_gtap_sector_2024`), and CIF (`calculated_duties`). Belongs here: columns and keys.
Does not belong here: the arithmetic (`reportlib.analysis.trade`).
"""

from __future__ import annotations

from typing import Any

from reportlib.schemas import columns as c
from reportlib.schemas.columns import Day, Number, Text
from reportlib.schemas.table import CITES, FROM_EVENT, Fact, ForeignKey, Known, Method, Released, TableSpec

PERIOD = r"\d{4}(-(0[1-9]|1[0-2]))?(\.\.\d{4}-(0[1-9]|1[0-2]))?"
IMPORT_BASES = ("general_customs", "consumption_customs", "cif", "not_stated")
VINTAGE_CLASSES = ("before_2023_revision", "before_2026_revision", "after_2026_revision")
RATE_RULES = ("additive", "floor")
PARTNERS_HELD = (
    "japan", "european-union", "south-korea", "taiwan", "united-kingdom", "switzerland-liechtenstein", "india",
    "vietnam", "thailand", "indonesia", "malaysia", "cambodia",
)  # fmt: skip
"""Partners whose rates and deals are followed, those a reader sets beside Japan first; a new one is added here."""
MONTHLY_DAYS = 45
"""A monthly figure is out every thirty days or so; two weeks more are patience."""


def period(description: str) -> Any:
    """A year, a month, or a run of months."""
    return c.matching(PERIOD, description, expects="a period like 2025, 2025-06 or 2025-04..2025-09", unit="period")


class GoodsTradeMonthly(Released):
    """US goods trade with Japan in one month, Census basis, not seasonally adjusted, nominal."""

    month: Day = c.day("First day of the month")
    exports_usd_mn: Number = c.number("US exports to Japan, FAS", unit="USD million", low=0)
    imports_usd_mn: Number = c.number("US general imports from Japan, customs value", unit="USD million", low=0)
    balance_usd_mn: Number = c.number("Exports less imports", unit="USD million")
    basis: Text = c.one_of(IMPORT_BASES, "Basis of the imports")
    vintage_class: Text = c.one_of(VINTAGE_CLASSES, "Which annual revision the value is of")


class GoodsTradeAnnual(Released):
    """US goods trade with Japan in a year or its first months, in one vintage; the last row known holds."""

    year: Number = c.number("Year", unit="year", low=1985)
    months: Number = c.number("Number of months from January the row covers", unit="months", low=1, high=12)
    exports_usd_mn: Number = c.number("US exports to Japan, FAS", unit="USD million", low=0)
    imports_usd_mn: Number = c.number("US general imports from Japan, customs value", unit="USD million", low=0)
    balance_usd_mn: Number = c.number("Exports less imports", unit="USD million")
    basis: Text = c.one_of(IMPORT_BASES, "Basis of the imports")


class MofExports(Released):
    """Japan's customs statistics on trade with the United States, provisional, as the press printed them."""

    exports_to_us_jpy_bn: Number = c.number("Exports to the US", unit="JPY bn", blank=True, low=0)
    exports_yoy_pct: Number = c.number("Change on a year before", unit="percent", blank=True)
    imports_from_us_jpy_bn: Number = c.number("Imports from the US", unit="JPY bn", blank=True, low=0)
    imports_yoy_pct: Number = c.number("Change on a year before", unit="percent", blank=True)
    balance_us_jpy_bn: Number = c.number("Exports less imports", unit="JPY bn", blank=True)
    cars_value_jpy_bn: Number = c.number("Exports of cars to the US", unit="JPY bn", blank=True, low=0)
    cars_value_yoy_pct: Number = c.number("Change of their value on a year before", unit="percent", blank=True)
    cars_units_yoy_pct: Number = c.number("Change of their number on a year before", unit="percent", blank=True)
    car_parts_yoy_pct: Number = c.number("Change of car parts by value", unit="percent", blank=True)
    rounding: Text = c.text("What the page rounds more than usual", blank=True)
    source2: Text = c.identifier("A second page (sources.csv)", blank=True)


class MofExportsMonthly(MofExports):
    """Japan's customs statistics on trade with the United States in one month."""

    month: Day = c.day("First day of the month")
    cars_unit_price_yoy_pct: Number = c.number("Change of the price per car as printed", unit="percent", blank=True)


class MofExportsPeriods(MofExports):
    """Japan's customs statistics on trade with the United States over a year or half-year."""

    period: Text = period("Year or run of months")
    balance_yoy_pct: Number = c.number("Change of the balance on a year before", unit="percent", blank=True)
    cars_units: Number = c.number("Cars exported to the US", unit="cars", blank=True, low=0)


class CalculatedDuties(Released):
    """Duties as calculated at entry, or their rate, as one page printed them: points, not a series."""

    partner: Text = c.identifier("Partner")
    period: Text = period("Period of entry")
    duties_usd_bn: Number = c.number("Calculated duties", unit="USD bn", blank=True, low=0)
    rate_pct: Number = c.number("Duties over imports", unit="percent", blank=True, low=0)
    value_base: Text = c.one_of(IMPORT_BASES, "Basis of the imports the rate is over; blank without a rate", blank=True)


class ImportsBySector(Method):
    """US imports from Japan in 2024 in one GTAP sector: imports for consumption, customs value, no chapters 98–99."""

    gtap_code: Text = c.matching(r"[a-z0-9_]+", "Code of the sector", expects="a code like mvh", unique=True)
    gtap_name: Text = c.text("Name of the sector")
    imports_usd: Number = c.number("Imports for consumption, customs value", unit="USD", low=0)
    share_of_japan_pct: Number = c.number("Share of imports from Japan", unit="percent", low=0, high=100)
    partner_share_of_sector_pct: Number = c.number("Japan in US imports of it", unit="percent", low=0, high=100)
    crosscheck_usd: Number = c.number("The same by a second public count", unit="USD", blank=True, low=0)
    source2: Text = c.identifier("The second count (sources.csv)", blank=True)


class ImportsByHs(Method):
    """US imports from Japan of some headings, chapters or sectors, as the press printed them; no full table."""

    period: Text = c.text("Year, quarter or month", unit="period")
    level: Text = c.one_of(("HS4", "HS2", "SECTOR", "TOTAL"), "What the code is")
    code: Text = c.text("HS code, or the name of the sector")
    description: Text = c.text("Goods")
    imports_usd_bn: Number = c.number("Imports, rounded in print", unit="USD bn", low=0)
    share_pct: Number = c.number("Share of all imports from Japan", unit="percent", blank=True, low=0, high=100)
    basis: Text = c.one_of(IMPORT_BASES, "Basis of the imports")


class Benchmarks(Fact):
    """A published number to reconcile with, or to print beside ours."""

    key: Text = c.matching(r"K\d{1,2}b?", "Group of the number: what is asked for together", expects="a key like K22")
    quantity: Text = c.matching(r"[a-z0-9]+(_[a-z0-9]+)*", "What is measured", expects="a name like goods_deficit")
    entity: Text = c.text("Of what or whom")
    by: Text = c.text("Whose number it is, where that is not the publisher of the page", blank=True)
    value: Text = c.text("The value as text; its type is given by unit", unit="see unit")
    unit: Text = c.text("Unit or type of the value")
    qualifier: Text = c.text("How the page hedges or narrows the value", blank=True)
    period: Text = c.text("Day or period the value refers to", blank=True)
    vintage: Text = c.text("State of the publication the value was read from", blank=True)
    tolerance: Number = c.number("Difference allowed; blank: none stated", unit="see unit", blank=True, low=0)
    use: Text = c.one_of(("check", "print"), "Reconciled automatically, or only printed beside ours")


class PartnerRates(Fact):
    """US rates on goods of one partner on one of four days; a later row on the same day is the law with effect back."""

    partner: Text = c.one_of(PARTNERS_HELD, "Partner")
    on: Day = c.day("Entry day the rates are for")
    general_rate: Number = c.number("General rate", unit="percent", low=0, high=200)
    rule: Text = c.one_of(RATE_RULES, "additive: base duty m + rate; floor: max(m, rate)")
    autos_rate: Number = c.number("Rate on passenger cars", unit="percent", low=0, high=200)
    autos_rule: Text = c.one_of((*RATE_RULES, "quota_total"), "The same; quota_total: in all, inside a quota")


class CarPrices(Known):
    """Bank of Japan: export price of passenger cars to North America, contract currency, in one month."""

    month: Day = c.day("First day of the month")
    destination: Text = c.one_of(("north_america", "united_states"), "Where the cars go")
    quantity: Text = c.one_of(("yoy_pct", "index_2020"), "Change on a year before, or the index")
    value: Number = c.number("The value", unit="percent, or index 2020 = 100")
    currency: Text = c.one_of(("contract",), "Currency the price is in")
    vintage: Text = c.one_of(("first release", "revised"), "State of the publication")


class Elasticities(Method):
    """A published elasticity of imports to tariffs at one horizon."""

    study: Text = c.text("Authors, title and place")
    year: Number = c.number("Year of publication", unit="year", low=1900)
    years_from: Number = c.number("Start of the horizon", unit="years after the change", low=0)
    years_to: Number = c.number("End of the horizon", unit="years after the change", low=0)
    nearest: Number = c.number("Value nearest to zero", unit="elasticity to 1 + tariff", high=0)
    farthest: Number = c.number("Value farthest from zero; the same where one is given", unit="elasticity", high=0)
    measured_on: Text = c.text("What the elasticity is of, and from which changes")
    source2: Text = c.identifier("A second page (sources.csv)", blank=True)


_SOURCE2 = ForeignKey(column="source2", table="sources")

TRADE = (
    TableSpec(
        name="us_japan_goods_trade_monthly", title="US goods trade with Japan by month", model=GoodsTradeMonthly,
        folder="series", clock="released_on", keys=(CITES,), in_order=(("month", "released_on"),),
        ttl_days=MONTHLY_DAYS,
    ),
    TableSpec(
        name="us_japan_goods_trade_annual", title="US goods trade with Japan by year, all vintages held",
        model=GoodsTradeAnnual, folder="series", clock="released_on", keys=(CITES,),
        ttl_days=400,
    ),
    TableSpec(
        name="mof_exports_monthly", title="Japan’s exports to the US by month", model=MofExportsMonthly,
        folder="series", clock="released_on", keys=(CITES, _SOURCE2), in_order=(("month", "released_on"),),
        ttl_days=MONTHLY_DAYS,
    ),
    TableSpec(
        name="mof_exports_periods", title="Japan’s exports to the US over longer periods", model=MofExportsPeriods,
        folder="series", clock="released_on", keys=(CITES, _SOURCE2),
        ttl_days=220,
    ),
    TableSpec(
        name="calculated_duties", title="Duties collected: points", model=CalculatedDuties, folder="series",
        clock="released_on", keys=(CITES,),
    ),
    TableSpec(
        name="us_imports_japan_by_gtap_sector_2024", title="US imports from Japan by GTAP sector, 2024",
        model=ImportsBySector, folder="series", clock=None, keys=(CITES, _SOURCE2),
    ),
    TableSpec(
        name="us_imports_japan_by_hs", title="US imports from Japan: some HS headings", model=ImportsByHs,
        folder="series", clock=None, keys=(CITES,),
    ),
    TableSpec(name="benchmarks", title="Published numbers", model=Benchmarks, keys=(CITES, FROM_EVENT)),
    TableSpec(name="partner_rates", title="US rates on partners", model=PartnerRates, keys=(CITES, FROM_EVENT)),
    TableSpec(
        name="car_prices", title="Export price of cars", model=CarPrices, keys=(CITES,),
        in_order=(("month", "known_on"),),
        ttl_days=MONTHLY_DAYS,
    ),
    TableSpec(
        name="elasticities", title="Published trade elasticities", model=Elasticities, clock=None,
        keys=(CITES, _SOURCE2),
    ),
)  # fmt: skip
