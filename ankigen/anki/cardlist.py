"""The cards of a package as a list to look at: what each hides, and what made no card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankigen.anki.ankinote import AnkiNote
from ankigen.anki.build import Plan
from ankigen.anki.cards import by_note
from ankigen.anki.numbers import KEPT
from ankigen.deck import Note
from ankigen.decksfile import whole


@dataclass(frozen=True, slots=True)
class ShownCard:
    """One card: of which note, what it asks, its cloze number (0: none), and what it hides.

    A card that was not made has its reason for ``hides`` and the number 0.
    """

    note: str
    card: str
    number: int
    hides: str


def card_list(made: Plan) -> list[ShownCard]:
    """Every card of a plan in order; after a note's cards, what it has no card for and why."""
    return [
        card
        for deck in made.decks
        # The plan's lock has the numbers that were taken: they come out the same again.
        for note, notes in by_note(whole(deck), made.lock)
        for card in (*_made(notes), *_not_made(note, bool(notes)))
    ]


def _made(notes: Sequence[AnkiNote]) -> Iterator[ShownCard]:
    for note in notes:
        hidden = [taken for taken in note.taken if taken.name == note.name]
        if not note.notetype.is_cloze:
            yield ShownCard(note.note, note.card, 0, "")
        for taken in sorted(hidden, key=lambda taken: taken.number):
            yield ShownCard(note.note, note.card, taken.number, _shown(taken.part.what))


def _shown(what: str) -> str:
    return f"{what}…" if len(what) == KEPT else what


def _not_made(note: Note, any_card: bool) -> Iterator[ShownCard]:
    if not any_card:
        yield ShownCard(note.id, "no card", 0, "there is no answer")
    from ankigen.anki.formula_cloze import clozed, tree_of
    from ankigen.anki.formula_listed import clozed_as_listed

    for formula in note.formulas:
        tree = tree_of(formula.latex)
        if clozed_as_listed(formula.latex, note.cloze):
            continue
        if tree is None:
            yield ShownCard(note.id, "no cloze", 0, f"does not read: {formula.latex}")
        elif clozed(tree) is None:
            yield ShownCard(note.id, "no cloze", 0, f"nothing to hide: {formula.latex}")
