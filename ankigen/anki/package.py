"""Anki notes to the bytes of an ``.apkg``: the only module that knows genanki.

The same notes and the same lock give the same bytes, on every machine: the database is written in
one order and settled, and the zip holds no date, no attributes of this machine and no compression,
whose result differs from one zlib to the next.
"""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import genanki

from ankigen.anki.ankinote import AnkiNote, digest, notetype_of
from ankigen.anki.lock import Lock, Tombstone
from ankigen.anki.notetypes import NOTETYPES, model
from ankigen.problems import BadInput, Problem

# SQLite's file format (https://www.sqlite.org/fileformat2.html): where it writes its own version,
# here always 3.40.0; the kinds of B-tree pages with the length of their headers.
_VERSION_AT, _VERSION = slice(96, 100), (3_040_000).to_bytes(4, "big")
_PAGE = 4096
_HEADERS = {2: 12, 5: 12, 10: 8, 13: 8}
_DATABASE = "collection.anki2"
_LARGEST = 1_000_000_000
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
        with tempfile.TemporaryDirectory(prefix="ankigen-") as folder:
            path = Path(folder, _DATABASE)
            _write_database(path, notes, lock)
            database = bytearray(path.read_bytes())
    except (OSError, sqlite3.OperationalError) as error:
        what = f"the package cannot be put together: {error}"
        remedy = "make room there, or name another folder in TMPDIR"
        raise BadInput([Problem(tempfile.gettempdir(), 0, what, remedy)]) from error
    _settle(database)
    return _zipped(database)


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


def last_seen(path: Path, guids: Mapping[str, str]) -> dict[str, Tombstone]:
    """How notes stand in a package built before.

    Args:
        path: the package; one that is absent or damaged holds none.
        guids: the notes' names by their GUIDs.

    Returns:
        By name the notes that are there; their ``since`` is 0.
    """
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            if archive.getinfo(_DATABASE).file_size > _LARGEST:
                return {}
            connection = sqlite3.connect(archive.extract(_DATABASE, folder))
            try:
                return dict(_graves(connection, guids))
            finally:
                connection.close()
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, sqlite3.Error):
        return {}


def _graves(
    connection: sqlite3.Connection, guids: Mapping[str, str]
) -> Iterator[tuple[str, Tombstone]]:
    for identity, content in connection.execute("SELECT guid, flds FROM notes"):
        if identity in guids:
            name = guids[identity]
            texts = zip(notetype_of(name).fields, content.split("\x1f"), strict=True)
            yield name, Tombstone(0, tuple((field.name, text) for field, text in texts if text))


def _assert_sound(notes: Sequence[AnkiNote]) -> None:
    guids: set[str] = set()
    for note in notes:
        assert note.guid not in guids, f"two notes with one GUID: {note.name}"
        guids.add(note.guid)
        cards = ordinals(note)
        assert cards or note.removed, f"a note without a card: {note.name}"
        assert all(0 <= card < _MOST_CLOZES for card in cards), f"cloze numbers of {note.name}"


def _write_database(path: Path, notes: Sequence[AnkiNote], lock: Lock) -> None:
    models = {notetype.name: model(notetype) for notetype in NOTETYPES}
    decks: dict[str, genanki.Deck] = {}
    for due, note in enumerate(notes):
        deck = decks.get(note.deck)
        if deck is None:
            deck = decks[note.deck] = genanki.Deck(deck_id(note.deck), note.deck)
        deck.add_note(_Note(note, models[note.notetype.name], _since(lock, note.name), due))
    first = min((_since(lock, note.name) for note in notes), default=0)
    connection = sqlite3.connect(path)
    try:
        # A file of our own that nobody else reads: no journal, no waiting for the disk. The rest
        # is what a build of SQLite may have chosen otherwise.
        for setting in (
            f"page_size = {_PAGE}",
            "auto_vacuum = NONE",
            "encoding = 'UTF-8'",
            "journal_mode = OFF",
            "synchronous = OFF",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {setting}")
        cursor = connection.cursor()
        genanki.Package(list(decks.values())).write_to_db(
            cursor, first, itertools.count(max(first, 1) * 1000)
        )
        _date_models(cursor, lock)
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _since(lock: Lock, name: str) -> int:
    stone = lock.removed.get(name)
    return stone.since if stone else lock.notes[name].since


def _date_models(cursor: sqlite3.Cursor, lock: Lock) -> None:
    models = json.loads(cursor.execute("SELECT models FROM col").fetchone()[0])
    for found in models.values():
        found["mod"] = lock.notetypes[found["name"]].since
        found["did"] = None
    cursor.execute("UPDATE col SET models = ?", (json.dumps(models, sort_keys=True),))


def _settle(database: bytearray) -> None:
    """Make the file the same whichever SQLite wrote it: its version, and the unused gap in the
    middle of each B-tree page, where bytes of no meaning are left over."""
    database[_VERSION_AT] = _VERSION
    for start in range(0, len(database), _PAGE):
        head = start + (100 if start == 0 else 0)
        if database[head] in _HEADERS:
            cells = int.from_bytes(database[head + 3 : head + 5], "big")
            content = int.from_bytes(database[head + 5 : head + 7], "big")
            unused = slice(head + _HEADERS[database[head]] + 2 * cells, start + content)
            database[unused] = bytes(unused.stop - unused.start)


def _zipped(database: bytearray) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in ((_DATABASE, database), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
