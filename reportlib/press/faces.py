"""The house faces: which file is which, and the characters it has.

Belongs here: the one list of faces of both pages. Does not belong here: cutting them down for HTML
(`reportlib.press.fonts`), what stands in for a character they lack (`reportlib.press.glyphs`).
"""

from __future__ import annotations

import importlib.util
from enum import Enum
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from fontTools.ttLib import TTFont

from reportlib.errors import RenderError


class Face(Enum):
    """A house face: CSS family, weight, style and the file it comes from."""

    SANS = ("Source Sans Pro", 400, "normal", "SourceSansPro-Regular.ttf")
    SANS_ITALIC = ("Source Sans Pro", 400, "italic", "SourceSansPro-It.ttf")
    SANS_SEMIBOLD = ("Source Sans Pro", 600, "normal", "SourceSansPro-Semibold.ttf")
    SANS_SEMIBOLD_ITALIC = ("Source Sans Pro", 600, "italic", "SourceSansPro-SemiboldIt.ttf")
    SANS_BOLD = ("Source Sans Pro", 700, "normal", "SourceSansPro-Bold.ttf")
    SANS_BOLD_ITALIC = ("Source Sans Pro", 700, "italic", "SourceSansPro-BoldIt.ttf")
    SERIF_SEMIBOLD = ("Source Serif Pro", 600, "normal", "SourceSerifPro-Semibold.ttf")
    MONO = ("DejaVu Sans Mono", 400, "normal", "DejaVuSansMono.ttf")

    def __init__(self, family: str, weight: int, style: str, file: str) -> None:
        self.family = family
        self.weight = weight
        self.style = style
        self.file = file

    @property
    def folder(self) -> Path:
        """Where the face is installed; the fixed-width face for code comes with matplotlib."""
        match self.family:
            case "Source Sans Pro":
                return Path(font_source_sans_pro.font_directory)
            case "Source Serif Pro":
                return Path(font_source_serif_pro.font_directory)
        plots = importlib.util.find_spec("matplotlib")
        if plots is None or plots.origin is None:
            raise RenderError("matplotlib is not installed", tip="Install the package with its requirements.")
        return Path(plots.origin).parent / "mpl-data" / "fonts" / "ttf"

    @property
    def path(self) -> Path:
        """The whole face on disk."""
        path = self.folder / self.file
        if not path.is_file():
            raise RenderError(
                f"house face {self.file}: not found in {path.parent}", tip="Install the requirements again."
            )
        return path


@cache
def code_points(face: Face) -> frozenset[int]:
    """The characters a face can print."""
    with TTFont(face.path, lazy=True) as font:
        return frozenset(font.getBestCmap())
