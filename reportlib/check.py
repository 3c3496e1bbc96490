"""Every fault of data and notebooks at once, before anything is built.

Belongs here: the rules a notebook keeps in the repository, and one list of what breaks them. Does not
belong here: the rules of a table (`reportlib.schemas`), of an executed page (`reportlib.press`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from reportlib.editions import COMMENTARY, EDITIONS, Briefing, NotebookCell, briefings, inspect_contract, read_cells
from reportlib.errors import DataError, Fault, NotFoundError, ReportError

MOST_CODE_CELLS = 25
_NO_IMPORT = ("papermill", "nbconvert", "nbclient")
_NO_CALL = ("open", "exec", "eval", "__import__")
_SAYS = ("masthead", "lead", "sentence", "say", "section", "figure", "table", "commentary", "attach")
"""Calls of a page that print words."""
_NOT_WORDS = ("key", "role", "media_type", "written", "expires", "emphasis")
"""Their arguments that hold names, days and kinds; the rest is prose."""
_BRACE = re.compile(r"\{[^{}]*\}")
_FILLED = "\ue000"
"""Stands where a value will be printed: no letter, no figure."""
_TAG = re.compile(r"<(?:/?[A-Za-z][\w-]*(?:\s[^<>]*)?/?|!--.*?--)>", re.DOTALL)
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def check_all(home: Path, today: date) -> list[Fault]:
    """Every fault of the repository: data first, then notebooks in the order of editions.toml."""
    return [*data_faults(home, today), *notebook_faults(home)]


def data_faults(home: Path, today: date) -> list[Fault]:
    """What may not be published in data/ on a day: tables, and generated files that no longer fit them."""
    from reportlib import descriptor, loaders

    try:
        loaders.load_record(home, today=today)
    except DataError as exc:
        return list(exc.faults)
    return descriptor.faults(home)


def rows_ahead(home: Path, today: date) -> list[str]:
    """Rows known only after a day, a typing error as a rule, or a clock that is behind: warnings, not faults."""
    from reportlib import loaders

    return loaders.ahead(home, today)


def lists_off_schedule(home: Path, schedule: Path, day: date) -> list[str]:
    """Listings of a day under which the schedule has no line: a slip of ours, or a number that is no more.

    They are warnings, not faults: the law itself prints numbers that were split before it was signed.
    """
    from reportlib.analysis.tariffs import as_lines, known_law
    from reportlib.desk import open_desk
    from reportlib.loaders.schedule import read_schedule

    lines = as_lines(read_schedule(schedule))
    law = known_law(open_desk(day, home=home, name="--on"))
    listed = law.scopes.iloc[law.on(day).rows]
    starts, ends = lines.spans(listed["hts_prefix"])
    rows = listed.loc[starts == ends].sort_values("id")
    return [
        f"data/facts/scopes.csv: {row['id']}: no line of {schedule.name} begins with {row['hts_prefix']}, "
        f"on the list {row['list']} on {day}"
        for row in rows.to_dict("records")
    ]


def write_generated(home: Path) -> list[str]:
    """Write the generated files of data/ anew; gives their names."""
    from reportlib import descriptor

    return [str(path) for path in descriptor.write(home)]


def notebook_faults(home: Path) -> list[Fault]:
    """What breaks the house rules in the notebooks of editions.toml, and in the file itself."""
    try:
        known = briefings(home).values()
    except DataError as exc:
        return list(exc.faults)
    except NotFoundError:
        return [Fault(where=EDITIONS, message="expected a file that lists the briefings, found none")]
    listed = {briefing.notebook.name for briefing in known}
    strays = sorted(path.name for path in (home / "notebooks").glob("*.ipynb") if path.name not in listed)
    faults = [Fault(where=f"notebooks/{name}", message="not listed in notebooks/editions.toml") for name in strays]
    for briefing in known:
        faults += check_notebook(briefing)
    return faults


def check_notebook(briefing: Briefing) -> list[Fault]:
    """Every fault of one notebook."""
    where = f"notebooks/{briefing.notebook.name}"
    try:
        cells = read_cells(briefing.notebook)
    except ReportError as exc:
        return [Fault(where=where, message=exc.message.removeprefix(f"{where}: "))]
    contract, faults = inspect_contract(briefing.notebook)
    if not faults and "as_of" not in contract.names:
        faults.append(Fault(where=where, message="expected a parameter as_of, found none"))
    if not faults and briefing.variant and briefing.variant not in contract.names:
        message = f"expected a parameter {briefing.variant}: editions.toml says that it names a variant"
        faults.append(Fault(where=where, message=message))
    faults += [Fault(where=where, message=message) for message in _whole(cells)]
    for number, cell in enumerate(cells, 1):
        rules = _CODE_RULES if cell.type == "code" else _PROSE_RULES if cell.type == "markdown" else ()
        faults += [Fault(where=f"{where}:cell {number}", message=said) for rule in rules for said in rule(cell)]
    return faults


def _whole(cells: Sequence[NotebookCell]) -> Iterator[str]:
    code = [cell for cell in cells if cell.type == "code"]
    work = [cell for cell in code if COMMENTARY not in cell.tags]
    if len(work) > MOST_CODE_CELLS:
        yield f"expected at most {MOST_CODE_CELLS} code cells, found {len(work)}; move work into the library"
    if code and "parameters" not in code[0].tags:
        yield "expected the first code cell to be tagged 'parameters'"


def _outputs(cell: NotebookCell) -> Iterator[str]:
    if cell.outputs:
        yield "committed outputs; run nbstripout"


def _code(cell: NotebookCell) -> Iterator[str]:
    try:
        tree = ast.parse(cell.source)
    except (SyntaxError, ValueError) as exc:
        yield f"not Python: {exc}"
        return
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield f"line {node.lineno}: defines {name}; definitions belong in the library"
            case ast.Lambda():
                yield f"line {node.lineno}: defines a lambda; definitions belong in the library"
            case ast.Import(names=names):
                yield from _forbidden(node.lineno, [alias.name for alias in names])
            case ast.ImportFrom(module=str(module)):
                yield from _forbidden(node.lineno, [module])
            case ast.Call(func=ast.Name(id=name)) if name in _NO_CALL:
                yield f"line {node.lineno}: calls {name}(); notebooks read facts from the desk"


def _commentary(cell: NotebookCell) -> Iterator[str]:
    """A commentary is left out of an edition of an earlier day with its whole cell, so it stands alone in one."""
    calls = [part for part in _lines(cell) if _is_commentary(part)]
    if calls and (len(_lines(cell)) > 1 or COMMENTARY not in cell.tags):
        yield f"line {calls[0].lineno}: expected a commentary alone in a cell tagged '{COMMENTARY}'"
    elif COMMENTARY in cell.tags and not calls:
        yield f"tagged '{COMMENTARY}', but has no page.commentary(…)"


def _lines(cell: NotebookCell) -> list[ast.stmt]:
    try:
        return ast.parse(cell.source).body
    except (SyntaxError, ValueError):  # said by `_code`
        return []


def _is_commentary(part: ast.stmt) -> bool:
    called = (one.func for one in ast.walk(part) if isinstance(one, ast.Call))
    return any(isinstance(one, ast.Attribute) and one.attr == "commentary" for one in called)


def _forbidden(line: int, modules: Sequence[str]) -> Iterator[str]:
    for module in modules:
        if module.split(".")[0] in _NO_IMPORT:
            yield f"line {line}: imports {module}; running and rendering is the press's work"


def _numerals(cell: NotebookCell) -> Iterator[str]:
    for found in _bare(cell.source):
        yield f"{found}; print it with say() from a finding"


def _said(cell: NotebookCell) -> Iterator[str]:
    """Numerals in what a code cell has the page print; where the cell is not Python, `_code` says so."""
    try:
        tree = ast.parse(cell.source)
    except (SyntaxError, ValueError):
        return
    for line, text in _sentences(tree):
        for found in _bare(_BRACE.sub(_FILLED, text)):
            yield f"line {line}: {found}; put the value in through a brace"


def _sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every piece of prose handed to the page, with its line: whole strings, and what an f-string has around values."""
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _SAYS):
            continue
        if not (isinstance(call.func.value, ast.Name) and call.func.value.id == "page"):
            continue
        first = call.args[:1] if call.func.attr != "attach" else []
        for given in [*first, *(one.value for one in call.keywords if one.arg not in _NOT_WORDS)]:
            yield from _strings(given)


def _strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings an argument may become; a call inside it makes its own, and a subscript is a name."""
    match node:
        case ast.Constant(value=str(text)):
            yield node.lineno, text
        case ast.JoinedStr(values=parts):
            yield node.lineno, "".join(str(one.value) if isinstance(one, ast.Constant) else _FILLED for one in parts)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from _strings(one)
            yield from _strings(other)


def _bare(source: str) -> Iterator[str]:
    """What to say of each numeral that prose would print."""
    from reportlib.press.gate import numerals_in
    from reportlib.press.pieces import Origin

    try:
        found = numerals_in(source, Origin(notebook="", cell=0))
    except ReportError as exc:
        yield exc.message.partition(": ")[2]
        return
    for numeral in found:
        yield f"the bare numeral {numeral!r}"


def _raw_html(cell: NotebookCell) -> Iterator[str]:
    text = _CODE.sub(" ", cell.source)
    for tag in _TAG.findall(text):
        yield f"raw HTML {tag!r}; use Markdown"


Rule = Callable[[NotebookCell], Iterator[str]]
_CODE_RULES: tuple[Rule, ...] = (_outputs, _code, _said, _commentary)
_PROSE_RULES: tuple[Rule, ...] = (_numerals, _raw_html)
