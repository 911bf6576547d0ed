"""What ``ankigen build`` works on: which decks, from which files, with which lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ankigen
from ankigen.deck import Deck
from ankigen.problems import BadInput, Problem

LOCK = "ankigen.lock"
_YAML = (".yaml", ".yml")

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """A package to build.

    ``files`` names the file of each deck, ``yaml`` holds the deck files to be written first, and
    ``elsewhere`` the ids of notes that the lock covers and this package does not.
    """

    decks: tuple[Deck, ...]
    files: tuple[str, ...]
    package: Path
    lock: Path
    yaml: tuple[tuple[Path, bytes], ...] = ()
    elsewhere: frozenset[str] = frozenset()


def bundled(output: Path | None, tell: Tell) -> Job:
    """The documents that come with ankigen, to ``data/decks`` and ``dist``.

    In a checkout these lie in it; else below the current folder.

    Raises:
        BadInput: they are not there, or one cannot be read.
    """
    from ankigen.decksfile import dumps
    from ankigen.readers import extract

    installed = Path(ankigen.__file__).parent
    checkout = installed.parent / "data" / "sources"
    home, sources = installed.parent, checkout
    if not checkout.is_dir():
        home, sources = Path.cwd(), installed / "sources"
    documents = sorted(sources.glob("*.txt"))
    if not documents:
        remedy = "name documents or deck files, or install ankigen again"
        raise BadInput([Problem(str(sources), 0, "no bundled documents here", remedy)])
    package = output or _near(home / "dist") / "ankigen.apkg"
    _refuse_other_names(package)
    folder = _near(home / "data" / "decks")
    decks, yaml = [], []
    for document in documents:
        tell(f"reading {document.name}")
        deck = extract(document).deck
        decks.append(deck)
        yaml.append((folder / f"{document.stem}.yaml", dumps(deck).encode()))
    return Job(
        tuple(decks),
        tuple(str(_near(document)) for document in documents),
        package,
        folder / LOCK,
        tuple(yaml),
    )


def given(paths: Sequence[Path], output: Path | None, tell: Tell) -> Job:
    """Documents and deck files named on the command line; a folder stands for its deck files.

    Deck files of one folder share the lock beside them. Else the lock lies beside the package,
    under its name.

    Raises:
        BadInput: one of them cannot be read.
    """
    from ankigen.decksfile import load
    from ankigen.readers import extract

    named = {file.resolve(): file for path in paths for file in _files(path)}
    files = list(named.values())
    package = output or Path(f"{_stem(paths)}.apkg")
    decks = []
    for file in files:
        tell(f"reading {file.name}")
        decks.append(load(file) if _is_yaml(file) else extract(file).deck)
    _refuse_other_names(package)
    folders = {file.resolve().parent for file in files}
    lock, elsewhere = package.with_suffix(".lock"), set()
    if all(map(_is_yaml, files)) and len(folders) == 1:
        lock = files[0].parent / LOCK
        beside = [file for file in _deck_files(lock.parent) if file.resolve() not in named]
        # A note of a deck that is not built now is not a note that was removed.
        elsewhere = {note.id for file in beside for note in load(file).notes}
    return Job(tuple(decks), tuple(map(str, files)), package, lock, elsewhere=frozenset(elsewhere))


def _refuse_other_names(package: Path) -> None:
    """Anki opens nothing else, and a deck file named here by mistake would be gone."""
    if package.suffix.lower() != ".apkg":
        remedy = "give it a name that ends in .apkg"
        raise BadInput([Problem(str(package), 0, "is no name of a package", remedy)])


def _files(path: Path) -> Iterator[Path]:
    if not os.path.isdir(path):  # Path.is_dir fails where the folder above may not be read.
        yield path
        return
    found = _deck_files(path)
    if not found:
        remedy = "name a folder that holds YAML, or a document"
        raise BadInput([Problem(str(path), 0, "no deck files in this folder", remedy)])
    yield from found


def _deck_files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if _is_yaml(file) and file.is_file())
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise BadInput([Problem(str(folder), 0, what, "name a folder you may read")]) from error


def _is_yaml(file: Path) -> bool:
    return file.suffix.lower() in _YAML


def _stem(paths: Sequence[Path]) -> str:
    """One file or folder gives the package its name."""
    name = paths[0].resolve().stem if len(paths) == 1 else ""
    return name or "ankigen"


def _near(path: Path) -> Path:
    """The path from here where it lies below here, as people would write it."""
    here = os.path.relpath(path)
    return path if here.startswith("..") else Path(here)
