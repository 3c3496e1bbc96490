"""A chart's SVG as a part of the HTML page.

Belongs here: what may stand in an inline picture, and its styles as classes of the page. Does not belong here:
what makes a picture unfit for any page (`reportlib.press.svg`).
The picture is rebuilt from a list of allowed elements and attributes; whatever else it holds is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markupsafe import Markup, escape

from reportlib.press.stylebook import StyleBook
from reportlib.press.svg import clean_svg

# fmt: off
_ELEMENTS = frozenset({
    "circle", "clipPath", "defs", "ellipse", "g", "image", "line", "linearGradient", "marker", "mask", "path",
    "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "symbol", "text", "tspan", "use",
})
_GEOMETRY = frozenset({
    "clipPathUnits", "cx", "cy", "d", "dx", "dy", "gradientTransform", "gradientUnits", "height", "id", "markerHeight",
    "markerUnits", "markerWidth", "maskUnits", "offset", "orient", "patternTransform", "patternUnits", "points",
    "preserveAspectRatio", "r", "refX", "refY", "rotate", "rx", "ry", "textLength", "transform", "viewBox", "width",
    "x", "x1", "x2", "y", "y1", "y2",
})
_PAINT = frozenset({
    "clip-rule", "dominant-baseline", "fill", "fill-opacity", "fill-rule", "font-family", "font-size", "font-style",
    "font-weight", "letter-spacing", "opacity", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "text-anchor",
})
_REFERENCES = frozenset({"clip-path", "fill", "marker-end", "marker-mid", "marker-start", "mask", "stroke"})
# fmt: on
_OWN_URL = re.compile(r"url\(#[\w.-]+\)\Z")


def inline_svg(svg: str, *, prefix: str, alt: str, style: StyleBook, kind: str = "plot") -> Markup:
    """The picture as HTML: one image to assistive tools, with `alt` as its name.

    `prefix` keeps the ids of several pictures apart; `kind` is the class the stylesheet knows.
    """
    root = ElementTree.fromstring(clean_svg(svg, prefix=prefix))
    writer = _Writer(style)
    view_box = root.get("viewBox") or f"0 0 {_number(root.get('width'))} {_number(root.get('height'))}"
    classes = " ".join(filter(None, (kind, style.class_of(root.get("style", "")))))
    inner = "".join(writer.children(root))
    opening = f'<svg class="{classes}" role="img" aria-label="{escape(alt)}" viewBox="{escape(view_box)}">'
    return Markup(f"{opening}{inner}</svg>")  # noqa: S704  rebuilt above, all values escaped


class _Writer:
    """Writes allowed elements with allowed attributes."""

    def __init__(self, style: StyleBook) -> None:
        self.style = style

    def element(self, node: ElementTree.Element) -> Iterator[str]:
        name = _local(node.tag)
        if name not in _ELEMENTS:
            return
        yield f"<{name}{''.join(self.attributes(node))}>"
        if name in {"text", "tspan"} and node.text:
            yield str(escape(node.text))
        yield from self.children(node)
        yield f"</{name}>"

    def children(self, node: ElementTree.Element) -> Iterator[str]:
        keeps_text = _local(node.tag) in {"text", "tspan"}
        for child in node:
            yield from self.element(child)
            if keeps_text and child.tail:
                yield str(escape(child.tail))

    def attributes(self, node: ElementTree.Element) -> Iterator[str]:
        for key, value in node.attrib.items():
            name, written = self.attribute(_local(key), value)
            if written:
                yield f' {name}="{escape(written)}"'

    def attribute(self, name: str, value: str) -> tuple[str, str]:
        """Name and value as the page writes them; an empty value leaves the attribute out."""
        if name == "style":
            return "class", self.style.class_of(value)
        if name == "href":
            return name, "".join(value.split())
        if name in _REFERENCES and "(" in value:
            return name, value if _OWN_URL.match(value) else ""
        if name in _PAINT:
            return name, self.style.colour(value)
        return name, " ".join(value.split()) if name in _GEOMETRY else ""


def _local(tag: object) -> str:
    """The name without its namespace; comments and instructions have none."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _number(length: str | None) -> str:
    match = re.match(r"[\d.]+", length or "")
    return match[0] if match else "100"
