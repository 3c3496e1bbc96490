"""The one schema of every table: pandera models, keys, clocks and licences.

`TABLES` is all the rest of the package reads; error messages, codebook and descriptor are derived
from it. A new table is a model and a `TableSpec` in the module of its topic, nothing else.
"""

from __future__ import annotations

from reportlib.schemas.deal import DEAL
from reportlib.schemas.investment import INVESTMENT
from reportlib.schemas.law import LAW
from reportlib.schemas.macro import MACRO
from reportlib.schemas.money import MONEY
from reportlib.schemas.partners import PARTNERS
from reportlib.schemas.record import RECORD
from reportlib.schemas.table import ForeignKey, TableSpec
from reportlib.schemas.talks import TALKS
from reportlib.schemas.trade import TRADE

__all__ = ["TABLES", "ForeignKey", "TableSpec"]

TABLES: dict[str, TableSpec] = {
    spec.name: spec for spec in (*RECORD, *TALKS, *DEAL, *MONEY, *LAW, *TRADE, *INVESTMENT, *PARTNERS, *MACRO)
}
"""Every table of the record by name."""
