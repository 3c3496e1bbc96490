"""`reportlib rates`: what a wrong call says, then what is answered from the watch list and from a schedule."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner, Result

from reportlib import cli
from reportlib.loaders import schedule_cache
from reportlib.loaders.schedule import read_schedule
from tests.notebooks.homes import ROOT, TODAY, make_home
from tests.unit.lawbook import shared

ROWS = [
    ("8703.23.01", 0, "2.5%"), ("8703.23.01.90", 1, ""), ("9504.50.00.00", 0, "Free"), ("2206.00.45.00", 0, "3¢/liter"),
    ("8457.10.00", 0, "4.2%"), ("8457.10.00.60", 1, ""),
]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the real record, on a fixed day."""
    place = make_home(tmp_path / "home", facts=True)
    monkeypatch.setenv("REPORTLIB_HOME", str(place))
    monkeypatch.setattr(cli, "_today", lambda: TODAY)
    return place


@pytest.fixture
def schedule(tmp_path: Path) -> Path:
    """A schedule of four lines."""
    path = tmp_path / "hts.json"
    rows = [{"htsno": number, "indent": str(depth), "general": rate} for number, depth, rate in ROWS]
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def call(*words: object) -> Result:
    return CliRunner().invoke(cli.app, ["rates", *map(str, words)])


def told(*words: object) -> dict[str, Any]:
    result = call(*words, "--json")
    assert result.exit_code == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


