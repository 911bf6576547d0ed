"""Decks of our own for tests, and short ways to make and change them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ankigen import decksfile
from ankigen.deck import Deck, Formula, Note, Point

DECKS = Path(__file__).parents[1] / "anki" / "decks"


def every_kind() -> Deck:
    """A deck with a note of every kind."""
    return decksfile.load(DECKS / "every_kind.yaml")


def crust(**changes: object) -> Note:
    """An open note with three points and a formula, changed as wanted."""
    note = Note(
        id="C1",
        kind="open",
        title="Crust",
        question="What makes a good crust?",
        answer="Steam first, then dry heat.",
        points=(
            Point("keeps the skin soft while the loaf grows", term="Steam"),
            Point("turns sugar and protein brown", term="Dry heat"),
            Point("lets moisture out of the crumb", term="Cooling"),
        ),
        formulas=(Formula(r"q = h (T_{\infty} - T_s)", "Heat into the loaf"),),
    )
    return replace(note, **changes)  # type: ignore[arg-type]


def deck(*notes: Note, name: str = "Baking::Crust") -> Deck:
    """A deck of these notes."""
    return Deck(name, notes)
