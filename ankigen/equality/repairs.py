"""Small repairs of a wrong formula, each with what it would mean: a sign, a factor, an index, ….

A repair changes one place. ``hints`` asks the ladder whether the repaired formula is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from .terms import (
    HALF,
    MINUS_ONE,
    TWO,
    Add,
    Apply,
    Bind,
    Div,
    Mul,
    Num,
    Pow,
    Term,
    Var,
    negative,
    parts,
    rebuild,
    walk,
)


@dataclass(frozen=True, slots=True)
class Repair:
    """A pair of terms that would be equal if ``hint`` were all that is wrong.

    ``detail`` says more than a hint should: it is for who asks for it.
    """

    expected: Term
    given: Term
    hint: str
    detail: str = ""


_Change = Callable[[Term], Iterable[Term]]


def at_one_place(term: Term, change: _Change) -> Iterator[Term]:
    """The term with ``change`` done at one place only, for every place and every outcome."""
    yield from change(term)
    inner = parts(term)
    for place in range(len(inner)):
        for changed in at_one_place(inner[place], change):
            yield _with_part(term, place, changed)


def _with_part(term: Term, place: int, changed: Term) -> Term:
    count = -1

    def pick(t: Term) -> Term:
        nonlocal count
        count += 1
        return changed if count == place else t

    return rebuild(term, pick)


def repairs(expected: Term, given: Term) -> Iterator[Repair]:
    """The repairs worth asking about, the plainest first."""
    yield Repair(expected, negative(given), "The sign of the whole is the other way round.")
    for made in (
        _of_signs,
        _of_powers,
        _of_brackets,
        _of_fractions,
        _of_names,
        _of_order,
        _of_functions,
    ):
        yield from made(expected, given)
    yield from _of_parts(expected, given)


def _changed(expected: Term, given: Term, change: _Change, hint: str) -> Iterator[Repair]:
    for repaired in at_one_place(given, change):
        yield Repair(expected, repaired, hint)


def _of_signs(expected: Term, given: Term) -> Iterator[Repair]:
    def one_term(t: Term) -> Iterator[Term]:
        if isinstance(t, Add):
            for place, inner in enumerate(t.terms):
                yield Add((*t.terms[:place], _opposite(inner), *t.terms[place + 1 :]))

    def exponent(t: Term) -> Iterator[Term]:
        if isinstance(t, Pow):
            yield Pow(t.base, _opposite(t.exponent))

    def argument(t: Term) -> Iterator[Term]:
        if isinstance(t, Apply) and len(t.arguments) == 1:
            yield Apply(t.function, (_opposite(t.arguments[0]),), t.indices)
        if isinstance(t, Apply) and t.function in ("max", "min"):
            for place, inner in enumerate(t.arguments):
                turned = (*t.arguments[:place], _opposite(inner), *t.arguments[place + 1 :])
                yield Apply(t.function, turned)

    yield from _changed(expected, given, one_term, "The sign of one term is the other way round.")
    yield from _changed(expected, given, exponent, "The sign of an exponent is the other way round.")
    yield from _changed(expected, given, argument, "A sign inside a function is the other way round.")

    def two_terms(t: Term) -> Iterator[Term]:
        if isinstance(t, Add) and len(t.terms) == 2:
            yield Add((_opposite(t.terms[0]), _opposite(t.terms[1])))

    yield from _changed(expected, given, two_terms, "A difference is taken the wrong way round.")


def _opposite(term: Term) -> Term:
    if isinstance(term, Mul) and term.factors[0] == MINUS_ONE and len(term.factors) == 2:
        return term.factors[1]
    return negative(term)


def _of_powers(expected: Term, given: Term) -> Iterator[Repair]:
    def unsquared(t: Term) -> Iterator[Term]:
        if isinstance(t, Pow) and t.exponent == TWO:
            yield t.base

    def unrooted(t: Term) -> Iterator[Term]:
        if isinstance(t, Pow) and t.exponent == HALF:
            yield t.base

    def squared(t: Term) -> Iterator[Term]:
        if not isinstance(t, Num):
            yield Pow(t, TWO)

    def rooted(t: Term) -> Iterator[Term]:
        if not isinstance(t, Num):
            yield Pow(t, HALF)

    def plain(t: Term) -> Iterator[Term]:
        if isinstance(t, Pow) and not isinstance(t.exponent, Num):
            yield t.base
            yield Mul((t.base, t.exponent))

    yield from _changed(expected, given, unsquared, "There is a square too many.")
    yield from _changed(expected, given, unrooted, "There is a root too many.")
    yield from _changed(expected, given, squared, "A square is missing.")
    yield from _changed(expected, given, rooted, "A root is missing.")
    yield from _changed(expected, given, plain, "An exponent does not belong there.")
    for exponent in {t.exponent for t in walk(expected) if isinstance(t, Pow)}:
        if not isinstance(exponent, Num):
            yield from _changed(expected, given, lambda t: [Pow(t, exponent)], "An exponent is missing.")  # noqa: B023


def _of_brackets(expected: Term, given: Term) -> Iterator[Repair]:
    def under(t: Term) -> Iterator[Term]:
        """``1/1 + x`` for 1/(1 + x), ``a + b/c`` for (a + b)/c, and the like for products."""
        if not isinstance(t, Add):
            return
        for place, inner in enumerate(t.terms):
            before, after = t.terms[:place], t.terms[place + 1 :]
            if isinstance(inner, Div):
                if after:
                    rest = Div(inner.numerator, Add((inner.denominator, *after)))
                    yield Add((*before, rest)) if before else rest
                if before:
                    whole = Div(Add((*before, inner.numerator)), inner.denominator)
                    yield Add((whole, *after)) if after else whole
            if isinstance(inner, Mul) and after:
                rest = Mul((*inner.factors[:-1], Add((inner.factors[-1], *after))))
                yield Add((*before, rest)) if before else rest
            if isinstance(inner, Mul) and before:
                whole = Mul((Add((*before, inner.factors[0])), *inner.factors[1:]))
                yield Add((whole, *after)) if after else whole
            if isinstance(inner, Apply | Bind | Pow) and after:
                yield from (_reaching(inner, after, before))

    def fewer(t: Term) -> Iterator[Term]:
        """``1/(1 + x)`` for 1/1 + x and ``a(b + c)`` for ab + c."""
        if isinstance(t, Div) and isinstance(t.denominator, Add):
            first, *rest = t.denominator.terms
            yield Add((Div(t.numerator, first), *rest))
        if isinstance(t, Div) and isinstance(t.numerator, Add):
            *rest, last = t.numerator.terms
            yield Add((*rest, Div(last, t.denominator)))
        if isinstance(t, Mul) and isinstance(t.factors[-1], Add):
            first, *rest = t.factors[-1].terms
            yield Add((Mul((*t.factors[:-1], first)), *rest))
        if isinstance(t, Pow) and isinstance(t.base, Add):
            first, *rest = t.base.terms
            yield Add((first, *rest[:-1], Pow(rest[-1], t.exponent)))
        if isinstance(t, Apply) and len(t.arguments) == 1 and isinstance(t.arguments[0], Add):
            first, *rest = t.arguments[0].terms
            yield Add((Apply(t.function, (first,)), *rest))
            *rest, last = t.arguments[0].terms
            yield Add((Apply(t.function, (Add(tuple(rest)) if len(rest) > 1 else rest[0],)), last))

    yield from _changed(expected, given, under, "Brackets are missing.")
    yield from _changed(expected, given, fewer, "Brackets reach too far.")


def _reaching(inner: Term, after: tuple[Term, ...], before: tuple[Term, ...]) -> Iterator[Term]:
    """A function, a root or a sum whose reach takes in what follows it."""
    whole: Term | None = None
    if isinstance(inner, Apply) and len(inner.arguments) == 1:
        whole = Apply(inner.function, (Add((inner.arguments[0], *after)),), inner.indices)
    elif isinstance(inner, Bind):
        whole = Bind(inner.operator, inner.variable, inner.domain, Add((inner.body, *after)))
    elif isinstance(inner, Pow) and inner.exponent == HALF:
        whole = Pow(Add((inner.base, *after)), HALF)
    if whole is not None:
        yield Add((*before, whole)) if before else whole


def _of_names(expected: Term, given: Term) -> Iterator[Repair]:
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
    for old in sorted(used, key=repr):
        for new in sorted(wanted - {old}, key=repr):
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


def _exchanged(term: Term, names: dict[Var, Var]) -> Term:
    if isinstance(term, Var) and term in names:
        return names[term]
    return rebuild(term, lambda t: _exchanged(t, names))


def _shown(name: Var) -> str:
    written = name.name.split(" ")[-1]
    return written if not name.indices else f"{written} with another index"


def _of_order(expected: Term, given: Term) -> Iterator[Repair]:
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

    yield from _changed(expected, given, swapped, "Two factors are in the wrong order.")
    yield from _changed(expected, given, rotated, "The factors are in the wrong order.")
    yield from _changed(expected, given, turned, "A transpose is missing or out of place.")
    yield from _changed(expected, given, turned_pair, "The transpose is at the wrong factor.")
    yield from _changed(expected, given, arguments, "Two arguments or indices have changed places.")


def _of_fractions(expected: Term, given: Term) -> Iterator[Repair]:
    def inverted(t: Term) -> Iterator[Term]:
        if isinstance(t, Div):
            yield Div(t.denominator, t.numerator)
        if isinstance(t, Var) and t.name.startswith("∂") and "/∂" in t.name:
            over, _, under = t.name[1:].partition("/∂")
            yield Var(f"∂{under}/∂{over}", t.indices[::-1])

    def multiplied(t: Term) -> Iterator[Term]:
        if isinstance(t, Div):
            yield Mul((t.numerator, t.denominator))
        if isinstance(t, Mul):
            for i in range(1, len(t.factors)):
                rest = t.factors[:i] + t.factors[i + 1 :]
                yield Div(rest[0] if len(rest) == 1 else Mul(rest), t.factors[i])

    yield from _changed(expected, given, inverted, "A fraction is upside down.")
    yield from _changed(expected, given, multiplied, "A product and a quotient are mixed up.")


_LIKE = (("sin", "cos"), ("max", "min"), ("sinh", "cosh"), ("tanh", "tan"), ("∑", "∏"))


def _of_functions(expected: Term, given: Term) -> Iterator[Repair]:
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
            for domain in bounds - {t.domain}:
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
        if isinstance(t, Div) and isinstance(t.denominator, Apply) and t.denominator.function == "log":
            yield t.numerator

    yield from _changed(expected, given, based, "The logarithm has another base.")
    yield from _changed(expected, given, other, "One function or operator stands for another.")
    yield from _changed(expected, given, reach, "The bounds of a sum or product are not right.")
    yield from _changed(expected, given, without, "There is a function or a sum too many.")
    yield from _changed(expected, given, added, "A function is missing.")


def _of_parts(expected: Term, given: Term) -> Iterator[Repair]:
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
            yield _with_part(term, place, smaller), gone, kind


def _with_names(term: Term) -> str:
    """``, the one with ε``: one name of the part, so that nothing is given away but where to look."""
    found = sorted({t.name.split(" ")[-1] for t in walk(term) if isinstance(t, Var) and t.name})
    shown = [n for n in found if not n.startswith(("∂", "·"))]
    return f", one with {shown[0]}" if shown else ""
