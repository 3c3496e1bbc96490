"""The commands about editions that stand: `reportlib verify`, `reportlib diff`.

Belongs here: their options and exit codes. Does not belong here: building (`reportlib.cli`), what is found
(`reportlib.publish`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from reportlib.errors import NotFoundError
from reportlib.home import find_home
from reportlib.options import Json, Named
from reportlib.printed import errors, print_error, print_json

Edition = Annotated[str, typer.Argument(metavar="EDITION", help="Its folder, or DAY/BRIEFING of OUT.")]


def add_commands(app: typer.Typer, today: Callable[[], date]) -> None:
    """Add the commands; `today` reads the clock."""

    @app.command()
    def verify(
        edition: Edition,
        rebuild: Annotated[bool, typer.Option("--rebuild", help="Make it again and compare every byte.")] = False,
        out: Named = None,
        as_json: Json = False,
    ) -> None:
        """Hold the files of an edition against its manifest.

        Exit codes: 0 every file is as the manifest says; 1 some are not; 2 there is no such edition.
        """
        with errors(as_json):
            from reportlib.publish.manifest import verify as faults_of

            folder = _folder(edition, out)
            faults, changes = faults_of(folder), list[Any]()
            if rebuild:
                from reportlib.publish import rebuild as press
                from reportlib.publish import surroundings

                home = find_home()
                files, changes = press.differing(
                    folder, home=home, today=today(), created=surroundings(home, datetime.now(UTC))
                )
                faults += [f"{name}: comes out otherwise when made again" for name in files]
            if as_json:
                print_json(
                    ok=not faults, edition=str(folder), faults=faults, changes=[one.as_json() for one in changes]
                )
            elif not faults:
                typer.echo(f"{folder}: every file {'comes out the same' if rebuild else 'is as its manifest says'}")
            print_error([f"{folder}: {fault}" for fault in faults], _advice(rebuild) if faults else "")
            for change in [] if as_json else changes:
                typer.echo(f"  {change}", err=True)
        raise typer.Exit(1 if faults else 0)

    @app.command()
    def diff(before: Edition, after: Edition, out: Named = None, as_json: Json = False) -> None:
        """What differs from one edition to another: inputs, exhibits and findings, each with its reason."""
        with errors(as_json):
            from reportlib.publish.difference import difference

            changes = difference(_folder(before, out), _folder(after, out))
            if as_json:
                print_json(ok=True, changes=[one.as_json() for one in changes])
                return
            for change in changes:
                typer.echo(str(change))
            if not changes:
                typer.echo("no difference in what they say and what they were made from")


def _advice(rebuild: bool) -> str:
    if rebuild:
        return "Another record, library or set of packages makes another page; `reportlib diff` names what moved."
    return "Build it again: an edition that is not whole is never taken for one that stands."


def _folder(edition: str, out: Path | None) -> Path:
    """The folder of an edition given by path, or by day and name."""
    below = (out if out is not None else find_home() / "reports") / edition
    for folder in (Path(edition), below):
        if (folder / "manifest.json").is_file():
            return folder
    raise NotFoundError(
        f"no edition {edition!r}: no manifest.json in it, nor in {below}",
        tip="Name its folder, like reports/2025-05-23/talks, or its day and briefing, like 2025-05-23/talks.",
    )
