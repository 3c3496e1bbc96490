"""The parameter contract: what is refused, then what is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from reportlib.contract import Contract, Kind
from reportlib.editions import read_contract
from reportlib.errors import NotFoundError, ParameterError
from tests.notebooks.tiny import write_notebook

FIRST, TODAY = date(2023, 8, 11), date(2026, 11, 24)

ARABIC_ZERO, FULL_WIDTH_ZERO = 0x660, 0xFF10

CELL = """\
# What the briefing may be asked.
as_of: str = "2025-05-23"  # date: what was known on this day
on = ""  # date or empty: entry date
size = "a4"  # choice a4|letter: page size
share = 0.25  # number 0..1: assumed share
days: int = 30  # whole number 1..3650: days to look ahead
reader = "desk"  # text: who it is for
brief = False  # yes or no: leave the annex out
horizon = -90  # days of the outlook
since = "2025-04-16"  # first round
"""


def eastern(text: str, zero: int = ARABIC_ZERO) -> str:
    """The text in digits of another script, which `\\d`, int() and float() take as well."""
    return text.translate({ord("0") + digit: zero + digit for digit in range(10)})


def contract(folder: Path, cell: str = CELL) -> Contract:
    return read_contract(write_notebook(folder / "notebooks" / "talks.ipynb", [("code", cell)]))


def check(folder: Path, given: Mapping[str, object]) -> dict[str, object]:
    return dict(contract(folder).check(given, first_day=FIRST, today=TODAY))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('as_of = "2025-05-23"', "expected a comment"),
        ('as_of = "2025-05-23"  #', "expected a comment"),
        ("as_of = today()  # date: day", "expected a literal"),
        ("as_of = x = 1  # date: day", "expected NAME = LITERAL"),
        ("a, b = 1, 2  # two", "expected NAME = LITERAL"),
        ("a.b = 1  # inside another", "expected NAME = LITERAL"),
        ("print(1)  # shows", "expected NAME = LITERAL"),
        ("import os  # text: module", "expected NAME = LITERAL"),
        ("a = 1; b = 2  # two on a line", "one assignment on one line"),
        ("a = (1 +\n 2)  # long", "one assignment on one line"),
        ("a = [1]  # list", "expected text, a number, True or False"),
        ("a = None  # nothing", "expected text, a number, True or False"),
        ("a: int = 'x'  # text: word", "annotated int"),
        ("a = 'x'  # date: a day", "expected a day like"),
        ("a = '2025-02-30'  # date: a day", "expected a day like"),
        ("a = 2  # number 0..1: share", "from 0 to 1"),
        ("a = 0.5  # whole number: count", "expected a whole number"),
        ("a = True  # whole number: count", "expected a whole number"),
        ("a = 1e999  # number: endless", "expected a number"),
        ("a = 'x'  # choice a|b: letter", "one of a, b"),
        ("a = 'a'  # choice a: letter", "choice a|b"),
        ("a = 'a'  # choice: letter", "choice a|b"),
        ("a = 1  # number 1..0: share", "a range like"),
        ("a = 1  # number some: share", "a range like"),
        ("a = 1  # number 0..1e999: share", "a range like"),
        (f"a = 1  # number {eastern('0..1')}: share", "a range like"),
        (f"a = {'9' * 400}  # count", "a whole number of up to 15 digits, found a longer one"),
        (f"a = {'9' * 400}  # number: share", "expected a number, found a longer one"),
        ("a = 'x'  # text long: share", "a range like"),
        ("a = '2025-01-01'  # dates: day", None),
        ("a = '2025-01-01'  # date of entry: day", "a range like"),
        ("a = 1  # whole: count", "expected a kind"),
        ("a = 5  # number 0..1", "expected a kind"),
        ("a = 5  # Number 1..9: n", "expected a kind"),
        ("a = 5  # numbers 1..9: n", "expected a kind"),
        ("a = 5  # from 1 .. 9 days", "expected a kind"),
        ("a = 5  # number: 0..1", "expected a kind"),
        ("a = 5  # number 1 to 9", "expected a kind"),
        ("a = 'b5'  # choice a4|letter", "expected a kind"),
        ("a = 'b5'  # Choice a4|letter: x", "expected a kind"),
        ("a = 'b5'  # text: a4 | letter", "expected a kind"),
        ("a = ''  # date or empty", "expected a kind"),
        ("a = ''  # Date or empty: day", "expected a kind"),
        ("a = 1  # number of rounds", None),
        ("a = 0.5  # number 0..1: share, usually 0.2..0.4", None),
        ("x = {[]: 1}  # foo", "expected a literal, found '{[]: 1}'"),
        ("x = {[]}  # foo", "expected a literal"),
        (f"x = {'-' * 2000}1  # foo", "too deep"),
        (f"x = {'-' * 100_000}1  # foo", "not Python"),
        ("a = 1  # one\na = 2  # two", "set twice"),
        ("a = (", "not Python"),
    ],
)
def test_a_line_that_is_no_contract_is_refused(tmp_path: Path, line: str, said: str | None) -> None:
    if said is None:
        assert contract(tmp_path, line).names == (line[0],)
        return
    with pytest.raises(ParameterError, match=r"notebooks/talks\.ipynb:cell 1") as caught:
        contract(tmp_path, line)
    assert said in caught.value.message


def test_all_faulty_lines_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        contract(tmp_path, "a = 1\nb = 2  # fine\nc = []  # list")
    assert [line.split(" ")[1].split(":")[:2] for line in caught.value.message.splitlines()] == [["1", "1"], ["1", "3"]]


@pytest.mark.parametrize("cells", [[("code", "a = 1  # one")], []])
def test_a_notebook_without_a_parameters_cell_is_refused(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    path = write_notebook(tmp_path / "notebooks" / "bare.ipynb", cells, tagged=False)
    with pytest.raises(ParameterError, match="expected one cell tagged 'parameters', found none"):
        read_contract(path)


def test_an_absent_notebook_and_a_file_that_is_none_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no notebook"):
        read_contract(tmp_path / "none.ipynb")
    (tmp_path / "bad.ipynb").write_text("[1, 2]")
    with pytest.raises(ParameterError, match="not a notebook"):
        read_contract(tmp_path / "bad.ipynb")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"asof": "2025-05-23"}, "no parameter 'asof', did you mean 'as_of'?"),
        ({"x=1;y": "1"}, "no parameter 'x=1;y'; it declares as_of"),
        ({"__import__('os')": "1"}, "no parameter"),
        ({"as_of": "2025-02-30"}, "as_of: expected a day like 2025-05-23, found '2025-02-30'"),
        ({"as_of": "20250523"}, "as_of: expected a day"),
        ({"as_of": "2025-5-23"}, "as_of: expected a day"),
        ({"as_of": "2025-05-23T00:00"}, "as_of: expected a day"),
        ({"as_of": "2025-05-23 "}, "as_of: expected a day"),
        ({"as_of": "2025-05-23\n"}, "as_of: expected a day"),
        ({"as_of": "2025-W21-5"}, "as_of: expected a day"),
        ({"as_of": eastern("2025-05-23")}, f"expected a day like 2025-05-23, found '{eastern('2025-05-23')}'"),
        ({"as_of": eastern("2025-05-23", zero=FULL_WIDTH_ZERO)}, "as_of: expected a day"),
        ({"as_of": datetime(2025, 5, 23, 12)}, "as_of: expected a day"),
        ({"as_of": ""}, "as_of: expected a day"),
        ({"as_of": 20250523}, "as_of: expected a day"),
        ({"as_of": "2023-08-10"}, "before the first fact; expected a day from 2023-08-11 to 2026-11-24"),
        ({"as_of": "2026-11-25"}, "after today"),
        ({"on": "soon"}, "or nothing, found 'soon'"),
        ({"size": "A4"}, "one of a4, letter, found 'A4'"),
        ({"share": "1.01"}, "a number from 0 to 1"),
        ({"share": "nan"}, "a number from 0 to 1"),
        ({"share": "0,5"}, "a number from 0 to 1"),
        ({"share": True}, "a number from 0 to 1"),
        ({"days": "1.5"}, "a whole number from 1 to 3650"),
        ({"days": "1_0"}, "a whole number"),
        ({"days": 0}, "a whole number"),
        ({"days": eastern("30")}, "days: expected a whole number from 1 to 3650, found '"),
        ({"days": "9" * 5000}, "days: expected a whole number from 1 to 3650, found '9999"),
        ({"days": 10**400}, "days: expected a whole number from 1 to 3650, found a longer one"),
        ({"days": 10**5000}, "days: expected a whole number from 1 to 3650, found a longer one"),
        ({"horizon": 10**400}, "horizon: expected a whole number of up to 15 digits"),
        ({"horizon": "1" + "0" * 15}, "horizon: expected a whole number of up to 15 digits"),
        ({"horizon": "-" + "9" * 5000}, "horizon: expected a whole number of up to 15 digits"),
        ({"share": eastern("0.5")}, "share: expected a number from 0 to 1, found '"),
        ({"share": "9" * 5000}, "share: expected a number from 0 to 1, found '9999"),
        ({"share": 10**400}, "share: expected a number from 0 to 1, found a longer one"),
        ({"share": float("nan")}, "share: expected a number from 0 to 1"),
        ({"reader": "two\nlines"}, "text on one line"),
        ({"reader": 5}, "text on one line"),
        ({"brief": "perhaps"}, "yes or no"),
        ({"since": "x"}, "expected a day"),
    ],
)
def test_what_the_notebook_does_not_allow_is_refused(tmp_path: Path, given: dict[str, object], said: str) -> None:
    with pytest.raises(ParameterError) as caught:
        check(tmp_path, given)
    assert said in caught.value.message
    assert caught.value.message.startswith("notebooks/talks.ipynb: ")
    assert "reportlib params talks" in caught.value.tip


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        check(tmp_path, {"asof": "1", "share": "2", "as_of": "2030-01-01"})
    assert len(caught.value.message.splitlines()) == 3


def test_text_from_a_command_line_becomes_typed_values_in_the_order_of_the_cell(tmp_path: Path) -> None:
    given = {
        "days": "7",
        "share": ".5",
        "as_of": "2025-06-06",
        "brief": "Yes",
        "reader": '"; import os #',
        "horizon": "5",
    }
    assert check(tmp_path, given) == {
        "as_of": "2025-06-06", "on": "", "size": "a4", "share": 0.5, "days": 7, "reader": '"; import os #',
        "brief": True, "horizon": 5, "since": "2025-04-16",
    }  # fmt: skip
    assert list(check(tmp_path, given))[:3] == ["as_of", "on", "size"]


def test_days_may_be_given_as_dates_and_the_bounds_are_allowed(tmp_path: Path) -> None:
    assert check(tmp_path, {"as_of": FIRST})["as_of"] == "2023-08-11"
    assert check(tmp_path, {"as_of": TODAY, "on": date(2027, 1, 1)})["on"] == "2027-01-01"


def test_the_longest_whole_number_is_read_to_the_last_digit(tmp_path: Path) -> None:
    assert check(tmp_path, {"horizon": "-" + "9" * 15})["horizon"] == -999_999_999_999_999


def test_kinds_and_help_come_from_the_comment_or_from_the_default(tmp_path: Path) -> None:
    read = {one.name: (one.kind, one.help) for one in contract(tmp_path)}
    assert read["on"] == (Kind.DATE_OR_EMPTY, "entry date")
    assert read["horizon"] == (Kind.WHOLE, "days of the outlook")
    assert read["since"] == (Kind.DATE, "first round")
    assert read["size"] == (Kind.CHOICE, "page size")


# ---------------------------------------------------------------- order between parameters
RISING = """\
low = 25.0  # number 1..54: lowest
mid = 30.0  # number 1..54 above low: middle
high = 35.0  # number above mid: highest
"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a = 2  # whole number 0..9 above b: higher", "a: above b: expected a number set on a line before"),
        ('b = "x"  # text: word\na = 2  # whole number above b: higher', "a: above b: expected a number set on a line"),
        ("b = 2  # number\na = 2.0  # number 0..9 above b: higher", "expected"),
        ("b = 2.0  # number: low\na = 2.0  # number 0..9 above b: higher", r"a: expected more than b \(2\), found 2"),
        ("b = 1.0  # number: low\na = 2.0  # number 0..9 over b: higher", "expected 'number' or a range"),
        ("b = 1.0  # number: low\na = 2.0  # number 0..9above b: higher", "expected 'number' or a range"),
        ('b = 1.0  # number: low\na = "x"  # text above b: word', "expected 'text'"),
    ],
)
def test_an_order_that_is_no_order_is_refused_where_the_contract_is_read(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        contract(tmp_path, line + "\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mid": 20}, [r"mid: expected more than low \(25\), found 20"]),
        ({"mid": "25"}, [r"mid: expected more than low \(25\), found 25"]),
        ({"low": 33}, [r"mid: expected more than low \(33\), found 30"]),
        ({"low": 50, "high": 10}, [r"mid: expected more than low", r"high: expected more than mid \(30\), found 10"]),
    ],
)
def test_values_out_of_order_are_refused_all_at_once(tmp_path: Path, given: dict[str, object], said: list[str]) -> None:
    rising = contract(tmp_path, RISING)
    for checked in (lambda: rising.check(given, first_day=FIRST, today=TODAY), lambda: rising.check_types(given)):
        with pytest.raises(ParameterError) as refused:
            checked()
        for one in said:
            assert re.search(one, str(refused.value))


