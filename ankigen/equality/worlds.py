"""What the names of two formulas are: numbers, or matrices whose order in a product counts.

A transpose, an entrywise product or a weight beside a vector makes the capitals matrices. Small
letters are then columns, or rows if the expected side has a shape only so, or square as well.
"""

from __future__ import annotations

from itertools import pairwise

from .lately import remembered
from .shapes import fits
from .terms import Add, Apply, Bind, Div, E, Group, Mul, Num, Pow, Term, Var, every, names
from .world import SIZE, World

_MATRIX_FUNCTIONS = frozenset({"transpose", "⊙", "det", "trace", "outer"})
_WEIGHTS = frozenset("WXQKVUA")
_ADVANTAGES = frozenset({"hat A", "bar A"})
_COUNTS = frozenset("dijlmntNTBDL")
_DATA = Var("X")
_GREEK_VECTORS = frozenset("δθμΣΛΨΦφξ")


def sizes(*terms: Term) -> frozenset[str]:
    """The names that bound a sum; they are whole numbers."""
    found: set[str] = set()
    for term in terms:
        for t in every(Bind, term):
            for bound in (t.domain.lower, t.domain.upper):
                if bound is not None:
                    found |= names(bound)
    return frozenset(found)


def world_of(
    expected: Term, given: Term, matrices: tuple[str, ...] = (), scalars: tuple[str, ...] = ()
) -> World:
    """The reading of the names; one world where all names are numbers."""
    whole = sizes(expected, given)
    named = frozenset(matrices)
    fixed = frozenset(scalars) | whole
    if not (named or speaks_of_matrices(expected) or speaks_of_matrices(given)):
        return World(sizes=whole)
    numbers = (fixed | _divisors(expected) | _divisors(given)) - named
    candidates = [n for n in sorted(_variables(expected) | _variables(given)) if n not in numbers]
    big = {n: (SIZE, SIZE) for n in candidates if _is_capital(n) or n in named}
    small = [n for n in candidates if n not in big and _may_be_vector(n, expected, given)]
    for shape in ((SIZE, 1), (1, SIZE)):
        world = World(shapes=big | dict.fromkeys(small, shape), sizes=whole)
        if fits(expected, world):
            return world
    return World(shapes=big | dict.fromkeys(small, (SIZE, SIZE)), sizes=whole)


@remembered
def speaks_of_matrices(term: Term) -> bool:
    """Whether the formula can only be meant of matrices."""
    for t in every(Apply, term):
        if t.function in _MATRIX_FUNCTIONS:
            return True
        if t.function == "inverse" and _is_product_of_capitals(*t.arguments):
            return True
    written = "".join([t.name for t in every(Var, term)])
    if written == written.lower():
        # What follows is about capitals.
        return False
    products = every(Mul, term)
    if any(_weighs(t) or _is_array_product(t) or _inverts(t.factors) for t in products):
        return True
    return any(map(_adds_to_weight, every(Add, term)))


def _inverts(factors: tuple[Term, ...]) -> bool:
    """``B^{-1}A^{-1}``: of numbers one would write a fraction."""
    inverted = [f.arguments[0] for f in factors if isinstance(f, Apply) and f.function == "inverse"]
    return len(inverted) > 1 and all(isinstance(a, Var) and _is_capital(a.name) for a in inverted)


def _is_product_of_capitals(term: Term) -> bool:
    factors = term.factors if isinstance(term, Mul) else ()
    return len(factors) > 1 and all(isinstance(f, Var) and _is_capital(f.name) for f in factors)


def _is_array_product(product: Mul) -> bool:
    """``B @ A``: capitals with the sign of code for matrices between them."""
    named = [isinstance(f, Var) and _is_capital(f.name) for f in product.factors]
    return product.inner and not product.starred and all(named)


def _adds_to_weight(total: Add) -> bool:
    """``W + BA``: what is added to a weight is a matrix, and so is a product of capitals."""
    weight = any(isinstance(t, Var) and t.name.split("_")[0] == "W" for t in total.terms)
    return weight and any(
        isinstance(a, Var) and isinstance(b, Var) and _is_capital(a.name) and _is_capital(b.name)
        for t in total.terms
        if isinstance(t, Mul)
        for a, b in pairwise(t.factors)
    )