# ---------------------------------------------------------------- wrong calls
WRONG: dict[str, tuple[list[str], str]] = {
    "nothing asked": ([], "ERROR --lines: expected at least one HTS number"),
    "an empty list": (["--lines", " , "], "ERROR --lines: expected at least one HTS number"),
    "a heading": (["--lines", "8703"], "ERROR --lines: expected numbers of 8 or 10 digits, found '8703'"),
    "words": (["--lines", "cars"], "found 'cars'"),
    "other digits": (["--lines", "٨٧٠٣٢٣٠١"], "expected numbers of 8 or 10 digits"),
    "a line not watched": (["--lines", "1234.56.78"], "ERROR --lines: 1234.56.78 is not among the"),
    "a day that is none": (["--lines", "8703.23.01", "--on", "soon"], "--on: expected a day like 2025-05-23"),
    "a day before the record": (["--lines", "8703.23.01", "--on", "2001-01-01"], "on record from 2022-04-01"),
    "a day of a steel duty that is not held": (["--lines", "7210.49.00", "--on", "2021-01-01"], "from 2022-04-01"),
    "knowledge of tomorrow": (["--lines", "8703.23.01", "--as-of", "2026-11-25"], "expected a day up to 2026-11-24"),
    "knowledge before us": (["--lines", "87032301", "--as-of", "2001-01-01"], "ERROR --as-of: the record begins"),
    "an unknown view": (["--lines", "8703.23.01", "--view", "paid"], "ERROR --view: expected one of collected"),
    "an unknown end": (["--lines", "8703.23.01", "--ieepa-end", "x"], "ERROR --ieepa-end: expected one of 2026-02-24"),
    "a file to write without a schedule": (["--csv", "x.csv"], "ERROR --csv: needs the lines of a whole schedule"),
    "weights without a schedule": (["--weights", "x.csv"], "ERROR --weights: needs the lines of a whole schedule"),
    "a schedule and no question": (["--schedule", "x.json"], "ERROR --schedule: expected --lines, --csv or"),
    "a schedule without a name": (["--schedule", "", "--lines", "87032301"], "expected a file, found nothing"),
    "a file to write without a name": (["--schedule", "x.json", "--csv", " "], "expected a file, found nothing"),
    "weights without a name": (["--schedule", "x.json", "--weights", ""], "expected a file, found nothing"),
    "a folder for a schedule": (["--schedule", ".", "--lines", "87032301"], "Is a directory"),
    "a schedule that is not there": (["--schedule", "none.json", "--lines", "87032301"], "none.json: expected"),
    "an unknown option": (["--lines", "87032301", "--date", "2025-01-01"], "No such option"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "tip"),
    [
        ("8703.23.01.90", "TIP Ask for the eight digits of it that are watched, --lines 87032301, or give a schedule."),
        ("1234.56.78", "TIP The watch list is data/facts/watch_lines.csv. Give a schedule as USITC exports it"),
    ],
    ids=["ten digits of a line of eight", "no line at all"],
)
def test_a_line_not_watched_is_told_with_the_way_to_its_answer(home: Path, line: str, tip: str) -> None:
    assert tip in call("--lines", line).stderr


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_call_exits_2_and_says_why(home: Path, words: list[str], said: str) -> None:
    result = call(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not (home / "reports").exists()


@pytest.mark.parametrize("words", [words for words, said in WRONG.values() if "ERROR" in said], ids=" ".join)
def test_a_tip_names_only_options_this_command_has(home: Path, words: list[str]) -> None:
    last = call(*words).stderr.splitlines()[-1]
    assert last.startswith("TIP ")
    known = {name for one in typer.main.get_command(cli.app).commands["rates"].params for name in one.opts}  # type: ignore[attr-defined]
    assert set(re.findall(r"--[a-z-]+", last)) <= known
    assert "reportlib check" not in last


@pytest.mark.parametrize("words", [["--schedule", "none.json", "--lines", "87032301"], ["--weights", "none.csv"]])
def test_a_file_given_is_not_mended_by_checking_the_record(home: Path, schedule: Path, words: list[str]) -> None:
    result = call(*words) if "--schedule" in words else call("--schedule", schedule, *words)
    *_, error, tip = result.stderr.splitlines()
    assert error.endswith(": No such file or directory")
    assert tip.startswith("TIP Give a ")
    assert f"{words[0]} FILE" in tip


def test_a_line_not_watched_says_what_is_near_and_how_to_give_a_schedule(home: Path) -> None:
    result = call("--lines", "8703.23.02")
    assert "(near it: 87032301)" in result.stderr
    assert "watch_lines.csv. Give a schedule as USITC exports it: --schedule FILE.json" in result.stderr


def test_an_error_is_an_object_for_machines_too(home: Path) -> None:
    result = call("--lines", "8703", "--json")
    assert (result.exit_code, json.loads(result.stdout)["ok"]) == (2, False)


def test_a_line_that_is_not_in_the_schedule_is_told(home: Path, schedule: Path) -> None:
    result = call("--schedule", schedule, "--lines", "8703.24.01")
    assert result.exit_code == 2
    assert "no line 8703.24.01 in hts.json" in result.stderr


def test_a_broken_schedule_is_refused_at_its_row_and_no_file_is_written(home: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "bad.json", tmp_path / "out.csv"
    path.write_text('[{"htsno": "0101", "indent": "0", "general": ""}, {"htsno": "0102"}]', encoding="utf-8")
    result = call("--schedule", path, "--csv", out)
    assert result.exit_code == 2
    assert "bad.json:2: expected htsno, indent and general" in result.stderr
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_refused_and_nothing_is_left_there(
    home: Path, schedule: Path, tmp_path: Path
) -> None:
    result = call("--schedule", schedule, "--csv", tmp_path / "none" / "out.csv")
    assert result.exit_code == 2
    assert "--csv: cannot write" in result.stderr
    (tmp_path / "folder").mkdir()
    assert call("--schedule", schedule, "--csv", tmp_path / "folder").exit_code == 2
    assert not list(tmp_path.rglob("*.draft"))


def test_the_docs_say_what_each_flag_means() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "reportlib/analysis/tariffs").glob("*.py"))
    raised = re.findall(r'(?:flags\.add\(|joined\(texts.*, |^FLAG = )"(\w+)"', source, re.MULTILINE)
    links = pd.read_csv(ROOT / "data/facts/measure_scopes.csv", dtype=str)
    flags = {*raised, *(one.partition(":")[0] for one in links["flag"].dropna())}
    assert {"retro", "scheduled", "content_share", "ten_digit_list", "patent_share"} <= flags
    told = (ROOT / "docs/how-to.md").read_text(encoding="utf-8")
    assert {flag for flag in flags if f"`{flag}` " not in told} == set()


