"""The words the press prints of its own accord, by language.

Belongs here: reading `templates/words.<language>.toml` and writing a day in that language. Does not belong
here: sentences of a briefing, which come with its blocks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportlib.errors import RenderError

TEMPLATES = Path(__file__).parent / "templates"


class Labels(Mapping[str, str]):
    """Label by name; a name the language lacks is an error, not a blank."""

    def __init__(self, language: str, words: Mapping[str, Any]) -> None:
        self.language = language
        self.months: tuple[str, ...] = tuple(words["months"])
        self._words = MappingProxyType({name: str(word) for name, word in words.items() if name != "months"})

    def __getitem__(self, name: str) -> str:
        try:
            return self._words[name]
        except KeyError:
            raise RenderError(
                f"words.{self.language}.toml: no word for {name!r}",
                tip="Add it to that file, in reportlib/press/templates.",
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def source_line(self, line: str) -> str:
        """The line of publishers below an exhibit, with its label where it has none."""
        labelled = line.startswith((f"{self['source']}:", f"{self['sources']}:"))
        return line if labelled or not line else f"{self['source']}: {line}"

    def day(self, value: date) -> str:
        """A date as the page prints it, the same everywhere whatever the locale."""
        return self["date"].format(day=value.day, month=self.months[value.month - 1], year=value.year)


@cache
def labels(language: str) -> Labels:
    """The words of a language. Raises RenderError where there is no such edition."""
    known = sorted(path.name.split(".")[1] for path in TEMPLATES.glob("words.*.toml"))
    if language not in known:
        raise RenderError(
            f"no words for the language {language!r}; there are {', '.join(known)}",
            tip="Set the masthead's language to one of these, or add its words file.",
        )
    return Labels(language, tomllib.loads((TEMPLATES / f"words.{language}.toml").read_text(encoding="utf-8")))


def grouped(identity: str) -> str:
    """The content id as it is printed: groups of four digits."""
    return " ".join(identity[start : start + 4] for start in range(0, len(identity), 4))
