"""Figure SVG carries nothing that acts, refers elsewhere or varies."""

from __future__ import annotations

import pytest

from reportlib.errors import RenderError
from reportlib.press.exhibit_svg import house_svg
from reportlib.press.svg import clean_svg
from tests.press.sample_pdf import timeline


def svg(inner: str, attributes: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inner}</svg>'
    )


@pytest.mark.parametrize(
    "picture",
    [
        svg("<script>alert(1)</script>"),
        svg("<foreignObject><p/></foreignObject>"),
        svg('<a href="https://example.org"><path d="M0 0"/></a>'),
        svg('<image href="https://example.org/x.png"/>'),
        svg('<image href="data:image/svg+xml;base64,AAAA"/>'),
        svg('<use xlink:href="other.svg#a"/>'),
        svg('<path style="fill: url(https://example.org/x)"/>'),
        svg('<path d="M0 0" onclick="x()"/>'),
        svg("<style>@import url(x.css);</style>"),
        svg("<style>p { color: red }</style>"),
        svg("<animate/>"),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
        '<x xmlns="urn:x"/>',
        "<svg",
        "",
    ],
)
def test_a_picture_that_could_act_or_reach_out_is_refused(picture: str) -> None:
    with pytest.raises(RenderError) as caught:
        clean_svg(picture)
    assert caught.value.tip


def test_what_varies_and_what_styles_the_page_is_taken_out() -> None:
    clean = clean_svg(timeline())
    assert clean.startswith("<svg")
    for word in ("<?xml", "DOCTYPE", "metadata", "<style", "dc:date"):
        assert word not in clean
    assert "stroke-linejoin" in clean


def test_ids_and_their_references_get_the_prefix() -> None:
    clean = clean_svg(
        svg('<defs><clipPath id="c"/><path id="p"/></defs><use xlink:href="#p"/><path clip-path="url(#c)"/>'),
        prefix="f1-",
    )
    assert 'id="f1-c"' in clean
    assert '"#f1-p"' in clean
    assert "url(#f1-c)" in clean


def test_print_refuses_a_chart_in_a_strange_face() -> None:
    with pytest.raises(RenderError, match="DejaVu"):
        house_svg(svg("<text style=\"font: 9px 'DejaVu Sans'\">a</text>"), key="x")


def test_characters_no_house_face_has_are_marked_in_the_chart() -> None:
    clean, omitted = house_svg(svg("<text style=\"font: 9px 'Source Sans Pro'\">交渉 ok ☎</text>"), key="x")
    assert "[…] ok […]" in clean
    assert omitted == "交渉☎"
