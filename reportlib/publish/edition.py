"""One edition: a notebook run, rendered and written into a folder with its papers.

Belongs here: the steps from a checked job to a complete folder. Does not belong here: which jobs there
are (`reportlib.publish.build`), how the folder gets its place (`reportlib.publish.swap`).
"""

from __future__ import annotations

import errno
import shutil
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import reportlib
from reportlib.contract import Value
from reportlib.editions import COMMENTARY, Briefing, read_cells
from reportlib.errors import ProseError, PublishError, RenderError, ReportError
from reportlib.publish.identity import library_digest, tools
from reportlib.publish.inputs import Stamps, check_unchanged
from reportlib.publish.manifest import describe, write_manifest

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from reportlib.press.document import Document
    from reportlib.press.nursery import Nursery

EXPORTERS = {
    "html": ("reportlib.press.html", "BriefingHTMLExporter"),
    "pdf": ("reportlib.press.pdf", "BriefingPDFExporter"),
}
"""The exporter of each format, imported only when it is asked for."""

PAPERS = ("a4", "letter")

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM)
"""What a disk says that has no room, is broken or may not be written."""

Render = Callable[["NotebookNode", str, str, str], bytes]
"""(executed notebook, briefing, format, paper) → the file."""

Step = Callable[[str, str, int, int], None]
"""Told of progress: briefing, what is done, how far, of how many."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One edition to make, every input of it checked."""

    briefing: Briefing
    notebook: bytes
    """Read once: what is hashed is what is run."""
    inputs: Stamps
    parameters: Mapping[str, Value]
    tables: Mapping[str, str]
    content_id: str
    paper: str
    formats: tuple[str, ...]
    deadline_s: float

    @property
    def variant(self) -> str:
        """Name of the variant, "" for the usual edition."""
        return str(self.parameters.get(self.briefing.variant, "")) if self.briefing.variant else ""

    @property
    def label(self) -> str:
        """The edition's name: its folder under the day, BRIEFING or BRIEFING--VARIANT."""
        return f"{self.briefing.name}--{self.variant}" if self.variant else self.briefing.name

    @property
    def as_of(self) -> str:
        """The day of the edition, as its folder is named."""
        return str(self.parameters["as_of"])


@dataclass(kw_only=True)
class Stopwatch:
    """Seconds by step, for the manifest and the command line."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, step: str, work: Callable[[], Any]) -> Any:
        """Do the work and note how long it took."""
        begun = time.monotonic()
        try:
            return work()
        finally:
            self.seconds[step] = round(time.monotonic() - begun, 3)


def write_edition(
    job: Job,
    folder: Path,
    *,
    home: Path,
    cache: Path,
    created: Mapping[str, Any],
    watch: Stopwatch,
    nursery: Nursery | None = None,
    stop: Event | None = None,
    render: Render | None = None,
    step: Step | None = None,
) -> None:
    """Run, render and write one edition into `folder`, its manifest last."""
    from reportlib.press.reading import read_document
    from reportlib.publish import gates

    name = job.briefing.name
    tell = step or (lambda *_: None)
    gates.check_markdown(job.briefing.notebook.name, read_cells(job.briefing.notebook, job.notebook))
    copy = folder.parent / "notebooks" / job.briefing.notebook.name
    nb = watch.time("execute", lambda: _run(job, copy, home, cache, nursery, stop, tell))
    document = read_document(nb, name=name)
    _check_masthead(document, job)
    gates.check(document)
    for wanted in job.formats:
        tell(name, wanted, 0, 1)
        page = watch.time(wanted, partial(render or render_page, nb, name, wanted, job.paper))
        (folder / f"{name}.{wanted}").write_bytes(page)
    _write_papers(nb, document, folder)
    check_unchanged(job.inputs, home, name)
    write_manifest(folder, _manifest(job, document, nb, created, watch))


def prepare_pages(formats: Sequence[str]) -> None:
    """Load what pages are made with in a thread of its own, while whoever asks waits for a kernel."""

    def load() -> None:
        with suppress(Exception):  # the first page meets the same and says so
            for wanted in formats:
                import_module(EXPORTERS[wanted][0])
            if "html" in formats:
                import_module("reportlib.press.fonts").cut_ahead()

    Thread(target=load, name="reportlib-pages", daemon=True).start()


def render_page(nb: NotebookNode, name: str, wanted: str, paper: str) -> bytes:
    """The page of an executed notebook by one of our exporters."""
    module, cls = EXPORTERS[wanted]
    exporter = getattr(import_module(module), cls)()
    if exporter.has_trait("paper"):
        exporter.paper = paper
    body, _ = exporter.from_notebook_node(nb, resources={"metadata": {"name": name}})
    return body if isinstance(body, bytes) else str(body).encode()


def keep_failure(folder: Path, name: str, error: ReportError) -> None:
    """Leave what a failed edition got to: the notebook so far and the whole error."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    details = str(getattr(error, "details", "")) or "\n\n".join(filter(None, [error.message, error.tip])) + "\n"
    (folder / "error.txt").write_text(details, encoding="utf-8")
    reached = getattr(error, "partial", None)
    if reached is not None:
        import nbformat

        nbformat.write(reached, folder / f"{name}.ipynb")  # type: ignore[no-untyped-call]


