"""A term as a quotient of products, whichever way it is written: ``a/b·c`` and ``ac/b``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .terms import MINUS_ONE, ONE, Add, Bind, Div, Mul, Num, Pow, Term, Var, negative, walk

Factors = tuple[list[Term], list[Term]]


def terms_of(term: Term) -> list[Term]:
    """The terms of a sum, those of the sums in it included; of anything else, itself."""
    if not isinstance(term, Add):
        return [term]
    return [inner for t in term.terms for inner in terms_of(t)]


def sum_of(terms: Sequence[Term]) -> Term:
    """The sum of some terms."""
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def opposite(term: Term) -> Term:
    """Minus the term; a minus in front of it is taken away instead."""
    if isinstance(term, Mul) and term.factors[0] == MINUS_ONE and len(term.factors) == 2:
        return term.factors[1]
    return negative(term)


def factors_of(term: Term) -> Factors:
    """What stands above and what below the bar; factors that are one are left out."""
    if isinstance(term, Mul):
        inner = [factors_of(factor) for factor in term.factors]
        return [t for over, _ in inner for t in over], [t for _, under in inner for t in under]
    if isinstance(term, Div):
        (over, under), (over_below, under_below) = map(
            factors_of, (term.numerator, term.denominator)
        )
        return over + under_below, under + over_below
    if isinstance(term, Pow) and isinstance(term.exponent, Num) and term.exponent.value < 0:
        size = Num(-term.exponent.value)
        return [], [term.base if size == ONE else Pow(term.base, size)]
    if isinstance(term, Bind) and term.operator == "∑":
        return _before_sum(term)
    if isinstance(term, Num) and term.value < 0 and term != MINUS_ONE:
        return [MINUS_ONE, Num(-term.value, term.digits)], []
    return ([], []) if term == ONE else ([term], [])


def _before_sum(term: Bind) -> Factors:
    """What every term of the sum has, in front of it."""
    if not isinstance(term.body, (Mul, Div)):
        return [term], []
    sides = factors_of(term.body)
    varies = [[any(_is_named(t, term.variable) for t in walk(f)) for f in side] for side in sides]
    free, bound = (
        [
            [f for f, moving in zip(side, moves, strict=True) if moving is wanted]
            for side, moves in zip(sides, varies, strict=True)
        ]
        for wanted in (False, True)
    )
    if not (free[0] or free[1]):
        return [term], []
    return [*free[0], replace(term, body=quotient_of(*bound))], free[1]


def _is_named(term: Term, name: str) -> bool:
    return isinstance(term, Var) and term.name == name


def product_of(factors: Sequence[Term]) -> Term:
    """The product of some factors; of none, one."""
    if not factors:
        return ONE
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def quotient_of(above: Sequence[Term], below: Sequence[Term]) -> Term:
    """The quotient of two products."""
    return Div(product_of(above), product_of(below)) if below else product_of(above)
