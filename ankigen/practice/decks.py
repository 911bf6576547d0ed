"""The decks to practise from: the ones that are named, or the ones that come with ankigen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ankigen
from ankigen.deck import Deck, Note
from ankigen.problems import BadInput, Problem


@dataclass(frozen=True, slots=True)
class Card:
    """A note and the file it stands in."""

    note: Note
    path: Path


def deck_files(paths: Sequence[str]) -> tuple[Path, ...]:
    """The deck files that ``paths`` name; a folder stands for the YAML files in it.

    Without paths these are the bundled decks: ``data/decks`` of the checkout, else of the current
    folder, where ``ankigen build`` puts them.

    Raises:
        BadInput: a path is not there, or there is no deck at all.
    """
    if not paths:
        return _bundled()
    return tuple(dict.fromkeys(file for path in paths for file in _files(Path(path))))


def cards_of(files: Sequence[Path]) -> tuple[Card, ...]:
    """All notes of the files, in their order.

    Raises:
        BadInput: a file is no deck.
    """
    from ankigen.decksfile import load

    decks: list[tuple[Deck, Path]] = [(load(file), file) for file in files]
    return tuple(Card(note, file) for deck, file in decks for note in deck.notes)


def find_card(name: str, paths: Sequence[str]) -> Card:
    """The note that ``deck.yaml:ID`` or ``ID`` names, in ``paths`` or in the bundled decks.

    Raises:
        BadInput: there is no such note, or two files have one of that id.
    """
    path, _, identity = name.rpartition(":")
    if path and Path(path).suffix in _YAML:
        paths = [path]
    else:
        identity = name
    files = deck_files(paths)
    found = [card for card in cards_of(files) if card.note.id == identity]
    if len(found) == 1:
        return found[0]
    if not found:
        looked = ", ".join(str(file) for file in files[:4]) + (", …" if len(files) > 4 else "")
        remedy = "give the id of a note, or name its deck with --deck"
        raise BadInput([Problem(looked, 0, f"there is no note {identity}", remedy)])
    both = " and ".join(str(card.path) for card in found[:2])
    remedy = f"say which, as in {found[0].path}:{identity}"
    raise BadInput([Problem(both, 0, f"the note {identity} stands in both", remedy)])


_YAML = (".yaml", ".yml")


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found = sorted(file for file in path.iterdir() if file.suffix in _YAML)
    if not found:
        remedy = "name a folder that holds YAML, or a deck file"
        raise BadInput([Problem(str(path), 0, "no deck files in this folder", remedy)])
    yield from found


def _bundled() -> tuple[Path, ...]:
    for home in (Path(ankigen.__file__).parent.parent, Path.cwd()):
        found = sorted((home / "data" / "decks").glob("*.yaml"))
        if found:
            return tuple(found)
    remedy = "run 'ankigen build' once, or name a deck file"
    raise BadInput([Problem("data/decks", 0, "no decks here", remedy)])
