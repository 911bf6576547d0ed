"""Endless sums: the same series from another start, and one of which the first terms are written.

Two endless sums are the same if they are so term by term: counted from their starts (Σ aₖ from 0
and Σ aₖ₋₁ from 1), or up to one place (a₀ + Σ aₖ from 1). A row of terms that ends in dots is the
series that has them; three terms at least say how it goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from .terms import (
    INFINITY,
    MINUS_ONE,
    ZERO,
    Add,
    Bind,
    Domain,
    Mul,
    Num,
    Term,
    Var,
    every,
    rewrite,
)

_DOTS = Var("…")
# In a bound it is read as the index that it looks like.
_ENDLESS = (INFINITY, Var(INFINITY.name))
_FEWEST, _MOST_WRITTEN = 3, 8
# So many terms are compared one by one; names and powers in them leave nothing to chance.
_PLACES = 5

Same = Callable[[Term, Term], bool]


def is_endless(term: Term) -> bool:
    """Whether a term has an endless sum, or dots."""
    return any(map(_is_series, every(Bind, term))) or any(
        t.name == _DOTS.name for t in every(Var, term)
    )


def same_series(expected: Term, given: Term, same: Same) -> bool:
    """Whether two terms, one of them endless, agree term by term.

    Args:
        same: whether two terms that end are the same.
    """
    rows = [_written(side) for side in (expected, given)]
    if rows[0] and rows[1]:
        # More terms than were asked for would have to be right, too.
        mine, theirs = rows[0], rows[1]
        return len(theirs) <= len(mine) and all(map(same, mine, theirs))
    for row, other in ((rows[0], given), (rows[1], expected)):
        if row:
            return isinstance(other, Bind) and _begins(other, row, same)
    return any(same(mine, theirs) for mine, theirs in _shortened(expected, given))


def _is_series(t: Bind) -> bool:
    return t.operator == "∑" and t.variable != "" and t.domain.upper in _ENDLESS


def _written(term: Term) -> list[Term]:
    """The terms before the dots at the end; none where there are no dots or too few terms."""
    *row, last = _summands(term)
    if last not in (_DOTS, Mul((MINUS_ONE, _DOTS))):
        return []
    if last != _DOTS and not any(map(_is_negative, row)):
        return []
    return row if _FEWEST <= len(row) <= _MOST_WRITTEN else []


def _is_negative(term: Term) -> bool:
    return isinstance(term, Mul) and term.factors[0] == MINUS_ONE


def _summands(term: Term) -> list[Term]:
    """The terms of a sum, which code adds one by one."""
    return (
        [t for inner in term.terms for t in _summands(inner)] if isinstance(term, Add) else [term]
    )


def _begins(series: Bind, row: list[Term], same: Same) -> bool:
    """Whether the first terms of a series are those of the row."""
    if not _is_series(series) or series.domain.lower is None:
        return False
    places = (_plus(series.domain.lower, step) for step in range(len(row)))
    return all(same(_at(series, place), term) for place, term in zip(places, row, strict=True))


def _plus(start: Term, step: int) -> Term:
    """A place so many steps behind the start."""
    if isinstance(start, Num):
        return Num(start.value + step)
    return Add((start, Num(ZERO.value + step))) if step else start


def _at(series: Bind, place: Term) -> Term:
    letter = Var(series.variable)
    return rewrite(series.body, lambda t: place if t == letter else t)


def _shortened(expected: Term, given: Term) -> Iterator[tuple[Term, Term]]:
    """Both terms with sums that end in place of the endless ones, in the two ways to count."""
    yield _from_nought(expected), _from_nought(given)
    yield _up_to_one_place(expected), _up_to_one_place(given)


def _from_nought(term: Term) -> Term:
    """So many terms of each endless sum, counted from nought."""

    def change(t: Term) -> Term:
        if not (isinstance(t, Bind) and _is_series(t)) or t.domain.lower is None:
            return t
        letter = Var(t.variable)
        moved = letter if t.domain.lower == ZERO else Add((letter, t.domain.lower))
        domain = Domain(ZERO, Num(ZERO.value + _PLACES - 1))
        return replace(t, domain=domain, body=_at(t, moved))

    return rewrite(term, change)


def _up_to_one_place(term: Term) -> Term:
    """The terms of each endless sum up to the same number."""

    def change(t: Term) -> Term:
        if isinstance(t, Bind) and _is_series(t):
            return replace(t, domain=replace(t.domain, upper=Num(ZERO.value + _PLACES)))
        return t

    return rewrite(term, change)
