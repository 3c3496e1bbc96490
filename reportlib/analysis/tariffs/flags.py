"""Flags of lines: why a figure leaves a choice or rests on something not settled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reportlib.analysis.tariffs.lines import Bools

Texts = NDArray[np.object_]


class Flags:
    """Flags gathered line by line, each once, in the order in which they are raised."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._raised: dict[str, Bools] = {}

    def add(self, name: str, lines: Bools) -> None:
        """Raise a flag on the lines marked."""
        if name:
            self._raised[name] = self._raised[name] | lines if name in self._raised else lines

    def text(self) -> Texts:
        """The flags of every line, separated by ';'."""
        texts: Texts = np.full(self._size, "", dtype=object)
        for name, lines in self._raised.items():
            texts = joined(texts, lines, name)
        return texts


def joined(texts: Texts, lines: Bools, more: str | Texts, mark: str = ";") -> Texts:
    """The texts with one more on the lines marked: one for all of them, or one for each."""
    grown: Texts = texts.copy()
    old = grown[lines]
    grown[lines] = old + np.where(old == "", "", mark).astype(object) + more
    return grown
