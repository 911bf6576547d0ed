"""Three versions of a deck to one, note by note."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from ankigen.deck import Deck, Note
from ankigen.merge.notes import Conflict, merge_note, shown
from ankigen.merge.order import woven
from ankigen.merge.reworded import with_old_ids


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged deck, and what became of the notes, by their ids.

    ``base`` is what the next merge goes by. ``added`` are new, ``changed`` took something over,
    ``removed`` went; ``kept`` are gone from what was read and stay, since the author edited them.
    """

    deck: Deck
    base: Deck
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Deck | None, new: Deck, mine: Deck, elsewhere: Collection[str] = ()) -> Merged:
    """Merge a deck that was read again with its author's.

    Args:
        base: the deck as it was read last; None where that is not known.
        new: the deck as it is read now.
        mine: the deck as the author has it.
        elsewhere: ids of notes in other files of the author's, which are not added again.
    """
    new = with_old_ids(base, new) if base else new
    before = {note.id: note for note in base.notes} if base else {}
    now = {note.id: note for note in new.notes}
    yours = {note.id: note for note in mine.notes}
    notes: dict[str, Note] = {}
    conflicts: list[Conflict] = []
    for identity in now.keys() & yours.keys():
        merged, found = merge_note(before.get(identity), now[identity], yours[identity])
        notes[identity] = merged
        conflicts += found
    added = [one for one in now if one not in yours and one not in before and one not in elsewhere]
    notes |= {identity: now[identity] for identity in added}
    gone = [one for one in yours if one not in now and one in before]
    kept = [one for one in gone if _content(yours[one]) != _content(before[one])]
    removed = [one for one in gone if one not in kept]
    notes |= {one: note for one, note in yours.items() if one not in now and one not in removed}
    conflicts += [
        Conflict(one, "note", shown(before[one]), shown(now[one]), "")
        for one in now.keys() & before.keys()
        if one not in yours and _content(now[one]) != _content(before[one])
    ]
    order = woven([*before], [*now], [*yours], notes)
    name, clash = _name(base, new, mine)
    place = {identity: number for number, identity in enumerate([*order, *now])}
    return Merged(
        deck=Deck(name, tuple(notes[one] for one in order), new.source or mine.source),
        base=new,
        added=tuple(added),
        changed=tuple(
            one for one in order if one in yours and _content(notes[one]) != _content(yours[one])
        ),
        removed=tuple(removed),
        kept=tuple(kept),
        conflicts=(*clash, *sorted(conflicts, key=lambda one: place[one.note])),
    )


def _content(note: Note) -> Note:
    """The note without its place in the document."""
    return replace(note, lines=None)


def _name(base: Deck | None, new: Deck, mine: Deck) -> tuple[str, list[Conflict]]:
    if new.name == mine.name or (base and new.name == base.name):
        return mine.name, []
    if base and mine.name == base.name:
        return new.name, []
    return mine.name, [Conflict("", "deck", base.name if base else "", new.name, mine.name)]
