"""What counts as right when an answer is typed on a card, as data for the script on its back.

The script judges by the rules of ``ankigen.grading`` without its lexicon and its arithmetic. So
what they say is asked here beforehand: which words are forms of one, which numbers in which
measure are right, how many items are enough. A key that the script cannot use is left out, and
Anki's own comparison stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from ankigen.anki.accepted_words import Json, is_symbol, wording
from ankigen.deck import Note
from ankigen.grading import BadRequest, Request, grade, request_of_note
from ankigen.grading.blank import match, wanted_forms
from ankigen.grading.listing import wanted_lists
from ankigen.grading.number import wanted_numbers
from ankigen.grading.numerals import BELOW_TWENTY
from ankigen.grading.options import stand_for_several
from ankigen.grading.quantities import Quantity, prepared, quantities
from ankigen.grading.symbols import number_alone, plain
from ankigen.grading.wording import content

# More wordings or items are no short answer.
MOST_FORMS = 24
_MOST_ITEMS = 20
_PARTLY = 0.3
SPOKEN: Mapping[Fraction, tuple[str, ...]] = {
    **{Fraction(n): (word,) for n, word in enumerate(BELOW_TWENTY[:13])},
    Fraction(1, 2): ("half", "a half", "one half"),
    Fraction(1, 4): ("quarter", "a quarter", "one quarter", "one fourth"),
    Fraction(3, 4): ("three quarters", "three fourths"),
    Fraction(1, 3): ("third", "a third", "one third"),
    Fraction(2, 3): ("two thirds",),
    Fraction(100): ("hundred", "a hundred", "one hundred"),
    Fraction(1000): ("thousand", "a thousand", "one thousand"),
}
_FACTORS: Mapping[str, tuple[Fraction, ...]] = {
    "": (Fraction(1), Fraction(100), Fraction(1, 100)),
    "%": (Fraction(1), Fraction(100)),
}
# Smaller whole numbers are not rounded.
_EXACT_BELOW = 10_000
# What is off by this much is right only where about so much is asked for.
_ROUGHLY = 1.0317
_SCALED = ("k", "thousand", "million", "M")
_SCALES = (Fraction(1, 1000), Fraction(1, 10**6))
_LEADING_NUMBER = re.compile(r"^[-+\d.,/^·×*()\se]*(?:\d|π|∞)\)?\s*")


def accepted(note: Note) -> Json | None:
    """The key to a note whose short answer is typed; None where the script cannot judge it."""
    try:
        request = request_of_note(note)
        if note.kind == "true-false":
            return {"kind": "truth", "right": note.correct is True}
        if note.kind == "choice":
            return _choice(request)
        if note.kind == "number":
            return _number(request)
        if note.kind == "list":
            return _list(request)
    except BadRequest:
        return None
    return accepted_term(note.answer, note.accept, note.question)


def accepted_term(answer: str, accept: Sequence[str], question: str) -> Json | None:
    """The key to a term or the filling of a gap.

    Args:
        answer: the answer as printed.
        accept: other wordings that count.
        question: the question or the sentence with its gap.
    """
    request = Request("blank", question, references=(answer,), accept=tuple(accept))
    forms = wanted_forms(request)
    if not forms or len(forms) > MOST_FORMS:
        return None
    return {"kind": "words", "forms": _forms(forms, question), "asked": _asked(question)}


def _forms(forms: Sequence[str], question: str) -> list[Json]:
    return [_form(form, question) for form in forms]


@lru_cache(maxsize=4096)
def _form(form: str, question: str) -> Json:
    number = None if is_symbol(form) else number_alone(plain(form))
    if number is None:
        return wording(form, question)
    if not _is_single(number):
        return {"plain": plain(form)}
    probe = _asking(lambda typed: match(typed, form, question).score)
    return {"plain": plain(form), **_of_number([number], form, probe)}


def _asked(question: str) -> list[str]:
    """The beginnings of the words that a question tells by."""
    return sorted({word[:4] for word in content(question[:1000]) if len(word) > 2})


def _choice(request: Request) -> Json | None:
    keys = [key for key, _ in request.choices]
    right = [request.correct] if request.correct in keys else []
    right = right or [key for key in keys if grade(request, key).score > 0]
    if not right:
        return None
    found: Json = {"kind": "choice", "options": [list(one) for one in request.choices]}
    found["right"] = right
    if stand_for_several(request.choices):
        # Several keys may stand for one: "A, B and C" for "all of the above".
        found["all"] = 1
    return found


def _list(request: Request) -> Json | None:
    items = wanted_lists(request)[0]
    names = [item.text for item in items]
    if len(items) > _MOST_ITEMS or sum(len(item.wordings) for item in items) > 3 * MOST_FORMS:
        return None
    if grade(request, ", ".join(names)).score < 1:
        return None
    found: Json = {
        "kind": "list",
        "items": [_forms(item.wordings, request.question) for item in items],
        "names": names,
        "need": _enough(request, names),
        "free": _forms(request.accept[:MOST_FORMS], request.question),
        "asked": _asked(request.question),
    }
    if len(names) > 1 and grade(request, ", ".join(reversed(names))).score < 1:
        found["ordered"] = 1
    return found


def _is_single(number: Quantity) -> bool:
    """Whether a number is no range and has no margin."""
    return number.high is None and number.margin is None


def _enough(request: Request, names: Sequence[str]) -> int:
    """How many items make a full answer; most often all."""
    enough = len(names)
    while enough > 1 and grade(request, ", ".join(names[: enough - 1])).score == 1:
        enough -= 1
    return enough


def _number(request: Request) -> Json | None:
    wanted = wanted_numbers(request)
    if not all(len(one.values) == 1 and _is_single(one.values[0]) for one in wanted):
        return None
    probe = _asking(lambda typed: grade(request, typed).score)
    values = [one.values[0] for one in wanted]
    return {"kind": "number", **_of_number(values, _printed(request), probe)}


def _printed(request: Request) -> str:
    return request.references[0] if request.references else ""


def _asking(score: Callable[[str], float]) -> Callable[[str], float]:
    """The grader's score; what it cannot read scores nothing."""

    def ask(typed: str) -> float:
        try:
            return score(typed)
        except BadRequest:
            return 0.0

    return ask


