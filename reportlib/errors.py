"""Every refusal of the package, in one family.

Belongs here: what went wrong, where, what was expected, what was found and what to do,
as attributes and as one readable sentence. Does not belong here: printing and exit codes
(only `reportlib.printed` turns an error into an exit code).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class ReportError(Exception):
    """Base of every error the package raises on purpose.

    `tip` says what to do about it; it is printed on a line of its own.
    """

    def __init__(self, message: str, *, tip: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.tip = tip
        if tip:
            self.add_note(f"TIP {tip}")  # so that a traceback, in a notebook or of another tool, ends with it

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing wrong at one place of the data.

    `where` is the file as the user knows it; `row` counts as a text editor counts lines
    (the header is line 1); `row` and `column` are None where the fault is the whole file's.
    """

    where: str
    row: int | None = None
    column: str | None = None
    message: str

    def __str__(self) -> str:
        place = self.where if self.row is None else f"{self.where}:{self.row}"
        return ": ".join(part for part in (place, self.column, self.message) if part)


class DataError(ReportError):
    """The data folder holds something that may not be published. Carries every fault at once."""

    def __init__(
        self, faults: Sequence[Fault], *, tip: str = "Correct these places and run `reportlib check`."
    ) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults), tip=tip)


class ParameterError(ReportError):
    """A parameter, date, notebook name or option that is not allowed; says what is."""


class NotFoundError(ReportError):
    """A repository, table, fact or edition that is not there."""


class ProseError(ReportError):
    """Prose that may not be published: a bare numeral, an unknown name in braces, a contradiction."""


class ExecutionError(ReportError):
    """A notebook cell failed. Names the notebook, the nearest heading, the cell and its traceback."""


class RenderError(ReportError):
    """A page could not be made from an executed notebook; names the cell."""


class PublishError(ReportError):
    """An edition could not be put in place. What was published before is untouched."""


class HeldError(PublishError):
    """The output folder is held though nothing given is wrong: by another build, or by what an interrupted one left."""
