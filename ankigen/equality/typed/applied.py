"""Functions and what they are applied to: arguments left out, ``Q[s, a]`` for Q(s, a)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from ..terms import (
    Apply,
    Bind,
    Compare,
    Group,
    Mul,
    Term,
    Var,
    every,
    rebuild,
    rewrite,
    walk,
    with_right,
)
from .customs import KNOWN, names_of
from .steps import like

# No table: the index of E is what it is over.
_FUNCTIONS = (KNOWN - {"π", "e"}) | {"E"}
_Calls = dict[str, set[Apply]]


def applied(given: Term, expected: Term) -> Term:
    """The given term with its functions applied to what the expected side applies them to."""
    slopes = {t.function for t in every(Apply, expected) if t.function[0] in "∂∇"}
    operators = {s for s in slopes if s.startswith("∂/∂")}
    given = rewrite(given, lambda t: _acting(t, operators)) if operators else given
    given = with_arguments(_choosing(given, expected), expected)
    return rewrite(given, lambda t: _acting(t, slopes)) if slopes else given


def _acting(term: Term, slopes: set[str]) -> Term:
    """``∇ log p · r`` as the gradient of log p, times r: a slope acts on what comes next."""
    if not isinstance(term, Mul) or term.starred:
        return term
    if not any(isinstance(f, Var) and f.name in slopes for f in term.factors):
        return term
    factors = list(term.factors)
    for place in range(len(factors) - 2, -1, -1):
        operator = factors[place]
        if isinstance(operator, Var) and operator.name in slopes and not operator.indices:
            factors[place : place + 2] = [Apply(operator.name, (factors[place + 1],))]
    return factors[0] if len(factors) == 1 else Mul(tuple(factors), inner=term.inner)


def called(given: Term, expected: Term) -> Term:
    """``Q[s, a]`` of code for Q(s, a), and ``PE(pos, 2i)`` for what is indexed there."""
    calls: _Calls = defaultdict(set)
    indexed: dict[str, set[tuple[Term, ...]]] = defaultdict(set)
    for call in every(Apply, expected):
        if call.function not in _FUNCTIONS and call.arguments:
            calls[call.function].add(call)
    if not calls and not every(Apply, given) and not every(Group, given):
        return given
    for name in every(Var, expected):
        indexed[name.name].add(name.indices)
    if not (
        any(t.function in indexed for t in every(Apply, given))
        or any(t.indices and t.name in calls for t in every(Var, given))
        or any(t.kind == "()" for t in every(Group, given))
    ):
        return given

    def change(t: Term) -> Term:
        if isinstance(t, Apply) and not t.indices and t.arguments in indexed.get(t.function, ()):
            return Var(t.function, t.arguments)
        match t:
            case Mul((Var(name, ()), Group("()", items)), False) if items in indexed.get(name, ()):
                return Var(name, items)
        if not isinstance(t, Var):
            return rebuild(t, change)
        if t.name in indexed or not t.indices or t.name not in calls:
            return t
        return _looked_up(t, calls[t.name])

    return change(given)


def _looked_up(entry: Var, calls: set[Apply]) -> Term:
    """An entry of a table as the function of the same: p_i as p(w_i), π[s][a] as π(a∣s)."""
    for call in sorted(calls, key=repr):
        if entry.indices == _indices_of(call):
            return call
        match call.arguments:
            case (Compare("∣", left, right),) if entry.indices in ((right, left), (right,)):
                return call if len(entry.indices) == 2 else Apply(entry.name, (right,))
    if len(entry.indices) <= max(len(c.arguments) for c in calls):
        return Apply(entry.name, entry.indices)
    return entry


def _choosing(given: Term, expected: Term) -> Term:
    """``max Q[s']`` and ``max Q(s', a')`` for the largest over a', as the expected side has it."""
    wanted = {t.operator: t for t in every(Bind, expected) if t.variable}

    def change(t: Term) -> Term:
        if not (isinstance(t, Bind) and not t.variable and t.operator in wanted):
            return t
        model = wanted[t.operator]
        body = rewrite(t.body, lambda c: _completed(c, model))
        if any(isinstance(v, Var) and v.name == model.variable for v in walk(body)):
            return Bind(t.operator, model.variable, model.domain, body)
        return t

    return rewrite(given, change) if wanted else given


def _completed(call: Term, model: Bind) -> Term:
    """``Q(s')`` as Q(s', a'), where that is what the expected side chooses from over a'."""
    if isinstance(call, Apply) and call.arguments:
        for t in walk(model.body):
            if (
                isinstance(t, Apply)
                and t.function == call.function
                and t.arguments[:-1] == call.arguments
                and t.arguments[-1:] == (Var(model.variable),)
            ):
                return replace(call, arguments=t.arguments)
            given = (Compare("∣", Var(model.variable), call.arguments[0]),)
            if isinstance(t, Apply) and t.function == call.function and t.arguments == given:
                return t
    return call


def with_arguments(given: Term, expected: Term) -> Term:
    """``∇f`` for ∇f(w): a function without its argument, where the expected side has one only."""
    calls: _Calls = defaultdict(set)
    for call in every(Apply, expected):
        if call.function not in KNOWN:
            calls[call.function].add(call)
    if not calls:
        return given
    things = {t.name for t in every(Var, expected)}
    bound = {t.variable for t in every(Bind, expected)}
    only = {
        name: next(iter(found))
        for name, found in calls.items()
        if len(found) == 1 and name not in things and not bound & names_of(next(iter(found)))
    }
    if not only:
        return given
    bare = {t.name for t in walk(given) if isinstance(t, Var) and not t.indices}

    def without_indices(t: Term) -> Term:
        """Names as the given side has them: what it leaves out is supplied later."""
        if isinstance(t, Var):
            return Var(t.name) if t.name in bare else t
        return rebuild(t, without_indices)

    def change(t: Term) -> Term:
        if isinstance(t, Var):
            name = t.name if t.name in only or t.name in things else like(t.name, set(only))
            call = only.get(name or "")
            if call is None or (t.indices and t.indices != _indices_of(call)):
                return t
            return call if t.indices else rebuild(call, without_indices)
        return rebuild(t, change)

    if isinstance(given, Compare) and isinstance(given.left, Var):
        return with_right(given, change(given.right))
    return change(given)


def _indices_of(call: Apply) -> tuple[Term, ...]:
    """The indices that all arguments of a call have: the t of ∇L(θ_t)."""
    found = {a.indices for a in call.arguments if isinstance(a, Var)}
    return found.pop() if len(found) == 1 else ()
