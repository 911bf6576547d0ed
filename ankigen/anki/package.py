"""Anki notes to the bytes of an ``.apkg``: the only module that knows genanki.

The same notes and the same lock give the same bytes, on every machine: the database is written in
one order, and ``settled`` makes the file of it.
"""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256

import genanki

from ankigen.anki.ankinote import AnkiNote, digest
from ankigen.anki.lock import Lock
from ankigen.anki.notetypes import NOTETYPES, model
from ankigen.anki.settled import scratch_database, zipped
from ankigen.problems import BadInput, Problem

_CLOZE = re.compile(r"\{\{c(\d+)::")
# Anki takes no higher number for a cloze.
_MOST_CLOZES = 499


class _Note(genanki.Note):  # type: ignore[misc]
    """A genanki note with a moment of its own, whose cards are counted here."""

    def __init__(self, note: AnkiNote, model: genanki.Model, since: int, due: int) -> None:
        fields = note.notetype.row(dict(note.fields))
        super().__init__(model=model, fields=fields, guid=note.guid, tags=note.tags, due=due)
        self.since = since
        self.cards = [genanki.Card(ordinal) for ordinal in ordinals(note)]

    def write_to_db(
        self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]
    ) -> None:
        super().write_to_db(cursor, self.since, deck_id, id_gen)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing: the fields are escaped already, and genanki's warning takes text for tags."""


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A genanki deck whose notes are made as they are written: all at once they would take more
    memory than the package."""

    def __init__(self, name: str, lock: Lock) -> None:
        super().__init__(deck_id(name), name)
        self.lock = lock
        self.waiting: list[tuple[AnkiNote, genanki.Model, int]] = []

    def add(self, note: AnkiNote, notetype: genanki.Model, due: int) -> None:
        self.add_model(notetype)
        self.waiting.append((note, notetype, due))

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        for note, notetype, due in self.waiting:
            made = _Note(note, notetype, _since(self.lock, note.name), due)
            made.write_to_db(cursor, timestamp, self.deck_id, id_gen)


def ordinals(note: AnkiNote) -> list[int]:
    """The cards that a note brings, as Anki counts them from 0."""
    if note.removed:
        return []
    if not note.notetype.is_cloze:
        return [0]
    text = dict(note.fields)["Text"]
    return sorted({int(number) - 1 for number in _CLOZE.findall(text)})


def package(notes: Sequence[AnkiNote], lock: Lock) -> bytes:
    """The bytes of the ``.apkg`` with these notes, in this order.

    Args:
        notes: what to ship.
        lock: the moment of each note and note type.

    Raises:
        BadInput: no room for temporary files.
    """
    _assert_sound(notes)
    try:
        with scratch_database() as (connection, file):
            _write(connection, notes, lock)
            return zipped(file)
    except (OSError, sqlite3.OperationalError) as error:
        what = f"the package cannot be put together: {error}"
        remedy = "make room there, or name another folder in TMPDIR"
        raise BadInput([Problem(tempfile.gettempdir(), 0, what, remedy)]) from error


def looks() -> dict[str, str]:
    """For each note type's name the hash of what Anki sees of it."""
    found = {}
    for notetype in NOTETYPES:
        seen = model(notetype).to_json(0, 0)
        found[notetype.name] = digest([seen[key] for key in ("name", "flds", "tmpls", "css")])
    return found


def deck_id(name: str) -> int:
    """The id of a deck, the same for the same name; Anki itself goes by the name."""
    return (1 << 40) + int.from_bytes(sha256(name.encode("utf-8", "replace")).digest()[:5], "big")


def _assert_sound(notes: Sequence[AnkiNote]) -> None:
    guids: set[str] = set()
    for note in notes:
        assert note.guid not in guids, f"two notes with one GUID: {note.name}"
        guids.add(note.guid)
        cards = ordinals(note)
        assert cards or note.removed, f"a note without a card: {note.name}"
        assert all(0 <= card < _MOST_CLOZES for card in cards), f"cloze numbers of {note.name}"


def _write(connection: sqlite3.Connection, notes: Sequence[AnkiNote], lock: Lock) -> None:
    models = {notetype.name: model(notetype) for notetype in NOTETYPES}
    decks: dict[str, _Deck] = {}
    for due, note in enumerate(notes):
        deck = decks.get(note.deck)
        if deck is None:
            deck = decks[note.deck] = _Deck(note.deck, lock)
        deck.add(note, models[note.notetype.name], due)
    first = min((_since(lock, note.name) for note in notes), default=0)
    cursor = connection.cursor()
    genanki.Package(list(decks.values())).write_to_db(
        cursor, first, itertools.count(max(first, 1) * 1000)
    )
    _date_models(cursor, lock)
    connection.commit()
    connection.execute("VACUUM")


def _since(lock: Lock, name: str) -> int:
    stone = lock.removed.get(name)
    return stone.since if stone else lock.notes[name].since


def _date_models(cursor: sqlite3.Cursor, lock: Lock) -> None:
    models = json.loads(cursor.execute("SELECT models FROM col").fetchone()[0])
    for found in models.values():
        found["mod"] = lock.notetypes[found["name"]].since
        found["did"] = None
    cursor.execute("UPDATE col SET models = ?", (json.dumps(models, sort_keys=True),))
