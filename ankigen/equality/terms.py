"""What a formula says, as a small tree that can be evaluated: the terms of the ladder.

The expression tree of ``notation`` keeps what a reader sees. A term keeps what counts: roots are
powers, ``exp`` is a power of e, a subscript is an index, grouping and layout are gone. Products
keep their order, since their factors may be matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

from .lately import remembered
from .world import TooLong


@dataclass(frozen=True, slots=True)
class Num:
    """An exact number; ``digits`` counts the significant digits of a decimal, 0 of an integer."""

    value: Fraction
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Const:
    """A constant of mathematics: ``π``, ``e``, ``i``, ``∞``."""

    name: str


@dataclass(frozen=True, slots=True)
class Var:
    """A name with its indices: ``x``, ``x_{t-1}``, ``n_in`` (a label belongs to the name)."""

    name: str
    indices: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Add:
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Mul:
    """Factors in their order; ``starred`` if written with a sign, ``inner`` if with ``@``."""

    factors: tuple[Term, ...]
    starred: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Div:
    numerator: Term
    denominator: Term


@dataclass(frozen=True, slots=True)
class Pow:
    base: Term
    exponent: Term


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of its arguments; one that no rung knows is a function all the same."""

    function: str
    arguments: tuple[Term, ...]
    indices: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Domain:
    """What a bound variable runs over: ``lower`` to ``upper``, a set, or (neither) what it runs."""

    lower: Term | None = None
    upper: Term | None = None
    members: Term | None = None
    without: Term | None = None


@dataclass(frozen=True, slots=True)
class Bind:
    """``∑ ∏ max min argmax argmin mean ∫ …`` over a variable; "" binds what has no index."""

    operator: str
    variable: str
    domain: Domain
    body: Term


