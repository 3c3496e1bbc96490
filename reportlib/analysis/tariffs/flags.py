"""Flags of lines: why a figure leaves a choice or rests on something not settled."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Texts = NDArray[np.object_]


class Flags:
    """Flags gathered line by line, each once, in the order in which they are raised."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._raised: dict[str, NDArray[np.bool_]] = {}

    def add(self, name: str, lines: NDArray[np.bool_]) -> None:
        """Raise a flag on the lines marked."""
        if name:
            self._raised[name] = self._raised[name] | lines if name in self._raised else lines

    def text(self) -> Texts:
        """The flags of every line, separated by ';'."""
        texts = np.full(self._size, "", dtype=object)
        for name, lines in self._raised.items():
            texts = joined(texts, lines, name)
        return texts


def joined(texts: Any, lines: NDArray[np.bool_], name: str, mark: str = ";") -> Texts:
    """The texts with one more name on the lines marked."""
    grown: Texts = texts.copy()
    grown[lines] = np.where(grown[lines] == "", name, grown[lines] + f"{mark}{name}")
    return grown
