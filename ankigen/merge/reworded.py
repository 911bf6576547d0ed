"""Notes whose id changed because their question did: they keep the id they had.

Where a document prints no id, an id is made of the question's words. A reworded question would
come as a new note, and its learners would lose the history of the old one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from ankigen.deck import Deck, Note


def with_old_ids(base: Deck, new: Deck) -> Deck:
    """``new``, its notes under the ids they have in ``base``.

    Of the notes that went and those that came, two are one where they alone ask the same, or
    where they alone have the same answer, and their kind is the same.
    """
    before, now = {note.id for note in base.notes}, {note.id for note in new.notes}
    went = [note for note in base.notes if note.id not in now]
    came = [note for note in new.notes if note.id not in before]
    old_ids: dict[str, str] = {}
    for key in (_question, _answer):
        old, fresh = _alone(went, key), _alone(came, key)
        for what in old.keys() & fresh.keys():
            old_ids[fresh[what].id] = old[what].id
        went = [note for note in went if note.id not in old_ids.values()]
        came = [note for note in came if note.id not in old_ids]
    notes = tuple(replace(note, id=old_ids.get(note.id, note.id)) for note in new.notes)
    return replace(new, notes=notes)


def _question(note: Note) -> Hashable:
    return note.kind, note.question


def _answer(note: Note) -> Hashable:
    answer = note.answer, note.points, note.formulas, note.choices, note.code
    # "True", "A" and "0.5" answer many questions.
    if note.kind in ("true-false", "number") or not any(answer):
        return None
    return note.kind, answer


def _alone(notes: Iterable[Note], key: Callable[[Note], Hashable]) -> dict[Hashable, Note]:
    """The notes by a key that no other of them has; those without one are left out."""
    notes = list(notes)
    times = Counter(map(key, notes))
    return {key(note): note for note in notes if key(note) is not None and times[key(note)] == 1}
