"""A briefing with every kind of block, as an executed notebook; the browser tests print it, too."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import matplotlib
from font_source_sans_pro import font_directory
from matplotlib.figure import Figure as Drawing
from matplotlib.font_manager import fontManager
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from reportlib import blocks
from reportlib.blocks import Block, Cell, Column, Mark, Row, Run
from reportlib.press.shelf_page import Day, Listed
from reportlib.sourced import Finding, Source

NHK = Source(
    id="nhk-0523", publisher="NHK World", title="Japan to propose greater investment in US", tier=2,
    url="https://www3.nhk.or.jp/nhkworld/en/news/", published=date(2025, 5, 23), copy_at="cashinsight.co.uk",
)  # fmt: skip
WH = Source(
    id="wh-0407", publisher="White House", title="Review of Proposed United States Steel Acquisition", tier=1,
    url="https://www.whitehouse.gov/presidential-actions/2025/04/", published=date(2025, 4, 7),
)  # fmt: skip
YOMIURI = Source(
    id="yomiuri-0524", publisher="Yomiuri Shimbun", tier=2, url="https://japannews.yomiuri.co.jp/?p=256139"
)

EQUITY = Finding(key="deal.equity_usd_bn", value=14.1, unit="usd_bn", text="$14.1bn", sources=(NHK.id,))
DUE = Finding(key="deal.due", value="2025-06-05", unit="date", text="5 June", sources=(NHK.id, WH.id))
DAYS = Finding(
    key="deal.days_left", value=13, unit="days", text="13 days", sources=(NHK.id,),
    formula="days_left: due − as_of", inputs={"due": "2025-06-05", "as_of": "2025-05-23"},
)  # fmt: skip
ROUNDS = Finding(key="talks.rounds", value=3, unit="count", text="3", sources=(YOMIURI.id,))


def run(text: str, **kw: Any) -> Run:
    return Run(text=text, **kw)


def timeline() -> str:
    """A small chart as the exhibits draw them: text kept as text, house face and colours."""
    for name in ("Regular", "Semibold"):
        fontManager.addfont(Path(font_directory) / f"SourceSansPro-{name}.ttf")
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "reportlib", "font.size": 8.5}):
        figure = Drawing(figsize=(6.7, 2.2))
        axes = figure.add_axes((0.1, 0.12, 0.89, 0.83))
        lanes = {"Talks": "#12436D", "Tariffs": "#F46A25", "Steel deal": "#801650"}
        for height, (lane, colour) in enumerate(lanes.items()):
            axes.axhline(height, color="#c9d1d9", lw=1, zorder=0)
            for at in (8 + height, 25 - 3 * height, 53):
                done = at < 50
                axes.plot(at, height, "o", ms=6.5, mfc=colour if done else "white", mec=colour, mew=1.5)
                axes.annotate(
                    f"{lane} {at}", (at, height), (0, 7), textcoords="offset points", ha="center",
                    family="Source Sans Pro", color="#1d2733", fontsize=7.8,
                )  # fmt: skip
        axes.axvspan(50, 60, color="#f4f6f8", lw=0, zorder=-1)
        axes.set_yticks(range(3), list(lanes))
        axes.set_ylim(-0.5, 2.7)
        axes.spines[["top", "right", "left"]].set_visible(False)
        sink = io.StringIO()
        figure.savefig(sink, format="svg", metadata={"Date": None})
    return sink.getvalue()


def masthead(**changes: Any) -> blocks.Masthead:
    values: dict[str, Any] = {
        "briefing": "talks", "kicker": "US–Japan tariff talks", "as_of": date(2025, 5, 23), "newest": date(2025, 5, 23),
        "title": (run("Tokyo brings money to round three; no deal expected"),),
        "coverage": (run("for this date on all tracks"),),
    }  # fmt: skip
    return blocks.Masthead(**values | changes)


def lead() -> blocks.Lead:
    runs = (
        run("Japan is set to table a plan for more investment in the United States at round three in Washington today, "
            "counting Nippon Steel’s spending if its "),
        run("$14.1bn", finding=EQUITY.key), run(" purchase of U.S. Steel is cleared. Treasury Secretary Bessent is not "
        "expected; a further visit is being prepared for the week after. The president’s decision is due by "),
        run("5 June", finding=DUE.key), run(", "), run("13 days", finding=DAYS.key), run(" away."),
    )  # fmt: skip
    return blocks.Lead(label="Bottom line.", runs=runs, findings=(EQUITY, DUE, DAYS), sources=(NHK, WH))


def figure(**changes: Any) -> blocks.Figure:
    rows = "".join(f"2025-04-{day:02},Talks,{day / 10}\n" for day in range(1, 31)) * 3
    values: dict[str, Any] = {
        "key": "timeline", "title": (run("Seven weeks of rounds, orders and one pending decision"),),
        "subtitle": "Events by track, 1 April to 12 June 2025. Filled: happened. Hollow: expected on 23 May.",
        "source_line": "Source: White House; Yomiuri Shimbun; NHK World (copy)", "sources": (WH, YOMIURI, NHK),
        "data": "date,lane,hours\n" + rows, "svg": timeline(), "width_in": 6.7, "height_in": 2.2,
        "alt": "Timeline with three lanes, talks, tariffs and steel deal, April to June 2025.", "findings": (ROUNDS,),
    }  # fmt: skip
    return blocks.Figure(**values | changes)


def attendance() -> blocks.Table:
    there, away = Mark(shape="disc", label="present"), Mark(shape="ring", label="absent")
    phone = Mark(shape="phone", label="by telephone")
    planned = Mark(shape="dashed-ring", label="planned")
    rows = (
        ("Round 1, 16 April", there, there, there, "early deal sought, meet again within the month"),
        ("Round 2, 1 May", there, there, phone, "intensive talks from mid-May, June in view"),
        ("Round 3, 23 May", away, planned, planned, "not yet known"),
    )
    names = (Column(label=name, align="center") for name in ("Bessent", "Lutnick", "Greer"))
    return blocks.Table(
        key="attendance", title=(run("Bessent misses the third round"),), subtitle="Who met Mr Akazawa, by round",
        source_line="Source: Yomiuri Shimbun", sources=(YOMIURI,), data="round,bessent\n1,present\n",
        note="Press accounts differ; attendance is not cause.",
        columns=(Column(label="Round", width=0.22), *names, Column(label="Outcome", width=0.4)),
        rows=tuple(
            Row(cells=tuple(Cell(mark=one) if isinstance(one, Mark) else Cell(runs=(run(one),)) for one in row),
                cites=(YOMIURI.id,), emphasis=number == 2)
            for number, row in enumerate(rows)
        ),
    )  # fmt: skip


def next_dates() -> blocks.Table:
    rows = (
        ("30 May", "Round four, with Mr Bessent", "government sources", "expected", "would let both sides trade"),
        ("5 June", "President’s decision on U.S. Steel", "15 days after CFIUS", "announced", "ends the steel case"),
        ("15–17 June", "G7 summit, leaders to meet", "call of 23 May", "announced", "first date for a leaders’ deal"),
        ("9 July", "End of the 90-day pause at 10%", "order of 9 April", "fixed by order", "Japan’s rate back to 24%"),
    )
    names = ("When", "What", "Basis", "Certainty", "What it would change")
    return blocks.Table(
        key="next-dates", title=(run("Four dates before the pause ends"),), subtitle="Dates known on 23 May 2025",
        source_line="Source: NHK World (copy)", sources=(NHK,), data="when,what\n2025-05-30,Round four\n",
        columns=tuple(Column(label=name) for name in names),
        rows=tuple(Row(cells=tuple(Cell(runs=(run(word),)) for word in row)) for row in rows),
    )  # fmt: skip


def commentary() -> blocks.Commentary:
    return blocks.Commentary(
        author="M. Tanaka", written=date(2025, 5, 22), stamp="Written before the offer of 23 May was known.",
        paragraphs=(
            (run("Tokyo trades in "), run("sequence", emph=True), run(", not in sums: "),
             run("cars first", strong=True, emph=True), run(", then the reciprocal rate.")),
            (run("A date is not a deal."),),
        ),
    )  # fmt: skip


MARKDOWN = """## Key judgements

