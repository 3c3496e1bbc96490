"""data/README.md: how to add a fact, how errors look, and what every column of every table holds."""

from __future__ import annotations

from typing import Any

from reportlib.descriptor.package import column_type
from reportlib.schemas import TABLES, TableSpec

_INTRODUCTION = """\
<!-- Generated from reportlib/schemas by `reportlib check --write`; change the schema, not this page. -->
# Data

One row is one fact, with the day it became known and the page it rests on. `datapackage.json` describes the same
tables for machines, with hashes. The texts are our own summaries, under CC BY 4.0; pages the sources link to keep the
rights of their owners.

## Add a fact
1. Open the table in any editor (`facts/*.csv`, `series/*.csv`; UTF-8, comma-separated, quotes around a cell that holds
   a comma). A spreadsheet will do if it keeps text as text: HS codes lose their leading zeros in a number column.
2. Add one row at the end. Give it an `id` no row has yet, in small letters, digits and single hyphens between them.
   The id of an event ends in its `date`: `talks-first-round-2025-04-16`.
3. `known_on` is the day the fact became public: the date its source prints, by default. A market close counts from the
   next calendar day. A briefing of an earlier day will not know the row. In a series the clock is `released_on`, the
   day the first figure for the period came out, and `vintage` says which state of the publication the value is of.
4. `source` is the id of a row in `facts/sources.csv`; add the page there if it is new.
5. Never fill in an old row later. What became of a deadline, the end of a duty, the next stage of a pledge or a
   correction is a new row with a `known_on` of its own.
6. `notes` are for editors: they may hold later knowledge and are never printed.
7. Run `reportlib check`, then `reportlib check --write` to bring this page and `datapackage.json` up to date.

## How errors look
All faults of all files are told at once, each with its place. The line is the one your editor shows, the header being
line 1; where a quoted cell holds line breaks, it is the line the row starts on.

```
data/facts/events.csv:17: known_on: expected a date, found '2025-5-22x'
data/facts/events.csv:24: id: expected an id that ends in the date of the event, found 'talks-second-round'
data/facts/events.csv:31: kind: expected one of announcement, statement, …, found 'anouncement'
data/facts/rounds.csv:9: source: expected ids of data/facts/sources.csv, found 'src-nowhere'
```

Refused, too: a column too many or too few, a row of another width, an empty line, an id used twice (in any table), an
absent or empty file, a file of no table, bytes that are not UTF-8, a row known before its source was published or
before the row it points to, a text that begins with `=`, `+`, `-`, `@` or a tab (a spreadsheet would run it as a
formula; a plain number with its sign is none). Accepted: LF or CRLF line ends, and the mark spreadsheets put before
UTF-8.

Told, but not refused: a row known only after today, by `reportlib check` and by every build, with file, id and day; no
briefing shows it before. Where three tables or more hold such rows, the clock of the machine is taken to be behind: one
line says so, and days of writing are not held against that clock.

## Scenarios
`scenarios/NAME.toml` says how the law of duties would differ from these tables, and nothing else: no fact rests on it.
`reportlib build tariffs -p scenario=NAME` sets it beside recorded law and writes the folder `tariffs--NAME`.

```toml
title = "Capacity case: 10 more on cars"   # at most 60 characters
text = "What is assumed, and why."
author = "US-Japan desk"                   # who answers for the assumption
written = 2026-11-24                       # not after today

drop = ["jp-122-10"]                       # measures that are not made: ids of facts/measures.csv
ieepa_end = "ab_initio"                    # or "2026-02-24", "2026-02-20": when IEEPA duties end

[[change]]                                 # a recorded measure on other terms; what is not given stays
measure = "jp-232-metal-ia"
rate = 15                                  # per cent, 0 to 200
rule = "floor"                             # floor: base duty inside; additive: on top; exempt
effective_from = 2026-12-01                # also effective_to (exclusive), or open_ended = true

[[add]]                                    # a duty the tables do not know, on top of everything else
id = "capacity-cars-10"
title = "Excess-capacity duty on cars"
rate = 10
lists = ["s232-cars", "s232-light-trucks"] # lists of facts/scopes.csv
effective_from = 2026-11-24                # also effective_to (exclusive)
```

Every line from `drop` down may be left out, but not all of them. A measure not yet known on the as-of day is left
alone; an added duty is known from its first day. Refused, with file and key, and no briefing is built until it is
mended: a file that is no TOML in UTF-8, a name other than small letters, digits and hyphens, a missing or unknown key,
a title another scenario has, a day of writing after today, a measure or list these tables do not have, a rate below 0
or above 200, an end on or before the start, and a file that changes nothing.

```
data/scenarios/case.toml: change.0.measure: expected an id of data/facts/measures.csv, found 'jp-122-11'
data/scenarios/case.toml: add.0.lists: expected a list of data/facts/scopes.csv, found 'no-list'
```

## Tables
A column may be blank only where it says so. Every column not of type date or number is text.
"""


def codebook() -> str:
    """The page as Markdown text."""
    contents = [f"- [{spec.name}](#{spec.name}): {_sentence(spec)}" for spec in TABLES.values()]
    return "\n".join([_INTRODUCTION, *contents, "", *map(_section, TABLES.values())])


def _section(spec: TableSpec) -> str:
    facts = [f"`{spec.path.removeprefix('data/')}`", f"licence {spec.licence}"]
    facts.append(
        f"clock `{spec.clock}`" if spec.clock else "no clock: a method, or about our own record; never cut by a day"
    )
    if spec.ttl_days:
        facts.append(f"a newer figure is due {spec.ttl_days} days after the newest; later a page says how old it is")
    lines = [f"### {spec.name}", f"{spec.title}. {spec.meaning}", "", f"{'; '.join(facts)}.", ""]
    lines += ["| column | type | unit | blank | holds |", "|---|---|---|---|---|"]
    lines += [_row(name, column) for name, column in spec.columns()]
    return "\n".join([*lines, *_keys(spec), ""])


def _row(name: str, column: Any) -> str:
    about = column.metadata
    values = about["limits"].get("enum")
    holds = f"{column.description}: {', '.join(f'`{value}`' for value in values)}" if values else column.description
    cells = [f"`{name}`", column_type(column), about["unit"], "yes" if about["blank"] else "", holds]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _keys(spec: TableSpec) -> list[str]:
    points = [f"`{key.column}` → `{key.table}.{key.target}`" for key in spec.keys]
    return ["", f"Points to: {', '.join(points)}."] if points else []


def _sentence(spec: TableSpec) -> str:
    return spec.meaning[0].lower() + spec.meaning[1:].rstrip(".")
