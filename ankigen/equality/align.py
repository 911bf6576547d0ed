"""What one side says and the other leaves out: bounds, indices, what a bare sum runs over.

Whatever is filled in must lose nothing: an index is supplied only where the other side knows just
one, bounds only where the other side has one pair of them.
"""

from __future__ import annotations

from .borrow import with_borrowed_indices
from .components import spread
from .domains import with_counted_lengths, with_shared_domains
from .expectations import has_expectation, with_like_expectations
from .floating import FUNCTIONS
from .indices import has_indices, supply_indices
from .letters import with_bound_letters, with_same_letter
from .terms import Apply, Bind, Term, Var, every, parts, rebuild, walk

_SPREAD = frozenset({"norm", "count"})


def align(expected: Term, given: Term, *, matrices: bool) -> tuple[Term, Term]:
    """Both terms with their gaps filled from each other."""
    sides = (expected, given)
    if any(every(Bind, t) or any(a.function in _SPREAD for a in every(Apply, t)) for t in sides):
        expected, given = _with_sums_alike(expected, given, matrices)
    elif not any(map(has_indices, sides)):
        return expected, given
    if has_expectation(expected) and has_expectation(given):
        expected, given = with_like_expectations(expected, given)
    given = supply_indices(expected, given)
    expected = supply_indices(given, expected)
    return expected, given


def _with_sums_alike(expected: Term, given: Term, matrices: bool) -> tuple[Term, Term]:
    """Both terms, their sums over what the other side says."""
    expected, given = _sequences(expected), _sequences(given)
    if not matrices:
        given = with_borrowed_indices(given, expected)
        expected = with_borrowed_indices(expected, given)
    expected, given = (spread(side, matrices=matrices) for side in (expected, given))
    expected, given = with_bound_letters(expected), with_bound_letters(given)
    given = with_same_letter(expected, given)
    return with_counted_lengths(*with_shared_domains(expected, given))


def _sequences(term: Term, bound: frozenset[str] = frozenset()) -> Term:
    """``P(x)`` under a sum over x is ``P_x``: a function of what a sum runs over is a sequence."""
    if not bound and not any(map(_may_be_sequence, walk(term))):
        return term
    if isinstance(term, Bind):
        bound = bound | {term.variable}
    if _may_be_sequence(term) and all(t.name in bound for t in parts(term) if isinstance(t, Var)):
        assert isinstance(term, Apply)
        return Var(term.function, term.arguments)
    return term if isinstance(term, Var) else rebuild(term, lambda t: _sequences(t, bound))


def _may_be_sequence(term: Term) -> bool:
    if not isinstance(term, Apply) or term.indices or not term.arguments:
        return False
    plain = all(isinstance(a, Var) and not a.indices for a in term.arguments)
    return plain and term.function not in FUNCTIONS
