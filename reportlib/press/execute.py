"""Running a notebook: papermill with an engine of our own, and failures that say where.

Belongs here: `PressEngine` (`papermill --engine press in.ipynb out.ipynb` works, too), `execute`, and
what a failed run tells. Does not belong here: the kernel itself (`reportlib.press.kernel`), whether
parameters are allowed (`reportlib.contract`: `execute` wants them checked, papermill itself checks nothing).
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from reportlib.editions import inspect_contract
from reportlib.errors import ReportError
from reportlib.press.environment import kernel_environment
from reportlib.press.failure import INJECTED, NotebookFailure, Reason, strip_ansi
from reportlib.press.kernel import KERNEL, Watchdog, kernel_manager, socket_folder
from reportlib.press.nursery import Nursery

if TYPE_CHECKING:
    from papermill.engines import NotebookExecutionManager
    from papermill.exceptions import PapermillExecutionError

DEADLINE_S = 300.0
OnCell = Callable[[int, int], None]
"""Called before each cell with its number, from 1, and how many there are."""

_KERNEL_FILE = re.compile(r"\S*ipykernel_\d+/\d+\.py")
_LOG = logging.getLogger("reportlib.press")
_LOG.addHandler(logging.NullHandler())


@dataclass(kw_only=True)
class Run:
    """What one run needs, and how far it came (`notebook`, `index`)."""

    label: str
    home: Path
    cache: Path
    cwd: Path
    deadline_s: float = DEADLINE_S
    on_cell: OnCell | None = None
    nursery: Nursery | None = None
    stop: Event | None = None
    notebook: NotebookNode | None = None
    index: int | None = None

    @property
    def log(self) -> Path:
        """What the kernel itself writes; runs of other notebooks share the folder."""
        return self.cache / f"{Path(self.label).stem}.log"

    def failure(self, reason: Reason, what: str, *, traceback: str = "", tip: str = "") -> NotebookFailure:
        """The failure of this run at the cell it had reached."""
        if self.notebook is None:
            raise AssertionError(f"{self.label}: failed before it was read")
        partial = canonical(deepcopy(self.notebook))
        return NotebookFailure(
            reason=reason,
            notebook=self.label,
            what=what,
            partial=partial,
            index=self.index,
            traceback=traceback,
            tip=tip,
        )


class PressEngine:
    """papermill engine `press`: our kernel, our environment, one deadline for the whole notebook.

    It has the methods papermill calls and is no subclass of papermill's own engine, because papermill
    loads this module while it is being imported itself.
    """

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        """Always the kernel of this interpreter, whatever the notebook was last opened with."""
        return KERNEL

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        """Always Python; a stripped notebook need not say so."""
        return "python"

    @classmethod
    def execute_notebook(
        cls,
        nb: NotebookNode,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool | dict[str, Any] = True,
        log_output: bool = False,
        autosave_cell_every: int = 30,
        run: Run | None = None,
        **options: Any,
    ) -> NotebookNode:
        """Run every cell. Raises NotebookFailure if the kernel dies or the deadline passes."""
        from papermill.engines import NotebookExecutionManager

        if run is None:
            _check_given(nb)
        kept = NotebookExecutionManager(nb, output_path, log_output, progress_bar, autosave_cell_every)
        kept.notebook_start()
        try:
            with _given_or_own(run) as ready:
                _run_cells(kept, ready, _client_traits(log_output, options))
        finally:
            kept.cleanup_pbar()
            kept.notebook_complete()
        done: NotebookNode = kept.nb
        return done


def execute(
    notebook: Path,
    parameters: Mapping[str, object],
    *,
    home: Path,
    scratch: Path,
    cwd: Path | None = None,
    deadline_s: float = DEADLINE_S,
    on_cell: OnCell | None = None,
    nursery: Nursery | None = None,
    stop: Event | None = None,
) -> NotebookNode:
    """The executed notebook, without anything that varies from run to run.

    `parameters` must have passed the notebook's contract. `scratch` holds the files that Jupyter and
    matplotlib keep for themselves; nothing else is written. The kernel is forked from the `nursery`, which changes
    nothing but how soon it is ready; without one it is started anew. `stop`, once set, ends the run.
    Raises NotebookFailure.
    """
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import execute_notebook

    # A node, not a path: papermill would read braces in a path as a template.
    source = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    label = f"{notebook.parent.name}/{notebook.name}"
    run = Run(
        label=label, home=home, cache=scratch, cwd=cwd or notebook.parent, deadline_s=deadline_s, on_cell=on_cell,
        nursery=nursery, stop=stop,
    )  # fmt: skip
    try:
        done = execute_notebook(
            source, None, dict(parameters), "press", kernel_name=KERNEL, language="python", progress_bar=False, run=run
        )
    except PapermillExecutionError as exc:
        run.index = exc.cell_index
        raise run.failure("error", _said(exc), traceback=strip_ansi("\n".join(exc.traceback))) from exc
    _refuse_early_end(done, run)
    return canonical(done)


def canonical(nb: NotebookNode) -> NotebookNode:
    """The notebook without clock times, process numbers and papermill's own notes, in place."""
    nb.metadata.pop("papermill", None)
    nb.metadata.pop("widgets", None)
    nb.metadata.get("language_info", {}).pop("version", None)
    nb.cells = [cell for cell in nb.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", ())]
    for cell in nb.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if INJECTED in cell.metadata.get("tags", ()):
            cell["id"] = INJECTED
        for output in cell.get("outputs", ()):
            if output.output_type == "stream":
                output.text = _KERNEL_FILE.sub("cell", output.text)
    return nb


@contextmanager
def _given_or_own(run: Run | None) -> Iterator[Run]:
    """The run of `execute`, or for `papermill --engine press` one with a cache of its own, removed afterwards."""
    if run is not None:
        yield run
        return
    from reportlib.loaders import find_home  # brings pandas, which `execute` does not need

    folder = Path(tempfile.mkdtemp(prefix="reportlib-"))
    try:
        try:
            home = find_home()
        except ReportError:
            home = Path.cwd()  # an ordinary notebook may need no repository
        yield Run(label="notebook", home=home, cache=folder, cwd=Path.cwd())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check_given(nb: NotebookNode) -> None:
    """Refuse what papermill's command line was given and the notebook does not declare, before a kernel starts.

    A notebook whose parameters cell states no contract is run as papermill would run it.
    """
    notes = nb.metadata.get("papermill", {})
    path = Path(notes.get("input_path") or "")
    if path.is_file():
        contract, faults = inspect_contract(path)
        if not faults:
            contract.check_types(notes.get("parameters", {}))


def _client_traits(log_output: bool, options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of papermill under the names of the notebook client."""
    return {
        "log_output": log_output,
        "stdout_file": options.get("stdout_file"),
        "stderr_file": options.get("stderr_file"),
        "startup_timeout": options.get("start_timeout", 60),
        "timeout": options.get("execution_timeout"),
    }


def _run_cells(kept: NotebookExecutionManager, run: Run, traits: Mapping[str, Any]) -> None:
    from papermill.clientwrap import PapermillNotebookClient

    run.notebook = kept.nb
    run.cache.mkdir(parents=True, exist_ok=True)
    environment = kernel_environment(os.environ, cache=run.cache, home=run.home)
    with socket_folder() as sockets, run.log.open("wb") as log:
        manager = kernel_manager(sockets, run.nursery, timeout_s=min(60, run.deadline_s / 2))
        with Watchdog(manager, run.deadline_s, run.stop) as watchdog:
            client = PapermillNotebookClient(
                kept, km=manager, kernel_name=KERNEL, shutdown_kernel="immediate", record_timing=False,
                on_cell_start=_cell_hook(run, watchdog), log=_LOG, **traits,
            )  # fmt: skip
            try:
                client.execute(env=environment, cwd=str(run.cwd), stdout=log, stderr=log, cleanup_kc=True)
            except RuntimeError as exc:  # the family of DeadKernelError; also a death before the first cell
                code = watchdog.exit_code
                if not watchdog.late and code is None:
                    raise
                raise _death(run, watchdog.late, code) from exc
    if watchdog.late:  # killed between the last cell and the end
        raise _death(run, True, None)


def _cell_hook(run: Run, watchdog: Watchdog) -> Callable[..., None]:
    def on_cell_start(*, cell: NotebookNode, cell_index: int) -> None:  # noqa: ARG001 - the client calls by name
        run.index = cell_index
        _ = watchdog.exit_code  # sees the process while the manager still knows it
        if run.on_cell is not None:
            run.on_cell(cell_index + 1, len(run.notebook.cells) if run.notebook is not None else 0)

    return on_cell_start


def _death(run: Run, late: bool, code: int | None) -> NotebookFailure:
    if late:
        return run.failure(
            "deadline",
            f"not finished after {run.deadline_s:g} s; the kernel and everything it started were ended",
            tip="Make the cell faster, or allow more time.",
        )
    how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
    killed = "; signal 9 often means that memory ran out" if code == -9 else ""
    log = run.log.read_text(errors="replace")
    return run.failure(
        "died",
        f"the kernel died ({how}){killed}; this is no error of the cell's code",
        traceback=strip_ansi(log),
        tip="Build it alone; if it dies again, look for what the cell loads or starts.",
    )


def _refuse_early_end(nb: NotebookNode, run: Run) -> None:
    """To papermill, `sys.exit()` in a cell is success; half a briefing is none."""
    for index, cell in enumerate(nb.cells):
        if any(output.output_type == "error" for output in cell.get("outputs", ())):
            run.index = index
            raise run.failure("error", "SystemExit: the notebook ended itself", tip="Take the exit out of the cell.")


def _said(exc: PapermillExecutionError) -> str:
    first = strip_ansi(exc.evalue).strip().splitlines()
    return f"{exc.ename}: {first[0]}" if first else str(exc.ename)
