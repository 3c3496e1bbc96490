"""Makes data/facts/exposure_cells.csv from a schedule: `python docs/exposure.py SCHEDULE.json.gz`.

To be run when lists, metal shares or groups change; a test compares its result with the file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reportlib.analysis.tariffs import cells, known_law
from reportlib.desk import open_desk
from reportlib.loaders import find_home
from reportlib.loaders.schedule import read_schedule

LAST_DAY = "2026-11-24"
"""The day of the record whose lists are used: cells must not differ on any day up to it."""


def main(schedule: Path) -> None:
    """Write the cells of one schedule."""
    home = find_home()
    desk = open_desk(LAST_DAY, home=home)
    table = cells(read_schedule(schedule), known_law(desk), desk["exposure"])
    table.insert(0, "id", "cell-" + table["hts10"])
    table["source"], table["notes"] = "src-usitc", ""
    for column in ("line_share", "heading_share"):
        table[column] = table[column].map("{:.10f}".format)  # facts are written without exponents
    table.to_csv(home / "data/facts/exposure_cells.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
