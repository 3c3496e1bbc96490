"""notebooks/editions.toml: what is refused, then what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlib.editions import briefings, choose, read_contract
from reportlib.errors import NotFoundError, ParameterError

ROOT = Path(__file__).parents[2]


def home(folder: Path, text: str) -> Path:
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "editions.toml").write_text(text)
    return folder


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[briefing.talks]\ntitle = 'T'\ncolour = 'red'", "briefing.talks.colour"),
        ("[briefing.talks]\n", "briefing.talks.title"),
        ("[briefing.talks]\ntitle = ''", "briefing.talks.title"),
        ("[briefing.'../talks']\ntitle = 'T'", "String should match pattern"),
        ("[briefing.Talks]\ntitle = 'T'", "String should match pattern"),
        ("[other]\n", "other"),
        ("briefing = ", "notebooks/editions.toml"),
        ("[briefing.a]\ntitle='A'\n[briefing.a]\ntitle='B'", "notebooks/editions.toml"),
    ],
)
def test_an_unknown_key_or_a_bad_name_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ParameterError) as caught:
        briefings(home(tmp_path, text))
    assert said in caught.value.message


def test_a_repository_without_editions_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"no .*editions\.toml"):
        briefings(tmp_path)


def test_an_unknown_briefing_is_refused_with_the_nearest(tmp_path: Path) -> None:
    place = home(tmp_path, "[briefing.talks]\ntitle = 'T'\n[briefing.deal]\ntitle = 'D'")
    with pytest.raises(ParameterError, match="no briefing 'talk', did you mean 'talks'") as caught:
        choose(place, ["talk"])
    assert caught.value.tip == "There are: talks, deal."


def test_none_named_means_all_in_the_order_of_the_file_and_each_only_once(tmp_path: Path) -> None:
    place = home(tmp_path, "[briefing.talks]\ntitle = 'T'\n[briefing.deal]\ntitle = 'D'")
    assert [one.name for one in choose(place, [])] == ["talks", "deal"]
    assert [one.name for one in choose(place, ["deal", "deal"])] == ["deal"]
    assert choose(place, ["deal"])[0].notebook == place / "notebooks" / "deal.ipynb"


def test_every_briefing_of_the_repository_has_a_readable_contract_with_as_of() -> None:
    for briefing in briefings(ROOT).values():
        if briefing.notebook.exists():
            assert "as_of" in read_contract(briefing.notebook).names
