"""Slips of values: signs, powers, brackets, fractions."""

from __future__ import annotations

from collections.abc import Iterator

from .factors import opposite
from .slip import Change, Slip
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
    walk,
)


def of_signs() -> Iterator[Slip]:
    def one_term(t: Term) -> Iterator[Term]:
        if isinstance(t, Add):
            for place, inner in enumerate(t.terms):
                yield Add((*t.terms[:place], opposite(inner), *t.terms[place + 1 :]))

    def exponent(t: Term) -> Iterator[Term]:
        if isinstance(t, Pow):
            yield Pow(t.base, opposite(t.exponent))

    def argument(t: Term) -> Iterator[Term]:
        if isinstance(t, Apply) and len(t.arguments) == 1:
            yield Apply(t.function, (opposite(t.arguments[0]),), t.indices)
        if isinstance(t, Apply) and t.function in ("max", "min"):
            for place, inner in enumerate(t.arguments):
                turned = (*t.arguments[:place], opposite(inner), *t.arguments[place + 1 :])
                yield Apply(t.function, turned)

    yield Slip(one_term, "The sign of one term is the other way round.")
    yield Slip(exponent, "The sign of an exponent is the other way round.")
    yield Slip(argument, "A sign inside a function is the other way round.")

    def two_terms(t: Term) -> Iterator[Term]:
        if isinstance(t, Add) and len(t.terms) == 2:
            first, second = map(opposite, t.terms)
            if _has_minus(t.terms[0]) is not _has_minus(t.terms[1]):
                yield Add((first, second))

    yield Slip(two_terms, "A difference is taken the wrong way round.")


def _has_minus(term: Term) -> bool:
    return isinstance(term, Mul) and term.factors[0] == MINUS_ONE


def of_powers(expected: Term) -> Iterator[Slip]:
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

    yield Slip(unsquared, "There is a square too many.")
    yield Slip(unrooted, "There is a root too many.")
    yield Slip(squared, "A square is missing.")
    yield Slip(rooted, "A root is missing.")
    yield Slip(plain, "An exponent does not belong there.")
    exponents = {t.exponent for t in walk(expected) if isinstance(t, Pow)}
    for exponent in sorted(exponents, key=repr):
        if not isinstance(exponent, Num):
            yield Slip(_raising(exponent), "An exponent is missing.")


def _raising(exponent: Term) -> Change:
    return lambda t: [Pow(t, exponent)]


def of_brackets() -> Iterator[Slip]:
    def under(t: Term) -> Iterator[Term]:
        """``1/1 + x`` for 1/(1 + x), ``a + b/c`` for (a + b)/c, and the like for products."""
        if not isinstance(t, Add):
            return
        for place, inner in enumerate(t.terms):
            before, after = t.terms[:place], t.terms[place + 1 :]
            if isinstance(inner, Div):
                if after:
                    rest: Term = Div(inner.numerator, Add((inner.denominator, *after)))
                    yield Add((*before, rest)) if before else rest
                if before:
                    whole: Term = Div(Add((*before, inner.numerator)), inner.denominator)
                    yield Add((whole, *after)) if after else whole
            if isinstance(inner, Mul) and after:
                rest = Mul((*inner.factors[:-1], Add((inner.factors[-1], *after))))
                yield Add((*before, rest)) if before else rest
            if isinstance(inner, Mul) and before:
                whole = Mul((Add((*before, inner.factors[0])), *inner.factors[1:]))
                yield Add((whole, *after)) if after else whole
            if isinstance(inner, (Apply, Bind, Pow)) and after:
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
            yield Add((Pow(first, t.exponent), *rest))
        if isinstance(t, Apply) and len(t.arguments) == 1 and isinstance(t.arguments[0], Add):
            first, *rest = t.arguments[0].terms
            yield Add((Apply(t.function, (first,)), *rest))
            *rest, last = t.arguments[0].terms
            yield Add((Apply(t.function, (Add(tuple(rest)) if len(rest) > 1 else rest[0],)), last))

    yield Slip(under, "Brackets are missing.")
    yield Slip(fewer, "Brackets reach too far.")


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


def of_fractions() -> Iterator[Slip]:
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
                if all(isinstance(f, Num) for f in rest):
                    continue
                yield Div(rest[0] if len(rest) == 1 else Mul(rest), t.factors[i])

    yield Slip(inverted, "A fraction is upside down.")
    yield Slip(multiplied, "A product and a quotient are mixed up.")
