"""Expectations as they are typed: without brackets, as means, over a distribution in words.

``E X²`` is E[X²] and ``x.mean()`` is E[x] where the expected side writes expectations; where it
writes a mean or a sum, E[…] is the mean, and E over x ∼ p the sum of p(x)·…
"""

from __future__ import annotations

from ..terms import Apply, Bind, Compare, Domain, Mul, Term, Var, every, rebuild
from .customs import names_of

_SIGN = "E"


def expectation(given: Term, expected: Term) -> Term:
    """The given term with its means and expectations in the way of the expected side."""
    used = names_of(given)
    if _SIGN in names_of(expected):
        if _SIGN not in used:
            return _with_expectations(given)
        bare = any(t.name == _SIGN for t in every(Var, given))
        applied = any(t.function == _SIGN for t in every(Apply, expected))
        return _acting(given) if bare and applied else given
    if _SIGN in used and every(Bind, expected):
        return _with_means(given)
    return given


def _with_expectations(term: Term) -> Term:
    """Means over everything as expectations."""
    if isinstance(term, Bind) and term.operator == "mean" and not term.variable:
        return Apply(_SIGN, (_with_expectations(term.body),))
    return term if isinstance(term, Var) else rebuild(term, _with_expectations)


def _acting(term: Term) -> Term:
    """``E_x log D(x)``: without brackets the sign takes the rest of the product."""
    if isinstance(term, Var):
        return term
    term = rebuild(term, _acting)
    if isinstance(term, Mul) and not term.starred:
        for place, factor in enumerate(term.factors[:-1]):
            if isinstance(factor, Var) and factor.name == _SIGN:
                rest = term.factors[place + 1 :]
                body = rest[0] if len(rest) == 1 else Mul(rest)
                whole = Apply(_SIGN, (body,), factor.indices)
                return Mul((*term.factors[:place], whole)) if place else whole
    return term


def _with_means(term: Term) -> Term:
    """Expectations as means over everything, or as sums with the weights of a distribution."""
    if isinstance(term, Var):
        return term
    term = rebuild(term, _with_means)
    match term:
        case Apply("E", (body,), ()):
            return Bind("mean", "", Domain(), body)
        case Apply("E", (body,), (Compare("∼", Var(letter) as name, law),)):
            weight = law if isinstance(law, Apply) else None
            if isinstance(law, Var) and not law.indices:
                weight = Apply(law.name, (name,))
            if weight is not None:
                return Bind("∑", letter, Domain(), Mul((weight, body)))
    return term
