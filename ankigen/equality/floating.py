"""Arithmetic in doubles, complex where a real value does not exist: the rung for most formulas.

Three kinds of points: names in (0, 1), names positive, names of either sign. An unknown function
is a smooth one drawn by its name, so that arguments equal up to rounding give values equal up to
rounding.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import mul
from typing import Any, TypeAlias

from .draws import draw, mixed

Scalar: TypeAlias = float | complex

_RANGES = {"unit": (0.08, 0.92), "positive": (0.4, 2.9), "mixed": (-2.3, 2.3)}
_CONSTANTS = {"π": math.pi, "e": math.e, "i": 1j, "∞": math.inf}
# Among the points 0 to 11, and among every third of 0 to 35, each name takes either sign in a
# pattern of its own. Each is negative at half of the points, and all are at the first one, so that
# two names with two patterns have all four pairs of signs.
_TURNS = 12
_PATTERNS = tuple(p for p in range(1, 2**_TURNS, 2) if p.bit_count() == _TURNS // 2)
_WHOLE = 2.0**64
_SHAPE = 1.7
_LARGEST_ANGLE = 1e5
_WAVES = frozenset({"sin", "cos", "tan"})


def _real_or_complex(
    real: Callable[[float], float], full: Callable[[complex], complex]
) -> Callable[[Scalar], Scalar]:
    def function(x: Scalar) -> Scalar:
        if isinstance(x, complex):
            return full(x)
        try:
            return real(x)
        except ValueError:
            return full(x)

    return function


def real(value: Scalar) -> float:
    """The real number a value is, up to rounding; ValueError where it is none."""
    if isinstance(value, complex):
        if abs(value.imag) > 1e-9 * max(1.0, abs(value)):
            raise ValueError("not real")
        return value.real
    return value


def _gamma(x: Scalar) -> float:
    return math.gamma(real(x))


FUNCTIONS: dict[str, Callable[..., Scalar]] = {
    "log": _real_or_complex(math.log, cmath.log),
    "sin": _real_or_complex(math.sin, cmath.sin),
    "cos": _real_or_complex(math.cos, cmath.cos),
    "tan": _real_or_complex(math.tan, cmath.tan),
    "asin": _real_or_complex(math.asin, cmath.asin),
    "acos": _real_or_complex(math.acos, cmath.acos),
    "atan": _real_or_complex(math.atan, cmath.atan),
    "sinh": _real_or_complex(math.sinh, cmath.sinh),
    "cosh": _real_or_complex(math.cosh, cmath.cosh),
    "tanh": _real_or_complex(math.tanh, cmath.tanh),
    "asinh": _real_or_complex(math.asinh, cmath.asinh),
    "acosh": _real_or_complex(math.acosh, cmath.acosh),
    "atanh": _real_or_complex(math.atanh, cmath.atanh),
    "erf": lambda x: math.erf(real(x)),
    "factorial": lambda x: _gamma(x + 1),
    "Γ": _gamma,
    "abs": abs,
    "floor": lambda x: float(math.floor(real(x))),
    "ceil": lambda x: float(math.ceil(real(x))),
    "round": lambda x: float(round(real(x))),
    "sign": lambda x: math.copysign(1.0, real(x)) if x else 0.0,
    "max": lambda *xs: max(map(real, xs)),
    "min": lambda *xs: min(map(real, xs)),
}


class FloatField:
    """Doubles at one point; ``kind`` is the range of the names: ``unit``, ``positive``, ``mixed``.

    ``stretch`` widens the range, so that conditions like ``x > 100`` are met on both sides.
    """

    faithful = True

    def __init__(self, seed: str, point: int, kind: str, stretch: float = 1.0) -> None:
        self.seed = f"{seed}:{point}"
        self.salt = draw(self.seed)
        self.signs = draw(seed) if kind == "mixed" else None
        self.turn = (point // 3 + point % 3 * 4) % _TURNS
        self.drawn: dict[object, Any] = {}
        low, high = _RANGES[kind]
        self._low, self._span = low * stretch, (high - low) * stretch

    def number(self, value: Fraction | int) -> Scalar:
        return value.numerator / value.denominator

    def constant(self, name: str) -> Scalar:
        return _CONSTANTS[name]

    def variable(self, key: str) -> Scalar:
        value = self._low + self._span * (mixed(self.salt, key) / _WHOLE)
        if self.signs is None:
            return value
        # Chance would leave a name positive throughout, now and then: it takes turns.
        pattern = _PATTERNS[mixed(self.signs, key) % len(_PATTERNS)]
        return -abs(value) if pattern >> self.turn & 1 else abs(value)

    def positive(self, key: str) -> Scalar:
        """A name that is never negative, at whatever point."""
        return abs(self.variable(key)) or 1.0

    def magnitude(self, value: Scalar) -> Scalar:
        """The value of what is never negative."""
        return abs(value)

    def add(self, a: Scalar, b: Scalar) -> Scalar:
        return a + b

    def multiply(self, a: Scalar, b: Scalar) -> Scalar:
        return a * b

    def dot(self, row: Sequence[Scalar], column: Sequence[Scalar]) -> Scalar:
        total: Scalar = sum(map(mul, row, column))
        return total

    def divide(self, a: Scalar, b: Scalar) -> Scalar:
        return a / b

    def power(self, base: Scalar, exponent: Scalar, known: Fraction | int | None) -> Scalar:
        """``base`` to ``exponent``; an odd root of a negative number is the real one."""
        if known is not None:
            if known.denominator == 1 and abs(known.numerator) <= 10_000:
                whole: Scalar = base**known.numerator
                return whole
            if known.denominator % 2 and not isinstance(base, complex) and base < 0:
                root: float = (-base) ** (known.numerator / known.denominator)
                return -root if known.numerator % 2 else root
        if base == math.e and not isinstance(exponent, complex):
            return math.exp(exponent)
        result: Scalar = base**exponent
        return result

    def known(self, function: str) -> bool:
        return function in FUNCTIONS

    def call(self, function: str, arguments: list[Scalar]) -> Scalar:
        # The sine of a huge number is all rounding: such a point says nothing.
        if function in _WAVES and abs(arguments[0]) > _LARGEST_ANGLE:
            raise ValueError("angle")
        return FUNCTIONS[function](*arguments)

    def oracle(self, key: str, arguments: list[Scalar]) -> Scalar:
        """An unknown function: smooth, bounded, of the range that names have at this point."""
        wave: Scalar = 0.0
        for place, x in enumerate(arguments):
            bits = mixed(self.salt + place, key)
            pitch = 1.0 + (bits & 0xFFFF) / 0x8000
            shift = (bits >> 16 & 0xFFFF) / 0x2800
            squashed = x / (1 + abs(x) / _SHAPE) if abs(x) < math.inf else _SHAPE
            # Each argument moves the next one's phase, so that f(a, b) is not f(b, a).
            wave = self.sine(pitch * squashed + shift + wave * 1.3)
        return self._low + self._span * (wave * 0.5 + 0.5)

    def sine(self, x: Scalar) -> Scalar:
        return cmath.sin(x) if isinstance(x, complex) else math.sin(x)

    def order(self, value: Scalar) -> float:
        """The value as a real number, to compare it with others."""
        return real(value)
