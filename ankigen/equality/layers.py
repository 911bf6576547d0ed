"""Layers written high: in formulas of matrices ``W^{l+1}`` is W of layer l + 1, no power."""

from __future__ import annotations

from .terms import Add, Apply, Num, Pow, Term, Var, rebuild

_LAYERS = frozenset("litk")


def with_layers(term: Term) -> Term:
    """The term with a letter of a layer or a step, where it stands high, as an index."""
    if isinstance(term, Pow) and isinstance(term.base, Var) and _is_layer(term.exponent):
        return Var(term.base.name, (*term.base.indices, term.exponent))
    if isinstance(term, Apply):
        arguments = tuple(map(with_layers, term.arguments))
        return Apply(term.function, arguments, term.indices)
    return term if isinstance(term, Var) else rebuild(term, with_layers)


def _is_layer(exponent: Term) -> bool:
    if isinstance(exponent, Add):
        letters = [t for t in exponent.terms if not isinstance(t, Num)]
        return len(letters) == 1 and _is_layer(letters[0])
    return isinstance(exponent, Var) and exponent.name in _LAYERS and not exponent.indices
