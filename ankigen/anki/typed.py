"""Answers short enough to type on a card, and the other forms of them that count."""

from __future__ import annotations

import json
import re

from ankigen.anki.fields import plain_field
from ankigen.deck import Note

# Anki compares character by character on one line; a longer answer is better said than typed.
LONGEST = 40
LONGEST_LIST = 80
_MOST_WORDS = 4
_NOT_PLAIN = re.compile(r"[$`*_\[\]<>\\|\n]")


def is_short(text: str) -> bool:
    """Whether a text is plain, one line, and a few words at most."""
    return (
        0 < len(text) <= LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not _NOT_PLAIN.search(text)
    )


def short_answer(note: Note) -> str:
    """What a learner would type to a note, as plain text; empty where that is too much."""
    if note.kind == "true-false":
        return str(note.correct) if isinstance(note.correct, bool) else ""
    if note.kind == "number":
        return number_text(note.correct)
    if note.kind == "choice":
        return note.correct if isinstance(note.correct, str) else ""
    if note.kind == "list":
        items = [point.term or point.text for point in note.points]
        listed = ", ".join(items)
        short = all(is_short(item) for item in items) and len(listed) <= LONGEST_LIST
        return listed if items and short else ""
    if note.points or note.formulas or note.code:
        return ""
    plain = note.answer.strip().removesuffix(".")
    return plain if is_short(plain) else ""


def typing_fields(typed: str, others: tuple[str, ...]) -> dict[str, str]:
    """The fields for typing: the answer, and a JSON list of every form that counts."""
    if not typed:
        return {}
    forms = list(dict.fromkeys((typed, *others)))
    return {
        "Typed": plain_field(typed),
        "Accepted": plain_field(json.dumps(forms, ensure_ascii=False)),
    }


def number_text(value: object) -> str:
    """A number as people write it: ``12`` for 12.0, ``0.25``; nothing for what is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)
