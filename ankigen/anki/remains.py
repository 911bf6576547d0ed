"""What is left of notes that were removed: how they stood in packages built before.

Anki replaces a note as a whole, so a note can only be tagged by shipping all of it once more.
Its fields are taken from a package that holds just what was last built, which its hash tells:
whichever package that is, the fields are the same.
"""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from ankigen.anki.ankinote import guid, look, notetype_of
from ankigen.anki.changes import Fields
from ankigen.anki.settled import DATABASE
from ankigen.anki.shipped import BETWEEN_FIELDS

_LARGEST = 1_000_000_000
_MOST_PACKAGES = 50


def remains(path: Path, sought: Mapping[str, str]) -> dict[str, Fields]:
    """The fields of notes as they were last built.

    Args:
        path: where the package was last built; those beside it are looked at too.
        sought: by the notes' names the hashes they had.

    Returns:
        By name the fields of those that were found.
    """
    found: dict[str, Fields] = {}
    for package in _packages(path) if sought else ():
        if len(found) < len(sought):
            found |= _held(package, sought)
    return found


def _packages(path: Path) -> list[Path]:
    try:
        beside = sorted(file for file in path.parent.glob("*.apkg") if file != path)
    except OSError:
        beside = []
    return [path, *beside[:_MOST_PACKAGES]]


def _held(package: Path, sought: Mapping[str, str]) -> dict[str, Fields]:
    """Those of the notes that a package holds; one that is absent or damaged holds none."""
    try:
        with zipfile.ZipFile(package) as archive, tempfile.TemporaryDirectory() as folder:
            if archive.getinfo(DATABASE).file_size > _LARGEST:
                return {}
            with closing(sqlite3.connect(archive.extract(DATABASE, folder))) as connection:
                return dict(_as_sought(connection, sought))
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, sqlite3.Error):
        return {}


def _as_sought(
    connection: sqlite3.Connection, sought: Mapping[str, str]
) -> Iterator[tuple[str, Fields]]:
    names = {guid(name): name for name in sought}
    for identity, content, tags in connection.execute("SELECT guid, flds, tags FROM notes"):
        if name := names.get(identity):
            notetype = notetype_of(name.rpartition(" ")[2])
            row = content.split(BETWEEN_FIELDS)
            if look(notetype, row, tags.split()) == sought[name]:
                texts = zip(notetype.fields, row, strict=True)
                yield name, tuple((field.name, text) for field, text in texts if text)
