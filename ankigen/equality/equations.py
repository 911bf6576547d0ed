"""Equations and inequalities as wholes: one is the other rearranged.

Two equations agree where the differences of their sides are in a constant ratio, or in one that
is a product of powers of their names (``yz = 2xz − 5z`` for ``y = 2x − 5``). A comparison of
solutions would be wrong: it takes x = √a for x² = a.
"""

from __future__ import annotations

import math

from .align import align
from .floating import FUNCTIONS
from .ladder import Decision, Setting
from .sampling import ratio
from .terms import TWO, Add, Apply, Mul, Num, Term, Var, negative, rewrite, walk
from .world import World
from .worlds import world_of

_NEAR = 1e-9
_ENOUGH = 4
_POINTS = 12
_LINK = tuple[str, Term, Term]


def same_equation(
    expected: tuple[Term, ...], given: tuple[Term, ...], setting: Setting
) -> Decision:
    """Whether ``a = b`` and ``c = d`` are the same equation."""
    mine, theirs = (Add((left, negative(right))) for left, right in (expected, given))
    first, second, world = prepared(mine, theirs, setting)
    found = _ratios(first, second, world)
    if len(found) >= _ENOUGH and _constant(found):
        return Decision(True, "rearranging")
    if found and not world.shapes and _is_monomial(first, second, world):
        return Decision(True, "rearranging")
    named = [tuple(map(_with_functions_named, sides)) for sides in (expected, given)]
    if named[0] != expected and named[1] != given:
        # sin θ₁ in a factor of the ratio is a name like any other.
        return same_equation(named[0], named[1], setting)
    return Decision(False, "rearranging")


def _with_functions_named(term: Term) -> Term:
    """The term with a name in place of each function of one argument that is known."""

    def change(t: Term) -> Term:
        if isinstance(t, Apply) and t.function in FUNCTIONS and len(t.arguments) == 1:
            return Var(f"{t.function} {t.arguments[0]}")
        return t

    return rewrite(term, change)


def same_inequality(expected: _LINK, given: _LINK, setting: Setting) -> Decision:
    """Whether two inequalities, both reading "less", are the same up to a positive factor."""
    (operator, a, b), (other, c, d) = expected, given
    if operator != other:
        return Decision(False, "relation")
    less, other_less = Add((b, negative(a))), Add((d, negative(c)))
    first, second, world = prepared(less, other_less, setting)
    found = _ratios(first, second, world)
    same = len(found) >= _ENOUGH and _constant(found) and found[0] > 0
    return Decision(same, "relation")


def constant_ratio(first: Term, second: Term, world: World) -> float | None:
    """The number that the first term is times the second, if it is one number everywhere."""
    found = _ratios(first, second, world)
    return found[0] if len(found) >= _ENOUGH and _constant(found) else None


def prepared(first: Term, second: Term, setting: Setting) -> tuple[Term, Term, World]:
    """Both terms with their gaps filled, and the world of their names."""
    known = world_of(first, second, setting.matrices, setting.scalars)
    first, second = align(first, second, matrices=bool(known.shapes))
    return first, second, world_of(first, second, setting.matrices, setting.scalars)


def _ratios(first: Term, second: Term, world: World) -> list[float]:
    """The ratios at the points where there is one, up to the first that is another one."""
    found: list[float] = []
    for number in range(_POINTS):
        here = ratio(first, second, world, world, "ratio", number)
        if here is not None:
            found.append(here)
            if not _constant(found):
                break
    return found


def _constant(found: list[float]) -> bool:
    return all(abs(r - found[0]) <= _NEAR * abs(found[0]) for r in found) and found[0] != 0


def _is_monomial(first: Term, second: Term, world: World) -> bool:
    """Whether the ratio is c·x^i·y^j…: doubling a name multiplies it by a power of two, always."""
    letters = {
        t
        for side in (first, second)
        for t in walk(side)
        if isinstance(t, Var) and all(isinstance(i, Num) for i in t.indices)
    }
    quotient = None
    for letter in sorted((t for t in letters if t.name not in world.sizes), key=repr):
        steps = set()
        for number in range(_POINTS):
            before = ratio(first, second, world, world, "ratio", number)
            twice, also = _doubled(first, letter), _doubled(second, letter)
            after = ratio(twice, also, world, world, "ratio", number)
            if before is None or after is None:
                continue
            if before == 0 or not after / before > 0:
                return False
            steps.add(round(math.log2(after / before), 7))
        if len(steps) != 1:
            return False
        (step,) = steps
        if step != round(step):
            return False
        quotient = step
    return quotient is not None


def _doubled(term: Term, letter: Var) -> Term:
    twice = Mul((TWO, letter))
    return rewrite(term, lambda t: twice if t == letter else t)
