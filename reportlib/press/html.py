"""The briefing as one HTML page: an nbconvert exporter over our own template.

Belongs here: the exporter, its Jinja environment, the style element and the policy that pins it. Does not belong
here: what the page says (`reportlib.press.page`) and how it looks (`templates/briefing/`).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import default
from traitlets.config import Config

from reportlib.press.fonts import ON_SCREEN, font_face_rules
from reportlib.press.labels import TEMPLATES
from reportlib.press.page import Page
from reportlib.press.reading import read_document

STYLESHEET = TEMPLATES / "briefing" / "page.css"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class BriefingHTMLExporter(HTMLExporter):
    """An executed notebook as one HTML file that asks nothing of any server."""

    export_from_notebook = "Briefing HTML"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "briefing"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        # nbconvert would look in the working folder first, where a folder of that name could take the page over.
        return [str(TEMPLATES)]

    @property
    def default_config(self) -> Config:
        """One validation instead of one per preprocessor; none of them changes what we print."""
        config: Config = super().default_config.copy()
        config.merge({"HighlightMagicsPreprocessor": {"enabled": False}, "Exporter": {"optimistic_validation": True}})
        return config

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Filters of nbconvert, and ours that turns a notebook into the page to print."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]  # nbconvert annotates only half
        yield "briefing_page", page_of
        yield "stylesheet", stylesheet
        yield "policy", policy

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.undefined = StrictUndefined
        environment.trim_blocks = environment.lstrip_blocks = True
        return environment

    def from_notebook_node(  # type: ignore[override]  # as in HTMLExporter: text, where the base gives a notebook
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and nbconvert's resources.

        HTMLExporter would parse and rewrite the finished page (and fill in missing descriptions of pictures);
        ours is complete and pinned by a hash, so that step is left out.
        """
        html, resources = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        return _encodable(html), resources


def _encodable(html: str) -> str:
    """The page without characters HTML forbids or UTF-8 cannot write; the replacement sign marks their places."""
    return _FORBIDDEN.sub("\ufffd", html.replace("\r\n", "\n").replace("\r", "\n"))


def page_of(nb: NotebookNode, name: str) -> Page:
    """The page of a notebook, for the template."""
    return Page(read_document(nb, name=name))


def stylesheet(page: Page, body: str) -> Markup:
    """Everything the one style element holds, once the body is known: faces, design, classes of the pictures.

    Markup, since text of a style element is not unescaped by browsers. It cannot end the element: the faces are
    base64, the design is ours and the classes come through `StyleBook`, which lets no "<" pass.
    """
    faces = tuple(face for face in ON_SCREEN if face.style == "normal" or "<em>" in body)
    css = "\n".join((font_face_rules(faces, body), STYLESHEET.read_text(encoding="utf-8"), page.style.rules()))
    return Markup(css)  # noqa: S704  for the reasons above


def policy(css: str) -> str:
    """The content-security-policy: nothing but this style, embedded fonts and embedded pictures."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
