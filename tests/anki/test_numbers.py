"""Numbers that clozes and formulas keep."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ankigen.anki import Lock, card_list, plan
from ankigen.anki.numbers import Part, numbers, part
from ankigen.deck import Deck, Note, Point

PARTS = st.lists(
    st.builds(part, st.text("abcd ", max_size=8), st.text("xyz", max_size=3)), max_size=8
)
TAKEN = st.dictionaries(st.integers(1, 20), st.builds(part, st.text("abcd ", max_size=8)))


def taken(*parts: Part) -> dict[int, Part]:
    return dict(enumerate(parts, 1))


def test_first_numbers_follow_the_order() -> None:
    assert numbers([part("yeast"), part("salt"), part("water")], {}) == (1, 2, 3)


def test_a_part_added_in_the_middle_gets_a_number_of_its_own() -> None:
    before = taken(part("yeast"), part("water"))
    assert numbers([part("yeast"), part("salt"), part("water")], before) == (1, 3, 2)


def test_the_number_of_a_part_that_went_is_given_to_no_other() -> None:
    before = taken(part("yeast"), part("salt"))
    assert numbers([part("yeast"), part("malt syrup")], before) == (1, 3)


def test_a_part_that_comes_back_gets_its_number_back() -> None:
    before = {1: part("yeast"), 2: part("salt"), 3: part("water")}
    assert numbers([part("water"), part("salt")], before) == (3, 2)


def test_a_corrected_text_keeps_its_number() -> None:
    before = taken(part("lactic acid"), part("yeast"))
    assert numbers([part("yeast"), part("lactic acids")], before) == (2, 1)


def test_a_replaced_text_in_the_same_surroundings_keeps_its_number() -> None:
    before = taken(part("2", r"\frac{…}{n}"), part("n", r"\frac{2}{…}"))
    assert numbers([part("6", r"\frac{…}{n}"), part("n", r"\frac{6}{…}")], before) == (1, 2)


def test_equal_texts_are_told_apart_by_what_is_around_them() -> None:
    before = taken(part("2", "first"), part("2", "second"))
    assert numbers([part("2", "second"), part("2", "first")], before) == (2, 1)


def test_unlike_texts_are_never_taken_for_each_other() -> None:
    assert numbers([part("oven", "there")], taken(part("kneading trough", "here"))) == (2,)


def test_a_part_keeps_the_beginning_of_a_long_text() -> None:
    assert part("a  b\nc").what == "a b c"
    assert len(part("long " * 100).what) == 60
    assert part("\ud800").what == "?"


@given(PARTS, TAKEN)
def test_numbers_are_distinct_and_never_below_one(
    parts: list[Part], before: dict[int, Part]
) -> None:
    given_ = numbers(parts, before)
    assert len(set(given_)) == len(parts)
    assert all(number >= 1 for number in given_)
    assert numbers(parts, before) == given_


@given(PARTS, st.randoms(use_true_random=False))
def test_the_same_parts_in_another_order_keep_their_numbers(
    parts: list[Part], chance: object
) -> None:
    known = dict(zip(numbers(parts, {}), parts, strict=True))
    shuffled = list(parts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = numbers(shuffled, known)
    assert {number: known[number] for number in again} == dict(zip(again, shuffled, strict=True))


def test_a_long_part_is_listed_with_a_mark_that_it_goes_on() -> None:
    long = "kneading lines up the gluten and holds the gas that the yeast makes in the dough"
    point = Point(text=f"{long}, for hours")
    note = Note("N1", "open", "Why knead?", answer="So.", points=(point,), cloze=(long,))
    made = plan([Deck("Bread", (note,))], "x.apkg", Lock(), 0)
    assert [card.hides for card in card_list(made) if card.number] == [long[:60] + "…"]
