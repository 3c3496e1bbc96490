"""What the commands print: errors, objects for machines, columns, progress.

Belongs here: how a refusal becomes lines, an object and an exit code. Does not belong here: the options
(`reportlib.cli`), what an error says (whoever raises it).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperGroup

from reportlib.errors import HeldError, ReportError

if TYPE_CHECKING:
    from reportlib.publish import Outcome

_UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__bases__[0])
"""typer names this class nowhere, and may bring a click of its own."""


class Group(TyperGroup):
    """The commands; a call that cannot be read is an object for machines, too."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read the options of all commands; notes whether an object is asked for."""
        asked = "--json" in args
        with _usage_errors(asked):
            context = super().make_context(info_name, args, parent, **extra)
        context.meta["reportlib.json"] = asked
        return context

    def invoke(self, ctx: Any) -> Any:
        """Read the options of the one command, and run it."""
        with _usage_errors(ctx.meta["reportlib.json"]):
            return super().invoke(ctx)


@contextmanager
def _usage_errors(as_json: bool) -> Iterator[None]:
    try:
        yield
    except _UsageError as exc:
        if as_json:
            tip = f"`{exc.ctx.command_path if exc.ctx else 'reportlib'} --help` says what may be given."
            print_json(ok=False, exit=2, errors=exc.format_message().splitlines(), tip=tip)
        raise


@contextmanager
def errors(as_json: bool) -> Iterator[None]:
    """Turn an error into lines and an exit code."""
    try:
        yield
    except ReportError as exc:
        code = 1 if isinstance(exc, HeldError) else 2
        if as_json:
            print_json(ok=False, exit=code, errors=exc.message.splitlines(), tip=exc.tip)
        print_error(exc.message.splitlines(), exc.tip)
        raise typer.Exit(code) from exc
    except KeyboardInterrupt as exc:
        said, tip = "interrupted; every edition published before stands as it was", "Run the command again."
        if as_json:
            print_json(ok=False, exit=130, errors=[said], tip=tip)
        print_error([said], tip)
        raise typer.Exit(130) from exc


def print_error(lines: Sequence[str], tip: str) -> None:
    """Lines on stderr, each marked, the tip last."""
    for line in lines:
        typer.echo(f"ERROR {line}", err=True)
    if tip:
        typer.echo(f"TIP {tip}", err=True)


def print_json(**result: Any) -> None:
    """One object on stdout, with the code the command will exit with: 0 where nothing else is given."""
    typer.echo(json.dumps({"ok": True, "exit": 0} | result, ensure_ascii=False))


def print_columns(rows: Sequence[Sequence[str]]) -> None:
    """Rows on stdout, each column as wide as its longest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def print_outcomes(outcomes: Sequence[Outcome], as_json: bool, warnings: Sequence[str]) -> None:
    """What became of each briefing: a line, or all in one object; failures, and what is worth a look, on stderr too."""
    from reportlib.press.labels import grouped

    if as_json:
        rows = [
            {
                "briefing": one.briefing, "as_of": one.as_of, "status": one.status,
                "folder": str(one.folder), "content_id": one.content_id, "seconds": one.seconds,
                "error": one.error.message if one.error else None,
            }
            for one in outcomes
        ]  # fmt: skip
        failed = any(one.error for one in outcomes)
        print_json(ok=not failed, exit=int(failed), editions=rows, warnings=list(warnings))
    for one in outcomes:
        if one.error:
            print_error(one.error.message.splitlines(), " ".join(filter(None, [one.error.tip, f"See {one.folder}."])))
        elif not as_json:
            took = "unchanged" if one.stood else f"{one.seconds:.1f} s"
            typer.echo(f"{_shown(one.folder)}  {grouped(one.content_id)}  {took}")
    for warning in warnings:
        typer.echo(f"WARNING {warning}", err=True)


def _shown(path: Path) -> str:
    """A path as short as the working directory allows."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Any]:
    """A callback that draws bars on a terminal and is None elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def step(briefing: str, what: str, done: int, total: int) -> None:
            if briefing not in tasks:
                tasks[briefing] = bars.add_task(briefing, total=None)
            if what == "cell":
                bars.update(
                    tasks[briefing], description=f"{briefing}: cell {done} of {total}", completed=done, total=total
                )
            else:
                bars.update(tasks[briefing], description=f"{briefing}: {what}")

        yield step
