"""What is asked for, checked: an order becomes the editions to make, and nothing is touched.

Belongs here: names, parameters, paper and formats, where the output may lie. Does not belong here: making editions
(`reportlib.publish.build`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import reportlib
from reportlib.contract import Contract, Kind, Value, nearest
from reportlib.editions import Briefing, choose, read_cells, read_contract, read_notebook
from reportlib.errors import ParameterError
from reportlib.publish.days import check_form, check_within
from reportlib.publish.edition import EXPORTERS, PAPERS, Job
from reportlib.publish.identity import content_id
from reportlib.publish.inputs import Stamps, stamps
from reportlib.publish.manifest import MANIFEST
from reportlib.publish.swap import CACHE, FEED, INDEX, OWN_STATE


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
    jobs: int = 1
    """How many editions are made at a time."""
    anew: bool = False
    """Make also what stands as it would be made again."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What a build needs to know of the facts: where they begin, and their hashes as of a day.

    `inputs` are the files they were read from, as they stood before; without it, those at the beginning of the build.
    """

    first_day: date
    digests: Callable[[date], dict[str, str]]
    inputs: Stamps = field(default_factory=dict)


def open_record(home: Path, today: date) -> Record:
    """The record of the repository's own facts. Raises DataError with every fault in them."""
    from reportlib.desk import open_desk
    from reportlib.loaders import load_record

    inputs = stamps(home)
    load_record(home, today=today)  # a desk has no clock, so what is written ahead of today is refused here
    desk = open_desk(today, home=home)
    return Record(first_day=desk.first_day, digests=lambda day: desk.back_to(day).digests(), inputs=inputs)


def rows_ahead(order: Order) -> list[str]:
    """What to say of rows of the repository's facts that are known only after today, and of a clock that is behind."""
    from reportlib import loaders

    return loaders.ahead(order.home, order.today)


def plan(order: Order, record: Record | None = None, *, begin: Callable[[], object] | None = None) -> list[Job]:
    """The editions to make, every input checked; nothing is touched. Raises for all bad input at once.

    `begin` is called before the record is read, which takes a while: by then what is asked for has been found in order.
    """
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
    if begin and record is None:
        begin()
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
    for one in (order.out, *order.out.parents):
        if one.is_symlink() and not one.exists():
            raise ParameterError(
                f"--out: {one} is a link that leads nowhere, to {one.readlink()}",
                tip="Make the folder it leads to, remove the link, or choose another --out.",
            )
    home = order.home.resolve()
    if out == Path(out.anchor) or _is_of_others(out):
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


def _is_of_others(out: Path) -> bool:
    """Whether a build would write over what is not ours: a `.cache`, as a home folder has one, or a page or feed.

    Ours is a folder with state of ours or any edition in it.
    """
    cache = out / CACHE
    taken = (cache.is_dir() and any(cache.iterdir())) or any((out / name).exists() for name in (INDEX, FEED))
    return taken and not any((cache / name).exists() for name in OWN_STATE) and not any(out.glob(f"*/*/{MANIFEST}"))


def _whose(contracts: Sequence[Contract], given: Iterable[str]) -> str:
    """A tip where some of the briefings declare a parameter and others do not, else ""."""
    for name in given:
        owners = [Path(one.notebook).stem for one in contracts if name in one.names]
        if owners and len(owners) < len(contracts):
            return f"Name the briefing that has {name}: `reportlib build {' '.join(owners)} -p {name}=…`."
    return ""


def _one_of(option: str, given: tuple[str, ...] | list[str], allowed: Any) -> tuple[str, ...]:
    wrong = [f"{option}: no {value!r}{nearest(value, allowed)}" for value in given if value not in allowed]
    if wrong or not given:
        raise ParameterError("\n".join(wrong) or f"{option}: nothing given", tip=f"There are: {', '.join(allowed)}.")
    return tuple(dict.fromkeys(given))
