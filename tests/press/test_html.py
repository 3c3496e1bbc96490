"""The HTML page: one file that asks nothing of any server, and that no text from outside can change."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import lxml.html  # type: ignore[import-untyped]  # publishes no types
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from reportlib import blocks
from reportlib.blocks import Cell, Column, Mark, Row, Run
from reportlib.errors import RenderError
from reportlib.press.grids import ROWS_SHOWN, data_table
from reportlib.press.html import STYLESHEET, BriefingHTMLExporter
from reportlib.press.labels import labels
from reportlib.press.links import safe_href
from reportlib.press.stylebook import StyleBook
from reportlib.sourced import Finding, Source
from tests.press import sample_html as sample
from tests.press.sample_pdf import NOTED

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

BREAKERS = (
    "</style><script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", '"><svg onload=alert(1)>',
    "' onclick='x", "]]><b>", "<!--", "--></main>", "{{ 7 * 7 }}", "{% raw %}", "&lt;script&gt;", "</pre></code><h1>",
    "\x00<b>", "<a href=x>", "`</td></table>`", "\u2028<p>", "&#x3c;i&#x3e;", "<![CDATA[<b>]]>", "<plaintext>",
    "</textarea><iframe>",
)  # fmt: skip


def print_html(nb: NotebookNode) -> str:
    html, _ = BriefingHTMLExporter().from_notebook_node(nb)
    return str(html)


def parse(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def style_of(html: str) -> str:
    return html.partition("<style>")[2].partition("</style>")[0]


@pytest.fixture(scope="module")
def html() -> str:
    return print_html(sample.briefing())


@pytest.fixture(scope="module")
def tree(html: str) -> lxml.html.HtmlElement:
    return parse(html)


# What is refused


@pytest.mark.parametrize(
    ("svg", "says"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "<script>"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><g onclick='x'/></svg>", "onclick"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><image href='https://example.org/a.png'/></svg>", "another file"),
        ("<svg><g></svg>", "not well-formed"),
    ],
    ids=["script", "handler", "remote", "broken"],
)
def test_a_picture_that_could_act_is_refused_and_names_cell_and_figure(svg: str, says: str) -> None:
    with pytest.raises(RenderError, match=r"notebook\.ipynb, cell 2.*figure timeline") as caught:
        page_of(sample.notebook(sample.show(sample.masthead()), sample.show(sample.figure(svg=svg))))
    assert says in caught.value.message


def page_of(nb: NotebookNode) -> str:
    html, _ = BriefingHTMLExporter().from_notebook_node(nb, {"metadata": {"name": "notebook"}})
    return str(html)


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(RenderError, match="no words for the language 'xx'; there are en"):
        print_html(sample.notebook(sample.show(sample.masthead(language="xx"))))


def test_a_word_the_language_lacks_is_refused() -> None:
    with pytest.raises(RenderError, match="no word for 'nonsense'"):
        labels("en")["nonsense"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//example.org", "http://", "https://exa mple.org",
        "http://[::1", "ftp://a.b",
        "https://a.b/\"onclick=x", "http:javascript:alert(1)", "mailto:", "/relative", "https://a.b:port/",
        "https://a\u202e.org", "", "x", "https://a.b/\u200b",
    ],
)  # fmt: skip
def test_an_address_no_reader_should_follow_becomes_plain_text(url: str) -> None:
    assert safe_href(url) == ""
    run = Run(text="follow me", url=url)
    tree = parse(print_html(sample.notebook(sample.show(sample.masthead(), blocks.Para(runs=(run,))))))
    assert "follow me" in tree.text_content()
    assert url not in {link.get("href") for link in tree.iter("a")}


@pytest.mark.parametrize("url", ["https://www.example.org/a?b=c&d#e", "http://example.org", "mailto:desk@example.org"])
def test_web_and_mail_addresses_are_links(url: str) -> None:
    assert safe_href(url) == url


def test_a_link_within_the_page_needs_its_target() -> None:
    runs = (Run(text="lost", url="#nowhere"), Run(text="found", url="#section-here"))
    cells = (sample.masthead(), blocks.Section(runs=(Run(text="Here"),)), blocks.Para(runs=runs))
    tree = parse(print_html(sample.notebook(sample.show(*cells))))
    links = {link.text_content(): link.get("href") for link in tree.iter("a")}
    assert links["found"] == "#section-here"
    assert "lost" not in links


# One file, nothing remote, nothing that runs


def test_no_element_fetches_anything(html: str, tree: lxml.html.HtmlElement) -> None:
    fetching = ("src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "cite", "manifest")
    for element in tree.iter():
        assert not [name for name in fetching if name in element.attrib], element.tag
        if element.tag in {"use", "image"}:
            assert element.get("href", "#").startswith(("#", "data:image/")), element.tag
    assert not tree.xpath("//link | //script | //iframe | //object | //embed | //base | //form | //img")
    assert not tree.xpath("//meta[@http-equiv='refresh']")
    assert set(re.findall(r"url\(([^)]{0,5})", style_of(html))) == {"data:"}
    assert "@import" not in html


def test_the_policy_pins_the_one_style_element_and_allows_no_script(html: str, tree: lxml.html.HtmlElement) -> None:
    (meta,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']")
    digest = base64.b64encode(hashlib.sha256(style_of(html).encode()).digest()).decode()
    policy = dict(part.strip().partition(" ")[::2] for part in meta.get("content").split(";"))
    assert policy == {
        "default-src": "'none'", "style-src": f"'sha256-{digest}'", "font-src": "data:", "img-src": "data:",
        "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip
    assert html.count("<style") == html.count("</style") == 1
    assert not tree.xpath("//@style")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]


def test_the_page_sends_no_referrer(tree: lxml.html.HtmlElement) -> None:
    assert tree.xpath("string(//meta[@name='referrer']/@content)") == "no-referrer"


def test_the_page_without_its_faces_is_light(html: str) -> None:
    empty = print_html(sample.notebook(sample.show(sample.masthead())))
    faces = sum(len(rule) for rule in re.findall(r"@font-face\{[^}]*\}", empty))
    assert len(empty.encode()) - faces < 20_000
    assert faces < 100_000
    assert len(html.encode()) < 200_000


# Structure


def test_ids_are_unique_and_every_inner_link_has_its_target(tree: lxml.html.HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    targets = {href[1:] for href in tree.xpath("//@href") if href.startswith("#")}
    assert targets - set(ids) == set()
    assert len(targets) > 15


def test_there_is_one_h1_and_no_heading_skips_a_level(tree: lxml.html.HtmlElement) -> None:
    levels = [int(str(element.tag)[1]) for element in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_reader_finds_landmarks_language_and_a_way_past_the_top(tree: lxml.html.HtmlElement) -> None:
    assert tree.get("lang") == "en"
    assert [len(tree.xpath(f"//{name}")) for name in ("header", "main", "nav", "footer")] == [1, 1, 1, 1]
    assert tree.xpath("//body/a[1]/@href") == ["#content"]
    assert tree.xpath("string(//title)") == "Tokyo brings money to round three; no deal expected – As of 23 May 2025"
    assert tree.xpath("string(//meta[@name='description']/@content)").startswith("Japan is set to table a plan")


def test_contents_are_listed_only_on_a_long_page(tree: lxml.html.HtmlElement) -> None:
    listed = [link.text_content() for link in tree.xpath("//nav//a")]
    assert listed[:2] == ["Key judgements", "Rounds and visits"]
    assert listed[-2:] == ["Caveats", "Sources"]
    short = sample.notebook(sample.show(sample.masthead()), new_markdown_cell("## One\n\nText.\n\n## Two\n\nText."))
    assert not parse(print_html(short)).xpath("//nav")


def test_every_picture_has_words(tree: lxml.html.HtmlElement) -> None:
    pictures = tree.xpath("//svg[not(@aria-hidden)]")
    assert len(pictures) == 3
    assert all(picture.get("role") == "img" and picture.get("aria-label") for picture in pictures)
    assert all(sign.getnext().text_content() for sign in tree.xpath("//td/svg[@aria-hidden]"))


def test_every_table_has_a_caption_and_scoped_headers(tree: lxml.html.HtmlElement) -> None:
    tables = tree.xpath("//table")
    assert len(tables) == 4
    for table in tables:
        assert table.xpath("string(caption)").strip()
        assert table.xpath("count(.//th)") == table.xpath(
            "count(thead//th[@scope='col']) + count(tbody//th[@scope='row'])"
        )
        assert all(len(row.xpath("th[@scope='row']")) == 1 for row in table.xpath("tbody/tr"))


def test_what_can_be_wider_than_the_screen_scrolls_in_a_named_region(tree: lxml.html.HtmlElement) -> None:
    for wide in tree.xpath("//table | //figure/*/svg"):
        (region,) = wide.xpath("ancestor::div[@role='region'][1]")
        assert region.get("tabindex") == "0"
        assert region.get("aria-label")


def test_a_number_links_to_its_source_and_can_be_linked_to(tree: lxml.html.HtmlElement) -> None:
    (equity,) = tree.xpath("//a[@id='finding-deal-equity-usd-bn']")
    assert equity.text_content() == "$14.1bn"
    assert equity.get("href") == "#source-nhk-0523"
    assert equity.get("title") == "14.1 usd_bn; NHK World, 23 May 2025"
    assert tree.xpath("//span[@id='finding-talks-rounds']"), "a finding of a figure that no text prints"
    assert tree.xpath("//*[@id='exhibit-timeline']")


def test_a_chart_opens_at_the_names_of_its_rows_and_says_that_it_scrolls(tree: lxml.html.HtmlElement) -> None:
    (chart,) = tree.xpath("//figure/div[svg or *[local-name() = 'svg']]")
    assert chart.get("class") == "scroll"
    assert tree.xpath("//figure/p[@class='hint']/text()") == ["Wider than this screen: scroll sideways"]
    assert "direction:" not in STYLESHEET.read_text()


def test_a_table_too_wide_for_a_telephone_stacks_its_cells_and_stays_a_table(tree: lxml.html.HtmlElement) -> None:
    stacked = tree.xpath("//table[contains(@class, ' stack')]")
    assert stacked
    for table in stacked:
        names = [head.text_content() for head in table.xpath(".//th[@role='columnheader']")]
        for row in table.xpath(".//tbody/tr[@role='row']"):
            assert [cell.get("data-label") for cell in row.xpath("td[@role='cell']")] == names[1:]


def test_the_label_of_the_bottom_line_ends_in_a_stop(tree: lxml.html.HtmlElement) -> None:
    assert tree.xpath("string(//section[@class='lead']//strong[@class='label'])").endswith(".")


def test_a_number_printed_twice_keeps_one_anchor() -> None:
    para = blocks.Para(
        runs=(Run(text="$14.1bn", finding=sample.EQUITY.key),) * 2, findings=(sample.EQUITY,), sources=(sample.NHK,)
    )
    tree = parse(print_html(sample.notebook(sample.show(sample.masthead(), para))))
    assert [link.get("id") for link in tree.xpath("//a[@class='finding']")] == ["finding-deal-equity-usd-bn", None]


def test_the_annex_says_what_rests_on_a_source_and_how_a_number_was_made(tree: lxml.html.HtmlElement) -> None:
    (nhk,) = tree.xpath("//li[@id='source-nhk-0523']")
    assert "copy at cashinsight.co.uk" in nhk.text_content()
    uses = [link.text for link in nhk.xpath(".//span[@class='uses']/a")]
    assert uses == ["Figure 1", "Table 2", "$14.1bn", "5 June", "13 days"]
    (days,) = tree.xpath("//li[@id='computed-deal-days-left']")
    assert "as_of = 2025-05-23; due = 2025-06-05" in days.text_content()
    assert "days_left: due − as_of" in days.text_content()
    assert days.xpath(".//a/@href") == ["#finding-deal-days-left", "#source-nhk-0523"]
    assert tree.xpath("//a[@id='finding-deal-days-left']/@href") == ["#computed-deal-days-left"]


def test_notes_keep_their_style_and_lists_their_first_number() -> None:
    tree = parse(print_html(sample.notebook(new_markdown_cell(NOTED))))
    (note,) = tree.xpath("//ol[@class='notes']/li")
    assert note.xpath("em/text()") == ["word"]
    assert note.xpath("a[@href='https://example.org/']/strong/text()") == ["order"]
    assert note.xpath("code/text()") == ["code"]
    assert "code. A second paragraph." in " ".join(note.text_content().split())
    assert tree.xpath("//main/ol[not(@class='notes')]/@start") == ["5", "3"]


def test_code_is_on_the_page_only_behind_its_switch(tree: lxml.html.HtmlElement) -> None:
    assert len(tree.xpath("//pre[@class='code']")) == 7
    assert tree.xpath("//label/input[@type='checkbox'][@id='show-code']")
    css = STYLESHEET.read_text()
    assert "pre.code{display:none" in css
    assert "body:has(#show-code:checked) pre.code{display:block}" in css


def test_the_data_of_a_figure_can_be_read_and_taken_away(tree: lxml.html.HtmlElement) -> None:
    (link,) = tree.xpath("//figure//a[@download='timeline.csv']")
    encoded = link.get("href").removeprefix("data:text/csv;charset=utf-8;base64,")
    assert base64.b64decode(encoded).decode() == sample.figure().data
    assert len(tree.xpath("//figure//tbody/tr")) == ROWS_SHOWN
    assert "first 60 of 90 rows" in tree.xpath("string(//figure//caption)")


@pytest.mark.parametrize("text", ["", "\n", "a,b\n"])
def test_a_figure_without_rows_shows_no_data_table(text: str) -> None:
    assert data_table(text) is None


def test_rows_longer_or_shorter_than_the_header_are_squared() -> None:
    data = data_table("a,b\n1\n1,2,3\n")
    assert data is not None
    assert data.rows == [["1", ""], ["1", "2"]]


def test_a_notebook_without_a_masthead_is_a_page_all_the_same() -> None:
    output = new_output("stream", name="stdout", text="<b>42</b>\n")
    cells = (new_markdown_cell("# A study\n\nText with **weight**."), new_code_cell("print(42)", outputs=[output]))
    tree = parse(print_html(sample.notebook(*cells)))
    assert tree.xpath("string(//h1)") == "A study"
    assert tree.xpath("string(//pre[@class='output'])") == "<b>42</b>"
    assert not tree.xpath("//b")


# Same inputs, same bytes


def test_the_stock_command_gives_the_same_bytes_in_another_place_and_locale(tmp_path: Path, html: str) -> None:
    nbformat.write(sample.briefing(), tmp_path / "issue.ipynb")
    (tmp_path / "briefing").mkdir()
    (tmp_path / "briefing" / "index.html.j2").write_text("a template of the working folder must not be taken")
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    command = [sys.executable, "-m", "nbconvert", "--to", "briefing-html", "issue.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "issue.html").read_text(encoding="utf-8") == html


def test_the_exporter_is_found_by_nbconvert_and_named_in_menus() -> None:
    exporter = get_exporter("briefing-html")
    assert exporter is BriefingHTMLExporter
    assert exporter().export_from_notebook == "Briefing HTML"


def test_printing_leaves_the_notebook_as_it_was() -> None:
    nb = sample.briefing()
    before = nbformat.writes(nb)
    print_html(nb)
    assert nbformat.writes(nb) == before


# Text from outside


def hostile_briefing(text: str) -> NotebookNode:
    """Every field a notebook can carry, filled with one text."""
    runs = (
        Run(text=text),
        Run(text=text, strong=True, emph=True, code=True, footnote=(Run(text=text),), url=f"javascript:{text}"),
    )
    source = Source(id="one", publisher=text, title=text, url=text, published=date(2025, 5, 23), tier=1, copy_at=text)
    finding = Finding(key="k", value=text, unit=text, text=text, sources=("one",), formula=text, inputs={text: text})
    table = io.StringIO()
    csv.writer(table).writerows([[text, text], [text, text]])
    data = table.getvalue()
    words: dict[str, Any] = {
        "title": runs,
        "subtitle": text,
        "source_line": text,
        "note": text,
        "sources": (source,),
        "data": data,
    }
    return sample.notebook(
        sample.show(
            sample.masthead(kicker=text, title=runs, coverage=runs, briefing=text, sources=(source,)),
            blocks.Lead(label=text, runs=(*runs, Run(text=text, finding="k")), findings=(finding,), sources=(source,)),
            blocks.Section(runs=runs),
            blocks.Para(runs=runs, role="caveat"),
            blocks.Points(items=(runs, runs)),
            blocks.Commentary(author=text, written=date(2025, 5, 23), paragraphs=(runs,), stamp=text),
            blocks.Figure(key="f", alt=text, svg=SQUARE, width_in=1, height_in=1, **words),
            blocks.Table(
                key="t", columns=(Column(label=text), Column(label=text)), **words,
                rows=(Row(cells=(Cell(runs=runs), Cell(mark=Mark(shape="disc", label=text))), cites=("one",)),),
            ),
            source=text,
        ),
        new_code_cell("1", outputs=[new_output("stream", name="stdout", text=text)]),
    )  # fmt: skip


SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 0 0 L 9 9" style="stroke: #12436D"/></svg>'
)


def census(html: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """How many elements there are of each kind with which attributes."""
    return Counter((str(element.tag), tuple(sorted(element.attrib))) for element in parse(html).iter())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(BREAKERS), st.text(max_size=12)), min_size=1, max_size=4).map("".join))
def test_no_text_adds_an_element_or_an_attribute(text: str) -> None:
    with patch("reportlib.press.html.font_face_rules", return_value=""):  # a subset for each text would take minutes
        assert census(print_html(hostile_briefing(f"x{text}x"))) == census(print_html(hostile_briefing("benign")))


@pytest.mark.parametrize("text", BREAKERS)
def test_no_known_breaker_adds_an_element_or_an_attribute(text: str) -> None:
    assert census(print_html(hostile_briefing(f"x{text}x"))) == census(print_html(hostile_briefing("benign")))


def test_words_in_a_picture_stay_words() -> None:
    svg = SQUARE.replace("<path", "<text>&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;</text><path")
    html = print_html(sample.notebook(sample.show(sample.masthead(), sample.figure(svg=svg))))
    assert not parse(html).xpath("//script")
    assert "&lt;/svg&gt;&lt;script&gt;" in html


def test_half_characters_and_controls_are_marked_not_printed() -> None:
    html = print_html(sample.notebook(new_code_cell("a\ud800b\x00\x1b"), sample.show(sample.masthead())))
    assert "a\ufffdb\ufffd\ufffd" in html
    html.encode("utf-8")


# Colours


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_every_ground_in_both_schemes(scheme: str) -> None:
    light, _, dark = STYLESHEET.read_text().partition("@media screen and (prefers-color-scheme:dark)")
    found = dict(re.findall(r"--(\w+):(#\w+);", light if scheme == "light" else dark))
    colours = {name: value if len(value) == 7 else f"#{2 * value[1:]}" for name, value in found.items()}
    for text in ("ink", "mid", "grey", "blue", "accent"):
        for ground in ("paper", "soft", "flag"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


# Styles of pictures


@pytest.mark.parametrize(
    "style",
    [
        "fill: url(https://example.org)", "background: red", "fill: red} body{display:none", "fill: </style>",
        "behavior: x",
        "fill: expression(alert(1))", "-moz-binding: url(#x)", "position: fixed", "fill: \\75rl(x)", "fill: /* x",
        "font-family: 'x", 'fill: "a\nb',
    ],
)  # fmt: skip
def test_a_style_that_is_not_plain_paint_is_left_out(style: str) -> None:
    assert StyleBook().class_of(style) == ""


def test_equal_styles_share_a_class_and_colours_follow_the_scheme() -> None:
    book = StyleBook()
    assert book.class_of("fill: #12436D; stroke-width: 2") == book.class_of("fill:#12436d;stroke-width:2") == "s1"
    book.class_of("fill: #FFF; stroke: #222222")
    book.class_of("fill: #abcdef")
    rules = book.rules()
    assert ".s1{fill:var(--c-12436d,#12436d);stroke-width:2}" in rules
    dark = rules.partition("@media screen and (prefers-color-scheme:dark)")[2]
    assert "--c-12436d:#8fbfec" in dark
    assert "--c-ffffff:#11171d" in dark
    assert "--c-222222" in dark, "greys are mirrored"
    assert "--c-abcdef" not in dark, "other colours stay"


def test_a_file_beside_the_page_can_be_had_from_the_page_alone() -> None:
    html = print_html(sample.notebook(
        sample.show(sample.masthead()),
        sample.show(blocks.Attachment(
            name="dates.ics", media_type="text/calendar", description="For a calendar", text="BEGIN:VCALENDAR\r\n"
        )),
    ))  # fmt: skip
    content = base64.b64encode(b"BEGIN:VCALENDAR\r\n").decode()
    assert f'download="dates.ics" href="data:text/calendar;charset=utf-8;base64,{content}"' in html
    assert "For a calendar (dates.ics)" in html
