"""A product of two vectors as the sum that the other side writes: wᵀx and ``w @ x`` for Σ wᵢxᵢ."""

from __future__ import annotations

from dataclasses import replace

from .floating import FUNCTIONS
from .terms import Add, Apply, Bind, Domain, Mul, Num, Pow, Term, Var, every, rewrite, walk


def with_dot_products(expected: Term, given: Term) -> tuple[Term, Term]:
    """Both terms, the products of vectors of each as sums where only the other has a sum."""
    sums = [_has_sum(side) for side in (expected, given)]
    if not any(sums):
        # A norm is a sum, too, where no other is written: beside it all dots are sums.
        if _has_norm(expected) == _has_norm(given):
            return expected, given
        return _summed(expected, _tables(given)), _summed(given, _tables(expected))
    if all(sums):
        # Of two sides with sums that one has none for its dots that writes them.
        sums = [not any(map(_is_dot, walk(side))) for side in (expected, given)]
    if sums[0] == sums[1]:
        return expected, given
    if sums[1]:
        return _summed(expected, _tables(given)), given
    return expected, _summed(given, _tables(expected))


def _is_dot(term: Term) -> bool:
    match term:
        case Mul((Apply("transpose", (first,)), second)):
            return _is_vector(first) and _is_vector(second)
        case Mul(factors, _, True):
            return all(map(_is_vector, factors))
    return False


def _tables(term: Term) -> dict[str, set[int]]:
    """Names with two indices, and at which of the two places a sum binds the index."""
    bound = {Var(t.variable) for t in walk(term) if isinstance(t, Bind)}
    return {
        t.name: {place for place in (0, 1) if t.indices[place] in bound}
        for t in walk(term)
        if isinstance(t, Var) and len(t.indices) == 2
    }


def _has_sum(term: Term) -> bool:
    return any(t.operator == "∑" for t in every(Bind, term))


def _has_norm(term: Term) -> bool:
    return any(t.function == "norm" for t in every(Apply, term))


def _summed(term: Term, tables: dict[str, set[int]]) -> Term:
    """The term with its dots as sums; over a table, they run along what stands in between."""

    def along(factor: Term, place: int) -> bool:
        table = isinstance(factor, Var) and not factor.indices and factor.name in tables
        return not table or place in tables[factor.name]  # type: ignore[union-attr]

    def change(t: Term) -> Term:
        if not (isinstance(t, Mul) and len(t.factors) == 2):
            return t
        first, second = t.factors
        scalars: tuple[Term, ...] = ()
        if isinstance(first, Mul) and t.inner:
            # ``a * w @ w`` is (a w)·w: the number stands outside the sum.
            *before, first = first.factors
            scalars = tuple(before)
        if isinstance(first, Apply) and first.function == "transpose" and _is_vector(second):
            first = first.arguments[0]
        elif not t.inner:
            return t
        if _is_vector(first) and _is_vector(second) and along(first, 1) and along(second, 0):
            total = Bind("∑", "", Domain(), replace(t, factors=(first, second), inner=False))
            return Mul((*scalars, total)) if scalars else total
        return t

    return rewrite(term, change)


def _is_vector(term: Term) -> bool:
    """A letter that may be a vector, a function of such by entries, or a sum of them."""
    match term:
        case Var(name):
            base = name.rsplit(" ", 1)[-1].split("_")[0]
            return len(base) == 1 and (base.islower() or not base.isascii())
        case Apply(function, (argument,)):
            return function in FUNCTIONS and _is_vector(argument)
        case Pow(base, exponent):
            return isinstance(exponent, Num) and _is_vector(base)
        case Add(terms):
            vectors = [_is_vector(t) for t in terms]
            return any(vectors) and all(
                v or isinstance(t, Num) for v, t in zip(vectors, terms, strict=True)
            )
        case Mul((Num(), factor)):
            return _is_vector(factor)
    return False
