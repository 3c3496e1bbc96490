"""Building briefings: everything checked first, then each edition made and put in place on its own.

Belongs here: the order of steps, what one failure means for the others. Does not belong here: what may be
asked for (`reportlib.publish.order`), the clock and the environment (`reportlib.cli` reads them and hands them in).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import reportlib
from reportlib.errors import HeldError, PublishError, ReportError
from reportlib.press.nursery import Nursery, nursery
from reportlib.publish import standing
from reportlib.publish.edition import (
    Job,
    Render,
    Step,
    Stopwatch,
    as_report_error,
    keep_failure,
    prepare_pages,
    write_edition,
)
from reportlib.publish.inputs import Stamps, stamps
from reportlib.publish.issue import compare
from reportlib.publish.order import Order, Record, plan, rows_ahead
from reportlib.publish.swap import (
    CACHE,
    FAILED,
    INDEX,
    discard,
    edition_folder,
    locked,
    new_stage,
    put_in_place,
    recover_locked,
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one briefing: published in `folder`, standing there already, or failed with what is in it."""

    briefing: str
    as_of: str
    folder: Path
    content_id: str
    seconds: float
    error: ReportError | None = None
    stood: bool = False
    """It stood there as it would have been made again, and was left alone."""

    @property
    def status(self) -> str:
        """In a word: published, unchanged or failed."""
        return "failed" if self.error else "unchanged" if self.stood else "published"


def build(
    order: Order,
    *,
    record: Record | None = None,
    render: Render | None = None,
    step: Step | None = None,
    waiting: Callable[[], None] | None = None,
    warn: Callable[[str], None] | None = None,
) -> list[Outcome]:
    """Build every briefing of the order. One that fails never stops the others, nor touches what stood.

    All are made before any is put in place, so that none is published that contradicts another; `warn` is told what
    is worth a look and held nothing.

    Raises ReportError only before anything is touched: for bad input, and HeldError where the output folder stays
    held (`waiting` is called when it begins to wait). An interruption undoes the edition at work and goes on as
    KeyboardInterrupt.
    """
    if record is None and not order.anew and (made := standing.recall(order)):
        return [_stood(order, one) for one in made]
    # What kernels are forked from loads on another core while we read the record.
    jobs = plan(order, record, begin=lambda: _kernels(order.home, stamps(order.home)))
    said: list[str] = rows_ahead(order) if record is None else []
    for job in jobs:
        edition_folder(order.out, job.as_of, job.label)
    with locked(order.out, wait_s=order.wait_s, waiting=waiting):
        recover_locked(order.out)
        try:
            outcomes = _make(jobs, order, render, step, said.append)
        except BaseException:
            with suppress(HeldError, OSError):  # the next command meets the same and says so
                recover_locked(order.out)
            raise
    if warn:
        for line in said:
            warn(line)
    if not said and not any(one.error for one in outcomes):  # what is worth a look is worth it at every build
        standing.note(order, [standing.Made(job.label, job.briefing.name, job.content_id) for job in jobs])
    return outcomes


def _make(
    jobs: Sequence[Job], order: Order, render: Render | None, step: Step | None, warn: Callable[[str], None]
) -> list[Outcome]:
    """Make what does not stand; outcomes in the order of the jobs, then that of the list where it failed."""
    stood = {}
    for job in [] if order.anew else jobs:
        made = standing.Made(job.label, job.briefing.name, job.content_id)
        if standing.stands(order.out, order.as_of, made, order.formats):
            stood[job.label] = _stood(order, made)
    if render is None and len(stood) < len(jobs):
        prepare_pages(order.formats)
    drafts = _drafts([job for job in jobs if job.label not in stood], order, render, step, warn)
    _hold_contradictions(drafts, order, warn)
    outcomes = stood | {draft.job.label: _publish(draft, order) for draft in drafts}
    listed = _list(order, list(outcomes.values()), warn)
    return [*(outcomes[job.label] for job in jobs), *listed]


def _stood(order: Order, made: standing.Made) -> Outcome:
    return Outcome(
        briefing=made.label, as_of=order.as_of, folder=order.out / order.as_of / made.label,
        content_id=made.content_id, seconds=0, stood=True,
    )  # fmt: skip


@dataclass(kw_only=True)
class _Draft:
    """An edition on its way: written into `staged`, or stopped by `error`."""

    job: Job
    watch: Stopwatch
    staged: Path | None = None
    error: ReportError | None = None


