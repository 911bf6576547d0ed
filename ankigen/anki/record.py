"""The record of a note as it stands in the YAML, carried in a field that no card shows.

``ankigen import`` reads it to bring a package back to decks. It is JSON without the place in the
document: a line added above must not change every note below it. The first Anki note that a note
becomes carries it; every one carries a hash of its fields, which tells whether it was edited.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring as _quoted
from typing import NamedTuple

from ankigen.anki.ankinote import AnkiNote, digest
from ankigen.anki.escape import brackets, clean
from ankigen.anki.numbers import Part
from ankigen.deck import Note
from ankigen.problems import BadInput

FIELD = "Record"
_NUMBERS, _SHOWN = "numbers", "shown"
_SHOWN_IN_RECORD = re.compile(r'"shown":"([0-9a-f]{16})"\}$')
_DEEPEST = 10
# ``json.dumps`` would make one for every note; what ``note_values`` gives holds nothing twice.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


class Recorded(NamedTuple):
    """A note out of a record, and the numbers that its formulas have."""

    note: Note
    numbers: Mapping[int, Part]


def with_record(note: Note, made: Sequence[AnkiNote]) -> tuple[AnkiNote, ...]:
    """The Anki notes of a note, the first with its record, all with the hash of their fields."""
    if not made:
        return ()
    records = [_of(note, made), *[shown(one.fields) for one in made[1:]]]
    return tuple(
        [
            AnkiNote(name, card, (*fields, (FIELD, record)), tags, deck, taken)
            for (name, card, fields, tags, deck, taken), record in zip(made, records, strict=True)
        ]
    )


def shown(fields: Iterable[tuple[str, str]]) -> str:
    """A hash of an Anki note's fields, by name, whichever stand empty."""
    texts = sorted([one for one in fields if one[1] and one[0] != FIELD])
    # As JSON with sorted keys, which Python makes more slowly.
    said = ", ".join([f"{_quoted(name)}: {_quoted(text)}" for name, text in texts])
    return digest(f"{{{said if said.isascii() else unicodedata.normalize('NFC', said)}}}")


def _of(note: Note, made: Sequence[AnkiNote]) -> str:
    """The record of a note as field HTML."""
    from ankigen.decksfile.records import note_values

    values = note_values(note)
    values.pop("lines", None)
    if note.formulas and (numbers := _formula_numbers(note, made)):
        values[_NUMBERS] = numbers
    values[_SHOWN] = shown(made[0].fields)
    text = _ENCODER.encode(values)
    if text.isascii() and text.isprintable():
        return brackets(html.escape(text, quote=False))
    if clean(text) != text or not unicodedata.is_normalized("NFC", text):
        # Anki composes letters with their accents; JSON can say them apart.
        text = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
    return brackets(html.escape(text, quote=False))


def _formula_numbers(note: Note, made: Sequence[AnkiNote]) -> list[tuple[int, str, str]]:
    """The numbers of formulas with their parts; none where they count from 1 in order, as they do
    until one is taken out or put in between."""
    name = f"{note.id} formula"
    taken = {one.number: one.part for anki in made for one in anki.taken if one.name == name}
    if [*taken] == list(range(1, len(taken) + 1)):
        return []
    return [(number, *part) for number, part in taken.items()]


def read_record(field: str) -> Recorded | None:
    """The note in a record; None where it is damaged. Nothing in it is trusted."""
    from ankigen.decksfile import loads
    from ankigen.decksfile.emit import emit

    try:
        values = json.loads(html.unescape(field))
        if not isinstance(values, dict) or not _is_plain(values, 0):
            return None
        values.pop(_SHOWN, None)
        numbers = {
            int(number): Part(str(what), str(around))
            for number, what, around in values.pop(_NUMBERS, [])
        }
        (note,) = loads(emit({"schema": 1, "deck": "record", "notes": [values]})).notes
    except (BadInput, ValueError, TypeError, RecursionError):
        return None
    return Recorded(note, numbers)


def is_as_built(fields: Mapping[str, str]) -> bool:
    """Whether nothing in an Anki note was edited since it was built."""
    record = fields.get(FIELD, "")
    said = _SHOWN_IN_RECORD.search(record)
    return shown(fields.items()) == (said[1] if said else record)


def _is_plain(value: object, depth: int) -> bool:
    """Whether a value is made of what a deck file holds, and not nested deep."""
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return all(_is_plain(item, depth + 1) for item in value.values())
    if isinstance(value, list):
        return all(_is_plain(item, depth + 1) for item in value)
    return isinstance(value, str | bool | int | float)
