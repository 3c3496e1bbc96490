"""The command line: `reportlib build`, `list`, `params`, `rates`, `check`; `verify` and `diff` beside it.

Belongs here: options, the clock, the environment, exit codes. Does not belong here: commands about editions that
stand (`reportlib.editions_cli`), how a result or an error is printed (`reportlib.printed`), anything another program
could want to call (`reportlib.publish`, `reportlib.check`, `reportlib.rates_report`).

Exit codes: 0 all published; 1 some failed or were held, the others published; 2 bad input, nothing touched;
130 interrupted. Where the whole output folder stays held (by another build, by what cannot be recovered), that is 1.
Errors are `ERROR` and `TIP` lines on stderr; with --json also one object on stdout.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import reportlib
from reportlib.editions_cli import add_commands
from reportlib.errors import ParameterError, PublishError
from reportlib.home import find_home
from reportlib.options import Begun, Cache, Json, Out, file_named, there
from reportlib.printed import Group, errors, print_columns, print_error, print_json, print_outcomes, progress

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Briefings from notebooks: HTML and accessible PDF, as of any day on record.",
)


def main() -> None:
    """Entry point of the `reportlib` command."""
    # jsonschema imports this grammar (about a second) for a format check that nothing here uses.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    signal.signal(signal.SIGTERM, _interrupted)
    app(prog_name="reportlib")


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    if version:
        typer.echo(f"reportlib {reportlib.__version__}")
        raise typer.Exit


@app.command()
def build(
    briefings: Annotated[list[str] | None, typer.Argument(metavar="BRIEFING", help="Which; all if none.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="D", help="What was known on this day.  [default: today]")
    ] = None,
    on: Annotated[str, typer.Option("--on", metavar="D", help="Entry date whose rates are asked for.")] = "",
    out: Out = None,
    paper: Annotated[str, typer.Option(metavar="a4|letter", help="Page size of the PDF.")] = "a4",
    formats: Annotated[str, typer.Option("--format", metavar="html,pdf", help="Pages to make.")] = "html,pdf",
    given: Annotated[
        list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="A parameter of the notebook; repeat for more.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, metavar="N", help="Editions made at a time.  [default: one a core]")
    ] = None,
    deadline: Annotated[float, typer.Option(min=1, metavar="S", help="Seconds one notebook may run.")] = 300,
    wait: Annotated[float, typer.Option(min=0, metavar="S", help="Seconds to wait for another build into OUT.")] = 60,
    as_json: Json = False,
) -> None:
    """Build briefings into OUT/AS-OF/BRIEFING/.

    Exit codes: 0 all published; 1 some failed or were held, the others published; 2 bad input, nothing touched; 130
    interrupted.
    """
    with errors(as_json):
        from reportlib import publish

        home, today = find_home(), _today()
        folder = _recovered(out, home)
        order = publish.Order(
            home=home,
            out=folder,
            today=today,
            as_of=today.isoformat() if as_of is None else as_of,
            on=on,
            briefings=tuple(briefings or ()),
            paper=paper,
            formats=tuple(part.strip() for part in formats.split(",")),
            parameters=_pairs(given or []),
            created=publish.surroundings(home, datetime.now(UTC)),
            deadline_s=deadline,
            jobs=jobs or _cores(),
            wait_s=wait,
        )
        warnings: list[str] = []
        with progress(quiet=as_json) as step:
            outcomes = publish.build(order, step=step, waiting=lambda: _say_waiting(folder, wait), warn=warnings.append)
        print_outcomes(outcomes, as_json, warnings)
    raise typer.Exit(1 if any(outcome.error for outcome in outcomes) else 0)


@app.command(name="list")
def list_briefings(out: Begun = None, as_json: Json = False) -> None:
    """List the briefings."""
    with errors(as_json):
        from reportlib.editions import briefings

        home = find_home()
        _recovered(there(out), home)
        known = briefings(home).values()
        if as_json:
            print_json(ok=True, briefings=[{"name": one.name, "title": one.title} for one in known])
        else:
            print_columns([(one.name, one.title) for one in known])


@app.command()
def params(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A briefing.")], out: Begun = None, as_json: Json = False
) -> None:
    """Show what a briefing may be asked."""
    with errors(as_json):
        from reportlib.editions import choose, read_contract

        home = find_home()
        _recovered(there(out), home)
        contract = read_contract(choose(home, [name])[0].notebook)
        if as_json:
            rows = [
                {
                    "name": one.name, "kind": one.kind.value, "allowed": one.allowed, "default": one.default,
                    "help": one.help, "choices": list(one.choices), "from": one.low, "to": one.high,
                    "above": one.above,
                }
                for one in contract
            ]  # fmt: skip
            print_json(ok=True, briefing=name, parameters=rows)
        else:
            print_columns([(one.name, repr(one.default), one.allowed, one.help) for one in contract])


@app.command(name="rates")
def rates_of_lines(
    lines: Annotated[
        list[str] | None, typer.Option("--lines", metavar="HTS,…", help="Numbers of 8 or 10 digits, dots or none.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="D", help="Entry date.  [default: as known, --as-of]")
    ] = None,
    view: Annotated[
        str, typer.Option(metavar="collected|liquidated", help="As collected that day, or as finally owed.")
    ] = "liquidated",
    ieepa_end: Annotated[
        str, typer.Option("--ieepa-end", metavar="2026-02-24|2026-02-20|ab_initio", help="End of IEEPA duties.")
    ] = "2026-02-24",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="D", help="What was known on this day.  [default: today]")
    ] = None,
    schedule: Annotated[
        Path | None,
        typer.Option(
            parser=file_named, metavar="FILE", help="Answer from this HTS schedule (USITC's JSON, plain or gzip)."
        ),
    ] = None,
    weights: Annotated[
        Path | None,
        typer.Option(parser=file_named, metavar="FILE", help="CSV hts10,value: the exact effective rate by these."),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", parser=file_named, metavar="OUT", help="Write all lines of the schedule.")
    ] = None,
    out: Cache = None,
    as_json: Json = False,
) -> None:
    """What goods of Japan pay: rate, parts, rule, reference and flags of lines on one entry date."""
    with errors(as_json):
        from reportlib.rates_report import Question, answer, split_lines

        home, today = find_home(), _today()
        known = today.isoformat() if as_of is None else as_of
        found = answer(
            Question(
                home=home, today=today, as_of=known, on=known if on is None else on, view=view, ieepa_end=ieepa_end,
                lines=split_lines(lines or ()), schedule=schedule, weights=weights, csv=csv,
                cache=_recovered(out, home) / ".cache" / "schedules",
            )
        )  # fmt: skip
        if as_json:
            print_json(ok=True, **found.as_json())
        else:
            for line in found.text():
                typer.echo(line)


@app.command()
def check(
    write: Annotated[bool, typer.Option("--write", help="Write the generated files of data/ anew first.")] = False,
    schedule: Annotated[
        Path | None,
        typer.Option(parser=file_named, metavar="FILE", help="Warn of lists that no line of this HTS schedule is on."),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="D", help="Day of the lists, with --schedule.  [default: today]")
    ] = None,
    out: Begun = None,
    as_json: Json = False,
) -> None:
    """Check data and notebooks; every fault at once."""
    with errors(as_json):
        from reportlib.check import check_all, lists_off_schedule, rows_ahead, write_generated
        from reportlib.desk import parse_day

        if on is not None and schedule is None:
            raise ParameterError("--on: expected --schedule beside it, found none", tip="Leave --on out, or say which "
                                 "schedule the lists of that day are held against: --schedule FILE.")  # fmt: skip
        home = find_home()
        today = _today()
        day = today if on is None else parse_day(on, name="--on")
        _recovered(there(out), home)
        written = write_generated(home) if write else []
        faults = [str(fault) for fault in check_all(home, today)]
        warnings = rows_ahead(home, today)
        warnings += lists_off_schedule(home, schedule, day) if schedule and not faults else []
        if as_json:
            print_json(ok=not faults, exit=2 if faults else 0, faults=faults, warnings=warnings, written=written)
        else:
            for path in written:
                typer.echo(f"wrote {path}")
            for warning in warnings:
                typer.echo(f"WARNING {warning}", err=True)
            said = "no faults" if not faults else "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
            typer.echo(said, err=bool(faults))
        print_error(faults, "Correct these places and run `reportlib check` again." if faults else "")
    raise typer.Exit(2 if faults else 0)


add_commands(app, lambda: _today())


def _cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _today() -> date:
    return datetime.now().astimezone().date()


def _recovered(out: Path | None, home: Path) -> Path:
    """The output folder, an interrupted build in it finished or undone first."""
    folder = (out if out is not None else home / "reports").absolute()
    try:
        begun = (folder / ".cache").is_dir()
    except OSError as exc:
        raise PublishError(f"{folder}: cannot look here ({exc.strerror})", tip="Choose another --out.") from exc
    if begun:
        from reportlib.publish.swap import recover

        for line in recover(folder):
            typer.echo(f"{line} (interrupted earlier)", err=True)
    return folder


def _say_waiting(folder: Path, wait_s: float) -> None:
    typer.echo(f"another build is writing to {folder}; waiting for it, {wait_s:g} s at most", err=True)


def _pairs(given: Sequence[str]) -> dict[str, object]:
    pairs: dict[str, object] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise ParameterError(f"-p: expected NAME=VALUE, found {one!r}", tip="Write for example -p on=2025-06-04")
        if name in pairs:
            raise ParameterError(f"-p: {name} is given twice", tip="Give each parameter once.")
        pairs[name] = value
    return pairs


def _interrupted(*_: object) -> NoReturn:
    raise KeyboardInterrupt
