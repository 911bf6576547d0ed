"""The record of one Anki note, as it goes into a package."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from json.encoder import encode_basestring_ascii as _quoted
from typing import NamedTuple

from ankigen.anki.lock import Lock
from ankigen.anki.notetypes import CLOZE, QUESTION, NoteType
from ankigen.anki.numbers import Part, numbers

REMOVED_TAG = "ankigen::removed"

_as_json = json.JSONEncoder(ensure_ascii=True, sort_keys=True).encode
_ASKED = re.compile(r"question|formula-\d+")


class Taken(NamedTuple):
    """A number in use: under which of the lock's names, and what it stands for."""

    name: str
    number: int
    part: Part


class AnkiNote(NamedTuple):
    """One note of Anki's: the content of its fields, and where its cards go.

    ``note`` is the id in the YAML and ``card`` what this note asks of it: ``question``,
    ``points``, ``formula-1-cloze``. ``taken`` are the numbers it uses, for ever.
    """

    note: str
    card: str
    fields: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    deck: str
    taken: tuple[Taken, ...] = ()

    @property
    def notetype(self) -> NoteType:
        """The note type, settled by the card, so that no note ever moves from one to another."""
        return notetype_of(self.card)

    @property
    def name(self) -> str:
        """What the lock calls it."""
        return f"{self.note} {self.card}"

    @property
    def guid(self) -> str:
        """Anki's name for it, the same for ever: from the id and the card, never the content."""
        return guid(self.name)


def taken(lock: Lock, name: str, parts: Sequence[Part]) -> tuple[Taken, ...]:
    """A number for each part, from those the lock keeps under a name."""
    if not parts:
        return ()
    given = numbers(parts, lock.numbers.get(name, {}))
    return tuple(Taken(name, number, part) for number, part in zip(given, parts, strict=True))


def notetype_of(card: str) -> NoteType:
    """The note type that asks so: asked and answered, or to be filled in."""
    return QUESTION if _ASKED.fullmatch(card) else CLOZE


def guid(name: str) -> str:
    """The GUID of a note by its name in the lock, as sixteen hexadecimal digits."""
    return hashlib.sha256(f"ankigen {name}".encode("utf-8", "replace")).hexdigest()[:16]


def look(notetype: NoteType, row: Sequence[str], tags: Sequence[str]) -> str:
    """The hash of what Anki sees of a note: ``digest([notetype.id, row, tags])``, only faster."""
    fields = ", ".join([_quoted(text) if text else '""' for text in row])
    shown = f"[{notetype.id}, [{fields}], [{', '.join(map(_quoted, tags))}]]"
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def digest(value: object) -> str:
    """A hash of a value that JSON can hold: sixteen hexadecimal digits."""
    text = _quoted(value) if isinstance(value, str) else _as_json(value)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
