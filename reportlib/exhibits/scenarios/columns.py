"""Columns of the tables of the scenarios."""

from __future__ import annotations

from reportlib.exhibits.table import Col

_PATH = Col(name="path", label="Branch", width=0.25, strong=True)
_MEANS = Col(name="text", label="What it means", width=0.44)


def branches(*, quantified: bool, solved: bool) -> tuple[Col, ...]:
    """Columns of the tree as a table: the chance of the whole path where there is one, the outcome once it is known."""
    odds = Col(name="odds", label="Given the step before" if quantified else "Likelihood", width=0.20)
    whole = (Col(name="whole", label="In all", align="right", width=0.10),) if quantified else ()
    end = (Col(name="end", label="Outcome", width=0.17),) if solved else ()
    return (_PATH, odds, *whole, _MEANS, *end)


OUTCOMES = (
    Col(name="branch", label="Branch", width=0.20, strong=True),
    Col(name="quantity", label="What", width=0.22),
    Col(name="value", label="Value", width=0.20, align="right"),
    Col(name="basis", label="Basis", width=0.38),
)
VALUES = (
    Col(name="name", label="Branch", width=0.22, strong=True),
    Col(name="p_words", label="Chance", align="right", width=0.08),
    Col(name="rate_words", label="Rate", align="right", width=0.08, strong=True),
    Col(name="range_words", label="Range", align="right", width=0.13),
    Col(name="duty_words", label="Duty, $bn", align="right", width=0.08),
    Col(name="after_words", label="After a year, $bn", align="right", width=0.10),
    Col(name="year_words", label="Imports, a year", align="right", width=0.10),
    Col(name="long_words", label="Long run", align="right", width=0.12),
    Col(name="even_words", label="Break-even", align="right", width=0.09),
)
MOVERS = (
    Col(name="name", label="Driver", width=0.23, strong=True),
    Col(name="text", label="What it is", width=0.47),
    Col(name="state_words", label="State on this day", width=0.30),
)
SIGNPOSTS = (
    Col(name="branch", label="Branch", width=0.22, strong=True),
    Col(name="text", label="What would be seen first", width=0.44),
    Col(name="state_words", label="Status", width=0.34),
)
SIDE = (
    Col(name="question", label="Question", width=0.26, strong=True),
    Col(name="branch", label="Branch", width=0.15),
    Col(name="odds", label="Likelihood", width=0.20),
    Col(name="brings", label="What it would bring", width=0.39),
)
RANGES = (
    Col(name="label", label="Range", width=0.26, strong=True),
    Col(name="range_words", label="From, to", width=0.24),
    Col(name="stands", label="Who stands for it", width=0.21),
    Col(name="moves", label="Moves the change, $bn", align="right", width=0.16),
    Col(name="share_words", label="Share of spread", align="right", width=0.13),
)
INTERVALS = (
    Col(name="name", label="Branch", width=0.40, strong=True),
    Col(name="low_words", label="Low", align="right", width=0.20),
    Col(name="middle_words", label="Middle", align="right", width=0.20),
    Col(name="high_words", label="High", align="right", width=0.20),
)
SOLVED = (
    Col(name="question", label="Question", width=0.31, strong=True),
    Col(name="branch", label="Came true", width=0.13),
    Col(name="decided_on", label="On", unit="date", width=0.16),
    Col(name="first_words", label="Price had implied, first day", width=0.20),
    Col(name="last_words", label="Last before", width=0.20),
)
JUDGEMENTS = (
    Col(name="said", label="Said", width=0.15),
    Col(name="who", label="By", width=0.19, strong=True),
    Col(name="claim", label="Claim", width=0.30),
    Col(name="odds", label="Likelihood", width=0.21),
    Col(name="ended", label="Outcome", width=0.15),
)
