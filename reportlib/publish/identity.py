"""The content id: the same facts, notebook, parameters, library and tools give the same twelve digits.

Belongs here: what counts as an input of a page. Does not belong here: anything that varies from run to
run (clock, host, git state), which must not change a page.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import reportlib
from reportlib.editions import read_cells

TOOLS = (
    "fonttools", "font-source-sans-pro", "font-source-serif-pro", "ipykernel", "jinja2", "markdown-it-py", "matplotlib",
    "mdit-py-plugins", "nbclient", "nbconvert", "nbformat", "nh3", "numpy", "pandas", "papermill", "pydantic", "typst",
)  # fmt: skip
"""Packages that could change a byte of a page."""


def content_id(
    *, briefing: str, tables: Mapping[str, str], notebook: Path, parameters: Mapping[str, Any], paper: str
) -> str:
    """Twelve hexadecimal digits over everything a page is made from."""
    inputs = {
        "briefing": briefing,
        "tables": dict(tables),
        "notebook": [[cell.type, list(cell.tags), cell.source.strip()] for cell in read_cells(notebook)],
        "parameters": dict(parameters),
        "library": {"version": reportlib.__version__, "sources": library_digest()},
        "tools": tools() | {"paper": paper},
    }
    canonical = json.dumps(inputs, sort_keys=True, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


@cache
def tools() -> dict[str, str]:
    """Versions of the packages that make the page, and of Python."""
    return {"python": ".".join(platform.python_version_tuple()[:2])} | {name: version(name) for name in TOOLS}


@cache
def library_digest() -> str:
    """sha256 over the sources of this package: code, templates, schemas."""
    root = Path(reportlib.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()
