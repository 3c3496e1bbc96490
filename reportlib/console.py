"""What the command line prints: errors, objects for machines, columns, outcomes, progress.

Belongs here: the form of lines on a terminal. Does not belong here: options and exit codes (`reportlib.cli`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from reportlib.publish import Outcome


def print_error(lines: Sequence[str], tip: str) -> None:
    """Lines of an error and what to do about it, on stderr."""
    for line in lines:
        typer.echo(f"ERROR {line}", err=True)
    if tip:
        typer.echo(f"TIP {tip}", err=True)


def print_json(**result: Any) -> None:
    """One object for machines."""
    typer.echo(json.dumps(result, ensure_ascii=False))


def print_columns(rows: Sequence[Sequence[str]]) -> None:
    """Rows of text with their columns in line."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def print_outcomes(outcomes: Sequence[Outcome], as_json: bool) -> None:
    """What became of each briefing asked for."""
    from reportlib.press.labels import grouped

    if as_json:
        rows = [
            {
                "briefing": one.briefing, "as_of": one.as_of, "status": "failed" if one.error else "published",
                "folder": str(one.folder), "content_id": one.content_id, "seconds": one.seconds,
                "error": one.error.message if one.error else None,
            }
            for one in outcomes
        ]  # fmt: skip
        print_json(ok=not any(one.error for one in outcomes), editions=rows)
    for one in outcomes:
        if one.error:
            print_error(one.error.message.splitlines(), " ".join(filter(None, [one.error.tip, f"See {one.folder}."])))
        elif not as_json:
            typer.echo(f"{_shown(one.folder)}  {grouped(one.content_id)}  {one.seconds:.1f} s")


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