def _weighs(product: Mul) -> bool:
    """A weight directly before or after a small Latin letter: ``Wx``, ``xW``; also ``QK``."""
    kinds = [_kind(f) for f in product.factors]
    pairs = list(pairwise(kinds))
    if any(_is_design(a, b) for a, b in pairwise(product.factors)):
        return True
    if ("weight", "vector") in pairs or ("vector", "weight") in pairs:
        return True
    return not product.starred and ("weight", "weight") in pairs


def _is_design(first: Term, second: Term) -> bool:
    """``Xβ``: the parameters of a regression behind its data."""
    return first == _DATA and isinstance(second, Var) and second.name in ("β", "hat β")


def _kind(term: Term) -> str:
    if isinstance(term, Group) and term.kind == "[]":
        return "vector"
    if isinstance(term, Pow) and isinstance(term.exponent, Var) and _is_capital(term.exponent.name):
        # ``W^O``: a weight with its label above.
        term = term.base
    if not isinstance(term, Var):
        return ""
    base = term.name.split(" ")[-1].split("_")[0]
    if base in _WEIGHTS and term.name not in _ADVANTAGES:
        return "weight"
    small = len(base) == 1 and base.isascii() and base.islower() and base not in _COUNTS
    return "vector" if small else ""


def _variables(term: Term) -> set[str]:
    return {t.name for t in every(Var, term)}


def _divisors(term: Term) -> set[str]:
    """Names that stand alone under a bar or a root, or in an exponent: numbers all of them."""
    found: set[str] = set()
    for quotient in every(Div, term):
        found |= _plain_factors(quotient.denominator)
    for power in every(Pow, term):
        exponent = power.exponent
        rooted = isinstance(exponent, Num) and exponent.value.denominator != 1
        if rooted and isinstance(power.base, Var):
            found |= _plain_factors(power.base)
        if power.base != E:
            # The exponential works entry by entry: σ(Xw) is one of e^{−Xw}.
            found |= _plain_factors(exponent)
    return found


def _plain_factors(term: Term) -> set[str]:
    if isinstance(term, Mul):
        return set().union(*map(_plain_factors, term.factors))
    if isinstance(term, Pow):
        return _plain_factors(term.base)
    return {term.name} if isinstance(term, Var) else set()


def _is_capital(name: str) -> bool:
    if name.startswith("∂"):
        return _is_capital(name.rsplit("∂", 1)[-1])
    base = name.rsplit(" ", 1)[-1].lstrip("∇Δ").split("_")[0].rstrip("'*+")
    return len(base) == 1 and base.isupper() and base.isascii() and base not in ("N", "T")


def _may_be_vector(name: str, *sides: Term) -> bool:
    if any(_joins(t, name) for side in sides for t in every(Group, side)):
        return True
    if name[:1] == "∂":
        return _may_be_vector(name.rsplit("∂", 1)[-1])
    base = name.rsplit(" ", 1)[-1].split("_")[0].rstrip("'*+")
    if base in _GREEK_VECTORS:
        return True
    if base == "β":
        products = (t for side in sides for t in every(Mul, side))
        return any(_is_design(*pair) for t in products for pair in pairwise(t.factors))
    if len(base) != 1 or not base.isascii() or not base.islower():
        return False
    return base not in _COUNTS or _beside_matrix(name, sides)


def _joins(group: Group, name: str) -> bool:
    """Whether something of that name is joined with others to a vector."""
    return group.kind == "[]" and any(isinstance(i, Var) and i.name == name for i in group.items)


def _beside_matrix(name: str, sides: tuple[Term, ...]) -> bool:
    """A letter that usually counts (n, d) is a vector where a capital stands beside it."""
    for side in sides:
        for t in every(Mul, side):
            for a, b in pairwise(t.factors):
                pair = [x.name if isinstance(x, Var) else "" for x in (a, b)]
                if name in pair and any(_is_capital(n) for n in pair if n):
                    return True
    return False
