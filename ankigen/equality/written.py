"""A term as an expression tree, to show what was judged where no tree was read: code has none."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from ankigen.notation import tree

from .terms import (
    HALF,
    Add,
    Apply,
    Bind,
    Compare,
    Const,
    Div,
    Group,
    Mul,
    Num,
    Piecewise,
    Pow,
    Term,
    Var,
)

_Sign = Literal["+", "-", "±", "∓"]
_FENCES = {"abs": "||", "norm": "‖‖", "floor": "⌊⌋", "ceil": "⌈⌉"}


def written(term: Term) -> tree.Expr:
    """The tree that says what the term says."""
    match term:
        case Num(value):
            return _number(value)
        case Const(name):
            return tree.Symbol(name)
        case Var(name, indices):
            return _indexed(_named(name), indices)
        case Add(terms):
            return tree.Sum(tuple(_signed(t) for t in terms))
        case Mul(factors, starred, inner):
            return _product(factors, "@" if inner else "·" if starred else "")
        case Div(over, under):
            return tree.Fraction(written(over), written(under))
        case Pow(base, exponent):
            if exponent == HALF:
                return tree.Root(written(base))
            return tree.Script(written(base), None, written(exponent))
        case Apply():
            return _applied(term)
    return _rest(term)


def _rest(term: Term) -> tree.Expr:
    match term:
        case Bind(operator, variable, domain, body):
            lower: tree.Expr | None = tree.Symbol(variable) if variable.strip("·") else None
            if domain.lower is not None and lower is not None:
                lower = tree.Relation(("=",), (lower, written(domain.lower)))
            upper = None if domain.upper is None or lower is None else written(domain.upper)
            if operator == "mean":
                return tree.Call(tree.Symbol("mean"), (written(body),))
            return tree.Big(operator, written(body), lower, upper)
        case Compare(operator, left, right):
            return tree.Relation((operator,), (written(left), written(right)))
        case Piecewise(rows):
            return tree.Cases(
                tuple((written(v), None if c is None else written(c)) for v, c in rows)
            )
        case Group("rows", items):
            cells = [r.items if isinstance(r, Group) else (r,) for r in items]
            return tree.Matrix(tuple(tuple(map(written, row)) for row in cells))
        case Group(kind, items):
            inner = tree.Sequence(tuple(map(written, items))) if items else None
            if len(kind) == 2:
                return tree.Fence(kind[0], kind[1], inner)
            return inner or tree.Symbol("∅")
    raise TypeError(term)


def _number(value: Fraction) -> tree.Expr:
    whole = tree.Number(str(abs(value.numerator)))
    size = tree.Fraction(whole, tree.Number(str(value.denominator)))
    shown = whole if value.denominator == 1 else size
    return shown if value >= 0 else tree.Sum((("-", shown),))


def _named(name: str) -> tree.Expr:
    """``hat y`` as y with its mark, ``n_in`` as n with its label."""
    mark, _, base = name.rpartition(" ")
    stem, _, label = base.partition("_")
    shown: tree.Expr = tree.Symbol(stem or base)
    for word in reversed(mark.split()):
        shown = tree.Accent(word, shown)
    return tree.Script(shown, tree.Symbol(label)) if stem and label else shown


def _indexed(name: tree.Expr, indices: tuple[Term, ...]) -> tree.Expr:
    shown = tuple(written(i) for i in indices if i != Var("·"))
    if not shown:
        return name
    below = shown[0] if len(shown) == 1 else tree.Sequence(shown)
    if isinstance(name, tree.Script) and name.sub is not None:
        return tree.Script(name.base, tree.Sequence((name.sub, *shown)))
    return tree.Script(name, below)


def _signed(term: Term) -> tuple[_Sign, tree.Expr]:
    match term:
        case Num(value) if value < 0:
            return "-", _number(-value)
        case Mul((Num(value), *rest), starred, inner) if value == -1 and rest:
            return "-", _product(tuple(rest), "@" if inner else "·" if starred else "")
    return "+", written(term)


def _product(factors: tuple[Term, ...], operator: str) -> tree.Expr:
    first, *rest = factors
    if first == Num(Fraction(-1)) and rest:
        return tree.Sum((("-", _product(tuple(rest), operator)),))
    if not rest:
        return written(first)
    shown = tuple(map(written, factors))
    return tree.Product(shown, (operator,) * (len(shown) - 1))


def _applied(term: Apply) -> tree.Expr:
    arguments = tuple(map(written, term.arguments))
    if len(arguments) == 1:
        if term.function == "transpose":
            return tree.Script(arguments[0], None, tree.Symbol("⊤"))
        if term.function == "inverse":
            return tree.Script(arguments[0], None, _number(Fraction(-1)))
        if term.function in _FENCES:
            fence = _FENCES[term.function]
            return tree.Fence(fence[0], fence[1], arguments[0])
    if term.function == "⊙":
        return tree.Product(arguments, ("⊙",) * (len(arguments) - 1))
    return tree.Call(_indexed(_named(term.function), term.indices), arguments)
