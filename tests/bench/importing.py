"""Built packages, edited as if in Anki, and what comes back of them."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from ankigen.anki import build
from ankigen.anki.unpack import Unpacked, unpack
from ankigen.deck import Deck, Note

NOW = 1_700_000_000


def carried(whole: Deck) -> Deck:
    """A deck without what a package does not carry."""
    notes = (replace(note, lines=None) for note in whole.notes)
    return replace(whole, source=None, notes=tuple(note for note in notes if _has_cards(note)))


def _has_cards(note: Note) -> bool:
    return bool(note.answer or note.points or note.formulas or note.code or note.choices) or (
        note.correct is not None
    )


def back(*decks: Deck) -> Unpacked:
    with tempfile.TemporaryDirectory() as folder:
        build(decks, Path(folder, "deck.apkg"), now=NOW)
        return unpack(Path(folder, "deck.apkg"))


def edit(path: Path, card: str, field: str, old: str, new: str, note: str = "C1") -> None:
    """Edit a field in a package, as if in Anki."""
    from ankigen.anki.ankinote import guid, notetype_of

    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    database = path.with_suffix(".db")
    database.write_bytes(members["collection.anki2"])
    connection = sqlite3.connect(database)
    name = guid(f"{note} {card}")
    place = [one.name for one in notetype_of(card).fields].index(field)
    (content,) = connection.execute("SELECT flds FROM notes WHERE guid = ?", [name]).fetchone()
    fields = content.split("\x1f")
    assert old in fields[place]
    fields[place] = fields[place].replace(old, new)
    connection.execute("UPDATE notes SET flds = ? WHERE guid = ?", ["\x1f".join(fields), name])
    connection.commit()
    connection.close()
    members["collection.anki2"] = database.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, data)


def edited(tmp_path: Path, whole: Deck, *edits: tuple[str, ...]) -> tuple[Note, Unpacked]:
    path = tmp_path / "deck.apkg"
    build([whole], path, now=NOW)
    for one in edits:
        edit(path, *one)
    unpacked = unpack(path)
    note = next(n for n in unpacked.decks[0].deck.notes if n.id == (edits[0][4:] or ("C1",))[0])
    return note, unpacked
