"""Both sides at one point; parts that were met are remembered, since hints ask for them again."""

from __future__ import annotations

from typing import Any

from .evaluate import Evaluation
from .floating import FloatField
from .matrices import Field, Matrix
from .sampling import bends, entries_beside
from .terms import Term, walk
from .world import TooLong, Undefined, World

_NEAR = 1e-9
# What a bound variable is while only what stands under its sum is looked at.
_INSIDE = 7
# The points; all but the first are for what has a bend.
_KINDS = ("unit", "mixed", "mixed", "mixed")


class Side(Evaluation):
    """An evaluation that keeps the values of the parts of some terms, by identity."""

    def __init__(self, arithmetic: Field, world: World, bound: dict[str, int]) -> None:
        super().__init__(arithmetic, world)
        self.bound = dict(bound)
        self._depth = len(bound)
        self._kept: dict[int, tuple[Term, Any]] = {}
        self._keeps = False
        self.spent = 0

    def value(self, term: Term) -> Any:
        if len(self.bound) > self._depth:
            return super().value(term)
        known = self._kept.get(id(term))
        if known is not None:
            return known[1]
        found = super().value(term)
        if self._keeps:
            self._kept[id(term)] = (term, found)
        return found

    def at(self, term: Term, *, keep: bool = False) -> Any:
        """The value, or None where there is none; the parts are remembered if ``keep``."""
        self._keeps = keep
        try:
            return self.value(term)
        except (ArithmeticError, ValueError, TypeError, Undefined, TooLong):
            while len(self.bound) > self._depth:
                self.bound.popitem()
            return None
        finally:
            self.spent += self.steps
            self.steps = 0


class Point:
    """Both sides at one point; ``bound`` are the variables of the sums that are gone into."""

    def __init__(
        self, number: int, here: World, there: World, bound: dict[str, int] | None = None
    ) -> None:
        self._number = number
        self._bound = bound or {}
        field = FloatField("hint", number, _KINDS[number])
        self.expected = Side(field, here, self._bound)
        self.given = Side(field, there, self._bound) if there != here else self.expected

    def within(self, variable: str) -> Point:
        """The point at one place of a sum over ``variable``."""
        return self._other(self._number, self._bound | {variable: _INSIDE})

    def _other(self, number: int, bound: dict[str, int]) -> Point:
        return Point(number, self.expected.world, self.given.world, bound)

    def same(self, expected: Term, given: Term) -> bool:
        """Whether two parts have the same value here, or are the same where they have none.

        What has a bend (a maximum, a rounding) must have the same value at other points, too.
        """
        a, b = self.expected.at(expected, keep=True), self.given.at(given, keep=True)
        if a is None or b is None:
            return a is b and expected == given
        if not near(a, b):
            return False
        if self._number or not any(map(bends, walk(expected) + walk(given))):
            return True
        others = [self._other(number, self._bound) for number in range(1, len(_KINDS))]
        return all(point.same(expected, given) for point in others)

    def numbers(self, expected: Term, given: Term) -> bool:
        """Whether both parts have a value that is no matrix."""
        values = self.expected.at(expected, keep=True), self.given.at(given, keep=True)
        return not any(v is None or isinstance(v, Matrix) for v in values)

    @property
    def matrices(self) -> bool:
        """Whether some names are matrices."""
        return bool(self.expected.world.shapes)

    @property
    def spent(self) -> int:
        """Steps of evaluation so far."""
        return self.expected.spent + self.given.spent


def near(a: Any, b: Any) -> bool:
    """Whether two values are the same up to rounding."""
    if isinstance(a, Matrix) or isinstance(b, Matrix):
        pairs = entries_beside(a, b)
        return pairs is not None and all(_near(x, y) for x, y in pairs)
    return _near(a, b)


def _near(a: Any, b: Any) -> bool:
    return bool(abs(a - b) <= _NEAR * max(abs(a), abs(b), 1e-30))
