"""The page a notebook writes on: each call shows one block.

Belongs here: putting prose, charts and tables together with their sources, and showing them in
Jupyter. Does not belong here: what they say (notebooks), how they are drawn (`exhibits.<topic>`),
how they are printed (`reportlib.press`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Formatter
from typing import Any

import pandas as pd
from IPython.display import display

from reportlib import words
from reportlib.analysis.changes import changes, known_since
from reportlib.analysis.freshness import SeriesAge, series_under
from reportlib.blocks import (
    MIME,
    TEXT_WIDTH_IN,
    Attachment,
    Block,
    Commentary,
    Figure,
    Lead,
    Masthead,
    Para,
    Points,
    Run,
    Runs,
    Section,
    Series,
    Table,
    to_json,
)
from reportlib.desk import Desk, parse_day
from reportlib.errors import ProseError
from reportlib.exhibits import table as tables
from reportlib.exhibits.frame import Chart
from reportlib.exhibits.preview import preview, words_of
from reportlib.exhibits.prose import Filler, Prose, compose, refuse_numerals, refuse_other
from reportlib.markup import inline_runs
from reportlib.sourced import Finding, Sourced, difference, merge_ids


class Page:
    """The page of one briefing on one desk. Every method shows a block and keeps it in `blocks`."""

    def __init__(self, desk: Desk, briefing: str) -> None:
        self.desk = desk
        self.briefing = briefing
        self.blocks: list[Block] = []
        self._findings: dict[str, Finding] = {}
        self._stale: dict[str, SeriesAge] = {}
        self._aged: set[str] = set()

    def masthead(
        self,
        title: str,
        *,
        kicker: str,
        tracks: Sequence[str],
        rests_on: Sequence[str] = (),
        **values: Filler,
    ) -> None:
        """Title, as-of day and how far `tracks` are checked.

        The data cut-off is printed beside them: the latest day on which a row that the page shows or counts
        became known. Every block brings its own rows; `rests_on` adds tables of which every row counts, because
        what is computed rests on the whole of them (all the law known, for a rate).
        """
        prose = self._compose(title, values)
        refuse_numerals(kicker, kicker)
        on = self.desk.on
        self._show(
            Masthead(
                briefing=self.briefing,
                kicker=kicker,
                title=prose.runs,
                as_of=self.desk.as_of,
                entry_date=None if on == self.desk.as_of else on,
                coverage=inline_runs(words.coverage_sentence(self.desk, tracks)),
                **self._papers(prose.findings, facts=self.desk.ids(*rests_on)),
            )
        )

    def lead(self, *sentences: Prose, label: str = "Bottom line") -> None:
        """The bottom-line box: sentences made with `sentence`."""
        refuse_numerals(label, label)
        refuse_other("page.lead", Prose, *sentences)
        runs, findings = _join(sentences)
        self._show(Lead(label=label, runs=runs, **self._papers(findings)))

    def sentence(self, template: str, **values: Filler) -> Prose:
        """One filled sentence, for `lead` and `points`. Shows nothing."""
        return self._compose(template, values)

    def say(self, template: str, *, role: str = "body", **values: Filler) -> None:
        """One paragraph. `role` is body, caveat or note."""
        prose = self._compose(template, values)
        self._show(Para(role=role, runs=prose.runs, **self._papers(prose.findings)))  # type: ignore[arg-type]

    def points(self, *items: Prose, ordered: bool = False, role: str = "body") -> None:
        """A list of sentences made with `sentence`."""
        refuse_other("page.points", Prose, *items)
        findings = [found for item in items for found in item.findings]
        self._show(
            Points(
                ordered=ordered,
                role=role,  # type: ignore[arg-type]
                items=tuple(item.runs for item in items),
                **self._papers(findings),
            )
        )

    def section(self, template: str, *, level: int = 2, **values: Filler) -> None:
        """A heading that may depend on the day. Headings that never change stand in Markdown cells."""
        prose = self._compose(template, values)
        self._show(Section(level=level, runs=prose.runs, **self._papers(prose.findings)))  # type: ignore[arg-type]

    def figure(
        self,
        chart: Chart,
        data: Sourced[pd.DataFrame],
        *,
        key: str,
        title: str,
        subtitle: str,
        empty: str,
        note: str = "",
        **values: Filler,
    ) -> None:
        """A chart with its words, sources and data; where there are no rows, the sentence `empty`."""
        shared = self._exhibit(data, key, title, subtitle, empty, note, values)
        if shared:
            height = chart.height_in(data.value)
            svg, alt = chart.svg(data.value), chart.describe(data.value)
            self._show(Figure(svg=svg, alt=alt, width_in=TEXT_WIDTH_IN, height_in=height, **shared))
            self.ages()

    def table(
        self,
        data: Sourced[pd.DataFrame],
        cols: Sequence[tables.Col],
        *,
        key: str,
        title: str,
        subtitle: str,
        empty: str,
        note: str = "",
        emphasis: str = "",
        **values: Filler,
    ) -> None:
        """A table with its words, sources and data; where there are no rows, the sentence `empty`."""
        header = tables.columns(cols)
        shared = self._exhibit(data, key, title, subtitle, empty, note, values)
        if shared:
            self._show(Table(columns=header, rows=tables.rows(data.value, cols, emphasis=emphasis), **shared))
            self.ages()

    def ages(self) -> None:
        """How old each series is that the page rests on so far, where a newer figure was due; each once.

        Exhibits do this below themselves. A page that only quotes a series in a sentence calls it among its caveats.
        """
        for name, series in self._stale.items():
            if name not in self._aged:
                self._aged.add(name)
                said = words.age_notice(series)
                self.say(said.template, role="note", **said.values)

    def _exhibit(
        self,
        data: Sourced[pd.DataFrame],
        key: str,
        title: str,
        subtitle: str,
        empty: str,
        note: str,
        values: dict[str, Filler],
    ) -> dict[str, Any]:
        """What figures and tables share; nothing where there are no rows, once `empty` has said so."""
        refuse_other(f"exhibit {key}", Sourced, data)
        nothing = self._compose(empty, {})
        for words_around in (subtitle, note):
            refuse_numerals(words_around, words_around)
        if data.value.empty:
            self._show(Para(role="note", runs=nothing.runs))
            return {}
        prose = self._compose(title, values)
        return {
            "key": key,
            "title": prose.runs,
            "subtitle": subtitle,
            "note": note,
            "data": as_csv(data.value),
            "source_line": words.source_line(self.desk.sources(data.sources)),
            **self._papers(prose.findings, data.sources, data.facts),
        }

    def commentary(
        self, text: str, *, author: str, written: str, expires: str, facts: Sequence[str], **values: Filler
    ) -> None:
        """An analyst's paragraphs, shown from the day written to the day they expire, both included.

        Stamped when a fact under them changed since. `facts` are the ids they lean on. Raises
        NotFoundError for one not known on the day of writing, ProseError for an end before that day.
        """
        refuse_numerals(author, author)
        day, end = parse_day(written, name="written"), parse_day(expires, name="expires")
        if end < day:
            raise ProseError(
                f"a commentary written {written} expires before, on {expires}",
                tip="Give `expires` a day on or after `written`: the last day on which the words are to be printed.",
            )
        if not day <= self.desk.as_of <= end:
            return
        paragraphs = [self._compose(part, _used(part, values)) for part in text.strip().split("\n\n")]
        findings = [found for part in paragraphs for found in part.findings]
        then = self.desk.back_to(day)
        leaned = merge_ids([source.id for source in then.fact(one).sources] for one in facts)
        since = known_since(self.desk, day, facts)
        later = changes(self.desk, since)
        self._show(
            Commentary(
                author=author,
                written=day,
                paragraphs=tuple(part.runs for part in paragraphs),
                stamp=words.stamp(later) if later else "",
                **self._papers(findings, leaned, [*facts, *since]),
            )
        )

    def attach(self, name: str, text: str, *, media_type: str, description: str) -> None:
        """A file to lay beside the page and into the PDF."""
        refuse_numerals(description, description)
        self._show(Attachment(name=name, text=text, media_type=media_type, description=description))

    def _compose(self, template: str, values: dict[str, Filler]) -> Prose:
        prose = compose(template, values)
        for found in prose.findings:
            before = self._findings.setdefault(found.key, found)
            other = difference(found, before)
            if other:
                raise ProseError(
                    f"{found.key}: {other} earlier on this page",
                    tip="One quantity has one value and one set of papers on a page; give the second its own key.",
                )
        return prose

    def _papers(
        self, findings: Iterable[Finding], sources: Iterable[str] = (), facts: Iterable[str] = ()
    ) -> dict[str, Any]:
        """What a block carries: findings, sources, the series under it, and the day of the newest row behind it."""
        findings = tuple(findings)
        found = tuple(dict.fromkeys(findings_key(one) for one in findings))
        listed = {findings_key(one): one for one in findings}
        ids = merge_ids([*(listed[key].sources for key in found), sources])
        rows = merge_ids([*(one.facts for one in findings), facts])
        under = series_under(self.desk, rows)
        self._stale |= {one.name: one for one in under if one.is_stale}
        series = (Series(name=one.name, title=one.title, newest=one.newest, ttl_days=one.ttl_days) for one in under)
        return {
            "findings": tuple(listed[key] for key in found),
            "sources": self.desk.sources(ids),
            "series": tuple(series),
            "newest": self.desk.newest(rows),
        }

    def _show(self, block: Block) -> None:
        self.blocks.append(block)
        display({MIME: to_json(block), "text/html": preview(block), "text/plain": words_of(block)}, raw=True)


def findings_key(found: Finding) -> str:
    """Identity of a printed finding: its key and its form (a day may be printed long and short)."""
    return f"{found.key}\0{found.text}"


def as_csv(frame: pd.DataFrame) -> str:
    """The data of an exhibit as CSV: ISO days, no index, line feeds."""
    return frame.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")


def _join(sentences: Sequence[Prose]) -> tuple[Runs, list[Finding]]:
    runs: list[Run] = []
    for index, sentence in enumerate(sentences):
        runs += [Run(text=" "), *sentence.runs] if index else sentence.runs
    return tuple(runs), [found for sentence in sentences for found in sentence.findings]


def _used(part: str, values: dict[str, Filler]) -> dict[str, Filler]:
    """The values that the braces of one paragraph name."""
    names = {name for _, name, _, _ in Formatter().parse(part) if name}
    return {name: value for name, value in values.items() if name in names}
