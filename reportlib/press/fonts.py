"""The house faces cut down to the glyphs a page uses, for embedding in HTML.

Belongs here: which face is which file, subsetting, `@font-face` rules. Does not belong here: fonts for
charts (`reportlib.exhibits.style`) and for Typst, which read the whole files.
"""

from __future__ import annotations

import base64
from enum import Enum
from functools import cache
from io import BytesIO
from pathlib import Path
from string import printable

import font_source_sans_pro
import font_source_serif_pro
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from reportlib.errors import RenderError

BASIC_LATIN = "".join(sorted(char for char in printable if char.isprintable()))
"""Always embedded, so that a reader's search or copy never meets a page without its letters."""

# Kerning, ligatures and marks; the faces' own figures are tabular and lining. The rest is weight nobody sees.
_FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk")
# Copyright and licence stay, as the OFL wants; the reserved family names go, since a subset is a changed font.
_NAME_IDS = (0, 13, 14)


class Face(Enum):
    """A house face: CSS family, weight, style and the file it comes from."""

    SANS = ("Source Sans Pro", 400, "normal", "SourceSansPro-Regular.ttf")
    SANS_ITALIC = ("Source Sans Pro", 400, "italic", "SourceSansPro-It.ttf")
    SANS_SEMIBOLD = ("Source Sans Pro", 600, "normal", "SourceSansPro-Semibold.ttf")
    SANS_SEMIBOLD_ITALIC = ("Source Sans Pro", 600, "italic", "SourceSansPro-SemiboldIt.ttf")
    SERIF_SEMIBOLD = ("Source Serif Pro", 600, "normal", "SourceSerifPro-Semibold.ttf")

    def __init__(self, family: str, weight: int, style: str, file: str) -> None:
        self.family = family
        self.weight = weight
        self.style = style
        self.file = file

    @property
    def path(self) -> Path:
        """The whole face on disk."""
        package = font_source_serif_pro if "Serif" in self.family else font_source_sans_pro
        path = Path(package.font_directory) / self.file
        if not path.is_file():
            raise RenderError(
                f"house face {self.file}: not found in {path.parent}",
                tip="Install font-source-sans-pro and font-source-serif-pro again.",
            )
        return path


def subset_woff2(face: Face, text: str) -> bytes:
    """The face with basic Latin and the glyphs of `text`, as WOFF2. Same text, same bytes.

    Characters the face lacks (Japanese, symbols) are left to the reader's own fonts.
    """
    return _subset(face, "".join(sorted((set(text) & _characters(face)) | set(BASIC_LATIN))))


@cache
def _characters(face: Face) -> frozenset[str]:
    """What the face can print; asking only for that makes unlike texts share a subset."""
    with TTFont(face.path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _subset(face: Face, characters: str) -> bytes:
    options = Options(
        flavor="woff2",
        hinting=False,
        desubroutinize=True,
        layout_features=list(_FEATURES),
        name_IDs=list(_NAME_IDS),
        notdef_outline=True,
        recalc_timestamp=False,
    )
    packed = BytesIO()
    with TTFont(face.path, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(packed, reorderTables=True)
    return packed.getvalue()


def font_face_rules(faces: tuple[Face, ...], text: str) -> str:
    """`@font-face` rules with the subsets embedded."""
    return "\n".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f"src:url(data:font/woff2;base64,{base64.b64encode(subset_woff2(face, text)).decode('ascii')}) "
        f'format("woff2")}}'
        for face in faces
    )
