"""Deck files: load, save, and the same from and to text."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path
from typing import Any

from ankigen.atomic import write_whole
from ankigen.deck import Deck
from ankigen.decksfile.emit import emit
from ankigen.decksfile.nodes import compose
from ankigen.decksfile.records import check_meaning, deck_of, values_of
from ankigen.decksfile.schema import check
from ankigen.decksfile.written import nodes_of
from ankigen.garbage import rare_collection
from ankigen.problems import BadInput, Problem

MAX_BYTES = 64_000_000

# What no YAML can hold outside double quotes, or what would not come back as it was.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def load(path: str | os.PathLike[str]) -> Deck:
    """Read a deck file.

    Raises:
        BadInput: it cannot be read or is not a deck; all its problems with their lines.
    """
    name = os.fspath(path)
    return loads(text_of(name), name)


def text_of(name: str) -> str:
    """The text of a deck file.

    Raises:
        BadInput: it cannot be read, is too large, or is not UTF-8.
    """
    try:
        if os.path.getsize(name) > MAX_BYTES:
            what = f"larger than {MAX_BYTES // 1_000_000} MB"
            raise BadInput([Problem(name, 0, what, "split the deck into several files")])
        content = Path(name).read_bytes()
    except OSError as error:
        remedy = "name a YAML file that you may read"
        raise BadInput([Problem(name, 0, f"cannot be read: {error.strerror}", remedy)]) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInput([Problem(name, line, "not UTF-8", "save the file as UTF-8")]) from error


@rare_collection()
def loads(text: str, path: str = "deck.yaml") -> Deck:
    """Read a deck from YAML text; ``path`` names it in errors.

    Raises:
        BadInput: as for ``load``.
    """
    root, problems = compose(text, path)
    if root is None:
        remedy = "write 'schema: 1', 'deck:' and 'notes:', or extract it from a document"
        raise BadInput([Problem(path, 0, "the file is empty", remedy)])
    problems.extend(check(root, path))
    problems.extend(check_meaning(root, path))
    if problems:
        raise BadInput(sorted(problems, key=lambda problem: problem.line))
    return deck_of(root)


@rare_collection()
def dumps(deck: Deck) -> str:
    """The deck as YAML text, the same for the same deck.

    Raises:
        BadInput: the deck holds what a deck file cannot: control characters, an id twice, an
            empty question, a choice that is not there.
    """
    values = values_of(deck)
    text = emit(values)
    unwritable = _UNWRITABLE.search(text)
    if unwritable:
        line = text.count("\n", 0, unwritable.start()) + 1
        what = f"the deck holds the character U+{ord(unwritable[0]):04X}"
        raise BadInput([Problem(deck.name, line, what, "take it out of the text")])
    # An author must be able to open again what is written: where that is not sure, it is read
    # back, and its problems have lines.
    if not _comes_back(deck, values) and loads(text, deck.name) != deck:
        what = "the deck would not come back from YAML as it is"
        raise BadInput([Problem(deck.name, 0, what, "give each 'where' symbol and choice once")])
    return text


def _comes_back(deck: Deck, values: dict[str, Any]) -> bool:
    """Whether the values that are written break no rule and hold all that the deck does."""
    doubles = any(
        len(dict(pairs)) != len(pairs)
        for note in deck.notes
        for pairs in (note.choices, *(formula.where for formula in note.formulas))
    )
    root = nodes_of(values)
    problems = itertools.chain(check(root, deck.name), check_meaning(root, deck.name))
    return not doubles and next(problems, None) is None


def save(deck: Deck, path: str | os.PathLike[str]) -> bool:
    """Write a deck file, whole or not at all, and only where its bytes change.

    Returns:
        Whether the file changed.

    Raises:
        BadInput: as for ``dumps``, or the file cannot be written.
    """
    return write_whole(path, dumps(deck).encode("utf-8"))
