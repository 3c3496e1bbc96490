"""Labels beside marks: what is placed, what is left out, and where none may stand."""

from __future__ import annotations

import itertools

from reportlib.exhibits.labels import Box, Wish, place, wrap


def test_a_label_too_long_for_its_lines_is_left_out_and_counted() -> None:
    fits, left = place(
        [Wish("long", "word " * 60, 2, 1), Wish("short", "word", 2, 0)],
        width=4, size=8, widest=1, most_lines=2, levels=2, clear=0.1,
    )  # fmt: skip
    assert [one.key for one in fits] == ["short"]
    assert left == ("long",)


def test_labels_on_one_point_take_levels_of_their_own() -> None:
    wishes = [Wish(str(at), f"label {at}", 2, 9 - at) for at in range(6)]
    fits, left = place(wishes, width=4, size=8, widest=1, most_lines=1, levels=3, clear=0.1)
    for one, two in itertools.combinations(fits, 2):
        assert not one.box.meets(two.box)
    assert len(fits) + len(left) == len(wishes)
    assert fits[0].key == "0", "the weightiest is placed first"


def test_a_label_without_a_line_stands_over_no_mark_of_another() -> None:
    wish = [Wish("one", "a label of some width", 2, 1)]
    low, _ = place(wish, width=4, size=8, widest=2, most_lines=1, levels=2, clear=0.1, marks=[2.0])
    high, _ = place(wish, width=4, size=8, widest=2, most_lines=1, levels=2, clear=0.1, marks=[1.8, 2.0, 2.2])
    assert (low[0].level, high[0].level) == (0, 1)


def test_a_blocked_place_is_not_taken() -> None:
    fits, left = place(
        [Wish("one", "label", 2, 1)], width=4, size=8, widest=1, most_lines=1, levels=1, clear=0.1,
        blocked=[Box(0, 0, 4, 2)],
    )  # fmt: skip
    assert fits == ()
    assert left == ("one",)


def test_no_line_is_wider_than_asked_but_for_a_single_word() -> None:
    assert wrap("a few short words", 8, 0.4) != ("a few short words",)
    assert wrap("incomprehensibilities", 8, 0.1) == ("incomprehensibilities",)
    assert wrap("", 8, 1) == ()
