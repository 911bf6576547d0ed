"""Typed answers on pages such as AnkiDroid and AnkiMobile make: real comparison, our script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import phones
import pytest
from chromium import Chromium
from collection import imported
from judging import cases
from reviewer import rendered

from ankigen.anki import build
from ankigen.deck import Deck

pytestmark = [pytest.mark.anki, pytest.mark.browser]

# title, typed, the verdict's mark and words, whether the comparison stays in sight
ANSWERS = (
    ("Geography: the capital", "Canberra", "right", "Right", False),
    ("Geography: the capital", "Canbera", "right", "Right, but for the spelling", True),
    ("Geography: the capital", "Sydney", "wrong", "Not right", False),
    ("Cooking: flour", "strong wheat", "right", "Right", False),
    (
        "Cooking: what dough needs",
        "salt, flour",
        "partly",
        "Partly right · 2 of 4 · missing: Water, Yeast",
        False,
    ),
    ("Machine learning: the steepest slope", "at most a bit", "open", "Compare for yourself", True),
)
NOTES = {case.title: case.note for case in cases()}


@pytest.fixture(scope="module")
def phone(chromium_path: str) -> Iterator[Chromium]:
    """A browser of its own, whose page is written anew for each card."""
    with Chromium(chromium_path) as browser:
        yield browser


@pytest.fixture
def backs(collection: Any, tmp_path: Path) -> Callable[[str, str], tuple[str, str]]:
    """The style sheet and the back of a note after something was typed."""
    notes = tuple({title: NOTES[title] for title, *_ in ANSWERS}.values())
    build([Deck("Test", notes)], tmp_path / "deck.apkg", now=1_700_000_000)
    imported(collection, tmp_path / "deck.apkg")
    made = {
        card.note()["Id"]: card
        for card in map(collection.get_card, collection.find_cards(""))
        if card.note()["Typed"]
    }
    return lambda title, typed: phones.parts(rendered(made[NOTES[title].id], typed=typed))


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("page", phones.PAGES, ids=lambda page: page.__name__)
def test_the_verdict(
    phone: Chromium,
    backs: Callable[[str, str], tuple[str, str]],
    page: Callable[[str, str, bool], str],
    night: bool,
) -> None:
    for title, typed, mark, said, compared in ANSWERS:
        style, back = backs(title, typed)
        assert phones.seen(phone, page(back, style, night)) == {
            "mark": f"verdict {mark}",
            "said": said,
            "compared": compared,
            "wide": False,
        }, (title, typed)


@pytest.mark.parametrize("page", phones.PAGES, ids=lambda page: page.__name__)
def test_nothing_typed(
    phone: Chromium,
    backs: Callable[[str, str], tuple[str, str]],
    page: Callable[[str, str, bool], str],
) -> None:
    style, back = backs("Geography: the capital", "")
    assert phones.seen(phone, page(back, style, False)) == {
        "mark": "",
        "said": "",
        "compared": True,
        "wide": False,
    }
