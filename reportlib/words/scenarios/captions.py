"""Captions of the exhibits on scenarios that the weekly shows, too."""

from __future__ import annotations

from reportlib.analysis.deal import Assumed
from reportlib.desk import Desk
from reportlib.words.caption import Caption
from reportlib.words.scenarios.titles import tree_title


def tree_caption(desk: Desk, name: str, assumed: Assumed, *, is_valued: bool) -> Caption:
    """Words around the drawing of a tree; `is_valued`: its branches have rates and duties beside them."""
    right = "chance in all, effective rate and duty a year." if is_valued else "what a share of U.S. Steel is worth."
    return Caption(
        title=tree_title(desk, name, assumed),
        subtitle=f"Decision tree, left to right. Below each line: likelihood given the step before. At right: {right}",
        empty="No scenario tree is written on this day.",
    )