@dataclass(frozen=True, slots=True)
class Compare:
    """A relation between two terms, as a condition or inside a function: ``P(A∣B)``."""

    operator: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Piecewise:
    """Values by condition; the condition None is "otherwise"."""

    rows: tuple[tuple[Term, Term | None], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Things together: a tuple ``()``, a set ``{}``, an interval ``[)``, a list ``[]``, rows."""

    kind: str
    items: tuple[Term, ...]


Term: TypeAlias = (
    Num | Const | Var | Add | Mul | Div | Pow | Apply | Bind | Compare | Piecewise | Group
)

Kind = TypeVar("Kind")

ZERO, ONE, TWO, MINUS_ONE = (Num(Fraction(n)) for n in (0, 1, 2, -1))
HALF = Num(Fraction(1, 2))
E, PI, INFINITY = Const("e"), Const("π"), Const("∞")


def negative(term: Term) -> Term:
    """Minus the term."""
    if isinstance(term, Num):
        return Num(-term.value, term.digits)
    return Mul((MINUS_ONE, term))


def exp(term: Term) -> Term:
    """e to the term."""
    return Pow(E, term)


def counted(term: Term) -> Term:
    """A factor of a product; a condition counts as one where it holds and as nought elsewhere."""
    if isinstance(term, Compare) and term.operator in ("<", ">", "≤", "≥"):
        return Piecewise(((ONE, term), (ZERO, None)))
    return term


def parts(term: Term) -> tuple[Term, ...]:
    """The terms directly inside, indices and bounds included."""
    reader = _PARTS.get(type(term))
    return () if reader is None else reader(term)


def _bounds(domain: Domain) -> tuple[Term | None, ...]:
    return (domain.lower, domain.upper, domain.members, domain.without)


# Parts that are worth a look. A definition put in for a name in a definition, and so on, makes
# terms that are small to hold, since they share their parts, and endless to walk.
_MOST_PARTS = 5_000


# What was walked lately, as in ``lately``, but asked for so often that a call counts: each term by
# its identity, with its parts in the order of ``walk`` and once more by their kinds.
_Walked = tuple["Term", tuple["Term", ...], dict[type, list[Any]]]
_WALKED: dict[int, _Walked] = {}
_MOST_WALKED = 64


def _walked(term: Term) -> _Walked:
    found: list[Term] = []
    by_kind: dict[type, list[Any]] = {}
    stack = [term]
    while stack:
        here = stack.pop()
        kind = type(here)
        found.append(here)
        if kind in by_kind:
            by_kind[kind].append(here)
        else:
            by_kind[kind] = [here]
        reader = _PARTS.get(kind)
        if reader is not None and (inner := reader(here)):
            stack += inner[::-1]
            if len(found) > _MOST_PARTS:
                raise TooLong
    if len(_WALKED) >= _MOST_WALKED:
        _WALKED.clear()
    whole = _WALKED[id(term)] = term, tuple(found), by_kind
    return whole


def walk(term: Term) -> tuple[Term, ...]:
    """The term and everything inside it, outermost first. Raises TooLong for endless ones."""
    return (_WALKED.get(id(term)) or _walked(term))[1]


def every(kind: type[Kind], term: Term) -> Sequence[Kind]:
    """All parts of one kind, the term itself included, in the order of ``walk``. Raises TooLong."""
    return (_WALKED.get(id(term)) or _walked(term))[2].get(kind, ())


def size(term: Term) -> int:
    """How many parts a term has."""
    return len(walk(term))


def rebuild(term: Term, change: Callable[[Term], Term]) -> Term:
    """The term with ``change`` done to each of its direct parts; itself if nothing changed."""
    reader = _PARTS.get(type(term))
    if reader is None:
        return term
    before = reader(term)
    for place, old in enumerate(before):
        new = change(old)
        if new is not old:
            after = (*before[:place], new, *map(change, before[place + 1 :]))
            return _WITH_PARTS[type(term)](term, after)
    return term


def with_right(equation: Compare, right: Term) -> Compare:
    """The equation with another right side; itself if that is its own."""
    return equation if right is equation.right else replace(equation, right=right)


def with_parts(term: Term, new: tuple[Term, ...]) -> Term:
    """The term with other parts, in the order in which ``parts`` gives them."""
    return _WITH_PARTS[type(term)](term, new)


def _with_bounds(term: Bind, new: tuple[Term, ...]) -> Bind:
    fresh = iter(new)
    bounds = Domain(*(None if t is None else next(fresh) for t in _bounds(term.domain)))
    return Bind(term.operator, term.variable, bounds, new[-1])


def _with_rows(term: Piecewise, new: tuple[Term, ...]) -> Piecewise:
    fresh = iter(new)
    rows = ((next(fresh), None if c is None else next(fresh)) for _, c in term.rows)
    return Piecewise(tuple(rows))


def rewrite(term: Term, change: Callable[[Term], Term]) -> Term:
    """``change`` done everywhere, innermost first. Raises TooLong for endless terms."""
    left = _MOST_PARTS

    def inside(inner: Term) -> Term:
        nonlocal left
        left -= 1
        if left < 0:
            raise TooLong
        return change(rebuild(inner, inside))

    return inside(term)


@remembered
def names(term: Term) -> frozenset[str]:
    """Every name in the term, bound ones and those of functions included."""
    things = [t.name for t in every(Var, term)]
    return frozenset(things + [t.function for t in every(Apply, term)])


_PARTS: dict[type, Callable[[Any], tuple[Term, ...]]] = {
    Var: lambda t: t.indices,
    Add: lambda t: t.terms,
    Mul: lambda t: t.factors,
    Group: lambda t: t.items,
    Div: lambda t: (t.numerator, t.denominator),
    Pow: lambda t: (t.base, t.exponent),
    Compare: lambda t: (t.left, t.right),
    Apply: lambda t: t.arguments + t.indices,
    Bind: lambda t: (*(b for b in _bounds(t.domain) if b is not None), t.body),
    Piecewise: lambda t: tuple(inner for row in t.rows for inner in row if inner is not None),
}

_WITH_PARTS: dict[type, Callable[[Any, tuple[Term, ...]], Term]] = {
    Var: lambda t, new: Var(t.name, new),
    Add: lambda t, new: Add(new),
    Mul: lambda t, new: Mul(new, t.starred, t.inner),
    Group: lambda t, new: Group(t.kind, new),
    Div: lambda t, new: Div(*new),
    Pow: lambda t, new: Pow(*new),
    Compare: lambda t, new: Compare(t.operator, *new),
    Apply: lambda t, new: Apply(t.function, new[: len(t.arguments)], new[len(t.arguments) :]),
    Bind: _with_bounds,
    Piecewise: _with_rows,
}
