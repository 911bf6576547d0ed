"""Builds that would change nothing, known by hashes alone.

After a build its outcome is kept under a hash of the program, of every file it read, and of the
lock as it left it. If all of these are the same again and the package is the one it wrote, another
build would make the same lock and the same package, so none is needed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from ankigen.anki.build import BuildReport, Plan
from ankigen.anki.program import program
from ankigen.anki.store import Store

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class DeckCount:
    """A deck's name, and how many questions of the document, Anki notes and cards it has."""

    name: str
    questions: int
    notes: int
    cards: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is to say of a build: its report, and its decks."""

    report: BuildReport
    decks: tuple[DeckCount, ...]


def counts(made: Plan) -> tuple[DeckCount, ...]:
    """The decks of a plan in their order, those of one name together."""
    found: dict[str, list[int]] = {}
    for deck, questions in zip(made.decks, made.questions, strict=True):
        found.setdefault(deck.name, [0, 0, 0])[0] += questions
    for note in made.notes:
        if not note.removed:
            found[note.deck][1] += 1
            found[note.deck][2] += len(note.cards)
    return tuple(DeckCount(name, *each) for name, each in found.items())


class Again:
    """A build that may have been done before.

    Args:
        store: where outcomes are kept.
        decks: the files of the decks, in order, as they are now.
        others: deck files that share the lock and are not built.
        lock: the lock.
        package: what is built.
    """

    def __init__(
        self, store: Store, decks: Sequence[Path], others: Sequence[Path], lock: Path, package: Path
    ) -> None:
        self._store = store
        self._decks, self._others = decks, others
        self._lock, self._package = lock, package
        self._before = self._read()

    def unchanged(self) -> Outcome | None:
        """The outcome of the build if it need not be done; None where it must be."""
        key = self._key()
        text = self._store.get(key) if key else None
        if not text:
            return None
        report, decks = json.loads(text)
        if _hash(self._package) != report["sha256"]:
            return None
        report["path"] = str(self._package)
        return Outcome(BuildReport(**report), tuple(DeckCount(**deck) for deck in decks))

    def remember(self, outcome: Outcome, made: Plan) -> None:
        """Keep the outcome of the build that was written, if the next would change nothing."""
        # A removed note that is sought may be found; two numbers for the same may change places.
        numbers = made.lock.numbers.values()
        if made.unmarked or any(len({*each.values()}) < len(each) for each in numbers):
            return
        key = self._key()
        # Somebody may have saved a file while it was built.
        if key and self._read() == self._before:
            report = outcome.report
            still = replace(report, added=0, changed=0, removed=0, unchanged=report.notes)
            decks = [asdict(deck) for deck in outcome.decks]
            self._store.put(key, json.dumps([asdict(still), decks]))

    def _read(self) -> list[list[str]]:
        names = [str(file) for file in self._decks]
        return [names, [*map(_hash, self._decks)], [*map(_hash, self._others)]]

    def _key(self) -> str | None:
        hashes = [*self._before, [_hash(self._lock)]]
        if not all(map(all, hashes)):
            return None
        return sha256(json.dumps(["build", program(), hashes]).encode()).hexdigest()


def _hash(file: Path) -> str:
    """The hash of a file; empty where it cannot be read, or is a device without an end."""
    found = sha256()
    try:
        if not file.is_file():
            return ""
        with file.open("rb") as content:
            while piece := content.read(_PIECE):
                found.update(piece)
    except OSError:
        return ""
    return found.hexdigest()
