"""Terms as one line of JSON, for the worker process: lists that begin with the kind of node."""

from __future__ import annotations

import json
from typing import Any

from .terms import (
    Add,
    Apply,
    Bind,
    Compare,
    Const,
    Div,
    Domain,
    Mul,
    Num,
    Pow,
    Term,
    Var,
    walk,
)

_CALCULUS = frozenset({"∫", "lim"})
_KNOWN = frozenset(
    [
        "log",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
        "erf",
        "abs",
        "factorial",
    ]
)
_LARGEST = 150


class NotSendable(Exception):
    """A term that SymPy would not understand, or that it should not be asked about."""


def worth_asking(*terms: Term) -> bool:
    """Whether SymPy may know more than the other rungs: limits, integrals, endless sums."""
    nodes = [t for term in terms for t in walk(term)]
    return len(nodes) <= _LARGEST and any(_is_calculus(t) for t in nodes)


def _is_calculus(t: Term) -> bool:
    if isinstance(t, Apply):
        return t.function.startswith("∂/∂") and len(t.function) > 3
    if isinstance(t, Bind):
        bounds = (t.domain.lower, t.domain.upper)
        endless = any(isinstance(b, Const) and b.name == "∞" for b in bounds)
        return t.operator in _CALCULUS or (t.operator in "∑∏" and endless)
    return False


def dump(*terms: Term) -> str:
    """The terms as a JSON list; raises NotSendable."""
    return json.dumps([_plain(t) for t in terms])


def _plain(term: Term) -> list[Any]:
    match term:
        case Num(value):
            return ["num", value.numerator, value.denominator]
        case Const(name):
            return ["const", name]
        case Var(name, ()):
            return ["var", name]
        case Var(name, indices):
            return ["indexed", name, *map(_plain, indices)]
        case Add(inner):
            return ["add", *map(_plain, inner)]
        case Mul(inner):
            return ["mul", *map(_plain, inner)]
        case Div(a, b):
            return ["div", _plain(a), _plain(b)]
        case Pow(a, b):
            return ["pow", _plain(a), _plain(b)]
        case Apply(function, (argument,), ()) if function.startswith("∂/∂"):
            return ["diff", function[3:], _plain(argument)]
        case Apply(function, arguments, ()) if function in _KNOWN:
            return ["call", function, *map(_plain, arguments)]
        case Bind(operator, variable, domain, body) if variable and domain.lower and domain.upper:
            bounds = [_plain(domain.lower), _plain(domain.upper)]
            return ["bind", operator, variable, *bounds, _plain(body)]
        case Bind("lim", variable, Domain(None, None, Compare("→", _, target)), body):
            return ["bind", "lim", variable, _plain(target), _plain(body)]
        case Bind("∫", variable, _, body) if variable:
            return ["bind", "∫", variable, _plain(body)]
    raise NotSendable(type(term).__name__)
