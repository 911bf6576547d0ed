"""What is to be graded: one strict record, made from a JSON object or from a note of a deck."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from ankigen.deck import KINDS, Kind, Note, Point

# Longer texts are refused before any work is done on them.
LONGEST_TEXT = 200_000
MOST_ITEMS = 1_000


class BadRequest(ValueError):
    """A request that cannot be graded; the message names the key and what it should hold."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question of one kind with everything that its grader may look at, but the answer.

    ``choices`` pairs the key of an option with its text. ``references`` are answers as a document
    prints them; they are alternatives, and so are ``expected`` formulas.
    """

    kind: Kind
    question: str = ""
    references: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    correct: str | bool | float | None = None
    accept: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    language: str = ""
    matrices: tuple[str, ...] = ()
    scalars: tuple[str, ...] = ()


def request_of_note(note: Note) -> Request:
    """What grading needs of a note; its printed answer is the only reference.

    Raises:
        BadRequest: the note lacks what its kind is graded by.
    """
    printed = (note.answer,) if note.answer.strip() else ()
    request = Request(
        kind=note.kind,
        question=note.question,
        references=(note.code,) if note.kind == "code" and note.code else printed,
        points=note.points,
        choices=note.choices,
        correct=note.correct,
        accept=note.accept,
        expected=tuple(formula.latex for formula in note.formulas),
        synonyms=note.synonyms,
        language=note.language,
    )
    _require_enough(request)
    return request


def request_of_json(given: object) -> tuple[Request, str]:
    """The request and the answer in one decoded line of a batch.

    Keys that grading does not know are left alone: a line may carry its own identifiers.

    Raises:
        BadRequest: a key is missing or holds something else than the contract says.
    """
    if not isinstance(given, dict):
        raise BadRequest("a line is a JSON object with kind, question and answer")
    fields = cast("dict[str, object]", given)
    kind = _kind(fields)
    expected = (_text(fields, "expected"),) if "expected" in fields else ()
    request = Request(
        kind=kind,
        question=_text(fields, "question"),
        references=_texts(fields, "references"),
        points=_points(fields),
        choices=_choices(fields),
        correct=_correct(fields, kind),
        accept=_texts(fields, "accept"),
        expected=expected,
        synonyms=_synonyms(fields),
        language=_text(fields, "language") if "language" in fields else "",
        matrices=_texts(fields, "matrices"),
        scalars=_texts(fields, "scalars"),
    )
    _require_enough(request)
    return request, _text(fields, "answer", longest=None)


# What a kind is graded by: one of these fields must hold something.
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "open": ("points", "references", "accept"),
    "true-false": ("correct", "references"),
    "choice": ("correct", "references"),
    "blank": ("references", "accept", "correct"),
    "number": ("correct", "references", "accept"),
    "list": ("points", "references", "accept"),
    "formula": ("expected", "references"),
    "code": ("references", "expected"),
}


def _require_enough(request: Request) -> None:
    needs = _NEEDS[request.kind]
    if not any(getattr(request, name) not in (None, ()) for name in needs):
        raise BadRequest(f'kind "{request.kind}" needs {_either(needs)}')


def _kind(fields: dict[str, object]) -> Kind:
    kind = fields.get("kind")
    if kind is None:
        raise BadRequest('the key "kind" is missing; one of ' + ", ".join(KINDS))
    if kind not in KINDS:
        raise BadRequest(f"no kind {_shown(kind)}; there are " + ", ".join(KINDS))
    return kind


def _text(fields: dict[str, object], key: str, longest: int | None = LONGEST_TEXT) -> str:
    if key not in fields:
        raise BadRequest(f'the key "{key}" is missing')
    return _checked_text(fields[key], key, longest)


def _checked_text(value: object, key: str, longest: int | None = LONGEST_TEXT) -> str:
    if not isinstance(value, str):
        raise BadRequest(f'"{key}" must be text, not {_shown(value)}')
    if longest is not None and len(value) > longest:
        raise BadRequest(f'"{key}" is longer than {longest} characters')
    return value


def _items(fields: dict[str, object], key: str) -> list[object]:
    value = fields.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRequest(f'"{key}" must be a list, not {_shown(value)}')
    if len(value) > MOST_ITEMS:
        raise BadRequest(f'"{key}" has more than {MOST_ITEMS} items')
    return value


def _texts(fields: dict[str, object], key: str) -> tuple[str, ...]:
    return tuple(_checked_text(item, key) for item in _items(fields, key))


def _points(fields: dict[str, object]) -> tuple[Point, ...]:
    points = []
    for item in _items(fields, "points"):
        if isinstance(item, str):
            points.append(Point(_checked_text(item, "points")))
            continue
        if not isinstance(item, dict):
            raise BadRequest(f'"points" must hold objects with "text", not {_shown(item)}')
        point = cast("dict[str, object]", item)
        weight = point.get("weight", 1.0)
        if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 < weight < 1e6:
            raise BadRequest(f'"weight" of a point must be a positive number, not {_shown(weight)}')
        points.append(
            Point(
                text=_text(point, "text"),
                term=_text(point, "term") if point.get("term") is not None else "",
                accept=_texts(point, "accept"),
                weight=float(weight),
            )
        )
    return tuple(points)


def _choices(fields: dict[str, object]) -> tuple[tuple[str, str], ...]:
    choices = fields.get("choices")
    if choices is not None:
        if not isinstance(choices, dict):
            raise BadRequest(
                f'"choices" must be an object of keys and texts, not {_shown(choices)}'
            )
        if len(choices) > MOST_ITEMS:
            raise BadRequest(f'"choices" has more than {MOST_ITEMS} items')
        return tuple((str(key), _checked_text(text, "choices")) for key, text in choices.items())
    options = _texts(fields, "options")
    if len(options) > len(string.ascii_uppercase):
        raise BadRequest(f'"options" has more than {len(string.ascii_uppercase)} items')
    return tuple(zip(string.ascii_uppercase, options, strict=False))


def _correct(fields: dict[str, object], kind: Kind) -> str | bool | float | None:
    value = fields.get("correct")
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        if kind == "true-false":
            return value
    elif isinstance(value, (int, float)) and kind in ("number", "blank"):
        return _finite(value)
    wanted = {"true-false": "true or false", "number": "a number", "choice": "the key of a choice"}
    raise BadRequest(f'"correct" must be {wanted.get(kind, "text")}, not {_shown(value)}')


def _finite(value: int | float) -> float:
    try:
        return float(value)
    except OverflowError:
        raise BadRequest('"correct" is too large a number') from None


def _synonyms(fields: dict[str, object]) -> tuple[tuple[str, ...], ...]:
    groups = []
    for group in _items(fields, "synonyms"):
        if not isinstance(group, list):
            raise BadRequest(f'"synonyms" must hold lists of texts, not {_shown(group)}')
        groups.append(tuple(_checked_text(word, "synonyms") for word in group))
    return tuple(groups)


def _either(names: tuple[str, ...]) -> str:
    quoted = [f'"{name}"' for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."