def test_a_file_that_is_read_is_never_written_over(home: Path, schedule: Path) -> None:
    before = schedule.read_bytes()
    assert call("--schedule", schedule, "--csv", schedule).exit_code == 2
    assert schedule.read_bytes() == before


def test_a_file_that_holds_something_else_is_never_written_over(home: Path, schedule: Path, tmp_path: Path) -> None:
    other = tmp_path / "README.md"
    other.write_text("hts10,mfn\n", encoding="utf-8")
    result = call("--schedule", schedule, "--csv", other)
    assert result.exit_code == 2
    assert f"--csv: expected a new file, or one of rates to write anew, found {other}" in result.stderr
    assert other.read_text(encoding="utf-8") == "hts10,mfn\n"


def test_a_home_folder_that_a_shell_left_alone_is_found(
    home: Path, schedule: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "names no home folder" in call("--schedule", "~nobody-here/hts.json", "--lines", "95045000").stderr
    answer = told("--schedule", f"~/{schedule.name}", "--csv", "~/rates.csv")
    assert (answer["exit"], answer["csv"]) == (0, str(tmp_path / "rates.csv"))
    assert (tmp_path / "rates.csv").is_file()


def test_weights_of_lines_the_schedule_lacks_are_refused_with_their_share(
    home: Path, schedule: Path, tmp_path: Path
) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("hts10,value\n8703230190,3\n0101210010,1\n", encoding="utf-8")
    result = call("--schedule", schedule, "--weights", weights)
    assert result.exit_code == 2
    assert "1 lines with 25.0 % of the value are not in the schedule: 0101210010" in result.stderr
    weights.write_text("hts10,value\n8703230190,0\n", encoding="utf-8")
    assert "expected a value above zero in" in call("--schedule", schedule, "--weights", weights).stderr


# ---------------------------------------------------------------- the watch list
def test_no_end_of_duties_is_named_on_a_day_that_knew_none(home: Path) -> None:
    known = ("--lines", "8703.23.01", "--on", "2025-05-23", "--as-of", "2025-05-23")
    head = call(*known).stdout.splitlines()[0]
    assert "2026-02-24" not in head
    assert "IEEPA" not in head
    assert told(*known)["ieepa_end"] is None
    assert "IEEPA duties void from the start" in call(*known, "--ieepa-end", "ab_initio").stdout


def test_the_watch_list_answers_with_rate_parts_rule_reference_and_options(home: Path) -> None:
    result = call("--lines", "8703.23.01,8482.10.50", "--on", "2025-05-01")
    assert result.exit_code == 0, result.stderr
    head, *rest = result.stdout.splitlines()
    assert head == (
        "Goods of Japan entered on 2025-05-01, as liquidated, IEEPA duties to 2026-02-24, as known on 2026-11-24; "
        "base duty: HTS 2026_rev_10"
    )
    assert rest[1:4] == [
        "8703.23.01 Petrol car, over 1.5 to 3.0 litres: 27.50 %",
        "  base duty 2.50 % + section 232 25.00 %",
        "  JP-232-AUTO-25: Proclamation 10908; 90 FR 14705",
    ]
    assert "8482.10.50 Ball bearings: 19.00 %" in rest[5]


def test_without_a_day_a_line_is_answered_for_today_and_with_as_of_for_that_day(home: Path) -> None:
    assert told("--lines", "8703.23.01")["on"] == "2026-11-24"
    then = told("--lines", "8703.23.01", "--as-of", "2025-08-31")
    assert (then["on"], then["as_of"], then["lines"][0]["all_in"]) == ("2025-08-31", "2025-08-31", 0.275)


def test_an_object_names_the_options_and_holds_fractions_and_null_where_unknown(home: Path) -> None:
    answer = told("--lines", "9504.50.00", "--on", "2025-08-20", "--view", "collected", "--ieepa-end", "ab_initio")
    assert (answer["ok"], answer["view"], answer["ieepa_end"]) == (True, "collected", "ab_initio")
    assert answer["lines"][0]["all_in"] == 0.0
    (pens,) = told("--lines", "9608.10.00")["lines"]
    assert (pens["all_in"], pens["high"], pens["low"], pens["flags"]) == (None, None, 0.125, ["specific_duty"])
    assert pens["parts"]["mfn"] is None
    assert pens["hts_code"] == "96081000"


def test_eight_digits_stand_for_the_watched_numbers_below_them_each_once(home: Path) -> None:
    shown = pd.read_csv(home / "data/facts/watch_lines.csv", dtype=str)["hts_code"]
    ten = shown.loc[shown.str.len() == 10].iloc[0]
    answer = told("--lines", f"{ten[:8]},{ten}")
    assert ten in [line["hts_code"] for line in answer["lines"]]
    assert len({line["hts_code"] for line in answer["lines"]}) == len(answer["lines"])


def test_a_later_day_is_marked_as_scheduled_and_what_was_not_known_is_not_told(home: Path) -> None:
    (line,) = told("--lines", "9504.50.00", "--on", "2026-08-01", "--as-of", "2026-06-30")["lines"]
    assert line["flags"][-1] == "scheduled"
    assert line["parts"]["s301"] == 0


# ---------------------------------------------------------------- a schedule
def test_a_schedule_answers_for_its_lines(home: Path, schedule: Path) -> None:
    answer = told("--schedule", schedule, "--lines", "8457.10.00", "--on", "2025-09-16")
    (line,) = answer["lines"]
    assert answer["base_duty"] == "hts.json"
    assert (line["hts_code"], line["all_in"], line["low"], line["high"]) == ("8457100060", 0.1913952, 0.15, 0.542)


def test_all_lines_are_written_as_fractions_and_nothing_where_unknown(
    home: Path, schedule: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("hts10,mfn,all_in,low,high,rule,flags\nof an earlier call\n", encoding="utf-8")
    result = call("--schedule", schedule, "--on", "2026-03-01", "--csv", out)
    assert result.exit_code == 0, result.stderr
    assert f"4 lines written to {out}" in result.stdout
    assert out.read_text(encoding="utf-8").splitlines() == [
        "hts10,mfn,all_in,low,high,rule,flags",
        "2206004500,,,0.1,,JP-122-10,specific_duty",
        "8457100060,0.042,0.18424,0.142,0.542,JP-232-STEEL-50+JP-122-10,content_share",
        "8703230190,0.025,0.15,0.15,0.15,JP-232-AUTO-15,",
        "9504500000,0.0,0.1,0.1,0.1,JP-122-10,",
    ]


def test_weights_give_the_exact_effective_rate(home: Path, schedule: Path, tmp_path: Path) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("hts10,value\n8703230190,3\n9504500000,1\n", encoding="utf-8")
    words = ("--schedule", schedule, "--weights", weights, "--on", "2025-06-04")
    found = told(*words)["effective_rate"]
    assert found["low"] == found["central"] == found["high"] == pytest.approx((3 * 0.275 + 0.10) / 4)
    assert sum(found["parts"].values()) == pytest.approx(found["central"])
    assert "Effective rate by the weights given: 23.13 %" in call(*words).stdout


# ---------------------------------------------------------------- the kept copy
@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files parsed from now on."""
    files: list[Path] = []
    original = read_schedule

    def noted(path: Path) -> pd.DataFrame:
        files.append(path)
        return original(path)

    monkeypatch.setattr(schedule_cache, "read_schedule", noted)
    return files


BROKEN = {
    "cut short": lambda data: data[:40],
    "no gzip": lambda _: b"hts10,mfn\n",
    "another table": lambda _: gzip.compress(b"a,b\n1,2\n"),
    "no rows": lambda data: gzip.compress(gzip.decompress(data).splitlines(keepends=True)[0]),
    "a code that is none": lambda data: gzip.compress(gzip.decompress(data).replace(b"9504500000", b"9504")),
    "a rate that is none": lambda data: gzip.compress(gzip.decompress(data).replace(b"0.042", b"soon")),
    "bytes that are no text": lambda _: gzip.compress(b"\xff\xfe\xfa"),
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("spoil", BROKEN.values(), ids=BROKEN.keys())
def test_a_parsed_schedule_is_kept_and_one_that_is_broken_is_made_anew(
    tmp_path: Path, schedule: Path, parsed: list[Path], spoil: Any
) -> None:
    folder = tmp_path / "cache"
    first = schedule_cache.kept_schedule(schedule, folder)
    pd.testing.assert_frame_equal(schedule_cache.kept_schedule(schedule, folder), first)
    assert len(parsed) == 1
    (copy,) = folder.iterdir()
    copy.write_bytes(spoil(copy.read_bytes()))
    pd.testing.assert_frame_equal(schedule_cache.kept_schedule(schedule, folder), first)
    assert len(parsed) == 2
    pd.testing.assert_frame_equal(schedule_cache.kept_schedule(schedule, folder), first)
    assert len(parsed) == 2


def test_another_content_or_reader_finds_no_copy(
    tmp_path: Path, schedule: Path, parsed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cache"
    schedule_cache.kept_schedule(schedule, folder)
    schedule.write_text(schedule.read_text(encoding="utf-8").replace("2.5%", "3%"), encoding="utf-8")
    assert schedule_cache.kept_schedule(schedule, folder)["mfn"].max() == 0.042
    monkeypatch.setattr(schedule_cache, "READER", 99)
    schedule_cache.kept_schedule(schedule, folder)
    assert len(parsed) == 3


def test_a_folder_that_may_not_be_written_keeps_nothing_and_answers_all_the_same(
    tmp_path: Path, schedule: Path, parsed: list[Path]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for _ in range(2):
        assert len(schedule_cache.kept_schedule(schedule, tmp_path / "file" / "cache")) == 4
    assert len(parsed) == 2


def test_the_copy_stands_in_the_folder_of_editions_and_survives_the_next_command(home: Path, schedule: Path) -> None:
    call("--schedule", schedule, "--lines", "9504.50.00")
    call("--lines", "9504.50.00")
    (copy,) = (home / "reports" / ".cache" / "schedules").iterdir()
    assert copy.name.endswith("-1.csv.gz")


def test_a_whole_archived_schedule_comes_back_from_its_copy_as_it_was_read(tmp_path: Path) -> None:
    path = shared("hts", "hts_2026_rev_10.json.gz")
    first = schedule_cache.kept_schedule(path, tmp_path)
    pd.testing.assert_frame_equal(schedule_cache.kept_schedule(path, tmp_path), first)


# ---------------------------------------------------------------- lists against a schedule
def check(*words: object) -> Result:
    return CliRunner().invoke(cli.app, ["check", *map(str, words)])


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository without faults, for tests that are about warnings."""
    monkeypatch.setattr("reportlib.check.check_all", lambda _home, _today: [])


def test_a_schedule_that_is_none_is_refused_by_the_check_too(home: Path, sound: None, tmp_path: Path) -> None:
    result = check("--schedule", tmp_path / "none.json")
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
    assert "none.json: expected a schedule" in result.stderr
    assert "--on: expected a day" in check("--schedule", tmp_path / "none.json", "--on", "soon").stderr


def test_the_check_warns_of_lists_under_which_a_schedule_has_no_line(home: Path, sound: None, schedule: Path) -> None:
    result = check("--schedule", schedule, "--on", "2025-11-01", "--json")
    assert result.exit_code == 0, result.stderr
    warnings = json.loads(result.stdout)["warnings"]
    assert any("scope-s232-furniture-" in warning and "on the list s232-furniture" in warning for warning in warnings)
    assert not any("begins with 8703230190" in warning or "list s232-semiconductors" in warning for warning in warnings)


@pytest.mark.parametrize(("edition", "day"), [("2025_rev_23", "2025-09-16"), ("2026_rev_10", "2026-06-08")])
def test_lists_fit_the_edition_of_their_day_but_for_one_number_the_law_prints_though_it_is_no_more(
    home: Path, sound: None, edition: str, day: str
) -> None:
    result = check("--schedule", shared("hts", f"hts_{edition}.json.gz"), "--on", day)
    found = [line for line in result.stderr.splitlines() if line.startswith("WARNING")]
    gone = ["9401999081"] if day >= "2026-04-06" else []  # split on 2026-02-01, printed in April
    assert [line.partition("begins with ")[2][:10] for line in found] == gone
