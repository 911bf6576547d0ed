"""A rebuilt package meets a reviewed collection of real Anki: what the learner keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from baking import crust, deck, every_kind
from collection import imported

from ankigen.anki import build
from ankigen.anki import notetypes as notetypes_module
from ankigen.deck import Deck, Formula, Note, Point

pytestmark = pytest.mark.anki

MONDAY, TUESDAY = 1_700_000_000, 1_700_086_400
# Anki 23.12 dates a note that it updated by its own clock: a third build must come after that.
NEXT_CENTURY = 4_200_000_000


class Learner:
    """A collection that imports what an author builds, and whose cards were reviewed."""

    def __init__(self, collection: Any, folder: Path) -> None:
        self.collection = collection
        self.package = folder / "deck.apkg"
        self.lock = folder / "ankigen.lock"

    def gets(self, *decks: Deck, now: int) -> Any:
        self.report = build(decks, self.package, lock=self.lock, now=now)
        return imported(self.collection, self.package)

    def reviews_everything(self) -> None:
        """Every card gets an interval of its own, so that a swap of histories shows."""
        for days, number in enumerate(sorted(self.collection.find_cards("")), 10):
            card = self.collection.get_card(number)
            card.type, card.queue, card.ivl, card.due, card.reps = 2, 2, days, 100 + days, 3
            self.collection.update_card(card)

    def intervals(self, note: str, card: str = "") -> dict[str, int]:
        """The interval of each card of a note, by what the card asks for."""
        found = {}
        for number in self.collection.find_cards(f'"Id:{note}"'):
            one = self.collection.get_card(number)
            if card in one.note().note_type()["name"]:
                found[_hidden(one)] = one.ivl
        return found

    def check(self) -> None:
        """The database is sound, and there are our two note types and no second form of them."""
        said, sound = self.collection.fix_integrity()
        assert sound, said
        names = {name.name for name in self.collection.models.all_names_and_ids()}
        ours = {name for name in names if name.startswith("ankigen")}
        assert ours <= {"ankigen Question", "ankigen Cloze"}
        assert not any("+" in name for name in ours)


def _hidden(card: Any) -> str:
    if "Text" not in card.note():
        return "question"
    return str(card.col.extract_cloze_for_typing(card.note()["Text"], card.ord + 1))


@pytest.fixture
def learner(new_collection: Callable[[], Any], tmp_path: Path) -> Learner:
    return Learner(new_collection(), tmp_path)


def test_a_first_import_is_complete_and_sound(learner: Learner) -> None:
    log = learner.gets(every_kind(), now=MONDAY)
    assert not log.conflicting
    assert not log.duplicate
    assert len(log.new) == learner.report.notes
    assert learner.collection.card_count() == learner.report.cards
    assert {one.name for one in learner.collection.decks.all_names_and_ids()} == {
        "Default",
        "Baking",
        "Baking::Bread",
        "Baking::Bread::Basics",
    }
    learner.check()


def test_new_cards_come_in_the_order_of_the_deck(learner: Learner) -> None:
    learner.gets(every_kind(), now=MONDAY)
    by_due = learner.collection.db.list(
        "select n.guid from cards c join notes n on n.id = c.nid order by c.due, c.ord"
    )
    order = [
        learner.collection.db.scalar("select flds from notes where guid = ?", guid).split("\x1f")[0]
        for guid in dict.fromkeys(by_due)
    ]
    assert order == sorted(order)


def test_a_build_without_a_change_updates_nothing(learner: Learner) -> None:
    learner.gets(every_kind(), now=MONDAY)
    first = learner.package.read_bytes()
    log = learner.gets(every_kind(), now=TUESDAY)
    assert learner.package.read_bytes() == first
    assert not log.updated
    assert not log.new


def test_a_reworded_question_arrives_and_keeps_its_interval(learner: Learner) -> None:
    learner.gets(deck(crust()), now=MONDAY)
    learner.reviews_everything()
    before = learner.intervals("C1")
    log = learner.gets(deck(crust(question="What gives bread its crust?")), now=TUESDAY)
    assert log.updated
    assert not log.new
    assert learner.intervals("C1") == before
    asked = {
        learner.collection.get_note(number)["Question"]
        for number in learner.collection.find_notes('"note:ankigen Question"')
    }
    assert "<p>What gives bread its crust?</p>" in asked
    learner.check()


def test_only_the_note_that_changed_overwrites_what_the_learner_wrote(learner: Learner) -> None:
    other = Note(id="C2", kind="open", question="What is a score?", answer="A cut in the dough.")
    learner.gets(deck(crust(), other), now=MONDAY)
    (number,) = learner.collection.find_notes('"Id:C2"')
    mine = learner.collection.get_note(number)
    mine["Note"] = "my own words"
    learner.collection.update_note(mine)
    learner.gets(deck(crust(answer="Steam, then heat."), other), now=TUESDAY)
    assert learner.collection.get_note(number)["Note"] == "my own words"


def test_tags_are_replaced(learner: Learner) -> None:
    learner.gets(deck(crust(tags=("old",))), now=MONDAY)
    learner.gets(deck(crust(tags=("new",))), now=TUESDAY)
    assert learner.collection.find_notes("tag:new")
    assert not learner.collection.find_notes("tag:old")


def test_a_point_added_in_the_middle_keeps_every_history(learner: Learner) -> None:
    learner.gets(deck(crust()), now=MONDAY)
    learner.reviews_everything()
    before = learner.intervals("C1")
    points = crust().points
    added = Point("keeps the loaf from bursting", term="A score")
    learner.gets(deck(crust(points=(points[0], added, *points[1:]))), now=TUESDAY)
    after = learner.intervals("C1")
    assert after.pop("A score") == 0
    assert after == before
    learner.check()


def test_a_point_removed_and_brought_back_keeps_the_other_histories(learner: Learner) -> None:
    learner.gets(deck(crust()), now=MONDAY)
    learner.reviews_everything()
    before = learner.intervals("C1")
    points = crust().points
    learner.gets(deck(crust(points=(points[0], points[2]))), now=TUESDAY)
    without = learner.intervals("C1")
    assert {what: without[what] for what in ("Steam", "Cooling")} == {
        what: before[what] for what in ("Steam", "Cooling")
    }
    learner.gets(deck(crust()), now=NEXT_CENTURY)
    assert learner.intervals("C1") == before
    learner.check()


def test_a_corrected_term_keeps_its_history(learner: Learner) -> None:
    learner.gets(deck(crust()), now=MONDAY)
    learner.reviews_everything()
    before = learner.intervals("C1")
    points = crust().points
    corrected = replace(points[1], term="A hot oven")
    learner.gets(deck(crust(points=(corrected, points[0], points[2]))), now=TUESDAY)
    after = learner.intervals("C1")
    assert after["A hot oven"] == before["Dry heat"]
    assert after["Steam"] == before["Steam"]


def test_a_corrected_formula_keeps_its_cards(learner: Learner) -> None:
    learner.gets(deck(crust()), now=MONDAY)
    learner.reviews_everything()
    cards = learner.collection.card_count()
    first = Formula(r"\tau = \frac{r^2}{\alpha}", "Time to the core")
    second = Formula(r"q = h A (T_{\infty} - T_s)", "Heat into the loaf")
    log = learner.gets(deck(crust(formulas=(first, second))), now=TUESDAY)
    assert not log.conflicting
    asked = [
        learner.collection.get_card(number)
        for number in learner.collection.find_cards('"note:ankigen Question" Kind:formula')
    ]
    kept = {"Heat into" in card.note()["Question"]: card.ivl for card in asked}
    assert kept[True] > 0
    assert kept[False] == 0
    assert learner.collection.card_count() > cards
    learner.check()


def test_a_note_that_changes_its_kind_leaves_the_old_cards_as_they_are(learner: Learner) -> None:
    learner.gets(deck(crust()), now=MONDAY)
    learner.reviews_everything()
    blank = Note(id="C1", kind="blank", question="First comes _______.", answer="steam")
    log = learner.gets(deck(blank), now=TUESDAY)
    assert not log.conflicting
    assert learner.collection.find_notes('"Text:*First comes*"')
    assert learner.collection.find_notes("tag:ankigen::removed")
    learner.check()


def test_a_removed_note_is_tagged_and_stays_as_it_was(learner: Learner) -> None:
    other = Note(id="C2", kind="open", question="What is a score?", answer="A cut in the dough.")
    learner.gets(deck(crust(), other), now=MONDAY)
    learner.reviews_everything()
    kept = learner.intervals("C2")
    learner.gets(deck(crust()), now=TUESDAY)
    assert learner.report.removed == 1
    (number,) = learner.collection.find_notes("tag:ankigen::removed")
    note = learner.collection.get_note(number)
    assert note["Answer"] == "<p>A cut in the dough.</p>"
    assert learner.intervals("C2") == kept
    learner.check()


def test_who_comes_later_gets_no_card_of_a_removed_note(
    learner: Learner, new_collection: Callable[[], Any], tmp_path: Path
) -> None:
    other = Note(id="C2", kind="open", question="What is a score?", answer="A cut in the dough.")
    learner.gets(deck(crust(), other), now=MONDAY)
    learner.gets(deck(crust()), now=TUESDAY)
    late = new_collection()
    imported(late, learner.package)
    assert late.card_count() == learner.report.cards
    assert not late.find_cards('"Id:C2"')
    assert late.fix_integrity()[1]


def test_a_note_brought_back_is_no_longer_tagged(learner: Learner) -> None:
    other = Note(id="C2", kind="open", question="What is a score?", answer="A cut in the dough.")
    learner.gets(deck(crust(), other), now=MONDAY)
    learner.reviews_everything()
    kept = learner.intervals("C2")
    learner.gets(deck(crust()), now=TUESDAY)
    learner.gets(deck(crust(), other), now=NEXT_CENTURY)
    assert not learner.collection.find_notes("tag:ankigen::removed")
    assert learner.intervals("C2") == kept


def test_a_note_moved_to_another_deck_is_not_doubled(learner: Learner) -> None:
    learner.gets(deck(crust()), now=MONDAY)
    notes = learner.collection.note_count()
    learner.gets(deck(crust(), name="Baking::Elsewhere"), now=TUESDAY)
    assert learner.collection.note_count() == notes
    learner.check()


def test_a_new_look_arrives_without_touching_a_note(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.gets(deck(crust()), now=MONDAY)
    style = notetypes_module.style() + "\n.new { color: red; }\n"
    monkeypatch.setattr(notetypes_module, "style", lambda: style)
    log = learner.gets(deck(crust()), now=TUESDAY)
    assert learner.report.changed == 0
    assert not log.updated
    model = learner.collection.models.by_name("ankigen Cloze")
    assert ".new { color: red; }" in model["css"]
    learner.check()


def test_a_clock_that_stands_behind_the_lock_still_moves_forward(learner: Learner) -> None:
    learner.gets(deck(crust()), now=TUESDAY)
    log = learner.gets(deck(crust(answer="Heat.")), now=MONDAY)
    assert log.updated
