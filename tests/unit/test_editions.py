"""notebooks/editions.toml: what is refused, then what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlib.check import notebook_faults
from reportlib.editions import briefings, choose, read_contract
from reportlib.errors import DataError, NotFoundError, ParameterError

ROOT = Path(__file__).parents[2]


def home(folder: Path, text: str) -> Path:
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "editions.toml").write_text(text)
    return folder


FILE = "notebooks/editions.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[briefing.talks]\ntitle = 'T'\ncolour = 'red'",
         "briefing.talks.colour: unknown key; expected title, variant"),
        ("[briefing.title]\ntitle = 'T'\ncolour = 'red'",
         "briefing.title.colour: unknown key; expected title, variant"),
        ("[briefing]\ntitle = 3", "briefing.title: expected a table with the keys title, variant, found 3"),
        ("[briefing.talks]\n", "briefing.talks.title: missing key; expected title, variant"),
        ("[briefing.talks]\ntitle = ''", "briefing.talks.title: expected text, found nothing"),
        ("[briefing.talks]\ntitle = 3", "briefing.talks.title: expected text in quotes, found 3"),
        ("[briefing]\ntalks = 'T'", "briefing.talks: expected a table with the keys title, variant, found 'T'"),
        ("[briefing.talks]\ntitle = 'T'\nvariant = 'A-B'", "expected small letters and underscores, found 'A-B'"),
        ("[briefing.'../talks']\ntitle = 'T'", "briefing.../talks: expected small letters, digits and single hyphens"),
        ("[briefing.Talks]\ntitle = 'T'", "between them, a letter first, found 'Talks'"),
        ("[briefing.talks]\ntitle = 'T'\n[other]\n", "other: unknown key; expected briefing"),
        ("briefing = ", "expected TOML in UTF-8: Invalid value"),
        ("[briefing.a]\ntitle='A'\n[briefing.a]\ntitle='B'", "expected TOML in UTF-8: Cannot declare"),
    ],
)  # fmt: skip
def test_an_unknown_key_or_a_bad_name_is_refused_and_the_file_named_once(tmp_path: Path, text: str, said: str) -> None:
    place = home(tmp_path, text)
    with pytest.raises(DataError) as caught:
        briefings(place)
    assert str(caught.value).startswith(f"{FILE}: ")
    assert said in caught.value.message
    assert "Input should" not in caught.value.message
    checked = "\n".join(map(str, notebook_faults(place)))
    assert checked == caught.value.message
    assert checked.count(FILE) == 1


def test_a_list_that_is_missing_or_no_file_is_a_fault_of_the_check(tmp_path: Path) -> None:
    said = f"{FILE}: expected a file that lists the briefings, found none"
    assert [str(one) for one in notebook_faults(tmp_path)] == [said]
    (tmp_path / FILE).mkdir(parents=True)
    with pytest.raises(DataError, match="expected a file that can be read: Is a directory"):
        briefings(tmp_path)


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
