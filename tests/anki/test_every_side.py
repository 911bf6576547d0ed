"""Every side of every card of a built package, in real Anki and as its reviewer shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from baking import every_kind
from collection import cards, imported
from reviewer import PHONE, Reviewer

from ankigen.anki import build
from ankigen.deck import Deck
from ankigen.readers import extract

pytestmark = [pytest.mark.anki, pytest.mark.browser]

DOCUMENTS = sorted((Path(__file__).parents[2] / "data" / "sources").glob("*.txt"))


@pytest.fixture
def problems(
    collection: Any, anki_reviewer: Reviewer, tmp_path: Path
) -> Callable[[Iterable[Deck]], list[str]]:
    """What is wrong with any side of the cards of decks, built and imported, by day or night."""

    def look(decks: Iterable[Deck]) -> list[str]:
        report = build(list(decks), tmp_path / "deck.apkg", now=1_700_000_000)
        log = imported(collection, tmp_path / "deck.apkg")
        assert not log.conflicting
        assert len(log.new) == report.notes
        shown = cards(collection)
        assert len(shown) == report.cards
        said, sound = collection.fix_integrity()
        assert sound, said
        seen = anki_reviewer.look_by_day_and_night(shown, PHONE)
        return [problem for side in seen for problem in side.problems]

    return look


def test_every_kind_of_note(problems: Callable[[Iterable[Deck]], list[str]]) -> None:
    assert problems([every_kind()]) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_the_bundled_documents(problems: Callable[[Iterable[Deck]], list[str]], path: Path) -> None:
    assert problems([extract(path).deck]) == []


def test_the_bundled_package_is_as_large_as_promised(tmp_path: Path) -> None:
    decks = [extract(path).deck for path in DOCUMENTS]
    report = build(decks, tmp_path / "deck.apkg", now=1_700_000_000)
    assert report.decks == 5
    assert report.notes >= 120
    assert report.cards >= 250
