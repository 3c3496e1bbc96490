"""Charts and table columns of the tariffs. Each chart is a helper `(data, *, ax=None) -> Axes`.

Belongs here: how rates, their sums and the test against the deal are drawn. Does not belong here: what the charts
say (notebooks), what their labels are called (`reportlib.words.tariffs`).
"""

from reportlib.exhibits.tariffs.area import authority_area
from reportlib.exhibits.tariffs.break_even import break_even
from reportlib.exhibits.tariffs.columns import (
    COLLECTED,
    FLOWS,
    GROUPS,
    LISTS,
    PAID,
    PAID_AND_DEAL,
    PEERS,
    REFUNDS,
    TRACKERS,
    WHAT_IF,
)
from reportlib.exhibits.tariffs.groups import group_bars
from reportlib.exhibits.tariffs.red_line import red_line_bars, red_line_path
from reportlib.exhibits.tariffs.steps import step_lines
from reportlib.exhibits.tariffs.strip import regime_strip
from reportlib.exhibits.tariffs.trade import car_multiples, flow_lines, incidence_bars, response_dots

__all__ = [
    "COLLECTED",
    "FLOWS",
    "GROUPS",
    "LISTS",
    "PAID",
    "PAID_AND_DEAL",
    "PEERS",
    "REFUNDS",
    "TRACKERS",
    "WHAT_IF",
    "authority_area",
    "break_even",
    "car_multiples",
    "flow_lines",
    "group_bars",
    "incidence_bars",
    "red_line_bars",
    "red_line_path",
    "regime_strip",
    "response_dots",
    "step_lines",
]
