"""The list and the feed of editions: what is left out and told of, then what both say."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from reportlib.errors import PublishError
from reportlib.publish import disk, shelf
from reportlib.publish.manifest import MANIFEST, write_manifest
from reportlib.publish.shelf import index_of, read_shelf, rewrite
from reportlib.publish.swap import FEED, INDEX
from tests.unit.test_manifest import content

ATOM = "{http://www.w3.org/2005/Atom}"


def publish(out: Path, as_of: str, briefing: str, *formats: str, variant: str = "", **changes: Any) -> Path:
    folder = out / as_of / (f"{briefing}--{variant}" if variant else briefing)
    folder.mkdir(parents=True)
    for wanted in formats or ("html", "pdf"):
        (folder / f"{briefing}.{wanted}").write_text("page")
    about = {"briefing": briefing, "variant": variant, "as_of": as_of, "title": f"{briefing} of {as_of}"}
    write_manifest(folder, content(**about, **changes))
    return folder


def made_at(moment: str) -> dict[str, Any]:
    return {"at": moment, "host": "", "git": None, "seconds": {}}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish(tmp_path, "2025-05-23", "talks")
    publish(tmp_path, "2025-05-23", "deal", "pdf", created=made_at("2026-11-24T10:00:00+01:00"))
    publish(tmp_path, "2026-11-24", "tariffs", "html", variant="no-deal", created=made_at("2026-11-24T09:30:00Z"))
    return tmp_path


def read(out: Path) -> tuple[list[str], list[str]]:
    warned: list[str] = []
    return [f"{one.as_of}/{one.label}" for one in read_shelf(out, warned.append)], warned


def spoil(out: Path, how: str) -> None:
    talks = out / "2025-05-23" / "talks"
    match how:
        case "no manifest":
            (talks / MANIFEST).unlink()
        case "no JSON":
            (talks / MANIFEST).write_text("{")
        case "another schema":
            loaded = json.loads((talks / MANIFEST).read_text()) | {"schema_version": 99}
            (talks / MANIFEST).write_text(json.dumps(loaded))
        case "not UTF-8":
            (talks / MANIFEST).write_bytes(b"\xff\xfe")
        case "copied elsewhere":
            shutil.copytree(talks, out / "2025-05-23" / "speeches")
            shutil.rmtree(talks)
        case "page gone":
            (talks / "talks.html").unlink()
        case "a link":
            shutil.move(talks, out.parent / "elsewhere")
            talks.symlink_to(out.parent / "elsewhere")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("no manifest", "no manifest.json"),
        ("no JSON", "Expecting"),
        ("another schema", "$.schema_version"),
        ("not UTF-8", "codec can't decode"),
        ("copied elsewhere", "it holds the edition 2025-05-23/talks"),
        ("page gone", "no page, or one is missing: talks.html"),
        ("a link", "found a link"),
    ],
)
def test_a_folder_that_is_no_edition_is_left_out_and_told_of(out: Path, how: str, said: str) -> None:
    spoil(out, how)
    labels, warned = read(out)
    assert labels == ["2026-11-24/tariffs--no-deal", "2025-05-23/deal"]
    assert len(warned) == 1
    assert said in warned[0]
    assert str(out / "2025-05-23") in warned[0]


@pytest.mark.parametrize("name", ["photos", "2025-5-23", "2025-02-30"])
def test_a_folder_that_is_no_day_is_left_out_and_told_of(out: Path, name: str) -> None:
    (out / name / "talks").mkdir(parents=True)
    labels, warned = read(out)
    assert len(labels) == 3
    assert "expected a folder named by a day" in warned[0]


def test_hidden_folders_and_files_beside_are_nobody_s_business(out: Path) -> None:
    (out / ".failed" / "2025-05-23" / "talks").mkdir(parents=True)
    (out / "README.md").write_text("read me")
    assert read(out)[1] == []


def test_where_nothing_is_published_nothing_is_written(tmp_path: Path) -> None:
    rewrite(tmp_path, pytest.fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stop", [INDEX, FEED])
def test_a_disk_that_refuses_leaves_both_files_whole_and_is_said_to_refuse(
    out: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    rewrite(out, pytest.fail)
    before = (out / INDEX).read_bytes(), (out / FEED).read_bytes()
    publish(out, "2024-01-02", "talks")
    write = disk.write_synced

    def full(path: Path, data: bytes) -> None:
        if path.name == stop:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(path, data)

    monkeypatch.setattr(shelf, "write_synced", full)
    with pytest.raises(PublishError, match=r"could not be written anew .* the editions are published"):
        rewrite(out, pytest.fail)
    assert (out / stop).read_bytes() == before[0 if stop == INDEX else 1]
    assert "2024-01-02" not in (out / FEED).read_text()


def test_the_list_has_the_newest_day_first_and_links_to_what_there_is(out: Path) -> None:
    page = index_of(read_shelf(out, pytest.fail))
    assert re.findall(r'<time datetime="([\d-]+)">', page) == ["2026-11-24", "2025-05-23"]
    assert re.findall(r'href="(20[^"]+)"', page) == [
        "2026-11-24/tariffs--no-deal/tariffs.html",
        "2025-05-23/deal/deal.pdf",
        "2025-05-23/talks/talks.html",
        "2025-05-23/talks/talks.pdf",
    ]
    assert "Tariffs: no deal" in page
    assert "<h2 id=" in page
    assert page.count("<h1") == 1


def test_the_list_asks_nothing_of_any_server_and_says_so(out: Path) -> None:
    page = index_of(read_shelf(out, pytest.fail))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert not re.search(r"https?://|<script|style=", page)


def test_a_title_with_markup_and_signs_nobody_prints_is_words(tmp_path: Path) -> None:
    folder = publish(tmp_path, "2025-05-23", "talks")
    manifest = json.loads((folder / MANIFEST).read_text()) | {"title": "<b>Rates & rounds</b>\x0c"}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    rewrite(tmp_path, pytest.fail)
    assert "&lt;b&gt;Rates &amp; rounds&lt;/b&gt; " in (tmp_path / INDEX).read_text()
    assert entries(tmp_path)[0].findtext(f"{ATOM}title") == "<b>Rates & rounds</b> "


def entries(out: Path) -> list[ET.Element]:
    return ET.parse(out / FEED).getroot().findall(f"{ATOM}entry")


def test_the_feed_holds_what_the_standard_requires(out: Path) -> None:
    rewrite(out, pytest.fail)
    feed = ET.parse(out / FEED).getroot()
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *entries(out)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated") or "")
        assert element.find(f"{ATOM}link[@rel='alternate']") is not None
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert feed.find(f"{ATOM}link[@rel='self']") is not None
    ids = [one.findtext(f"{ATOM}id") for one in (feed, *entries(out))]
    assert len(set(ids)) == len(ids)


def test_the_feed_has_the_edition_made_last_first_in_utc(out: Path) -> None:
    rewrite(out, pytest.fail)
    updated = [one.findtext(f"{ATOM}updated") for one in entries(out)]
    assert updated == ["2026-11-24T09:30:00Z", "2026-11-24T09:00:00Z", "2026-11-24T08:00:00Z"]
    assert ET.parse(out / FEED).getroot().findtext(f"{ATOM}updated") == updated[0]


def test_an_id_outlives_a_new_build_of_its_edition_and_another_folder(out: Path, tmp_path_factory: Any) -> None:
    rewrite(out, pytest.fail)
    before = {one.findtext(f"{ATOM}title"): one.findtext(f"{ATOM}id") for one in entries(out)}
    other = tmp_path_factory.mktemp("other")
    publish(other, "2025-05-23", "talks", created=made_at("2027-01-01T00:00:00Z"), content_id="f" * 12)
    rewrite(other, pytest.fail)
    (entry,) = entries(other)
    assert before["talks of 2025-05-23"] == entry.findtext(f"{ATOM}id")


def test_every_address_in_the_feed_is_a_file_of_the_folder(out: Path) -> None:
    rewrite(out, pytest.fail)
    links = [link for entry in entries(out) for link in entry.findall(f"{ATOM}link")]
    assert len(links) == 4
    for link in links:
        assert (out / link.attrib["href"]).is_file()
    sized = [link for link in links if "length" in link.attrib]
    assert [(link.attrib["rel"], link.attrib["length"]) for link in sized] == [("enclosure", "4")]


def test_the_same_manifests_give_the_same_bytes_wherever_they_lie(out: Path, tmp_path_factory: Any) -> None:
    rewrite(out, pytest.fail)
    other = tmp_path_factory.mktemp("other") / "copy"
    shutil.copytree(out, other, ignore=shutil.ignore_patterns(INDEX, FEED))
    rewrite(other, pytest.fail)
    for name in (INDEX, FEED):
        assert (other / name).read_bytes() == (out / name).read_bytes()
