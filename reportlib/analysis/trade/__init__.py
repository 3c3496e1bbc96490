"""Trade with Japan and who pays the duty, as known on a day.

`formulas`: plain floats. `flows`: goods both ways with vintages. `cars`: value, number, price. `incidence`: who
bore the duty, and what imports may do. `rates`: what others publish. `record`: refunds, weights, limits.
Pure functions of a desk; no sentences, no drawing. Bases of imports are never divided by one another.
"""

from reportlib.analysis.trade.cars import cars_change, cars_monthly, cars_periods, last_cars_month
from reportlib.analysis.trade.flows import (
    FLOWS,
    Flow,
    annual,
    change_to_date,
    flow,
    flow_to_date,
    japan_periods,
    monthly,
    vintages,
    year_to_date,
)
from reportlib.analysis.trade.formulas import (
    all_in,
    collected_rate,
    exporter_share,
    import_response,
    unit_price_change,
)
from reportlib.analysis.trade.incidence import (
    car_duty,
    cars_exporter_share,
    incidence,
    response,
    responses,
    us_borne_share,
)
from reportlib.analysis.trade.rates import (
    collected,
    collected_by_partner,
    duties_over_general_imports,
    peers,
    trackers,
    trackers_at,
)
from reportlib.analysis.trade.record import data_through, headings, published, refunds, sectors

__all__ = [
    "FLOWS",
    "Flow",
    "all_in",
    "annual",
    "car_duty",
    "cars_change",
    "cars_exporter_share",
    "cars_monthly",
    "cars_periods",
    "change_to_date",
    "collected",
    "collected_by_partner",
    "collected_rate",
    "data_through",
    "duties_over_general_imports",
    "exporter_share",
    "flow",
    "flow_to_date",
    "headings",
    "import_response",
    "incidence",
    "japan_periods",
    "last_cars_month",
    "monthly",
    "peers",
    "published",
    "refunds",
    "response",
    "responses",
    "sectors",
    "trackers",
    "trackers_at",
    "unit_price_change",
    "us_borne_share",
    "vintages",
    "year_to_date",
]
