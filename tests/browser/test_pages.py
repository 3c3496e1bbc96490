"""Pages as a reader's browser shows them: no request, no complaint, nothing wider than the screen."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pytest

from reportlib.editions import briefings
from reportlib.press.html import BriefingHTMLExporter
from tests.notebooks.homes import REAL_DAYS, ROOT
from tests.press.test_html import BREAKERS, hostile_briefing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

Pages = list["Path"]
WIDTHS = (375, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SCREENS = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
ESCAPING = """width => [...document.querySelectorAll('body *')].filter(one => !one.closest('.scroll, .vh, .skip')
    && one.getBoundingClientRect().right > width + 0.5).map(one => one.outerHTML.slice(0, 80))"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


@dataclass
class Seen:
    """What a page asked for and what the browser said about it."""

    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


@contextmanager
def opened(
    browser: Browser, path: Path, *, width: int = 1280, scheme: str = "light", bypass_csp: bool = False
) -> Iterator[tuple[Page, Seen]]:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=bypass_csp,
    )
    seen = Seen()
    page = context.new_page()
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.messages.append(message.text))
    page.on("pageerror", lambda error: seen.messages.append(str(error)))
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready.then(() => true)")
    yield page, seen
    context.close()


def test_a_page_asks_for_nothing_but_itself_and_breaks_no_policy(browser: Browser, built_html_files: Pages) -> None:
    for path in built_html_files:
        with opened(browser, path) as (page, seen):
            page.evaluate(OPEN_ALL)
            assert [url for url in seen.requests if not url.startswith("data:")] == [path.as_uri()]
            assert seen.messages == []


def test_the_policy_would_stop_a_script_and_a_request(browser: Browser, built_html_files: Pages) -> None:
    with opened(browser, built_html_files[0]) as (page, seen):
        page.evaluate("""() => {
            const script = document.createElement('script'); script.textContent = 'window.acted = true';
            document.body.append(script);
            const picture = document.createElement('img'); picture.src = 'http://127.0.0.1:9/a.png';
            document.body.append(picture);
        }""")
        page.wait_for_timeout(200)
        assert page.evaluate("window.acted") is None
        assert len([message for message in seen.messages if "Content Security Policy" in message]) >= 2


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_nothing_is_wider_than_the_screen(browser: Browser, built_html_files: Pages, width: int, scheme: str) -> None:
    for path in built_html_files:
        with opened(browser, path, width=width, scheme=scheme) as (page, _):
            page.evaluate(OPEN_ALL)
            if page.locator("#show-code").count():
                page.check("#show-code")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
            assert page.evaluate(ESCAPING, width) == [], path.name
            assert len(page.screenshot(full_page=True)) > 5_000


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_no_barrier(browser: Browser, built_html_files: Pages, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for path in built_html_files:
        with opened(browser, path, width=width, scheme=scheme, bypass_csp=True) as (page, _):
            page.evaluate(OPEN_ALL)
            results = Axe().run(page)
            assert results.violations_count == 0, f"{path.name}: {results.generate_report()}"


def test_the_house_faces_come_with_the_page(browser: Browser, built_html_files: Pages) -> None:
    for path in built_html_files:
        with opened(browser, path) as (page, _):
            loaded = page.evaluate("[...document.fonts].filter(one => one.status == 'loaded').map(one => one.family)")
            assert {name.strip('"') for name in loaded} == {"Source Sans Pro", "Source Serif Pro"}, path.name


def test_dark_screens_get_a_dark_page_and_paper_a_light_one(browser: Browser, built_html_files: Pages) -> None:
    with opened(browser, built_html_files[-1], scheme="dark") as (page, _):
        paper = "getComputedStyle(document.body).backgroundColor"
        point = "getComputedStyle(document.querySelector('svg.plot text')).fill"
        assert page.evaluate(paper) == "rgb(17, 23, 29)"
        on_screen = page.evaluate(point)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        assert page.evaluate(point) != on_screen


def test_a_chart_wider_than_a_telephone_shows_the_names_of_its_rows_first(
    browser: Browser, built_html_files: Pages
) -> None:
    with opened(browser, built_html_files[-1], width=375) as (page, _):
        chart = page.locator("figure .scroll").first
        assert chart.evaluate("one => one.scrollWidth > one.clientWidth")
        assert chart.evaluate("one => one.scrollLeft") == 0
        left = "one => Math.min(...[...one.querySelectorAll('text')].map(text => text.getBoundingClientRect().left))"
        assert chart.evaluate(left) >= 0


def test_the_switch_shows_the_code_and_paper_never_does(browser: Browser, built_html_files: Pages) -> None:
    with opened(browser, built_html_files[-1]) as (page, _):
        code = page.locator("pre.code").first
        assert not code.is_visible()
        page.get_by_label("Show the code").check()
        assert code.is_visible()
        page.emulate_media(media="print")
        assert not code.is_visible()


def test_the_data_of_an_exhibit_can_be_saved(browser: Browser, built_html_files: Pages) -> None:
    with opened(browser, built_html_files[-1]) as (page, seen):
        page.evaluate(OPEN_ALL)
        with page.expect_download() as waiting:
            page.locator("a[download='timeline.csv']").click()
        assert waiting.value.suggested_filename == "timeline.csv"
        assert waiting.value.path().read_text().startswith("date,lane,hours\n2025-04-01")
        assert seen.messages == []


def test_the_keyboard_reaches_the_text_first_and_sees_where_it_is(browser: Browser, built_html_files: Pages) -> None:
    with opened(browser, built_html_files[-1]) as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]  # it has a box once focused
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_hostile_text_makes_no_element_in_a_real_browser(browser: Browser, tmp_path: Path) -> None:
    count = "[...document.querySelectorAll('*')].map(one => one.tagName).sort().join()"
    found = {}
    for name, text in {"benign": "benign", "hostile": "x" + "".join(BREAKERS) + "x"}.items():
        html, _ = BriefingHTMLExporter().from_notebook_node(hostile_briefing(text))
        path = tmp_path / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        with opened(browser, path) as (page, seen):
            found[name] = page.evaluate(count)
            assert seen.messages == []
    assert found["hostile"] == found["benign"]


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_the_briefings_fit_the_screen_and_ask_for_nothing(browser: Browser, real_html_files: Pages, width: int) -> None:
    assert len(real_html_files) == 2 * len(briefings(ROOT))  # on two days
    for path in real_html_files:
        where = f"{path.parent.parent.name} {path.name}"
        with opened(browser, path, width=width) as (page, seen):
            page.evaluate(OPEN_ALL)
            page.check("#show-code")
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{where} {scheme}"
                assert page.evaluate(ESCAPING, width) == [], f"{where} {scheme}"
            assert [url for url in seen.requests if not url.startswith("data:")] == [path.as_uri()]
            assert seen.messages == []


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme", "day"), [(375, "dark", REAL_DAYS[0]), (1280, "light", REAL_DAYS[1])])
def test_the_briefings_have_no_barrier(
    browser: Browser, real_html_files: Pages, width: int, scheme: str, day: str
) -> None:
    # Every briefing in both; the page with every kind of block is tried in all four, above.
    from axe_playwright_python.sync_playwright import Axe

    for path in (one for one in real_html_files if one.parent.parent.name == day):
        with opened(browser, path, width=width, scheme=scheme, bypass_csp=True) as (page, _):
            results = Axe().run(page)
            assert results.violations_count == 0, f"{day} {path.name}: {results.generate_report()}"
