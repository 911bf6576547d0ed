"""A collection's database to the zip that Anki imports, the same bytes on every machine.

What SQLite leaves open is settled, and the zip holds no date, no attributes of this machine and
no compression, whose result differs from one zlib to the next.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

DATABASE = "collection.anki2"

# SQLite's file format (https://www.sqlite.org/fileformat2.html): where it writes its own version,
# here always 3.40.0; the kinds of B-tree pages with the length of their headers.
_VERSION_AT, _VERSION = slice(96, 100), (3_040_000).to_bytes(4, "big")
_PAGE = 4096
_HEADERS = {2: 12, 5: 12, 10: 8, 13: 8}

# A file of our own that nobody else reads: no journal, no waiting for the disk. The rest is what
# a build of SQLite may have chosen otherwise.
_SETTINGS = (
    f"page_size = {_PAGE}",
    "auto_vacuum = NONE",
    "encoding = 'UTF-8'",
    "journal_mode = OFF",
    "synchronous = OFF",
    "secure_delete = ON",
)


@contextmanager
def scratch_database() -> Iterator[tuple[sqlite3.Connection, IO[bytes]]]:
    """An empty database, and the file that it is kept in.

    The file has lost its name already, where the system allows that: however the process ends,
    nothing of it is left behind.
    """
    with tempfile.TemporaryDirectory(prefix="ankigen-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, DATABASE)
        with path.open("w+b") as file, closing(sqlite3.connect(path)) as connection:
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            # SQLite opens its file when it first looks into it.
            connection.execute("SELECT * FROM sqlite_master").fetchall()
            if os.name == "posix":
                shutil.rmtree(folder)
            yield connection, file


def zipped(database: IO[bytes]) -> bytes:
    """The bytes of an ``.apkg`` with this database, made of whole pages of 4096 bytes."""
    # In memory a file that grows takes a third more than it holds.
    with tempfile.TemporaryFile(prefix="ankigen-") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            entry = _entry(DATABASE)
            entry.file_size = database.seek(0, os.SEEK_END)
            database.seek(0)
            with archive.open(entry, "w") as member:
                first = True
                while page := bytearray(database.read(_PAGE)):
                    _settle(page, first)
                    member.write(page)
                    first = False
            archive.writestr(_entry("media"), b"{}")
        file.seek(0)
        return file.read()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _settle(page: bytearray, first: bool) -> None:
    """Make a page the same whichever SQLite wrote it: its version, and the unused gap in the
    middle of a B-tree page, where bytes of no meaning are left over."""
    head = 0
    if first:
        page[_VERSION_AT] = _VERSION
        head = 100
    if page[head] in _HEADERS:
        cells = int.from_bytes(page[head + 3 : head + 5], "big")
        content = int.from_bytes(page[head + 5 : head + 7], "big")
        unused = slice(head + _HEADERS[page[head]] + 2 * cells, content)
        page[unused] = bytes(unused.stop - unused.start)
