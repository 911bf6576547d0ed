"""The arithmetic of ``floating`` with 50 digits, for gaps that doubles cannot judge."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mpmath import MPContext

from .floating import FloatField

_CONTEXT = MPContext()
_CONTEXT.dps = 50


def _real(value: Any) -> Any:
    if isinstance(value, _CONTEXT.mpc):
        if abs(value.imag) > _CONTEXT.mpf(10) ** -40 * max(1, abs(value)):
            raise ValueError("not real")
        return value.real
    return value


_SAME_NAME = [
    "log",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
    "acosh",
    "atanh",
    "erf",
    "factorial",
]
_FUNCTIONS = {name: getattr(_CONTEXT, name) for name in _SAME_NAME} | {
    "Γ": _CONTEXT.gamma,
    "abs": abs,
    "floor": lambda x: _CONTEXT.floor(_real(x)),
    "ceil": lambda x: _CONTEXT.ceil(_real(x)),
    "round": lambda x: _CONTEXT.nint(_real(x)),
    "sign": lambda x: _CONTEXT.sign(_real(x)),
    "max": lambda *xs: max(map(_real, xs)),
    "min": lambda *xs: min(map(_real, xs)),
}
_CONSTANTS = {
    "π": +_CONTEXT.pi,
    "e": +_CONTEXT.e,
    "i": _CONTEXT.mpc(0, 1),
    "∞": _CONTEXT.inf,
}


class PreciseField(FloatField):
    """The same names and the same unknown functions at the same points, with 50 digits."""

    def number(self, value: Fraction | int) -> Any:
        return _CONTEXT.mpf(value.numerator) / value.denominator

    def constant(self, name: str) -> Any:
        return _CONSTANTS[name]

    def variable(self, key: str) -> Any:
        return _CONTEXT.mpf(super().variable(key))

    def power(self, base: Any, exponent: Any, known: Fraction | int | None) -> Any:
        if known is not None:
            if known.denominator == 1 and abs(known.numerator) <= 10_000:
                return base**known.numerator
            if known.denominator % 2 and isinstance(base, _CONTEXT.mpf) and base < 0:
                root = (-base) ** (_CONTEXT.mpf(known.numerator) / known.denominator)
                return -root if known.numerator % 2 else root
        if abs(exponent) > 10_000:
            raise OverflowError
        return base**exponent

    def call(self, function: str, arguments: list[Any]) -> Any:
        return _FUNCTIONS[function](*arguments)

    def sine(self, x: Any) -> Any:
        return _CONTEXT.sin(x)

    def order(self, value: Any) -> Any:
        return _real(value)
