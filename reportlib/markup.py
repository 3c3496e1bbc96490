"""Inline Markdown to runs, for prose written in cells.

Belongs here: the one parser's settings and the walk over inline tokens. Block-level Markdown
(lists, headings, tables, footnotes) is read in `reportlib.press.markdown` with the same parser.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from reportlib.blocks import Run, Runs
from reportlib.errors import ProseError


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, footnotes and dollar maths; raw HTML is text, never markup."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    # Sums of money are no maths: "$14.1bn to $15bn" stays text (no space inside, no digit beside the signs).
    return reader.use(footnote_plugin).use(
        dollarmath_plugin, double_inline=False, allow_space=False, allow_digits=False
    )


def inline_runs(text: str) -> Runs:
    """Emphasis, strong, code, maths and links of one paragraph of Markdown as runs. Raises ProseError for a note."""
    tokens = parser().parseInline(text)[0].children or []
    if any(token.type == "footnote_ref" for token in tokens):
        raise ProseError(f"a note in the sentence {text!r}", tip="Notes stand in Markdown cells.")
    return runs_of(tokens)


def runs_of(tokens: Sequence[Token]) -> Runs:
    """Runs of a sequence of inline tokens. Line breaks become spaces; images their alt text."""
    runs: list[Run] = []
    strong = emph = 0
    url = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emph += token.nesting
            case "link_open":
                url = str(token.attrGet("href") or "")
            case "link_close":
                url = ""
            case "softbreak" | "hardbreak":
                runs.append(Run(text=" ", strong=strong > 0, emph=emph > 0, url=url))
            case _ if token.content:
                code, math = token.type == "code_inline", token.type.startswith("math_inline")
                runs.append(Run(text=token.content, strong=strong > 0, emph=emph > 0, code=code, math=math, url=url))
    return tuple(runs)
