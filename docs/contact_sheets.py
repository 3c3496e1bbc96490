"""Contact sheets of built briefings, for README: all pages of one PDF on one small PNG.

Run by `make docs` after a build. Needs pdftoppm (Debian: poppler-utils), which no other target does.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

COLUMNS = 4
GAP = 12
DOTS_PER_INCH = 44
GROUND = "#dfe3e8"


def main(reports: Path, as_of: str, docs: Path) -> None:
    """Write `<docs>/<briefing>-<as_of>.png` for every briefing of a day."""
    if shutil.which("pdftoppm") is None:
        sys.exit("ERROR pdftoppm is missing\nTIP Install poppler-utils; only `make docs` needs it.")
    for pdf in sorted((reports / as_of).glob("*/*.pdf")):
        target = docs / f"{pdf.stem}-{as_of}.png"
        sheet(pages(pdf)).quantize(64).save(target, optimize=True)
        print(target)


def pages(pdf: Path) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", str(pdf), f"{folder}/page"]
        subprocess.run(command, check=True)
        return [Image.open(path).convert("RGB") for path in sorted(Path(folder).glob("page*.png"))]


def sheet(pictures: list[Image.Image]) -> Image.Image:
    """All pictures on one ground, row by row."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // COLUMNS)
    size = (COLUMNS * (width + GAP) + GAP, rows * (height + GAP) + GAP)
    whole = Image.new("RGB", size, GROUND)
    for index, picture in enumerate(pictures):
        row, column = divmod(index, COLUMNS)
        whole.paste(picture, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(__file__).parent)
