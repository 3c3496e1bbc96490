"""Tiny notebooks with one purpose each, written from text; they need only `reportlib.blocks`."""

from __future__ import annotations

import json
from pathlib import Path

KERNELSPEC = {"name": "somebody-elses", "display_name": "Another", "language": "python"}

PARAMETERS = """\
as_of = "2025-05-23"  # date: what was known on this day
on = ""  # date or empty: entry date
word = "calm"  # text: a word to show
"""

BLOCKS = """\
from datetime import date
from IPython.display import display
from reportlib import blocks
from reportlib.sourced import Finding, Source

def show(block):
    display({blocks.MIME: blocks.to_json(block), "text/plain": block.kind}, raw=True)

wire = Source(id="wire", publisher="A wire", title="Talks", url="https://example.org/", tier=2)
"""

MASTHEAD = """\
show(blocks.Masthead(
    briefing="simple", kicker="Trade", title=(blocks.Run(text="A simple briefing"),),
    as_of=date.fromisoformat(as_of), newest=date(2025, 5, 22),
    coverage=(blocks.Run(text="Checked through today."),), sources=(wire,),
))
"""

PROSE = """\
days = Finding(key="simple.days", value=13, unit="days", text="13 days", sources=("wire",))
show(blocks.Para(
    runs=(blocks.Run(text="The decision is "), blocks.Run(text="13 days", finding="simple.days"),
          blocks.Run(text=f" away, says {word}.")),
    findings=(days,), sources=(wire,),
))
"""

TABLE = """\
show(blocks.Table(
    key="rounds", title=(blocks.Run(text="Rounds so far"),), subtitle="Japan, by day",
    source_line="Source: A wire", data="round,day\\n1,2025-04-16\\n", sources=(wire,),
    columns=(blocks.Column(label="Round"), blocks.Column(label="Day")),
    rows=(blocks.Row(cells=(blocks.Cell(runs=(blocks.Run(text="first"),)),
                            blocks.Cell(runs=(blocks.Run(text="16 April"),))), cites=("wire",)),),
))
show(blocks.Attachment(name="dates.ics", media_type="text/calendar", description="Dates", text="BEGIN:VCALENDAR\\n"))
"""

LOOK = """\
import os, sys
print(sys.executable, os.environ["TZ"], os.environ["LC_ALL"], os.environ["MPLBACKEND"], os.getcwd())
"""

TAIL: dict[str, tuple[tuple[str, str], ...]] = {
    "simple": (("markdown", "## What stands out"), ("code", PROSE), ("code", TABLE)),
    "raises": (("markdown", "## What breaks"), ("code", PROSE), ("code", 'raise ValueError("no such round")')),
    "prints": (("code", 'import warnings\nprint("hello")\nwarnings.warn("an old name")'), ("code", PROSE)),
    "slow": (("markdown", "## What lasts"), ("code", "import time\ntime.sleep(60)")),
    "dies": (("markdown", "## What kills"), ("code", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")),
    "exits": (("code", "import sys\nsys.exit(0)"), ("code", PROSE)),
    "looks": (("code", LOOK),),
    "headless": (("code", PROSE),),
    "misdated": (
        (
            "code",
            MASTHEAD.replace("date.fromisoformat(as_of), newest=date(2025, 5, 22)", "date(2020, 1, 1)").replace(
                "simple", "misdated"
            ),
        ),
    ),
    "contradicts": (("code", PROSE), ("code", PROSE.replace("value=13", "value=12"))),
}


def tiny(folder: Path, name: str, *, parameters: str | None = PARAMETERS, save_as: str = "") -> Path:
    """Write one tiny notebook into `folder` and give its path."""
    cells = [("code", parameters)] if parameters is not None else []
    cells.append(("code", BLOCKS))
    if name not in ("misdated", "headless"):
        cells.append(("code", MASTHEAD.replace('"simple"', f'"{save_as or name}"')))
    cells += TAIL[name]
    return write_notebook(folder / f"{save_as or name}.ipynb", cells, tagged=parameters is not None)


def write_notebook(path: Path, cells: list[tuple[str, str]], *, tagged: bool = True) -> Path:
    """Write cells of (type, source); the first is tagged `parameters` unless told otherwise."""
    raw = [_cell(kind, source, number, ["parameters"] if tagged and number == 0 else [])
           for number, (kind, source) in enumerate(cells)]  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps({"cells": raw, "metadata": {"kernelspec": KERNELSPEC}, "nbformat": 4, "nbformat_minor": 5}),
        encoding="utf-8",
    )
    return path


def _cell(kind: str, source: str, number: int, tags: list[str]) -> dict[str, object]:
    cell: dict[str, object] = {
        "id": f"cell-{number}", "cell_type": kind, "metadata": {"tags": tags} if tags else {}, "source": source,
    }  # fmt: skip
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def processes_holding(text: str) -> list[str]:
    """Command lines of living processes that contain the text."""
    lines = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(entry.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue  # ended meanwhile
    return [line for line in lines if text in line]
