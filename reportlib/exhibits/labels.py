"""Labels beside marks, placed by rule: the important first, none over another, the rest left out and counted.

All lengths are inches, so that a layout is known before anything is drawn. Belongs here: measuring,
wrapping and placing. Does not belong here: what a label says, drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from reportlib.exhibits import style

LINE = 1.22
"""Line height as a multiple of the type size."""
_SAME = 0.02
"""Marks closer than this are one to the eye."""


@dataclass(frozen=True)
class Box:
    """A rectangle in inches."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def inside(self, width: float) -> bool:
        """Whether it lies between 0 and `width` across."""
        return self.left >= 0 and self.right <= width


@dataclass(frozen=True)
class Wish:
    """A label that would like to stand above the point (x, 0). Greater weight is placed first."""

    key: str
    text: str
    x: float
    weight: float


@dataclass(frozen=True)
class Placed:
    """A label with its lines, the foot of its box, the level it stands on and how it is aligned to its point."""

    key: str
    lines: tuple[str, ...]
    x: float
    bottom: float
    level: int
    align: str
    box: Box


@lru_cache(maxsize=4096)
def width_of(text: str, size: float) -> float:
    """Width of a line in the house type, in inches."""
    style.register_fonts()
    width, _, _ = text_to_path.get_text_width_height_descent(
        text, FontProperties(family=style.FAMILY, size=size), False
    )
    return float(width) / 72


def wrap(text: str, size: float, width: float) -> tuple[str, ...]:
    """Lines no wider than `width`, broken at spaces; a longer word keeps a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def place(
    wishes: Iterable[Wish], *, width: float, size: float, widest: float, most_lines: int, levels: int, clear: float,
    blocked: Sequence[Box] = (), marks: Sequence[float] = (), lines: Sequence[float] = (),
) -> tuple[tuple[Placed, ...], tuple[str, ...]]:  # fmt: skip
    """Place what fits, by weight; return the placed and the keys of those left out.

    Level 0 stands `clear` above the points, each further level one label higher, on a thin line to its
    point. A label and its line touch no other label, line or blocked box, and one without a line
    stands over no mark but its own (`marks`: where all marks lie). `lines`: where a line
    stands already that serves as the label's own. Of the free places the one that
    leaves most points of others open is taken, then the lowest.
    """
    ranked = sorted(wishes, key=lambda one: (-one.weight, one.x, one.key))
    step = most_lines * size * LINE / 72 + 0.05
    placed: list[Placed] = []
    taken: list[Box] = list(blocked)
    for wish in ranked:
        others = [one.x for one in ranked if one is not wish]
        free = [
            one
            for one in _candidates(wish, size, widest, most_lines, levels, clear, step)
            if one.box.inside(width)
            and not any(mine.meets(other) for mine in _boxes(one, lines) for other in taken)
            and not _misread(one, marks)
        ]
        if free:
            best = min(free, key=lambda one: _cost(one, others, levels))
            placed.append(best)
            taken += _boxes(best)
    kept = {one.key for one in placed}
    return tuple(placed), tuple(one.key for one in ranked if one.key not in kept)


def _misread(one: Placed, marks: Sequence[float]) -> bool:
    """Whether a label without a line to its point stands over the mark of another, which it would seem to name."""
    return not one.level and any(one.box.left < x < one.box.right for x in marks if abs(x - one.x) > _SAME)


def _candidates(
    wish: Wish, size: float, widest: float, most_lines: int, levels: int, clear: float, step: float
) -> list[Placed]:
    lines = wrap(wish.text, size, widest)
    if not lines or len(lines) > most_lines:
        return []
    wide = max(width_of(line, size) for line in lines) + 0.03
    high = len(lines) * size * LINE / 72
    sides = (("center", wish.x - wide / 2), ("left", wish.x + 0.02), ("right", wish.x - wide - 0.02))
    return [
        Placed(wish.key, lines, wish.x, bottom, level, align, Box(left, bottom, left + wide, bottom + high))
        for level in range(levels)
        for bottom in (clear + level * step,)
        for align, left in sides
    ]


def _boxes(one: Placed, lines: Sequence[float] = ()) -> list[Box]:
    """The label and, above the lowest level, the thin line from its point, unless one stands there already."""
    if not one.level or any(abs(one.x - x) < _SAME for x in lines):
        return [one.box]
    return [one.box, Box(one.x - 0.015, 0.05, one.x + 0.015, one.bottom)]


def _cost(one: Placed, others: Sequence[float], levels: int) -> float:
    """Points of others covered (the more, the lower the label hangs), height, and being beside rather than above."""
    covered = sum(one.box.left < x < one.box.right for x in others)
    return 1.5 * covered * (levels - one.level) / levels + 0.4 * one.level + (0.2 if one.align != "center" else 0)
