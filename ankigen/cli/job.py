"""What ``ankigen build`` works on: which decks, from which files, with which lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ankigen
from ankigen.deck import Deck
from ankigen.decksfile import AnyDeck
from ankigen.problems import BadInput, Problem

LOCK = "ankigen.lock"
_YAML = (".yaml", ".yml")

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Named:
    """What a command line names: files to build, the package, and its lock.

    The lock is ``shared`` where it stands beside deck files: then it covers all of them.
    """

    files: tuple[Path, ...]
    package: Path
    lock: Path
    shared: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A package to build.

    ``files`` names the file of each deck, ``yaml`` holds the deck files to be written first, and
    ``elsewhere`` the ids of notes that the lock covers and this package does not.
    """

    decks: tuple[AnyDeck, ...]
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


def named(paths: Sequence[Path], output: Path | None) -> Named:
    """What a command line with paths is about; a folder stands for its deck files.

    Deck files of one folder share the lock beside them. Else the lock lies beside the package,
    under its name.

    Raises:
        BadInput: a folder cannot be read or holds no deck file.
    """
    known = {file.resolve(): file for path in paths for file in _files(path)}
    files = tuple(known.values())
    package = output or Path(f"{_stem(paths)}.apkg")
    if not all(map(_is_yaml, files)) or len({file.parent for file in known}) > 1:
        return Named(files, package, package.with_suffix(".lock"), shared=False)
    lock = files[0].parent / LOCK
    return Named(files, package, lock, shared=True)


def beside(about: Named) -> tuple[Path, ...]:
    """The other deck files that the lock covers.

    Raises:
        BadInput: their folder cannot be read.
    """
    known = {file.resolve() for file in about.files}
    there = _deck_files(about.lock.parent) if about.shared else []
    return tuple(file for file in there if file.resolve() not in known)


def given(about: Named, tell: Tell) -> Job:
    """Open the documents and deck files that are named.

    Raises:
        BadInput: one of them cannot be read, or the package has no name of a package.
    """
    from ankigen.decksfile import paged

    decks: list[AnyDeck] = []
    for file in about.files:
        tell(f"reading {file.name}")
        decks.append(paged(file) if _is_yaml(file) else _extracted(file))
    _refuse_other_names(about.package)
    return Job(
        tuple(decks),
        tuple(map(str, about.files)),
        about.package,
        about.lock,
        # A note of a deck that is not built now is not a note that was removed.
        elsewhere=frozenset(note.id for file in beside(about) for note in paged(file).notes),
    )


def _extracted(document: Path) -> Deck:
    # Reading documents takes many modules, which decks do not need.
    from ankigen.readers import extract

    return extract(document).deck


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
