"""Which briefings exist and what each may be asked: the parameter contract of a notebook.

Belongs here: notebooks/editions.toml, and the cell tagged `parameters` read as a contract. Does not
belong here: what a kind allows (`reportlib.contract`), running a notebook (`reportlib.press`),
writing an edition (`reportlib.publish`).

The contract is the notebook's own cell. Each line assigns one literal to one name, annotated or
not, and ends in a comment that says what may be given and helps the reader:

    as_of = "2025-05-23"     # date: what was known on this day
    on = ""                  # date or empty: entry date whose rates are asked for
    paper = "a4"             # choice a4|letter: page size
    share = 0.25             # number 0..1: assumed share
    days = 30                # whole number 1..3650: days to look ahead
    most = 0.5               # number 0..1 above share: highest share (the other stands on a line above)
    reader = "desk"          # text: who it is for
    brief = False            # yes or no: leave the annex out
    since = ""               # date or empty before as_of: day to compare with (as_of stands on a line above)
    scenario = ""            # scenario or empty: a file of data/scenarios, by name
    horizon = 90             # days of the outlook         (no kind: taken from the default)
"""

from __future__ import annotations

import ast
import io
import json
import math
import re
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from reportlib.contract import DAY, NUMBER, Contract, Kind, Parameter, Value, nearest
from reportlib.errors import Fault, NotFoundError, ParameterError
from reportlib.form import BRIEFING_NAME, MEND, PARAMETER_NAME, place_of, read_model

EDITIONS = "notebooks/editions.toml"
EDITION_NAME = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:--[a-z0-9]+(?:-[a-z0-9]+)*)?$"
"""BRIEFING, or BRIEFING--VARIANT."""
_COMMENT = re.compile(
    r"""\#\s*(?:
        (?P<kind>date\ or\ empty|date|whole\ number|number|text|yes\ or\ no|choice|scenario\ or\ empty)
        (?:\ (?P<detail>[^:]+?))?\s*:\s*
    )?(?P<help>.*)""",
    re.VERBOSE,
)
_ALMOST_A_KIND = re.compile(
    r"#\s*(?:date|whole|number|text|yes|choice|scenario)\b"
    r"(?:[^:]{0,40}:|(?:\ number|\ or\ empty|\ or\ no)?\s*(?:[-+.]?[0-9]|$))",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"[0-9]\s*\.\.\s*[-+.]?[0-9]|\w\s*\|\s*\w")
"""A range or a list of choices: written where nothing reads it, it would be lost without a word."""
_RANGE = re.compile(
    rf"(?:(?P<low>{NUMBER.pattern})\.\.(?P<high>{NUMBER.pattern}))?(?:(?:^| )above (?P<above>[a-z_][a-z0-9_]*))?"
)
_BEFORE = re.compile(r"before (?P<before>[a-z_][a-z0-9_]*)")


def read_contract(path: Path, raw: bytes | None = None) -> Contract:
    """The contract of a notebook (see `read_cells`). Raises ParameterError with every line that is no contract."""
    contract, faults = inspect_contract(path, raw)
    if faults:
        raise ParameterError(
            "\n".join(map(str, faults)),
            tip='Write each line like: as_of = "2025-05-23"  # date: what was known on this day',
        )
    return contract


def inspect_contract(path: Path, raw: bytes | None = None) -> tuple[Contract, list[Fault]]:
    """What can be read of a notebook's contract, and every fault in it."""
    label = place_of(path)
    cells = read_cells(path, raw)
    tagged = [number for number, cell in enumerate(cells, 1) if "parameters" in cell.tags]
    if len(tagged) != 1:
        found = "none" if not tagged else f"cells {', '.join(map(str, tagged))}"
        fault = Fault(where=label, message=f"expected one cell tagged 'parameters', found {found}")
        return Contract(notebook=label, parameters=()), [fault]
    parameters, faults = _read_lines(
        cells[tagged[0] - 1].source, f"{label}:cell {tagged[0]}", scenarios(path.parent.parent)
    )
    contract = Contract(notebook=label, parameters=tuple(parameters))
    defaults = {parameter.name: parameter.default for parameter in parameters}
    where = f"{label}:cell {tagged[0]}"
    return contract, faults + [Fault(where=where, message=fault) for fault in contract.out_of_order(defaults)]


