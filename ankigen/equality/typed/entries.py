"""Products of arrays in code, which multiply entry by entry."""

from __future__ import annotations

from ..terms import Apply, Bind, Mul, Num, Term, Var, rebuild


def by_entries(term: Term, bound: frozenset[str] = frozenset()) -> Term:
    """The term with its products written ``*`` as products entry by entry.

    Sums over an index and what has a bound index are numbers, which multiply as they stand.
    """
    if isinstance(term, Bind):
        bound = bound | {term.variable}
    term = term if isinstance(term, Var) else rebuild(term, lambda t: by_entries(t, bound))
    if not (isinstance(term, Mul) and term.starred and not term.inner):
        return term
    first, *rest = term.factors
    for factor in rest:
        if _is_number(first, bound) or _is_number(factor, bound):
            first = Mul((first, factor), starred=True)
        else:
            first = Apply("⊙", (first, factor))
    return first


def _is_number(term: Term, bound: frozenset[str]) -> bool:
    if isinstance(term, Var):
        return any(isinstance(i, Var) and i.name in bound for i in term.indices)
    return isinstance(term, Num) or (isinstance(term, Bind) and term.variable != "")
