"""Decks to one package: the lock read, the notes made, lock and package written."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ankigen.anki.ankinote import REMOVED_TAG, AnkiNote
from ankigen.anki.changes import Changes, advanced, changes, sought
from ankigen.anki.drafts import Draft, Tell, draft, silent
from ankigen.anki.lock import Lock, Tombstone, encoded, load
from ankigen.anki.package import looks, package
from ankigen.anki.remains import remains
from ankigen.anki.remembered import paged_draft
from ankigen.anki.shipped import Shipped, shipped
from ankigen.anki.store import Store
from ankigen.atomic import write_together
from ankigen.deck import Deck
from ankigen.decksfile import AnyDeck, PagedDeck
from ankigen.garbage import rare_collection
from ankigen.problems import BadInput, Problem
from ankigen.turns import turn


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built: where it lies, its hash, and counts; the last four are of Anki notes."""

    path: str
    sha256: str
    decks: int
    notes: int
    cards: int
    added: int
    changed: int
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A package and its lock, made and not yet written.

    ``questions`` counts the notes of each deck; ``notes`` are Anki's and end with the tombstones.
    """

    decks: tuple[AnyDeck, ...]
    questions: tuple[int, ...]
    notes: tuple[Shipped, ...]
    changes: Changes
    lock: Lock
    package: bytes

    @property
    def unmarked(self) -> tuple[str, ...]:
        """Notes that went, and that cannot be tagged until a package is found that held them."""
        return tuple(name for name, stone in self.lock.removed.items() if stone.sought)


def build(
    decks: Sequence[Deck],
    path: str | os.PathLike[str],
    *,
    lock: str | os.PathLike[str] | None = None,
    now: int | None = None,
    elsewhere: Collection[str] = (),
) -> BuildReport:
    """Build a package from decks; neither it nor the lock is touched where its bytes stay.

    Args:
        decks: the decks, in the order their cards are to be learned.
        path: the ``.apkg`` to write.
        lock: the ``ankigen.lock`` to go by and to bring up to date. Without one every note
            counts as changed ``now``.
        now: the moment of the build in seconds since 1970; None asks the clock.
        elsewhere: ids of notes that the lock covers and these decks do not hold.

    Raises:
        BadInput: a deck without notes, an id twice, a cloze text that is not there, a lock that
            is damaged, a file that cannot be written, or another build in the same folder that
            does not end.
    """
    with turn(Path(file) for file in (path, lock) if file is not None):
        kept = load(Path(lock)) if lock is not None else Lock()
        made = plan(decks, path, kept, clock() if now is None else now, elsewhere)
        write_together(files_of(made, path, lock))
    return report(made, path)


def plan(
    decks: Sequence[AnyDeck],
    path: str | os.PathLike[str],
    lock: Lock,
    now: int,
    elsewhere: Collection[str] = (),
    files: Sequence[str] = (),
    store: Store | None = None,
    tell: Tell = silent,
) -> Plan:
    """Make a package without writing anything; arguments as for ``build``.

    What stands at ``path`` and beside it is read only where notes were removed: a tombstone has
    to hold what the note held, or it would take that from learners.

    Args:
        files: what errors call each deck; its source or its name where not given.
        store: where pages of deck files that were made before are kept; None makes all anew.
        tell: is told what is being done, and how far it is.
    """
    with rare_collection():
        return _plan(decks, path, lock, now, elsewhere, files, store, tell)


def _plan(
    decks: Sequence[AnyDeck],
    path: str | os.PathLike[str],
    lock: Lock,
    now: int,
    elsewhere: Collection[str],
    files: Sequence[str],
    store: Store | None,
    tell: Tell,
) -> Plan:
    called = files or [deck.source.path if deck.source else deck.name for deck in decks]
    if not decks:
        raise BadInput([Problem(os.fspath(path), 0, "no deck to build it from", "name a deck")])
    drafts = list(_drafts(decks, lock, called, store, tell))
    if problems := list(_clashes([made.ids for made in drafts], called)):
        raise BadInput(problems)
    notes = [note for made in drafts for note in made.notes]
    taken = [one for made in drafts for one in made.taken]
    questions = tuple(len(made.ids) for made in drafts)
    del drafts
    seen = looks()
    change = changes(lock, notes, seen, elsewhere)
    found = remains(Path(path), sought(lock, change))
    after = advanced(lock, notes, taken, seen, change, found, now)
    del taken
    notes += [
        _tombstone(name, stone, decks[0].name)
        for name, stone in sorted(after.removed.items())
        if stone.fields
    ]
    content = package(notes, after, tell)
    return Plan(tuple(decks), questions, tuple(notes), change, after, content)


def _drafts(
    decks: Sequence[AnyDeck],
    lock: Lock,
    called: Sequence[str],
    store: Store | None,
    tell: Tell,
) -> Iterator[Draft]:
    for deck, file in zip(decks, called, strict=True):
        if isinstance(deck, PagedDeck):
            made = paged_draft(deck, lock, file, store, tell)
        else:
            made = draft(deck, lock, file, tell)
        if not made.notes:
            remedy = "give it a note that has an answer, or leave it out"
            raise BadInput([Problem(file, 0, "a deck with no notes to learn", remedy)])
        yield made
    if store:
        store.trim()


def files_of(
    made: Plan, path: str | os.PathLike[str], lock: str | os.PathLike[str] | None
) -> dict[Path, bytes]:
    """What a plan writes, and where: the lock, if there is one, and then the package.

    In this order: the package follows from decks and lock alone, so a build that was killed
    between the two is completed by the next one. A package without its lock could not be.
    """
    locked = {} if lock is None else {Path(lock): encoded(made.lock)}
    return {**locked, Path(path): made.package}


def report(made: Plan, path: str | os.PathLike[str]) -> BuildReport:
    """The counts of a plan; ``path`` is where its package lies."""
    shown = [note for note in made.notes if not note.removed]
    return BuildReport(
        path=os.fspath(path),
        sha256=sha256(made.package).hexdigest(),
        decks=len({deck.name for deck in made.decks}),
        notes=len(shown),
        cards=sum(len(note.cards) for note in shown),
        added=len(made.changes.added),
        changed=len(made.changes.changed),
        unchanged=len(made.changes.unchanged),
        removed=len(made.changes.removed),
    )


def clock() -> int:
    """Now, in seconds since 1970: ``SOURCE_DATE_EPOCH`` where that is set, else the clock's.

    Raises:
        BadInput: ``SOURCE_DATE_EPOCH`` is not a number of seconds.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not said:
        return int(time.time())
    if not (said.isascii() and said.isdecimal() and len(said) < 20 and int(said) < 2**32):
        remedy = "set it to a whole number of seconds since 1970, or unset it"
        raise BadInput([Problem("SOURCE_DATE_EPOCH", 0, f"not a moment: {said[:40]!r}", remedy)])
    return int(said)


def _clashes(ids: Sequence[Sequence[str]], called: Sequence[str]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    shared: dict[tuple[str, str], list[str]] = {}
    for names, file in zip(ids, called, strict=True):
        for name in names:
            if name in owners:
                shared.setdefault((file, owners[name]), []).append(name)
            owners.setdefault(name, file)
    for (file, owner), same in shared.items():
        named = ", ".join(repr(one) for one in same[:3]) + (" and more" if len(same) > 3 else "")
        what = f"ids that stand in {owner} too: {named}"
        yield Problem(file, 0, what, "give each note an id of its own")


def _tombstone(name: str, stone: Tombstone, deck: str) -> Shipped:
    # It brings no card, so any deck that is there anyway will do.
    note, _, card = name.rpartition(" ")
    return shipped(AnkiNote(note, card, stone.fields, (REMOVED_TAG,), deck), removed=True)