COMMENTARY = "commentary"
"""Tag of a cell that holds one commentary, and is left out of the editions in which it says nothing."""


@dataclass(frozen=True, kw_only=True)
class NotebookCell:
    """One cell as it stands in the file."""

    type: str
    source: str
    tags: tuple[str, ...]
    outputs: int


def read_cells(path: Path, raw: bytes | None = None) -> list[NotebookCell]:
    """The cells of a notebook file, without the weight of nbformat; `raw` is its content where it was read before."""
    given = read_notebook(path) if raw is None else raw
    try:
        return [_cell(cell) for cell in json.loads(given.decode())["cells"]]
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise ParameterError(f"{place_of(path)}: not a notebook of format 4 ({exc})", tip=MEND) from exc


def read_notebook(path: Path) -> bytes:
    """The file of a notebook as it stands."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"{place_of(path)}: no notebook", tip="`reportlib list` shows the briefings.") from None
    except OSError as exc:
        raise ParameterError(f"{place_of(path)}: cannot be read ({exc.strerror})", tip=MEND) from exc


class Briefing(BaseModel):
    """One entry of notebooks/editions.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=BRIEFING_NAME)]
    title: Annotated[str, Field(min_length=1)]
    notebook: Path
    variant: str = ""
    """The parameter whose value names a variant: an edition beside the usual one."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1)]
    variant: Annotated[str, Field(pattern=PARAMETER_NAME)] | None = None


class _Editions(BaseModel):
    model_config = ConfigDict(extra="forbid")

    briefing: dict[Annotated[str, Field(pattern=BRIEFING_NAME)], _Entry]


def briefings(home: Path) -> dict[str, Briefing]:
    """The briefings of a repository by name, in the order of notebooks/editions.toml. Raises DataError for faults."""
    path = home / EDITIONS
    try:
        listed = read_model(path, EDITIONS, _Editions)
    except FileNotFoundError:
        raise NotFoundError(f"no {path}", tip="Run inside the repository or set REPORTLIB_HOME.") from None
    return {
        name: Briefing(
            name=name, title=entry.title, notebook=home / "notebooks" / f"{name}.ipynb", variant=entry.variant or ""
        )
        for name, entry in listed.briefing.items()
    }


def choose(home: Path, names: Sequence[str]) -> list[Briefing]:
    """The briefings asked for, each once; all of them if none is named."""
    known = briefings(home)
    wrong = [f"no briefing {name!r}{nearest(name, known)}" for name in names if name not in known]
    if wrong:
        raise ParameterError("\n".join(wrong), tip=f"There are: {', '.join(known)}.")
    return [known[name] for name in dict.fromkeys(names or known)]


def _cell(cell: Mapping[str, Any]) -> NotebookCell:
    source = cell["source"]
    return NotebookCell(
        type=cell["cell_type"],
        source=source if isinstance(source, str) else "".join(source),
        tags=tuple(cell.get("metadata", {}).get("tags", ())),
        outputs=len(cell.get("outputs", ())) + (cell.get("execution_count") is not None),
    )


def scenarios(home: Path) -> tuple[str, ...]:
    """Names of the scenarios of a repository: its files in data/scenarios."""
    return tuple(sorted(path.stem for path in (home / "data" / "scenarios").glob("*.toml")))


def _read_lines(source: str, where: str, known: tuple[str, ...]) -> tuple[list[Parameter], list[Fault]]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as exc:  # the last two: nested too deep
        said = str(exc) or "nested too deep"
        return [], [Fault(where=where, row=getattr(exc, "lineno", None), message=f"not Python: {said}")]
    comments = _comments(source)
    parameters: dict[str, Parameter] = {}
    faults: list[Fault] = []
    used_lines: set[int] = set()
    for node in tree.body:
        try:
            if node.lineno in used_lines or node.end_lineno != node.lineno:
                raise ValueError("expected one assignment on one line")
            used_lines.add(node.lineno)
            parameter = _parameter(node, comments.get(node.lineno, ""), known)
            if parameter.name in parameters:
                raise ValueError(f"{parameter.name} is set twice")
            _check_order(parameter, parameters)
            parameters[parameter.name] = parameter
        except ValueError as exc:
            faults.append(Fault(where=where, row=node.lineno, message=str(exc)))
        except RecursionError:
            faults.append(Fault(where=where, row=node.lineno, message="expected a literal, found one nested too deep"))
    return list(parameters.values()), faults


def _check_order(parameter: Parameter, earlier: Mapping[str, Parameter]) -> None:
    """Refuse a parameter that is to lie above or before one of another kind, or one that does not stand before it."""
    for word, other, kinds, what in (
        ("above", parameter.above, (Kind.NUMBER, Kind.WHOLE), "a number"),
        ("before", parameter.before, (Kind.DATE,), "a date"),
    ):
        if other and (other not in earlier or earlier[other].kind not in kinds):
            raise ValueError(f"{parameter.name}: {word} {other}: expected {what} set on a line before")


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _parameter(node: ast.stmt, comment: str, known: tuple[str, ...]) -> Parameter:
    name, default = _assignment(node)
    found = _COMMENT.fullmatch(comment)
    if not found or not found["help"].strip():
        raise ValueError(f"{name}: expected a comment at the end of the line that says what it is")
    if (not found["kind"] and _ALMOST_A_KIND.match(comment)) or (not found["detail"] and _LIMIT.search(found["help"])):
        raise ValueError(
            f"{name}: expected a kind ({', '.join(k.value for k in Kind)}), its limits and a colon before the help, "
            f"like 'number 0..1: share' or 'choice a|b: letter', found {comment!r}"
        )
    kind = Kind(found["kind"]) if found["kind"] else _kind_of(default)
    parameter = Parameter(
        name=name, kind=kind, default=default, help=found["help"].strip(), **_detail(name, kind, found["detail"], known)
    )
    parameter.read(default)
    return parameter


def _assignment(node: ast.stmt) -> tuple[str, Value]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            annotation = ""
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            annotation = ast.unparse(node.annotation)
        case _:
            raise ValueError(f"expected NAME = LITERAL, found {ast.unparse(node)!r}")
    try:
        default = ast.literal_eval(value)
    except (ValueError, TypeError):  # TypeError: a list or a set as a key
        raise ValueError(f"{name}: expected a literal, found {ast.unparse(value)!r}") from None
    if not isinstance(default, str | int | float):
        raise ValueError(f"{name}: expected text, a number, True or False, found {ast.unparse(value)}")
    if annotation not in ("", type(default).__name__):
        raise ValueError(f"{name}: annotated {annotation}, but its default is {default!r}")
    return name, default


def _kind_of(default: Value) -> Kind:
    match default:
        case bool():
            return Kind.FLAG
        case int():
            return Kind.WHOLE
        case float():
            return Kind.NUMBER
    return Kind.DATE if DAY.fullmatch(default) else Kind.TEXT


def _detail(name: str, kind: Kind, detail: str | None, known: tuple[str, ...]) -> dict[str, Any]:
    if kind is Kind.SCENARIO and detail is None:
        return {"choices": known}
    if kind is Kind.CHOICE:
        choices = tuple((detail or "").split("|"))
        if len(choices) < 2 or len(set(choices)) < len(choices) or not all(choices):
            raise ValueError(f"{name}: expected 'choice a|b', found {detail or 'no choices'!r}")
        return {"choices": choices}
    if detail is None:
        return {}
    if kind in (Kind.DATE, Kind.DATE_OR_EMPTY) and (order := _BEFORE.fullmatch(detail)):
        return {"before": order["before"]}
    limits = _RANGE.fullmatch(detail) if kind in (Kind.NUMBER, Kind.WHOLE) else None
    above = {"above": limits["above"]} if limits and limits["above"] else {}
    if above and limits and limits["low"] is None:
        return above
    if not limits or not -math.inf < float(limits["low"]) <= float(limits["high"]) < math.inf:
        raise ValueError(f"{name}: expected '{kind.value}' or a range like 'number 0..1', found {detail!r}")
    return {"low": float(limits["low"]), "high": float(limits["high"]), **above}
