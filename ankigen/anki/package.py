"""Anki notes to the bytes of an ``.apkg``: the only module that knows genanki.

The same notes and the same lock give the same bytes, on every machine: the database is written in
one order, and ``settled`` makes the file of it.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

import genanki

from ankigen.anki.ankinote import digest
from ankigen.anki.drafts import Tell, silent
from ankigen.anki.lock import Lock
from ankigen.anki.notetypes import NOTETYPES, model
from ankigen.anki.settled import scratch_database, zipped
from ankigen.anki.shipped import BETWEEN_FIELDS, Shipped
from ankigen.problems import BadInput, Problem

# Anki takes no higher number for a cloze.
_MOST_CLOZES = 499
_NOTES_TOLD = 1000
# What is the same in all of them (never synchronized, not learned) stands in the text.
_INSERT_NOTE = "INSERT INTO notes VALUES(?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOTNULL ORDER BY rowid"
_INSERT_CARD = "INSERT INTO cards VALUES(?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


class _Row(NamedTuple):
    """A note with its GUID, its deck's id, its place among all and when it came to look so."""

    note: Shipped
    guid: str
    deck: int
    due: int
    since: int


def package(notes: Sequence[Shipped], lock: Lock, tell: Tell = silent) -> bytes:
    """The bytes of the ``.apkg`` with these notes, in this order.

    Args:
        notes: what to ship.
        lock: the moment of each note and note type.
        tell: is told how far it is.

    Raises:
        BadInput: no room for temporary files.
    """
    try:
        with scratch_database() as (connection, file):
            _write(connection, _rows(notes, lock), lock, tell)
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


def _rows(notes: Sequence[Shipped], lock: Lock) -> list[_Row]:
    """The notes deck by deck, each known to be sound."""
    by_deck: dict[str, list[_Row]] = {}
    ids = {name: deck_id(name) for name in dict.fromkeys(note.deck for note in notes)}
    guids: set[str] = set()
    for due, note in enumerate(notes):
        row = _Row(note, note.guid, ids[note.deck], due, _since(lock, note.name))
        by_deck.setdefault(note.deck, []).append(row)
        assert row.guid not in guids, f"two notes with one GUID: {note.name}"
        guids.add(row.guid)
        assert note.cards or note.removed, f"a note without a card: {note.name}"
        # They are sorted.
        sound = not note.cards or 0 <= note.cards[0] <= note.cards[-1] < _MOST_CLOZES
        assert sound, f"cloze numbers of {note.name}"
    return [row for rows in by_deck.values() for row in rows]


def _write(connection: sqlite3.Connection, rows: Sequence[_Row], lock: Lock, tell: Tell) -> None:
    first = min((row.since for row in rows), default=0)
    cursor = connection.cursor()
    _write_frame(cursor, rows, first)
    _date_models(cursor, lock)
    start = max(first, 1) * 1000
    with _indexed_after(cursor):
        cursor.executemany(_INSERT_NOTE, _notes(rows, start, tell))
        cursor.executemany(_INSERT_CARD, _cards(rows, start))
    connection.commit()
    connection.execute("VACUUM")


@contextmanager
def _indexed_after(cursor: sqlite3.Cursor) -> Iterator[None]:
    """Let rows in without indexes, which takes half the time, and make these anew afterwards.

    In the end nothing tells of it: they stand in the same order, under the same version.
    """
    (version,) = cursor.execute("PRAGMA schema_version").fetchone()
    indexes = cursor.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, made_by in indexes:
        cursor.execute(made_by)
    cursor.execute(f"PRAGMA schema_version = {version}")


def _write_frame(cursor: sqlite3.Cursor, rows: Sequence[_Row], first: int) -> None:
    """All but the notes: the schema, the decks and the note types."""
    models = {notetype.name: model(notetype) for notetype in NOTETYPES}
    decks: dict[str, genanki.Deck] = {}
    for note, _, deck, *_ in rows:
        if note.deck not in decks:
            decks[note.deck] = genanki.Deck(deck, note.deck)
        decks[note.deck].add_model(models[note.notetype.name])
    genanki.Package([*decks.values()]).write_to_db(cursor, first, iter(()))


def _notes(rows: Sequence[_Row], number: int, tell: Tell) -> Iterator[tuple[object, ...]]:
    """The rows of Anki's table of notes; a note's cards have the numbers after its own."""
    for place, (note, guid, _, _, since) in enumerate(rows):
        if place % _NOTES_TOLD == 0:
            tell(f"writing notes: {place} of {len(rows)}")
        notetype, content = note.notetype, note.content
        sorts = notetype.places[notetype.sort_field]
        sort_field = content.split(BETWEEN_FIELDS, sorts + 1)[sorts]
        tags = f" {' '.join(note.tags)} "
        yield number, guid, notetype.id, since, tags, content, sort_field
        number += 1 + len(note.cards)


def _cards(rows: Sequence[_Row], number: int) -> Iterator[tuple[object, ...]]:
    """The rows of Anki's table of cards."""
    for note, _, deck, due, since in rows:
        for place, ordinal in enumerate(note.cards, 1):
            yield number + place, number, deck, ordinal, since, due
        number += 1 + len(note.cards)


def _since(lock: Lock, name: str) -> int:
    stone = lock.removed.get(name)
    return stone.since if stone else lock.notes[name].since


def _date_models(cursor: sqlite3.Cursor, lock: Lock) -> None:
    models = json.loads(cursor.execute("SELECT models FROM col").fetchone()[0])
    for found in models.values():
        found["mod"] = lock.notetypes[found["name"]].since
        found["did"] = None
    cursor.execute("UPDATE col SET models = ?", (json.dumps(models, sort_keys=True),))
