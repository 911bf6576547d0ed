"""A document in any known format to a deck, with an account of every line."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ankigen.deck import Deck, Note, Source
from ankigen.garbage import rare_collection
from ankigen.problems import BadInput, Problem
from ankigen.readers import flashcards, guide, posts
from ankigen.readers.deckname import deck_name
from ankigen.readers.identity import identify
from ankigen.readers.lines import Account, Ledger, Line, load, split


@dataclass(frozen=True, slots=True)
class Format:
    """A format of documents: what it looks for, how well a document fits, and its reader.

    ``score`` counts what the format looks for; ``read`` gives a title, a category and the notes
    without regard to other formats.
    """

    looks_for: str
    score: Callable[[Sequence[Line]], int]
    read: Callable[[Sequence[Line], Ledger], tuple[str, str, list[Note]]]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "posts": Format(posts.LOOKS_FOR, posts.score, posts.read),
        "guide": Format(guide.LOOKS_FOR, guide.score, guide.read),
        "flashcards": Format(flashcards.LOOKS_FOR, flashcards.score, flashcards.read),
    }
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """A deck and what became of every line of the document it was read from."""

    deck: Deck
    account: Account


def extract(path: str | os.PathLike[str], format: str | None = None) -> Extraction:
    """Read a document.

    Args:
        path: a text file in any of ``FORMATS``; UTF-8, UTF-16 with its mark, or Windows-1252.
        format: a name in ``FORMATS``; by default the one that the text fits best.

    Returns:
        The deck and the account of every line.

    Raises:
        BadInput: the file cannot be read, is no text, or holds no note in a known format.
    """
    text, digest = load(path)
    return _extraction(text, os.fspath(path), digest, format)


def read_text(text: str, path: str = "text", format: str | None = None) -> Extraction:
    """Read a document that is in memory; ``path`` stands in messages and names the deck.

    Raises:
        BadInput: there is no note in a known format in it.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _extraction(text, path, digest, format)


@rare_collection()
def _extraction(text: str, path: str, digest: str, format: str | None) -> Extraction:
    lines = split(text, path)
    name = format or _fitting(lines, path)
    if name not in FORMATS:
        what = f"there is no format {name!r}"
        raise BadInput([Problem(path, 0, what, f"one of {', '.join(FORMATS)}")])
    ledger = Ledger(lines)
    title, category, found = FORMATS[name].read(lines, ledger)
    if not found:
        what = f"holds no questions in the format {name}"
        raise BadInput([Problem(path, 0, what, f"it looks for {FORMATS[name].looks_for}")])
    notes = identify(found, lines, ledger, path)
    source = Source(os.path.basename(path) or path, name, digest)
    deck = Deck(deck_name(title, category, path), notes, source)
    return Extraction(deck, ledger.account())


def _fitting(lines: Sequence[Line], path: str) -> str:
    scores = {name: each.score(lines) for name, each in FORMATS.items()}
    best = max(scores, key=lambda name: scores[name])
    if not scores[best]:
        looks = "; ".join(f"{name}: {each.looks_for}" for name, each in FORMATS.items())
        what = "is in no format known here"
        raise BadInput([Problem(path, 0, what, f"name one with --format, or write it as {looks}")])
    return best