def _of_number(wanted: Sequence[Quantity], printed: str, probe: Callable[[str], float]) -> Json:
    """The numbers that are right, each in its measure, and the words for them."""
    found = (number for one in wanted for number in _numbers(one, printed, probe))
    names = dict.fromkeys(
        name for one in wanted for name in SPOKEN.get(one.value.limit_denominator(12), ())
    )
    key: Json = {
        "numbers": [list(one) for one in dict.fromkeys(found)],
        "spoken": [name for name in names if probe(name) == 1],
        "rough": any(probe(repr(float(one.bare) * _ROUGHLY)) for one in wanted),
    }
    return {name: value for name, value in key.items() if value}


def _numbers(
    wanted: Quantity, printed: str, probe: Callable[[str], float]
) -> Iterator[tuple[str, float, float]]:
    """Measure, number and score of whatever the grader takes for the wanted number."""
    tried: set[tuple[str, Fraction]] = set()
    for measure in _measures(wanted, printed):
        factors = _FACTORS.get(measure, (_SCALES if measure in _SCALED else (Fraction(1),)))
        for number in (near * factor for factor in factors for near in _likely(wanted)):
            if (measure, number) not in tried and (typed := _written(number)):
                tried.add((measure, number))
                score = probe(f"{typed} {measure}".strip())
                if score >= _PARTLY:
                    yield measure, float(number), score


def _measures(wanted: Quantity, printed: str) -> tuple[str, ...]:
    """What may stand after the number: nothing, percent, and the unit as it is printed."""
    found = ["", "%"]
    ready = prepared(printed)
    for quantity in quantities(ready):
        if quantity.value == wanted.value:
            unit = _LEADING_NUMBER.sub("", ready[quantity.start : quantity.end]).strip()
            found += [unit, unit.removesuffix("s"), f"{unit.removesuffix('s')}s"] if unit else []
    if wanted.value >= 1000:
        found += _SCALED
    return tuple(dict.fromkeys(found))


def _likely(wanted: Quantity) -> Iterator[Fraction]:
    """The number itself and rounded."""
    for number in dict.fromkeys((wanted.bare, wanted.value)):
        yield number
        if number.denominator > 1 or abs(number) >= _EXACT_BELOW:
            for digits in (1, 2, 3, 4):
                yield Fraction(f"{float(number):.{digits}g}")


def _written(number: Fraction) -> str:
    """A number as it is typed; empty where a double does not hold it."""
    if number.denominator == 1 and abs(number) < 10**15:
        return str(number)
    text = repr(float(number))
    if Fraction(text) == number:
        return text
    return f"{number.numerator}/{number.denominator}" if number.denominator < 10**9 else ""
