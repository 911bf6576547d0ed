"""Merges into deck files of an author's: which file, and its text afterwards.

The author's lines and comments stay as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ankigen.deck import Deck, Note
from ankigen.merge.base import load_base
from ankigen.merge.decks import Merged, merge
from ankigen.merge.inplace import edited
from ankigen.problems import BadInput, Problem

_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class MergedFile:
    """A deck file to be written: its text, and what the merge did."""

    path: Path
    text: str
    merged: Merged


def load_folder(folder: Path) -> dict[Path, Deck]:
    """The decks of a folder by their files; none where there is no such folder.

    Raises:
        BadInput: a file is no deck.
    """
    from ankigen.decksfile import load

    if not folder.is_dir():
        return {}
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in _YAML)
    return {file: load(file) for file in files if file.is_file()}


def merge_document(
    folder: Path, decks: Mapping[Path, Deck], document: str, new: Deck, rewrite: bool = False
) -> MergedFile:
    """Merge a document that was read again with the author's file of it.

    That is the file which names the document as its source, else the one of its name. A document
    without one gets one.

    Args:
        folder: where the decks lie, and in it the last reading of the document.
        decks: what ``load_folder`` found there.
        document: the document's path.
        new: what was read from it.
        rewrite: as for ``kept_text``.

    Raises:
        BadInput: as for ``kept_text``, or the last reading is damaged.
    """
    path = _file_of(folder, decks, document)
    elsewhere = {note.id for file, deck in decks.items() if file != path for note in deck.notes}
    base = load_base(folder, document)
    if path in decks:
        merged = merge(base, new, decks[path], elsewhere)
        return MergedFile(path, kept_text(path, decks[path], merged.deck, rewrite), merged)
    from ankigen.decksfile import dumps

    merged = merge(None, new, Deck(new.name, ()), elsewhere)
    return MergedFile(path, dumps(merged.deck), merged)


def merge_edits(
    decks: Mapping[Path, Deck],
    built: Mapping[str, Note],
    now: Mapping[str, Note],
    rewrite: bool = False,
) -> list[MergedFile]:
    """Merge edits that were made elsewhere into the files in which their notes stand.

    Args:
        decks: the author's decks by their files.
        built: notes by their ids, as they were before the edits.
        now: the same notes with the edits.
        rewrite: as for ``kept_text``.

    Returns:
        The files that take something over, or that have conflicts.

    Raises:
        BadInput: as for ``kept_text``.
    """
    files = []
    for path, mine in decks.items():
        ids = [note.id for note in mine.notes if built.get(note.id) != now.get(note.id)]
        before = Deck(mine.name, tuple(built[one] for one in ids))
        merged = merge(before, Deck(mine.name, tuple(now[one] for one in ids)), mine)
        if merged.changed or merged.conflicts:
            files.append(MergedFile(path, kept_text(path, mine, merged.deck, rewrite), merged))
    return files


def kept_text(path: Path, mine: Deck, merged: Deck, rewrite: bool = False) -> str:
    """The text of a deck file after a merge.

    Only the fields that changed are written anew; every other line stays, comments included. A
    comment inside a field that changed moves above it.

    Args:
        path: the author's file, which holds ``mine``.
        mine: the deck as it stands there.
        merged: the deck as it shall stand there.
        rewrite: write the whole file anew; comments and layout are lost.

    Raises:
        BadInput: the file is laid out so that it cannot be edited in place, and ``rewrite`` is
            not set.
    """
    from ankigen.decksfile import dumps

    before = path.read_bytes().decode("utf-8-sig")
    if mine == merged and not rewrite:
        return before
    fresh = dumps(merged)
    if rewrite or before == dumps(mine):
        return fresh
    after = edited(before, mine, merged)
    if after is None:
        what = "cannot be edited in place, and writing it anew loses its comments and layout"
        raise BadInput([Problem(str(path), 0, what, "add --rewrite if that is well")])
    return after


def _file_of(folder: Path, decks: Mapping[Path, Deck], document: str) -> Path:
    name = Path(document).name
    named = folder / f"{Path(document).stem}.yaml"
    found = [file for file, deck in decks.items() if deck.source and deck.source.path == name]
    return found[0] if len(found) == 1 and named not in decks else named
