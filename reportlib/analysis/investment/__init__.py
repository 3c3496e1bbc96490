"""Money promised for relief, as known on a day: offers, the investment vehicle, its ladder, what it is set against.

`formulas`: plain floats. `vehicle`: how far the pledge has come. `ladder`: its rows, steps and projects. `ledgers`:
offers, rules, purchases, claims. `stock`: direct investment, and shares of it. `cash`: who is repaid when. `relief`:
the pledge over duty saved. Pure functions of a desk; no sentences, no drawing.
"""

from reportlib.analysis.investment.cash import Split, curve, least, payback, profits_told, split
from reportlib.analysis.investment.formulas import (
    duty_saved,
    least_cash,
    payback_years,
    price_of_relief,
    ratio,
    straight_line,
)
from reportlib.analysis.investment.ladder import candidates, counts_of_list, ladder, outside, projects, steps
from reportlib.analysis.investment.ledgers import (
    claims,
    latest_events,
    linkage,
    next_dates,
    offer_path,
    offers,
    offers_count,
    promised_bought,
    purchases,
    rules,
)
from reportlib.analysis.investment.relief import Relief, at_rates, is_in_law, reckonings, rule_of_thumb
from reportlib.analysis.investment.stock import (
    counts_steel_money,
    deal_share,
    deal_shares,
    deal_values,
    japan_rank,
    japan_stock,
    lead,
    owners,
    pledge_ratios,
    stock_age,
    stock_goal,
    stock_history,
    stock_share,
)
from reportlib.analysis.investment.vehicle import Vehicle, Window, left, next_set, open_vehicle

__all__ = [
    "Relief",
    "Split",
    "Vehicle",
    "Window",
    "at_rates",
    "candidates",
    "claims",
    "counts_of_list",
    "counts_steel_money",
    "curve",
    "deal_share",
    "deal_shares",
    "deal_values",
    "duty_saved",
    "is_in_law",
    "japan_rank",
    "japan_stock",
    "ladder",
    "latest_events",
    "lead",
    "least",
    "least_cash",
    "left",
    "linkage",
    "next_dates",
    "next_set",
    "offer_path",
    "offers",
    "offers_count",
    "open_vehicle",
    "outside",
    "owners",
    "payback",
    "payback_years",
    "pledge_ratios",
    "price_of_relief",
    "profits_told",
    "projects",
    "promised_bought",
    "purchases",
    "ratio",
    "reckonings",
    "rule_of_thumb",
    "rules",
    "split",
    "steps",
    "stock_age",
    "stock_goal",
    "stock_history",
    "stock_share",
    "straight_line",
]
