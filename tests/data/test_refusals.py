"""The checker is checked first: it accepts good tables, and refuses each bad one at its place, in plain words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportlib import loaders
from reportlib.errors import DataError, NotFoundError
from tests.data.conftest import ROOT

EVENTS, DEADLINES, OUTCOMES = (
    "data/facts/events.csv",
    "data/facts/deadlines.csv",
    "data/facts/deadline_outcomes.csv",
)
CLAIMS, TERMS, CFIUS = "data/facts/claims.csv", "data/facts/deal_terms.csv", "data/facts/cfius_steps.csv"
CONCEPTS, STAGES = "data/facts/concepts.csv", "data/facts/pledge_stages.csv"
PROMISES, COVERAGE = "data/facts/promises.csv", "data/facts/coverage.csv"
MEASURES, SOURCES = "data/facts/measures.csv", "data/facts/sources.csv"
JUDGEMENTS, ELASTICITIES = "data/facts/judgements.csv", "data/facts/elasticities.csv"
GOODS, DUTIES = "data/series/us_japan_goods_trade_monthly.csv", "data/series/calculated_duties.csv"


@dataclass(frozen=True, kw_only=True)
class Spoilt:
    """One replacement in one file, and the fault it must give."""

    name: str
    file: str
    old: str
    new: str
    fault: str


SPOILT = [
    Spoilt(
        name="a date that is none", file=EVENTS, old="2025-05-24,src-b,,low", new="2025-5-22x,src-b,,low",
        fault=f"{EVENTS}:5: known_on: expected a date, found '2025-5-22x'",
    ),
    Spoilt(
        name="a day the calendar lacks", file=EVENTS, old="2025-06-05,2025-05-24", new="2025-06-31,2025-05-24",
        fault=f"{EVENTS}:5: due_date: expected a date, found '2025-06-31'",
    ),
    Spoilt(
        name="a missing known_on", file=EVENTS, old="2025-05-24,src-b,,low", new=",src-b,,low",
        fault=f"{EVENTS}:5: known_on: expected a date, found nothing",
    ),
    Spoilt(
        name="an unknown column", file=EVENTS, old="date,track", new="date,mood,track",
        fault=f"{EVENTS}:1: mood: unknown column; expected id, date, track",
    ),
    Spoilt(
        name="a missing column", file=EVENTS, old="due_date,known_on", new="due_date",
        fault=f"{EVENTS}:1: known_on: missing column; expected id, date, track",
    ),
    Spoilt(
        name="a column named twice", file=EVENTS, old="date,track", new="date,date,track",
        fault=f"{EVENTS}:1: date: expected once, found twice",
    ),
    Spoilt(
        name="an id used twice in one table", file=EVENTS, old='"talks-second-2025-05-22",2025-05-22',
        new="talks-first-2025-05-21,2025-05-21",
        fault=f"{EVENTS}:3: id: expected an id of its own, found 'talks-first-2025-05-21', which {EVENTS}:2 has",
    ),
    Spoilt(
        name="an id used in two tables", file=OUTCOMES, old="outcome-a", new="deadline-a",
        fault=f"{OUTCOMES}:2: id: expected an id of its own, found 'deadline-a', which {DEADLINES}:2 has already",
    ),
    Spoilt(
        name="a source that is not there", file=EVENTS, old="2025-05-24,src-b", new="2025-05-24,src-c",
        fault=f"{EVENTS}:5: source: expected ids of {SOURCES}, found 'src-c'",
    ),
    Spoilt(
        name="an outcome of no deadline", file=OUTCOMES, old="deadline-a", new="deadline-b",
        fault=f"{OUTCOMES}:2: deadline: expected ids of {DEADLINES}, found 'deadline-b'",
    ),
    Spoilt(
        name="a role beside a step", file=DEADLINES, old=",deal,,,,2025-", new=",deal,first,president,rally,2025-",
        fault=f"{DEADLINES}:2: role: expected no role beside a step: the step says what the date is",
    ),
    Spoilt(
        name="a role of another track", file=DEADLINES, old=",deal,,,,2025-05-22", new=",deal,,,vehicle_end,2025-05-22",
        fault=f"{DEADLINES}:2: role: expected vehicle_end in the track investment, another role in the track deal",
    ),
    Spoilt(
        name="a value outside the closed set", file=EVENTS, old=",low,", new=",lowish,",
        fault=f"{EVENTS}:5: confidence: expected one of high, medium, low, found 'lowish'",
    ),
    Spoilt(
        name="a blank where none is allowed", file=EVENTS, old="A third round", new="",
        fault=f"{EVENTS}:5: title: expected at most 90 characters, found nothing",
    ),
    Spoilt(
        name="a space around a value", file=EVENTS, old=",Akazawa,,2025", new=", Akazawa,,2025",
        fault=f"{EVENTS}:5: actors: expected no space before or after, found ' Akazawa'",
    ),
    Spoilt(
        name="an outcome known before its deadline was set", file=OUTCOMES, old="2025-06-04,,2025-06-05",
        new="2025-05-20,,2025-05-21",
        fault=f"{OUTCOMES}:2: known_on: known on 2025-05-21, before its deadline was set (deadline-a, 2025-05-22)",
    ),
    Spoilt(
        name="an outcome told before it happened", file=OUTCOMES, old="2025-06-05", new="2025-06-03",
        fault=f"{OUTCOMES}:2: date: expected a day not after known_on; only an extension names a day still to come",
    ),
    Spoilt(
        name="a row known before its source was published", file=SOURCES, old="2025-05-20", new="2025-05-22",
        fault=f"{EVENTS}:2: known_on: expected 2025-05-22, the day src-a was published, or later, found 2025-05-21",
    ),
    Spoilt(
        name="an event told before it happened", file=EVENTS, old="2025-05-24,src-b", new="2025-05-23,src-b",
        fault=f"{EVENTS}:5: date: expected a day not after known_on; only a row of kind deadline speaks of a day "
        "still to come, found 2025-05-24",
    ),
    Spoilt(
        name="an event named after another day", file=EVENTS, old="third-2025-05-24", new="third-2025-05-23",
        fault=f"{EVENTS}:5: id: expected an id that ends in the date of the event, found 'talks-third-2025-05-23'",
    ),
    Spoilt(
        name="dates in the wrong order", file=EVENTS, old="2025-06-05,2025-05-24", new="2025-05-01,2025-05-24",
        fault=f"{EVENTS}:5: known_on: expected a day not after due_date (2025-05-01), found 2025-05-24",
    ),
    Spoilt(
        name="an HS code with decimals", file=MEASURES, old="8703;", new="8703.0;",
        fault=f"{MEASURES}:2: hs_scope: expected HS codes of 2, 4, 6, 8 or 10 digits (HS codes are text",
    ),
    Spoilt(
        name="an HS code in powers of ten", file=MEASURES, old="8703;", new="8.703E3;", fault="HS codes are text",
    ),
    Spoilt(
        name="an HS code without its zero", file=MEASURES, old="0201", new="201", fault="HS codes are text",
    ),
    Spoilt(
        name="a number in words", file=JUDGEMENTS, old="0.55", new="a half",
        fault=f"{JUDGEMENTS}:2: p_low: expected a number from 0 to 1, found 'a half'",
    ),
    Spoilt(
        name="a number out of range", file=JUDGEMENTS, old="0.8,", new="1.8,",
        fault=f"{JUDGEMENTS}:2: p_high: expected a number from 0 to 1, found '1.8'",
    ),
    Spoilt(
        name="a number that is not one", file=JUDGEMENTS, old="0.55", new="nan",
        fault=f"{JUDGEMENTS}:2: p_low: expected a number from 0 to 1, found 'nan'",
    ),
    Spoilt(
        name="a range upside down", file=JUDGEMENTS, old="0.55,0.8", new="0.8,0.55",
        fault=f"{JUDGEMENTS}:2: p_high: expected a number not below p_low",
    ),
    Spoilt(
        name="a row too narrow", file=OUTCOMES, old="met,2025-06-04,", new="met,2025-06-04",
        fault=f"{OUTCOMES}:2: expected 10 cells, found 9; a cell with a comma needs quotes",
    ),
    Spoilt(
        name="a row too wide", file=OUTCOMES, old="met,", new="met,,",
        fault=f"{OUTCOMES}:2: expected 10 cells, found 11; a cell with a comma needs quotes",
    ),
    Spoilt(
        name="an empty line between rows", file=EVENTS, old="\ntalks-third", new="\n\ntalks-third",
        fault=f"{EVENTS}:5: expected a row, found an empty line",
    ),
    Spoilt(
        name="a quote that never ends", file=EVENTS, old=',"They met,', new=',""They met,',
        fault=f"{EVENTS}:3: expected well-formed CSV",
    ),
    Spoilt(
        name="a NUL", file=EVENTS, old="A third round", new="A third\0round",
        fault=f"{EVENTS}:5: expected text, found a NUL byte",
    ),
    Spoilt(
        name="a claim without its number", file=CLAIMS, old="70000", new="",
        fault=f"{CLAIMS}:2: number: expected a number, or none and the unit 'hundreds of thousands'",
    ),
    Spoilt(
        name="a number beside a unit that holds it", file=CLAIMS, old="jobs,,hundreds", new="jobs,2,hundreds",
        fault=f"{CLAIMS}:3: number: expected a number, or none",
    ),
    Spoilt(
        name="a claim in a unit nobody can print", file=CLAIMS, old="jobs, at least", new="posts, at least",
        fault=f"{CLAIMS}:2: unit: expected one of USD bn, USD bn, about",
    ),
    Spoilt(
        name="a claim on the deal in a unit of another briefing", file=CLAIMS, old="jobs, at least", new="percent",
        fault=f"{CLAIMS}:2: unit: expected one of USD bn, USD bn, about, USD bn, upwards of, USD per worker, jobs",
    ),
    Spoilt(
        name="a claim of unheard standing", file=CLAIMS, old="mills,claim", new="mills,rumour",
        fault=f"{CLAIMS}:2: evidence: expected one of claim, count",
    ),
    Spoilt(
        name="a term in words where a number is due", file=TERMS, old=",55,", new=",fifty-five,",
        fault=f"{TERMS}:2: value: expected what the unit says: a number",
    ),
    Spoilt(
        name="a term of no number", file=TERMS, old=",55,", new=",nan,",
        fault=f"{TERMS}:2: value: expected what the unit says",
    ),
    Spoilt(
        name="a day of the deal that is none", file=TERMS, old="closing,2025-06-18,", new="closing,in June,",
        fault=f"{TERMS}:4: value: expected what the unit says: a number, a day like 2025-06-18",
    ),
    Spoilt(
        name="a term of the sheet in a unit nobody can print", file=TERMS, old="USD per share", new="directors",
        fault=f"{TERMS}:2: unit: expected one of USD per share, USD bn",
    ),
    Spoilt(
        name="a meaning in a unit nobody can print", file=CONCEPTS, old="USD bn,", new="EUR bn,",
        fault=f"{CONCEPTS}:2: unit: expected one of USD bn",
    ),
    Spoilt(
        name="a meaning of no number", file=CONCEPTS, old=",14bn,", new=",14 bn,",
        fault=f"{CONCEPTS}:2: subject: expected one of 14bn, 11bn",
    ),
    Spoilt(
        name="a rung of the ladder without its dollars", file=STAGES, old="USD bn,14,", new="USD bn,,",
        fault=f"{STAGES}:2: amount_usd_bn: expected an amount",
    ),
    Spoilt(
        name="a promise of no day", file=PROMISES, old="promise,2025-05-21", new="promise,",
        fault=f"{PROMISES}:2: said_on: expected a day or month in a promise",
    ),
    Spoilt(
        name="a due day without its length", file=CFIUS, old="2025-06-05,15", new="2025-06-05,",
        fault=f"{CFIUS}:2: statutory_days: expected a number of days",
    ),
    Spoilt(
        name="a step nobody knows", file=CFIUS, old="president", new="presidency",
        fault=f"{CFIUS}:2: step: expected one of review",
    ),
    Spoilt(
        name="a judgement on the deal without a range", file=JUDGEMENTS, old="0.55,0.8,analyst", new=",,",
        fault=f"{JUDGEMENTS}:2: p_low: expected a range: the deal briefing prints the likelihood",
    ),
    Spoilt(
        name="a judgement of no track", file=JUDGEMENTS, old="deal,deal", new="deal,steel",
        fault=f"{JUDGEMENTS}:2: track: expected one of deal, talks",
    ),
    Spoilt(
        name="a deadline whose coverage is not named", file=DEADLINES, old="21,deal,,,", new="21,,,,",
        fault=f"{DEADLINES}:2: coverage_track: expected an id like round-03, found nothing",
    ),
    Spoilt(
        name="a deadline whose coverage is not declared", file=DEADLINES, old="21,deal,,,", new="21,weather,,,",
        fault=f"{DEADLINES}:2: coverage_track: expected track of {COVERAGE}, found 'weather'",
    ),
    Spoilt(
        name="a deadline of tariffs that bears on no goods", file=DEADLINES,
        old="A decision,deal,", new="A decision,tariff,",
        fault=f"{DEADLINES}:2: goods: expected the goods it bears on in the track tariff, and blank in any other",
    ),
    Spoilt(
        name="a deadline of the deal that bears on goods", file=DEADLINES,
        old="A decision,deal,", new="A decision,deal,cars",
        fault=f"{DEADLINES}:2: goods: expected the goods it bears on in the track tariff, and blank in any other",
    ),
    Spoilt(
        name="a judgement that turns on its track", file=JUDGEMENTS, old="steel_case", new="deal",
        fault=f"{JUDGEMENTS}:2: turns_on: expected one of agreement, general_duty",
    ),
    Spoilt(
        name="a measure on cars called general", file=MEASURES, old="0201,cars", new="0201,general",
        fault=f"{MEASURES}:2: goods: expected general of a measure on chapters 01-97, and of no other",
    ),
    Spoilt(
        name="a measure on all chapters called one on cars", file=MEASURES, old="8703;0201,cars", new="01-97,cars",
        fault=f"{MEASURES}:2: goods: expected general of a measure on chapters 01-97, and of no other",
    ),
    Spoilt(
        name="a deadline of a case without its step", file=DEADLINES, old="21,deal,,,", new="21,deal,first,,",
        fault=f"{DEADLINES}:2: step: expected case and step together, or neither",
    ),
    *(
        Spoilt(
            name=f"a cell a spreadsheet would run, {sign!r}", file=EVENTS, old="A third round", new=f"{sign}1+A1",
            fault=f"{EVENTS}:5: title: expected another first sign, found {sign + '1+A1'!r}; a cell that begins",
        )
        for sign in ("=", "+", "-", "@", "\t", "\uff1d")
    ),
    Spoilt(
        name="a remark a spreadsheet would run", file=EVENTS, old="a remark", new='"=HYPERLINK(A1,B1)"',
        fault=f"{EVENTS}:5: notes: expected another first sign, found '=HYPERLINK(A1,B1)'; a cell that begins with '='",
    ),
    Spoilt(
        name="a number with a plus", file=JUDGEMENTS, old="0.55", new="+0.55",
        fault=f"{JUDGEMENTS}:2: p_low: expected a number from 0 to 1, found '+0.55'",
    ),
    Spoilt(
        name="a balance that does not add up", file=GOODS, old="-6000", new="-6100",
        fault=f"{GOODS}:2: balance_usd_mn: expected exports less imports",
    ),
    Spoilt(
        name="a figure out before its month", file=GOODS, old="2025-06-05", new="2025-03-05",
        fault=f"{GOODS}:2: month: expected a day not after released_on (2025-03-05), found 2025-04-01",
    ),
    Spoilt(
        name="a figure out before its page", file=SOURCES, old="2025-05-20", new="2025-06-06",
        fault=f"{GOODS}:2: released_on: expected 2025-06-06, the day src-a was published, or later, found 2025-06-05",
    ),
    Spoilt(
        name="a value that is neither a first release nor told as revised", file=GOODS, old="as_revised", new="final",
        fault=f"{GOODS}:2: release: expected one of first, as_revised, found 'final'",
    ),
    Spoilt(
        name="a rate of unknown base", file=DUTIES, old="9.8,cif", new="9.8,",
        fault=f"{DUTIES}:2: value_base: expected the base of the imports beside a rate, and none without one",
    ),
    Spoilt(
        name="neither duties nor a rate", file=DUTIES, old="10.8,9.8,cif", new=",,",
        fault=f"{DUTIES}:2: duties_usd_bn: expected duties or a rate, found neither",
    ),
    Spoilt(
        name="a range of elasticities upside down", file=ELASTICITIES, old="-1.75,-2.25", new="-2.25,-1.75",
        fault=f"{ELASTICITIES}:2: farthest: expected a number not above nearest",
    ),
    Spoilt(
        name="an address used twice", file=SOURCES, old="example.org/b", new="example.org/a",
        fault=f"{SOURCES}:3: url: expected an address of its own",
    ),
]  # fmt: skip


def faults_of(home: Path) -> list[str]:
    return [str(fault) for fault in loaders.read(home)[1]]


def test_good_tables_are_accepted(home: Path) -> None:
    assert faults_of(home) == []
    assert list(loaders.load(home)["events"]["title"]) == ["A first round", "A second round", "A third round"]


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_spoilt_table_is_refused_at_its_place(home: Path, spoilt: Spoilt) -> None:
    path = home / spoilt.file
    before = path.read_text(encoding="utf-8")
    assert spoilt.old in before
    path.write_text(before.replace(spoilt.old, spoilt.new), encoding="utf-8")
    written = {file: file.read_bytes() for file in home.rglob("*.csv")}

    with pytest.raises(DataError) as refused:
        loaders.load(home)

    assert any(spoilt.fault in str(fault) for fault in refused.value.faults), str(refused.value)
    assert {file: file.read_bytes() for file in home.rglob("*.csv")} == written


def test_every_fault_of_every_file_is_told_at_once_in_the_order_of_the_files(home: Path) -> None:
    for name, old, new in [
        (EVENTS, ",low,", ",lowish,"),
        (EVENTS, "src-a,src-b", "src-x,src-y"),
        (MEASURES, "25,", ""),
    ]:
        path = home / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (home / SOURCES).unlink()

    assert [fault.split(": ", 1)[0] for fault in faults_of(home)] == [f"{EVENTS}:5", f"{MEASURES}:2", SOURCES]


@pytest.mark.parametrize("content", [b"", b"\n\n"], ids=["no byte", "blank lines"])
def test_an_empty_file_is_refused(home: Path, content: bytes) -> None:
    (home / EVENTS).write_bytes(content)
    assert any(fault.startswith(f"{EVENTS}:1: expected") for fault in faults_of(home))


def test_an_absent_file_is_refused(home: Path) -> None:
    (home / EVENTS).unlink()
    assert faults_of(home) == [f"{EVENTS}: expected a file, found none"]


UNREAD = {
    "no UTF-8": lambda text: text.replace(b"a", b"\xe9", 1),
    "an empty file": lambda text: b"",
    "a column renamed": lambda text: text.replace(b"known_on", b"known_at", 1),
    "every row too wide": lambda text: text.replace(b"\ndeal-", b"\n,deal-"),
    "a broken quote": lambda text: text.replace(b"\ndeal-", b'\n"deal"-', 1),
}


@pytest.mark.parametrize("spoil", UNREAD.values(), ids=UNREAD.keys())
def test_what_only_follows_from_a_table_that_could_not_be_read_is_not_told(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / EVENTS
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(DataError) as refused:
        loaders.load_record(tmp_path)
    assert {fault.where for fault in refused.value.faults} == {EVENTS}


def test_a_list_without_a_row_is_a_fault_not_a_traceback(home: Path) -> None:
    path = home / "data/facts/scope_ends.csv"
    path.write_text(path.read_text(encoding="utf-8") + "end-a,scope-a,2025-06-05,2025-06-05,src-b,\n", encoding="utf-8")
    assert any("expected ids of data/facts/scopes.csv, found 'scope-a'" in fault for fault in faults_of(home))


def test_a_file_of_no_table_is_refused(home: Path) -> None:
    (home / "data/facts/event.csv").write_text("id\n", encoding="utf-8")
    assert faults_of(home) == [
        "data/facts/event.csv: expected a table of reportlib.schemas.TABLES, found a file of no table"
    ]


@pytest.mark.parametrize(
    ("content", "place"),
    [("id,näme\n".encode("latin-1"), "found byte 0xe4 at offset 4"), ("id".encode("utf-16"), "byte 0xff at offset 0")],
    ids=["latin-1", "utf-16"],
)
def test_bytes_that_are_not_utf_8_are_refused_with_their_offset(home: Path, content: bytes, place: str) -> None:
    (home / EVENTS).write_bytes(content)
    assert place in faults_of(home)[0]


def test_a_line_is_counted_as_an_editor_counts_it(home: Path) -> None:
    path = home / EVENTS
    path.write_text(path.read_text(encoding="utf-8").replace("2025-05-23,src-b", "soon,src-b"), encoding="utf-8")
    assert faults_of(home) == [f"{EVENTS}:3: known_on: expected a date, found 'soon'"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_what_spreadsheets_do_to_a_file_is_accepted(home: Path, mark: bytes, end: bytes) -> None:
    path = home / SOURCES
    path.write_bytes(mark + path.read_bytes().replace(b"\n", end))
    assert list(loaders.load(home)["sources"]["id"]) == ["src-a", "src-b"]


def test_a_caller_who_changes_a_frame_changes_only_their_own(home: Path) -> None:
    events = loaders.load(home)["events"]
    events["title"] = "spoilt"
    assert "spoilt" not in set(loaders.load(home)["events"]["title"])


def test_outside_any_repository_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no repository with data/facts and notebooks") as refused:
        loaders.find_home(tmp_path)
    assert "REPORTLIB_HOME" in refused.value.tip


def test_a_wrong_home_in_the_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="REPORTLIB_HOME: expected a folder"):
        loaders.find_home(env={"REPORTLIB_HOME": str(tmp_path)})


def test_the_repository_is_found_from_below_and_from_the_environment(home: Path) -> None:
    assert loaders.find_home(home / "data" / "facts") == home.resolve()
    assert loaders.find_home(env={"REPORTLIB_HOME": str(home)}) == home.resolve()


def test_a_file_that_cannot_be_read_is_a_fault_beside_the_others(home: Path) -> None:
    path = home / "data/facts/events.csv"
    path.unlink()
    path.mkdir()
    (home / "data/facts/stray.csv").mkdir()
    found = faults_of(home)
    assert "data/facts/events.csv: expected a file that can be read: Is a directory" in found
    assert "data/facts/stray.csv: expected a file that can be read: Is a directory" in found
