"""Hygiene of figure SVG before it goes on a page.

Belongs here: what a picture may hold, and taking out what varies or leaks. Does not belong here:
drawing (`reportlib.exhibits`) or placing the picture (`reportlib.press.typst`, `.html`).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from reportlib.errors import RenderError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
# fmt: off
ALLOWED = frozenset({
    "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "clipPath",
    "use", "title", "desc", "image", "linearGradient", "radialGradient", "stop", "pattern", "mask", "marker", "symbol",
    "style",
})
# fmt: on
_TIP = "Draw the figure with a chart helper (matplotlib, svg.fonttype none) and show it as an exhibit."
_PROLOG = re.compile(r"<\?xml[^>]*\?>|<!DOCTYPE[^\[>]*>", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]*\Z")
_CSS_URL = re.compile(r"url\(\s*[\"']?(?P<target>[^\"')]*)", re.IGNORECASE)
_STAR_RULE = re.compile(r"\s*\*\s*\{(?P<style>[^{}]*)\}\s*\Z")

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


def clean_svg(svg: str, *, prefix: str = "") -> str:
    """The picture without prolog, metadata, comments and page-wide styles.

    With `prefix`, every id and every reference to one gets it, so that many pictures can stand in
    one HTML page. Raises RenderError for scripts, foreign objects and references to other files.
    """
    root = _parse(svg)
    for parent in list(root.iter()):
        for child in list(parent):
            if _name(child) == "metadata":
                parent.remove(child)
            elif _name(child) == "style":
                parent.remove(child)
                root.set("style", f"{_inherited(child)};{root.get('style', '')}".rstrip(";"))
    for element in root.iter():
        _check(element)
        if prefix:
            _prefix_ids(element, prefix)
    return ElementTree.tostring(root, encoding="unicode")


def _parse(svg: str) -> ElementTree.Element:
    body = _PROLOG.sub("", svg, count=2)
    if "<!DOCTYPE" in body.upper() or "<!ENTITY" in body.upper():
        raise RenderError("the picture declares entities of its own", tip=_TIP)
    try:
        root = ElementTree.fromstring(body.strip())
    except (ElementTree.ParseError, ValueError) as exc:
        raise RenderError(f"the picture is not well-formed SVG: {exc}", tip=_TIP) from exc
    if root.tag != f"{{{SVG}}}svg":
        raise RenderError(f"the picture is <{root.tag}>, not <svg> of the SVG name space", tip=_TIP)
    return root


def _name(element: ElementTree.Element) -> str:
    """The local name; an element of another name space keeps it and so is never allowed."""
    return element.tag.removeprefix(f"{{{SVG}}}")


def _inherited(style: ElementTree.Element) -> str:
    """The one style sheet matplotlib writes (`*{...}`), as the inherited style of the root."""
    rule = _STAR_RULE.match(style.text or "")
    if rule is None:
        raise RenderError("the picture carries a style sheet, which would style the page too", tip=_TIP)
    return rule["style"].strip()


def _check(element: ElementTree.Element) -> None:
    if _name(element) not in ALLOWED:
        raise RenderError(f"the picture holds <{_name(element)}>, which no page can carry", tip=_TIP)
    for name, value in element.attrib.items():
        local = name.rpartition("}")[2].lower()
        if local.startswith("on"):
            raise RenderError(f"the picture holds a script ({local})", tip=_TIP)
        if local in ("href", "src") and not (value.startswith("#") or _EMBEDDED.match(value)):
            raise RenderError(f"the picture refers to another file ({value[:60]})", tip=_TIP)
        for reference in _CSS_URL.finditer(value):
            if not reference["target"].startswith("#"):
                raise RenderError(f"the picture refers to another file ({reference['target'][:60]})", tip=_TIP)


def _prefix_ids(element: ElementTree.Element, prefix: str) -> None:
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, prefix + value)
        elif name in ("href", f"{{{XLINK}}}href") and value.startswith("#"):
            element.set(name, f"#{prefix}{value[1:]}")
        elif "url(" in value:
            element.set(name, re.sub(r"url\(\s*([\"']?)#", rf"url(\1#{prefix}", value))
