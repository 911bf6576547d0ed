"""Sums without an index take the indices that the other side gives the same names.

``((y − ŷ)²).mean()`` against (1/n) Σᵢ (yᵢ − ŷᵢ)²: y is yᵢ there, and i runs from 1 to n; a mean
of x against a double sum over x_{nchw} runs over both h and w.
"""

from __future__ import annotations

from dataclasses import replace

from .floating import FUNCTIONS
from .terms import Apply, Bind, Domain, Num, Term, Var, parts, rebuild, walk

_CHOOSING = frozenset({"max", "min", "argmax", "argmin"})
_Bound = dict[str, Domain]
_Forms = dict[str, set[tuple[Term, tuple[tuple[str, Domain], ...]]]]


def with_borrowed_indices(term: Term, other: Term) -> Term:
    """The term with its bare sums over the indices that ``other`` binds on the same names."""
    if not any(map(_is_bare, walk(term))):
        return term
    forms: _Forms = {}
    _collect(other, {}, forms)
    if not forms:
        return term

    def change(t: Term) -> Term:
        if not _is_bare(t):
            return t if isinstance(t, Var) else rebuild(t, change)
        assert isinstance(t, Bind)
        inner = [b for b in walk(t.body) if _is_bare(b)]
        if len(inner) == 1:
            return _one_after_the_other(t, inner[0], forms)
        body = rebuild(t.body, change) if not isinstance(t.body, Var) else t.body
        return _bound_like(replace(t, body=body), forms)

    return change(term)


def _one_after_the_other(outer: Bind, inner: Term, forms: _Forms) -> Term:
    """``y.sum(axis=1).mean()`` over y_{ic}: the inner sum runs over the last index, c."""
    assert isinstance(inner, Bind)
    both = _bound_like(inner, forms)
    if not (isinstance(both, Bind) and isinstance(both.body, Bind)):
        return replace(outer, body=_put(outer.body, inner, both))
    first, second = both, both.body
    if isinstance(second.body, Bind) or not second.variable:
        return replace(outer, body=_put(outer.body, inner, both))
    last = {t.indices[-1] for t in walk(second.body) if isinstance(t, Var) and len(t.indices) == 2}
    if last == {Var(first.variable)}:
        first, second = second, first
    elif last != {Var(second.variable)}:
        return outer
    body = _put(outer.body, inner, replace(second, body=both.body.body))
    return Bind(outer.operator, first.variable, first.domain, body)


def _put(term: Term, old: Term, new: Term) -> Term:
    if term is old:
        return new
    return term if isinstance(term, Var) else rebuild(term, lambda t: _put(t, old, new))


def _is_bare(t: Term) -> bool:
    return isinstance(t, Bind) and t.variable == "" and (t.domain == Domain() or bool(_axes(t)))


def _axes(t: Term) -> int:
    """Over how many axes code says that the sum runs; 0 where it does not say."""
    members = t.domain.members if isinstance(t, Bind) else None
    return int(members.value) if isinstance(members, Num) else 0


def _collect(term: Term, bound: _Bound, forms: _Forms) -> None:
    """Each name with the indices it has under binders that bind some of them."""
    if isinstance(term, Bind):
        bound = {**bound, term.variable: term.domain}
    if isinstance(term, (Var, Apply)):
        name = term.name if isinstance(term, Var) else term.function
        letters = {t.name for t in walk(term) if isinstance(t, Var)} - {name}
        over = tuple((v, d) for v, d in bound.items() if v in letters)
        if over and name not in FUNCTIONS:
            forms.setdefault(name, set()).add((term, over))
    if isinstance(term, Var):
        return
    for inner in parts(term):
        _collect(inner, bound, forms)


def _has_fixed_argument(term: Term, bindings: tuple[tuple[str, Domain], ...]) -> bool:
    """Whether a function has an argument that nothing binds: the s of max over a of Q(s, a)."""
    bound = {variable for variable, _ in bindings}
    arguments = term.arguments if isinstance(term, Apply) else ()
    return any(isinstance(a, Var) and a.name not in bound for a in arguments)


def _bound_like(t: Bind, forms: _Forms) -> Term:
    """The bare sum bound over what its names are bound over on the other side."""
    names = {
        inner.name for inner in walk(t.body) if isinstance(inner, Var) and not inner.indices
    } & forms.keys()
    known = {name: next(iter(forms[name])) for name in names if len(forms[name]) == 1}
    if t.operator in _CHOOSING:
        # ``Q.max()`` is the largest of all, not the largest of a row.
        known = {n: form for n, form in known.items() if not _has_fixed_argument(*form)}
    if not known:
        return t
    over: dict[str, Domain] = {}
    for _, bindings in known.values():
        over.update(bindings)
    if any(set(over) - {v for v, _ in bindings} for _, bindings in known.values()):
        widest = max(len(b) for _, b in known.values())
        known = {n: f for n, f in known.items() if len(f[1]) == widest}

    def change(inner: Term) -> Term:
        if isinstance(inner, Bind):
            return inner
        if isinstance(inner, Var):
            form = known.get(inner.name)
            return form[0] if form and not inner.indices else inner
        if isinstance(inner, Apply):
            return replace(inner, arguments=tuple(map(change, inner.arguments)))
        return rebuild(inner, change)

    if _axes(t) not in (0, len(over)):
        return t
    body: Term = change(t.body)
    for variable, domain in reversed(list(over.items())):
        body = Bind(t.operator, variable, domain, body)
    return body
