"""Orders of growth: O(2n + 1) is O(n), O(n log n) is not.

The ratio of the two is followed along several ways to infinity, each name growing at a pace of
its own; it stays between fixed bounds exactly where the orders are the same.
"""

from __future__ import annotations

import math

from .equations import constant_ratio, prepared
from .evaluate import evaluate
from .floating import FloatField, Scalar, real
from .ladder import Decision, Setting
from .terms import Term
from .world import TooLong, Undefined, World

_WAYS = 6
_SIZES = (1e12, 1e24)
_STILL = 0.02


class _Growing(FloatField):
    """Doubles in which every name is a power of one large number."""

    def __init__(self, way: int, size: float) -> None:
        super().__init__("growth", way, "unit")
        self.size_of_all = size

    def variable(self, key: str) -> Scalar:
        pace = 0.25 + 0.75 * float(real(super().variable(key)))
        return float(self.size_of_all**pace)


def same_order(expected: tuple[Term, ...], given: tuple[Term, ...], setting: Setting) -> Decision:
    """Whether two functions grow alike, up to constant factors and lower terms."""
    if len(expected) != 1 or len(given) != 1:
        return Decision(False, "growth")
    factor = constant_ratio(*prepared(expected[0], given[0], setting))
    if factor is not None:
        return Decision(factor > 0, "growth")
    for way in range(_WAYS):
        small, large = (_ratio(expected[0], given[0], way, size) for size in _SIZES)
        # What leaves the doubles grows beyond any power, and only a multiple of it is like it.
        if small is None or large is None or abs(math.log(large / small)) > _STILL:
            return Decision(False, "growth")
    return Decision(True, "growth")


def _ratio(a: Term, b: Term, way: int, size: float) -> float | None:
    try:
        x, y = (real(evaluate(t, _Growing(way, size), World())) for t in (a, b))
        quotient = x / y
    except (Undefined, TooLong, ValueError, ArithmeticError, TypeError):
        return None
    return quotient if 0 < quotient < math.inf else None