def test_values_in_order_are_read_and_the_help_says_so(tmp_path: Path) -> None:
    rising = contract(tmp_path, RISING)
    assert rising.check({"low": 31, "mid": 40, "high": 41}, first_day=FIRST, today=TODAY) == {
        "low": 31.0, "mid": 40.0, "high": 41.0,
    }  # fmt: skip
    assert [one.allowed for one in rising] == [
        "a number from 1 to 54", "a number from 1 to 54, above low", "a number, above mid",
    ]  # fmt: skip


COMPARED = """\
as_of = "2025-05-23"  # date: what was known on this day
since = ""  # date or empty before as_of: the earlier day
"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('a = ""  # date or empty before b: sooner', "a: before b: expected a date set on a line before"),
        ('b = 2  # number\na = ""  # date or empty before b: sooner', "a: before b: expected a date set on a line"),
        ('b = "2025-05-23"  # date: day\na = 1.0  # number before b: sooner', "expected 'number' or a range"),
        ('b = "2025-05-23"  # date: day\na = "2025-05-24"  # date before b: sooner', "expected a day before b"),
    ],
)
def test_an_order_of_days_that_is_none_is_refused_where_it_is_read(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        contract(tmp_path, line + "\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"since": "2025-05-23"}, r"since: expected a day before as_of \(2025-05-23\), found 2025-05-23"),
        ({"as_of": "2025-04-01", "since": "2025-04-02"}, r"before as_of \(2025-04-01\), found 2025-04-02"),
        ({"since": "2020-01-01"}, "since: 2020-01-01 is before the first fact; expected a day from 2023-08-11"),
    ],
)
def test_a_day_that_does_not_lie_before_the_other_is_refused(
    tmp_path: Path, given: dict[str, object], said: str
) -> None:
    with pytest.raises(ParameterError, match=said):
        contract(tmp_path, COMPARED).check(given, first_day=FIRST, today=TODAY)


def test_an_earlier_day_or_none_is_read_and_the_help_says_so(tmp_path: Path) -> None:
    compared = contract(tmp_path, COMPARED)
    for since in ("", "2025-05-22"):
        read = compared.check({"since": since}, first_day=FIRST, today=TODAY)
        assert read == {"as_of": "2025-05-23", "since": since}
    assert [one.allowed for one in compared][1] == "a day like 2025-05-23 before as_of, or nothing"
