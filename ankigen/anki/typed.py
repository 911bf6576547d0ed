"""Answers short enough to type on a card, and the fields that ask for them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ankigen.anki.fields import plain_field
from ankigen.deck import Note

if TYPE_CHECKING:
    from ankigen.anki.accepted_words import Json

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


def typing_fields(typed: str, key: Json | None) -> dict[str, str]:
    """The fields for typing: what to type, and what the script on the back judges by.

    Args:
        typed: the answer; empty where none is typed.
        key: what ``ankigen.anki.accepted`` makes; None leaves Anki's comparison alone.
    """
    if not typed:
        return {}
    judged = {} if key is None else {"Accepted": _key_field({**key, "answer": typed})}
    return {"Typed": plain_field(typed), **judged}


def typing_gaps(typed: Mapping[int, str], keys: Mapping[int, Json | None]) -> dict[str, str]:
    """As ``typing_fields``, for gaps that are filled one a card; by the number of the cloze."""
    held = {str(number): {**key, "answer": typed[number]} for number, key in keys.items() if key}
    judged = {"Accepted": _key_field(held)} if held else {}
    return {"Typed": plain_field("; ".join(typed.values())), **judged} if typed else {}


def _key_field(key: Mapping[str, object]) -> str:
    return plain_field(json.dumps(key, ensure_ascii=False, separators=(",", ":")))


def number_text(value: object) -> str:
    """A number as people write it: ``12`` for 12.0, ``0.25``; nothing for what is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)
