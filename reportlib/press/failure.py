"""What a run that stopped early tells: which notebook, section and cell, and why.

Belongs here: the error and how it finds its place in the notebook. Does not belong here: running
(`reportlib.press.execute`).
"""

from __future__ import annotations

import re
from typing import Literal

from nbformat import NotebookNode

from reportlib.blocks import MIME
from reportlib.errors import ExecutionError

Reason = Literal["error", "died", "deadline"]
INJECTED = "injected-parameters"
"""Tag that papermill gives the cell it puts in."""

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


class NotebookFailure(ExecutionError):
    """A run that did not reach the last cell.

    `reason` tells a failing cell from a kernel that died and from a run past its deadline. `cell` is
    counted from 1 in the notebook as its author sees it. `partial` is the notebook up to the failure.
    """

    def __init__(
        self,
        *,
        reason: Reason,
        notebook: str,
        what: str,
        partial: NotebookNode,
        index: int | None = None,
        traceback: str = "",
        tip: str = "",
    ) -> None:
        self.reason: Reason = reason
        self.notebook = notebook
        self.partial = partial
        self.cell = None if index is None else _author_number(partial, index)
        self.heading = "" if index is None else _nearest_heading(partial, index)
        self.source = "" if index is None else str(partial.cells[index].source)
        self.traceback = traceback
        section = f", section {self.heading!r}" if self.heading else ""
        place = f"{section}, cell {self.cell}" if self.cell else ", before the first cell"
        super().__init__(f"{notebook}{place}: {what}", tip=tip)

    @property
    def details(self) -> str:
        """The whole story for a file: what failed, the cell's source, the traceback."""
        parts = [self.message]
        if self.source:
            parts.append("\n".join(f"    {line}" for line in self.source.splitlines()))
        return "\n\n".join([*parts, *filter(None, [self.traceback, self.tip])]) + "\n"


def strip_ansi(text: str) -> str:
    """Text without terminal colours."""
    return _ANSI.sub("", text)


def _author_number(nb: NotebookNode, index: int) -> int:
    """The number of a cell, from 1, not counting the one papermill put in."""
    return sum(INJECTED not in cell.metadata.get("tags", ()) for cell in nb.cells[: index + 1])


def _nearest_heading(nb: NotebookNode, index: int) -> str:
    """The last heading at or above a cell, from Markdown or from a section block."""
    for cell in reversed(nb.cells[: index + 1]):
        if cell.cell_type == "markdown":
            found = re.findall(r"^#{1,6}\s+(.+?)\s*#*\s*$", cell.source, re.MULTILINE)
            if found:
                return str(found[-1])
        for output in reversed(cell.get("outputs", [])):
            block = output.get("data", {}).get(MIME, {})
            if block.get("kind") == "section":
                return "".join(run["text"] for run in block["runs"])
    return ""