def as_report_error(exc: Exception, name: str) -> ReportError:
    """The error of one edition in our family; what nobody foresaw keeps its traceback for error.txt."""
    if isinstance(exc, ReportError):
        return exc
    if isinstance(exc, OSError) and exc.errno in _DISK:
        place = f": {exc.filename}" if exc.filename else ""
        return PublishError(
            f"{name}: the disk refused ({exc.strerror}{place}); what stood there before stands",
            tip="Make sure that the disk of the output folder may be written and has room.",
        )
    error = RenderError(
        f"{name}: {type(exc).__name__}: {exc}", tip="Nobody foresaw this one; error.txt has the traceback."
    )
    error.details = "".join(traceback.format_exception(exc))  # type: ignore[attr-defined]
    return error


def _run(
    job: Job, copy: Path, home: Path, cache: Path, nursery: Nursery | None, stop: Event | None, tell: Step
) -> NotebookNode:
    """Run the notebook as it was planned, from a copy: its file may have changed since."""
    from reportlib.press.execute import execute

    name = job.briefing.name
    copy.parent.mkdir()
    copy.write_bytes(job.notebook)
    nb = execute(
        copy,
        job.parameters,
        home=home,
        scratch=cache,
        cwd=job.briefing.notebook.parent,
        deadline_s=job.deadline_s,
        on_cell=lambda cell, cells: tell(name, "cell", cell, cells),
        nursery=nursery,
        stop=stop,
    )
    nb.metadata["reportlib"] = {
        "content_id": job.content_id,
        "parameters": dict(job.parameters),
        "tables": dict(job.tables),
        "library": reportlib.__version__,
    }
    return nb


def _check_masthead(document: Document, job: Job) -> None:
    """A page must say the name and the day under which it is published."""
    head = document.masthead
    label = f"notebooks/{job.briefing.notebook.name}"
    if head is None:
        raise ProseError(f"{label}: no masthead", tip="Display a masthead first.")
    if (head.briefing, head.as_of.isoformat()) != (job.briefing.name, job.as_of):
        raise ProseError(
            f"{label}: the masthead says {head.briefing} as of {head.as_of}, "
            f"the edition is {job.briefing.name} as of {job.as_of}",
            tip="Make the masthead from the desk that the as_of parameter opens.",
        )


def _of_the_day(nb: NotebookNode) -> NotebookNode:
    """The notebook without commentaries that are not of its day: what they say may not have been known."""
    of_the_day: NotebookNode = copy(nb)
    of_the_day["cells"] = [cell for cell in nb.cells if COMMENTARY not in cell.metadata.get("tags", []) or cell.outputs]
    return of_the_day


def _write_papers(nb: NotebookNode, document: Document, folder: Path) -> None:
    import nbformat

    nbformat.write(_of_the_day(nb), folder / f"{document.name}.ipynb")  # type: ignore[no-untyped-call]
    exhibits = {f"{item.block.key}.csv" for item in document.items if hasattr(item.block, "key")}
    reserved = {path.name for path in folder.iterdir()} | {"manifest.json", "data"}
    for file in document.attachments:
        if file.name not in exhibits and file.name in reserved:
            raise RenderError(f"{document.name}: an attachment may not be named {file.name}", tip="Name it otherwise.")
        path = folder / "data" / file.name if file.name in exhibits else folder / file.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.data)


def _manifest(
    job: Job, document: Document, nb: NotebookNode, created: Mapping[str, Any], watch: Stopwatch
) -> dict[str, Any]:
    said = [
        output.text.strip()
        for cell in nb.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream" and output.name == "stderr"
    ]
    return describe(document) | {
        "variant": job.variant,
        "on": str(job.parameters.get("on") or job.as_of),
        "parameters": dict(job.parameters),
        "content_id": job.content_id,
        "paper": job.paper,
        "library": {"version": reportlib.__version__, "sources": library_digest()},
        "tools": tools(),
        "tables": dict(job.tables),
        "warnings": [*document.warnings, *said],
        "created": {**created, "seconds": dict(watch.seconds)},
    }
