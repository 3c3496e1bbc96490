"""The content id: the same facts, notebook, parameters, library and tools give the same twelve digits.

Belongs here: what counts as an input of a page. Does not belong here: anything that varies from run to
run (clock, host, git state), which must not change a page.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

import reportlib
from reportlib.editions import NotebookCell
from reportlib.errors import NotFoundError

NO_PART = frozenset({"filelock", "jupyter", "jupyterlab", "rich", "typer"})
"""Requirements that put nothing on a page: the lock, the editors, progress bars, the command line."""


def content_id(
    *,
    briefing: str,
    tables: Mapping[str, str],
    notebook: Sequence[NotebookCell],
    parameters: Mapping[str, Any],
    paper: str,
) -> str:
    """Twelve hexadecimal digits over everything a page is made from."""
    inputs = {
        "briefing": briefing,
        "tables": dict(tables),
        "notebook": [[cell.type, list(cell.tags), cell.source.strip()] for cell in notebook],
        "parameters": dict(parameters),
        "library": {"version": reportlib.__version__, "sources": library_digest()},
        "tools": tools() | {"paper": paper},
    }
    canonical = json.dumps(inputs, sort_keys=True, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


@cache
def tools() -> dict[str, str]:
    """Versions of Python and of every package that may shape a byte of a page.

    These are the requirements of this package and whatever they require in turn, as the metadata of the installed
    packages says; so a package that comes in behind another is never forgotten. One that its user asks for and this
    environment lacks (conda leaves some out) is `absent`: that, too, tells two environments apart.
    """
    try:
        waiting = _required_by("reportlib")
    except PackageNotFoundError:
        raise NotFoundError(
            "reportlib is not installed, so the packages a page is made with are not known",
            tip="Run `make venv`, or `pip install --editable .` in the repository.",
        ) from None
    found: dict[tuple[str, str], str] = {}
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in found or name in NO_PART:
            continue
        try:
            found[name, extra] = version(name)
            waiting += _required_by(name, extra)
        except PackageNotFoundError:
            found[name, extra] = "absent"
    packages = {name: found[name, extra] for name, extra in sorted(found)}
    return {"python": ".".join(platform.python_version_tuple()[:2]), **packages}


def _required_by(name: str, extra: str = "") -> list[tuple[str, str]]:
    """What a package (with one of its extras) asks for on this machine: name and extra, "" for the plain package."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    asked = [Requirement(line) for line in requires(name) or ()]
    here = [one for one in asked if one.marker is None or one.marker.evaluate({"extra": extra})]
    return [(canonicalize_name(one.name), wanted) for one in here for wanted in ("", *sorted(one.extras))]


@cache
def library_digest() -> str:
    """sha256 over the sources of this package: code, templates, schemas."""
    root = Path(reportlib.__file__).parent
    digest = hashlib.sha256()
    for path in library_files(root):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def library_files(root: Path) -> list[Path]:
    """The files a package is made of: neither what Python compiles nor what editors leave."""
    files = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path for path in files if not path.name.startswith("."))
