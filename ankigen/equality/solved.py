"""An equation and the same one solved for a name: ``1/f = 1/u + 1/v`` and ``f = uv/(u + v)``."""

from __future__ import annotations

from .ladder import Setting, decide
from .terms import Add, Apply, Const, Div, Mul, Num, Pow, Term, Var, parts, rewrite, walk

_Sides = tuple[Term, ...]


def one_solves_the_other(expected: _Sides, given: _Sides, setting: Setting) -> bool:
    """Whether one side gives a name the one value with which the other side holds."""
    return _solves(expected, given, setting) or _solves(given, expected, setting)


def _solves(open_one: _Sides, solved: _Sides, setting: Setting) -> bool:
    name, value = solved[0], solved[-1]
    if len(solved) != 2 or len(open_one) != 2 or not isinstance(name, Var) or name in walk(value):
        return False
    if sum(t == name for side in open_one for t in walk(side)) != 1:
        return False
    if not any(_invertible(side, name) for side in open_one):
        return False
    put_in = [rewrite(side, lambda t: value if t == name else t) for side in open_one]
    return decide(put_in[0], put_in[1], setting).same is True


def _invertible(term: Term, name: Var) -> bool:
    """Whether just one value of the name gives the term its value, all else given."""
    if term == name:
        return True
    match term:
        case Add() | Mul() | Div():
            inner = parts(term)
        case Pow(base, Num(power)) if power.numerator % 2 and power.denominator == 1:
            inner = (base,)
        case Pow(Const(), exponent):
            inner = (exponent,)
        case Apply("log", (argument,)):
            inner = (argument,)
        case _:
            return False
    return any(_invertible(t, name) for t in inner)
