"""What a cell can show: the one language between notebooks and the press.

A notebook cell displays blocks (`reportlib.exhibits` makes them); the press reads them back from
the executed notebook and prints them as HTML and PDF. Nothing here knows tariffs, Typst or HTML.
Belongs here: the shape of a block and its JSON. Does not belong here: making or printing one.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from reportlib.sourced import Finding, Source

MIME = "application/vnd.reportlib.block+json"
"""MIME type under which a block stands in a notebook's output."""
TEXT_WIDTH_IN = 6.6
"""Width of the text on a printed page, whatever the paper: charts are drawn for it."""


class Frozen(BaseModel):
    """Base of every part: frozen, and nothing undeclared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Run(Frozen):
    """A stretch of text in one style. `finding` is the key of the finding it prints, if any.

    With `math` the text is TeX-like mathtext; `footnote` are the words of a note hung on this run.
    """

    text: str
    strong: bool = False
    emph: bool = False
    code: bool = False
    math: bool = False
    footnote: tuple[Run, ...] = ()
    finding: str = ""
    url: str = ""


Runs = tuple[Run, ...]


class Series(Frozen):
    """A statistical series under a block: the day its newest figure came out, and in how many days one is due again.

    The page says how old it is in a finding with the key `age`, once it is older than that.
    """

    name: str
    title: str
    newest: date
    ttl_days: int

    @property
    def age(self) -> str:
        """Key of the finding that says how old the series is."""
        return f"series.{self.name}.age"

    def is_stale(self, as_of: date) -> bool:
        """Whether a newer figure was due by the day."""
        return (as_of - self.newest).days > self.ttl_days


class Block(Frozen):
    """What all blocks carry: the findings they print, the sources and the statistical series they rest on.

    `newest` is the latest day on which a row shown or counted here became known: of all blocks together, the
    data cut-off of the page.
    """

    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    series: tuple[Series, ...] = ()
    newest: date | None = None


class Masthead(Block):
    """Title and dates of a briefing; the first block of every notebook.

    `coverage` is the sentence on how far the record has been checked; `entry_date` is set where rates are asked
    for another day than `as_of`. The data cut-off beside them is no field: the press takes it from all blocks.
    """

    kind: Literal["masthead"] = "masthead"
    briefing: str
    kicker: str
    title: Runs
    as_of: date
    entry_date: date | None = None
    coverage: Runs
    language: str = "en"


class Lead(Block):
    """The bottom-line box."""

    kind: Literal["lead"] = "lead"
    label: str
    runs: Runs


class Section(Block):
    """A heading below the title. Level 2 is a section, level 3 a part of it."""

    kind: Literal["section"] = "section"
    level: Literal[2, 3] = 2
    runs: Runs


class Para(Block):
    """One paragraph. `caveat` and `note` are set smaller."""

    kind: Literal["para"] = "para"
    role: Literal["body", "caveat", "note"] = "body"
    runs: Runs


class Points(Block):
    """A list, numbered from `start` where the order matters."""

    kind: Literal["points"] = "points"
    ordered: bool = False
    start: int = Field(default=1, ge=0)
    role: Literal["body", "caveat"] = "body"
    items: tuple[Runs, ...]


class Commentary(Block):
    """An analyst's words with author and day; `stamp` says which fact changed since, if any."""

    kind: Literal["commentary"] = "commentary"
    author: str
    written: date
    paragraphs: tuple[Runs, ...]
    stamp: str = ""


class Exhibit(Block):
    """What figure and table share. `key` names the CSV and the anchor; `data` is the CSV text.

    `source_line` is derived from the data ("Source: White House; NHK World (copy)");
    `note` stands below it where a reader needs one.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: Runs
    subtitle: str
    source_line: str
    note: str = ""
    data: str


class Figure(Exhibit):
    """A picture with its words and its data. `svg` keeps text as text; `width_in` × `height_in` inches."""

    kind: Literal["figure"] = "figure"
    svg: str
    alt: str = Field(min_length=1)
    width_in: float
    height_in: float


class Column(Frozen):
    """One column of a table. `width` is a share of the text width, 0 for as wide as needed."""

    label: str
    align: Literal["left", "right", "center"] = "left"
    width: float = 0


class Mark(Frozen):
    """A drawn sign in a cell, with its meaning in words (house fonts lack such glyphs)."""

    shape: Literal["disc", "ring", "dashed-ring", "cross", "phone"]
    label: str


class Cell(Frozen):
    """One cell: text runs, or a drawn mark with an optional text beside it."""

    runs: Runs = ()
    mark: Mark | None = None


class Row(Frozen):
    """One row; `cites` are the ids of the sources of this row, printed as reference numbers."""

    cells: tuple[Cell, ...]
    cites: tuple[str, ...] = ()
    emphasis: bool = False


class Table(Exhibit):
    """Rows under header cells; the first column names the row."""

    kind: Literal["table"] = "table"
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...]


class Attachment(Block):
    """A file to lay beside the page and into the PDF, such as `dates.ics`. Not printed."""

    kind: Literal["attachment"] = "attachment"
    name: str = Field(pattern=r"^[a-z][a-z0-9_-]*\.[a-z0-9]+$")
    media_type: str
    description: str
    text: str


AnyBlock = Annotated[
    Masthead | Lead | Section | Para | Points | Commentary | Figure | Table | Attachment,
    Field(discriminator="kind"),
]
_READER: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)


def to_json(block: Block) -> dict[str, Any]:
    """The block as it stands in a notebook output."""
    return block.model_dump(mode="json")


def from_json(value: object) -> AnyBlock:
    """Read a block back. Raises pydantic's ValidationError for anything else."""
    return _READER.validate_python(value, strict=False)


def plain(runs: Runs) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)
