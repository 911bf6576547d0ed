"""What differs between two versions of decks: notes, their words, and the cards they touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ankigen.anki.diff_notes import FieldChange, field_change, note_changes
from ankigen.anki.versions import Face, Version
from ankigen.deck import Note


@dataclass(frozen=True, slots=True)
class DiffNote:
    """A note that is in one version only."""

    note: str
    deck: str
    question: str


@dataclass(frozen=True, slots=True)
class ChangedNote:
    """A note that is in both versions; without ``fields`` only its cards look different."""

    note: str
    deck: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class CardChange:
    """A card that comes, goes, or shows something else than before.

    ``number`` is the number of its cloze, 0 on a card that hides nothing. ``hides`` is what it
    hides now, or did last, and ``hid`` what it hid before where that was something else.
    """

    change: Literal["added", "changed", "removed"]
    note: str
    card: str
    number: int
    hides: str = ""
    hid: str = ""


@dataclass(frozen=True, slots=True)
class Diff:
    """What is new, different and gone."""

    added: tuple[DiffNote, ...]
    changed: tuple[ChangedNote, ...]
    removed: tuple[DiffNote, ...]
    cards: tuple[CardChange, ...]


def diff(old: Version, new: Version) -> Diff:
    """Compare two versions of decks, by the ids of notes and the cards Anki knows them by."""
    cards = tuple(_cards(old, new))
    touched = {card.note for card in cards}
    changed = []
    for name, (deck, note) in new.notes.items():
        if name in old.notes:
            fields = tuple(_fields(old.notes[name], (deck, note)))
            if fields or name in touched:
                changed.append(ChangedNote(name, deck, fields))
    return Diff(tuple(_only(new, old)), tuple(changed), tuple(_only(old, new)), cards)


def _only(version: Version, other: Version) -> Iterator[DiffNote]:
    for name, (deck, note) in version.notes.items():
        if name not in other.notes:
            yield DiffNote(name, deck, note.question)


def _fields(old: tuple[str, Note], new: tuple[str, Note]) -> Iterator[FieldChange]:
    if old[0] != new[0]:
        yield field_change("deck", old[0], new[0])
    yield from note_changes(old[1], new[1])


def _cards(old: Version, new: Version) -> Iterator[CardChange]:
    for identity, face in new.faces.items():
        yield from _face(old.faces.get(identity), face)
    for identity, face in old.faces.items():
        if identity not in new.faces:
            for number, hides in sorted(face.hidden.items()):
                yield CardChange("removed", face.note, face.card, number, hides)


def _face(old: Face | None, new: Face) -> Iterator[CardChange]:
    before = old.hidden if old else {}
    for number in sorted({*before, *new.hidden}):
        if number not in before:
            yield CardChange("added", new.note, new.card, number, new.hidden[number])
        elif number not in new.hidden:
            yield CardChange("removed", new.note, new.card, number, before[number])
        elif old and old.fields != new.fields:
            hides = new.hidden[number]
            hid = before[number] if before[number] != hides else ""
            yield CardChange("changed", new.note, new.card, number, hides, hid)
