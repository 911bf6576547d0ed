"""What the notes of a deck become: what is shipped of each, and the numbers that are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ankigen.anki.ankinote import Taken
from ankigen.anki.cards import by_note
from ankigen.anki.lock import Lock
from ankigen.anki.shipped import Shipped, shipped
from ankigen.deck import Deck

Tell = Callable[[str], None]
"""Is told in a few words what is being done."""

_NOTES_TOLD = 100


class Draft(NamedTuple):
    """Notes by their ids, the Anki notes made of them, and the numbers that these take."""

    ids: tuple[str, ...]
    notes: tuple[Shipped, ...]
    taken: tuple[Taken, ...]


def silent(what: str) -> None:
    """Tells nobody."""


def draft(deck: Deck, lock: Lock, file: str = "", tell: Tell = silent) -> Draft:
    """Make what is shipped of a deck.

    Args:
        tell: is told how far it is; the others, and the errors, as for ``anki_notes``.
    """
    ids: list[str] = []
    notes: list[Shipped] = []
    taken: list[Taken] = []
    for note, made in by_note(deck, lock, file):
        if len(ids) % _NOTES_TOLD == 0:
            tell(f"making cards: {len(ids)} of {len(deck.notes)} notes")
        ids.append(note.id)
        for one in made:
            notes.append(shipped(one))
            taken += one.taken
    return Draft(tuple(ids), tuple(notes), tuple(taken))