1. An agreement at this round is **unlikely** (20–45%). Japanese officials said so while Mr Bessent is away.
2. Approval of the steel deal in some form is **likely** (55–80%).[^cfius]
3. Japan’s demand is unchanged: every added tariff is to be reviewed, see [the ministry](https://www.mofa.go.jp/).

[^cfius]: CFIUS reported on 21 May; the days to 5 June bind the process, not the outcome.

The implied probability is $p = \\frac{P - D}{O - D}$ and a [bad link](javascript:alert) stays text.

### A part of it

> A quotation set apart, with `code` in it.

| Who | Office |
|:----|-------:|
| Akazawa | Minister |
| Bessent | Secretary |

- one
  - nested
- two

```
plain   text
```

$$
E = \\sum_i w_i r_i
$$
"""


def show(*shown: Block, source: str = "show(...)") -> NotebookNode:
    """A code cell that displayed these blocks."""
    outputs = [new_output("display_data", data={blocks.MIME: blocks.to_json(block)}) for block in shown]
    return new_code_cell(source, outputs=outputs, execution_count=1, id="cell")


def notebook(*cells: NotebookNode) -> NotebookNode:
    """An executed notebook as the publisher leaves it."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    nb = new_notebook(cells=list(cells))
    nb.metadata["reportlib"] = {
        "content_id": "7c1e90ab3d55", "parameters": {"as_of": "2025-05-23"}, "tables": {"events": "00"},
        "library": "0.1",
    }  # fmt: skip
    return nb


def briefing() -> NotebookNode:
    """Every kind of block once, and more than five sections."""
    parameters = new_code_cell('as_of = "2025-05-23"  # what was known', metadata={"tags": ["parameters"]})
    return notebook(
        parameters,
        show(masthead(), lead(), source="desk = open_desk(as_of)\nshow(masthead(desk), lead(desk))"),
        new_markdown_cell(MARKDOWN),
        new_markdown_cell("## Rounds and visits\n\nThree rounds in seven weeks, each set within a week of the last."),
        show(figure(), attendance()),
        new_markdown_cell("## Asks, offers, gets"),
        show(blocks.Points(items=((run("Ask: "), run("all added tariffs", strong=True)), (run("Offer: investment"),)))),
        new_markdown_cell("## What we think"),
        show(commentary()),
        new_markdown_cell("## Next dates"),
        show(next_dates()),
        new_markdown_cell("## Caveats"),
        show(blocks.Para(role="caveat", runs=(run("Press accounts differ; attendance is not cause."),)),
             blocks.Para(role="note", runs=(run("May not sum."),))),
    )  # fmt: skip


SHELF = [
    Day(
        day=date(2025, 5, 23),
        editions=[
            Listed(
                name="Talks",
                title="Round three meets, with Nippon Steel <waiting> & a title that is long enough to wrap",
                html="2025-05-23/talks/talks.html",
                pdf="2025-05-23/talks/talks.pdf",
                dates="2025-05-23/talks/dates.ics",
            ),
            Listed(name="Deal", title="Only on paper", html="", pdf="2025-05-23/deal/deal.pdf", dates=""),
        ],
    ),
    Day(day=date(2023, 12, 20), editions=[Listed(name="Talks", title="Early", html="a.html", pdf="", dates="")]),
]
"""Days with editions of every kind: both formats and dates, the PDF alone, the page alone."""
