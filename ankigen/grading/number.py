"""Numbers: the one that an answer settles on, against the one that is wanted.

The wanted numbers come from ``correct`` or from a printed answer. A side condition that the
printed answer states ("at z = 0") is compared too: a wrong one halves the score.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ankigen.grading.asides import after_rejection, second_thoughts
from ankigen.grading.closed import judged, unreadable
from ankigen.grading.closeness import Closeness, closeness
from ankigen.grading.numbertext import plain
from ankigen.grading.quantities import Quantity, prepared, quantities
from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, Request

MOST_PRINTED = 2_000
"""A printed answer is searched for its numbers in so many characters."""

_ALTERNATIVE = re.compile(
    r"[\s,;/|&]*(?:\b(?:or|and|maybe|perhaps|possibly|even|either|also|possible|about|around|vs)\b"
    r"[\s,;/|]*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The numbers of one printed answer, all of which are asked for, and its conditions."""

    values: tuple[Quantity, ...]
    conditions: tuple[Quantity, ...]


def grade(request: Request, answer: str) -> Grade:
    """Grade a number.

    Raises:
        BadRequest: the request holds no number to compare with.
    """
    sizes = _sizes(request.references + request.accept) if request.correct is None else ()
    if sizes:
        return _graded_size(answer, sizes)
    alternatives = wanted_numbers(request)
    answer = after_rejection(answer)
    said: tuple[Quantity, ...] = ()
    for part in reversed(second_thoughts(answer)):
        said = quantities(prepared(part))
        if any(quantity.role != "denied" for quantity in said):
            answer = part
            break
    if not said:
        return unreadable("There is no number in that; give one.")
    best = None
    for wanted in alternatives:
        found = _compared(prepared(answer), said, wanted, request.question)
        if best is None or found.score > best.score:
            best = found
    assert best is not None
    return judged(best.score, best.remark, unsure=best.unsure, effortless=best.remark == "Right.")


def settled(answer: str) -> Quantity | None:
    """The one number that an answer settles on: the last of a derivation; None where none is."""
    text = prepared(answer)
    values, hedged = _chosen(text, quantities(text), "")
    return values[0] if len(values) == 1 and not hedged else None


# The rest of an expression and the sign before its result.
_RESULT = re.compile(
    r"[^\w,;]*=[^\w,;]*|\W*\b(?:so|therefore|thus|hence|gives|makes|is)\b\W*"
    r"(?:(?:it|the|answer|result|is)\b\W*)*|\s*(?:->|→|=>|⇒)\s*",
    re.IGNORECASE,
)
_CONCLUDED = re.compile(
    r"[^=\d]{1,40},? (?:so|therefore|thus|hence|i\.e\.,?)(?: (?:it|the answer|that) is)? [+]?",
    re.IGNORECASE,
)
_OPERATOR = re.compile(r"\s*[x×*·+/-]\s*")
_NAMED_RESULT = re.compile(r"\s*[^\W\d_]+\s*(?:=|->|→)\s*")
_SIZE = re.compile(r"\d+(?:\s*(?:[x×*]|by)\s*\d+)+", re.IGNORECASE)


