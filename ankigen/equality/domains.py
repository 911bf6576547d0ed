"""Bounds that one side writes and the other leaves out."""

from __future__ import annotations

from dataclasses import replace

from .terms import ONE, Apply, Bind, Div, Domain, Mul, Num, Term, Var, rewrite, walk

_OPEN = Domain()


def with_shared_domains(expected: Term, given: Term) -> tuple[Term, Term]:
    """Open domains take the bounds of the other side; where neither has any, those of a mean."""
    if not any(isinstance(t, Bind) and _is_open(t) for t in walk(expected) + walk(given)):
        return expected, given
    bounds = _bounds(expected) or _bounds(given)
    if bounds:
        by_letter = dict(bounds)
        only = {domain for _, domain in bounds}

        def change(t: Term) -> Term:
            if not isinstance(t, Bind) or not _is_open(t):
                return t
            if t.domain.upper is not None:
                return replace(t, domain=Domain(ONE, t.domain.upper))
            if t.variable in by_letter:
                return replace(t, domain=by_letter[t.variable])
            return replace(t, domain=next(iter(only))) if len(only) == 1 else t

        return rewrite(expected, change), rewrite(given, change)
    count = _count(expected) or _count(given)
    if count is None:
        return expected, given
    domain = Domain(ONE, count)

    def close(t: Term) -> Term:
        return replace(t, domain=domain) if isinstance(t, Bind) and t.domain == _OPEN else t

    return rewrite(expected, close), rewrite(given, close)


def _is_open(t: Bind) -> bool:
    """Whether it is not said where the variable starts, or what it runs over."""
    domain = t.domain
    return domain.lower is domain.members is domain.without is None


def with_counted_lengths(expected: Term, given: Term) -> tuple[Term, Term]:
    """``len(x)`` is the upper bound of the sums, where they have one."""
    if not any(
        isinstance(t, Apply) and t.function == "count" for t in walk(expected) + walk(given)
    ):
        return expected, given
    uppers = {domain.upper for side in (expected, given) for _, domain in _bounds(side)}
    if len(uppers) != 1:
        return expected, given
    (upper,) = uppers

    def change(t: Term) -> Term:
        return upper if isinstance(t, Apply) and t.function == "count" and upper else t

    return rewrite(expected, change), rewrite(given, change)


def _bounds(term: Term) -> list[tuple[str, Domain]]:
    return [
        (t.variable, t.domain)
        for t in walk(term)
        if isinstance(t, Bind) and t.domain.lower is not None and t.domain.upper is not None
    ]


def _count(term: Term) -> Var | None:
    """The name that divides a sum, if there is just one: the n of (1/n) Σ."""
    found: set[Var] = set()
    for t in walk(term):
        over: list[Term] = []
        if isinstance(t, Div) and _sums(t.numerator):
            over = [t.denominator]
        elif isinstance(t, Mul) and any(map(_sums, t.factors)):
            over = [f.denominator for f in t.factors if isinstance(f, Div)]
        for under in over:
            factors = under.factors if isinstance(under, Mul) else (under,)
            names = [f for f in factors if not isinstance(f, Num)]
            if len(names) == 1 and isinstance(names[0], Var) and not names[0].indices:
                found.add(names[0])
    return found.pop() if len(found) == 1 else None


def _sums(term: Term) -> bool:
    return any(isinstance(t, Bind) and t.operator == "∑" for t in walk(term))
