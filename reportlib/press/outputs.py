"""Outputs of a code cell to blocks.

Belongs here: which output is a block, which is plain text, and which cannot be carried. Does not
belong here: numbering, sources and findings (`reportlib.press.document`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode
from pydantic import ValidationError

from reportlib import blocks
from reportlib.press.failure import strip_ansi
from reportlib.press.pieces import Origin, Piece, Preformatted, refuse

_BARE_OBJECT = re.compile(r"<[\w.]+ object[^\n]*>\Z")
_EXHIBIT_TIP = "Show it as an exhibit (reportlib.exhibits): it carries title, description, source and data."


def read_outputs(cell: NotebookNode, origin: Origin, warnings: list[str]) -> Iterator[Piece]:
    """The blocks of a cell in the order they were displayed."""
    for output in cell.get("outputs", []):
        match output.get("output_type"):
            case "display_data" | "execute_result":
                piece = _read_data(output.get("data", {}), origin, warnings)
                if piece is not None:
                    yield piece
            case "stream" if output.get("name") == "stderr":
                warnings.append(f"{origin}: what the cell wrote to stderr is not printed")
            case "stream":
                yield Preformatted(text=_text(output.get("text", "")))
            case "error":
                refuse(
                    origin,
                    f"the cell failed: {output.get('ename', '')}: {_text(output.get('evalue', ''))}",
                    tip="Make the notebook run from top to bottom, then export it.",
                )
            case other:
                refuse(origin, f"an output of the unknown kind {other!r}", tip="Run the notebook again.")


def _read_data(data: Mapping[str, Any], origin: Origin, warnings: list[str]) -> Piece | None:
    if blocks.MIME in data:
        return _read_block(data[blocks.MIME], origin)
    picture = next((mime for mime in data if mime.startswith("image/")), None)
    if picture is not None:
        refuse(origin, f"a picture ({picture}) without a text alternative", tip=_EXHIBIT_TIP)
    text = _text(data.get("text/plain", ""))
    if not text or _BARE_OBJECT.match(text):
        kinds = ", ".join(sorted(data)) or "nothing"
        warnings.append(f"{origin}: an output without plain text ({kinds}) is not printed")
        return None
    return Preformatted(text=text)


def _read_block(payload: object, origin: Origin) -> Piece:
    try:
        return blocks.from_json(payload)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        refuse(
            origin,
            f"a block that cannot be read: {place or 'block'}: {first['msg']}",
            tip="Run the notebook again with this version of reportlib.",
            cause=exc,
        )


def _text(value: object) -> str:
    """A MIME text, which notebooks may store as a list of lines, without terminal colours."""
    joined = "".join(value) if isinstance(value, list) else str(value)
    readable = joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return strip_ansi(readable).rstrip("\n")
