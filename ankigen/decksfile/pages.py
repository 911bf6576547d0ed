"""A deck file cut into pages of notes, each of which can be read by itself.

A page is a stretch of the file: some notes of the list, as they stand there. Reading page by page
takes little memory, and a page that was read before need not be read again. A file is cut only
where that cannot change what it says; any other is read as a whole.

Why a page reads by itself as it does in the file: notes begin with ``- `` at the left edge, where
nothing else but comments may stand, and each note is seen to begin on the line on which a page
was cut. So no quote, block or bracket that a page opens is open at its end.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from ankigen.deck import Deck, Note
from ankigen.decksfile.files import loads, text_of
from ankigen.decksfile.nodes import Listing, Mapping, compose
from ankigen.decksfile.records import check_meaning, deck_of
from ankigen.decksfile.schema import check
from ankigen.problems import BadInput

# On average a page holds so many notes.
_NOTES = 64
_HEAD = re.compile(r"(?:.*\n)*?notes:[ ]*\n(?=- )")
_NOTE = re.compile(r"^- .*", re.MULTILINE)
# What stands at the left edge and is neither a note nor a comment.
_FOREIGN = re.compile(r"^(?!- |[ #]|$)", re.MULTILINE)
_ANY_HEAD = "schema: 1\ndeck: any\nnotes:\n"
_ANY_NOTE = "- {id: any, kind: open, question: any}\n"


class PagedDeck:
    """A deck file that is read page by page; ``path`` names it in errors.

    The pages are held as UTF-8, which takes half the room.
    """

    def __init__(self, deck: Deck, head: str, pages: tuple[bytes, ...], path: str) -> None:
        self.name = deck.name
        self.source = deck.source
        self.pages = pages
        self.path = path
        self._head = head

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """All its notes.

        Raises:
            BadInput: as for ``whole``.
        """
        return self.whole().notes

    def whole(self) -> Deck:
        """The file read as a whole.

        Raises:
            BadInput: it is not a deck; all its problems with their lines.
        """
        return loads(self._head + b"".join(self.pages).decode(), self.path)


AnyDeck: TypeAlias = Deck | PagedDeck


def paged(path: str | os.PathLike[str]) -> AnyDeck:
    """Open a deck file to be read by pages; one that cannot be cut is read at once.

    Raises:
        BadInput: as for ``load``; what is wrong with single notes shows when they are read.
    """
    name = os.fspath(path)
    text = text_of(name)
    return _cut(text, name) or loads(text, name)


def whole(deck: AnyDeck) -> Deck:
    """The deck, with all its notes read.

    Raises:
        BadInput: it is not a deck; all its problems with their lines.
    """
    return deck.whole() if isinstance(deck, PagedDeck) else deck


def _cut(text: str, path: str) -> PagedDeck | None:
    head = _HEAD.match(text)
    # A carriage return alone is a line end as well.
    if not head or "\r" in text or _FOREIGN.search(text, head.end()):
        return None
    try:
        deck = loads(head.group() + _ANY_NOTE)
    except BadInput:
        return None
    return PagedDeck(deck, head.group(), tuple(_pages(text, head.end())), path)


def _pages(text: str, start: int) -> Iterator[bytes]:
    """A page begins at a note whose first line, its id mostly, has a certain checksum: so a
    change moves no other page's ends."""
    for note in _NOTE.finditer(text, start):
        if note.start() > start and zlib.crc32(note.group().encode()) % _NOTES == 0:
            yield text[start : note.start()].encode()
            start = note.start()
    yield text[start:].encode()


def read_pages(pages: Sequence[bytes]) -> list[tuple[Note, ...]] | None:
    """The notes of each of some pages; None where anything is wrong with one of them.

    Whether two pages hold one id is for the caller to see.
    """
    texts = [page.decode() for page in pages]
    text = _ANY_HEAD + "".join(texts)
    try:
        root, problems = compose(text, "")
    except BadInput:
        return None
    if root is None or problems or any(check(root, "")) or any(check_meaning(root, "")):
        return None
    assert isinstance(root, Mapping)
    listing = root.get("notes")
    assert isinstance(listing, Listing)
    first = _ANY_HEAD.count("\n") + 1
    begun = []
    line = first
    ends = []
    for page in texts:
        lines = page.split("\n")
        begun += [line + place for place, each in enumerate(lines) if each.startswith("- ")]
        ends.append(len(begun))
        line += len(lines) - 1
    if [note.line for note in listing.items] != begun:
        return None
    notes = deck_of(root).notes
    return [notes[start:end] for start, end in zip([0, *ends], ends, strict=False)]
