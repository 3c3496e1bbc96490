"""Text and runs as Typst code: the only place where a string crosses into Typst.

Belongs here: literals and inline styles. Does not belong here: blocks and pages (`reportlib.press.typst`).
Nothing from outside is ever written as markup; it is a string value, escaped here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from reportlib.blocks import Run, Runs
from reportlib.press.columns import is_day
from reportlib.press.glyphs import Cut, breakable, has_all, missing, printable
from reportlib.press.links import safe_href
from reportlib.press.maths import draw_formula

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_CODE_POINT = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})


def literal(text: str) -> str:
    """The text as a Typst string, exactly."""
    return '"' + "".join(_escape(char) for char in text) + '"'


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if unicodedata.category(char) in _TO_CODE_POINT:
        return f"\\u{{{ord(char):x}}}"
    return char


def boolean(value: bool) -> str:
    """Typst's words for it."""
    return "true" if value else "false"


def array(parts: list[str]) -> str:
    """Typst code of an array; one element needs its comma."""
    return f"({', '.join(parts)},)" if parts else "()"


class Words:
    """Writes text of one document and remembers what the house faces could not print."""

    def __init__(
        self, target_of: Callable[[str], str], anchor_of: Callable[[str], str], anchors: frozenset[str]
    ) -> None:
        self.target_of = target_of
        self.anchor_of = anchor_of
        self.anchors = anchors
        self.omitted = ""

    def shown(self, text: str, cut: Cut = Cut.SANS) -> str:
        """The text in printable characters, with places to break long words."""
        self.omitted += missing(text, cut)
        return breakable(printable(text, cut))

    def string(self, text: str, cut: Cut = Cut.SANS) -> str:
        """The text as shown, as a string value."""
        return literal(self.shown(text, cut))

    def text(self, text: str) -> str:
        """Text as content. Written here, not in the template, so that an error names this line."""
        return f"text({self.string(text)})"

    def runs(self, runs: Runs) -> str:
        """A content block of styled runs."""
        return "{ " + "; ".join(self.run(run) for run in runs if run.text or run.footnote) + " }"

    def run(self, run: Run) -> str:
        """One run and the note hung on it."""
        parts = [self.styled(run)] if run.text else []
        if run.footnote:
            parts.append(f"footnote({self.runs(run.footnote)})")
        return "; ".join(parts)

    def styled(self, run: Run) -> str:
        """One run from the inside out: text, emphasis, link."""
        body = self.plain(run)
        # The italic faces lack Greek and Cyrillic: such words stay upright rather than be left out.
        if run.emph and has_all(printable(run.text), Cut.ITALIC):
            body = f"emph({body})"
        if run.strong:
            body = f"strong({body})"
        if run.finding:
            anchor = self.anchor_of(run.finding)
            place = f", anchor: {literal(anchor)}" if anchor else ""
            return f"num({literal(self.target_of(run.finding))}, {body}{place})"
        return self.linked(run.url, body)

    def plain(self, run: Run) -> str:
        """The innermost: text, code or a formula."""
        if run.math:
            drawn = draw_formula(run.text)
            return f"inline-formula({drawn.depth:.2f}pt, {picture(drawn.svg, run.text, height=drawn.height)})"
        if run.code:
            return f"raw({self.string(run.text, Cut.MONO)})"
        # A day on two lines is hard to read, and in a column of days looks like two.
        return f"box({self.text(run.text)})" if is_day(run.text) else self.text(run.text)

    def linked(self, url: str, body: str) -> str:
        """A link where a reader may follow it, else the words alone."""
        if url.startswith("#"):
            return f"weblink(label({literal(url[1:])}), {body})" if url[1:] in self.anchors else body
        address = safe_href(url)
        return f"weblink({literal(address)}, {body})" if address else body


def picture(svg: str, alt: str, *, width: str = "", height: float = 0) -> str:
    """An image call with its alternative. Written here so that a refusal names this line."""
    words = printable(alt).strip() or "-"
    size = (f", width: {width}" if width else "") + (f", height: {height:.2f}pt" if height else "")
    return f'image(bytes({literal(svg)}), format: "svg", alt: {literal(words)}{size})'
