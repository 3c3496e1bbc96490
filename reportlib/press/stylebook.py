"""Styles a page needs beyond its stylesheet, collected as classes so that no element carries a style of its own.

The content-security-policy of the page allows one style element by its hash and nothing inline. So what a
chart's SVG says in `style="…"` becomes a class here, checked against a short list of harmless properties, and
each colour becomes a custom property that the page redefines for dark screens.
Does not belong here: the design of the page (`templates/briefing/page.css`).
"""

from __future__ import annotations

import colorsys
import re

# fmt: off
_PROPERTIES = frozenset({
    "clip-rule", "color", "dominant-baseline", "fill", "fill-opacity", "fill-rule", "font", "font-family", "font-size",
    "font-style", "font-weight", "height", "image-rendering", "letter-spacing", "max-width", "min-width", "opacity",
    "paint-order", "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "vertical-align", "width",
})
# fmt: on
_VALUE = re.compile(r"""(?:[\w\s#.,%+-]|'[\w\s.-]*'|"[\w\s.-]*"|rgba?\([\d\s.,%]+\)|url\(#[\w.-]+\))+\Z""")
_HEX = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")

DARK = {
    "ffffff": "#11171d",
    "1d2733": "#e4e9ee",
    "12436d": "#8fbfec",
    "28a197": "#4fc4b9",
    "801650": "#e58fb8",
    "f46a25": "#ff9157",
    "5a6672": "#a5b1bd",
    "f4f6f8": "#1a222b",
    "c9d1d9": "#3a4652",
}
"""House colours on a dark page: the same hues, light enough for 4.5:1 on either dark surface."""


class StyleBook:
    """Classes and colours in order of first use."""

    def __init__(self) -> None:
        self._classes: dict[str, str] = {}
        self._colours: dict[str, None] = {}

    def class_of(self, declarations: str) -> str:
        """The class for a `style` text, or "" where nothing harmless is left of it."""
        kept = ";".join(self._declaration(part) for part in declarations.split(";") if _harmless(part))
        return self._classes.setdefault(kept, f"s{len(self._classes) + 1}") if kept else ""

    def colour(self, value: str) -> str:
        """The value with each hex colour as a custom property that falls back to it."""
        return _HEX.sub(self._variable, value)

    def rules(self) -> str:
        """The classes, and for dark screens the colours."""
        classes = "".join(f".{name}{{{kept}}}" for kept, name in self._classes.items())
        dark = {colour: _dark(colour) for colour in self._colours}
        colours = "".join(f"--c-{colour}:{value};" for colour, value in dark.items() if value)
        return f"{classes}\n@media screen and (prefers-color-scheme:dark){{:root{{{colours}}}}}\n"

    def _declaration(self, part: str) -> str:
        name, _, value = part.partition(":")
        return f"{name.strip().lower()}:{self.colour(' '.join(value.split()))}"

    def _variable(self, match: re.Match[str]) -> str:
        digits = match[1].lower()
        full = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
        self._colours.setdefault(full)
        return f"var(--c-{full},#{full})"


def _harmless(part: str) -> bool:
    name, colon, value = part.partition(":")
    return bool(colon) and name.strip().lower() in _PROPERTIES and bool(_VALUE.match(value.strip()))


def _dark(colour: str) -> str:
    """The dark-page value of a colour: the house's own, a mirrored grey, or "" for colours that stay."""
    if colour in DARK:
        return DARK[colour]
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    chroma = max(red, green, blue) - min(red, green, blue)
    if chroma > 0.12:
        return ""
    # Greys swap ends between the dark page's paper (0.09) and its ink (0.91), keeping a trace of the house blue.
    mirrored = colorsys.hls_to_rgb(hue if chroma else 0.58, 0.91 - 0.82 * light, 0.12)
    return "#" + "".join(f"{round(255 * part):02x}" for part in mirrored)
