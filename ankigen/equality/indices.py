"""Indices that one side writes and the other leaves out, where that loses nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from .components import COMPONENT
from .lately import remembered
from .terms import Add, Apply, Bind, Num, Term, Var, every, parts, rebuild


def supply_indices(full: Term, sparse: Term) -> Term:
    """Names without an index take the one that the other side gives them in the same place.

    A place is inside a sum or outside all sums. Only letters are supplied: β is not β₁, and h is
    not h_{t-1}. A name that the side itself gives an index in such a place means something without
    one.
    """
    if not has_indices(full) or not _indexed(full) & _unindexed(sparse):
        return sparse
    forms: dict[tuple[str, bool], set[tuple[Term, ...]]] = defaultdict(set)
    for t, inside in _placed(full, frozenset()):
        forms[_key(t), inside].add(t.indices)
    carried = {(_key(t), inside) for t, inside in _placed(sparse, frozenset()) if _carries(t)}

    def supplied(t: Term, inside: bool) -> Term:
        if isinstance(t, Bind):
            return rebuild(t, lambda inner: supplied(inner, True))
        if isinstance(t, (Var, Apply)) and not t.indices and (_key(t), inside) not in carried:
            known = forms.get((_key(t), inside)) or forms.get((_key(t), not inside), set())
            if len(known) == 1:
                indices = next(iter(known))
                if indices and not any(isinstance(i, (Num, Add)) for i in indices):
                    t = replace(t, indices=indices)
                    if isinstance(t, Var):
                        return t
        if isinstance(t, Apply):
            arguments = tuple(supplied(a, inside) for a in t.arguments)
            same = all(a is b for a, b in zip(arguments, t.arguments, strict=True))
            return t if same else replace(t, arguments=arguments)
        return t if isinstance(t, Var) else rebuild(t, lambda inner: supplied(inner, inside))

    return supplied(sparse, False)


def has_indices(term: Term) -> bool:
    """Whether a name or a function in the term has an index."""
    return bool(_indexed(term))


@remembered
def _indexed(term: Term) -> frozenset[str]:
    names = [t.name for t in every(Var, term) if t.indices]
    return frozenset(names + [t.function for t in every(Apply, term) if t.indices])


@remembered
def _unindexed(term: Term) -> frozenset[str]:
    names = [t.name for t in every(Var, term) if not t.indices]
    return frozenset(names + [t.function for t in every(Apply, term) if not t.indices])


def _carries(t: Var | Apply) -> bool:
    """Whether the side itself writes an index, other than the nameless one."""
    return any(not (isinstance(i, Var) and i.name == COMPONENT) for i in t.indices)


def _placed(term: Term, bound: frozenset[str]) -> list[tuple[Var | Apply, bool]]:
    """Names and functions, each with whether something that binds stands around it."""
    found: list[tuple[Var | Apply, bool]] = []
    if isinstance(term, (Var, Apply)):
        found.append((term, bool(bound)))
    if isinstance(term, Bind):
        bound = bound | {term.variable}
    inner = term.arguments if isinstance(term, Apply) else parts(term)
    if not isinstance(term, Var):
        for t in inner:
            found += _placed(t, bound)
    return found


def _key(t: Var | Apply) -> str:
    return t.name if isinstance(t, Var) else t.function
