"""Write docs/gallery.md and its pictures: `python docs/gallery.py`."""

from __future__ import annotations

from pathlib import Path

from reportlib.desk import open_desk
from reportlib.exhibits import gallery

DOCS = Path(__file__).parent


def main() -> None:
    """Draw every helper and write page and pictures."""
    shown = gallery.entries(open_desk(gallery.LATEST, home=DOCS.parent))
    pictures = DOCS / "gallery"
    pictures.mkdir(exist_ok=True)
    for one in shown:
        (pictures / f"{one.topic}-{one.name}.svg").write_text(one.svg, encoding="utf-8")
    (DOCS / "gallery.md").write_text(gallery.markdown(shown), encoding="utf-8")


if __name__ == "__main__":
    main()
