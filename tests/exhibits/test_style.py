"""One house style for every chart helper: contrast, colour-blind safety, type size, no hidden state."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from reportlib.desk import open_desk
from reportlib.errors import NotFoundError
from reportlib.exhibits import gallery, style
from reportlib.exhibits.frame import Chart, canvas
from reportlib.press.stylebook import DARK

DOCS = Path(__file__).parents[2] / "docs"
SMALLEST = 7.5
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIMULATED = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
HELPERS = gallery.helpers()


def linear(colour: str) -> np.ndarray:
    srgb = np.array(to_rgb(colour))
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of a linear RGB colour."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@cache
def sample(name: str) -> pd.DataFrame:
    return gallery.SAMPLES[name](open_desk(gallery.day_of(name))).value


def test_a_fifth_series_is_refused() -> None:
    with pytest.raises(style.PaletteError, match="split the chart"):
        style.palette(5)


@pytest.mark.parametrize("colour", [*style.SERIES, style.INK, style.GREY])
def test_every_colour_stands_out_from_paper(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 3


@pytest.mark.parametrize("colour", [*style.SERIES, style.INK, style.GREY])
def test_every_colour_stands_out_from_the_paper_of_a_dark_page(colour: str) -> None:
    dark_paper, dark = DARK[style.PAPER.removeprefix("#")], DARK[colour.removeprefix("#")]
    assert contrast(dark, dark_paper) >= 3


@pytest.mark.parametrize("colour", [style.INK, style.GREY, style.PLUM, style.BLUE])
def test_colours_used_for_words_reach_the_contrast_of_text(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 4.5
    assert contrast(colour, style.SOFT) >= 4.5


@pytest.mark.parametrize("sight", ["full", *SIMULATED])
@pytest.mark.parametrize(("one", "two"), list(itertools.combinations(style.SERIES, 2)))
def test_series_stay_apart_for_every_kind_of_sight(sight: str, one: str, two: str) -> None:
    matrix = np.array(SIMULATED[sight]) if sight in SIMULATED else np.eye(3)
    distance = float(np.linalg.norm(lab(matrix @ linear(one)) - lab(matrix @ linear(two))))
    # About four times a just noticeable difference; a shape, a line or a word always says the same.
    assert distance >= 10, f"{one} and {two} are {distance:.1f} apart"


def test_every_helper_has_a_sample_and_every_sample_a_helper() -> None:
    assert set(gallery.SAMPLES) == set(HELPERS)


def test_a_helper_without_a_sample_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    name = next(iter(HELPERS))
    monkeypatch.setattr(gallery, "SAMPLES", {k: v for k, v in gallery.SAMPLES.items() if k != name})
    with pytest.raises(NotFoundError, match=name):
        gallery.entries(open_desk(gallery.LATEST))


def test_the_gallery_page_is_that_of_the_helpers() -> None:
    shown = gallery.entries(open_desk(gallery.LATEST))
    text = (DOCS / "gallery.md").read_text(encoding="utf-8")
    assert text == gallery.markdown(shown), "the gallery is out of date: run `python docs/gallery.py`"
    assert {path.name for path in (DOCS / "gallery").glob("*.svg")} == {f"{e.topic}-{e.name}.svg" for e in shown}


@pytest.mark.parametrize("name", HELPERS)
def test_no_type_is_smaller_than_a_reader_can_read(name: str) -> None:
    figure = HELPERS[name](sample(name)).get_figure(root=True)
    assert figure
    figure.canvas.draw()
    shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    assert shown
    assert min(float(text.get_fontsize()) for text in shown) >= SMALLEST


@pytest.mark.parametrize("name", HELPERS)
def test_text_is_horizontal(name: str) -> None:
    figure = HELPERS[name](sample(name)).get_figure(root=True)
    assert figure
    assert {text.get_rotation() for text in figure.findobj(Text) if text.get_text().strip()} == {0.0}


@pytest.mark.parametrize("name", HELPERS)
def test_a_helper_draws_on_the_axes_given_and_returns_them(name: str) -> None:
    chart: Chart = HELPERS[name]
    axes = canvas(chart.height_in(sample(name)))
    assert chart(sample(name), ax=axes) is axes
    assert axes.has_data() or axes.patches or axes.texts


@pytest.mark.parametrize("name", HELPERS)
def test_a_helper_leaves_pyplot_and_its_data_alone(name: str) -> None:
    plt.close("all")
    before = sample(name).copy(deep=True)
    settings = dict(plt.rcParams)
    HELPERS[name](sample(name))
    assert plt.get_fignums() == []
    assert dict(plt.rcParams) == settings
    pd.testing.assert_frame_equal(sample(name), before)


@pytest.mark.parametrize("name", HELPERS)
def test_a_chart_has_one_pair_of_axes_and_no_legend(name: str) -> None:
    axes = HELPERS[name](sample(name))
    figure = axes.get_figure(root=True)
    assert figure
    assert axes.get_legend() is None
    assert len({(round(one.get_position().x0, 3), round(one.get_position().y0, 3)) for one in figure.axes}) == len(
        figure.axes
    ), "two scales on one picture"
