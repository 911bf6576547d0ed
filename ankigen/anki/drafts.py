"""What the notes of a deck become: what is shipped of each, and the numbers that are taken."""

from __future__ import annotations

from typing import NamedTuple

from ankigen.anki.ankinote import Taken
from ankigen.anki.cards import by_note
from ankigen.anki.lock import Lock
from ankigen.anki.shipped import Shipped, shipped
from ankigen.deck import Deck


class Draft(NamedTuple):
    """Notes by their ids, the Anki notes made of them, and the numbers that these take."""

    ids: tuple[str, ...]
    notes: tuple[Shipped, ...]
    taken: tuple[Taken, ...]


def draft(deck: Deck, lock: Lock, file: str = "") -> Draft:
    """Make what is shipped of a deck; arguments and errors as for ``anki_notes``."""
    ids: list[str] = []
    notes: list[Shipped] = []
    taken: list[Taken] = []
    for note, made in by_note(deck, lock, file):
        ids.append(note.id)
        for one in made:
            notes.append(shipped(one))
            taken += one.taken
    return Draft(tuple(ids), tuple(notes), tuple(taken))
