"""A version of decks to be compared: from YAML or documents, or out of a package.

Both come down to the same: notes as their authors write them, and for each Anki note what its
cards show and hide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from ankigen.anki.ankinote import REMOVED_TAG, AnkiNote, guid
from ankigen.anki.clozespans import cloze_spans
from ankigen.anki.fieldtree import parsed
from ankigen.anki.shipped import Shipped
from ankigen.deck import Note
from ankigen.decksfile import AnyDeck

# What no card shows.
_UNSEEN = frozenset(("Id", "Kind", "Accepted", "Source", "Record"))
_CARDS = ("question", "points", "answer", "list", "blank", "code")
_MOST_FORMULAS = 500


@dataclass(frozen=True, slots=True)
class Face:
    """What an Anki note shows: its fields by name, and by number what each of its cards hides.

    A note that hides nothing has one card, numbered 0.
    """

    note: str
    card: str
    fields: tuple[tuple[str, str], ...]
    hidden: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Version:
    """Notes by id, each with the name of its deck, and the faces of Anki notes by GUID."""

    notes: Mapping[str, tuple[str, Note]]
    faces: Mapping[str, Face]


def of_decks(decks: Sequence[AnyDeck], made: Sequence[AnkiNote | Shipped]) -> Version:
    """Decks and the Anki notes made of them; a note of which none is made is left out."""
    faces = {one.guid: _face(one.note, one.card, dict(one.fields)) for one in made}
    learned = {face.note for face in faces.values()}
    notes = {name: one for name, one in _by_id(decks).items() if name in learned}
    return Version(notes, faces)


def of_package(path: Path) -> Version:
    """A package as it would be imported, with edits made in Anki if that exported it.

    Raises:
        BadInput: it is no package, or holds no note of ankigen's.
    """
    from ankigen.anki.collection import found_notes
    from ankigen.anki.unpack import unpack

    notes = _by_id([one.deck for one in unpack(path).decks])
    faces = {}
    for one in found_notes(path):
        note = _plain(one.fields.get("Id", ""))
        card = _card(note, one.guid) if note in notes and REMOVED_TAG not in one.tags else ""
        if card:
            faces[one.guid] = _face(note, card, one.fields)
    return Version(notes, faces)


def _by_id(decks: Sequence[AnyDeck]) -> dict[str, tuple[str, Note]]:
    # Where it stands in the document is nothing that anybody learns.
    return {
        note.id: (deck.name, replace(note, lines=None)) for deck in decks for note in deck.notes
    }


def _card(note: str, identity: str) -> str:
    """The name of a card, which its GUID is made of; empty for a GUID of somebody else's."""
    names = chain(_CARDS, _formula_cards())
    return next((card for card in names if guid(f"{note} {card}") == identity), "")


def _formula_cards() -> Iterator[str]:
    for number in range(1, _MOST_FORMULAS):
        for ending in ("", "-cloze", "-symbols"):
            yield f"formula-{number}{ending}"


def _face(note: str, card: str, fields: Mapping[str, str]) -> Face:
    seen = sorted((name, text) for name, text in fields.items() if text and name not in _UNSEEN)
    hidden: dict[int, str] = {}
    for span in cloze_spans(fields.get("Text", "")):
        number, inside = span.number, _plain(span.inside)
        hidden[number] = f"{hidden[number]}, {inside}" if number in hidden else inside
    return Face(note, card, tuple(seen), hidden or {0: ""})


def _plain(field: str) -> str:
    tree = parsed(field)
    return " ".join((tree.text() if tree else field).split())
