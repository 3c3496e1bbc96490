"""Small hand-made notebooks for the tests of the PDF: every kind of block, in realistic words."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib
from font_source_sans_pro import font_directory
from matplotlib.figure import Figure as Drawing
from matplotlib.font_manager import fontManager
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from reportlib import blocks
from reportlib.blocks import Block, Cell, Column, Mark, Row, Run, Runs
from reportlib.sourced import Finding, Source

NHK = Source(
    id="nhk-0523",
    publisher="NHK World",
    title="Japan to propose greater investment in US",
    tier=2,
    url="https://www3.nhk.or.jp/nhkworld/en/news/20250523_B4/",
    published=date(2025, 5, 23),
    copy_at="cashinsight.co.uk",
)
WHITE_HOUSE = Source(
    id="wh-0407", publisher="White House", tier=1, published=date(2025, 4, 7),
    title="Review of proposed United States Steel Corporation acquisition",
    url="https://www.whitehouse.gov/presidential-actions/2025/04/review-of-proposed-acquisition/",
)  # fmt: skip
YOMIURI = Source(id="yomiuri", publisher="Yomiuri Shimbun", tier=2, url="https://japannews.yomiuri.co.jp/?p=256139")
SOURCES = (NHK, WHITE_HOUSE, YOMIURI)

EQUITY = Finding(key="deal.equity_usd_bn", value=14.1, unit="usd_bn", text="$14.1bn", sources=(NHK.id,))
DUE = Finding(key="deal.due", value="2025-06-05", unit="date", text="5 June", sources=(WHITE_HOUSE.id, NHK.id))
DAYS = Finding(
    key="deal.days_left", value=13, unit="days", text="13 days", sources=(WHITE_HOUSE.id,),
    formula="days_left: due − as_of", inputs={"due": "2025-06-05", "as_of": "2025-05-23"},
)  # fmt: skip


def runs(*parts: str | Finding | Run) -> Runs:
    """Words, findings and ready runs in a row."""
    return tuple(
        part if isinstance(part, Run)
        else Run(text=part.text, finding=part.key) if isinstance(part, Finding)
        else Run(text=part)
        for part in parts
    )  # fmt: skip


def papers(*findings: Finding) -> dict[str, Any]:
    """Findings and their sources, as a block carries them."""
    wanted = {one for found in findings for one in found.sources}
    return {"findings": findings, "sources": tuple(one for one in SOURCES if one.id in wanted)}


@cache
def timeline() -> str:
    """A chart in the house face, text kept as text."""
    for name in ("Regular", "Semibold"):
        fontManager.addfont(Path(font_directory) / f"SourceSansPro-{name}.ttf")
    style: dict[Any, Any] = {
        "svg.fonttype": "none", "svg.hashsalt": "x", "font.size": 8.5, "font.family": "Source Sans Pro",
        "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False,
    }  # fmt: skip
    with matplotlib.rc_context(style):
        figure = Drawing(figsize=(6.6, 2.3))
        axes = figure.add_axes((0.1, 0.12, 0.89, 0.83))
        for height, (lane, colour) in enumerate(
            {"Steel deal": "#801650", "Tariffs": "#C4501B", "Talks": "#12436D"}.items()
        ):
            axes.axhline(height, color="#c9d1d9", lw=1, zorder=0)
            for at in (8 + 4 * height, 27 - 3 * height, 53 + 3 * height):
                axes.plot(at, height, "o", ms=6.5, mfc=colour if at < 50 else "white", mec=colour, mew=1.5)
                axes.annotate(f"{lane} {at}", (at, height), (0, 7), textcoords="offset points", ha="center")
        axes.axvspan(50, 66, color="#f4f6f8", zorder=-1)
        axes.set(ylim=(-0.5, 2.6), xlim=(0, 66), yticks=range(3), yticklabels=["Steel deal", "Tariffs", "Talks"])
        axes.tick_params(axis="y", length=0)
        sink = BytesIO()
        figure.savefig(sink, format="svg")
    return sink.getvalue().decode()


def masthead(**changes: Any) -> blocks.Masthead:
    given: dict[str, Any] = {
        "briefing": "talks", "kicker": "US–Japan tariff talks", "as_of": date(2025, 5, 23), "newest": date(2025, 5, 22),
        "title": runs("Tokyo brings money to round three; no deal expected"),
        "coverage": runs("for this day on all tracks"),
    }  # fmt: skip
    return blocks.Masthead(**{**given, **changes})


def lead(**changes: Any) -> blocks.Lead:
    given: dict[str, Any] = {
        "label": "Bottom line",
        "runs": runs(
            "Japan is set to table a plan for more investment in the United States at round three in Washington "
            "today, counting Nippon Steel’s spending if its ",
            EQUITY,
            " purchase of U.S. Steel is cleared. Treasury Secretary "
            "Bessent is not expected; a further visit is being prepared for the week after. The president’s decision "
            "on the steel deal is due by ",
            DUE,
            ", ",
            DAYS,
            " away.",
        ),
        **papers(EQUITY, DUE, DAYS),
    }
    return blocks.Lead(**{**given, **changes})


def judgements() -> blocks.Points:
    def strong(words: str) -> Run:
        return Run(text=words, strong=True)

    return blocks.Points(
        ordered=True,
        items=(
            runs(
                "An agreement at this round is ",
                strong("unlikely"),
                " (20–45%). Officials said so while Mr Bessent is "
                "away; working-level talks this week showed no movement.",
            ),
            runs(
                "Approval of the steel deal in some form is ",
                strong("likely"),
                " (55–80%): CFIUS reported on 21 May; the days to ",
                DUE,
                " bind the process, not the outcome.",
            ),
            runs(
                "Japan’s demand is unchanged: every added tariff is to be reviewed, cars first. Washington treats the "
                "reciprocal rate as the main subject."
            ),
        ),
        **papers(DUE),
    )


def figure(**changes: Any) -> blocks.Figure:
    given: dict[str, Any] = {
        "key": "timeline", "title": runs("Seven weeks of rounds, orders and one pending decision"),
        "subtitle": "Events by track, 1 April to 12 June 2025. Filled: happened. Hollow: expected on 23 May.",
        "source_line": "White House; NHK World (copy)", "note": "The shaded days lie after the day of this briefing.",
        "svg": timeline(), "alt": "Timeline with three lanes from April to June 2025; a third of the events lie ahead.",
        "width_in": 6.6, "height_in": 2.3, "data": "lane,day\nTalks,2025-04-16\n", "sources": (WHITE_HOUSE, NHK),
    }  # fmt: skip
    return blocks.Figure(**{**given, **changes})


def next_dates(**changes: Any) -> blocks.Table:
    rows = (
        ("30 May", "Round four, with Mr Bessent", "government sources", "expected", NHK.id),
        ("5 June", "President’s decision on U.S. Steel", "15 days after CFIUS", "announced", WHITE_HOUSE.id),
        ("15–17 June", "G7 summit, leaders to meet", "call of 23 May", "announced", YOMIURI.id),
        ("9 July", "End of the 90-day pause at 10%", "order of 9 April", "fixed by order", WHITE_HOUSE.id),
    )
    given: dict[str, Any] = {
        "key": "next-dates",
        "title": runs("Four dates ahead, one of them set by law"),
        "subtitle": "As known on 23 May 2025",
        "source_line": "NHK World (copy); White House; Yomiuri Shimbun",
        "data": "when,what\n2025-05-30,Round four\n",
        "columns": tuple(Column(label=one) for one in ("When", "What", "Basis", "Certainty")),
        "rows": tuple(
            Row(cells=tuple(Cell(runs=runs(word)) for word in words), cites=(cite,), emphasis=at == 1)
            for at, (*words, cite) in enumerate(rows)
        ),
        "sources": SOURCES,
    }
    return blocks.Table(**{**given, **changes})


def attendance(count: int = 3) -> blocks.Table:
    """Marks in cells; `count` rows, for tables longer than a page."""

    def cell(shape: str, label: str) -> Cell:
        return Cell(mark=Mark(shape=shape, label=label))  # type: ignore[arg-type]

    shapes = (
        ("disc", "present"),
        ("ring", "expected"),
        ("dashed-ring", "cancelled"),
        ("cross", "absent"),
        ("phone", "by phone"),
    )
    return blocks.Table(
        key=f"attendance-{count}",
        title=runs("Who came to each round"),
        subtitle="Principals, by round",
        source_line="NHK World (copy)",
        note="Filled: present. Ring: expected. Dashed: cancelled. Cross: absent.",
        columns=(
            Column(label="Round"),
            *(Column(label=one, align="center") for one in ("Akazawa", "Bessent", "Greer", "Lutnick", "Kato")),
        ),
        rows=tuple(
            Row(cells=(Cell(runs=runs(f"Round {at}")), *(cell(*shapes[(at + step) % 5]) for step in range(5))))
            for at in range(1, count + 1)
        ),
        data="round,who\n1,Akazawa\n",
        sources=(NHK,),
    )


def commentary(**changes: Any) -> blocks.Commentary:
    given: dict[str, Any] = {
        "author": "M. Ito",
        "written": date(2025, 5, 22),
        "stamp": "Written 22 May 2025, before later facts became known: round three.",
        "paragraphs": (
            runs("The purchase is the only thing both sides can count as ", EQUITY, " without a law."),
            runs("It does not answer the question of cars."),
        ),
        **papers(EQUITY),
    }
    return blocks.Commentary(**{**given, **changes})


def show(*shown: Block, tags: tuple[str, ...] = ()) -> NotebookNode:
    """A code cell that displayed these blocks."""
    outputs = [
        new_output("display_data", data={blocks.MIME: blocks.to_json(block), "text/plain": "block"}) for block in shown
    ]
    return new_code_cell("page.show()", outputs=outputs, metadata={"tags": list(tags)})


def text(markdown: str, tags: tuple[str, ...] = ()) -> NotebookNode:
    return new_markdown_cell(markdown, metadata={"tags": list(tags)})


def notebook(*cells: NotebookNode, **metadata: Any) -> NotebookNode:
    return new_notebook(cells=list(cells), metadata=metadata)


PRESS = {
    "content_id": "7c1e90ab34f1",
    "library": "0.1.0",
    "parameters": {"as_of": "2025-05-23"},
    "tables": {"events": "ab12"},
}

MARKDOWN = """\
## What each side asks

