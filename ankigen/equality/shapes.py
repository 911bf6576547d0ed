"""Do the shapes of matrices fit? An arithmetic that knows no numbers, for that question alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .evaluate import evaluate
from .terms import Term
from .world import Misshapen, TooLong, Undefined, World


class _Shapes:
    """Every number is one, whatever is done to it."""

    def __init__(self) -> None:
        self.seed = "shape"
        self.faithful = True
        self.drawn: dict[object, Any] = {}

    def number(self, value: Any) -> int:
        return 1

    def constant(self, name: str) -> int:
        return 1

    def variable(self, key: str) -> int:
        return 1

    def positive(self, key: str) -> int:
        return 1

    def magnitude(self, value: int) -> int:
        return 1

    def add(self, a: int, b: int) -> int:
        return 1

    def multiply(self, a: int, b: int) -> int:
        return 1

    def dot(self, row: Sequence[int], column: Sequence[int]) -> int:
        return 1

    def divide(self, a: int, b: int) -> int:
        return 1

    def power(self, base: int, exponent: int, known: Any) -> int:
        return 1

    def known(self, function: str) -> bool:
        return False

    def call(self, function: str, arguments: list[int]) -> int:
        return 1

    def oracle(self, key: str, arguments: list[int]) -> int:
        return 1

    def order(self, value: int) -> None:
        return None


def fits(term: Term, world: World) -> bool:
    """Whether the term has a value, as far as the shapes of its matrices go."""
    try:
        evaluate(term, _Shapes(), world)
    except (Undefined, TooLong):
        return False
    return True


def misshapen(term: Term, world: World) -> bool:
    """Whether matrices in the term do not fit; of numbers none can."""
    if not world.shapes:
        return False
    try:
        evaluate(term, _Shapes(), world)
    except Misshapen:
        return True
    except (Undefined, TooLong):
        return False
    return False
