"""What a reader sees: prose with findings, charts, tables.

A notebook needs `Page` and `Col`; the chart helpers of a topic stand in `reportlib.exhibits.<topic>`.
"""

from reportlib.exhibits.page import Page, as_csv
from reportlib.exhibits.table import Col

__all__ = ["Col", "Page", "as_csv"]