Japan asks for *every* added tariff to be **reviewed**, cars first[^cars]; see [the order](https://www.whitehouse.gov/).

- cars and parts
- steel and aluminium
  - also derivatives

| Side | Asks | Gives |
|:-----|------|------:|
| Japan | review | 3 |
| United States | balance | 2 |

> We will not rush.

The band is $p = (P - B) / (O - B)$, or in full:

$$
p = \\frac{P - B}{O\\,(1 + r)^{-t} - B}
$$

[^cars]: Passenger cars and listed parts.
"""


NOTED = """\
Words[^a] and more.

5. five
6. six

Words between.

3. three

   with a second paragraph

[^a]: First *word*, [the **order**](https://example.org/) and `code`.

    A second paragraph.
"""


def briefing(rows: int = 3) -> NotebookNode:
    """A whole briefing; `rows` lengthens its last table."""
    return notebook(
        show(masthead()),
        show(lead()),
        text("## Key judgements"),
        show(judgements()),
        text("## Rounds and visits"),
        show(figure()),
        show(next_dates()),
        text(MARKDOWN),
        text("### How the analyst reads it"),
        show(commentary()),
        show(blocks.Para(role="caveat", runs=runs("Dates as printed by the sources; times are those of Washington."))),
        text("## Attendance"),
        show(attendance(rows)),
        show(
            blocks.Attachment(
                name="dates.ics", media_type="text/calendar", description="Next dates", text="BEGIN:VCALENDAR\r\n"
            )
        ),
        reportlib=PRESS,
    )
