"""The signs drawn in table cells, as small pictures (the house faces lack such glyphs).

Belongs here: one SVG per shape. Does not belong here: what a sign means (`blocks.Mark.label`).
"""

from __future__ import annotations

_SHAPES = {
    "disc": '<circle cx="6" cy="6" r="4" fill="{ink}"/>',
    "ring": '<circle cx="6" cy="6" r="3.4" fill="none" stroke="{ink}" stroke-width="1.4"/>',
    "dashed-ring": '<circle cx="6" cy="6" r="3.4" fill="none" stroke="{ink}" stroke-width="1.4"'
    ' stroke-dasharray="1.78 1.78"/>',
    "cross": '<path d="M2.8 2.8 9.2 9.2M9.2 2.8 2.8 9.2" fill="none" stroke="{ink}" stroke-width="1.5"'
    ' stroke-linecap="round"/>',
    "phone": '<path d="M3.2 1.6 4.9 1.3 5.8 3.8 4.5 4.8C5 6 6 7 7.2 7.5L8.2 6.2 10.7 7.1 10.4 8.8C10.3 9.6 9.6 10.2'
    ' 8.8 10.2 5.1 10.2 1.8 6.9 1.8 3.2 1.8 2.4 2.4 1.7 3.2 1.6Z" fill="{ink}"/>',
}


def mark_svg(shape: str, *, ink: str = "#12436D") -> str:
    """The sign as a 12 by 12 SVG. `ink` is a colour, "currentColor" in HTML."""
    drawing = _SHAPES[shape].format(ink=ink)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="12" height="12" viewBox="0 0 12 12">{drawing}</svg>'
