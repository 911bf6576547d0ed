"""Repairs of names: one for another, an index, an order, a function, a part that is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from .repair import Repair, at_one_place, changed, with_part
from .terms import (
    Add,
    Apply,
    Bind,
    Div,
    Mul,
    Num,
    Term,
    Var,
    parts,
    rebuild,
    walk,
)


def of_names(expected: Term, given: Term) -> Iterator[Repair]:
    wanted = {t for t in walk(expected) if isinstance(t, Var)}
    letters = {
        inner
        for side in (expected, given)
        for t in walk(side)
        if isinstance(t, Var | Apply)
        for i in t.indices
        for inner in walk(i)
    }
    used = {t for t in walk(given) if isinstance(t, Var)}
    for old in sorted(used, key=_key):
        for new in sorted(wanted - {old}, key=_key):
            index = old.name == new.name or (old in letters and new in letters)
            hint = "An index is not right." if index else "One symbol stands for another."
            detail = f"{_shown(old)} should be {_shown(new)}."

            def swap(t: Term, old: Var = old, new: Var = new) -> Iterator[Term]:
                if t == old:
                    yield new

            for repaired in at_one_place(given, swap):
                yield Repair(expected, repaired, hint, detail)
            everywhere = _exchanged(given, {old: new})
            yield Repair(expected, everywhere, hint, detail)
            if new in used:
                both = _exchanged(given, {old: new, new: old})
                yield Repair(expected, both, "Two symbols have changed places.", detail)


def _key(name: Var) -> tuple[str, str]:
    return name.name, repr(name.indices) if name.indices else ""


def _exchanged(term: Term, names: dict[Var, Var]) -> Term:
    if isinstance(term, Var) and term in names:
        return names[term]
    return rebuild(term, lambda t: _exchanged(t, names))


def _shown(name: Var) -> str:
    written = name.name.split(" ")[-1]
    return written if not name.indices else f"{written} with another index"


def of_order(expected: Term, given: Term) -> Iterator[Repair]:
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

    yield from changed(expected, given, swapped, "Two factors are in the wrong order.")
    yield from changed(expected, given, rotated, "The factors are in the wrong order.")
    yield from changed(expected, given, turned, "A transpose is missing or out of place.")
    yield from changed(expected, given, turned_pair, "The transpose is at the wrong factor.")
    yield from changed(expected, given, arguments, "Two arguments or indices have changed places.")


def of_functions(expected: Term, given: Term) -> Iterator[Repair]:
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

    yield from changed(expected, given, based, "The logarithm has another base.")
    yield from changed(expected, given, other, "One function or operator stands for another.")
    yield from changed(expected, given, reach, "The bounds of a sum or product are not right.")
    yield from changed(expected, given, without, "There is a function or a sum too many.")
    yield from changed(expected, given, added, "A function is missing.")


def of_parts(expected: Term, given: Term) -> Iterator[Repair]:
    """A term, a factor or an argument that only one of the sides has."""

    def shortened(t: Term) -> Iterator[tuple[Term, Term, str]]:
        if isinstance(t, Add):
            for i, gone in enumerate(t.terms):
                rest = t.terms[:i] + t.terms[i + 1 :]
                yield (rest[0] if len(rest) == 1 else Add(rest)), gone, "term"
        elif isinstance(t, Mul):
            for i, gone in enumerate(t.factors):
                rest = t.factors[:i] + t.factors[i + 1 :]
                yield (rest[0] if len(rest) == 1 else Mul(rest)), gone, "factor"
        elif isinstance(t, Div):
            yield t.numerator, t.denominator, "denominator"
            yield Div(Num(Fraction(1)), t.denominator), t.numerator, "factor"
        elif isinstance(t, Apply) and len(t.arguments) == 1 and not t.indices:
            yield t.arguments[0], t, "function"
        elif isinstance(t, Apply) and t.function in ("max", "min"):
            for argument in t.arguments:
                yield argument, t, "function"
        elif isinstance(t, Bind):
            yield t.body, t, "sum or product"

    for smaller, gone, kind in _shortened_once(expected, shortened):
        yield Repair(smaller, given, f"A {kind} is missing{_with_names(gone)}.")
    for smaller, gone, kind in _shortened_once(given, shortened):
        yield Repair(expected, smaller, f"There is a {kind} too many{_with_names(gone)}.")


def _shortened_once(
    term: Term, change: Callable[[Term], Iterator[tuple[Term, Term, str]]]
) -> Iterator[tuple[Term, Term, str]]:
    yield from change(term)
    for place, inner in enumerate(parts(term)):
        for smaller, gone, kind in _shortened_once(inner, change):
            yield with_part(term, place, smaller), gone, kind


def _with_names(term: Term) -> str:
    """``, the one with ε``: one name of the part, to say where to look."""
    found = sorted({t.name.split(" ")[-1] for t in walk(term) if isinstance(t, Var) and t.name})
    shown = [n for n in found if not n.startswith(("∂", "·"))]
    return f", one with {shown[0]}" if shown else ""
