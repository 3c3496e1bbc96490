"""The list of editions as one page, in the design of the briefings.

Belongs here: how the list looks. Does not belong here: which editions there are (`reportlib.publish.shelf`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reportlib.press.faces import Face
from reportlib.press.fonts import font_face_rules
from reportlib.press.html import STYLESHEET, policy
from reportlib.press.labels import TEMPLATES, labels

_FACES = (Face.SANS, Face.SANS_SEMIBOLD, Face.SERIF_SEMIBOLD)
_CSS = """
.editions{list-style:none;padding-left:0}
.editions li+li{margin-top:.7rem}
.editions .name{display:block;color:var(--accent);font-size:.8125rem;font-weight:600;letter-spacing:.04em}
.editions .title{font-size:1.0625rem;font-weight:600}
.editions .also{display:flex;gap:1rem;font-size:.9375rem}
.editions a{display:inline-block;padding:.15rem 0}
"""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One edition in the list. Addresses are relative to the page; "" where there is no such file."""

    name: str
    title: str
    html: str
    pdf: str
    dates: str


@dataclass(frozen=True, kw_only=True)
class Day:
    """The editions of one day."""

    day: date
    editions: Sequence[Listed]


def index_page(days: Sequence[Day], language: str = "en") -> str:
    """The page: a heading for each day, in the order given, and under it a list of its editions."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "shelf"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    words = labels(language)
    body = environment.get_template("body.html.j2").render(days=days, words=words)
    design = STYLESHEET.read_text(encoding="utf-8")
    css = "\n".join((font_face_rules(_FACES, body), design, _CSS))
    return environment.get_template("index.html.j2").render(
        # Both are ours: the faces are base64, the design a file of this package, the body escaped above.
        body=Markup(body), css=Markup(css), policy=policy(css), words=words, language=language,  # noqa: S704
    )  # fmt: skip
