"""Arithmetic in the field of 2⁶¹ − 1 elements: one evaluation there decides a rational identity.

Two different polynomials of degree d agree at a random point with a chance of d/2⁶¹ (Schwartz,
1980; Zippel, 1979). What is no rational operation (a root, a logarithm) becomes an unknown
function: formulas that agree with it agree for any function, those that differ may still agree,
and ``faithful`` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import mul
from typing import Any

from .draws import draw, mixed, stirred

MODULUS = 2**61 - 1


class ExactField:
    """Numbers modulo 2⁶¹ − 1; names and unknown functions are drawn by their keys."""

    def __init__(self, seed: str, point: int = 0) -> None:
        self.seed = f"{seed}:{point}"
        self.salt = draw(self.seed)
        self.faithful = True
        self.drawn: dict[object, Any] = {}

    def number(self, value: Fraction | int) -> int:
        if value.denominator == 1:
            return value.numerator % MODULUS
        return value.numerator * pow(value.denominator, -1, MODULUS) % MODULUS

    def constant(self, name: str) -> int:
        if name in ("i", "∞"):
            self.faithful = False
        return self.variable(f"constant {name}")

    def variable(self, key: str) -> int:
        return mixed(self.salt, key) % MODULUS

    def positive(self, key: str) -> int:
        return self.variable(key)

    def magnitude(self, value: int) -> int:
        """There is no sign in a finite field."""
        return value

    def add(self, a: int, b: int) -> int:
        return (a + b) % MODULUS

    def multiply(self, a: int, b: int) -> int:
        return a * b % MODULUS

    def dot(self, row: Sequence[int], column: Sequence[int]) -> int:
        return int(sum(map(mul, row, column))) % MODULUS

    def divide(self, a: int, b: int) -> int:
        if b == 0:
            raise ZeroDivisionError
        return a * pow(b, -1, MODULUS) % MODULUS

    def power(self, base: int, exponent: int, known: Fraction | int | None) -> int:
        """``base`` to ``exponent``, which is exactly ``known`` where that is not None."""
        if known is not None and known.denominator == 1:
            if base == 0 and known <= 0:
                raise ZeroDivisionError
            return pow(base, known.numerator, MODULUS)
        self.faithful = False
        return self.oracle("power", [base, exponent])

    def known(self, function: str) -> bool:
        """No function is known here; one that floats know leaves a difference open."""
        from .floating import FUNCTIONS

        if function in FUNCTIONS:
            self.faithful = False
        return False

    def call(self, function: str, arguments: list[int]) -> int:
        raise NotImplementedError(function)

    def oracle(self, key: str, arguments: list[int]) -> int:
        """An unknown function: any value, but the same for the same arguments."""
        value = mixed(self.salt, key)
        for argument in arguments:
            value = stirred(value ^ argument)
        return value % MODULUS

    def order(self, value: int) -> None:
        """There is no order in a finite field."""
        self.faithful = False
