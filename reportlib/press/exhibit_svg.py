"""A chart's SVG made fit for print: house faces only, and no character they lack.

Belongs here: the type inside a picture. Does not belong here: what any picture may hold
(`reportlib.press.svg`).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from reportlib.errors import RenderError
from reportlib.press.glyphs import missing, printable
from reportlib.press.svg import SVG, clean_svg

_HOUSE = ("Source Sans Pro", "Source Serif Pro")
_FONT = re.compile(r"(?:^|;)\s*font(?:-family)?\s*:\s*(?P<value>[^;]*)")


def house_svg(svg: str, *, key: str) -> tuple[str, str]:
    """The picture and the characters left out of it.

    Raises RenderError for a picture set in another face: Typst would put in whichever it finds.
    """
    root = ElementTree.fromstring(clean_svg(svg))
    omitted = ""
    for element in root.iter():
        if element.tag in (f"{{{SVG}}}text", f"{{{SVG}}}tspan"):
            _check_face(element, key)
        # Words stand inside `text` and `tspan`; between other elements there is only layout space.
        for part in ("text", "tail"):
            words = getattr(element, part)
            if words and words.strip():
                omitted += missing(words)
                setattr(element, part, printable(words))
    return ElementTree.tostring(root, encoding="unicode"), omitted


def _check_face(element: ElementTree.Element, key: str) -> None:
    declared = _FONT.search(element.get("style", ""))
    face = declared["value"] if declared else element.get("font-family", "")
    if face and not any(name in face for name in _HOUSE):
        raise RenderError(
            f"figure {key} is set in {face.strip()!r}, not in a house face",
            tip="Draw it with the house style of reportlib.exhibits.style.",
        )
