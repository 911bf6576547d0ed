"""One Anki note as a package holds it: what a build compares, hashes and writes.

It is made once of an ``AnkiNote`` and takes little room, as a deck may have many thousands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ankigen.anki.ankinote import AnkiNote, guid, look, notetype_of
from ankigen.anki.notetypes import NoteType

BETWEEN_FIELDS = "\x1f"
_ENCODING = ("utf-8", "surrogatepass")

_CLOZE = re.compile(r"\{\{c(\d+)::")


class Shipped(NamedTuple):
    """An Anki note by its name in the lock.

    ``row`` are all fields in Anki's order, the unit separator between them, as UTF-8, which takes
    half the room; ``hash`` is that of what Anki sees, ``cards`` the cards that it brings, as Anki
    counts them from 0. A note that was ``removed`` comes without cards: who has it keeps the cards
    there are, others never see it.
    """

    name: str
    hash: str
    deck: str
    tags: tuple[str, ...]
    row: bytes
    cards: tuple[int, ...]
    removed: bool = False

    @property
    def note(self) -> str:
        """The id of its note in the YAML."""
        return self.name.rpartition(" ")[0]

    @property
    def card(self) -> str:
        """What it asks of that note."""
        return self.name.rpartition(" ")[2]

    @property
    def notetype(self) -> NoteType:
        """The note type, settled by the card."""
        return notetype_of(self.card)

    @property
    def guid(self) -> str:
        """Anki's name for it, the same for ever."""
        return guid(self.name)

    @property
    def content(self) -> str:
        """All fields in Anki's order, the unit separator between them."""
        return self.row.decode(*_ENCODING)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields that hold something, by name."""
        texts = zip(self.notetype.fields, self.content.split(BETWEEN_FIELDS), strict=True)
        return tuple((field.name, text) for field, text in texts if text)


def shipped(note: AnkiNote, removed: bool = False) -> Shipped:
    """An Anki note as it goes into a package."""
    notetype = notetype_of(note.card)
    row = notetype.row(dict(note.fields))
    return Shipped(
        note.name,
        look(notetype, row, note.tags),
        note.deck,
        note.tags,
        encoded(BETWEEN_FIELDS.join(row)),
        () if removed else _cards(notetype, row),
        removed,
    )


def encoded(content: str) -> bytes:
    """The row of a note from its content."""
    return content.encode(*_ENCODING)


def _cards(notetype: NoteType, row: Sequence[str]) -> tuple[int, ...]:
    """The cards that Anki makes of a row of fields, counted from 0."""
    if not notetype.is_cloze:
        return (0,)
    text = row[notetype.places["Text"]]
    return tuple(sorted({int(number) - 1 for number in {*_CLOZE.findall(text)}}))
