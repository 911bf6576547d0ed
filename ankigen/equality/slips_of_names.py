"""Slips of names: one for another, an index, an order, a function, a part that is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from .slip import Change, Slip
from .terms import (
    Apply,
    Bind,
    Div,
    Mul,
    Num,
    Term,
    Var,
    rebuild,
    walk,
)


def of_names(expected: Term, given: Term) -> Iterator[Slip]:
    """One name for another: in one place, everywhere, or both ways round."""
    wanted = dict.fromkeys(t for t in walk(expected) if isinstance(t, Var))
    used = Counter(t for t in walk(given) if isinstance(t, Var))
    for old, new in combinations([t for t in used if t in wanted], 2):
        both = "Two symbols have changed places."
        yield Slip(_exchanging({old: new, new: old}), both, _should(old, new), at_top=True)
    letters = _letters(expected) | _letters(given)
    for old, times in used.items():
        for new in wanted:
            if new == old:
                continue
            index = old.name == new.name or (old in letters and new in letters)
            hint = "An index is not right." if index else "One symbol stands for another."
            yield Slip(_always(new), hint, _should(old, new), only=old)
            if times > 1:
                yield Slip(_exchanging({old: new}), hint, _should(old, new), at_top=True)


def _should(old: Var, new: Var) -> str:
    return f"{_shown(old)} should be {_shown(new)}."


def _letters(side: Term) -> set[Term]:
    """What stands in the indices of names."""
    indices = [i for t in walk(side) if isinstance(t, (Var, Apply)) for i in t.indices]
    return {t for i in indices for t in walk(i)}


def _always(new: Var) -> Change:
    return lambda _: (new,)


def _exchanging(names: dict[Var, Var]) -> Change:
    return lambda t: (_exchanged(t, names),)


def _exchanged(term: Term, names: dict[Var, Var]) -> Term:
    if isinstance(term, Var) and term in names:
        return names[term]
    return rebuild(term, lambda t: _exchanged(t, names))


def _shown(name: Var) -> str:
    written = name.name.split(" ")[-1]
    return written if not name.indices else f"{written} with another index"


def of_order() -> Iterator[Slip]:
    def swapped(t: Term) -> Iterator[Term]:
        if isinstance(t, Mul):
            for i in range(len(t.factors) - 1):
                a, b = t.factors[i : i + 2]
                yield Mul((*t.factors[:i], b, a, *t.factors[i + 2 :]), t.starred, t.inner)

    def rotated(t: Term) -> Iterator[Term]:
        if isinstance(t, Mul) and len(t.factors) > 2:
            yield Mul((*t.factors[1:], t.factors[0]))
            yield Mul((t.factors[-1], *t.factors[:-1]))

    def turned(t: Term) -> Iterator[Term]:
        if isinstance(t, Apply) and t.function == "transpose":
            yield t.arguments[0]
        elif isinstance(t, Var):
            yield Apply("transpose", (t,))

    def turned_pair(t: Term) -> Iterator[Term]:
        if isinstance(t, Mul) and len(t.factors) == 2:
            a, b = (next(iter(turned(f)), f) for f in t.factors)
            yield Mul((a, b))
            yield Mul((b, a))

    def arguments(t: Term) -> Iterator[Term]:
        if isinstance(t, Apply) and len(t.arguments) == 2:
            yield Apply(t.function, t.arguments[::-1], t.indices)
        if isinstance(t, Var) and len(t.indices) == 2:
            yield Var(t.name, t.indices[::-1])

    yield Slip(swapped, "Two factors are in the wrong order.")
    yield Slip(rotated, "The factors are in the wrong order.")
    yield Slip(turned, "A transpose is missing or out of place.")
    yield Slip(turned_pair, "The transpose is at the wrong factor.")
    yield Slip(arguments, "Two arguments or indices have changed places.")


def of_functions(expected: Term) -> Iterator[Slip]:
    known = {t.function: t for t in walk(expected) if isinstance(t, Apply)}
    operators = {t.operator for t in walk(expected) if isinstance(t, Bind)}
    bounds = {t.domain for t in walk(expected) if isinstance(t, Bind)}

    def other(t: Term) -> Iterator[Term]:
        if isinstance(t, Apply):
            for name in sorted(known.keys() - {t.function}):
                yield Apply(name, t.arguments, t.indices)
        if isinstance(t, Bind):
            for operator in sorted(operators - {t.operator}):
                yield Bind(operator, t.variable, t.domain, t.body)

    def reach(t: Term) -> Iterator[Term]:
        if isinstance(t, Bind):
            for domain in sorted(bounds - {t.domain}, key=repr):
                yield Bind(t.operator, t.variable, domain, t.body)

    def without(t: Term) -> Iterator[Term]:
        if isinstance(t, Apply) and len(t.arguments) == 1:
            yield t.arguments[0]
        if isinstance(t, Bind):
            yield t.body

    def added(t: Term) -> Iterator[Term]:
        for name in sorted(n for n, call in known.items() if len(call.arguments) == 1):
            yield Apply(name, (t,), known[name].indices)

    def based(t: Term) -> Iterator[Term]:
        if isinstance(t, Apply) and t.function == "log":
            for base in (2, 10):
                yield Div(t, Apply("log", (Num(Fraction(base)),)))
        if (
            isinstance(t, Div)
            and isinstance(t.denominator, Apply)
            and t.denominator.function == "log"
        ):
            yield t.numerator

    yield Slip(based, "The logarithm has another base.")
    yield Slip(other, "One function or operator stands for another.")
    yield Slip(reach, "The bounds of a sum or product are not right.")
    yield Slip(without, "There is a function or a sum too many.")
    yield Slip(added, "A function is missing.")
