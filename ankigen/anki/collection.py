"""The notes of an Anki package, whichever Anki wrote it; nothing in the file is trusted.

A package is a zip with one database: ``collection.anki21b`` (zstd, since Anki 2.1.50; beside it
lies an old one that says "please update"), ``collection.anki21`` or ``collection.anki2``.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ankigen.problems import BadInput, Problem

LARGEST = 300_000_000
"""Bytes of a database, unpacked: a hundred thousand notes, and no zip bomb."""

_PACKED, _OLDER = "collection.anki21b", ("collection.anki21", "collection.anki2")
_CHUNK = 1 << 20
# Anki's own window is 8 MB at most; a hostile one could ask for gigabytes.
_LARGEST_WINDOW = 1 << 27
# A query over a sound database of the largest size takes a hundredth of these.
_STEPS, _MOST_STEPS = 1_000_000, 20_000


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note of a package: its fields by name, and the deck its first card lies in."""

    guid: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    deck: str


def found_notes(path: Path) -> list[FoundNote]:
    """The notes of a package, in the order in which they were made.

    Raises:
        BadInput: it cannot be read, is no package of Anki's or a damaged one, is larger than
            ``LARGEST``, or is packed with zstd and nothing here can unpack that.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="ankigen-") as folder:
            database = Path(folder, "collection")
            with zipfile.ZipFile(path) as archive, database.open("wb") as file:
                _unpack(archive, file, path)
            return _notes(database)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise _unreadable(path, str(error)) from error
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(path, f"its database is damaged: {error}") from error


def _unpack(archive: zipfile.ZipFile, file: IO[bytes], path: Path) -> None:
    names = set(archive.namelist())
    name = next((name for name in (_PACKED, *_OLDER) if name in names), None)
    if name is None:
        raise _unreadable(path, "no collection in it")
    with archive.open(name) as member:
        read = _unpacked(member, path) if name == _PACKED else member.read
        written = 0
        while chunk := read(_CHUNK):
            written += len(chunk)
            if written > LARGEST:
                what = f"its collection is larger than {LARGEST // 1_000_000} MB"
                raise BadInput([Problem(str(path), 0, what, "export fewer decks at a time")])
            file.write(chunk)


def _unpacked(member: IO[bytes], path: Path) -> Callable[[int], bytes]:
    """Reads the member through zstd: Python's own from 3.14 on, else the zstandard package."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        pass
    else:
        read: Callable[[int], bytes] = zstd.ZstdFile(member).read
        return _guarded(read, zstd.ZstdError, path)
    try:
        import zstandard
    except ImportError:
        what = "packed with zstd, which needs the zstandard package"
        remedy = (
            "install it with: pip install 'ankigen[import]', or export from Anki with 'Support "
            "older Anki versions' on"
        )
        raise BadInput([Problem(str(path), 0, what, remedy)]) from None
    reader = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).stream_reader(
        member, read_across_frames=True
    )
    return _guarded(reader.read, zstandard.ZstdError, path)


def _guarded(
    read: Callable[[int], bytes], fault: type[Exception], path: Path
) -> Callable[[int], bytes]:
    def guarded(size: int) -> bytes:
        try:
            return read(size)
        except fault as error:
            raise _unreadable(path, str(error)) from error

    return guarded


def _notes(database: Path) -> list[FoundNote]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as found:
        # Names of decks are sorted by Anki's own rule, which SQLite must know to open the file.
        found.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        found.execute("PRAGMA trusted_schema = OFF")
        left = iter(range(_MOST_STEPS))
        found.set_progress_handler(lambda: next(left, None) is None, _STEPS)
        kinds = dict(found.execute("SELECT name, type FROM sqlite_master"))
        if any(kinds.get(name, "table") != "table" for name in _TABLES):
            raise ValueError("a view stands for a table")
        newer = "notetypes" in kinds
        fields = _new_fields(found) if newer else _old_fields(found)
        decks = _new_decks(found) if newer else _old_decks(found)
        return list(_rows(found, fields, decks))


_TABLES = ("col", "notes", "cards", "notetypes", "fields", "decks")


def _rows(
    database: sqlite3.Connection, fields: Mapping[int, list[str]], decks: Mapping[int, str]
) -> Iterator[FoundNote]:
    homes = {
        note: original or deck
        for note, deck, original in database.execute(
            "SELECT nid, did, odid FROM cards ORDER BY nid DESC, ord DESC"
        )
    }
    rows = database.execute("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id")
    for identity, guid, notetype, tags, content in rows:
        names = fields.get(notetype, [])
        values = dict(zip(names, content.split("\x1f"), strict=False))
        deck = decks.get(homes.get(identity, 0), "")
        yield FoundNote(str(guid), values, tuple(tags.split()), deck)


def _old_fields(database: sqlite3.Connection) -> dict[int, list[str]]:
    return {
        int(number): [field["name"] for field in sorted(model["flds"], key=_place)]
        for number, model in _json(database, "models").items()
    }


def _old_decks(database: sqlite3.Connection) -> dict[int, str]:
    return {int(number): str(deck["name"]) for number, deck in _json(database, "decks").items()}


def _json(database: sqlite3.Connection, column: str) -> dict[str, Any]:
    (text,) = database.execute(f"SELECT {column} FROM col").fetchone()
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(found, dict):
        raise TypeError(column)
    return found


def _place(field: Mapping[str, Any]) -> int:
    return int(field["ord"])


def _new_fields(database: sqlite3.Connection) -> dict[int, list[str]]:
    fields: dict[int, list[str]] = {}
    for notetype, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(notetype, []).append(name)
    return fields


def _new_decks(database: sqlite3.Connection) -> dict[int, str]:
    rows = database.execute("SELECT id, name FROM decks")
    return {number: name.replace("\x1f", "::") for number, name in rows}


def _unreadable(path: Path, what: str) -> BadInput:
    remedy = "name an .apkg that ankigen built or that Anki exported"
    return BadInput([Problem(str(path), 0, f"no Anki package that can be read: {what}", remedy)])
