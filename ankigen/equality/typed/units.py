"""A unit behind a number says what is counted; it is left out where the other side has none."""

from __future__ import annotations

from ..terms import Const, Div, Mul, Num, Pow, Term, Var, every, walk


def without(given: Term, expected: Term) -> Term:
    """A number with words behind it as the number, where the expected side is a bare number."""
    if every(Var, expected):
        return given
    if isinstance(given, Mul) and len(given.factors) > 1:
        *values, unit = given.factors
        if _is_unit(unit) and all(_is_number(v) for v in values):
            return values[0] if len(values) == 1 else Mul(tuple(values))
    return given


def _is_unit(term: Term) -> bool:
    return isinstance(term, Var) and len(term.name) > 1 and not term.indices


def _is_number(term: Term) -> bool:
    return all(isinstance(t, (Num, Const, Mul, Div, Pow)) for t in walk(term))
