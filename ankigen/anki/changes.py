"""What a build changes: the lock of before against the notes of now.

A note whose hash is the same keeps its moment; one that changed gets ``now``, or the second after
its last moment where the clock stands behind it, since Anki only takes what is newer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ankigen.anki.ankinote import AnkiNote, Taken
from ankigen.anki.lock import Lock, Seen, Tombstone
from ankigen.anki.numbers import Part
from ankigen.anki.shipped import Shipped

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build changes, by the lock's names; ``notetypes`` are those that look different."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notetypes: tuple[str, ...] = ()


def changes(
    lock: Lock, notes: Sequence[Shipped], looks: Mapping[str, str], elsewhere: Collection[str]
) -> Changes:
    """Compare notes with a lock.

    Args:
        lock: what was last built.
        notes: what is to be built.
        looks: for each note type's name the hash of what Anki sees of it.
        elsewhere: ids of notes that the lock covers and this build does not; they stay.
    """
    found: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    for note in notes:
        seen = lock.notes.get(note.name)
        same = seen is not None and seen.hash == note.hash
        found["unchanged" if same else "changed" if seen else "added"].append(note.name)
    here = {note.name for note in notes}
    return Changes(
        tuple(found["added"]),
        tuple(found["changed"]),
        tuple(found["unchanged"]),
        tuple(name for name in lock.notes if name not in here and _id(name) not in elsewhere),
        tuple(name for name, look in looks.items() if not _is(lock.notetypes.get(name), look)),
    )


def advanced(
    lock: Lock,
    notes: Sequence[Shipped],
    taken: Iterable[Taken],
    looks: Mapping[str, str],
    change: Changes,
    remains: Mapping[str, Fields],
    now: int,
) -> Lock:
    """The lock after a build.

    Args:
        lock: the lock before it.
        notes: what is built.
        taken: the numbers that these use.
        looks: as for ``changes``.
        change: what ``changes`` said of these.
        remains: the fields of notes that went, as far as they were found.
        now: the moment of the build, in seconds since 1970.
    """
    touched = {*change.added, *change.changed}
    seen = dict(lock.notes)
    removed = dict(lock.removed)
    for note in notes:
        buried = removed.pop(note.name, None)
        if note.name in touched:
            last = seen.get(note.name)
            before = last.since if last else buried.since if buried else 0
            seen[note.name] = Seen(note.hash, max(now, before + 1))
    for name in change.removed:
        last = seen.pop(name)
        removed[name] = Tombstone(max(now, last.since + 1), sought=last.hash)
    for name, fields in remains.items():
        removed[name] = replace(removed[name], fields=fields, sought="")
    notetypes = dict(lock.notetypes)
    for name in change.notetypes:
        old = notetypes.get(name)
        notetypes[name] = Seen(looks[name], max(now, old.since + 1 if old else 0))
    return Lock(notetypes, seen, _numbers(lock, taken), removed)


def with_numbers(lock: Lock, notes: Sequence[AnkiNote]) -> Lock:
    """The lock with the numbers that notes take; those taken before stay taken."""
    return replace(lock, numbers=_numbers(lock, (one for note in notes for one in note.taken)))


def _numbers(lock: Lock, taken: Iterable[Taken]) -> dict[str, Mapping[int, Part]]:
    numbers = dict(lock.numbers)
    for name, number, part in taken:
        held = numbers.get(name, {})
        if held.get(number) != part:
            numbers[name] = {**held, number: part}
    return numbers


def sought(lock: Lock, change: Changes) -> dict[str, str]:
    """The hash of each note that went and whose fields are not in the lock yet, by its name."""
    waiting = {name: stone.sought for name, stone in lock.removed.items() if stone.sought}
    return {**waiting, **{name: lock.notes[name].hash for name in change.removed}}


def pruned(lock: Lock) -> Lock:
    """The lock without tombstones: every learner has had them, and they need not be shipped."""
    bare = {name: Tombstone(stone.since) for name, stone in lock.removed.items()}
    return replace(lock, removed=bare)


def _is(seen: Seen | None, digest: str) -> bool:
    return seen is not None and seen.hash == digest


def _id(name: str) -> str:
    return name.rpartition(" ")[0]
