"""Reading a tariff schedule as USITC exports it: what is refused, its quirks, and the archived editions."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from reportlib.errors import DataError
from reportlib.loaders.schedule import read_schedule, read_weights
from tests.unit.lawbook import schedule


def row(number: str, indent: object, general: str = "") -> dict[str, Any]:
    return {"htsno": number, "indent": indent, "description": "Goods", "general": general}


def written(folder: Path, rows: object) -> Path:
    path = folder / "hts.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


# ---------------------------------------------------------------- what is refused
REFUSED: dict[str, tuple[bytes, str]] = {
    "not JSON": (b"htsno,indent\n", "expected a schedule as USITC exports it (a JSON list, plain or gzip)"),
    "half a gzip": (gzip.compress(b"[]" * 900)[:20], "expected a schedule as USITC exports it"),
    "a broken gzip": (b"\x1f\x8b\x08\x00" + b"\0" * 6 + b"\xff" * 20, "expected a schedule as USITC exports it"),
    "another encoding": ("é".encode("latin-1"), "expected a schedule as USITC exports it"),
    "no list": (b'{"rows": []}', "expected a JSON list of rows, found an object in braces"),
    "nothing": (b"[]", "expected tariff lines of 8 or 10 digits, found none"),
    "a row that is none": (b'["0101.21.00.10"]', ":1: expected htsno, indent and general, found '0101.21.00.10'"),
    "a row without indent": (b'[{"htsno": "0101", "general": ""}]', ":1: expected htsno, indent and general"),
    "a row without a rate": (b'[{"htsno": "0101", "indent": "0"}]', ":1: expected htsno, indent and general"),
}
REFUSED |= {
    f"a depth of {indent!r}": (json.dumps([row("0101", indent)]).encode(), ":1: indent: expected a depth like 0, 1")
    for indent in (-1, "-1", "deep", 1.5, None)
}
REFUSED |= {
    f"a number like {number!r}": (
        json.dumps([row("0101", 0), row(number, 1)]).encode(),
        f":2: htsno: expected an HTS number like 8703.23.01.90, found '{number}'",
    )
    for number in ("101.21", "8703230190", "0101.21.00.1", "0101.2x", "\u0660\u0661\u0660\u0661")
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_is_no_schedule_is_refused_at_its_row(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "hts.json"
    path.write_bytes(content)
    with pytest.raises(DataError) as refused:
        read_schedule(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        read_schedule(tmp_path / "hts.json")


# ---------------------------------------------------------------- quirks
def lines(folder: Path, *rows: dict[str, Any]) -> pd.DataFrame:
    return read_schedule(written(folder, rows)).set_index("hts10")


def test_a_rate_is_inherited_on_the_indent_path_and_never_from_a_neighbour(tmp_path: Path) -> None:
    found = lines(
        tmp_path,
        row("1202", 0), row("", 1), row("1202.41", 2), row("1202.41.80", 3, "131.8%"), row("1202.41.80.20", 4),
        row("1202.42", 2, "6.6¢/kg"), row("1202.42.50", 3), row("1202.42.50.10", 4),
        row("1202.50.00", 1), row("1202.50.00.10", 2),
    )  # fmt: skip
    assert dict(found["mfn"].fillna(-1)) == {"1202418020": 1.318, "1202425010": -1, "1202500010": -1}
    assert found["mfn_kind"].tolist() == ["ad_valorem", "specific", "blank"]
    assert found["read_at"].tolist() == ["1202.41.80", "1202.42", ""]


def test_a_grouping_row_without_a_number_hands_its_rate_down(tmp_path: Path) -> None:
    found = lines(tmp_path, row("0101", 0), row("", 1, "4%"), row("0101.30.00.00", 2))
    assert list(found[["mfn", "mfn_kind", "read_at"]].iloc[0]) == [0.04, "ad_valorem", ""]


RATES = {
    "2.5%<u></u>": (0.025, "ad_valorem"),
    "<i>Free</i> ": (0.0, "free"),
    "Free 1/": (0.0, "free"),
    " 25\xa0% ": (0.25, "ad_valorem"),
    "5%.": (0.05, "ad_valorem"),
    "+25%": (0.25, "ad_valorem"),
    "+ 25%": (0.25, "ad_valorem"),
    "1/2%": (0.005, "ad_valorem"),
    "2 1/2%": (0.025, "ad_valorem"),
    "6.6¢/kg": (None, "specific"),
    "$1.50 each": (None, "specific"),
    "1¢/kg + 5%": (None, "compound"),
    "1/0%": (None, "compound"),
    "3.4% on the value of the lead content": (None, "compound"),
    "The duty provided in the applicable subheading + 25%": (None, "compound"),
    "": (None, "blank"),
}


@pytest.mark.parametrize(("text", "rate", "kind"), [(text, *pair) for text, pair in RATES.items()])
def test_a_rate_as_printed_is_read_or_left_unknown_and_never_zero(
    tmp_path: Path, text: str, rate: float | None, kind: str
) -> None:
    found = lines(tmp_path, row("8708.29.50.60", 0, text)).iloc[0]
    assert found["mfn_kind"] == kind
    assert pd.isna(found["mfn"]) if rate is None else found["mfn"] == rate


def test_an_eight_digit_number_without_children_is_a_line_and_chapter_99_is_not(tmp_path: Path) -> None:
    found = lines(
        tmp_path, row("9801.00.10", 0, "Free"), row("9801.00.10.10", 1), row("9802.00.20", 0, "Free"),
        row("9903.94.41", 0, "15%"),
    )  # fmt: skip
    assert found.index.tolist() == ["9801001010", "9802002000"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_schedule_is_read_plain_or_packed_whatever_its_name(tmp_path: Path, packed: bool) -> None:
    content = json.dumps([row("0101.30.00.00", "0", "4%")]).encode()
    path = tmp_path / "schedule"
    path.write_bytes(gzip.compress(content) if packed else content)
    assert read_schedule(path)["mfn"].tolist() == [0.04]


# ---------------------------------------------------------------- archived editions
EDITIONS = {
    "2025_basic": (20204, 7385, 10229, 2299, 291), "2025_rev_4": (20206, 7386, 10230, 2299, 291),
    "2025_rev_6": (20206, 7386, 10230, 2299, 291), "2025_rev_7": (20206, 7386, 10230, 2299, 291),
    "2025_rev_11": (20206, 7386, 10230, 2299, 291), "2025_rev_14": (20206, 7386, 10230, 2299, 291),
    "2025_rev_18": (20241, 7409, 10242, 2299, 291), "2025_rev_19": (20241, 7409, 10242, 2299, 291),
    "2025_rev_23": (20241, 7409, 10242, 2299, 291), "2025_rev_26": (20241, 7409, 10242, 2299, 291),
    "2026_rev_4": (20329, 7464, 10263, 2311, 291), "2026_rev_5": (20329, 7464, 10263, 2311, 291),
    "2026_rev_10": (20329, 7464, 10263, 2311, 291),
}  # fmt: skip
"""Lines, free, ad valorem, specific or compound, blank: counted when the editions were archived."""


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_archived_edition_has_the_lines_counted_in_it(edition: str) -> None:
    found = schedule(edition)
    kinds = found["mfn_kind"].replace("compound", "specific").value_counts()
    assert (len(found), *kinds[["free", "ad_valorem", "specific", "blank"]]) == EDITIONS[edition]
    assert found["hts10"].is_monotonic_increasing
    assert found["mfn"].isna().sum() == kinds["specific"] + kinds["blank"]
    assert (found.loc[found["mfn_kind"] == "blank", "hts10"].str[:2] == "98").all()


def test_known_traps_of_the_editions_are_read_right() -> None:
    basic, marked = (schedule(edition).set_index("hts10") for edition in ("2025_basic", "2025_rev_14"))
    peanuts = basic.loc[basic.index.str.startswith("12024250")]
    assert set(peanuts["mfn_kind"]) == {"specific"}  # a neighbour pays 131.8 %
    assert basic.loc["8703230190", "mfn"] == 0.025
    assert marked.loc["8708220000", "mfn"] == 0.025  # printed with mark-up in this edition


# ---------------------------------------------------------------- weights
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected a CSV file with hts10,value"),
        ("code,value\n", "expected columns hts10 and value, found code, value"),
        ("hts10,value\n870323,1\n", ":2: hts10: expected 8 or 10 digits, found '870323'"),
        ("hts10,value\n8703230190,1\n8703230190,2\n", ":3: hts10: expected every line once, found '8703230190'"),
        ("hts10,value\n8703230190,-1\n", ":2: value: expected a number of 0 or more, found '-1'"),
        ("hts10,value\n8703230190,\n", ":2: value: expected a number of 0 or more, found ''"),
        ("hts10,value\n8703230190,inf\n", ":2: value: expected a number of 0 or more, found 'inf'"),
    ],
)
def test_weights_that_are_none_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "weights.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        read_weights(path)
    assert said in str(refused.value)


def test_weights_are_read_with_their_leading_zeros(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text("hts10,value,note\n0201.10.50.10,1.5,x\n95045000,0,\n", encoding="utf-8")
    assert read_weights(path).to_dict("list") == {"hts10": ["0201105010", "9504500000"], "value": [1.5, 0.0]}
