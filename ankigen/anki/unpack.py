"""A package back to decks: the records of its notes, and what was edited in Anki since.

What a card showed when it was built is made again from the record; a field that shows something
else now was edited, and its text goes back to where it came from. What cannot go back is told.
Not carried: places in the document, its format and hash, and what a learner chose to hide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ankigen.anki.ankinote import REMOVED_TAG, AnkiNote
from ankigen.anki.cards import anki_notes
from ankigen.anki.collection import FoundNote, found_notes
from ankigen.anki.edits import Edited, changes
from ankigen.anki.fieldtree import look, parsed
from ankigen.anki.frame import tags
from ankigen.anki.lock import Lock
from ankigen.anki.record import FIELD, Recorded, is_as_built, read_record
from ankigen.deck import Deck, Note
from ankigen.problems import BadInput, Problem

_MACHINE = frozenset(("Id", "Kind", "Prompt", "Source", FIELD))
# What Anki itself puts on notes.
_ANKIS_TAGS = frozenset(("leech", "marked"))


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit made in Anki: the note's id, the field of the card, and what it shows now."""

    note: str
    field: str
    now: str


@dataclass(frozen=True, slots=True)
class UnpackedDeck:
    """A deck out of a package; ``built`` is how it was built, ``deck`` with edits made in Anki.

    ``document`` is the name of the document it was read from, empty where it was read from none.
    """

    built: Deck
    deck: Deck
    document: str


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a package holds. ``edits`` are in the decks, ``uncarried`` could not be taken over,
    and ``foreign`` counts the Anki notes that are not ankigen's or have lost their record."""

    decks: tuple[UnpackedDeck, ...]
    edits: tuple[Edit, ...]
    uncarried: tuple[Edit, ...]
    foreign: int


def unpack(path: Path) -> Unpacked:
    """Bring back the decks of a package that ankigen built, or that Anki exported after that.

    Raises:
        BadInput: it is no package, or holds no note of ankigen's.
    """
    found = [note for note in found_notes(path) if REMOVED_TAG not in note.tags]
    by_id: dict[str, list[FoundNote]] = {}
    for one in found:
        by_id.setdefault(one.fields.get("Id", ""), []).append(one)
    decks: dict[tuple[str, str], list[tuple[Note, Note]]] = {}
    edits: list[Edit] = []
    uncarried: list[Edit] = []
    ours: set[str] = set()
    taken: set[str] = set()
    for carrier in found:
        recorded = read_record(carrier.fields.get(FIELD, ""))
        if recorded is None or recorded.note.id in taken:
            continue
        taken.add(recorded.note.id)
        note = now = recorded.note
        together = by_id[carrier.fields.get("Id", "")]
        ours.update(one.guid for one in together)
        if not all(is_as_built(one.fields) for one in together):
            now, carried, left = _edited(recorded, {one.guid: one for one in together})
            edits += carried
            uncarried += left
        tagged = _tagged(now, carrier)
        if tagged != now:
            edits.append(Edit(note.id, "tags", " ".join(tagged.tags)))
        home = carrier.deck or "ankigen", _text(carrier.fields.get("Source", ""))
        decks.setdefault(home, []).append((note, tagged))
    if not decks:
        what = "holds no note that ankigen built"
        remedy = "name a package of 'ankigen build', or its decks exported from Anki"
        raise BadInput([Problem(str(path), 0, what, remedy)])
    unpacked = (_deck(name, document, notes) for (name, document), notes in decks.items())
    foreign = sum(note.guid not in ours for note in found)
    return Unpacked(tuple(unpacked), tuple(edits), tuple(uncarried), foreign)


def _deck(name: str, document: str, notes: Sequence[tuple[Note, Note]]) -> UnpackedDeck:
    built, now = zip(*notes, strict=True)
    return UnpackedDeck(Deck(name, built), Deck(name, now), document)


def _built(recorded: Recorded) -> tuple[AnkiNote, ...]:
    """The Anki notes that a record was built as; none where it does not build."""
    note = recorded.note
    lock = Lock(numbers={f"{note.id} formula": recorded.numbers}) if recorded.numbers else Lock()
    try:
        return anki_notes(Deck("built", (note,)), lock)
    except BadInput:
        return ()


def _edited(
    recorded: Recorded, found: Mapping[str, FoundNote]
) -> tuple[Note, list[Edit], list[Edit]]:
    """The note with every edit that can be carried, those edits, and the others."""
    note = recorded.note
    carried: list[tuple[Edit, Edited]] = []
    left: list[Edit] = []
    changed: dict[str, Any] = {}
    for edited in _differing(note, _built(recorded), found):
        edit = Edit(note.id, f"{edited.made.card}: {edited.field}", _text(edited.html))
        new = changes(edited)
        clashes = new and any(changed.get(name, value) != value for name, value in new.items())
        if new is None or clashes or not _is_sound(replace(note, **{**changed, **new})):
            left.append(edit)
        else:
            changed |= new
            carried.append((edit, edited))
    now = replace(note, **changed)
    # What Markdown has no form for shows when the card is made anew.
    again = {one.card: dict(one.fields) for one in _built(Recorded(now, recorded.numbers))}
    for edit, edited in carried:
        fields = again.get(edited.made.card)
        if fields is not None and look(fields.get(edited.field, "")) != look(edited.html):
            left.append(edit)
    return now, [edit for edit, _ in carried], left


def _differing(
    note: Note, built: Sequence[AnkiNote], found: Mapping[str, FoundNote]
) -> Iterator[Edited]:
    for made in built:
        anki = found.get(made.guid)
        if anki is None or is_as_built(anki.fields):
            continue
        before = dict(made.fields)
        for field in made.notetype.fields:
            if field.name in _MACHINE or field.name.startswith("Spare"):
                continue
            html = anki.fields.get(field.name, "")
            if "\xa0" not in look(before.get(field.name, "")):
                # Anki's editor writes it for a second space, or one at the end.
                html = html.replace("&nbsp;", " ").replace("\xa0", " ")
            if look(html) != look(before.get(field.name, "")):
                yield Edited(note, made, field.name, html)


def _tagged(note: Note, carrier: FoundNote) -> Note:
    """The note with the tags that were added and taken off in Anki."""
    before = {tag.casefold() for tag in tags(note)}
    now = {tag.casefold() for tag in carrier.tags}
    added = [
        tag
        for tag in carrier.tags
        if tag.casefold() not in before | _ANKIS_TAGS and not tag.startswith("ankigen::")
    ]
    kept = [
        tag for tag in note.tags if not tags(Note("", "open", "", tags=(tag,))) or _is_on(tag, now)
    ]
    return replace(note, tags=(*kept, *added))


def _is_on(tag: str, now: set[str]) -> bool:
    return tags(Note("", "open", "", tags=(tag,)))[0].casefold() in now


def _is_sound(note: Note) -> bool:
    """Whether a note can stand in a deck file, with cards of its own."""
    from ankigen.decksfile import dumps

    try:
        dumps(Deck("unpacked", (note,)))
        return bool(anki_notes(Deck("unpacked", (note,))))
    except BadInput:
        return False


def _text(html: str) -> str:
    tree = parsed(html)
    return tree.text().strip() if tree else html[:1000]
