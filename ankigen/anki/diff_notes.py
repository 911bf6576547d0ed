"""Two versions of a note to the fields that changed, with their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankigen.anki.diff_words import Span, changed_words, opcodes
from ankigen.deck import Formula, Note, Point

_SINGLE = ("kind", "title", "question", "answer", "correct", "code", "language", "note")
_LISTS = ("accept", "cloze", "citations", "tags", "flags")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a note, or one point, formula or choice of it, before and now.

    What was not there is empty. ``words`` is the way from ``old`` to ``new``.
    """

    field: str
    old: str
    new: str
    words: tuple[Span, ...]


def note_changes(old: Note, new: Note) -> tuple[FieldChange, ...]:
    """What changed in a note, in the order of the YAML; its place in the document is no part."""
    return tuple(
        field_change(field, before, after)
        for field, before, after in _pairs(old, new)
        if before != after
    )


def field_change(field: str, old: str, new: str) -> FieldChange:
    """The change of a field, with its words."""
    return FieldChange(field, old, new, changed_words(old, new))


def _pairs(old: Note, new: Note) -> Iterator[tuple[str, str, str]]:
    for name in _SINGLE:
        yield name, _text(getattr(old, name)), _text(getattr(new, name))
    yield from _items("point", [_point(one) for one in old.points], [*map(_point, new.points)])
    formulas = [*map(_formula, old.formulas)], [*map(_formula, new.formulas)]
    yield from _items("formula", *formulas)
    yield from _items("choice", *([": ".join(one) for one in note.choices] for note in (old, new)))
    for name in _LISTS:
        yield name, "; ".join(getattr(old, name)), "; ".join(getattr(new, name))
    yield "synonyms", _synonyms(old), _synonyms(new)


def _items(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Items that were replaced are paired in order; the number is the place now, or was."""
    for kind, first, last, start, end in opcodes(old, new):
        for place in range(max(last - first, end - start)) if kind != "equal" else ():
            before = old[first + place] if first + place < last else ""
            after = new[start + place] if start + place < end else ""
            number = (start if start + place < end else first) + place + 1
            yield f"{name} {number}", before, after


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _synonyms(note: Note) -> str:
    return "; ".join(" = ".join(words) for words in note.synonyms)


def _point(point: Point) -> str:
    return "".join(
        (
            f"{point.group} / " if point.group else "",
            f"{point.term}: " if point.term else "",
            point.text,
            f" (accept: {'; '.join(point.accept)})" if point.accept else "",
            f" (weight: {point.weight:g})" if point.weight != 1 else "",
        )
    )


def _formula(formula: Formula) -> str:
    where = "; ".join(f"{symbol}: {meaning}" for symbol, meaning in formula.where)
    return "".join(
        (
            f"{formula.name}: " if formula.name else "",
            formula.latex,
            f" (where {where})" if where else "",
        )
    )
