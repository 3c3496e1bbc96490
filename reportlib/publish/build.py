"""Building briefings: everything checked first, then each edition made and put in place on its own.

Belongs here: the order of steps, what one failure means for the others. Does not belong here: the
clock and the environment (`reportlib.cli` reads them and hands them in).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import reportlib
from reportlib.contract import Contract, Kind, Value, nearest
from reportlib.editions import Briefing, choose, read_cells, read_contract, read_notebook
from reportlib.errors import HeldError, ParameterError, PublishError, ReportError
from reportlib.press.nursery import Nursery, nursery
from reportlib.publish.days import check_form, check_within
from reportlib.publish.edition import (
    EXPORTERS,
    PAPERS,
    Job,
    Render,
    Step,
    Stopwatch,
    as_report_error,
    keep_failure,
    write_edition,
)
from reportlib.publish.identity import content_id
from reportlib.publish.inputs import Stamps, stamps
from reportlib.publish.issue import compare
from reportlib.publish.swap import (
    CACHE,
    FAILED,
    OWN_STATE,
    discard,
    edition_folder,
    locked,
    new_stage,
    put_in_place,
    recover_locked,
)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to build, as asked for; nothing in it has been checked yet.

    `as_of` and `on` are ISO text; "" for `on` leaves the notebook's default. `today` is the last day
    an edition may know. `created` goes into the manifests (`reportlib.publish.manifest.surroundings`).
    """

    home: Path
    out: Path
    today: date
    as_of: str
    created: Mapping[str, Any]
    briefings: tuple[str, ...] = ()
    on: str = ""
    paper: str = "a4"
    formats: tuple[str, ...] = ("html", "pdf")
    parameters: Mapping[str, object] = field(default_factory=dict)
    deadline_s: float = 300
    wait_s: float = 60


@dataclass(frozen=True, kw_only=True)
class Record:
    """What a build needs to know of the facts: where they begin, and their hashes as of a day.

    `inputs` are the files they were read from, as they stood before; without it, those at the beginning of the build.
    """

    first_day: date
    digests: Callable[[date], dict[str, str]]
    inputs: Stamps = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one briefing: published in `folder`, or failed with what there is in `folder`."""

    briefing: str
    as_of: str
    folder: Path
    content_id: str
    seconds: float
    error: ReportError | None = None


def open_record(home: Path, today: date) -> Record:
    """The record of the repository's own facts. Raises DataError with every fault in them."""
    from reportlib.desk import open_desk
    from reportlib.loaders import load_record

    inputs = stamps(home)
    load_record(home, today=today)  # a desk has no clock, so what is written ahead of today is refused here
    desk = open_desk(today, home=home)
    return Record(first_day=desk.first_day, digests=lambda day: desk.back_to(day).digests(), inputs=inputs)


def plan(order: Order, record: Record | None = None) -> list[Job]:
    """The editions to make, every input checked; nothing is touched. Raises for all bad input at once."""
    paper = _one_of("--paper", [order.paper], PAPERS)[0]
    formats = _one_of("--format", order.formats, EXPORTERS)
    clash = [name for name in ("as_of", "on") if name in order.parameters]
    if clash:
        raise ParameterError(
            f"-p {clash[0]}: given by an option of its own", tip=f"Use --{clash[0].replace('_', '-')}."
        )
    _check_apart(order)
    check_form(order.as_of, order.on)
    chosen = choose(order.home, order.briefings)
    notebooks = [read_notebook(briefing.notebook) for briefing in chosen]
    contracts = [read_contract(briefing.notebook, raw) for briefing, raw in zip(chosen, notebooks, strict=True)]
    facts = record or open_record(order.home, order.today)
    check_within(order.as_of, facts.first_day, order.today)
    inputs = facts.inputs or stamps(order.home)
    given = {"as_of": order.as_of, **({"on": order.on} if order.on else {}), **order.parameters}
    checked, wrong = [], list[ParameterError]()
    for contract in contracts:
        try:
            checked.append(contract.check(given, first_day=facts.first_day, today=order.today))
        except ParameterError as exc:
            wrong.append(exc)
    if wrong:
        raise ParameterError("\n".join(map(str, wrong)), tip=_whose(contracts, order.parameters) or wrong[0].tip)
    tables = facts.digests(date.fromisoformat(order.as_of))
    return [
        _job(
            order, briefing, values, contract, notebook=raw, inputs=inputs, tables=tables, paper=paper, formats=formats
        )
        for briefing, raw, values, contract in zip(chosen, notebooks, checked, contracts, strict=True)
    ]


