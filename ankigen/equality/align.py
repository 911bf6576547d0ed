"""What one side says and the other leaves out: bounds, indices, what a bare sum runs over.

Whatever is filled in must lose nothing: an index is supplied only where the other side knows just
one, bounds only where the other side has one pair of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from .borrow import with_borrowed_indices
from .floating import FUNCTIONS
from .terms import (
    HALF,
    ONE,
    TWO,
    Add,
    Apply,
    Bind,
    Div,
    Domain,
    Mul,
    Num,
    Pow,
    Term,
    Var,
    parts,
    rebuild,
    rewrite,
    walk,
)

COMPONENT = "·"
_OPEN = Domain()
# Greek letters that are numbers by the field's custom, so that a bare sum leaves them alone.
_NUMBERS = frozenset("αβγεηλκρτσνωζπμ")


def align(expected: Term, given: Term, *, matrices: bool) -> tuple[Term, Term]:
    """Both terms with their gaps filled from each other."""
    if not (_has_gaps(expected) or _has_gaps(given)):
        return expected, given
    expected, given = _sequences(expected), _sequences(given)
    if not matrices:
        given = with_borrowed_indices(given, expected)
        expected = with_borrowed_indices(expected, given)
    pair = [_spread(side, matrices) for side in (expected, given)]
    pair = [_name_indices(side, _free_letters(side)) for side in pair]
    first, second = _share_domains(pair[0], _same_letter(*pair))
    first, second = _counted_lengths(first, second)
    second = supply_indices(first, second)
    first = supply_indices(second, first)
    return first, second


def _has_gaps(term: Term) -> bool:
    """Whether something is bound or indexed, so that the other side may leave it out."""
    return any(
        isinstance(t, Bind)
        or (isinstance(t, Apply) and (t.indices or t.function in ("norm", "count")))
        or (isinstance(t, Var) and t.indices)
        for t in walk(term)
    )


def _sequences(term: Term, bound: frozenset[str] = frozenset()) -> Term:
    """``P(x)`` under a sum over x is ``P_x``: a function of what a sum runs over is a sequence."""
    if isinstance(term, Bind):
        bound = bound | {term.variable}
    if (
        isinstance(term, Apply)
        and term.function not in FUNCTIONS
        and not term.indices
        and term.arguments
        and all(isinstance(a, Var) and a.name in bound and not a.indices for a in term.arguments)
    ):
        return Var(term.function, term.arguments)
    return term if isinstance(term, Var) else rebuild(term, lambda t: _sequences(t, bound))


def _spread(term: Term, matrices: bool) -> Term:
    """A norm and a bare sum of names without an index run over their components."""

    def change(t: Term) -> Term:
        if isinstance(t, Apply) and t.function == "norm" and not matrices:
            return Pow(
                Bind("∑", COMPONENT, _OPEN, Pow(_component(t.arguments[0], True), TWO)), HALF
            )
        if isinstance(t, Bind) and t.variable == "" and not _letters(t.body):
            if matrices:
                return _of_entries(t)
            return replace(t, variable=COMPONENT, body=_component(t.body, False))
        return t

    return rewrite(term, change)


def _of_entries(bind: Bind) -> Term:
    total = Apply("total", (bind.body,))
    if bind.operator == "∑" and bind.domain == _OPEN:
        return total
    if bind.operator == "mean":
        return Div(total, Apply("count", (bind.body,)))
    return bind


def _component(body: Term, every: bool) -> Term:
    """The body with its names at the nameless index; numbers by custom only if ``every``."""

    def change(t: Term) -> Term:
        if isinstance(t, Bind):
            return t
        if isinstance(t, Var):
            return Var(t.name, (*t.indices, Var(COMPONENT))) if _has_components(t, every) else t
        if isinstance(t, Apply) and t.function == "transpose":
            return rebuild(t, change)
        return rebuild(t, change)

    return change(body)


def _has_components(t: Var, every: bool) -> bool:
    if COMPONENT in {i.name for i in t.indices if isinstance(i, Var)}:
        return False
    base = t.name.rsplit(" ", 1)[-1].split("_")[0]
    if t.name.startswith("bar "):
        return False
    if len(base) != 1:
        return t.name not in ("margin", "threshold", "eps")
    if base in _NUMBERS:
        return every and base in "μβ"
    return base not in "nmNMKTdDi"


def _letters(term: Term, inside: frozenset[str] = frozenset()) -> set[str]:
    """Single letters used as indices that nothing inside the term binds."""
    found: set[str] = set()
    if isinstance(term, Bind):
        inside = inside | {term.variable}
    if isinstance(term, Var | Apply):
        for index in term.indices:
            found |= {
                t.name
                for t in walk(index)
                if isinstance(t, Var) and len(t.name) == 1 and t.name not in inside
            }
    for inner in parts(term):
        found |= _letters(inner, inside)
    return found


def _free_letters(term: Term) -> set[str]:
    """Index letters used outside every bare sum."""
    if isinstance(term, Bind) and term.variable == "":
        return set()
    found: set[str] = set()
    if isinstance(term, Var | Apply):
        for index in term.indices:
            found |= {t.name for t in walk(index) if isinstance(t, Var)}
    for inner in parts(term):
        found |= _free_letters(inner)
    return found


def _same_letter(expected: Term, given: Term) -> Term:
    """The given side with its one bound letter called as the expected side calls its one."""
    mine, theirs = (
        {t.variable for t in walk(side) if isinstance(t, Bind)} for side in (expected, given)
    )
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return given
    new, old = mine.pop(), theirs.pop()
    if any(isinstance(t, Var) and t.name == new for t in walk(given)):
        return given

    def change(t: Term) -> Term:
        if isinstance(t, Bind):
            return replace(t, variable=new)
        return Var(new, t.indices) if isinstance(t, Var) and t.name == old else t

    return rewrite(given, change)


def _name_indices(term: Term, outside: set[str]) -> Term:
    """Bare sums bind the letters of their body that are free, best those used nowhere else."""

    def change(t: Term) -> Term:
        if not (isinstance(t, Bind) and t.variable == ""):
            return t
        letters = _letters(t.body)
        chosen = sorted(letters - outside) or sorted(letters)
        if t.operator not in ("∑", "∏"):
            chosen = chosen[:1]
        result = t.body
        for letter in chosen:
            result = Bind(t.operator, letter, t.domain, result)
        return result if chosen else t

    return rewrite(term, change)


# Bounds


def _share_domains(expected: Term, given: Term) -> tuple[Term, Term]:
    """Open domains take the bounds of the other side; where neither has any, those of a mean."""
    bounds = _bounds(expected) or _bounds(given)
    if bounds:
        by_letter = dict(bounds)
        only = {domain for _, domain in bounds}

        def change(t: Term) -> Term:
            if not isinstance(t, Bind) or t.domain not in (_OPEN, Domain(upper=t.domain.upper)):
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


def _counted_lengths(expected: Term, given: Term) -> tuple[Term, Term]:
    """``len(x)`` is the upper bound of the sums, where they have one."""
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


# Indices


def supply_indices(full: Term, sparse: Term) -> Term:
    """Names without an index take the one that the other side gives them in the same place.

    A place is inside a sum or outside all sums. Only letters are supplied: β is not β₁, and h is
    not h_{t-1}. A name
    that the side itself gives an index in such a place means something without one.
    """
    forms: dict[tuple[str, bool], set[tuple[Term, ...]]] = defaultdict(set)
    for t, inside in _placed(full, frozenset()):
        forms[_key(t), inside].add(t.indices)
    carried = {(_key(t), inside) for t, inside in _placed(sparse, frozenset()) if _carries(t)}

    def supplied(t: Term, inside: bool) -> Term:
        if isinstance(t, Bind):
            return rebuild(t, lambda inner: supplied(inner, True))
        if isinstance(t, Var | Apply) and not t.indices and (_key(t), inside) not in carried:
            known = forms.get((_key(t), inside)) or forms.get((_key(t), not inside), set())
            if len(known) == 1:
                indices = next(iter(known))
                if indices and not any(isinstance(i, Num | Add) for i in indices):
                    t = replace(t, indices=indices)
                    if isinstance(t, Var):
                        return t
        if isinstance(t, Apply):
            return replace(t, arguments=tuple(supplied(a, inside) for a in t.arguments))
        return t if isinstance(t, Var) else rebuild(t, lambda inner: supplied(inner, inside))

    return supplied(sparse, False)


def _carries(t: Var | Apply) -> bool:
    """Whether the side itself writes an index, other than the nameless one."""
    return any(not (isinstance(i, Var) and i.name == COMPONENT) for i in t.indices)


def _placed(term: Term, bound: frozenset[str]) -> list[tuple[Var | Apply, bool]]:
    """Names and functions, each with whether something that binds stands around it."""
    found: list[tuple[Var | Apply, bool]] = []
    if isinstance(term, Var | Apply):
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
