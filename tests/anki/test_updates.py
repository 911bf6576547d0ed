"""Packages built again, in real Anki: first import, order, cloze numbers over several builds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from baking import crust, deck, every_kind
from learner import MONDAY, NEXT_CENTURY, TUESDAY, Learner

from ankigen.deck import Formula, Point

pytestmark = pytest.mark.anki


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


def test_a_clock_that_stands_behind_the_lock_still_moves_forward(learner: Learner) -> None:
    learner.gets(deck(crust()), now=TUESDAY)
    log = learner.gets(deck(crust(answer="Heat.")), now=MONDAY)
    assert log.updated
