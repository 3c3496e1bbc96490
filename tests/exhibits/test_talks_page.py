"""The page of the talks at the days that matter: what it says, what it must not yet say, what lies beside it."""

from __future__ import annotations

import io
import re

import pandas as pd
import pytest

from reportlib.blocks import Attachment, Commentary, Figure, Lead, Masthead, Para, Points, Section, Table, plain
from tests.exhibits.drawn import words_of
from tests.exhibits.talks_drawn import DAYS, blocks, exhibit, text_of

LATER_THAN_MAY = (
    "golden share", "conditional", "closed", "13 June", "22 July", "framework", "550", "partnership post", "Supreme",
    "section 122", "section 301", "EO 14345", "Takaichi", "struck", "No agreement;", "2026", "52.01", "rally",
    "third round held", "Three rounds",
)  # fmt: skip
RELATIVE = re.compile(r"\b(?:next|last|this) (?:week|month|year)\b|\btomorrow\b|\byesterday\b", re.IGNORECASE)


@pytest.mark.parametrize("day", DAYS)
def test_the_page_reads_on_every_day(day: str) -> None:
    shown = blocks(day)
    assert isinstance(shown[0], Masthead)
    assert isinstance(shown[1], Lead)
    assert len(plain(shown[1].runs).split()) <= 60
    keys = [block.key for block in shown if isinstance(block, Figure | Table)]
    assert len(keys) == len(set(keys))
    for block in shown:
        if isinstance(block, Figure | Table):
            assert len(plain(block.title).split()) <= 16
        if isinstance(block, Figure):
            assert len(plain(block.title).split()) <= 12, plain(block.title)
        if isinstance(block, Masthead | Lead | Para | Points | Section):
            assert not RELATIVE.search(words_of(block)), words_of(block)[:200]


@pytest.mark.parametrize("phrase", LATER_THAN_MAY)
def test_nothing_known_later_stands_on_the_page_of_23_may_2025(phrase: str) -> None:
    found = [words_of(block) for block in blocks("2025-05-23") if phrase.lower() in words_of(block).lower()]
    assert not found, found[0][:200]


def test_the_page_of_23_may_2025_says_what_the_seed_says() -> None:
    text = text_of("2025-05-23")
    for phrase in (
        "more investment", "$14.1bn", "round three", "Bessent is not expected", "30 May", "5 June", "13 days",
        "officials doubt", "No agreement at round 3: likely (55–80%)",
    ):  # fmt: skip
        assert phrase in text, phrase


def test_before_the_talks_the_page_says_there_are_none() -> None:
    text = text_of("2023-12-20")
    for phrase in (
        "No tariff talks",
        "No ministerial round",
        "No judgement",
        "no cadence to draw",
        "No date lies ahead",
    ):
        assert phrase in text, phrase
    assert not any(isinstance(block, Attachment) for block in blocks("2023-12-20"))


def test_todays_page_says_where_the_record_ends_and_uses_no_word_of_pending_for_it() -> None:
    points = [words_of(block) for block in blocks("2026-11-24") if isinstance(block, Points)]
    assert any("No round or summit after 19 March 2026 is on record here." in text for text in points)
    unknown = next(text for text in points if "our sources on" in text)
    assert not re.search(r"remain|\baway\b|\bago\b", unknown)
    assert "as last read on 18 September 2026" in words_of(blocks("2026-11-24")[1])


def test_a_commentary_is_shown_from_its_day_and_stamped_once_its_facts_moved_on() -> None:
    def stamps(day: str) -> list[str]:
        return [block.stamp for block in blocks(day) if isinstance(block, Commentary)]

    assert stamps("2025-04-17") == []
    assert stamps("2025-05-23") == [""]
    assert "24 May 2025" in stamps("2025-05-24")[0]


@pytest.mark.parametrize(("day", "shown"), [("2025-06-30", 1), ("2025-07-01", 0), ("2026-11-24", 1)])
def test_a_commentary_past_its_last_day_is_not_printed(day: str, shown: int) -> None:
    assert sum(isinstance(block, Commentary) for block in blocks(day)) == shown


def test_what_a_table_leaves_out_lies_beside_the_page() -> None:
    files = {block.name: block for block in blocks("2026-11-24") if isinstance(block, Attachment)}
    notes = [block.note for block in blocks("2026-11-24") if isinstance(block, Table)]
    named = [name for name in files if name.endswith("-all.csv")]
    assert named == ["talks-japan-all.csv", "talks-us-all.csv", "talks-law-all.csv", "talks-offices-all.csv"]
    for name in named:
        assert any(name in note for note in notes), f"no table says what is in {name}"
        shown = exhibit("2026-11-24", name.removesuffix("-all.csv"))
        whole = pd.read_csv(io.StringIO(files[name].text))
        assert set(pd.read_csv(io.StringIO(shown.data))["id"]) < set(whole["id"])
        assert whole["source_url"].str.startswith("http").all()


def test_the_calendar_lies_beside_the_page() -> None:
    files = [block for block in blocks("2025-05-23") if isinstance(block, Attachment)]
    assert [one.name for one in files if one.media_type == "text/calendar"] == ["dates.ics"]


def test_round_five_is_under_way_on_its_second_day() -> None:
    text = text_of("2025-06-06")
    assert "Round five is under way, begun on 5 June. Across the table at the last meeting completed, on 30 May" in text
    assert "Bessent came to three of four meetings before round five, which is under way" in text
    assert "Under way" in words_of(exhibit("2025-06-06", "talks-attendance"))


@pytest.mark.parametrize(
    ("day", "phrase"),
    [
        ("2025-05-23", "Round three meets today. Across the table at the last meeting, on 1 May 2025"),
        ("2025-08-06", "Round nine was planned for around 5 August; no word of it is on record yet."),
        ("2025-08-06", "The visit planned for around 5 August is not yet on record"),
    ],
)
def test_a_round_of_the_day_or_without_word_is_told_before_the_last_one(day: str, phrase: str) -> None:
    assert phrase in text_of(day)


@pytest.mark.parametrize("day", ["2026-10-15", "2026-11-24"])
def test_a_page_past_the_end_of_the_record_gives_no_all_clear(day: str) -> None:
    text = text_of(day)
    assert "Nothing new became known" not in text
    assert "what became known in them is not on record" in text


def test_the_news_name_the_tracks_that_were_not_read() -> None:
    assert exhibit("2026-07-24", "talks-news").note == "Not read up to this day: the courts and U.S. Steel."
    assert exhibit("2025-05-23", "talks-news").note == ""