def _sizes(printed: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """The sizes that printed answers begin with: ``5x5``, ``224 × 224 × 3``."""
    return tuple(size for text in printed if _SIZE.match(text.strip()) and (size := _size(text)))


def _graded_size(answer: str, sizes: tuple[tuple[int, ...], ...]) -> Grade:
    if _size(answer) in sizes:
        return judged(1.0, "Right.", effortless=True)
    sides = [q.value for q in quantities(prepared(answer)) if q.role == "value"]
    if not _size(answer) and any(set(size) == set(sides) for size in sizes):
        return judged(0.75, "Yes, along each side; say the whole size.", unsure=True)
    return judged(0.0, "That is not the size.")


def _size(text: str) -> tuple[int, ...]:
    """The first size in a text: its extents, or nothing."""
    found = _SIZE.search(text.replace("\\times", "×")[:MOST_PRINTED])
    return tuple(int(side) for side in re.findall(r"\d{1,9}", found[0])) if found else ()


def wanted_numbers(request: Request) -> tuple[Wanted, ...]:
    """The alternatives that count as right.

    Raises:
        BadRequest: there is none.
    """
    correct = None if isinstance(request.correct, bool) else request.correct
    printed = request.references + request.accept
    found = _wanted(correct, request.references, request.accept, request.question)
    if not found:
        shown = repr(correct if correct is not None else (printed or ("",))[0][:40])
        raise BadRequest(f"there is no number in {shown}")
    return found


@lru_cache(maxsize=2048)
def _wanted(
    correct: str | float | None,
    references: tuple[str, ...],
    accept: tuple[str, ...],
    question: str,
) -> tuple[Wanted, ...]:
    alternatives = []
    if correct is not None:
        said = quantities(prepared(str(correct)[:400]))
        if isinstance(correct, float):
            said = (_as_printed(said[0], references),) if said else ()
        conditions = [q for text in references for q in _conditions(_printed(text)[1])]
        if said:
            alternatives.append(Wanted(said[:1], tuple(conditions)))
        references = ()
    for text in references + accept:
        values, _ = _chosen(*_printed(text), question)
        if values:
            alternatives.append(Wanted(values, _conditions(_printed(text)[1])))
    return tuple(alternatives)


def _printed(text: str) -> tuple[str, tuple[Quantity, ...]]:
    plainly = prepared(text[:MOST_PRINTED])
    return plainly, quantities(plainly)


def _as_printed(number: Quantity, references: tuple[str, ...]) -> Quantity:
    """The number as the printed answer gives it: with its unit, scale or "about"."""
    for text in references:
        for quantity in _printed(text)[1]:
            if number.value in (quantity.bare, *(r.value for r in quantity.readings)):
                return quantity
    return number


def _conditions(said: Sequence[Quantity]) -> tuple[Quantity, ...]:
    return tuple(q for q in said if q.role == "condition" and q.label)


def _compared(text: str, said: tuple[Quantity, ...], wanted: Wanted, question: str) -> Closeness:
    values, hedged = _chosen(text, said, question)
    if not values:
        return Closeness(0.0, "You say what it is not; say what it is.")
    if len(wanted.values) > 1:
        every = tuple(end for q in said if q.role in ("value", "date") for end in _ends(q))
        return _several(every if len(every) == len(wanted.values) else values, wanted, question)
    if wanted.values[0].high is not None and len(values) == 2 and " or " not in text:
        # "0 and 1" for "between 0 and 1"
        low, high = sorted(values, key=lambda q: q.value)
        values, hedged = (replace(low, high=high.value),), False
    if hedged:
        return Closeness(0.0, "Decide for one number.")
    found = closeness(values[0], wanted.values[0], question)
    if found.score and _conflict(said, wanted.conditions):
        return Closeness(found.score / 2, "The number is right, the condition you add is not.")
    if not found.score and any(
        closeness(q, wanted.values[0], question).score == 1
        for q in said
        if q.role == "value" and not q.label and q is not values[0]
    ):
        return Closeness(0.25, "Several numbers stand there: which one is your answer?", True)
    return found


def _ends(quantity: Quantity) -> tuple[Quantity, ...]:
    """Both ends of a range as numbers of their own: "1914-1918" for two years."""
    if quantity.high is None:
        return (quantity,)
    end = replace(quantity, readings=(replace(quantity.readings[0], value=quantity.high),))
    return replace(quantity, high=None), replace(end, high=None)


_ROOTS = re.compile(r"\b(?:solutions?|roots?|zeros|zeroes|solve|both)\b", re.IGNORECASE)


def _in_any_order(wanted: Wanted, question: str) -> bool:
    """Whether the numbers are values of one unknown: roots, or x = 3 and x = -3."""
    labels = {quantity.label for quantity in wanted.values if quantity.label}
    opposite = len(wanted.values) == 2 and wanted.values[0].value == -wanted.values[1].value
    return len(labels) < 2 and (bool(_ROOTS.search(question)) or bool(labels) or opposite)


def _several(values: tuple[Quantity, ...], wanted: Wanted, question: str) -> Closeness:
    """Several numbers are asked for, in their order unless the answer names each of them."""
    left = _in_asked_order(values, question)
    unordered = _in_any_order(wanted, question)
    total = 0.0
    for place, ours in enumerate(wanted.values):
        named = [q for q in left if q.label and ours.label and same_name(q.label, ours.label)]
        if unordered:
            named = sorted(left, key=lambda q: -closeness(q, ours, question).score)
        theirs = named[0] if named else (left[0] if left else None)
        if theirs is None:
            break
        left.remove(theirs)
        total += closeness(theirs, ours, question).score
        if place >= len(values) - 1 and not left:
            break
    surplus = max(0, len(values) - len(wanted.values))
    score = max(0.0, total - surplus / 2) / len(wanted.values)
    return Closeness(score, "Right." if score == 1 else "Not all of the numbers are right.")


def _in_asked_order(values: tuple[Quantity, ...], question: str) -> list[Quantity]:
    """Where the answer names its numbers, they stand in the order in which they are asked for."""
    names = _names(question)
    if not all(q.label and _names_in(q.label, question) for q in values):
        return list(values)
    return sorted(
        values, key=lambda q: next(i for i, name in enumerate(names) if same_name(q.label, name))
    )


def _chosen(
    text: str, said: tuple[Quantity, ...], question: str
) -> tuple[tuple[Quantity, ...], bool]:
    """The quantities that answer the question, and whether they are a choice left open."""
    pool = [q for q in said if q.role == "value"]
    if not pool:
        pool = [q for q in said if q.role in ("date", "condition")]
    results = [
        place for place in range(1, len(pool)) if _is_result(text, pool[place - 1], pool[place])
    ]
    pool = pool[results[-1] :] if results else pool
    named = [q for q in pool if q.label and _names_in(q.label, question)]
    strange = [q for q in pool if q.label and q not in named and _is_symbol(q.label)]
    if named and strange:
        pool = named
    elif strange and len(strange) < len(pool):
        pool = [q for q in pool if q not in strange]
    if not pool:
        return (), False
    fitting = [q for q in pool if q.noun and len(q.noun) > 2 and _in(q.noun, question)]
    if fitting and fitting[0] is not pool[0] and pool[0].noun:
        pool = fitting
    group = [pool[0]]
    for quantity in pool[1:]:
        if not _ALTERNATIVE.fullmatch(_between(text, group[-1], quantity)):
            break
        group.append(quantity)
    return tuple(group), len({q.value for q in group}) > 1


def _is_result(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a quantity is what the expression before it comes to: "4*2 legs + 1 tail = 9"."""
    between = text[before.end : quantity.start]
    if _RESULT.fullmatch(between) or _CONCLUDED.fullmatch(between):
        return True
    if quantity.label and quantity.label == before.noun:
        # "2x = 6", "4 legs + 1 tail = 5"
        return True
    if "=" in text[quantity.start : quantity.end] and _OPERATOR.fullmatch(between):
        # "7 boxes x 3 = 21"
        return True
    in_a_sum = text[: before.start].rstrip()[-1:] in ("+", "-", "*", "·", "×", "/")
    return in_a_sum and _NAMED_RESULT.fullmatch(between) is not None


def _between(text: str, one: Quantity, other: Quantity) -> str:
    between = text[one.end : other.start]
    return between.replace(other.label, "").strip(" =:") if other.label else between


def _is_symbol(label: str) -> bool:
    """Whether a label names another quantity (``b2``, ``beta_1``, ``x``) and is no plain word."""
    return any(c.isdigit() or c == "_" for c in label) or len(label) == 1


def _names_in(label: str, question: str) -> bool:
    return any(same_name(label, name) for name in _names(question))


@lru_cache(maxsize=512)
def _names(question: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W\d_]+[ _]?\{?\d+\}?|[^\W_]+", plain(question[:2000])))


def same_name(one: str, other: str) -> bool:
    """``b1``, ``beta_1``, ``β1`` and ``beta 1`` name the same; an index must agree."""
    first, second = _name_parts(one), _name_parts(other)
    if first[1] != second[1] or not first[0] or not second[0]:
        return False
    if first[0] == second[0]:
        return True
    return bool(first[1]) and first[0][0] == second[0][0] and 1 in (len(first[0]), len(second[0]))


_GREEK = str.maketrans(
    {"α": "alpha", "β": "beta", "γ": "gamma", "ε": "epsilon", "λ": "lambda", "η": "eta",
     "θ": "theta", "μ": "mu", "σ": "sigma", "ρ": "rho"}
)  # fmt: skip


def _name_parts(name: str) -> tuple[str, str]:
    name = name.lower().translate(_GREEK)
    return re.sub(r"[^a-z]", "", name), re.sub(r"\D", "", name)


def _in(noun: str, question: str) -> bool:
    stem = noun.lower().rstrip("s")
    return re.search(rf"\b{re.escape(stem)}", question.lower()) is not None


def _conflict(said: tuple[Quantity, ...], conditions: tuple[Quantity, ...]) -> bool:
    """Whether a condition of the answer contradicts one of the printed answer."""
    theirs = [q for q in said if q.role == "condition"]
    return bool(conditions) and any(
        all(q.value != ours.value for ours in conditions)
        for q in theirs
        if any(not q.label or same_name(q.label, ours.label) for ours in conditions)
    )
