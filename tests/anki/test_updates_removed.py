"""Notes that are taken out of their deck, in real Anki: tagged, pruned, brought back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from baking import crust, deck
from collection import imported
from learner import MONDAY, NEXT_CENTURY, TUESDAY, Learner

from ankigen.anki import lock, plan, pruned
from ankigen.anki.build import files_of
from ankigen.atomic import write_together
from ankigen.deck import Note

pytestmark = pytest.mark.anki

OTHER = Note(id="C2", kind="open", question="What is a score?", answer="A cut in the dough.")
WITH, WITHOUT = deck(OTHER, crust()), deck(OTHER)
FIELDS = ("Question", "Answer", "Text", "Points", "Formulas")


@pytest.fixture
def learner(new_collection: Callable[[], Any], tmp_path: Path) -> Learner:
    """Who has learned both notes when the author takes one out."""
    learner = Learner(new_collection(), tmp_path)
    learner.gets(WITH, now=MONDAY)
    learner.reviews_everything()
    return learner


def texts(learner: Learner) -> list[list[str]]:
    """What the notes of the one that goes say."""
    notes = map(learner.collection.get_note, learner.collection.find_notes("Id:C1"))
    return [[note[name] for name in FIELDS if name in note] for note in notes]


def test_a_removed_note_is_tagged_and_otherwise_as_it_was(learner: Learner) -> None:
    before, history = texts(learner), learner.history()
    log = learner.gets(WITHOUT, now=TUESDAY)
    assert learner.report.removed == len(log.updated) == 4
    assert len(learner.collection.find_notes("tag:ankigen::removed")) == 4
    assert not learner.collection.find_notes("Id:C2 tag:ankigen::removed")
    assert texts(learner) == before
    assert learner.history() == history
    learner.check()


def test_who_comes_later_gets_nothing_to_learn_of_it(
    learner: Learner, new_collection: Callable[[], Any]
) -> None:
    learner.gets(WITHOUT, now=TUESDAY)
    late = new_collection()
    imported(late, learner.package)
    assert late.card_count() == learner.report.cards
    assert not late.find_cards('"Id:C1"')
    assert late.fix_integrity()[1]


def test_a_note_brought_back_is_the_same_without_the_tag(learner: Learner) -> None:
    history = learner.history()
    learner.gets(WITHOUT, now=TUESDAY)
    log = learner.gets(WITH, now=NEXT_CENTURY)
    assert not log.new
    assert not learner.collection.find_notes("tag:ankigen::removed")
    assert learner.history() == history
    learner.check()


def test_after_a_release_tombstones_are_pruned_and_the_tag_stays(learner: Learner) -> None:
    learner.gets(WITHOUT, now=TUESDAY)
    shipped = learner.package.stat().st_size
    kept = pruned(lock.load(learner.lock))
    made = plan([WITHOUT], learner.package, kept, TUESDAY)
    assert not any(note.removed for note in made.notes)
    write_together(files_of(made, learner.package, learner.lock))
    log = imported(learner.collection, learner.package)
    assert (len(log.new), len(log.updated)) == (0, 0)
    assert len(learner.collection.find_notes("tag:ankigen::removed")) == 4
    assert learner.package.stat().st_size < shipped
    # Another build does not find them in a package that lies about.
    learner.gets(WITHOUT, now=NEXT_CENTURY)
    assert learner.report.removed == 0
    # Brought back, the note is still known, and its cards are those it had.
    history = learner.history()
    log = learner.gets(WITH, now=NEXT_CENTURY)
    assert not log.new
    assert not learner.collection.find_notes("tag:ankigen::removed")
    assert learner.history() == history


def test_a_removal_in_the_build_that_prunes_is_still_told(learner: Learner) -> None:
    made = plan([WITHOUT], learner.package, pruned(lock.load(learner.lock)), TUESDAY)
    assert len([note for note in made.notes if note.removed]) == 4


def test_without_the_last_package_nothing_of_the_note_is_overwritten(
    learner: Learner, tmp_path: Path
) -> None:
    before = texts(learner)
    away = tmp_path / "elsewhere" / "last.apkg"
    away.parent.mkdir()
    learner.package.rename(away)
    log = learner.gets(WITHOUT, now=TUESDAY)
    assert not log.updated
    assert texts(learner) == before
    assert len(plan([WITHOUT], learner.package, lock.load(learner.lock), TUESDAY).unmarked) == 4
    # Put beside the package, it tells what the notes held, and they are tagged.
    away.rename(tmp_path / "last.apkg")
    log = learner.gets(WITHOUT, now=NEXT_CENTURY)
    assert len(log.updated) == 4
    assert len(learner.collection.find_notes("tag:ankigen::removed")) == 4
    assert texts(learner) == before
    learner.check()


def test_a_package_with_other_words_is_not_taken_for_the_last(learner: Learner) -> None:
    older = learner.package.read_bytes()
    learner.gets(deck(OTHER, crust(answer="Steam, then heat.")), now=TUESDAY)
    learner.package.write_bytes(older)
    made = plan([WITHOUT], learner.package, lock.load(learner.lock), NEXT_CENTURY)
    assert made.unmarked == ("C1 question",)


def test_a_damaged_package_tells_nothing(learner: Learner) -> None:
    learner.package.write_bytes(learner.package.read_bytes()[:5000])
    made = plan([WITHOUT], learner.package, lock.load(learner.lock), TUESDAY)
    assert len(made.unmarked) == 4
    assert not any(note.removed for note in made.notes)


def test_a_card_that_its_note_no_longer_makes_is_removed_alone(learner: Learner) -> None:
    learner.gets(deck(OTHER, replace(crust(), points=())), now=TUESDAY)
    (number,) = learner.collection.find_notes("tag:ankigen::removed")
    assert "Dry heat" in learner.collection.get_note(number)["Text"]
    learner.check()
