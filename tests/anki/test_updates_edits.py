"""Each edit of an author's, in real Anki: it arrives, and costs nobody a review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from baking import crust, deck
from learner import MONDAY, TUESDAY, Learner

from ankigen.deck import Deck, Formula, Note, Point

pytestmark = pytest.mark.anki

STEAM, HEAT, COOLING = crust().points
OTHER = Note(id="C2", kind="open", question="What is a score?", answer="A cut in the dough.")
THIRD = Note(id="C3", kind="open", question="What is a peel?", answer="A flat shovel.")


@dataclass(frozen=True)
class Edit:
    """What the author makes of the decks, what is found then and what no more.

    ``new`` and ``updated`` are how many notes Anki says it added and updated.
    """

    after: tuple[Deck, ...]
    arrives: tuple[str, ...]
    gone: tuple[str, ...] = ()
    new: int = 0
    updated: int = 1
    before: tuple[Deck, ...] = (deck(crust(), OTHER, THIRD),)


def to(**changes: object) -> tuple[Deck, ...]:
    """The deck with its first note changed."""
    return (deck(crust(**changes), OTHER, THIRD),)


EDITS = {
    "question reworded": Edit(
        to(question="What gives bread its crust?"),
        ('"Question:*What gives bread its crust*"',),
        ('"Question:*What makes a good crust*"',),
        updated=2,
    ),
    "answer corrected": Edit(to(answer="Steam, then heat."), ('"Answer:*Steam, then heat.*"',)),
    "tag changed": Edit(to(tags=("oven",)), ("Id:C1 tag:oven",), updated=4),
    "note moved to another file": Edit(
        (deck(OTHER, THIRD), deck(crust(), name="Baking::Crust")), ("Id:C1",), updated=0
    ),
    "note moved within its file": Edit((deck(THIRD, OTHER, crust()),), ("Id:C1",), updated=0),
    "id kept and everything else changed": Edit(
        to(
            title="Crumb",
            question="What makes an open crumb?",
            answer="Water, time and a gentle hand.",
            points=(
                Point("lets the gluten stretch", term="Much water"),
                Point("fills the dough with gas", term="A long rise"),
                Point("keeps the gas in", term="Careful shaping"),
            ),
            formulas=(Formula(r"h = \frac{w}{f}", "Hydration"),),
            tags=("crumb",),
        ),
        ('"Answer:*gentle hand*"', '"Text:*Much water*"', "Id:C1 tag:crumb"),
        ('"Answer:*dry heat*"', '"Text:*Dry heat*" -tag:ankigen::removed'),
        new=2,
        updated=4,
    ),
    "point added in the middle": Edit(
        to(points=(STEAM, Point("keeps the loaf whole", term="A cut"), HEAT, COOLING)),
        ('"Text:*A cut*"',),
        updated=2,
    ),
    "point removed": Edit(
        to(points=(STEAM, COOLING)), ("Id:C1",), ('"Text:*Dry heat*"',), updated=2
    ),
    "points in another order": Edit(to(points=(COOLING, HEAT, STEAM)), ("Id:C1",), updated=2),
    "cloze text changed": Edit(
        to(cloze=("sugar and protein",)),
        ('"Text:*c4::sugar and protein*"',),
        ('"Text:*::Dry heat*"',),
        updated=2,
    ),
    "formula corrected": Edit(
        to(formulas=(Formula(r"q = h A (T_{\infty} - T_s)", "Heat into the loaf"),)),
        ('"Text:*A*T_*" Kind:formula',),
        updated=3,
    ),
    "kind of note changed": Edit(
        (
            deck(
                Note(id="C1", kind="blank", question="First comes _______.", answer="steam"),
                OTHER,
                THIRD,
            ),
        ),
        ('"Text:*First comes*"', "Id:C1 tag:ankigen::removed"),
        new=1,
        updated=4,
    ),
    "note removed": Edit(
        (deck(OTHER, THIRD),), ('Id:C1 tag:ankigen::removed "Answer:*dry heat*"',), updated=4
    ),
    "deck renamed": Edit(
        (deck(crust(), OTHER, THIRD, name="Baking::Elsewhere"),), ("Id:C1",), updated=0
    ),
    "note and deck added": Edit(
        (deck(crust(), OTHER, THIRD), deck(replace(OTHER, id="C4"), name="Baking::New")),
        ("deck:Baking::New Id:C4",),
        new=1,
        updated=0,
    ),
}


@pytest.mark.parametrize("title", EDITS)
def test_an_edit_arrives_and_costs_nobody_a_review(
    title: str, new_collection: Callable[[], Any], tmp_path: Path
) -> None:
    edit, learner = EDITS[title], Learner(new_collection(), tmp_path)
    learner.gets(*edit.before, now=MONDAY)
    learner.reviews_everything()
    learner.suspends("Id:C1 card:1")
    learner.writes("Id:C2", "Title", "In my own words", "mine")
    before = learner.history()

    log = learner.gets(*edit.after, now=TUESDAY)

    assert (len(log.new), len(log.updated), len(log.conflicting)) == (edit.new, edit.updated, 0)
    for search in edit.arrives:
        assert learner.collection.find_notes(search), search
    for search in edit.gone:
        assert not learner.collection.find_notes(search), search
    # Every card that was there stands where it stood, with its schedule and its reviews.
    after = learner.history()
    assert {card: after.get(card) for card in before} == before
    assert learner.collection.find_notes('Id:C2 tag:mine "Title:In my own words"')
    learner.check()
    assert {card: learner.history().get(card) for card in before} == before
    # The same package once more changes nothing.
    log = learner.gets(*edit.after, now=TUESDAY)
    assert (len(log.new), len(log.updated)) == (0, 0)


def test_an_edit_of_a_note_replaces_what_the_learner_wrote_in_it(
    new_collection: Callable[[], Any], tmp_path: Path
) -> None:
    learner = Learner(new_collection(), tmp_path)
    learner.gets(deck(OTHER), now=MONDAY)
    learner.writes("Id:C2", "Title", "In my own words", "mine")
    moment = learner.collection.db.scalar("select max(mod) from notes") + 60
    learner.gets(deck(replace(OTHER, answer="A slash.")), now=moment)
    assert learner.collection.find_notes('"Answer:*A slash*" "Title:" -tag:mine')
    learner.check()


def test_a_note_that_the_learner_deleted_comes_back_as_new(
    new_collection: Callable[[], Any], tmp_path: Path
) -> None:
    learner = Learner(new_collection(), tmp_path)
    learner.gets(deck(OTHER, THIRD), now=MONDAY)
    learner.reviews_everything()
    learner.collection.remove_notes(learner.collection.find_notes("Id:C2"))
    log = learner.gets(deck(OTHER, THIRD), now=MONDAY)
    assert len(log.new) == 1
    assert learner.collection.find_cards("Id:C2 is:new")
    learner.check()


def test_without_a_later_moment_a_change_never_arrives(
    new_collection: Callable[[], Any], tmp_path: Path
) -> None:
    """Why each note has a moment of its own in the lock."""
    learner = Learner(new_collection(), tmp_path)
    learner.gets(deck(OTHER), now=MONDAY)
    learner.lock.unlink()
    log = learner.gets(deck(replace(OTHER, answer="A slash.")), now=MONDAY)
    assert not log.updated
    assert not learner.collection.find_notes('"Answer:*A slash*"')
