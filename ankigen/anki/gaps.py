"""Sentences with gaps, and answers that name several things."""

from __future__ import annotations

import re

from ankigen.anki.cloze import Hiding, Place
from ankigen.deck import Note

_GAP = re.compile(r"_{3,}")
_ASIDE = re.compile(r"\s*\([^()]*\)$")
# Not after an initial or a title such as Dr.
_SENTENCE_END = re.compile(r"(?<=\w\w\w)[.!?]\s+(?=[^\W\da-z_])")
_SHORTEST_SENTENCE = 3
_BETWEEN = re.compile(r"[;,\n]\s*(?:and\s)?|\s+and\s+")


def filled_gaps(note: Note) -> tuple[str, tuple[Hiding, ...]]:
    """The question with its gaps filled in, and where the filling of each stands."""
    gaps = list(_GAP.finditer(note.question))
    fillings = _fillings(note, len(gaps))
    text, done = "", 0
    places: list[Hiding] = []
    for gap, filling in zip(gaps, fillings, strict=False):
        text += note.question[done : gap.start()]
        if text.count("$") % 2:
            # The gap stands inside a formula, so what fills it needs no dollars of its own.
            filling = filling.strip("$")
        places.append((Place(0, len(text), len(text) + len(filling)),))
        text += filling
        done = gap.end()
    return text + note.question[done:], tuple(places)


def _fillings(note: Note, gaps: int) -> list[str]:
    """What stands in each gap: the answer's parts where there are as many, else all of it."""
    said = _ASIDE.sub("", note.answer.strip()).strip().removesuffix(".").strip()
    if gaps == 1:
        return [note.accept[0].strip() if note.accept else said] if note.accept or said else []
    for parts in ([point.term or point.text for point in note.points], _BETWEEN.split(said)):
        if len(parts) == gaps and all(one.strip() for one in parts):
            return [one.strip() for one in parts]
    return [said] + ["…"] * (gaps - 1) if said and gaps else []


def items_of(answer: str) -> tuple[list[str], str]:
    """The items that an answer names one after the other, and what it says after them.

    No items where it names one thing.
    """
    answer = answer.strip()
    for end in _SENTENCE_END.finditer(answer):
        items, after = _items(answer[: end.start()]), answer[end.end() :]
        if len(items) > 1 and len(after.split()) >= _SHORTEST_SENTENCE:
            return items, after
    items = _items(answer)
    return (items if len(items) > 1 else []), ""


def _items(text: str) -> list[str]:
    items = (item.strip().removesuffix(".") for item in _BETWEEN.split(text))
    return [item for item in items if item]
