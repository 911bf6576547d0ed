"""Checked YAML nodes to a Deck, and a Deck to the plain values that are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ankigen.deck import SCHEMA_VERSION, Deck, Formula, Note, Point, Source
from ankigen.decksfile.nodes import Listing, Mapping, Node, Scalar
from ankigen.decksfile.schema import schema
from ankigen.problems import Problem

# A note that says it is not whole may lack what its kind needs.
_EXCUSES = {"incomplete", "truncated", "answer-repeats-question"}


def deck_of(root: Node) -> Deck:
    """The deck that a node holds which the schema has found right."""
    values = _plain(root)
    source = values.get("source")
    return Deck(
        name=values["deck"],
        notes=tuple(_note(note) for note in values["notes"]),
        source=Source(**source) if source else None,
    )


def values_of(deck: Deck) -> dict[str, Any]:
    """The deck as mappings, lists and scalars in the order in which they are written."""
    values: dict[str, Any] = {"schema": SCHEMA_VERSION, "deck": deck.name}
    if deck.source:
        values["source"] = _filled(deck.source, ("path", "format", "sha256"))
    values["notes"] = [note_values(note) for note in deck.notes]
    return values


def check_meaning(root: Node, path: str) -> Iterator[Problem]:
    """What the schema cannot say: ids given twice, and notes that lack what their kind needs."""
    first: dict[str, int] = {}
    for note in _notes(root):
        identity = _text(note, "id")
        if identity and identity in first:
            what = f"the id {identity} stands at line {first[identity]} already"
            yield Problem(path, note.line, what, "give each note an id of its own")
        first.setdefault(identity, note.line)
        yield from _lines_in_order(note, path)
        for check in _NEEDS.get(_text(note, "kind"), ()):
            yield from check(note, path)


def _lines_in_order(note: Mapping, path: str) -> Iterator[Problem]:
    lines = note.get("lines")
    if not isinstance(lines, Listing):
        return
    # Of the forms of a number only the plain one is allowed; the schema names the others.
    texts = [item.text for item in lines.items if isinstance(item, Scalar) and item.type == "int"]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 20]
    if numbers != sorted(numbers):
        what = f"lines end at {numbers[-1]}, before they begin at {numbers[0]}"
        yield Problem(path, lines.line, what, "give the first and the last line of the source")


def _notes(root: Node) -> list[Mapping]:
    notes = root.get("notes") if isinstance(root, Mapping) else None
    return (
        [note for note in notes.items if isinstance(note, Mapping)]
        if isinstance(notes, Listing)
        else []
    )


def _text(note: Mapping, key: str) -> str:
    value = note.get(key)
    return value.text if value is not None and not isinstance(value, Listing | Mapping) else ""


def _excused(note: Mapping) -> bool:
    flags = note.get("flags")
    return isinstance(flags, Listing) and any(
        not isinstance(flag, Listing | Mapping) and flag.text in _EXCUSES for flag in flags.items
    )


def _needs(key: str, remedy: str) -> Callable[[Mapping, str], Iterator[Problem]]:
    def check(note: Mapping, path: str) -> Iterator[Problem]:
        if note.get(key) is None and not _excused(note):
            what = f"{key} is missing, and a note of kind {_text(note, 'kind')} needs it"
            yield Problem(path, note.line, what, remedy)

    return check


def _correct_is(
    kind: str, types: tuple[str, ...], remedy: str
) -> Callable[[Mapping, str], Iterator[Problem]]:
    def check(note: Mapping, path: str) -> Iterator[Problem]:
        correct = note.get("correct")
        if correct is not None and correct.type not in types:
            yield Problem(path, correct.line, f"correct does not fit the kind {kind}", remedy)

    return check


def _correct_is_a_choice(note: Mapping, path: str) -> Iterator[Problem]:
    correct, choices = note.get("correct"), note.get("choices")
    if correct is None or not isinstance(choices, Mapping):
        return
    keys = [key.text for key, _ in choices.items]
    if correct.type == "str" and _text(note, "correct") not in keys:
        what = f"correct is {_text(note, 'correct')!r}, which is none of the choices"
        yield Problem(path, correct.line, what, f"one of {', '.join(keys)}")


_NEEDS: dict[str, tuple[Callable[[Mapping, str], Iterator[Problem]], ...]] = {
    "choice": (
        _needs("choices", "add 'choices: {A: …, B: …}'"),
        _needs("correct", "add 'correct:' with the key of the right choice"),
        _correct_is("choice", ("str",), "give the key of the right choice, in quotes if need be"),
        _correct_is_a_choice,
    ),
    "true-false": (
        _needs("correct", "add 'correct: true' or 'correct: false'"),
        _correct_is("true-false", ("bool",), "write true or false"),
    ),
    "number": (
        _needs("correct", "add 'correct:' with the number"),
        _correct_is("number", ("int", "float"), "write the number"),
    ),
    "formula": (_needs("formulas", "add 'formulas:' with one 'latex:' at least"),),
    "code": (_needs("code", "add 'code: |' with the code below it"),),
}


def _plain(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.items}
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    if node.type == "int":
        return int(node.text)
    if node.type == "float":
        return float(node.text)
    if node.type == "bool":
        return node.text.lower() in ("true", "yes", "on")
    return node.text


def _note(values: dict[str, Any]) -> Note:
    made = dict(values)
    made["points"] = tuple(_point(point) for point in values.get("points", ()))
    made["formulas"] = tuple(_formula(formula) for formula in values.get("formulas", ()))
    made["choices"] = tuple(values.get("choices", {}).items())
    made["synonyms"] = tuple(tuple(group) for group in values.get("synonyms", ()))
    for key in ("accept", "cloze", "citations", "tags", "flags"):
        made[key] = tuple(values.get(key, ()))
    made["lines"] = tuple(values["lines"]) if "lines" in values else None
    return Note(**made)


def _point(values: dict[str, Any]) -> Point:
    return Point(**{**values, "accept": tuple(values.get("accept", ()))})


def _formula(values: dict[str, Any]) -> Formula:
    return Formula(**{**values, "where": tuple(values.get("where", {}).items())})


def note_values(note: Note) -> dict[str, Any]:
    """One note as in ``values_of``."""
    values = _filled(note, _note_keys())
    if note.points:
        values["points"] = [_point_values(point) for point in note.points]
    if note.formulas:
        values["formulas"] = [_formula_values(formula) for formula in note.formulas]
    if note.choices:
        values["choices"] = dict(note.choices)
    return values


@cache
def _note_keys() -> tuple[str, ...]:
    return tuple(schema()["$defs"]["note"]["properties"])


def _point_values(point: Point) -> dict[str, Any]:
    values = _filled(point, ("term", "text", "group", "accept"))
    if point.weight != 1:
        values["weight"] = point.weight
    return values


def _formula_values(formula: Formula) -> dict[str, Any]:
    values = _filled(formula, ("latex", "name"))
    if formula.where:
        values["where"] = dict(formula.where)
    return values


def _filled(record: object, keys: tuple[str, ...]) -> dict[str, Any]:
    """The fields that hold something; an absent one is written as an absent key."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key in keys
        if (value := getattr(record, key)) or (value is not None and value not in ("", ()))
    }