def _job(
    order: Order,
    briefing: Briefing,
    values: Mapping[str, Value],
    contract: Contract,
    *,
    notebook: bytes,
    inputs: Stamps,
    tables: Mapping[str, str],
    paper: str,
    formats: tuple[str, ...],
) -> Job:
    """One edition; a scenario it is asked for counts among what it is made from."""
    asked = [str(values[one.name]) for one in contract if one.kind is Kind.SCENARIO and values[one.name]]
    files = {name: order.home / "data" / "scenarios" / f"{name}.toml" for name in asked}
    made_from = {**tables, **{f"scenarios/{name}": _sha256(path) for name, path in files.items()}}
    return Job(
        briefing=briefing,
        notebook=notebook,
        inputs=inputs,
        parameters=values,
        tables=made_from,
        content_id=content_id(
            briefing=briefing.name,
            tables=made_from,
            notebook=read_cells(briefing.notebook, notebook),
            parameters=values,
            paper=paper,
        ),
        paper=paper,
        formats=formats,
        deadline_s=order.deadline_s,
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_apart(order: Order) -> None:
    """Refuse an output folder among what briefings are made from: it would become an input of the next build."""
    try:
        out = order.out.resolve()
    except (OSError, RuntimeError) as exc:  # links in a circle
        raise ParameterError(f"--out: {order.out} leads nowhere ({exc})", tip="Choose another --out.") from exc
    home = order.home.resolve()
    if out == Path(out.anchor) or _is_of_others(out / CACHE):
        raise ParameterError(
            f"--out: expected a folder for editions alone, found {out}, which is used for other things",
            tip="Choose another --out; reports/ of the repository is the usual one.",
        )
    if out == home:
        raise ParameterError(
            f"--out: expected a folder for editions, found the repository itself, {home}",
            tip="Choose another --out; reports/ of the repository is the usual one.",
        )
    for inputs in (home / "notebooks", home / "data", Path(reportlib.__file__).parent):
        if out.is_relative_to(inputs):
            raise ParameterError(
                f"--out: expected a folder apart from what briefings are made from, found {order.out} in {inputs}",
                tip="Choose another --out; reports/ of the repository is the usual one.",
            )


def _is_of_others(cache: Path) -> bool:
    """Whether the folder of our own state is there and holds nothing of ours, as `.cache` of a home folder does."""
    return cache.is_dir() and any(cache.iterdir()) and not any((cache / name).exists() for name in OWN_STATE)


def _whose(contracts: Sequence[Contract], given: Iterable[str]) -> str:
    """A tip where some of the briefings declare a parameter and others do not, else ""."""
    for name in given:
        owners = [Path(one.notebook).stem for one in contracts if name in one.names]
        if owners and len(owners) < len(contracts):
            return f"Name the briefing that has {name}: `reportlib build {' '.join(owners)} -p {name}=…`."
    return ""


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
    _kernels(order.home, stamps(order.home))  # it loads on another core while we read the record
    jobs = plan(order, record)
    for job in jobs:
        edition_folder(order.out, job.as_of, job.label)
    with locked(order.out, wait_s=order.wait_s, waiting=waiting):
        recover_locked(order.out)
        try:
            drafts = [_write(job, order, render, step, warn or (lambda _: None)) for job in jobs]
            _hold_contradictions(drafts, order, warn or (lambda _: None))
            outcomes = [_publish(draft, order) for draft in drafts]
            return [*outcomes, *_list(order, outcomes, warn or (lambda _: None))]
        except BaseException:
            with suppress(HeldError, OSError):  # the next command meets the same and says so
                recover_locked(order.out)
            raise


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


def _write(job: Job, order: Order, render: Render | None, step: Step | None, warn: Callable[[str], None]) -> _Draft:
    kernels = _kernels(order.home, job.inputs)
    draft = _Draft(job=job, watch=Stopwatch())
    try:
        draft.staged = new_stage(order.out)
        write_edition(
            job, draft.staged, home=order.home, cache=order.out.resolve() / CACHE / "kernel",
            created=order.created, watch=draft.watch, nursery=kernels, render=render, step=step,
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
    """Bring the list and the feed of editions up to date where something was published; an outcome where that fails."""
    from reportlib.publish.shelf import INDEX, rewrite

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


def _one_of(option: str, given: tuple[str, ...] | list[str], allowed: Any) -> tuple[str, ...]:
    wrong = [f"{option}: no {value!r}{nearest(value, allowed)}" for value in given if value not in allowed]
    if wrong or not given:
        raise ParameterError("\n".join(wrong) or f"{option}: nothing given", tip=f"There are: {', '.join(allowed)}.")
    return tuple(dict.fromkeys(given))
