"""The house faces cut down to the glyphs a page uses, for embedding in HTML.

Belongs here: which faces the page uses, subsetting, `@font-face` rules. Does not belong here: the list of
house faces (`reportlib.press.faces`), fonts for charts (`reportlib.exhibits.style`) and for Typst.
"""

from __future__ import annotations

import base64
from functools import cache
from io import BytesIO
from string import printable
from threading import Lock

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from reportlib.press.faces import Face, code_points

USUAL = "".join(char for char in printable if char.isprintable()) + (
    "\u00a0£¥§©«°±²³µ¶·»¼½¾×÷ÄÉÖÜßàáâãäåçèéêëíîïñóôõöøúûüŌōŪū–—‘’“”„†•…\u2032\u2033€−≈≤≥→"
)
"""Always embedded: letters, so that a reader's search or copy never meets a page without them, and the signs of the
desk's own prose. One set for most pages is also cut out once and not for every page anew."""

# Kerning, ligatures and marks; the faces' own figures are tabular and lining. The rest is weight nobody sees.
_FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk")
# Copyright and licence stay, as the OFL wants; the reserved family names go, since a subset is a changed font.
_NAME_IDS = (0, 13, 14)


ON_SCREEN = (
    Face.SANS,
    Face.SANS_ITALIC,
    Face.SANS_SEMIBOLD,
    Face.SANS_SEMIBOLD_ITALIC,
    Face.SERIF_SEMIBOLD,
)
"""The faces of the HTML page; code is set in the reader's own."""


def subset_woff2(face: Face, text: str) -> bytes:
    """The face with the usual signs and the glyphs of `text`, as WOFF2. Same text, same bytes.

    Characters the face lacks (Japanese, symbols) are left to the reader's own fonts.
    """
    wanted = set(text) | set(USUAL)
    characters = "".join(sorted(char for char in wanted if ord(char) in code_points(face)))
    with _cutting:  # who asks for a face that is being cut waits for it
        return _subset(face, characters)


def cut_ahead() -> None:
    """Cut the usual signs out of every face of the page, which takes a second: for a thread that has nothing else."""
    for face in ON_SCREEN:
        subset_woff2(face, "")


_cutting = Lock()


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
