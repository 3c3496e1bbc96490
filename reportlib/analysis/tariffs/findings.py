"""What the briefing on tariffs finds, under one name: figures of goods (`goods`) and of totals (`totals`)."""

from reportlib.analysis.tariffs.context import START, Tariffs, tariffs
from reportlib.analysis.tariffs.goods import GENERIC, break_even, general_rate, paid, steps
from reportlib.analysis.tariffs.rates import PARTS
from reportlib.analysis.tariffs.totals import (
    against_record,
    by_authority,
    by_group,
    change_by_rates,
    duty_against_record,
    effective_rate,
    lists_of_groups,
    ours_and_theirs,
    red_line_path,
    red_line_share,
)

__all__ = [
    "GENERIC",
    "PARTS",
    "START",
    "Tariffs",
    "against_record",
    "break_even",
    "by_authority",
    "by_group",
    "change_by_rates",
    "duty_against_record",
    "effective_rate",
    "general_rate",
    "lists_of_groups",
    "ours_and_theirs",
    "paid",
    "red_line_path",
    "red_line_share",
    "steps",
    "tariffs",
]