def _kernels(home: Path, inputs: Stamps) -> Nursery | None:
    """Where kernels come from that run the code as stamped."""
    code = Path(reportlib.__file__).parent.name
    return nursery(home.resolve(), tuple(sorted(one for one in inputs.items() if one[0].startswith(f"{code}/"))))


def _drafts(
    jobs: Sequence[Job], order: Order, render: Render | None, step: Step | None, warn: Callable[[str], None]
) -> list[_Draft]:
    """A draft of each job, in their order; so many are written at a time as the order asks for.

    Threads suffice: the work of a notebook is done by its kernel, a process of its own.
    """
    if not jobs:
        return []
    from reportlib.press.kernel import close_loop

    stop = Event()

    def write(job: Job) -> _Draft:
        try:
            return _write(job, order, render, step, warn, stop)
        finally:
            close_loop()

    with ThreadPoolExecutor(min(order.jobs, len(jobs)), thread_name_prefix="reportlib-edition") as pool:
        coming = [pool.submit(write, job) for job in jobs]
        try:
            return [draft.result() for draft in coming]
        except BaseException:  # interrupted: nothing more is begun, and what runs is ended
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _write(
    job: Job, order: Order, render: Render | None, step: Step | None, warn: Callable[[str], None], stop: Event
) -> _Draft:
    kernels = _kernels(order.home, job.inputs)
    draft = _Draft(job=job, watch=Stopwatch())
    try:
        draft.staged = new_stage(order.out)
        write_edition(
            job, draft.staged, home=order.home, cache=order.out.resolve() / CACHE / "kernel",
            created=order.created, watch=draft.watch, nursery=kernels, stop=stop, render=render, step=step,
        )  # fmt: skip
    except Exception as exc:  # noqa: BLE001 - a failure of one edition, of whatever kind, is reported and the others go on
        draft.error = as_report_error(exc, job.label)
    if kernels and kernels.trouble:
        warn(
            f"{job.label}: its kernel was started alone, which takes longer; it could not be forked: {kernels.trouble}"
        )
    return draft


def _hold_contradictions(drafts: Sequence[_Draft], order: Order, warn: Callable[[str], None]) -> None:
    """Stop every edition that would contradict another of its day: of this build, or published before."""
    made = {draft.job.label: draft.staged for draft in drafts if draft.staged and not draft.error}
    held = compare(order.out, order.as_of, made, built=[draft.job.label for draft in drafts], warn=warn)
    for draft in drafts:
        draft.error = draft.error or held.get(draft.job.label)


def _publish(draft: _Draft, order: Order) -> Outcome:
    job, name, error = draft.job, draft.job.label, draft.error
    folder = failed = order.out / FAILED / job.as_of / name
    try:
        if draft.staged and not error:
            folder = put_in_place(order.out, draft.staged, job.as_of, name)
            shutil.rmtree(failed, ignore_errors=True)
    except Exception as exc:  # noqa: BLE001 - as above
        error = as_report_error(exc, name)
    if error:
        if draft.staged:
            discard(order.out, draft.staged)
        error = _keep(failed, name, error)
    return Outcome(
        briefing=name,
        as_of=job.as_of,
        folder=folder,
        content_id=job.content_id,
        seconds=round(sum(draft.watch.seconds.values()), 1),
        error=error,
    )


def _list(order: Order, outcomes: Sequence[Outcome], warn: Callable[[str], None]) -> list[Outcome]:
    """Bring the list and the feed of editions up to date where an edition stands; an outcome where that fails."""
    from reportlib.publish.shelf import rewrite

    if all(one.error for one in outcomes):
        return []
    try:
        rewrite(order.out, warn)
    except Exception as exc:  # noqa: BLE001 - the editions are published whatever becomes of the list
        error = as_report_error(exc, INDEX)
        return [Outcome(briefing=INDEX, as_of=order.as_of, folder=order.out, content_id="", seconds=0, error=error)]
    return []


def _keep(folder: Path, name: str, error: ReportError) -> ReportError:
    """Leave what a failed edition got to. Where even that fails, the error says so; the others still go on."""
    try:
        keep_failure(folder, name, error)
    except OSError as exc:
        return PublishError(
            f"{error}\n{folder}: what it got to could not be kept ({exc.strerror})",
            tip=error.tip or f"Make room for a folder at {folder}.",
        )
    return error
