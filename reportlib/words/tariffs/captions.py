"""Captions of the exhibits on tariffs that the weekly shows, too."""

from __future__ import annotations

from reportlib.analysis.tariffs.asked import agreement
from reportlib.analysis.tariffs.findings import Tariffs
from reportlib.words.caption import Caption
from reportlib.words.sentences import together
from reportlib.words.tariffs.names import LEFT_OUT, options
from reportlib.words.tariffs.titles import paid_title


def paid_caption(of: Tariffs) -> Caption:
    """Words around the table of what goods that stand for many pay."""
    return Caption(
        title=paid_title(of),
        subtitle=f"Duty as a share of customs value, one line of the schedule for each kind of goods; {options(of)}.",
        note="Base: what the United States asks of most partners (MFN). Range: where a list holds under a condition or"
        f" a share of metal is assumed.{_deal(of)}",
        empty="No rate is on record.",
    )


def never_covered(of: Tariffs) -> str:
    """Goods under section 232 that the deal left out, as far as duties on them were known by the day."""
    measures, links = of.desk["measures"], of.desk["measure_scopes"]
    left_out = measures.loc[(measures["deal"] == "outside") & (measures["authority"] == "s232"), "id"]
    held = set(links.loc[links["measure"].isin(left_out) & (links["role"] == "covers"), "list"])
    kinds = [kind for kind, lists in LEFT_OUT.items() if held.intersection(lists)]
    return f"Never covered: {together(kinds)} under section 232, which the deal left out."


def _deal(of: Tariffs) -> str:
    deal = agreement(of.desk)
    if deal is None:
        return ""
    told = "" if deal.is_told else " as we read it; whether its rate counts base duty inside is not on record yet"
    return f" The deal{told}: base duty or its rate, whichever is higher; some duties it never covered."
